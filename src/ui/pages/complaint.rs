//! Draws the question where to write the complaint.

use ratatui::layout::Rect;

use crate::{
    app::pages::complaint::ComplaintPage,
    ui::{
        boxes::{boxed, input, text_width},
        canvas::Canvas,
        list,
    },
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &ComplaintPage) {
    let (model, look) = (canvas.model, canvas.look);
    let width = text_width(area);
    let said: Vec<_> = page
        .says(model)
        .iter()
        .flat_map(|text| canvas.column(width).wrap(text, look.faint))
        .collect();
    let inner = boxed(
        canvas,
        area,
        "Write the complaint into",
        (width, said.len() + 1),
    );
    input(canvas, Rect { height: 1, ..inner }, &page.input, true);
    let rest = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    list::page(canvas, rest, &said, 0);
}
