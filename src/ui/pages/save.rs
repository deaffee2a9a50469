//! Draws the question where to save a letter.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::pages::save::SavePage,
    ui::{
        boxes::{boxed, input, text_width},
        canvas::Canvas,
        list,
    },
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &SavePage) {
    let (model, look) = (canvas.model, canvas.look);
    let width = text_width(area);
    let folder = format!("A path, or a name in {}", model.settings.current);
    let said = [folder, page.says().to_owned()];
    let said: Vec<_> = said
        .iter()
        .flat_map(|text| canvas.column(width).wrap(text, look.faint))
        .collect();
    let inner = boxed(canvas, area, "Save the letter as", (width, said.len() + 1));
    input(canvas, Rect { height: 1, ..inner }, &page.input, true);
    let rows = (inner.y + 1..inner.bottom()).zip(said);
    for (y, line) in rows {
        let here = Rect {
            y,
            height: 1,
            ..inner
        };
        let spans: Vec<Span<'static>> = line.spans;
        list::row(canvas, here, spans, Vec::new());
    }
}
