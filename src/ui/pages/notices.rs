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
            .map_or_else(|| account.to_string(), |entry| model.name(&entry.account));
        let head = format!("{label} is not saved");
        lines.extend(column.wrap(&head, look.bad));
        for text in [&error.sentence, &error.hint] {
            lines.extend(column.indent(text, look.text));
        }
    }
    let is_read = canvas.reading.is_some();
    let mut file = None;
    for notice in &model.notices {
        if file.replace(&notice.file) != Some(&notice.file) {
            lines.extend(column.wrap(&notice.file, look.heading));
        }
        lines.extend(column.indent(&notice.message, look.text));
        for line in notice.excerpt.iter().flat_map(|it| it.lines()) {
            // Read aloud, a caret says nothing.
            let line = match is_read {
                true => line.split_once("| ").map_or("", |(number, line)| {
                    if number.trim().is_empty() { "" } else { line }
                }),
                false => line,
            };
            lines.push(Line::styled(format!("  {line}"), look.faint));
        }
    }
    text_box(canvas, area, "Warnings", (&lines, page.scroll));
}
