//! An address from somewhere, to be checked; and the question before a host that is on no list.

use tui_input::{Input, InputRequest};

use super::{
    Turn,
    question::{Answer, Intent, QuestionPage},
    type_into,
};
use crate::{
    app::{action::Action, core::Core, effect::Opening},
    content::address::{self, Assessment, FoundIn},
    text::{self, Clean},
};

/// An address from somewhere, with what there is to say about it.
#[derive(Debug, Clone, Default)]
pub struct CheckUrlPage {
    /// What was typed or pasted.
    pub input: Input,
    /// What Enter said last: the address, what it was found in, and what is to be thought of it.
    pub assessed: Option<(Clean, FoundIn, Assessment)>,
    /// Addresses in the text beside that one.
    pub others: usize,
    /// How far that is scrolled, in lines.
    pub scroll: usize,
}

impl CheckUrlPage {
    pub(super) fn act(&mut self, core: &Core, action: Action) -> Turn {
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

    fn assess(&mut self, core: &Core) {
        self.scroll = 0;
        let typed = self.input.value();
        if text::is_empty(typed) {
            self.assessed = None;
            return;
        }
        let found = address::find(typed);
        self.others = found.len().saturating_sub(1);
        self.assessed = found.first().map(|found| {
            let also = &core.settings.trusted_hosts;
            let assessed = address::assess(found.address, also, &core.catalog.regions);
            (text::line(found.address), found.around, assessed)
        });
    }

    /// What was said is about another text from here on.
    pub(super) fn type_text(&mut self, request: InputRequest) -> bool {
        let changed = type_into(&mut self.input, request);
        if changed {
            self.assessed = None;
        }
        changed
    }

    /// A paste takes the place of an address that was assessed.
    pub fn begin_anew(&mut self) {
        if self.assessed.take().is_some() {
            self.input = Input::default();
        }
    }
}

/// The question before an address opens whose host is on no list: the host alone, why it is asked
/// about, and the whole address.
pub fn ask_to_open(host: &str, why: &str, opening: Opening) -> QuestionPage {
    QuestionPage::new(
        host,
        format!("{why} The whole address:\n{}", opening.address),
        vec![
            Answer::no("No, do not open it"),
            Answer::yes(
                "Yes, open it this once",
                Intent::OpenAgreed(Box::new(opening)),
            ),
        ],
    )
}
