//! Where facts come from, how sure they are, and where sources disagree.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::value;
use crate::{
    document::{Day, Fields, Raw, Rule, named_enum},
    id::Id,
    sort::insert_all,
    text::{self, Clean, TextKind},
};

named_enum! {
    /// How sure a step or a region is.
    pub enum Confidence {
        /// The words were read on a page of Meta or of an authority.
        Verified = "verified",
        /// Somebody else reports them.
        Reported = "reported",
        /// The sources disagree, or there is only a weak one.
        Unresolved = "unresolved",
    }
}

impl Confidence {
    /// What the word means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Verified => "read on Meta's or an authority's own page",
            Self::Reported => "others say so",
            Self::Unresolved => "the sources disagree, or are weak",
        }
    }
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// Its id within the file.
    pub id: Id,
    /// Its title.
    pub title: Clean,
    /// Its address, if it has one. It is shown and copied; opening it asks the person first.
    pub url: Option<Clean>,
    /// Why it has no address, or what else there is to say.
    pub note: Option<Clean>,
    /// When it was published, if known.
    pub published: Option<Day>,
    /// When its text was last read.
    pub checked: Checked,
}

/// When something was read. The later of two is the greater, and of one day the one that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Checked {
    /// The day.
    pub day: Day,
    /// Whether it is known. If not, what was read bears no day, and this is the earliest that it can be.
    pub is_known: bool,
}

impl Checked {
    /// Reads `checked` and `undated` of a table.
    pub(super) fn of(table: &Fields<'_>) -> Option<Self> {
        let day = table.require("checked", table.day("checked"));
        let is_known = !table.boolean("undated").unwrap_or(false);
        Some(Self {
            day: day?,
            is_known,
        })
    }
}

/// Something that the sources do not agree on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Conflict {
    /// What is unclear.
    pub question: Clean,
    /// The claims, each with the id of its source.
    pub claims: Vec<(Id, Clean)>,
    /// What to do.
    pub advice: Clean,
}

/// The most ids that a mistyped one is compared with: there may be thousands of both in a file.
const MOST_COMPARED: usize = 500;

impl Source {
    /// Reads every `[[source]]` of a file; no two have one id.
    pub(super) fn read_all(fields: &Fields<'_>) -> Vec<Self> {
        let mut sources: Vec<Self> = Vec::new();
        let mut ids = BTreeSet::new();
        for table in fields.tables("source") {
            if let Some(source) = Self::read(&table) {
                if !ids.insert(source.id.clone()) {
                    let message = format!("The source id `{}` is there twice.", source.id);
                    table.report(Rule::Twice, None, &message, true);
                }
                sources.push(source);
            }
        }
        sources
    }

    /// Reads one `[[source]]` table.
    pub(super) fn read(table: &Fields<'_>) -> Option<Self> {
        let id = table.require("id", value::identifier(table, "id"));
        let title = table.require("title", value::title(table, "title"));
        let checked = Checked::of(table);
        let url = table.text("url", TextKind::Line);
        let note = table.text("note", TextKind::Line);
        if url.is_none() && note.is_none() {
            let message = "A source without `url` says in `note` why it has none.";
            table.report(Rule::Source, None, message, false);
        }
        let published = table.day("published");
        table.finish();
        Some(Self {
            id: id?,
            title: title?,
            url,
            note,
            published,
            checked: checked?,
        })
    }

    /// The sources that a file may name: its own, and the shared ones that it has no own ones for.
    pub(super) fn known(fields: &Fields<'_>, shared: &[Self]) -> Vec<Self> {
        let mut known = Self::read_all(fields);
        let ids: BTreeSet<Id> = insert_all(known.iter().map(|source| source.id.clone()));
        let others = shared.iter().filter(|source| !ids.contains(&source.id));
        known.extend(others.cloned());
        known
    }

    /// Of the sources that a file may name those that it does name.
    pub(super) fn only<'i>(known: Vec<Self>, named: impl Iterator<Item = &'i Id>) -> Vec<Self> {
        let named: BTreeSet<&Id> = insert_all(named);
        let is_named = |source: &Self| named.contains(&source.id);
        known.into_iter().filter(is_named).collect()
    }

    /// Reads the `sources` of a table; each must be one of `known`.
    pub(super) fn named(table: &Fields<'_>, known: &[Self]) -> Vec<Id> {
        let raws = table.raws("sources").unwrap_or_default();
        let named = raws.iter().filter_map(|raw| Self::find(table, raw, known));
        named.map(|source| source.id.clone()).collect()
    }

    /// The source of this id; reports one that is not there.
    pub(super) fn find<'k>(
        table: &Fields<'_>,
        raw: &Raw<'_>,
        known: &'k [Self],
    ) -> Option<&'k Self> {
        let found = known.iter().find(|source| source.id.as_str() == raw.text);
        if found.is_none() {
            let ids = known.iter().map(|source| source.id.as_str());
            let near = text::near(raw.text, ids.take(MOST_COMPARED));
            let hint = near
                .first()
                .map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
            let message = format!("No [[source]] has the id `{}`.{hint}", raw.text);
            table.report(Rule::Source, Some(raw), &message, true);
        }
        found
    }
}

impl Conflict {
    /// Reads a `[[conflict]]` table, whose claims name `sources`.
    pub(super) fn read(table: &Fields<'_>, sources: &[Source]) -> Option<Self> {
        let question = table.require("question", table.text("question", TextKind::Line));
        let advice = table.require("advice", table.text("advice", TextKind::Line));
        let mut claims = Vec::new();
        for claim in table.tables("claims") {
            let raw = claim.require("source", claim.raw("source"));
            let says = claim.require("says", claim.text("says", TextKind::Line));
            claim.finish();
            let (Some(raw), Some(says)) = (raw, says) else {
                continue;
            };
            if let Some(source) = Source::find(&claim, &raw, sources) {
                claims.push((source.id.clone(), says));
            }
        }
        Some(Self {
            question: question?,
            claims,
            advice: advice?,
        })
    }
}
