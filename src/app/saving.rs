//! What is on its way to the disk, and what could not get there.

use crate::{
    account::change::{Change, Edit},
    content::guide::StepId,
    error::Error,
    id::Id,
};

/// A change that is not on the disk yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its number.
    pub ticket: u64,
    /// The change.
    pub change: Change,
}

/// How saving stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was changed yet.
    Untouched,
    /// Some change is being written.
    Writing,
    /// Every change is safe on the disk.
    Safe,
    /// Some change could not be written; it is tried again.
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
    /// Takes a change on, and gives its number.
    pub fn begin(&mut self, change: Change) -> u64 {
        self.issued += 1;
        self.pending.push(Pending {
            ticket: self.issued,
            change,
        });
        self.issued
    }

    /// These are safe on the disk.
    pub fn settle(&mut self, tickets: &[u64]) {
        let settled = |pending: &Pending| tickets.contains(&pending.ticket);
        for pending in self.pending.iter().filter(|pending| settled(pending)) {
            self.failed
                .retain(|(account, _)| *account != pending.change.account);
        }
        self.pending.retain(|pending| !settled(pending));
    }

    /// Saving an account failed.
    pub fn fail(&mut self, account: &Id, error: Error) {
        self.failed.retain(|(known, _)| known != account);
        self.failed.push((account.clone(), error));
    }

    /// These will never be saved: the disk said no for good. They are forgotten.
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

    /// What is not on the disk yet.
    pub fn pending(&self) -> &[Pending] {
        &self.pending
    }

    /// Why something could not be saved.
    pub fn failure(&self) -> Option<&Error> {
        self.failed.first().map(|(_, error)| error)
    }

    /// The accounts that could not be saved, each with the reason.
    pub fn failures(&self) -> &[(Id, Error)] {
        &self.failed
    }

    /// What is not saved, in words: "1 change", "3 changes".
    pub fn count_in_words(&self) -> String {
        changes_in_words(self.pending.len())
    }

    /// How the whole stands.
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

    /// How what was changed at a step stands.
    pub fn step_state(&self, account: &Id, step: &StepId) -> SaveState {
        let touches = |edit: &Edit| edit.step() == Some(step);
        let waits = self
            .of(account)
            .any(|change| change.edits.iter().any(touches));
        match (waits, self.failed.iter().any(|(known, _)| known == account)) {
            (false, _) => SaveState::Safe,
            (true, false) => SaveState::Writing,
            (true, true) => SaveState::Failed,
        }
    }
}

/// "1 change", "3 changes".
pub fn changes_in_words(count: usize) -> String {
    match count {
        1 => "1 change".to_owned(),
        more => format!("{more} changes"),
    }
}
