//! What can be undone and redone: every change with its opposite and its words.

use jiff::Timestamp;

use crate::{
    account::{Account, change::Change},
    id::Id,
};

/// One change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// What was done.
    pub change: Change,
    /// What takes it back.
    pub opposite: Change,
    /// What it was, in words: "ticked Log in".
    pub words: String,
    /// The account, for when it was deleted and comes back.
    pub account: Account,
}

/// The changes of this session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Past>,
    undone: Vec<Past>,
}

impl History {
    /// Remembers a change; what was undone before it cannot be redone any more.
    pub fn remember(&mut self, past: Past) {
        self.past.push(past);
        self.undone.clear();
    }

    /// A request of this account has another id on the disk than it was sent with.
    pub fn renumber(&mut self, account: &Id, old: &Id, new: &Id) {
        for past in self.past.iter_mut().chain(&mut self.undone) {
            if past.change.account == *account {
                past.change.renumber(old, new);
                past.opposite.renumber(old, new);
            }
        }
    }

    /// Steps back: the change that takes the last one back, made at `at`.
    pub fn undo(&mut self, at: Timestamp) -> Option<(Change, Past)> {
        let past = self.past.pop()?;
        let change = Change {
            at,
            ..past.opposite.clone()
        };
        self.undone.push(past.clone());
        Some((change, past))
    }

    /// Steps forward again.
    pub fn redo(&mut self, at: Timestamp) -> Option<(Change, Past)> {
        let past = self.undone.pop()?;
        let change = Change {
            at,
            ..past.change.clone()
        };
        self.past.push(past.clone());
        Some((change, past))
    }
}
