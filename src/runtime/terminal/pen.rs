//! The styles of what is written to the terminal, each said when it changes.

use std::io::Write as _;

use crossterm::style::Colored;
use ratatui::{
    backend::IntoCrossterm as _,
    buffer::Cell,
    style::{Color, Modifier},
};

use super::cells::{is_blank, is_same_ground, is_same_style};

/// What styles add, and the numbers that begin and end it.
const CODES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

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
    /// A pen that writes in the style of a cell.
    pub(super) fn of(cell: &Cell) -> Self {
        Self(cell.clone())
    }

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
        // An empty sequence ends all of it.
        if !is_same_style(&Cell::EMPTY, cell) {
            end(worn, cell, out);
            let is_ending = out.len() > start;
            add(worn, cell, out);
            if is_ending {
                let end = out.len();
                out.extend_from_slice(b"0;");
                add(&Cell::EMPTY, cell, out);
                // The shorter way stays.
                if out.len() - end <= end - start {
                    out.drain(start..end);
                } else {
                    out.truncate(end);
                }
            }
            // The last of the signs between numbers.
            out.pop();
        }
        out.push(b'm');
        (worn.fg, worn.bg, worn.modifier) = (cell.fg, cell.bg, cell.modifier);
    }
}

/// Writes the numbers that end what a style has and another one has not.
fn end(worn: &mut Cell, wanted: &Cell, out: &mut Vec<u8>) {
    let gone = worn.modifier.difference(wanted.modifier);
    for (modifier, _, end) in CODES {
        if gone.contains(modifier) && worn.modifier.contains(modifier) {
            // To a Vec this cannot fail.
            let _ = write!(out, "{end};");
            // Bold and dim have one end, and so have both kinds of blinking.
            let ended = CODES.iter().filter(|(.., other)| *other == end);
            ended.for_each(|(modifier, ..)| worn.modifier.remove(*modifier));
        }
    }
    if worn.fg != wanted.fg && wanted.fg == Color::Reset {
        out.extend_from_slice(b"39;");
        worn.fg = Color::Reset;
    }
    if worn.bg != wanted.bg && wanted.bg == Color::Reset {
        out.extend_from_slice(b"49;");
        worn.bg = Color::Reset;
    }
}

/// Writes the numbers that make a style of another one, which has nothing that this one has not.
fn add(worn: &Cell, wanted: &Cell, out: &mut Vec<u8>) {
    let added = wanted.modifier.difference(worn.modifier);
    for (_, code, _) in CODES.iter().filter(|(one, ..)| added.contains(*one)) {
        // To a Vec this cannot fail.
        let _ = write!(out, "{code};");
    }
    if worn.fg != wanted.fg {
        colour(30, wanted.fg, Colored::ForegroundColor, out);
    }
    if worn.bg != wanted.bg {
        colour(40, wanted.bg, Colored::BackgroundColor, out);
    }
}

/// Writes the number of a colour, counted from `first` if it is one of the sixteen.
fn colour(
    first: u8,
    wanted: Color,
    longer: fn(crossterm::style::Color) -> Colored,
    out: &mut Vec<u8>,
) {
    // To a Vec this cannot fail.
    let _ = match sixteen(wanted) {
        Some(number) => write!(out, "{};", first + number),
        None => write!(out, "{};", longer(wanted.into_crossterm())),
    };
}

#[cfg(test)]
mod tests {
    use ratatui::{
        buffer::Cell,
        style::{Color, Style},
    };

    use super::Pen;

    #[test]
    fn of_a_style_only_what_ends_is_ended_where_that_is_shorter() {
        let (mut pen, mut out) = (Pen::default(), Vec::new());
        let white = Style::new().fg(Color::Indexed(231)).bg(Color::Indexed(16));
        for style in [white.bold(), white, white.reversed(), white, Style::new()] {
            let mut cell = Cell::EMPTY;
            cell.set_style(style);
            pen.wear(&cell, &mut out);
        }
        let written = String::from_utf8(out).unwrap();
        assert_eq!(
            written.replace('\x1b', ""),
            "[1;38;5;231;48;5;16m[22m[7m[27m[m"
        );
    }
}
