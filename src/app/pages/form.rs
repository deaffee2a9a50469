//! The form for an account: what was typed, what it means, and what is wrong with it. What was typed
//! is never lost by closing it.

use std::sync::Arc;

use tui_input::{Input, InputRequest};

use super::{Overlay, Turn, browsers::BrowsersPage, type_into};
use crate::{
    account::{
        self, Account, Field,
        change::{Change, Edit},
        decide,
    },
    app::{
        action::Action,
        core::{Core, Tone, changing},
        effect::Effect,
    },
    clock::Now,
    content::{
        platform::{Kind, Platform},
        region::{Country, FormOffer, Regions},
    },
    id::Id,
    text::Clean,
};

/// The fields, from top to bottom. What only letters and complaints need beside the name is asked
/// where it is needed.
pub const FIELDS: [Field; 9] = [
    Field::Label,
    Field::Platform,
    Field::Country,
    Field::Kind,
    Field::Handle,
    Field::Email,
    Field::Name,
    Field::Group,
    Field::OpenWith,
];

/// An account being added or edited.
#[derive(Debug, Clone)]
pub struct FormPage {
    /// The account that is edited; none for a new one.
    pub account: Option<Id>,
    /// The field that has the keys.
    pub focus: Field,
    platform: Platform,
    kind: Kind,
    label: Input,
    handle: Input,
    email: Input,
    name: Input,
    country: Input,
    group: Input,
    open_with: Input,
    /// Whether anything was typed or chosen.
    pub is_touched: bool,
    /// Whether saving was tried, so that missing fields are shown as wrong.
    pub was_tried: bool,
}

impl FormPage {
    /// An empty form.
    pub fn empty() -> Self {
        Self {
            account: None,
            focus: Field::Label,
            platform: Platform::Facebook,
            kind: Kind::Personal,
            label: Input::default(),
            handle: Input::default(),
            email: Input::default(),
            name: Input::default(),
            country: Input::default(),
            group: Input::default(),
            open_with: Input::default(),
            is_touched: false,
            was_tried: false,
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
            platform: account.platform,
            kind: account.kind,
            label: Input::new(account.label.to_string()),
            handle: text(&account.handle),
            email: text(&account.email),
            name: text(&account.name),
            country: Input::new(country),
            group: text(&account.group),
            open_with: Input::new(account::join_words(&account.open_with)),
            ..Self::empty()
        }
    }

    /// The text of a field that is typed.
    pub fn input(&self, field: Field) -> Option<&Input> {
        match field {
            Field::Label => Some(&self.label),
            Field::Handle => Some(&self.handle),
            Field::Email => Some(&self.email),
            Field::Name => Some(&self.name),
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
            Field::Country => Some(&mut self.country),
            Field::Group => Some(&mut self.group),
            Field::OpenWith => Some(&mut self.open_with),
            Field::Platform | Field::Kind | Field::Authority | Field::Language | Field::Grounds => {
                None
            }
        }
    }

    /// The chosen word of a field that is chosen.
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
            | Field::Authority
            | Field::Language
            | Field::Grounds => None,
        }
    }

    /// Edits the text of the field that has the keys; whether that changed it.
    pub fn edit(&mut self, request: InputRequest) -> bool {
        let focus = self.focus;
        let changed = self
            .input_mut(focus)
            .is_some_and(|input| type_into(input, request));
        self.is_touched |= changed;
        changed
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        let regions = Arc::clone(&core.catalog.regions);
        let is_typed = self.input(self.focus).is_some();
        match action {
            Action::Back => return self.close(core),
            Action::Enter => return self.submit(core),
            Action::Down if self.focus == Field::OpenWith => return list_browsers(),
            Action::Next | Action::Down => self.move_focus(1, &regions),
            Action::Previous | Action::Up => self.move_focus(-1, &regions),
            Action::Left if is_typed => drop(self.edit(InputRequest::GoToPrevChar)),
            Action::Right if is_typed => drop(self.edit(InputRequest::GoToNextChar)),
            Action::Left => self.choose(-1),
            Action::Right => self.choose(1),
            _ => {}
        }
        Turn::stay()
    }

    /// A click on a field gives it the keys; on one that is chosen, it takes the next choice too.
    pub(super) fn choose_field(&mut self, index: usize) -> Turn {
        let had_keys = self.focus;
        if let Some(field) = FIELDS.get(index) {
            self.focus = *field;
        }
        if self.focus == Field::OpenWith && had_keys == Field::OpenWith {
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

    /// Saves the form, or goes to the first field that is wrong.
    fn submit(&mut self, core: &mut Core) -> Turn {
        let regions = Arc::clone(&core.catalog.regions);
        self.complete(&regions);
        self.was_tried = true;
        if let Some((field, error)) = self.first_error(&regions) {
            self.focus = field;
            core.say(Tone::Bad, error);
            return Turn::stay();
        }
        let known = self.account.as_ref().and_then(|id| core.entry(id));
        let before = known.map(|entry| entry.account.clone());
        let id = match &self.account {
            Some(id) => Some(id.clone()),
            None => account::new_id(|letters| core.ids.usize(..letters)),
        };
        let Some(id) = id else {
            return Turn::close();
        };
        let wanted = match self.account(id, before.as_ref(), &regions, core.now) {
            Ok(wanted) => wanted,
            Err(error) => {
                core.say(Tone::Bad, error);
                return Turn::stay();
            }
        };
        let effects = match (self.account.is_some(), before) {
            (true, Some(before)) => save_edited(core, &before, &wanted),
            (true, None) => {
                let said = "This account is gone: it was deleted elsewhere. `add` makes a new one.";
                core.say(Tone::Bad, said);
                Vec::new()
            }
            (false, _) => save_new(core, wanted),
        };
        Turn::close().with(effects)
    }

    /// Puts a command into its field.
    pub fn put_open_with(&mut self, command: &str) {
        self.is_touched |= self.open_with.value() != command;
        self.open_with = Input::new(command.to_owned());
    }

    /// Chooses the next or the previous word of a field that is chosen.
    pub fn choose(&mut self, step: isize) {
        match self.focus {
            Field::Platform => self.platform = turn(Platform::ALL, self.platform, step),
            Field::Kind => self.kind = turn(Kind::ALL, self.kind, step),
            Field::Label
            | Field::Handle
            | Field::Email
            | Field::Country
            | Field::Group
            | Field::OpenWith
            | Field::Name
            | Field::Authority
            | Field::Language
            | Field::Grounds => return,
        }
        if self.platform == Platform::None {
            self.kind = Kind::NoAccount;
        } else if self.kind == Kind::NoAccount && self.focus == Field::Platform {
            self.kind = Kind::Personal;
        }
        self.is_touched = true;
    }

    /// Moves to another field. A country that only one name begins with is completed.
    pub fn move_focus(&mut self, step: isize, regions: &Regions) {
        self.complete(regions);
        self.focus = turn(&FIELDS, self.focus, step);
    }

    /// Completes the country from its code or its beginning, when only one begins so.
    pub fn complete(&mut self, regions: &Regions) {
        let known = regions.country(self.country.value()).ok();
        let name = known
            .map(|country| regions.name(country))
            .or_else(|| self.only_beginning(regions));
        if let Some(name) = name {
            self.country = Input::new(name.to_owned());
        }
    }

    fn country(&self, regions: &Regions) -> Result<Option<Country>, String> {
        if self.country.value().trim().is_empty() {
            return Ok(None);
        }
        regions.country(self.country.value()).map(Some)
    }

    /// What is wrong with a field, if anything.
    pub fn error(&self, field: Field, regions: &Regions) -> Option<String> {
        let text = self.input(field).map_or("", Input::value);
        match field {
            Field::Label => account::check_label(text).err(),
            Field::Handle => account::check_name("handle", text).err(),
            Field::Email => account::check_email(text).err(),
            Field::Name => account::check_name("name", text).err(),
            Field::Country => self.country(regions).err(),
            Field::Group => account::check_name("group", text).err(),
            Field::OpenWith => account::check_open_with(text).err(),
            Field::Platform | Field::Kind | Field::Authority | Field::Language | Field::Grounds => {
                None
            }
        }
    }

    /// What to show under a field: its error once it is worth showing, else a hint.
    pub fn hint(&self, field: Field, regions: &Regions) -> (bool, String) {
        let is_empty = self
            .input(field)
            .is_some_and(|input| input.value().is_empty());
        let is_being_typed = field == self.focus && !self.was_tried;
        if field == Field::Country && is_being_typed && !is_empty {
            return (false, self.country_guess(regions));
        }
        if let Some(error) = self
            .error(field, regions)
            .filter(|_| !is_empty || self.was_tried)
        {
            return (true, error);
        }
        let hint = match field {
            Field::Label => {
                "what you call it, such as \"Personal\" or \"Mum's Instagram\"".to_owned()
            }
            Field::Platform => "left and right choose".to_owned(),
            Field::Kind => self.kind_hint().to_owned(),
            Field::Handle => "its name there, such as @me; optional".to_owned(),
            Field::Email => {
                "the address it is registered with; optional, kept only here".to_owned()
            }
            Field::Country => self.country_hint(regions),
            Field::Name => "as letters and complaints give it; optional, kept only here".to_owned(),
            Field::Authority | Field::Language | Field::Grounds => String::new(),
            Field::Group => {
                "accounts in one Accounts Center share a name here; optional".to_owned()
            }
            Field::OpenWith => {
                "optional; down lists your browsers, or: firefox -P me {url}".to_owned()
            }
        };
        (false, hint)
    }

    fn kind_hint(&self) -> &'static str {
        match self.kind {
            Kind::Personal => "your own, or the person's whom you help",
            Kind::Professional => "a business or creator account",
            Kind::Page => "a Page cannot object itself; its authors can",
            Kind::NoAccount => "a person without an account, whom others post about",
        }
    }

    /// While a country is typed: the only one that begins so, or those that look like it.
    fn country_guess(&self, regions: &Regions) -> String {
        let typed = self.country.value();
        if regions.country(typed).is_ok() {
            return self.country_hint(regions);
        }
        let near: Vec<String> = regions
            .near(typed)
            .iter()
            .map(|(country, name)| format!("{name} ({country})"))
            .collect();
        match self.only_beginning(regions) {
            Some(name) => format!("Tab takes {name}"),
            None if near.is_empty() => "no country begins like this".to_owned(),
            None => near.join(", "),
        }
    }

    /// The name of the only country that begins with what was typed.
    fn only_beginning<'r>(&self, regions: &'r Regions) -> Option<&'r str> {
        let typed = self.country.value().trim().to_lowercase();
        let begins = |name: &&str| !typed.is_empty() && name.to_lowercase().starts_with(&typed);
        let mut beginning = regions.countries().map(|(_, name)| name).filter(begins);
        beginning.next().filter(|_| beginning.next().is_none())
    }

    fn country_hint(&self, regions: &Regions) -> String {
        match self.country(regions) {
            Ok(Some(country)) => {
                let Some(region) = regions.of(country) else {
                    return String::new();
                };
                let form = match region.form {
                    FormOffer::Yes => "Meta offers an objection form",
                    FormOffer::No => "Meta offers no objection form",
                    FormOffer::Reported => "an objection form is reported",
                };
                format!("{country}, {}: {form}", region.name)
            }
            Ok(None) | Err(_) => "name or two-letter code; decides which routes exist".to_owned(),
        }
    }

    /// The first field that is wrong.
    pub fn first_error(&self, regions: &Regions) -> Option<(Field, String)> {
        FIELDS
            .iter()
            .find_map(|field| Some((*field, self.error(*field, regions)?)))
    }

    /// The account as the form describes it. `before` is the one that is edited; without it a new
    /// one with this id is made.
    pub fn account(
        &self,
        id: Id,
        before: Option<&Account>,
        regions: &Regions,
        now: Now,
    ) -> Result<Account, String> {
        let text = |field| self.input(field).map_or("", Input::value);
        let known = before.cloned();
        let known =
            known.unwrap_or_else(|| Account::new(id, Clean::default(), self.platform, now.moment));
        Ok(Account {
            label: account::check_label(text(Field::Label))?,
            platform: self.platform,
            kind: self.kind,
            handle: account::check_name("handle", text(Field::Handle))?,
            email: account::check_email(text(Field::Email))?,
            country: self.country(regions)?,
            group: account::check_name("group", text(Field::Group))?,
            open_with: account::check_open_with(text(Field::OpenWith))?,
            name: account::check_name("name", text(Field::Name))?,
            read_only: None,
            ..known
        })
    }
}

fn list_browsers() -> Turn {
    Turn::stay()
        .open(Some(Overlay::Browsers(BrowsersPage::default())))
        .with(vec![Effect::FindBrowsers])
}

fn save_edited(core: &mut Core, before: &Account, wanted: &Account) -> Vec<Effect> {
    let Some(change) = decide::edit(before, wanted, core.now) else {
        core.say(Tone::Plain, "Nothing was changed.");
        return Vec::new();
    };
    let effects = changing::make(core, change, format!("changed {}", before.label));
    if !effects.is_empty() {
        core.say(Tone::Good, format!("{} is changed.", wanted.label));
    }
    effects
}

fn save_new(core: &mut Core, wanted: Account) -> Vec<Effect> {
    let (said, words) = (
        format!("{} is added.", wanted.label),
        format!("added {}", wanted.label),
    );
    let id = wanted.id.clone();
    let edit = Edit::Create(Box::new(wanted));
    let change = Change::new(&id, core.now.moment, vec![edit]);
    let effects = changing::make(core, change, words);
    core.say(Tone::Good, said);
    effects
}

fn turn<T: Copy + PartialEq>(all: &[T], now: T, step: isize) -> T {
    let count = all.len() as isize;
    let at = all.iter().position(|one| *one == now).unwrap_or(0) as isize;
    let next = (at + step).rem_euclid(count.max(1));
    usize::try_from(next)
        .ok()
        .and_then(|next| all.get(next))
        .copied()
        .unwrap_or(now)
}
