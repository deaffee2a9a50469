//! Help: the keys that do something where it was called, from the same table that dispatches them.

use ratatui::{Frame, layout::Rect, text::Span};

use super::{dialogs, list, theme::Look};
use crate::app::{
    action::TABLE,
    dialog::HelpPage,
    drawn::{Drawn, Target},
    model::Model,
};

/// Cells for the keys of an entry.
const KEYS: usize = 16;

/// Draws help over the screen.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    page: &HelpPage,
    look: &Look,
    drawn: &mut Drawn,
) {
    let entries = page.entries(&model.keymap);
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 84);
    let inner = dialogs::boxed(
        frame,
        area,
        "Help: type to search, Enter does it",
        (width, page.actions.len() + 1),
        look,
        drawn,
    );
    if inner.is_empty() {
        return;
    }
    let search = Rect { height: 1, ..inner };
    list::row(
        frame,
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
    dialogs::input(frame, typed, &page.filter, true, look);
    let rows = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        ..inner
    };
    let at = page.selected.min(entries.len().saturating_sub(1));
    let top = list::top(0, at, usize::from(rows.height), entries.len());
    drawn.page = usize::from(rows.height);
    for (place, here) in list::in_sight(rows, top, entries.len()) {
        let Some(action) = entries.get(place) else {
            break;
        };
        let about = TABLE
            .iter()
            .find(|entry| entry.action == *action)
            .map_or("", |entry| entry.about);
        let keys: Vec<String> = model
            .keymap
            .keys(*action)
            .iter()
            .map(|chord| chord.short())
            .collect();
        let is_selected = place == at;
        let style = if is_selected {
            look.selected
        } else {
            look.text
        };
        let left = vec![
            list::gutter(is_selected, true, look),
            Span::styled(format!(" {:<KEYS$}", keys.join(" ")), look.accent),
            Span::styled(about, style),
        ];
        list::row(frame, here, left, Vec::new());
        drawn.put(here, Target::Choice(place));
    }
    if entries.is_empty() {
        list::row(
            frame,
            rows,
            vec![Span::styled("  Nothing here has that word.", look.faint)],
            Vec::new(),
        );
    }
}
