//! Small things over the screen: questions, the note, the list of warnings.

use ratatui::{
    layout::{Constraint, Rect},
    text::{Line, Span},
    widgets::{Block, Clear},
};

use super::list;
use crate::ui::canvas::Canvas;
use crate::{
    app::{
        dialog::{NoteEditor, Question},
        drawn::Target,
    },
    text,
};

/// A box over the screen, as large as it needs to be and fits; gives its inside.
pub fn boxed(canvas: &mut Canvas<'_, '_>, area: Rect, title: &str, size: (usize, usize)) -> Rect {
    let look = canvas.look;
    let (width, height) = size;
    // In the smallest windows a frame would take the room that the text needs.
    let is_cramped = area.height < 7 || area.width < 12;
    let wanted = |size: usize, frame: usize, most: u16| {
        u16::try_from(size + frame).unwrap_or(u16::MAX).min(most)
    };
    let outer = if is_cramped {
        area
    } else {
        area.centered(
            Constraint::Length(wanted(width, 4, area.width)),
            Constraint::Length(wanted(height, 2, area.height)),
        )
    };
    canvas.frame.render_widget(Clear, outer);
    canvas.drawn.put(area, Target::Overlay);
    if is_cramped {
        return outer;
    }
    let borders = if look.glyphs.rule == "-" {
        Block::bordered().border_set(ASCII_BORDER)
    } else {
        Block::bordered()
    };
    let block = borders
        .border_style(look.faint)
        .title(Span::styled(format!(" {title} "), look.heading));
    let inner = block.inner(outer);
    canvas.frame.render_widget(block, outer);
    Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

const ASCII_BORDER: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// The width of a box for text: readable, and no wider than the window.
fn text_width(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(4).clamp(1, 64)
}

/// Draws a question.
pub fn question(canvas: &mut Canvas<'_, '_>, area: Rect, question: &Question) {
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
            Span::styled(answer.0.clone(), style),
        ];
        list::row(canvas, here, left, Vec::new());
        canvas.drawn.put(here, Target::Choice(place));
    }
}

/// Draws the note that is being written.
pub fn note(canvas: &mut Canvas<'_, '_>, area: Rect, note: &NoteEditor) {
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

/// Draws a text that is typed, scrolled so that the cursor is in sight.
pub fn input(canvas: &mut Canvas<'_, '_>, area: Rect, input: &tui_input::Input, has_keys: bool) {
    let look = canvas.look;
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let scroll = input.visual_scroll(width.saturating_sub(1));
    // Typed text is the person's own; it is cleaned when it is taken over, and for showing.
    let shown = text::clean(input.value(), text::TextKind::Line);
    let mut skipped = 0;
    let rest: String = shown
        .chars()
        .skip_while(|character| {
            let wide = text::width(character.encode_utf8(&mut [0; 4]));
            skipped += wide;
            skipped <= scroll && scroll > 0
        })
        .collect();
    canvas
        .frame
        .buffer_mut()
        .set_stringn(area.x, area.y, &rest, width, look.text);
    if has_keys {
        let column = input
            .visual_cursor()
            .saturating_sub(scroll)
            .min(width.saturating_sub(1));
        canvas
            .frame
            .set_cursor_position((area.x + u16::try_from(column).unwrap_or(0), area.y));
    }
}

/// Draws what is wrong with files.
pub fn notices(canvas: &mut Canvas<'_, '_>, area: Rect) {
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
    read(canvas, area, "Warnings", (&lines, model.scroll));
}

/// The width of a box for a page to read: wider than a question, as addresses are long.
pub fn page_width(area: Rect) -> usize {
    text_width(area).max(usize::from(area.width).saturating_sub(8).min(100))
}

/// Draws a page to read, scrolled so far.
pub fn read(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    title: &str,
    (lines, scroll): (&[Line<'static>], usize),
) {
    let size = (page_width(area), lines.len());
    let inner = boxed(canvas, area, title, size);
    canvas.drawn.scroll_end = list::page(canvas, inner, lines, scroll);
    canvas.drawn.page = usize::from(inner.height);
}
