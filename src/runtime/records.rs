//! The console of Windows has records instead of bytes, and a thread that waits for one cannot be woken. So they
//! are taken on a thread of their own, which leaves them alone while an editor has the console.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crossterm::event::{self, Event};

use crate::{error::Error, system::threads};

/// How long the thread waits for a record before it looks whether to leave them alone.
const LOOK: Duration = Duration::from_millis(250);

/// Who may take the records.
#[derive(Debug, Default)]
pub(super) struct Records {
    is_lent: AtomicBool,
    /// Held while records are waited for.
    taking: Mutex<()>,
}

/// Hands on what is taken. On drop it says that nothing more comes, so that the program ends when taking records
/// fails or panics: without input nobody could quit it.
struct Taker<T: Fn(Option<Event>) -> bool>(T);

impl<T: Fn(Option<Event>) -> bool> Drop for Taker<T> {
    fn drop(&mut self) {
        (self.0)(None);
    }
}

impl Records {
    /// Starts the thread, which hands on events, and `None` when no more come, until `hand_on` gives back false.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub(super) fn start(
        hand_on: impl Fn(Option<Event>) -> bool + Send + 'static,
    ) -> Result<Arc<Self>, Error> {
        let records = Arc::new(Self::default());
        let taken = Arc::clone(&records);
        let taker = Taker(hand_on);
        let take = move || {
            let hand_on = |event| (taker.0)(Some(event));
            while taken.take(hand_on).unwrap_or(false) {}
        };
        threads::start("input", take)?;
        Ok(records)
    }

    /// Takes a record, if one comes soon and none is another program's. Gives back whether to go on.
    fn take(&self, hand_on: impl FnOnce(Event) -> bool) -> io::Result<bool> {
        let taking = self.taking.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_lent.load(Ordering::SeqCst) {
            drop(taking);
            thread::sleep(LOOK);
            return Ok(true);
        }
        Ok(!event::poll(LOOK)? || hand_on(event::read()?))
    }

    /// Leaves the records to another program while `work` runs.
    pub(super) fn lend<T>(&self, work: impl FnOnce() -> T) -> T {
        self.is_lent.store(true, Ordering::SeqCst);
        // Once the lock was free, nobody waits for a record.
        drop(self.taking.lock());
        let result = work();
        self.is_lent.store(false, Ordering::SeqCst);
        result
    }
}
