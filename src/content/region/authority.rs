//! The authorities that a person can complain to.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Country, Regions};
use crate::{
    content::{
        language::Language,
        link::{self, Verdict},
        source::{Checked, Confidence, Source},
    },
    document::Fields,
    id::{self, Id},
    text::{self, Clean, TextKind},
};

/// A data protection authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Authority {
    /// Its id, to which accounts refer.
    pub id: Id,
    /// Its country.
    pub country: Country,
    /// Other codes of the ISO list that it is for: parts of the country with a code of their own.
    pub also: Vec<Country>,
    /// The part of the country that it is for, such as a German Land.
    pub area: Option<Clean>,
    /// Its name in its own language.
    pub name: Clean,
    /// Its name in English.
    pub english: Clean,
    /// What it calls itself in other languages, for letters in these.
    pub names: Vec<(Language, Clean)>,
    /// Its site.
    pub site: Clean,
    /// Its page for complaints, if one is on record.
    pub complaint: Option<Clean>,
    /// Its e-mail address, if one is on record.
    pub email: Option<Clean>,
    /// Whether a plain e-mail to that address is a complaint. Some want a form or a signature.
    pub by_email: bool,
    /// What else to know.
    pub note: Option<Clean>,
    /// When this was last checked.
    pub checked: Checked,
    /// How sure this is. Nobody opened the pages of one that is not verified.
    pub confidence: Confidence,
    /// The sources of that.
    pub sources: Vec<Id>,
}

impl Authority {
    /// Its name in a letter. Where it has none of its own in that language, an English letter adds the
    /// English name, for readers beside the authority.
    pub fn name_in(&self, language: Language) -> String {
        let own = self.names.iter().find(|(known, _)| *known == language);
        if let Some((_, name)) = own {
            return name.to_string();
        }
        let is_told = self.english == self.name;
        if language == Language::English && !is_told {
            return format!("{} ({})", self.name, self.english);
        }
        self.name.to_string()
    }

    /// The page to open: the one for complaints, else the site.
    pub fn page(&self) -> &Clean {
        self.complaint.as_ref().unwrap_or(&self.site)
    }

    /// When it was checked, written as `day`, and how far to rely on it, as a sentence.
    pub fn reliance(&self, day: impl fmt::Display) -> String {
        match self.confidence {
            Confidence::Verified => format!("Read on its own page; checked {day}."),
            Confidence::Reported | Confidence::Unresolved => {
                format!("Check before use: nobody opened this page for you (record of {day}).")
            }
        }
    }

    /// Whether it is for a country.
    pub fn is_for(&self, country: Country) -> bool {
        self.country == country || self.also.contains(&country)
    }

    /// The part of the country that it is for, else its English name.
    pub fn short(&self) -> &Clean {
        self.area.as_ref().unwrap_or(&self.english)
    }
}

impl Regions {
    /// The authorities of a country: none known, one, or one for each part of it.
    pub fn authorities(&self, country: Country) -> impl Iterator<Item = &Authority> {
        self.record()
            .authorities
            .iter()
            .filter(move |authority| authority.is_for(country))
    }

    /// Every authority, in the order of the file.
    pub fn all_authorities(&self) -> impl Iterator<Item = &Authority> {
        self.record().authorities.iter()
    }

    /// The authority of an id.
    pub fn authority(&self, id: &str) -> Option<&Authority> {
        self.record()
            .authorities
            .iter()
            .find(|authority| authority.id.as_str() == id)
    }

    /// Checks that a country has the authority of an id.
    ///
    /// # Errors
    ///
    /// A sentence that lists those that it has.
    pub fn check_authority(&self, country: Option<Country>, typed: &str) -> Result<Id, String> {
        let fits = |authority: &&Authority| country.is_none_or(|of| authority.is_for(of));
        let fitting = || self.record().authorities.iter().filter(fits);
        if let Some(found) = fitting().find(|authority| authority.id.as_str() == typed) {
            return Ok(found.id.clone());
        }
        let shown = text::clean(typed, TextKind::Name);
        let ids: Vec<&str> = fitting().map(|authority| authority.id.as_str()).collect();
        let near = text::near(typed, ids.iter().copied());
        Err(match (ids.as_slice(), country) {
            ([], Some(country)) => format!(
                "{shown} is not an authority of {}; none is known there.",
                self.name(country)
            ),
            (_, Some(country)) if near.is_empty() => format!(
                "{shown} is not an authority of {}; known are {}.",
                self.name(country),
                ids.join(", ")
            ),
            (_, None) if near.is_empty() => {
                format!("{shown} is not an authority; `optout authority list` lists them.")
            }
            (_, _) => format!(
                "{shown} is not an authority here; did you mean {}?",
                near.join(", ")
            ),
        })
    }
}

/// Reads every `[[authority]]`. `known` tells whether a country is in the file.
pub(super) fn read_all(
    fields: &Fields<'_>,
    sources: &[Source],
    known: impl Fn(&Country) -> bool,
) -> Vec<Authority> {
    let mut authorities: Vec<Authority> = Vec::new();
    for table in fields.tables("authority") {
        if let Some(authority) = read(&table, sources, &known) {
            if authorities.iter().any(|other| other.id == authority.id) {
                let id = &authority.id;
                table.refuse(&format!("The authority id `{id}` is there twice."));
            }
            authorities.push(authority);
        }
        table.finish();
    }
    authorities
}

fn read(
    table: &Fields<'_>,
    sources: &[Source],
    known: impl Fn(&Country) -> bool,
) -> Option<Authority> {
    let raw_id = table.require("id", table.raw("id"));
    let id = raw_id.as_ref().and_then(|raw| {
        let id = Id::new(raw.text);
        if id.is_none() {
            table.refuse_at(raw, id::RULE);
        }
        id
    });
    let as_country = |raw: &crate::document::Raw<'_>| {
        let country = Country::parse(raw.text).filter(&known);
        if country.is_none() {
            table.refuse_at(raw, "The country of an authority is not in [countries].");
        }
        country
    };
    let raw_country = table.require("country", table.raw("country"));
    let country = raw_country.as_ref().and_then(as_country);
    let also = table.raws("also").unwrap_or_default();
    let also = also.iter().filter_map(as_country).collect();
    let site = table.require("site", page(table, "site"));
    let confidence = table.require("confidence", table.choice("confidence", Confidence::NAMES));
    Some(Authority {
        country: country?,
        also,
        area: table.text("area", TextKind::Title),
        name: table.require("name", table.text("name", TextKind::Title))?,
        english: table.require("english", table.text("english", TextKind::Title))?,
        names: names(table),
        site: site?,
        complaint: page(table, "complaint"),
        email: table.text("email", TextKind::Name),
        by_email: table.boolean("by_email").unwrap_or(true),
        note: table.text("note", TextKind::Line),
        checked: Checked::of(table)?,
        confidence: confidence?,
        sources: Source::named(table, sources),
        id: id?,
    })
}

/// Its names in other languages, by the codes of these.
fn names(table: &Fields<'_>) -> Vec<(Language, Clean)> {
    let Some(names) = table.table("names") else {
        return Vec::new();
    };
    let read = |language: &Language| {
        let name = names.text(language.as_str(), TextKind::Title)?;
        Some((*language, name))
    };
    let found = Language::ALL.iter().filter_map(read).collect();
    names.finish();
    found
}

/// A page of an authority, which must be one that may be opened.
fn page(table: &Fields<'_>, key: &'static str) -> Option<Clean> {
    let raw = table.raw(key)?;
    match link::judge(raw.text, &[]) {
        Verdict::Trusted => {}
        Verdict::Ask => table.refuse_at(&raw, "Its host is not on the list of known authorities."),
        Verdict::Refused(refusal) => table.refuse_at(&raw, refusal.reason()),
    }
    Some(text::clean(raw.text, TextKind::Line))
}
