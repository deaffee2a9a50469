//! The right pane of the account screen: the selected row in full.

mod authority;
mod facts;
mod route;
mod step;
mod timeline;

pub(super) use facts::{badges, country_wanted, disagreement};

use ratatui::{layout::Rect, text::Line};

use super::{
    canvas::{Canvas, Column},
    list,
};
use crate::{
    app::{
        core::{AccountEntry, Pane},
        drawn::{Linked, Target},
        row::Row,
    },
    content::goal::Goal,
    text::Clean,
};

/// Draws the pane.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, entry: &AccountEntry) {
    let model = canvas.model;
    if area.is_empty() || model.shows_nothing() {
        return;
    }
    // The signs for more lines need a free cell at the right.
    let width = usize::from(area.width.saturating_sub(2)).max(1);
    let column = &canvas.column(width);
    let (lines, link) = lines(column, entry);
    let end = list::page(canvas, area, &lines, model.scroll);
    canvas.drawn.put(area, Target::Detail);
    canvas.drawn.scroll_end = end;
    let page = usize::from(area.height).saturating_sub(1);
    canvas.drawn.text_page = page;
    if model.pane == Pane::Detail {
        canvas.drawn.page = page;
    }
    let from = model.scroll.min(end);
    let Some(link) = link else { return };
    let row = link.line.checked_sub(from);
    if let Some(row) = row
        .and_then(|row| u16::try_from(row).ok())
        .filter(|row| *row < area.height)
    {
        let here = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        canvas.drawn.put(here, Target::Link);
        let width = lines.get(link.line).map_or(0, Line::width);
        let width = u16::try_from(width).unwrap_or(u16::MAX).min(area.width);
        // Under a page these cells are not the link's.
        let address = link.address.filter(|_| model.overlays.is_empty());
        canvas.drawn.links.extend(address.map(|address| Linked {
            area: Rect { width, ..here },
            address,
        }));
    }
}

/// Where the link of a step stands.
pub struct LinkLine {
    /// The index of its line.
    line: usize,
    /// The whole address, if the terminal may open it.
    address: Option<Clean>,
}

/// The lines of the selected row, and where its link stands.
pub fn lines(column: &Column<'_>, entry: &AccountEntry) -> (Vec<Line<'static>>, Option<LinkLine>) {
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
