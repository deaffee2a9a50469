//! The modal pages over a screen: per file one page, with its state and its response to actions.
//!
//! A page changes itself and the [`Core`] under it. For everything else, such as closing, opening
//! another page or an effect, it returns a [`Turn`].

pub mod address;
pub mod authorities;
pub mod browsers;
pub mod check_url;
pub mod complaint;
pub mod evidence;
pub mod form;
pub mod help;
pub mod letter;
pub mod note;
pub mod notices;
pub mod qr;
pub mod question;
pub mod save;
pub mod sending;
pub mod sources;
pub mod trash;

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
use complaint::ComplaintPage;
use evidence::EvidencePage;
use form::FormPage;
use help::HelpPage;
use letter::LetterPage;
use note::NotePage;
use notices::NoticesPage;
use qr::QrPage;
use question::{Intent, QuestionPage};
use save::SavePage;
use sending::SendingPage;
use sources::SourcesPage;
use trash::TrashPage;

/// A modal page over the screen. The one opened last has the keys; Esc closes it.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The actions that work where the person was.
    Help(HelpPage),
    /// The form that adds or edits an account.
    Form(Box<FormPage>),
    /// The note of a step.
    Note(NotePage),
    /// A question with a list of answers.
    Question(QuestionPage),
    /// The authorities of a country, from which the person takes theirs.
    Authorities(AuthoritiesPage),
    /// The warnings about files.
    Notices(NoticesPage),
    /// The sources of a guide.
    Sources(SourcesPage),
    /// A letter, filled in for the account.
    Letter(Box<LetterPage>),
    /// Asks where to save a letter.
    Save(Box<SavePage>),
    /// The browsers on this computer, over the form of an account.
    Browsers(BrowsersPage),
    /// The trash.
    Trash(TrashPage),
    /// A QR code.
    Qr(Box<QrPage>),
    /// Checks whose an address is.
    CheckUrl(Box<CheckUrlPage>),
    /// An address that could not be opened.
    Address(AddressPage),
    /// What was sent or answered, and when.
    Sending(SendingPage),
    /// Keeps files, and lists those that are kept.
    Evidence(EvidencePage),
    /// Asks where to write the complaint.
    Complaint(Box<ComplaintPage>),
}

/// The response of a page to an action.
#[derive(Debug, Default)]
pub struct Turn {
    /// Whether the page stays open.
    pub stays: bool,
    /// Whether a page that closes is kept as a draft, with the text typed in it.
    pub is_draft: bool,
    /// A page that opens over this one, or after it closed.
    pub opens: Option<Overlay>,
    /// What `update` does then.
    pub intent: Intent,
    /// Effects.
    pub effects: Vec<Effect>,
}

impl Turn {
    /// A response that keeps the page open.
    pub fn stay() -> Self {
        Self {
            stays: true,
            ..Self::default()
        }
    }

    /// A response that closes the page.
    pub fn close() -> Self {
        Self::default()
    }

    /// Also opens another page, if it is given.
    #[must_use]
    pub fn open(mut self, overlay: Option<Overlay>) -> Self {
        self.opens = overlay;
        self
    }

    /// Also executes an intent.
    #[must_use]
    pub fn then(mut self, intent: Intent) -> Self {
        self.intent = intent;
        self
    }

    /// Also returns effects.
    #[must_use]
    pub fn with(mut self, effects: Vec<Effect>) -> Self {
        self.effects = effects;
        self
    }
}

impl Overlay {
    /// The place for the key bindings while the page has the keys.
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
            Self::Save(_) => Place::Save,
            Self::Browsers(_) => Place::Browsers,
            Self::Trash(_) => Place::Trash,
            Self::Qr(_) => Place::Qr,
            Self::CheckUrl(_) => Place::CheckUrl,
            Self::Address(_) => Place::Address,
            Self::Sending(_) => Place::Sending,
            Self::Evidence(_) => Place::Evidence,
            Self::Complaint(_) => Place::Complaint,
        }
    }

    /// Handles an action.
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
            Self::Save(page) => page.act(core, action),
            Self::Browsers(page) => page.act(core, action),
            Self::Trash(page) => page.act(core, action),
            Self::Qr(page) => page.act(core, action),
            Self::CheckUrl(page) => page.act(core, action),
            Self::Address(page) => page.act(core, action),
            Self::Sending(page) => page.act(core, action),
            Self::Evidence(page) => page.act(core, action),
            Self::Complaint(page) => page.act(core, action),
        }
    }

    /// Handles a click on an entry of the page's list. Most lists take the entry, as Enter does.
    pub fn choose(&mut self, core: &mut Core, index: usize) -> Turn {
        match self {
            Self::Help(page) => page.selected = index,
            Self::Question(page) => page.selected = index,
            Self::Authorities(page) => page.selected = index,
            Self::Browsers(page) => page.selected = index.min(page.last()),
            Self::Trash(page) => page.selected = index.min(page.last()),
            Self::Form(page) => return page.choose_field(index),
            Self::Letter(page) => return page.choose(core, index),
            Self::Sending(page) => return page.choose_entry(core, index),
            _ => return Turn::stay(),
        }
        self.act(core, Action::Enter)
    }

    /// Edits the text field of the page. Returns whether that changed its text.
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
            Self::Save(page) => type_into(&mut page.input, request),
            Self::CheckUrl(page) => page.type_text(request),
            Self::Sending(page) => page.edit(request),
            Self::Evidence(page) => type_into(&mut page.input, request),
            Self::Complaint(page) => type_into(&mut page.input, request),
            _ => false,
        }
    }

    /// Whether this is the page for the same note.
    pub fn is_note_like(&self, note: &NotePage) -> bool {
        matches!(self, Self::Note(one) if one.account == note.account && one.step == note.step)
    }

    /// The text in the field "Open with" of the form; empty on other pages.
    pub fn typed_command(&self) -> &str {
        match self {
            Self::Form(page) => page.input(Field::OpenWith).map_or("", Input::value),
            _ => "",
        }
    }

    /// What the wheel moves, and its maximum: the selected index of a list or the scroll offset of
    /// a text. `None` if the page has neither.
    pub fn scroll(&mut self, core: &Core) -> Option<(&mut usize, usize)> {
        let end = core.drawn.scroll_end;
        match self {
            // The maximum depends on the filter; drawing and acting clamp the index.
            Self::Help(page) => Some((&mut page.selected, usize::MAX)),
            Self::Authorities(page) => Some((&mut page.selected, usize::MAX)),
            Self::Browsers(page) => {
                let last = page.last();
                Some((&mut page.selected, last))
            }
            Self::Trash(page) => {
                let last = page.last();
                Some((&mut page.selected, last))
            }
            Self::Evidence(page) => {
                let last = page.last(core);
                Some((&mut page.selected, last))
            }
            Self::Notices(page) => Some((&mut page.scroll, end)),
            Self::Sources(page) => Some((&mut page.scroll, end)),
            Self::Letter(page) => Some((&mut page.scroll, end)),
            Self::Qr(page) => Some((&mut page.scroll, end)),
            Self::CheckUrl(page) => Some((&mut page.scroll, end)),
            Self::Address(page) => Some((&mut page.scroll, end)),
            Self::Save(page) => Some((&mut page.scroll, end)),
            Self::Complaint(page) => Some((&mut page.scroll, end)),
            Self::Question(page) => Some(match end {
                0 => (&mut page.selected, page.answers.len().saturating_sub(1)),
                _ => (&mut page.scroll, end),
            }),
            Self::Form(_) | Self::Note(_) | Self::Sending(_) => None,
        }
    }
}

/// The most characters in a text field: as many as a note may have.
pub const MOST_TYPED: usize = TextKind::Line.limit();

/// Edits a text field, unless it is full. Returns whether that changed its text.
pub fn type_into(input: &mut Input, request: InputRequest) -> bool {
    let is_full = input.value().chars().count() >= MOST_TYPED;
    if is_full && matches!(request, InputRequest::InsertChar(_) | InputRequest::Yank) {
        return false;
    }
    input.handle(request).is_some_and(|changed| changed.value)
}
