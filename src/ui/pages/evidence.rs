//! Draws the page that keeps files and lists those that are kept.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    app::{
        action::Action,
        pages::evidence::{EvidencePage, for_what, newest_first},
    },
    clock,
    ui::{
        area,
        boxes::{boxed, input, text_width},
        canvas::Canvas,
        list,
    },
};

/// Draws the page: the path, what it is for, and what is kept already.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &EvidencePage) {
    let (model, look) = (canvas.model, canvas.look);
    let Some(entry) = model.entry(&page.account) else {
        return;
    };
    let account = &entry.account;
    let width = text_width(area);
    let column = canvas.column(width);
    let what = for_what(account, page.request.as_ref());
    let key = model.keymap.short(Action::Next);
    let other = key
        .filter(|_| !account.progress.requests.is_empty())
        .map_or_else(String::new, |key| format!(" {key} changes that."));
    let mut head = column.wrap(&format!("Which file for {what}?{other}"), look.faint);
    head.push(Line::default());
    let mut lines: Vec<Line<'static>> = Vec::new();
    let kept = newest_first(account);
    if kept.is_empty() {
        lines.extend(column.wrap("Nothing is kept yet.", look.faint));
    }
    let (mut from, mut to) = (0, 0);
    for (index, kept) in kept.into_iter().enumerate() {
        let is_selected = index == page.selected;
        if is_selected {
            from = lines.len();
        }
        let name = Span::styled(format!(" {}", kept.name), look.row(is_selected));
        lines.push(Line::from(vec![
            list::gutter(is_selected, true, look),
            name,
        ]));
        let day = clock::short_date(clock::day(kept.added));
        let what = for_what(account, kept.request.as_ref());
        lines.extend(column.indent(&format!("kept on {day} for {what}"), look.faint));
        if is_selected {
            to = lines.len();
        }
    }
    let title = format!("Evidence of {}", model.name(account));
    let size = (width, head.len() + lines.len() + 1);
    let inner = boxed(canvas, area, &title, size);
    let (field, rest) = area::top(inner, 1);
    input(canvas, field, &page.input, true);
    // The question stays above the files, as far as the selected one leaves room.
    head.truncate(usize::from(rest.height).saturating_sub(to - from));
    let (above, rest) = area::top(rest, u16::try_from(head.len()).unwrap_or(0));
    list::page(canvas, above, &head, 0);
    // As far down as the selected file needs, and not past its beginning.
    let height = usize::from(rest.height);
    let top = to.saturating_sub(height).min(from);
    list::page(canvas, rest, &lines, top);
    canvas.drawn.page = (height / 2).max(1);
}
