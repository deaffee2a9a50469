//! The actions of the screen. What each does, and its default keys, are in the [`TABLE`].

mod entry;
mod grounds;
pub mod hints;
mod synonyms;
mod table;

pub use entry::{ActionEntry, Place};
pub use synonyms::synonyms;
pub use table::TABLE;

use crate::document::named_enum;

named_enum! {
    /// A command that a person gives by a key or from help. Its name is that in `[keys]` of the
    /// config file.
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
        /// Go into a row, fold or unfold it, or mark a step done and go on to the next open one.
        Enter = "enter",
        /// Close the page that was opened last.
        Back = "back",
        /// Tick or untick.
        Tick = "tick",
        /// Skip a step.
        Skip = "skip",
        /// Mark a step blocked: the person cannot find what it describes.
        Block = "block",
        /// Open the step's link.
        Open = "open",
        /// Open the link's next fall-back.
        OpenNext = "open-next",
        /// Copy the step's link.
        Copy = "copy",
        /// Show the link or the letter as a QR code.
        Qr = "qr",
        /// Swap light and dark of a QR code.
        Swap = "swap",
        /// Write a QR code or a letter into a file.
        Write = "write",
        /// Edit the text of a letter in the person's editor.
        EditText = "edit-text",
        /// Save what is typed in a form or a note.
        SaveText = "save-text",
        /// Show the step's letter.
        Letter = "letter",
        /// Toggle the ground "profession" of a letter.
        GroundProfession = "ground-profession",
        /// Toggle the ground "children" of a letter.
        GroundChildren = "ground-children",
        /// Toggle the ground "health or belief" of a letter.
        GroundHealth = "ground-health",
        /// Toggle the ground "creative work" of a letter.
        GroundCreativeWork = "ground-creative-work",
        /// Toggle the ground "safety" of a letter.
        GroundSafety = "ground-safety",
        /// Write a note.
        Note = "note",
        /// Write a note in the person's editor.
        EditNote = "edit-note",
        /// Record Meta's answer.
        Answer = "answer",
        /// Keep files for the account, and list those that are kept.
        Evidence = "evidence",
        /// Take a kept file off the list.
        TakeOff = "take-off",
        /// Write the complaint to the authority, with everything that goes along.
        Complaint = "complaint",
        /// Show where a guide comes from.
        Sources = "sources",
        /// Add an account.
        Add = "add",
        /// Edit the account.
        Edit = "edit",
        /// Delete the account.
        Delete = "delete",
        /// Show the deleted accounts, to bring one back.
        Trash = "trash",
        /// Put the newest good copy of an account that cannot be read back.
        PutBack = "put-back",
        /// Undo the last change.
        Undo = "undo",
        /// Redo the change that was undone last.
        Redo = "redo",
        /// Filter the list.
        Filter = "filter",
        /// Hide what is done, or show it again.
        HideDone = "hide-done",
        /// Leave the mouse to the terminal, or take it back.
        Mouse = "mouse",
        /// Show the accounts by goals, or as a list again.
        Board = "board",
        /// Sort the accounts another way.
        Sort = "sort",
        /// One step after another, over all accounts.
        WhatNow = "what-now",
        /// To the next account that needs the person.
        NextNeed = "next-need",
        /// To the previous account that needs the person.
        PreviousNeed = "previous-need",
        /// Show the warnings about files.
        Notices = "notices",
        /// Check an address that the person got, such as one from an e-mail.
        CheckUrl = "check-url",
        /// In the demo: wind the clock on to the next day.
        NextDay = "next-day",
        /// Show the actions that work here.
        Help = "help",
        /// Quit; asks first if something could not be saved.
        Quit = "quit",
        /// Quit without asking.
        QuitNow = "quit-now",
        /// Redraw the whole screen.
        Redraw = "redraw",
        /// Suspend the program, as Ctrl-Z does in a shell.
        Suspend = "suspend",
    }
}

impl Action {
    /// Its entry in the [`TABLE`].
    pub fn entry(self) -> &'static ActionEntry {
        let entry = TABLE.iter().find(|entry| entry.action == self);
        // Never needed: a test holds that every action stands in the table.
        entry.unwrap_or(&TABLE[0])
    }
}
