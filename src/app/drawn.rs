//! The layout of the last frame, for hit tests of the mouse and for paging.

use ratatui::layout::{Position, Rect};

use super::{action::Action, row::Row};
use crate::{id::Id, text::Clean};

/// Something to click on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An account of the list.
    Account(Id),
    /// A row of the checklist.
    Row(Row),
    /// The check box of a step.
    Mark(Row),
    /// The detail pane.
    Detail,
    /// The link in the detail pane.
    Link,
    /// The hint of an action in the footer.
    Hint(Action),
    /// An entry of the page's list, by index.
    Choice(usize),
    /// The rest of a modal page, where a click does nothing.
    Overlay,
}

/// An address over the full width of the window. The terminal gets it in one piece and wraps it, so
/// that a selection has no line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The rows, as wide as the window.
    pub area: Rect,
    /// The address.
    pub address: Clean,
    /// The number of characters before the first visible one.
    pub skipped: usize,
}

/// An address in a row, whole or shortened, that the terminal makes a link of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The cells that show it.
    pub area: Rect,
    /// The whole address.
    pub address: Clean,
}

/// The layout of the last frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The areas for hit tests. Later ones cover earlier ones.
    pub targets: Vec<(Rect, Target)>,
    /// Whether a page came, went or changed since: a click waits for the next frame. The wheel does not.
    pub is_past: bool,
    /// The height of the list or text that has the keys, in rows.
    pub page: usize,
    /// The maximum scroll offset of the text that has the keys, in lines.
    pub scroll_end: usize,
    /// Whether the window is so wide that the account screen has the pane of the accounts.
    pub has_accounts_pane: bool,
    /// Whether the window is so wide that Home may be a board.
    pub has_board_room: bool,
    /// Whether the window is so narrow that it shows the steps or the detail, not both.
    pub is_one_pane: bool,
    /// The index of the first visible account, so that the next frame scrolls only if it must.
    pub accounts_top: usize,
    /// The index of the first visible row of the checklist.
    pub rows_top: usize,
    /// On the page of sources: the first visible source, as an index among those with an address.
    pub source: usize,
    /// The width of the note while it is written, in cells.
    pub note_width: usize,
    /// The height of the text beside the list, in rows, less one; 0 if there is none.
    pub text_page: usize,
    /// The address over the full width, if there is one.
    pub spread: Option<Spread>,
    /// The addresses that are links.
    pub links: Vec<Linked>,
}

impl Drawn {
    /// Adds an area, unless it is empty.
    pub fn put(&mut self, area: Rect, target: Target) {
        if !area.is_empty() {
            self.targets.push((area, target));
        }
    }

    /// Hit test: the topmost target at a cell.
    pub fn at(&self, column: u16, row: u16) -> Option<&Target> {
        let here = Position::new(column, row);
        self.targets
            .iter()
            .rev()
            .find(|(area, _)| area.contains(here))
            .map(|(_, target)| target)
    }
}
