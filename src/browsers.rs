//! The browsers installed here and their profiles, as commands that open a page in one of them.
//!
//! A person with several accounts is logged in to each in a browser profile of its own. What can
//! be offered is read from the browsers' own lists: [`firefox`] and [`chromium`] read their texts,
//! [`known`] says where they lie, [`search`] looks there. Whatever cannot be read gives nothing.
//!
//! Two things are not offered, on purpose. A Firefox container opens a page only through an
//! extension, which takes an address of its own kind with ours inside it: the browser would not be
//! given the address that was checked. A private window forgets its log-in, and every route needs
//! one.

pub mod chromium;
pub mod firefox;
pub mod known;
pub mod search;

use crate::{
    account,
    text::{self, Clean, Kind},
};

/// The place of the address in a command.
pub const ADDRESS: &str = "{url}";

/// A browser, or a profile of one, that can open an account's links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The browser.
    pub browser: Clean,
    /// The profile, as the browser calls it, if it has profiles.
    pub profile: Option<Clean>,
    /// The command, with `{url}` for the address.
    pub open_with: Vec<Clean>,
}

impl Choice {
    /// A choice, if its command can be kept and typed as it is: a word that would have to be
    /// changed to be shown, or that has a place for the address in it, would open something else.
    pub fn new(browser: &str, profile: Option<&str>, words: &[&str]) -> Option<Self> {
        let is_kept = |word: &&str| {
            !word.contains(ADDRESS) && text::clean(word, Kind::Line).as_str() == *word
        };
        if !words.iter().all(is_kept) {
            return None;
        }
        let words = words.iter().chain([&ADDRESS]);
        let choice = Self {
            browser: text::clean(browser, Kind::Name),
            profile: profile.map(|profile| text::clean(profile, Kind::Name)),
            open_with: words.map(|word| text::clean(word, Kind::Line)).collect(),
        };
        let read_back = account::check_open_with(&choice.command());
        (read_back.as_ref() == Ok(&choice.open_with)).then_some(choice)
    }

    /// What it is, in words.
    pub fn title(&self) -> String {
        match &self.profile {
            Some(profile) => format!("{}, profile {profile}", self.browser),
            None => self.browser.to_string(),
        }
    }

    /// The command as a person would type it.
    pub fn command(&self) -> String {
        account::join_words(&self.open_with)
    }
}
