//! A modal list from which the person takes an entry: help, authorities, browsers.
//!
//! The `List` widget of `ratatui` measures every entry in each frame; this measures the visible
//! ones.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use tui_input::Input;

use super::{boxes, canvas::Canvas, list};
use crate::app::drawn::Target;

/// The label of the filter.
const LABEL: &str = "Search: ";

/// A list with texts around it. In a small window the list takes precedence, then the note.
pub struct Picker<'p> {
    /// The title of the box.
    pub title: &'p str,
    /// The size of the content, in columns and rows.
    pub size: (usize, usize),
    /// The text above the list.
    pub about: Vec<Line<'static>>,
    /// More text above the list; if it does not fit there and the note is empty, it takes the place
    /// of the note.
    pub remark: Vec<Line<'static>>,
    /// The filter, if the list has one.
    pub filter: Option<&'p Input>,
    /// The entries, without the cursor.
    pub entries: Vec<Vec<Span<'static>>>,
    /// The index of the selected entry.
    pub selected: usize,
    /// The text for an empty list.
    pub none: &'p str,
    /// The number of entries that stay visible before the texts get any room.
    pub least: usize,
    /// The text about the selected entry, below the list.
    pub note: Vec<Line<'static>>,
    /// The rows reserved for the note, so that the list keeps its height.
    pub note_rows: usize,
}

impl Picker<'_> {
    /// Draws the box, the list and the texts.
    pub fn draw(mut self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let inner = boxes::boxed(canvas, area, self.title, self.size);
        if inner.is_empty() {
            return;
        }
        let count = self.entries.len();
        let fixed = usize::from(self.filter.is_some()) + count.min(self.least);
        let spare = usize::from(inner.height).saturating_sub(fixed);
        // Where not all entries fit, no row is kept free for the note of another one.
        let is_whole = count + self.note_rows + usize::from(self.filter.is_some())
            <= usize::from(inner.height);
        let note_rows = if is_whole {
            self.note_rows
        } else {
            self.note.len()
        };
        let note_rows = note_rows.min(spare);
        let above = self.about.len() + self.remark.len();
        if count == 0 || above + note_rows <= spare {
            self.about.append(&mut self.remark);
        } else {
            self.about.clear();
            if self.note.is_empty() {
                self.note.append(&mut self.remark);
            }
        }
        let below = u16::try_from(note_rows).unwrap_or(0);
        let below = Rect {
            y: inner.bottom().saturating_sub(below),
            height: below.min(inner.height),
            ..inner
        };
        let about = std::mem::take(&mut self.about);
        let mut rest = lines(canvas, inner, about);
        if let Some(filter) = self.filter {
            rest = filter_row(canvas, rest, filter);
        }
        rest.height = rest.height.saturating_sub(below.height);
        self.list(canvas, rest);
        self.note.truncate(note_rows);
        lines(canvas, below, self.note);
    }

    fn list(&mut self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let look = canvas.look;
        let (height, count) = (usize::from(area.height), self.entries.len());
        let top = list::top(0, self.selected, height, count);
        canvas.drawn.page = height;
        // The signs for more have a column of their own.
        let is_cut = count > height && area.width > 12;
        let rows = Rect {
            width: area.width - if is_cut { 2 } else { 0 },
            ..area
        };
        for (index, here) in list::in_sight(rows, top, count) {
            let Some(entry) = self.entries.get_mut(index) else {
                break;
            };
            let mut row = vec![list::gutter(index == self.selected, true, look)];
            row.append(entry);
            list::row(canvas, here, &row, &[]);
            list::select(canvas, here, (index == self.selected, true));
            canvas.drawn.put(here, Target::Choice(index));
        }
        if count == 0 {
            let none = Span::styled(self.none.to_owned(), look.faint);
            list::row(canvas, area, &[none], &[]);
        }
        list::signs(canvas, area, top > 0, top + height < count);
    }
}

/// Draws lines at the top of an area, and returns the rest of it.
fn lines(canvas: &mut Canvas<'_, '_>, area: Rect, lines: Vec<Line<'static>>) -> Rect {
    let mut rest = area;
    for line in lines.into_iter().take(usize::from(area.height)) {
        list::row(canvas, Rect { height: 1, ..rest }, &line.spans, &[]);
        rest.y += 1;
        rest.height -= 1;
    }
    rest
}

/// Draws the filter in the first row of an area, and returns the rest of it.
fn filter_row(canvas: &mut Canvas<'_, '_>, area: Rect, filter: &Input) -> Rect {
    let label = Line::from(Span::styled(LABEL, canvas.look.faint));
    let wide = u16::try_from(LABEL.len()).unwrap_or(0).min(area.width);
    let typed = Rect {
        x: area.x + wide,
        width: area.width - wide,
        height: area.height.min(1),
        ..area
    };
    let rest = lines(canvas, area, vec![label]);
    boxes::input(canvas, typed, filter, true);
    rest
}
