//! iCalendar (RFC 5545): the days of every request, as events of a whole day with an alarm.
//!
//! An event is known by its UID for ever, and each export counts as a later version of it, so that a
//! calendar which takes in another export moves what moved. What has become idle is not left out but
//! cancelled: a calendar forgets nothing by itself.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use super::Context;
use crate::{
    account::{
        Account,
        decide::requests,
        progress::{Outcome, Recipient, Request},
    },
    clock::{
        self,
        timeline::{Point, What},
    },
    content::{goal::Goal, region::Period, state::State},
    sort::sort_by,
};

/// The longest line, in bytes, without its end.
const LONGEST: usize = 75;

/// Versions are counted in seconds from here, so that they fit the whole numbers of calendars.
const FIRST: i64 = 1_767_225_600;

/// What one is told on a day.
struct Event {
    /// Names it within the account.
    name: String,
    day: Date,
    title: String,
    reason: String,
    /// Whether it still holds.
    holds: bool,
    /// Whether one is told a week before, too: a day after which it is too late.
    is_last: bool,
}

/// The days of these accounts as a calendar, and how many of them hold. `now` is the moment of this
/// version.
pub fn ics(context: Context<'_>, accounts: &[&Account], now: Timestamp) -> (String, usize) {
    let version = now.as_second().saturating_sub(FIRST).max(0);
    let moment = now.to_zoned_datetime(TimeZone::UTC);
    let stamp = moment.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut lines = Lines(String::new());
    lines.put("BEGIN:VCALENDAR");
    lines.put("VERSION:2.0");
    lines.put(&format!(
        "PRODID:-//optout//optout {}//EN",
        env!("CARGO_PKG_VERSION")
    ));
    lines.put("CALSCALE:GREGORIAN");
    lines.put("METHOD:PUBLISH");
    lines.put("X-WR-CALNAME:optout");
    let (mut written, mut held) = (0, 0);
    for account in accounts {
        for event in events(context, account) {
            written += 1;
            held += usize::from(event.holds);
            lines.event(account, &event, &stamp, version);
        }
    }
    if written == 0 {
        // The standard wants something in a calendar.
        lines.nothing();
    }
    lines.put("END:VCALENDAR");
    (lines.0, held)
}

/// The days of an account.
fn events(context: Context<'_>, account: &Account) -> Vec<Event> {
    let requests = &account.progress.requests;
    let mut events: Vec<Event> = requests
        .iter()
        .flat_map(|request| {
            let days = days(context, account, request);
            days.into_iter().chain(again(request))
        })
        .collect();
    events.extend(a_year_later(context, account));
    sort_by(&mut events, |a, b| (a.day, &a.name).cmp(&(b.day, &b.name)));
    events
}

/// The days of a request to Meta, as they are now and as they would be if nothing had happened since.
fn days(context: Context<'_>, account: &Account, request: &Request) -> Vec<Event> {
    match request.goal {
        Goal::Object | Goal::ThirdParty => {}
        Goal::Protect | Goal::FollowUp => return Vec::new(),
    }
    let region = context.catalog.region(account);
    let now = requests::timeline(account, request, region);
    let mut alone = account.clone();
    let untouched = Request {
        outcome: Outcome::Waiting,
        answered: None,
        ..request.clone()
    };
    alone.progress.requests = vec![untouched.clone()];
    let usual = requests::timeline(&alone, &untouched, region);
    let later = |to| {
        let all = account.progress.requests.iter();
        let mut of_it = all.filter(move |it| {
            it.goal == Goal::FollowUp
                && it.to == to
                && it.outcome != Outcome::Withdrawn
                && it.sent >= request.sent
        });
        request.goal == Goal::Object && of_it.next().is_some()
    };
    let complained = later(Recipient::Authority);
    let reminded = later(Recipient::Meta) || complained;
    let waits = request.outcome == Outcome::Waiting;
    let holds = |what: What| match what {
        What::Due | What::Cautious | What::Extended => waits && !reminded,
        What::Remind => waits && !reminded,
        What::Complain => (waits || request.outcome == Outcome::Refused) && !complained,
        What::ComplainBy => request.outcome == Outcome::Refused && !complained,
        What::Sent
        | What::Arrived
        | What::LookAgain
        | What::Confirmed
        | What::Access
        | What::Information => false,
    };
    let of_calendar = |what: What| match what {
        What::Due
        | What::Cautious
        | What::Extended
        | What::Remind
        | What::Complain
        | What::ComplainBy => true,
        What::Sent
        | What::Arrived
        | What::LookAgain
        | What::Confirmed
        | What::Access
        | What::Information => false,
    };
    let is_known = |point: &&Point| now.iter().any(|it| it.what == point.what);
    let idle = usual.iter().filter(|point| !is_known(point));
    let all = now
        .iter()
        .map(|point| (point, holds(point.what)))
        .chain(idle.map(|point| (point, false)));
    all.filter(|(point, _)| of_calendar(point.what))
        .map(|(point, holds)| Event {
            name: format!("{}-{}", request.id, point.what),
            day: point.day,
            title: point.what.title().to_owned(),
            reason: format!("{} It is about the {}.", point.reason, request.name()),
            holds,
            is_last: point.what == What::ComplainBy,
        })
        .collect()
}

/// The day to look again whether something was answered.
fn again(request: &Request) -> Option<Event> {
    let title = match (request.goal, request.to) {
        (_, Recipient::Authority) => "Ask the authority again",
        (Goal::FollowUp, Recipient::Meta) => "Did Meta answer your reminder?",
        (Goal::Object | Goal::ThirdParty | Goal::Protect, Recipient::Meta) => "Did Meta answer?",
    };
    Some(Event {
        name: format!("{}-again", request.id),
        day: request.again?,
        title: title.to_owned(),
        reason: format!("Look whether the {} was answered.", request.name()),
        holds: request.outcome == Outcome::Waiting,
        is_last: false,
    })
}

/// The day on which to look whether what Meta agreed to still stands.
fn a_year_later(context: Context<'_>, account: &Account) -> Option<Event> {
    let request = account.progress.latest(Goal::Object)?;
    let answered = request
        .answered
        .filter(|_| request.outcome == Outcome::Granted)?;
    let guides = context.catalog.fitting_guides(account);
    let mut months = guides.iter().filter_map(|guide| {
        let waits = guide.goal == Goal::FollowUp && guide.when.contains(&State::Granted);
        guide.after_months.filter(|_| waits)
    });
    let months = u16::try_from(months.next()?).ok()?;
    Some(Event {
        name: format!("{}-look-again", request.id),
        day: clock::due(answered, Period::Months(months)),
        title: "Does Meta's yes still stand?".to_owned(),
        reason: format!(
            "Meta agreed on {}: look whether it still stands.",
            clock::short_date(answered)
        ),
        holds: true,
        is_last: false,
    })
}

/// The text of a calendar, line by line.
struct Lines(String);

impl Lines {
    /// Writes a line, folded where it is too long: never within a character.
    fn put(&mut self, line: &str) {
        let mut length = 0;
        for character in line.chars() {
            if length + character.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            length += character.len_utf8();
            self.0.push(character);
        }
        self.0.push_str("\r\n");
    }

    /// Writes a text under a name.
    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for character in text.chars() {
            match character {
                '\n' => line.push_str("\\n"),
                '\\' | ';' | ',' => line.extend(['\\', character]),
                _ => line.push(character),
            }
        }
        self.put(&line);
    }

    fn event(&mut self, account: &Account, event: &Event, stamp: &str, version: i64) {
        let title = format!("{}: {}", account.label, event.title);
        let day = |day: Date| day.strftime("%Y%m%d").to_string();
        let next = event.day.saturating_add(1.day());
        self.put("BEGIN:VEVENT");
        self.put(&format!("UID:{}-{}@optout", account.id, event.name));
        self.put(&format!("DTSTAMP:{stamp}"));
        self.put(&format!("SEQUENCE:{version}"));
        self.put(&format!("DTSTART;VALUE=DATE:{}", day(event.day)));
        self.put(&format!("DTEND;VALUE=DATE:{}", day(next)));
        self.text("SUMMARY", &title);
        self.text("DESCRIPTION", &event.reason);
        self.put(match event.holds {
            true => "STATUS:CONFIRMED",
            false => "STATUS:CANCELLED",
        });
        self.put("CLASS:PRIVATE");
        self.put("TRANSP:TRANSPARENT");
        if event.holds {
            self.alarm("PT9H", &title);
        }
        if event.holds && event.is_last {
            self.alarm("-P7D", &title);
        }
        self.put("END:VEVENT");
    }

    /// An alarm so long after the day begins.
    fn alarm(&mut self, after: &str, title: &str) {
        self.put("BEGIN:VALARM");
        self.put("ACTION:DISPLAY");
        self.text("DESCRIPTION", title);
        self.put(&format!("TRIGGER:{after}"));
        self.put("END:VALARM");
    }

    fn nothing(&mut self) {
        for line in [
            "BEGIN:VTIMEZONE",
            "TZID:Etc/UTC",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0000",
            "END:STANDARD",
            "END:VTIMEZONE",
        ] {
            self.put(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Lines};

    #[test]
    fn a_line_is_folded_between_characters_and_reads_back() {
        let text = format!("Zoë, \\ ; {}\n☂", "ä😀".repeat(60));
        let mut lines = Lines(String::new());
        lines.text("SUMMARY", &text);
        let folded = lines.0;
        for line in folded.trim_end().split("\r\n") {
            assert!(line.len() <= LONGEST, "{line}");
        }
        let whole = folded.replace("\r\n ", "");
        let wanted = "SUMMARY:Zoë\\, \\\\ \\; ";
        assert!(whole.starts_with(wanted), "{whole}");
        assert!(whole.ends_with("\\n☂\r\n"), "{whole}");
        assert_eq!(whole.matches("ä😀").count(), 60);
    }
}
