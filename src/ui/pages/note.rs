//! Draws the note of a step while it is written.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::pages::note::NotePage,
    text::{self, TextKind},
    ui::{
        boxes::{boxed, text_width},
        canvas::Canvas,
        list,
    },
};

/// The rows for the text of a short note.
const LEAST: usize = 4;

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, note: &NotePage) {
    let (model, look) = (canvas.model, canvas.look);
    let width = text_width(area);
    let title = model
        .catalog
        .step(&note.step)
        .map_or("", |step| step.title.as_str());
    let count = text::rows(note.input.value(), width).len();
    let inner = boxed(canvas, area, "Note", (width, count.max(LEAST) + 2));
    let mut rest = inner;
    if inner.height >= 3 {
        let words = [
            (inner.y, title),
            (
                inner.bottom() - 1,
                "Kept with the step, on this computer only.",
            ),
        ];
        for (y, words) in words {
            let here = Rect {
                y,
                height: 1,
                ..inner
            };
            let words = Span::styled(words.to_owned(), look.faint);
            list::row(canvas, here, &[words], &[]);
        }
        rest.y += 1;
        rest.height -= 2;
    }
    write(canvas, rest, note);
}

/// Draws the text, scrolled so that the cursor is visible.
fn write(canvas: &mut Canvas<'_, '_>, area: Rect, note: &NotePage) {
    if area.is_empty() {
        return;
    }
    let look = canvas.look;
    canvas.drawn.note_width = usize::from(area.width);
    let characters: Vec<char> = note.input.value().chars().collect();
    let rows = text::rows(note.input.value(), canvas.drawn.note_width);
    let cursor = note.input.cursor();
    let at = rows
        .iter()
        .rposition(|row| row.start <= cursor)
        .unwrap_or(0);
    let height = usize::from(area.height);
    let top = list::top(0, at, height, rows.len());
    let shown = |from: usize, to: usize| {
        let part: String = characters
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .collect();
        text::clean(&part, TextKind::Line).to_string()
    };
    for (index, here) in list::in_sight(area, top, rows.len()) {
        let Some(row) = rows.get(index) else { break };
        let words = Span::styled(shown(row.start, row.end), look.text);
        list::row(canvas, here, &[words], &[]);
        if index == at {
            let column = text::width(&shown(row.start, cursor.min(row.end)));
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            let x = area.x.saturating_add(column).min(area.right() - 1);
            canvas.cursor = Some((x, here.y));
        }
    }
    list::signs(canvas, area, top > 0, top + height < rows.len());
}
