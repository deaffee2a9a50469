//! The days of a request, one after the other, with today among them.

use jiff::civil::Date;
use ratatui::text::{Line, Span};

use crate::{
    account::{
        Account,
        decide::requests,
        progress::{Outcome, Recipient, Request},
    },
    app::{core::AccountEntry, model::Model},
    clock::{self, timeline::What},
    content::goal::Goal,
    text,
    ui::canvas::Column,
};

/// A day of a time line.
struct Moment {
    day: Date,
    what: String,
    /// Why; may be empty.
    reason: String,
}

impl Moment {
    fn new(day: Date, what: impl Into<String>) -> Self {
        Self {
            day,
            what: what.into(),
            reason: String::new(),
        }
    }
}

/// The time line of one request, with its number and note.
pub(super) fn of(
    column: &Column<'_>,
    entry: &AccountEntry,
    request: &Request,
) -> Vec<Line<'static>> {
    let account = &entry.account;
    let moments = match request.goal {
        Goal::FollowUp => own(request),
        Goal::Object | Goal::Protect | Goal::ThirdParty => whole(column.model, account, request),
    };
    let mut lines = drawn(column, moments);
    lines.extend(texts(column, request));
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
    let others = progress.requests.iter().filter(is_of_goal);
    let since = match goal {
        Goal::FollowUp => progress.latest(Goal::Object).map(|it| it.sent),
        Goal::Object | Goal::Protect | Goal::ThirdParty => None,
    };
    let is_in_round = |request: &&Request| {
        request.outcome != Outcome::Withdrawn && since.is_some_and(|since| request.sent >= since)
    };
    let (same, mut earlier): (Vec<&Request>, Vec<&Request>) = others.partition(is_in_round);
    let mut lines = match goal {
        Goal::FollowUp => {
            let all = same.iter().copied().chain([latest]);
            drawn(column, all.clone().flat_map(own).collect())
                .into_iter()
                .chain(all.flat_map(|request| texts(column, request)))
                .collect()
        }
        Goal::Object | Goal::Protect | Goal::ThirdParty => of(column, entry, latest),
    };
    earlier.sort_by_key(|request| request.sent);
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

/// The number and the note of a request.
fn texts(column: &Column<'_>, request: &Request) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (word, text) in [("Number", &request.reference), ("Note", &request.note)] {
        if let Some(text) = text {
            lines.extend(column.wrap(&format!("{word}: {text}"), column.look.text));
        }
    }
    lines
}

/// What the person did by sending it.
fn did(request: &Request) -> &'static str {
    match (request.goal, request.to) {
        (_, Recipient::Authority) => "You complained to the authority",
        (Goal::FollowUp, Recipient::Meta) => "You wrote to Meta again",
        (Goal::Object | Goal::Protect | Goal::ThirdParty, Recipient::Meta) => "You sent it",
    }
}

/// The days of something that was sent after the objection.
fn own(request: &Request) -> Vec<Moment> {
    let mut moments = vec![Moment::new(request.sent, did(request))];
    match (request.outcome, request.again) {
        (Outcome::Waiting, Some(again)) => {
            let what = match request.to {
                Recipient::Meta => "Look again: did Meta answer?",
                Recipient::Authority => "Ask the authority again",
            };
            moments.push(Moment::new(again, what));
        }
        (Outcome::Waiting, None) => {}
        (Outcome::Granted | Outcome::Refused | Outcome::MoreAsked | Outcome::Withdrawn, _) => {
            moments.extend(answer(request));
        }
    }
    moments
}

/// The day of the answer.
fn answer(request: &Request) -> Option<Moment> {
    let what = match request.outcome {
        Outcome::Waiting => return None,
        Outcome::Withdrawn => "You took it back",
        Outcome::Granted | Outcome::Refused | Outcome::MoreAsked => {
            request.outcome.title_by(request.to)
        }
    };
    Some(Moment::new(request.answered?, what))
}

/// The days of a request to Meta, with what was sent after it.
fn whole(model: &Model, account: &Account, request: &Request) -> Vec<Moment> {
    let after: Vec<&Request> = match request.goal {
        Goal::Object => {
            let requests = account.progress.requests.iter();
            let is_after = |it: &&Request| {
                it.goal == Goal::FollowUp
                    && it.outcome != Outcome::Withdrawn
                    && it.sent >= request.sent
            };
            requests.filter(is_after).collect()
        }
        Goal::FollowUp | Goal::Protect | Goal::ThirdParty => Vec::new(),
    };
    let sent_to = |to| after.iter().any(|it| it.to == to);
    let answered = request
        .answered
        .filter(|_| request.outcome != Outcome::Waiting);
    let points = requests::timeline(account, request, model.catalog.region(account));
    let is_told = |what: What, day: Date| match what {
        What::Sent => false,
        What::Remind => after.is_empty(),
        What::Complain => after.is_empty() && !sent_to(Recipient::Authority),
        What::LookAgain => false,
        What::Due | What::Cautious | What::Extended => {
            answered.is_none_or(|answered| day <= answered)
        }
        What::Arrived | What::ComplainBy | What::Confirmed | What::Access | What::Information => {
            true
        }
    };
    let mut moments = vec![Moment::new(request.sent, did(request))];
    for (day, what) in [
        (request.asked, "Meta asked who you are"),
        (request.given, "Meta got it"),
    ] {
        moments.extend(day.map(|day| Moment::new(day, what)));
    }
    let is_asked = request.asked == request.answered && request.asked.is_some();
    moments.extend(answer(request).filter(|_| !is_asked));
    let points = points.into_iter();
    moments.extend(
        points
            .filter(|it| is_told(it.what, it.day))
            .map(|point| Moment {
                day: point.day,
                what: point.what.title().to_owned(),
                reason: point.reason,
            }),
    );
    moments.extend(after.into_iter().flat_map(own));
    moments
}

/// The moments in order. Those that are over come before today.
fn drawn(column: &Column<'_>, mut moments: Vec<Moment>) -> Vec<Line<'static>> {
    let (today, look) = (column.model.now.today, column.look);
    moments.sort_by_key(|moment| moment.day);
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
        let day = format!("{:<17}  ", clock::short_date(moment.day));
        if text::width(&day) + text::width(&moment.what) <= column.width {
            lines.push(Line::from(vec![
                Span::styled(day, look.faint),
                Span::styled(moment.what, look.text),
            ]));
        } else {
            lines.extend(column.wrap(day.trim_end(), look.faint));
            lines.extend(column.indent(&moment.what, look.text));
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
