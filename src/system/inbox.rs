//! What the event loop waits for: the input of the terminal, messages of other threads, signals. One wait is
//! for all of them, so that the thread that draws reads the keys itself: waking another one for each key would
//! take as long as everything else that a key needs.

use std::{
    io,
    process::{Child, ExitStatus},
    sync::mpsc::{Receiver, Sender, channel},
    time::Duration,
};

use super::signals::Signal;
use waiting::{Wait, Waker};

/// The messages of other threads, and whatever else the event loop waits for.
#[derive(Debug)]
pub(crate) struct Inbox<T> {
    messages: Receiver<T>,
    wait: Wait,
}

/// Sends messages to an [`Inbox`].
#[derive(Debug)]
pub(crate) struct Mailbox<T> {
    messages: Sender<T>,
    waker: Waker,
}

impl<T> Clone for Mailbox<T> {
    fn clone(&self) -> Self {
        Self {
            messages: self.messages.clone(),
            waker: self.waker.clone(),
        }
    }
}

/// What a wait has found. A message is none of it: [`Inbox::take`] has those.
#[derive(Debug, Default)]
pub(crate) struct Woken {
    /// Whether the terminal has input, or is gone.
    pub has_input: bool,
    /// The signals that came.
    pub signals: Vec<Signal>,
}

impl<T> Mailbox<T> {
    /// Sends a message. Gives back whether anybody still listens.
    pub(crate) fn send(&self, message: T) -> bool {
        let is_sent = self.messages.send(message).is_ok();
        self.waker.wake();
        is_sent
    }
}

impl<T> Inbox<T> {
    /// An inbox, and what sends to it.
    ///
    /// # Errors
    ///
    /// When the system has no descriptors left.
    pub(crate) fn new() -> io::Result<(Self, Mailbox<T>)> {
        let (sender, messages) = channel();
        let (wait, waker) = waiting::new()?;
        let mailbox = Mailbox {
            messages: sender,
            waker,
        };
        Ok((Self { messages, wait }, mailbox))
    }

    /// Takes signals from now on. If that fails, the program works without, and a signal kills it.
    pub(crate) fn take_signals(&mut self) {
        self.wait.take_signals();
    }

    /// A message that is there already. All are to be taken before the next wait, which may not end for an older one.
    pub(crate) fn take(&self) -> Option<T> {
        self.messages.try_recv().ok()
    }

    /// Waits for a message, a signal and, where `for_input`, for input of the terminal, at most so long.
    ///
    /// # Errors
    ///
    /// When waiting for the terminal failed.
    pub(crate) fn wait(&mut self, for_input: bool, limit: Duration) -> io::Result<Woken> {
        self.wait.wait(for_input, limit)
    }

    /// Waits for the end of a child, and hands each signal that comes before to `heed`.
    ///
    /// # Errors
    ///
    /// When waiting failed.
    pub(crate) fn wait_for(
        &mut self,
        child: &mut Child,
        mut heed: impl FnMut(Signal),
    ) -> io::Result<ExitStatus> {
        /// SIGCHLD ends the wait before; this is for a system that does not send it.
        const UNTOLD: Duration = Duration::from_secs(60);
        if !self.wait.hears_of_children() {
            return child.wait();
        }
        loop {
            let ended = child.try_wait()?;
            // A Ctrl-C that ended it came here too: it is taken here, where it quits nothing.
            let limit = ended.map_or(UNTOLD, |_| Duration::ZERO);
            self.wait(false, limit)?
                .signals
                .into_iter()
                .for_each(&mut heed);
            if let Some(status) = ended {
                return Ok(status);
            }
        }
    }
}

#[cfg(unix)]
mod waiting {
    use std::{
        io::{self, Read as _, Write as _},
        os::{
            fd::{AsRawFd, RawFd},
            unix::net::UnixStream,
        },
        sync::Arc,
        time::Duration,
    };

    use filedescriptor::{POLLIN, poll, pollfd};
    use signal_hook::iterator::{backend::SignalDelivery, exfiltrator::SignalOnly};

    use super::Woken;
    use crate::system::signals;

    /// A byte through it ends the wait.
    #[derive(Debug, Clone)]
    pub(super) struct Waker(Arc<UnixStream>);

    #[derive(Debug)]
    pub(super) struct Wait {
        woken: Arc<UnixStream>,
        waker: Waker,
        signals: Option<SignalDelivery<Arc<UnixStream>, SignalOnly>>,
    }

    pub(super) fn new() -> io::Result<(Wait, Waker)> {
        let (woken, waker) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let waker = Waker(Arc::new(waker));
        let wait = Wait {
            woken: Arc::new(woken),
            waker: waker.clone(),
            signals: None,
        };
        Ok((wait, waker))
    }

    impl Waker {
        pub(super) fn wake(&self) {
            // A socket without room for another byte is read soon anyway.
            let _ = (&*self.0).write(&[0]);
        }
    }

    impl Wait {
        pub(super) fn take_signals(&mut self) {
            let (woken, waker) = (Arc::clone(&self.woken), Arc::clone(&self.waker.0));
            self.signals =
                SignalDelivery::with_pipe(woken, waker, SignalOnly, signals::HANDLED).ok();
        }

        pub(super) fn hears_of_children(&self) -> bool {
            self.signals.is_some()
        }

        pub(super) fn wait(&mut self, for_input: bool, limit: Duration) -> io::Result<Woken> {
            let polled = |fd: RawFd| pollfd {
                fd,
                events: POLLIN,
                revents: 0,
            };
            let mut ready = [
                polled(self.woken.as_raw_fd()),
                polled(io::stdin().as_raw_fd()),
            ];
            let count = 1 + usize::from(for_input);
            let watched = ready.get_mut(..count).unwrap_or_default();
            // Not `poll` of the system: on macOS it does not know terminals. It cuts off
            // parts of milliseconds, so the wait is rounded up.
            match poll(watched, Some(limit + Duration::from_micros(999))) {
                Ok(_) => {}
                Err(filedescriptor::Error::Poll(error) | filedescriptor::Error::Io(error)) => {
                    return match error.kind() {
                        // A signal handler ran. One of the program's has written a byte, which the next wait finds.
                        io::ErrorKind::Interrupted => Ok(Woken::default()),
                        _ => Err(error),
                    };
                }
                Err(error) => return Err(io::Error::other(error)),
            }
            let [is_woken, has_input] = ready.map(|it| it.revents != 0);
            let signals = match &mut self.signals {
                _ if !is_woken => Vec::new(),
                // This takes the bytes too.
                Some(came) => came.pending().filter_map(signals::meaning).collect(),
                None => {
                    while matches!((&*self.woken).read(&mut [0; 64]), Ok(64)) {}
                    Vec::new()
                }
            };
            Ok(Woken { has_input, signals })
        }
    }
}

/// The console's input comes through the mailbox too, and there are no signals.
#[cfg(windows)]
mod waiting {
    use std::{
        io,
        sync::{Arc, Condvar, Mutex, PoisonError},
        time::Duration,
    };

    use super::Woken;

    /// What was sent since the last wait.
    #[derive(Debug, Clone, Default)]
    pub(super) struct Waker(Arc<(Mutex<bool>, Condvar)>);

    #[derive(Debug)]
    pub(super) struct Wait(Waker);

    pub(super) fn new() -> io::Result<(Wait, Waker)> {
        let waker = Waker::default();
        Ok((Wait(waker.clone()), waker))
    }

    impl Waker {
        pub(super) fn wake(&self) {
            let (is_woken, news) = &*self.0;
            *is_woken.lock().unwrap_or_else(PoisonError::into_inner) = true;
            news.notify_all();
        }
    }

    impl Wait {
        pub(super) fn take_signals(&mut self) {}

        pub(super) fn hears_of_children(&self) -> bool {
            false
        }

        pub(super) fn wait(&mut self, _: bool, limit: Duration) -> io::Result<Woken> {
            let (is_woken, news) = &*self.0.0;
            let is_woken = is_woken.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = news.wait_timeout_while(is_woken, limit, |it| !*it);
            *waited.unwrap_or_else(PoisonError::into_inner).0 = false;
            Ok(Woken::default())
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::{
        process::Command,
        thread,
        time::{Duration, Instant},
    };

    use super::Inbox;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_message_from_another_thread_ends_the_wait_whenever_it_comes() {
        let begun = Instant::now();
        let (mut inbox, mailbox) = Inbox::new().unwrap();
        for number in 0..1000 {
            let sent = mailbox.clone();
            let sender = thread::spawn(move || sent.send(number));
            while inbox.take() != Some(number) {
                inbox.wait(false, LONG).unwrap();
            }
            assert!(sender.join().unwrap());
        }
        // More than any pipe holds: nobody who sends waits for it to be taken.
        (0..1_000_000).for_each(|number| assert!(mailbox.send(number)));
        inbox.wait(false, LONG).unwrap();
        assert_eq!(std::iter::from_fn(|| inbox.take()).count(), 1_000_000);
        drop(inbox);
        assert!(!mailbox.send(7), "nobody listens any more");
        assert!(begun.elapsed() < LONG, "a wait ended by itself only");
    }

    #[test]
    fn the_end_of_a_child_ends_the_wait_for_it() {
        let begun = Instant::now();
        let (mut inbox, _mailbox) = Inbox::<()>::new().unwrap();
        let child = || Command::new("true").spawn().unwrap();
        assert!(inbox.wait_for(&mut child(), |_| {}).unwrap().success());
        inbox.take_signals();
        for _ in 0..100 {
            let ended = inbox.wait_for(&mut child(), |_| {});
            assert!(ended.unwrap().success());
        }
        assert!(begun.elapsed() < LONG, "a wait ended by itself only");
    }
}
