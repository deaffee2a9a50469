//! Draws help: the actions that work where it was opened, with their keys, and the signs.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::{
        action::Action,
        model::Model,
        pages::help::{HelpEntry, HelpPage, signs::Sign},
    },
    text,
    ui::{canvas::Canvas, picker::Picker, theme::Glyphs},
};

/// The most cells for the keys of an entry.
const KEYS: usize = 16;

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &HelpPage) {
    let (model, look) = (canvas.model, canvas.look);
    let entries = page.shown(&model.keymap);
    let selected = page.selected.min(entries.len().saturating_sub(1));
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 84);
    let sign = |entry: &HelpEntry| match entry {
        HelpEntry::Does(action) => keys(model, *action),
        HelpEntry::Means(sign, _) => glyph(*sign, look.glyphs),
    };
    let widest = entries.iter().map(|entry| text::width(&sign(entry)));
    let keys_width = (widest.max().unwrap_or(0) + 1).min(KEYS);
    let row = |(index, entry): (usize, &HelpEntry)| {
        let style = look.row(index == selected);
        let sign = sign(entry);
        let gap = " ".repeat(keys_width.saturating_sub(text::width(&sign)));
        vec![
            Span::styled(format!(" {sign}{gap}"), look.accent),
            Span::styled(entry.about(), style),
        ]
    };
    // If the selected row is cut, its text is repeated below the list.
    let about = entries.get(selected).map_or("", |entry| entry.about());
    // The sign for more lines may take two cells of the row.
    let is_cut = text::width(about) + keys_width + 4 > width;
    let note = match is_cut {
        true => canvas
            .column(width.saturating_sub(2))
            .indent(about, look.faint),
        false => Vec::new(),
    };
    let enter = model.keymap.short(Action::Enter).unwrap_or_default();
    Picker {
        title: &format!("Help: type to search, {enter} does it"),
        size: (width, page.entries.len() + 1),
        about: Vec::new(),
        remark: Vec::new(),
        filter: Some(&page.filter),
        entries: entries.iter().enumerate().map(row).collect(),
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
    let keys: Vec<String> = keys.iter().map(|keys| model.keymap.shown(keys)).collect();
    keys.join(" ")
}

/// The sign as the lists show it.
fn glyph(sign: Sign, glyphs: &Glyphs) -> String {
    match sign {
        Sign::Todo => glyphs.todo,
        Sign::Done => glyphs.done,
        Sign::Skipped => glyphs.skipped,
        Sign::Blocked => glyphs.blocked,
        Sign::Note => "+note",
        Sign::Extra => "(extra)",
        Sign::Covered => "covered",
        Sign::Passed => "not needed",
        Sign::Tried => "tried",
        Sign::Yours => "[yours]",
        Sign::Old => "[old]",
        Sign::Folded => glyphs.folded,
        Sign::More => return format!("{} {}", glyphs.above, glyphs.below),
        Sign::Saving => glyphs.saving,
        Sign::Unsaved => glyphs.unsaved,
    }
    .to_owned()
}
