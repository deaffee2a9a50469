//! The events that wake the event loop: input of the terminal, signals, messages of other threads.
//! [`crate::system::watch`] tells of changed files.

use std::{
    collections::VecDeque,
    io::{self, ErrorKind},
    process::{Child, ExitStatus},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{configured::Configured, decoder::Decoder, records::Records};
use crate::{
    app::{message::Message, reload::Reload},
    error::Error,
    system::{
        inbox::{Inbox, Mailbox},
        signals::{self, Signal},
        terminal,
    },
};

/// An event for the loop.
#[derive(Debug)]
pub(super) enum Event {
    /// Input of the terminal: a key, the mouse, a paste, the focus.
    Terminal(crossterm::event::Event),
    /// A line of standard input, in the plain mode.
    Line(String),
    /// A message from another thread, most often the answer to an effect.
    Message(Message),
    /// A file in the folder of the accounts may have changed.
    FileChanged,
    /// The config file is another one.
    Configured(Box<(Configured, Reload)>),
    /// The terminal has read everything, and frames were left out before; or it cannot be written
    /// to.
    Painted,
    /// SIGTSTP from another program.
    Stop,
    /// The terminal is gone, or reading from it failed.
    Closed,
}

impl From<Signal> for Event {
    /// Signals that would end the program quit it in the usual way, which saves and restores the terminal;
    /// SIGTSTP suspends it; SIGCONT and SIGWINCH redraw.
    fn from(signal: Signal) -> Self {
        match signal {
            Signal::Redraw => Self::Message(Message::Resized),
            Signal::Stop => Self::Stop,
            Signal::Interrupt | Signal::End => Self::Message(Message::Terminated),
        }
    }
}

/// The most bytes that are read at once.
const MOST_READ: usize = 1024;

/// All events, and the wait for them.
#[derive(Debug)]
pub(super) struct Events {
    inbox: Inbox<Event>,
    /// Those that came with others and are not taken yet.
    ready: VecDeque<Event>,
    /// Whether the terminal's bytes are keys. The plain mode reads lines.
    has_keys: bool,
    decoder: Decoder,
    /// Until when the decoder waits for more bytes.
    unfinished: Option<Instant>,
    /// How many times as long it waits. The person may sit at another computer, and what belongs together may
    /// come in pieces then.
    slowness: u32,
    /// Whether the terminal may have more than was read.
    has_more: bool,
    /// Who takes the records of a console that has no bytes.
    records: Option<Arc<Records>>,
}

impl Events {
    /// Events from the inbox alone.
    pub(super) fn new(inbox: Inbox<Event>) -> Self {
        Self {
            inbox,
            ready: VecDeque::new(),
            has_keys: false,
            decoder: Decoder::default(),
            unfinished: None,
            slowness: 1,
            has_more: false,
            records: None,
        }
    }

    /// Takes signals as well from now on.
    pub(super) fn take_signals(&mut self) {
        self.inbox.take_signals();
    }

    /// Takes keys as well from now on. `is_remote`: the person sits at another computer.
    ///
    /// # Errors
    ///
    /// When no thread can be started, where the console needs one.
    pub(super) fn take_keys(
        &mut self,
        mailbox: Mailbox<Event>,
        is_remote: bool,
    ) -> Result<(), Error> {
        self.slowness = if is_remote { 3 } else { 1 };
        self.has_keys = terminal::HAS_BYTES;
        if !terminal::HAS_BYTES {
            let hand_on =
                move |taken: Option<_>| mailbox.send(taken.map_or(Event::Closed, Event::Terminal));
            self.records = Some(Records::start(hand_on)?);
        }
        Ok(())
    }

    /// The next event; `None` when none came so long.
    pub(super) fn wait(&mut self, limit: Duration) -> Option<Event> {
        let until = Instant::now() + limit;
        loop {
            if let Some(event) = self.take() {
                return Some(event);
            }
            let now = Instant::now();
            let left = self.unfinished.map_or(until, |moment| moment.min(until));
            self.look(left.saturating_duration_since(now));
            if now >= until && self.ready.is_empty() {
                return self.inbox.take();
            }
        }
    }

    /// The next event, if it is there already. All that was read is taken before a frame is drawn, so that a
    /// key that is held down queues no frames.
    pub(super) fn take(&mut self) -> Option<Event> {
        loop {
            let event = self.ready.pop_front().or_else(|| self.inbox.take());
            if event.is_some() || !self.has_more {
                return event;
            }
            self.look(Duration::ZERO);
        }
    }

    /// Waits for something to come, and makes events of it.
    fn look(&mut self, limit: Duration) {
        self.has_more = false;
        let woken = match self.inbox.wait(self.has_keys, limit) {
            Ok(woken) => woken,
            Err(_) => return self.close(),
        };
        self.ready
            .extend(woken.signals.into_iter().map(Event::from));
        if woken.has_input {
            self.read();
        } else if self
            .unfinished
            .is_some_and(|moment| moment <= Instant::now())
        {
            let events = self.decoder.give_up();
            self.decoded(events);
        }
    }

    /// Makes events of the terminal's bytes. crossterm's own reader would take replies for keys, and go on for
    /// ever when the terminal is gone.
    fn read(&mut self) {
        let mut bytes = [0; MOST_READ];
        match terminal::read(&mut bytes) {
            Ok(0) => self.close(),
            Ok(count) => {
                self.has_more = count == MOST_READ;
                let events = self.decoder.take(bytes.get(..count).unwrap_or_default());
                self.decoded(events);
            }
            // Another program may have made the terminal one that never waits.
            Err(error)
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(_) => self.close(),
        }
    }

    fn decoded(&mut self, events: Vec<crossterm::event::Event>) {
        self.ready.extend(events.into_iter().map(Event::Terminal));
        let wait = self.decoder.wait();
        self.unfinished = wait.map(|it| Instant::now() + it * self.slowness);
    }

    /// The terminal is gone.
    fn close(&mut self) {
        self.has_keys = false;
        self.ready.push_back(Event::Closed);
    }

    /// Waits for the end of a program that has the terminal. Its keys mean that program: Ctrl-C and Ctrl-\ end
    /// nothing here, and Ctrl-Z stops both.
    ///
    /// # Errors
    ///
    /// When waiting failed.
    pub(super) fn wait_for(&mut self, child: &mut Child) -> io::Result<ExitStatus> {
        let (inbox, ready) = (&mut self.inbox, &mut self.ready);
        let mut wait = || {
            inbox.wait_for(child, |signal| match signal {
                Signal::Interrupt => {}
                Signal::Stop => signals::stop(),
                Signal::Redraw | Signal::End => ready.push_back(signal.into()),
            })
        };
        match &self.records {
            Some(records) => records.lend(wait),
            None => wait(),
        }
    }
}
