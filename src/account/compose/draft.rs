//! A letter for one account: its language, the others that it could be in, and its text or what it
//! lacks.

use jiff::civil::Date;

use super::{ComposeError, Composed, Detail, Details, LetterContext, compose, names};
use crate::{
    catalog::letters,
    content::{
        language::{Ground, Language},
        letter::Letter,
    },
};

/// A letter for one account, written or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The letter.
    pub letter: &'static Letter,
    /// The language that it is in.
    pub language: Language,
    /// The languages in which it is offered in the account's region.
    pub languages: Vec<Language>,
    /// Whether its text depends on the person's situation.
    pub has_grounds: bool,
    /// The deadline that has not passed, although the text says so.
    early: Option<Date>,
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
        Some(Self {
            letter,
            language: version.language,
            languages: letter
                .versions_in(region)
                .map(|version| version.language)
                .collect(),
            has_grounds: uses("grounds"),
            early: context.open_until().filter(|_| uses("due")),
            written: compose(template, version.language, &details),
        })
    }

    /// A warning, if it would be too soon to send the text.
    pub fn too_soon(&self) -> Option<String> {
        let day = self.early.filter(|_| self.written.is_ok())?;
        Some(format!(
            "Too soon: Meta has time until {day}, and this text says that the time is over."
        ))
    }

    /// The details that the letter lacks.
    pub fn missing(&self) -> &[Detail] {
        match &self.written {
            Err(ComposeError::Missing(missing)) => missing,
            Ok(_) | Err(ComposeError::Fault(_)) => &[],
        }
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
