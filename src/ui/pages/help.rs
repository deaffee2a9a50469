//! Help: the keys that do something where it was called, from the same table that dispatches them.

use ratatui::{layout::Rect, text::Span, widgets::Paragraph};

use crate::ui::canvas::Canvas;
use crate::ui::{boxes, list};
use crate::{
    app::{
        action::{Action, TABLE},
        drawn::Target,
        model::Model,
        pages::help::HelpPage,
    },
    text,
};

/// Most cells for the keys of an entry.
const KEYS: usize = 16;

/// Draws help over the screen.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &HelpPage) {
    let (model, look) = (canvas.model, canvas.look);
    let entries = page.entries(&model.keymap);
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 84);
    let inner = boxes::boxed(
        canvas,
        area,
        "Help: type to search, Enter does it",
        (width, page.actions.len() + 1),
    );
    if inner.is_empty() {
        return;
    }
    let search = Rect { height: 1, ..inner };
    list::row(
        canvas,
        Rect {
            width: search.width.min(8),
            ..search
        },
        vec![Span::styled("Search: ", look.faint)],
        Vec::new(),
    );
    let typed = Rect {
        x: search.x + 8.min(search.width),
        width: search.width.saturating_sub(8),
        ..search
    };
    boxes::input(canvas, typed, &page.filter, true);
    let rows = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        ..inner
    };
    let at = page.selected.min(entries.len().saturating_sub(1));
    let chosen = entries.get(at).map_or("", |action| about(*action));
    let widths = entries
        .iter()
        .map(|action| text::width(&keys(model, *action)));
    let keys_width = (widths.max().unwrap_or(0) + 1).min(KEYS);
    let rows = whole(canvas, rows, (chosen, keys_width));
    let top = list::top(0, at, usize::from(rows.height), entries.len());
    canvas.drawn.page = usize::from(rows.height);
    for (place, here) in list::in_sight(rows, top, entries.len()) {
        let Some(action) = entries.get(place) else {
            break;
        };
        let is_selected = place == at;
        let style = if is_selected {
            look.selected
        } else {
            look.text
        };
        let left = vec![
            list::gutter(is_selected, true, look),
            Span::styled(
                format!(" {:<keys_width$}", keys(model, *action)),
                look.accent,
            ),
            Span::styled(about(*action), style),
        ];
        list::row(canvas, here, left, Vec::new());
        canvas.drawn.put(here, Target::Choice(place));
    }
    if entries.is_empty() {
        list::row(
            canvas,
            rows,
            vec![Span::styled("  Nothing here has that word.", look.faint)],
            Vec::new(),
        );
    }
}

fn keys(model: &Model, action: Action) -> String {
    let keys = model.keymap.keys(action);
    let keys: Vec<String> = keys.iter().map(|chord| chord.short()).collect();
    keys.join(" ")
}

fn about(action: Action) -> &'static str {
    let entry = TABLE.iter().find(|entry| entry.action == action);
    entry.map_or("", |entry| entry.about)
}

/// What is cut in the selected row stands whole below the list. Gives the rows that are left.
fn whole(canvas: &mut Canvas<'_, '_>, area: Rect, (about, keys_width): (&str, usize)) -> Rect {
    let look = canvas.look;
    let width = usize::from(area.width);
    if text::width(about) + keys_width + 2 <= width {
        return area;
    }
    let lines = canvas
        .column(width.saturating_sub(2))
        .indent(about, look.faint);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let Some(left) = area.height.checked_sub(height).filter(|left| *left >= 3) else {
        return area;
    };
    let below = Rect {
        y: area.y + left,
        height,
        ..area
    };
    canvas.frame.render_widget(Paragraph::new(lines), below);
    Rect {
        height: left,
        ..area
    }
}
