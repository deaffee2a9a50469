//! `optout letter`: lists the letters for an account, or writes one of them, filled in.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::{Stop, details, find, json, session::Session, table, value::one_of};
use crate::{
    account::{
        Account,
        compose::{ComposeError, Composed, Detail, Draft, LetterContext, Mail},
    },
    catalog::letters,
    content::{
        language::{Ground, Language},
        letter::{Addressee, Letter, Limit},
        source::Source,
    },
    error::Error,
    id::Id,
    system::{files::new, paths},
    text::Clean,
};

/// The arguments of `optout letter`.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "The text goes to standard output as it is to be sent. Where something is not \
                  known that it needs, nothing is printed but what to give. An e-mail (eml, mailto) \
                  is there for an authority that takes complaints so, and for whoever posted; you \
                  send it yourself."
)]
pub struct LetterArgs {
    /// The account
    account: String,
    /// The letter; without it, those that fit are listed
    letter: Option<String>,
    /// Another language than the account's
    #[arg(long, value_name = "LL", value_parser = one_of(Language::NAMES))]
    lang: Option<Language>,
    /// Other grounds than the account's, separated by commas; an empty text: none
    #[arg(long, value_name = "G", value_delimiter = ',', value_parser = details::ground)]
    grounds: Option<Vec<Option<Ground>>>,
    /// Print it also where something is missing, with [your name] and the like in its place
    #[arg(long, conflicts_with = "output")]
    draft: bool,
    /// As a text, as an e-mail for a mail program, or as an address that opens one
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(FORMATS))]
    format: Format,
    /// Write into this new file, which only you may read, instead of printing (`-`)
    #[arg(short, long, value_name = "FILE", conflicts_with = "json")]
    output: Option<PathBuf>,
    /// Print JSON
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// What a letter is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Eml,
    Mailto,
}

const FORMATS: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("eml", Format::Eml),
    ("mailto", Format::Mailto),
];

pub(super) fn letter(session: &mut Session<'_>, args: &LetterArgs) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, &args.account)?;
    let Some(typed) = &args.letter else {
        return list(session, account, args.json);
    };
    let letter = find::letter(&session.catalog, account, typed)?;
    check_language(session, account, letter, args.lang)?;
    let overview = session.overview(account, &accounts);
    let grounds = match &args.grounds {
        None => account.grounds.clone(),
        Some(given) => details::each_once(given),
    };
    let all: Vec<&Account> = accounts.iter().collect();
    let context = LetterContext {
        account,
        overview: &overview,
        accounts: &all,
        catalog: &session.catalog,
        today: session.now.today,
    };
    let Some(draft) = Draft::new(letter, &context, args.lang, &grounds) else {
        let sentence = format!("The letter `{typed}` has no text for this account.");
        return Err(Error::new(sentence, "").into());
    };
    let composed = match &draft.written {
        Ok(composed) => Ok(composed),
        Err(ComposeError::Missing(_, composed)) if args.draft => Ok(composed),
        Err(ComposeError::Missing(missing, _)) => Err(lacks(&context, letter, missing)),
        Err(ComposeError::Fault(fault)) => Err(Error::new(
            format!("The letter `{typed}` cannot be written: {fault}"),
            "This is a mistake in the program.",
        )),
    };
    if account.country.is_none() && composed.is_ok() {
        warn_of_country(session, account)?;
    }
    if args.json {
        let composed = composed.as_ref().ok().copied();
        write_json(session, account, &draft, composed, &grounds)?;
    }
    let composed = composed?;
    if !args.json {
        let written = match args.format {
            Format::Text => composed.text.to_string(),
            Format::Eml => mail(&draft)?.eml(),
            Format::Mailto => {
                let address = mail(&draft)?.mailto();
                let hint = format!(
                    "Take the file: optout letter {} {typed} --format eml -o FILE",
                    account.id
                );
                address.map_err(|why| Error::new(why, hint))? + "\n"
            }
        };
        let file = args.output.as_deref();
        match file.filter(|path| *path != Path::new("-")) {
            None => session.out().write_all(written.as_bytes())?,
            Some(path) => {
                new::create(path, written.as_bytes())?;
                let shown = paths::shown(path);
                session.note_done(format!("{shown} is written"));
                writeln!(session.out(), "{}: {shown}", letter.title)?;
            }
        }
    }
    warn_of_text(session, &draft, composed)
}

/// The letter as an e-mail, where that is the way.
fn mail(draft: &Draft) -> Result<Mail, Error> {
    draft.mail().map_err(|why| Error::new(why, ""))
}

/// Checks that the letter exists in the language of `--lang`, if that is given. There is no
/// fallback to another language, as for the language of the account.
fn check_language(
    session: &Session<'_>,
    account: &Account,
    letter: &Letter,
    wanted: Option<Language>,
) -> Result<(), Error> {
    let region = session.catalog.region(account).map(|region| &region.id);
    let offered: Vec<Language> = letter
        .versions_in(region)
        .map(|version| version.language)
        .collect();
    match wanted.filter(|wanted| !offered.contains(wanted)) {
        None => Ok(()),
        Some(wanted) => {
            let described = find::describe(&session.catalog, account);
            let sentence = format!(
                "There is no `{wanted}` text of `{}` for {described}.",
                letter.id
            );
            Err(Error::new(
                sentence,
                format!("It is there in: {}.", words(&offered)),
            ))
        }
    }
}

fn words(languages: &[Language]) -> String {
    let words: Vec<&str> = languages.iter().map(|language| language.as_str()).collect();
    words.join(", ")
}

/// The error for a letter that lacks details, which says how to enter them.
pub(super) fn lacks(context: &LetterContext<'_>, letter: &Letter, missing: &[Detail]) -> Error {
    let titles: Vec<&str> = missing.iter().map(|detail| detail.title()).collect();
    let sentence = format!("The letter `{}` lacks {}.", letter.id, titles.join(", "));
    let without_field: Vec<Detail> = missing
        .iter()
        .copied()
        .filter(|detail| detail.field().is_none())
        .collect();
    let mut hints = context.whys_missing(&without_field);
    if let (true, Some(country)) = (
        without_field.contains(&Detail::Authority),
        context.account.country,
    ) && context.has_choice()
    {
        hints.push(format!(
            "`optout authority list --country {country}` lists them."
        ));
    }
    let options: Vec<&str> = missing
        .iter()
        .filter_map(|detail| context.option(*detail))
        .collect();
    if !options.is_empty() {
        let (id, options) = (&context.account.id, options.join(" "));
        hints.push(format!("Give it: optout account edit {id} {options}"));
    }
    Error::new(sentence, hints.join(" "))
}

/// Warns that the account has no country, so that the letters are those for the EU and EEA.
fn warn_of_country(session: &mut Session<'_>, account: &Account) -> Result<(), Stop> {
    let (label, id) = (&account.label, &account.id);
    writeln!(
        session.err(),
        "optout: {label} has no country, which decides the law: these are the texts for the EU and EEA \
         (optout account edit {id} --country CC)."
    )?;
    Ok(())
}

/// Warns of a letter that it is too early to send, or whose length misses the limit.
pub(super) fn warn_of_text(
    session: &mut Session<'_>,
    draft: &Draft,
    composed: &Composed,
) -> Result<(), Stop> {
    if let Some(warning) = draft.too_soon() {
        writeln!(session.err(), "optout: warning: {warning}")?;
    }
    let Some(limit) = &draft.letter.limit else {
        return Ok(());
    };
    if let Some(missed) = limit.missed(composed.characters) {
        writeln!(
            session.err(),
            "optout: warning: the text has {} characters; {}: {missed}. {}",
            composed.characters,
            limit.in_words().unwrap_or_default(),
            limit.note
        )?;
    }
    Ok(())
}

#[derive(Serialize)]
struct ListJson<'a> {
    format: u8,
    account: &'a Id,
    /// `None` if the account has no country.
    region: Option<&'a Id>,
    letters: Vec<SummaryJson<'a>>,
}

#[derive(Serialize)]
struct SummaryJson<'a> {
    id: &'a Id,
    title: &'a Clean,
    purpose: &'a Clean,
    caution: Option<&'a Clean>,
    /// What else to know, as far as it holds for the account.
    notes: Vec<String>,
    to: Addressee,
    /// The language that the letter would be written in.
    language: Option<Language>,
    languages: Vec<Language>,
    limit: Option<LimitJson<'a>>,
}

#[derive(Serialize)]
struct LimitJson<'a> {
    least: Option<usize>,
    most: Option<usize>,
    note: &'a Clean,
}

impl<'a> LimitJson<'a> {
    fn new(limit: &'a Limit) -> Self {
        Self {
            least: limit.least,
            most: limit.most,
            note: &limit.note,
        }
    }
}

#[derive(Serialize)]
struct LetterJson<'a> {
    format: u8,
    account: &'a Id,
    letter: &'a Id,
    title: &'a Clean,
    language: Language,
    languages: &'a [Language],
    grounds: &'a [Ground],
    subject: Option<&'a Clean>,
    text: Option<&'a Clean>,
    characters: Option<usize>,
    limit: Option<LimitJson<'a>>,
    missing: &'a [Detail],
    sources: Vec<SourceJson<'a>>,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    id: &'a Id,
    title: &'a Clean,
    url: Option<&'a Clean>,
    note: Option<&'a Clean>,
    checked: String,
    undated: bool,
}

impl<'a> SourceJson<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            id: &source.id,
            title: &source.title,
            url: source.url.as_ref(),
            note: source.note.as_ref(),
            checked: source.checked.day.to_string(),
            undated: !source.checked.is_known,
        }
    }
}

fn write_json(
    session: &mut Session<'_>,
    account: &Account,
    draft: &Draft,
    composed: Option<&Composed>,
    grounds: &[Ground],
) -> Result<(), Stop> {
    let shown = LetterJson {
        format: json::FORMAT,
        account: &account.id,
        letter: &draft.letter.id,
        title: &draft.letter.title,
        language: draft.language,
        languages: &draft.languages,
        grounds,
        subject: composed.and_then(|composed| composed.subject.as_ref()),
        text: composed.map(|composed| &composed.text),
        characters: composed.map(|composed| composed.characters),
        limit: draft.letter.limit.as_ref().map(LimitJson::new),
        missing: draft.missing(),
        sources: draft.letter.sources.iter().map(SourceJson::new).collect(),
    };
    json::write(session.out(), &shown)
}

fn list(session: &mut Session<'_>, account: &Account, as_json: bool) -> Result<(), Stop> {
    let region = session.catalog.region(account).cloned();
    let id = region.as_ref().map(|region| &region.id);
    let summaries =
        letters::fitting(account.platform, account.kind, region.as_ref()).map(|letter| {
            let chosen = letter.choose(id, Language::wished(account.language, account.country));
            let versions = letter.versions_in(id);
            SummaryJson {
                id: &letter.id,
                title: &letter.title,
                purpose: &letter.purpose,
                caution: letter.caution.as_ref(),
                notes: letter.notes_for(account.platform, account.kind, account.country, id),
                to: letter.to,
                language: chosen.map(|version| version.language),
                languages: versions.map(|version| version.language).collect(),
                limit: letter.limit.as_ref().map(LimitJson::new),
            }
        });
    let letters: Vec<SummaryJson<'_>> = summaries.collect();
    if as_json {
        let list = ListJson {
            format: json::FORMAT,
            account: &account.id,
            region: id,
            letters,
        };
        return json::write(session.out(), &list);
    }
    let rows: Vec<[String; 3]> = letters
        .iter()
        .map(|letter| {
            [
                letter.id.to_string(),
                words(&letter.languages),
                letter.title.to_string(),
            ]
        })
        .collect();
    table::write(session.out(), &rows)?;
    if account.country.is_none() {
        warn_of_country(session, account)?;
    }
    Ok(())
}
