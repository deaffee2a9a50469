//! Help: a list of the actions that work where it was opened. Typing filters it, Enter does an
//! action.

use tui_input::Input;

use super::Turn;
use crate::{
    app::{
        action::{Action, ActionEntry, Place, TABLE},
        core::{Core, moving::next_index},
        keymap::Keymap,
        pages::question::Intent,
    },
    text,
};

/// The state of the page.
#[derive(Debug, Clone, Default)]
pub struct HelpPage {
    /// The text that filters the list.
    pub filter: Input,
    /// The index of the selected entry, among those that pass the filter.
    pub selected: usize,
    /// The actions that work where help was opened.
    pub actions: Vec<Action>,
}

impl HelpPage {
    /// Help for a place.
    pub fn at(place: Place) -> Self {
        let works_here = |entry: &&ActionEntry| entry.places.contains(&place);
        Self {
            actions: TABLE
                .iter()
                .filter(works_here)
                .map(|entry| entry.action)
                .collect(),
            ..Self::default()
        }
    }

    /// The entries that pass the filter.
    pub fn entries(&self, keymap: &Keymap) -> Vec<Action> {
        let typed = text::folded(self.filter.value());
        let passes = |action: &Action| {
            let keys: Vec<String> = keymap
                .keys(*action)
                .iter()
                .map(ToString::to_string)
                .collect();
            let entry = format!("{action} {} {}", action.entry().about, keys.join(" "));
            text::folded(&entry).contains(typed.trim())
        };
        self.actions.iter().copied().filter(passes).collect()
    }

    pub(super) fn act(&mut self, core: &Core, action: Action) -> Turn {
        let shown = self.entries(&core.keymap);
        let last = shown.len().saturating_sub(1);
        let selected = self.selected.min(last);
        match action {
            Action::Back => Turn::close(),
            Action::Enter => match shown.get(selected) {
                Some(Action::Help) | None => Turn::close(),
                Some(chosen) => Turn::close().then(Intent::Act(*chosen)),
            },
            _ => {
                self.selected = next_index(action, selected, core.drawn.page, last);
                Turn::stay()
            }
        }
    }
}
