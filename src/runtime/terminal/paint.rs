//! Writes what differs between two frames, in few bytes: a slow line feels each of them.
//!
//! The cursor takes the shortest way, blanks up to the end of a row are erased at once, and codes of a style are
//! written only when it changes.
//!
//! Clusters are characters that one reads as one, such as a flag, a family or a syllable of Devanagari.
//! Terminals disagree on how many cells they take, and none says so. So a row with a cluster is written
//! anew when anything in it changes: it is cleared first, and after each cluster the cursor is set, so that
//! what follows stands where it belongs and nothing of what was there before is left over.

use ratatui::buffer::{Buffer, Cell};

use super::{painter::Painter, shown::Shown};

/// The bytes that turn what is shown, or an empty screen, into `after`, which is shown then.
pub(super) fn paint(shown: &mut Shown, after: &Buffer) -> Vec<u8> {
    let mut painter = Painter::default();
    painter.out.reserve(after.content.len() / 8);
    let width = usize::from(after.area.width.max(1));
    let rows = after.content.chunks(width).zip(shown.rows(after));
    for ((row, shown), y) in rows.zip(after.area.y..) {
        if shown.is(row) {
            continue;
        }
        if shown.is_unknown() {
            painter.write(y, 0, row);
        } else {
            painter.row(y, &shown.cells(), row);
        }
        shown.take(row);
    }
    painter.pen.wear(&Cell::EMPTY, &mut painter.out);
    painter.out
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use fastrand::Rng;
    use ratatui::{
        buffer::{Buffer, CellDiffOption},
        layout::Rect,
        style::{Color, Style},
    };

    use super::{
        super::cells::{self, is_blank, is_piece},
        Shown,
    };

    const AREA: Rect = Rect::new(0, 0, 24, 4);

    fn frame(rows: &[&str]) -> Buffer {
        let mut buffer = Buffer::empty(AREA);
        for (row, y) in rows.iter().zip(0..) {
            buffer.set_string(0, y, row, Style::default());
        }
        buffer
    }

    fn paint(before: Option<&Buffer>, after: &Buffer) -> Vec<u8> {
        let mut shown = Shown::default();
        before.map(|before| super::paint(&mut shown, before));
        super::paint(&mut shown, after)
    }

    fn painted(before: &[&str], after: &[&str]) -> String {
        String::from_utf8(paint(Some(&frame(before)), &frame(after))).unwrap()
    }

    /// A frame of words in styles, wide characters, lines and links.
    fn random(rng: &mut Rng) -> Buffer {
        let mut buffer = Buffer::empty(AREA);
        let styles = [
            Style::new(),
            Style::new(),
            Style::new().bold(),
            Style::new().fg(Color::Indexed(244)),
            Style::new().fg(Color::Red).underlined(),
            Style::new().fg(Color::Indexed(231)).bg(Color::Indexed(24)),
            Style::new()
                .fg(Color::Indexed(231))
                .bg(Color::Indexed(24))
                .bold(),
            Style::new().italic(),
            Style::new().reversed(),
        ];
        let words = [
            "a",
            "Open it",
            "\u{5c71}\u{7530}",
            "│",
            "Zo\u{eb}",
            "     ",
            "\u{2611} x",
        ];
        for _ in 0..rng.usize(..14) {
            let (x, y) = (rng.u16(..AREA.width), rng.u16(..AREA.height));
            let style = *rng.choice(&styles).unwrap();
            buffer.set_string(x, y, rng.choice(words).unwrap(), style);
        }
        if rng.bool() {
            let (y, style) = (rng.u16(..AREA.height), *rng.choice(&styles).unwrap());
            buffer.set_style(Rect::new(0, y, AREA.width, 1), style);
        }
        if rng.bool() {
            let (x, y) = (rng.u16(..AREA.width - 6), rng.u16(..AREA.height));
            // Nothing is half under it.
            buffer.set_string(0, y, " ".repeat(24), Style::new());
            buffer.set_string(x, y, "linked", Style::new());
            for place in x..x + 6 {
                let cell = buffer.cell_mut((place, y)).unwrap();
                cell.set_diff_option(CellDiffOption::Skip);
            }
            let head = buffer.cell_mut((x, y)).unwrap();
            head.set_symbol("\x1b]8;;https://x.org\x1b\\linked\x1b]8;;\x1b\\");
            head.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
        }
        buffer
    }

    /// What of a cell one sees.
    fn seen(cell: &vt100::Cell) -> String {
        let ground = (cell.bgcolor(), cell.inverse(), cell.underline());
        match cell.contents().trim() {
            "" if !cell.inverse() && !cell.underline() => format!("{ground:?}"),
            text => format!(
                "{text} {:?} {} {} {ground:?}",
                cell.fgcolor(),
                cell.bold(),
                cell.italic()
            ),
        }
    }

    #[test]
    fn over_whatever_was_there_stands_the_new_frame() {
        let size = |it| NonZeroU16::new(it).unwrap();
        let terminal = || vt100::Parser::new(size(AREA.height), size(AREA.width), 0);
        for seed in 0..500 {
            let mut rng = Rng::with_seed(seed);
            let frames: Vec<Buffer> = (0..4).map(|_| random(&mut rng)).collect();
            let mut changed = terminal();
            let mut shown = Shown::default();
            changed.process(&super::paint(&mut shown, &frames[0]));
            for pair in frames.windows(2) {
                let bytes = super::paint(&mut shown, &pair[1]);
                changed.process(&bytes);
                // Each cell by itself, as simply as it can be done.
                let mut plain = terminal();
                let mut next = 0;
                for (index, cell) in pair[1].content.iter().enumerate() {
                    if index < next || cell.diff_option == CellDiffOption::Skip {
                        continue;
                    }
                    next = index + cells::cells(cell);
                    let (x, y) = pair[1].pos_of(index);
                    let mut alone = Buffer::empty(AREA);
                    alone[(x, y)] = cell.clone();
                    plain.process(&paint(None, &alone));
                }
                for y in 0..AREA.height {
                    for x in 0..AREA.width {
                        let cell = |it: &vt100::Parser| seen(it.screen().cell(y, x).unwrap());
                        assert_eq!(
                            cell(&changed),
                            cell(&plain),
                            "seed {seed}, {x} {y}: {}",
                            bytes.escape_ascii()
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn little_is_written_for_little() {
        let (long, blank) = ("Open the Privacy Center", "");
        assert_eq!(painted(&[long], &[long]), "");
        assert_eq!(painted(&[long], &[blank]), "\x1b[1H\x1b[K");
        // Where nothing stands before it, it is erased from the start of the row, whose address is shorter.
        assert_eq!(painted(&["     old"], &[blank]), "\x1b[1H\x1b[K");
        assert_eq!(painted(&["a    old"], &["a"]), "\x1b[1;6H\x1b[K");
        // Over a short gap it writes on, over a long one it goes; and so it does from row to row.
        assert_eq!(painted(&["a bc e"], &["x bc y"]), "\x1b[1Hx bc y");
        assert_eq!(painted(&["a bcd e"], &["x bcd y"]), "\x1b[1Hx\x1b[5Cy");
        assert_eq!(painted(&["a", "a"], &["x", "y"]), "\x1b[1Hx\r\ny");
        assert_eq!(painted(&["a", " a"], &["x", " y"]), "\x1b[1Hx\r\n y");
        // Behind the last column terminals disagree on the row.
        let edge = |letter| format!("{:>24}", letter);
        assert_eq!(
            painted(&[&edge('a'), "a"], &[&edge('x'), "x"]),
            "\x1b[1;24Hx\x1b[2Hx"
        );
        // Blanks have no style of their own.
        let mut bold = frame(&["a b"]);
        bold.set_style(Rect::new(0, 0, 1, 1), Style::new().bold());
        bold.set_style(Rect::new(2, 0, 1, 1), Style::new().bold());
        let written = String::from_utf8(paint(None, &bold)).unwrap();
        assert_eq!(written, "\x1b[1H\x1b[1ma b\x1b[m");
        assert!(is_blank(&bold[(1, 0)]) && !is_piece(&bold[(1, 0)]));
    }

    #[test]
    fn a_row_with_a_cluster_is_cleared_and_written_whole_when_it_changes() {
        let flag = "\u{1f1e9}\u{1f1ea} flag";
        let written = painted(&["plain", "old"], &["plain", flag]);
        assert_eq!(written, "\x1b[2H\x1b[K\u{1f1e9}\u{1f1ea}\x1b[2;4Hflag");
        assert_eq!(painted(&["plain", flag], &["other", flag]), "\x1b[1Hother");
        assert_eq!(painted(&["", flag], &["", "a flag"]), "\x1b[2H\x1b[Ka flag");
        let narrow = "\u{2611} \u{5c71}\u{7530} Zo\u{eb}";
        assert_eq!(
            painted(&[narrow], &[&narrow.replace('\u{2611}', "x")]),
            "\x1b[1Hx"
        );
        for cluster in [
            "\u{2764}\u{fe0f}",
            "\u{938}\u{94d}\u{924}\u{947}",
            "\u{1f44d}\u{1f3fd}",
        ] {
            let written = painted(&["xxxxxxxx"], &[&format!("{cluster}ab")]);
            let cleared = format!("\x1b[1H\x1b[K{cluster}\x1b[1;");
            assert!(written.starts_with(&cleared), "{cluster}: {written:?}");
            // Nothing is written over its second cell.
            assert!(!written.contains("\x1b[1;2H"), "{cluster}: {written:?}");
        }
        assert!(painted(&["xxxxxxxx"], &["n\u{303}ab"]).contains("n\u{303}ab"));
    }

    #[test]
    fn a_link_is_left_alone_and_goes_without_a_trace() {
        let mut linked = frame(&["a linked b"]);
        for x in 2..8 {
            linked[(x, 0)].set_diff_option(CellDiffOption::Skip);
        }
        linked[(2, 0)].set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
        linked[(2, 0)].set_symbol("\x1b]8;;https://x.org\x1b\\linked\x1b]8;;\x1b\\");
        let mut other = linked.clone();
        other.set_string(9, 0, "c", Style::new());
        let written = paint(Some(&linked), &other);
        assert_eq!(written, b"\x1b[1;10Hc");
        let written = paint(Some(&linked), &frame(&["a linked b"]));
        assert_eq!(written, b"\x1b[1;3Hlinked");
        // One that began in the row before is not erased with what follows it.
        let mut wrapped = linked.clone();
        for x in 0..24 {
            wrapped[(x, 1)]
                .set_symbol("u")
                .set_diff_option(CellDiffOption::Skip);
        }
        let mut changed = wrapped.clone();
        changed[(3, 1)] = frame(&["x"])[(0, 0)].clone();
        let written = String::from_utf8(paint(Some(&wrapped), &changed)).unwrap();
        assert!(!written.contains("\x1b[K"), "{written:?}");
    }
}
