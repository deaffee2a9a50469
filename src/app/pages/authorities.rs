//! The list of the authorities of the account's country, from which the person takes theirs.

use std::sync::Arc;

use tui_input::Input;

use super::{Turn, question::Intent};
use crate::{
    account::{Account, decide},
    app::{
        action::Action,
        core::{Core, Tone, changing, moving::next_index},
    },
    content::{
        guide::StepId,
        region::{Authority, Regions},
    },
    id::Id,
    text,
};

/// The state of the page. Typing filters the list.
#[derive(Debug, Clone)]
pub struct AuthoritiesPage {
    /// The account.
    pub account: Id,
    /// The step that leads to the page of the authority, which then opens.
    pub step: Option<StepId>,
    /// Whether the page of the authority opens, and the choice is not only stored.
    pub opens: bool,
    /// What is done then.
    pub then: Intent,
    /// The text that filters the list.
    pub filter: Input,
    /// The index of the selected entry, among those that pass the filter.
    pub selected: usize,
}

impl AuthoritiesPage {
    /// The page with an empty filter, and the account's authority selected.
    pub fn of(account: &Account, step: Option<StepId>, regions: &Regions) -> Self {
        let mut page = Self {
            account: account.id.clone(),
            opens: step.is_some(),
            step,
            then: Intent::Nothing,
            filter: Input::default(),
            selected: 0,
        };
        let entries = page.entries(regions, account);
        let chosen = account.authority.as_ref();
        let index = entries
            .iter()
            .position(|authority| Some(&authority.id) == chosen);
        page.selected = index.unwrap_or(0);
        page
    }

    /// The page, after which something else is done.
    #[must_use]
    pub fn leading_to(mut self, then: Intent) -> Self {
        self.then = then;
        self
    }

    /// The authorities that pass the filter.
    pub fn entries<'r>(&self, regions: &'r Regions, account: &Account) -> Vec<&'r Authority> {
        let typed = text::folded(self.filter.value().trim());
        let passes = |authority: &&Authority| {
            let Authority {
                id, name, english, ..
            } = authority;
            let area = authority.short();
            text::folded(&format!("{id} {area} {name} {english}")).contains(&typed)
        };
        let all = account
            .country
            .map(|country| regions.authorities(country).filter(passes));
        all.map_or_else(Vec::new, Iterator::collect)
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        let Some(entry) = core.entry(&self.account) else {
            return Turn::close();
        };
        let regions = Arc::clone(&core.catalog.regions);
        let account = entry.account.clone();
        let entries = self.entries(&regions, &account);
        let last = entries.len().saturating_sub(1);
        let selected = self.selected.min(last);
        match (action, entries.get(selected)) {
            (Action::Back, _) => Turn::close(),
            (Action::Enter, Some(authority)) => self.take(core, &account, authority),
            _ => {
                self.selected = next_index(action, selected, core.drawn.page, last);
                Turn::stay()
            }
        }
    }

    /// Stores an authority in the account, and opens its page if a step leads there.
    fn take(&self, core: &mut Core, account: &Account, authority: &Authority) -> Turn {
        let mut edited = account.clone();
        edited.authority = Some(authority.id.clone());
        let mut message = String::new();
        let mut effects = Vec::new();
        if let Some(change) = decide::edit(account, &edited, &core.catalog, core.now) {
            let name = authority.short();
            if account.read_only.is_none() {
                effects = changing::make(core, change, format!("chose the authority: {name}"));
                message = format!("{name} is kept for {}. ", account.label);
            } else {
                message = format!("{} is read-only, so {name} is not kept. ", account.label);
            }
        }
        let turn = Turn::close().with(effects);
        if self.opens {
            let (step, page) = (self.step.clone(), authority.page().clone());
            turn.then(Intent::OpenFor(account.id.clone(), step, page, message))
        } else {
            core.say(Tone::Good, message.trim_end());
            turn.then(self.then.clone())
        }
    }
}
