//! Draws help: the actions that work where it was opened, with their keys.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::{action::Action, model::Model, pages::help::HelpPage},
    text,
    ui::{canvas::Canvas, picker::Picker},
};

/// The most cells for the keys of an entry.
const KEYS: usize = 16;

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &HelpPage) {
    let (model, look) = (canvas.model, canvas.look);
    let actions = page.entries(&model.keymap);
    let selected = page.selected.min(actions.len().saturating_sub(1));
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 84);
    let widest = actions
        .iter()
        .map(|action| text::width(&keys(model, *action)));
    let keys_width = (widest.max().unwrap_or(0) + 1).min(KEYS);
    let entry = |(index, action): (usize, &Action)| {
        let style = look.row(index == selected);
        let keys = format!(" {:<keys_width$}", keys(model, *action));
        vec![
            Span::styled(keys, look.accent),
            Span::styled(action.entry().about, style),
        ]
    };
    // If the selected row is cut, its text is repeated below the list.
    let about = actions
        .get(selected)
        .map_or("", |action| action.entry().about);
    // The sign for more lines may take one cell of the row.
    let is_cut = text::width(about) + keys_width + 3 > width;
    let note = match is_cut {
        true => canvas
            .column(width.saturating_sub(2))
            .indent(about, look.faint),
        false => Vec::new(),
    };
    let enter = model.keymap.short(Action::Enter).unwrap_or_default();
    Picker {
        title: &format!("Help: type to search, {enter} does it"),
        size: (width, page.actions.len() + 1),
        about: Vec::new(),
        remark: Vec::new(),
        filter: Some(&page.filter),
        entries: actions.iter().enumerate().map(entry).collect(),
        selected,
        none: "  Nothing here has that word.",
        least: 3,
        note_rows: note.len(),
        note,
    }
    .draw(canvas, area);
}

fn keys(model: &Model, action: Action) -> String {
    let keys = model.keymap.keys(action);
    let keys: Vec<String> = keys.iter().map(|chord| chord.short()).collect();
    keys.join(" ")
}
