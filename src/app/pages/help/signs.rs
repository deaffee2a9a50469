//! The legend: the signs in the lists, and what they mean.

/// A sign in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// An open step.
    Todo,
    /// A done step.
    Done,
    /// A skipped step.
    Skipped,
    /// A step that the person could not find.
    Blocked,
    /// A step with a note.
    Note,
    /// What does not count.
    Extra,
    /// What another account's objection covers.
    Covered,
    /// A step that is not needed any more.
    Passed,
    /// A route on which something could not be found.
    Tried,
    /// A guide of the person's own.
    Yours,
    /// What was read long ago.
    Old,
    /// A row that is folded.
    Folded,
    /// More above or below.
    More,
    /// A change that is being saved.
    Saving,
    /// A change that could not be saved.
    Unsaved,
}

impl Sign {
    /// How it is written, also in plain ASCII, for whoever types what is on the screen.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Todo => "☐ [ ]",
            Self::Done => "☑ [x]",
            Self::Skipped => "» [-]",
            Self::Blocked => "☒ [!]",
            Self::Note => "+note",
            Self::Extra => "(extra)",
            Self::Covered => "covered",
            Self::Passed => "not needed",
            Self::Tried => "tried",
            Self::Yours => "[yours]",
            Self::Old => "[old]",
            Self::Folded => "▸",
            Self::More => "↑ ↓",
            Self::Saving => "…",
            Self::Unsaved => "!",
        }
    }
}

/// The legend, from top to bottom, with what each sign means.
pub const SIGNS: &[(Sign, &str)] = &[
    (Sign::Todo, "a step that is to do"),
    (Sign::Done, "a step that is done"),
    (Sign::Skipped, "a step that you skipped; it counts as done"),
    (Sign::Blocked, "a step that you can't find"),
    (Sign::Note, "a step with a note of yours"),
    (Sign::Extra, "more that helps; it does not count"),
    (
        Sign::Covered,
        "another account's objection covers this step",
    ),
    (
        Sign::Passed,
        "a step before what was sent, or after what you did not send",
    ),
    (Sign::Tried, "a route on which you could not find something"),
    (Sign::Yours, "a route of your own, not of this program"),
    (
        Sign::Old,
        "nobody read its sources lately; Meta may have changed it",
    ),
    (
        Sign::Folded,
        "something is folded away here; Enter unfolds it",
    ),
    (Sign::More, "there is more above, or below"),
    (Sign::Saving, "a change that is being saved"),
    (Sign::Unsaved, "a change that could not be saved yet"),
];
