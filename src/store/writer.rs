//! Saving for the screen, on a thread of its own: the screen never waits for a disk.
//!
//! The changes that wait for one account are written as one save. One that fails is kept and
//! retried: with exponential back-off, at once when the account changes again, and at the end. An
//! account that fails does not hold up the others.

use std::{
    collections::BTreeMap,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::{Changes, Saved, Store};
use crate::{
    account::change::Change, content::region::Regions, error::Error, id::Id, sort::sort_by_key,
    system::threads,
};

mod thread;

use thread::Thread;

/// What the writer reports to the screen.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a report lives until the screen has read it"
)]
pub enum WriterEvent {
    /// These changes are safe on the disk.
    Saved {
        /// Their tickets.
        tickets: Vec<u64>,
        /// The account as it is on the disk, without the changes whose tickets are still out: the
        /// screen applies those on top of it.
        saved: Saved,
    },
    /// These changes are not saved. They are kept and retried.
    Failed {
        /// Their tickets.
        tickets: Vec<u64>,
        /// The account.
        account: Id,
        /// The reason.
        error: Error,
        /// The back-off until the next attempt, if nothing happens before.
        again_in: Duration,
    },
    /// Another program, or the person with an editor, changed something. As with
    /// [`WriterEvent::Saved`], changes whose tickets are still out are not in it.
    Changed(Changes),
}

/// A change that is not saved when the program ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// Its ticket.
    pub ticket: u64,
    /// The change.
    pub change: Change,
    /// The reason.
    pub error: Error,
}

/// The handle of the writing thread.
#[derive(Debug)]
pub struct Writer {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<QueueState>,
    /// Wakes both sides when the state changed.
    news: Condvar,
}

#[derive(Debug, Default)]
struct QueueState {
    queues: BTreeMap<Id, Queue>,
    /// Texts that changes in the queues name: they are written first.
    texts: Vec<(Id, String)>,
    look: bool,
    /// No more changes will come.
    ending: bool,
    /// The thread has ended.
    ended: bool,
}

/// The queue of one account, in the order in which its changes were made.
#[derive(Debug, Default)]
struct Queue {
    waiting: Vec<Waiting>,
    failures: usize,
    /// The end of the back-off; `None`: no back-off.
    not_before: Option<Instant>,
    /// Whether the one attempt at the end was made.
    last_try_made: bool,
}

/// A change that is not saved yet.
#[derive(Debug, Clone)]
struct Waiting {
    ticket: u64,
    change: Change,
    /// Why the last attempt failed.
    error: Option<Error>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    /// Starts the thread. `report` is called on it, never while the writer is locked.
    ///
    /// Load the store before: at the first look, every file that it has not read counts as changed.
    ///
    /// # Errors
    ///
    /// When the system cannot start a thread.
    pub fn start(
        store: Store,
        regions: Arc<Regions>,
        report: impl Fn(WriterEvent) + Send + 'static,
    ) -> Result<Self, Error> {
        let shared = Arc::new(Shared::default());
        let thread = Thread::new(store, regions, Arc::clone(&shared), Box::new(report));
        threads::start("writer", move || thread.run())?;
        Ok(Self { shared })
    }

    /// Queues a change. The ticket comes back in the reports.
    pub fn save(&self, ticket: u64, change: Change) {
        let mut state = self.shared.state();
        let queue = state.queues.entry(change.account.clone()).or_default();
        queue.waiting.push(Waiting {
            ticket,
            change,
            error: None,
        });
        queue.not_before = None;
        drop(state);
        self.shared.news.notify_all();
    }

    /// Keeps a text as evidence of an account, before the next change of that account is saved.
    pub fn keep(&self, account: Id, text: &str) {
        self.shared.state().texts.push((account, text.to_owned()));
    }

    /// Asks the thread to look for changes of other programs. Asking again before it did has no
    /// effect.
    pub fn look(&self) {
        // Waking the thread costs more than the look itself.
        if !std::mem::replace(&mut self.shared.state().look, true) {
            self.shared.news.notify_all();
        }
    }

    /// Ends the thread: retries once what is not saved, waits for that at most `patience`, and
    /// returns what is still not saved.
    pub fn finish(self, patience: Duration) -> Vec<Unsaved> {
        let mut state = self.shared.state();
        state.ending = true;
        self.shared.news.notify_all();
        let waited = self
            .shared
            .news
            .wait_timeout_while(state, patience, |state| !state.ended);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let late = Error::new(
            "The disk did not answer in time.",
            "Check the disk, then do it again.",
        );
        let waiting = state.queues.values().flat_map(|queue| &queue.waiting);
        let mut unsaved: Vec<Unsaved> = waiting
            .map(|waiting| Unsaved {
                ticket: waiting.ticket,
                change: waiting.change.clone(),
                error: waiting.error.clone().unwrap_or_else(|| late.clone()),
            })
            .collect();
        drop(state);
        sort_by_key(&mut unsaved, |unsaved| unsaved.ticket);
        unsaved
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.shared.state().ending = true;
        self.shared.news.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{Queue, Shared, Writer};
    use crate::{account::change::Change, id::Id};
    use jiff::Timestamp;
    use std::{
        sync::Arc,
        time::{Duration, Instant},
    };

    #[test]
    fn a_new_change_ends_the_pause_of_its_account_alone() {
        let writer = Writer {
            shared: Arc::new(Shared::default()),
        };
        let (a1, a2) = (Id::new("a1").unwrap(), Id::new("a2").unwrap());
        let later = Some(Instant::now() + Duration::from_secs(30));
        for account in [&a1, &a2] {
            let queue = Queue {
                not_before: later,
                ..Queue::default()
            };
            writer.shared.state().queues.insert(account.clone(), queue);
        }
        writer.save(1, Change::new(&a1, Timestamp::UNIX_EPOCH, Vec::new()));
        let state = writer.shared.state();
        assert_eq!(state.queues[&a1].not_before, None);
        assert_eq!(state.queues[&a2].not_before, later);
        drop(state);
    }
}
