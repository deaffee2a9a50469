//! The page on where a guide comes from.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{detail, dialogs, list::wrapped, theme::Look};
use crate::{
    app::{drawn::Drawn, model::Model, page::Page},
    content::{
        guide::Guide,
        provenance::{Backed, Provenance},
        source::Conflict,
    },
    id::Id,
};

/// Draws the page over the screen.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    (guide, page): (&Id, &Page),
    look: &Look,
    drawn: &mut Drawn,
) {
    let Some(guide) = model.catalog.guide(guide) else {
        return;
    };
    // One cell stays free at the right, for the signs that there is more.
    let width = dialogs::page_width(area).saturating_sub(2).max(1);
    let (lines, starts) = lines(model, guide, width, look);
    let title = "Where this comes from";
    dialogs::read(frame, area, title, (&lines, page.scroll), look, drawn);
    let scroll = page.scroll.min(drawn.scroll_end);
    let in_sight = starts.iter().position(|start| *start >= scroll);
    drawn.source = in_sight.unwrap_or(starts.len());
}

/// The lines of the page, and on which of them a source with an address begins.
fn lines(
    model: &Model,
    guide: &Guide,
    width: usize,
    look: &Look,
) -> (Vec<Line<'static>>, Vec<usize>) {
    let provenance = Provenance::of(guide, model.now.today);
    let mut lines = wrapped(&guide.title, width, "", look.heading);
    let platforms: Vec<&str> = guide.platforms.iter().map(|on| on.title()).collect();
    let what = format!("{}. For {}.", guide.goal.title(), platforms.join(", "));
    lines.extend(wrapped(&what, width, "", look.faint));
    if let Some(place) = model.catalog.where_it_exists(guide) {
        lines.extend(wrapped(&place, width, "", look.faint));
    }
    lines.extend(detail::badges(model, guide, width, look));

    lines.push(Line::default());
    lines.push(Line::styled("How sure its steps are", look.heading));
    for said in provenance.how_sure() {
        lines.extend(wrapped(&said, width, "  ", look.text));
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
        lines.extend(source(ground, width, look));
    }
    for conflict in guide.conflicts() {
        lines.push(Line::default());
        lines.extend(disagreement(guide, conflict, width, look));
    }
    if !provenance.unverified.is_empty() {
        lines.push(Line::default());
        let head = "Steps without a verified source";
        lines.push(Line::styled(head, look.heading));
    }
    for (number, step) in &provenance.unverified {
        let said = format!("{number} {} ({})", step.title, step.confidence);
        lines.extend(wrapped(&said, width, "  ", look.text));
    }
    (lines, starts)
}

/// What the sources do not agree on: who says what, and what to do.
pub(super) fn disagreement(
    guide: &Guide,
    conflict: &Conflict,
    width: usize,
    look: &Look,
) -> Vec<Line<'static>> {
    let question = format!("Sources disagree: {}", conflict.question);
    let mut lines = wrapped(&question, width, "", look.heading);
    for (id, says) in &conflict.claims {
        let title = guide
            .source(id)
            .map_or(id.as_str(), |source| source.title.as_str());
        lines.extend(wrapped(
            &format!("{title}: {says}"),
            width,
            "  ",
            look.faint,
        ));
    }
    let advice = format!("What to do: {}", conflict.advice);
    lines.extend(wrapped(&advice, width, "  ", look.text));
    lines
}

fn source(ground: &Backed<'_>, width: usize, look: &Look) -> Vec<Line<'static>> {
    let source = ground.source;
    let mut lines = wrapped(&source.title, width, "", look.text);
    if let Some(address) = &source.url {
        lines.extend(wrapped(address, width, "", look.accent));
    }
    if let Some(note) = &source.note {
        let why = if source.url.is_none() {
            "No address: "
        } else {
            ""
        };
        lines.extend(wrapped(&format!("{why}{note}"), width, "  ", look.faint));
    }
    let dated = if ground.stale { look.warn } else { look.faint };
    lines.extend(wrapped(&ground.dates(), width, "  ", dated));
    lines.extend(wrapped(&ground.bears(), width, "  ", look.faint));
    lines
}
