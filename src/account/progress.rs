//! What the person did for an account: marks, notes, requests.

mod request;

use std::{cmp::Reverse, collections::BTreeMap};

use jiff::Timestamp;

use crate::{
    content::{goal::Goal, guide::StepId},
    document::named_enum,
    id::Id,
    sort::sort_by_key,
    text::Clean,
};

pub use request::{Outcome, Recipient, Request, RequestDay, RequestText, Sameness};

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

/// A file that the person keeps: a screenshot, the confirmation. Its bytes lie under their hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// The name that it had.
    pub name: Clean,
    /// When it was added.
    pub added: Timestamp,
    /// The request that it belongs to.
    pub request: Option<Id>,
}

/// A SHA-256, as 64 hexadecimal digits in small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(String);

impl Sha256 {
    /// The hash in this text; `None` if it is none.
    pub fn new(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 64 && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }

    /// The hash whose bytes these are.
    pub(super) fn of_digest(digest: &[u8]) -> Self {
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for Sha256 {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What the person did for one account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// By guide, then by step; also for steps that no guide has any more. Boxed, since a map allocates
    /// room for eleven entries with its first one.
    pub steps: BTreeMap<Id, BTreeMap<Id, Box<StepState>>>,
    /// In the order of the file.
    pub requests: Vec<Request>,
    /// In the order of the file.
    pub evidence: Vec<Evidence>,
}

impl Progress {
    /// The state of a step; `None` where nothing was done.
    pub fn step(&self, id: &StepId) -> Option<&StepState> {
        let state = self.steps.get(&id.guide)?.get(&id.step)?;
        Some(state)
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

    /// The request with this id.
    pub fn request(&self, id: &str) -> Option<&Request> {
        self.requests
            .iter()
            .find(|request| request.id.as_str() == id)
    }

    /// The requests by the day on which they were sent, the oldest first.
    pub fn oldest_first(&self) -> Vec<&Request> {
        let mut requests: Vec<&Request> = self.requests.iter().collect();
        sort_by_key(&mut requests, |request| request.sent);
        requests
    }

    /// The requests by the day on which they were sent, the newest first.
    pub fn newest_first(&self) -> Vec<&Request> {
        let mut requests: Vec<&Request> = self.requests.iter().collect();
        sort_by_key(&mut requests, |request| Reverse(request.sent));
        requests
    }

    /// The latest request for a goal that was not taken back.
    pub fn latest(&self, goal: Goal) -> Option<&Request> {
        self.requests
            .iter()
            .filter(|request| request.goal == goal && request.outcome != Outcome::Withdrawn)
            .max_by_key(|request| request.sent)
    }

    /// The newest unanswered request that was sent by this guide to this recipient.
    pub fn open_request(&self, guide: &str, to: Recipient) -> Option<&Request> {
        let by_it = self.requests.iter().filter(|request| {
            request.guide.as_str() == guide
                && request.to == to
                && request.outcome == Outcome::Waiting
        });
        by_it.max_by_key(|request| request.sent)
    }

    /// The evidence with this hash that is kept for this request.
    pub fn kept(&self, sha256: &Sha256, request: Option<&Id>) -> Option<&Evidence> {
        let mut evidence = self.evidence.iter();
        evidence.find(|it| it.sha256 == *sha256 && it.request.as_ref() == request)
    }

    /// An id for a new request: one above the highest in use.
    pub fn next_request_id(&self) -> Option<Id> {
        let number = |request: &Request| request.id.strip_prefix('r')?.parse::<u64>().ok();
        let highest = self.requests.iter().filter_map(number).max().unwrap_or(0);
        Id::new(&format!("r{}", highest.saturating_add(1)))
    }
}
