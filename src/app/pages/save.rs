//! Asks where to save a letter, as a text or as an e-mail.

use tui_input::{Input, InputRequest};

use super::{
    Turn,
    question::{Answer, Intent, QuestionPage},
};
use crate::{
    account::compose::{Draft, LetterKey, Mail},
    app::{
        action::Action,
        core::{Core, Tone},
        effect::Effect,
    },
    text::{self, Clean},
};

/// The ending of a file with an e-mail.
const EMAIL: &str = ".eml";
/// The ending of a file with a text.
const TEXT: &str = ".txt";

/// The state of the page.
#[derive(Debug, Clone)]
pub struct SavePage {
    /// Which text it is.
    key: LetterKey,
    /// The text.
    text: Clean,
    /// The text as an e-mail, or why it is none.
    pub mail: Result<Mail, &'static str>,
    /// The path.
    pub input: Input,
    /// The scroll offset of the text below it, in lines.
    pub scroll: usize,
}

impl SavePage {
    /// The page for a letter; `None` if it has no text that could be sent.
    pub fn of(core: &Core, draft: &Draft) -> Option<Self> {
        let composed = draft.written.as_ref().ok()?;
        let key = draft.key();
        let name = key.file_name(core.now.today);
        Some(Self {
            key,
            text: composed.text.clone(),
            mail: draft.mail(),
            input: Input::new(format!("{name}{TEXT}")),
            scroll: 0,
        })
    }

    /// What the file will be, as a sentence.
    pub fn says(&self) -> &'static str {
        match self.is_email() {
            true => "An e-mail that your mail program opens as a draft. You send it.",
            false => "A text file, which only you can read.",
        }
    }

    fn is_email(&self) -> bool {
        self.input.value().trim_end().ends_with(EMAIL)
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back => return Turn::close(),
            Action::Enter => return Turn::stay().with(self.save(core)),
            Action::Next | Action::Previous => self.swap_ending(core),
            Action::Left => drop(self.input.handle(InputRequest::GoToPrevChar)),
            Action::Right => drop(self.input.handle(InputRequest::GoToNextChar)),
            _ => self.scroll = core.scrolled(action, self.scroll),
        }
        Turn::stay()
    }

    /// Changes between a text and an e-mail.
    fn swap_ending(&mut self, core: &mut Core) {
        if let Err(why) = self.mail {
            core.say(Tone::Plain, why);
            return;
        }
        let (now, next) = match self.is_email() {
            true => (EMAIL, TEXT),
            false => (TEXT, EMAIL),
        };
        let typed = self.input.value().trim_end();
        let stem = typed.strip_suffix(now).unwrap_or(typed);
        self.input = Input::new(format!("{stem}{next}"));
    }

    fn save(&self, core: &mut Core) -> Vec<Effect> {
        let path = self.input.value().trim().to_owned();
        if path.is_empty() {
            core.say(Tone::Bad, "Type the name of a file.");
            return Vec::new();
        }
        let text = match (self.is_email(), &self.mail) {
            (false, _) => self.text.to_string(),
            (true, Ok(mail)) => mail.eml(),
            (true, Err(why)) => {
                core.say(Tone::Bad, format!("Not saved as an e-mail. {why}"));
                return Vec::new();
            }
        };
        core.letters
            .remember_use(self.key.clone(), self.text.clone());
        vec![Effect::WriteText { path, text }]
    }
}

/// The page that says where a letter was saved. A page and not a message in the status line, which
/// might cut off the path.
pub fn report_written(path: &Clean) -> QuestionPage {
    let body = match path.ends_with(EMAIL) {
        true => format!("{path}\nOpen it with your mail program, read it, and send it yourself."),
        false => path.to_string(),
    };
    let answers = vec![Answer::new("Go on", Intent::Nothing)];
    QuestionPage::new(
        "The letter is in a file",
        text::clean(&body, text::TextKind::Body).as_str(),
        answers,
    )
}
