//! The accounts that cannot be read, as rows of Home and in the place of the welcome.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::welcome::text_page;
use crate::{
    app::action::Action,
    ui::{area, canvas::Canvas, list},
};

/// The area without the rows at its foot for the accounts that cannot be read, and these rows.
pub(super) fn without_unreadable(canvas: &Canvas<'_, '_>, area: Rect) -> (Rect, Rect) {
    let number = u16::try_from(canvas.model.unreadable.len()).unwrap_or(u16::MAX);
    // At least half is for those that can be read.
    let number = number.min(area.height / 2);
    area::bottom(area, number)
}

/// Draws a row for each account that cannot be read, by the name of its file. Where they are more than
/// fit, the last row says so.
pub(super) fn unreadable(canvas: &mut Canvas<'_, '_>, area: Rect, is_wide: bool) {
    let (model, look) = (canvas.model, canvas.look);
    let key = model.keymap.short(Action::PutBack);
    let last = area.bottom().saturating_sub(1);
    for (index, here) in list::in_sight(area, 0, model.unreadable.len()) {
        let Some(one) = model.unreadable.get(index) else {
            break;
        };
        let hidden = model.unreadable.len() - index - 1;
        let label = one
            .copy
            .as_ref()
            .map_or("", |account| account.label.as_str());
        let mut text = format!("! {}.toml  cannot be read", one.id);
        if is_wide && !label.is_empty() {
            text = format!("! {}.toml  {label}  cannot be read", one.id);
        }
        if here.y == last && hidden > 0 {
            text = format!("! {} accounts cannot be read", hidden + 1);
        }
        let mut left = vec![Span::raw(" "), Span::styled(text, look.bad)];
        if let (true, Some(_), Some(key)) = (is_wide, &one.copy, &key) {
            let hint = format!("  {key} puts its newest good copy back");
            left.push(Span::styled(hint, look.faint));
        }
        list::row(canvas, here, &left, &[]);
    }
}

/// Draws why accounts cannot be read, in the place of the welcome: it is no empty program.
pub(super) fn why_unreadable(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let width = usize::from(area.width).saturating_sub(4).min(72);
    let column = &canvas.column(width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let head = match model.unreadable.len() {
        0 => "The folder of the accounts cannot be read.".to_owned(),
        1 => "1 account cannot be read.".to_owned(),
        number => format!("{number} accounts cannot be read."),
    };
    lines.extend(column.indent(&head, look.heading));
    for one in &model.unreadable {
        lines.extend(column.indent(&format!("{}: {}", one.file, one.why), look.text));
    }
    let text = if model.unreadable.is_empty() {
        format!("Kept in {}", model.settings.data)
    } else if let Some(key) = model.keymap.short(Action::PutBack)
        && model.unreadable.iter().any(|one| one.copy.is_some())
    {
        format!("Press {key} to put the newest good copy back.")
    } else {
        "There is no good copy. What is wrong: optout account check".to_owned()
    };
    lines.extend(column.indent(&text, look.accent));
    text_page(canvas, area, &lines);
}
