//! The entries of the table of actions, and the places that they name.

use super::Action;

/// Where a person is, which decides what keys do: a screen, the filter, or the page over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The list of accounts.
    Home,
    /// The checklist of one account.
    Account,
    /// One step after another, over all accounts.
    WhatNow,
    /// The filter of either list, while it is typed.
    Filter,
    /// The page with the actions and their keys, a list that typing filters.
    Help,
    /// The page on which an account is added or edited.
    Form,
    /// The page on which a note is written.
    Note,
    /// A question with an answer to choose.
    Question,
    /// The page with the authorities of a country, a list that typing filters.
    Authorities,
    /// The page with warnings about files.
    Notices,
    /// The page on the sources of a guide.
    Sources,
    /// The page with a letter.
    Letter,
    /// The page that asks where to save a letter.
    Save,
    /// The page with the browsers on this computer.
    Browsers,
    /// The page with the deleted accounts.
    Trash,
    /// The page with a QR code.
    Qr,
    /// The page that checks an address.
    CheckUrl,
    /// The page with an address that could not be opened.
    Address,
    /// The page on which it is recorded what was sent or answered.
    Sending,
    /// The page that keeps files and lists those that are kept.
    Evidence,
    /// The page that asks where to write the complaint.
    Complaint,
}

impl Place {
    /// Whether a text field has the keys here, so that characters are text and not commands.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Filter
                | Self::Help
                | Self::Form
                | Self::Note
                | Self::Authorities
                | Self::CheckUrl
                | Self::Save
                | Self::Sending
                | Self::Evidence
                | Self::Complaint
        )
    }
}

/// An entry of the table of actions.
#[derive(Debug, Clone, Copy)]
pub struct ActionEntry {
    /// The action.
    pub action: Action,
    /// Its default keys, in the syntax of the config file.
    pub keys: &'static [&'static str],
    /// The places where it does something.
    pub places: &'static [Place],
    /// One or two words for the footer.
    pub hint: &'static str,
    /// What it does, for help, `optout keys` and the README.
    pub about: &'static str,
}

use Place::{
    Account, Address, Authorities, Browsers, CheckUrl, Complaint, Evidence, Filter, Form, Help,
    Home, Letter, Note, Notices, Qr, Question, Save, Sending, Sources, Trash, WhatNow,
};

pub(super) const SCREENS: &[Place] = &[Home, Account];
/// The places with a step to act on.
pub(super) const WITH_STEP: &[Place] = &[Home, Account, WhatNow];
/// The places with a list, or with text that scrolls.
pub(super) const LISTS: &[Place] = &[
    Home,
    Account,
    WhatNow,
    Help,
    Question,
    Authorities,
    Notices,
    Sources,
    Letter,
    Browsers,
    Trash,
    Qr,
    Address,
];
/// The places where left and right move the cursor, a choice or the focus.
pub(super) const SIDEWAYS: &[Place] = &[
    Account, Filter, Form, Note, CheckUrl, Letter, Save, Sending, Evidence, Complaint,
];
/// The places with several panes or fields, between which Tab moves.
pub(super) const PARTS: &[Place] = &[
    Account, Filter, Form, Note, CheckUrl, Save, Sending, Evidence,
];
pub(super) const EVERYWHERE: &[Place] = &[
    Home,
    Account,
    WhatNow,
    Filter,
    Help,
    Form,
    Note,
    Question,
    Authorities,
    Notices,
    Sources,
    Letter,
    Save,
    Browsers,
    Trash,
    Qr,
    CheckUrl,
    Address,
    Sending,
    Evidence,
    Complaint,
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
