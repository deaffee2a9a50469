//! The one place where effects are performed: the disk, the browser, the terminal.

use std::{sync::mpsc::Sender, thread};

use super::{
    effect::{Effect, Opening},
    message::Message,
};
use crate::{
    environment::Environment, error::Error, opener, store::writer::Writer, terminal::Screen,
    text::Clean,
};

/// What reaches the loop from outside.
#[derive(Debug)]
pub enum Happening {
    /// Something that the terminal sent.
    Event(crossterm::event::Event),
    /// Something that a thread has to say.
    Said(Message),
    /// The terminal is gone.
    Closed,
}

/// What goes on after an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The program goes on.
    GoOn,
    /// The program ends.
    End,
}

/// Everything that effects need.
#[derive(Debug)]
pub struct World {
    /// The terminal.
    pub screen: Screen,
    /// The thread that saves.
    pub writer: Writer,
    /// Where answers go.
    pub answers: Sender<Happening>,
    /// The config file's opener.
    pub opener: Vec<Clean>,
    /// Hosts that the user trusts.
    pub trusted_hosts: Vec<String>,
    /// What the environment says about browsers.
    pub environment: Environment,
    /// Whether the disk is to be looked at, once the screen shows what the person did.
    pub is_look_wanted: bool,
}

impl World {
    /// Performs one effect.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn perform(&mut self, effect: Effect) -> Result<Then, Error> {
        match effect {
            Effect::Save(ticket, change) => self.writer.save(ticket, change),
            Effect::Look => self.is_look_wanted = true,
            Effect::Open(opening) => self.open(opening),
            Effect::Copy(text) => {
                let result = self.screen.copy(&text).map(|()| text);
                self.answer(Message::Copied(result));
            }
            Effect::Redraw => self.screen.forget()?,
            Effect::Suspend => {
                self.screen.suspend()?;
                self.answer(Message::Resized);
            }
            Effect::Quit => return Ok(Then::End),
        }
        Ok(Then::GoOn)
    }

    /// Looks at the disk, if that was asked for. The person's own doing is drawn before.
    pub fn look(&mut self) {
        if std::mem::take(&mut self.is_look_wanted) {
            self.writer.look();
        }
    }

    fn answer(&self, message: Message) {
        // The loop that listens is the caller's own; it is there.
        let _ = self.answers.send(Happening::Said(message));
    }

    /// Starts the opener on a thread of its own: it may hang.
    fn open(&self, opening: Opening) {
        let Opening {
            account,
            guide,
            step,
            address,
            open_with,
        } = opening;
        let choice = opener::ladder(&open_with, &self.opener, &self.environment);
        let trusted = self.trusted_hosts.clone();
        let answers = self.answers.clone();
        let spawned = thread::Builder::new().name("opener".to_owned()).spawn({
            let (account, guide, step, address) = (
                account.clone(),
                guide.clone(),
                step.clone(),
                address.clone(),
            );
            move || {
                let result =
                    opener::open(&address, &choice, &trusted).map(|opened| opened.in_words());
                let _ = answers.send(Happening::Said(Message::Opened {
                    account,
                    guide,
                    step,
                    address,
                    result,
                }));
            }
        });
        if let Err(error) = spawned {
            let error = Error::new(
                format!("No thread could be started: {error}."),
                "Close other programs and try again.",
            );
            self.answer(Message::Opened {
                account,
                guide,
                step,
                address,
                result: Err(error),
            });
        }
    }
}
