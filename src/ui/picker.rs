//! A list over the screen from which the person takes an entry: help, authorities, browsers. Ratatui's
//! own `List` measures every entry at each frame; here only those in sight are looked at.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use tui_input::Input;

use super::{boxes, canvas::Canvas, list};
use crate::app::drawn::Target;

/// What stands in front of the text that is searched for.
const SEARCH: &str = "Search: ";

/// A list and what surrounds it. Where there is little room, the list comes first, then the note.
pub struct Picker<'p> {
    /// The title of its box.
    pub title: &'p str,
    /// Columns and rows that it would fill.
    pub size: (usize, usize),
    /// What to know, above the list.
    pub about: Vec<Line<'static>>,
    /// What to know besides: below that, or in the place of the note where there is no room above.
    pub remark: Vec<Line<'static>>,
    /// The text that is searched for, if it can be searched.
    pub filter: Option<&'p Input>,
    /// The entries, but for the sign of the selected one.
    pub entries: Vec<Vec<Span<'static>>>,
    /// Which of them is selected.
    pub selected: usize,
    /// What is said in the place of entries where there is none.
    pub none: &'p str,
    /// How many entries stay in sight before the note and what is above the list may take room.
    pub least: usize,
    /// What there is to say about the selected entry, below the list.
    pub note: Vec<Line<'static>>,
    /// Rows that are kept for the note, so that the list does not jump.
    pub note_rows: usize,
}

impl Picker<'_> {
    /// Draws it over the screen.
    pub fn draw(mut self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let inner = boxes::boxed(canvas, area, self.title, self.size);
        if inner.is_empty() {
            return;
        }
        let count = self.entries.len();
        let fixed = usize::from(self.filter.is_some()) + count.min(self.least);
        let spare = usize::from(inner.height).saturating_sub(fixed);
        let note_rows = self.note_rows.min(spare);
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
            rest = search(canvas, rest, filter);
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
        for (index, here) in list::in_sight(area, top, count) {
            let Some(entry) = self.entries.get_mut(index) else {
                break;
            };
            let mut row = vec![list::gutter(index == self.selected, true, look)];
            row.append(entry);
            list::row(canvas, here, row, Vec::new());
            canvas.drawn.put(here, Target::Choice(index));
        }
        if count == 0 {
            let none = Span::styled(self.none.to_owned(), look.faint);
            list::row(canvas, area, vec![none], Vec::new());
        }
        list::signs(canvas, area, top > 0, top + height < count);
    }
}

/// Draws lines from the top of an area, and gives the rest of it.
fn lines(canvas: &mut Canvas<'_, '_>, area: Rect, lines: Vec<Line<'static>>) -> Rect {
    let mut rest = area;
    for line in lines.into_iter().take(usize::from(area.height)) {
        list::row(canvas, Rect { height: 1, ..rest }, line.spans, Vec::new());
        rest.y += 1;
        rest.height -= 1;
    }
    rest
}

/// Draws the text that is searched for in the first row of an area, and gives the rest of it.
fn search(canvas: &mut Canvas<'_, '_>, area: Rect, filter: &Input) -> Rect {
    let label = Line::from(Span::styled(SEARCH, canvas.look.faint));
    let wide = u16::try_from(SEARCH.len()).unwrap_or(0).min(area.width);
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
