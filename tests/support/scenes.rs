//! Scenes for tests of how things look: every screen, and every page over one.
#![allow(unreachable_pub)]

use optout::{
    account::progress::Outcome,
    app::message::Message,
    content::{
        language::Language,
        platform::{Kind, Platform},
    },
    error::Error,
    id::Id,
    store::{Notice, Trashed},
    system::browsers::{BrowserChoice, FoundBrowsers},
    text,
};

use crate::bench::{Bench, account, complaining, guide_with_letter, now, objection};

/// Six accounts in different states, as somebody has them after the first evening.
pub fn household() -> Bench {
    let mut personal = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    personal.group = Some(text::clean("me", text::TextKind::Name));
    let mut photos = account("b2c3d4e5", "Photos", Platform::Instagram, Some("DE"));
    photos.group = personal.group.clone();
    let mut page = account("c3d4e5f6", "Bakery", Platform::Facebook, Some("DE"));
    page.kind = Kind::Page;
    let cousin = account("d4e5f6g7", "Cousin in Ohio", Platform::Facebook, Some("US"));
    let mum = account("e5f6g7h8", "Mum", Platform::Instagram, Some("BR"));
    let nobody = account("f6g7h8j9", "No country yet", Platform::Facebook, None);
    let accounts = vec![personal, photos, page, cousin, mum, nobody];
    let mut bench = Bench::made_up(accounts, &[], now());
    // Mum's first step is done, her second skipped, her third blocked, her fourth has a note.
    bench.model.selected = optout::id::Id::new("e5f6g7h8");
    bench
        .keys("enter space enter s b esc down n")
        .typed("asked her by phone");
    bench.keys("ctrl-s esc g");
    bench.settle();
    bench
}

/// An account on a step that names a letter.
pub fn lettered(letter: &str) -> Bench {
    let mut personal = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    personal.name = Some(text::clean("Ada Läufer", text::TextKind::Name));
    personal.email = Some(text::clean("me@example.org", text::TextKind::Name));
    personal.language = Some(Language::English);
    let guide = guide_with_letter(letter);
    let mut bench = Bench::made_up(vec![personal], &[&guide], now());
    bench.keys("enter");
    bench
}

/// The form with the browsers of a computer over it.
pub fn with_browsers() -> Bench {
    let firefox = |profile: &str| {
        let words = ["firefox", "-P", profile];
        BrowserChoice::new("Firefox", Some(profile), &words).unwrap()
    };
    let folder = "/home/me/.var/app/org.mozilla.firefox/config/mozilla/firefox/c7IZaLu7.Bakery";
    let flatpak = ["flatpak", "run", "org.mozilla.firefox", "--profile", folder];
    let chromium = ["chromium", "--profile-directory=Profile 1"];
    let found = vec![
        firefox("default-release"),
        firefox("work"),
        firefox("山田's \"own\" one"),
        BrowserChoice::new(
            "Firefox (Flatpak)",
            Some("Bakery (c7IZaLu7.Bakery)"),
            &flatpak,
        )
        .unwrap(),
        BrowserChoice::new("Chromium", Some("Anna (Profile 1)"), &chromium).unwrap(),
        BrowserChoice::new("Vivaldi", None, &["vivaldi"]).unwrap(),
    ];
    let mut bench = with(household(), "a shift-tab down");
    bench.send(Message::BrowsersFound(FoundBrowsers {
        choices: found,
        without_extension: Vec::new(),
    }));
    bench.keys("down down down");
    bench
}

pub fn warned() -> Bench {
    let notice = Notice {
        file: text::line("/home/me/.local/share/optout/accounts/x.toml"),
        message: text::line("It is empty; it was set aside as x.toml.corrupt-20261121-100000."),
        excerpt: None,
    };
    Bench::with_notices(Vec::new(), vec![notice], now())
}

pub fn with(mut bench: Bench, keys: &str) -> Bench {
    bench.keys(keys);
    bench
}

/// An account on its first step, whose link nothing opened.
fn unopened() -> Bench {
    let mut bench = with(household(), "enter down");
    let address = format!("https://www.facebook.com/help/{}", "part/".repeat(30));
    bench.send(Message::Opened {
        account: bench.model.current().unwrap().account.id.clone(),
        step: None,
        address: text::line(&address),
        result: Err(Error::new("No browser was started.", "Open it by hand.")),
    });
    bench
}

/// Accounts that wait, are overdue, refused and granted, one with a mark that could not be saved.
pub fn answered() -> Bench {
    let with_request = |id: &str, label: &str, outcome| {
        let mut account = account(id, label, Platform::Facebook, Some("DE"));
        account.progress.requests = vec![objection(outcome)];
        account
    };
    let accounts = vec![
        with_request("a7k2m9qd", "Personal", Outcome::Waiting),
        with_request("b2c3d4e5", "Photos", Outcome::Granted),
        with_request("c3d4e5f6", "Bakery", Outcome::MoreAsked),
        with_request("d4e5f6g7", "Mum", Outcome::Refused),
    ];
    Bench::made_up(accounts, &[], now())
}

/// The trash with an account that can be brought back, and one that cannot.
fn trash() -> Bench {
    let mut bench = with(household(), "T");
    let deleted = account("t2k2m9qd", "Old", Platform::Threads, Some("DE"));
    bench.send(Message::TrashListed(Ok(vec![
        Trashed {
            id: deleted.id.clone(),
            account: Ok(Box::new(deleted)),
        },
        Trashed {
            id: Id::new("t3k2m9qd").unwrap(),
            account: Err(text::line("It is empty.")),
        },
    ])));
    bench
}

/// How a scene is made; each is made on the thread that draws it.
pub type Scene = fn() -> Bench;

/// Every screen and every page, each in the states that it is drawn in differently.
pub const SCENES: &[(&str, Scene)] = &[
    ("welcome", || Bench::new(Vec::new())),
    ("home", household),
    ("answered", answered),
    ("undone", || with(household(), "enter space u")),
    ("filter", || with(household(), "/ x y z")),
    ("account", || with(household(), "enter")),
    ("detail", || with(household(), "enter right")),
    ("marks", || with(household(), "g down down down down enter")),
    ("trash", trash),
    ("help", || with(household(), "?")),
    ("form", || with(household(), "a")),
    ("looking for browsers", || {
        with(household(), "a shift-tab down")
    }),
    ("browsers", with_browsers),
    ("note", || with(household(), "enter n")),
    ("question", || with(household(), "d")),
    ("blocked", || with(household(), "enter b")),
    ("authority", || with(complaining(Some("DE")), "right")),
    ("authorities", || with(complaining(Some("DE")), "o down")),
    ("no authority", || with(complaining(Some("DE")), "o x y z")),
    ("warned", warned),
    ("notices", || with(warned(), "!")),
    ("sources", || with(household(), "enter i")),
    ("letter", || with(lettered("objection-long"), "L 1")),
    ("complaint", || with(lettered("complaint"), "L")),
    ("end of a letter", || {
        with(lettered("objection-short"), "L G")
    }),
    ("save", || with(lettered("objection-short"), "L w")),
    ("QR code of a letter", || {
        with(lettered("objection-short"), "L Q")
    }),
    ("QR code", || with(lettered("objection-short"), "Q")),
    ("check an address", || {
        with(household(), "c f a c e b o o k . c o m enter")
    }),
    ("address", unopened),
    ("answer", || with(answered(), "enter r")),
    ("evidence", || with(household(), "enter E")),
    ("complaint to write", || with(complaining(Some("FR")), "C")),
    ("how long", || with(household(), "w")),
    ("what now", || with(household(), "w enter")),
    ("board", || with(household(), "B")),
    ("sending", || {
        with(lettered("objection-short"), "down enter")
    }),
];
