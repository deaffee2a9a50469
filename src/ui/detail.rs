//! The right pane of an account: the selected row in full.

mod authority;
mod route;
mod step;

pub(super) use route::badges;

use ratatui::{Frame, layout::Rect, text::Line};

use super::{list, theme::Look};
use crate::{
    app::{
        drawn::{Drawn, Target},
        model::{AccountEntry, Model, Pane},
        rows::Row,
    },
    content::goal::Goal,
};

/// Draws the pane.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    entry: &AccountEntry,
    look: &Look,
    drawn: &mut Drawn,
) {
    if area.is_empty() {
        return;
    }
    // One cell stays free at the right, for the signs that there is more.
    let width = usize::from(area.width.saturating_sub(2)).max(1);
    let (lines, link_line) = lines(model, entry, width, look);
    let end = list::page(frame, area, &lines, model.scroll, look);
    drawn.put(area, Target::Detail);
    drawn.scroll_end = end;
    if model.pane == Pane::Detail {
        drawn.page = usize::from(area.height).saturating_sub(1);
    }
    let from = model.scroll.min(end);
    if let Some(line) = link_line
        .and_then(|line| line.checked_sub(from))
        .and_then(|line| u16::try_from(line).ok())
        && line < area.height
    {
        drawn.put(
            Rect {
                y: area.y + line,
                height: 1,
                ..area
            },
            Target::Link,
        );
    }
}

/// The lines of the selected row, and which of them is its link.
pub fn lines(
    model: &Model,
    entry: &AccountEntry,
    width: usize,
    look: &Look,
) -> (Vec<Line<'static>>, Option<usize>) {
    match &model.row {
        Row::Step(id) => match model.catalog.guide(&id.guide) {
            Some(guide) => step::lines(model, entry, guide, &id.step, width, look),
            None => (Vec::new(), None),
        },
        Row::Goal(goal) | Row::Route(goal) => match entry.overview.goal(*goal) {
            Some(view) => (route::active(model, entry, view, width, look), None),
            None => (route::none(model, entry, Goal::Object, width, look), None),
        },
        Row::Others(goal) => match entry.overview.goal(*goal) {
            Some(view) => (route::others(model, entry, view, width, look), None),
            None => (Vec::new(), None),
        },
        Row::Other(id) => match model.catalog.guide(id) {
            Some(guide) => (route::other(model, entry, guide, width, look), None),
            None => (Vec::new(), None),
        },
        Row::NoForm => (route::none(model, entry, Goal::Object, width, look), None),
    }
}
