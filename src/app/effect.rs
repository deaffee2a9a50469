//! What the program does to the world, as data. The one place that performs it is
//! `runtime/effects.rs`.

use crate::{account::change::Change, content::guide::StepId, id::Id, text::Clean};

/// Something to be done to the world. Each is answered by one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Save a change; answered by the writer's report with this ticket.
    Save(u64, Change),
    /// Look whether something changed on the disk; answered only when it did.
    Look,
    /// Open an address; answered by `Opened`.
    Open(Opening),
    /// Put a text on the terminal's clipboard; answered by `Copied`.
    Copy(Clean),
    /// Look for the browsers on this computer; answered by `BrowsersFound`.
    FindBrowsers,
    /// Write a QR code into a file in the data folder; answered by `Written`.
    WriteCode {
        /// The file's name, without its ending.
        name: String,
        /// The picture.
        svg: String,
    },
    /// Draw the screen from nothing.
    Redraw,
    /// Suspend the program; answered by `Resized` when it comes back.
    Suspend,
    /// End the program.
    Quit,
}

/// An address to be opened for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The account.
    pub account: Id,
    /// The step whose link it is; none for a source.
    pub step: Option<StepId>,
    /// The address.
    pub address: Clean,
    /// The account's own command, if it has one.
    pub open_with: Vec<Clean>,
    /// A host that is on no list and that the person said yes to, for this once.
    pub agreed: Option<String>,
}
