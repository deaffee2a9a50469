//! Who is offered which routes: nobody is left without a word, and the likeliest comes first.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, missing_docs)]

#[path = "support/bench.rs"]
mod bench;

use optout::{
    account::{Account, Kind, Platform},
    catalog::Catalog,
    guide::Goal,
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
    assert_eq!(
        offered(&catalog, Platform::None, Kind::NoAccount, "IT"),
        ["no-account-objection"]
    );
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
