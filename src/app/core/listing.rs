//! Which accounts the list has, and in which order; what tells two of one label apart.

use jiff::civil::Date;

use super::{AccountEntry, Core, Screen, rows::rows};
use crate::{
    account::{
        Account,
        naming::{self, Apart},
    },
    content::{region::Country, state::State},
    sort::{sort_by_cached_key, sort_by_key},
    system::remembered::Order,
    text,
};

impl Core {
    /// Sorts the accounts, and finds out what tells those of one label apart.
    pub(super) fn sort(&mut self) {
        sort_by_cached_key(&mut self.entries, |entry| {
            let account = &entry.account;
            let (handle, id) = (account.handle.clone(), account.id.clone());
            let label = text::sorted(&account.label);
            (label, account.platform, account.country, handle, id)
        });
        self.apart = naming::apart(self.entries.iter().map(|entry| &*entry.account));
        // Those that are alike in it stay in the order of their labels.
        match self.remembered.order {
            Order::Need => {
                sort_by_cached_key(&mut self.entries, |AccountEntry { overview, .. }| {
                    (overview.urgency(), overview.day().unwrap_or(Date::MAX))
                });
            }
            Order::Label => {}
            Order::Platform => sort_by_key(&mut self.entries, |entry| entry.account.platform),
        }
    }

    /// The accounts of the list, without those that are filtered out or hidden. The one that is open is
    /// always among them.
    pub fn listed(&self) -> Vec<&AccountEntry> {
        let (filter, open) = match &self.screen {
            Screen::Home => (&self.filter, None),
            Screen::Account(id) => (&self.home_filter, Some(id)),
            Screen::WhatNow => (&self.home_filter, None),
        };
        let is_hidden = |entry: &AccountEntry| self.remembered.hide_done && is_settled(entry);
        let typed = match filter.is_active() {
            true => text::folded(filter.input.value()),
            false => String::new(),
        };
        let mut listed = Vec::with_capacity(self.entries.len());
        listed.extend(self.entries.iter().filter(|entry| {
            Some(&entry.account.id) == open || (!is_hidden(entry) && self.passes(&typed, entry))
        }));
        listed
    }

    /// Whether some rows may be filtered out or hidden.
    pub fn is_narrowed(&self) -> bool {
        self.filter.is_active() || self.remembered.hide_done
    }

    /// Whether the filter, or hiding what is done, leaves no row that a key could act on.
    pub fn shows_nothing(&self) -> bool {
        self.is_narrowed()
            && match &self.screen {
                Screen::Home => !self.entries.is_empty() && self.listed().is_empty(),
                Screen::Account(_) => {
                    let entry = self.current();
                    entry.is_some_and(|entry| rows(self, entry).is_empty())
                }
                Screen::WhatNow => false,
            }
    }

    /// How many accounts are hidden as there is nothing to do for them.
    pub fn hidden(&self) -> usize {
        match self.remembered.hide_done {
            true => self.entries.iter().filter(|it| is_settled(it)).count(),
            false => 0,
        }
    }

    /// Whether an account has what was typed, folded: each word stands in its label or begins one of its other
    /// words, and a longer one may also stand within one.
    fn passes(&self, typed: &str, entry: &AccountEntry) -> bool {
        if typed.is_empty() {
            return true;
        }
        let account = &entry.account;
        let region = account
            .country
            .map_or("", |it| self.catalog.regions.name(it));
        let label = text::folded(&account.label);
        let texts = [
            account.platform.title(),
            account.platform.mark(),
            account.kind.title(),
            account.handle.as_deref().unwrap_or(""),
            account.group.as_deref().unwrap_or(""),
            account.country.as_ref().map_or("", Country::code),
            region,
            &entry.standing(self.now.today),
        ];
        let has = text::folded(&texts.join(" "));
        typed.split_whitespace().all(|word| {
            let is_within = word.chars().count() > 2 && has.contains(word);
            let mut words = has.split([' ', '-', '@', '.']);
            label.contains(word) || is_within || words.any(|it| it.starts_with(word))
        })
    }

    /// An account's label, with as much more as tells it apart from the others.
    pub fn name(&self, account: &Account) -> String {
        match self.apart.get(&account.id) {
            None if self.has_label_twice(account) => {
                format!("{} ({})", account.label, account.platform.title())
            }
            None => account.label.to_string(),
            Some(apart) => {
                let platform = account.platform.title();
                format!("{} ({platform}{})", account.label, apart.in_words())
            }
        }
    }

    fn has_label_twice(&self, account: &Account) -> bool {
        let mut others = self.entries.iter().map(|entry| &*entry.account);
        others.any(|other| other.id != account.id && other.label == account.label)
    }

    /// What stands beside an account's label in lists to tell it apart.
    pub fn apart(&self, account: &Account) -> Option<&Apart> {
        self.apart.get(&account.id)
    }
}

/// Whether nothing has to be done for an account now: all is done, or somebody has to answer. Where there is
/// no form, what helps is still to do.
fn is_settled(entry: &AccountEntry) -> bool {
    let overview = &entry.overview;
    let is_open = overview.state == State::NoRoute && overview.next.is_some();
    !overview.needs_attention() && !is_open && !entry.lacks_country()
}
