//! An address from somewhere, with what there is to say about it.

use ratatui::{layout::Rect, text::Line};

use crate::ui::canvas::{Canvas, Column};
use crate::ui::{boxes, list};
use crate::{
    app::{action::Action, pages::check_url::CheckUrlPage},
    content::address::Standing,
};

/// Draws the address and, below it, the verdict.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, check: &CheckUrlPage) {
    let width = boxes::page_width(area);
    let column = &canvas.column(width);
    let lines = lines(column, check);
    let size = (width, lines.len() + 2);
    let inner = boxes::boxed(canvas, area, "Whose address is this?", size);
    boxes::input(
        canvas,
        Rect {
            height: inner.height.min(1),
            ..inner
        },
        &check.input,
        true,
    );
    // A blank line in between, where there is room for it.
    let gap = if inner.height > 5 { 2 } else { 1 };
    let below = Rect {
        y: inner.y.saturating_add(gap).min(inner.bottom()),
        height: inner.height.saturating_sub(gap),
        ..inner
    };
    canvas.drawn.scroll_end = list::page(canvas, below, &lines, check.scroll);
    canvas.drawn.page = usize::from(below.height);
}

fn lines(column: &Column<'_>, check: &CheckUrlPage) -> Vec<Line<'static>> {
    let look = column.look;
    let Some((address, around, assessed)) = &check.assessed else {
        let key = column.model.keymap.short(Action::Enter).unwrap_or_default();
        let invitation = format!(
            "Paste an address, such as one from an e-mail, and press {key}. In a mail, copy the link's own address: the words that it shows may say another."
        );
        return column.wrap(&invitation, look.faint);
    };
    let style = match assessed.standing {
        Standing::Meta | Standing::Authority => look.good,
        Standing::Yours | Standing::Unlisted => look.warn,
        Standing::Refused => look.bad,
    };
    let mut lines = column.wrap(&assessed.verdict, style);
    if let Some(host) = &assessed.host {
        lines.extend(column.wrap(host, look.heading));
    }
    // What was looked at is not all that was pasted.
    if let Some(remark) = around.remark() {
        lines.extend(column.wrap(address, look.accent));
        lines.extend(column.wrap(remark, look.warn));
    }
    for sentence in &assessed.why {
        lines.extend(column.wrap(sentence, look.text));
    }
    if check.others > 0 {
        let said = format!(
            "Addresses in the text that were not looked at: {}. Paste each by itself.",
            check.others
        );
        lines.extend(column.wrap(&said, look.warn));
    }
    lines
}
