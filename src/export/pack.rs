//! The complaint pack: what an authority gets, as files that anybody can read, with the hash of each.

use std::collections::BTreeMap;

use minijinja::value::Value;
use serde::Serialize;

use super::{
    html::{Known, Pages, plain},
    markdown::{fenced, literal},
    reader::day,
};
use crate::{
    account::{
        Account,
        authority::AuthorityChoice,
        compose::{Draft, LetterContext},
        evidence,
        moments::{self, Moment},
        progress::{Evidence, Recipient, Request, Sha256},
    },
    catalog::letters,
    clock,
    content::{
        language::Language,
        region::{Authority, Country},
    },
    error::Error,
    id::Id,
};

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
    /// What is to be seen to before it is sent, a sentence each.
    pub before: Vec<String>,
    /// What is kept for it: what was sent comes first.
    pub kept: Vec<Evidence>,
    title: String,
    as_of: String,
    language: (&'static str, &'static str),
    complaint: String,
    chronology: Vec<Entry>,
    /// What was sent, each with the name of the file that has its text, if that is kept.
    sent: Vec<(String, Option<Sha256>)>,
}

/// A day of the chronology.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Entry {
    day: String,
    what: String,
    reason: String,
}

/// A letter as it was sent.
#[derive(Serialize)]
struct SentPart {
    title: String,
    /// The file with it, or what to say without one.
    file: String,
    text: Option<String>,
}

/// A kept file.
#[derive(Serialize)]
struct KeptPart {
    /// The file, or why it is not in the pack.
    file: String,
    name: String,
    added: String,
    about: Option<String>,
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
        let mut lacks: Vec<String> = draft
            .missing()
            .iter()
            .map(|detail| detail.title().to_owned())
            .collect();
        if draft.lacks_address {
            lacks.push("your postal address".to_owned());
        }
        let requests = round(account, objection);
        let mut kept: Vec<Evidence> = Vec::new();
        let mut sent = Vec::new();
        for request in &requests {
            let text = text_of(account, request);
            let letter = request.letter.as_ref().map(|letter| format!(", {letter}"));
            let name = format!("{}{}", request.name(), letter.unwrap_or_default());
            sent.push((name, text.map(|text| text.sha256.clone())));
            kept.extend(text.cloned());
        }
        for evidence in &account.progress.evidence {
            if !kept.iter().any(|it| it.sha256 == evidence.sha256) {
                kept.push(evidence.clone());
            }
        }
        Ok(Self {
            account: account.id.clone(),
            before: before(authority, draft, &lacks),
            lacks,
            kept,
            title: format!("Complaint: {}", account.label),
            as_of: format!("Written on {} by optout.", day(context.today)),
            language: (draft.language.as_str(), draft.language.title()),
            complaint: composed.text.to_string(),
            chronology: chronology(context, objection, &requests),
            sent,
        })
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
                file: place.cloned().unwrap_or_else(|| NOT_KEPT.to_owned()),
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
                    name: evidence.name.to_string(),
                    added: day(clock::day(evidence.added)),
                    about: evidence.request.as_ref().map(ToString::to_string),
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
        lines.sort_by(|a, b| a.get(64..).cmp(&b.get(64..)));
        files.push((HASHES.to_owned(), lines.concat().into_bytes()));
        Ok(files)
    }

    fn html(&self, sent: &[SentPart], kept: &[KeptPart]) -> Result<String, String> {
        let known = Known::from([
            ("title", Value::from(self.title.clone())),
            ("as_of", Value::from(self.as_of.clone())),
            ("before", plain(&self.before)),
            ("code", Value::from(self.language.0)),
            ("complaint", Value::from(self.complaint.clone())),
            ("chronology", plain(&self.chronology)),
            ("sent", plain(sent)),
            ("kept", plain(kept)),
        ]);
        Pages::new()?.page("pack.html", known)
    }

    fn markdown(&self, sent: &[SentPart], kept: &[KeptPart]) -> String {
        let mut text = format!("# {}\n\n{}\n", literal(&self.title), literal(&self.as_of));
        text.push_str("\n## Before you send it\n\n");
        for sentence in &self.before {
            text.push_str(&format!("- {}\n", literal(sentence)));
        }
        let complaint = fenced(&self.complaint);
        text.push_str(&format!("\n## The complaint\n\n{complaint}\n"));
        text.push_str("\n## What happened\n\n");
        for entry in &self.chronology {
            let (day, what) = (literal(&entry.day), literal(&entry.what));
            text.push_str(&format!("- **{day}** {what}. {}", literal(&entry.reason)));
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        text.push_str("\n## What I sent\n");
        for part in sent {
            let (title, file) = (literal(&part.title), literal(&part.file));
            text.push_str(&format!("\n### {title}\n\n{file}\n"));
            if let Some(sent) = &part.text {
                text.push_str(&format!("\n{}\n", fenced(sent)));
            }
        }
        if !kept.is_empty() {
            text.push_str("\n## Evidence\n\n");
        }
        for part in kept {
            let (file, name, added) = (
                literal(&part.file),
                literal(&part.name),
                literal(&part.added),
            );
            let about = part.about.as_deref().map(|it| format!(", for {it}"));
            let about = literal(&about.unwrap_or_default());
            let sha256 = &part.sha256;
            text.push_str(&format!(
                "- {file}: {name}, kept on {added}{about}. SHA-256 {sha256}\n"
            ));
        }
        text.push_str(&format!("\n{}\n", literal(HOW_TO_CHECK)));
        text
    }
}

const NOT_KEPT: &str = "The text that was sent is not kept here: attach a copy or a screenshot.";

const HOW_TO_CHECK: &str =
    "hashes.txt has the SHA-256 of every file here. To compare them: sha256sum -c hashes.txt";

/// Why there is no pack.
pub fn nothing_sent(account: &Account) -> Error {
    Error::new(
        format!(
            "Nothing was sent for {} yet, so there is nothing to complain about.",
            account.label
        ),
        "Object first; `optout next` says how. If you did, record it: optout request ACCOUNT sent GUIDE --on DATE",
    )
}

/// What was sent in this matter, in order: the objection, and what came after it.
fn round<'a>(account: &'a Account, objection: &'a Request) -> Vec<&'a Request> {
    let mut all: Vec<&Request> = [objection]
        .into_iter()
        .chain(moments::after(account, objection))
        .collect();
    all.sort_by_key(|request| request.sent);
    all
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
            before.push(authority.reliance());
        }
    }
    if !lacks.is_empty() {
        before.push(format!("It still lacks: {}.", lacks.join(", ")));
    }
    before.extend(draft.too_soon());
    if draft.language != Language::English {
        before.push(format!(
            "The complaint is in {}; what happened is told in English.",
            draft.language.title()
        ));
    }
    before.push("Read it, print it, and sign it by hand on its last line.".to_owned());
    before.extend(draft.letter.caution.iter().map(ToString::to_string));
    before.extend(draft.notes.iter().cloned());
    before
}

/// What happened up to today, and the days that the law set.
fn chronology(
    context: &LetterContext<'_>,
    objection: &Request,
    requests: &[&Request],
) -> Vec<Entry> {
    let region = context.region();
    let mut all: Vec<Moment> = moments::of(context.account, objection, region);
    all.retain(|moment| moment.day <= context.today && moment.deed.told().is_some());
    all.sort_by_key(|moment| moment.day);
    let mut entries: Vec<Entry> = all
        .iter()
        .filter_map(|moment| {
            Some(Entry {
                day: day(moment.day),
                what: moment.deed.told()?.to_owned(),
                reason: moment.reason.clone(),
            })
        })
        .collect();
    for request in requests {
        let whose = match request.to {
            Recipient::Meta => "Meta's number for it",
            Recipient::Authority => "The authority's number for it",
        };
        let number = request.reference.iter();
        entries.extend(number.map(|number| Entry {
            day: day(request.sent),
            what: format!("{whose}: {number}"),
            reason: String::new(),
        }));
    }
    entries
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
