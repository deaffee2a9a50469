//! Until when Meta may take to answer, with a reason for each day.
//!
//! The rules, and where they come from:
//! - Art. 12(3) GDPR: one month from receipt. By a form that is the day of sending; by post the day of
//!   delivery, and where that is not known seven days after sending, which is generous to Meta.
//! - Art. 3(1) and 3(2)(c) Regulation 1182/71: the day of receipt is not counted; the month ends on the
//!   same date of the next month, or on its last day where it has no such date.
//! - Art. 3(4): a last day on a weekend or a holiday moves to the next working day. The holidays of the
//!   place where Meta acts count, not those of the person's place. The UK's Information Commissioner
//!   reckons the same way, with bank holidays.
//! - An extension ends three months after receipt, moved once, and counts only if it was told within
//!   the first month.
//! - Meta asks who somebody is: in the UK the month begins when it has the answer; in the EU it may have
//!   stood still, which is doubtful, so there both days are told.

use jiff::{ToSpan as _, civil::Date};

use super::{
    days_until, due,
    holidays::{is_known, is_weekend, skipped_in_words, working_day},
    long_date, short_date,
};
use crate::content::{
    holidays::{Calendar, Holidays},
    region::{Identity, Period, Region},
};

/// Days that are counted for the post where the day of delivery is not known. A rule of this program.
pub const POST_DAYS: i64 = 7;

/// What is known of a request that was sent. All days are those where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The day it was sent.
    pub sent: Date,
    /// The day it arrived, if that is known.
    pub received: Option<Date>,
    /// Whether it went by post.
    pub by_post: bool,
    /// The day on which Meta said that it takes longer.
    pub extended_on: Option<Date>,
    /// The day on which Meta asked who the person is. A question about anything else moves nothing.
    pub asked: Option<Date>,
    /// The day on which it got that.
    pub given: Option<Date>,
}

impl Sent {
    /// Something sent by a form on this day.
    pub const fn on(sent: Date) -> Self {
        Self {
            sent,
            received: None,
            by_post: false,
            extended_on: None,
            asked: None,
            given: None,
        }
    }

    /// The day from which the period runs, and why.
    pub fn receipt(&self) -> (Date, String) {
        let sent = long_date(self.sent);
        match self.received {
            Some(day) if day < self.sent => (
                self.sent,
                format!("It cannot have arrived before you sent it, so {sent} counts."),
            ),
            Some(day) => (day, format!("It arrived on {}.", long_date(day))),
            None if self.by_post => {
                let day = self.sent.saturating_add(POST_DAYS.days());
                let reason = format!(
                    "You posted it on {sent}. Seven days are counted for the post: {}.",
                    long_date(day)
                );
                (day, reason)
            }
            None => (self.sent, format!("You sent it on {sent}.")),
        }
    }
}

/// The terms of a place: its periods, and the holidays that move their last days.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub(super) region: &'a Region,
    pub(super) calendar: Option<&'a Calendar>,
}

impl<'a> Terms<'a> {
    /// Those of a region.
    pub fn of(region: &'a Region, holidays: &'a Holidays) -> Self {
        let calendar = region.calendar.as_ref();
        Self {
            region,
            calendar: calendar.and_then(|id| holidays.get(id)),
        }
    }

    /// The last day of a period that ends on `raw`, and sentences on what moved it or what is not known.
    pub(super) fn moved(&self, raw: Date) -> (Date, Vec<String>) {
        let Some(calendar) = self.calendar else {
            let unknown = || {
                format!(
                    "{} is a {}; whether that moves it was not found.",
                    short_date(raw),
                    raw.strftime("%A")
                )
            };
            return (raw, is_weekend(raw).then(unknown).into_iter().collect());
        };
        let (day, skipped) = working_day(raw, calendar);
        let mut reasons = Vec::new();
        if !skipped.is_empty() {
            reasons.push(format!("{}.", skipped_in_words(&skipped, calendar)));
            reasons.push(format!("The next working day is {}.", long_date(day)));
        }
        if !is_known(calendar, raw) || !is_known(calendar, day) {
            let (first, last) = calendar.years;
            reasons.push(format!(
                "The holidays of {} are known here for {first} to {last} only: check this day.",
                calendar.place
            ));
        }
        (day, reasons)
    }
}

/// The last day of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDay {
    /// By the calendar.
    pub raw: Date,
    /// Moved off weekends and holidays: the day that counts, and that letters quote.
    pub day: Date,
    /// Why, one sentence or two each, in the order in which they are read.
    pub reasons: Vec<String>,
}

impl LastDay {
    fn new(raw: Date, mut reasons: Vec<String>, terms: &Terms<'_>) -> Self {
        let (day, moved) = terms.moved(raw);
        reasons.extend(moved);
        Self { raw, day, reasons }
    }

    /// All reasons, one after the other.
    pub fn reason(&self) -> String {
        self.reasons.join(" ")
    }
}

/// Until when Meta may take to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The day from which the period runs.
    pub start: Date,
    /// Why from then, and what was not counted and why.
    pub notes: Vec<String>,
    /// The last day of the period itself; `None` while it has not begun, as Meta asked who the person is
    /// and does not know yet, where that makes it begin. An extension does not change it.
    pub due: Option<LastDay>,
    /// The last day of an extension that counts.
    pub extended: Option<LastDay>,
    /// Where Meta asked who the person is and that may have stopped the period: the last day if it did.
    pub cautious: Option<LastDay>,
}

impl Deadline {
    /// The last day that counts: the extended one, else the due one.
    pub fn last(&self) -> Option<&LastDay> {
        self.extended.as_ref().or(self.due.as_ref())
    }

    /// The first day on which Meta is late.
    pub fn overdue_from(&self) -> Option<Date> {
        let last = self.last()?;
        Some(last.day.saturating_add(1.day()))
    }

    /// Every reason, in the order in which they are read.
    pub fn reasons(&self) -> impl Iterator<Item = &str> {
        let days = [&self.due, &self.extended, &self.cautious];
        let of_days = days.into_iter().flatten().flat_map(|last| &last.reasons);
        self.notes.iter().chain(of_days).map(String::as_str)
    }
}

/// Until when Meta may take to answer; `None` where no law that is known gives it a period.
pub fn deadline(sent: &Sent, terms: &Terms<'_>) -> Option<Deadline> {
    let period = terms.region.reply.as_ref()?.period;
    let (start, reason) = sent.receipt();
    let mut found = Deadline {
        start,
        notes: vec![reason],
        due: None,
        extended: None,
        cautious: None,
    };
    let asked = question(&mut found, sent, terms.moved(due(start, period)).0);
    let given = asked.and_then(|asked| Some(sent.given?.max(asked)));
    match (terms.region.identity, asked, given) {
        (Some(Identity::Starts), Some(asked), None) => {
            found.note(format!("Meta asked who you are on {}.", long_date(asked)));
            found.note("Its time begins when it knows; no day is set until then.".to_owned());
            return Some(found);
        }
        (Some(Identity::Starts), Some(_), Some(given)) => {
            found.start = given.max(start);
            found.note(format!(
                "Meta got what shows who you are on {}: its time begins then.",
                long_date(found.start)
            ));
        }
        (Some(Identity::Starts | Identity::Pauses) | None, _, _) => {}
    }
    let raw = due(found.start, period);
    let mut reasons = vec![format!("{} later is {}.", span(period), long_date(raw))];
    reasons.extend(short_month(found.start, raw, period));
    let own = LastDay::new(raw, reasons, terms);
    found.extended = extension(&mut found, sent, terms, &own);
    let last = found.extended.as_ref().map_or(raw, |extended| extended.raw);
    found.due = Some(own);
    match (terms.region.identity, asked, given) {
        (Some(Identity::Pauses), Some(asked), Some(given)) => {
            let days = days_until(asked, given);
            found.cautious = (days > 0).then(|| paused(last, days, terms));
        }
        (Some(Identity::Pauses), Some(asked), None) => {
            found.note(format!("Meta asked who you are on {}.", long_date(asked)));
            found.note("If it had reason to, its time may stand still until it knows.".to_owned());
        }
        (Some(Identity::Starts | Identity::Pauses) | None, _, _) => {}
    }
    Some(found)
}

impl Deadline {
    fn note(&mut self, note: String) {
        self.notes.push(note);
    }
}

/// The day on which Meta asked who the person is, if it did so in time: until the `last` day.
fn question(found: &mut Deadline, sent: &Sent, last: Date) -> Option<Date> {
    let asked = sent.asked?;
    if asked < sent.sent {
        found.note("Meta's question is older than what you sent, so it moves nothing.".to_owned());
        return None;
    }
    if asked > last {
        let last = short_date(last);
        found.note(format!(
            "Meta asked who you are only after {last}, so that moves nothing."
        ));
        return None;
    }
    Some(asked)
}

/// The last day of an extension that Meta told of in time: until the period's `own` last day.
fn extension(
    found: &mut Deadline,
    sent: &Sent,
    terms: &Terms<'_>,
    own: &LastDay,
) -> Option<LastDay> {
    let told = sent.extended_on?;
    let (first, more) = (
        terms.region.reply.as_ref()?,
        terms.region.extension.as_ref()?,
    );
    if told > own.day {
        found.note(format!(
            "Meta said on {} that it takes longer.",
            short_date(told)
        ));
        let own = short_date(own.day);
        found.note(format!("That was after {own}, so it does not count."));
        return None;
    }
    // The law adds both before a weekend or a holiday moves the day, so that it is moved once.
    let whole = match (first.period, more.period) {
        (Period::Months(a), Period::Months(b)) => Period::Months(a.saturating_add(b)),
        (Period::Days(a), Period::Days(b)) => Period::Days(a.saturating_add(b)),
        (Period::Months(_), Period::Days(_)) | (Period::Days(_), Period::Months(_)) => return None,
    };
    let raw = due(found.start, whole);
    let mut reasons = vec![
        "Meta said in time that it takes longer.".to_owned(),
        format!(
            "{} after {} is {}.",
            span(whole),
            short_date(found.start),
            long_date(raw)
        ),
    ];
    reasons.extend(short_month(found.start, raw, whole));
    Some(LastDay::new(raw, reasons, terms))
}

/// The day that counts if Meta's question stopped a period that ends on `last` for so many days.
fn paused(last: Date, days: i64, terms: &Terms<'_>) -> LastDay {
    let raw = last.saturating_add(days.days());
    let waited = if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    };
    let reasons = vec![
        format!("Meta asked who you are, and waited {waited} for that."),
        format!(
            "If it had reason to ask, its time ends on {}.",
            long_date(raw)
        ),
    ];
    LastDay::new(raw, reasons, terms)
}

/// Why a period of months ends on another date than it began.
fn short_month(start: Date, raw: Date, period: Period) -> Option<String> {
    let is_cut = matches!(period, Period::Months(_)) && raw.day() != start.day();
    is_cut.then(|| {
        format!(
            "{} has no day {}: its last day counts.",
            raw.strftime("%B %Y"),
            start.day()
        )
    })
}

/// A period at the beginning of a sentence: "One month", "Three months", "30 days".
pub(super) fn span(period: Period) -> String {
    match period {
        Period::Months(1) => "One month".to_owned(),
        Period::Months(2) => "Two months".to_owned(),
        Period::Months(3) => "Three months".to_owned(),
        Period::Months(months) => format!("{months} months"),
        Period::Days(1) => "One day".to_owned(),
        Period::Days(days) => format!("{days} days"),
    }
}
