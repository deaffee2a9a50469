//! The writing thread: it chooses what to do next, does it, and reports the result.

use std::{
    panic::{self, AssertUnwindSafe},
    slice,
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use super::{Queue, Shared, Waiting, WriterEvent};
use crate::{
    account::change::Change,
    content::region::Regions,
    error::Error,
    id::Id,
    store::{Changes, Notice, Saved, Store, failure::Failure},
};

/// The exponential back-off after a failure, in seconds; the last pause repeats.
const PAUSES: [u64; 6] = [1, 2, 4, 8, 16, 30];

/// The rate limit of looks at the disk.
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

/// What the thread does next.
enum Job {
    Save(Id, Vec<Waiting>),
    Look,
    End,
}

/// The state of the writing thread itself.
pub(super) struct Thread {
    store: Store,
    regions: Arc<Regions>,
    shared: Arc<Shared>,
    report: Box<dyn Fn(WriterEvent) + Send>,
    /// The error of the last look, so that it is reported once.
    trouble: Option<Error>,
    /// When the last look was made.
    looked: Option<Instant>,
}

impl Drop for Thread {
    /// Also after a panic, so that nobody waits for the thread.
    fn drop(&mut self) {
        self.shared.state().ended = true;
        self.shared.news.notify_all();
    }
}

impl Thread {
    pub(super) fn new(
        store: Store,
        regions: Arc<Regions>,
        shared: Arc<Shared>,
        report: Box<dyn Fn(WriterEvent) + Send>,
    ) -> Self {
        Self {
            store,
            regions,
            shared,
            report,
            trouble: None,
            looked: None,
        }
    }

    /// Works until the end.
    pub(super) fn run(mut self) {
        loop {
            match self.next() {
                Job::Save(account, batch) => self.save(&account, &batch),
                Job::Look => self.look(),
                Job::End => return,
            }
        }
    }

    /// Sleeps until there is something to do.
    fn next(&self) -> Job {
        let mut state = self.shared.state();
        loop {
            let now = Instant::now();
            let ending = state.ending;
            let due = |queue: &Queue| {
                let is_due = queue.not_before.is_none_or(|moment| moment <= now);
                !queue.waiting.is_empty() && if ending { !queue.last_try_made } else { is_due }
            };
            // Accounts that did not fail go first.
            let next = state
                .queues
                .iter_mut()
                .filter(|(_, queue)| due(queue))
                .min_by_key(|(_, queue)| queue.failures);
            if let Some((account, queue)) = next {
                queue.last_try_made = ending;
                return Job::Save(account.clone(), queue.waiting.clone());
            }
            if ending {
                return Job::End;
            }
            // A key that is held down asks for many looks: one is made at once, and one when the
            // rate limit allows it.
            let look_at = self.looked.map_or(now, |looked| looked + BETWEEN_LOOKS);
            if state.look && look_at <= now {
                state.look = false;
                return Job::Look;
            }
            let look_at = state.look.then_some(look_at);
            let pauses = state.queues.values().filter_map(|queue| queue.not_before);
            state = match pauses.chain(look_at).min() {
                Some(moment) => {
                    let wait = moment.saturating_duration_since(now);
                    self.shared
                        .news
                        .wait_timeout(state, wait)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
                None => self
                    .shared
                    .news
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Writes the texts that wait for an account. Those that could not be written wait on.
    fn keep_texts(&self, account: &Id) -> Result<(), Error> {
        let mut texts = Vec::new();
        self.shared.state().texts.retain(|(of, text)| {
            if of == account {
                texts.push(text.clone());
            }
            of != account
        });
        for (at, text) in texts.iter().enumerate() {
            if let Err(error) = self.store.keep_bytes(account, text.as_bytes()) {
                let rest = texts.iter().skip(at);
                let rest = rest.map(|text| (account.clone(), text.clone()));
                self.shared.state().texts.extend(rest);
                return Err(error);
            }
        }
        Ok(())
    }

    fn save(&self, account: &Id, batch: &[Waiting]) {
        if let Err(error) = self.keep_texts(account) {
            return self.failed(account, batch, vec![(tickets(batch), error)]);
        }
        let changes: Vec<Change> = batch.iter().map(|waiting| waiting.change.clone()).collect();
        match self.attempt(&changes) {
            Ok(saved) => self.saved(account, batch, saved),
            // One change that does not fit the file must not keep the others from being saved.
            Err(Failure::Content(_)) if batch.len() > 1 => {
                let mut failed = Vec::new();
                for (waiting, change) in batch.iter().zip(&changes) {
                    match self.attempt(slice::from_ref(change)) {
                        Ok(saved) => self.saved(account, slice::from_ref(waiting), saved),
                        Err(failure) => failed.push((vec![waiting.ticket], failure.into())),
                    }
                }
                self.failed(account, batch, failed);
            }
            Err(failure) => self.failed(account, batch, vec![(tickets(batch), failure.into())]),
        }
    }

    fn attempt(&self, changes: &[Change]) -> Result<Saved, Failure> {
        guarded(|| self.store.attempt(changes, &self.regions))
    }

    fn saved(&self, account: &Id, batch: &[Waiting], saved: Saved) {
        let tickets = tickets(batch);
        let mut state = self.shared.state();
        if let Some(queue) = state.queues.get_mut(account) {
            queue
                .waiting
                .retain(|waiting| !tickets.contains(&waiting.ticket));
            (queue.failures, queue.not_before) = (0, None);
            if queue.waiting.is_empty() {
                state.queues.remove(account);
            }
        }
        drop(state);
        (self.report)(WriterEvent::Saved { tickets, saved });
    }

    /// Keeps what is left of `batch` for a retry.
    fn failed(&self, account: &Id, batch: &[Waiting], failed: Vec<(Vec<u64>, Error)>) {
        if failed.is_empty() {
            return;
        }
        let tried = tickets(batch);
        let mut again_in = Duration::ZERO;
        let mut state = self.shared.state();
        if let Some(queue) = state.queues.get_mut(account) {
            for waiting in &mut queue.waiting {
                let error = failed
                    .iter()
                    .find(|(tickets, _)| tickets.contains(&waiting.ticket));
                waiting.error = error.map(|(_, error)| error.clone());
            }
            // A change that came meanwhile is tried at once.
            if queue
                .waiting
                .iter()
                .all(|waiting| tried.contains(&waiting.ticket))
            {
                let seconds = PAUSES
                    .get(queue.failures)
                    .or(PAUSES.last())
                    .copied()
                    .unwrap_or_default();
                again_in = Duration::from_secs(seconds);
                queue.not_before = Some(Instant::now() + again_in);
            }
            queue.failures += 1;
        }
        drop(state);
        for (tickets, error) in failed {
            (self.report)(WriterEvent::Failed {
                tickets,
                account: account.clone(),
                error,
                again_in,
            });
        }
    }

    fn look(&mut self) {
        self.looked = Some(Instant::now());
        match self.store.changed(&self.regions) {
            Ok(changes) => {
                self.trouble = None;
                if let Some(changes) = changes {
                    (self.report)(WriterEvent::Changed(changes));
                }
            }
            Err(error) => {
                if self.trouble.as_ref() != Some(&error) {
                    let notice = Notice::new(
                        self.store.root(),
                        &format!("{} {}", error.sentence, error.hint),
                    );
                    (self.report)(WriterEvent::Changed(Changes {
                        notices: vec![notice],
                        ..Changes::default()
                    }));
                    self.trouble = Some(error);
                }
            }
        }
    }
}

/// Turns a panic of a save into a failure: it is reported and retried like any other, and the other
/// accounts are saved all the same.
fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Failure::Disk(Error::new(
            "The program failed while it was saving.",
            "Quit, start again and repeat it; please report what is printed at the end.",
        )))
    })
}

fn tickets(batch: &[Waiting]) -> Vec<u64> {
    batch.iter().map(|waiting| waiting.ticket).collect()
}

#[cfg(test)]
mod tests {
    use super::{Thread, WriterEvent, guarded};
    use crate::{
        content::region::Regions,
        store::{Store, failure::Failure},
    };
    use std::{fs, process, sync::mpsc::channel};

    #[test]
    fn a_fault_while_saving_is_a_failure_to_be_tried_again() {
        let failed = guarded::<()>(|| panic!("a fault"));
        assert!(
            matches!(&failed, Err(Failure::Disk(error)) if error.sentence.contains("failed")),
            "{failed:?}"
        );
        assert!(matches!(guarded(|| Ok(7)), Ok(7)));
    }

    #[test]
    fn a_folder_that_is_gone_is_said_once() {
        let root = std::env::temp_dir().join(format!("optout-look-{}", process::id()));
        let accounts = root.join("accounts");
        fs::create_dir_all(&accounts).unwrap();
        let text = "format = 1\nlabel = \"L\"\nplatform = \"facebook\"\nkind = \"personal\"\n";
        fs::write(accounts.join("a1.toml"), text).unwrap();
        let store = Store::new(root.clone());
        let regions = Regions::default();
        assert_eq!(store.load(&regions).unwrap().accounts.len(), 1);
        let (send, reports) = channel();
        let report = Box::new(move |report: WriterEvent| drop(send.send(report)));
        let mut thread = Thread::new(store, regions.into(), Default::default(), report);
        thread.look();
        assert!(reports.try_recv().is_err(), "nothing happened");
        fs::rename(&accounts, root.join("elsewhere")).unwrap();
        for _ in 0..3 {
            thread.look();
        }
        let Ok(WriterEvent::Changed(changes)) = reports.try_recv() else {
            panic!("not a look")
        };
        assert!(changes.accounts.is_empty() && changes.gone.is_empty());
        assert!(changes.notices[0].message.contains("gone"), "{changes:?}");
        assert!(reports.try_recv().is_err(), "said once");
        // Back again, and gone again: that is news.
        fs::rename(root.join("elsewhere"), &accounts).unwrap();
        thread.look();
        assert!(reports.try_recv().is_err(), "all is as it was");
        fs::rename(&accounts, root.join("elsewhere")).unwrap();
        thread.look();
        assert!(reports.try_recv().is_ok());
        fs::remove_dir_all(root).unwrap();
    }
}
