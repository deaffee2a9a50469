//! Writes what the screen remembers, on a thread of its own: the disk may be slow.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
    time::Duration,
};

use super::events::Event;
use crate::{
    app::message::Message,
    system::{inbox::Mailbox, remembered::Remembered, threads},
};

/// How long quitting waits for it. It is a convenience, and not worth more.
const PATIENCE: Duration = Duration::from_secs(1);

/// The thread that writes, started when there is something to write.
#[derive(Debug)]
pub(super) struct Memory {
    path: PathBuf,
    answers: Mailbox<Event>,
    running: Option<(Sender<Remembered>, Receiver<()>)>,
}

impl Memory {
    pub(super) fn new(path: PathBuf, answers: Mailbox<Event>) -> Self {
        Self {
            path,
            answers,
            running: None,
        }
    }

    /// Writes it soon. Of several, only the last one counts.
    pub(super) fn keep(&mut self, remembered: Remembered) {
        if self.running.is_none() {
            self.running = self.start();
        }
        if let Some((work, _)) = &self.running {
            let _ = work.send(remembered);
        }
    }

    fn start(&self) -> Option<(Sender<Remembered>, Receiver<()>)> {
        let (work, waiting) = channel::<Remembered>();
        let (end, ended) = channel();
        let (path, answers) = (self.path.clone(), self.answers.clone());
        let write = move || {
            while let Ok(first) = waiting.recv() {
                let newest = waiting.try_iter().last().unwrap_or(first);
                if let Err(error) = newest.write(&path) {
                    answers.send(Event::Message(Message::NotRemembered(error)));
                }
            }
            let _ = end.send(());
        };
        if let Err(error) = threads::start("screen", write) {
            self.answers
                .send(Event::Message(Message::NotRemembered(error)));
            return None;
        }
        Some((work, ended))
    }

    /// Waits until all is written, but not for ever.
    pub(super) fn finish(self) {
        if let Some((work, ended)) = self.running {
            drop(work);
            let _ = ended.recv_timeout(PATIENCE);
        }
    }
}
