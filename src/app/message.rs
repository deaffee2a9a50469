//! Messages: input of the person, and answers to effects.

use tui_input::InputRequest;

use super::{action::Action, drawn::Target, effect::EditTarget, keymap::Chord, reload::Reload};
use crate::{
    content::guide::StepId,
    error::Error,
    id::Id,
    store::{KeptFile, Trashed, WrittenPack, writer::WriterEvent},
    system::{browsers::FoundBrowsers, clipboard::Copied},
    text::{Clean, Inspected},
};

/// An event for [`update`](super::update::update).
#[derive(Debug)]
pub enum Message {
    /// The person gave a command, by its key or from help.
    Act(Action),
    /// The person pressed a key that does nothing here.
    Idle(Chord),
    /// The person pressed a key of an action that more keys belong to; `None`: they end without one.
    Press(Option<Chord>),
    /// The person edited the text field that has the keys.
    Type(InputRequest),
    /// The person pasted a text.
    Paste(Inspected),
    /// The person clicked on something.
    Click(Target),
    /// The person turned the wheel over something: down if `true`, else up.
    Wheel(Target, bool),
    /// The window has another size, or its content was lost.
    Resized,
    /// The window got the focus back.
    Focused,
    /// An event of the writer thread.
    Stored(Box<WriterEvent>),
    /// An opener was started, or failed to start.
    Opened {
        /// The account.
        account: Id,
        /// The step that has the link; `None` for a source.
        step: Option<StepId>,
        /// The address.
        address: Clean,
        /// The opener's name, as the end of a sentence; or why it failed.
        result: Result<String, Error>,
    },
    /// A text was copied, or could not be.
    Copied(Result<Copied, Error>),
    /// The config file is another one.
    Reloaded(Box<Reload>),
    /// The search for browsers has ended.
    BrowsersFound(FoundBrowsers),
    /// The trash was read, or could not be read.
    TrashListed(Result<Vec<Trashed>, Error>),
    /// A QR code was written into the file with this path, or could not be written.
    Written(Result<Clean, Error>),
    /// The person's editor has ended.
    Edited {
        /// Whose text it is.
        of: EditTarget,
        /// The text, cleaned; `None` if it is as it was. Or why it was not edited.
        result: Result<Option<Inspected>, Error>,
    },
    /// A text was written into the file with this path, or could not be written.
    TextWritten(Result<Clean, Error>),
    /// A file was copied into the data folder, or could not be copied.
    Kept {
        /// The account.
        account: Id,
        /// The request that it is for.
        request: Option<Id>,
        /// The copy and its name.
        result: Result<(KeptFile, Clean), Error>,
    },
    /// A complaint was written into the folder with this path, or could not be written.
    PackWritten(Result<(Clean, WrittenPack), Error>),
    /// The order of the accounts and what is hidden could not be kept for the next start.
    NotRemembered(Error),
    /// A signal asks the program to end.
    Terminated,
}

impl Message {
    /// Whether the person did something, by key or mouse.
    pub const fn is_of_person(&self) -> bool {
        matches!(
            self,
            Self::Act(_)
                | Self::Idle(_)
                | Self::Press(_)
                | Self::Type(_)
                | Self::Paste(_)
                | Self::Click(_)
                | Self::Wheel(..)
        )
    }
}
