//! The note of a step. Closed without saving, its text is kept as a draft.

use tui_input::{Input, InputRequest};

use super::Turn;
use crate::{
    account::{self, decide},
    app::{
        action::Action,
        core::{Core, Tone, changing},
    },
    content::guide::StepId,
    id::Id,
};

/// The state of the page.
#[derive(Debug, Clone)]
pub struct NotePage {
    /// The account.
    pub account: Id,
    /// The step.
    pub step: StepId,
    /// The text.
    pub input: Input,
}

impl NotePage {
    /// The page for the note of the selected step; without a step that can have one, a message and
    /// `None`.
    pub fn show(core: &mut Core) -> Option<Self> {
        let (account, guide, step) = core.need_step()?;
        if let Some(reason) = &account.read_only {
            let message = format!("{} cannot be changed: {reason}", account.label);
            core.say(Tone::Bad, message);
            return None;
        }
        let mut page = Self {
            account: account.id,
            step: guide.step_id(&step),
            input: Input::default(),
        };
        page.input = Input::new(page.saved_note(core).to_owned());
        Some(page)
    }

    /// The note that the step has without this page; empty if there is none.
    fn saved_note<'c>(&self, core: &'c Core) -> &'c str {
        let entry = core.entry(&self.account);
        let state = entry.and_then(|entry| entry.account.progress.step(&self.step));
        state.and_then(|state| state.note.as_deref()).unwrap_or("")
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back => return self.close(core),
            Action::Enter => return self.save(core),
            Action::Left => drop(self.input.handle(InputRequest::GoToPrevChar)),
            Action::Right => drop(self.input.handle(InputRequest::GoToNextChar)),
            _ => {}
        }
        Turn::stay()
    }

    fn close(&self, core: &mut Core) -> Turn {
        let is_draft = self.input.value() != self.saved_note(core);
        if is_draft {
            let key = core.keymap.short(Action::Note).unwrap_or_default();
            core.say(
                Tone::Plain,
                format!("The note is as it was. What you typed is kept: {key} goes on with it."),
            );
        }
        Turn {
            is_draft,
            ..Turn::close()
        }
    }

    /// Saves the note and closes; on an error, shows a message and stays.
    fn save(&self, core: &mut Core) -> Turn {
        let note = match account::check_note(self.input.value()) {
            Ok(note) => note,
            Err(why) => {
                core.say(Tone::Bad, why);
                return Turn::stay();
            }
        };
        let account = core.entry(&self.account).map(|entry| entry.account.clone());
        let (Some(account), Some(step)) = (account, core.catalog.step(&self.step)) else {
            return Turn::close();
        };
        let state = account.progress.step(&self.step);
        if state.and_then(|state| state.note.clone()) == note {
            core.say(Tone::Plain, "The note is as it was.");
            return Turn::close();
        }
        let (what, message) = match note {
            Some(_) => ("wrote a note on", "The note is kept."),
            None => ("removed the note on", "The note is removed."),
        };
        let words = format!("{what} \"{}\"", step.title);
        let change = decide::note(&account, self.step.clone(), note, core.now);
        let effects = changing::make(core, change, words);
        if !effects.is_empty() {
            core.say(Tone::Good, message);
        }
        Turn::close().with(effects)
    }
}
