//! Letters: texts to paste or send, in the person's language and for the account's law.
//!
//! A letter is a folder of `guides/letters/`: `letter.toml` says what it is, and each
//! [`Version`] of it is a template in a file named after its language, and after its region where
//! that has words of its own: `de.txt`, `pt-br.txt`.

mod parse;
mod told;
mod words;

use serde::{Deserialize, Serialize};

use crate::{
    content::{
        language::Language,
        note::Note,
        platform::{Kind, Platform},
        region::{Country, Regions},
        source::Source,
    },
    document::{Problem, named_enum},
    id::Id,
    text::Clean,
};

pub use told::{Telling, Told};
pub use words::Words;

named_enum! {
    /// Whom a letter is for.
    pub enum Addressee {
        /// Meta.
        Meta = "meta",
        /// The authority of the account's country.
        Authority = "authority",
        /// Whoever posted something about the person: a school, a club, an employer.
        Poster = "poster",
    }
}

/// How long a text may be in the form field that takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Limit {
    /// The fewest characters.
    pub least: Option<usize>,
    /// The most characters.
    pub most: Option<usize>,
    /// What is known about it.
    pub note: Clean,
    /// The sources of that.
    pub sources: Vec<Id>,
}

impl Limit {
    /// By how much a text of this length misses the limit, such as "too short by 12".
    pub fn missed(&self, characters: usize) -> Option<String> {
        let short = self.least.and_then(|least| least.checked_sub(characters));
        let long = self.most.and_then(|most| characters.checked_sub(most));
        match (short, long) {
            (Some(by @ 1..), _) => Some(format!("too short by {by}")),
            (_, Some(by @ 1..)) => Some(format!("too long by {by}")),
            (None | Some(0), None | Some(0)) => None,
        }
    }

    /// The limit in words, such as "at least 100 needed"; `None` where only a note is known.
    pub fn in_words(&self) -> Option<String> {
        match (self.least, self.most) {
            (Some(least), Some(most)) => Some(format!("{least} to {most} fit")),
            (Some(least), None) => Some(format!("at least {least} needed")),
            (None, Some(most)) => Some(format!("at most {most} fit")),
            (None, None) => None,
        }
    }
}

/// One text of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Version {
    /// Its language.
    pub language: Language,
    /// The region whose law it names; `None`: for every region without a text of its own.
    pub region: Option<Id>,
}

impl Version {
    /// The version in a file with this name (without the ending).
    ///
    /// # Errors
    ///
    /// A sentence that says what the name should be.
    pub fn of_file(stem: &str, regions: &Regions) -> Result<Self, String> {
        parse::version(stem, regions)
    }
}

/// A letter without its texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Letter {
    /// Never reused or renamed, since steps refer to it.
    pub id: Id,
    /// Its title.
    pub title: Clean,
    /// What it is for, in a sentence.
    pub purpose: Clean,
    /// What to know before using it.
    pub caution: Option<Clean>,
    /// What else to know, where it holds.
    pub notes: Vec<Note>,
    /// The regions in which it is of use; empty: everywhere.
    pub regions: Vec<Id>,
    /// The platforms of the accounts that it is for; empty: all.
    pub platforms: Vec<Platform>,
    /// The kinds of the accounts that it is for; empty: all.
    pub kinds: Vec<Kind>,
    /// Whom it is for.
    pub to: Addressee,
    /// How long its texts may be.
    pub limit: Option<Limit>,
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// Its texts.
    pub versions: Vec<Version>,
}

/// The region that is assumed while the country is not known.
const USUAL_REGION: &str = "eea";

impl Letter {
    /// Parses the `letter.toml` in the folder of this name, which may name the `shared` sources. The
    /// versions are added by the build script: each is a file.
    pub fn parse(
        source: &str,
        folder: &str,
        regions: &Regions,
        shared: &[Source],
    ) -> (Option<Self>, Vec<Problem>) {
        parse::letter(source, folder, regions, shared)
    }

    /// Where the letter and its versions do not go together, in sentences.
    pub fn check_versions(&self, regions: &Regions) -> Vec<String> {
        let of_letter = |id: &Id| self.regions.is_empty() || self.regions.contains(id);
        let astray = self.versions.iter().filter_map(|version| {
            let region = version.region.as_ref().filter(|id| !of_letter(id))?;
            Some(format!(
                "There is a text for {region}, where the letter is not of use."
            ))
        });
        let bare = regions.iter().filter(|region| {
            of_letter(&region.id) && self.versions_in(Some(&region.id)).next().is_none()
        });
        let bare = bare.map(|region| format!("No text is there for the region {}.", region.id));
        astray.chain(bare).collect()
    }

    /// Whether it is of use in a region; without one, in the region that is assumed.
    pub fn fits(&self, region: Option<&Id>) -> bool {
        let region = region.map_or(USUAL_REGION, Id::as_str);
        self.regions.is_empty() || self.regions.iter().any(|id| id.as_str() == region)
    }

    /// Whether it is for accounts of a platform and a kind.
    pub fn is_for(&self, platform: Platform, kind: Kind) -> bool {
        (self.platforms.is_empty() || self.platforms.contains(&platform))
            && kind.is_among(&self.kinds)
    }

    /// What else to know, as far as it holds for an account.
    pub fn notes_for(
        &self,
        platform: Platform,
        kind: Kind,
        country: Option<Country>,
        region: Option<&Id>,
    ) -> Vec<String> {
        let notes = self.notes.iter();
        let holding = notes.filter(|note| note.holds(platform, kind, country, region));
        holding.map(Note::in_words).collect()
    }

    /// The versions that are offered in a region: its own, else those for all.
    pub fn versions_in(&self, region: Option<&Id>) -> impl Iterator<Item = &Version> {
        let region = region.map_or(USUAL_REGION, Id::as_str);
        let is_own = move |version: &Version| version.region.as_deref() == Some(region);
        let has_own = self.versions.iter().any(is_own);
        self.versions.iter().filter(move |version| match has_own {
            true => is_own(version),
            false => version.region.is_none(),
        })
    }

    /// The version to show: in the first of the wished languages that is offered there, else in
    /// English, else the first.
    pub fn choose(
        &self,
        region: Option<&Id>,
        wishes: impl IntoIterator<Item = Language>,
    ) -> Option<&Version> {
        let wishes = wishes.into_iter().chain([Language::English]);
        let offered = |wish| {
            self.versions_in(region)
                .find(|version| version.language == wish)
        };
        let mut wished = wishes.filter_map(offered);
        wished.next().or_else(|| self.versions_in(region).next())
    }
}

#[cfg(test)]
mod tests {
    use super::Limit;
    use crate::text::Clean;

    #[test]
    fn limits_are_told_in_words() {
        let limit = |least, most| Limit {
            least,
            most,
            note: Clean::default(),
            sources: Vec::new(),
        };
        for (least, most, characters, missed) in [
            (Some(100), None, 88, Some("too short by 12")),
            (Some(100), None, 100, None),
            (None, Some(500), 500, None),
            (None, Some(500), 501, Some("too long by 1")),
            (Some(10), Some(20), 15, None),
            (None, None, 0, None),
        ] {
            let found = limit(least, most).missed(characters);
            assert_eq!(found.as_deref(), missed, "{least:?} {most:?} {characters}");
        }
        let words = limit(Some(100), None).in_words();
        assert_eq!(words.as_deref(), Some("at least 100 needed"));
        assert_eq!(limit(None, None).in_words(), None);
    }
}
