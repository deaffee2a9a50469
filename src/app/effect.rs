//! Side effects as data; `runtime/effects.rs` performs them.

use crate::{
    account::{change::Change, compose::LetterKey},
    content::guide::StepId,
    export::pack::Pack,
    id::Id,
    system::remembered::Remembered,
    text::Clean,
};

/// A side effect. At most one message answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Save a change; answered by `Stored` with this ticket.
    Save(u64, Change),
    /// Look for files that changed on the disk; answered by `Stored` if there are any.
    Look,
    /// Open an address; answered by `Opened`.
    Open(Opening),
    /// Copy a text to the clipboard; answered by `Copied`.
    Copy(Clean),
    /// Look for the browsers on this computer; answered by `BrowsersFound`.
    FindBrowsers,
    /// List the accounts in the trash; answered by `TrashListed`.
    ListTrash,
    /// Write a QR code into a file in the data folder; answered by `Written`.
    WriteCode {
        /// The name of the file, without extension.
        name: String,
        /// The picture, as SVG.
        svg: String,
    },
    /// Give the terminal to the person's editor, for a text; answered by `Edited`.
    Edit(Editing),
    /// Write a text into a new file; answered by `TextWritten`.
    WriteText {
        /// The path as it was typed.
        path: String,
        /// The content.
        text: String,
    },
    /// Copy a file into the data folder; answered by `Kept`.
    KeepFile {
        /// The account.
        account: Id,
        /// The request that it is for.
        request: Option<Id>,
        /// The path as it was typed.
        path: String,
    },
    /// Keep the text of a letter in the data folder, before the change that names it is saved.
    KeepText {
        /// The account.
        account: Id,
        /// The text.
        text: Clean,
    },
    /// Write a complaint into a new folder; answered by `PackWritten`.
    WritePack {
        /// The path as it was typed.
        path: String,
        /// The complaint.
        pack: Box<Pack>,
    },
    /// Leave the mouse to the terminal, or take it back.
    LendMouse(bool),
    /// Keep this for the next start; answered by `NotRemembered` where that fails.
    Remember(Remembered),
    /// Wind the demo's clock on to the next day; answered by `Focused`.
    NextDay,
    /// Redraw the whole screen.
    Redraw,
    /// Suspend the program; answered by `Resized` when it continues.
    Suspend,
    /// End the program.
    Quit,
}

/// A text for the person's editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editing {
    /// Whose text it is.
    pub of: EditTarget,
    /// The name of the file that the editor shows, without extension.
    pub name: String,
    /// The text.
    pub text: Clean,
}

/// Whose text an editor changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditTarget {
    /// That of a letter.
    Letter(LetterKey),
    /// The note of a step of an account.
    Note(Id, StepId),
}

/// An address to open for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The account.
    pub account: Id,
    /// The step that has the link; `None` for a source.
    pub step: Option<StepId>,
    /// The address.
    pub address: Clean,
    /// The account's own command, word by word; empty if it has none.
    pub open_with: Vec<Clean>,
    /// A host on no list that the person agreed to open this once.
    pub agreed: Option<String>,
}
