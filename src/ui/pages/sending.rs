//! Draws the page on which it is recorded what was sent or answered.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::{
        drawn::Target,
        pages::sending::{Entry, Part, SendingPage},
    },
    ui::{area, boxes, canvas::Canvas, list},
};

/// The width of the column of names, in cells.
const NAMES: u16 = 14;

/// Draws the page: a row for each entry, and below them a text about the one that has the keys.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &SendingPage) {
    let (model, look) = (canvas.model, canvas.look);
    let width = boxes::text_width(area);
    let (is_wrong, mut hint) = page.hint(model);
    if let Some(entry) = page.entries.get(page.focus)
        && entry.part != Part::Remove
        && boxes::is_narrow(width, NAMES)
    {
        // Its row has room for the value only.
        hint.insert_str(0, &format!("{}: ", page.label(entry.part)));
    }
    let style = if is_wrong { look.bad } else { look.faint };
    let hint = canvas.column(width).indent(&hint, style);
    let count = page.entries.len();
    let inner = boxes::boxed(canvas, area, &page.title, (width, count + hint.len()));
    let room = usize::from(inner.height);
    // In a small window the text gives way, but not before the entries can scroll.
    let below = hint.len().min(room.saturating_sub(count).max(1));
    let shown = room.saturating_sub(below).max(1).min(count);
    let top = list::top(0, page.focus, shown, count);
    let rows = Rect {
        height: u16::try_from(shown).unwrap_or(1).min(inner.height),
        ..inner
    };
    for (index, here) in list::in_sight(rows, top, count) {
        let Some(entry) = page.entries.get(index) else {
            break;
        };
        draw_entry(canvas, here, page, entry, index == page.focus);
        canvas.drawn.put(here, Target::Choice(index));
    }
    let rest = Rect {
        y: rows.bottom(),
        height: inner.height.saturating_sub(rows.height),
        ..inner
    };
    list::page(canvas, rest, &hint, 0);
}

fn draw_entry(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    page: &SendingPage,
    entry: &Entry,
    has_keys: bool,
) {
    let look = canvas.look;
    let style = look.row(has_keys);
    let is_row = entry.part == Part::Remove;
    let names = boxes::names_width(area, NAMES, has_keys && !is_row);
    let mut name = vec![list::gutter(has_keys, true, look)];
    if names > 0 {
        let label = page.label(entry.part);
        name.extend([Span::raw(" "), Span::styled(label, style)]);
    }
    if is_row {
        list::row(canvas, area, &name, &[]);
        return;
    }
    let (before, value) = area::left(area, names + 2);
    list::row(canvas, before, &name, &[]);
    if entry.part == Part::ByPost {
        let glyphs = look.glyphs;
        let sign = if entry.is_ticked() {
            glyphs.done
        } else {
            glyphs.todo
        };
        list::row(canvas, value, &[Span::styled(sign, style)], &[]);
    } else {
        boxes::input(canvas, value, &entry.input, has_keys);
    }
}
