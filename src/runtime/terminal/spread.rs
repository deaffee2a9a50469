//! Writes an address over the full width of the window in one piece, wrapped by the terminal.
//!
//! A terminal remembers which rows it wrapped itself, so that selecting such an address with the
//! mouse copies it without line breaks. An OSC 8 hyperlink around it makes it clickable.
//!
//! This happens after a frame is drawn: the whole piece becomes the symbol of the first cell, and
//! the other cells are skipped when `ratatui` compares the frame with the last one.

use std::num::NonZeroU16;

use ratatui::{
    Frame,
    buffer::{Buffer, CellDiffOption},
};

use super::pen::Pen;
use crate::{
    app::drawn::{Linked, Spread},
    content::link::{self, Verdict},
};

/// Puts the address into the first cell of its area, and skips the others. Returns `false` if it
/// left the cells as they are: when the area is not as wide as the window, or the address is one
/// that is never opened.
pub(super) fn put(frame: &mut Frame<'_>, spread: &Spread, is_clickable: bool) -> bool {
    write(frame.buffer_mut(), spread, is_clickable)
}

fn write(buffer: &mut Buffer, spread: &Spread, is_clickable: bool) -> bool {
    let Spread {
        area,
        address,
        skipped,
    } = spread;
    let is_whole = area.x == buffer.area.x
        && area.width == buffer.area.width
        && area.intersection(buffer.area) == *area;
    // Hosts that are on no list pass: the person may have agreed to open one.
    if !is_whole || matches!(link::judge(address, &[]), Verdict::Refused(_)) {
        return false;
    }
    let room = usize::from(area.width) * usize::from(area.height);
    let shown = address.get(*skipped..).unwrap_or_default();
    let shown = shown.get(..room).unwrap_or(shown);
    for (index, position) in area.positions().enumerate().take(shown.len()) {
        let Some(cell) = buffer.cell_mut(position) else {
            continue;
        };
        if index > 0 {
            cell.set_diff_option(CellDiffOption::Skip);
        } else {
            if is_clickable {
                cell.set_symbol(&format!("\x1b]8;;{address}\x1b\\{shown}\x1b]8;;\x1b\\"));
            } else {
                cell.set_symbol(shown);
            }
            // Else `ratatui` would take the length of the whole piece for the width of the cell.
            cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
        }
    }
    !shown.is_empty()
}

/// Makes a link of the cells that show an address, whole or shortened.
pub(super) fn link(frame: &mut Frame<'_>, linked: &Linked) {
    link_cells(frame.buffer_mut(), linked);
}

fn link_cells(buffer: &mut Buffer, linked: &Linked) {
    let Linked { area, address } = linked;
    if matches!(link::judge(address, &[]), Verdict::Refused(_)) {
        return;
    }
    for row in area.intersection(buffer.area).rows() {
        // One piece, which ends in the style in which it begins: the address is long, and said once.
        let mut text = Vec::new();
        let Some(first) = buffer.cell(row.as_position()).cloned() else {
            return;
        };
        let mut pen = Pen::of(&first);
        for position in row.positions() {
            if let Some(cell) = buffer.cell_mut(position) {
                pen.wear(cell, &mut text);
                text.extend_from_slice(cell.symbol().as_bytes());
                cell.set_diff_option(CellDiffOption::Skip);
            }
        }
        pen.wear(&first, &mut text);
        let text = String::from_utf8_lossy(&text);
        if let Some(cell) = buffer.cell_mut(row.as_position()) {
            cell.set_symbol(&format!("\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"));
            cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{link_cells, write};
    use crate::{
        app::drawn::{Linked, Spread},
        text,
    };
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

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
        assert!(write(&mut shown, &spread(ADDRESS, rows, 0), true));
        let piece = format!("\x1b]8;;{ADDRESS}\x1b\\{ADDRESS}\x1b]8;;\x1b\\");
        assert_eq!(written(&empty, &shown), [(0, 1, piece)]);
        assert_eq!(written(&shown, &shown.clone()), []);
        // Every cell that it covered is written again.
        let again = written(&shown, &empty);
        assert_eq!(again.len(), ADDRESS.len());
        assert!(again.iter().all(|(_, _, symbol)| symbol == " "));
    }

    #[test]
    fn a_shortened_address_links_to_the_whole_one_whatever_its_styles() {
        let area = Rect::new(0, 0, 12, 2);
        let mut shown = Buffer::empty(area);
        shown.set_string(1, 0, "abc", Style::new());
        shown.set_string(4, 0, "de", Style::new().bold());
        let before = Buffer::empty(area);
        let linked = Linked {
            area: Rect::new(1, 0, 5, 1),
            address: text::line(ADDRESS),
        };
        link_cells(&mut shown, &linked);
        let piece = format!("\x1b]8;;{ADDRESS}\x1b\\abc\x1b[1mde\x1b[m\x1b]8;;\x1b\\");
        assert_eq!(written(&before, &shown), [(1, 0, piece)]);
        assert_eq!(written(&shown, &before).len(), 5);
    }

    #[test]
    fn what_is_scrolled_away_still_counts_for_the_click() {
        let area = Rect::new(0, 0, 10, 1);
        let mut shown = Buffer::empty(area);
        assert!(write(&mut shown, &spread(ADDRESS, area, 10), true));
        let symbol = shown.cell((0, 0)).unwrap().symbol().to_owned();
        assert_eq!(
            symbol,
            format!("\x1b]8;;{ADDRESS}\x1b\\w.facebook\x1b]8;;\x1b\\")
        );
        let mut plain = Buffer::empty(area);
        assert!(write(&mut plain, &spread(ADDRESS, area, 10), false));
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
            assert!(!write(&mut shown, &spread(address, area, 0), true));
            assert_eq!(shown, Buffer::empty(area));
        }
        let narrow = Rect::new(1, 0, 9, 1);
        let mut shown = Buffer::empty(area);
        assert!(!write(&mut shown, &spread(ADDRESS, narrow, 0), true));
    }
}
