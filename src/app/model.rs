//! The model: all state of the screen as plain data, changed only by `update`.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use super::{
    action::Place,
    core::{Core, Screen, Settings},
    keymap::Keymap,
    pages::Overlay,
};
use crate::{account::Account, catalog::Catalog, clock::Now, store::Notice};

/// The state of the whole screen: the [`Core`] and the modal pages over it.
///
/// It dereferences to its [`Core`], so that code which needs only accounts or the selection can
/// ignore the pages.
#[derive(Debug, Clone)]
pub struct Model {
    /// The state under the pages.
    pub core: Core,
    /// The stack of open modal pages; the last one is on top and has the keys.
    pub overlays: Vec<Overlay>,
    /// Pages that were closed with unsaved text, to be opened again with it.
    pub drafts: Vec<Overlay>,
}

impl Model {
    /// The model at the start: Home, with the most urgent account selected. `seed` is for the ids
    /// of new accounts.
    pub fn new(
        catalog: Arc<Catalog>,
        keymap: Keymap,
        settings: Settings,
        accounts: Vec<Box<Account>>,
        notices: Vec<Notice>,
        now: Now,
        seed: u64,
    ) -> Self {
        Self {
            core: Core::new(catalog, keymap, settings, accounts, notices, now, seed),
            overlays: Vec::new(),
            drafts: Vec::new(),
        }
    }

    /// Where the person is, which decides what each key does.
    pub fn place(&self) -> Place {
        match self.overlays.last() {
            Some(overlay) => overlay.place(),
            None if self.filter.is_open => Place::Filter,
            None => match self.screen {
                Screen::Home => Place::Home,
                Screen::Account(_) => Place::Account,
                Screen::WhatNow => Place::WhatNow,
            },
        }
    }

    /// Removes and returns the first draft that matches.
    pub fn take_draft(&mut self, matches: impl Fn(&Overlay) -> bool) -> Option<Overlay> {
        let index = self.drafts.iter().position(matches)?;
        Some(self.drafts.remove(index))
    }
}

impl Deref for Model {
    type Target = Core;

    fn deref(&self) -> &Core {
        &self.core
    }
}

impl DerefMut for Model {
    fn deref_mut(&mut self) -> &mut Core {
        &mut self.core
    }
}
