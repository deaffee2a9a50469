//! Everything that the screen shows, and nothing else: plain data, changed only by `update`.

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

/// The state of the whole screen: what lies under the overlays, and these.
///
/// It dereferences to its [`Core`], so that what only reads the accounts or the selection need not
/// care that there are overlays.
#[derive(Debug, Clone)]
pub struct Model {
    /// What lies under the overlays.
    pub core: Core,
    /// What lies over the screen; the last one has the keys.
    pub overlays: Vec<Overlay>,
    /// Pages that were closed with something typed in them.
    pub drafts: Vec<Overlay>,
}

impl Model {
    /// The model of a program that starts: Home, with the account that needs attention first.
    pub fn new(
        catalog: Arc<Catalog>,
        keymap: Keymap,
        settings: Settings,
        accounts: Vec<Account>,
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

    /// Where the person is, which decides what keys do.
    pub fn place(&self) -> Place {
        match self.overlays.last() {
            Some(overlay) => overlay.place(),
            None if self.filter.is_open => Place::Filter,
            None => match self.screen {
                Screen::Home => Place::Home,
                Screen::Account(_) => Place::Account,
            },
        }
    }

    /// Takes up the page that was closed with something typed in it, if there is such a one.
    pub fn take_draft(&mut self, is_wanted: impl Fn(&Overlay) -> bool) -> Option<Overlay> {
        let at = self.drafts.iter().position(is_wanted)?;
        Some(self.drafts.remove(at))
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
