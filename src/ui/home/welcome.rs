//! What the program is, in the place of the list while there is no account.

use ratatui::{layout::Rect, style::Style, text::Line};

use crate::{
    app::{action::Action, drawn::Target},
    ui::{canvas::Canvas, list},
};

/// Draws the introduction, shown while there is no account.
pub(super) fn welcome(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let width = usize::from(area.width).saturating_sub(4).min(72);
    let column = &canvas.column(width);
    let key = model.keymap.short(Action::Add).unwrap_or_default();
    let mut lines: Vec<Line<'static>> = Vec::new();
    let roomy = area.height >= 14;
    let mut say = |text: &str, style: Style| {
        lines.extend(column.indent(text, style));
        if roomy {
            lines.push(Line::default());
        }
    };
    say(
        "Stop Meta from training AI on your posts, one account at a time.",
        look.heading,
    );
    say(
        &format!("Press {key} to add your first account."),
        look.accent,
    );
    say(
        "For each account you get the routes that exist where it lives, one step at a time: open the right page, find the hidden link, send the objection, keep the confirmation. Every tick is kept.",
        look.text,
    );
    say(
        "This program sends nothing anywhere. Only you do, in your browser.",
        look.text,
    );
    say(&format!("Kept in {}", model.settings.data), look.faint);
    let from_top = if roomy { 1 } else { 0 };
    let inner = Rect {
        y: area.y + from_top,
        height: area.height - from_top,
        ..area
    };
    text_page(canvas, inner, &lines);
}

/// Draws a text in the place of the list, which scrolls.
pub(super) fn text_page(canvas: &mut Canvas<'_, '_>, area: Rect, lines: &[Line<'static>]) {
    canvas.drawn.put(area, Target::Detail);
    canvas.drawn.page = usize::from(area.height);
    canvas.drawn.scroll_end = list::page(canvas, area, lines, canvas.model.scroll);
}
