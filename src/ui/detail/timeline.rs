//! The days of a request, one after the other, with today among them.

use ratatui::text::{Line, Span};

use crate::{
    account::{
        Account,
        moments::{self, Moment},
        progress::{Outcome, Request},
    },
    app::core::AccountEntry,
    clock,
    content::goal::Goal,
    sort::sort_by_key,
    text,
    ui::canvas::Column,
};

/// The time line of one request, with its number and note.
pub(super) fn of(
    column: &Column<'_>,
    entry: &AccountEntry,
    request: &Request,
) -> Vec<Line<'static>> {
    let region = column.model.catalog.region(&entry.account);
    let moments = moments::of(&entry.account, request, region);
    let mut lines = drawn(column, moments);
    lines.extend(texts(column, &entry.account, request));
    lines
}

/// The time line of a goal: of its latest request, or of all that was sent after the objection. What was
/// sent in earlier rounds follows, a line each.
pub(super) fn of_goal(
    column: &Column<'_>,
    entry: &AccountEntry,
    goal: Goal,
    latest: &Request,
) -> Vec<Line<'static>> {
    let progress = &entry.account.progress;
    let is_of_goal = |request: &&Request| request.goal == goal && request.id != latest.id;
    let others = progress.oldest_first().into_iter().filter(is_of_goal);
    let since = match goal {
        Goal::FollowUp => progress.latest(Goal::Object).map(|it| it.sent),
        Goal::Object | Goal::Protect | Goal::ThirdParty => None,
    };
    let is_in_round = |request: &&Request| {
        request.outcome != Outcome::Withdrawn && since.is_some_and(|since| request.sent >= since)
    };
    let (same, earlier): (Vec<&Request>, Vec<&Request>) = others.partition(is_in_round);
    let mut lines = match goal {
        Goal::FollowUp => {
            let all = same.iter().copied().chain([latest]);
            drawn(column, all.clone().flat_map(moments::own).collect())
                .into_iter()
                .chain(all.flat_map(|request| texts(column, &entry.account, request)))
                .collect()
        }
        Goal::Object | Goal::Protect | Goal::ThirdParty => of(column, entry, latest),
    };
    for request in earlier {
        let text = format!(
            "Before: {}, {}",
            request.name(),
            request.in_words(column.model.now.today)
        );
        lines.extend(column.wrap(&text, column.look.faint));
    }
    lines
}

/// The number and the note of a request, and the files that are kept for it.
fn texts(column: &Column<'_>, account: &Account, request: &Request) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let kept = account.progress.evidence.iter();
    let names: Vec<&str> = kept
        .filter(|kept| kept.request.as_ref() == Some(&request.id))
        .map(|kept| kept.name.as_str())
        .collect();
    if !names.is_empty() {
        lines.extend(column.wrap(&format!("Kept: {}", names.join(", ")), column.look.text));
    }
    for (word, text) in [("Case number", &request.reference), ("Note", &request.note)] {
        if let Some(text) = text {
            lines.extend(column.wrap(&format!("{word}: {text}"), column.look.text));
        }
    }
    lines
}

/// The moments in order. Those that are over come before today.
fn drawn(column: &Column<'_>, mut moments: Vec<Moment>) -> Vec<Line<'static>> {
    let (today, look) = (column.model.now.today, column.look);
    sort_by_key(&mut moments, |moment| moment.day);
    let now = || {
        let rule = look.glyphs.rule.repeat(2);
        column.wrap(
            &format!("{rule} today, {}", clock::short_date(today)),
            look.accent,
        )
    };
    let mut lines = Vec::new();
    let mut is_now_told = false;
    for moment in moments {
        if moment.day >= today && !is_now_told {
            lines.extend(now());
            is_now_told = true;
        }
        let what = moment.deed.title();
        let day = format!("{:<17}  ", clock::short_date(moment.day));
        if text::width(&day) + text::width(what) <= column.width {
            lines.push(Line::from(vec![
                Span::styled(day, look.faint),
                Span::styled(what, look.text),
            ]));
        } else {
            lines.extend(column.wrap(day.trim_end(), look.faint));
            lines.extend(column.indent(what, look.text));
        }
        if !moment.reason.is_empty() {
            lines.extend(column.indent(&moment.reason, look.faint));
        }
    }
    if !is_now_told {
        lines.extend(now());
    }
    lines
}
