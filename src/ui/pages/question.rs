//! A question with answers to choose from.

use ratatui::{layout::Rect, text::Span};

use crate::{
    app::{drawn::Target, pages::question::QuestionPage},
    ui::{
        boxes::{boxed, text_width},
        canvas::Canvas,
        list,
    },
};

/// Draws a question.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, question: &QuestionPage) {
    let look = canvas.look;
    let width = text_width(area);
    let column = &canvas.column(width);
    let mut lines = column.wrap(&question.title, look.heading);
    let asked = lines.len();
    lines.extend(column.wrap(&question.body, look.text));
    let answers = question.answers.len();
    let inner = boxed(
        canvas,
        area,
        "optout asks",
        (width, lines.len() + answers + 1),
    );
    // The answers come first where there is little room: without them nothing can be done.
    let height = usize::from(inner.height);
    let least = if height >= 8 { asked.min(2) } else { 0 };
    let room = height.saturating_sub(answers).max(least);
    canvas.drawn.page = height - room;
    let text_area = Rect {
        height: u16::try_from(room).unwrap_or(0),
        ..inner
    };
    list::page(canvas, text_area, &lines, 0);
    let top = list::top(0, question.selected, height - room, answers);
    let from = inner.y + text_area.height;
    for (place, (answer, y)) in question
        .answers
        .iter()
        .enumerate()
        .skip(top)
        .zip(from..inner.bottom())
        .map(|((p, a), y)| (p, (a, y)))
    {
        let is_selected = place == question.selected;
        let style = if is_selected {
            look.selected
        } else {
            look.text
        };
        let here = Rect {
            y,
            height: 1,
            ..inner
        };
        let left = vec![
            list::gutter(is_selected, true, look),
            Span::raw(" "),
            Span::styled(answer.label.clone(), style),
        ];
        list::row(canvas, here, left, Vec::new());
        canvas.drawn.put(here, Target::Choice(place));
    }
}
