//! Everything that can happen: what the person did, and what the world answered.

use tui_input::InputRequest;

use super::{action::Action, drawn::Target};
use crate::{
    content::guide::StepId,
    error::Error,
    id::Id,
    store::writer::WriterEvent,
    system::browsers::FoundBrowsers,
    text::{Clean, Inspected},
};

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// The person asked for an action, by key or from help.
    Act(Action),
    /// The person typed into a text.
    Type(InputRequest),
    /// The person pasted a text.
    Paste(Inspected),
    /// The person clicked on something.
    Click(Target),
    /// The person turned the wheel over something: down or up.
    Wheel(Target, bool),
    /// The window got another size, or was told to draw itself anew.
    Resized,
    /// The window got the focus back.
    Focused,
    /// The writer thread reports.
    Stored(Box<WriterEvent>),
    /// An opener was started, or could not be: what to tell the person.
    Opened {
        /// The account.
        account: Id,
        /// The step whose link it is; none for a source.
        step: Option<StepId>,
        /// The address.
        address: Clean,
        /// What opened it, to end a sentence with, or why nothing did.
        result: Result<String, Error>,
    },
    /// A text was handed to the terminal for its clipboard, or the terminal could not be written to.
    Copied(Result<Clean, Error>),
    /// The browsers on this computer were looked for.
    BrowsersFound(FoundBrowsers),
    /// A QR code was written into this file, or could not be.
    Written(Result<Clean, Error>),
    /// The system asks the program to end.
    Terminated,
}
