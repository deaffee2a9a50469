//! The undo stack and the redo stack of this session.

use jiff::Timestamp;

use crate::{
    account::{Account, change::Change},
    id::Id,
};

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The change itself.
    pub change: Change,
    /// A description to follow "Undone: ", such as `ticked "Log in"`.
    pub words: String,
    /// The account before the change, or as it was created; to restore it after it was deleted.
    pub account: Account,
}

/// The changes of this session that can be undone and redone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Past>,
    undone: Vec<Past>,
}

impl History {
    /// Pushes a change onto the undo stack, and clears the redo stack.
    pub fn remember(&mut self, past: Past) {
        self.past.push(past);
        self.undone.clear();
    }

    /// How many changes can be undone.
    pub fn len(&self) -> usize {
        self.past.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.past.is_empty()
    }

    /// The changes after the first `count`, the oldest first.
    pub fn since(&self, count: usize) -> &[Past] {
        self.past.get(count..).unwrap_or_default()
    }

    /// Replaces the id of a request, after saving gave the request another one.
    pub fn renumber(&mut self, account: &Id, old: &Id, new: &Id) {
        for past in self.past.iter_mut().chain(&mut self.undone) {
            if past.change.account == *account {
                past.change.renumber(old, new);
            }
        }
    }

    /// Pops a change from the undo stack. Returns its inverse, dated `at`, and the popped entry.
    pub fn undo(&mut self, at: Timestamp) -> Option<(Change, Past)> {
        let past = self.past.pop()?;
        let change = past.change.undone(at);
        self.undone.push(past.clone());
        Some((change, past))
    }

    /// Pops a change from the redo stack. Returns it, dated `at`, and the popped entry.
    pub fn redo(&mut self, at: Timestamp) -> Option<(Change, Past)> {
        let past = self.undone.pop()?;
        let change = Change {
            at,
            ..past.change.clone()
        };
        self.past.push(past.clone());
        Some((change, past))
    }

    /// Forgets a change that could not be made, done or undone. Returns it, and whether it was to be
    /// undone.
    pub fn forget(&mut self, refused: &Change) -> Option<(Past, bool)> {
        let is = |past: &Past, undone: bool| {
            let change = &past.change;
            let (edits, inverse) = match undone {
                false => (&change.edits, &change.inverse),
                true => (&change.inverse, &change.edits),
            };
            change.account == refused.account
                && (edits, inverse) == (&refused.edits, &refused.inverse)
        };
        for (undone, stack) in [(false, &mut self.past), (true, &mut self.undone)] {
            if let Some(index) = stack.iter().rposition(|past| is(past, undone)) {
                return Some((stack.remove(index), undone));
            }
        }
        None
    }
}
