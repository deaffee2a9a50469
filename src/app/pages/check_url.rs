//! Checks whose an address is; and the question before opening a host that is on no list.

use tui_input::{Input, InputRequest};

use super::{
    Turn,
    question::{Answer, Intent, QuestionPage},
    type_into,
};
use crate::{
    app::{
        action::Action,
        core::{Core, Tone},
        effect::Opening,
    },
    content::address::{self, Assessment, FoundIn},
    text::{self, Clean},
};

/// The state of the page.
#[derive(Debug, Clone, Default)]
pub struct CheckUrlPage {
    /// The text that was typed or pasted.
    pub input: Input,
    /// The address that was checked last, what surrounded it in the text, and its assessment.
    pub assessed: Option<(Clean, FoundIn, Assessment)>,
    /// The number of other addresses in the text.
    pub others: usize,
    /// The scroll offset of the assessment, in lines.
    pub scroll: usize,
}

impl CheckUrlPage {
    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back => return Turn::close(),
            Action::Enter => self.assess(core),
            Action::Left => drop(self.input.handle(InputRequest::GoToPrevChar)),
            Action::Right => drop(self.input.handle(InputRequest::GoToNextChar)),
            Action::Next => self.scroll = core.scrolled(Action::PageDown, self.scroll),
            Action::Previous => self.scroll = core.scrolled(Action::PageUp, self.scroll),
            _ => {}
        }
        Turn::stay()
    }

    fn assess(&mut self, core: &mut Core) {
        self.scroll = 0;
        let typed = self.input.value();
        if text::is_empty(typed) {
            self.assessed = None;
            core.say(Tone::Plain, "Type or paste an address first.");
            return;
        }
        let found = address::find(typed);
        self.others = found.len().saturating_sub(1);
        self.assessed = found.first().map(|found| {
            let trusted = &core.settings.trusted_hosts;
            let assessment = address::assess(found.address, trusted, &core.catalog.regions);
            (text::line(&assessment.address), found.around, assessment)
        });
    }

    /// Edits the text, and clears the assessment if that changed the text.
    pub(super) fn type_text(&mut self, request: InputRequest) -> bool {
        let changed = type_into(&mut self.input, request);
        if changed {
            self.assessed = None;
        }
        changed
    }

    /// Clears the text before a paste, if it was assessed.
    pub fn begin_paste(&mut self) {
        if self.assessed.take().is_some() {
            self.input = Input::default();
        }
    }
}

/// The question before opening an address: its title is the host, its text is the whole address and `why`. In a
/// small window, the address is in sight first.
pub fn ask_to_open(host: &str, why: &str, opening: Opening) -> QuestionPage {
    QuestionPage::new(
        host,
        format!("The whole address:\n{}\n{why}", opening.address),
        vec![
            Answer::no("No, do not open it"),
            Answer::yes(
                "Yes, open it this once",
                Intent::OpenAgreed(Box::new(opening)),
            ),
        ],
    )
}
