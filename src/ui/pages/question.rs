//! Draws a question with its answers.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::{drawn::Target, pages::question::QuestionPage},
    ui::{
        boxes::{boxed, text_width},
        canvas::Canvas,
        list,
    },
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, question: &QuestionPage) {
    let look = canvas.look;
    let width = text_width(area);
    let column = &canvas.column(width);
    let mut lines = column.wrap(&question.title, look.heading);
    let title_rows = lines.len();
    lines.extend(column.wrap(&question.body, look.text));
    let answers = question.answers.len();
    let inner = boxed(canvas, area, "Question", (width, lines.len() + answers + 1));
    // In a small window the answers take precedence over the text.
    let height = usize::from(inner.height);
    let least = title_rows.min(height / 4).min(2);
    let room = height.saturating_sub(answers).max(least);
    canvas.drawn.page = height - room;
    canvas.drawn.text_page = room.saturating_sub(1).max(1);
    let text_area = Rect {
        height: u16::try_from(room).unwrap_or(0),
        ..inner
    };
    canvas.drawn.scroll_end = match room {
        0 => 0,
        _ => list::page(canvas, text_area, &lines, question.scroll),
    };
    let top = list::top(0, question.selected, height - room, answers);
    let rows = Rect {
        y: inner.y + text_area.height,
        height: inner.height - text_area.height,
        ..inner
    };
    let rows = list::beside_bar(canvas, rows, top, answers);
    for (index, here) in list::in_sight(rows, top, answers) {
        let Some(answer) = question.answers.get(index) else {
            break;
        };
        let is_selected = index == question.selected;
        // Read aloud, every row has its number; in the smallest windows the words need the room.
        let has_keys = canvas.reading.is_none() && inner.width >= 24;
        let key = answer.key.filter(|_| has_keys);
        let key = key.map_or_else(String::new, |key| format!("{key}  "));
        let left = vec![
            list::gutter(is_selected, true, look),
            Span::raw(" "),
            Span::styled(key, look.accent),
            Span::styled(answer.label.clone(), look.row(is_selected)),
        ];
        list::row(canvas, here, &left, &[]);
        list::select(canvas, here, (is_selected, true));
        canvas.drawn.put(here, Target::Choice(index));
    }
}
