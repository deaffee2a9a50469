//! What a drawing leaves behind: where things are, for the mouse and for paging.

use ratatui::layout::{Position, Rect};

use super::row::Row;
use crate::{id::Id, text::Clean};

/// Something that can be clicked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An account of the list.
    Account(Id),
    /// A row of the checklist.
    Row(Row),
    /// The box of a step.
    Mark(Row),
    /// The detail pane.
    Detail,
    /// The link in the detail pane.
    Link,
    /// An entry of the overlay's list.
    Choice(usize),
    /// The inside of an overlay, where a click does nothing.
    Overlay,
}

/// An address that fills rows from edge to edge. The terminal is handed it in one piece, so that
/// what is selected there has no line break in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The rows, as wide as the window.
    pub area: Rect,
    /// The address.
    pub address: Clean,
    /// Its characters that were scrolled away.
    pub skipped: usize,
}

/// Where things are on the screen that was drawn last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Later ones lie above earlier ones.
    pub targets: Vec<(Rect, Target)>,
    /// Rows of the list that has the keys, for paging.
    pub page: usize,
    /// Furthest scroll of the text that has the keys.
    pub scroll_end: usize,
    /// Which panes the account screen has.
    pub has_accounts_pane: bool,
    /// Whether the window is so narrow that it shows the steps or the detail, not both.
    pub is_one_pane: bool,
    /// The first account that the list shows, so that it scrolls only when it must.
    pub accounts_top: usize,
    /// The first row that the checklist shows.
    pub rows_top: usize,
    /// Of the sources with an address, which is the first one in sight on the page about them.
    pub source: usize,
    /// An address that is shown from edge to edge.
    pub spread: Option<Spread>,
}

impl Drawn {
    /// Remembers where something is.
    pub fn put(&mut self, area: Rect, target: Target) {
        if !area.is_empty() {
            self.targets.push((area, target));
        }
    }

    /// What is at a place: the topmost.
    pub fn at(&self, column: u16, row: u16) -> Option<&Target> {
        let here = Position::new(column, row);
        self.targets
            .iter()
            .rev()
            .find(|(area, _)| area.contains(here))
            .map(|(_, target)| target)
    }
}
