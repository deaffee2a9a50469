//! A bench in every place of the screen.

use optout::{
    app::{
        action::{Place, hints::HINTS},
        message::Message,
        pages::{Overlay, browsers::BrowsersPage, help::HelpPage},
        row::Row,
    },
    content::{guide::StepId, platform::Platform},
    error::Error,
    id::Id,
    store::{Notice, Trashed},
    system::browsers::{BrowserChoice, FoundBrowsers},
    text,
};

use crate::bench::{Bench, account, complaining, guide_with_letter, now};

const ID: &str = "a7k2m9qd";

/// On a step of a German Facebook account: the first has a link and a letter, the second sends.
fn on(step: &str, keys: &str) -> Bench {
    let mut known = account(ID, "Personal", Platform::Facebook, Some("DE"));
    known.name = Some(text::line("Kim Example"));
    known.email = Some(text::line("kim@example.org"));
    let notices = vec![Notice {
        file: text::line("~/.config/optout/config.toml"),
        message: text::line("line 3, column 1: there is no setting of this name"),
        excerpt: None,
    }];
    let mut bench = Bench::with_notices(vec![known], notices, now());
    bench.add_guide(&guide_with_letter("objection-long"));
    bench.keys("enter");
    bench.model.row = Row::Step(StepId {
        guide: Id::new("mine").unwrap(),
        step: Id::new(step).unwrap(),
    });
    bench.keys(keys);
    bench
}

fn with(mut bench: Bench, overlay: Overlay) -> Bench {
    bench.model.overlays.push(overlay);
    bench
}

fn after(mut bench: Bench, message: Message) -> Bench {
    bench.send(message);
    bench
}

/// A bench in each place.
pub(crate) fn everywhere() -> Vec<(Place, Bench)> {
    let chromium = BrowserChoice::new("Chromium", None, &["chromium"]).unwrap();
    let found = FoundBrowsers {
        choices: vec![chromium],
        without_extension: Vec::new(),
    };
    let unopened = Message::Opened {
        account: Id::new(ID).unwrap(),
        step: None,
        address: text::line("https://www.facebook.com/privacy/center/"),
        result: Err(Error::new("No browser was found.", "Copy it.")),
    };
    let trashed = Trashed {
        id: Id::new("t2k2m9qd").unwrap(),
        account: Ok(Box::new(account(
            "t2k2m9qd",
            "Old",
            Platform::Threads,
            None,
        ))),
    };
    let mut complaint = complaining(Some("FR"));
    complaint.keys("C");
    let help = Overlay::Help(HelpPage::at(Place::Account, &[]));
    let browsers = Overlay::Browsers(BrowsersPage::default());
    let mut authorities = complaining(Some("DE"));
    authorities.keys("O");
    let benches = vec![
        (Place::Home, on("reason", "esc")),
        (Place::Account, on("reason", "")),
        (Place::WhatNow, on("reason", "w enter")),
        (Place::Filter, on("reason", "/")),
        (Place::Help, with(on("reason", ""), help)),
        (Place::Form, on("reason", "esc e")),
        (Place::Note, on("reason", "n")),
        (Place::Question, on("reason", "esc d")),
        (Place::Authorities, authorities),
        (Place::Notices, on("reason", "!")),
        (Place::Sources, on("reason", "i")),
        (Place::Letter, on("reason", "L")),
        (Place::Save, on("reason", "L w")),
        (
            Place::Browsers,
            after(
                with(on("reason", "esc e"), browsers),
                Message::BrowsersFound(found),
            ),
        ),
        (
            Place::Trash,
            after(
                on("reason", "esc T"),
                Message::TrashListed(Ok(vec![trashed])),
            ),
        ),
        (Place::Qr, on("reason", "Q")),
        (Place::Evidence, on("reason", "E")),
        (Place::Complaint, complaint),
        (Place::CheckUrl, on("reason", "c")),
        (Place::Address, after(on("reason", ""), unopened)),
        (Place::Sending, on("send", "enter")),
    ];
    for (place, bench) in &benches {
        assert_eq!(bench.model.place(), *place);
    }
    for (place, _) in HINTS {
        let is_there = benches.iter().any(|(known, _)| known == place);
        assert!(is_there, "no bench for {place:?}: add one here");
    }
    benches
}
