//! A letter, filled in for the account, in the language and with the grounds that the person
//! chooses, or in their own words.

mod using;

use super::{Overlay, Turn, authorities::AuthoritiesPage, question::Intent};
use crate::{
    account::{
        Account, Field,
        change::{Change, Edit, Value},
        compose::{Detail, Draft, LetterContext},
    },
    app::{
        action::Action,
        core::{Core, Tone, changing},
        effect::Effect,
    },
    catalog::letters,
    content::{
        language::{Ground, Language},
        letter::Letter,
    },
    id::Id,
};

pub use using::{report_unedited, take_edited};

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
    /// The letter, filled in for the account, or what the person made of it.
    pub draft: Draft,
    /// The details that the letter lacks and why, a sentence each.
    pub lacks: Vec<String>,
    /// The first of these that the person can enter.
    pub ask: Option<Ask>,
    /// The language that the person looks at, if they chose one here.
    language: Option<Language>,
    /// Whether what to know about the letter is shown before it.
    pub is_unfolded: bool,
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
            let message = format!("The route names a letter that does not exist: {id}.");
            core.say(Tone::Bad, message);
            return None;
        };
        let page = Self::of(core, &account.id, letter, None);
        if page.is_none() {
            say_unfit(core, &account.id, letter);
        }
        page
    }

    /// The page for the letter of an id; `None` if it does not fit the account.
    pub fn named(core: &Core, account: &Id, letter: &str) -> Option<Self> {
        Self::of(core, account, letters::letter(letter)?, None)
    }

    /// The page for a letter in a language, or in the account's; `None` if the letter does not fit
    /// the account.
    fn of(
        core: &Core,
        account: &Id,
        letter: &'static Letter,
        language: Option<Language>,
    ) -> Option<Self> {
        let entry = core.entry(account)?;
        let accounts: Vec<&Account> = core.entries.iter().map(|entry| &*entry.account).collect();
        let context = LetterContext {
            account: &entry.account,
            overview: &entry.overview,
            accounts: &accounts,
            catalog: &core.catalog,
            today: core.now.today,
        };
        let mine = &entry.account;
        if !letter.fits(context.region().map(|region| &region.id))
            || !letter.is_for(mine.platform, mine.kind)
        {
            return None;
        }
        let mut draft = Draft::new(letter, &context, language, &mine.grounds)?;
        let edited = core.letters.edited(&draft.key());
        if let Some(edited) = edited.filter(|edited| edited.is_shown) {
            draft.put_edited(&edited.composed);
        }
        let missing = draft.missing();
        let field = missing.iter().find_map(|detail| detail.field());
        let chooses = missing.contains(&Detail::Authority) && context.has_choice();
        let choice = chooses.then_some(Ask::Authority);
        // What the person wrote stays as it is, whatever the account says.
        let ask = field
            .map(Ask::Field)
            .or(choice)
            .filter(|_| !draft.is_edited);
        Some(Self {
            account: account.clone(),
            lacks: context.whys_missing(missing),
            ask,
            draft,
            language,
            is_unfolded: false,
            scroll: 0,
        })
    }

    /// Composes the letter again, after a change. Returns whether it still fits the account.
    pub fn refresh(&mut self, core: &mut Core) -> bool {
        match Self::of(core, &self.account, self.draft.letter, self.language) {
            Some(page) => {
                *self = Self {
                    is_unfolded: self.is_unfolded,
                    scroll: self.scroll,
                    ..page
                };
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

    /// Whether it is shown in another language than the account's letters are.
    pub fn is_in_other_language(&self, core: &Core) -> bool {
        let own = Self::of(core, &self.account, self.draft.letter, None);
        own.is_some_and(|own| own.draft.language != self.draft.language)
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        let turn = Turn::stay();
        match action {
            Action::Back | Action::Quit => return Turn::close(),
            Action::Left => self.cycle_language(core, -1),
            Action::Right => self.cycle_language(core, 1),
            Action::Tick => return turn.with(self.keep_language(core)),
            Action::Copy => return turn.with(using::copy(core, self)),
            Action::EditText => return turn.with(using::edit(core, self)),
            Action::Undo => using::swap(core, self),
            Action::Write => return turn.open(using::save(core, self)),
            Action::Qr => {
                return turn.open(using::show_code(core, self));
            }
            Action::Enter => return self.ask_for_missing(core),
            Action::Sources => {
                self.is_unfolded = !self.is_unfolded;
                self.scroll = 0;
            }
            _ => match action.ground() {
                Some(ground) => return turn.with(toggle(core, self, ground)),
                None => self.scroll = core.scrolled(action, self.scroll),
            },
        }
        turn
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
            Some(Ask::Field(field)) => turn.then(Intent::Edit(field)),
            Some(Ask::Authority) => {
                let account = core.entry(&self.account).map(|entry| &entry.account);
                let regions = &core.catalog.regions;
                let page = account.map(|account| AuthoritiesPage::of(account, None, regions));
                turn.open(page.map(Overlay::Authorities))
            }
            None if self.draft.missing().is_empty() => {
                turn.then(Intent::Edit(match self.draft.lacks_address {
                    true => Field::Address,
                    false => Field::Name,
                }))
            }
            None => {
                core.say(Tone::Plain, self.lacks.join(" "));
                turn
            }
        }
    }

    /// Shows the next language, or with -1 the previous one. The account's own stays.
    fn cycle_language(&mut self, core: &mut Core, by: isize) {
        let languages = &self.draft.languages;
        let count = languages.len() as isize;
        let is_now = |language: &Language| *language == self.draft.language;
        let index = languages.iter().position(is_now).unwrap_or(0) as isize;
        let next = usize::try_from((index + by).rem_euclid(count.max(1)));
        let next = next.ok().and_then(|next| languages.get(next)).copied();
        match next.filter(|next| *next != self.draft.language) {
            Some(next) => self.language = Some(next),
            None => core.say(Tone::Plain, "There is no other language of it here."),
        }
    }

    /// Makes the language that is shown the one of the account's letters.
    fn keep_language(&self, core: &mut Core) -> Vec<Effect> {
        let language = self.draft.language;
        if !self.is_in_other_language(core) {
            let message = format!("Your letters are in {} already.", language.title());
            core.say(Tone::Plain, message);
            return Vec::new();
        }
        let words = format!("chose letters in {}", language.title());
        let value = Value::Language(Some(language));
        let effects = set(core, &self.account, value, words);
        if !effects.is_empty() {
            let message = format!("Your letters are in {} from now on.", language.title());
            core.say(Tone::Good, message);
        }
        effects
    }
}

/// Shows a message on why a letter does not fit the account.
fn say_unfit(core: &mut Core, account: &Id, letter: &Letter) {
    let account = core.entry(account).map(|entry| &entry.account);
    let why = match account {
        Some(account) if !letter.is_for(account.platform, account.kind) => {
            "is not for such an account"
        }
        Some(account) if account.country.is_none() => {
            "depends on the country; give the account one first"
        }
        Some(_) | None => "is not for this account's country",
    };
    core.say(Tone::Plain, format!("\"{}\" {why}.", letter.title));
}

fn set(core: &mut Core, account: &Id, value: Value, words: String) -> Vec<Effect> {
    let change = Change::new(account, core.now.moment, vec![Edit::Set(value)]);
    changing::make(core, change, words)
}

fn toggle(core: &mut Core, page: &LetterPage, ground: Ground) -> Vec<Effect> {
    if !page.draft.has_grounds {
        core.say(Tone::Plain, "This letter does not speak of your situation.");
        return Vec::new();
    }
    if page.draft.is_edited {
        let key = core.keymap.short(Action::Undo).unwrap_or_default();
        let message = format!("This is your own text. {key} shows the other one, for a choice.");
        core.say(Tone::Plain, message);
        return Vec::new();
    }
    let Some(entry) = core.entry(&page.account) else {
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
    set(core, &page.account, Value::Grounds(grounds), words)
}
