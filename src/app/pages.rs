//! What lies over a screen: questions, a note being written, forms, help, pages to read.

use tui_input::Input;

use super::{
    action::{Action, TABLE},
    effect::Opening,
    form::Form,
    keymap::Keymap,
    page::Page,
};
use crate::{
    account::{Account, Field, compose::Draft, progress::Outcome},
    content::{
        address::{Assessment, FoundIn},
        guide::StepId,
        region::{Authority, Regions},
    },
    id::Id,
    qr::Code,
    system::browsers::{BrowserChoice, FoundBrowsers},
    text::Clean,
};

/// Something over the screen. The last one opened has the keys; Esc closes it.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// Help for where the person was.
    Help(HelpPage),
    /// An account being added or edited.
    Form(Box<Form>),
    /// A note being written.
    Note(NoteEditor),
    /// A question with answers to choose from.
    Question(Question),
    /// The authorities of a country, one of which is the account's.
    Authorities(AuthorityList),
    /// What is wrong with files.
    Notices,
    /// Where a guide comes from.
    Provenance(Id, Page),
    /// A letter, filled in.
    Letter(Box<LetterPage>),
    /// The browsers found on this computer, over the form of an account.
    Browsers(BrowserList),
    /// A QR code.
    Qr(Box<QrPage>),
    /// An address from somewhere, being checked.
    Checking(Box<AddressCheck>),
    /// An address that nothing here opened.
    Address(AddressPage),
}

/// Help: a list that is filtered by typing and acted on by Enter.
#[derive(Debug, Clone, Default)]
pub struct HelpPage {
    /// What was typed.
    pub filter: Input,
    /// The selected entry of those that pass.
    pub selected: usize,
    /// The actions that do something where help was called.
    pub actions: Vec<Action>,
}

impl HelpPage {
    /// The entries that pass the filter.
    pub fn entries(&self, keymap: &Keymap) -> Vec<Action> {
        let wanted = self.filter.value().to_lowercase();
        let passes = |action: &Action| {
            let about = TABLE
                .iter()
                .find(|entry| entry.action == *action)
                .map_or("", |entry| entry.about);
            let keys: Vec<String> = keymap
                .keys(*action)
                .iter()
                .map(ToString::to_string)
                .collect();
            format!("{action} {about} {}", keys.join(" "))
                .to_lowercase()
                .contains(wanted.trim())
        };
        self.actions.iter().copied().filter(passes).collect()
    }
}

/// The authorities of an account's country: a list that is filtered by typing; Enter takes one.
#[derive(Debug, Clone)]
pub struct AuthorityList {
    /// The account.
    pub account: Id,
    /// The step that leads to the authority, whose page is then opened. Without them
    /// it is only kept.
    pub step: Option<StepId>,
    /// What was typed.
    pub filter: Input,
    /// The selected entry of those that pass.
    pub selected: usize,
}

impl AuthorityList {
    /// The whole list, for a step or for none.
    pub fn new(account: &Id, step: Option<StepId>) -> Self {
        Self {
            account: account.clone(),
            step,
            filter: Input::default(),
            selected: 0,
        }
    }

    /// The authorities that pass the filter.
    pub fn entries<'r>(&self, regions: &'r Regions, account: &Account) -> Vec<&'r Authority> {
        let wanted = self.filter.value().trim().to_lowercase();
        let passes = |authority: &&Authority| {
            let Authority {
                id, name, english, ..
            } = authority;
            let area = authority.short();
            format!("{id} {area} {name} {english}")
                .to_lowercase()
                .contains(&wanted)
        };
        let all = account
            .country
            .map(|country| regions.authorities(country).filter(passes));
        all.map_or_else(Vec::new, Iterator::collect)
    }
}

/// The browsers found on this computer, and after them the system's own choice; Enter takes one.
#[derive(Debug, Clone, Default)]
pub struct BrowserList {
    /// What was found; none while it is looked for.
    pub found: Option<FoundBrowsers>,
    /// The selected entry.
    pub selected: usize,
}

impl BrowserList {
    /// The place of the last entry, which is the system's browser.
    pub fn last(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.choices.len())
    }

    /// The selected browser; none for the system's.
    pub fn choice(&self) -> Option<&BrowserChoice> {
        self.found.as_ref()?.choices.get(self.selected)
    }
}

/// A note being written.
#[derive(Debug, Clone)]
pub struct NoteEditor {
    /// The account.
    pub account: Id,
    /// The step.
    pub step: StepId,
    /// The text so far.
    pub input: Input,
}

/// Something that a letter lacks and that the person can give at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A field of the account's form.
    Field(Field),
    /// Which authority is theirs.
    Authority,
}

/// A letter that is read, changed and copied.
#[derive(Debug, Clone)]
pub struct LetterPage {
    /// The account.
    pub account: Id,
    /// The letter as it stands for it.
    pub draft: Draft,
    /// What the letter lacks and why, in sentences.
    pub lacks: Vec<String>,
    /// What can be asked for here.
    pub ask: Option<Ask>,
    /// How far it is scrolled, in lines.
    pub scroll: usize,
}

/// A text that is handed to a phone.
#[derive(Debug, Clone)]
pub struct QrPage {
    /// What it is: the host of a link, the title of a letter.
    pub title: String,
    /// The text.
    pub text: Clean,
    /// Whether it is an address, which is shown beside the code.
    pub is_link: bool,
    /// What to know, in sentences.
    pub notes: Vec<String>,
    /// The text as squares.
    pub code: Code,
    /// Whether light and dark are swapped.
    pub is_swapped: bool,
    /// The name of its file, should it be written into one; without its ending.
    pub file: String,
    /// How far the words are scrolled where there is no room for the code, in lines.
    pub scroll: usize,
}

/// An address from somewhere, with what there is to say about it.
#[derive(Debug, Clone, Default)]
pub struct AddressCheck {
    /// What was typed or pasted.
    pub input: Input,
    /// What was told when it was last asked for, with the address that it is about.
    pub told: Option<(Clean, FoundIn, Assessment)>,
    /// Addresses in the text beside that one.
    pub others: usize,
    /// How far that is scrolled, in lines.
    pub scroll: usize,
}

/// An address that nothing here opened, to be opened elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressPage {
    /// The address.
    pub address: Clean,
    /// Why nothing opened it, in sentences.
    pub why: Clean,
    /// Whether nothing but the address is shown, to be selected by hand.
    pub is_bare: bool,
    /// How far it is scrolled, in lines.
    pub scroll: usize,
}

/// What an answer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// Nothing: the question is closed.
    Nothing,
    /// The account is deleted.
    Delete(Id),
    /// A guide becomes the active route of an account.
    Switch(Id, Id),
    /// Meta's answer to a request of an account goes on record.
    Record(Id, Id, Outcome),
    /// The program ends although something is not saved.
    Quit,
    /// An address opens although its host is on no list.
    OpenAgreed(Box<Opening>),
    /// A link is opened; the words are told before it.
    Open(Box<Opening>, String),
    /// A text is copied.
    Copy(Clean),
    /// A source's address is opened, if the person says so once more.
    AskSource(Clean),
}

/// A question with answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub title: String,
    /// What to know before answering.
    pub body: String,
    /// The answers.
    pub answers: Vec<(String, Intent)>,
    /// The selected answer; the harmless one at first.
    pub selected: usize,
}
