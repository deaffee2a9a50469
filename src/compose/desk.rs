//! What lies on the desk when a letter is written: the account, and what is known around it.

use jiff::civil::Date;

use super::Detail;
use crate::{
    account::Account,
    catalog::Catalog,
    guide::{Goal, StepKind},
    overview::Overview,
    progress::Request,
    region::{Authority, Region},
    text::Clean,
};

/// An account, and what is known around it.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'d> {
    /// The account.
    pub account: &'d Account,
    /// How far it is.
    pub overview: &'d Overview,
    /// Every account, this one too or not.
    pub accounts: &'d [&'d Account],
    /// Guides, regions, authorities.
    pub catalog: &'d Catalog,
    /// The day on which it is written.
    pub today: Date,
}

impl<'d> Desk<'d> {
    /// The account's region, if its country is known.
    pub fn region(&self) -> Option<&'d Region> {
        self.catalog.region(self.account)
    }

    /// The objection that the letter is about: the account's latest, else the one that covers it.
    pub fn request(&self) -> Option<&'d Request> {
        let covering = self.overview.covered_by.as_ref();
        self.account
            .progress
            .latest(Goal::Object)
            .or(covering.map(|covering| &covering.request))
    }

    /// The page that the request was sent by: the link of its guide's submit step, else the last
    /// one before it.
    pub(super) fn form(&self) -> Option<Clean> {
        let guide = self.catalog.guide(&self.request()?.guide)?;
        let is_submit = |kind| kind == StepKind::Submit;
        let submit = guide.steps.iter().position(|step| is_submit(step.kind))?;
        let until = guide.steps.iter().take(submit + 1).rev();
        until.filter_map(|step| step.link.clone()).next()
    }

    /// The authority of the account: the one that it names, else the only one of its country.
    pub(super) fn authority(&self) -> Option<&'d Authority> {
        let regions = &self.catalog.regions;
        if let Some(id) = &self.account.authority {
            let mut all = regions.all_authorities();
            if let Some(named) = all.find(|authority| authority.id == *id) {
                return Some(named);
            }
        }
        let mut known = regions.authorities(self.account.country?);
        known.next().filter(|_| known.next().is_none())
    }

    /// The other accounts of the same group, as a letter names them.
    pub(super) fn others(&self) -> Vec<String> {
        let Some(group) = &self.account.group else {
            return Vec::new();
        };
        let is_other = |other: &&&Account| {
            other.id != self.account.id
                && other.group.as_ref() == Some(group)
                && other.platform.is_in_accounts_center()
        };
        let named = |other: &&Account| match &other.handle {
            Some(handle) => format!("{} ({handle})", other.platform.title()),
            None => other.platform.title().to_owned(),
        };
        self.accounts.iter().filter(is_other).map(named).collect()
    }

    /// The option of `optout account edit` that gives a detail, if one does here.
    pub fn option(&self, detail: Detail) -> Option<&'static str> {
        let country = self.account.country;
        let has_choice = country.is_none_or(|country| {
            let mut known = self.catalog.regions.authorities(country);
            known.next().is_some()
        });
        let is_given = detail != Detail::Authority || has_choice;
        detail.option().filter(|_| is_given)
    }

    /// Why a detail is missing, and what to do about it, as a sentence.
    pub fn why_missing(&self, detail: Detail) -> String {
        let regions = &self.catalog.regions;
        let country = self.account.country;
        match detail {
            Detail::Name => "Your name is not on record.".to_owned(),
            Detail::Email => "The account's e-mail address is not on record.".to_owned(),
            Detail::Country => "The account's country is not on record.".to_owned(),
            Detail::Authority => match country {
                None => "The account's country decides the authority, and is not on record.".into(),
                Some(country) if regions.authorities(country).next().is_none() => {
                    format!("No authority is on record for {}.", regions.name(country))
                }
                Some(country) => {
                    let ids = regions
                        .authorities(country)
                        .map(|authority| authority.id.as_str());
                    format!(
                        "{} has several authorities; choose yours: {}.",
                        regions.name(country),
                        ids.collect::<Vec<&str>>().join(", ")
                    )
                }
            },
            Detail::Sent | Detail::Due | Detail::Answered if self.request().is_none() => {
                "No objection is on record yet: tick the step that sends it first.".to_owned()
            }
            Detail::Sent | Detail::Due => {
                "No reply period is known where this account is.".to_owned()
            }
            Detail::Answered => {
                "Meta's answer is not on record yet: record what it was first.".to_owned()
            }
        }
    }

    /// Why these are missing, without saying anything twice.
    pub fn whys_missing(&self, details: &[Detail]) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for detail in details {
            let why = self.why_missing(*detail);
            if !said.contains(&why) {
                said.push(why);
            }
        }
        said
    }
}
