//! What lies over a screen: one page a file, each with its state and with what keys do to it.
//!
//! A page changes itself and what lies under it; everything else it asks for with a [`Turn`].

pub mod address;
pub mod authorities;
pub mod browsers;
pub mod check_url;
pub mod form;
pub mod help;
pub mod letter;
pub mod note;
pub mod notices;
pub mod qr;
pub mod question;
pub mod sources;

use tui_input::{Input, InputRequest};

use super::{
    action::{Action, Place},
    core::Core,
    effect::Effect,
};
use crate::{account::Field, text::TextKind};
use address::AddressPage;
use authorities::AuthoritiesPage;
use browsers::BrowsersPage;
use check_url::CheckUrlPage;
use form::FormPage;
use help::HelpPage;
use letter::LetterPage;
use note::NotePage;
use notices::NoticesPage;
use qr::QrPage;
use question::{Intent, QuestionPage};
use sources::SourcesPage;

/// Something over the screen. The last one opened has the keys; Esc closes it.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// Help for where the person was.
    Help(HelpPage),
    /// An account being added or edited.
    Form(Box<FormPage>),
    /// A note being written.
    Note(NotePage),
    /// A question with answers to choose from.
    Question(QuestionPage),
    /// The authorities of a country, one of which is the account's.
    Authorities(AuthoritiesPage),
    /// What is wrong with files.
    Notices(NoticesPage),
    /// Where a guide comes from.
    Sources(SourcesPage),
    /// A letter, filled in.
    Letter(Box<LetterPage>),
    /// The browsers found on this computer, over the form of an account.
    Browsers(BrowsersPage),
    /// A QR code.
    Qr(Box<QrPage>),
    /// An address from somewhere, being checked.
    CheckUrl(Box<CheckUrlPage>),
    /// An address that nothing here opened.
    Address(AddressPage),
}

/// What comes of a key on a page.
#[derive(Debug, Default)]
pub struct Turn {
    /// Whether the page stays open.
    pub stays: bool,
    /// Whether the page, closing, keeps what was typed in it for the next time.
    pub is_draft: bool,
    /// What opens over it, or in its place.
    pub opens: Option<Overlay>,
    /// What the application does then.
    pub intent: Intent,
    /// What is done to the world.
    pub effects: Vec<Effect>,
}

impl Turn {
    /// The page stays open.
    pub fn stay() -> Self {
        Self {
            stays: true,
            ..Self::default()
        }
    }

    /// The page closes.
    pub fn close() -> Self {
        Self::default()
    }

    /// And this opens over it, or in its place.
    #[must_use]
    pub fn open(mut self, overlay: Option<Overlay>) -> Self {
        self.opens = overlay;
        self
    }

    /// And the application does this.
    #[must_use]
    pub fn then(mut self, intent: Intent) -> Self {
        self.intent = intent;
        self
    }

    /// And this is done to the world.
    #[must_use]
    pub fn with(mut self, effects: Vec<Effect>) -> Self {
        self.effects = effects;
        self
    }
}

impl Overlay {
    /// Where the person is while it has the keys.
    pub const fn place(&self) -> Place {
        match self {
            Self::Help(_) => Place::Help,
            Self::Form(_) => Place::Form,
            Self::Note(_) => Place::Note,
            Self::Question(_) => Place::Question,
            Self::Authorities(_) => Place::Authorities,
            Self::Notices(_) => Place::Notices,
            Self::Sources(_) => Place::Sources,
            Self::Letter(_) => Place::Letter,
            Self::Browsers(_) => Place::Browsers,
            Self::Qr(_) => Place::Qr,
            Self::CheckUrl(_) => Place::CheckUrl,
            Self::Address(_) => Place::Address,
        }
    }

    /// Lets the page have an action.
    pub fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match self {
            Self::Help(page) => page.act(core, action),
            Self::Form(page) => page.act(core, action),
            Self::Note(page) => page.act(core, action),
            Self::Question(page) => page.act(core, action),
            Self::Authorities(page) => page.act(core, action),
            Self::Notices(page) => page.act(core, action),
            Self::Sources(page) => page.act(core, action),
            Self::Letter(page) => page.act(core, action),
            Self::Browsers(page) => page.act(core, action),
            Self::Qr(page) => page.act(core, action),
            Self::CheckUrl(page) => page.act(core, action),
            Self::Address(page) => page.act(core, action),
        }
    }

    /// A click on an entry of its list. Most lists take the entry as Enter would.
    pub fn choose(&mut self, core: &mut Core, index: usize) -> Turn {
        match self {
            Self::Help(page) => page.selected = index,
            Self::Question(page) => page.selected = index,
            Self::Authorities(page) => page.selected = index,
            Self::Browsers(page) => page.selected = index.min(page.last()),
            Self::Form(page) => return page.choose_field(index),
            Self::Letter(page) => return page.choose(core, index),
            _ => return Turn::stay(),
        }
        self.act(core, Action::Enter)
    }

    /// Edits the text that is typed here; whether that changed it.
    pub fn type_text(&mut self, request: InputRequest) -> bool {
        match self {
            Self::Help(page) => {
                page.selected = 0;
                type_into(&mut page.filter, request)
            }
            Self::Authorities(page) => {
                page.selected = 0;
                type_into(&mut page.filter, request)
            }
            Self::Form(page) => page.edit(request),
            Self::Note(page) => type_into(&mut page.input, request),
            Self::CheckUrl(page) => page.type_text(request),
            _ => false,
        }
    }

    /// The command that is typed into an account's form; empty on other pages.
    pub fn typed_command(&self) -> &str {
        match self {
            Self::Form(page) => page.input(Field::OpenWith).map_or("", Input::value),
            _ => "",
        }
    }

    /// What the wheel moves: the selected entry or the first line in sight, and the last one that
    /// there is.
    pub fn scroll(&mut self, core: &Core) -> Option<(&mut usize, usize)> {
        let end = core.drawn.scroll_end;
        match self {
            // How many entries pass the filter is known where they are drawn.
            Self::Help(page) => Some((&mut page.selected, usize::MAX)),
            Self::Authorities(page) => Some((&mut page.selected, usize::MAX)),
            Self::Browsers(page) => {
                let last = page.last();
                Some((&mut page.selected, last))
            }
            Self::Notices(page) => Some((&mut page.scroll, end)),
            Self::Sources(page) => Some((&mut page.scroll, end)),
            Self::Letter(page) => Some((&mut page.scroll, end)),
            Self::Qr(page) => Some((&mut page.scroll, end)),
            Self::CheckUrl(page) => Some((&mut page.scroll, end)),
            Self::Address(page) => Some((&mut page.scroll, end)),
            Self::Form(_) | Self::Note(_) | Self::Question(_) => None,
        }
    }
}

/// Characters that fit into a text that is typed: as many as a note may have.
pub const MOST_TYPED: usize = TextKind::Line.limit();

/// Edits a text, unless it is full; whether that changed it.
pub fn type_into(input: &mut Input, request: InputRequest) -> bool {
    let is_full = input.value().chars().count() >= MOST_TYPED;
    if is_full && matches!(request, InputRequest::InsertChar(_) | InputRequest::Yank) {
        return false;
    }
    input.handle(request).is_some_and(|changed| changed.value)
}
