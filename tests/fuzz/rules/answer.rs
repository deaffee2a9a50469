//! What holds of a proposal, whatever the mail is.

use jiff::{Timestamp, civil::date, tz::TimeZone};
use optout::{
    account::{
        Account,
        answer::{Context, Says, read},
    },
    catalog::{Catalog, answers},
    content::platform::Platform,
    id::Id,
    text::{self, TextKind},
};

/// Panics if a mail is read in a way that it must not be.
pub(crate) fn holds(data: &[u8]) {
    let id = Id::new("a7k2m9qd").expect("this is an id");
    let label = text::clean("Personal", TextKind::Name);
    let account = Account::new(id, label, Platform::Facebook, Timestamp::UNIX_EPOCH);
    let context = Context {
        rules: answers(),
        regions: &Catalog::default().regions,
        trusted: &[],
        account: &account,
        accounts: &[],
        request: None,
        zone: &TimeZone::UTC,
        today: date(2026, 12, 5),
    };
    let Ok(proposal) = read(data, &context) else {
        return;
    };
    // This account has no request, so that nothing may be proposed, and never without a word.
    assert_eq!(proposal.outcome, None);
    assert!(!proposal.warnings.is_empty());
    assert!(!proposal.sender_is_meta || proposal.sender.is_some());
    assert!(proposal.asked.is_none() || proposal.outcome == Some(Says::MoreAsked));
    for line in proposal.in_words() {
        assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
    }
}
