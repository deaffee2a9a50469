//! One table of a document, key by key.

mod report;

use std::{cell::RefCell, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    document::{Day, Problems, Rule},
    text::{self, Clean, TextKind},
};

/// One table of a document. Every key that is asked for counts as known; [`Fields::finish`]
/// reports the others.
#[derive(Debug)]
pub struct Fields<'d> {
    table: &'d DeTable<'d>,
    /// What the table has, in a list: it is short, and searching it is less work than the map.
    entries: Vec<(&'d str, &'d Spanned<DeValue<'d>>)>,
    /// Gives the keys that `table` does not have.
    base: Option<Base<'d>>,
    span: Range<usize>,
    problems: &'d Problems,
    asked: RefCell<Vec<&'static str>>,
}

/// A table of another document, which gives keys to tables that build on it. What is wrong in it is
/// reported where that document is read.
#[derive(Debug, Clone, Copy)]
pub struct Base<'d>(pub(super) &'d DeTable<'d>);

/// A string with its position in the file.
#[derive(Debug, Clone)]
pub struct Raw<'d> {
    /// The text as it is in the file: not sanitized, so never to be shown.
    pub text: &'d str,
    span: Range<usize>,
}

impl<'d> Fields<'d> {
    /// A table of which about so many keys will be asked for.
    pub(super) fn of(
        table: &'d DeTable<'d>,
        span: Range<usize>,
        problems: &'d Problems,
        asked: usize,
    ) -> Self {
        let entries = table.iter().map(|(key, value)| (&**key.get_ref(), value));
        Self {
            table,
            entries: entries.collect(),
            base: None,
            span,
            problems,
            asked: RefCell::new(Vec::with_capacity(asked)),
        }
    }

    fn value(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.borrow_mut().push(key);
        let base = || self.base.and_then(|base| base.0.get(key));
        let own = self.entries.iter().find(|(known, _)| *known == key);
        own.map(|(_, value)| *value).or_else(base)
    }

    /// This table, with the keys of another one where it has none itself.
    #[must_use]
    pub fn on(self, base: Option<Base<'d>>) -> Self {
        Self { base, ..self }
    }

    /// The keys of this table, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = Raw<'d>> + use<'d> {
        self.table.keys().map(|key| Raw {
            text: key.get_ref(),
            span: key.span(),
        })
    }

    /// Line and column of a string, both from 1.
    pub fn position(&self, raw: &Raw<'_>) -> (usize, usize) {
        self.problems.position(raw.span.start)
    }

    /// The position of a key's value, to report something there; where the key is absent, that of
    /// this table.
    pub fn at(&self, key: &str) -> Raw<'d> {
        let span = self.table.get(key).map(Spanned::span);
        Raw {
            text: "",
            span: span.unwrap_or_else(|| self.span.clone()),
        }
    }

    /// A string as it is in the file.
    pub fn raw(&self, key: &'static str) -> Option<Raw<'d>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Raw {
                text,
                span: value.span(),
            }),
            _ => {
                self.wrong(key, value, "a string");
                None
            }
        }
    }

    /// A string, cleaned. Hidden characters and a cut end are reported, and allowed.
    pub fn text(&self, key: &'static str, kind: TextKind) -> Option<Clean> {
        let raw = self.raw(key)?;
        Some(self.cleaned(&raw, key, kind))
    }

    /// Cleans a string of this table; hidden characters and a cut end are reported, and allowed.
    pub fn cleaned(&self, raw: &Raw<'_>, key: &str, kind: TextKind) -> Clean {
        let inspected = text::inspect(raw.text, kind);
        self.report_hidden(raw, key, inspected.hidden);
        if inspected.cut {
            let message = format!(
                "`{key}` is longer than {} characters; the rest is not shown.",
                kind.limit()
            );
            self.report(Rule::Text, Some(raw), &message, false);
        }
        inspected.text
    }

    /// One of the words of `choices`.
    pub fn choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let raw = self.raw(key)?;
        self.choose(key, &raw, choices)
    }

    fn choose<T: Copy>(&self, key: &str, raw: &Raw<'_>, choices: &[(&str, T)]) -> Option<T> {
        let found = choices.iter().find(|(word, _)| *word == raw.text);
        if found.is_none() {
            self.refuse_word(key, raw, &mut choices.iter().map(|(word, _)| *word));
        }
        found.map(|(_, value)| *value)
    }

    fn refuse_word(&self, key: &str, raw: &Raw<'_>, allowed: &mut dyn Iterator<Item = &str>) {
        let allowed: Vec<&str> = allowed.collect();
        let (word, allowed) = (raw.text, allowed.join(", "));
        let message = format!("`{key}` is `{word}`; allowed are {allowed}.");
        self.refuse_at(raw, &message);
    }

    /// A list of words of `choices`; `None` when the key is absent.
    pub fn choices<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<Vec<T>> {
        let words = self.raws(key)?;
        Some(
            words
                .iter()
                .filter_map(|word| self.choose(key, word, choices))
                .collect(),
        )
    }

    /// A list of strings as they stand in the file; `None` when the key is absent.
    pub fn raws(&self, key: &'static str) -> Option<Vec<Raw<'d>>> {
        let value = self.value(key)?;
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(key, value, "a list of strings");
            return None;
        };
        let mut list = Vec::new();
        for item in array.iter() {
            match item.get_ref() {
                DeValue::String(text) => list.push(Raw {
                    text,
                    span: item.span(),
                }),
                _ => self.wrong(key, item, "a list of strings"),
            }
        }
        Some(list)
    }

    /// A list of strings, cleaned; empty when the key is absent.
    pub fn texts(&self, key: &'static str, kind: TextKind) -> Vec<Clean> {
        let raws = self.raws(key).unwrap_or_default();
        raws.iter()
            .map(|raw| self.cleaned(raw, key, kind))
            .collect()
    }

    /// A whole number.
    pub fn integer(&self, key: &'static str) -> Option<i64> {
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(key, value, "a whole number");
        }
        number
    }

    /// A list of whole numbers; empty when the key is absent.
    pub fn integers(&self, key: &'static str) -> Vec<i64> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(key, value, "a list of whole numbers");
            return Vec::new();
        };
        let number = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        let mut list = Vec::new();
        for item in array.iter() {
            match number(item) {
                Some(number) => list.push(number),
                None => self.wrong(key, item, "a list of whole numbers"),
            }
        }
        list
    }

    /// `true` or `false`.
    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Boolean(is) => Some(*is),
            _ => {
                self.wrong(key, value, "true or false");
                None
            }
        }
    }

    /// A day, such as 2026-11-21.
    pub fn day(&self, key: &'static str) -> Option<Day> {
        let value = self.value(key)?;
        let day = match value.get_ref() {
            DeValue::Datetime(at) if at.time.is_none() => at.date.and_then(Day::of),
            _ => None,
        };
        if day.is_none() {
            self.wrong(key, value, "a day such as 2026-11-21");
        }
        day
    }

    /// A moment with its offset, such as 2026-11-21T10:00:00Z; `read` makes one of TOML's.
    pub fn moment<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&toml_datetime::Datetime) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let moment = match value.get_ref() {
            DeValue::Datetime(at) => read(at),
            _ => None,
        };
        if moment.is_none() {
            self.wrong(key, value, "a moment such as 2026-11-21T10:00:00Z");
        }
        moment
    }

    /// A table under this key.
    pub fn table(&self, key: &'static str) -> Option<Fields<'d>> {
        let value = self.value(key)?;
        self.as_table(key, value)
    }

    /// A table under a key that comes from the file itself.
    pub fn entry(&self, key: &Raw<'d>) -> Option<Fields<'d>> {
        let value = self.table.get(key.text)?;
        self.as_table(key.text, value)
    }

    /// A string under a key that comes from the file itself.
    pub fn entry_text(&self, key: &Raw<'d>) -> Option<Raw<'d>> {
        let value = self.table.get(key.text)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Raw {
                text,
                span: value.span(),
            }),
            _ => {
                self.wrong(key.text, value, "a string");
                None
            }
        }
    }

    /// A string or list of strings under a key that comes from the file itself.
    pub fn entry_texts(&self, key: &Raw<'d>) -> Option<Vec<Raw<'d>>> {
        let value = self.table.get(key.text)?;
        match value.get_ref() {
            DeValue::String(text) => Some(vec![Raw {
                text,
                span: value.span(),
            }]),
            DeValue::Array(array) if array.iter().all(|item| item.get_ref().is_str()) => Some(
                array
                    .iter()
                    .filter_map(|item| {
                        item.get_ref().as_str().map(|text| Raw {
                            text,
                            span: item.span(),
                        })
                    })
                    .collect(),
            ),
            _ => {
                self.wrong(key.text, value, "a string or a list of strings");
                None
            }
        }
    }

    fn as_table(&self, key: &str, value: &'d Spanned<DeValue<'d>>) -> Option<Fields<'d>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Fields::of(table, value.span(), self.problems, 8)),
            _ => {
                self.wrong(key, value, "a table");
                None
            }
        }
    }

    /// The tables of a list such as `[[step]]`; empty when the key is absent.
    pub fn tables(&self, key: &'static str) -> Vec<Fields<'d>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(key, value, &format!("a list of tables, written [[{key}]]"));
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|item| self.as_table(key, item))
            .collect()
    }
}
