//! The dialogue: takes in lines that a person typed, gives out the messages that the keys of the screen
//! would have given, and says what has changed.

use std::collections::VecDeque;

use super::{
    field,
    told::{How, Told},
    words::{self, Said},
};
use crate::{
    app::{
        action::{Action, TABLE},
        core::{Pane, Screen},
        drawn::Target,
        hints::works_now,
        message::Message,
        model::Model,
        pages::{Overlay, question::Answer},
        row::Row,
    },
    text,
    ui::{reading::Read, theme},
};

/// The width of a line, in cells, where nothing else is known.
pub const USUAL: usize = 72;

/// How a page with fields is answered, beside what is said before its first one.
const FIELDS_HELP: [&str; 2] = [
    ":2 goes to field 2.",
    "Whatever else can be done begins with a colon:",
];

/// What is left to do of a line that was typed.
#[derive(Debug)]
pub(super) enum Step {
    /// Send a message.
    Send(Message),
    /// Say what is wrong with this field and go back to it, or go on.
    Check(usize),
    /// Go to this field.
    Go(usize),
    /// Record the page.
    Record,
    /// After that: whether the page is still there, since something is wrong.
    Recorded(usize),
}

/// A dialogue.
#[derive(Debug)]
pub struct Dialogue {
    width: usize,
    ascii: bool,
    pub(super) steps: VecDeque<Step>,
    told: Option<Told>,
    /// What each number means.
    rows: Vec<(usize, Target)>,
    /// What is said beside what the screen says.
    pub(super) remarks: Vec<String>,
    /// The status that was told already.
    status: Option<String>,
    /// Whether the place is read again although nothing has changed.
    pub(super) is_again: bool,
    /// Whether a line waits for what it did to be told.
    is_asked: bool,
    /// Whether it was said what is wrong with the field that is asked for next.
    is_wrong: bool,
    /// Whether the page could not be recorded, so that the next answer records it.
    pub(super) is_corrected: bool,
}

impl Dialogue {
    /// A dialogue in lines of this width, with no other signs than those of ASCII if `ascii`.
    pub fn new(width: usize, ascii: bool) -> Self {
        Self {
            width: width.max(10),
            ascii,
            steps: VecDeque::new(),
            told: None,
            rows: Vec::new(),
            remarks: vec![
                "Type the number of a line, or a word such as help, then Enter.".to_owned(),
            ],
            status: None,
            is_again: false,
            is_asked: false,
            is_wrong: false,
            is_corrected: false,
        }
    }

    /// Takes in a line. What it does follows from [`next`](Self::next).
    pub fn hear(&mut self, model: &Model, line: &str) {
        self.status = None;
        self.is_asked = true;
        match field::field(model) {
            Some(field) => self.hear_in_field(model, line, &field),
            None => self.hear_command(model, line),
        }
    }

    /// The next message of the line that was heard.
    pub fn next(&mut self, model: &Model) -> Option<Message> {
        loop {
            let here = field::field(model);
            match (self.steps.pop_front()?, here) {
                (Step::Send(message), _) => return Some(message),
                (Step::Check(index), _) => {
                    if let Some(error) = field::error(model, index) {
                        self.remarks.push(error);
                        self.is_wrong = true;
                        self.steps.clear();
                        self.steps.push_back(Step::Go(index));
                    }
                }
                (Step::Go(index), Some(field)) if field.index != index => {
                    self.steps.push_front(Step::Go(index));
                    let is_before = index < field.index;
                    let action = if is_before {
                        Action::Previous
                    } else {
                        Action::Next
                    };
                    return Some(Message::Act(action));
                }
                (Step::Record, Some(field)) => {
                    self.steps.push_front(Step::Recorded(model.overlays.len()));
                    let saves = words::works_here(model, Action::SaveText);
                    let action = if saves {
                        Action::SaveText
                    } else {
                        Action::Enter
                    };
                    self.steps.push_front(Step::Send(Message::Act(action)));
                    if !saves {
                        self.steps.push_front(Step::Go(field.last));
                    }
                }
                (Step::Recorded(depth), Some(_)) => {
                    self.is_corrected = model.overlays.len() == depth;
                }
                (Step::Recorded(_), None) => self.is_corrected = false,
                (Step::Go(_) | Step::Record, _) => {}
            }
        }
    }

    pub(super) fn send(&mut self, message: Message) {
        self.steps.push_back(Step::Send(message));
    }

    pub(super) fn act(&mut self, action: Action) {
        self.send(Message::Act(action));
    }

    fn hear_command(&mut self, model: &Model, line: &str) {
        if let Some(Overlay::Question(question)) = model.overlays.last() {
            let folded = text::folded(line.trim());
            let mut letters = folded.chars();
            let letter = letters.next();
            let is_word = ["", "es", "o"].contains(&letters.as_str());
            let by_letter = letter
                .filter(|_| is_word)
                .and_then(|it| question.answer_of(it));
            let begins = |answer: &Answer| text::folded(&answer.label).starts_with(&folded);
            let by_words = || question.answers.iter().position(begins);
            let is_long = folded.chars().count() > 1 && folded.parse::<usize>().is_err();
            let index = by_letter.or_else(|| by_words().filter(|_| is_long));
            if let Some(index) = index {
                return self.send(Message::Click(Target::Choice(index)));
            }
        }
        let (first, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        if ["?", "help"].contains(&&*text::folded(first)) {
            return self.explain(model, rest);
        }
        match words::said(model, line) {
            Said::Nothing => self.is_again = true,
            Said::Number(number) => self.take(model, number),
            Said::Act(action, number) => {
                let Some(number) = number else {
                    return self.command(model, action);
                };
                if self.select(model, number) {
                    self.command(model, action);
                }
            }
            Said::Done(number) => {
                if number.is_none_or(|number| self.select(model, number)) {
                    let is_step = number.is_some() || matches!(model.row, Row::Step(_));
                    // Where only the list was read, Enter would read the step.
                    let is_list = model.pane != Pane::Detail;
                    if is_step && is_list {
                        self.act(Action::Enter);
                    }
                    self.act(Action::Enter);
                }
            }
            Said::Several(words) => {
                self.remarks
                    .push(format!("Which one? {}", words.join(", ")));
            }
            Said::Unknown => {
                self.remarks
                    .push("That is no number and no word here; help lists the words.".to_owned());
            }
        }
    }

    fn command(&mut self, model: &Model, action: Action) {
        match action {
            Action::Redraw => self.is_again = true,
            Action::Help => self.explain(model, ""),
            _ => self.act(action),
        }
    }

    /// What a number means, as a row of the list.
    pub(super) fn row(&mut self, number: usize) -> Option<Target> {
        let mut rows = self.rows.iter();
        let row = rows.find(|(known, _)| *known == number);
        let row = row.map(|(_, target)| target.clone());
        if row.is_none() {
            let remark = match self.rows.iter().map(|(known, _)| *known).max() {
                Some(last) => format!("There is no number {number} here; the last one is {last}."),
                None => "There are no numbers here; help lists the words.".to_owned(),
            };
            self.remarks.push(remark);
        }
        row
    }

    /// Goes into the row with this number, folds it, or takes it.
    fn take(&mut self, model: &Model, number: usize) {
        let Some(target) = self.row(number) else {
            return;
        };
        let again = match &target {
            Target::Account(id) => {
                model.screen == Screen::Home && model.selected.as_ref() != Some(id)
            }
            Target::Row(Row::Others(_) | Row::NoForm) => false,
            Target::Row(row) => model.row != *row,
            _ => false,
        };
        let is_no_form = matches!(target, Target::Row(Row::NoForm));
        self.send(Message::Click(target.clone()));
        if again {
            self.send(Message::Click(target));
        }
        if is_no_form {
            self.act(Action::Enter);
        }
    }

    /// Selects the row with this number. Returns whether there is one.
    fn select(&mut self, model: &Model, number: usize) -> bool {
        let Some(target) = self.row(number) else {
            return false;
        };
        let is_selected = match &target {
            Target::Account(id) => model.selected.as_ref() == Some(id),
            Target::Row(row) => model.row == *row,
            _ => false,
        };
        if !is_selected {
            self.send(Message::Click(target));
        }
        true
    }

    /// What can be done here: the actions that have this word, by their names, which can be typed.
    pub(super) fn explain(&mut self, model: &Model, word: &str) {
        let place = model.place();
        let mut sign = "";
        if place.takes_text() {
            sign = ":";
            self.remarks.extend(FIELDS_HELP.map(ToOwned::to_owned));
        }
        let folded = text::folded(word);
        let before = self.remarks.len();
        let works = |action| action != Action::Mouse && works_now(model, action);
        let here = TABLE.iter().filter(|it| it.places.contains(&place));
        for entry in here.filter(|entry| works(entry.action)) {
            let keys = model.keymap.keys(entry.action);
            let keys: Vec<String> = keys.map(ToString::to_string).collect();
            let keys = keys.join(", ");
            let line = format!("{sign}{}, {keys}: {}", entry.action, entry.about);
            if text::folded(&line).contains(folded.trim()) {
                self.remarks.push(line);
            }
        }
        if self.remarks.len() == before {
            self.remarks.push("Nothing here has that word.".to_owned());
        }
    }

    /// Says what is new since the last time, in lines of the width.
    pub fn tell(&mut self, model: &Model, read: &Read) -> Vec<String> {
        let mut out = std::mem::take(&mut self.remarks);
        let status = model
            .status
            .as_ref()
            .map(|status| text::line(&status.text).to_string());
        if status != self.status {
            out.extend(status.clone());
            self.status = status;
        }
        let (now, rows) = Told::now(model, read);
        self.rows = rows;
        let how = How {
            is_again: self.is_again,
            is_asked: self.is_asked,
            is_wrong: self.is_wrong,
        };
        now.tell(self.told.as_ref(), read, how, &mut out);
        self.told = Some(now);
        self.is_again = false;
        self.is_asked = false;
        self.is_wrong = false;
        let lines = out.iter().flat_map(|line| self.fitted(line));
        lines.collect()
    }

    /// A text in lines of the width. Nothing in them moves a cursor.
    pub fn fitted(&self, text: &str) -> Vec<String> {
        let text = match self.ascii {
            true => theme::in_ascii(text),
            false => text.to_owned(),
        };
        let lines = text::wrap_words(&text, self.width).into_iter();
        lines.map(|line| line.trim_end().to_owned()).collect()
    }
}
