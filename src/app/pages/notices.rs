//! What is wrong with files, to be read.

use super::Turn;
use crate::app::{
    action::Action,
    core::{Core, Tone},
};

/// How far the list was read.
#[derive(Debug, Clone, Default)]
pub struct NoticesPage {
    /// Lines that were scrolled away.
    pub scroll: usize,
}

impl NoticesPage {
    /// The list, if anything is wrong; else says so.
    pub fn show(core: &mut Core) -> Option<Self> {
        if core.notices.is_empty() && core.saving.failures().is_empty() {
            core.say(Tone::Good, "Nothing is wrong with any file.");
            return None;
        }
        Some(Self::default())
    }

    pub(super) fn act(&mut self, core: &Core, action: Action) -> Turn {
        match action {
            Action::Back | Action::Enter | Action::Quit => Turn::close(),
            _ => {
                self.scroll = core.scrolled(action, self.scroll);
                Turn::stay()
            }
        }
    }
}
