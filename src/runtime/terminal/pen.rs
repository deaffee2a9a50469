//! The styles of what is written to the terminal, each said when it changes.

use std::io::Write as _;

use crossterm::style::Colored;
use ratatui::{
    backend::IntoCrossterm as _,
    buffer::{Cell, CellDiffOption},
    style::{Color, Modifier},
};

/// What styles add, and the number that asks for it.
const CODES: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Of them, what is not seen where nothing stands.
const UNSEEN: Modifier = Modifier::BOLD
    .union(Modifier::DIM)
    .union(Modifier::ITALIC)
    .union(Modifier::HIDDEN);

/// Whether nothing stands there.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.diff_option == CellDiffOption::None
}

fn is_same_style(one: &Cell, other: &Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

/// Whether a blank looks the same in both styles.
pub(super) fn is_same_ground(one: &Cell, other: &Cell) -> bool {
    let is_bare = |cell: &Cell| UNSEEN.contains(cell.modifier);
    one.bg == other.bg
        && (is_bare(one) && is_bare(other) || one.modifier == other.modifier && one.fg == other.fg)
}

/// Whether it looks as where nothing was ever written.
pub(super) fn is_bare(cell: &Cell) -> bool {
    is_blank(cell) && is_same_ground(cell, &Cell::EMPTY)
}

/// What one of the sixteen colours that every terminal has adds to 30, or 40 of a ground: half as long as by its
/// place among 256.
const fn sixteen(colour: Color) -> Option<u8> {
    match colour {
        Color::Black => Some(0),
        Color::Red => Some(1),
        Color::Green => Some(2),
        Color::Yellow => Some(3),
        Color::Blue => Some(4),
        Color::Magenta => Some(5),
        Color::Cyan => Some(6),
        Color::Gray => Some(7),
        Color::DarkGray => Some(60),
        Color::LightRed => Some(61),
        Color::LightGreen => Some(62),
        Color::LightYellow => Some(63),
        Color::LightBlue => Some(64),
        Color::LightMagenta => Some(65),
        Color::LightCyan => Some(66),
        Color::White => Some(67),
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => None,
    }
}

/// The style that the terminal writes in, which is its own at first.
#[derive(Debug, Clone, Default)]
pub(super) struct Pen(Cell);

impl Pen {
    /// Whether a cell written now looks as it should.
    pub(super) fn is_worn(&self, cell: &Cell) -> bool {
        is_same_style(&self.0, cell) || is_blank(cell) && is_same_ground(&self.0, cell)
    }

    /// Writes blanks as one of this style from now on.
    pub(super) fn wear_ground(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        if !is_same_ground(&self.0, cell) {
            self.wear(cell, out);
        }
    }

    /// Writes in the style of a cell from now on.
    pub(super) fn wear(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        let worn = &mut self.0;
        if is_same_style(worn, cell) {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        let start = out.len();
        let is_lost = |worn: Color, wanted: Color| worn != wanted && wanted == Color::Reset;
        if !cell.modifier.contains(worn.modifier)
            || is_lost(worn.fg, cell.fg)
            || is_lost(worn.bg, cell.bg)
        {
            // Nothing says so too.
            *worn = Cell::EMPTY;
            if !is_same_style(worn, cell) {
                out.extend_from_slice(b"0;");
            }
        }
        let added = cell.modifier.difference(worn.modifier);
        // To a Vec none of this can fail.
        for (_, code) in CODES.iter().filter(|(one, _)| added.contains(*one)) {
            let _ = write!(out, "{code};");
        }
        if worn.fg != cell.fg {
            let _ = match sixteen(cell.fg) {
                Some(number) => write!(out, "{};", 30 + number),
                None => write!(
                    out,
                    "{};",
                    Colored::ForegroundColor(cell.fg.into_crossterm())
                ),
            };
        }
        if worn.bg != cell.bg {
            let _ = match sixteen(cell.bg) {
                Some(number) => write!(out, "{};", 40 + number),
                None => write!(
                    out,
                    "{};",
                    Colored::BackgroundColor(cell.bg.into_crossterm())
                ),
            };
        }
        (worn.fg, worn.bg, worn.modifier) = (cell.fg, cell.bg, cell.modifier);
        if out.len() > start {
            out.pop();
        }
        out.push(b'm');
    }
}
