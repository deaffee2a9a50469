//! Opening a link: what is asked before it, how often, and what comes when nothing opened it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;

use bench::{Bench, account};
use optout::{
    account::{Account, decide},
    app::{effect::Effect, message::Message, pages::Overlay, row::Row},
    content::{guide::StepId, platform::Platform},
    error::Error,
    id::Id,
    text,
};

const ID: &str = "a7k2m9qd";

/// Inside an account, on a step that has a link.
fn inside(change: impl FnOnce(&mut Account)) -> Bench {
    let mut account = account(ID, "Personal", Platform::Facebook, Some("DE"));
    change(&mut account);
    let mut bench = Bench::new(vec![account]);
    bench.keys("enter");
    for _ in 0..30 {
        let step = bench.model.catalog.step(&step(&bench)).unwrap();
        // Where one logs in, nobody is asked who is logged in.
        if step.link.is_some() && !step.id.starts_with("log-in") {
            return bench;
        }
        bench.keys("down");
    }
    panic!("no step has a link")
}

/// The selected step.
fn step(bench: &Bench) -> StepId {
    match &bench.model.row {
        Row::Step(step) => step.clone(),
        other => panic!("{other:?} is no step"),
    }
}

fn known(bench: &Bench) -> &Account {
    &bench.model.entry(ID).unwrap().account
}

#[test]
fn a_page_that_could_not_be_opened_does_not_take_the_keys_from_what_is_typed() {
    let mut bench = inside(|_| {});
    let step = step(&bench);
    bench.keys("n").typed("half a no");
    bench.send(Message::Opened {
        account: Id::new(ID).unwrap(),
        step: Some(step),
        address: text::line("https://www.facebook.com/privacy/center/"),
        result: Err(Error::new("No browser.", "")),
    });
    bench.typed("te").keys("ctrl-s");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Address(_))
    ));
    bench.keys("esc");
    let known = known(&bench).progress.steps.clone();
    let mut notes = known.values().flat_map(|steps| steps.values());
    assert!(notes.any(|step| step.note.as_deref() == Some("half a note")));
}

#[test]
fn the_log_in_is_called_to_mind_before_the_first_link_only() {
    let first = || {
        inside(|account| {
            account.handle = Some(text::line("@ada"));
            account.open_with = ["firefox", "-P", "work", "{url}"].map(text::line).to_vec();
        })
    };
    let mut bench = first();
    bench.keys("o");
    let Some(Overlay::Question(question)) = bench.model.overlays.last() else {
        panic!("nothing was asked")
    };
    assert!(question.title.ends_with(".facebook.com: open it?"));
    assert!(
        question
            .body
            .contains("logged in as @ada in this browser: firefox -P work."),
        "{}",
        question.body
    );
    assert!(question.body.contains("https://"));
    bench.keys("esc");
    assert!(bench.asked().is_empty(), "nothing opens");
    bench.keys("o n");
    assert!(bench.asked().is_empty(), "nothing opens");
    bench.keys("o enter");
    assert!(matches!(bench.asked().as_slice(), [Effect::Open(_)]));
    bench.keys("o");
    assert!(matches!(bench.asked().as_slice(), [Effect::Open(_)]));
    // After it was opened, not even by another run of the program.
    let mut bench = first();
    let step = step(&bench);
    let mut opened = known(&bench).clone();
    decide::opened(&opened, step, bench.now).apply(&mut opened);
    let row = bench.model.row.clone();
    bench.model.replace_accounts(vec![Box::new(opened)]);
    bench.model.row = row;
    bench.keys("o");
    assert!(matches!(bench.asked().as_slice(), [Effect::Open(_)]));
}

#[test]
fn links_open_half_a_second_apart() {
    let mut bench = inside(|_| {});
    bench.keys("o enter");
    assert_eq!(bench.asked().len(), 1);
    let later = |bench: &mut Bench, milliseconds: i64| {
        bench.now.moment += jiff::SignedDuration::from_millis(milliseconds);
        bench.keys("o");
        bench.asked().len()
    };
    // Like a key that is held down.
    for _ in 0..40 {
        assert_eq!(later(&mut bench, 30), 0);
    }
    assert!(bench.said().contains("One at a time"), "{}", bench.said());
    assert_eq!(later(&mut bench, 500), 1);
    assert_eq!(later(&mut bench, -5000), 1, "the clock was set back");
}
