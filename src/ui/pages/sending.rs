//! Draws the page on which it is recorded what was sent or answered.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::{
        drawn::Target,
        pages::sending::{Entry, Part, SendingPage},
    },
    ui::{boxes, canvas::Canvas, list},
};

/// The width of the column of names, in cells.
const NAMES: u16 = 13;

/// Draws the page: a row for each entry, and below them a text about the one that has the keys.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &SendingPage) {
    let (model, look) = (canvas.model, canvas.look);
    let width = boxes::text_width(area);
    let (is_wrong, hint) = page.hint(model);
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
    let name = vec![
        list::gutter(has_keys, true, look),
        Span::raw(" "),
        Span::styled(page.label(entry.part), style),
    ];
    if entry.part == Part::Remove {
        list::row(canvas, area, name, Vec::new());
        return;
    }
    let column = area.width.min(NAMES + 3);
    let names = Rect {
        width: column,
        ..area
    };
    list::row(canvas, names, name, Vec::new());
    let value = Rect {
        x: area.x + column,
        width: area.width - column,
        ..area
    };
    if entry.part == Part::ByPost {
        let glyphs = look.glyphs;
        let sign = if entry.is_ticked() {
            glyphs.done
        } else {
            glyphs.todo
        };
        list::row(canvas, value, vec![Span::styled(sign, style)], Vec::new());
    } else {
        boxes::input(canvas, value, &entry.input, has_keys);
    }
}
