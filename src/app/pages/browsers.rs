//! The list of the browsers on this computer, from which the person takes the account's.

use super::{Turn, question::Intent};
use crate::{
    app::{
        action::Action,
        core::{Core, Tone, moving::next_index},
    },
    system::browsers::{BrowserChoice, FoundBrowsers},
};

/// The state of the page. The last entry of its list is the system's default browser.
#[derive(Debug, Clone, Default)]
pub struct BrowsersPage {
    /// The browsers; `None` during the search.
    pub found: Option<FoundBrowsers>,
    /// The index of the selected entry.
    pub selected: usize,
}

impl BrowsersPage {
    /// The index of the last entry.
    pub fn last(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.choices.len())
    }

    /// The selected browser; `None` for the system's.
    pub fn choice(&self) -> Option<&BrowserChoice> {
        self.found.as_ref()?.choices.get(self.selected)
    }

    /// Fills the list, and selects the browser whose command is in the form.
    pub fn take(&mut self, found: FoundBrowsers, typed: &str) {
        let mut choices = found.choices.iter();
        let index = choices.position(|choice| choice.command() == typed.trim());
        self.selected = index.unwrap_or(0);
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

    /// Puts the command of the selected browser into the form, where the person can still change
    /// it.
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
