//! Countries: their codes and names, and finding one by what a person typed.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Deserialize;

use super::{Regions, fold::fold};
use crate::{
    sort::sort_by_key,
    text::{self, TextKind},
};

/// A country by its ISO 3166-1 alpha-2 code, known to [`Regions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// A code of two capital letters, whether a country has it or not.
    pub(in crate::content) fn parse(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The two letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

impl serde::Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Text and JSON have the two letters. What the build script encodes is decoded at every start: bytes are faster.
        match serializer.is_human_readable() {
            true => serializer.serialize_str(self.code()),
            false => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return <[u8; 2]>::deserialize(deserializer).map(Self);
        }
        let code = <&str>::deserialize(deserializer)?;
        Self::parse(code).ok_or_else(|| serde::de::Error::custom(code))
    }
}

impl Regions {
    /// The English name of a country.
    pub fn name(&self, country: Country) -> &str {
        let countries = &self.record().countries;
        let found = countries
            .binary_search_by_key(&country, |(known, _)| *known)
            .ok();
        found
            .and_then(|at| countries.get(at))
            .map_or("", |(_, name)| name.as_str())
    }

    /// Every country with its name, in the order of the codes.
    pub fn countries(&self) -> impl Iterator<Item = (Country, &str)> {
        self.record()
            .countries
            .iter()
            .map(|(country, name)| (*country, name.as_str()))
    }

    /// The country with exactly this code.
    pub(super) fn coded(&self, code: &str) -> Option<Country> {
        Country::parse(code).filter(|country| self.of(*country).is_some())
    }

    /// Every country with each of its names, as [`fold`] writes them, the English ones first.
    fn folded(&self) -> impl Iterator<Item = (Country, Cow<'_, str>)> {
        let english = self
            .countries()
            .map(|(country, name)| (country, Cow::Owned(fold(name))));
        let other = self.names.get().names.iter();
        english.chain(other.map(|(name, country)| (*country, Cow::Borrowed(name.as_str()))))
    }

    /// The country whose code or name this is.
    fn known(&self, typed: &str) -> Option<Country> {
        let upper = typed.to_uppercase();
        if let Some(country) = self.coded(&upper) {
            return Some(country);
        }
        let mut codes = self.names.get().codes.iter();
        let code = codes.find(|(code, _)| *code == upper);
        let folded = fold(typed);
        let found = code.map(|(_, country)| *country).or_else(|| {
            let mut names = self.folded();
            names
                .find(|(_, name)| *name == folded)
                .map(|(country, _)| country)
        })?;
        // AUS is a code, but "aus" may be the beginning of Austria.
        let may_go_on = typed.len() == 3 && !(code.is_some() && typed == upper);
        let is_another = |(country, name): (Country, Cow<'_, str>)| {
            country != found && name.starts_with(&folded)
        };
        (!may_go_on || !self.folded().any(is_another)).then_some(found)
    }

    /// The country with this code or name. Two letters and three are codes; a name may be in
    /// English, a language of the letters or the country's own, with accents or without.
    ///
    /// # Errors
    ///
    /// A sentence with the countries most similar to it.
    pub fn country(&self, typed: &str) -> Result<Country, String> {
        let typed = typed.trim();
        // What files hold is a code; only a person types a name.
        let found = self.coded(typed).or_else(|| self.known(typed));
        found.ok_or_else(|| {
            let near = self.near(typed);
            let shown = text::clean(typed, TextKind::Name);
            if near.is_empty() {
                format!("{shown} is not a country; use a two-letter code such as DE, or a name.")
            } else {
                let list: Vec<String> = near
                    .iter()
                    .map(|(c, name)| format!("{c} ({name})"))
                    .collect();
                format!(
                    "{shown} is not a country; did you mean {}?",
                    list.join(", ")
                )
            }
        })
    }

    /// The country that may be taken for what was typed without asking: the one with this code or
    /// name, or the only one with a name that begins with at least three letters.
    pub fn completed(&self, typed: &str) -> Option<Country> {
        let typed = typed.trim();
        if let Some(country) = self.known(typed) {
            return Some(country);
        }
        let folded = fold(typed);
        let upper = typed.to_uppercase();
        let is_code = self
            .names
            .get()
            .codes
            .iter()
            .any(|(code, _)| *code == upper);
        if is_code || folded.chars().count() < 3 {
            return None;
        }
        let mut beginning = self.folded().filter(|(_, name)| name.starts_with(&folded));
        let (first, _) = beginning.next()?;
        beginning
            .all(|(country, _)| country == first)
            .then_some(first)
    }

    /// The countries that may be meant by what was typed, best first, at most five: those with a
    /// name that begins with it, has a word that does, or differs by a slip of the finger.
    pub fn near(&self, typed: &str) -> Vec<(Country, &str)> {
        let folded = fold(typed);
        if folded.is_empty() {
            return Vec::new();
        }
        let length = folded.chars().count();
        let word = format!(" {folded}");
        let score = |country: Country, name: &str| {
            if name.starts_with(&folded) {
                // English names are those that are shown.
                return if fold(self.name(country)) == name {
                    4
                } else {
                    3
                };
            }
            if length > 2 && name.contains(&word) {
                return 2;
            }
            let slips = (length / 5).min(2);
            let is_slip = slips > 0
                && name.chars().next() == folded.chars().next()
                && strsim::osa_distance(name, &folded) <= slips;
            i32::from(is_slip)
        };
        let mut best: BTreeMap<Country, i32> = BTreeMap::new();
        for (country, name) in self.folded() {
            let score = score(country, &name);
            let kept = best.entry(country).or_default();
            *kept = score.max(*kept);
        }
        if let Some(country) = self.known(typed.trim()) {
            best.insert(country, 5);
        }
        let mut best: Vec<(Country, i32)> =
            best.into_iter().filter(|(_, score)| *score > 0).collect();
        sort_by_key(&mut best, |(_, score)| std::cmp::Reverse(*score));
        best.into_iter()
            .take(5)
            .map(|(country, _)| (country, self.name(country)))
            .collect()
    }
}
