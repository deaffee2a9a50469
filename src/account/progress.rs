//! What the person did for an account: marks, notes, requests.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::{
    clock,
    content::{goal::Goal, guide::StepId},
    id::Id,
    text::Clean,
    word::named_enum,
};

named_enum! {
    /// What the person decided about a step. A step with no mark is to do.
    pub enum Mark {
        /// It is done.
        Done = "done",
        /// It is not wanted; counts as done.
        Skipped = "skipped",
        /// It cannot be found or does not work; does not count as done.
        Blocked = "blocked",
    }
}

named_enum! {
    /// How a request ended.
    pub enum Outcome {
        /// No answer yet.
        Waiting = "waiting",
        /// Meta agreed.
        Granted = "granted",
        /// Meta refused.
        Refused = "refused",
        /// Meta asked for more.
        MoreAsked = "more-asked",
        /// The person took it back.
        Withdrawn = "withdrawn",
    }
}

impl Outcome {
    /// The outcome in the words of a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Waiting => "No answer yet",
            Self::Granted => "Meta agreed",
            Self::Refused => "Meta refused",
            Self::MoreAsked => "Meta asked for more",
            Self::Withdrawn => "I took it back",
        }
    }
}

/// The state of one step of one account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepState {
    /// The mark, if there is one.
    pub mark: Option<Mark>,
    /// When the mark was last set or taken away.
    pub at: Option<Timestamp>,
    /// The person's own words.
    pub note: Option<Clean>,
    /// When the note was last written or taken away; without it the moment of the mark counts.
    pub noted: Option<Timestamp>,
    /// When its link was last opened.
    pub opened: Option<Timestamp>,
}

/// Something sent to Meta for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id within the account, such as `r1`.
    pub id: Id,
    /// What it was for.
    pub goal: Goal,
    /// The guide that it was sent by.
    pub guide: Id,
    /// The day it was sent.
    pub sent: Date,
    /// The day by which the law wants an answer, where it names one.
    pub due: Option<Date>,
    /// A later day that Meta named.
    pub extended: Option<Date>,
    /// How it ended.
    pub outcome: Outcome,
    /// The day of the answer.
    pub answered: Option<Date>,
    /// Meta's own number for it.
    pub reference: Option<Clean>,
    /// When it was last written: recorded, or answered.
    pub at: Option<Timestamp>,
}

impl Request {
    /// The day that counts: the extended one, else the due one.
    pub fn deadline(&self) -> Option<Date> {
        self.extended.or(self.due)
    }

    /// In words: when it was sent, and how long Meta still has or how it answered.
    pub fn in_words(&self, today: Date) -> String {
        match (self.outcome, self.deadline()) {
            (Outcome::Waiting, Some(deadline)) => {
                format!(
                    "sent {}, answer due {deadline} ({})",
                    self.sent,
                    clock::in_words(today, deadline)
                )
            }
            (Outcome::Waiting, None) => format!("sent {}, no reply period known", self.sent),
            (Outcome::Granted | Outcome::Refused | Outcome::MoreAsked | Outcome::Withdrawn, _) => {
                let when = self
                    .answered
                    .map_or_else(String::new, |day| format!(" on {day}"));
                let who = match self.outcome {
                    Outcome::Withdrawn => "you took it back",
                    Outcome::Waiting | Outcome::Granted | Outcome::Refused | Outcome::MoreAsked => {
                        self.outcome.title()
                    }
                };
                format!("sent {}; {who}{when}", self.sent)
            }
        }
    }
}

/// What the person did for one account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// By guide, then by step; also for steps that no guide has any more.
    pub steps: BTreeMap<Id, BTreeMap<Id, StepState>>,
    /// In the order of the file.
    pub requests: Vec<Request>,
}

impl Progress {
    /// The state of a step; `None` where nothing was done.
    pub fn step(&self, id: &StepId) -> Option<&StepState> {
        self.steps.get(&id.guide)?.get(&id.step)
    }

    /// The mark of a step.
    pub fn mark(&self, id: &StepId) -> Option<Mark> {
        self.step(id)?.mark
    }

    /// Whether a route was tried in vain: a step of it could not be found.
    pub fn is_tried(&self, guide: &Id) -> bool {
        let steps = self.steps.get(guide);
        steps.is_some_and(|steps| {
            let mut marks = steps.values().map(|state| state.mark);
            marks.any(|mark| mark == Some(Mark::Blocked))
        })
    }

    /// The latest request for a goal that was not taken back.
    pub fn latest(&self, goal: Goal) -> Option<&Request> {
        self.requests
            .iter()
            .filter(|request| request.goal == goal && request.outcome != Outcome::Withdrawn)
            .max_by_key(|request| request.sent)
    }

    /// The newest unanswered request that was sent by this guide.
    pub fn open_request(&self, guide: &str) -> Option<&Request> {
        self.requests
            .iter()
            .rev()
            .find(|request| request.guide.as_str() == guide && request.outcome == Outcome::Waiting)
    }

    /// An id for a new request: one above the highest in use.
    pub fn next_request_id(&self) -> Option<Id> {
        let number = |request: &Request| request.id.strip_prefix('r')?.parse::<u64>().ok();
        let highest = self.requests.iter().filter_map(number).max().unwrap_or(0);
        Id::new(&format!("r{}", highest.saturating_add(1)))
    }
}
