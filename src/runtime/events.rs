//! The events that wake the event loop: input of the terminal and signals, each read on a thread of
//! its own. Changes of files are in [`super::watch`].

use std::{sync::mpsc::Sender, thread};

use crossterm::event;

use crate::{app::message::Message, error::Error};

/// An event for the loop.
#[derive(Debug)]
pub(super) enum Event {
    /// Input of the terminal: a key, the mouse, a paste, a resize.
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

/// Starts the thread that reads the input of the terminal.
pub(super) fn read_input(sender: Sender<Event>) -> Result<(), Error> {
    let reader = InputReader(sender);
    let read = move || {
        while let Ok(event) = event::read() {
            if reader.0.send(Event::Terminal(event)).is_err() {
                return;
            }
        }
    };
    let spawned = thread::Builder::new().name("input".to_owned()).spawn(read);
    spawned.map(drop).map_err(|error| {
        Error::new(
            format!("No thread could be started: {error}."),
            "Close other programs and try again.",
        )
    })
}

/// Starts the thread that handles signals. Those that would end the program quit it in the usual
/// way, which saves and restores the terminal; SIGTSTP suspends it, and SIGCONT redraws.
pub(super) fn handle_signals(sender: Sender<Event>) {
    #[cfg(unix)]
    {
        use signal_hook::{
            consts::{
                SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM,
                SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
            },
            iterator::Signals,
        };
        // Not those of a fault in the program, after which it cannot go on.
        let handled = [
            SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGABRT, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1,
            SIGUSR2, SIGIO, SIGXCPU, SIGTSTP, SIGCONT,
        ];
        let Ok(mut signals) = Signals::new(handled) else {
            return;
        };
        let wait = move || {
            for signal in signals.forever() {
                let event = match signal {
                    SIGCONT => Event::Message(Message::Resized),
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
    drop(sender);
}
