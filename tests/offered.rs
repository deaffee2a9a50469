//! Who is offered which routes: nobody is left without a word, and the likeliest comes first.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, missing_docs)]

#[path = "support/bench.rs"]
mod bench;

use optout::{
    account::{
        Account,
        overview::{Overview, coverings},
        progress::{Outcome, Progress},
    },
    catalog::Catalog,
    content::{
        goal::Goal,
        platform::{Kind, Platform},
        state::State,
    },
    text,
};

/// The guides that fit such an account, in the order in which they are tried.
fn offered(catalog: &Catalog, platform: Platform, kind: Kind, country: &str) -> Vec<String> {
    let account = Account {
        kind,
        ..bench::account("a7k2m9qd", "A", platform, Some(country))
    };
    let cards = catalog.fitting(&account);
    let of_goal = cards.iter().filter(|card| card.goal == Goal::Object);
    of_goal.map(|card| card.id.to_string()).collect()
}

#[test]
fn nobody_in_a_region_with_a_form_is_left_without_a_word() {
    let catalog = Catalog::new(&[], &[]);
    for country in ["DE", "GB", "CH", "BR"] {
        for platform in [
            Platform::Facebook,
            Platform::Instagram,
            Platform::Threads,
            Platform::Messenger,
            Platform::Whatsapp,
            Platform::MetaAi,
        ] {
            for kind in [Kind::Personal, Kind::Professional] {
                let routes = offered(&catalog, platform, kind, country);
                assert!(!routes.is_empty(), "{platform} {kind} {country}");
            }
        }
        assert_eq!(
            offered(&catalog, Platform::Facebook, Kind::Page, country),
            ["facebook-page-authors"],
            "{country}"
        );
    }
    for (country, first) in [
        ("IT", "no-account-objection"),
        ("GB", "no-account-objection-uk"),
        ("CH", "no-account-objection-ch"),
        ("BR", "no-account-objection-br"),
    ] {
        assert_eq!(
            offered(&catalog, Platform::None, Kind::NoAccount, country),
            [first, "child-pictures"],
            "{country}"
        );
    }
    for country in ["KR", "JP"] {
        assert_eq!(
            offered(&catalog, Platform::Instagram, Kind::Personal, country),
            ["korea-japan-object"]
        );
    }
    for platform in [Platform::Facebook, Platform::Instagram, Platform::Whatsapp] {
        assert!(offered(&catalog, platform, Kind::Personal, "US").is_empty());
    }
}

#[test]
fn the_likeliest_route_comes_first() {
    let catalog = Catalog::new(&[], &[]);
    for (platform, country, routes) in [
        (
            Platform::Facebook,
            "DE",
            &[
                "facebook-privacy-topics",
                "facebook-objection-form",
                "facebook-privacy-center",
                "facebook-policy-object",
                "help-meta-com",
                "facebook-other-policies-object",
                "facebook-notice",
                "cannot-log-in",
            ][..],
        ),
        (
            Platform::Facebook,
            "BR",
            &[
                "facebook-privacy-topics",
                "facebook-objection-form",
                "facebook-privacy-center",
                "facebook-other-policies-object",
                "facebook-notice",
                "facebook-app-help-support",
            ][..],
        ),
        (
            Platform::Instagram,
            "CH",
            &[
                "instagram-privacy-topics",
                "instagram-objection-form",
                "instagram-privacy-center",
                "instagram-privacy-center-app",
                "instagram-about-policy",
                "instagram-notice",
                "cannot-log-in",
            ][..],
        ),
        (
            Platform::Whatsapp,
            "FR",
            &["whatsapp-objection", "whatsapp-ai-chats"][..],
        ),
        (Platform::Whatsapp, "BR", &["whatsapp-ai-chats"][..]),
        (
            Platform::Messenger,
            "GB",
            &["messenger-facebook-account", "help-meta-com"][..],
        ),
    ] {
        assert_eq!(
            offered(&catalog, platform, Kind::Personal, country),
            routes,
            "{platform} {country}"
        );
    }
}

/// The next step of an account among others: its guide's goal.
fn next(accounts: &[Account], of: usize) -> (State, Option<Goal>, bool) {
    let overview = Overview::of(
        &accounts[of],
        &Catalog::new(&[], &[]),
        &coverings(accounts),
        bench::now().today,
    );
    let goal = overview.next_step().map(|(guide, _)| guide.goal);
    (
        overview.state,
        goal,
        overview.goal(Goal::FollowUp).is_some(),
    )
}

#[test]
fn following_up_comes_before_what_is_left_of_the_objection() {
    for (outcome, state) in [
        (Outcome::Waiting, State::Overdue),
        (Outcome::Refused, State::Refused),
        (Outcome::MoreAsked, State::MoreAsked),
    ] {
        let mut account = bench::account("a7k2m9qd", "A", Platform::Facebook, Some("DE"));
        account.progress.requests = vec![bench::objection(outcome)];
        let found = next(&[account], 0);
        assert_eq!(found, (state, Some(Goal::FollowUp), true));
    }
    let untouched = bench::account("a7k2m9qd", "A", Platform::Facebook, Some("DE"));
    let found = next(&[untouched], 0);
    assert_eq!(found, (State::Todo, Some(Goal::Object), false));
}

#[test]
fn only_the_account_that_sent_the_objection_follows_up() {
    let group = || Some(text::clean("home", text::TextKind::Name));
    let sender = Account {
        group: group(),
        progress: Progress {
            requests: vec![bench::objection(Outcome::Refused)],
            ..Progress::default()
        },
        ..bench::account("a7k2m9qd", "A", Platform::Facebook, Some("DE"))
    };
    let covered = Account {
        group: group(),
        ..bench::account("b7k2m9qd", "B", Platform::Instagram, Some("DE"))
    };
    let both = [sender, covered];
    assert_eq!(next(&both, 0), (State::Refused, Some(Goal::FollowUp), true));
    assert_eq!(next(&both, 1), (State::Refused, Some(Goal::Object), false));
}
