//! The authorities that a person can complain to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Country;
use crate::{
    document::Fields,
    guide::{Confidence, Source},
    id::{self, Id},
    link::{self, Verdict},
    text::{self, Clean, Kind},
};

/// A data protection authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Its id, which accounts name.
    pub id: Id,
    /// Its country.
    pub country: Country,
    /// The part of the country that it is for, such as a German Land.
    pub area: Option<Clean>,
    /// Its name in its own language.
    pub name: Clean,
    /// Its name in English.
    pub english: Clean,
    /// Its site.
    pub site: Clean,
    /// Its page for complaints, if one is on record.
    pub complaint: Option<Clean>,
    /// Its address of e-mail, if one is on record.
    pub email: Option<Clean>,
    /// What else to know.
    pub note: Option<Clean>,
    /// The day that this was last looked at.
    pub checked: Date,
    /// How sure this is. Nobody opened the pages of one that is not verified.
    pub confidence: Confidence,
    /// Where it is from.
    pub sources: Vec<Id>,
}

impl Authority {
    /// The page to open: the one for complaints, else the site.
    pub fn page(&self) -> &Clean {
        self.complaint.as_ref().unwrap_or(&self.site)
    }
}

/// Reads one `[[authority]]` table.
pub(super) fn read(
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
    let raw_country = table.require("country", table.raw("country"));
    let country = raw_country.as_ref().and_then(|raw| {
        let country = Country::parse(raw.text).filter(&known);
        if country.is_none() {
            table.refuse_at(raw, "The country of an authority is not in [countries].");
        }
        country
    });
    let site = table.require("site", page(table, "site"));
    let confidence = table.require("confidence", table.choice("confidence", Confidence::WORDS));
    let authority = Authority {
        country: country?,
        area: table.text("area", Kind::Title),
        name: table.require("name", table.text("name", Kind::Title))?,
        english: table.require("english", table.text("english", Kind::Title))?,
        site: site?,
        complaint: page(table, "complaint"),
        email: table.text("email", Kind::Name),
        note: table.text("note", Kind::Line),
        checked: table.require("checked", table.date("checked"))?,
        confidence: confidence?,
        sources: Source::named(table, sources),
        id: id?,
    };
    Some(authority)
}

/// A page of an authority; only what may be opened.
fn page(table: &Fields<'_>, key: &'static str) -> Option<Clean> {
    let raw = table.raw(key)?;
    match link::judge(raw.text, &[]) {
        Verdict::Trusted => {}
        Verdict::Ask => table.refuse_at(&raw, "Its host is not on the list of known authorities."),
        Verdict::Refused(refusal) => table.refuse_at(&raw, refusal.reason()),
    }
    Some(text::clean(raw.text, Kind::Line))
}
