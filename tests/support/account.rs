//! An account to begin a test with.

use std::collections::BTreeMap;

use jiff::Timestamp;
use optout::{
    account::{Account, progress::Progress},
    catalog::Catalog,
    content::platform::{Kind, Platform},
    id::Id,
    text::{self, TextKind},
};

/// A personal account with nothing done.
pub(crate) fn account(id: &str, label: &str, platform: Platform, country: Option<&str>) -> Account {
    let regions = Catalog::shipped_regions();
    Account {
        id: Id::new(id).unwrap(),
        label: text::clean(label, TextKind::Name),
        platform,
        kind: Kind::Personal,
        handle: None,
        email: None,
        country: country.map(|code| regions.country(code).unwrap()),
        group: None,
        open_with: Vec::new(),
        name: None,
        authority: None,
        language: None,
        grounds: Vec::new(),
        created: Timestamp::UNIX_EPOCH,
        active: BTreeMap::new(),
        progress: Progress::default(),
        read_only: None,
    }
}
