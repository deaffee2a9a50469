//! What lies under the overlays: the accounts, what is selected, what is unsaved. Plain data.
//!
//! It is a type of its own so that a page can read and change it without knowing which pages exist;
//! [`super::model::Model`] puts the overlays over it.

pub mod changing;
pub mod links;
pub mod moving;
pub mod rows;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;

use super::{drawn::Drawn, history::History, keymap::Keymap, row::Row, saving::Saving};
use crate::{
    account::{
        Account,
        change::Change,
        overview::{Covering, Overview, coverings, overviews},
    },
    catalog::Catalog,
    clock::Now,
    content::{goal::Goal, guide::StepId, state::State},
    id::Id,
    store::Notice,
    text::Clean,
};

/// An account with how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEntry {
    /// The account, with the changes that are not on the disk yet.
    pub account: Account,
    /// How far it is.
    pub overview: Overview,
}

/// Which screen is shown under any overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The accounts.
    Home,
    /// One account.
    Account(Id),
}

/// Which pane of the account screen has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pane {
    /// The accounts; only on wide screens.
    Accounts,
    /// Goals and steps.
    Steps,
    /// The selected row in full.
    Detail,
}

/// How a message to the person is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Good,
    /// To be known.
    Plain,
    /// It did not work.
    Bad,
}

/// One line that answers what the person did last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// What happened.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// A filter on a list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What was typed.
    pub input: tui_input::Input,
    /// Whether it is being typed.
    pub is_open: bool,
}

impl Filter {
    /// Whether a text passes.
    pub fn passes(&self, text: &str) -> bool {
        let wanted = self.input.value().to_lowercase();
        wanted.is_empty() || text.to_lowercase().contains(wanted.trim())
    }

    /// Whether anything is filtered.
    pub fn is_active(&self) -> bool {
        !self.input.value().is_empty()
    }
}

/// What the surroundings decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// ASCII instead of Unicode glyphs.
    pub ascii: bool,
    /// The data folder, for messages.
    pub data: Clean,
    /// The config file, for messages.
    pub config: Clean,
    /// Hosts that the user trusts.
    pub trusted_hosts: Vec<String>,
    /// Whether the terminal is tmux's.
    pub in_tmux: bool,
    /// Whether the terminal is a bare console, where nothing can be clicked on.
    pub on_console: bool,
}

impl Settings {
    /// On what it depends whether something is copied. tmux keeps it from the terminal, unless it
    /// is told not to.
    pub const fn who_copies(&self) -> &'static str {
        match self.in_tmux {
            true => "if your terminal and tmux (set-clipboard on) allow it",
            false => "if your terminal allows it",
        }
    }
}

/// The state of the screen but for its overlays.
#[derive(Debug, Clone)]
pub struct Core {
    /// Guides and regions.
    pub catalog: Arc<Catalog>,
    /// Keys.
    pub keymap: Keymap,
    /// What the surroundings decide.
    pub settings: Settings,
    /// The time of the last message.
    pub now: Now,
    /// The accounts, by label.
    pub entries: Vec<AccountEntry>,
    /// Objections that cover several accounts.
    pub coverings: BTreeMap<Clean, Covering>,
    /// Which screen is shown.
    pub screen: Screen,
    /// The selected account.
    pub selected: Option<Id>,
    /// The selected row of the account screen.
    pub row: Row,
    /// Which pane has the keys.
    pub pane: Pane,
    /// How far the detail is scrolled, in lines.
    pub scroll: usize,
    /// Goals whose fold differs from the usual.
    pub folds: BTreeSet<Goal>,
    /// Goals whose other routes are unfolded.
    pub unfolded_others: BTreeSet<Goal>,
    /// Whether what is done is hidden.
    pub hide_done: bool,
    /// The filter of the shown screen.
    pub filter: Filter,
    /// What can be undone and redone.
    pub history: History,
    /// What is not on the disk yet.
    pub saving: Saving,
    /// The line that answers the last action.
    pub status: Option<Status>,
    /// What is wrong with files.
    pub notices: Vec<Notice>,
    /// For the open-next action: the step whose link was opened last and which of its addresses.
    pub last_opened: Option<(StepId, usize)>,
    /// When the opening of a link was last asked for: a key that is held down opens it once.
    pub asked_to_open: Option<Timestamp>,
    /// Accounts whose log-in the person was reminded of.
    pub reminded: BTreeSet<Id>,
    /// What was drawn last, for the mouse and for paging.
    pub drawn: Drawn,
    /// Where new ids come from.
    pub ids: fastrand::Rng,
}

impl Core {
    /// The state of a program that starts: Home, with the account that needs attention first.
    pub fn new(
        catalog: Arc<Catalog>,
        keymap: Keymap,
        settings: Settings,
        accounts: Vec<Account>,
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
            row: Row::Goal(Goal::Object),
            pane: Pane::Steps,
            scroll: 0,
            folds: BTreeSet::new(),
            unfolded_others: BTreeSet::new(),
            hide_done: false,
            filter: Filter::default(),
            history: History::default(),
            saving: Saving::default(),
            status: None,
            notices,
            last_opened: None,
            asked_to_open: None,
            reminded: BTreeSet::new(),
            drawn: Drawn::default(),
            ids: fastrand::Rng::with_seed(seed),
        };
        core.replace_accounts(accounts);
        core.selected = core.most_urgent();
        core
    }

    /// The account that needs attention first.
    fn most_urgent(&self) -> Option<Id> {
        let urgent = self
            .entries
            .iter()
            .min_by_key(|entry| entry.overview.state.urgency());
        urgent.map(|entry| entry.account.id.clone())
    }

    /// Puts these accounts in the place of all that were there.
    pub fn replace_accounts(&mut self, accounts: Vec<Account>) {
        self.coverings = coverings(&accounts);
        let overviews = overviews(&accounts, &self.catalog, &self.coverings, self.now.today);
        let entries = accounts.into_iter().zip(overviews);
        self.entries = entries
            .map(|(account, overview)| AccountEntry { account, overview })
            .collect();
        self.sort();
    }

    /// Puts one account in its place, or takes it away, and looks at its group anew.
    pub fn replace_account(&mut self, id: &Id, account: Option<Account>) {
        let before = self.coverings.clone();
        let place = self
            .entries
            .iter()
            .position(|entry| entry.account.id == *id);
        match (place, account) {
            (Some(place), Some(account)) => {
                if let Some(entry) = self.entries.get_mut(place) {
                    entry.account = account;
                }
            }
            (Some(place), None) => {
                self.entries.remove(place);
                self.leave(id, place);
            }
            (None, Some(account)) => {
                let overview =
                    Overview::of(&account, &self.catalog, &self.coverings, self.now.today);
                self.entries.push(AccountEntry { account, overview });
            }
            (None, None) => {}
        }
        self.coverings = coverings(self.entries.iter().map(|entry| &entry.account));
        let group_changed = before != self.coverings;
        let today = self.now.today;
        for entry in &mut self.entries {
            if entry.account.id == *id || (group_changed && entry.account.group.is_some()) {
                entry.overview =
                    Overview::of(&entry.account, &self.catalog, &self.coverings, today);
            }
        }
        self.sort();
    }

    /// Looks at every account anew: a day went by, or the clock jumped.
    pub fn look_anew(&mut self) {
        for entry in &mut self.entries {
            entry.overview = Overview::of(
                &entry.account,
                &self.catalog,
                &self.coverings,
                self.now.today,
            );
        }
    }

    fn sort(&mut self) {
        self.entries.sort_by_cached_key(|entry| {
            (entry.account.label.to_lowercase(), entry.account.id.clone())
        });
    }

    /// Selects a neighbour when an account goes.
    fn leave(&mut self, id: &Id, place: usize) {
        if self.selected.as_ref() == Some(id) {
            let neighbour = self.entries.get(place).or_else(|| self.entries.last());
            self.selected = neighbour.map(|entry| entry.account.id.clone());
        }
        if self.screen == Screen::Account(id.clone()) {
            self.screen = Screen::Home;
            self.filter = Filter::default();
        }
    }

    /// The entry of an id.
    pub fn entry(&self, id: &str) -> Option<&AccountEntry> {
        self.entries
            .iter()
            .find(|entry| entry.account.id.as_str() == id)
    }

    /// The selected account.
    pub fn current(&self) -> Option<&AccountEntry> {
        match &self.screen {
            Screen::Home => self.entry(self.selected.as_ref()?),
            Screen::Account(id) => self.entry(id),
        }
    }

    /// The account that was gone into.
    pub fn opened_account(&self) -> Option<&AccountEntry> {
        match &self.screen {
            Screen::Home => None,
            Screen::Account(id) => self.entry(id),
        }
    }

    /// The accounts that the list shows.
    pub fn listed(&self) -> Vec<&AccountEntry> {
        let filter = |entry: &&AccountEntry| match self.screen {
            Screen::Home if self.filter.is_active() => {
                let account = &entry.account;
                let handle = account.handle.as_deref().unwrap_or("");
                self.filter.passes(&format!(
                    "{} {} {handle}",
                    account.label,
                    account.platform.title()
                ))
            }
            Screen::Home | Screen::Account(_) => true,
        };
        let hidden = |entry: &&AccountEntry| {
            self.screen == Screen::Home && self.hide_done && is_settled(entry.overview.state)
        };
        self.entries
            .iter()
            .filter(filter)
            .filter(|entry| !hidden(entry))
            .collect()
    }

    /// Applies a change to what is shown.
    pub fn apply(&mut self, change: &Change) {
        let mut known = self
            .entry(&change.account)
            .map(|entry| entry.account.clone());
        for account in known.iter_mut() {
            change.apply(account);
        }
        self.replace_account(&change.account, known);
    }

    /// Shows a line to the person.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.status = Some(Status {
            text: text.into(),
            tone,
        });
    }
}

/// Whether an account with this state is hidden with what is done.
fn is_settled(state: State) -> bool {
    matches!(state, State::Done | State::Granted)
}
