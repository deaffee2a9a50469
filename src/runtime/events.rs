//! What wakes the loop: what the terminal sends, and the system's signals, each on a thread of its
//! own. What others do to the accounts is in [`super::watch`].

use std::{sync::mpsc::Sender, thread};

use crossterm::event;

use crate::{app::message::Message, error::Error};

/// What reaches the loop from outside.
#[derive(Debug)]
pub(super) enum Event {
    /// What the terminal sent: a key, the mouse, a resize.
    Terminal(crossterm::event::Event),
    /// What a thread answered.
    Message(Message),
    /// A file among the accounts may have changed.
    FileChanged,
    /// The terminal is gone.
    Closed,
}

/// Says that nothing can come any more when reading ends, also when it ends by a panic: a screen
/// that hears no key could not even be left.
struct KeyReader(Sender<Event>);

impl Drop for KeyReader {
    fn drop(&mut self) {
        // The loop may have ended before.
        let _ = self.0.send(Event::Closed);
    }
}

/// Reads what the terminal sends, on a thread of its own. The loop takes all that is waiting
/// before it draws.
pub(super) fn on_keys(sender: Sender<Event>) -> Result<(), Error> {
    let reading = KeyReader(sender);
    let read = move || {
        while let Ok(event) = event::read() {
            if reading.0.send(Event::Terminal(event)).is_err() {
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

/// Turns the system's signals into messages, so that the terminal is given back and what is not
/// saved is tried once more.
pub(super) fn on_signals(sender: Sender<Event>) {
    #[cfg(unix)]
    {
        use signal_hook::{
            consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM},
            iterator::Signals,
        };
        let Ok(mut signals) = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGCONT]) else {
            return;
        };
        let wait = move || {
            for signal in signals.forever() {
                let message = if signal == SIGCONT {
                    Message::Resized
                } else {
                    Message::Terminated
                };
                if sender.send(Event::Message(message)).is_err() {
                    return;
                }
            }
        };
        // Without it the program still works; only a signal would end it less politely.
        let _ = thread::Builder::new()
            .name("signals".to_owned())
            .spawn(wait);
    }
    #[cfg(not(unix))]
    drop(sender);
}
