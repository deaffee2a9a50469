//! An account to begin a test with.

use jiff::Timestamp;
use optout::{
    account::Account,
    catalog::Catalog,
    content::platform::Platform,
    id::Id,
    text::{self, TextKind},
};

/// An account with nothing done.
pub(crate) fn account(id: &str, label: &str, platform: Platform, country: Option<&str>) -> Account {
    let regions = Catalog::shipped_regions();
    let (id, label) = (Id::new(id).unwrap(), text::clean(label, TextKind::Name));
    Account {
        country: country.map(|code| regions.country(code).unwrap()),
        ..Account::new(id, label, platform, Timestamp::UNIX_EPOCH)
    }
}
