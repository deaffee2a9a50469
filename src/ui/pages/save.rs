//! Draws the question where to save a letter.

use ratatui::layout::Rect;

use crate::{
    app::pages::save::SavePage,
    ui::{
        boxes::{field_box, text_width},
        canvas::Canvas,
    },
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &SavePage) {
    let (model, look) = (canvas.model, canvas.look);
    let column = canvas.column(text_width(area));
    let folder = format!("A path, or a name in {}", model.settings.current);
    let said = [folder, page.says().to_owned()];
    let said: Vec<_> = said
        .iter()
        .flat_map(|it| column.wrap(it, look.faint))
        .collect();
    let title = "Save the letter as";
    field_box(canvas, area, title, &page.input, (&said, page.scroll));
}
