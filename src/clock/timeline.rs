//! The days of a request, one after the other: sent, due, remind, complain, look again.

use jiff::{ToSpan as _, civil::Date};

use super::{
    deadline::{Deadline, Sent, Terms, deadline, span},
    due, long_date, short_date,
};
use crate::{content::region::LegalRule, document::named_enum, sort::sort_by_key};

/// Days for which one waits after a reminder. No law sets them: they are the wish that the letter names.
pub const REMINDER_DAYS: i64 = 14;

named_enum! {
    /// What happens on a day, or may be done from it on.
    pub enum What {
        /// It was sent.
        Sent = "sent",
        /// It arrived.
        Arrived = "arrived",
        /// Meta's last day to answer.
        Due = "due",
        /// The same, if a question about identity stopped the time.
        Cautious = "cautious",
        /// The same, as Meta extended it.
        Extended = "extended",
        /// From here on Meta is late, and can be reminded.
        Remind = "remind",
        /// From here on the authority can be written to.
        Complain = "complain",
        /// The last day on which the authority takes a complaint.
        ComplainBy = "complain-by",
        /// Look whether the authority sent word.
        LookAgain = "look-again",
        /// Meta's last day to confirm a complaint.
        Confirmed = "confirmed",
        /// Meta's last day to give access, for those who asked for that too.
        Access = "access",
        /// A day that is only told.
        Information = "information",
    }
}

impl What {
    /// What a day is, in the words of a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sent => "Sent",
            Self::Arrived => "Arrived",
            Self::Due => "Meta's last day to answer",
            Self::Cautious => "Its last day if it had reason to ask who you are",
            Self::Extended => "Its last day, extended",
            Self::Remind => "Remind Meta",
            Self::Complain => "Complain to the authority",
            Self::ComplainBy => "Last day to complain",
            Self::LookAgain => "Look for the authority's word",
            Self::Confirmed => "Meta's last day to confirm your complaint",
            Self::Access => "Meta's last day to give access",
            Self::Information => "For information",
        }
    }
}

/// A day of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: Date,
    /// The same by the calendar, before a weekend or a holiday moved it.
    pub raw: Date,
    /// What it is.
    pub what: What,
    /// Why, in one or a few sentences.
    pub reason: String,
}

impl Point {
    const fn new(day: Date, what: What, reason: String) -> Self {
        Self {
            day,
            raw: day,
            what,
            reason,
        }
    }
}

/// Meta's last word on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Nothing is left to remind Meta of: it agreed, or waits for what it asked.
    Settled(Date),
    /// It does not, as a refusal.
    Unsettled(Date),
}

/// What happened after a request was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Happened {
    /// The day on which Meta was reminded.
    pub reminded: Option<Date>,
    /// Meta's last word.
    pub answer: Option<Answer>,
    /// The day on which the authority was written to.
    pub complained: Option<Date>,
}

/// The days of a request, in order. What has become idle is left out: nobody reminds Meta of what it
/// answered.
pub fn timeline(sent: &Sent, happened: Happened, terms: &Terms<'_>) -> Vec<Point> {
    let mut points = Vec::new();
    points.push(Point::new(
        sent.sent,
        What::Sent,
        format!("You sent it on {}.", long_date(sent.sent)),
    ));
    let (receipt, reason) = sent.receipt();
    if receipt != sent.sent {
        points.push(Point::new(receipt, What::Arrived, reason));
    }
    let found = deadline(sent, terms);
    if let Some(found) = &found {
        for (last, what) in [
            (&found.due, What::Due),
            (&found.cautious, What::Cautious),
            (&found.extended, What::Extended),
        ] {
            if let Some(last) = last {
                points.push(Point {
                    raw: last.raw,
                    ..Point::new(last.day, what, last.reason())
                });
            }
        }
    }
    let late = found.as_ref().and_then(Deadline::overdue_from);
    match (happened.answer, late) {
        (Some(Answer::Settled(_)), _) | (None, None) => {}
        (Some(Answer::Unsettled(day)), _) => {
            let reason = format!(
                "Meta's last word came on {}: you can complain.",
                short_date(day)
            );
            points.push(Point::new(day, What::Complain, reason));
            if let Some(rule) = &terms.region.complain_within {
                let last = due(day, rule.period);
                let reason = format!(
                    "{} Weekends and holidays do not move this day.",
                    sentence(rule)
                );
                points.push(Point::new(last, What::ComplainBy, reason));
            }
        }
        (None, Some(late)) => {
            points.push(Point::new(
                late,
                What::Remind,
                "Remind Meta from this day on: its time is over.".to_owned(),
            ));
            let from = happened.reminded.unwrap_or(late).max(late);
            let day = from.saturating_add(REMINDER_DAYS.days());
            let since = if happened.reminded.is_some() {
                "your reminder"
            } else {
                "a reminder"
            };
            let reason =
                format!("Complain if Meta is still silent {REMINDER_DAYS} days after {since}.");
            points.push(Point::new(day, What::Complain, reason));
        }
    }
    if let (Some(day), Some(rule)) = (happened.complained, &terms.region.authority_word) {
        points.push(Point::new(
            due(day, rule.period),
            What::LookAgain,
            sentence(rule),
        ));
    }
    sort_by_key(&mut points, |point| point.day);
    points
}

/// Meta's last day to confirm a complaint that it got on `received`, where the law names one.
pub fn confirmation(received: Date, terms: &Terms<'_>) -> Option<Point> {
    let rule = terms.region.confirms_complaint.as_ref()?;
    let (day, moved) = terms.moved(due(received, rule.period));
    Some(Point::new(
        day,
        What::Confirmed,
        joined(sentence(rule), &moved),
    ))
}

/// Meta's last day to give access, where the law names one: only for those who asked for access beside
/// objecting. It is no day for the answer to the objection.
pub fn access(sent: &Sent, terms: &Terms<'_>) -> Option<Point> {
    let rule = terms.region.access.as_ref()?;
    let raw = due(sent.receipt().0, rule.period);
    let (day, mut moved) = terms.moved(raw);
    if day != raw {
        moved.push(
            "Whether the law there moves it was not found; the later day is safe.".to_owned(),
        );
    }
    let reason = format!(
        "For the access that you asked for: {}. {} later is {}.",
        rule.rule,
        span(rule.period),
        long_date(raw)
    );
    Some(Point::new(day, What::Access, joined(reason, &moved)))
}

/// A day that is only told, where the law names one but nothing of Meta's confirms that it holds.
pub fn information(sent: &Sent, terms: &Terms<'_>) -> Option<Point> {
    let rule = terms.region.information.as_ref()?;
    let reason = format!(
        "{} Whether Meta takes objections there is not confirmed.",
        sentence(rule)
    );
    Some(Point::new(
        due(sent.receipt().0, rule.period),
        What::Information,
        reason,
    ))
}

fn sentence(rule: &LegalRule) -> String {
    format!("{}.", rule.rule)
}

fn joined(reason: String, more: &[String]) -> String {
    let mut all = vec![reason];
    all.extend_from_slice(more);
    all.join(" ")
}
