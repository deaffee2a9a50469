//! The browsers found on this computer, one of which opens the account's links.

use super::{Turn, question::Intent};
use crate::{
    app::{
        action::Action,
        core::{Core, Tone, moving::next_index},
    },
    system::browsers::{BrowserChoice, FoundBrowsers},
};

/// The browsers, and after them the system's own choice; Enter takes one.
#[derive(Debug, Clone, Default)]
pub struct BrowsersPage {
    /// What was found; none while it is looked for.
    pub found: Option<FoundBrowsers>,
    /// The selected entry.
    pub selected: usize,
}

impl BrowsersPage {
    /// The index of the last entry, which is the system's browser.
    pub fn last(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.choices.len())
    }

    /// The selected browser; none for the system's.
    pub fn choice(&self) -> Option<&BrowserChoice> {
        self.found.as_ref()?.choices.get(self.selected)
    }

    /// Takes in what was found, and selects the one whose command was typed.
    pub fn take(&mut self, found: FoundBrowsers, typed: &str) {
        let mut choices = found.choices.iter();
        let typed = choices.position(|choice| choice.command() == typed.trim());
        self.selected = typed.unwrap_or(0);
        self.found = Some(found);
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back => Turn::close(),
            Action::Enter if self.found.is_some() => self.fill_in(core),
            _ => {
                self.selected = next_index(action, self.selected, core.drawn.page, self.last());
                Turn::stay()
            }
        }
    }

    /// Puts the selected one's command into the form, where it can still be changed.
    fn fill_in(&self, core: &mut Core) -> Turn {
        let choice = self.choice();
        let title = choice.map_or_else(|| "The system's browser".to_owned(), BrowserChoice::title);
        let key = core.keymap.short(Action::Enter).unwrap_or_default();
        core.say(
            Tone::Good,
            format!("{title}: {key} saves it with the account."),
        );
        let command = choice.map_or_else(String::new, BrowserChoice::command);
        Turn::close().then(Intent::FillOpenWith(command))
    }
}
