//! What happened to a request, and what comes, day by day, with what was sent after it.

use jiff::civil::Date;

use super::{
    Account,
    decide::requests,
    progress::{Outcome, Recipient, Request},
};
use crate::{
    clock::timeline::What,
    content::{goal::Goal, letter::Told, region::Region},
};

/// What happens on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// The person sent it.
    Sent,
    /// The person wrote to Meta again.
    WroteAgain,
    /// The person wrote to the authority.
    Complained,
    /// Meta asked who the person is.
    Asked,
    /// Meta got that.
    Given,
    /// It was answered, or taken back.
    Ended(Outcome, Recipient),
    /// One looks again whether there is an answer.
    LookAgain(Recipient),
    /// A day that follows from the law.
    Point(What),
}

impl Deed {
    /// What happens, told to the person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sent => "You sent it",
            Self::WroteAgain => "You wrote to Meta again",
            Self::Complained => "You complained to the authority",
            Self::Asked => "Meta asked who you are",
            Self::Given => "Meta got it",
            Self::Ended(Outcome::Withdrawn, _) => "You took it back",
            Self::Ended(outcome, to) => outcome.title_by(to),
            Self::LookAgain(Recipient::Meta) => "Look again: did Meta answer?",
            Self::LookAgain(Recipient::Authority) => "Ask the authority again",
            Self::Point(what) => what.title(),
        }
    }

    /// The wording of it in letters; `None` for what is only advice.
    pub const fn told(self) -> Option<Told> {
        Some(match self {
            Self::Sent => Told::Sent,
            Self::WroteAgain => Told::Wrote,
            Self::Complained => Told::Complained,
            Self::Asked => Told::Asked,
            Self::Given => Told::Given,
            Self::Ended(Outcome::Granted, Recipient::Meta) => Told::Granted,
            Self::Ended(Outcome::Refused, Recipient::Meta) => Told::Refused,
            Self::Ended(Outcome::MoreAsked, Recipient::Meta) => Told::MoreAsked,
            Self::Ended(Outcome::Granted, Recipient::Authority) => Told::AuthorityGranted,
            Self::Ended(Outcome::Refused, Recipient::Authority) => Told::AuthorityRefused,
            Self::Ended(Outcome::MoreAsked, Recipient::Authority) => Told::AuthorityMoreAsked,
            Self::Point(What::Due) => Told::Due,
            Self::Point(What::Cautious) => Told::Cautious,
            Self::Point(What::Extended) => Told::Extended,
            Self::Point(What::Arrived) => Told::Arrived,
            Self::Ended(Outcome::Waiting | Outcome::Withdrawn, _)
            | Self::LookAgain(_)
            | Self::Point(_) => return None,
        })
    }
}

/// A day of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// What happens on it, or what may be done from it on.
    pub deed: Deed,
    /// The same by the calendar, before a weekend or a holiday moved it.
    pub raw: Date,
    /// Why, in one or a few sentences; may be empty.
    pub reason: String,
}

impl Moment {
    const fn new(day: Date, deed: Deed) -> Self {
        Self {
            day,
            deed,
            raw: day,
            reason: String::new(),
        }
    }
}

/// What the person did by sending it.
pub const fn did(request: &Request) -> Deed {
    match (request.goal, request.to) {
        (_, Recipient::Authority) => Deed::Complained,
        (Goal::FollowUp, Recipient::Meta) => Deed::WroteAgain,
        (Goal::Object | Goal::Protect | Goal::ThirdParty, Recipient::Meta) => Deed::Sent,
    }
}

/// The days of a request: of a reminder or complaint its own, of any other also those of what was sent
/// after it.
pub fn of(account: &Account, request: &Request, region: Option<&Region>) -> Vec<Moment> {
    match request.goal {
        Goal::FollowUp => own(request),
        Goal::Object | Goal::Protect | Goal::ThirdParty => whole(account, request, region),
    }
}

/// The days of something that was sent after the objection.
pub fn own(request: &Request) -> Vec<Moment> {
    let mut moments = vec![Moment::new(request.sent, did(request))];
    match (request.outcome, request.again) {
        (Outcome::Waiting, Some(again)) => {
            moments.push(Moment::new(again, Deed::LookAgain(request.to)));
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
    match request.outcome {
        Outcome::Waiting => None,
        Outcome::Granted | Outcome::Refused | Outcome::MoreAsked | Outcome::Withdrawn => {
            let deed = Deed::Ended(request.outcome, request.to);
            Some(Moment::new(request.answered?, deed))
        }
    }
}

/// What was sent after an objection, as long as it was not taken back.
pub fn after<'a>(
    account: &'a Account,
    objection: &'a Request,
) -> impl Iterator<Item = &'a Request> {
    let requests = account.progress.requests.iter();
    requests.filter(move |it| {
        objection.goal == Goal::Object
            && it.goal == Goal::FollowUp
            && it.outcome != Outcome::Withdrawn
            && it.sent >= objection.sent
    })
}

/// The days of a request to Meta, with what was sent after it.
fn whole(account: &Account, request: &Request, region: Option<&Region>) -> Vec<Moment> {
    let after: Vec<&Request> = after(account, request).collect();
    let answered = request
        .answered
        .filter(|_| request.outcome != Outcome::Waiting);
    let points = requests::timeline(account, request, region);
    let is_told = |what: What, day: Date| match what {
        What::Sent | What::LookAgain => false,
        What::Remind | What::Complain => after.is_empty(),
        What::Due | What::Cautious | What::Extended => {
            answered.is_none_or(|answered| day <= answered)
        }
        What::Arrived | What::ComplainBy | What::Confirmed | What::Access | What::Information => {
            true
        }
    };
    let mut moments = vec![Moment::new(request.sent, did(request))];
    for (day, deed) in [(request.asked, Deed::Asked), (request.given, Deed::Given)] {
        moments.extend(day.map(|day| Moment::new(day, deed)));
    }
    let is_asked = request.asked == request.answered && request.asked.is_some();
    moments.extend(answer(request).filter(|_| !is_asked));
    let told = points.into_iter().filter(|it| is_told(it.what, it.day));
    moments.extend(told.map(|point| Moment {
        day: point.day,
        deed: Deed::Point(point.what),
        raw: point.raw,
        reason: point.reason,
    }));
    moments.extend(after.into_iter().flat_map(own));
    moments
}
