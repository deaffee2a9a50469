//! Writes rows to a terminal, and knows where its cursor stands and which style it wears.

use std::{fmt::Arguments, io::Write as _, mem};

use ratatui::buffer::{Cell, CellDiffOption};

use super::{
    cells::{
        cells, is_bare, is_blank, is_erasable, is_piece, is_same, is_same_ground, is_skipped,
        is_uncertain,
    },
    pen::Pen,
};

/// Fewer blanks than that are written rather than erased.
const ERASED: usize = 4;

/// A terminal, as far as it is known from what was written.
#[derive(Debug, Default)]
pub(super) struct Painter {
    pub(super) out: Vec<u8>,
    pub(super) pen: Pen,
    /// The row and column of the cursor, where all terminals agree.
    row: Option<u16>,
    column: Option<usize>,
}

impl Painter {
    pub(super) fn row(&mut self, y: u16, before: &[Cell], after: &[Cell]) {
        if before.iter().chain(after).any(is_uncertain) && is_erasable(after) {
            return self.begin_anew(y, 0, after);
        }
        let start = (self.out.len(), self.pen.clone(), self.row, self.column);
        let (first, blanks) = self.change(y, before, after);
        if blanks < ERASED || !after.get(first..).is_some_and(is_erasable) {
            return;
        }
        // Perhaps it is shorter to begin anew.
        let changed = self.out.split_off(start.0);
        let pen = mem::replace(&mut self.pen, start.1);
        let place = (self.row, self.column);
        (self.row, self.column) = (start.2, start.3);
        self.begin_anew(y, first, after);
        if changed.len() <= self.out.len() - start.0 {
            self.out.truncate(start.0);
            self.out.extend(changed);
            self.pen = pen;
            (self.row, self.column) = place;
        }
    }

    /// Writes what changed in a row. Returns the first column that did, and how many blanks were written.
    fn change(&mut self, y: u16, before: &[Cell], after: &[Cell]) -> (usize, usize) {
        let ends = after.iter().rposition(|cell| !is_bare(cell));
        let blank_from = ends.map_or(0, |x| x + after.get(x).map_or(1, cells));
        let mut first = None;
        let mut blanks = 0;
        // Up to here there is nothing any more of what was wider before.
        let mut broken = 0;
        let mut next = 0;
        for (x, (cell, old)) in after.iter().zip(before).enumerate() {
            if x < next {
                continue;
            }
            next = x + cells(cell);
            let is_as_before =
                is_same(cell, old) || is_blank(cell) && is_blank(old) && is_same_ground(cell, old);
            if is_skipped(cell) || is_as_before && x >= broken {
                continue;
            }
            first.get_or_insert(x);
            if x >= blank_from && after.len() - x >= ERASED {
                self.erase(y, x, after);
                break;
            }
            let covered = before.iter().enumerate().take(next).skip(x);
            broken = covered.fold(broken, |broken, (x, old)| broken.max(x + cells(old)));
            blanks += usize::from(is_blank(cell));
            self.put(y, x, after);
        }
        (first.unwrap_or(after.len()), blanks)
    }

    fn begin_anew(&mut self, y: u16, from: usize, after: &[Cell]) {
        self.erase(y, from, after);
        self.write(y, from, after);
    }

    /// Writes a row from a column on, where nothing stands.
    pub(super) fn write(&mut self, y: u16, from: usize, after: &[Cell]) {
        let mut next = from;
        for (x, cell) in after.iter().enumerate().skip(from) {
            if x < next || is_bare(cell) {
                continue;
            }
            next = x + cells(cell);
            if !is_skipped(cell) {
                self.put(y, x, after);
            }
        }
    }

    /// Erases a row from a column on, or as a whole if nothing stands before it: the start of a row is the shortest way.
    /// Some terminals give what is erased the ground of the style.
    fn erase(&mut self, y: u16, x: usize, after: &[Cell]) {
        let is_empty = |cell: &Cell| is_bare(cell) && !is_skipped(cell);
        let is_bare_before = after.iter().take(x).all(is_empty);
        self.go(y, if is_bare_before { 0 } else { x }, after);
        self.pen.wear_ground(&Cell::EMPTY, &mut self.out);
        self.say(format_args!("\x1b[K"));
    }

    fn put(&mut self, y: u16, x: usize, row: &[Cell]) {
        let Some(cell) = row.get(x) else {
            return;
        };
        // Most cells stand right of the one before, in its style: their character is all that is written.
        if let [byte] = cell.symbol().as_bytes()
            && (self.row, self.column) == (Some(y), Some(x))
            && x + 1 < row.len()
            && !is_piece(cell)
            && self.pen.is_worn(cell)
        {
            self.out.push(*byte);
            self.column = Some(x + 1);
            return;
        }
        self.go(y, x, row);
        if is_blank(cell) {
            self.pen.wear_ground(cell, &mut self.out);
        } else {
            self.pen.wear(cell, &mut self.out);
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        let wide = cells(cell);
        // After what is wide terminals differ in where the cursor is, and at the right edge in its row too.
        self.column = (wide == 1).then_some(x + 1);
        if x + wide >= row.len() || is_piece(cell) || is_uncertain(cell) {
            (self.row, self.column) = (None, None);
        }
    }

    /// Brings the cursor to its place, by what is shortest.
    fn go(&mut self, y: u16, x: usize, row: &[Cell]) {
        let (known_row, known_column) = (self.row.replace(y), self.column.replace(x));
        if (known_row, known_column) == (self.row, self.column) {
            return;
        }
        let is_here = known_row == Some(y);
        let between = if is_here {
            known_column.and_then(|from| row.get(from..x))
        } else if known_row.is_some_and(|known| known.checked_add(1) == Some(y)) {
            row.get(..x)
        } else {
            None
        };
        if is_here && between.is_some_and(|between| self.rewrite(between)) {
            return;
        }
        let (line, column) = (y.saturating_add(1), x + 1);
        let start = self.out.len();
        match column {
            _ if is_here => self.say(format_args!("\x1b[{column}G")),
            1 => self.say(format_args!("\x1b[{line}H")),
            _ => self.say(format_args!("\x1b[{line};{column}H")),
        }
        let end = self.out.len();
        let Some(between) = between else { return };
        if !is_here {
            self.out.extend_from_slice(b"\r\n");
        }
        match between.len() {
            _ if self.rewrite(between) => {}
            1 => self.out.extend_from_slice(b"\x1b[C"),
            count => self.say(format_args!("\x1b[{count}C")),
        }
        // The shorter way stays.
        if self.out.len() - end <= end - start {
            self.out.drain(start..end);
        } else {
            self.out.truncate(end);
        }
    }

    /// Writes once more what stands there, if that is as short as a jump over it: one takes four bytes or more.
    fn rewrite(&mut self, between: &[Cell]) -> bool {
        let is_plain = |cell: &Cell| {
            cell.symbol().len() == 1
                && cell.diff_option == CellDiffOption::None
                && self.pen.is_worn(cell)
        };
        let is_short = between.len() <= 4 && between.iter().all(is_plain);
        if is_short {
            let symbols = between.iter().flat_map(|cell| cell.symbol().bytes());
            self.out.extend(symbols);
        }
        is_short
    }

    fn say(&mut self, sequence: Arguments<'_>) {
        // To a Vec this cannot fail.
        let _ = self.out.write_fmt(sequence);
    }
}
