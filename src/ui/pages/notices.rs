//! Draws the warnings about files.

use ratatui::{layout::Rect, text::Line};

use crate::{
    app::pages::notices::NoticesPage,
    ui::{
        boxes::{page_width, text_box},
        canvas::Canvas,
    },
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &NoticesPage) {
    let (model, look) = (canvas.model, canvas.look);
    let width = page_width(area);
    let column = &canvas.column(width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (account, error) in model.saving.failures() {
        let label = model
            .entry(account)
            .map_or(account.as_str(), |entry| entry.account.label.as_str());
        let head = format!("{label} is not saved");
        lines.extend(column.wrap(&head, look.bad));
        for text in [&error.sentence, &error.hint] {
            lines.extend(column.indent(text, look.text));
        }
    }
    for notice in &model.notices {
        lines.extend(column.wrap(&notice.file, look.heading));
        lines.extend(column.indent(&notice.message, look.text));
    }
    text_box(canvas, area, "Warnings", (&lines, page.scroll));
}
