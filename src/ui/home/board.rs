//! The board of Home, for wide windows: the accounts by goals. Each cell has a sign, how many steps are done,
//! and the days of what was sent.

use jiff::civil::Date;
use ratatui::{layout::Rect, style::Style, text::Span};

use super::columns::column;
use crate::{
    account::{
        overview::{GoalView, Overview},
        progress::Outcome,
    },
    app::core::AccountEntry,
    clock,
    content::goal::Goal,
    ui::{canvas::Canvas, list, theme::Look},
};

/// The widest label, in cells.
const LABEL: usize = 16;
/// The blanks between two columns.
const GAP: usize = 2;

/// The width of a goal's column in a row of this width.
fn goal_width(width: usize) -> usize {
    (width.saturating_sub(5 + LABEL + GAP + 2) / Goal::ALL.len()).saturating_sub(GAP)
}

/// Draws the heads of the columns. Where it is read, each cell has its own.
pub(super) fn head(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let look = canvas.look;
    if canvas.reading.is_some() {
        return;
    }
    let width = goal_width(usize::from(area.width));
    let mut left = vec![Span::raw(" ".repeat(5 + LABEL + GAP + 2))];
    for goal in Goal::ALL {
        left.push(Span::raw(" ".repeat(GAP)));
        left.push(column(goal.title(), width, look.heading));
    }
    list::row(canvas, area, left, Vec::new());
}

/// The spans of an account's row.
pub(super) fn row(
    canvas: &Canvas<'_, '_>,
    entry: &AccountEntry,
    width: usize,
    is_selected: bool,
) -> Vec<Span<'static>> {
    let (model, look) = (canvas.model, canvas.look);
    let account = &entry.account;
    let apart = model.apart(account);
    let apart = apart.map_or_else(String::new, |apart| apart.beside_country());
    let label = format!("{}{apart}", account.label);
    let country = account
        .country
        .map_or_else(|| "?".to_owned(), |country| country.to_string());
    // Read aloud, each cell needs the name of its column, and two letters say nothing.
    if canvas.reading.is_some() {
        let mut parts = vec![account.platform.title().to_owned(), label, country];
        let views = Goal::ALL
            .iter()
            .filter_map(|goal| entry.overview.goal(*goal));
        parts.extend(views.map(|view| {
            let (text, _) = cell(&entry.overview, view, model.now.today, look);
            format!("{}: {text}", view.goal.title())
        }));
        return vec![Span::raw(parts.join("  "))];
    }
    let mut spans = vec![
        Span::styled(format!("{} ", account.platform.mark()), look.faint),
        column(&label, LABEL, look.row(is_selected)),
        Span::raw(" ".repeat(GAP)),
        column(&country, 2, look.faint),
    ];
    for goal in Goal::ALL {
        let view = entry.overview.goal(*goal);
        let (text, style) = view.map_or((String::new(), look.faint), |view| {
            cell(&entry.overview, view, model.now.today, look)
        });
        spans.push(Span::raw(" ".repeat(GAP)));
        spans.push(column(&text, goal_width(width), style));
    }
    spans
}

/// What a cell says of a goal, and its style. What covers the account counts as its own.
fn cell(overview: &Overview, view: &GoalView, today: Date, look: &Look) -> (String, Style) {
    let glyphs = look.glyphs;
    let covering = overview.covered_by.as_deref();
    let other = covering.and_then(|it| match view.goal {
        Goal::Object => Some(&it.request),
        Goal::FollowUp => it.follow_up.as_ref(),
        Goal::ThirdParty | Goal::Protect => None,
    });
    let request = view.request.as_deref().or(other);
    let waiting = request.filter(|request| request.outcome == Outcome::Waiting);
    let due = waiting.and_then(|it| it.deadline().or(it.again));
    let late = waiting.and_then(|it| it.deadline().map_or(it.again, |due| due.tomorrow().ok()));
    let is_late = late.is_some_and(|late| late <= today);
    let (glyph, style) = match waiting {
        Some(_) if is_late => (glyphs.unsaved, look.bad),
        Some(_) => (glyphs.saving, look.text),
        None if view.total > 0 && view.done == view.total => (glyphs.done, look.good),
        None if view.done > 0 => (glyphs.todo, look.text),
        None => (glyphs.todo, look.faint),
    };
    let days = match (due, late) {
        (_, Some(late)) if is_late => format!(" {}", clock::ago(clock::days_until(late, today))),
        (Some(due), _) => format!(" {}", clock::in_words(today, due)),
        (None, _) => String::new(),
    };
    let count = format!("{}/{}", view.done, view.total);
    (format!("{glyph} {count}{days}"), style)
}
