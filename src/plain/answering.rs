//! What a line is where a text is wanted: the answer to the field that has the keys.

use tui_input::InputRequest;

use super::{
    dialogue::{Dialogue, Step},
    field::{Field, Kind},
    words::{self, Said},
};
use crate::{
    app::{action::Action, message::Message, model::Model, pages::Overlay},
    text,
};

impl Dialogue {
    /// Takes in a line for a field.
    pub(super) fn hear_in_field(&mut self, model: &Model, line: &str, field: &Field) {
        let trimmed = line.trim();
        if let Some(command) = trimmed.strip_prefix(':') {
            return self.hear_colon(model, command.trim(), field);
        }
        match trimmed {
            "back" => return self.act(Action::Back),
            "quit" => return self.quit(model),
            "?" => return self.explain(model, ""),
            _ => {}
        }
        if field.kind == Kind::Search {
            return self.search(model, trimmed);
        }
        if field.kind == Kind::Lines {
            return self.add_line(model, line);
        }
        if !trimmed.is_empty() && !self.answer(trimmed, line, field) {
            return;
        }
        if field.kind == Kind::Deed {
            self.steps.push_back(Step::Record);
        } else if model.overlays.is_empty() {
            self.act(Action::Enter);
        } else if self.is_corrected || field.index >= field.last {
            self.steps.push_back(Step::Check(field.index));
            self.steps.push_back(Step::Record);
        } else {
            self.act(Action::Next);
            self.steps.push_back(Step::Check(field.index));
        }
    }

    /// Quits, and asks first if something was typed. All pages are closed before: only then is what was typed in them
    /// a draft, which the question names.
    fn quit(&mut self, model: &Model) {
        for _ in 0..model.overlays.len().max(1) {
            self.act(Action::Back);
        }
        self.act(Action::Quit);
    }

    /// Adds a line to a text of several, or saves it.
    fn add_line(&mut self, model: &Model, line: &str) {
        match line.trim() {
            "" => return self.steps.push_back(Step::Record),
            "-" => return self.send(Message::Type(InputRequest::DeleteLine)),
            _ => {}
        }
        let has_lines = match model.overlays.last() {
            Some(Overlay::Note(note)) => !note.input.value().is_empty(),
            Some(_) | None => false,
        };
        if has_lines {
            self.send(Message::Type(InputRequest::GoToEnd));
            self.act(Action::Enter);
        }
        self.send(Message::Paste(text::inspect_line(line)));
    }

    /// Puts an answer into the field. Returns whether the next field follows.
    fn answer(&mut self, trimmed: &str, line: &str, field: &Field) -> bool {
        let is_yes = ["y", "yes", "space"].contains(&&*text::folded(trimmed));
        match &field.kind {
            Kind::Text | Kind::Lines | Kind::Filter | Kind::Search => {
                self.send(Message::Type(InputRequest::DeleteLine));
                if trimmed != "-" {
                    self.send(Message::Paste(text::inspect_line(line)));
                }
                true
            }
            Kind::Choice(all) => {
                let typed = text::folded(trimmed);
                let by_number = trimmed.parse().ok().and_then(|it: usize| it.checked_sub(1));
                let begins = |choice: &&str| text::folded(choice).starts_with(&typed);
                let by_word = || all.iter().position(begins);
                let index = by_number
                    .filter(|index| *index < all.len())
                    .or_else(by_word);
                let Some(index) = index else {
                    let last = all.len();
                    self.remarks
                        .push(format!("Type a number from 1 to {last}, or the word."));
                    return false;
                };
                for _ in 0..index {
                    self.act(Action::Right);
                }
                true
            }
            Kind::Tick => {
                self.send(Message::Type(InputRequest::InsertChar(' ')));
                if !is_yes {
                    self.remarks
                        .push("Type y to change it, or nothing to leave it.".to_owned());
                    self.steps.pop_back();
                }
                is_yes
            }
            Kind::Deed => {
                if is_yes {
                    self.act(Action::Enter);
                }
                !is_yes
            }
        }
    }

    /// A list that is searched, or an address that is checked.
    fn search(&mut self, model: &Model, typed: &str) {
        if typed.is_empty() {
            self.is_again = true;
            return;
        }
        if let Some(Overlay::CheckUrl(_) | Overlay::Evidence(_)) = model.overlays.last() {
            self.send(Message::Type(InputRequest::DeleteLine));
            self.send(Message::Paste(text::inspect_line(typed)));
            return self.act(Action::Enter);
        }
        if let Ok(number) = typed.parse() {
            if let Some(target) = self.row(number) {
                self.send(Message::Click(target));
            }
            return;
        }
        self.send(Message::Type(InputRequest::DeleteLine));
        if typed != "-" {
            self.send(Message::Paste(text::inspect_line(typed)));
        }
    }

    /// A command where lines are texts.
    fn hear_colon(&mut self, model: &Model, command: &str, field: &Field) {
        if let Ok(number) = command.parse::<usize>() {
            match number.checked_sub(1).filter(|index| *index < field.count) {
                Some(index) => self.steps.push_back(Step::Go(index)),
                None => self
                    .remarks
                    .push(format!("There are {} fields.", field.count)),
            }
            return;
        }
        match words::said(model, command) {
            _ if command == "save" => self.steps.push_back(Step::Record),
            Said::Act(Action::Help, _) => self.explain(model, ""),
            Said::Act(action, _) => self.act(action),
            Said::Several(words) => self
                .remarks
                .push(format!("Which one? {}", words.join(", "))),
            Said::Nothing | Said::Number(_) | Said::Done(_) | Said::Unknown => {
                self.explain(model, "");
            }
        }
    }
}
