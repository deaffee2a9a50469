//! A letter as it stands for one account: which language, which others there are, and its text or
//! what it lacks.

use jiff::civil::Date;

use super::{ComposeError, Composed, Detail, Details, LetterContext, compose, names};
use crate::{
    catalog::letters,
    content::{
        language::{Ground, Language},
        letter::Letter,
    },
};

/// A letter as it stands for one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The letter.
    pub letter: &'static Letter,
    /// The language that it is in.
    pub language: Language,
    /// The languages that it is offered in, where the account is.
    pub languages: Vec<Language>,
    /// Whether its text depends on the person's situation.
    pub has_grounds: bool,
    /// The day until which Meta may still answer, where the text says that it is over.
    early: Option<Date>,
    /// Its text, or why there is none.
    pub written: Result<Composed, ComposeError>,
}

impl Draft {
    /// Writes a letter in the wished language, else the account's, else its country's; each only if
    /// it is offered there. Nothing comes of a letter that has no text there.
    pub fn new(
        letter: &'static Letter,
        desk: &LetterContext<'_>,
        wish: Option<Language>,
        grounds: &[Ground],
    ) -> Option<Self> {
        let region = desk.region().map(|region| &region.id);
        let account = desk.account;
        let wishes = Language::wished(account.language, account.country);
        let version = letter.choose(region, wish.into_iter().chain(wishes))?;
        let template = letters::template(letter, version)?;
        let details = Details::of(desk, version.language, grounds);
        let names = names(template);
        let uses = |name| names.as_ref().is_ok_and(|names| names.contains(name));
        Some(Self {
            letter,
            language: version.language,
            languages: letter
                .versions_in(region)
                .map(|version| version.language)
                .collect(),
            has_grounds: uses("grounds"),
            early: desk.open_until().filter(|_| uses("due")),
            written: compose(template, version.language, &details),
        })
    }

    /// What the person should know before the text is sent, if it would be too soon.
    pub fn too_soon(&self) -> Option<String> {
        let day = self.early.filter(|_| self.written.is_ok())?;
        Some(format!(
            "Too soon: Meta has time until {day}, and this text says that the time is over."
        ))
    }

    /// What the letter cannot be written without.
    pub fn missing(&self) -> &[Detail] {
        match &self.written {
            Err(ComposeError::Missing(missing)) => missing,
            Ok(_) | Err(ComposeError::Fault(_)) => &[],
        }
    }

    /// How long it is, and how long it may be: "412 characters; at least 100 needed".
    pub fn length_in_words(&self) -> Option<String> {
        let Ok(composed) = &self.written else {
            return None;
        };
        let mut said = format!("{} characters", composed.characters);
        if let Some(limit) = &self.letter.limit {
            if let Some(words) = limit.in_words() {
                said.push_str(&format!("; {words}"));
            }
            if let Some(missed) = limit.missed(composed.characters) {
                said.push_str(&format!(": {missed}"));
            }
        }
        Some(said)
    }

    /// Whether it is too short or too long for where it goes.
    pub fn misses_limit(&self) -> bool {
        let limit = self.letter.limit.as_ref();
        let missed = |composed: &Composed| limit?.missed(composed.characters);
        self.written.as_ref().ok().and_then(missed).is_some()
    }
}
