//! The events that wake the event loop: input of the terminal and signals, each read on a thread of
//! its own. [`crate::system::watch`] tells of changed files.

use std::{
    io::{self, ErrorKind},
    sync::mpsc::Sender,
    thread,
    time::Duration,
};

use super::{configured::Configured, decoder::Decoder, gate::Gate};
use crate::{
    app::{message::Message, reload::Reload},
    error::Error,
    system::{
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

/// Sends [`Event::Closed`] on drop, so that the program ends when reading input fails or panics:
/// without input nobody could quit it.
struct InputReader(Sender<Event>);

impl Drop for InputReader {
    fn drop(&mut self) {
        // This fails if the loop has ended before.
        let _ = self.0.send(Event::Closed);
    }
}

/// Starts the thread that reads the input of the terminal. `is_remote`: the person sits at another
/// computer, and what belongs together may come in pieces. Nothing is read while the gate is closed.
pub(super) fn read_input(sender: Sender<Event>, is_remote: bool, gate: Gate) -> Result<(), Error> {
    let reader = InputReader(sender);
    let read = move || {
        // It ends when the terminal is gone or the loop has ended.
        let _ = read_events(is_remote, &gate, |event| {
            reader.0.send(Event::Terminal(event)).is_ok()
        });
    };
    let spawned = thread::Builder::new().name("input".to_owned()).spawn(read);
    spawned.map(drop).map_err(|error| {
        Error::new(
            format!("No thread could be started: {error}."),
            "Close other programs and try again.",
        )
    })
}

/// Reads events until `send` gives back false, or the terminal is gone.
fn read_events(
    is_remote: bool,
    gate: &Gate,
    send: impl FnMut(crossterm::event::Event) -> bool,
) -> io::Result<()> {
    if terminal::HAS_BYTES {
        decode(is_remote, gate, send)
    } else {
        read_records(gate, send)
    }
}

/// Makes events of the terminal's bytes. crossterm's own reader would take replies for keys, and go on for
/// ever when the terminal is gone.
fn decode(
    is_remote: bool,
    gate: &Gate,
    mut send: impl FnMut(crossterm::event::Event) -> bool,
) -> io::Result<()> {
    let slowness = if is_remote { 3 } else { 1 };
    let mut decoder = Decoder::default();
    let mut bytes = [0; 1024];
    loop {
        let events = match terminal::wait(decoder.wait().map(|it| it * slowness)) {
            Ok(false) => decoder.give_up(),
            Ok(true) => {
                let Some(_passing) = gate.pass() else {
                    continue;
                };
                match terminal::read(&mut bytes) {
                    Ok(0) => return Ok(()),
                    Ok(count) => decoder.take(bytes.get(..count).unwrap_or_default()),
                    // Another program may have made the terminal one that never waits.
                    Err(error)
                        if matches!(
                            error.kind(),
                            ErrorKind::WouldBlock | ErrorKind::Interrupted
                        ) =>
                    {
                        continue;
                    }
                    Err(error) => return Err(error),
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for event in events {
            if !send(event) {
                return Ok(());
            }
        }
    }
}

/// Takes the records of the console. Nothing can wake who waits for one, so the gate is looked at now and
/// then: an editor that has the terminal must get its keys.
fn read_records(
    gate: &Gate,
    mut send: impl FnMut(crossterm::event::Event) -> bool,
) -> io::Result<()> {
    const LOOK: Duration = Duration::from_millis(250);
    loop {
        if gate.pass().is_some()
            && crossterm::event::poll(LOOK)?
            && !send(crossterm::event::read()?)
        {
            return Ok(());
        }
    }
}

/// Starts the thread that handles signals. Those that would end the program quit it in the usual
/// way, which saves and restores the terminal; SIGTSTP suspends it; SIGCONT and SIGWINCH
/// redraw. While another program has the terminal, its keys mean that program: Ctrl-C and Ctrl-\ end
/// nothing here, and Ctrl-Z stops both.
pub(super) fn handle_signals(sender: Sender<Event>, gate: Gate) {
    signals::listen(move |signal| {
        let event = match signal {
            Signal::Interrupt if gate.is_lent() => return true,
            Signal::Stop if gate.is_lent() => {
                signals::stop();
                return true;
            }
            Signal::Redraw => Event::Message(Message::Resized),
            Signal::Stop => Event::Stop,
            Signal::Interrupt | Signal::End => Event::Message(Message::Terminated),
        };
        sender.send(event).is_ok()
    });
}
