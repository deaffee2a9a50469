//! An account: a login, a Page, a phone number, or a person without an account.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    account::progress::Progress,
    content::{
        goal::Goal,
        language::{Ground, Language},
        platform::{Kind, Platform},
        region::Country,
    },
    document::named_enum,
    id::Id,
    text::Clean,
};

named_enum! {
    /// One of the things that a person may say about an account.
    pub enum Field {
        /// What the person calls it.
        Label = "label",
        /// Where it lives.
        Platform = "platform",
        /// What sort it is.
        Kind = "kind",
        /// Its name on the platform, such as @me.
        Handle = "handle",
        /// The e-mail address that it is registered with.
        Email = "email",
        /// The country that it belongs to.
        Country = "country",
        /// The Accounts Center that it shares with others, by any name.
        Group = "group",
        /// The command that opens links for it.
        OpenWith = "open_with",
        /// The person's own name, for letters.
        Name = "name",
        /// Where the person lives, for complaints, in one line.
        Address = "address",
        /// The authority to complain to, where the country has several.
        Authority = "authority",
        /// The language of its letters.
        Language = "language",
        /// The person's situation, for letters.
        Grounds = "grounds",
    }
}

impl Field {
    /// Its name in the words of a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Label => "Label",
            Self::Platform => "Platform",
            Self::Kind => "Kind",
            Self::Handle => "Handle",
            Self::Email => "E-mail",
            Self::Country => "Country",
            Self::Group => "Accounts Center",
            Self::OpenWith => "Open with",
            Self::Name => "Your name",
            Self::Address => "Address",
            Self::Authority => "Authority",
            Self::Language => "Language",
            Self::Grounds => "Grounds",
        }
    }
}

/// An account with everything that is kept about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Names its file; random, never derived from the label.
    pub id: Id,
    /// What the person calls it.
    pub label: Clean,
    /// Where it lives.
    pub platform: Platform,
    /// What sort it is.
    pub kind: Kind,
    /// Its name on the platform.
    pub handle: Option<Clean>,
    /// Its e-mail address.
    pub email: Option<Clean>,
    /// Its country, if known.
    pub country: Option<Country>,
    /// The Accounts Center that it shares with others.
    pub group: Option<Clean>,
    /// The words of the command that opens links for it, with a placeholder of
    /// [`open_with`](super::open_with) for the address.
    pub open_with: Vec<Clean>,
    /// The person's own name, for letters.
    pub name: Option<Clean>,
    /// Where the person lives, for complaints, in one line.
    pub address: Option<Clean>,
    /// The id of the authority to complain to, where the country has several.
    pub authority: Option<Id>,
    /// The language of its letters, if another than the country's.
    pub language: Option<Language>,
    /// The person's situation, for letters; in the order of [`Ground`].
    pub grounds: Vec<Ground>,
    /// When it was added.
    pub created: Timestamp,
    /// The routes that the person chose by hand.
    pub active: BTreeMap<Goal, Id>,
    /// Marks, notes and requests.
    pub progress: Progress,
    /// Why the file must not be changed, such as being of a newer format.
    pub read_only: Option<Clean>,
}

impl Account {
    /// An account about which nothing else is known, with nothing done. Its kind is personal, or
    /// "no account" where it has no platform.
    pub fn new(id: Id, label: Clean, platform: Platform, created: Timestamp) -> Self {
        let (platform, kind) = Kind::Personal.with(platform);
        Self {
            id,
            label,
            platform,
            kind,
            handle: None,
            email: None,
            country: None,
            group: None,
            open_with: Vec::new(),
            name: None,
            address: None,
            authority: None,
            language: None,
            grounds: Vec::new(),
            created,
            active: BTreeMap::new(),
            progress: Progress::default(),
            read_only: None,
        }
    }
}

/// The characters of a new id: no pair that looks alike.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// The length of a new id.
const LENGTH: usize = 8;

/// A random id. `random` returns a number below its argument.
pub fn new_id(mut random: impl FnMut(usize) -> usize) -> Option<Id> {
    let letter = |_| LETTERS.get(random(LETTERS.len())).copied().map(char::from);
    let letters: Option<String> = (0..LENGTH).map(letter).collect();
    Id::new(&letters?)
}
