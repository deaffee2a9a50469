//! The browsers found on this computer: a list from which the person takes one for the account.

use ratatui::{layout::Rect, text::Span};

use crate::ui::canvas::Canvas;
use crate::ui::{boxes, list};
use crate::{
    app::{drawn::Target, pages::browsers::BrowsersPage},
    system::browsers::{BrowserChoice, FoundBrowsers},
};

/// Most rows that the command of the selected one takes.
const MOST_ROWS: usize = 4;

/// What stands for no command of the account's own.
const SYSTEM: &str = "The system's browser, with no command here";

/// What a row says. A container stands below its profile, whose name a narrow window could not
/// show beside its own.
fn row_title(choice: &BrowserChoice) -> String {
    match &choice.container {
        Some(name) => format!("  container {name}"),
        None => choice.title(),
    }
}

/// Draws the list over the screen.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, browsers: &BrowsersPage) {
    let look = canvas.look;
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 76);
    let column = &canvas.column(width);
    let about = match &browsers.found {
        None => "Looking for the browsers on this computer…",
        Some(found) if found.choices.is_empty() => "No browser was found on this computer.",
        Some(_) => "Take the one in which this account is logged in.",
    };
    let mut about = column.wrap(about, look.faint);
    let note = browsers.found.as_ref().and_then(FoundBrowsers::note);
    let note = note.map_or_else(Vec::new, |note| column.wrap(&note, look.faint));
    about.extend(note.iter().cloned());
    let command_of = |choice: &BrowserChoice| column.wrap(&choice.command(), look.text);
    let found = browsers.found.as_ref();
    let choices = found.map_or(&[][..], |found| &found.choices);
    let mut command = browsers.choice().map_or_else(Vec::new, command_of);
    // As much room as the longest needs, so that the box keeps its size.
    let command_room = choices.iter().map(|choice| command_of(choice).len()).max();
    let command_room = command_room.unwrap_or(0).min(MOST_ROWS);
    let titles: Vec<String> = match browsers.found {
        None => Vec::new(),
        Some(_) => {
            let titles = choices.iter().map(row_title);
            titles.chain([SYSTEM.to_owned()]).collect()
        }
    };
    let height = about.len() + titles.len() + command_room;
    let title = "Which browser opens its links?";
    let inner = boxes::boxed(canvas, area, title, (width, height));
    if inner.is_empty() {
        return;
    }
    let row = |y: u16| Rect {
        y,
        height: 1,
        ..inner
    };
    // The list comes first where there is little room, then the command.
    let spare = usize::from(inner.height).saturating_sub(titles.len().clamp(1, 4));
    let shown_command = command_room.min(spare);
    let is_about_shown = titles.is_empty() || about.len() + shown_command <= spare;
    // The last entry has no command, so there is room for what could not be said above.
    if !is_about_shown && command.is_empty() {
        command = note;
    }
    let mut y = inner.y;
    if is_about_shown {
        for (line, at) in about.into_iter().zip(inner.y..inner.bottom()) {
            list::row(canvas, row(at), line.spans, Vec::new());
            y = at + 1;
        }
    }
    let below = u16::try_from(shown_command).unwrap_or(0);
    let rows = Rect {
        y,
        height: inner.bottom().saturating_sub(y + below),
        ..inner
    };
    let top = list::top(0, browsers.selected, usize::from(rows.height), titles.len());
    canvas.drawn.page = usize::from(rows.height);
    for (place, here) in list::in_sight(rows, top, titles.len()) {
        let Some(title) = titles.get(place) else {
            break;
        };
        let is_selected = place == browsers.selected;
        let style = if is_selected {
            look.selected
        } else {
            look.text
        };
        let left = vec![
            list::gutter(is_selected, true, look),
            Span::raw(" "),
            Span::styled(title.clone(), style),
        ];
        list::row(canvas, here, left, Vec::new());
        canvas.drawn.put(here, Target::Choice(place));
    }
    let right = inner.right().saturating_sub(1);
    let last = rows.bottom().saturating_sub(1);
    let is_more = top + usize::from(rows.height) < titles.len();
    let signs = [
        (top > 0, rows.y, look.glyphs.above),
        (is_more, last, look.glyphs.below),
    ];
    for (_, y, sign) in signs
        .into_iter()
        .filter(|(is_there, _, _)| *is_there && !rows.is_empty())
    {
        canvas
            .frame
            .buffer_mut()
            .set_string(right, y, sign, look.accent);
    }
    for (line, y) in command
        .into_iter()
        .take(shown_command)
        .zip(rows.bottom()..inner.bottom())
    {
        list::row(canvas, row(y), line.spans, Vec::new());
    }
}
