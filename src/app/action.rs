//! What a person can ask for: every action with its name, its words and its usual keys.
//!
//! This one table feeds dispatch, footer, help, `optout keys`, the README and its test.

mod entry;
mod grounds;

pub use entry::{Entry, Place};

use crate::word::words;
use Place::{Account, Address, Code, Grounds, Home, Letter, Reading, Typing};
use entry::{EVERYWHERE, LISTS, SCREENS, entry};

words! {
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
        ShowCode = "qr",
        /// Of a QR code: swap light and dark.
        Swap = "swap",
        /// Of a QR code: write it into a file.
        WriteCode = "write",
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

/// The table, in the order in which help shows it.
pub const TABLE: &[Entry] = &[
    entry(
        Action::Enter,
        &["enter"],
        EVERYWHERE,
        "done, next",
        "go in, unfold; on a step: done, and on to the next open one",
    ),
    entry(
        Action::Tick,
        &["space"],
        &[Account],
        "tick",
        "tick or untick the step, and stay on it",
    ),
    entry(
        Action::Open,
        &["o"],
        &[Account, Grounds],
        "open",
        "open the step's link, or a source, in the account's browser",
    ),
    entry(
        Action::OpenNext,
        &["O"],
        &[Account],
        "fall-back",
        "open the link's next fall-back, when the link is dead; choose another authority",
    ),
    entry(
        Action::Block,
        &["b"],
        &[Account],
        "can't find",
        "mark blocked: \"I can't find this\"; offers the next route",
    ),
    entry(
        Action::Skip,
        &["s"],
        &[Account],
        "skip",
        "skip the step; it counts as done",
    ),
    entry(
        Action::Note,
        &["n"],
        &[Account],
        "note",
        "write a note on the step",
    ),
    entry(
        Action::Copy,
        &["y"],
        &[Account, Grounds, Letter, Code, Address],
        "copy",
        "copy the link, a source or the letter, if the terminal allows it",
    ),
    entry(
        Action::ShowCode,
        &["Q"],
        &[Account, Letter, Code, Address],
        "QR code",
        "show the link or the letter as a QR code, for a phone to read",
    ),
    entry(
        Action::Swap,
        &["space"],
        &[Code],
        "swap",
        "of a QR code: swap light and dark, if the phone does not read it",
    ),
    entry(
        Action::WriteCode,
        &["w"],
        &[Code],
        "to a file",
        "of a QR code: write it into a picture file (SVG)",
    ),
    entry(
        Action::Letter,
        &["L"],
        &[Account],
        "letter",
        "show the step's letter, filled in for the account",
    ),
    entry(
        Action::GroundProfession,
        &["1"],
        &[Letter],
        "profession",
        "in a letter: give my profession as a ground, or not",
    ),
    entry(
        Action::GroundChildren,
        &["2"],
        &[Letter],
        "children",
        "in a letter: children in my pictures, or not",
    ),
    entry(
        Action::GroundHealth,
        &["3"],
        &[Letter],
        "health",
        "in a letter: health or belief in my posts, or not",
    ),
    entry(
        Action::GroundCreativeWork,
        &["4"],
        &[Letter],
        "creative work",
        "in a letter: my creative work, or not",
    ),
    entry(
        Action::GroundSafety,
        &["5"],
        &[Letter],
        "safety",
        "in a letter: my safety, or not",
    ),
    entry(
        Action::Answer,
        &["r"],
        &[Account],
        "answer",
        "record what Meta answered",
    ),
    entry(
        Action::Sources,
        &["i"],
        &[Account],
        "sources",
        "show where the guide comes from: its sources, their dates, what rests on them",
    ),
    entry(Action::Add, &["a"], SCREENS, "add", "add an account"),
    entry(
        Action::Edit,
        &["e"],
        &[Home, Account, Letter],
        "edit",
        "edit the account; in a letter: give what it lacks",
    ),
    entry(
        Action::Delete,
        &["d"],
        SCREENS,
        "delete",
        "delete the account (asks; undo brings it back)",
    ),
    entry(
        Action::Undo,
        &["u"],
        SCREENS,
        "undo",
        "undo the last change, and say what it was",
    ),
    entry(
        Action::Redo,
        &["ctrl-r"],
        SCREENS,
        "redo",
        "redo what was undone",
    ),
    entry(
        Action::Filter,
        &["/"],
        SCREENS,
        "filter",
        "filter the list; Esc clears it",
    ),
    entry(
        Action::HideDone,
        &["."],
        SCREENS,
        "hide done",
        "hide what is done, or show it again",
    ),
    entry(
        Action::Notices,
        &["!"],
        SCREENS,
        "warnings",
        "show what is wrong with files",
    ),
    entry(
        Action::CheckUrl,
        &["c"],
        SCREENS,
        "check address",
        "check an address from an e-mail: is it Meta's own?",
    ),
    entry(
        Action::Up,
        &["up", "k"],
        EVERYWHERE,
        "up",
        "to the row above; scrolls a page of text",
    ),
    entry(
        Action::Down,
        &["down", "j"],
        EVERYWHERE,
        "down",
        "to the row below; scrolls a page of text",
    ),
    entry(
        Action::PageUp,
        &["pageup"],
        LISTS,
        "page up",
        "a screenful up",
    ),
    entry(
        Action::PageDown,
        &["pagedown"],
        LISTS,
        "page down",
        "a screenful down",
    ),
    entry(
        Action::First,
        &["g", "home"],
        LISTS,
        "first",
        "to the first row",
    ),
    entry(
        Action::Last,
        &["G", "end"],
        LISTS,
        "last",
        "to the last row",
    ),
    entry(
        Action::Left,
        &["left", "h"],
        &[Account, Typing, Letter],
        "left",
        "to the left pane; in a form or letter: the choice before",
    ),
    entry(
        Action::Right,
        &["right", "l"],
        &[Home, Account, Typing, Letter],
        "right",
        "to the right pane; in a form or letter: the next choice",
    ),
    entry(
        Action::Next,
        &["tab"],
        &[Account, Typing],
        "next",
        "to the next pane or field",
    ),
    entry(
        Action::Previous,
        &["shift-tab"],
        &[Account, Typing],
        "previous",
        "to the previous pane or field",
    ),
    entry(
        Action::Back,
        &["esc"],
        EVERYWHERE,
        "back",
        "close what was opened last; never quits",
    ),
    entry(
        Action::Help,
        &["?"],
        &[Home, Account, Letter, Code],
        "help",
        "help for where you are; type to search it, Enter does the entry",
    ),
    entry(
        Action::Quit,
        &["q"],
        &[Home, Account, Reading, Grounds, Letter, Code, Address],
        "quit",
        "quit; asks only if something could not be saved",
    ),
    entry(
        Action::QuitNow,
        &["ctrl-c"],
        EVERYWHERE,
        "quit now",
        "quit at once",
    ),
    entry(
        Action::Redraw,
        &["ctrl-l"],
        EVERYWHERE,
        "redraw",
        "draw the screen anew",
    ),
    entry(
        Action::Suspend,
        &["ctrl-z"],
        EVERYWHERE,
        "suspend",
        "suspend the program; `fg` brings it back",
    ),
];
