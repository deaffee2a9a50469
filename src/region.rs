//! A country's law: whether Meta offers an objection form there, the articles, the reply period.
//!
//! The content is `guides/regions.toml`; this file reads it and answers questions about it.

mod authority;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    clock::Period,
    document::{Document, Fields, Problem, Problems},
    guide::{Confidence, Source},
    id::{self, Id},
    text::{self, Clean, Kind},
    word::words,
};

words! {
    /// Whether Meta offers a form to object to training on one's own content.
    pub enum Form {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// Some say so; nobody read it on a page of Meta or of an authority.
        Reported = "reported",
    }
}

/// A country by its ISO 3166-1 alpha-2 code, known to [`Regions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    fn parse(code: &str) -> Option<Self> {
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

/// A period with the rule that gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// How long.
    pub period: Period,
    /// The rule in words, with its article.
    pub rule: Clean,
}

pub use authority::Authority;

/// One region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Its id, which guides name.
    pub id: Id,
    /// Its name.
    pub name: Clean,
    /// The law that gives the right, if any.
    pub law: Option<Clean>,
    /// Articles in plain words.
    pub articles: Vec<Clean>,
    /// Whether a form for one's own content is offered.
    pub form: Form,
    /// Since when, if known.
    pub since: Option<Date>,
    /// What a person there should know first.
    pub note: Option<Clean>,
    /// Within which time an answer is due.
    pub reply: Option<Rule>,
    /// By how much it may be extended.
    pub extension: Option<Rule>,
    /// Where there is no form: what still helps.
    pub helps: Vec<Clean>,
    /// Whom to complain to, in words.
    pub authority_hint: Option<Clean>,
    /// How sure this is.
    pub confidence: Confidence,
    /// Where it is from.
    pub sources: Vec<Id>,
}

/// All regions and countries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regions {
    regions: Vec<Region>,
    /// Sorted by code, with the place of the region in `regions`.
    countries: Vec<(Country, Clean, usize)>,
    /// The authorities, in the order of the file.
    authorities: Vec<Authority>,
    /// The sources that the regions name.
    pub sources: Vec<Source>,
}

impl Regions {
    /// Reads `regions.toml`. What can be used is returned even when something is wrong.
    pub fn parse(source: &str) -> (Self, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        fields.integer("format");
        let sources: Vec<Source> = fields
            .tables("source")
            .iter()
            .filter_map(Source::read)
            .collect();
        let mut regions = Vec::new();
        let mut members: Vec<(String, usize)> = Vec::new();
        let mut rest = None;
        for table in fields.tables("region") {
            let place = regions.len();
            for code in table.raws("countries").unwrap_or_default() {
                members.push((code.text.to_owned(), place));
            }
            if table.boolean("rest") == Some(true) {
                rest = Some(place);
            }
            regions.extend(read_region(&table, &sources));
            table.finish();
        }
        let mut countries = Vec::new();
        if let Some(table) = fields.table("countries") {
            for code in table.keys() {
                let name = table
                    .entry_text(&code)
                    .map(|raw| table.cleaned(&raw, "countries", Kind::Title));
                let place = members
                    .iter()
                    .find(|(member, _)| member == code.text)
                    .map(|(_, at)| *at)
                    .or(rest);
                match (Country::parse(code.text), name, place) {
                    (Some(country), Some(name), Some(place)) => {
                        countries.push((country, name, place))
                    }
                    (None, _, _) => {
                        table.refuse_at(&code, "A country is named by two capital letters.")
                    }
                    (Some(_), _, _) => table.refuse_at(&code, "This country belongs to no region."),
                }
            }
        }
        for (code, _) in &members {
            if !countries
                .iter()
                .any(|(country, _, _)| country.code() == code)
            {
                fields.refuse(&format!(
                    "The region's country {code} is not in [countries]."
                ));
            }
        }
        let mut authorities: Vec<Authority> = Vec::new();
        for table in fields.tables("authority") {
            let known = |country: &Country| countries.iter().any(|(known, _, _)| known == country);
            if let Some(authority) = authority::read(&table, &sources, known) {
                if authorities.iter().any(|other| other.id == authority.id) {
                    table.refuse(&format!(
                        "The authority id `{}` is there twice.",
                        authority.id
                    ));
                }
                authorities.push(authority);
            }
            table.finish();
        }
        fields.finish();
        countries.sort();
        (
            Self {
                regions,
                countries,
                authorities,
                sources,
            },
            problems.into_list(),
        )
    }

    /// The region of an id.
    pub fn get(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.id.as_str() == id)
    }

    /// The authorities of a country: none known, one, or one for each part of it.
    pub fn authorities(&self, country: Country) -> impl Iterator<Item = &Authority> {
        self.authorities
            .iter()
            .filter(move |authority| authority.country == country)
    }

    /// Every authority, in the order of the file.
    pub fn all_authorities(&self) -> impl Iterator<Item = &Authority> {
        self.authorities.iter()
    }

    /// Checks that a country has the authority of an id.
    ///
    /// # Errors
    ///
    /// A sentence that lists those that it has.
    pub fn check_authority(&self, country: Option<Country>, typed: &str) -> Result<Id, String> {
        let fits = |authority: &&Authority| country.is_none_or(|of| of == authority.country);
        let mut known = self.authorities.iter().filter(fits);
        if let Some(found) = known.find(|authority| authority.id.as_str() == typed) {
            return Ok(found.id.clone());
        }
        let ids = self
            .authorities
            .iter()
            .filter(fits)
            .map(|authority| authority.id.as_str());
        let shown = text::clean(typed, Kind::Name);
        let near = text::near(typed, ids.clone());
        let list = if near.is_empty() {
            ids.take(20).collect()
        } else {
            near
        };
        Err(format!(
            "{shown} is not an authority of the account's country; known are {}.",
            list.join(", ")
        ))
    }

    /// All regions, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter()
    }

    /// The region whose law a country follows.
    pub fn of(&self, country: Country) -> Option<&Region> {
        let at = self
            .countries
            .binary_search_by_key(&country, |(known, _, _)| *known)
            .ok()?;
        let (_, _, place) = self.countries.get(at)?;
        self.regions.get(*place)
    }

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

    /// The country of a code or of a name, in any case.
    ///
    /// # Errors
    ///
    /// A sentence that lists the countries that look most like it.
    pub fn country(&self, typed: &str) -> Result<Country, String> {
        let typed = typed.trim();
        // What files hold is a code; only a person types a name.
        if let Some(country) = Country::parse(typed).filter(|country| self.of(*country).is_some()) {
            return Ok(country);
        }
        let upper = typed.to_uppercase();
        let found = self.countries().find(|(country, name)| {
            country.code() == upper || name.to_lowercase() == typed.to_lowercase()
        });
        found.map(|(country, _)| country).ok_or_else(|| {
            let near = self.near(typed);
            let shown = text::clean(typed, Kind::Name);
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

    /// The countries whose code or name is nearest to what was typed, best first, at most five.
    pub fn near(&self, typed: &str) -> Vec<(Country, &str)> {
        let lower = typed.trim().to_lowercase();
        if lower.is_empty() {
            return Vec::new();
        }
        let mut scored: Vec<(f64, Country, &str)> = self
            .countries()
            .filter_map(|(country, name)| {
                let code = country.code().to_lowercase();
                let name_lower = name.to_lowercase();
                let score = if code == lower {
                    4.0
                } else if name_lower.starts_with(&lower) {
                    3.0
                } else if lower.len() > 2 && name_lower.contains(&lower) {
                    2.0
                } else if lower.len() == 2 {
                    // An unknown code: those that share a letter in its place.
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

fn read_region(table: &Fields<'_>, sources: &[Source]) -> Option<Region> {
    let id = table.raw("id").and_then(|raw| {
        let id = Id::new(raw.text);
        if id.is_none() {
            table.refuse_at(&raw, id::RULE);
        }
        id
    });
    let id = table.require("id", id);
    let name = table.require("name", table.text("name", Kind::Title));
    let form = table.require("form", table.choice("form", Form::WORDS));
    let confidence = table.require("confidence", table.choice("confidence", Confidence::WORDS));
    let region = Region {
        id: id?,
        name: name?,
        law: table.text("law", Kind::Title),
        articles: table.texts("articles", Kind::Line),
        form: form?,
        since: table.date("since"),
        note: table.text("note", Kind::Line),
        reply: table.table("reply").and_then(|rule| read_rule(&rule)),
        extension: table.table("extension").and_then(|rule| read_rule(&rule)),
        helps: table.texts("helps", Kind::Line),
        authority_hint: table.text("authority_hint", Kind::Line),
        confidence: confidence?,
        sources: Source::named(table, sources),
    };
    Some(region)
}

fn read_rule(table: &Fields<'_>) -> Option<Rule> {
    let whole = |key| {
        table
            .integer(key)
            .and_then(|number| u16::try_from(number).ok())
    };
    let period = match (whole("months"), whole("days")) {
        (Some(months), None) => Some(Period::Months(months)),
        (None, Some(days)) => Some(Period::Days(days)),
        (None, None) | (Some(_), Some(_)) => {
            table.refuse("A period has either `months` or `days`.");
            None
        }
    };
    let rule = table.require("rule", table.text("rule", Kind::Line));
    table.finish();
    Some(Rule {
        period: period?,
        rule: rule?,
    })
}
