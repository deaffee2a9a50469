//! Draws the list of the authorities of a country.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::pages::authorities::AuthoritiesPage,
    content::region::Authority,
    ui::{canvas::Canvas, picker::Picker},
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &AuthoritiesPage) {
    let (model, look) = (canvas.model, canvas.look);
    let Some(entry) = model.entry(&page.account) else {
        return;
    };
    let authorities = page.entries(&model.catalog.regions, &entry.account);
    let selected = page.selected.min(authorities.len().saturating_sub(1));
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 64);
    let column = canvas.column(width);
    let indented = canvas.column(width.saturating_sub(2));
    // Its whole name, for which a row has no room, and what is to know.
    let note_of = |authority: &&Authority| {
        let mut lines = indented.indent(&authority.name, look.faint);
        if let Some(note) = &authority.note {
            lines.extend(column.wrap(note, look.text));
        }
        lines
    };
    let note = authorities.get(selected).map_or_else(Vec::new, note_of);
    let longest = authorities.iter().map(|one| note_of(one).len()).max();
    let note_rows = longest.unwrap_or(0);
    let about = "Take the one for where you live; it is kept with the account.";
    let about = column.wrap(about, look.faint);
    let entry = |(index, authority): (usize, &&Authority)| {
        let style = look.row(index == selected);
        vec![
            Span::raw(" "),
            Span::styled(authority.short().to_string(), style),
        ]
    };
    Picker {
        title: "Which authority is yours? Type to search",
        size: (width, about.len() + 1 + authorities.len() + note_rows),
        about,
        remark: Vec::new(),
        filter: Some(&page.filter),
        entries: authorities.iter().enumerate().map(entry).collect(),
        selected,
        none: "  None here has that name.",
        least: 6,
        note,
        note_rows,
    }
    .draw(canvas, area);
}
