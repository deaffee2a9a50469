//! Reporting what is wrong with a table of a document.

use std::collections::BTreeSet;

use toml::{Spanned, de::DeValue};

use super::{Fields, Raw};
use crate::{document::Rule, text};

impl Fields<'_> {
    pub(super) fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = match value.get_ref() {
            // Any other one is taken.
            DeValue::Integer(_) if wanted.contains("whole number") => "one so large",
            other => other.type_str(),
        };
        self.problems.add(
            &value.span(),
            Rule::Value,
            &format!("`{key}` must be {wanted}, not {found}."),
            true,
        );
    }

    /// Reports how many characters of a string are hidden, if any are.
    pub(super) fn report_hidden(&self, raw: &Raw<'_>, key: &str, hidden: usize) {
        let what = match hidden {
            0 => return,
            1 => "1 hidden character".to_owned(),
            number => format!("{number} hidden characters"),
        };
        self.report(
            Rule::Text,
            Some(raw),
            &format!("`{key}` contains {what}."),
            false,
        );
    }

    /// Reports that the file cannot be used, at this table.
    pub fn refuse(&self, message: &str) {
        self.report(Rule::Value, None, message, true);
    }

    /// Reports that the file cannot be used, at this string.
    pub fn refuse_at(&self, raw: &Raw<'_>, message: &str) {
        self.report(Rule::Value, Some(raw), message, true);
    }

    /// Reports something that should be mended, at this string; the file is still used.
    pub fn warn_at(&self, raw: &Raw<'_>, message: &str) {
        self.report(Rule::Value, Some(raw), message, false);
    }

    /// Reports something that should be mended, at this table; the file is still used.
    pub fn warn(&self, message: &str) {
        self.report(Rule::Value, None, message, false);
    }

    /// Reports a mistake by its rule, at this string or else at this table. After a fatal one the
    /// file is not used; after any other it is, and the mistake should be mended.
    pub fn report(&self, rule: Rule, at: Option<&Raw<'_>>, message: &str, fatal: bool) {
        let span = at.map_or(&self.span, |raw| &raw.span);
        self.problems.add(span, rule, message, fatal);
    }

    /// Returns the value, and reports the key if it is missing.
    pub fn require<T>(&self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.table.contains_key(key) {
            self.report(Rule::Missing, None, &format!("`{key}` is missing."), true);
        }
        value
    }

    /// Reports the keys that were not asked for, each with the known key most similar to it.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !asked.contains(&name) {
                let near = text::near(name, asked.iter().copied());
                let hint = match near.first() {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        // A key may be asked for more than once.
                        let mut once = BTreeSet::new();
                        let known = asked.iter().copied().filter(|name| once.insert(*name));
                        let known: Vec<&str> = known.collect();
                        format!("known here are {}", known.join(", "))
                    }
                };
                self.problems.add(
                    &key.span(),
                    Rule::UnknownKey,
                    &format!("`{name}` is not a key here; {hint}"),
                    true,
                );
            }
        }
    }
}
