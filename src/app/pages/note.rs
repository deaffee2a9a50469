//! The note of a step, of several lines. Closed without saving, its text is kept as a draft.

use tui_input::{Input, InputRequest};

use super::{Turn, type_into};
use crate::{
    account::{self, decide},
    app::{
        action::Action,
        core::{Core, Tone, changing},
        effect::{EditTarget, Editing, Effect},
    },
    content::guide::StepId,
    id::Id,
    text::{self, TextKind},
};

/// The state of the page.
#[derive(Debug, Clone)]
pub struct NotePage {
    /// The account.
    pub account: Id,
    /// The step.
    pub step: StepId,
    /// The note that the step had when the page was opened.
    pub started: String,
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
            started: String::new(),
            input: Input::default(),
        };
        page.started = page.saved_note(core).to_owned();
        page.input = Input::new(page.started.clone());
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
            Action::Enter => drop(type_into(&mut self.input, InputRequest::InsertChar('\n'))),
            Action::SaveText => return self.save(core),
            Action::Up => self.move_row(core, -1),
            Action::Down => self.move_row(core, 1),
            Action::Left => drop(self.input.handle(InputRequest::GoToPrevChar)),
            Action::Right => drop(self.input.handle(InputRequest::GoToNextChar)),
            _ => {}
        }
        Turn::stay()
    }

    fn close(&self, core: &mut Core) -> Turn {
        let typed = self.input.value();
        let is_draft = typed != self.started && typed != self.saved_note(core);
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

    /// Moves the cursor to the row above or below, as rows are drawn, or to the start or end of the text.
    fn move_row(&mut self, core: &Core, by: isize) {
        let width = match core.drawn.note_width {
            0 => usize::MAX,
            width => width,
        };
        let rows = text::rows(self.input.value(), width);
        let at = self.input.cursor();
        let row = rows.iter().rposition(|row| row.start <= at).unwrap_or(0);
        let column = at - rows.get(row).map_or(0, |row| row.start);
        let to = row.checked_add_signed(by).map(|to| (to, rows.get(to)));
        let to = match to {
            None => 0,
            Some((_, None)) => self.input.value().chars().count(),
            Some((to, Some(range))) => {
                // The end of a row that was broken is the start of the next one.
                let next = rows.get(to + 1).map(|next| next.start);
                let end = range.end - usize::from(next == Some(range.end));
                (range.start + column).min(end)
            }
        };
        self.input.handle(InputRequest::SetCursor(to));
    }

    /// Gives the text to the person's editor.
    pub fn to_editor(&self) -> Effect {
        Effect::Edit(Editing {
            of: EditTarget::Note(self.account.clone(), self.step.clone()),
            name: "note".to_owned(),
            text: text::clean(self.input.value(), TextKind::Note),
        })
    }

    /// The page of a note with what the person made of it in their editor.
    pub fn edited(core: &Core, account: Id, step: StepId, text: &str) -> Self {
        let mut page = Self {
            account,
            step,
            started: String::new(),
            input: Input::new(text.trim_end().to_owned()),
        };
        page.started = page.saved_note(core).to_owned();
        page
    }

    fn is_untouched(&self) -> bool {
        self.input.value() == self.started
    }

    /// Where another copy of the program, or a command, wrote a note here since the page was opened, puts
    /// both into the field and says so.
    fn join(&mut self, core: &mut Core) -> bool {
        let theirs = self.saved_note(core).to_owned();
        let typed = self.input.value();
        let is_known = theirs.is_empty() || theirs == self.started || typed.contains(&theirs);
        if is_known {
            return false;
        }
        let both = match typed.trim() {
            "" => theirs.clone(),
            typed => format!("{theirs}\n{typed}"),
        };
        self.input = Input::new(both);
        self.started = theirs;
        let key = core.keymap.short(Action::SaveText).unwrap_or_default();
        let message = format!(
            "Another note was written here meanwhile: both are in the field now. {key} saves what stands there."
        );
        core.say(Tone::Bad, message);
        true
    }

    /// Closes, and keeps the words for an account that is gone.
    fn keep_for_gone(&self, core: &mut Core) -> Turn {
        let is_draft = !self.is_untouched();
        let kept = match is_draft {
            true => {
                " Your note is not saved; its words are kept here until you quit, and come up again on this step once the account is back."
            }
            false => "",
        };
        core.say(Tone::Bad, format!("{}{kept}", changing::GONE));
        Turn {
            is_draft,
            ..Turn::close()
        }
    }

    /// Saves the note and closes; on an error, shows a message and stays.
    pub fn save(&mut self, core: &mut Core) -> Turn {
        if self.is_untouched() && self.started != self.saved_note(core) {
            core.say(
                Tone::Plain,
                "You changed nothing; the note was changed elsewhere.",
            );
            return Turn::close();
        }
        if self.join(core) {
            return Turn::stay();
        }
        let note = match account::check_note(self.input.value()) {
            Ok(note) => note,
            Err(why) => {
                core.say(Tone::Bad, why);
                return Turn::stay();
            }
        };
        let account = core.entry(&self.account).map(|entry| entry.account.clone());
        let Some(account) = account else {
            return self.keep_for_gone(core);
        };
        let title = match core.catalog.step(&self.step) {
            Some(step) => step.title.to_string(),
            None => self.step.to_string(),
        };
        let state = account.progress.step(&self.step);
        if state.and_then(|state| state.note.clone()) == note {
            core.say(Tone::Plain, "The note is as it was.");
            return Turn::close();
        }
        let left_out = text::inspect_typed(self.input.value(), TextKind::Note).left_out;
        let (what, message) = match (&note, text::left_out_in_words(left_out)) {
            (Some(_), None) => ("wrote a note on", "The note is kept.".to_owned()),
            (Some(_), Some(words)) => ("wrote a note on", format!("The note is kept: {words}.")),
            (None, _) => ("removed the note on", "The note is removed.".to_owned()),
        };
        let words = format!("{what} \"{title}\"");
        let change = decide::note(&account, self.step.clone(), note, core.now);
        let effects = changing::make(core, change, words);
        if !effects.is_empty() {
            core.say(Tone::Good, message);
        }
        Turn::close().with(effects)
    }
}
