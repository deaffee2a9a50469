//! The browsers installed here and their profiles, as commands that open a page in one of them.
//!
//! A person with several accounts is logged in to each in a browser profile of its own. The
//! profiles are in the browsers' own lists: [`known`] says where these are, [`search`] reads them,
//! [`firefox`] and [`chromium`] parse them. A list that cannot be read is taken for an empty one.
//!
//! A container of Firefox opens a page only through an extension ([`containers`]); without it a
//! note says so. Private windows are not offered: they forget the log-in that every route needs.

pub mod chromium;
pub mod containers;
pub mod firefox;
pub mod known;
pub mod search;

use crate::{
    account::{self, open_with},
    text::{self, Clean, TextKind},
};
use containers::Container;

/// A browser, or a profile of one, that can open an account's links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrowserChoice {
    /// The browser.
    pub browser: Clean,
    /// The profile, as the browser calls it, if it has profiles.
    pub profile: Option<Clean>,
    /// The container of that profile, if it is one.
    pub container: Option<Clean>,
    /// The command, with a placeholder for the address.
    pub open_with: Vec<Clean>,
}

impl BrowserChoice {
    /// A choice, if its command can be kept and typed as it is: a word that is changed when it is
    /// sanitized, or that contains a placeholder, would open something else.
    pub fn new(browser: &str, profile: Option<&str>, words: &[&str]) -> Option<Self> {
        Self::with(browser, profile, words, open_with::PLAIN)
    }

    /// This choice in a container of its profile. A container whose name is changed when it is
    /// sanitized is left out: two could look the same.
    pub fn in_container(&self, container: &Container) -> Option<Self> {
        let name = text::clean(&container.name, TextKind::Name);
        let (_, words) = self.open_with.split_last()?;
        let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
        let profile = self.profile.as_deref();
        let choice = Self::with(&self.browser, profile, &words, &container.word())?;
        (name.as_str() == container.name).then_some(Self {
            container: Some(name),
            ..choice
        })
    }

    fn with(browser: &str, profile: Option<&str>, words: &[&str], last: &str) -> Option<Self> {
        let is_kept = |word: &&str| {
            !open_with::has_placeholder(word) && text::clean(word, TextKind::Line).as_str() == *word
        };
        if !words.iter().all(is_kept) {
            return None;
        }
        let words = words.iter().chain([&last]);
        let choice = Self {
            browser: text::clean(browser, TextKind::Name),
            profile: profile.map(|profile| text::clean(profile, TextKind::Name)),
            container: None,
            open_with: words
                .map(|word| text::clean(word, TextKind::Line))
                .collect(),
        };
        let read_back = account::check_open_with(&choice.command());
        (read_back.as_ref() == Ok(&choice.open_with)).then_some(choice)
    }

    /// Its name for a list.
    pub fn title(&self) -> String {
        let browser = &self.browser;
        match (&self.profile, &self.container) {
            (Some(profile), Some(name)) => {
                format!("{browser}, profile {profile}, container {name}")
            }
            (Some(profile), None) => format!("{browser}, profile {profile}"),
            (None, Some(name)) => format!("{browser}, container {name}"),
            (None, None) => browser.to_string(),
        }
    }

    /// The command in one line, quoted.
    pub fn command(&self) -> String {
        account::join_words(&self.open_with)
    }
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundBrowsers {
    /// What can be chosen.
    pub choices: Vec<BrowserChoice>,
    /// The titles of the profiles with containers that cannot be offered without the extension.
    pub without_extension: Vec<String>,
}

impl FoundBrowsers {
    /// A sentence on the missing extension, if it is missing.
    pub fn note(&self) -> Option<String> {
        let (first, others) = self.without_extension.split_first()?;
        let others = match others.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let extension = containers::EXTENSION;
        Some(format!(
            "The containers of {first}{others} cannot be chosen: that needs Firefox's extension \"{extension}\". A profile of its own works without it."
        ))
    }
}
