//! A program in a pseudo-terminal: keys go in, a screen comes out.

use std::{
    io::Write,
    num::NonZeroU16,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Sender},
    },
    thread,
    time::Instant,
};

use portable_pty::{Child, MasterPty, PtyPair, PtySize};
use rustix::{
    fs::{Mode, OFlags},
    termios::{self, Action},
};

use super::{
    process::{PATIENCE, until},
    seen::{Pace, Seen},
    shown::{Shown, StepRow},
};

pub(crate) const ESC: &str = "\x1b";
pub(crate) const ENTER: &str = "\r";
pub(crate) const UP: &str = "\x1b[A";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const RIGHT: &str = "\x1b[C";
pub(crate) const CTRL_C: &str = "\x03";
pub(crate) const CTRL_L: &str = "\x0c";
pub(crate) const CTRL_R: &str = "\x12";
pub(crate) const CTRL_S: &str = "\x13";
pub(crate) const CTRL_Z: &str = "\x1a";
/// What a terminal sends when its window gets the focus.
pub(crate) const FOCUS: &str = "\x1b[I";

fn cells((columns, rows): (u16, u16)) -> (NonZeroU16, NonZeroU16) {
    let cells = |count| NonZeroU16::new(count).unwrap();
    (cells(columns), cells(rows))
}

pub(crate) fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// A program that runs in its terminal. Dropping it kills it.
pub(crate) struct Program {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Sender<Vec<u8>>,
    /// How often something was typed, and how often it has reached the terminal.
    typed: usize,
    arrived: Arc<AtomicUsize>,
    seen: Arc<Seen>,
}

impl Program {
    /// A child that was started in this terminal.
    pub(crate) fn new(
        pair: PtyPair,
        child: Box<dyn Child + Send + Sync>,
        size: (u16, u16),
    ) -> Self {
        let (columns, rows) = cells(size);
        let seen = Arc::new(Seen::new(rows, columns));
        let reader = pair.master.try_clone_reader().unwrap();
        let seen_by_reader = Arc::clone(&seen);
        thread::spawn(move || seen_by_reader.read_all(reader));
        // A program that does not read must not stop the test, which would never say so.
        let mut writer = pair.master.take_writer().unwrap();
        let (keyboard, typed) = mpsc::channel::<Vec<u8>>();
        let arrived = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&arrived);
        thread::spawn(move || {
            typed.iter().try_for_each(|keys| {
                writer.write_all(&keys)?;
                counted.fetch_add(1, Ordering::SeqCst);
                std::io::Result::Ok(())
            })
        });
        Self {
            keyboard,
            typed: 0,
            arrived,
            master: pair.master,
            child,
            seen,
        }
    }

    /// Types; all of it arrives at once.
    pub(crate) fn press(&mut self, keys: impl AsRef<[u8]>) {
        self.keyboard.send(keys.as_ref().to_owned()).unwrap();
        self.typed += 1;
    }

    /// Types in pieces: each arrives when the program has read the one before.
    pub(crate) fn press_in_pieces(&mut self, pieces: &[impl AsRef<[u8]>]) {
        for piece in pieces {
            self.press(piece);
            until("everything is read", || {
                let unread = rustix::io::ioctl_fionread(self.terminal()).unwrap();
                self.arrived.load(Ordering::SeqCst) == self.typed && unread == 0
            });
        }
    }

    /// Goes into the account of [`Home::with_steps`](super::home::Home::with_steps). Keys typed
    /// before the program has the terminal would be the line editor's.
    pub(crate) fn go_in(&mut self) {
        self.wait_for("❯");
        self.press_for(ENTER, "by: Route");
    }

    /// Types, and waits for a text.
    #[track_caller]
    pub(crate) fn press_for(&mut self, keys: impl AsRef<[u8]>, text: &str) -> Shown {
        self.press(keys);
        self.wait_for(text)
    }

    /// Types, and waits until the list shows a step of the route as wanted.
    #[track_caller]
    pub(crate) fn press_until(
        &mut self,
        keys: impl AsRef<[u8]>,
        step: usize,
        wanted: impl Fn(&StepRow) -> bool,
    ) -> Shown {
        self.press(keys);
        self.wait_step(step, wanted)
    }

    /// Waits until the list shows a step of the route as wanted.
    #[track_caller]
    pub(crate) fn wait_step(&self, step: usize, wanted: impl Fn(&StepRow) -> bool) -> Shown {
        self.wait_until(&format!("step {step} is as wanted"), |shown| {
            shown.is_step(step, &wanted)
        })
    }

    /// Waits until a row contains this.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) -> Shown {
        self.wait_until(&format!("the screen has {text:?}"), |shown| shown.has(text))
    }

    /// Waits until no row contains this.
    #[track_caller]
    pub(crate) fn wait_gone(&self, text: &str) -> Shown {
        self.wait_until(&format!("{text:?} is gone"), |shown| !shown.has(text))
    }

    /// Waits until the screen is as wanted, and gives it.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&Shown) -> bool) -> Shown {
        let start = Instant::now();
        let mut state = self.seen.state();
        loop {
            let shown = state.shown();
            if wanted(&shown) {
                return shown;
            }
            let left = PATIENCE.saturating_sub(start.elapsed());
            if state.is_closed || left.is_zero() {
                let why = if state.is_closed {
                    "The program ended"
                } else {
                    "The time is up"
                };
                drop(state);
                panic!("{why} before {what}. The screen:\n{}\n", shown.text());
            }
            state = self.seen.wait(state, left);
        }
    }

    /// Makes the program draw everything anew, and gives the screen: what keys did before is on
    /// it.
    pub(crate) fn settle(&mut self) -> Shown {
        let before = self.shown().redraws;
        self.press(CTRL_L);
        self.wait_until("everything is drawn anew", |shown| shown.redraws > before)
    }

    /// The screen as it is.
    pub(crate) fn shown(&self) -> Shown {
        self.seen.state().shown()
    }

    /// Every byte so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.seen.state().raw.clone()
    }

    /// The number of bytes so far.
    pub(crate) fn written(&self) -> usize {
        self.seen.state().raw.len()
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let (wide, high) = cells((columns, rows));
        // One after the other: no frame for the new size meets a terminal of the old one.
        let mut state = self.seen.state();
        state.resize(high, wide);
        self.master.resize(pty_size((columns, rows))).unwrap();
    }

    /// Says that the terminal has another size, which it has not.
    pub(crate) fn claim(&self, columns: u16, rows: u16) {
        self.master.resize(pty_size((columns, rows))).unwrap();
    }

    /// The terminal as another program opens it, which never waits for it.
    fn terminal(&self) -> rustix::fd::OwnedFd {
        let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY;
        rustix::fs::open(self.master.tty_name().unwrap(), flags, Mode::empty()).unwrap()
    }

    /// Makes the terminal take no byte, as Ctrl-S does.
    pub(crate) fn stop_output(&self) {
        termios::tcflow(self.terminal(), Action::OOff).unwrap();
    }

    /// Makes the terminal take bytes again.
    pub(crate) fn start_output(&self) {
        termios::tcflow(self.terminal(), Action::OOn).unwrap();
    }

    /// Makes the terminal read so, with all the room for what it has not read full.
    pub(crate) fn fill(&self, pace: Pace) {
        self.seen.set_pace(Pace::Held);
        let terminal = self.terminal();
        // The system moves what was written from one buffer to the next, a little later.
        let mut full = 0;
        while full < 20 {
            match rustix::io::write(&terminal, &[0; 256]) {
                Ok(_) => full = 0,
                Err(_) => {
                    full += 1;
                    thread::sleep(std::time::Duration::from_millis(2));
                }
            }
        }
        self.seen.set_pace(pace);
    }

    /// Makes the terminal read at once again.
    pub(crate) fn read_on(&self) {
        self.seen.set_pace(Pace::Free);
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Ends the program as a power loss of its own would: SIGKILL, this moment.
    pub(crate) fn kill(&mut self) {
        let child: &mut dyn Child = &mut *self.child;
        let child = child.downcast_mut::<std::process::Child>().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Waits for its end. Gives its exit code and the last screen.
    pub(crate) fn wait_end(&mut self) -> (u32, Shown) {
        let start = Instant::now();
        let mut state = self.seen.state();
        while !state.is_closed {
            let left = PATIENCE.saturating_sub(start.elapsed());
            if left.is_zero() {
                let text = state.shown().text();
                drop(state);
                panic!("The program did not end. The screen:\n{text}\n");
            }
            state = self.seen.wait(state, left);
        }
        let shown = state.shown();
        drop(state);
        let mut code = None;
        until("the program is gone", || {
            code = self.child.try_wait().unwrap();
            code.is_some()
        });
        (code.unwrap().exit_code(), shown)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            self.kill();
        }
    }
}
