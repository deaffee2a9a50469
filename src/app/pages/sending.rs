//! What was sent or answered, and when: a day and a few words, which Enter records as they stand. The
//! same page corrects them later.

pub mod record;

use tui_input::{Input, InputRequest};

use super::{
    Turn,
    question::{About, Intent, Said},
    type_into,
};
use crate::{
    account::{
        self,
        progress::{Outcome, Request, RequestDay, RequestText},
    },
    app::{
        action::Action,
        core::{Core, Tone},
    },
    clock,
    content::guide::StepId,
    id::Id,
};

/// What a page records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A step was sent: it is ticked, too.
    Tick {
        /// The step.
        step: StepId,
        /// Whether the next open step is selected then.
        goes_on: bool,
    },
    /// Another one like this request was sent.
    Another(Box<Request>),
    /// What was said about this request.
    Said(Box<Request>, Said),
    /// What was recorded wrongly of this request.
    Correct(Box<Request>),
}

/// A part of what is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A day.
    Day(RequestDay),
    /// A text.
    Text(RequestText),
    /// Whether it went by post.
    ByPost,
    /// Takes the request off the record.
    Remove,
}

/// A part as it is typed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which.
    pub part: Part,
    /// The text. Of what is ticked, it is empty or not.
    pub input: Input,
    /// What stood there at first. The first character that is typed takes its place, where it is a day.
    started: String,
    is_fresh: bool,
}

impl Entry {
    fn new(part: Part, started: String) -> Self {
        Self {
            part,
            input: Input::new(started.clone()),
            is_fresh: matches!(part, Part::Day(_)) && !started.is_empty(),
            started,
        }
    }

    /// Whether it is ticked, of what is.
    pub fn is_ticked(&self) -> bool {
        !self.input.value().is_empty()
    }

    fn is_text(&self) -> bool {
        match self.part {
            Part::Day(_) | Part::Text(_) => true,
            Part::ByPost | Part::Remove => false,
        }
    }

    fn is_changed(&self) -> bool {
        self.input.value().trim() != self.started
    }

    fn toggle(&mut self) {
        let now = if self.is_ticked() { "" } else { "x" };
        self.input = Input::new(now.to_owned());
    }
}

/// The state of the page.
#[derive(Debug, Clone)]
pub struct SendingPage {
    /// The account.
    pub account: Id,
    /// What it records.
    pub purpose: Purpose,
    /// Its title.
    pub title: String,
    /// The entries, from top to bottom.
    pub entries: Vec<Entry>,
    /// The index of the entry that has the keys.
    pub focus: usize,
    /// What is wrong with the entry that has the keys, since the person tried to record it.
    pub error: Option<String>,
}

impl SendingPage {
    fn new(core: &Core, account: &Id, purpose: Purpose, title: String) -> Self {
        let today = || core.now.today.to_string();
        let text = |request: &Request, which| request.text(which).map(ToString::to_string);
        let text = |request, which| text(request, which).unwrap_or_default();
        let entries = match &purpose {
            Purpose::Tick { .. } | Purpose::Another(_) => vec![
                Entry::new(Part::Day(RequestDay::Sent), today()),
                Entry::new(Part::Text(RequestText::Reference), String::new()),
                Entry::new(Part::ByPost, String::new()),
            ],
            Purpose::Said(request, said) => {
                let day = match said {
                    Said::Ended(_) => RequestDay::Answered,
                    Said::AskedWho => RequestDay::Asked,
                    Said::Longer => RequestDay::Extended,
                    Said::Given => RequestDay::Given,
                };
                // An answer that is on record already keeps its day.
                let is_known = match said {
                    Said::Ended(outcome) => request.outcome == *outcome,
                    Said::AskedWho => request.outcome == Outcome::MoreAsked,
                    Said::Longer | Said::Given => false,
                };
                let known = request.day(day).filter(|_| is_known);
                let known = known.map_or_else(today, |day| day.to_string());
                let mut entries = vec![Entry::new(Part::Day(day), known)];
                for which in [RequestText::Reference, RequestText::Note] {
                    entries.push(Entry::new(Part::Text(which), text(request, which)));
                }
                entries
            }
            Purpose::Correct(request) => {
                let day = |which: &RequestDay| request.day(*which).map(|day| (*which, day));
                let is_shown = |which: &RequestDay| match which {
                    RequestDay::Sent | RequestDay::Received | RequestDay::Again => true,
                    RequestDay::Answered => request.outcome != Outcome::Waiting,
                    RequestDay::Extended | RequestDay::Asked | RequestDay::Given => {
                        day(which).is_some()
                    }
                    // It follows from the others.
                    RequestDay::Due => false,
                };
                let days = RequestDay::ALL.iter().filter(|which| is_shown(which));
                let typed = |which| day(which).map_or_else(String::new, |(_, day)| day.to_string());
                let mut entries: Vec<Entry> = days
                    .map(|which| Entry::new(Part::Day(*which), typed(which)))
                    .collect();
                for which in [RequestText::Reference, RequestText::Note] {
                    entries.push(Entry::new(Part::Text(which), text(request, which)));
                }
                let ticked = if request.by_post { "x" } else { "" };
                entries.push(Entry::new(Part::ByPost, ticked.to_owned()));
                entries.push(Entry::new(Part::Remove, String::new()));
                entries
            }
        };
        Self {
            account: account.clone(),
            purpose,
            title,
            entries,
            focus: 0,
            error: None,
        }
    }

    /// The page for a step that was sent.
    pub fn of_step(core: &Core, account: &Id, step: StepId, title: &str, goes_on: bool) -> Self {
        let purpose = Purpose::Tick { step, goes_on };
        Self::new(core, account, purpose, title.to_owned())
    }

    /// The page for another request like this one.
    pub fn another(core: &Core, account: &Id, request: &Request) -> Self {
        let title = format!("Another {}", request.noun());
        Self::new(
            core,
            account,
            Purpose::Another(Box::new(request.clone())),
            title,
        )
    }

    /// The page for what was said about a request. `note` is put into its note.
    pub fn said(core: &Core, account: &Id, request: &Request, said: Said, note: &str) -> Self {
        let purpose = Purpose::Said(Box::new(request.clone()), said);
        let title = said.title(request.to).to_owned();
        let mut page = Self::new(core, account, purpose, title);
        let mut entries = page.entries.iter_mut();
        let entry = entries.find(|entry| entry.part == Part::Text(RequestText::Note));
        if let Some(entry) = entry.filter(|_| !note.is_empty()) {
            let before = entry.input.value();
            let both = if before.is_empty() {
                note.to_owned()
            } else {
                format!("{before} / {note}")
            };
            entry.input = Input::new(both);
        }
        page
    }

    /// The page that corrects a request.
    pub fn correct(core: &Core, account: &Id, request: &Request) -> Self {
        let title = format!("Correct the {}", request.name());
        Self::new(
            core,
            account,
            Purpose::Correct(Box::new(request.clone())),
            title,
        )
    }

    /// The name of an entry.
    pub const fn label(&self, part: Part) -> &'static str {
        let corrects = matches!(self.purpose, Purpose::Correct(_));
        match part {
            Part::Day(_) if !corrects => "On which day?",
            Part::Day(RequestDay::Sent) => "Sent",
            Part::Day(RequestDay::Received) => "Arrived",
            Part::Day(RequestDay::Due) => "Due",
            Part::Day(RequestDay::Extended) => "Extended to",
            Part::Day(RequestDay::Asked) => "Meta asked",
            Part::Day(RequestDay::Given) => "It got it",
            Part::Day(RequestDay::Answered) => "Answered",
            Part::Day(RequestDay::Again) => "Look again",
            Part::Text(RequestText::Reference) => "Case number",
            Part::Text(RequestText::Letter) => "Letter",
            Part::Text(RequestText::Note) => "Note",
            Part::ByPost => "By post",
            Part::Remove => "Take it off the record",
        }
    }

    /// The text below the entries, about the one that has the keys, and whether it is an error.
    pub fn hint(&self, core: &Core) -> (bool, String) {
        if let Some(error) = &self.error {
            return (true, error.clone());
        }
        let Some(entry) = self.entries.get(self.focus) else {
            return (false, String::new());
        };
        let typed = entry.input.value().trim();
        let hint = match entry.part {
            Part::Day(_) if typed.is_empty() => {
                "such as 21 November, 21.11. or yesterday".to_owned()
            }
            Part::Day(which) => match account::check_day(typed, core.now.today) {
                Ok(day) if day == core.now.today => format!("today, {}", clock::long_date(day)),
                Ok(day) if which == RequestDay::Received => format!(
                    "{}, where you know it; else a week is counted",
                    clock::long_date(day)
                ),
                Ok(day) => clock::long_date(day),
                Err(_) => "such as 21 November, 21.11. or yesterday".to_owned(),
            },
            Part::Text(RequestText::Reference) => {
                "the number of the case, if you got one".to_owned()
            }
            Part::Text(RequestText::Note | RequestText::Letter) => {
                "your own words, if you like".to_owned()
            }
            Part::ByPost => "Space ticks it: a week is counted for the post".to_owned(),
            Part::Remove => {
                let key = core.keymap.short(Action::Enter).unwrap_or_default();
                format!(
                    "{key} takes the {} off the record, after asking",
                    self.noun()
                )
            }
        };
        (false, hint)
    }

    fn noun(&self) -> &'static str {
        match &self.purpose {
            Purpose::Tick { .. } => "request",
            Purpose::Another(request) | Purpose::Said(request, _) | Purpose::Correct(request) => {
                request.noun()
            }
        }
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back => {
                let message = match &self.purpose {
                    Purpose::Tick { .. } => "Not ticked; nothing is recorded.",
                    Purpose::Another(_) | Purpose::Said(_, _) => "Nothing is recorded.",
                    Purpose::Correct(_) => "Nothing is changed.",
                };
                core.say(Tone::Plain, message);
                return Turn::close();
            }
            Action::Enter | Action::SaveText => return self.enter(core),
            Action::Next | Action::Down => self.move_focus(1),
            Action::Previous | Action::Up => self.move_focus(-1),
            Action::Left => drop(self.edit(InputRequest::GoToPrevChar)),
            Action::Right => drop(self.edit(InputRequest::GoToNextChar)),
            _ => {}
        }
        Turn::stay()
    }

    fn move_focus(&mut self, by: isize) {
        let count = self.entries.len() as isize;
        let at = self.focus as isize;
        self.focus = usize::try_from((at + by).rem_euclid(count.max(1))).unwrap_or(0);
        self.error = None;
    }

    /// Edits the entry that has the keys. Returns whether that changed its text.
    pub(super) fn edit(&mut self, request: InputRequest) -> bool {
        let Some(entry) = self.entries.get_mut(self.focus) else {
            return false;
        };
        if !entry.is_text() {
            let ticks = entry.part == Part::ByPost && request == InputRequest::InsertChar(' ');
            if ticks {
                entry.toggle();
            }
            return ticks;
        }
        if std::mem::take(&mut entry.is_fresh) && matches!(request, InputRequest::InsertChar(_)) {
            entry.input = Input::default();
        }
        let changed = type_into(&mut entry.input, request);
        if changed {
            self.error = None;
        }
        changed
    }

    /// Handles a click: gives the keys to an entry, ticks one that is ticked, does what one does.
    pub(super) fn choose_entry(&mut self, core: &mut Core, index: usize) -> Turn {
        self.focus = index.min(self.entries.len().saturating_sub(1));
        self.error = None;
        match self.entries.get_mut(self.focus) {
            Some(entry) if entry.part == Part::ByPost => entry.toggle(),
            Some(entry) if entry.part == Part::Remove => return self.enter(core),
            Some(_) | None => {}
        }
        Turn::stay()
    }

    fn enter(&mut self, core: &mut Core) -> Turn {
        let at = self.entries.get(self.focus).map(|entry| entry.part);
        match (&self.purpose, at) {
            (Purpose::Correct(request), Some(Part::Remove)) => {
                let intent = Intent::About(self.account.clone(), request.clone(), About::AskRemove);
                Turn::close().then(intent)
            }
            _ => self.record(core),
        }
    }
}
