//! What the terminal shows, in little memory: a frame takes 40 bytes for each cell, and to compare two of them at
//! each key would push everything else out of the processor's caches.

use std::iter;

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
};

use super::cells::{is_blank, is_same_but_symbol, is_same_style, is_same_symbol};

/// The frame that was written last, or nothing yet.
#[derive(Debug, Default)]
pub(super) struct Shown {
    area: Rect,
    rows: Vec<ShownRow>,
}

impl Shown {
    /// Whether a frame was written that has another size.
    pub(super) fn is_other(&self, area: Rect) -> bool {
        !self.rows.is_empty() && self.area != area
    }

    /// Empties the cells of the last frame, which this shows, for the next one.
    pub(super) fn empty(&self, cells: &mut [Cell]) {
        let width = usize::from(self.area.width.max(1));
        for (at, row) in cells.chunks_mut(width).enumerate() {
            if self.rows.get(at).is_none_or(|shown| !shown.is_empty) {
                row.fill_with(|| Cell::EMPTY);
            }
        }
    }

    /// The rows, to be compared with those of a frame of the same size. Before the first frame they are empty.
    pub(super) fn rows(&mut self, frame: &Buffer) -> &mut [ShownRow] {
        self.area = frame.area;
        let height = usize::from(frame.area.height);
        self.rows.resize_with(height, ShownRow::default);
        &mut self.rows
    }
}

/// A row of cells.
#[derive(Debug, Default)]
pub(super) struct ShownRow {
    /// What stands in all of them, without a gap.
    symbols: String,
    runs: Vec<Run>,
    /// Whether nothing stands there.
    is_empty: bool,
}

/// Cells beside each other whose symbols have one length in bytes, and that look the same but for them.
#[derive(Debug)]
struct Run {
    count: usize,
    length: usize,
    /// The first of them.
    look: Cell,
}

impl Run {
    fn of(count: usize, look: &Cell) -> Self {
        Self {
            count,
            length: look.symbol().len(),
            look: look.clone(),
        }
    }
}

impl ShownRow {
    /// Whether nothing was written to it yet.
    pub(super) fn is_unknown(&self) -> bool {
        self.runs.is_empty()
    }

    /// Whether these cells look the same.
    pub(super) fn is(&self, row: &[Cell]) -> bool {
        if self.is_empty {
            // Most often it is empty again. Comparing with a constant is fastest.
            return row.len() == self.symbols.len() && is_empty(row);
        }
        let (mut symbols, mut row) = (self.symbols.as_bytes(), row);
        for run in &self.runs {
            let Some((cells, rest)) = row.split_at_checked(run.count) else {
                return false;
            };
            row = rest;
            // Most cells have no style, and comparing with a constant is fastest.
            let is_styled_so = match is_same_but_symbol(&run.look, &Cell::EMPTY) {
                true => cells.iter().all(|it| is_same_but_symbol(it, &Cell::EMPTY)),
                false => cells.iter().all(|it| is_same_but_symbol(it, &run.look)),
            };
            let is_here = |cell| match symbols.split_at_checked(run.length) {
                Some((symbol, rest)) if is_same_symbol(cell, symbol) => {
                    symbols = rest;
                    true
                }
                _ => false,
            };
            if !is_styled_so || !cells.iter().all(is_here) {
                return false;
            }
        }
        row.is_empty() && symbols.is_empty()
    }

    /// Its cells.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let mut symbols = self.symbols.as_str();
        let mut cells = Vec::with_capacity(symbols.len());
        for run in &self.runs {
            let first = cells.len();
            // Copying a constant is faster than cloning a cell.
            cells.resize_with(first + run.count, || Cell::EMPTY);
            for cell in cells.iter_mut().skip(first) {
                let Some((symbol, rest)) = symbols.split_at_checked(run.length) else {
                    break;
                };
                symbols = rest;
                if symbol != " " {
                    cell.set_symbol(symbol);
                }
                (cell.fg, cell.bg) = (run.look.fg, run.look.bg);
                cell.modifier = run.look.modifier;
                cell.diff_option = run.look.diff_option;
            }
        }
        cells
    }

    /// Has these cells from now on.
    pub(super) fn take(&mut self, row: &[Cell]) {
        self.symbols.clear();
        self.runs.clear();
        self.is_empty = is_empty(row);
        if self.is_empty {
            // Many rows of a first frame are.
            self.symbols.extend(iter::repeat_n(' ', row.len()));
            self.runs.push(Run::of(row.len(), &Cell::EMPTY));
            return;
        }
        self.symbols.reserve(row.len());
        let are_alike = |one: &Cell, other: &Cell| {
            one.symbol().len() == other.symbol().len() && is_same_but_symbol(one, other)
        };
        for cells in row.chunk_by(are_alike) {
            self.runs
                .extend(cells.first().map(|look| Run::of(cells.len(), look)));
            for symbol in cells.iter().map(Cell::symbol) {
                match symbol.as_bytes() {
                    // Faster than to copy one byte.
                    [byte] => self.symbols.push(char::from(*byte)),
                    _ => self.symbols.push_str(symbol),
                }
            }
        }
    }
}

fn is_empty(row: &[Cell]) -> bool {
    row.iter()
        .all(|cell| is_blank(cell) && is_same_style(cell, &Cell::EMPTY))
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use ratatui::{
        buffer::{Buffer, Cell, CellDiffOption},
        layout::Rect,
        style::{Color, Modifier, Style},
    };

    use super::{super::cells::is_same, Shown, ShownRow};

    #[test]
    fn an_empty_row_comes_back_too() {
        let row = [const { Cell::EMPTY }; 24];
        let mut shown = ShownRow::default();
        shown.take(&row);
        assert!(shown.is(&row) && !shown.is(&row[..20]));
        assert_eq!(shown.cells(), row);
    }

    #[test]
    fn a_row_comes_back_as_it_was_and_differs_by_any_cell() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        buffer.set_string(
            0,
            0,
            "ab \u{5c71}\u{7530} Zo\u{eb} ── e\u{301}",
            Style::new(),
        );
        buffer.set_string(18, 0, "linked", Style::new().fg(Color::Blue).underlined());
        for x in 18..24 {
            buffer[(x, 0)].set_diff_option(CellDiffOption::Skip);
        }
        buffer[(18, 0)].set_symbol("\x1b]8;;https://example.org\x1b\\linked\x1b]8;;\x1b\\");
        buffer[(18, 0)].set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
        buffer[(2, 0)].set_symbol("");
        let row = buffer.content;
        let mut shown = ShownRow::default();
        assert!(!shown.is(&row));
        shown.take(&row[..20]);
        assert!(!shown.is(&row));
        shown.take(&row);
        assert!(shown.is(&row) && !shown.is(&row[..20]));
        let back = shown.cells();
        assert_eq!(back.len(), row.len());
        assert!(
            back.iter()
                .zip(&row)
                .all(|(one, other)| is_same(one, other))
        );
        let changes: [fn(&mut Cell); 5] = [
            |cell| _ = cell.set_symbol("x"),
            |cell| cell.fg = Color::Red,
            |cell| cell.bg = Color::Red,
            |cell| cell.modifier.toggle(Modifier::BOLD),
            |cell| _ = cell.set_diff_option(CellDiffOption::AlwaysUpdate),
        ];
        for (x, change) in (0..row.len()).flat_map(|x| changes.map(|change| (x, change))) {
            let mut other = row.clone();
            change(&mut other[x]);
            assert!(!shown.is(&other), "{x}");
        }
    }

    #[test]
    fn the_cells_of_a_frame_are_emptied_for_the_next() {
        let area = Rect::new(0, 0, 6, 3);
        let mut shown = Shown::default();
        let mut buffer = Buffer::empty(area);
        buffer.set_string(1, 1, "text", Style::new().bold());
        buffer.set_style(Rect::new(0, 2, 6, 1), Style::new().bg(Color::Red));
        let mut never_shown = buffer.content.clone();
        shown.empty(&mut never_shown);
        assert_eq!(never_shown, Buffer::empty(area).content);
        for (shown, cells) in shown.rows(&buffer).iter_mut().zip(buffer.content.chunks(6)) {
            shown.take(cells);
        }
        shown.empty(&mut buffer.content);
        assert_eq!(buffer, Buffer::empty(area));
    }
}
