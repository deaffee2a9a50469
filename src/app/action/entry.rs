//! What the table of actions says of each: where it does something, with which keys and words.

use super::Action;

/// Where a person is, which decides what keys do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The list of accounts.
    Home,
    /// One account.
    Account,
    /// A form or another place where text is typed.
    Typing,
    /// A question with an answer to choose.
    Asking,
    /// A page to read.
    Reading,
    /// The page on where a guide comes from, whose addresses are copied and opened.
    Grounds,
    /// A letter, which is read, changed and copied.
    Letter,
    /// A QR code.
    Code,
    /// A list that is filtered by typing and acted on: help, the authorities.
    Helping,
    /// An address that nothing here opened.
    Address,
}

/// Everything about an action that is not its name.
#[derive(Debug, Clone, Copy)]
pub struct ActionEntry {
    /// The action.
    pub action: Action,
    /// Its usual keys, as `optout keys` prints them.
    pub keys: &'static [&'static str],
    /// Where it does something.
    pub places: &'static [Place],
    /// One or two words for the footer.
    pub hint: &'static str,
    /// What it does, for help and README.
    pub about: &'static str,
}

use Place::{Account, Address, Asking, Code, Grounds, Helping, Home, Letter, Reading, Typing};

pub(super) const LISTS: &[Place] = &[
    Home, Account, Asking, Reading, Grounds, Letter, Code, Helping, Address,
];
pub(super) const SCREENS: &[Place] = &[Home, Account];
pub(super) const EVERYWHERE: &[Place] = &[
    Home, Account, Typing, Asking, Reading, Grounds, Letter, Code, Helping, Address,
];

pub(super) const fn entry(
    action: Action,
    keys: &'static [&'static str],
    places: &'static [Place],
    hint: &'static str,
    about: &'static str,
) -> ActionEntry {
    ActionEntry {
        action,
        keys,
        places,
        hint,
        about,
    }
}
