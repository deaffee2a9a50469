//! A letter, filled in for the account, in the language and with the grounds that the person
//! chooses.

use super::{
    Overlay, Turn, authorities::AuthoritiesPage, help::HelpPage, qr::QrPage, question::Intent,
};
use crate::{
    account::{
        Account, Field,
        change::{Change, Edit, Value},
        compose::{ComposeError, Detail, Draft, LetterContext},
    },
    app::{
        action::{Action, Place},
        core::{Core, Tone, changing},
        effect::Effect,
    },
    catalog::letters,
    content::{
        language::{Ground, Language},
        letter::Letter,
    },
    id::Id,
    text,
};

/// A detail that the letter lacks and that the person can enter from this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A field of the account's form.
    Field(Field),
    /// The authority, taken from a list.
    Authority,
}

/// The state of the page.
#[derive(Debug, Clone)]
pub struct LetterPage {
    /// The account.
    pub account: Id,
    /// The letter, filled in for the account.
    pub draft: Draft,
    /// The details that the letter lacks and why, a sentence each.
    pub lacks: Vec<String>,
    /// The first of these that the person can enter.
    pub ask: Option<Ask>,
    /// The scroll offset, in lines.
    pub scroll: usize,
}

impl LetterPage {
    /// The page for the letter of the selected step; without one, a message and `None`.
    pub fn show(core: &mut Core) -> Option<Self> {
        let (account, _, step) = core.need_step()?;
        let Some(id) = &step.letter else {
            core.say(Tone::Plain, "No letter belongs to this step.");
            return None;
        };
        let Some(letter) = letters::letter(id) else {
            let message = format!("The guide names a letter that does not exist: {id}.");
            core.say(Tone::Bad, message);
            return None;
        };
        let page = Self::of(core, &account.id, letter);
        if page.is_none() {
            say_unfit(core, &account.id, letter);
        }
        page
    }

    /// The page for the letter of an id; `None` if it does not fit the account.
    pub fn named(core: &Core, account: &Id, letter: &str) -> Option<Self> {
        Self::of(core, account, letters::letter(letter)?)
    }

    /// The page for a letter; `None` if the letter does not fit the account.
    fn of(core: &Core, account: &Id, letter: &'static Letter) -> Option<Self> {
        let entry = core.entry(account)?;
        let accounts: Vec<&Account> = core.entries.iter().map(|entry| &entry.account).collect();
        let context = LetterContext {
            account: &entry.account,
            overview: &entry.overview,
            accounts: &accounts,
            catalog: &core.catalog,
            today: core.now.today,
        };
        if !letter.fits(context.region().map(|region| &region.id)) {
            return None;
        }
        let draft = Draft::new(letter, &context, None, &entry.account.grounds)?;
        let missing = draft.missing();
        let field = missing.iter().find_map(|detail| detail.field());
        let chooses = missing.contains(&Detail::Authority) && context.has_choice();
        let choice = chooses.then_some(Ask::Authority);
        Some(Self {
            account: account.clone(),
            lacks: context.whys_missing(missing),
            ask: field.map(Ask::Field).or(choice),
            draft,
            scroll: 0,
        })
    }

    /// Composes the letter again, after a change. Returns whether it still fits the account.
    pub fn refresh(&mut self, core: &mut Core) -> bool {
        match Self::of(core, &self.account, self.draft.letter) {
            Some(page) => {
                let scroll = self.scroll;
                *self = Self { scroll, ..page };
                true
            }
            None => {
                if core.entry(&self.account).is_some() {
                    say_unfit(core, &self.account, self.draft.letter);
                }
                false
            }
        }
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        let (account, draft) = (&self.account, &self.draft);
        let turn = Turn::stay();
        match action {
            Action::Back | Action::Quit => Turn::close(),
            Action::Left => turn.with(cycle_language(core, account, draft, -1)),
            Action::Right => turn.with(cycle_language(core, account, draft, 1)),
            Action::Copy => turn.with(copy(core, draft)),
            Action::Qr => turn.open(QrPage::of_letter(core, account, draft).map(Overlay::qr)),
            Action::Enter => self.ask_for_missing(core),
            Action::Help => turn.open(Some(Overlay::Help(HelpPage::at(Place::Letter)))),
            Action::Edit => turn.then(Intent::Edit(match self.ask {
                Some(Ask::Field(field)) => field,
                Some(Ask::Authority) | None => Field::Name,
            })),
            _ => match action.ground() {
                Some(ground) => turn.with(toggle(core, account, draft, ground)),
                None => {
                    self.scroll = core.scrolled(action, self.scroll);
                    turn
                }
            },
        }
    }

    /// Handles a click on a ground, or on the language.
    pub(super) fn choose(&mut self, core: &mut Core, index: usize) -> Turn {
        let ground = Ground::ALL.get(index).copied();
        self.act(core, ground.map_or(Action::Right, Action::of_ground))
    }

    /// Asks for the first missing detail that the person can enter; if there is none, shows a
    /// message on why the others are missing.
    fn ask_for_missing(&self, core: &mut Core) -> Turn {
        let turn = Turn::stay();
        match self.ask {
            Some(Ask::Field(field)) => return turn.then(Intent::Edit(field)),
            Some(Ask::Authority) => {
                let account = core.entry(&self.account).map(|entry| &entry.account);
                let regions = &core.catalog.regions;
                let page = account.map(|account| AuthoritiesPage::of(account, None, regions));
                return turn.open(page.map(Overlay::Authorities));
            }
            None if self.draft.missing().is_empty() => {
                let key = core.keymap.short(Action::Copy).unwrap_or_default();
                core.say(Tone::Plain, format!("Nothing is missing; {key} copies it."));
            }
            None => core.say(Tone::Plain, self.lacks.join(" ")),
        }
        turn
    }
}

/// Shows a message on why a letter does not fit the account.
fn say_unfit(core: &mut Core, account: &Id, letter: &Letter) {
    let country = core.entry(account).map(|entry| entry.account.country);
    let why = match country {
        Some(None) => "depends on the country; give the account one first",
        Some(Some(_)) | None => "is not for this account's country",
    };
    core.say(Tone::Plain, format!("\"{}\" {why}.", letter.title));
}

fn set(core: &mut Core, account: &Id, value: Value, words: String) -> Vec<Effect> {
    let change = Change::new(account, core.now.moment, vec![Edit::Set(value)]);
    changing::make(core, change, words)
}

/// Chooses the next language of the account's letters, or with -1 the previous one.
fn cycle_language(core: &mut Core, account: &Id, draft: &Draft, by: isize) -> Vec<Effect> {
    let count = draft.languages.len() as isize;
    let is_now = |language: &Language| *language == draft.language;
    let index = draft.languages.iter().position(is_now).unwrap_or(0) as isize;
    let next = usize::try_from((index + by).rem_euclid(count.max(1)));
    let next = next.ok().and_then(|next| draft.languages.get(next));
    match next.filter(|next| **next != draft.language) {
        Some(next) => {
            let words = format!("chose letters in {}", next.title());
            set(core, account, Value::Language(Some(*next)), words)
        }
        None => {
            core.say(Tone::Plain, "There is no other language of it here.");
            Vec::new()
        }
    }
}

fn toggle(core: &mut Core, account: &Id, draft: &Draft, ground: Ground) -> Vec<Effect> {
    if !draft.has_grounds {
        core.say(Tone::Plain, "This letter does not speak of your situation.");
        return Vec::new();
    }
    let Some(entry) = core.entry(account) else {
        return Vec::new();
    };
    let known = &entry.account.grounds;
    let is_taken = known.contains(&ground);
    let is_given = |one: &&Ground| (**one == ground) != known.contains(one);
    let grounds = Ground::ALL.iter().filter(is_given).copied().collect();
    let words = if is_taken {
        format!("left out {}", ground.title())
    } else {
        format!("gave {} as a ground", ground.title())
    };
    set(core, account, Value::Grounds(grounds), words)
}

fn copy(core: &mut Core, draft: &Draft) -> Vec<Effect> {
    match &draft.written {
        // The text goes into a field of a form, so without the line break at its end.
        Ok(composed) => vec![Effect::Copy(text::clean(
            composed.text.trim_end(),
            text::TextKind::Letter,
        ))],
        Err(ComposeError::Missing(missing)) => {
            let titles: Vec<&str> = missing.iter().map(|detail| detail.title()).collect();
            let message = format!("Not copied: it lacks {}.", titles.join(", "));
            core.say(Tone::Bad, message);
            Vec::new()
        }
        Err(ComposeError::Fault(_)) => {
            core.say(Tone::Bad, "Not copied: the text could not be written.");
            Vec::new()
        }
    }
}
