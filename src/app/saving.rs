//! The changes that the writer thread has not saved yet, and those that it failed to save.

use crate::{
    account::change::{Change, Edit},
    content::guide::StepId,
    error::Error,
    id::Id,
};

/// A change that is not on the disk yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its number, by which the writer thread reports on it.
    pub ticket: u64,
    /// The change.
    pub change: Change,
}

/// The state of saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was changed yet.
    Untouched,
    /// Some change is being written.
    Writing,
    /// Every change is safe on the disk.
    Safe,
    /// Some change could not be written; the writer thread tries again, with back-off.
    Failed,
}

/// The changes that are not on the disk yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saving {
    pending: Vec<Pending>,
    issued: u64,
    failed: Vec<(Id, Error)>,
}

impl Saving {
    /// Adds a change, and returns its ticket.
    pub fn begin(&mut self, change: Change) -> u64 {
        self.issued += 1;
        self.pending.push(Pending {
            ticket: self.issued,
            change,
        });
        self.issued
    }

    /// Removes changes that are safe on the disk, and the failures of their accounts.
    pub fn settle(&mut self, tickets: &[u64]) {
        let settled = |pending: &Pending| tickets.contains(&pending.ticket);
        for pending in self.pending.iter().filter(|pending| settled(pending)) {
            self.failed
                .retain(|(account, _)| *account != pending.change.account);
        }
        self.pending.retain(|pending| !settled(pending));
    }

    /// Notes that saving an account failed.
    pub fn fail(&mut self, account: &Id, error: Error) {
        self.failed.retain(|(known, _)| known != account);
        self.failed.push((account.clone(), error));
    }

    /// Removes changes that can never be saved.
    pub fn give_up(&mut self, tickets: &[u64]) {
        self.settle(tickets);
    }

    /// The changes of an account that are not on the disk yet, oldest first.
    pub fn of<'a>(&'a self, account: &'a Id) -> impl Iterator<Item = &'a Change> {
        self.pending
            .iter()
            .map(|pending| &pending.change)
            .filter(move |change| change.account == *account)
    }

    /// The changes that are not on the disk yet, oldest first.
    pub fn pending(&self) -> &[Pending] {
        &self.pending
    }

    /// The first failure, if there is any.
    pub fn failure(&self) -> Option<&Error> {
        self.failed.first().map(|(_, error)| error)
    }

    /// The accounts that could not be saved, each with the reason.
    pub fn failures(&self) -> &[(Id, Error)] {
        &self.failed
    }

    /// The number of unsaved changes in words: "1 change", "3 changes".
    pub fn count_in_words(&self) -> String {
        changes_in_words(self.pending.len())
    }

    /// The state of all changes together.
    pub fn state(&self) -> SaveState {
        if !self.failed.is_empty() {
            SaveState::Failed
        } else if !self.pending.is_empty() {
            SaveState::Writing
        } else if self.issued > 0 {
            SaveState::Safe
        } else {
            SaveState::Untouched
        }
    }

    /// The state of the changes of one step.
    pub fn step_state(&self, account: &Id, step: &StepId) -> SaveState {
        let touches = |edit: &Edit| edit.step() == Some(step);
        let is_pending = self
            .of(account)
            .any(|change| change.edits.iter().any(touches));
        match (
            is_pending,
            self.failed.iter().any(|(known, _)| known == account),
        ) {
            (false, _) => SaveState::Safe,
            (true, false) => SaveState::Writing,
            (true, true) => SaveState::Failed,
        }
    }
}

/// A number of changes in words: "1 change", "3 changes".
pub fn changes_in_words(count: usize) -> String {
    match count {
        1 => "1 change".to_owned(),
        more => format!("{more} changes"),
    }
}
