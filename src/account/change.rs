//! A change as data. It is applied to the account in memory and to its file, and has an inverse,
//! which undoes it.

mod holds;
mod value;

use jiff::{SignedDuration, Timestamp};

use crate::{
    account::{
        Account,
        progress::{Evidence, Mark, Outcome, Request, RequestDay, RequestText, Sha256, StepState},
    },
    content::{goal::Goal, guide::StepId},
    id::Id,
    text::Clean,
};
use jiff::civil::Date;
pub use value::Value;

/// One decision about one account. Its edits are one transaction: saved together, undone together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The account.
    pub account: Id,
    /// When it was made.
    pub at: Timestamp,
    /// Applied in this order.
    pub edits: Vec<Edit>,
    /// What undoes it, in this order: what the person saw when they decided. The change is made only
    /// where the account still has this; without it, everywhere.
    pub inverse: Vec<Edit>,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A new account.
    Create(Box<Account>),
    /// The file is moved into the trash folder.
    Remove,
    /// The file is moved back from the trash folder.
    Restore,
    /// The newest good copy of a file that cannot be read takes its place; that is this account.
    PutBack(Box<Account>),
    /// A field gets another value.
    Set(Value),
    /// What is kept about a step is edited.
    Step(StepId, StepEdit),
    /// A goal's route is chosen by hand, or left to the program again.
    Route {
        /// The goal.
        goal: Goal,
        /// The guide, or none.
        guide: Option<Id>,
    },
    /// A request was sent.
    Send(Request),
    /// The request with this id is removed, as long as it has no answer.
    Unsend(Id),
    /// Meta's answer to a request.
    Answer {
        /// The request.
        request: Id,
        /// How it ended.
        outcome: Outcome,
        /// The day of the answer.
        answered: Option<Date>,
    },
    /// Another day of a request.
    Day {
        /// The request.
        request: Id,
        /// Which.
        which: RequestDay,
        /// The day, or none.
        day: Option<Date>,
    },
    /// Another text of a request.
    Text {
        /// The request.
        request: Id,
        /// Which.
        which: RequestText,
        /// The text, or none.
        text: Option<Clean>,
    },
    /// Whether a request went by post.
    Post(Id, bool),
    /// A file is kept as evidence.
    Keep(Evidence),
    /// The evidence with this hash is not kept for this request any more.
    Drop(Sha256, Option<Id>),
}

/// An edit of what is kept about one step. `None` removes the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepEdit {
    /// Its mark; the moment of the change is kept with it.
    Mark(Option<Mark>),
    /// The person's note on it; the moment of the change is kept with it.
    Note(Option<Clean>),
    /// When its link was opened.
    Opened(Option<Timestamp>),
}

impl StepEdit {
    /// The edit that undoes this one for a step in the state `before`.
    fn inverse(&self, before: Option<&StepState>) -> Self {
        match self {
            Self::Mark(_) => Self::Mark(before.and_then(|state| state.mark)),
            Self::Note(_) => Self::Note(before.and_then(|state| state.note.clone())),
            Self::Opened(_) => Self::Opened(before.and_then(|state| state.opened)),
        }
    }
}

impl Edit {
    /// The edit that undoes this one for an account in the state `before`.
    pub fn inverse(&self, before: &Account) -> Option<Self> {
        Some(match self {
            Self::Create(_) | Self::Restore | Self::PutBack(_) => Self::Remove,
            Self::Remove => Self::Restore,
            Self::Set(value) => Self::Set(Value::of(value.field(), before)),
            Self::Step(id, edit) => Self::Step(id.clone(), edit.inverse(before.progress.step(id))),
            Self::Route { goal, guide: _ } => Self::Route {
                goal: *goal,
                guide: before.active.get(goal).cloned(),
            },
            Self::Send(request) => Self::Unsend(request.id.clone()),
            Self::Unsend(id) => Self::Send(before.progress.request(id)?.clone()),
            Self::Answer {
                request,
                outcome: _,
                answered: _,
            } => {
                let now = before.progress.request(request)?;
                Self::Answer {
                    request: request.clone(),
                    outcome: now.outcome,
                    answered: now.answered,
                }
            }
            Self::Day {
                request,
                which,
                day: _,
            } => Self::Day {
                request: request.clone(),
                which: *which,
                day: before.progress.request(request)?.day(*which),
            },
            Self::Text {
                request,
                which,
                text: _,
            } => Self::Text {
                request: request.clone(),
                which: *which,
                text: before.progress.request(request)?.text(*which).cloned(),
            },
            Self::Post(request, _) => {
                let was = before.progress.request(request)?.by_post;
                Self::Post(request.clone(), was)
            }
            Self::Keep(evidence) => Self::Drop(evidence.sha256.clone(), evidence.request.clone()),
            Self::Drop(sha256, request) => {
                Self::Keep(before.progress.kept(sha256, request.as_ref())?.clone())
            }
        })
    }
}

impl Edit {
    /// The step that it is about, if it is about one.
    pub fn step(&self) -> Option<&StepId> {
        match self {
            Self::Step(id, _) => Some(id),
            Self::Create(_)
            | Self::Remove
            | Self::Restore
            | Self::PutBack(_)
            | Self::Set(_)
            | Self::Route { goal: _, guide: _ }
            | Self::Send(_)
            | Self::Unsend(_)
            | Self::Answer { .. }
            | Self::Day { .. }
            | Self::Text { .. }
            | Self::Post(_, _)
            | Self::Keep(_)
            | Self::Drop(_, _) => None,
        }
    }

    /// The request on record that it changes, if it changes one.
    pub fn request(&self) -> Option<&Id> {
        match self {
            Self::Unsend(request)
            | Self::Post(request, _)
            | Self::Answer { request, .. }
            | Self::Day { request, .. }
            | Self::Text { request, .. } => Some(request),
            Self::Create(_)
            | Self::Remove
            | Self::Restore
            | Self::PutBack(_)
            | Self::Set(_)
            | Self::Step(_, _)
            | Self::Route { .. }
            | Self::Send(_)
            | Self::Keep(_)
            | Self::Drop(_, _) => None,
        }
    }

    /// Whether it refers to the request with this id.
    pub fn names(&self, id: &Id) -> bool {
        let named = match self {
            Self::Send(request) => Some(&request.id),
            Self::Keep(evidence) => evidence.request.as_ref(),
            Self::Drop(_, request) => request.as_ref(),
            _ => self.request(),
        };
        named == Some(id)
    }

    /// Replaces the request id `old` by `new`, if this edit refers to it.
    pub(crate) fn renumber(&mut self, old: &Id, new: &Id) {
        let named = match self {
            Self::Send(request) => &mut request.id,
            Self::Keep(Evidence {
                request: Some(request),
                ..
            })
            | Self::Drop(_, Some(request))
            | Self::Unsend(request)
            | Self::Post(request, _)
            | Self::Answer { request, .. }
            | Self::Day { request, .. }
            | Self::Text { request, .. } => request,
            _ => return,
        };
        if named == old {
            named.clone_from(new);
        }
    }
}

impl Change {
    /// A change of one account, made at `at`.
    pub fn new(account: &Id, at: Timestamp, edits: Vec<Edit>) -> Self {
        Self {
            account: account.clone(),
            at,
            edits,
            inverse: Vec::new(),
        }
    }

    /// The change as it is decided on for an account in the state `before`.
    #[must_use]
    pub fn decided_on(self, before: &Account) -> Self {
        let edits = self.edits.iter().rev();
        let inverse = edits.filter_map(|edit| edit.inverse(before)).collect();
        Self { inverse, ..self }
    }

    /// The change that undoes this one, made at `at`.
    #[must_use]
    pub fn undone(&self, at: Timestamp) -> Self {
        Self {
            account: self.account.clone(),
            at,
            edits: self.inverse.clone(),
            inverse: self.edits.clone(),
        }
    }

    /// Replaces the request id `old` by `new`: the store gave the request another one.
    pub fn renumber(&mut self, old: &Id, new: &Id) {
        for edit in self.edits.iter_mut().chain(&mut self.inverse) {
            edit.renumber(old, new);
        }
    }

    /// Whether the account still has what the change was decided on, or has the change already.
    pub fn fits(&self, account: &Account) -> bool {
        let all_hold = |edits: &[Edit]| edits.iter().all(|edit| edit.holds(account));
        all_hold(&self.inverse) || all_hold(&self.edits)
    }

    /// Applies the change to an account in memory, where it fits.
    pub fn apply(&self, account: &mut Account) {
        if self.fits(account) {
            for edit in &self.edits {
                account.apply(edit, self.at);
            }
        }
    }
}

/// The moment of an edit of something that was last edited at `before`: never the same or an earlier
/// one, so that what is written later also counts as later when versions are merged, whatever the
/// clock does; but for an edit that changes nothing (`is_same`), such as one that is saved again. In
/// milliseconds, as it is kept.
fn after(at: Timestamp, before: Option<Timestamp>, is_same: bool) -> Timestamp {
    let millisecond = SignedDuration::from_millis(1);
    let next = match before {
        Some(before) if is_same => Some(before),
        _ => before.and_then(|before| before.checked_add(millisecond).ok()),
    };
    let at = next.map_or(at, |next| at.max(next));
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

impl Account {
    /// Applies one edit, made at `at`.
    pub(crate) fn apply(&mut self, edit: &Edit, at: Timestamp) {
        match edit {
            Edit::Create(new) | Edit::PutBack(new) => *self = (**new).clone(),
            Edit::Remove | Edit::Restore => {}
            Edit::Set(value) => self.set(value),
            Edit::Step(id, edit) => {
                let state = self.step_mut(id);
                match edit {
                    StepEdit::Mark(mark) => (state.mark, state.at) = (*mark, Some(at)),
                    StepEdit::Note(note) => {
                        state.noted = Some(after(at, state.noted, state.note == *note));
                        state.note.clone_from(note);
                    }
                    StepEdit::Opened(moment) => state.opened = *moment,
                }
            }
            Edit::Route { goal, guide } => match guide {
                Some(guide) => drop(self.active.insert(*goal, guide.clone())),
                None => drop(self.active.remove(goal)),
            },
            Edit::Send(request) => match self.request_mut(&request.id) {
                Some(known) => known.clone_from(request),
                None => self.progress.requests.push(request.clone()),
            },
            // What has an answer stays on record.
            Edit::Unsend(id) => (self.progress.requests)
                .retain(|other| other.id != *id || other.outcome != Outcome::Waiting),
            Edit::Answer {
                request,
                outcome,
                answered,
            } => {
                if let Some(known) = self.request_mut(request) {
                    let is_same = (known.outcome, known.answered) == (*outcome, *answered);
                    known.at = Some(after(at, known.at, is_same));
                    known.outcome = *outcome;
                    known.answered = *answered;
                }
            }
            Edit::Day {
                request,
                which,
                day,
            } => {
                if let Some(known) = self.request_mut(request) {
                    known.at = Some(after(at, known.at, known.day(*which) == *day));
                    known.set_day(*which, *day);
                }
            }
            Edit::Text {
                request,
                which,
                text,
            } => {
                if let Some(known) = self.request_mut(request) {
                    known.at = Some(after(at, known.at, known.text(*which) == text.as_ref()));
                    known.text_mut(*which).clone_from(text);
                }
            }
            Edit::Post(request, by_post) => {
                if let Some(known) = self.request_mut(request) {
                    known.at = Some(after(at, known.at, known.by_post == *by_post));
                    known.by_post = *by_post;
                }
            }
            Edit::Keep(evidence) => {
                let (sha256, request) = (&evidence.sha256, evidence.request.as_ref());
                if self.progress.kept(sha256, request).is_none() {
                    self.progress.evidence.push(evidence.clone());
                }
            }
            Edit::Drop(sha256, request) => {
                (self.progress.evidence).retain(|it| it.sha256 != *sha256 || it.request != *request)
            }
        }
    }

    fn request_mut(&mut self, id: &Id) -> Option<&mut Request> {
        let mut requests = self.progress.requests.iter_mut();
        requests.find(|known| known.id == *id)
    }

    fn step_mut(&mut self, id: &StepId) -> &mut StepState {
        let of_guide = self.progress.steps.entry(id.guide.clone()).or_default();
        of_guide.entry(id.step.clone()).or_default()
    }
}
