//! What stands in the cells of a frame: whether two look the same, how many columns one takes, and where terminals
//! may disagree about that.

use ratatui::{
    buffer::{Cell, CellDiffOption, CellWidth as _},
    style::{Color, Modifier},
};

/// What of a style is not seen where nothing stands.
const UNSEEN: Modifier = Modifier::BOLD
    .union(Modifier::DIM)
    .union(Modifier::ITALIC)
    .union(Modifier::HIDDEN);

/// Whether both cells look the same.
pub(super) fn is_same(one: &Cell, other: &Cell) -> bool {
    is_same_symbol(one, other.symbol().as_bytes()) && is_same_but_symbol(one, other)
}

/// Whether this stands in the cell. Each key compares thousands, and `==` would call a function for each.
#[inline(always)]
pub(super) fn is_same_symbol(cell: &Cell, symbol: &[u8]) -> bool {
    match (cell.symbol().as_bytes(), symbol) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    }
}

/// Whether both cells look the same but for what stands there.
#[inline(always)]
pub(super) fn is_same_but_symbol(one: &Cell, other: &Cell) -> bool {
    is_same_style(one, other) && one.diff_option == other.diff_option
}

/// Whether nothing stands there.
#[inline(always)]
pub(super) fn is_blank(cell: &Cell) -> bool {
    is_same_symbol(cell, b" ") && cell.diff_option == CellDiffOption::None
}

/// Whether what is written in one of the styles looks as in the other.
#[inline(always)]
pub(super) fn is_same_style(one: &Cell, other: &Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

/// Whether a blank looks the same in both styles.
pub(super) fn is_same_ground(one: &Cell, other: &Cell) -> bool {
    let is_bare = |cell: &Cell| UNSEEN.contains(cell.modifier);
    one.bg == other.bg
        && (is_bare(one) && is_bare(other) || one.modifier == other.modifier && one.fg == other.fg)
}

/// Whether it looks as where nothing was ever written.
#[inline(always)]
pub(super) fn is_bare(cell: &Cell) -> bool {
    is_blank(cell) && cell.bg == Color::Reset && UNSEEN.contains(cell.modifier)
}

/// Whether terminals may disagree on the width of what stands in a cell: several characters, or one of the
/// planes of emoji.
pub(super) fn is_uncertain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    if symbol.len() < 4 || is_piece(cell) || symbol.is_ascii() {
        return false;
    }
    let mut characters = symbol.chars();
    characters.next().is_some_and(|first| first >= '\u{1f000}') || characters.next().is_some()
}

/// Whether it is a link, or an address that the terminal wraps: over cells that are skipped.
pub(super) fn is_piece(cell: &Cell) -> bool {
    matches!(cell.diff_option, CellDiffOption::ForcedWidth(_))
}

/// How many columns the symbol takes, skipped cells not counted.
pub(super) fn cells(cell: &Cell) -> usize {
    match cell.symbol().len() {
        1 if !is_piece(cell) => 1,
        _ => usize::from(cell.cell_width().max(1)),
    }
}

/// Whether the row can be erased: no skipped cells in it belong to a link that began in a row above.
pub(super) fn is_erasable(row: &[Cell]) -> bool {
    let mut pieces = row.iter().filter(|cell| is_skipped(cell) || is_piece(cell));
    pieces.next().is_none_or(is_piece)
}

/// Whether something else is written over it.
pub(super) fn is_skipped(cell: &Cell) -> bool {
    cell.diff_option == CellDiffOption::Skip
}
