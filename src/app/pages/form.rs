//! The form that adds or edits an account. Closed without saving, it is kept as a draft.

mod fields;
mod saving;

use std::sync::Arc;

use tui_input::{Input, InputRequest};

use super::{Overlay, Turn, browsers::BrowsersPage, type_into};
use crate::{
    account::{
        self, Account, Field,
        change::{Change, Edit},
    },
    app::{
        action::Action,
        core::{Core, Tone},
        effect::Effect,
    },
    content::{
        platform::{Kind, Platform},
        region::Regions,
    },
    id::Id,
    text::{self, Clean},
};

/// The fields, from top to bottom. Further details for letters and complaints are entered on the
/// pages that need them.
pub const FIELDS: [Field; 10] = [
    Field::Label,
    Field::Platform,
    Field::Country,
    Field::Kind,
    Field::Handle,
    Field::Email,
    Field::Name,
    Field::Address,
    Field::Group,
    Field::OpenWith,
];

/// The state of the page.
#[derive(Debug, Clone)]
pub struct FormPage {
    /// The account to edit; `None` for a new one.
    pub account: Option<Id>,
    /// The account when the form was opened, to know what was changed here.
    started: Option<Account>,
    /// The field that has the keys.
    pub focus: Field,
    platform: Platform,
    kind: Kind,
    label: Input,
    handle: Input,
    email: Input,
    name: Input,
    address: Input,
    country: Input,
    group: Input,
    open_with: Input,
    /// Whether the person typed or chose anything.
    pub is_touched: bool,
    /// Whether the person tried to save, after which empty required fields show an error.
    pub was_tried: bool,
    /// Whether the form was opened to fill in one field, after which Enter saves.
    pub is_for_one: bool,
    /// Whether the person was told that there is another account like this one.
    is_twin_told: bool,
    /// What was typed so far to take a choice by its name.
    typed: String,
}

impl FormPage {
    /// An empty form.
    pub fn empty() -> Self {
        Self {
            account: None,
            started: None,
            focus: Field::Label,
            platform: Platform::Facebook,
            kind: Kind::Personal,
            label: Input::default(),
            handle: Input::default(),
            email: Input::default(),
            name: Input::default(),
            address: Input::default(),
            country: Input::default(),
            group: Input::default(),
            open_with: Input::default(),
            is_touched: false,
            was_tried: false,
            is_for_one: false,
            is_twin_told: false,
            typed: String::new(),
        }
    }

    /// A form filled with an account.
    pub fn of(account: &Account, regions: &Regions) -> Self {
        let text = |value: &Option<Clean>| Input::new(value.as_deref().unwrap_or("").to_owned());
        let country = account
            .country
            .map_or_else(String::new, |country| regions.name(country).to_owned());
        Self {
            account: Some(account.id.clone()),
            started: Some(account.clone()),
            platform: account.platform,
            kind: account.kind,
            label: Input::new(account.label.to_string()),
            handle: text(&account.handle),
            email: text(&account.email),
            name: text(&account.name),
            address: text(&account.address),
            country: Input::new(country),
            group: text(&account.group),
            open_with: Input::new(account::join_words(&account.open_with)),
            ..Self::empty()
        }
    }

    /// The input of a text field; `None` for a field with choices.
    pub fn input(&self, field: Field) -> Option<&Input> {
        match field {
            Field::Label => Some(&self.label),
            Field::Handle => Some(&self.handle),
            Field::Email => Some(&self.email),
            Field::Name => Some(&self.name),
            Field::Address => Some(&self.address),
            Field::Country => Some(&self.country),
            Field::Group => Some(&self.group),
            Field::OpenWith => Some(&self.open_with),
            Field::Platform | Field::Kind | Field::Authority | Field::Language | Field::Grounds => {
                None
            }
        }
    }

    fn input_mut(&mut self, field: Field) -> Option<&mut Input> {
        match field {
            Field::Label => Some(&mut self.label),
            Field::Handle => Some(&mut self.handle),
            Field::Email => Some(&mut self.email),
            Field::Name => Some(&mut self.name),
            Field::Address => Some(&mut self.address),
            Field::Country => Some(&mut self.country),
            Field::Group => Some(&mut self.group),
            Field::OpenWith => Some(&mut self.open_with),
            Field::Platform | Field::Kind | Field::Authority | Field::Language | Field::Grounds => {
                None
            }
        }
    }

    /// The current choice of a field with choices; `None` for a text field.
    pub fn choice(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::Platform => Some(self.platform.title()),
            Field::Kind => Some(self.kind.title()),
            Field::Label
            | Field::Handle
            | Field::Email
            | Field::Country
            | Field::Group
            | Field::OpenWith
            | Field::Name
            | Field::Address
            | Field::Authority
            | Field::Language
            | Field::Grounds => None,
        }
    }

    /// Edits the text field that has the focus, or takes the choice that begins with the typed letter.
    /// Returns whether that changed anything.
    pub fn edit(&mut self, request: InputRequest) -> bool {
        let focus = self.focus;
        let changed = match (self.input_mut(focus), request) {
            (Some(input), request) => type_into(input, request),
            (None, InputRequest::InsertChar(letter)) => self.choose_by(letter),
            (None, _) => false,
        };
        self.is_touched |= changed;
        self.is_twin_told &= !changed;
        changed
    }

    /// Whether Enter saves, rather than going to the next field.
    pub fn is_last(&self) -> bool {
        self.is_for_one || FIELDS.last() == Some(&self.focus)
    }

    /// Goes to the next field, unless what stands in this one is wrong; saves from the last one.
    fn enter(&mut self, core: &mut Core) -> Turn {
        if self.is_last() {
            return self.submit(core);
        }
        let regions = Arc::clone(&core.catalog.regions);
        self.complete(&regions);
        if let Some(error) = self.error(self.focus, &regions) {
            core.say(Tone::Bad, error);
        } else {
            self.move_focus(1, &regions);
        }
        Turn::stay()
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        let regions = Arc::clone(&core.catalog.regions);
        let is_text = self.input(self.focus).is_some();
        match action {
            Action::Back => return self.close(core),
            Action::Enter => return self.enter(core),
            Action::SaveText => return self.submit(core),
            Action::Down if self.focus == Field::OpenWith => return list_browsers(),
            Action::Next | Action::Down => self.move_focus(1, &regions),
            Action::Previous | Action::Up => self.move_focus(-1, &regions),
            Action::Left if is_text => drop(self.edit(InputRequest::GoToPrevChar)),
            Action::Right if is_text => drop(self.edit(InputRequest::GoToNextChar)),
            Action::Left => self.choose(-1),
            Action::Right => self.choose(1),
            _ => {}
        }
        Turn::stay()
    }

    /// Handles a click: gives the focus to a field, and takes the next choice of a field with
    /// choices. A second click on "Open with" lists the browsers.
    pub(super) fn choose_field(&mut self, index: usize) -> Turn {
        let before = self.focus;
        if let Some(field) = FIELDS.get(index) {
            self.focus = *field;
        }
        if self.focus == Field::OpenWith && before == Field::OpenWith {
            return list_browsers();
        }
        if matches!(self.focus, Field::Platform | Field::Kind) {
            self.choose(1);
        }
        Turn::stay()
    }

    fn close(&self, core: &mut Core) -> Turn {
        if self.is_touched {
            let action = match self.account {
                None => Action::Add,
                Some(_) => Action::Edit,
            };
            let key = core.keymap.short(action).unwrap_or_default();
            core.say(
                Tone::Plain,
                format!("Nothing was saved. What you typed is kept: {key} goes on with it."),
            );
        }
        Turn {
            is_draft: self.is_touched,
            ..Turn::close()
        }
    }

    /// The form of an account as it is now, with what the person had changed when `refused` could not be
    /// saved.
    pub fn with_refused(now: &Account, refused: &Change, regions: &Regions) -> Option<Self> {
        let (mut typed, mut started) = (now.clone(), now.clone());
        for (edits, account) in [
            (&refused.edits, &mut typed),
            (&refused.inverse, &mut started),
        ] {
            for edit in edits {
                if let Edit::Set(value) = edit
                    && FIELDS.contains(&value.field())
                {
                    account.set(value);
                }
            }
        }
        (typed != started).then(|| Self {
            started: Some(started),
            is_touched: true,
            ..Self::of(&typed, regions)
        })
    }

    /// Puts a command into the field "Open with".
    pub fn put_open_with(&mut self, command: &str) {
        self.is_touched |= self.open_with.value() != command;
        self.open_with = Input::new(command.to_owned());
    }

    /// Takes the next choice of the field that has the focus, or with -1 the previous one.
    pub fn choose(&mut self, by: isize) {
        let (platform, kind) = match self.focus {
            Field::Platform => (cycle(Platform::ALL, self.platform, by), self.kind),
            Field::Kind => (self.platform, cycle(&Kind::ON_PLATFORM, self.kind, by)),
            _ => return,
        };
        self.put(platform, kind);
    }

    /// Takes the choice whose name begins with what was typed up to this letter, else the next one that
    /// begins with the letter; a blank takes the next one. Returns whether there is one.
    fn choose_by(&mut self, letter: char) -> bool {
        let begins = |title: &str, typed: &str| text::folded(title).starts_with(typed);
        let letter = letter.to_lowercase().to_string();
        let longer = format!("{}{letter}", std::mem::take(&mut self.typed));
        for typed in [longer, letter.trim().to_owned()] {
            let found = match self.focus {
                Field::Platform => {
                    let mut all = after(Platform::ALL, self.platform, &typed);
                    let found = all.find(|platform| begins(platform.title(), &typed));
                    found.map(|platform| self.put(platform, self.kind))
                }
                Field::Kind => {
                    let mut all = after(&Kind::ON_PLATFORM, self.kind, &typed);
                    let found = all.find(|kind| begins(kind.title(), &typed));
                    found.map(|kind| self.put(self.platform, kind))
                }
                _ => None,
            };
            if found.is_some() {
                self.typed = typed;
                return true;
            }
        }
        false
    }

    fn put(&mut self, platform: Platform, kind: Kind) {
        // That there is no account is chosen as the platform.
        let kind = match kind {
            Kind::NoAccount if platform != Platform::None => Kind::Personal,
            kind => kind,
        };
        (self.platform, self.kind) = kind.with(platform);
        self.is_touched = true;
        self.is_twin_told = false;
    }

    /// Moves the focus to the next field, or with -1 to the previous one. Completes the country.
    pub fn move_focus(&mut self, by: isize, regions: &Regions) {
        self.typed.clear();
        self.complete(regions);
        self.focus = cycle(&FIELDS, self.focus, by);
    }
}

fn list_browsers() -> Turn {
    Turn::stay()
        .open(Some(Overlay::Browsers(BrowsersPage::default())))
        .with(vec![Effect::FindBrowsers])
}

/// The value `by` places after `now`, wrapping around at the ends.
fn cycle<T: Copy + PartialEq>(all: &[T], now: T, by: isize) -> T {
    let count = all.len() as isize;
    let index = all.iter().position(|one| *one == now).unwrap_or(0) as isize;
    let next = (index + by).rem_euclid(count.max(1));
    usize::try_from(next)
        .ok()
        .and_then(|next| all.get(next))
        .copied()
        .unwrap_or(now)
}

/// All values, around to `now` itself: from the one after it on, but from `now` where more than a letter was
/// typed.
fn after<'a, T: Copy + PartialEq>(
    all: &'a [T],
    now: T,
    typed: &str,
) -> impl Iterator<Item = T> + use<'a, T> {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let at = at + usize::from(typed.chars().count() < 2);
    let (before, rest) = all.split_at(at.min(all.len()));
    rest.iter().chain(before).copied()
}
