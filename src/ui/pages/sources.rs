//! Draws the sources of a guide.

use ratatui::{layout::Rect, text::Line};

use crate::{
    app::pages::sources::SourcesPage,
    catalog::provenance::{Backed, Provenance},
    clock,
    content::guide::Guide,
    id::Id,
    ui::{
        boxes,
        canvas::{Canvas, Column},
        detail,
    },
};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &SourcesPage) {
    let model = canvas.model;
    let Some(guide) = model.catalog.guide(&page.guide) else {
        return;
    };
    // The signs for more lines need a free cell at the right.
    let width = boxes::page_width(area).saturating_sub(2).max(1);
    let column = &canvas.column(width);
    let (lines, starts) = lines(column, guide, page.step.as_ref());
    boxes::text_box(canvas, area, "Sources", (&lines, page.scroll));
    let scroll = page.scroll.min(canvas.drawn.scroll_end);
    let first_visible = starts.iter().position(|start| *start >= scroll);
    canvas.drawn.source = first_visible.unwrap_or(starts.len());
}

/// The lines of the page, and the indices of those at which a source with an address begins.
fn lines(
    column: &Column<'_>,
    guide: &Guide,
    step: Option<&Id>,
) -> (Vec<Line<'static>>, Vec<usize>) {
    let (model, look) = (column.model, column.look);
    let provenance = Provenance::of(guide, model.now.today);
    let mut lines = column.wrap(&guide.title, look.heading);
    let platforms: Vec<&str> = guide.platforms.iter().map(|on| on.title()).collect();
    let what = format!("{}. For {}.", guide.goal.title(), platforms.join(", "));
    lines.extend(column.wrap(&what, look.faint));
    if let Some(sentence) = model.catalog.where_it_exists(guide) {
        lines.extend(column.wrap(&sentence, look.faint));
    }
    lines.extend(detail::badges(column, guide));

    let mut starts = Vec::new();
    let mut add = |lines: &mut Vec<_>, some: &[&Backed<'_>]| {
        for backed in some {
            lines.push(Line::default());
            if backed.source.url.is_some() {
                starts.push(lines.len());
            }
            lines.extend(source(column, backed));
        }
    };
    let (own, others) = provenance.parted(step);
    let place = guide.steps.iter().position(|it| Some(&it.id) == step);
    if let Some(place) = place {
        lines.push(Line::default());
        let head = format!("Sources of step {}: {}", place + 1, own.len());
        lines.push(Line::styled(head, look.heading));
        add(&mut lines, &own);
    }

    lines.push(Line::default());
    lines.push(Line::styled("How sure its steps are", look.heading));
    for sentence in provenance.how_sure() {
        lines.extend(column.indent(&sentence, look.text));
    }
    let has_old = provenance.grounds.iter().any(|backed| backed.stale);
    // The badge of a guide that is old as a whole says it already.
    if has_old && !guide.is_stale(model.now.today) {
        lines.extend(column.indent(clock::OLD, look.warn));
    }
    lines.push(Line::default());
    let head = match place {
        Some(_) => format!("Other sources: {}", others.len()),
        None => format!("Sources: {}", others.len()),
    };
    lines.push(Line::styled(head, look.heading));
    add(&mut lines, &others);
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
        let text = format!("{number} {} ({})", step.title, step.confidence);
        lines.extend(column.indent(&text, look.text));
    }
    (lines, starts)
}

fn source(column: &Column<'_>, backed: &Backed<'_>) -> Vec<Line<'static>> {
    let look = column.look;
    let source = backed.source;
    let mut lines = column.wrap(&source.title, look.text);
    if let Some(address) = &source.url {
        lines.extend(column.wrap(address, look.link));
    }
    if let Some(note) = &source.note {
        let why = if source.url.is_none() {
            "No address: "
        } else {
            ""
        };
        lines.extend(column.indent(&format!("{why}{note}"), look.faint));
    }
    let dated = if backed.stale { look.warn } else { look.faint };
    lines.extend(column.indent(&backed.dates(), dated));
    lines.extend(column.indent(&backed.bears(), look.faint));
    lines
}
