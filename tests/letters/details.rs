//! What is filled in for an account, and why something is missing.

use std::sync::Arc;

use optout::{
    account::{
        Account,
        compose::{Detail, Details, LetterContext},
        progress::{Outcome, Request},
    },
    catalog::Catalog,
    content::{
        goal::Goal,
        language::{Ground, Language},
        platform::Platform,
        region::Regions,
    },
    id::Id,
    text::{self, Clean, TextKind},
};

use crate::bench::{Bench, account, guide_with_letter};

const ID: &str = "a7k2m9qd";

fn name(text: &str) -> Option<Clean> {
    Some(text::clean(text, TextKind::Name))
}

/// An objection sent on the first of June, not answered.
fn request(guide: &str) -> Request {
    Request {
        due: Some("2026-07-01".parse().unwrap()),
        ..Request::new(
            Id::new("r1").unwrap(),
            Goal::Object,
            Id::new(guide).unwrap(),
            "2026-06-01".parse().unwrap(),
        )
    }
}

fn with_desk<T>(bench: &Bench, id: &str, look: impl FnOnce(&LetterContext<'_>) -> T) -> T {
    let entry = bench.model.entry(id).unwrap();
    let accounts: Vec<&Account> = bench
        .model
        .entries
        .iter()
        .map(|entry| &*entry.account)
        .collect();
    look(&LetterContext {
        account: &entry.account,
        overview: &entry.overview,
        accounts: &accounts,
        catalog: &bench.model.catalog,
        today: bench.now.today,
    })
}

fn details(bench: &Bench, id: &str, language: Language) -> Details {
    with_desk(bench, id, |desk| {
        Details::of(desk, language, &desk.account.grounds)
    })
}

fn value(details: &Details, wanted: Detail) -> Option<&str> {
    let found = details
        .required
        .iter()
        .find(|(detail, _)| *detail == wanted);
    found.map(|(_, value)| value.as_str())
}

#[test]
fn an_accounts_details_are_in_the_words_of_the_language() {
    let mut mine = account(ID, "Mine", Platform::Facebook, Some("AT"));
    mine.name = name("Ada Läufer");
    mine.email = name("ada@example.org");
    mine.handle = name("@ada");
    mine.grounds = vec![Ground::Children];
    let mut sent = request("mine");
    sent.reference = Some(text::line("REF-1"));
    sent.outcome = Outcome::Refused;
    sent.answered = Some("2026-06-20".parse().unwrap());
    sent.extended = Some("2026-09-01".parse().unwrap());
    mine.progress.requests.push(sent);
    let mut bench = Bench::new(vec![mine]);
    bench.add_guide(&guide_with_letter("objection-short"));
    let english = details(&bench, ID, Language::English);
    for (detail, wanted) in [
        (Detail::Name, "Ada Läufer"),
        (Detail::Email, "ada@example.org"),
        (Detail::Country, "Austria"),
        (Detail::Sent, "1 June 2026"),
        // Meta extended the time, and that counts.
        (Detail::Due, "1 September 2026"),
        (Detail::Answered, "20 June 2026"),
    ] {
        assert_eq!(value(&english, detail), Some(wanted));
    }
    assert_eq!(english.today, "21 November 2026");
    assert_eq!(english.platform, "Facebook");
    assert_eq!(english.handle, "@ada");
    assert_eq!(english.outcome, "refused");
    assert_eq!(english.reference, "REF-1");
    assert_eq!(english.grounds, [Ground::Children]);
    // The submit step has no link; the one before it does.
    assert_eq!(english.form, "https://www.facebook.com/help/contact/1");
}

#[test]
fn another_accounts_objection_is_the_one_that_covers_this_one() {
    let member = |id, label, platform| Account {
        group: name("me"),
        ..account(id, label, platform, Some("DE"))
    };
    let mut sender = member(ID, "Mine", Platform::Facebook);
    sender
        .progress
        .requests
        .push(request("facebook-privacy-center"));
    let mut photos = member("b2c3d4e5", "Photos", Platform::Instagram);
    photos.handle = name("@photos");
    let threads = member("c3d4e5f6", "Threads", Platform::Threads);
    // A WhatsApp account is in no Accounts Center, whatever was typed.
    let chat = member("d4e5f6g7", "Chat", Platform::Whatsapp);
    let stranger = account("e5f6g7h8", "Mum", Platform::Instagram, Some("DE"));
    let bench = Bench::new(vec![sender, photos, threads, chat, stranger]);
    let of_photos = details(&bench, "b2c3d4e5", Language::English);
    assert_eq!(value(&of_photos, Detail::Sent), Some("1 June 2026"));
    assert_eq!(of_photos.outcome, "waiting");
    assert_eq!(of_photos.others, ["Facebook", "Threads"]);
    let of_mine = details(&bench, ID, Language::English);
    assert_eq!(of_mine.others, ["Instagram (@photos)", "Threads"]);
    let of_chat = details(&bench, "d4e5f6g7", Language::English);
    assert_eq!(of_chat.others, [""; 0]);
    let of_stranger = details(&bench, "e5f6g7h8", Language::English);
    assert_eq!(of_stranger.others, [""; 0]);
    assert_eq!(value(&of_stranger, Detail::Sent), None);
}

/// Regions with one authority in Austria and two in Germany.
fn with_authorities(bench: &mut Bench) {
    let authority = |id: &str, country: &str| {
        format!(
            "[[authority]]\nid = \"{id}\"\ncountry = \"{country}\"\nname = \"Amt {id}\"\nenglish = \"Office {id}\"\n\
             site = \"https://www.facebook.com/{id}\"\nchecked = 2026-01-01\nconfidence = \"reported\"\n\
             sources = [\"one\"]\n"
        )
    };
    let source = format!(
        "format = 1\n[[source]]\nid = \"one\"\ntitle = \"One\"\nnote = \"n\"\nchecked = 2026-01-01\n\
         [[region]]\nid = \"eea\"\nname = \"EU and EEA\"\nform = \"yes\"\nconfidence = \"reported\"\n\
         sources = [\"one\"]\ncountries = [\"AT\", \"DE\", \"FR\"]\n\
         {}{}{}[countries]\nAT = \"Austria\"\nDE = \"Germany\"\nFR = \"France\"\n",
        authority("at-one", "AT"),
        authority("de-one", "DE"),
        authority("de-two", "DE"),
    );
    let (regions, problems) = Regions::parse(&source, optout::catalog::shared().sources());
    assert_eq!(problems, []);
    bench.model.catalog = Arc::new(Catalog::with(Arc::new(regions), &[], &[]));
    bench.model.refresh_overviews();
}

#[test]
fn the_authority_is_the_accounts_own_else_the_only_one_of_its_country() {
    for (country, own, english, german, why) in [
        (
            Some("AT"),
            None,
            Some("Amt at-one (Office at-one)"),
            Some("Amt at-one"),
            "",
        ),
        (
            Some("DE"),
            Some("de-two"),
            Some("Amt de-two (Office de-two)"),
            Some("Amt de-two"),
            "",
        ),
        (
            Some("DE"),
            None,
            None,
            None,
            "Germany has 2 authorities, and the account does not say which is yours.",
        ),
        (
            Some("FR"),
            None,
            None,
            None,
            "No authority of France is on record here.",
        ),
        (
            None,
            None,
            None,
            None,
            "The account has no country, so its authority is not known.",
        ),
    ] {
        let mut mine = account(ID, "Mine", Platform::Facebook, country);
        mine.authority = own.map(|id| Id::new(id).unwrap());
        let mut bench = Bench::new(vec![mine]);
        with_authorities(&mut bench);
        let found = details(&bench, ID, Language::English);
        assert_eq!(
            value(&found, Detail::Authority),
            english,
            "{country:?} {own:?}"
        );
        let has_site = !found.authority_site.is_empty();
        assert_eq!(has_site, english.is_some());
        let found = details(&bench, ID, Language::German);
        assert_eq!(value(&found, Detail::Authority), german);
        if english.is_none() {
            let said = with_desk(&bench, ID, |desk| desk.why_missing(Detail::Authority));
            assert_eq!(said, why);
        }
    }
}

#[test]
fn why_something_is_missing_is_said_once_and_in_words() {
    let bare = account(ID, "Mine", Platform::Facebook, Some("DE"));
    let days = [Detail::Sent, Detail::Due, Detail::Answered];
    let bench = Bench::new(vec![bare.clone()]);
    let said = with_desk(&bench, ID, |desk| desk.whys_missing(&days));
    assert_eq!(
        said,
        ["No objection is on record yet: tick the step that sends it first."]
    );
    let mut sent = bare;
    sent.progress.requests.push(Request {
        due: None,
        ..request("facebook-privacy-center")
    });
    let elsewhere = account(ID, "Mine", Platform::Facebook, Some("JP")).country;
    for (country, why) in [
        (
            sent.country,
            "The day by which Meta has to answer is not on record: correct the objection, and it follows.",
        ),
        (elsewhere, "No reply period is known where this account is."),
    ] {
        let bench = Bench::new(vec![Account {
            country,
            ..sent.clone()
        }]);
        let said = with_desk(&bench, ID, |desk| desk.whys_missing(&days[1..]));
        let answered = "Meta's answer is not on record yet: record what it was first.";
        assert_eq!(said, [why, answered]);
    }
}

#[test]
fn only_a_form_counts_as_the_form_that_was_used() {
    let of = |platform, guide: &str| {
        let mut mine = account(ID, "Mine", platform, Some("DE"));
        mine.progress.requests.push(request(guide));
        let bench = Bench::new(vec![mine]);
        details(&bench, ID, Language::English)
    };
    for (platform, guide, form, company) in [
        (
            Platform::Facebook,
            "facebook-objection-form",
            "https://www.facebook.com/help/contact/6359191084165019",
            "meta",
        ),
        // People look for the form from these pages; they are no form.
        (Platform::Facebook, "facebook-privacy-center", "", "meta"),
        (Platform::Facebook, "facebook-policy-object", "", "meta"),
        (Platform::Instagram, "instagram-notice", "", "meta"),
        // This one may as well be sent by post.
        (Platform::None, "no-account-objection", "", "meta"),
        (
            Platform::Whatsapp,
            "whatsapp-objection",
            "https://www.whatsapp.com/contact/forms/382532939919295/",
            "whatsapp",
        ),
        (Platform::Whatsapp, "whatsapp-ai-chats", "", "meta"),
        (Platform::Whatsapp, "a-guide-that-is-gone", "", "whatsapp"),
    ] {
        let found = of(platform, guide);
        assert_eq!(found.form, form, "{guide}");
        assert_eq!(found.company, company, "{guide}");
    }
}

#[test]
fn having_no_account_is_said_in_the_words_of_the_language() {
    let none = account(ID, "Grandma", Platform::None, Some("DE"));
    let bench = Bench::new(vec![none]);
    for (language, wanted) in [
        (Language::English, "none (I have no account with Meta)"),
        (Language::German, "keines (ich habe kein Konto bei Meta)"),
        (Language::Polish, "brak (nie mam konta w Meta)"),
    ] {
        let found = details(&bench, ID, language);
        assert_eq!(found.platform, wanted);
        assert_eq!(found.about, "others");
    }
    for language in Language::ALL {
        let found = details(&bench, ID, *language);
        assert!(
            !found.platform.contains(Platform::None.title()),
            "{language}"
        );
    }
}
