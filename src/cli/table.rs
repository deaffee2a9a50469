//! Text output: tables and paragraphs, measured in terminal cells.

use std::io::{self, Write};

use crate::text;

/// Writes a table. Each column is padded to the width of its widest cell, except the last one.
pub(super) fn write<const N: usize>(out: &mut dyn Write, rows: &[[String; N]]) -> io::Result<()> {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = text::width(cell).max(*width);
        }
    }
    for row in rows {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(row) {
            line.push_str(cell);
            let missing = width.saturating_sub(text::width(cell));
            line.push_str(&" ".repeat(missing + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The width of a paragraph, in terminal cells.
const WIDTH: usize = 78;

/// Writes a paragraph with an indent and word wrap.
pub(super) fn paragraph(out: &mut dyn Write, text: &str, indent: &str) -> io::Result<()> {
    let cells = WIDTH - indent.len();
    text::wrap(text.trim_end(), cells)
        .iter()
        .try_for_each(|line| writeln!(out, "{}", format!("{indent}{line}").trim_end()))
}

/// Writes an entry of a list in lines of at most 80 cells: its cells, the last of which is broken, and what
/// else there is to say below them.
pub(super) fn entry(
    out: &mut dyn Write,
    cells: &[(&str, usize)],
    more: &[String],
) -> io::Result<()> {
    let (mut line, mut last) = (String::new(), "");
    for (index, (cell, width)) in cells.iter().enumerate() {
        if index + 1 == cells.len() {
            last = cell;
            break;
        }
        let cell = text::fit(cell, *width);
        line.push_str(&cell);
        line.push_str(&" ".repeat(width.saturating_sub(text::width(&cell)) + 2));
    }
    let beside = WIDTH.saturating_sub(text::width(&line));
    let mut words = text::wrap(last, beside).into_iter();
    let first = words.next().unwrap_or_default();
    writeln!(out, "{}", format!("{line}{first}").trim_end())?;
    let indent = " ".repeat(INDENT);
    for rest in words {
        let gap = " ".repeat(text::width(&line));
        writeln!(out, "{gap}{rest}")?;
    }
    for text in more.iter().filter(|text| !text.is_empty()) {
        // An address stays in one piece, however long.
        if text.starts_with("https://") {
            writeln!(out, "{indent}{text}")?;
        } else {
            paragraph(out, text, &indent)?;
        }
    }
    Ok(())
}

/// Where what stands below an entry begins: under what follows an id.
const INDENT: usize = 10;

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn columns_stand_under_one_another() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned);
        let mut bytes = Vec::new();
        write(
            &mut bytes,
            &[row(["\u{5c71}\u{7530}", "b", ""]), row(["a", "", "c"])],
        )
        .unwrap();
        let shown = String::from_utf8(bytes).unwrap();
        assert_eq!(shown, "\u{5c71}\u{7530}  b\na        c\n");
    }
}
