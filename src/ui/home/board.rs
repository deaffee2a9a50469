//! The board of Home, for wide windows: the accounts by goals. Each cell has a sign, how many steps are done,
//! and the days of what was sent.

use jiff::civil::Date;
use ratatui::{layout::Rect, style::Style, text::Span};

use super::columns::{GAP, HEAD, column, name};
use crate::{
    account::progress::Outcome,
    app::core::AccountEntry,
    clock,
    content::goal::Goal,
    text,
    ui::{canvas::Canvas, theme::Look},
};

/// The widest label, in cells.
const LABEL: usize = 16;
/// The width of a goal's column in a row of this width.
fn goal_width(width: u16) -> usize {
    let all = usize::from(width).saturating_sub(HEAD + LABEL + GAP + 2);
    (all / Goal::ALL.len()).saturating_sub(GAP)
}

/// Draws the heads of the columns. Where it is read, each cell has its own.
pub(super) fn head(canvas: &mut Canvas<'_, '_>, mut area: Rect) {
    if canvas.reading.is_some() {
        return;
    }
    let look = canvas.look;
    let width = goal_width(area.width);
    let rest = &mut area;
    column(canvas, rest, HEAD + LABEL, &[]);
    column(canvas, rest, 2, &[]);
    for goal in Goal::ALL {
        let title = Span::styled(goal.title(), look.heading);
        column(canvas, rest, width, &[title]);
    }
}

/// Draws an account's row. Returns whether its label is cut.
pub(super) fn row(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    entry: &AccountEntry,
    selection: (bool, bool),
) -> bool {
    let (model, look) = (canvas.model, canvas.look);
    let account = &entry.account;
    let apart = model.apart(account);
    let apart = apart.map_or_else(String::new, |apart| apart.beside_country());
    let label = format!("{}{apart}", account.label);
    let rest = &mut name(canvas, area, entry, selection, (&label, LABEL));
    let country = account.country.as_ref().map_or("?", |it| it.code());
    column(canvas, rest, 2, &[Span::styled(country, look.faint)]);
    for goal in Goal::ALL {
        let (mut text, style) = cell(entry, *goal, model.now.today, look);
        // Read aloud, each cell needs the name of its column.
        if canvas.reading.is_some() && !text.is_empty() {
            text = format!("{}: {text}", goal.title());
        }
        column(
            canvas,
            rest,
            goal_width(area.width),
            &[Span::styled(text, style)],
        );
    }
    text::width(&label) > LABEL
}

/// What a cell says of a goal, and its style. What covers the account counts as its own. Where the goal has no
/// route any more, it says how what was sent stands; it is empty where nothing was.
fn cell(entry: &AccountEntry, goal: Goal, today: Date, look: &Look) -> (String, Style) {
    let glyphs = look.glyphs;
    let view = entry.overview.goal(goal);
    let covering = entry.overview.covered_by.as_deref();
    let other = covering.and_then(|it| match goal {
        Goal::Object => Some(&it.request),
        Goal::FollowUp => it.follow_up.as_ref(),
        Goal::ThirdParty | Goal::Protect => None,
    });
    let request = entry.account.progress.latest(goal).or(other);
    let waiting = request.filter(|request| request.outcome == Outcome::Waiting);
    let due = waiting.and_then(|it| it.deadline().or(it.again));
    let late = waiting.and_then(|it| it.deadline().map_or(it.again, |due| due.tomorrow().ok()));
    let is_late = late.is_some_and(|late| late <= today);
    let outcome = request.map(|request| request.outcome);
    let (glyph, style) = match (outcome, view) {
        (Some(Outcome::Waiting), _) if is_late => (glyphs.unsaved, look.bad),
        (Some(Outcome::Waiting), _) => (glyphs.saving, look.text),
        (_, Some(view)) if view.total > 0 && view.done == view.total => {
            match view.is_skipped(&entry.account) {
                true => (glyphs.skipped, look.faint),
                false => (glyphs.done, look.good),
            }
        }
        (_, Some(view)) if view.done > 0 => (glyphs.todo, look.text),
        (_, Some(_)) => (glyphs.todo, look.faint),
        (Some(Outcome::Granted), None) => (glyphs.done, look.good),
        (Some(Outcome::Refused), None) => (glyphs.blocked, look.bad),
        (Some(Outcome::MoreAsked), None) => (glyphs.unsaved, look.warn),
        (Some(Outcome::Withdrawn) | None, None) => return (String::new(), look.faint),
    };
    let days = match (due, late) {
        (_, Some(late)) if is_late => format!(" {}", clock::ago(clock::days_until(late, today))),
        (Some(due), _) => format!(" {}", clock::in_words(today, due)),
        (None, _) => String::new(),
    };
    let stands = match (view, outcome) {
        (Some(view), _) => format!(" {}/{}", view.done, view.total),
        (None, Some(Outcome::Granted)) => " granted".to_owned(),
        (None, Some(Outcome::Refused)) => " refused".to_owned(),
        (None, Some(Outcome::MoreAsked)) => " more asked".to_owned(),
        (None, _) if days.is_empty() => " sent".to_owned(),
        (None, _) => String::new(),
    };
    (format!("{glyph}{stands}{days}"), style)
}
