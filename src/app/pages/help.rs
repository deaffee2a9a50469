//! Help: a list of the actions that work where it was opened, and of the signs in the lists. Typing filters
//! it, Enter does an action.

pub mod signs;

use tui_input::Input;

use super::Turn;
use crate::{
    app::{
        action::{self, Action, ActionEntry, Place, TABLE},
        core::{Core, Tone, moving::next_index},
        keymap::Keymap,
        pages::question::Intent,
    },
    sort::sort_by_key,
    text,
};
use signs::{SIGNS, Sign};

/// The state of the page.
#[derive(Debug, Clone, Default)]
pub struct HelpPage {
    /// The text that filters the list.
    pub filter: Input,
    /// The index of the selected entry, among those that pass the filter.
    pub selected: usize,
    /// What is listed where help was opened.
    pub entries: Vec<HelpEntry>,
    /// How many entries at the top the footer names too.
    pub first: usize,
}

/// An entry of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpEntry {
    /// An action.
    Does(Action),
    /// A sign, and what it means.
    Means(Sign, &'static str),
}

impl HelpEntry {
    /// What the entry is about.
    pub fn about(self) -> &'static str {
        match self {
            Self::Does(action) => action.entry().about,
            Self::Means(_, about) => about,
        }
    }

    /// The words by which the entry is found.
    fn words(self, keymap: &Keymap) -> String {
        match self {
            Self::Does(action) => {
                let keys = keymap.keys(action).map(ToString::to_string);
                let keys = keys.collect::<Vec<String>>().join(" ");
                let synonyms = action::synonyms(action);
                format!("{action} {} {keys} {synonyms}", self.about())
            }
            Self::Means(sign, about) => {
                format!("legend sign {sign:?} {} {about}", sign.written())
            }
        }
    }
}

impl HelpPage {
    /// Help for a place, with the actions on top that its footer names.
    pub fn at(place: Place, named: &[Action]) -> Self {
        let mut first: Vec<Action> = Vec::new();
        for action in named.iter().filter(|it| **it != Action::Help) {
            if !first.contains(action) {
                first.push(*action);
            }
        }
        // Enter at once does what it would do without help.
        sort_by_key(&mut first, |action| match action {
            Action::Enter => 0,
            Action::Back | Action::Quit => 2,
            _ => 1,
        });
        let is_left =
            |entry: &&ActionEntry| entry.places.contains(&place) && !first.contains(&entry.action);
        let others = TABLE.iter().filter(is_left).map(|entry| entry.action);
        let actions = first.iter().copied().chain(others);
        let actions = actions.map(HelpEntry::Does);
        let has_signs = matches!(place, Place::Home | Place::Account);
        let signs = SIGNS.iter().filter(|_| has_signs);
        let signs = signs.map(|(sign, about)| HelpEntry::Means(*sign, about));
        Self {
            entries: actions.chain(signs).collect(),
            first: first.len(),
            ..Self::default()
        }
    }

    /// The entries that pass the filter.
    pub fn shown(&self, keymap: &Keymap) -> Vec<HelpEntry> {
        let typed = text::folded(self.filter.value());
        let passes = |entry: &HelpEntry| text::folded(&entry.words(keymap)).contains(typed.trim());
        self.entries.iter().copied().filter(passes).collect()
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        let shown = self.shown(&core.keymap);
        let last = shown.len().saturating_sub(1);
        let selected = self.selected.min(last);
        match action {
            Action::Back => Turn::close(),
            Action::Enter => match shown.get(selected) {
                Some(HelpEntry::Means(_, about)) => {
                    core.say(Tone::Plain, format!("This sign means: {about}."));
                    Turn::stay()
                }
                Some(HelpEntry::Does(Action::Help)) | None => Turn::close(),
                Some(HelpEntry::Does(chosen)) => Turn::close().then(Intent::Act(*chosen)),
            },
            _ => {
                self.selected = next_index(action, selected, core.drawn.page, last);
                Turn::stay()
            }
        }
    }
}
