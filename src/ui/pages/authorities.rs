//! The authorities of a country: a list from which the person takes the one that is theirs.

use ratatui::{layout::Rect, text::Span};

use crate::ui::canvas::Canvas;
use crate::ui::{boxes, list};
use crate::{
    app::{drawn::Target, pages::authorities::AuthoritiesPage},
    content::region::Authority,
    text,
};

/// Cells in front of what is searched for.
const SEARCH: u16 = 8;

/// Draws the list over the screen.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, chooser: &AuthoritiesPage) {
    let (model, look) = (canvas.model, canvas.look);
    let Some(entry) = model.entry(&chooser.account) else {
        return;
    };
    let entries = chooser.entries(&model.catalog.regions, &entry.account);
    let at = chooser.selected.min(entries.len().saturating_sub(1));
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 84);
    let column = &canvas.column(width);
    let note_of = |authority: &&Authority| {
        let note = authority.note.as_ref();
        note.map_or_else(Vec::new, |note| column.wrap(note, look.text))
    };
    let note = entries.get(at).map_or_else(Vec::new, note_of);
    // As much room as the longest needs, so that the box keeps its size.
    let note_room = entries
        .iter()
        .map(|authority| note_of(authority).len())
        .max();
    let note_room = note_room.unwrap_or(0);
    let about = "Take the one for where you live; it is kept with the account.";
    let about = column.wrap(about, look.faint);
    let inner = boxes::boxed(
        canvas,
        area,
        "Which authority is yours? Type to search",
        (width, about.len() + 1 + entries.len() + note_room),
    );
    if inner.is_empty() {
        return;
    }
    let row = |y: u16| Rect {
        y,
        height: 1,
        ..inner
    };
    // The list comes first where there is little room.
    let height = usize::from(inner.height);
    let spare = height.saturating_sub(1 + entries.len().min(6));
    let shown_note = if note_room <= spare { note_room } else { 0 };
    let shown_about = if about.len() + shown_note <= spare {
        about.len()
    } else {
        0
    };
    let mut y = inner.y;
    for line in about.into_iter().take(shown_about) {
        list::row(canvas, row(y), line.spans, Vec::new());
        y += 1;
    }
    let search = row(y);
    let label = vec![Span::styled("Search: ", look.faint)];
    list::row(canvas, search, label, Vec::new());
    let typed = Rect {
        x: search.x + SEARCH.min(search.width),
        width: search.width.saturating_sub(SEARCH),
        ..search
    };
    boxes::input(canvas, typed, &chooser.filter, true);
    y += 1;
    let note_height = u16::try_from(shown_note).unwrap_or(0);
    let rows = Rect {
        y,
        height: inner.bottom().saturating_sub(y + note_height),
        ..inner
    };
    let top = list::top(0, at, usize::from(rows.height), entries.len());
    canvas.drawn.page = usize::from(rows.height);
    for (place, here) in list::in_sight(rows, top, entries.len()) {
        let Some(authority) = entries.get(place) else {
            break;
        };
        let is_selected = place == at;
        let style = if is_selected {
            look.selected
        } else {
            look.text
        };
        let area = authority.short();
        let name = text::fit(&authority.name, width).into_owned();
        let left = vec![
            list::gutter(is_selected, true, look),
            Span::raw(" "),
            Span::styled(area.to_string(), style),
            Span::styled(format!("  {name}"), look.faint),
        ];
        list::row(canvas, here, left, Vec::new());
        canvas.drawn.put(here, Target::Choice(place));
    }
    let right = inner.right().saturating_sub(1);
    let signs = [
        (top > 0, rows.y, look.glyphs.above),
        (
            top + usize::from(rows.height) < entries.len(),
            rows.bottom().saturating_sub(1),
            look.glyphs.below,
        ),
    ];
    for (_, y, sign) in signs
        .into_iter()
        .filter(|(more, _, _)| *more && !rows.is_empty())
    {
        canvas
            .frame
            .buffer_mut()
            .set_string(right, y, sign, look.accent);
    }
    if entries.is_empty() {
        let said = vec![Span::styled("  None here has that name.", look.faint)];
        list::row(canvas, rows, said, Vec::new());
    }
    for (line, y) in note
        .into_iter()
        .take(shown_note)
        .zip(rows.bottom()..inner.bottom())
    {
        list::row(canvas, row(y), line.spans, Vec::new());
    }
}
