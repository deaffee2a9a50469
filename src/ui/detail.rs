//! The right pane of the account screen: the selected row in full.

mod authority;
mod facts;
mod route;
mod step;
mod timeline;

pub(super) use facts::{badges, disagreement};

use ratatui::{layout::Rect, text::Line};

use super::{
    canvas::{Canvas, Column},
    list,
};
use crate::{
    app::{
        core::{AccountEntry, Pane},
        drawn::Target,
        row::Row,
    },
    content::goal::Goal,
};

/// Draws the pane.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, entry: &AccountEntry) {
    let model = canvas.model;
    if area.is_empty() {
        return;
    }
    // The signs for more lines need a free cell at the right.
    let width = usize::from(area.width.saturating_sub(2)).max(1);
    let column = &canvas.column(width);
    let (lines, link_line) = lines(column, entry);
    let end = list::page(canvas, area, &lines, model.scroll);
    canvas.drawn.put(area, Target::Detail);
    canvas.drawn.scroll_end = end;
    if model.pane == Pane::Detail {
        canvas.drawn.page = usize::from(area.height).saturating_sub(1);
    }
    let from = model.scroll.min(end);
    if let Some(line) = link_line
        .and_then(|line| line.checked_sub(from))
        .and_then(|line| u16::try_from(line).ok())
        && line < area.height
    {
        canvas.drawn.put(
            Rect {
                y: area.y + line,
                height: 1,
                ..area
            },
            Target::Link,
        );
    }
}

/// The lines of the selected row, and the index of the line with its link.
pub fn lines(column: &Column<'_>, entry: &AccountEntry) -> (Vec<Line<'static>>, Option<usize>) {
    let model = column.model;
    match &model.row {
        Row::Step(id) => match model.catalog.guide(&id.guide) {
            Some(guide) => step::lines(column, entry, guide, &id.step),
            None => (Vec::new(), None),
        },
        Row::Goal(goal) | Row::Route(goal) => match entry.overview.goal(*goal) {
            Some(view) => (route::active(column, entry, view), None),
            None => (route::none(column, entry, Goal::Object), None),
        },
        Row::Others(goal) => match entry.overview.goal(*goal) {
            Some(view) => (route::others(column, entry, view), None),
            None => (Vec::new(), None),
        },
        Row::Other(id) => match model.catalog.guide(id) {
            Some(guide) => (route::other(column, entry, guide), None),
            None => (Vec::new(), None),
        },
        Row::NoForm => (route::none(column, entry, Goal::Object), None),
    }
}
