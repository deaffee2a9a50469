//! Clusters: characters that one reads as one, such as a flag, a family or a syllable of Devanagari.
//!
//! Terminals disagree on how many cells they take, and none says so. So a row with a cluster is written
//! anew when anything in it changes: it is cleared first, and after each cluster the cursor is set, so that
//! what follows stands where it belongs and nothing of what was there before is left over.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use ratatui::buffer::{Buffer, Cell, CellDiffOption};

/// Whether terminals may disagree on the width of what stands in a cell: several characters, or one of the
/// planes of emoji.
pub(super) fn is_uncertain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    if symbol.len() < 4 || symbol.starts_with('\x1b') || symbol.is_ascii() {
        return false;
    }
    let mut characters = symbol.chars();
    characters.next().is_some_and(|first| first >= '\u{1f000}') || characters.next().is_some()
}

/// The rows of the last frame that had a cluster, each with a hash of what stood there.
#[derive(Debug, Default)]
pub(super) struct Clusters(BTreeMap<u16, u64>);

impl Clusters {
    /// Makes every row that has a cluster, or had one, be written whole if it changed. Returns what clears
    /// these rows, to be sent before them.
    pub(super) fn settle(&mut self, buffer: &mut Buffer) -> String {
        let area = buffer.area;
        let width = usize::from(area.width.max(1));
        let mut now = BTreeMap::new();
        let mut clearing = String::new();
        for (row, y) in buffer.content.chunks_mut(width).zip(area.top()..) {
            let has_cluster = row.iter().any(is_uncertain);
            if !has_cluster && !self.0.contains_key(&y) {
                continue;
            }
            let hash = hash(row);
            if has_cluster {
                now.insert(y, hash);
            }
            if self.0.get(&y) == Some(&hash) {
                continue;
            }
            for cell in row.iter_mut() {
                if cell.diff_option == CellDiffOption::None {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
            // To a String this cannot fail.
            let _ = write!(clearing, "\x1b[{};1H\x1b[2K", y.saturating_add(1));
        }
        self.0 = now;
        clearing
    }

    /// Forgets the last frame, since the terminal was cleared.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

fn hash(row: &[Cell]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in row {
        cell.hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Clusters;
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    fn frame(rows: &[&str]) -> Buffer {
        let area = Rect::new(0, 0, 12, u16::try_from(rows.len()).unwrap());
        let mut buffer = Buffer::empty(area);
        for (row, y) in rows.iter().zip(0..) {
            buffer.set_string(0, y, row, Style::default());
        }
        buffer
    }

    #[test]
    fn a_row_with_a_cluster_is_cleared_and_written_whole_when_it_changes() {
        let mut clusters = Clusters::default();
        let first = "\u{1f1e9}\u{1f1ea} flag";
        assert_eq!(
            clusters.settle(&mut frame(&["plain", first])),
            "\x1b[2;1H\x1b[2K"
        );
        assert_eq!(clusters.settle(&mut frame(&["other", first])), "");
        // Another text in it, or none: the last time that the row is cleared.
        let mut after = frame(&["other", "no flag"]);
        let before = frame(&["other", first]);
        assert_eq!(clusters.settle(&mut after), "\x1b[2;1H\x1b[2K");
        let rows: Vec<u16> = before.diff_iter(&after).map(|(_, y, _)| y).collect();
        assert_eq!(rows, [1; 12]);
        assert_eq!(clusters.settle(&mut frame(&["other", "nothing"])), "");
    }

    #[test]
    fn what_every_terminal_takes_alike_is_left_alone() {
        let mut clusters = Clusters::default();
        let mut plain = frame(&["\u{2611} \u{5c71}\u{7530} Zo\u{eb}"]);
        assert_eq!(clusters.settle(&mut plain), "");
        for cluster in [
            "\u{2764}\u{fe0f}",
            "\u{938}\u{94d}\u{924}\u{947}",
            "\u{1f44d}\u{1f3fd}",
        ] {
            assert_ne!(
                Clusters::default().settle(&mut frame(&[cluster])),
                "",
                "{cluster}"
            );
        }
    }
}
