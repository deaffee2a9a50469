//! Reading Meta's answers: each mail in `answers/` with the proposal that it has to give, in
//! `answers/proposals.txt`. `OPTOUT_UPDATE=1 cargo test --test answers` writes that file anew; read what
//! changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/account.rs"]
mod account;
#[path = "fuzz/rules/answer.rs"]
mod rule;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use account::account;
use jiff::{
    civil::{Date, date},
    tz::{TimeZone, offset},
};
use optout::{
    account::{
        Account,
        answer::{Context, LARGEST, Proposal, Says, read},
        progress::{Outcome, Request},
    },
    catalog::{Catalog, answers, shared},
    content::{
        answers::Answers, goal::Goal, link::MAIL_DOMAINS, platform::Platform, region::Regions,
    },
    error::Error,
    id::Id,
    text::{self, Clean, TextKind},
};
use proptest::{prelude::*, sample::Index};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers")
}

fn mail(name: &str) -> Vec<u8> {
    fs::read(folder().join(format!("{name}.eml"))).unwrap()
}

fn mails() -> Vec<String> {
    let names = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".eml"));
    names.sort();
    names
        .iter()
        .map(|name| name.trim_end_matches(".eml").to_owned())
        .collect()
}

fn clean(text: &str) -> Option<Clean> {
    Some(text::clean(text, TextKind::Name))
}

fn request(id: &str, sent: Date, outcome: Outcome, reference: Option<&str>) -> Request {
    let guide = Id::new("facebook-privacy-topics").unwrap();
    Request {
        outcome,
        reference: reference.and_then(clean),
        ..Request::new(Id::new(id).unwrap(), Goal::Object, guide, sent)
    }
}

/// Ann with an open request r1 and an older one; her mother; two accounts with one address.
struct World {
    accounts: Vec<Account>,
    regions: Regions,
    zone: TimeZone,
}

impl World {
    fn new() -> Self {
        let person = |id: &str, label: &str, email: &str, handle: &str| {
            let mut person = account(id, label, Platform::Facebook, Some("DE"));
            person.email = clean(email);
            person.handle = clean(handle);
            let open = request("r1", date(2026, 11, 25), Outcome::Waiting, None);
            let closed = request("r2", date(2026, 11, 10), Outcome::Refused, Some("#5550001"));
            person.progress.requests = vec![open, closed];
            person
        };
        Self {
            accounts: vec![
                person("a7k2m9qd", "Personal", "Ann@example.org", "@ann.r"),
                person("e5f6g7h8", "Mum", "mum@example.org", "@mum"),
                person("b2c3d4e5", "Photos", "shared@example.org", "@photos"),
                person("c3d4e5f6", "Work", "shared@example.org", "@ann.b"),
            ],
            regions: Catalog::shipped_regions(),
            zone: TimeZone::fixed(offset(1)),
        }
    }

    fn read(&self, bytes: &[u8], account: usize, request: Option<&str>) -> Result<Proposal, Error> {
        let request = request.and_then(Id::new);
        read(
            bytes,
            &Context {
                rules: answers(),
                regions: &self.regions,
                trusted: &[],
                account: &self.accounts[account],
                accounts: &self.accounts,
                request: request.as_ref(),
                zone: &self.zone,
                today: date(2026, 12, 5),
            },
        )
    }

    /// The proposal of a mail in the folder.
    fn proposal(&self, name: &str) -> Proposal {
        let account = if name.starts_with("same-address") {
            2
        } else {
            0
        };
        self.read(&mail(name), account, Some("r1")).unwrap()
    }
}

#[test]
fn every_mail_gives_its_proposal() {
    let world = World::new();
    let mut got = String::new();
    for name in mails() {
        let proposal = serde_json::to_string(&world.proposal(&name)).unwrap();
        got.push_str(&format!("{name}\n{proposal}\n\n"));
    }
    let path = folder().join("proposals.txt");
    if std::env::var_os("OPTOUT_UPDATE").is_some() {
        fs::write(&path, &got).unwrap();
    }
    let wanted = fs::read_to_string(&path).unwrap();
    for (got, wanted) in got.split("\n\n").zip(wanted.split("\n\n")) {
        assert_eq!(got, wanted);
    }
    assert_eq!(got.lines().count(), wanted.lines().count());
}

/// By the beginnings of their names, so that a table that was written anew unread shows here.
#[test]
fn an_answer_is_recognised_in_every_language_and_a_doubt_never_decides() {
    let world = World::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for name in mails() {
        let proposal = world.proposal(&name);
        let (kind, wanted) = match name.split('-').next().unwrap() {
            "granted" => ("granted", Says::Granted),
            "refused" => ("refused", Says::Refused),
            "asked" => ("asked", Says::MoreAsked),
            "received" => ("received", Says::Received),
            _ => {
                assert!(
                    proposal.outcome.is_some() || !proposal.warnings.is_empty(),
                    "{name}"
                );
                *seen.entry("others").or_default() += 1;
                continue;
            }
        };
        *seen.entry(kind).or_default() += 1;
        let warnings = &proposal.warnings;
        assert_eq!(proposal.outcome, Some(wanted), "{name}: {warnings:?}");
    }
    assert_eq!(seen["granted"], 9);
    for name in [
        "alternatives",
        "authentication-of-another",
        "bidi",
        "day-by-zone",
        "html",
        "lf-only",
        "mbox",
        "no-date",
        "odd-date",
        "quoted-below-new",
        "reply-to-other",
        "same-address",
        "unknown-address",
    ] {
        let proposal = world.proposal(name);
        let warnings = &proposal.warnings;
        assert_eq!(
            proposal.outcome,
            Some(Says::Granted),
            "{name}: {warnings:?}"
        );
    }
    assert!(seen["others"] > 40, "{seen:?}");
    for name in [
        "partly",
        "yes-and-no",
        "conditional",
        "notice-de",
        "negated",
        "negation-hidden",
        "other-topic",
        "quoted-only",
        "quoted-outlook",
        "forward",
        "forward-attached",
        "older",
        "no-sender",
        "two-senders",
        "sender-lists",
        "name-is-address",
        "name-encoded",
        "host-below",
        "host-longer",
        "authentication-fails",
        "reply-to-alike",
        "link-alike",
        "link-user",
        "link-cyrillic",
        "html-shows-another",
        "html-quote",
        "alternatives-differ",
        "broken-mime",
        "other-account",
        "same-address-named",
        "nothing-known",
        "number-of-another",
    ] {
        let proposal = world.proposal(name);
        assert_eq!(proposal.outcome, None, "{name}");
        assert!(!proposal.warnings.is_empty(), "{name}");
    }
}

#[test]
fn what_is_shown_says_first_that_a_sender_proves_nothing() {
    let world = World::new();
    let shown = world.proposal("bidi").in_words().join("\n");
    let wanted = "\
From: privacy@facebookmail.com (calls itself Meta \u{fffd}cilbup). Meta is reported to write from there.
A sender proves nothing: anybody can write any name there.
The mail has no record of a check of its sender.
Subject: Your \u{fffd}objection \u{fffd}[31m
Date: 1 December 2026

It seems to say: Meta agreed.
  \"We will honour your objection for your public information, such as public posts and comments.\"

Its links:
  Meta's own:  https://www.facebook.com/privacy/genai

Proposed: Meta agreed, on 1 December 2026, for request r1.";
    assert_eq!(shown, wanted);
    let shown = world.proposal("link-alike").in_words().join("\n");
    for line in [
        "  not on the list:  https://facebook.com.evil.example/login",
        "Careful: A link leads to facebook.com.evil.example, which only looks like facebook.com.",
        "Nothing is proposed. Read the mail and record the answer yourself.",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
}

#[test]
fn without_a_request_the_number_or_the_only_open_one_decides() {
    let mut world = World::new();
    let chosen = |world: &World, name: &str| {
        let proposal = world.read(&mail(name), 0, None).unwrap();
        (proposal.request.map(|id| id.to_string()), proposal.outcome)
    };
    let granted = Some(Says::Granted);
    assert_eq!(
        chosen(&world, "granted-en"),
        (Some("r1".to_owned()), granted)
    );
    assert_eq!(
        chosen(&world, "number-of-another"),
        (Some("r2".to_owned()), granted)
    );
    assert_eq!(chosen(&world, "older"), (None, None));
    let second = request("r3", date(2026, 11, 26), Outcome::Waiting, None);
    world.accounts[0].progress.requests.push(second);
    assert_eq!(chosen(&world, "granted-en"), (None, None));
}

#[test]
fn what_is_too_large_or_no_mail_is_refused() {
    let world = World::new();
    let mut large = mail("granted-en");
    large.resize(30_000_000, b'a');
    let error = world.read(&large, 0, None).unwrap_err();
    assert!(error.sentence.contains("25 MB"), "{error}");
    assert_eq!(error.code, 1);
    large.truncate(LARGEST);
    let proposal = world.read(&large, 0, Some("r1")).unwrap();
    assert_eq!(proposal.outcome, None);
    let told = |word: &str| proposal.warnings.iter().any(|it| it.contains(word));
    assert!(
        told("only its beginning was read"),
        "{:?}",
        proposal.warnings
    );
    for text in ["", "\n\n\n", "just words", "\0\0\0", "X-Odd: 1\n\ntext"] {
        let error = world.read(text.as_bytes(), 0, None).unwrap_err();
        assert_eq!(
            error.sentence.as_str(),
            "This is not an e-mail.",
            "{text:?}"
        );
    }
    let mut bomb = String::from("From: a@facebookmail.com\n");
    for depth in 0..5_000 {
        bomb.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"
        ));
    }
    assert!(world.read(bomb.as_bytes(), 0, None).is_err());
}

#[test]
fn the_rules_name_their_sources_and_mistakes_their_places() {
    let text = fs::read_to_string(folder().join("../../guides/answers.toml")).unwrap();
    let parse = |text: &str| Answers::parse(text, shared().sources()).1;
    assert_eq!(parse(&text), []);
    for host in MAIL_DOMAINS {
        assert!(answers().is_mail_host(host), "{host}");
    }
    for (mistake, says) in [
        (
            "[[host]]\nname = \"a b\"\nsources = []\nconfidence = \"reported\"",
            "2:8: `a b` is not the name of a host",
        ),
        (
            "[[host]]\nname = \"a.example\"\nsources = [\"nobody\"]\nconfidence = \"reported\"",
            "3:12: No [[source]] has the id `nobody`",
        ),
        ("[[phrase]]\nlanguage = \"xx\"", "2:12: `language` is `xx`"),
        (
            "[[phrase]]\nlanguage = \"en\"\nmeans = \"granted\"\nconfidence = \"expected\"\ntexts = [\"yes\"]",
            "5:10: `yes` is one word",
        ),
        (
            "[[phrase]]\nlanguage = \"en\"\nmeans = \"granted\"\nconfidence = \"quoted\"\ntexts = [\"a b\"]",
            "1:1: A quoted wording names its `source`",
        ),
        (
            "[[phrase]]\nlanguage = \"en\"\nmeans = \"more-asked\"\nconfidence = \"expected\"\ntexts = [\"a b\"]",
            "1:1: `asked` says what is asked for",
        ),
        (
            "[[phrase]]\nlanguage = \"en\"\nmeans = \"granted\"\nconfidence = \"expected\"\ntexts = [\"a b\", \"A  B!\"]",
            "5:17: `A  B!` is there twice in `en`",
        ),
        (
            "[[phrase]]\nlanguage = \"en\"\nmeans = \"granted\"\nconfidence = \"expected\"\ntexts = [\"…\"]",
            "5:10: `…` has no words",
        ),
        ("", "There is no [[language]] `pl`"),
        ("", "No [[phrase]] means `refused` in `nl`"),
        ("[[phrases]]", "1:3: `phrases` is not a key here"),
    ] {
        let problems: Vec<String> = parse(mistake).iter().map(ToString::to_string).collect();
        assert!(
            problems.iter().any(|it| it.contains(says)),
            "{says}: {problems:#?}"
        );
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(data in prop::collection::vec(any::<u8>(), 0..2_000)) {
        rule::holds(&data);
    }

    #[test]
    fn no_damage_to_a_mail_is_too_odd(
        which in any::<Index>(),
        damage in prop::collection::vec((any::<Index>(), any::<u8>(), 0..3_u8), 1..40),
    ) {
        let names = mails();
        let mut bytes = mail(&names[which.index(names.len())]);
        for (at, byte, kind) in damage {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        rule::holds(&bytes);
    }
}
