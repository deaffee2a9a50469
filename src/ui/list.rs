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

/// Writes a text into the buffer, cut to `most` cells. Text of ASCII and box-drawing characters,
/// one cell each, takes a fast path: splitting text into graphemes would be most of the work of
/// drawing.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style, most: u16) {
    let is_printed = |byte| matches!(byte, b' '..=b'~');
    let is_simple = |c| matches!(c, ' '..='~' | '\u{2500}'..='\u{257f}');
    if !text.bytes().all(is_printed) && !text.chars().all(is_simple) {
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
        cell.set_char(character).set_style(style);
    }
}

/// Draws a row: `right` is aligned to the right edge, `left` gets an ellipsis if it is too long.
/// Without enough room `right` is left out.
pub fn row(canvas: &mut Canvas<'_, '_>, area: Rect, left: Vec<Span<'_>>, right: Vec<Span<'_>>) {
    if area.is_empty() {
        return;
    }
    if let Some(reading) = &mut canvas.reading {
        reading.row(area, &left, &right);
        return;
    }
    let taken = right
        .iter()
        .fold(0, |taken: u16, span| taken.saturating_add(cells(span)));
    let has_room = taken.saturating_add(8) <= area.width;
    let edge = area.right() - if has_room { taken } else { 0 };
    let buffer = canvas.frame.buffer_mut();
    let mut x = area.x;
    for span in left {
        let (room, wide) = (edge - x, cells(&span));
        if wide > room {
            let begun = text::fit(&span.content, usize::from(room));
            put(buffer, x, area.y, &begun, span.style, room);
            break;
        }
        put(buffer, x, area.y, &span.content, span.style, room);
        x += wide;
    }
    if has_room {
        x = edge;
        for span in right {
            put(
                buffer,
                x,
                area.y,
                &span.content,
                span.style,
                area.right() - x,
            );
            x += cells(&span);
        }
    }
}

fn cells(span: &Span<'_>) -> u16 {
    u16::try_from(text::width(&span.content)).unwrap_or(u16::MAX)
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
            put(canvas.frame.buffer_mut(), x, y, &span.content, style, room);
            x = x.saturating_add(cells(span));
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
    use super::top;

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
