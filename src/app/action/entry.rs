//! What the table of actions says of each: where it does something, with which keys and words.

use super::Action;

/// Where a person is, which decides what keys do: a screen, the filter, or the page over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The list of accounts.
    Home,
    /// One account.
    Account,
    /// The filter of either.
    Filter,
    /// The actions and their keys: a list that is searched by typing.
    Help,
    /// An account being added or edited.
    Form,
    /// A note being written.
    Note,
    /// A question with an answer to choose.
    Question,
    /// The authorities of a country: a list that is searched by typing.
    Authorities,
    /// What is wrong with files.
    Notices,
    /// Where a guide comes from.
    Sources,
    /// A letter, which is read, changed and copied.
    Letter,
    /// The browsers found on this computer.
    Browsers,
    /// A QR code.
    Qr,
    /// An address from somewhere, being checked.
    CheckUrl,
    /// An address that nothing here opened.
    Address,
}

impl Place {
    /// Whether a key that types a character is text here, and no command.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Filter
                | Self::Help
                | Self::Form
                | Self::Note
                | Self::Authorities
                | Self::CheckUrl
        )
    }
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

use Place::{
    Account, Address, Authorities, Browsers, CheckUrl, Filter, Form, Help, Home, Letter, Note,
    Notices, Qr, Question, Sources,
};

pub(super) const SCREENS: &[Place] = &[Home, Account];
/// Where something is listed or read.
pub(super) const LISTS: &[Place] = &[
    Home,
    Account,
    Help,
    Question,
    Authorities,
    Notices,
    Sources,
    Letter,
    Browsers,
    Qr,
    Address,
];
/// Where a choice or a cursor moves to the left and to the right.
pub(super) const SIDEWAYS: &[Place] = &[Account, Filter, Form, Note, CheckUrl, Letter];
/// Where there is a next and a previous part.
pub(super) const PARTS: &[Place] = &[Account, Filter, Form, Note, CheckUrl];
pub(super) const EVERYWHERE: &[Place] = &[
    Home,
    Account,
    Filter,
    Help,
    Form,
    Note,
    Question,
    Authorities,
    Notices,
    Sources,
    Letter,
    Browsers,
    Qr,
    CheckUrl,
    Address,
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
