//! An address from edge to edge, written in one piece.
//!
//! The terminal itself breaks it at its edge, and so knows that the rows belong together: what is
//! selected there has no line break in it. Around it stands the address once more (OSC 8), for a
//! click. The cells know nothing of this until a frame is finished; what is compared between frames
//! is the whole piece, in the first cell.

use std::num::NonZeroU16;

use ratatui::{
    Frame,
    buffer::{Buffer, CellDiffOption},
};

use crate::{
    app::drawn::Spread,
    content::link::{self, Verdict},
};

/// Puts the piece into the first cell, and leaves the others to the terminal. Whether it did: an
/// address that breaks the rule stays the text that it is.
pub(super) fn put(frame: &mut Frame<'_>, spread: &Spread, is_clickable: bool) -> bool {
    place(frame.buffer_mut(), spread, is_clickable)
}

fn place(buffer: &mut Buffer, spread: &Spread, is_clickable: bool) -> bool {
    let Spread {
        area,
        address,
        skipped,
    } = spread;
    let is_whole = area.x == buffer.area.x
        && area.width == buffer.area.width
        && area.intersection(buffer.area) == *area;
    // Hosts off the list are not refused: a person may have agreed to one.
    if !is_whole || matches!(link::judge(address, &[]), Verdict::Refused(_)) {
        return false;
    }
    let room = usize::from(area.width) * usize::from(area.height);
    let shown = address.get(*skipped..).unwrap_or_default();
    let shown = shown.get(..room).unwrap_or(shown);
    for (place, position) in area.positions().enumerate().take(shown.len()) {
        let Some(cell) = buffer.cell_mut(position) else {
            continue;
        };
        if place > 0 {
            cell.set_diff_option(CellDiffOption::Skip);
        } else {
            if is_clickable {
                cell.set_symbol(&format!("\x1b]8;;{address}\x1b\\{shown}\x1b]8;;\x1b\\"));
            } else {
                cell.set_symbol(shown);
            }
            // For the comparison of frames it is one cell, like any other.
            cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
        }
    }
    !shown.is_empty()
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::{app::drawn::Spread, text};
    use ratatui::{buffer::Buffer, layout::Rect};

    const ADDRESS: &str = "https://www.facebook.com/help";

    fn spread(address: &str, area: Rect, skipped: usize) -> Spread {
        Spread {
            area,
            address: text::line(address),
            skipped,
        }
    }

    fn written(before: &Buffer, after: &Buffer) -> Vec<(u16, u16, String)> {
        let changed = before.diff_iter(after);
        changed
            .map(|(x, y, cell)| (x, y, cell.symbol().to_owned()))
            .collect()
    }

    #[test]
    fn it_is_written_in_one_piece_and_goes_without_a_trace() {
        let area = Rect::new(0, 0, 10, 4);
        let empty = Buffer::empty(area);
        let mut shown = Buffer::empty(area);
        let rows = Rect::new(0, 1, 10, 3);
        assert!(place(&mut shown, &spread(ADDRESS, rows, 0), true));
        let piece = format!("\x1b]8;;{ADDRESS}\x1b\\{ADDRESS}\x1b]8;;\x1b\\");
        assert_eq!(written(&empty, &shown), [(0, 1, piece)]);
        assert_eq!(written(&shown, &shown.clone()), []);
        // Every cell that it covered is written again.
        let again = written(&shown, &empty);
        assert_eq!(again.len(), ADDRESS.len());
        assert!(again.iter().all(|(_, _, symbol)| symbol == " "));
    }

    #[test]
    fn what_is_scrolled_away_still_counts_for_the_click() {
        let area = Rect::new(0, 0, 10, 1);
        let mut shown = Buffer::empty(area);
        assert!(place(&mut shown, &spread(ADDRESS, area, 10), true));
        let symbol = shown.cell((0, 0)).unwrap().symbol().to_owned();
        assert_eq!(
            symbol,
            format!("\x1b]8;;{ADDRESS}\x1b\\w.facebook\x1b]8;;\x1b\\")
        );
        let mut plain = Buffer::empty(area);
        assert!(place(&mut plain, &spread(ADDRESS, area, 10), false));
        assert_eq!(plain.cell((0, 0)).unwrap().symbol(), "w.facebook");
    }

    #[test]
    fn an_address_that_breaks_the_rule_stays_text() {
        let area = Rect::new(0, 0, 10, 1);
        for address in [
            "http://www.facebook.com/",
            "javascript:alert(1)",
            "https://www.facebook.com/\u{1b}]8;;",
        ] {
            let mut shown = Buffer::empty(area);
            assert!(!place(&mut shown, &spread(address, area, 0), true));
            assert_eq!(shown, Buffer::empty(area));
        }
        let narrow = Rect::new(1, 0, 9, 1);
        let mut shown = Buffer::empty(area);
        assert!(!place(&mut shown, &spread(ADDRESS, narrow, 0), true));
    }
}
