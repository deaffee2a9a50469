//! Draws help: the actions that work where it was opened, with their keys, and the signs.

use compact_str::CompactString;
use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    app::{
        action::Action,
        model::Model,
        pages::{
            Overlay,
            help::{HelpEntry, HelpPage, signs::Sign},
        },
    },
    text,
    ui::{canvas::Canvas, picker::Picker, theme::Glyphs},
};

/// The most cells for the keys of an entry.
const KEYS: usize = 16;
/// The most cells for an entry: what is longer is read worse, and is told below the list.
const WIDTH: usize = 60;
/// The fewest rows of the list, for what is found by typing.
const ROWS: usize = 12;
/// The rows below the list.
const NOTE: usize = 2;

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &HelpPage) {
    let (model, look) = (canvas.model, canvas.look);
    let entries = page.shown(&model.keymap);
    let selected = page.selected.min(entries.len().saturating_sub(1));
    let width = usize::from(area.width).saturating_sub(4).clamp(1, WIDTH);
    let sign = |entry: &HelpEntry| match entry {
        HelpEntry::Does(action) => keys(model, *action),
        HelpEntry::Means(sign, _) => glyph(*sign, look.glyphs),
    };
    let widest = entries.iter().map(|entry| text::width(&sign(entry)));
    let keys_width = (widest.max().unwrap_or(0) + 1).min(KEYS);
    // Beside the cursor, a blank and the sign for more.
    let room = match canvas.reading {
        Some(_) => usize::MAX,
        None => width.saturating_sub(keys_width + 4),
    };
    let is_letter = matches!(model.overlays.as_slice(), [.., Overlay::Letter(_), _]);
    // What a key does in a letter is told there only, and nothing else is.
    let about = |entry: &HelpEntry| match entry.about().rsplit_once("letter: ") {
        Some((_, in_letter)) if is_letter => in_letter,
        Some((elsewhere, _)) => elsewhere.strip_suffix("; in a ").unwrap_or(entry.about()),
        None => entry.about(),
    };
    let row = |(index, entry): (usize, &HelpEntry)| {
        let style = look.row(index == selected);
        let sign = sign(entry);
        let gap = " ".repeat(keys_width.saturating_sub(text::width(&sign)));
        vec![
            Span::styled(format!(" {sign}{gap}"), look.accent),
            Span::styled(fitting(about(entry), room), style),
        ]
    };
    // What a row leaves out is told below the list when it is selected.
    let about = entries.get(selected).map_or("", about);
    let note = match fitting(about, room) == about && text::width(about) <= room {
        false => about.to_owned(),
        true if page.filter.value().is_empty() => {
            "The rest is below. Typing finds it, by other words too.".to_owned()
        }
        true => String::new(),
    };
    let mut note = canvas
        .column(width.saturating_sub(2))
        .indent(&note, look.faint);
    if usize::from(area.height) > ROWS + NOTE {
        // The list keeps its height.
        note.resize(NOTE.max(note.len()), Line::default());
    }
    let enter = model.keymap.short(Action::Enter).unwrap_or_default();
    Picker {
        title: &format!("Help: type to search, {enter} does it"),
        size: (width, 1 + page.first.max(ROWS) + NOTE),
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

/// As many of the parts of a text as there is room for; all of it, where not even the first fits.
fn fitting(about: &'static str, room: usize) -> &'static str {
    let ends = about.match_indices("; ").map(|(end, _)| end);
    let parts = ends.chain([about.len()]).filter_map(|end| about.get(..end));
    let fits = parts.filter(|part| text::width(part) <= room);
    fits.last().unwrap_or(about)
}

fn keys(model: &Model, action: Action) -> String {
    let keys = model.keymap.keys(action);
    let keys: Vec<CompactString> = keys.map(|keys| model.keymap.shown(keys)).collect();
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
