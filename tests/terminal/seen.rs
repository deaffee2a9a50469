//! What a program has written so far, and the terminal that it makes of it.

use std::{
    io::Read,
    num::NonZeroU16,
    sync::{Condvar, Mutex, MutexGuard},
    time::Duration,
};

use super::shown::Shown;

/// The begin of a frame.
pub(crate) const BEGIN: &[u8] = b"\x1b[?2026h";
/// The end of a frame.
pub(crate) const END: &[u8] = b"\x1b[?2026l";
/// What a frame that draws everything anew has in it.
const CLEAR: &[u8] = b"\x1b[2J";

/// What the screen has where the program wrote the replacement character.
pub(crate) const REPLACED: &str = "¿";

/// How the terminal reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// At once.
    Free,
    /// Ten bytes a second.
    Slow,
    /// Not at all.
    Held,
}

/// What the program has written so far.
pub(crate) struct Seen {
    state: Mutex<State>,
    news: Condvar,
}

pub(crate) struct State {
    terminal: vt100::Parser,
    /// The frame that is being received; it is shown when it is whole.
    waiting: Vec<u8>,
    pace: Pace,
    /// Every byte.
    pub(crate) raw: Vec<u8>,
    frames: usize,
    redraws: usize,
    /// Whether nothing can come any more: every process has closed the terminal.
    pub(crate) is_closed: bool,
}

impl Seen {
    pub(crate) fn new(rows: NonZeroU16, columns: NonZeroU16) -> Self {
        Self {
            state: Mutex::new(State {
                terminal: vt100::Parser::new(rows, columns, 0),
                waiting: Vec::new(),
                pace: Pace::Free,
                raw: Vec::new(),
                frames: 0,
                redraws: 0,
                is_closed: false,
            }),
            news: Condvar::new(),
        }
    }

    /// Sleeps until something more came, at most so long.
    pub(crate) fn wait<'s>(
        &self,
        state: MutexGuard<'s, State>,
        patience: Duration,
    ) -> MutexGuard<'s, State> {
        self.news.wait_timeout(state, patience).unwrap().0
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(crate) fn set_pace(&self, pace: Pace) {
        self.state().pace = pace;
        self.news.notify_all();
    }

    /// How to read on, once that is allowed.
    fn pace(&self) -> Pace {
        let mut state = self.state();
        if state.pace == Pace::Slow {
            state = self.wait(state, Duration::from_millis(100));
        }
        let held = |state: &mut State| state.pace == Pace::Held;
        self.news.wait_while(state, held).unwrap().pace
    }

    /// Reads to the end.
    pub(crate) fn read_all(&self, mut reader: impl Read) {
        let mut bytes = [0; 65536];
        loop {
            let most = match self.pace() {
                Pace::Slow => 1,
                Pace::Free | Pace::Held => bytes.len(),
            };
            let count = reader.read(&mut bytes[..most]).unwrap_or(0);
            let mut state = self.state();
            state.take(&bytes[..count]);
            state.is_closed = count == 0;
            let is_closed = state.is_closed;
            drop(state);
            self.news.notify_all();
            if is_closed {
                return;
            }
        }
    }
}

impl State {
    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.waiting.extend_from_slice(bytes);
        while let Some(at) = find(&self.waiting, END) {
            self.frames += 1;
            self.redraws += usize::from(find(&self.waiting[..at], CLEAR).is_some());
            self.show(at + END.len());
        }
        let outside = match find(&self.waiting, BEGIN) {
            Some(at) => at,
            // Perhaps the first bytes of a frame's begin.
            None => (1..BEGIN.len())
                .rev()
                .find(|length| self.waiting.ends_with(&BEGIN[..*length]))
                .map_or(self.waiting.len(), |length| self.waiting.len() - length),
        };
        // The end of all output shows what a killed program left half done.
        self.show(if bytes.is_empty() {
            self.waiting.len()
        } else {
            outside
        });
    }

    fn show(&mut self, count: usize) {
        let bytes: Vec<u8> = self.waiting.drain(..count).collect();
        // This terminal leaves the replacement character out, which others show.
        let mut rest = bytes.as_slice();
        while let Some(at) = find(rest, "\u{fffd}".as_bytes()) {
            self.terminal.process(&rest[..at]);
            self.terminal.process(REPLACED.as_bytes());
            rest = &rest[at + '\u{fffd}'.len_utf8()..];
        }
        self.terminal.process(rest);
    }

    pub(crate) fn resize(&mut self, rows: NonZeroU16, columns: NonZeroU16) {
        self.terminal.set_size(rows, columns);
    }

    pub(crate) fn shown(&self) -> Shown {
        Shown::of(self.terminal.screen(), self.frames, self.redraws)
    }
}

/// Where `wanted` begins.
pub(crate) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
