//! A letter for one account: its language, the others that it could be in, and its text or what it
//! lacks.

use jiff::civil::Date;

use super::{ComposeError, Composed, Detail, Details, LetterContext, Mail, compose, names};
use crate::{
    catalog::letters,
    clock,
    content::{
        language::{Ground, Language},
        letter::{Addressee, Letter},
    },
    id::Id,
    text::{self, Clean},
};

/// Which text it is: of which account, in which language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LetterKey {
    /// The account.
    pub account: Id,
    /// The letter.
    pub letter: Id,
    /// The language.
    pub language: Language,
}

impl LetterKey {
    /// The name under which a request keeps which text was used, such as `complaint.de`.
    pub fn text_id(&self) -> String {
        format!("{}.{}", self.letter, self.language)
    }

    /// The name of a file for it that was made on this day, without extension, such as
    /// `complaint-a7k2m9qd-2026-11-21`.
    pub fn file_name(&self, day: Date) -> String {
        format!("{}-{}-{day}", self.letter, self.account)
    }
}

/// A letter for one account, written or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The letter.
    pub letter: &'static Letter,
    /// The account.
    account: Id,
    /// The language that it is in.
    pub language: Language,
    /// The languages in which it is offered in the account's region.
    pub languages: Vec<Language>,
    /// Whether its text depends on the person's situation.
    pub has_grounds: bool,
    /// Whether its text has a place for the person's postal address, which is not known.
    pub lacks_address: bool,
    /// Whether the person edited the text.
    pub is_edited: bool,
    /// The deadline that has not passed, although the text says so.
    early: Option<Date>,
    /// The authority's e-mail address, where it takes complaints by plain e-mail.
    mailbox: Option<Clean>,
    /// The account's e-mail address, as the sender.
    from: Option<Clean>,
    /// What holds for this account beside the letter's caution.
    pub notes: Vec<String>,
    /// Its text, or why there is none.
    pub written: Result<Composed, ComposeError>,
}

impl Draft {
    /// Writes a letter in the wished language, else the account's, else its country's; each only if
    /// it is offered in the account's region. `None` where the letter has no text for that region.
    pub fn new(
        letter: &'static Letter,
        context: &LetterContext<'_>,
        wish: Option<Language>,
        grounds: &[Ground],
    ) -> Option<Self> {
        let region = context.region().map(|region| &region.id);
        let account = context.account;
        let wishes = Language::wished(account.language, account.country);
        let version = letter.choose(region, wish.into_iter().chain(wishes))?;
        let template = letters::template(letter, version)?;
        let details = Details::of(context, version.language, grounds);
        let names = names(template);
        let uses = |name| names.as_ref().is_ok_and(|names| names.contains(name));
        let authority = context.authority();
        let mailbox = authority.filter(|authority| authority.by_email);
        Some(Self {
            letter,
            account: account.id.clone(),
            language: version.language,
            languages: letter
                .versions_in(region)
                .map(|version| version.language)
                .collect(),
            has_grounds: uses("grounds"),
            lacks_address: account.address.is_none() && uses("postal_address"),
            is_edited: false,
            early: context.open_until().filter(|_| uses("due")),
            mailbox: mailbox.and_then(|authority| authority.email.clone()),
            from: account.email.clone(),
            notes: letter.notes_for(account.platform, account.kind, account.country, region),
            written: compose(template, version.language, &details),
        })
    }

    /// Which text it is.
    pub fn key(&self) -> LetterKey {
        LetterKey {
            account: self.account.clone(),
            letter: self.letter.id.clone(),
            language: self.language,
        }
    }

    /// Puts what the person made of it in its place. It lacks nothing any more when no placeholder
    /// is left in it.
    pub fn put_edited(&mut self, edited: &Composed) {
        let gap = |detail: &Detail| detail.placeholder(self.language);
        let is_left = |detail: &Detail| edited.text.contains(&gap(detail));
        let left: Vec<Detail> = Detail::ALL.iter().copied().filter(is_left).collect();
        self.is_edited = true;
        self.written = match left.is_empty() {
            true => Ok(edited.clone()),
            false => Err(ComposeError::Missing(left, edited.clone())),
        };
    }

    /// The text as it can be looked at: with placeholders where something is missing.
    ///
    /// # Errors
    ///
    /// What is wrong with the template.
    pub fn shown(&self) -> Result<&Composed, &Clean> {
        match &self.written {
            Ok(composed) | Err(ComposeError::Missing(_, composed)) => Ok(composed),
            Err(ComposeError::Fault(fault)) => Err(fault),
        }
    }

    /// A warning, if it would be too soon to send the text.
    pub fn too_soon(&self) -> Option<String> {
        let day = clock::short_date(self.early?);
        Some(format!(
            "Too soon: Meta has time until {day}, and this text says that the time is over."
        ))
    }

    /// The details that the letter lacks.
    pub fn missing(&self) -> &[Detail] {
        match &self.written {
            Err(ComposeError::Missing(missing, _)) => missing,
            Ok(_) | Err(ComposeError::Fault(_)) => &[],
        }
    }

    /// What it lacks, as the end of a sentence: "your name, the account's country".
    pub fn missing_in_words(&self) -> String {
        let titles: Vec<&str> = self.missing().iter().map(|detail| detail.title()).collect();
        titles.join(", ")
    }

    /// The letter as an e-mail, where e-mail is the way: to an authority that takes complaints so, or
    /// to whoever posted, whose address the person knows. To Meta no address is on record.
    ///
    /// # Errors
    ///
    /// A sentence that says why it is no e-mail.
    pub fn mail(&self) -> Result<Mail, &'static str> {
        let to = match self.letter.to {
            Addressee::Meta => {
                return Err("No e-mail address for this is on record: paste the text instead.");
            }
            Addressee::Authority if self.mailbox.is_none() => {
                return Err("This authority takes no complaint by plain e-mail: use its form.");
            }
            Addressee::Authority => self.mailbox.clone(),
            Addressee::Poster => None,
        };
        let composed = self
            .written
            .as_ref()
            .map_err(|_| "The letter lacks something.")?;
        let subject = composed.subject.clone();
        Ok(Mail {
            to,
            from: self.from.clone(),
            subject: subject.unwrap_or_else(|| self.letter.title.clone()),
            body: text::clean(composed.body(self.language), text::TextKind::Letter),
        })
    }

    /// Its length and the limit, such as "412 characters; at least 100 needed".
    pub fn length_in_words(&self) -> Option<String> {
        let Ok(composed) = &self.written else {
            return None;
        };
        let mut sentence = format!("{} characters", composed.characters);
        if let Some(limit) = &self.letter.limit {
            if let Some(words) = limit.in_words() {
                sentence.push_str(&format!("; {words}"));
            }
            if let Some(missed) = limit.missed(composed.characters) {
                sentence.push_str(&format!(": {missed}"));
            }
        }
        Some(sentence)
    }

    /// Whether it is too short or too long for the form that takes it.
    pub fn misses_limit(&self) -> bool {
        let limit = self.letter.limit.as_ref();
        let missed = |composed: &Composed| limit?.missed(composed.characters);
        self.written.as_ref().ok().and_then(missed).is_some()
    }
}
