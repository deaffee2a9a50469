//! The state of an account, as a word.

use crate::document::named_enum;

named_enum! {
    /// The state of an account: the first of these that holds.
    pub enum State {
        /// The latest objection is unanswered past its date.
        Overdue = "overdue",
        /// Meta refused it.
        Refused = "refused",
        /// Meta asked for more.
        MoreAsked = "more-asked",
        /// It was sent and is not answered.
        Waiting = "waiting",
        /// Meta agreed.
        Granted = "granted",
        /// Everything that counts is done.
        Done = "done",
        /// A submit step was opened and not ticked.
        Opened = "opened",
        /// Something is marked.
        Doing = "doing",
        /// No guide for an objection fits.
        NoRoute = "no-route",
        /// Nothing was done yet.
        Todo = "todo",
    }
}

impl State {
    /// The state in a person's words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::Refused => "Refused by Meta",
            Self::MoreAsked => "Meta asks for more",
            Self::Waiting => "Waiting for Meta",
            Self::Granted => "Granted",
            Self::Done => "Done",
            Self::Opened => "Opened, not sent",
            Self::Doing => "Under way",
            Self::NoRoute => "No objection form",
            Self::Todo => "Not started",
        }
    }

    /// The order of urgency: the account with the smallest number needs the person first.
    pub const fn urgency(self) -> u8 {
        match self {
            Self::Overdue => 0,
            Self::Refused => 1,
            Self::MoreAsked => 2,
            Self::Opened => 3,
            Self::Doing => 4,
            Self::Todo => 5,
            Self::NoRoute => 6,
            Self::Waiting => 7,
            Self::Granted => 8,
            Self::Done => 9,
        }
    }

    /// Whether the day on which it began is on record: that of a request, or of a mark.
    pub const fn has_a_beginning(self) -> bool {
        match self {
            Self::Overdue
            | Self::Refused
            | Self::MoreAsked
            | Self::Waiting
            | Self::Granted
            | Self::Done => true,
            Self::Opened | Self::Doing | Self::NoRoute | Self::Todo => false,
        }
    }

    /// Whether the person has something to do now.
    pub const fn needs_attention(self) -> bool {
        match self {
            Self::Overdue
            | Self::Refused
            | Self::MoreAsked
            | Self::Opened
            | Self::Doing
            | Self::Todo => true,
            Self::NoRoute | Self::Waiting | Self::Granted | Self::Done => false,
        }
    }
}
