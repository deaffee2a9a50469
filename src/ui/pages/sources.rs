//! The page on where a guide comes from.

use ratatui::{layout::Rect, text::Line};

use crate::ui::canvas::{Canvas, Column};
use crate::ui::{boxes, detail};
use crate::{
    app::pages::sources::SourcesPage,
    content::{
        guide::Guide,
        provenance::{Backed, Provenance},
    },
};

/// Draws the page over the screen.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &SourcesPage) {
    let model = canvas.model;
    let Some(guide) = model.catalog.guide(&page.guide) else {
        return;
    };
    // One cell stays free at the right, for the signs that there is more.
    let width = boxes::page_width(area).saturating_sub(2).max(1);
    let column = &canvas.column(width);
    let (lines, starts) = lines(column, guide);
    let title = "Sources";
    boxes::read(canvas, area, title, (&lines, page.scroll));
    let scroll = page.scroll.min(canvas.drawn.scroll_end);
    let in_sight = starts.iter().position(|start| *start >= scroll);
    canvas.drawn.source = in_sight.unwrap_or(starts.len());
}

/// The lines of the page, and on which of them a source with an address begins.
fn lines(column: &Column<'_>, guide: &Guide) -> (Vec<Line<'static>>, Vec<usize>) {
    let (model, look, _width) = (column.model, column.look, column.width);
    let provenance = Provenance::of(guide, model.now.today);
    let mut lines = column.wrap(&guide.title, look.heading);
    let platforms: Vec<&str> = guide.platforms.iter().map(|on| on.title()).collect();
    let what = format!("{}. For {}.", guide.goal.title(), platforms.join(", "));
    lines.extend(column.wrap(&what, look.faint));
    if let Some(place) = model.catalog.where_it_exists(guide) {
        lines.extend(column.wrap(&place, look.faint));
    }
    lines.extend(detail::badges(column, guide));

    lines.push(Line::default());
    lines.push(Line::styled("How sure its steps are", look.heading));
    for said in provenance.how_sure() {
        lines.extend(column.indent(&said, look.text));
    }
    lines.push(Line::default());
    let head = format!("Sources: {}", provenance.grounds.len());
    lines.push(Line::styled(head, look.heading));
    let mut starts = Vec::new();
    for ground in &provenance.grounds {
        lines.push(Line::default());
        if ground.source.url.is_some() {
            starts.push(lines.len());
        }
        lines.extend(source(column, ground));
    }
    for conflict in guide.conflicts() {
        lines.push(Line::default());
        lines.extend(detail::disagreement(column, guide, conflict));
    }
    if !provenance.unverified.is_empty() {
        lines.push(Line::default());
        let head = "Steps without a verified source";
        lines.push(Line::styled(head, look.heading));
    }
    for (number, step) in &provenance.unverified {
        let said = format!("{number} {} ({})", step.title, step.confidence);
        lines.extend(column.indent(&said, look.text));
    }
    (lines, starts)
}

fn source(column: &Column<'_>, ground: &Backed<'_>) -> Vec<Line<'static>> {
    let look = column.look;
    let source = ground.source;
    let mut lines = column.wrap(&source.title, look.text);
    if let Some(address) = &source.url {
        lines.extend(column.wrap(address, look.accent));
    }
    if let Some(note) = &source.note {
        let why = if source.url.is_none() {
            "No address: "
        } else {
            ""
        };
        lines.extend(column.indent(&format!("{why}{note}"), look.faint));
    }
    let dated = if ground.stale { look.warn } else { look.faint };
    lines.extend(column.indent(&ground.dates(), dated));
    lines.extend(column.indent(&ground.bears(), look.faint));
    lines
}
