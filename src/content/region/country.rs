//! Countries: their codes and names, and finding one by what a person typed.

use serde::Deserialize;

use super::Regions;
use crate::text::{self, TextKind};

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
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <&str>::deserialize(deserializer)?;
        Self::parse(code).ok_or_else(|| serde::de::Error::custom(code))
    }
}

impl Regions {
    /// The English name of a country.
    pub fn name(&self, country: Country) -> &str {
        let found = self
            .countries
            .binary_search_by_key(&country, |(known, _, _)| *known)
            .ok();
        found
            .and_then(|at| self.countries.get(at))
            .map_or("", |(_, name, _)| name.as_str())
    }

    /// Every country with its name, in the order of the codes.
    pub fn countries(&self) -> impl Iterator<Item = (Country, &str)> {
        self.countries
            .iter()
            .map(|(country, name, _)| (*country, name.as_str()))
    }

    /// The country with this code or name, in lower or upper case.
    ///
    /// # Errors
    ///
    /// A sentence with the countries most similar to it.
    pub fn country(&self, typed: &str) -> Result<Country, String> {
        let typed = typed.trim();
        // What files hold is a code; only a person types a name.
        if let Some(country) = Country::parse(typed).filter(|country| self.of(*country).is_some()) {
            return Ok(country);
        }
        let upper = typed.to_uppercase();
        let found = self.countries().find(|(country, name)| {
            country.code() == upper || text::folded(name) == text::folded(typed)
        });
        found.map(|(country, _)| country).ok_or_else(|| {
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

    /// The countries whose code or name is most similar to what was typed, best first, at most
    /// five.
    pub fn near(&self, typed: &str) -> Vec<(Country, &str)> {
        let lower = text::folded(typed.trim());
        if lower.is_empty() {
            return Vec::new();
        }
        let mut scored: Vec<(f64, Country, &str)> = self
            .countries()
            .filter_map(|(country, name)| {
                let code = country.code().to_lowercase();
                let name_lower = text::folded(name);
                let score = if code == lower {
                    4.0
                } else if name_lower.starts_with(&lower) {
                    3.0
                } else if lower.len() > 2 && name_lower.contains(&lower) {
                    2.0
                } else if lower.len() == 2 {
                    // An unknown code: those that have a letter of it in the same position.
                    code.bytes()
                        .zip(lower.bytes())
                        .filter(|(a, b)| a == b)
                        .count() as f64
                        / 2.0
                        + 0.3
                } else {
                    strsim::jaro_winkler(&lower, &name_lower)
                };
                (score >= 0.78).then_some((score, country, name))
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        scored
            .into_iter()
            .take(5)
            .map(|(_, country, name)| (country, name))
            .collect()
    }
}
