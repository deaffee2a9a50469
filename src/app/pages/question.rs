//! A question with answers to choose from.

use super::Turn;
use crate::{
    account::Field,
    account::progress::Outcome,
    app::{
        action::Action,
        core::{Core, moving::next_index},
        effect::Opening,
    },
    content::guide::StepId,
    id::Id,
    text::Clean,
};

/// What the application does when a page asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Intent {
    /// Nothing.
    #[default]
    Nothing,
    /// What a key would have done.
    Act(Action),
    /// The account is deleted.
    Delete(Id),
    /// The selected account's form opens at a field.
    Edit(Field),
    /// A command becomes the one of the account in the form below.
    FillOpenWith(String),
    /// A guide becomes the active route of an account.
    Switch(Id, Id),
    /// Meta's answer to a request of an account goes on record.
    Record(Id, Id, Outcome),
    /// The program ends although something is not saved.
    Quit,
    /// An address opens although its host is on no list.
    OpenAgreed(Box<Opening>),
    /// A link is opened; the words are said before it.
    Open(Box<Opening>, String),
    /// An address is opened for a step of an account, if it may be; the words are said before it.
    OpenForStep(Id, StepId, Clean, String),
    /// A text is copied.
    Copy(Clean),
    /// A source's address is opened, if the person says so once more.
    AskSource(Clean),
}

/// One of the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it says.
    pub label: String,
    /// The character that gives it at once.
    pub key: Option<char>,
    /// What it does.
    pub intent: Intent,
}

impl Answer {
    /// An answer that is chosen from the list.
    pub fn new(label: impl Into<String>, intent: Intent) -> Self {
        Self {
            label: label.into(),
            key: None,
            intent,
        }
    }

    /// The answer that `y` gives.
    pub fn yes(label: &str, intent: Intent) -> Self {
        Self {
            key: Some('y'),
            ..Self::new(label, intent)
        }
    }

    /// The answer that `n` gives, and that only closes the question.
    pub fn no(label: &str) -> Self {
        Self {
            key: Some('n'),
            ..Self::new(label, Intent::Nothing)
        }
    }
}

/// A question with answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionPage {
    /// The question.
    pub title: String,
    /// What to know before answering.
    pub body: String,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The selected answer; the harmless one at first.
    pub selected: usize,
}

impl QuestionPage {
    /// A question whose first answer is selected.
    pub fn new(title: impl Into<String>, body: impl Into<String>, answers: Vec<Answer>) -> Self {
        Self {
            title: title.into(),
            body: body.into(),
            answers,
            selected: 0,
        }
    }

    /// The answer that a character gives.
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
            _ => {
                let last = self.answers.len().saturating_sub(1);
                self.selected = next_index(action, self.selected, core.drawn.page, last);
                Turn::stay()
            }
        }
    }
}
