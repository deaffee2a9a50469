//! A country's law: whether Meta offers an objection form there, the articles, the reply period.
//!
//! All of it is from `guides/regions.toml`, except what people call the countries: that is in
//! `guides/countries.toml`.

pub mod authority;
mod country;
mod fold;
mod names;
mod parse;

use serde::{Deserialize, Serialize};

use crate::{
    content::{
        lazy::Lazy,
        source::{Confidence, Source},
    },
    document::{Day, named_enum},
    id::Id,
    text::Clean,
};
pub use authority::Authority;
pub use country::Country;
pub use names::Names;

named_enum! {
    /// Whether Meta offers a form to object to training on one's own content.
    pub enum FormOffer {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// Some say so; nobody read it on a page of Meta or of an authority.
        Reported = "reported",
    }
}

named_enum! {
    /// What it does to the reply period that Meta asks who somebody is.
    pub enum Identity {
        /// The period begins when Meta has what it asked for.
        Starts = "starts",
        /// It may stand still until Meta has that, if the question was justified.
        Pauses = "pauses",
    }
}

/// A span that a law gives, in whole months or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Period {
    /// Calendar months: from the 31st of January, one month ends on the last day of February.
    Months(u16),
    /// Calendar days.
    Days(u16),
}

/// A period with the rule that gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct LegalRule {
    /// How long.
    pub period: Period,
    /// The rule in words, with its article.
    pub rule: Clean,
}

/// One region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Region {
    /// Its id, to which guides refer.
    pub id: Id,
    /// Its name.
    pub name: Clean,
    /// The law that gives the right, if any.
    pub law: Option<Clean>,
    /// Articles in plain words.
    pub articles: Vec<Clean>,
    /// Whether a form for one's own content is offered.
    pub form: FormOffer,
    /// The day since which that form is offered, if known.
    pub since: Option<Day>,
    /// What a person there should know first.
    pub note: Option<Clean>,
    /// Within which time an answer is due.
    pub reply: Option<LegalRule>,
    /// By how much it may be extended.
    pub extension: Option<LegalRule>,
    /// The calendar in `holidays.toml` whose holidays move the last day; none where it was not found
    /// whether anything does.
    pub calendar: Option<Id>,
    /// What a question about identity does to the period.
    pub identity: Option<Identity>,
    /// How long after Meta's last word the authority takes a complaint; the last day is not moved.
    pub complain_within: Option<LegalRule>,
    /// How long after a complaint the authority has to send word.
    pub authority_word: Option<LegalRule>,
    /// Within which time Meta has to confirm a complaint that it gets.
    pub confirms_complaint: Option<LegalRule>,
    /// Within which time Meta has to give access, for those who asked for that beside objecting.
    pub access: Option<LegalRule>,
    /// A period that is only told, as nothing of Meta's confirms that it holds.
    pub information: Option<LegalRule>,
    /// Where there is no form: what still helps.
    pub helps: Vec<Clean>,
    /// Whom to complain to, in words.
    pub authority_hint: Option<Clean>,
    /// How sure this is.
    pub confidence: Confidence,
    /// The sources of that.
    pub sources: Vec<Id>,
}

/// All regions and countries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Regions {
    regions: Vec<Region>,
    /// Sorted by code, with the index of the region in `regions`.
    countries: Vec<(Country, usize)>,
    /// Encoded apart from the rest, and decoded on demand.
    #[serde(skip)]
    record: Lazy<Record>,
    /// The same; nobody but a person who types a country needs it.
    #[serde(skip)]
    names: Lazy<Names>,
}

/// What is needed only by somebody who complains, or reads about a region or the name of a country.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Record {
    /// The authorities, in the order of the file.
    authorities: Vec<Authority>,
    /// The sources that regions and authorities name.
    sources: Vec<Source>,
    /// The English names of the countries, sorted by code.
    countries: Vec<(Country, Clean)>,
}

impl Regions {
    /// With the record from the bytes that the build script wrote.
    #[must_use]
    pub fn with_record(mut self, bytes: &'static [u8]) -> Self {
        self.record = Lazy::new(bytes);
        self
    }

    /// With the names from the bytes that the build script wrote.
    #[must_use]
    pub fn with_names(mut self, bytes: &'static [u8]) -> Self {
        self.names = Lazy::new(bytes);
        self
    }

    /// The authorities and the sources.
    pub fn record(&self) -> &Record {
        self.record.get()
    }

    /// The sources that regions and authorities name.
    pub fn sources(&self) -> &[Source] {
        &self.record().sources
    }

    /// The region of an id.
    pub fn get(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.id.as_str() == id)
    }

    /// All regions, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter()
    }

    /// The region whose law a country follows.
    pub fn of(&self, country: Country) -> Option<&Region> {
        let at = self
            .countries
            .binary_search_by_key(&country, |(known, _)| *known)
            .ok()?;
        let (_, index) = self.countries.get(at)?;
        self.regions.get(*index)
    }
}
