//! Raw mode, the alternate screen and the other modes of the terminal: entered at the start, left
//! at the end, on suspending and in a panic, all from the one list in `modes`.
//!
//! No query is ever sent to the terminal: one that does not answer would delay the start by the two
//! seconds of a timeout.

mod cells;
mod console;
mod modes;
mod outlet;
mod paint;
mod painter;
mod passage;
mod pen;
mod shown;
mod spread;
mod window;

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    io::{self, Write},
    panic::{self, PanicHookInfo},
    sync::{
        Mutex, Once,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crossterm::{
    Command,
    terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate, disable_raw_mode, enable_raw_mode},
};
use ratatui::{
    Frame, Terminal, TerminalOptions, Viewport,
    backend::{Backend as _, ClearType},
    buffer::{Buffer, Cell},
    layout::Rect,
};

use crate::{
    app::drawn::{Linked, Spread},
    error::Error,
    system::{signals, terminal, threads},
    text::{self, Clean, TextKind},
};
use modes::{Mode, sequence};
use shown::Shown;
use window::{FrameBuffer, Window};

/// Whether the terminal is in the modes of the program.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the terminal did not take what [`restore`] wrote: a message would stop the program.
static IS_STUCK: AtomicBool = AtomicBool::new(false);

/// Leaves every mode. Idempotent: leaving the alternate screen twice would restore the old position
/// of the cursor twice, and later output would overwrite the message of a panic.
fn restore() {
    if !IS_TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // This fails if the terminal is gone, and then nobody can read a message.
    outlet::send(format!("\x1b[0m{}", sequence(false, true)).as_bytes());
    let mut is_written = outlet::is_written();
    if !is_written {
        terminal::drop_unread();
    }
    console::leave();
    let _ = disable_raw_mode();
    if !is_written {
        // The change of mode has woken the write that waits, and it has room now.
        is_written = outlet::is_written();
    }
    IS_STUCK.store(!is_written, Ordering::SeqCst);
}

/// How long messages may take on a terminal that does not read.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Ends the program soon if the terminal could not be given back. What remains is to print why it
/// failed, and a terminal that does not read may stop that for ever.
pub fn end_if_stuck() {
    if IS_STUCK.load(Ordering::SeqCst) {
        // Without this thread the messages are waited for.
        let _ = threads::start("end", || {
            thread::sleep(LAST_WORDS);
            std::process::exit(1);
        });
    }
}

/// Panics that are printed after the screen is left: those of other threads, and one on a terminal
/// that does not read, before which everything is saved.
static ELSEWHERE: Mutex<Vec<String>> = Mutex::new(Vec::new());
static HOOK: Once = Once::new();

/// Installs the panic hook of the screen. A panic on this thread restores the terminal before its
/// message is printed; others wait in [`ELSEWHERE`].
fn hook_panics() {
    HOOK.call_once(|| {
        let screen = thread::current().id();
        panic::set_hook(Box::new(move |info| {
            let is_own = thread::current().id() == screen;
            if is_own {
                restore();
            }
            if is_own && !IS_STUCK.load(Ordering::SeqCst) {
                print_panic(info);
            } else if let Ok(mut list) = ELSEWHERE.lock() {
                list.push(info.to_string());
            }
        }));
    });
}

/// Installs the panic hook of the commands. It sanitizes the message, which may quote any text.
pub fn report_panics() {
    panic::set_hook(Box::new(print_panic));
}

fn print_panic(info: &PanicHookInfo<'_>) {
    // If standard error is closed, the exit code still says that the program failed.
    let mut err = io::stderr();
    let _ = writeln!(err, "optout: {}", text::line(&info.to_string()));
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        let _ = writeln!(err, "{}", text::clean(&trace.to_string(), TextKind::Letter));
    }
}

/// Takes the messages of the panics that are not printed yet, each once.
pub fn panics_elsewhere() -> Vec<Clean> {
    let list = ELSEWHERE
        .lock()
        .map(|mut list| std::mem::take(&mut *list))
        .unwrap_or_default();
    list.iter().map(|message| text::line(message)).collect()
}

/// The longest text for OSC 52, in bytes of base 64: the limit of some terminals. Others silently
/// cut a longer one.
const MOST_COPIED: usize = 74_994;

/// The terminal, in the modes of the program until this is dropped.
#[derive(Debug)]
pub struct TerminalScreen {
    terminal: Terminal<Window<FrameBuffer>>,
    buffer: FrameBuffer,
    shown: Shown,
    /// Cells for the next frame.
    cells: Vec<Cell>,
    mouse: bool,
    /// Whether the mouse is left to the terminal for now.
    is_mouse_lent: bool,
    is_clickable: bool,
    is_entered: bool,
}

fn failed(what: &str, error: &io::Error) -> Error {
    Error::new(
        format!("The terminal {what}: {error}."),
        "Try another terminal, or use the commands, such as `optout status`.",
    )
}

impl TerminalScreen {
    /// Enters the modes, with the mouse if `mouse`. With `is_clickable`, addresses become OSC 8
    /// hyperlinks; a terminal without support for these ignores them. `unknown` is the size, in columns and
    /// rows, of a terminal that does not know its own. `report` is called when the
    /// terminal has read everything after [`draw`](Self::draw) found it busy, and when it cannot be
    /// written to.
    ///
    /// # Errors
    ///
    /// When it cannot be put into raw mode.
    pub fn enter(
        mouse: bool,
        is_clickable: bool,
        unknown: (u16, u16),
        report: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        hook_panics();
        outlet::open(report);
        let buffer = FrameBuffer::default();
        // `ratatui` would keep two frames of its own, and compare them cell by cell. It gets none: each is
        // handed to it, and taken back to be compared row by row.
        let none = TerminalOptions {
            viewport: Viewport::Fixed(Rect::ZERO),
        };
        let terminal = Terminal::with_options(Window::new(buffer.clone(), unknown), none)
            .map_err(|error| failed("does not tell its size", &error))?;
        let mut screen = Self {
            terminal,
            buffer,
            shown: Shown::default(),
            cells: Vec::new(),
            mouse,
            is_mouse_lent: false,
            is_clickable,
            is_entered: false,
        };
        screen.take()?;
        Ok(screen)
    }

    fn take(&mut self) -> Result<(), Error> {
        let raw = console::enter(self.mouse).and_then(|()| enable_raw_mode());
        raw.map_err(|error| failed("cannot be put into raw mode", &error))?;
        self.is_entered = true;
        self.is_mouse_lent = !self.mouse;
        IS_TAKEN.store(true, Ordering::SeqCst);
        // The sequences are sent with the first frame, in one write.
        // Whoever had the terminal may have left a style, in which it would be cleared.
        let entering = format!("\x1b[m{}", sequence(true, self.mouse));
        let mut out = self.buffer.0.borrow_mut();
        out.extend_from_slice(entering.as_bytes());
        Ok(())
    }

    /// Leaves the modes. Idempotent.
    pub fn leave(&mut self) {
        if self.is_entered {
            self.is_entered = false;
            self.buffer.0.borrow_mut().clear();
            restore();
        }
    }

    /// Draws a frame and sends it in one write, unless the terminal has not read the one before.
    /// `render` draws on the frame's buffer, which has the area of the window, and returns the address that the
    /// terminal shall wrap, if the frame has one, and those that it shall make links of.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written to.
    pub fn draw(
        &mut self,
        render: impl FnOnce(&mut Frame<'_>) -> (Option<Spread>, Vec<Linked>),
    ) -> Result<(), Error> {
        let is_free = outlet::is_free();
        if !is_free.map_err(|error| failed("cannot be written to", &error))? {
            return Ok(());
        }
        let size = self.terminal.size();
        let size = size.map_err(|error| failed("does not tell its size", &error))?;
        let area = Rect::new(0, 0, size.width, size.height);
        if self.shown.is_other(area) {
            self.forget()?;
        }
        let mut cells = std::mem::take(&mut self.cells);
        self.shown.empty(&mut cells);
        let count = usize::from(area.width) * usize::from(area.height);
        cells.resize_with(count, || Cell::EMPTY);
        let empty = Buffer {
            area,
            content: cells,
        };
        let is_clickable = self.is_clickable;
        let mut is_spread = false;
        let (before, cells, bytes) = (&mut self.shown, &mut self.cells, &self.buffer.0);
        self.terminal
            .draw(|frame| {
                *frame.buffer_mut() = empty;
                let (shown, links) = render(frame);
                for linked in links.iter().filter(|_| is_clickable) {
                    spread::link(frame, linked);
                }
                is_spread = shown.is_some_and(|it| spread::put(frame, &it, is_clickable));
                let now = std::mem::take(frame.buffer_mut());
                bytes
                    .borrow_mut()
                    .extend_from_slice(&paint::paint(before, &now));
                *cells = now.content;
            })
            .map_err(|error| failed("cannot be drawn on", &error))?;
        self.lend_mouse(is_spread);
        self.send();
        Ok(())
    }

    /// Uses the mouse from now on, or not any more.
    pub fn use_mouse(&mut self, is_used: bool) {
        if !is_used {
            self.lend_mouse(true);
        }
        // With the next frame it is taken back.
        self.mouse = is_used;
    }

    /// Leaves the mouse to the terminal, or takes it back. The terminal has it while the frame has
    /// an address to select or to click on.
    fn lend_mouse(&mut self, is_lent: bool) {
        if !self.mouse || self.is_mouse_lent == is_lent {
            return;
        }
        self.is_mouse_lent = is_lent;
        let mut out = String::new();
        let written = match is_lent {
            true => Mode::Mouse.leave(&mut out),
            false => Mode::Mouse.enter(&mut out),
        };
        if written.is_ok() {
            self.buffer.0.borrow_mut().extend_from_slice(out.as_bytes());
        }
    }

    fn send(&mut self) {
        let mut frame = String::new();
        let begun = BeginSynchronizedUpdate.write_ansi(&mut frame).is_ok();
        let mut bytes = frame.into_bytes();
        bytes.append(&mut self.buffer.0.borrow_mut());
        let mut end = String::new();
        if begun && EndSynchronizedUpdate.write_ansi(&mut end).is_ok() {
            bytes.extend_from_slice(end.as_bytes());
        }
        outlet::send(&bytes);
    }

    /// Makes the next frame a full redraw.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be cleared.
    pub fn forget(&mut self) -> Result<(), Error> {
        self.shown = Shown::default();
        // `clear` of `ratatui` would query the position of the cursor.
        let cleared = self.terminal.backend_mut().clear_region(ClearType::All);
        cleared.map_err(|error| failed("cannot be cleared", &error))
    }

    /// Copies a text to the clipboard of the terminal, by OSC 52. The terminal does not answer, so
    /// whether it worked stays unknown. GNU screen has to be asked to pass it on.
    ///
    /// A crate for the clipboard of the system, such as `arboard`, would not do beside it: on X11 and Wayland
    /// its text is lost when the program ends. [`crate::system::clipboard`] gives it to a program that stays.
    ///
    /// # Errors
    ///
    /// When the text is too long, or the terminal does not read.
    pub fn copy(&mut self, text: &Clean, in_screen: bool) -> Result<(), Error> {
        if text.len().div_ceil(3) * 4 > MOST_COPIED {
            let sentence = "The text is too long for the terminal's clipboard.";
            return Err(Error::new(sentence, "Save it to a file instead."));
        }
        let mut out = String::new();
        let command = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text.as_str());
        command
            .write_ansi(&mut out)
            .map_err(|_| failed("cannot be written to", &io::ErrorKind::Other.into()))?;
        if in_screen {
            out = passage::through_screen(&out);
        }
        if outlet::send(out.as_bytes()) {
            return Ok(());
        }
        let sentence = "The terminal does not read what is sent to it.";
        Err(Error::new(sentence, "Try again when it does."))
    }

    /// Suspends the program as Ctrl-Z does, and enters the modes again when it continues.
    ///
    /// # Errors
    ///
    /// When the modes cannot be entered again.
    pub fn suspend(&mut self) -> Result<(), Error> {
        self.lend(signals::stop)
    }

    /// Leaves the terminal to another program while `work` runs, and enters the modes again then.
    ///
    /// # Errors
    ///
    /// As [`suspend`](Self::suspend).
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> Result<T, Error> {
        self.leave();
        let result = work();
        self.take()?;
        self.forget().map(|()| result)
    }
}

impl Drop for TerminalScreen {
    fn drop(&mut self) {
        self.leave();
    }
}
