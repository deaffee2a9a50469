//! The events that wake the event loop: input of the terminal and signals, each read on a thread of
//! its own. Changes of files are in [`super::watch`].

#[cfg(unix)]
use std::os::fd::AsRawFd as _;
use std::{io, sync::mpsc::Sender, thread};

#[cfg(unix)]
use rustix::io::Errno;

#[cfg(unix)]
use super::decoder::Decoder;
use super::gate::Gate;
use crate::{app::message::Message, error::Error};

/// An event for the loop.
#[derive(Debug)]
pub(super) enum Event {
    /// Input of the terminal: a key, the mouse, a paste, the focus.
    Terminal(crossterm::event::Event),
    /// A message from another thread, most often the answer to an effect.
    Message(Message),
    /// A file in the folder of the accounts may have changed.
    FileChanged,
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
///
/// crossterm's own reader would take replies for keys, and go on for ever when the terminal is gone.
#[cfg(unix)]
fn read_events(
    is_remote: bool,
    gate: &Gate,
    mut send: impl FnMut(crossterm::event::Event) -> bool,
) -> io::Result<()> {
    let input = io::stdin();
    let mut ready = [filedescriptor::pollfd {
        fd: input.as_raw_fd(),
        events: filedescriptor::POLLIN,
        revents: 0,
    }];
    let slowness = if is_remote { 3 } else { 1 };
    let mut decoder = Decoder::default();
    let mut bytes = [0; 1024];
    loop {
        // Not `poll` of the system: on macOS it does not know terminals.
        let events = match filedescriptor::poll(&mut ready, decoder.wait().map(|it| it * slowness))
        {
            Ok(0) => decoder.give_up(),
            Ok(_) => {
                let Some(_passing) = gate.pass() else {
                    continue;
                };
                match rustix::io::read(&input, &mut bytes) {
                    Ok(0) => return Ok(()),
                    Ok(count) => decoder.take(bytes.get(..count).unwrap_or_default()),
                    // Another program may have made the terminal one that never waits.
                    Err(Errno::AGAIN | Errno::INTR) => continue,
                    Err(error) => return Err(error.into()),
                }
            }
            Err(filedescriptor::Error::Poll(error) | filedescriptor::Error::Io(error))
                if error.kind() == io::ErrorKind::Interrupted =>
            {
                continue;
            }
            Err(error) => return Err(io::Error::other(error)),
        };
        for event in events {
            if !send(event) {
                return Ok(());
            }
        }
    }
}

/// Reads events until `send` gives back false, or the terminal is gone.
#[cfg(not(unix))]
fn read_events(
    _is_remote: bool,
    _gate: &Gate,
    mut send: impl FnMut(crossterm::event::Event) -> bool,
) -> io::Result<()> {
    while send(crossterm::event::read()?) {}
    Ok(())
}

/// Starts the thread that handles signals. Those that would end the program quit it in the usual
/// way, which saves and restores the terminal; SIGTSTP suspends it; SIGCONT and SIGWINCH
/// redraw. While another program has the terminal, its keys mean that program: Ctrl-C and Ctrl-\ end
/// nothing here, and Ctrl-Z stops both.
pub(super) fn handle_signals(sender: Sender<Event>, gate: Gate) {
    #[cfg(unix)]
    {
        use signal_hook::{
            consts::{
                SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM,
                SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
            },
            iterator::Signals,
        };
        // Not those of a fault in the program, after which it cannot go on.
        let handled = [
            SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGABRT, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1,
            SIGUSR2, SIGIO, SIGXCPU, SIGTSTP, SIGCONT, SIGWINCH,
        ];
        let Ok(mut signals) = Signals::new(handled) else {
            return;
        };
        let wait = move || {
            for signal in signals.forever() {
                let event = match signal {
                    SIGINT | SIGQUIT if gate.is_lent() => continue,
                    SIGTSTP if gate.is_lent() => {
                        super::terminal::stop();
                        continue;
                    }
                    SIGCONT | SIGWINCH => Event::Message(Message::Resized),
                    SIGTSTP => Event::Stop,
                    _ => Event::Message(Message::Terminated),
                };
                if sender.send(event).is_err() {
                    return;
                }
            }
        };
        // The program works without this thread, but then a signal kills it without saving.
        let _ = thread::Builder::new()
            .name("signals".to_owned())
            .spawn(wait);
    }
    #[cfg(not(unix))]
    drop((sender, gate));
}
