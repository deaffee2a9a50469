//! What a person can ask for: every action with its name. What it does and its usual keys are in
//! the [`TABLE`].

mod entry;
mod grounds;
pub mod hints;
mod table;

pub use entry::{ActionEntry, Place};
pub use table::TABLE;

use crate::word::named_enum;

named_enum! {
    /// Something that a person can ask for. Its word is its name in `[keys]` of the config file.
    pub enum Action {
        /// To the row above.
        Up = "up",
        /// To the row below.
        Down = "down",
        /// A screenful up.
        PageUp = "page-up",
        /// A screenful down.
        PageDown = "page-down",
        /// To the first row.
        First = "first",
        /// To the last row.
        Last = "last",
        /// To the pane on the left.
        Left = "left",
        /// To the pane on the right.
        Right = "right",
        /// To the next pane, or the next field.
        Next = "next",
        /// To the previous pane, or the previous field.
        Previous = "previous",
        /// Go in, unfold, mark done and go on.
        Enter = "enter",
        /// Close what was opened last.
        Back = "back",
        /// Tick or untick.
        Tick = "tick",
        /// Skip a step.
        Skip = "skip",
        /// Say that a step cannot be found.
        Block = "block",
        /// Open the link.
        Open = "open",
        /// Open the link's next fall-back.
        OpenNext = "open-next",
        /// Copy the link.
        Copy = "copy",
        /// Show the link or the letter as a QR code.
        Qr = "qr",
        /// Of a QR code: swap light and dark.
        Swap = "swap",
        /// Of a QR code: write it into a file.
        Write = "write",
        /// Show the step's letter.
        Letter = "letter",
        /// In a letter: the person's profession, or not.
        GroundProfession = "ground-profession",
        /// In a letter: children, or not.
        GroundChildren = "ground-children",
        /// In a letter: health or belief, or not.
        GroundHealth = "ground-health",
        /// In a letter: creative work, or not.
        GroundCreativeWork = "ground-creative-work",
        /// In a letter: safety, or not.
        GroundSafety = "ground-safety",
        /// Write a note.
        Note = "note",
        /// Record Meta's answer.
        Answer = "answer",
        /// Show where a guide comes from.
        Sources = "sources",
        /// Add an account.
        Add = "add",
        /// Edit the account.
        Edit = "edit",
        /// Delete the account.
        Delete = "delete",
        /// Take the last change back.
        Undo = "undo",
        /// Make the last change again.
        Redo = "redo",
        /// Filter the list.
        Filter = "filter",
        /// Hide what is done, or show it again.
        HideDone = "hide-done",
        /// Show what is wrong with files.
        Notices = "notices",
        /// Check an address from somewhere.
        CheckUrl = "check-url",
        /// Help for where one is.
        Help = "help",
        /// Quit.
        Quit = "quit",
        /// Quit at once.
        QuitNow = "quit-now",
        /// Draw the screen anew.
        Redraw = "redraw",
        /// Suspend the program.
        Suspend = "suspend",
    }
}

impl Action {
    /// What the table says of it.
    pub fn entry(self) -> &'static ActionEntry {
        let entry = TABLE.iter().find(|entry| entry.action == self);
        entry.unwrap_or(&TABLE[0])
    }
}
