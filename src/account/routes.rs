//! Which guides fit an account, and why none does.

use std::sync::Arc;

use super::Account;
use crate::{
    catalog::Catalog,
    content::{
        goal::Goal,
        guide::{Guide, GuideHead},
        note::{Note, NoteOn},
        platform::Platform,
        region::{FormOffer, Region},
    },
};

impl Catalog {
    /// The region of an account, if its country is known.
    pub fn region(&self, account: &Account) -> Option<&Region> {
        self.regions.of(account.country?)
    }

    /// The guides that fit an account, whatever its state, in the order in which they are tried.
    pub fn fitting(&self, account: &Account) -> Vec<Arc<GuideHead>> {
        let region = self.region(account);
        let fits = |head: &&Arc<GuideHead>| {
            fits_platform(head, account.platform)
                && account.kind.is_among(&head.kinds)
                && fits_region(head, region)
        };
        self.heads().filter(fits).cloned().collect()
    }

    /// The same as whole guides.
    pub fn fitting_guides(&self, account: &Account) -> Vec<Arc<Guide>> {
        let fitting = self.fitting(account);
        let whole = fitting.iter().filter_map(|head| self.guide(&head.id));
        whole.cloned().collect()
    }

    /// The notes that hold for the account.
    pub fn notes<'n>(
        &self,
        account: &Account,
        notes: impl IntoIterator<Item = &'n Note>,
    ) -> impl Iterator<Item = &'n Note> {
        let region = self.region(account).map(|region| region.id.clone());
        let (platform, kind, country) = (account.platform, account.kind, account.country);
        notes
            .into_iter()
            .filter(move |note| note.holds(platform, kind, country, region.as_ref()))
    }

    /// The summary or the caution of a guide, with what holds for the account.
    pub fn about(&self, account: &Account, guide: &Guide, on: NoteOn) -> Option<String> {
        let text = match on {
            NoteOn::Summary => guide.summary.as_ref(),
            NoteOn::Caution => guide.caution.as_ref(),
        };
        let notes = guide.notes.iter().filter(|(at, _)| *at == on);
        let notes = self.notes(account, notes.map(|(_, note)| note));
        let all: Vec<String> = text
            .map(ToString::to_string)
            .into_iter()
            .chain(notes.map(Note::in_words))
            .collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// Why no guide of this goal fits the account.
    pub fn why_none(&self, account: &Account, goal: Goal) -> NoRoute {
        let region = self.region(account);
        let of_platform =
            |head: &&Arc<GuideHead>| head.goal == goal && fits_platform(head, account.platform);
        if self
            .heads()
            .filter(of_platform)
            .any(|head| fits_region(head, region))
        {
            NoRoute::Kind
        } else if self.heads().any(|head| of_platform(&head)) {
            NoRoute::Region
        } else {
            NoRoute::Platform
        }
    }

    /// What to show instead of the objection where no route to it is known.
    pub fn why_no_form(&self, account: &Account) -> &'static str {
        let form = self.region(account).map(|region| region.form);
        match (self.why_none(account, Goal::Object), form) {
            (NoRoute::Region, Some(FormOffer::Reported)) => {
                "An objection form is only reported here"
            }
            // The country has a form; it is this person who has no way to it.
            (NoRoute::Region, Some(FormOffer::Yes)) => "No way to object is known here",
            (NoRoute::Region, Some(FormOffer::No) | None)
            | (NoRoute::Kind | NoRoute::Platform, _) => "Meta offers no objection form here",
        }
    }
}

/// Why an account has no route to a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRoute {
    /// None is known for its country.
    Region,
    /// None is known for its kind, such as a Page.
    Kind,
    /// None is known for its platform.
    Platform,
}

fn fits_platform(guide: &GuideHead, platform: Platform) -> bool {
    guide.platforms.contains(&platform)
}

/// An account without a country is offered the routes of every region.
fn fits_region(guide: &GuideHead, region: Option<&Region>) -> bool {
    guide.regions.is_empty() || region.is_none_or(|region| guide.regions.contains(&region.id))
}
