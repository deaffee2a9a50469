//! Boxes for modal pages, and their parts: text that scrolls, text fields.

use ratatui::{
    layout::{Constraint, Rect},
    style::Style,
    text::{Line, Span},
    widgets::Block,
};

use super::{
    area,
    canvas::Canvas,
    frame::{ACCOUNTS, PILLAR},
    list,
};
use crate::{app::drawn::Target, text};

/// Draws a centred box for content of this size in columns and rows, or smaller if the area is.
/// Returns the area inside.
pub fn boxed(canvas: &mut Canvas<'_, '_>, area: Rect, title: &str, size: (usize, usize)) -> Rect {
    let look = canvas.look;
    let (width, height) = size;
    let is_cramped = is_cramped(area);
    let bounded = |size: usize, border: usize, most: u16| {
        u16::try_from(size + border).unwrap_or(u16::MAX).min(most)
    };
    let outer = if is_cramped {
        area
    } else {
        area.centered(
            Constraint::Length(bounded(width, 4, area.width)),
            Constraint::Length(bounded(height, 2, area.height)),
        )
    };
    canvas.clear(outer);
    canvas.drawn.put(area, Target::Overlay);
    if let Some(reading) = &mut canvas.reading {
        reading.title(title);
        return area;
    }
    if is_cramped {
        return outer;
    }
    let borders = if look.glyphs.rule == "-" {
        Block::bordered().border_set(ASCII_BORDER)
    } else {
        Block::bordered()
    };
    let block = borders.border_style(look.line).title(Span::styled(
        format!(" {title} "),
        // Nothing of the border's style.
        Style::reset().patch(look.text).patch(look.heading),
    ));
    let inner = block.inner(outer);
    canvas.frame.render_widget(block, outer);
    Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

/// Whether there is no room for a border.
fn is_cramped(area: Rect) -> bool {
    area.height < 7 || area.width < 12
}

const ASCII_BORDER: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// The content width of a box for a short text, in columns.
pub fn text_width(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(4).clamp(1, 64)
}

/// Whether a row of this width has no room for a value beside the column of the names.
pub fn is_narrow(width: usize, names: u16) -> bool {
    width < usize::from(names) + 16
}

/// The width of the column of the names in a row. In a narrow one, a value that has the keys takes its place.
pub fn names_width(row: Rect, names: u16, has_keys: bool) -> u16 {
    match has_keys && is_narrow(usize::from(row.width), names) {
        true => 0,
        false => names,
    }
}

/// Draws a text field, scrolled so that the cursor is visible.
pub fn input(canvas: &mut Canvas<'_, '_>, area: Rect, input: &tui_input::Input, has_keys: bool) {
    let look = canvas.look;
    if area.is_empty() {
        return;
    }
    if let Some(reading) = &mut canvas.reading {
        reading.field(area, &text::clean(input.value(), text::TextKind::Line));
        return;
    }
    let width = usize::from(area.width);
    let scroll = input.visual_scroll(width.saturating_sub(1));
    // The field has the raw text, which is sanitized for drawing.
    let shown = text::clean(input.value(), text::TextKind::Line);
    let mut skipped = 0;
    let rest: String = shown
        .chars()
        .skip_while(|character| {
            let wide = text::width(character.encode_utf8(&mut [0; 4]));
            skipped += wide;
            skipped <= scroll && scroll > 0
        })
        .collect();
    canvas
        .frame
        .buffer_mut()
        .set_stringn(area.x, area.y, &rest, width, look.text);
    if has_keys {
        let column = input
            .visual_cursor()
            .saturating_sub(scroll)
            .min(width.saturating_sub(1));
        canvas.cursor = Some((area.x + u16::try_from(column).unwrap_or(0), area.y));
    }
}

/// The content width of a box for a long text, in columns: wider, since addresses are long.
pub fn page_width(area: Rect) -> usize {
    text_width(area).max(usize::from(area.width).saturating_sub(8).min(76))
}

/// Draws a box with a text field, and below it a text that scrolls.
pub fn field_box(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    title: &str,
    field: &tui_input::Input,
    (lines, scroll): (&[Line<'static>], usize),
) {
    let inner = boxed(canvas, area, title, (text_width(area), lines.len() + 1));
    let (above, below) = area::top(inner, 1);
    input(canvas, above, field, true);
    canvas.drawn.scroll_end = list::page(canvas, below, lines, scroll);
    canvas.drawn.page = usize::from(below.height);
}

/// Draws a text that scrolls, from the offset `scroll` on: in a box, or without a border if it does not fit into
/// one, since that would only take rows and columns from the text.
pub fn text_box(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    title: &str,
    (lines, scroll): (&[Line<'static>], usize),
) {
    let is_longer = lines.len() + 2 > usize::from(area.height);
    let inner = if is_longer && !is_cramped(area) && canvas.reading.is_none() {
        whole(canvas, area, title)
    } else {
        boxed(canvas, area, title, (page_width(area), lines.len()))
    };
    canvas.drawn.scroll_end = list::page(canvas, inner, lines, scroll);
    canvas.drawn.page = usize::from(inner.height);
}

/// Clears an area, but for the accounts at its left, and writes a title into its first row. Returns the area below.
fn whole(canvas: &mut Canvas<'_, '_>, area: Rect, title: &str) -> Rect {
    canvas.drawn.put(area, Target::Overlay);
    let page = if canvas.drawn.has_accounts_pane {
        let (accounts, page) = area::left(area, ACCOUNTS);
        canvas.clear(page);
        let (_, between) = area::right(accounts, PILLAR);
        let look = canvas.look;
        canvas.pillar(between, (look.glyphs.pillar, look.line));
        page
    } else {
        canvas.clear(area);
        area::left(area, 1).1
    };
    let (head, below) = area::top(page, 1);
    let title = Span::styled(title.to_owned(), canvas.look.heading);
    list::row(canvas, head, &[title], &[]);
    below
}
