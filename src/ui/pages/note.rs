//! Draws the note of a step while it is written.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::pages::note::NotePage,
    ui::{
        boxes::{boxed, input, text_width},
        canvas::Canvas,
        list,
    },
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, note: &NotePage) {
    let (model, look) = (canvas.model, canvas.look);
    let width = text_width(area);
    let title = model
        .catalog
        .step(&note.step)
        .map_or("", |step| step.title.as_str());
    let inner = boxed(canvas, area, "Note", (width, 3));
    if inner.height >= 3 {
        list::row(
            canvas,
            Rect { height: 1, ..inner },
            vec![Span::styled(title.to_owned(), look.faint)],
            Vec::new(),
        );
        list::row(
            canvas,
            Rect {
                y: inner.y + 2,
                height: 1,
                ..inner
            },
            vec![Span::styled(
                "Kept with the step, on this computer only.",
                look.faint,
            )],
            Vec::new(),
        );
    }
    let y = if inner.height >= 3 {
        inner.y + 1
    } else {
        inner.y
    };
    input(
        canvas,
        Rect {
            y,
            height: 1,
            ..inner
        },
        &note.input,
        true,
    );
}
