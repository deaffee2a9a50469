//! The warnings about files.

use super::Turn;
use crate::app::{
    action::Action,
    core::{Core, Tone},
};

/// The state of the page. The warnings themselves are in [`Core`].
#[derive(Debug, Clone, Default)]
pub struct NoticesPage {
    /// The scroll offset, in lines.
    pub scroll: usize,
}

impl NoticesPage {
    /// The page; without any warning, a message and `None`.
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
