//! What was sent for an account, and what was answered.

use jiff::{Timestamp, civil::Date};

use crate::{clock, content::goal::Goal, document::named_enum, id::Id, text::Clean};

named_enum! {
    /// How a request ended.
    pub enum Outcome {
        /// No answer yet.
        Waiting = "waiting",
        /// Meta agreed.
        Granted = "granted",
        /// Meta refused.
        Refused = "refused",
        /// Meta asked for more.
        MoreAsked = "more-asked",
        /// The person took it back.
        Withdrawn = "withdrawn",
    }
}

impl Outcome {
    /// The outcome in the words of a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Waiting => "No answer yet",
            Self::Granted => "Meta agreed",
            Self::Refused => "Meta refused",
            Self::MoreAsked => "Meta asked for more",
            Self::Withdrawn => "I took it back",
        }
    }

    /// The outcome of something that went to this recipient.
    pub const fn title_by(self, to: Recipient) -> &'static str {
        match (self, to) {
            (Self::Granted, Recipient::Authority) => "The authority agreed",
            (Self::Refused, Recipient::Authority) => "The authority turned it down",
            (Self::MoreAsked, Recipient::Authority) => "The authority asked for more",
            (Self::Waiting | Self::Withdrawn, Recipient::Authority) | (_, Recipient::Meta) => {
                self.title()
            }
        }
    }
}

named_enum! {
    /// Whom a request went to.
    pub enum Recipient {
        /// Meta itself.
        Meta = "meta",
        /// A data protection authority.
        Authority = "authority",
    }
}

impl Recipient {
    /// Whom, in the words of a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Meta => "Meta",
            Self::Authority => "the authority",
        }
    }
}

named_enum! {
    /// A day of a request, by its key in the file.
    pub enum RequestDay {
        /// The day it was sent.
        Sent = "sent",
        /// The day it arrived, where it went by post and that is known.
        Received = "received",
        /// The day by which the law wants an answer, where it names one.
        Due = "due",
        /// The later day, where Meta took more time.
        Extended = "extended",
        /// The day on which Meta asked who the person is.
        Asked = "asked",
        /// The day on which Meta got that.
        Given = "given",
        /// The day of the answer.
        Answered = "answered",
        /// The day on which to look again.
        Again = "again",
    }
}

named_enum! {
    /// A text of a request, by its key in the file.
    pub enum RequestText {
        /// The recipient's own number for it.
        Reference = "reference",
        /// The letter that was used, with its language: `complaint.de`.
        Letter = "text",
        /// The person's own words.
        Note = "note",
    }
}

/// Something sent for an account: an objection, a reminder, a complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id within the account, such as `r1`.
    pub id: Id,
    /// What it was for.
    pub goal: Goal,
    /// The guide that it was sent by.
    pub guide: Id,
    /// Whom it went to.
    pub to: Recipient,
    /// The day it was sent.
    pub sent: Date,
    /// Whether it went by post.
    pub by_post: bool,
    /// The day it arrived, where it went by post and that is known.
    pub received: Option<Date>,
    /// The day by which the law wants an answer, where it names one.
    pub due: Option<Date>,
    /// A later day, if Meta said in time that it needs longer.
    pub extended: Option<Date>,
    /// The day on which Meta asked who the person is.
    pub asked: Option<Date>,
    /// The day on which Meta got that.
    pub given: Option<Date>,
    /// How it ended.
    pub outcome: Outcome,
    /// The day of the answer.
    pub answered: Option<Date>,
    /// The day on which to look again.
    pub again: Option<Date>,
    /// The recipient's own number for it.
    pub reference: Option<Clean>,
    /// The letter that was used, with its language: `complaint.de`. What was written is kept as evidence.
    pub letter: Option<Clean>,
    /// The person's own words.
    pub note: Option<Clean>,
    /// When it was recorded: this tells two requests apart whose days are corrected later.
    pub recorded: Option<Timestamp>,
    /// When it was last written.
    pub at: Option<Timestamp>,
}

impl Request {
    /// A request to Meta without an answer, of which nothing else is known.
    pub const fn new(id: Id, goal: Goal, guide: Id, sent: Date) -> Self {
        Self {
            id,
            goal,
            guide,
            to: Recipient::Meta,
            sent,
            by_post: false,
            received: None,
            due: None,
            extended: None,
            asked: None,
            given: None,
            outcome: Outcome::Waiting,
            answered: None,
            again: None,
            reference: None,
            letter: None,
            note: None,
            recorded: None,
            at: None,
        }
    }

    /// What it is, in a word.
    pub const fn noun(&self) -> &'static str {
        match (self.goal, self.to) {
            (_, Recipient::Authority) => "complaint",
            (Goal::Object, Recipient::Meta) => "objection",
            (Goal::FollowUp, Recipient::Meta) => "reminder",
            (Goal::Protect | Goal::ThirdParty, Recipient::Meta) => "request",
        }
    }

    /// What it is and its day: "objection of 29 January 2026".
    pub fn name(&self) -> String {
        format!("{} of {}", self.noun(), clock::short_date(self.sent))
    }

    /// One of its days.
    pub const fn day(&self, which: RequestDay) -> Option<Date> {
        match which {
            RequestDay::Sent => Some(self.sent),
            RequestDay::Received => self.received,
            RequestDay::Due => self.due,
            RequestDay::Extended => self.extended,
            RequestDay::Asked => self.asked,
            RequestDay::Given => self.given,
            RequestDay::Answered => self.answered,
            RequestDay::Again => self.again,
        }
    }

    /// Sets one of its days, or takes it away. The day of sending cannot be taken away.
    pub const fn set_day(&mut self, which: RequestDay, day: Option<Date>) {
        match which {
            RequestDay::Sent => {
                if let Some(day) = day {
                    self.sent = day;
                }
            }
            RequestDay::Received => self.received = day,
            RequestDay::Due => self.due = day,
            RequestDay::Extended => self.extended = day,
            RequestDay::Asked => self.asked = day,
            RequestDay::Given => self.given = day,
            RequestDay::Answered => self.answered = day,
            RequestDay::Again => self.again = day,
        }
    }

    /// One of its texts.
    pub const fn text(&self, which: RequestText) -> Option<&Clean> {
        match which {
            RequestText::Reference => self.reference.as_ref(),
            RequestText::Letter => self.letter.as_ref(),
            RequestText::Note => self.note.as_ref(),
        }
    }

    /// One of its texts, to be set or taken away.
    pub const fn text_mut(&mut self, which: RequestText) -> &mut Option<Clean> {
        match which {
            RequestText::Reference => &mut self.reference,
            RequestText::Letter => &mut self.letter,
            RequestText::Note => &mut self.note,
        }
    }

    /// What two states of one request have in common. The day counts only for one that was recorded before there
    /// was a moment for it, since a day may be corrected.
    pub fn sameness(&self) -> Sameness<'_> {
        let day = self.recorded.is_none().then_some(self.sent);
        (self.goal, &self.guide, self.to, self.recorded, day)
    }

    /// The day that counts: the extended one, else the due one.
    pub fn deadline(&self) -> Option<Date> {
        self.extended.or(self.due)
    }

    /// In words: when it was sent, and how long Meta still has or how it answered.
    pub fn in_words(&self, today: Date) -> String {
        let sent = clock::short_date(self.sent);
        match (self.outcome, self.deadline()) {
            (Outcome::Waiting, Some(deadline)) => format!(
                "sent {sent}, answer due {} ({})",
                clock::short_date(deadline),
                clock::in_words(today, deadline)
            ),
            (Outcome::Waiting, None) => match self.again {
                Some(again) => format!("sent {sent}, look again on {}", clock::short_date(again)),
                None => format!("sent {sent}, no reply period known"),
            },
            (Outcome::Granted | Outcome::Refused | Outcome::MoreAsked | Outcome::Withdrawn, _) => {
                format!("sent {sent}; {}", self.ended())
            }
        }
    }

    /// How it ended, and when: "Meta refused on 20 March 2026".
    pub fn ended(&self) -> String {
        let when = self
            .answered
            .map_or_else(String::new, |day| format!(" on {}", clock::short_date(day)));
        let what = match self.outcome {
            Outcome::Withdrawn => "you took it back",
            Outcome::Waiting | Outcome::Granted | Outcome::Refused | Outcome::MoreAsked => {
                self.outcome.title_by(self.to)
            }
        };
        format!("{what}{when}")
    }
}

/// What [`Request::sameness`] returns.
pub type Sameness<'r> = (Goal, &'r Id, Recipient, Option<Timestamp>, Option<Date>);
