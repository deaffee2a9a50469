//! The edits of requests: what was sent and when, what Meta answered, and what follows for the days.

use jiff::{ToSpan as _, civil::Date};

use super::{days, has_clock};
use crate::{
    account::{
        Account,
        change::{Change, Edit, StepEdit},
        progress::{Mark, Outcome, Recipient, Request, RequestDay, RequestText},
    },
    catalog,
    clock::{
        Now,
        deadline::{self, Deadline, Sent, Terms},
        due,
        timeline::{self, Answer, Happened, Point},
    },
    content::{
        goal::Goal,
        guide::{Guide, Step, StepKind},
        region::Region,
    },
    error::Error,
    id::Id,
    text::Clean,
};

/// What a person says about something that they sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sending {
    /// The day; none: today.
    pub on: Option<Date>,
    /// Whether it went by post.
    pub by_post: bool,
    /// The day it arrived, if it went by post and that is known.
    pub received: Option<Date>,
    /// The recipient's number for it.
    pub reference: Option<Clean>,
    /// The letter that was used, with its language.
    pub letter: Option<Clean>,
}

/// What a person says about an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// The day; none: today.
    pub on: Option<Date>,
    /// Meta's number.
    pub reference: Option<Clean>,
    /// The person's own words.
    pub note: Option<Clean>,
}

/// Whom a step sends to.
pub const fn recipient(step: &Step) -> Recipient {
    if step.authority {
        Recipient::Authority
    } else {
        Recipient::Meta
    }
}

/// The request that a guide's step sends; `None` where what it sends asks for no answer.
pub(super) fn sent(
    account: &Account,
    guide: &Guide,
    to: Recipient,
    region: Option<&Region>,
    sending: &Sending,
    now: Now,
) -> Option<Request> {
    if !has_clock(guide.goal) {
        return None;
    }
    let on = sending.on.unwrap_or(now.today);
    let id = account.progress.next_request_id()?;
    let mut request = Request {
        to,
        by_post: sending.by_post,
        received: sending.received,
        reference: sending.reference.clone(),
        letter: sending.letter.clone(),
        recorded: Some(now.moment),
        at: Some(now.moment),
        ..Request::new(id, guide.goal, guide.id.clone(), on)
    };
    (request.due, request.extended, request.again) = set_by_law(&request, region);
    Some(request)
}

/// Records something that was sent by a guide, beside what is on record already.
///
/// # Errors
///
/// If the day is not possible, or the guide sends nothing.
pub fn send(
    account: &Account,
    guide: &Guide,
    to: Recipient,
    region: Option<&Region>,
    sending: &Sending,
    now: Now,
) -> Result<Change, Error> {
    days::check(sending.on, now)?;
    let on = sending.on.unwrap_or(now.today);
    if let Some(received) = sending.received {
        days::check_after(on, received, now)?;
    }
    let request = sent(account, guide, to, region, sending, now).ok_or_else(|| {
        let sentence = format!("`{}` sends nothing that is answered.", guide.id);
        Error::new(sentence, "Its steps can be ticked all the same.")
    })?;
    Ok(Change::new(
        &account.id,
        now.moment,
        vec![Edit::Send(request)],
    ))
}

/// Whom a guide writes to next: the recipient of its first step that sends something to somebody who has nothing
/// by this guide yet, else of the last one. So a reminder is recorded before the complaint.
pub fn next_recipient(account: &Account, guide: &Guide) -> Recipient {
    let sending = guide.steps.iter().filter(|it| it.kind == StepKind::Submit);
    let all: Vec<Recipient> = sending.map(recipient).collect();
    let has_one = |to: Recipient| {
        let mut requests = account.progress.requests.iter();
        requests.any(|it| it.guide == guide.id && it.to == to)
    };
    let next = all.iter().find(|to| !has_one(**to)).or(all.last());
    next.copied().unwrap_or(Recipient::Meta)
}

/// What the clock knows of a request.
fn known(request: &Request) -> Sent {
    Sent {
        sent: request.sent,
        received: request.received,
        by_post: request.by_post,
        // Only an extension that counts is on record, without the day on which Meta told of it.
        extended_on: request
            .extended
            .map(|_| request.received.unwrap_or(request.sent)),
        asked: request.asked,
        given: request.given,
    }
}

/// Until when Meta may take for a request to it, and why; `None` where no law that is known says so.
pub fn deadline(request: &Request, region: Option<&Region>) -> Option<Deadline> {
    let asks = match request.goal {
        Goal::Object | Goal::ThirdParty => true,
        Goal::Protect | Goal::FollowUp => false,
    };
    let region = region.filter(|_| asks)?;
    deadline::deadline(&known(request), &Terms::of(region, catalog::holidays()))
}

/// The day on which an answer is due, the later one of an extension, and the day to look again.
fn set_by_law(
    request: &Request,
    region: Option<&Region>,
) -> (Option<Date>, Option<Date>, Option<Date>) {
    let found = deadline(request, region);
    let day = |last: &deadline::LastDay| last.day;
    let due_on = found.as_ref().and_then(|it| it.due.as_ref().map(day));
    let extended = found.as_ref().and_then(|it| it.extended.as_ref().map(day));
    let word = region.and_then(|region| region.authority_word.as_ref());
    let again = match (request.goal, request.to) {
        (Goal::FollowUp, Recipient::Meta) => {
            let terms = region.map(|region| Terms::of(region, catalog::holidays()));
            let confirmed = terms.and_then(|terms| timeline::confirmation(request.sent, &terms));
            let usual = request.sent.saturating_add(timeline::REMINDER_DAYS.days());
            Some(confirmed.map_or(usual, |point| point.day))
        }
        (_, Recipient::Authority) => word.map(|rule| due(request.sent, rule.period)),
        (Goal::Object | Goal::ThirdParty | Goal::Protect, Recipient::Meta) => request.again,
    };
    (due_on, extended, again)
}

/// The days of a request to Meta, in order, with reminders and complaints that came after it.
pub fn timeline(account: &Account, request: &Request, region: Option<&Region>) -> Vec<Point> {
    let Some(region) = region else {
        return Vec::new();
    };
    let later = |to| {
        let requests = account.progress.requests.iter();
        let of_it = requests
            .filter(move |it| it.goal == Goal::FollowUp && it.to == to && it.sent >= request.sent)
            .filter(|it| it.outcome != Outcome::Withdrawn);
        of_it.map(|it| it.sent).max()
    };
    let answered = request.answered.unwrap_or(request.sent);
    let happened = Happened {
        reminded: later(Recipient::Meta),
        answer: match request.outcome {
            Outcome::Waiting => None,
            Outcome::Granted | Outcome::MoreAsked | Outcome::Withdrawn => {
                Some(Answer::Settled(answered))
            }
            Outcome::Refused => Some(Answer::Unsettled(answered)),
        },
        complained: later(Recipient::Authority),
    };
    let terms = Terms::of(region, catalog::holidays());
    timeline::timeline(&known(request), happened, &terms)
}

/// A change of a request by these edits, and the days that follow from them.
pub fn correct(
    account: &Account,
    id: &Id,
    mut edits: Vec<Edit>,
    region: Option<&Region>,
    now: Now,
) -> Change {
    let mut after = account.clone();
    for edit in &edits {
        after.apply(edit, now.moment);
    }
    if let Some(request) = after.progress.request(id) {
        let (due, extended, again) = set_by_law(request, region);
        for (which, day) in [
            (RequestDay::Due, due),
            (RequestDay::Extended, extended),
            (RequestDay::Again, again),
        ] {
            // A day that the person set stays.
            let is_set = edits
                .iter()
                .any(|edit| matches!(edit, Edit::Day { which: set, .. } if *set == which));
            if request.day(which) != day && !is_set {
                edits.push(set_day(id, which, day));
            }
        }
    }
    Change::new(&account.id, now.moment, edits)
}

/// The edit that gives a request another day.
pub fn set_day(id: &Id, which: RequestDay, day: Option<Date>) -> Edit {
    Edit::Day {
        request: id.clone(),
        which,
        day,
    }
}

/// The edit that gives a request another text.
pub fn set_text(id: &Id, which: RequestText, text: Option<Clean>) -> Edit {
    Edit::Text {
        request: id.clone(),
        which,
        text,
    }
}

/// Records how a request was answered.
///
/// # Errors
///
/// If the day is in the future, or before that of sending.
pub fn answer(
    account: &Account,
    request: &Request,
    outcome: Outcome,
    said: &Answered,
    now: Now,
) -> Result<Change, Error> {
    let on = said.on.unwrap_or(now.today);
    days::check_after(request.sent, on, now)?;
    let mut edits = vec![Edit::Answer {
        request: request.id.clone(),
        outcome,
        answered: (outcome != Outcome::Waiting).then_some(on),
    }];
    let texts = [
        (RequestText::Reference, &said.reference),
        (RequestText::Note, &said.note),
    ];
    for (which, text) in texts {
        if text.is_some() {
            edits.push(set_text(&request.id, which, text.clone()));
        }
    }
    Ok(Change::new(&account.id, now.moment, edits))
}

/// Records that Meta said on this day that it takes longer.
///
/// # Errors
///
/// If that was too late to count, or no law that is known allows it.
pub fn extend(
    account: &Account,
    request: &Request,
    told: Date,
    region: Option<&Region>,
    now: Now,
) -> Result<Change, Error> {
    days::check_after(request.sent, told, now)?;
    let terms = region.map(|region| Terms::of(region, catalog::holidays()));
    let found = terms.and_then(|terms| {
        let known = Sent {
            extended_on: Some(told),
            ..known(request)
        };
        deadline::deadline(&known, &terms)
    });
    let Some(until) = found.as_ref().and_then(|found| found.extended.as_ref()) else {
        let why = found.map_or_else(
            || "No law that is known here gives Meta more time.".to_owned(),
            |found| found.notes.join(" "),
        );
        return Err(Error::new(
            format!("Nothing is extended. {why}"),
            "The day that is on record stays.",
        ));
    };
    let edit = set_day(&request.id, RequestDay::Extended, Some(until.day));
    Ok(Change::new(&account.id, now.moment, vec![edit]))
}

/// Records that Meta asked on this day who the person is.
///
/// # Errors
///
/// If the day is in the future, or before that of sending.
pub fn asked(
    account: &Account,
    request: &Request,
    on: Date,
    region: Option<&Region>,
    now: Now,
) -> Result<Change, Error> {
    days::check_after(request.sent, on, now)?;
    let id = &request.id;
    let edits = vec![
        Edit::Answer {
            request: id.clone(),
            outcome: Outcome::MoreAsked,
            answered: Some(on),
        },
        set_day(id, RequestDay::Asked, Some(on)),
    ];
    Ok(correct(account, id, edits, region, now))
}

/// Records that Meta got on this day what it had asked for: one waits again.
///
/// # Errors
///
/// If the day is in the future, or before that of sending or asking.
pub fn given(
    account: &Account,
    request: &Request,
    on: Date,
    region: Option<&Region>,
    now: Now,
) -> Result<Change, Error> {
    days::check_after(request.sent, on, now)?;
    days::check_asked(request, on)?;
    let id = &request.id;
    let edits = vec![
        Edit::Answer {
            request: id.clone(),
            outcome: Outcome::Waiting,
            answered: None,
        },
        set_day(id, RequestDay::Given, Some(on)),
    ];
    Ok(correct(account, id, edits, region, now))
}

/// Takes the ticks off what sent a request and what was kept of it, as it holds no more: it can be sent
/// again. Another request that was sent by the same step keeps them.
pub fn reopen(account: &Account, request: &Request, guide: Option<&Guide>) -> Vec<Edit> {
    let mut requests = account.progress.requests.iter();
    let is_kept = requests.any(|it| {
        (&it.guide, it.to) == (&request.guide, request.to)
            && it.id != request.id
            && it.outcome != Outcome::Withdrawn
    });
    let Some(guide) = guide.filter(|_| !is_kept) else {
        return Vec::new();
    };
    let is_of_it = |step: &&Step| step.kind == StepKind::Submit && recipient(step) == request.to;
    let steps = guide.steps.iter().skip_while(|step| !is_of_it(step));
    let steps = steps.take_while(|step| step.kind != StepKind::Submit || is_of_it(step));
    let steps = steps.filter(|step| matches!(step.kind, StepKind::Submit | StepKind::Confirm));
    let ids = steps.map(|step| guide.step_id(step));
    let done = ids.filter(|id| account.progress.mark(id) == Some(Mark::Done));
    done.map(|id| Edit::Step(id, StepEdit::Mark(None)))
        .collect()
}

/// Takes a request off the record, with its answer.
pub fn remove(account: &Account, request: &Request, guide: Option<&Guide>, now: Now) -> Change {
    let waiting = Edit::Answer {
        request: request.id.clone(),
        outcome: Outcome::Waiting,
        answered: None,
    };
    let is_answered = request.outcome != Outcome::Waiting;
    let mut edits: Vec<Edit> = is_answered.then_some(waiting).into_iter().collect();
    edits.push(Edit::Unsend(request.id.clone()));
    edits.extend(reopen(account, request, guide));
    Change::new(&account.id, now.moment, edits)
}
