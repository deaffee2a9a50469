//! Twenty accounts, in every state that there is.

use jiff::civil::{Date, date};
use optout::{
    account::{
        Account,
        progress::{Mark, Outcome, Recipient, Request, StepState},
    },
    content::{
        goal::Goal,
        guide::StepId,
        platform::{Kind, Platform},
    },
    id::Id,
    text::{self, TextKind},
};

use super::bench::{Bench, account, now};

/// What follows a silence, a yes, and a silence where no law gives a day.
pub(crate) const FOLLOW_UPS: [&str; 3] = [
    r#"format = 1
id = "late"
title = "Silent: remind, complain"
goal = "follow-up"
platforms = ["facebook", "instagram"]
when = ["overdue"]
minutes = 12
[[source]]
id = "us"
title = "Us"
note = "For a test."
checked = 2026-11-01
[[step]]
id = "remind"
title = "Remind Meta"
kind = "submit"
link = "https://www.facebook.com/help/contact/712876720715583?from=the-reminder-of-a-late-answer"
confidence = "reported"
sources = ["us"]
[[step]]
id = "complain"
title = "Complain to your authority"
kind = "submit"
authority = true
confidence = "reported"
sources = ["us"]
"#,
    r#"format = 1
id = "stands"
title = "Once a year: does it stand?"
goal = "follow-up"
platforms = ["facebook", "instagram"]
when = ["granted"]
after_months = 12
minutes = 3
[[source]]
id = "us"
title = "Us"
note = "For a test."
checked = 2026-11-01
[[step]]
id = "find"
title = "Find the confirmation"
confidence = "reported"
sources = ["us"]
"#,
    r#"format = 1
id = "silent"
title = "Silent: remind"
goal = "follow-up"
platforms = ["facebook"]
regions = ["br"]
when = ["waiting"]
after_months = 1
minutes = 5
[[source]]
id = "us"
title = "Us"
note = "For a test."
checked = 2026-11-01
[[step]]
id = "write"
title = "Write once more"
confidence = "reported"
sources = ["us"]
"#,
];

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(crate) fn objection(
    sent: Date,
    due: Option<Date>,
    outcome: Outcome,
    answered: Option<Date>,
) -> Request {
    Request {
        due,
        outcome,
        answered,
        ..Request::new(id("r1"), Goal::Object, id("menus"), sent)
    }
}

pub(crate) fn follow_up(to: Recipient, sent: Date, again: Date) -> Request {
    Request {
        to,
        again: Some(again),
        ..Request::new(id("r2"), Goal::FollowUp, id("late"), sent)
    }
}

fn marked(account: &mut Account, step: &str, state: StepState) {
    let step = StepId {
        guide: id("menus"),
        step: id(step),
    };
    let steps = account.progress.steps.entry(step.guide).or_default();
    steps.insert(step.step, Box::new(state));
}

pub(crate) fn twenty() -> Bench {
    use Platform::{Facebook, Instagram, Whatsapp};
    let day = |month, number| date(2026, month, number);
    let mut accounts = Vec::new();
    let mut add = |key: &str, label: &str, platform, country: &str, requests: Vec<Request>| {
        let country = Some(country).filter(|country| !country.is_empty());
        let mut account = account(key, label, platform, country);
        account.progress.requests = requests;
        accounts.push(account);
    };
    let waiting = |sent, due| vec![objection(sent, Some(due), Outcome::Waiting, None)];
    let answered = |outcome, on| vec![objection(day(10, 1), Some(day(11, 2)), outcome, Some(on))];
    let after = |request: Request| {
        let mut requests = waiting(day(8, 3), day(9, 3));
        requests.push(request);
        requests
    };
    add(
        "a1",
        "Personal",
        Facebook,
        "DE",
        waiting(day(10, 1), day(11, 2)),
    );
    let reminded = follow_up(Recipient::Meta, day(10, 20), day(11, 3));
    add("a2", "Photos", Instagram, "DE", after(reminded));
    add(
        "a3",
        "Mum",
        Facebook,
        "DE",
        answered(Outcome::Refused, day(11, 9)),
    );
    add("a4", "Mum", Facebook, "US", Vec::new());
    add(
        "a5",
        "Mum",
        Instagram,
        "DE",
        answered(Outcome::MoreAsked, day(11, 12)),
    );
    add("a6", "Bakery", Facebook, "DE", Vec::new());
    add(
        "a7",
        "Shop 10",
        Instagram,
        "DE",
        waiting(day(10, 24), day(11, 24)),
    );
    add(
        "a8",
        "Shop 2",
        Instagram,
        "DE",
        waiting(day(11, 20), day(12, 21)),
    );
    add(
        "a9",
        "Dad",
        Facebook,
        "FR",
        answered(Outcome::Granted, day(11, 5)),
    );
    let long_ago = objection(
        date(2025, 9, 1),
        None,
        Outcome::Granted,
        Some(date(2025, 10, 1)),
    );
    add("b1", "Grandma", Facebook, "FR", vec![long_ago]);
    let in_brazil = objection(day(10, 11), None, Outcome::Waiting, None);
    add("b2", "Rio", Facebook, "BR", vec![in_brazil]);
    add("b3", "Cousin", Instagram, "FR", Vec::new());
    add("b4", "Uncle", Facebook, "DE", Vec::new());
    add("b5", "Aunt", Facebook, "DE", Vec::new());
    add("b6", "New one", Facebook, "", Vec::new());
    add("b7", "Phone", Whatsapp, "DE", Vec::new());
    let reminder = follow_up(Recipient::Meta, day(11, 12), day(11, 26));
    add("b8", "Choir", Facebook, "DE", after(reminder));
    let complaint = follow_up(Recipient::Authority, day(11, 16), date(2027, 2, 16));
    add("b9", "Band", Instagram, "DE", after(complaint));
    add("c1aa", "Twin", Facebook, "DE", Vec::new());
    add("c2bb", "Twin", Facebook, "DE", Vec::new());
    for account in &mut accounts {
        match account.id.as_str() {
            "a6" => account.kind = Kind::Page,
            "b3" => {
                let opened = Some("2026-11-20T09:00:00Z".parse().unwrap());
                marked(
                    account,
                    "send",
                    StepState {
                        opened,
                        ..StepState::default()
                    },
                );
            }
            "b4" => {
                let mark = Some(Mark::Done);
                marked(
                    account,
                    "log-in",
                    StepState {
                        mark,
                        ..StepState::default()
                    },
                );
            }
            "c1aa" => account.handle = Some(text::clean("@one", TextKind::Name)),
            "c2bb" => account.handle = Some(text::clean("@two", TextKind::Name)),
            "a3" => {
                let command = ["firefox", "-P", "mum", "{url}"];
                account.open_with = command.map(text::line).into();
            }
            _ => {}
        }
    }
    Bench::made_up(accounts, &FOLLOW_UPS, now())
}
