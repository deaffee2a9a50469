//! Writes what differs between two frames, in few bytes: a slow line feels each of them.
//!
//! The cursor takes the shortest way, blanks up to the end of a row are erased at once, and codes of a style are
//! written only when it changes.
//!
//! Clusters are characters that one reads as one, such as a flag, a family or a syllable of Devanagari.
//! Terminals disagree on how many cells they take, and none says so. So a row with a cluster is written
//! anew when anything in it changes: it is cleared first, and after each cluster the cursor is set, so that
//! what follows stands where it belongs and nothing of what was there before is left over.

use std::{fmt::Arguments, io::Write as _, mem};

use ratatui::buffer::{Buffer, Cell, CellDiffOption};

use super::{
    cells::{
        cells, is_bare, is_blank, is_erasable, is_piece, is_same, is_same_ground, is_skipped,
        is_uncertain,
    },
    pen::Pen,
    shown::Shown,
};

/// Fewer blanks than that are written rather than erased.
const ERASED: usize = 4;

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

/// A terminal, as far as it is known from what was written.
#[derive(Debug, Default)]
struct Painter {
    out: Vec<u8>,
    pen: Pen,
    /// The row and column of the cursor, where all terminals agree.
    row: Option<u16>,
    column: Option<usize>,
}

impl Painter {
    fn row(&mut self, y: u16, before: &[Cell], after: &[Cell]) {
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
    fn write(&mut self, y: u16, from: usize, after: &[Cell]) {
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

    /// Erases a row from a column on. Some terminals give what is erased the ground of the style.
    fn erase(&mut self, y: u16, x: usize, after: &[Cell]) {
        self.go(y, x, after);
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

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use fastrand::Rng;
    use ratatui::{
        buffer::{Buffer, CellDiffOption},
        layout::Rect,
        style::{Color, Style},
    };

    use super::{super::cells, Shown, is_blank, is_piece};

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
