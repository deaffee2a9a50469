//! A field of an account with its value, as an edit sets it.

use crate::{
    account::{Account, Field},
    content::{
        language::{Ground, Language},
        platform::{Kind, Platform},
        region::Country,
    },
    id::Id,
    text::Clean,
};

/// A field of an account with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Its label.
    Label(Clean),
    /// Its platform.
    Platform(Platform),
    /// Its kind.
    Kind(Kind),
    /// Its handle.
    Handle(Option<Clean>),
    /// Its e-mail address.
    Email(Option<Clean>),
    /// Its country.
    Country(Option<Country>),
    /// Its group.
    Group(Option<Clean>),
    /// Its command for opening links.
    OpenWith(Vec<Clean>),
    /// The person's name.
    Name(Option<Clean>),
    /// The person's postal address.
    Address(Option<Clean>),
    /// The authority to complain to.
    Authority(Option<Id>),
    /// The language of its letters.
    Language(Option<Language>),
    /// The person's situation.
    Grounds(Vec<Ground>),
}

impl Value {
    /// The field that it belongs to.
    pub const fn field(&self) -> Field {
        match self {
            Self::Label(_) => Field::Label,
            Self::Platform(_) => Field::Platform,
            Self::Kind(_) => Field::Kind,
            Self::Handle(_) => Field::Handle,
            Self::Email(_) => Field::Email,
            Self::Country(_) => Field::Country,
            Self::Group(_) => Field::Group,
            Self::OpenWith(_) => Field::OpenWith,
            Self::Name(_) => Field::Name,
            Self::Address(_) => Field::Address,
            Self::Authority(_) => Field::Authority,
            Self::Language(_) => Field::Language,
            Self::Grounds(_) => Field::Grounds,
        }
    }

    /// The value that this field has in an account.
    pub fn of(field: Field, account: &Account) -> Self {
        match field {
            Field::Label => Self::Label(account.label.clone()),
            Field::Platform => Self::Platform(account.platform),
            Field::Kind => Self::Kind(account.kind),
            Field::Handle => Self::Handle(account.handle.clone()),
            Field::Email => Self::Email(account.email.clone()),
            Field::Country => Self::Country(account.country),
            Field::Group => Self::Group(account.group.clone()),
            Field::OpenWith => Self::OpenWith(account.open_with.clone()),
            Field::Name => Self::Name(account.name.clone()),
            Field::Address => Self::Address(account.address.clone()),
            Field::Authority => Self::Authority(account.authority.clone()),
            Field::Language => Self::Language(account.language),
            Field::Grounds => Self::Grounds(account.grounds.clone()),
        }
    }
}

impl Account {
    /// Gives a field another value.
    pub(crate) fn set(&mut self, value: &Value) {
        match value {
            Value::Label(label) => self.label = label.clone(),
            Value::Platform(platform) => self.platform = *platform,
            Value::Kind(kind) => self.kind = *kind,
            Value::Handle(handle) => self.handle.clone_from(handle),
            Value::Email(email) => self.email.clone_from(email),
            Value::Country(country) => self.country = *country,
            Value::Group(group) => self.group.clone_from(group),
            Value::OpenWith(words) => self.open_with.clone_from(words),
            Value::Name(name) => self.name.clone_from(name),
            Value::Address(address) => self.address.clone_from(address),
            Value::Authority(authority) => self.authority.clone_from(authority),
            Value::Language(language) => self.language = *language,
            Value::Grounds(grounds) => self.grounds.clone_from(grounds),
        }
    }
}
