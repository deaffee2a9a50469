//! Writing to the terminal. One that does not read, or reads slowly, stops whoever writes to it: it
//! stops a thread that does nothing else, and keys, saves and signals go on.
//!
//! What the terminal takes at once is written without that thread: through the terminal opened anew, where
//! writing never waits. Standard output itself is not made so, since the shell has the same descriptor. Most
//! terminals take everything at once, so the thread is started when one does not.

use std::{
    fs::File,
    io::{self, Write as _},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::system::{terminal, threads};

/// What waits for the thread, and how it fares. The panic hook needs it too, so it is a static.
struct State {
    /// What the thread calls; `None` once it is started.
    report: Option<Report>,
    /// The terminal, where it can be opened anew.
    terminal: Option<File>,
    /// What is written next.
    waiting: Vec<u8>,
    /// Whether a write is under way.
    is_writing: bool,
    /// Whether the event loop wants to hear that nothing waits any more.
    is_awaited: bool,
    /// Why a write failed, until the event loop has asked.
    failure: Option<io::Error>,
    /// Whether a write has failed: nothing is written any more.
    is_over: bool,
}

type Report = Arc<dyn Fn() + Send + Sync>;

static STATE: Mutex<State> = Mutex::new(State {
    report: None,
    terminal: None,
    waiting: Vec::new(),
    is_writing: false,
    is_awaited: false,
    failure: None,
    is_over: false,
});
static NEWS: Condvar = Condvar::new();

/// How long leaving waits for the terminal.
const PATIENCE: Duration = Duration::from_millis(300);

/// The most that waits. A frame is sent only when nothing waits; this is for copies on a terminal
/// that does not read.
const MOST_WAITING: usize = 1_000_000;

impl State {
    fn is_busy(&self) -> bool {
        !self.is_over && (self.is_writing || !self.waiting.is_empty())
    }
}

/// Opens the terminal for writing. `report` is called when nothing waits any more and [`is_free`] said no
/// before, and when writing failed.
pub(super) fn open(report: impl Fn() + Send + Sync + 'static) {
    let mut state = lock();
    state.terminal = terminal::open_anew();
    state.report = Some(Arc::new(report));
}

fn lock() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes what waits, and then what comes.
fn write_on(report: &Report) {
    let mut state = lock();
    while !state.is_over {
        if state.waiting.is_empty() {
            state = NEWS.wait(state).unwrap_or_else(PoisonError::into_inner);
            continue;
        }
        let bytes = std::mem::take(&mut state.waiting);
        state.is_writing = true;
        drop(state);
        let written = write_out(&bytes);
        state = lock();
        state.is_writing = false;
        state.is_over = written.is_err();
        state.failure = written.err();
        let is_awaited = std::mem::take(&mut state.is_awaited) || state.is_over;
        NEWS.notify_all();
        if is_awaited {
            report();
        }
    }
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Whether everything is written, so that a new frame would be read. If not, the thread reports
/// when it is.
///
/// # Errors
///
/// When the terminal cannot be written to.
pub(super) fn is_free() -> io::Result<bool> {
    let mut state = lock();
    if let Some(error) = state.failure.take() {
        return Err(error);
    }
    state.is_awaited = state.is_busy();
    Ok(!state.is_awaited)
}

/// Hands over bytes, which are written after those before. Gives back whether there was room.
pub(super) fn send(bytes: &[u8]) -> bool {
    let mut state = lock();
    let mut rest = bytes;
    if !state.is_busy() {
        // Whatever stops this, the thread meets it too.
        while !rest.is_empty()
            && let Some(Ok(count @ 1..)) = state.terminal.as_mut().map(|it| it.write(rest))
        {
            rest = rest.get(count..).unwrap_or_default();
        }
    }
    let has_room = state.waiting.is_empty() || state.waiting.len() + rest.len() < MOST_WAITING;
    if has_room && !rest.is_empty() {
        state.waiting.extend_from_slice(rest);
        if let Some(report) = state.report.take() {
            let calls = Arc::clone(&report);
            if let Err(error) = threads::start("terminal", move || write_on(&calls)) {
                state.failure = Some(io::Error::other(error));
                state.is_over = true;
                report();
            }
        }
        NEWS.notify_all();
    }
    has_room
}

/// Waits a short time until everything is written. Gives back whether it is.
pub(super) fn is_written() -> bool {
    let waited = NEWS.wait_timeout_while(lock(), PATIENCE, |state| state.is_busy());
    let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
    !state.is_busy()
}
