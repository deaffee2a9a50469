//! The selected step and its addresses.

use std::sync::Arc;

use super::{Core, Screen, Tone};
use crate::{
    account::{Account, authority::AuthorityChoice},
    app::{action::Action, row::Row},
    content::guide::{Guide, Step, StepId},
    text::Clean,
};

/// A step with its guide and account.
pub type Selected = (Account, Arc<Guide>, Step);

impl Core {
    /// The selected step; on Home, the next one of the selected account.
    pub fn selected_step(&self) -> Option<Selected> {
        let entry = self.current()?;
        if self.screen == Screen::Home {
            let (guide, step) = entry.overview.next_step()?;
            return Some(((*entry.account).clone(), Arc::clone(guide), step.clone()));
        }
        let Row::Step(id) = &self.row else {
            return None;
        };
        let guide = Arc::clone(self.catalog.guide(&id.guide)?);
        let step = guide.step(&id.step)?.clone();
        Some(((*entry.account).clone(), guide, step))
    }

    /// The selected step; if there is none, shows a message.
    pub fn need_step(&mut self) -> Option<Selected> {
        let selected = self.selected_step();
        if selected.is_none() {
            let message = match (&self.screen, self.current()) {
                (Screen::Home, Some(entry)) => {
                    format!("{} has no step to do now.", self.name(&entry.account))
                }
                (Screen::Home, None) => {
                    let key = self.keymap.short(Action::Add).unwrap_or_default();
                    format!("There is no account yet: {key} adds one.")
                }
                (Screen::WhatNow, None) => {
                    let key = self.keymap.short(Action::Back).unwrap_or_default();
                    format!("This is the end, with no step. {key} leads to the accounts.")
                }
                (Screen::Account(_) | Screen::WhatNow, _) => {
                    "Select a step first: the arrow keys go to one.".to_owned()
                }
            };
            self.say(Tone::Plain, message);
        }
        selected
    }

    /// The index of the step's address that was opened last, if any was.
    pub fn last_opened(&self, id: &StepId) -> Option<usize> {
        let (step, index) = self.last_opened.as_ref()?;
        (step == id).then_some(*index)
    }

    /// The step's address to copy or show: the one that was opened last, else the link itself.
    pub fn current_address(&self, account: &Account, id: &StepId, step: &Step) -> Option<Clean> {
        let last = self.last_opened(id).unwrap_or(0);
        let addresses = self.catalog.regions.addresses(account, step);
        let address = addresses.get(last).or(addresses.first())?;
        Some((*address).clone())
    }

    /// Shows a message on why the account's authority is not known, and what to do.
    pub fn say_no_authority(&mut self, account: &Account) {
        let regions = Arc::clone(&self.catalog.regions);
        let key = |action| self.keymap.short(action).unwrap_or_default();
        let advice = match account.country {
            None => format!("{} adds the country.", key(Action::Edit)),
            Some(_) if regions.has_choice(account) => format!("{} lists them.", key(Action::Open)),
            Some(country) => {
                let region = regions.of(country);
                let hint = region.and_then(|region| region.authority_hint.as_deref());
                hint.unwrap_or_default().to_owned()
            }
        };
        let message = format!("{} {advice}", regions.why_no_authority(account));
        self.say(Tone::Plain, message);
    }

    /// Whether the step leads to the page of an authority, and the person has to choose which.
    pub fn has_to_choose_authority(&self, account: &Account, step: &Step) -> bool {
        let choice = self.catalog.regions.authority_of(account);
        step.authority && matches!(choice, AuthorityChoice::Several(_))
    }
}
