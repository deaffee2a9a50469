//! Notes: sentences of a guide that hold only for some people.

use serde::{Deserialize, Serialize};

use super::{
    platform::{Device, Kind, Platform},
    region::Country,
    value::identifiers,
};
use crate::{
    document::{Fields, named_enum},
    id::Id,
    text::{Clean, TextKind},
};

named_enum! {
    /// What a note of a guide is added to.
    pub enum NoteOn {
        /// To its summary.
        Summary = "summary",
        /// To its caution.
        Caution = "caution",
    }
}

/// A sentence with the conditions under which it holds. A condition that names nothing is met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Note {
    /// The ids of regions.
    pub regions: Vec<Id>,
    /// The countries.
    pub countries: Vec<Country>,
    /// Where the account lives.
    pub platforms: Vec<Platform>,
    /// What sort it is.
    pub kinds: Vec<Kind>,
    /// Where the step is done; which device a person has is not known, so that they are named.
    pub devices: Vec<Device>,
    /// What holds then.
    pub text: Clean,
}

impl Note {
    /// Reads one `[[note]]` table.
    pub(super) fn read(table: &Fields<'_>) -> Option<Self> {
        let countries = table.raws("countries").unwrap_or_default();
        let countries = countries.iter().filter_map(|raw| {
            let country = Country::parse(raw.text);
            if country.is_none() {
                let message = format!("`{}` is not the code of a country.", raw.text);
                table.refuse_at(raw, &message);
            }
            country
        });
        let note = Self {
            regions: identifiers(table, "regions"),
            countries: countries.collect(),
            platforms: table
                .choices("platforms", Platform::NAMES)
                .unwrap_or_default(),
            kinds: table.choices("kinds", Kind::NAMES).unwrap_or_default(),
            devices: table.choices("devices", Device::NAMES).unwrap_or_default(),
            text: table.require("text", table.text("text", TextKind::Line))?,
        };
        let is_conditional = [
            note.regions.is_empty(),
            note.countries.is_empty(),
            note.platforms.is_empty(),
            note.kinds.is_empty(),
            note.devices.is_empty(),
        ]
        .contains(&false);
        if !is_conditional {
            table.refuse("A note says for whom it holds; what holds for everybody is no note.");
        }
        Some(note)
    }

    /// Reads every `[[note]]` of a step.
    pub(super) fn read_all(fields: &Fields<'_>) -> Vec<Self> {
        let read = |table: &Fields<'_>| {
            let note = Self::read(table);
            table.finish();
            note
        };
        fields.tables("note").iter().filter_map(read).collect()
    }

    /// Whether it holds for an account. A place that is not known is none of those it names.
    pub fn holds(
        &self,
        platform: Platform,
        kind: Kind,
        country: Option<Country>,
        region: Option<&Id>,
    ) -> bool {
        let is_in = |region: &Id| self.regions.contains(region);
        (self.regions.is_empty() || region.is_some_and(is_in))
            && (self.countries.is_empty()
                || country.is_some_and(|country| self.countries.contains(&country)))
            && (self.platforms.is_empty() || self.platforms.contains(&platform))
            && kind.is_among(&self.kinds)
    }

    /// What holds, after the device that it holds on, if it names one.
    pub fn in_words(&self) -> String {
        match self.devices.as_slice() {
            [Device::App] => format!("In the app: {}", self.text),
            [Device::Web] => format!("In a browser: {}", self.text),
            _ => self.text.to_string(),
        }
    }
}
