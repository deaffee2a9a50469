//! The complaint pack: what an authority gets, as files that anybody can read, with the hash of each.

mod telling;

use std::collections::BTreeMap;

use minijinja::context;
use serde::Serialize;

use super::{
    html::{Pages, plain},
    markdown::{fenced, literal},
};
use crate::{
    account::{
        Account,
        authority::AuthorityChoice,
        compose::{Detail, Draft, LetterContext, LetterKey},
        evidence,
        progress::{Evidence, Request, Sha256},
    },
    catalog::letters,
    clock,
    content::{
        goal::Goal,
        language::Language,
        letter::Told,
        region::{Authority, Country},
    },
    error::Error,
    id::Id,
    sort::sort_by,
    text::Clean,
};

use telling::{Entry, Telling};

/// The letter that the pack is made around.
pub const LETTER: &str = "complaint";

/// The file with the complaint alone.
const COMPLAINT: &str = "complaint.txt";

/// The file with the hashes of all others, as `sha256sum -c` takes them.
const HASHES: &str = "hashes.txt";

/// A file of a pack: its path within it, and its bytes.
pub type PackFile = (String, Vec<u8>);

/// The bytes of what is kept, by their hash, or why they are not there.
pub type Found = BTreeMap<Sha256, Result<Vec<u8>, Error>>;

/// A complaint with everything that goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// The account.
    pub account: Id,
    /// What the complaint lacks, in the middle of a sentence; a placeholder stands for each.
    pub lacks: Vec<String>,
    /// That of it which the account has a field for.
    pub given: Vec<String>,
    /// Why the rest is not known, a sentence each.
    pub unknown: Vec<String>,
    /// What is to be seen to before it is sent, a sentence each.
    pub before: Vec<String>,
    /// A warning, if it would be too soon to send it.
    pub too_soon: Option<String>,
    /// What is kept for it: what was sent comes first.
    pub kept: Vec<Kept>,
    title: String,
    as_of: String,
    language: Language,
    headings: [String; 3],
    complaint: String,
    chronology: Vec<Entry>,
    /// What was sent, each with the name of the file that has its text, if that is kept.
    sent: Vec<(String, Option<Sha256>)>,
}

/// A file that is kept, as the pack tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The account that has it: the pack's, or the one that objected for it.
    pub account: Id,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// Its name.
    pub name: Clean,
    /// When it was kept, and for what.
    told: String,
}

/// A letter as it was sent.
#[derive(Serialize)]
struct SentPart {
    title: String,
    /// The file with it, if it is kept.
    file: Option<String>,
    text: Option<String>,
}

/// A kept file.
#[derive(Serialize)]
struct KeptPart {
    /// The file, or why it is not in the pack.
    file: String,
    told: String,
    sha256: String,
    is_there: bool,
}

impl Pack {
    /// The pack for an account whose authority is known, or of which none is on record. The draft is that
    /// of the complaint.
    ///
    /// # Errors
    ///
    /// If nothing was sent, the authority is still to be chosen, or the complaint cannot be written.
    pub fn of(context: &LetterContext<'_>, draft: &Draft) -> Result<Self, Error> {
        let account = context.account;
        let objection = context.request().ok_or_else(|| nothing_sent(account))?;
        let regions = &context.catalog.regions;
        let authority = match regions.authority_of(account) {
            AuthorityChoice::One(authority) => Some(authority),
            AuthorityChoice::None => None,
            AuthorityChoice::Several(_) => {
                return Err(Error::new(
                    regions.why_no_authority(account),
                    format!(
                        "Name it with --authority; `optout authority list --country {}` lists them.",
                        account.country.as_ref().map_or("CC", Country::code)
                    ),
                ));
            }
        };
        let composed = draft.shown().map_err(|fault| {
            let sentence = format!("The complaint cannot be written: {fault}");
            Error::new(sentence, "This is a mistake in the program.")
        })?;
        // Without a country, what follows from it is missing, too.
        let has_field = |it: &Detail| account.country.is_none() || context.option(*it).is_some();
        let missing = draft.missing().iter().copied();
        let (fields, unknown): (Vec<Detail>, Vec<Detail>) = missing.partition(has_field);
        let titled = |details: &[Detail]| -> Vec<String> {
            let titles = details.iter().map(|detail| detail.title());
            let address = draft.lacks_address.then_some("your postal address");
            titles.chain(address).map(str::to_owned).collect()
        };
        let lacks = titled(draft.missing());
        let words = letters::words(draft.language).ok_or_else(|| {
            let sentence = format!("{} has no words for it.", draft.language.title());
            Error::new(sentence, "This is a mistake in the program.")
        })?;
        let telling = Telling::new(context, words);
        let mut before = before(authority, draft, &lacks);
        let mut kept: Vec<Kept> = Vec::new();
        let mut sent = Vec::new();
        let round = context.round();
        for (whose, request) in &round {
            let text = text_of(whose, request);
            sent.push((
                telling.name(whose, request),
                text.map(|it| it.sha256.clone()),
            ));
            kept.extend(text.map(|text| self::kept(&telling, whose, text)));
            if text.is_none() {
                before.push(format!(
                    "The text of the {} is not kept here: attach a copy or a screenshot.",
                    request.name()
                ));
            }
        }
        let objector = context.objector();
        if objector.id != account.id {
            let label = &objector.label;
            before.push(format!(
                "{label} objected, and that covers this account: what {label} keeps for it is here."
            ));
        }
        let is_of_round = |evidence: &&Evidence| {
            let mut all = round.iter().filter(|(whose, _)| whose.id == objector.id);
            let of = evidence.request.as_ref();
            of.is_none_or(|of| all.any(|(_, request)| request.id == *of))
        };
        let own = account.progress.evidence.iter().map(|it| (account, it));
        let others = objector.progress.evidence.iter();
        let others = others.filter(is_of_round).map(|it| (objector, it));
        for (whose, evidence) in own.chain(others) {
            if !kept.iter().any(|it| it.sha256 == evidence.sha256) {
                kept.push(self::kept(&telling, whose, evidence));
            }
        }
        let say = |told| telling.say(told, &[]).unwrap_or_default();
        let subject = composed.subject.as_ref();
        Ok(Self {
            account: account.id.clone(),
            before,
            too_soon: draft.too_soon(),
            lacks,
            given: titled(&fields),
            unknown: context.whys_missing(&unknown),
            kept,
            title: subject.unwrap_or(&draft.letter.title).to_string(),
            as_of: format!("{} · {}", account.label, telling.day(context.today)),
            language: draft.language,
            headings: [Told::Happened, Told::WhatSent, Told::Evidence].map(say),
            complaint: composed.text.to_string(),
            chronology: telling.chronology(objection),
            sent,
        })
    }

    /// Which letter the complaint is, and its text.
    pub fn letter(&self) -> Option<(LetterKey, &str)> {
        let key = LetterKey {
            account: self.account.clone(),
            letter: Id::new(LETTER)?,
            language: self.language,
        };
        Some((key, &self.complaint))
    }

    /// The files of the pack. `found` has the bytes of what is kept.
    ///
    /// # Errors
    ///
    /// A mistake in a template.
    pub fn files(&self, found: &Found) -> Result<Vec<PackFile>, String> {
        let mut files: Vec<PackFile> =
            vec![(COMPLAINT.to_owned(), self.complaint.clone().into_bytes())];
        let is_sent = |sha256: &Sha256| self.sent.iter().any(|(_, of)| of.as_ref() == Some(sha256));
        let mut places: BTreeMap<&Sha256, String> = BTreeMap::new();
        let (mut letters, mut others) = (0, 0);
        for evidence in &self.kept {
            let Some(Ok(bytes)) = found.get(&evidence.sha256) else {
                continue;
            };
            let (folder, number) = match is_sent(&evidence.sha256) {
                true => ("letters", &mut letters),
                false => ("evidence", &mut others),
            };
            *number += 1;
            let name = evidence::file_name(&evidence.name);
            let path = format!("{folder}/{number:02}-{name}");
            places.insert(&evidence.sha256, path.clone());
            files.push((path, bytes.clone()));
        }
        let sent = self.sent.iter().map(|(title, sha256)| {
            let place = sha256.as_ref().and_then(|sha256| places.get(sha256));
            let text = sha256.as_ref().and_then(|sha256| found.get(sha256));
            let text = text.and_then(|text| text.as_ref().ok());
            let text = text.map(|text| String::from_utf8_lossy(text).into_owned());
            SentPart {
                title: title.clone(),
                file: place.cloned(),
                text: text.filter(|_| place.is_some()),
            }
        });
        let sent: Vec<SentPart> = sent.collect();
        let kept = self.kept.iter().filter(|it| !is_sent(&it.sha256));
        let kept: Vec<KeptPart> = kept
            .map(|evidence| {
                let place = places.get(&evidence.sha256);
                let why = found.get(&evidence.sha256).and_then(|it| it.as_ref().err());
                let why = why.map(|error| error.sentence.to_string());
                KeptPart {
                    file: place.cloned().or(why).unwrap_or_default(),
                    told: evidence.told.clone(),
                    sha256: evidence.sha256.as_str().to_owned(),
                    is_there: place.is_some(),
                }
            })
            .collect();
        files.push((
            "pack.md".to_owned(),
            self.markdown(&sent, &kept).into_bytes(),
        ));
        files.push((
            "pack.html".to_owned(),
            self.html(&sent, &kept)?.into_bytes(),
        ));
        let mut lines: Vec<String> = files
            .iter()
            .map(|(path, bytes)| format!("{}  {path}\n", evidence::hash(bytes).as_str()))
            .collect();
        sort_by(&mut lines, |a, b| a.get(64..).cmp(&b.get(64..)));
        files.push((HASHES.to_owned(), lines.concat().into_bytes()));
        Ok(files)
    }

    fn html(&self, sent: &[SentPart], kept: &[KeptPart]) -> Result<String, String> {
        let known = context! {
            title => self.title.clone(),
            as_of => self.as_of.clone(),
            before => plain(&self.before),
            code => self.language.as_str(),
            headings => plain(&self.headings),
            complaint => self.complaint.clone(),
            chronology => plain(&self.chronology),
            sent => plain(sent),
            kept => plain(kept),
        };
        Pages::new()?.page("pack.html", known)
    }

    fn markdown(&self, sent: &[SentPart], kept: &[KeptPart]) -> String {
        let mut text = format!("# {}\n\n{}\n", literal(&self.title), literal(&self.as_of));
        text.push_str("\n## Before you send it\n\n");
        for sentence in &self.before {
            text.push_str(&format!("- {}\n", literal(sentence)));
        }
        let complaint = fenced(&self.complaint);
        let [happened, what_sent, evidence] = self.headings.each_ref().map(|it| literal(it));
        text.push_str(&format!("\n## {COMPLAINT}\n\n{complaint}\n"));
        text.push_str(&format!("\n## {happened}\n\n"));
        for entry in &self.chronology {
            let (day, what) = (literal(&entry.day), literal(&entry.what));
            text.push_str(&format!("- **{day}** {what} {}", literal(&entry.reason)));
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        text.push_str(&format!("\n## {what_sent}\n"));
        for part in sent {
            text.push_str(&format!("\n### {}\n", literal(&part.title)));
            if let Some(file) = &part.file {
                text.push_str(&format!("\n{}\n", literal(file)));
            }
            if let Some(sent) = &part.text {
                text.push_str(&format!("\n{}\n", fenced(sent)));
            }
        }
        if !kept.is_empty() {
            text.push_str(&format!("\n## {evidence}\n\n"));
        }
        for part in kept {
            let (file, told) = (literal(&part.file), literal(&part.told));
            text.push_str(&format!("- {file}: {told}. SHA-256 {}\n", part.sha256));
        }
        text.push_str(&format!("\nSHA-256: {HASHES} (sha256sum -c {HASHES})\n"));
        text
    }
}

/// A kept file, told with the day since which it is kept and with what it belongs to.
fn kept(telling: &Telling<'_, '_>, account: &Account, evidence: &Evidence) -> Kept {
    let since = telling.day(clock::day(evidence.added));
    let names = [("what", evidence.name.as_str()), ("day", &since)];
    let told = telling.say(Told::Kept, &names);
    let mut told = told.unwrap_or_else(|| evidence.name.to_string());
    let of = evidence.request.as_ref();
    match of.and_then(|id| account.progress.request(id)) {
        Some(request) => told.push_str(&format!(" ({})", telling.name(account, request))),
        None => told = telling.of_account(account, told),
    }
    Kept {
        account: account.id.clone(),
        sha256: evidence.sha256.clone(),
        name: evidence.name.clone(),
        told,
    }
}

/// Why there is no pack.
pub fn nothing_sent(account: &Account) -> Error {
    let objections = account.progress.requests.iter();
    let objections = objections.filter(|it| it.goal == Goal::Object);
    let why = match objections.max_by_key(|it| it.sent) {
        Some(back) => format!("You took the {} back", back.name()),
        None => format!("Nothing was sent for {} yet", account.label),
    };
    Error::new(
        format!("{why}, so there is nothing to complain about."),
        "Object first; `optout next` says how. If you did, record it: optout request ACCOUNT sent GUIDE --on DATE",
    )
}

/// The text that was sent with a request, if it is kept.
fn text_of<'a>(account: &'a Account, request: &Request) -> Option<&'a Evidence> {
    let name = evidence::letter_name(request.letter.as_ref()?);
    let mut all = account.progress.evidence.iter();
    all.find(|it| it.request.as_ref() == Some(&request.id) && it.name == name)
}

/// What is to be seen to before the complaint is sent: where it goes, what the authority wants, what is
/// missing.
fn before(authority: Option<&Authority>, draft: &Draft, lacks: &[String]) -> Vec<String> {
    let mut before = Vec::new();
    match authority {
        None => before
            .push("No authority is on record here for this country: find out yours.".to_owned()),
        Some(authority) => {
            let name = authority.name_in(Language::English);
            before.push(format!("It goes to: {name}."));
            before.push(format!("Its page: {}", authority.page()));
            if let Some(email) = authority.email.as_ref().filter(|_| authority.by_email) {
                before.push(format!("It also takes complaints by e-mail: {email}"));
            }
            before.extend(authority.note.iter().map(ToString::to_string));
            before.push(authority.reliance(clock::read_on(authority.checked)));
        }
    }
    if !lacks.is_empty() {
        before.push(format!("It still lacks: {}.", lacks.join(", ")));
    }
    before.extend(draft.too_soon());
    before.push("Read it, print it, and sign it by hand on its last line.".to_owned());
    before.extend(draft.letter.caution.iter().map(ToString::to_string));
    before.extend(draft.notes.iter().cloned());
    before
}

/// The draft of the complaint for an account.
///
/// # Errors
///
/// If there is none where the account is.
pub fn draft(context: &LetterContext<'_>) -> Result<Draft, Error> {
    let account = context.account;
    if context.request().is_none() {
        return Err(nothing_sent(account));
    }
    let region = context.region().map(|region| &region.id);
    let letter = Id::new(LETTER).and_then(|id| letters::letter(&id));
    let letter = letter
        .filter(|letter| letter.fits(region) && letter.is_for(account.platform, account.kind));
    letter
        .and_then(|letter| Draft::new(letter, context, None, &account.grounds))
        .ok_or_else(|| {
            let sentence = format!("There is no complaint for {} here.", account.label);
            let hint = match account.country {
                None => "It depends on the country: give the account one first.",
                Some(_) => "The laws that it rests on do not hold in its country.",
            };
            Error::new(sentence, hint)
        })
}
