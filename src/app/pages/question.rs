//! A question with a list of answers, and the [`Intent`] that pages return.

use super::Turn;
use crate::{
    account::{
        Account, Field,
        decide::requests::Sending,
        progress::{Mark, Outcome, Recipient, Request},
    },
    app::{
        action::Action,
        core::{Core, moving::next_index},
        effect::Opening,
    },
    content::guide::StepId,
    id::Id,
    text::Clean,
};

/// A command object: what `update` does after a page handled an action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Intent {
    /// Nothing.
    #[default]
    Nothing,
    /// Do an action, as its key would.
    Act(Action),
    /// Delete an account.
    Delete(Id),
    /// Bring an account back from the trash.
    Restore(Box<Account>),
    /// Put the newest good copy of an account that cannot be read back.
    PutBack(Id),
    /// Open the form of the selected account, with the focus on a field.
    Edit(Field),
    /// Put a command into the field "Open with" of the form below.
    FillOpenWith(String),
    /// Make a guide the active route of an account: the account, the guide.
    Switch(Id, Id),
    /// Mark the selected step blocked and offer the next route.
    Block,
    /// Show a letter of an account: the account, the letter.
    Letter(Id, Id),
    /// Open the page of an account's authority; where the country has several, the person chooses.
    Authority(Id),
    /// Tick a step of an account that was sent, and with `true` go on to the next open one.
    Sent(Id, StepId, Box<Sending>, bool),
    /// Mark the selected step, although that takes its request off the record.
    Mark(Option<Mark>),
    /// Do something about a request of an account, as it was when the person was asked.
    About(Id, Box<Request>, About),
    /// Begin *what now*, with so many minutes, or with as many as it takes.
    WhatNow(Option<i64>),
    /// Quit although something is not saved.
    Quit,
    /// Open an address whose host is on no list; the person agreed.
    OpenAgreed(Box<Opening>),
    /// Open a link after the log-in reminder. The text is the beginning of the message.
    Open(Box<Opening>, String),
    /// Open an address for an account, and the step that leads there, if it may be opened. The text is the beginning of
    /// the message.
    OpenFor(Id, Option<StepId>, Clean, String),
    /// Copy a text.
    Copy(Clean),
    /// Ask whether to open the address of a source.
    AskSource(Clean),
}

/// What was said about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// How it ended.
    Ended(Outcome),
    /// Meta asked who the person is.
    AskedWho,
    /// Meta takes longer.
    Longer,
    /// Meta got what it had asked for.
    Given,
}

impl Said {
    /// It in the words of a person, said by this recipient.
    pub const fn title(self, by: Recipient) -> &'static str {
        match self {
            Self::Ended(outcome) => outcome.title_by(by),
            Self::AskedWho => "Meta asked who I am",
            Self::Longer => "Meta said that it takes longer",
            Self::Given => "Meta got what it asked for",
        }
    }
}

/// What is done about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Ask what was answered to it.
    Answer,
    /// Ask which of the account's requests it is about instead.
    Which,
    /// Ask what it was that Meta asked for.
    More,
    /// Record what was said about it; the text is put into the note.
    Say(Said, &'static str),
    /// Record that there is no answer.
    Unanswered,
    /// Record another one like it.
    Another,
    /// Keep a file for it.
    Keep,
    /// Correct it.
    Correct,
    /// Ask whether to take it off the record.
    AskRemove,
    /// Take it off the record.
    Remove,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its text.
    pub label: String,
    /// The character that gives this answer at once.
    pub key: Option<char>,
    /// What happens then.
    pub intent: Intent,
}

impl Answer {
    /// An answer without a character.
    pub fn new(label: impl Into<String>, intent: Intent) -> Self {
        Self {
            label: label.into(),
            key: None,
            intent,
        }
    }

    /// An answer with the character `y`.
    pub fn yes(label: &str, intent: Intent) -> Self {
        Self {
            key: Some('y'),
            ..Self::new(label, intent)
        }
    }

    /// An answer with this character.
    pub fn by(key: char, label: String, intent: Intent) -> Self {
        Self {
            key: Some(key),
            ..Self::new(label, intent)
        }
    }

    /// An answer with the character `n`, which only closes the question.
    pub fn no(label: &str) -> Self {
        Self {
            key: Some('n'),
            ..Self::new(label, Intent::Nothing)
        }
    }
}

/// The state of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionPage {
    /// The question.
    pub title: String,
    /// The text below the question; may be empty.
    pub body: String,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The index of the selected answer; at first a harmless one.
    pub selected: usize,
    /// The scroll offset of the question and its text, in lines.
    pub scroll: usize,
}

impl QuestionPage {
    /// A question with the first answer selected. Of more than two answers, each has its number as its
    /// character, unless it has one of its own.
    pub fn new(
        title: impl Into<String>,
        body: impl Into<String>,
        mut answers: Vec<Answer>,
    ) -> Self {
        if answers.len() > 2 {
            for (answer, number) in answers.iter_mut().zip('1'..='9') {
                answer.key.get_or_insert(number);
            }
        }
        Self {
            title: title.into(),
            body: body.into(),
            answers,
            selected: 0,
            scroll: 0,
        }
    }

    /// The index of the answer with this character.
    pub fn answer_of(&self, key: char) -> Option<usize> {
        self.answers
            .iter()
            .position(|answer| answer.key == Some(key))
    }

    pub(super) fn act(&mut self, core: &Core, action: Action) -> Turn {
        match action {
            Action::Back => Turn::close(),
            Action::Enter => {
                let chosen = self.answers.get(self.selected);
                let intent = chosen.map(|answer| answer.intent.clone());
                Turn::close().then(intent.unwrap_or_default())
            }
            Action::PageUp | Action::PageDown if core.drawn.scroll_end > 0 => {
                let page = core.drawn.text_page;
                self.scroll = next_index(action, self.scroll, page, core.drawn.scroll_end);
                Turn::stay()
            }
            _ => {
                let last = self.answers.len().saturating_sub(1);
                self.selected = next_index(action, self.selected, core.drawn.page, last);
                Turn::stay()
            }
        }
    }
}
