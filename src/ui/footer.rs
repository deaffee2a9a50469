//! The footer rows: the status line or the filter, and the key hints.

use compact_str::CompactString;
use ratatui::{layout::Rect, text::Span};

use super::{area, canvas::Canvas, list};
use crate::{
    app::{action::Action, core::Tone, drawn::Target, hints::hints, model::Model},
    text,
};

/// Draws the keys that were pressed so far, or else the filter, or the message about the last action.
pub fn status(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    if !model.pressed.is_empty() {
        let keys: Vec<CompactString> = model.pressed.iter().map(|chord| chord.short()).collect();
        let spans = vec![
            Span::styled(format!(" {}", keys.join(" ")), look.accent),
            Span::styled(" and then? Any other key ends it.", look.text),
        ];
        list::row(canvas, area, &spans, &[]);
        return;
    }
    if model.filter.is_open || (model.filter.is_active() && model.status.is_none()) {
        let typed = model.filter.input.value();
        let mut spans = vec![
            Span::styled(" Filter: ", look.accent),
            Span::styled(
                text::clean(typed, text::TextKind::Name).to_string(),
                look.text,
            ),
        ];
        if !model.filter.is_open {
            let key = model.keymap.short(Action::Back);
            let hint = key.map(|key| format!("  ({key} clears it)"));
            spans.extend(hint.map(|hint| Span::styled(hint, look.faint)));
        }
        list::row(canvas, area, &spans, &[]);
        if model.filter.is_open && model.overlays.is_empty() {
            let column = 9 + model.filter.input.visual_cursor();
            let x = area
                .x
                .saturating_add(u16::try_from(column).unwrap_or(u16::MAX))
                .min(area.right().saturating_sub(1));
            canvas.cursor = Some((x, area.y));
        }
        return;
    }
    let Some(status) = &model.status else { return };
    let style = match status.tone {
        Tone::Good => look.good,
        Tone::Plain => look.text,
        Tone::Bad => look.bad,
    };
    if area.height > 1 {
        canvas.clear(area);
    }
    let mut lines = message(&status.text, area.width);
    let rows = usize::from(area.height);
    if lines.len() > rows
        && let Some(last) = lines.get_mut(rows.saturating_sub(1))
    {
        let room = usize::from(area.width).saturating_sub(4);
        *last = format!("{} …", text::fit(last, room).trim_end_matches('…'));
    }
    for (line, y) in lines.iter().zip(area.top()..) {
        let here = Rect {
            y,
            height: 1,
            ..area
        };
        let line = Span::styled(format!(" {line}"), style);
        list::row(canvas, here.intersection(area), &[line], &[]);
    }
}

fn message(text: &str, width: u16) -> Vec<String> {
    text::wrap(&text::line(text), usize::from(width).saturating_sub(2))
}

/// How many rows the message about the last action needs.
pub fn status_rows(model: &Model, width: u16) -> u16 {
    let status = model.status.as_ref().filter(|_| !model.filter.is_open);
    let rows = status.map_or(1, |status| message(&status.text, width).len());
    u16::try_from(rows).unwrap_or(u16::MAX).max(1)
}

/// Draws the key hints, as many as fit.
pub fn keys(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let mut rest = area;
    for (action, hint) in hints(model, &canvas.drawn) {
        let Some(key) = model.keymap.short(action) else {
            continue;
        };
        let wide = u16::try_from(2 + text::width(&key) + text::width(hint)).unwrap_or(u16::MAX);
        // No hint is cut. The order of the table puts the most important ones first.
        if wide > rest.width {
            break;
        }
        let (here, behind) = area::left(rest, wide);
        let spans = [
            Span::styled(" ", look.accent),
            Span::styled(key.as_str(), look.accent),
            Span::styled(" ", look.faint),
            Span::styled(hint, look.faint),
        ];
        list::row(canvas, here, &spans, &[]);
        canvas.drawn.put(here, Target::Hint(action));
        rest = area::left(behind, 1).1;
    }
}
