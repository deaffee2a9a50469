//! Draws the trash.

use ratatui::{layout::Rect, text::Span};

use crate::{
    account::naming,
    app::pages::trash::{TrashPage, described},
    store::Trashed,
    ui::{canvas::Canvas, picker::Picker},
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &TrashPage) {
    let look = canvas.look;
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 64);
    let column = canvas.column(width);
    let about = match &page.listed {
        None => "Reading the trash…",
        Some(listed) if listed.is_empty() => "The trash is empty.",
        Some(_) => "Deleted accounts, with all that was kept about them.",
    };
    let about = column.wrap(about, look.faint);
    let listed = page.listed.as_deref().unwrap_or_default();
    let readable = listed.iter().filter_map(|it| it.account.as_deref().ok());
    let apart = naming::apart(readable);
    let entry = |(index, trashed): (usize, &Trashed)| {
        let (text, style) = match &trashed.account {
            Ok(account) => (
                described(account, apart.get(&account.id)),
                look.row(index == page.selected),
            ),
            Err(_) => (format!("{}.toml cannot be read", trashed.id), look.bad),
        };
        vec![Span::raw(" "), Span::styled(text, style)]
    };
    let entries: Vec<Vec<Span<'static>>> = listed.iter().enumerate().map(entry).collect();
    Picker {
        title: "Trash",
        size: (width, about.len() + entries.len()),
        about,
        remark: Vec::new(),
        filter: None,
        entries,
        selected: page.selected,
        none: "",
        least: 3,
        note: Vec::new(),
        note_rows: 0,
    }
    .draw(canvas, area);
}
