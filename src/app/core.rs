//! The model without its modal pages: the accounts, the selection, the unsaved changes.
//!
//! It is a type of its own so that a page can read and change it without knowing which pages exist;
//! [`super::model::Model`] adds the pages.

pub mod changing;
pub mod letters;
pub mod links;
mod listing;
pub mod moving;
pub mod rows;
pub mod what_now;

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
    sync::Arc,
};

use compact_str::CompactString;
use jiff::{Timestamp, civil::Date};

use super::{
    drawn::{Drawn, Target},
    history::History,
    keymap::{Chord, Keymap},
    row::Row,
    saving::Saving,
};
use crate::{
    account::{
        Account,
        change::Change,
        naming::Apart,
        overview::{Covering, Overview, coverings, overviews},
    },
    catalog::Catalog,
    clock::Now,
    content::{goal::Goal, guide::StepId, state::State},
    id::Id,
    sort::insert_all,
    store::{Notice, Unreadable},
    system::remembered::Remembered,
    text::{self, Clean},
};
use letters::Letters;
use what_now::WhatNow;

/// An account and its progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEntry {
    /// The account, with the changes that are not on the disk yet.
    pub account: Box<Account>,
    /// Its progress, computed from it.
    pub overview: Arc<Overview>,
}

impl AccountEntry {
    /// Whether nobody knows what to do next, for want of a country. Once Meta agreed, that is all the same.
    pub fn lacks_country(&self) -> bool {
        let needs_none = matches!(
            self.overview.state,
            State::Opened | State::Granted | State::Done
        );
        self.account.country.is_none() && self.overview.covered_by.is_none() && !needs_none
    }

    /// How the account stands, in a few words. A country that is missing says more.
    pub fn standing(&self, today: Date) -> CompactString {
        match self.lacks_country() {
            true => CompactString::const_new("Country?"),
            false => self.overview.standing(today),
        }
    }
}

/// The screen under the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The list of accounts.
    Home,
    /// The checklist of one account.
    Account(Id),
    /// One step after another, over all accounts.
    WhatNow,
}

/// A pane of the account screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pane {
    /// The accounts, only in wide windows.
    Accounts,
    /// Goals and steps.
    Steps,
    /// The selected row in full.
    Detail,
}

/// The kind of a message to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A success.
    Good,
    /// Information.
    Plain,
    /// A failure.
    Bad,
}

/// The message in the status line, about the last action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The message.
    pub text: String,
    /// Its kind.
    pub tone: Tone,
}

/// A filter on a list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What was typed.
    pub input: tui_input::Input,
    /// Whether it has the keys.
    pub is_open: bool,
}

impl Filter {
    /// Whether a text contains what was typed, ignoring case.
    pub fn passes(&self, text: &str) -> bool {
        let typed = text::folded(self.input.value());
        typed.is_empty() || text::folded(text).contains(typed.trim())
    }

    /// Whether anything is filtered.
    pub fn is_active(&self) -> bool {
        !self.input.value().is_empty()
    }
}

/// Settings from the config file, the command line and the environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether to draw in ASCII.
    pub ascii: bool,
    /// The path of the data folder, for messages.
    pub data: Clean,
    /// The path of the current folder, for messages.
    pub current: Clean,
    /// The path of the config file, for messages.
    pub config: Clean,
    /// Hosts that the user trusts.
    pub trusted_hosts: Vec<String>,
    /// Whether no program here opens addresses, unless the account has one of its own.
    pub opens_nothing: bool,
    /// Whether this is the demo: made-up accounts, and nothing is kept.
    pub is_demo: bool,
    /// Whether the program runs inside tmux.
    pub in_tmux: bool,
    /// Whether the terminal is the Linux console, which has no hyperlinks.
    pub on_console: bool,
}

impl Settings {
    /// The condition for copying by OSC 52, as the end of a sentence. tmux passes the sequence on
    /// to the terminal only with `set-clipboard on`.
    pub const fn copy_condition(&self) -> &'static str {
        match self.in_tmux {
            true => "if your terminal and tmux (set-clipboard on) allow it",
            false => "if your terminal allows it",
        }
    }
}

/// The state of the screen without its pages.
#[derive(Debug, Clone)]
pub struct Core {
    /// Guides and regions.
    pub catalog: Arc<Catalog>,
    /// The key bindings.
    pub keymap: Keymap,
    /// Settings, which change only with the config file.
    pub settings: Settings,
    /// The time of the last message.
    pub now: Now,
    /// The accounts, in the order that the person chose.
    pub entries: Vec<AccountEntry>,
    /// By group, the request that counts for all its accounts.
    pub coverings: BTreeMap<Clean, Covering>,
    /// The screen that is shown.
    pub screen: Screen,
    /// The selected account.
    pub selected: Option<Id>,
    /// Where the person is in *what now*.
    pub what_now: WhatNow,
    /// The selected row of the checklist.
    pub row: Row,
    /// The pane that has the keys.
    pub pane: Pane,
    /// The scroll offset of the detail, in lines.
    pub scroll: usize,
    /// Goals that the person folded or unfolded, against the default.
    pub folds: BTreeSet<Goal>,
    /// Goals whose other routes are unfolded.
    pub unfolded_others: BTreeSet<Goal>,
    /// What is kept across starts: the order of the accounts, and whether what is done is hidden.
    pub remembered: Remembered,
    /// Whether Home is a board, where there is room.
    pub is_board: bool,
    /// The filter of the screen that is shown.
    pub filter: Filter,
    /// The filter of Home, while another screen is shown.
    pub home_filter: Filter,
    /// What tells accounts apart that have one label on one platform.
    pub apart: BTreeMap<Id, Apart>,
    /// The undo and redo stacks.
    pub history: History,
    /// The changes that are not on the disk yet.
    pub saving: Saving,
    /// What the person did with letters.
    pub letters: Letters,
    /// The message about the last action.
    pub status: Option<Status>,
    /// Warnings about files.
    pub notices: Vec<Notice>,
    /// Accounts that are there and cannot be read.
    pub unreadable: Vec<Unreadable>,
    /// Whether the folder of the accounts could not be read, so that nobody knows which there are.
    pub is_folder_unread: bool,
    /// The step whose link was opened last, and the index of the address; for `open-next`.
    pub last_opened: Option<(StepId, usize)>,
    /// When the person last opened a link, for the debounce of a key that is held down.
    pub open_requested_at: Option<Timestamp>,
    /// Accounts for which the log-in reminder was confirmed.
    pub reminded: BTreeSet<Id>,
    /// The keys of an action that were pressed so far, while more have to follow.
    pub pressed: Vec<Chord>,
    /// Whether the mouse is the terminal's, which selects text with it.
    pub is_mouse_lent: bool,
    /// What was clicked on last, and when; for a double click.
    pub clicked: Option<(Target, Timestamp)>,
    /// The layout of the last frame, for hit tests and paging.
    pub drawn: Drawn,
    /// The random numbers for new ids.
    pub ids: fastrand::Rng,
}

impl Core {
    /// The state at the start: Home, with the most urgent account selected.
    pub fn new(
        catalog: Arc<Catalog>,
        keymap: Keymap,
        settings: Settings,
        accounts: Vec<Box<Account>>,
        notices: Vec<Notice>,
        now: Now,
        seed: u64,
    ) -> Self {
        let mut core = Self {
            catalog,
            keymap,
            settings,
            now,
            entries: Vec::new(),
            coverings: BTreeMap::new(),
            screen: Screen::Home,
            selected: None,
            what_now: WhatNow::default(),
            row: Row::Goal(Goal::Object),
            pane: Pane::Steps,
            scroll: 0,
            folds: BTreeSet::new(),
            unfolded_others: BTreeSet::new(),
            remembered: Remembered::default(),
            is_board: false,
            filter: Filter::default(),
            home_filter: Filter::default(),
            apart: BTreeMap::new(),
            history: History::default(),
            saving: Saving::default(),
            letters: Letters::default(),
            status: None,
            notices,
            unreadable: Vec::new(),
            is_folder_unread: false,
            last_opened: None,
            open_requested_at: None,
            reminded: BTreeSet::new(),
            pressed: Vec::new(),
            is_mouse_lent: false,
            clicked: None,
            drawn: Drawn::default(),
            ids: fastrand::Rng::with_seed(seed),
        };
        core.replace_accounts(accounts);
        core.selected = core.most_urgent();
        core
    }

    fn most_urgent(&self) -> Option<Id> {
        let urgent = self
            .entries
            .iter()
            .min_by_key(|entry| entry.overview.urgency());
        urgent.map(|entry| entry.account.id.clone())
    }

    /// Replaces all accounts.
    pub fn replace_accounts(&mut self, accounts: Vec<Box<Account>>) {
        let each = || accounts.iter().map(|it| &**it);
        self.coverings = coverings(each());
        let overviews = overviews(each(), &self.catalog, &self.coverings, self.now.today);
        let entries = accounts.into_iter().zip(overviews);
        self.entries = entries
            .map(|(account, overview)| AccountEntry { account, overview })
            .collect();
        self.sort();
    }

    /// Replaces, adds or (with `None`) removes accounts, and computes their overviews and those of
    /// their groups again.
    pub fn replace_some(&mut self, accounts: Vec<(Id, Option<Box<Account>>)>) {
        let before = self.coverings.clone();
        let ids: BTreeSet<Id> = insert_all(accounts.iter().map(|(id, _)| id.clone()));
        for (id, account) in accounts {
            let mut known = self.entries.iter();
            let index = known.position(|entry| entry.account.id == id);
            match (index, account) {
                (Some(index), Some(account)) => {
                    if let Some(entry) = self.entries.get_mut(index) {
                        entry.account = account;
                    }
                }
                (Some(index), None) => {
                    self.entries.remove(index);
                    self.leave(&id, index);
                }
                (None, Some(account)) => {
                    let overview =
                        Overview::of(&account, &self.catalog, &self.coverings, self.now.today);
                    let overview = Arc::new(overview);
                    self.entries.push(AccountEntry { account, overview });
                }
                (None, None) => {}
            }
        }
        self.coverings = coverings(self.entries.iter().map(|entry| &*entry.account));
        let group_changed = before != self.coverings;
        let today = self.now.today;
        for entry in &mut self.entries {
            if ids.contains(&entry.account.id) || (group_changed && entry.account.group.is_some()) {
                let overview = Overview::of(&entry.account, &self.catalog, &self.coverings, today);
                entry.overview = Arc::new(overview);
            }
        }
        self.sort();
    }

    /// Computes every overview again, after the date changed.
    pub fn refresh_overviews(&mut self) {
        let accounts = mem::take(&mut self.entries).into_iter();
        self.replace_accounts(accounts.map(|entry| entry.account).collect());
    }

    /// Takes what was kept of the last start.
    pub fn remember(&mut self, remembered: Remembered) {
        let is_sorted = remembered.order == self.remembered.order;
        self.remembered = remembered;
        if !is_sorted {
            self.sort();
        }
        self.selected = self.most_urgent();
        moving::keep_selection_listed(self);
    }

    /// Leaves an account that was removed: selects the one that is now at its index, and returns to
    /// Home from its screen.
    fn leave(&mut self, id: &Id, index: usize) {
        if self.selected.as_ref() == Some(id) {
            let neighbour = self.entries.get(index).or_else(|| self.entries.last());
            self.selected = neighbour.map(|entry| entry.account.id.clone());
        }
        if self.screen == Screen::Account(id.clone()) {
            self.go_home();
        }
    }

    /// Returns to Home, with the filter that it had.
    pub fn go_home(&mut self) {
        if self.screen != Screen::Home {
            self.screen = Screen::Home;
            self.filter = std::mem::take(&mut self.home_filter);
        }
    }

    /// The account with this id.
    pub fn entry(&self, id: &str) -> Option<&AccountEntry> {
        self.entries
            .iter()
            .find(|entry| entry.account.id.as_str() == id)
    }

    /// The account of the account screen, or the selected one on Home.
    pub fn current(&self) -> Option<&AccountEntry> {
        match &self.screen {
            Screen::Home => self.entry(self.selected.as_ref()?),
            Screen::Account(id) => self.entry(id),
            Screen::WhatNow => self.entry(self.what_now.account()?),
        }
    }

    /// The account of the account screen; `None` on Home.
    pub fn opened_account(&self) -> Option<&AccountEntry> {
        match &self.screen {
            Screen::Home => None,
            Screen::Account(_) | Screen::WhatNow => self.current(),
        }
    }

    /// Applies a change to the account in memory.
    pub fn apply(&mut self, change: &Change) {
        let mut known = self
            .entry(&change.account)
            .map(|entry| entry.account.clone());
        for account in known.iter_mut() {
            change.apply(account);
        }
        self.replace_some(vec![(change.account.clone(), known)]);
    }

    /// Shows a message in the status line.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.status = Some(Status {
            text: text.into(),
            tone,
        });
    }
}
