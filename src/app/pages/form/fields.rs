//! Validates the fields of the form, gives the hints below them, and makes an account of them.

use tui_input::Input;

use super::{FIELDS, FormPage};
use crate::{
    account::{self, Account, Field},
    app::action::Action,
    clock::Now,
    content::{
        platform::Kind,
        region::{Country, FormOffer, Regions},
    },
    id::Id,
    text::Clean,
};

/// The hint of the empty country: while it may still be filled in, and once it was passed over.
const NO_COUNTRY: [&str; 2] = [
    "such as Germany, DE or UK; decides which routes exist",
    "no country: the routes of every region will be shown",
];

impl FormPage {
    /// Whether the focus is on a field below this one.
    fn is_after(&self, field: Field) -> bool {
        let place = |field| FIELDS.iter().position(|one| *one == field);
        place(self.focus) > place(field)
    }

    /// Completes the country, where there is no guessing.
    pub fn complete(&mut self, regions: &Regions) {
        if let Some(country) = regions.completed(self.country.value()) {
            self.country = Input::new(regions.name(country).to_owned());
        }
    }

    fn country(&self, regions: &Regions) -> Result<Option<Country>, String> {
        if self.country.value().trim().is_empty() {
            return Ok(None);
        }
        regions.country(self.country.value()).map(Some)
    }

    /// The error in a field, if there is one.
    pub fn error(&self, field: Field, regions: &Regions) -> Option<String> {
        let text = self.input(field).map_or("", Input::value);
        match field {
            Field::Label => account::check_label(text).err(),
            Field::Handle => account::check_name("handle", text).err(),
            Field::Email => account::check_email(text).err(),
            Field::Name => account::check_name("name", text).err(),
            Field::Address => account::check_address(text).err(),
            Field::Country => self.country(regions).err(),
            Field::Group => account::check_name("Accounts Center", text).err(),
            Field::OpenWith => account::check_open_with(text).err(),
            Field::Platform | Field::Kind | Field::Authority | Field::Language | Field::Grounds => {
                None
            }
        }
    }

    /// The text below a field, and whether it is an error. An empty field, or the country while it
    /// is typed, shows no error before the person tried to save. `key` names the key of an action.
    pub fn hint(
        &self,
        field: Field,
        regions: &Regions,
        key: &dyn Fn(Action) -> String,
    ) -> (bool, String) {
        let is_empty = self
            .input(field)
            .is_some_and(|input| input.value().is_empty());
        let is_being_typed = field == self.focus && !self.was_tried;
        if field == Field::Country && is_being_typed && !is_empty {
            return (false, self.country_guess(regions, &key(Action::Next)));
        }
        if let Some(error) = self
            .error(field, regions)
            .filter(|_| !is_empty || self.was_tried)
        {
            return (true, error);
        }
        if field == Field::Country && is_empty {
            let is_left = self.is_after(Field::Country);
            return (is_left, NO_COUNTRY[usize::from(is_left)].to_owned());
        }
        let hint = match field {
            Field::Label => "such as Personal or Mum's bakery".to_owned(),
            Field::Platform => format!(
                "{} {}, or its first letter, such as i for Instagram",
                key(Action::Left),
                key(Action::Right)
            ),
            Field::Kind => self.kind_hint().to_owned(),
            Field::Handle => format!(
                "such as @me; optional, as all below: {} saves",
                key(Action::SaveText)
            ),
            Field::Email => "where Meta writes to you, such as me@example.org".to_owned(),
            Field::Country => self.country_hint(regions),
            Field::Name => "for letters, such as Kim Example".to_owned(),
            Field::Address => "for letters, such as Hauptstr. 1, 10115 Berlin".to_owned(),
            Field::Authority | Field::Language | Field::Grounds => String::new(),
            Field::Group => "such as mine: the same word on each of its accounts".to_owned(),
            Field::OpenWith => {
                format!(
                    "{} lists your browsers, or: firefox -P me {{url}}",
                    key(Action::Down)
                )
            }
        };
        (false, hint)
    }

    fn kind_hint(&self) -> &'static str {
        match self.kind {
            Kind::Personal => "your own, or the person's whom you help",
            Kind::Professional => "a business or creator account",
            Kind::Page => "a Page cannot object itself; its authors can",
            Kind::Minor => "a child's or teen's own account",
            Kind::NoAccount => "a person without an account, whom others post about",
        }
    }

    /// The hint while a country is typed: the only country that begins like this, which the key `next`
    /// takes, or similar ones.
    fn country_guess(&self, regions: &Regions, next: &str) -> String {
        let typed = self.country.value();
        if regions.country(typed).is_ok() {
            return self.country_hint(regions);
        }
        let near: Vec<String> = regions
            .near(typed)
            .iter()
            .map(|(country, name)| format!("{name} ({country})"))
            .collect();
        match regions.completed(typed) {
            Some(country) => format!("{next} takes {}", regions.name(country)),
            None if near.is_empty() => "no country begins like this".to_owned(),
            None => near.join(", "),
        }
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
            Ok(None) | Err(_) => NO_COUNTRY[0].to_owned(),
        }
    }

    /// The first field with an error.
    pub fn first_error(&self, regions: &Regions) -> Option<(Field, String)> {
        FIELDS
            .iter()
            .find_map(|field| Some((*field, self.error(*field, regions)?)))
    }

    /// The account that the form describes: `before` with the values of the form, or a new account
    /// with this id.
    ///
    /// # Errors
    ///
    /// The message about the first field with an error.
    pub fn to_account(
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
            group: account::check_name("Accounts Center", text(Field::Group))?,
            open_with: account::check_open_with(text(Field::OpenWith))?,
            name: account::check_name("name", text(Field::Name))?,
            address: account::check_address(text(Field::Address))?,
            read_only: None,
            ..known
        })
    }
}
