//! The request and the next step of the selected account, below the list.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    app::core::AccountEntry,
    content::{
        goal::Goal,
        guide::{Origin, Step},
    },
    ui::{canvas::Canvas, detail, list},
};

/// Draws the request and the next step of the selected account; its label, where the row cuts that.
pub(super) fn next_step(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    entry: &AccountEntry,
    is_cut: bool,
) {
    let (model, look) = (canvas.model, canvas.look);
    let width = usize::from(area.width.saturating_sub(2));
    let column = &canvas.column(width);
    let mut lines = Vec::new();
    let overview = &entry.overview;
    if is_cut {
        lines.extend(column.indent(&model.name(&entry.account), look.heading));
    }
    if let Some(reason) = &entry.account.read_only {
        lines.extend(column.indent(&format!("Read-only: {reason}"), look.warn));
    }
    if let Some(covering) = &overview.covered_by {
        let text = format!(
            "Covered by the objection of {}: {}",
            covering.label,
            covering.request.in_words(model.now.today)
        );
        lines.extend(column.indent(&text, look.text));
    }
    let progress = &entry.account.progress;
    if let Some(request) = Goal::ALL.iter().find_map(|goal| progress.latest(*goal)) {
        lines.extend(column.indent(
            &format!(
                "Your {} {}.",
                request.noun(),
                request.in_words(model.now.today)
            ),
            look.text,
        ));
    }
    match overview.next_step() {
        _ if entry.lacks_country() && progress.latest(Goal::Object).is_some() => {
            let text = detail::country_wanted(model, entry);
            lines.extend(column.indent(&text, look.warn));
        }
        Some((guide, step)) => {
            lines.push(Line::from(vec![
                Span::styled("  Next: ", look.faint),
                Span::styled(step.title.to_string(), look.heading),
            ]));
            let old = Some(step).filter(|step| step.is_stale(model.now.today));
            let age = old
                .and_then(Step::last_seen)
                .map_or_else(String::new, |seen| format!(", {seen}"));
            let text = format!(
                "in \"{}\"{age}",
                entry.account.platform.title_here(&guide.title)
            );
            lines.extend(column.lines(&text, "        ", look.faint));
            if let Origin::Yours(file) = &guide.origin {
                let badge = format!("[yours] This route is your own file: {file}");
                lines.extend(column.lines(&badge, "        ", look.warn));
            }
        }
        None => {
            let (text, is_good) = overview.nothing_left(model.now.today);
            let style = if is_good { look.good } else { look.text };
            lines.extend(column.indent(&text, style));
        }
    }
    list::page(canvas, area, &lines, 0);
}
