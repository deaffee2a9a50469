//! Draws the list of the authorities of a country.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::pages::authorities::AuthoritiesPage,
    content::region::Authority,
    text,
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
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 84);
    let column = canvas.column(width);
    let note_of = |authority: &&Authority| {
        let note = authority.note.as_ref();
        note.map_or_else(Vec::new, |note| column.wrap(note, look.text))
    };
    let note = authorities.get(selected).map_or_else(Vec::new, note_of);
    let longest = authorities.iter().map(|one| note_of(one).len()).max();
    let note_rows = longest.unwrap_or(0);
    let about = "Take the one for where you live; it is kept with the account.";
    let about = column.wrap(about, look.faint);
    let shorts = authorities.iter().map(|one| text::width(one.short()));
    let short_width = shorts.max().unwrap_or(0);
    let entry = |(index, authority): (usize, &&Authority)| {
        let name = text::fit(&authority.name, column.width).into_owned();
        let short = authority.short();
        let gap = " ".repeat(short_width.saturating_sub(text::width(short)) + 2);
        vec![
            Span::raw(" "),
            Span::styled(short.to_string(), look.row(index == selected)),
            Span::raw(gap),
            Span::styled(name, look.faint),
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
