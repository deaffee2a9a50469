//! Which routes a person is offered, and in which order: a table that people review by eye.
//! `OPTOUT_UPDATE=1 cargo test --test routes` writes `tests/routes.tsv` anew; read the difference.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use bench::{account, now};
use jiff::civil::{Date, date};
use optout::{
    account::routes::NoRoute,
    account::{
        Account,
        overview::Overview,
        progress::{Outcome, Request},
    },
    catalog::Catalog,
    clock,
    content::{
        goal::Goal,
        platform::{Kind, Platform},
    },
    id::Id,
};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/routes.tsv");

/// What a person did before looking: an objection sent on a day, its due day, and the answer.
#[derive(Debug, Clone, Copy)]
enum Before {
    Nothing,
    Sent,
    SentLongAgo,
    Refused,
    RefusedInJune,
    MoreAsked,
    Granted,
    GrantedLastYear,
}

use Before::{
    Granted, GrantedLastYear, MoreAsked, Nothing, Refused, RefusedInJune, Sent, SentLongAgo,
};

impl Before {
    const ALL: [Self; 8] = [
        Nothing,
        Sent,
        SentLongAgo,
        Refused,
        RefusedInJune,
        MoreAsked,
        Granted,
        GrantedLastYear,
    ];

    const fn words(self) -> &'static str {
        match self {
            Nothing => "-",
            Sent => "sent this month",
            SentLongAgo => "sent in August",
            Refused => "refused this month",
            RefusedInJune => "refused in June",
            MoreAsked => "more asked this month",
            Granted => "granted this month",
            GrantedLastYear => "granted in October last year",
        }
    }

    /// The days of sending and answer, and the answer.
    fn request(self) -> Option<(Date, Option<Date>, Outcome)> {
        let this_month = Some(date(2026, 11, 10));
        Some(match self {
            Nothing => return None,
            Sent => (date(2026, 11, 2), None, Outcome::Waiting),
            SentLongAgo => (date(2026, 8, 3), None, Outcome::Waiting),
            Refused => (date(2026, 10, 20), this_month, Outcome::Refused),
            RefusedInJune => (date(2026, 5, 20), Some(date(2026, 6, 10)), Outcome::Refused),
            MoreAsked => (date(2026, 10, 20), this_month, Outcome::MoreAsked),
            Granted => (date(2026, 10, 20), this_month, Outcome::Granted),
            GrantedLastYear => (
                date(2025, 9, 20),
                Some(date(2025, 10, 10)),
                Outcome::Granted,
            ),
        })
    }
}

type Case = (Platform, Kind, &'static str, Before);

/// The people of the table; no country is written `-`.
fn cases() -> Vec<Case> {
    use Kind::{Minor, NoAccount, Page, Personal, Professional};
    use Platform::{Facebook, Instagram, Messenger, MetaAi, None, Threads, Whatsapp};
    let mut cases = Vec::new();
    let mut of = |platform, kind, countries: &[&'static str]| {
        cases.extend(
            countries
                .iter()
                .map(|code| (platform, kind, *code, Nothing)),
        );
    };
    of(
        Facebook,
        Personal,
        &[
            "DE", "FR", "NO", "IS", "GB", "CH", "BR", "US", "CA", "AU", "IN", "KR", "JP", "-",
            "AT", "IE", "IT", "ES", "PL", "MC", "JE", "VA", "GI", "AD", "FO", "UA",
        ],
    );
    of(Facebook, Professional, &["DE", "GB", "BR", "US"]);
    of(Facebook, Page, &["DE", "US", "GB", "CH", "BR", "MC"]);
    of(
        Instagram,
        Personal,
        &[
            "DE", "GB", "CH", "BR", "US", "KR", "-", "FR", "NL", "PT", "MC", "SM", "IM",
        ],
    );
    of(Instagram, Professional, &["DE", "GB"]);
    of(Facebook, Minor, &["DE", "GB", "BR", "US"]);
    of(Instagram, Minor, &["DE", "GB", "BR", "US"]);
    of(Threads, Personal, &["DE", "US", "GB", "CH", "BR"]);
    of(Messenger, Personal, &["DE", "GB", "BR", "US"]);
    of(
        Whatsapp,
        Personal,
        &["DE", "GB", "BR", "US", "CH", "MC", "JE", "GG", "VA"],
    );
    of(MetaAi, Personal, &["DE", "US", "GB", "CH", "BR"]);
    of(
        None,
        NoAccount,
        &["IT", "DE", "US", "BR", "GB", "CH", "FR", "KR", "JP", "MC"],
    );
    for before in Before::ALL.into_iter().skip(1) {
        cases.push((Facebook, Personal, "DE", before));
    }
    cases.extend([
        (Facebook, Personal, "GB", SentLongAgo),
        (Instagram, Personal, "BR", SentLongAgo),
        (Instagram, Personal, "CH", Refused),
        (None, NoAccount, "IT", SentLongAgo),
        (Facebook, Personal, "KR", SentLongAgo),
        (Whatsapp, Personal, "DE", SentLongAgo),
    ]);
    cases
}

/// The day on which an answer is due by the country's law, if it sets one.
fn due(account: &Account, catalog: &Catalog, sent: Date) -> Option<Date> {
    let rule = catalog.region(account)?.reply.as_ref()?;
    Some(clock::due(sent, rule.period))
}

fn person((platform, kind, code, before): Case, catalog: &Catalog) -> Account {
    let country = (code != "-").then_some(code);
    let mut account = account("a7k2m9qd", "Somebody", platform, country);
    account.kind = kind;
    let objects = |goal| catalog.heads().find(|head| head.goal == goal);
    let guide = objects(Goal::Object).map(|head| head.id.clone()).unwrap();
    if let Some((sent, answered, outcome)) = before.request() {
        account.progress.requests.push(Request {
            due: due(&account, catalog, sent),
            outcome,
            answered,
            ..Request::new(Id::new("r1").unwrap(), Goal::Object, guide, sent)
        });
    }
    account
}

/// What a person is offered for each goal, with the state of the account.
fn offered(case: Case, catalog: &Catalog) -> (String, Vec<(Goal, String)>) {
    let account = person(case, catalog);
    let overview = Overview::of(&account, catalog, &BTreeMap::new(), now().today);
    let fitting = catalog.fitting(&account);
    let mut goals = Vec::new();
    for goal in Goal::ALL {
        let routes = match overview.goal(*goal) {
            Some(view) => {
                let others = view.others.iter().map(|other| other.id.as_str());
                let routes: Vec<&str> =
                    [view.guide.id.as_str()].into_iter().chain(others).collect();
                routes.join(", ")
            }
            None if fitting.iter().any(|head| head.goal == *goal) => "(not now)".to_owned(),
            None => match catalog.why_none(&account, *goal) {
                NoRoute::Region => "(none in this region)".to_owned(),
                NoRoute::Kind => "(none for this kind)".to_owned(),
                NoRoute::Platform => "(none on this platform)".to_owned(),
            },
        };
        goals.push((*goal, routes));
    }
    (overview.state.to_string(), goals)
}

fn table() -> String {
    let catalog = Catalog::new(&[], &[]);
    let mut table = String::from(
        "# What each of these people is offered, the likeliest route first, on 21 November 2026.\n\
         # platform\tkind\tcountry\tregion\tform\tobjection\tstate\tgoal\troutes\n",
    );
    for case in cases() {
        let (platform, kind, code, before) = case;
        let region = catalog.region(&person(case, &catalog));
        let (region, form) = region.map_or(("-", "-"), |region| {
            (region.id.as_str(), region.form.as_str())
        });
        let (state, goals) = offered(case, &catalog);
        let before = before.words();
        for (goal, routes) in goals {
            table.push_str(&format!(
                "{platform}\t{kind}\t{code}\t{region}\t{form}\t{before}\t{state}\t{goal}\t{routes}\n"
            ));
        }
    }
    table
}

#[test]
fn everybody_is_offered_what_the_table_says_in_that_order() {
    let now = table();
    if std::env::var_os("OPTOUT_UPDATE").is_some() {
        fs::write(TABLE, &now).unwrap();
    }
    let reviewed = fs::read_to_string(TABLE).unwrap();
    let lines = |table: &str| -> BTreeSet<String> { table.lines().map(str::to_owned).collect() };
    let (now_lines, reviewed_lines) = (lines(&now), lines(&reviewed));
    let gone = reviewed_lines
        .difference(&now_lines)
        .map(|line| format!("- {line}"));
    let new = now_lines
        .difference(&reviewed_lines)
        .map(|line| format!("+ {line}"));
    let difference: Vec<String> = gone.chain(new).collect();
    assert!(
        now == reviewed,
        "tests/routes.tsv says something else; OPTOUT_UPDATE=1 writes it anew, to be read:\n{}",
        difference.join("\n")
    );
}

#[test]
fn the_table_is_about_some_forty_people_each_once() {
    let all: BTreeSet<String> = cases().iter().map(|case| format!("{case:?}")).collect();
    assert_eq!(all.len(), cases().len());
    assert!(all.len() >= 40, "{}", all.len());
}

/// A guide that nobody is ever offered was written in vain.
#[test]
fn every_shipped_guide_is_offered_to_somebody() {
    let catalog = Catalog::new(&[], &[]);
    let mut never: BTreeSet<String> = catalog.heads().map(|head| head.id.to_string()).collect();
    for platform in Platform::ALL {
        for kind in Kind::ALL {
            for code in ["-", "DE", "GB", "CH", "BR", "US", "KR"] {
                for before in Before::ALL {
                    let (_, goals) = offered((*platform, *kind, code, before), &catalog);
                    for (_, routes) in goals {
                        for route in routes.split(", ") {
                            never.remove(route);
                        }
                    }
                }
            }
        }
    }
    assert!(never.is_empty(), "{never:?}");
}
