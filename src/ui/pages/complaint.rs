//! Draws the question where to write the complaint.

use ratatui::layout::Rect;

use crate::{
    app::pages::complaint::ComplaintPage,
    ui::{
        boxes::{field_box, text_width},
        canvas::Canvas,
    },
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &ComplaintPage) {
    let (model, look) = (canvas.model, canvas.look);
    let column = canvas.column(text_width(area));
    let said = page.says(model);
    let said: Vec<_> = said
        .iter()
        .flat_map(|it| column.wrap(it, look.faint))
        .collect();
    let title = "Write the complaint into";
    field_box(canvas, area, title, &page.input, (&said, page.scroll));
}
