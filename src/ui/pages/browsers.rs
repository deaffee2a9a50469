//! Draws the list of the browsers on this computer.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::pages::browsers::BrowsersPage,
    system::browsers::{BrowserChoice, FoundBrowsers},
    ui::{canvas::Canvas, picker::Picker},
};

/// The most rows for the command of the selected browser.
const MOST_ROWS: usize = 4;

/// The last entry, which leaves the account without a command.
const SYSTEM: &str = "The system's browser, with no command here";

/// The text of an entry. A container follows its profile in the list, so the entry has only its own
/// name, to fit into a narrow window.
fn row_title(choice: &BrowserChoice) -> String {
    match &choice.container {
        Some(name) => format!("  container {name}"),
        None => choice.title(),
    }
}

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &BrowsersPage) {
    let look = canvas.look;
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 76);
    let column = canvas.column(width);
    let about = match &page.found {
        None => "Looking for the browsers on this computer…",
        Some(found) if found.choices.is_empty() => "No browser was found on this computer.",
        Some(_) => "Take the one in which this account is logged in.",
    };
    let about = column.wrap(about, look.faint);
    let note = page.found.as_ref().and_then(FoundBrowsers::note);
    let remark = note.map_or_else(Vec::new, |note| column.wrap(&note, look.faint));
    let found = page.found.as_ref();
    let choices = found.map_or(&[][..], |found| &found.choices);
    let command_of = |choice: &BrowserChoice| column.wrap(&choice.command(), look.text);
    let longest = choices.iter().map(|choice| command_of(choice).len()).max();
    let note_rows = longest.unwrap_or(0).min(MOST_ROWS);
    let system = page.found.is_some().then(|| SYSTEM.to_owned());
    let titles = choices.iter().map(row_title).chain(system);
    let entry = |(index, title)| {
        let style = look.row(index == page.selected);
        vec![Span::raw(" "), Span::styled(title, style)]
    };
    let entries: Vec<Vec<Span<'static>>> = titles.enumerate().map(entry).collect();
    Picker {
        title: "Which browser opens its links?",
        size: (
            width,
            about.len() + remark.len() + entries.len() + note_rows,
        ),
        about,
        remark,
        filter: None,
        entries,
        selected: page.selected,
        none: "",
        least: 4,
        note: page.choice().map_or_else(Vec::new, command_of),
        note_rows,
    }
    .draw(canvas, area);
}
