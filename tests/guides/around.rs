//! What surrounds an objection: the settings that expose less, and the way after Meta's answer.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use optout::{
    account::{
        Account,
        overview::Overview,
        progress::{Outcome, Request},
    },
    content::{
        goal::Goal,
        guide::{Guide, Step, StepKind},
        link,
        platform::{Kind, Platform},
    },
    id::Id,
    text,
};

const TODAY: Date = date(2026, 11, 21);

fn account(platform: Platform, kind: Kind, country: &str) -> Account {
    Account {
        kind,
        ..crate::account::account("a7k2m9qd", "Somebody", platform, Some(country))
    }
}

/// The ids of the routes to a goal: the active one first, then the others in their order.
fn offered(account: &Account, goal: Goal) -> Vec<String> {
    let overview = Overview::of(account, &super::catalog(), &BTreeMap::new(), TODAY);
    let Some(view) = overview.goal(goal) else {
        return Vec::new();
    };
    let others = view.others.iter().map(|card| card.id.to_string());
    std::iter::once(view.guide.id.to_string())
        .chain(others)
        .collect()
}

fn of_goal(goal: Goal) -> Vec<std::sync::Arc<Guide>> {
    let mut guides = super::catalog().guides();
    guides.retain(|guide| guide.goal == goal);
    guides
}

#[test]
fn each_person_is_offered_the_settings_that_their_account_has() {
    use Kind::{NoAccount, Page, Personal, Professional};
    use Platform::{Facebook, Instagram, Messenger, MetaAi, Threads, Whatsapp};
    let past = "facebook-past-posts";
    let roll = "facebook-camera-roll";
    let (chats, tags, own) = (
        "meta-ai-chats",
        "instagram-tags",
        "instagram-private-account",
    );
    let (off, other) = (
        "activity-off-meta-technologies",
        "activity-from-other-businesses",
    );
    let reuse = "instagram-reuse";
    let back = "instagram-back-to-personal";
    let poster = "letter-to-poster";
    type Case<'c> = (Platform, Kind, &'c str, &'c [&'c str]);
    let cases: [Case<'_>; 15] = [
        (
            Facebook,
            Personal,
            "DE",
            &[past, chats, roll, off, "facebook-tags", poster],
        ),
        (
            Facebook,
            Personal,
            "CH",
            &[past, chats, roll, off, "facebook-tags", poster],
        ),
        (
            Facebook,
            Personal,
            "GB",
            &[past, chats, roll, other, "facebook-tags", poster],
        ),
        (
            Facebook,
            Personal,
            "US",
            &[past, chats, roll, other, "facebook-tags", poster],
        ),
        (
            Facebook,
            Professional,
            "BR",
            &[past, chats, roll, other, "facebook-tags", poster],
        ),
        (Facebook, Page, "DE", &["facebook-page-people"]),
        (
            Instagram,
            Personal,
            "IT",
            &[own, chats, reuse, off, tags, poster],
        ),
        (
            Instagram,
            Personal,
            "US",
            &[own, chats, reuse, other, tags, poster],
        ),
        (
            Instagram,
            Personal,
            "KR",
            &[own, chats, reuse, other, tags, poster],
        ),
        (
            Instagram,
            Professional,
            "FR",
            &[back, chats, reuse, off, tags, poster],
        ),
        (
            Threads,
            Personal,
            "DE",
            &["threads-private-profile", "threads-fediverse"],
        ),
        (Messenger, Personal, "GB", &[chats]),
        (
            Whatsapp,
            Personal,
            "IN",
            &["whatsapp-limits", chats, "whatsapp-accounts-center"],
        ),
        (
            MetaAi,
            Personal,
            "US",
            &["meta-ai-app", "meta-ai-glasses", "muse-settings"],
        ),
        (
            Platform::None,
            NoAccount,
            "IT",
            &["no-account-ask-others", poster],
        ),
    ];
    for (platform, kind, country, expected) in cases {
        let found = offered(&account(platform, kind, country), Goal::Protect);
        assert_eq!(found, expected, "{platform} {kind} {country}");
    }
}

#[test]
fn a_setting_says_what_it_does_not_do_and_ends_with_a_look() {
    for guide in of_goal(Goal::Protect) {
        let caution = guide.caution.as_deref().unwrap();
        assert!(
            caution.starts_with("This is not an objection"),
            "{}: {caution}",
            guide.id
        );
        assert!(guide.optional && guide.when.is_empty(), "{}", guide.id);
        let last = guide.steps.last().unwrap();
        assert_eq!(last.kind, StepKind::Confirm, "{}", guide.id);
    }
}

/// Only an objection and a request about third parties have a clock; a tick on a reminder must not
/// look as if it started another.
#[test]
fn a_setting_starts_no_clock_and_a_follow_up_at_most_two() {
    let sending = |guide: &Guide| -> Vec<bool> {
        let steps = guide.steps.iter();
        let sent = steps.filter(|step| step.kind == StepKind::Submit);
        sent.map(|step| step.authority).collect()
    };
    for guide in of_goal(Goal::Protect) {
        assert!(sending(&guide).is_empty(), "{}", guide.id);
    }
    // To Meta first, then to the authority: a request is known by whom it went to.
    let mut both = 0;
    for guide in of_goal(Goal::FollowUp) {
        let sent = sending(&guide);
        assert!(
            matches!(sent.as_slice(), [] | [false] | [true] | [false, true]),
            "{}: {sent:?}",
            guide.id
        );
        both += usize::from(sent.len() == 2);
    }
    assert!(both > 10, "{both}");
}

fn step(guide: &Guide, fits: impl Fn(&Step) -> bool) -> Option<(usize, &Step)> {
    guide.steps.iter().enumerate().find(|(_, step)| fits(step))
}

#[test]
fn a_way_after_a_no_or_silence_writes_to_meta_first_and_ends_with_the_authority() {
    let mut seen = 0;
    for guide in of_goal(Goal::FollowUp) {
        assert!(!guide.optional && !guide.when.is_empty(), "{}", guide.id);
        assert_eq!(
            guide.steps.last().unwrap().kind,
            StepKind::Confirm,
            "{}",
            guide.id
        );
        let Some((at, complain)) = step(&guide, |step| step.authority) else {
            continue;
        };
        seen += 1;
        assert_eq!(
            complain.link, None,
            "{}: the program finds the page",
            guide.id
        );
        let has_letters = !guide
            .regions
            .iter()
            .any(|region| region.as_str() == "elsewhere");
        let letter = complain.letter.as_deref();
        assert_eq!(letter, has_letters.then_some("complaint"), "{}", guide.id);
        let to_meta = |step: &Step| {
            step.addresses().any(|address| {
                address.contains("help.meta.com") || address.contains("whatsapp.com/contact")
            })
        };
        let (first, ask) = step(&guide, to_meta).unwrap_or_else(|| panic!("{}", guide.id));
        assert!(first < at, "{}", guide.id);
        assert_eq!(ask.letter.is_some(), has_letters, "{}", guide.id);
        let kept = guide.steps[first..at]
            .iter()
            .any(|step| step.kind == StepKind::Confirm);
        assert!(
            kept,
            "{}: what was sent to Meta is kept before the complaint",
            guide.id
        );
    }
    assert_eq!(seen, 12);
}

#[test]
fn the_german_way_names_the_authority_of_the_land() {
    for id in ["follow-up-refused-eea", "follow-up-overdue-eea"] {
        let guide = super::catalog().guide(id).unwrap().clone();
        let complain = guide.step("complain").unwrap();
        let said = format!(
            "{:?}",
            (
                &complain.action,
                &complain.body,
                &complain.notes,
                &complain.missing
            )
        );
        assert!(said.contains("Land"), "{said}");
        let address = "Merrion Road, Dublin 4, D04 X2K5, Ireland";
        assert!(
            guide.steps.iter().any(|step| {
                let said = format!("{:?}", (&step.body, &step.notes, &step.missing));
                said.contains(address)
            }),
            "{id}"
        );
    }
}

/// An account whose objection was sent so many months ago and ended so.
fn sent(
    platform: Platform,
    country: &str,
    sent: Date,
    due: Option<Date>,
    outcome: Outcome,
) -> Account {
    let kind = if platform == Platform::None {
        Kind::NoAccount
    } else {
        Kind::Personal
    };
    let mut account = account(platform, kind, country);
    account.progress.requests.push(Request {
        due,
        outcome,
        answered: (outcome != Outcome::Waiting).then_some(sent),
        ..Request::new(
            Id::new("r1").unwrap(),
            Goal::Object,
            Id::new("facebook-privacy-center").unwrap(),
            sent,
        )
    });
    account
}

#[test]
fn every_answer_of_meta_has_one_way_on_by_the_law_of_the_country() {
    use Outcome::{Granted, MoreAsked, Refused, Waiting};
    use Platform::{Facebook, Instagram, Threads, Whatsapp};
    let (recent, due) = (date(2026, 9, 1), Some(date(2026, 10, 1)));
    let year_ago = date(2025, 11, 21);
    type Case<'c> = (
        Platform,
        &'c str,
        Date,
        Option<Date>,
        Outcome,
        &'c [&'c str],
    );
    let cases: [Case<'_>; 23] = [
        (
            Instagram,
            "DE",
            recent,
            due,
            Waiting,
            &["follow-up-overdue-eea"],
        ),
        (
            Facebook,
            "NO",
            recent,
            due,
            Refused,
            &["follow-up-refused-eea"],
        ),
        (
            Threads,
            "AT",
            recent,
            due,
            MoreAsked,
            &["follow-up-more-asked"],
        ),
        (
            Platform::None,
            "IT",
            recent,
            due,
            Refused,
            &["follow-up-refused-eea"],
        ),
        (
            Facebook,
            "GB",
            recent,
            due,
            Waiting,
            &["follow-up-overdue-uk"],
        ),
        (
            Facebook,
            "GB",
            recent,
            due,
            Refused,
            &["follow-up-refused-uk"],
        ),
        (
            Facebook,
            "CH",
            recent,
            None,
            Waiting,
            &["follow-up-silent-ch"],
        ),
        (
            Facebook,
            "CH",
            recent,
            None,
            Refused,
            &["follow-up-refused-ch"],
        ),
        (
            Instagram,
            "BR",
            recent,
            None,
            Waiting,
            &["follow-up-silent-br"],
        ),
        (
            Instagram,
            "BR",
            recent,
            None,
            Refused,
            &["follow-up-refused-br"],
        ),
        (
            Instagram,
            "BR",
            recent,
            None,
            MoreAsked,
            &["follow-up-more-asked"],
        ),
        (
            Facebook,
            "KR",
            recent,
            None,
            Waiting,
            &["follow-up-silent-elsewhere"],
        ),
        (
            Facebook,
            "JP",
            recent,
            None,
            Refused,
            &["follow-up-elsewhere"],
        ),
        (
            Facebook,
            "US",
            recent,
            None,
            MoreAsked,
            &["follow-up-more-asked-elsewhere"],
        ),
        (
            Whatsapp,
            "FR",
            recent,
            due,
            Waiting,
            &["follow-up-whatsapp-eea", "follow-up-overdue-eea"],
        ),
        (
            Whatsapp,
            "GB",
            recent,
            due,
            Refused,
            &["follow-up-whatsapp-uk", "follow-up-refused-uk"],
        ),
        (
            Whatsapp,
            "ES",
            recent,
            due,
            MoreAsked,
            &["follow-up-whatsapp-more-asked", "follow-up-more-asked"],
        ),
        (
            Whatsapp,
            "BR",
            recent,
            None,
            Waiting,
            &["follow-up-silent-br"],
        ),
        (
            Facebook,
            "DE",
            year_ago,
            None,
            Granted,
            &["follow-up-still-stands"],
        ),
        // Not yet: the day has not come, or the month or the year is not over.
        (
            Facebook,
            "DE",
            TODAY,
            Some(date(2026, 12, 21)),
            Waiting,
            &[],
        ),
        (Facebook, "CH", date(2026, 10, 22), None, Waiting, &[]),
        (Facebook, "DE", date(2025, 11, 22), None, Granted, &[]),
        (Facebook, "GB", recent, due, Outcome::Withdrawn, &[]),
    ];
    for (platform, country, day, due, outcome, expected) in cases {
        let account = sent(platform, country, day, due, outcome);
        let found = offered(&account, Goal::FollowUp);
        assert_eq!(found, expected, "{platform} {country} {day} {outcome}");
    }
}

#[test]
fn what_is_asked_of_a_person_can_be_read_beside_the_list() {
    for guide in super::catalog().guides() {
        if !matches!(guide.goal, Goal::Protect | Goal::FollowUp) {
            continue;
        }
        for step in &guide.steps {
            let place = format!("{}/{}", guide.id, step.id);
            let length = step.body.chars().count();
            assert!((1..=620).contains(&length), "{place}: {length}");
            for label in &step.path {
                assert!(text::width(label) <= 38, "{place}: {label}");
            }
        }
    }
}

/// Who logs in with Instagram opens Instagram's form: Facebook's would ask for another login.
#[test]
fn of_several_addresses_the_accounts_own_comes_first() {
    let catalog = super::catalog();
    let first = |platform, guide: &str, step: &str| {
        let account = account(platform, Kind::Personal, "DE");
        let guide = catalog.guide(&Id::new(guide).unwrap()).unwrap();
        let step = guide
            .steps
            .iter()
            .find(|it| it.id.as_str() == step)
            .unwrap();
        let addresses = catalog.regions.addresses(&account, step);
        assert_eq!(
            catalog.regions.link(&account, step),
            addresses.first().copied()
        );
        assert_eq!(addresses.len(), step.addresses().count(), "none is lost");
        link::host(addresses[0]).unwrap().to_owned()
    };
    let form = "minor-objection";
    assert_eq!(
        first(Platform::Facebook, form, "try-form"),
        "www.facebook.com"
    );
    assert_eq!(
        first(Platform::Instagram, form, "try-form"),
        "help.instagram.com"
    );
    let page = "help-meta-com";
    assert_eq!(
        first(Platform::Instagram, page, "log-in"),
        "www.instagram.com"
    );
    assert_eq!(
        first(Platform::Messenger, page, "log-in"),
        "www.facebook.com"
    );
    assert_eq!(
        first(Platform::Instagram, page, "open-request-page"),
        "help.meta.com"
    );
}
