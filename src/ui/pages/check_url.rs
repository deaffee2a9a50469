//! Draws the page that checks an address.

use ratatui::{layout::Rect, text::Line};

use crate::{
    app::{action::Action, pages::check_url::CheckUrlPage},
    content::address::Standing,
    ui::{
        boxes,
        canvas::{Canvas, Column},
        list,
    },
};

/// Draws the page: the text field and, below it, the assessment.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &CheckUrlPage) {
    let width = boxes::page_width(area);
    let column = &canvas.column(width);
    let lines = lines(column, page);
    let size = (width, lines.len() + 2);
    let inner = boxes::boxed(canvas, area, "Whose address is this?", size);
    boxes::input(
        canvas,
        Rect {
            height: inner.height.min(1),
            ..inner
        },
        &page.input,
        true,
    );
    // A blank line in between, if there is room.
    let gap = if inner.height > 5 { 2 } else { 1 };
    let below = Rect {
        y: inner.y.saturating_add(gap).min(inner.bottom()),
        height: inner.height.saturating_sub(gap),
        ..inner
    };
    canvas.drawn.scroll_end = list::page(canvas, below, &lines, page.scroll);
    canvas.drawn.page = usize::from(below.height);
}

fn lines(column: &Column<'_>, page: &CheckUrlPage) -> Vec<Line<'static>> {
    let look = column.look;
    let Some((address, around, assessment)) = &page.assessed else {
        let key = column.model.keymap.short(Action::Enter).unwrap_or_default();
        let invitation = format!(
            "Paste an address, such as one from an e-mail, and press {key}. In a mail, copy the link itself: its words may name another."
        );
        return column.wrap(&invitation, look.faint);
    };
    let style = match assessment.standing {
        Standing::Meta | Standing::Authority => look.good,
        Standing::Yours | Standing::Unlisted | Standing::Sender => look.warn,
        Standing::Refused => look.bad,
    };
    let mut lines = column.wrap(&assessment.verdict, style);
    if let Some(host) = &assessment.host {
        lines.extend(column.wrap(host, look.heading));
    }
    // The text has more than the address.
    if let Some(remark) = around.remark() {
        lines.extend(column.wrap(address, look.link));
        lines.extend(column.wrap(remark, look.warn));
    }
    for sentence in &assessment.why {
        lines.extend(column.wrap(sentence, look.text));
    }
    if page.others > 0 {
        let remark = format!(
            "Addresses in the text that were not looked at: {}. Paste each by itself.",
            page.others
        );
        lines.extend(column.wrap(&remark, look.warn));
    }
    lines
}
