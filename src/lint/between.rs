//! Checks of a guide against all the others: duplicate ids, addresses that another one supersedes,
//! unknown regions and letters.

use std::collections::BTreeMap;

use crate::{
    catalog::{Catalog, letters},
    content::{guide::Guide, region::Regions},
    document::{Fields, Rule},
    id::Id,
    text::{self, Clean},
};

/// What is known of all guides.
pub(super) struct Others<'c> {
    regions: &'c Regions,
    /// The superseded addresses, each with a guide that says so.
    superseded: BTreeMap<String, Id>,
    /// The first file with an id, by whether it is the user's: a guide of the user may have the id
    /// of a shipped one.
    first: BTreeMap<(bool, Id), Clean>,
}

impl<'c> Others<'c> {
    /// Gathers it from the guides in use and from those that are checked.
    pub(super) fn new<'g>(catalog: &'c Catalog, checked: impl Iterator<Item = &'g Guide>) -> Self {
        let mut superseded = BTreeMap::new();
        let mut note = |guide: &Guide| {
            for address in &guide.superseded {
                let by = superseded.entry(page(address).to_owned());
                by.or_insert_with(|| guide.id.clone());
            }
        };
        catalog.guides().iter().for_each(|guide| note(guide));
        checked.for_each(note);
        Self {
            regions: &catalog.regions,
            superseded,
            first: BTreeMap::new(),
        }
    }

    /// Reports the problems of one guide. The first file with an id is not at fault.
    pub(super) fn check(&mut self, fields: &Fields<'_>, guide: &Guide, name: &Clean) {
        let key = (guide.is_yours(), guide.id.clone());
        let first = self.first.entry(key).or_insert_with(|| name.clone());
        if first != name {
            let message = format!("The id `{}` is taken by {first}.", guide.id);
            fields.report(Rule::Twice, Some(&fields.at("id")), &message, true);
        }
        for region in fields.raws("regions").unwrap_or_default() {
            if self.regions.get(region.text).is_none() {
                let known = self.regions.iter().map(|region| region.id.as_str());
                let message = unknown("region", region.text, known.collect());
                fields.report(Rule::Region, Some(&region), &message, true);
            }
        }
        for step in fields.tables("step") {
            let fallbacks = step.raws("fallbacks").unwrap_or_default();
            for address in step.raw("link").iter().chain(&fallbacks) {
                if let Some(by) = self.superseded.get(page(address.text)) {
                    let message = format!(
                        "This address is superseded: no guide may use it any more, says `{by}`."
                    );
                    step.report(Rule::Superseded, Some(address), &message, true);
                }
            }
            if let Some(letter) = step.raw("letter")
                && !letters::IDS.contains(&letter.text)
            {
                let message = unknown("letter", letter.text, letters::IDS.to_vec());
                step.report(Rule::Letter, Some(&letter), &message, true);
            }
        }
    }
}

/// The address without a slash at its end, which makes no difference.
fn page(address: &str) -> &str {
    address.strip_suffix('/').unwrap_or(address)
}

fn unknown(what: &str, id: &str, known: Vec<&str>) -> String {
    let near = text::near(id, known.iter().copied());
    let listed = if near.is_empty() { known } else { near };
    format!(
        "The {what} `{id}` is unknown; known is {}.",
        listed.join(", ")
    )
}
