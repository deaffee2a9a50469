//! Whether an account has what an edit makes of it: an edit is undone, or made at all, only where the
//! account still has what the person saw.

use jiff::Timestamp;

use super::{Edit, StepEdit, Value};
use crate::{
    account::{
        Account,
        progress::{Outcome, Request, StepState},
    },
    id::Id,
};

impl Edit {
    /// Whether the account has what this edit makes of it. Of moments only that of an opened link counts.
    pub(super) fn holds(&self, account: &Account) -> bool {
        let requests = &account.progress.requests;
        let request = |id: &Id| requests.iter().find(|request| request.id == *id);
        match self {
            Self::Create(new) | Self::PutBack(new) => {
                without_moments(account) == without_moments(new)
            }
            Self::Remove => false,
            Self::Restore => true,
            Self::Set(value) => *value == Value::of(value.field(), account),
            Self::Step(id, edit) => {
                let state = account.progress.step(id);
                match edit {
                    StepEdit::Mark(mark) => *mark == state.and_then(|state| state.mark),
                    StepEdit::Note(note) => {
                        note.as_ref() == state.and_then(|state| state.note.as_ref())
                    }
                    StepEdit::Opened(at) => {
                        at.map(Timestamp::as_second)
                            == state.and_then(|state| state.opened.map(Timestamp::as_second))
                    }
                }
            }
            Self::Route { goal, guide } => guide.as_ref() == account.active.get(goal),
            Self::Send(sent) => request(&sent.id).is_some_and(|known| {
                let at = sent.at;
                *sent
                    == Request {
                        at,
                        ..known.clone()
                    }
            }),
            // Another copy may have given the id to a request of its own, which then gets another one.
            Self::Unsend(id) => request(id).is_none_or(|known| known.outcome == Outcome::Waiting),
            Self::Answer {
                request: id,
                outcome,
                answered,
            } => request(id)
                .is_some_and(|known| (known.outcome, known.answered) == (*outcome, *answered)),
            Self::Day {
                request: id,
                which,
                day,
            } => request(id).is_some_and(|known| known.day(*which) == *day),
            Self::Text {
                request: id,
                which,
                text,
            } => request(id).is_some_and(|known| known.text(*which) == text.as_ref()),
            Self::Post(id, by_post) => request(id).is_some_and(|known| known.by_post == *by_post),
            Self::Keep(evidence) => {
                let (sha256, request) = (&evidence.sha256, evidence.request.as_ref());
                account.progress.kept(sha256, request).is_some()
            }
            Self::Drop(sha256, request) => {
                account.progress.kept(sha256, request.as_ref()).is_none()
            }
        }
    }
}

/// An account without the moments that come about by themselves.
fn without_moments(account: &Account) -> Account {
    let mut bare = Account {
        created: Timestamp::UNIX_EPOCH,
        read_only: None,
        ..account.clone()
    };
    for steps in bare.progress.steps.values_mut() {
        for state in steps.values_mut() {
            (state.at, state.noted, state.opened) = (None, None, None);
        }
        steps.retain(|_, state| **state != StepState::default());
    }
    bare.progress.steps.retain(|_, steps| !steps.is_empty());
    for request in &mut bare.progress.requests {
        request.at = None;
    }
    bare
}
