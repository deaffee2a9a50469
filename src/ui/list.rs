//! Lists of one-line rows and text that scrolls: which lines are visible, and drawing them.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{canvas::Canvas, theme::Look};
use crate::text;

/// The index of the first visible row: `before`, moved as little as possible so that the selected
/// row is visible and no space is left at the end.
pub fn top(before: usize, selected: usize, height: usize, count: usize) -> usize {
    let height = height.max(1);
    let furthest = count.saturating_sub(height);
    let lowest = (selected + 1).saturating_sub(height);
    before.clamp(lowest.min(selected), selected).min(furthest)
}

/// The visible rows from index `top` on, each with its index and area.
pub fn in_sight(area: Rect, top: usize, count: usize) -> impl Iterator<Item = (usize, Rect)> {
    (top..count)
        .zip(area.top()..area.bottom())
        .map(move |(index, y)| {
            let here = Rect {
                y,
                height: 1,
                ..area
            };
            (index, here)
        })
}

/// The cell before a row: a cursor if it is selected, a faint one if the pane does not have the
/// keys.
pub fn gutter(is_selected: bool, has_keys: bool, look: &Look) -> Span<'static> {
    match (is_selected, has_keys) {
        (true, true) => Span::styled(look.glyphs.cursor, look.heading),
        (true, false) => Span::styled(look.glyphs.faint_cursor, look.faint),
        (false, _) => Span::raw(" "),
    }
}

/// Draws the selection over a row that is drawn already, if the row has it and its pane has the keys.
pub fn select(canvas: &mut Canvas<'_, '_>, area: Rect, (is_selected, has_keys): (bool, bool)) {
    if is_selected && has_keys {
        let style = canvas.look.selected;
        canvas.frame.buffer_mut().set_style(area, style);
    }
}

/// The area of a list beside its scroll bar, which is drawn if rows are cut off.
pub fn beside_bar(canvas: &mut Canvas<'_, '_>, area: Rect, top: usize, count: usize) -> Rect {
    let (height, look) = (usize::from(area.height), canvas.look);
    if count <= height || height == 0 || area.width < 20 {
        return area;
    }
    let length = (height * height).div_ceil(count).clamp(1, height);
    let furthest = count - height;
    let from = (top * (height - length) + furthest / 2) / furthest;
    let x = area.right() - 1;
    for (row, y) in (area.top()..area.bottom()).enumerate() {
        let (glyph, style) = match (from..from + length).contains(&row) {
            true => (look.glyphs.heavy, look.heading),
            false => (look.glyphs.pillar, look.line),
        };
        canvas.frame.buffer_mut().set_string(x, y, glyph, style);
    }
    Rect {
        width: area.width - 1,
        ..area
    }
}

/// Writes a text into the buffer, cut to `most` cells.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style, most: u16) {
    write(buffer, (x, y), (text, measure(text).is_simple), style, most);
}

/// What is to know of a text before it is written.
struct Measure {
    /// How many cells it takes.
    cells: u16,
    /// Whether each character takes one cell and stands for itself: splitting text into graphemes would be most of
    /// the work of drawing.
    is_simple: bool,
}

fn measure(text: &str) -> Measure {
    let cells = if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        Some(text.len())
    } else if text.chars().all(is_simple) {
        Some(text.chars().count())
    } else {
        None
    };
    Measure {
        cells: u16::try_from(cells.unwrap_or_else(|| text::width(text))).unwrap_or(u16::MAX),
        is_simple: cells.is_some(),
    }
}

/// Whether it takes one cell, and nothing that is simple changes how it looks: ASCII, the letters of European
/// languages, dashes and dots, and the signs of the program.
const fn is_simple(character: char) -> bool {
    matches!(
        character,
        ' '..='~'
            | '\u{a1}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '\u{2010}'..='\u{2026}'
            | '›'
            | '←'..='↓'
            | '\u{2500}'..='\u{25c0}'
            | '☐'..='☒'
            | '✔'
            | '❯'
    )
}

fn write(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    (text, is_simple): (&str, bool),
    style: Style,
    most: u16,
) {
    if !is_simple {
        buffer.set_stringn(x, y, text, usize::from(most), style);
        return;
    }
    let room = buffer.area.right().saturating_sub(x).min(most);
    if !buffer.area.contains((x, y).into()) {
        return;
    }
    let first = buffer.index_of(x, y);
    let cells = buffer.content.iter_mut().skip(first);
    for (cell, character) in cells.take(usize::from(room)).zip(text.chars()) {
        // Most blanks stand there already.
        if character != ' ' || cell.symbol() != " " {
            cell.set_char(character);
        }
        cell.set_style(style);
    }
}

/// Draws a row: `right` is aligned to the right edge, `left` gets an ellipsis if it is too long.
/// Without enough room `right` is left out.
pub fn row(canvas: &mut Canvas<'_, '_>, area: Rect, left: &[Span<'_>], right: &[Span<'_>]) {
    if area.is_empty() {
        return;
    }
    if let Some(reading) = &mut canvas.reading {
        reading.row(area, left, right);
        return;
    }
    let taken = right.iter().fold(0, |taken: u16, span| {
        taken.saturating_add(measure(&span.content).cells)
    });
    let has_room = taken.saturating_add(8) <= area.width;
    let edge = area.right() - if has_room { taken } else { 0 };
    let buffer = canvas.frame.buffer_mut();
    let mut x = area.x;
    for span in left {
        let room = edge - x;
        let Measure { cells, is_simple } = measure(&span.content);
        if cells > room {
            let begun = text::fit(&span.content, usize::from(room));
            put(buffer, x, area.y, &begun, span.style, room);
            break;
        }
        write(
            buffer,
            (x, area.y),
            (&span.content, is_simple),
            span.style,
            room,
        );
        x += cells;
    }
    if has_room {
        x = edge;
        for span in right {
            let Measure { cells, is_simple } = measure(&span.content);
            write(
                buffer,
                (x, area.y),
                (&span.content, is_simple),
                span.style,
                area.right() - x,
            );
            x += cells;
        }
    }
}

/// Draws lines from the offset `scroll` on, with signs at the right edge if there are more. Returns
/// the maximum scroll offset.
pub fn page(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    lines: &[Line<'static>],
    scroll: usize,
) -> usize {
    if area.is_empty() {
        return lines.len();
    }
    if let Some(reading) = &mut canvas.reading {
        reading.page(area, lines);
        return 0;
    }
    let height = usize::from(area.height);
    let end = lines.len().saturating_sub(height);
    let from = scroll.min(end);
    for (line, y) in lines.iter().skip(from).zip(area.top()..area.bottom()) {
        let mut x = area.x;
        for span in &line.spans {
            let room = area.right().saturating_sub(x);
            let style = line.style.patch(span.style);
            let Measure { cells, is_simple } = measure(&span.content);
            let buffer = canvas.frame.buffer_mut();
            write(buffer, (x, y), (&span.content, is_simple), style, room);
            x = x.saturating_add(cells);
        }
    }
    signs(canvas, area, from > 0, from < end);
    end
}

/// Draws the signs for more lines above and below, at the right edge.
pub fn signs(canvas: &mut Canvas<'_, '_>, area: Rect, above: bool, below: bool) {
    if area.width <= 3 || area.is_empty() {
        return;
    }
    let (edge, look) = (area.right() - 1, canvas.look);
    let bottom = area.bottom() - 1;
    for (is_there, y, sign) in [
        (above, area.y, look.glyphs.above),
        (below, bottom, look.glyphs.below),
    ] {
        if is_there {
            let buffer = canvas.frame.buffer_mut();
            buffer.set_string(edge, y, sign, look.accent);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    use super::{is_simple, put, top};

    #[test]
    fn simple_text_is_drawn_as_any_other() {
        let simple: Vec<char> = ('\0'..='\u{ffff}').filter(|it| is_simple(*it)).collect();
        assert!(simple.len() > 800, "{}", simple.len());
        let area = Rect::new(0, 0, 64, 1);
        // Beside each other in three ways.
        for step in [1, 7, 101] {
            let shuffled = (0..simple.len()).map(|at| simple[at * step % simple.len()]);
            let shuffled: Vec<char> = shuffled.collect();
            for text in shuffled.chunks(40) {
                let text: String = text.iter().collect();
                let (mut simply, mut usually) = (Buffer::empty(area), Buffer::empty(area));
                put(&mut simply, 3, 0, &text, Style::new().bold(), 50);
                usually.set_stringn(3, 0, &text, 50, Style::new().bold());
                assert_eq!(simply, usually);
            }
        }
    }

    #[test]
    fn the_selected_row_is_always_shown_and_the_list_moves_little() {
        assert_eq!(top(0, 3, 5, 10), 0);
        assert_eq!(top(0, 5, 5, 10), 1);
        assert_eq!(top(3, 5, 5, 10), 3);
        assert_eq!(top(6, 2, 5, 10), 2);
        assert_eq!(top(9, 9, 5, 10), 5);
        assert_eq!(top(0, 0, 0, 0), 0);
    }
}
