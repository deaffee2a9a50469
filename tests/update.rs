//! Keys in, changes and effects out: what a person notices, without a terminal or a disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "update/answered.rs"]
mod answered;
#[path = "support/bench.rs"]
mod bench;
#[path = "update/in_sight.rs"]
mod in_sight;
#[path = "update/saying.rs"]
mod saying;
#[path = "update/typing.rs"]
mod typing;

use bench::{Bench, account, now};
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use optout::{
    account::{
        Account,
        change::{Change, Edit, StepEdit, Value},
        decide,
        progress::{Mark, Outcome, Request},
    },
    app::{
        action::{Action, ActionEntry, Place, TABLE},
        core::rows,
        core::{Pane, Screen},
        drawn::Target,
        effect::Effect,
        keymap::Keymap,
        message::Message,
        pages::{Overlay, help::HelpEntry},
        reload::Reload,
        row::Row,
        saving::SaveState,
    },
    content::{
        goal::Goal,
        guide::{StepId, StepKind},
        platform::{Kind, Platform},
        state::State,
    },
    error::Error,
    id::Id,
    store::{Changes, Notice, Saved, writer::WriterEvent},
    system::config::KeyBinding,
    text::{self, Clean},
};

const ID: &str = "a7k2m9qd";

fn german() -> Account {
    account(ID, "Personal", Platform::Facebook, Some("DE"))
}

fn bench() -> Bench {
    let mut bench = Bench::new(vec![german()]);
    bench.draw(80, 24);
    bench
}

fn inside() -> Bench {
    let mut bench = bench();
    bench.keys("enter");
    bench
}

/// The selected step.
fn step(bench: &Bench) -> StepId {
    match &bench.model.row {
        Row::Step(id) => id.clone(),
        other => panic!("{other:?} is no step"),
    }
}

fn known(bench: &Bench) -> &Account {
    &bench.model.entry(ID).unwrap().account
}

fn mark(bench: &Bench, at: &StepId) -> Option<Mark> {
    known(bench).progress.mark(at)
}

/// The edits that were sent to the disk since the last call.
fn saved(bench: &mut Bench) -> Vec<Edit> {
    let effects = bench.asked();
    effects
        .into_iter()
        .flat_map(|effect| match effect {
            Effect::Save(_, change) => change.edits,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn walk_to(bench: &mut Bench, kind: StepKind) -> StepId {
    for _ in 0..30 {
        if let Row::Step(id) = &bench.model.row
            && bench.model.catalog.step(id).unwrap().kind == kind
        {
            return step(bench);
        }
        bench.keys("down");
    }
    panic!("no {kind} step");
}

#[test]
fn an_account_is_added_with_the_keyboard_alone() {
    let mut bench = Bench::new(Vec::new());
    bench
        .keys("a")
        .typed("Mum")
        .keys("tab right tab")
        .typed("ital")
        .keys("ctrl-s");
    let edits = saved(&mut bench);
    let [Edit::Create(new)] = edits.as_slice() else {
        panic!("{edits:?}")
    };
    assert_eq!(&*new.label, "Mum");
    assert_eq!(new.platform, Platform::Instagram);
    assert_eq!(new.country.unwrap().code(), "IT");
    assert_eq!(bench.model.selected.as_ref(), Some(&new.id));
    assert!(bench.model.overlays.is_empty());
    assert!(bench.said().contains("Mum is added"));
}

/// Each is typed as the country of a new account, and left with Tab.
#[test]
fn the_key_to_the_next_field_takes_no_guess_for_the_country() {
    for (typed, left) in [
        ("UK", "United Kingdom"),
        ("EL", "Greece"),
        ("England", "United Kingdom"),
        ("Holland", "Netherlands"),
        ("Suomi", "Finland"),
        ("fin", "Finland"),
        ("fi", "Finland"),
        ("en", "en"),
        ("aus", "aus"),
        ("Atlantis", "Atlantis"),
    ] {
        let mut bench = Bench::new(Vec::new());
        bench
            .keys("a")
            .typed("Gran")
            .keys("tab tab")
            .typed(typed)
            .keys("tab");
        let Some(Overlay::Form(form)) = bench.model.overlays.last() else {
            panic!()
        };
        let country = form.input(optout::account::Field::Country).unwrap();
        assert_eq!(country.value(), left, "{typed}");
    }
}

#[test]
fn a_wrong_field_is_named_and_nothing_typed_is_lost() {
    let mut bench = bench();
    bench.keys("a tab tab").typed("XX").keys("ctrl-s");
    assert!(saved(&mut bench).is_empty());
    assert!(
        bench.said().contains("A label is needed"),
        "{}",
        bench.said()
    );
    bench.typed("Old one").keys("ctrl-s");
    assert!(
        bench.said().contains("XX is not a country"),
        "{}",
        bench.said()
    );
    bench.keys("esc");
    assert!(bench.said().contains("kept"));
    bench.keys("a");
    let Some(Overlay::Form(form)) = bench.model.overlays.last() else {
        panic!()
    };
    let label = form.input(optout::account::Field::Label).unwrap();
    assert_eq!(label.value(), "Old one");
}

#[test]
fn editing_saves_only_what_is_different() {
    let mut bench = bench();
    bench.keys("e").typed("!").keys("ctrl-s");
    let edits = saved(&mut bench);
    assert_eq!(
        edits,
        [Edit::Set(Value::Label(text::clean(
            "Personal!",
            text::TextKind::Name
        )))]
    );
    bench.keys("u");
    assert_eq!(&*known(&bench).label, "Personal");
    bench.keys("e ctrl-s");
    assert!(bench.said().contains("Nothing was changed"));
}

#[test]
fn deleting_asks_with_no_as_the_default_and_undo_brings_it_back() {
    let mut bench = inside();
    bench.keys("space esc").asked();
    let before = known(&bench).clone();
    for keep in ["d enter", "d n"] {
        bench.keys(keep);
        assert!(bench.asked().is_empty() && bench.model.overlays.is_empty());
    }
    bench.keys("d y");
    assert_eq!(saved(&mut bench), [Edit::Remove]);
    assert!(bench.model.entries.is_empty());
    assert_eq!(bench.model.screen, Screen::Home);
    bench.keys("u");
    assert_eq!(saved(&mut bench), [Edit::Restore]);
    assert_eq!(*known(&bench), before);
    bench.keys("ctrl-r");
    assert!(bench.model.entries.is_empty());
}

#[test]
fn space_ticks_and_stays_and_enter_ticks_and_goes_on() {
    let mut bench = inside();
    let first = step(&bench);
    bench.keys("space");
    assert_eq!(
        (mark(&bench, &first), step(&bench)),
        (Some(Mark::Done), first.clone())
    );
    bench.keys("space");
    assert_eq!(mark(&bench, &first), None);
    bench.keys("enter");
    assert_eq!(mark(&bench, &first), Some(Mark::Done));
    assert_ne!(step(&bench), first);
    // Enter on a step that is done only goes on.
    bench.asked();
    bench.keys("up enter");
    assert!(bench.asked().is_empty());
}

#[test]
fn enter_passes_over_what_is_done_to_the_end_of_the_route() {
    let mut bench = inside();
    let second = step(bench.keys("down"));
    bench.keys("space up enter");
    assert_eq!(mark(&bench, &second), Some(Mark::Done));
    let third = step(&bench);
    assert_ne!(third, second);
    // Going in again selects the next open step too.
    bench.keys("esc enter");
    assert_eq!(step(&bench), third);
    let steps = bench.model.entry(ID).unwrap().overview.total;
    for _ in 2..steps {
        bench.keys("enter");
        if bench.model.place() == Place::Sending {
            bench.keys("enter");
        }
    }
    assert_eq!(bench.model.entry(ID).unwrap().overview.done, steps);
    assert!(
        bench
            .said()
            .ends_with("Nothing to do before Monday 21 December 2026."),
        "{}",
        bench.said()
    );
}

#[test]
fn undo_takes_every_change_back_and_says_which() {
    for (keys, says) in [
        ("space", "ticked"),
        ("s", "skipped"),
        ("b down enter esc", "blocked"),
        ("n x ctrl-s", "wrote a note"),
        ("b down enter enter", "switched to"),
    ] {
        let mut bench = inside();
        let before = known(&bench).clone();
        bench.keys(keys);
        assert_ne!(known(&bench).progress, before.progress, "{keys}");
        bench.keys("u");
        assert!(bench.said().contains(says), "{keys}: {}", bench.said());
        if keys == "b down enter enter" {
            bench.keys("u");
        }
        let forget_times = |account: &Account| {
            let mut account = account.clone();
            for state in account
                .progress
                .steps
                .values_mut()
                .flat_map(|steps| steps.values_mut())
            {
                (state.at, state.noted) = (None, None);
            }
            account.progress.steps.values_mut().for_each(|steps| {
                steps.retain(|_, state| **state != optout::account::progress::StepState::default());
            });
            account.progress.steps.retain(|_, steps| !steps.is_empty());
            account
        };
        assert_eq!(forget_times(known(&bench)), before, "{keys}");
        bench.keys("ctrl-r");
        assert!(bench.said().contains("Done again"), "{keys}");
    }
    let mut bench = inside();
    bench.keys("u");
    assert!(bench.said().contains("Nothing to undo"));
}

#[test]
fn skipped_counts_as_done_and_blocked_does_not() {
    let mut bench = inside();
    bench.keys("space down s");
    assert_eq!(bench.model.entry(ID).unwrap().overview.done, 2);
    bench.keys("b down enter esc");
    assert_eq!(bench.model.entry(ID).unwrap().overview.done, 2);
    assert_eq!(bench.model.entry(ID).unwrap().overview.state, State::Doing);
    assert!(known(&bench).active.is_empty(), "it stays on its route");
}

#[test]
fn blocked_offers_the_next_route_and_enter_switches() {
    let mut bench = inside();
    let first = bench.model.entry(ID).unwrap().overview.goals[0]
        .guide
        .id
        .clone();
    let next = bench.model.entry(ID).unwrap().overview.goals[0]
        .next_route(&known(&bench).progress)
        .unwrap()
        .id
        .clone();
    // First what to try, which changes nothing; then the next route.
    bench.keys("b");
    assert!(bench.screen(80, 24).contains("Look once more"));
    bench.keys("enter");
    assert!(bench.asked().is_empty());
    bench.keys("b down enter");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Question(_))
    ));
    bench.keys("enter");
    assert_eq!(known(&bench).active.get(&Goal::Object), Some(&next));
    assert_ne!(first, next);
    assert_eq!(step(&bench).guide, next);
    assert!(
        saved(&mut bench)
            .iter()
            .any(|edit| matches!(edit, Edit::Route { .. }))
    );
}

/// Blocks the first step of the route that is in use, and takes `answers` of the question after it.
fn block_first(bench: &mut Bench, answers: &str) {
    let view = &bench.model.entry(ID).unwrap().overview.goals[0];
    let first = view.guide.step_id(&view.guide.steps[0]);
    assert_eq!(step(bench), first);
    if mark(bench, &first) == Some(Mark::Blocked) {
        bench.keys("b");
    }
    bench.keys("b");
    // What to try comes first, where the guide says that.
    if bench
        .screen(100, 30)
        .contains("It is not there: show the next route")
    {
        bench.keys("down enter");
    }
    bench.keys(answers);
}

#[test]
fn no_route_is_offered_twice_before_each_was_tried_and_then_a_letter_and_the_authority() {
    let mut bench = inside();
    let count = bench.model.entry(ID).unwrap().overview.goals[0]
        .others
        .len()
        + 1;
    let mut taken = vec![step(&bench).guide];
    // The person goes to the last by hand, so that the next in order was tried.
    block_first(&mut bench, "down enter");
    let last = bench.model.entry(ID).unwrap().overview.goals[0].others[count - 2].clone();
    while bench.model.row != Row::Others(Goal::Object) {
        bench.keys("down");
    }
    bench.keys("enter");
    while bench.model.row != Row::Other(last.id.clone()) {
        bench.keys("down");
    }
    bench.keys("enter");
    taken.push(step(&bench).guide);
    for _ in 2..count {
        block_first(&mut bench, "enter");
        let guide = step(&bench).guide;
        assert!(!taken.contains(&guide), "{guide} was tried: {taken:?}");
        taken.push(guide);
    }
    block_first(&mut bench, "");
    let asked = bench.screen(100, 30);
    for part in [
        "You have tried all ",
        "Look once more: ",
        "Write to Meta by post: Full objection",
        "Complain to your authority",
        "Stay on this route",
    ] {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    bench.keys("down enter");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Letter(_))
    ));
    bench.keys("esc");
    bench.asked();
    // Germany has several authorities: one chooses, and its page opens. Nothing says that the step's
    // own link was opened.
    block_first(&mut bench, "down down enter");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Authorities(_))
    ));
    bench.asked();
    bench.keys("enter");
    let opened = bench.asked().into_iter().find_map(|effect| match effect {
        Effect::Open(opening) => Some(opening),
        _ => None,
    });
    assert_eq!(opened.unwrap().step, None);
    // The list, which is unfolded, says which were tried.
    let listed = bench.screen(120, 40);
    let tried = listed.lines().filter(|line| line.contains(" tried"));
    assert_eq!(tried.count(), count - 1, "{listed}");
}

/// Whoever is logged in in the browser need not log in in the app; the other way round nobody can tell.
#[test]
fn being_logged_in_stays_done_where_the_other_route_asks_for_less() {
    let (browser, either) = ("facebook-privacy-center", "facebook-privacy-topics");
    for (from, to, is_kept) in [(browser, either, true), (either, browser, false)] {
        let catalog = Bench::new(vec![german()]).model.catalog.clone();
        let guides = [from, to].map(|id| catalog.guide(id).unwrap().clone());
        let log_in = guides.clone().map(|guide| StepId {
            guide: guide.id.clone(),
            step: Id::new("log-in").unwrap(),
        });
        let [left, right] = guides;
        let mut account = german();
        let done = Edit::Step(log_in[0].clone(), StepEdit::Mark(Some(Mark::Done)));
        Change::new(&account.id.clone(), now().moment, vec![done]).apply(&mut account);
        decide::route(&account, Some(&left), &right, now()).apply(&mut account);
        let kept = account.progress.mark(&log_in[1]) == Some(Mark::Done);
        assert_eq!(kept, is_kept, "{from} to {to}");
    }
}

#[test]
fn what_was_done_and_is_the_same_stays_done_on_another_route() {
    let id = |guide: &str, step: &str| StepId {
        guide: Id::new(guide).unwrap(),
        step: Id::new(step).unwrap(),
    };
    let (from, to) = ("facebook-objection-form", "facebook-privacy-center");
    let mut account = german();
    account.active.insert(Goal::Object, Id::new(from).unwrap());
    let mut bench = Bench::new(vec![account]);
    bench.draw(80, 24);
    bench.keys("enter");
    let guide = bench.model.catalog.guide(from).unwrap().clone();
    for step in &guide.steps {
        assert_eq!(bench.model.row, Row::Step(guide.step_id(step)));
        bench.keys("space");
        if bench.model.place() == Place::Sending {
            bench.keys("enter");
        }
        bench.keys("down");
    }
    while bench.model.row != Row::Others(Goal::Object) {
        bench.keys("down");
    }
    bench.keys("enter");
    while bench.model.row != Row::Other(Id::new(to).unwrap()) {
        bench.keys("down");
    }
    bench.keys("enter");
    let marks = |bench: &Bench| {
        let guide = bench.model.catalog.guide(to).unwrap().clone();
        let done = guide.steps.iter().map(|step| guide.step_id(step));
        let done = done.filter(|id| mark(bench, id) == Some(Mark::Done));
        done.map(|id| id.step.to_string()).collect::<Vec<_>>()
    };
    // Not what is sent, confirmed or written.
    assert_eq!(marks(&bench), ["log-in", "check-form"]);
    assert!(
        bench.said().contains("2 steps that you did already"),
        "{}",
        bench.said()
    );
    assert_eq!(step(&bench), id(to, "open-privacy-center"));
    bench.keys("u");
    assert!(marks(&bench).is_empty());
    assert_eq!(mark(&bench, &id(from, "log-in")), Some(Mark::Done));
}

#[test]
fn a_route_is_chosen_by_hand() {
    let mut bench = inside();
    while bench.model.row != Row::Others(Goal::Object) {
        bench.keys("down");
    }
    bench.keys("enter down down");
    let Row::Other(wanted) = bench.model.row.clone() else {
        panic!("{:?}", bench.model.row)
    };
    bench.keys("enter");
    assert_eq!(known(&bench).active.get(&Goal::Object), Some(&wanted));
}

#[test]
fn sending_starts_the_clock_and_unticking_stops_it() {
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Submit);
    bench.keys("space enter");
    let request = known(&bench).progress.requests[0].clone();
    assert_eq!(request.sent.to_string(), "2026-11-21");
    assert_eq!(request.due.unwrap().to_string(), "2026-12-21");
    assert_eq!(
        bench.model.entry(ID).unwrap().overview.state,
        State::Waiting
    );
    assert_eq!(
        bench.said(),
        "Sent 21 November 2026. Answer due by Monday 21 December 2026. u undoes it."
    );
    // Unticking asks, and No is the answer that is selected.
    bench.keys("space enter");
    assert_eq!(known(&bench).progress.requests.len(), 1);
    bench.keys("space y");
    assert!(known(&bench).progress.requests.is_empty());
    assert_eq!(
        bench.said(),
        "The objection of 21 November 2026 is off the record. u undoes it."
    );
    bench.keys("u");
    assert_eq!(known(&bench).progress.requests, [request]);
}

#[test]
fn an_answer_is_recorded_and_overdue_is_seen() {
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Submit);
    bench.keys("space enter");
    bench.now.today = "2026-12-22".parse().unwrap();
    bench.keys("down");
    assert_eq!(
        bench.model.entry(ID).unwrap().overview.state,
        State::Overdue
    );
    bench.keys("r down enter enter");
    assert_eq!(known(&bench).progress.requests[0].outcome, Outcome::Refused);
    assert_eq!(
        known(&bench).progress.requests[0]
            .answered
            .unwrap()
            .to_string(),
        "2026-12-22"
    );
    assert_eq!(
        bench.model.entry(ID).unwrap().overview.state,
        State::Refused
    );
    bench.keys("u");
    assert_eq!(
        bench.model.entry(ID).unwrap().overview.state,
        State::Overdue
    );
}

#[test]
fn a_group_shares_one_request_and_each_confirms() {
    let group = Some(text::clean("me", text::TextKind::Name));
    let one = Account {
        group: group.clone(),
        ..german()
    };
    let other = Account {
        group,
        ..account("zz2m9qda", "Photos", Platform::Instagram, Some("DE"))
    };
    let mut bench = Bench::new(vec![one, other]);
    bench.keys("enter");
    walk_to(&mut bench, StepKind::Submit);
    bench.keys("space enter");
    let covered = &bench.model.entry("zz2m9qda").unwrap().overview;
    assert_eq!(covered.state, State::Waiting);
    let (_, next) = covered.next_step().unwrap();
    assert_eq!(next.kind, StepKind::Confirm);
    assert!(covered.total < covered.goals[0].guide.steps.len());
}

#[test]
fn a_link_opens_and_its_fall_backs_follow_in_turn_to_the_last() {
    let link = |number| format!("https://www.facebook.com/help/contact/{number}");
    let fallbacks = format!("fallbacks = [\"{}\", \"{}\"]\n", link(2), link(3));
    let guide = bench::guide_with_letter("objection-short")
        .replace("link = ", &format!("{fallbacks}link = "));
    let mut bench = Bench::made_up(vec![german()], &[&guide], now());
    bench.draw(80, 24);
    bench.keys("enter");
    let first = (Some(1), "Opening www.facebook.com …");
    let second = (Some(2), "Other address 1 of 2. Opening www.facebook.com …");
    for (keys, (number, says)) in [
        // The first time it asks.
        ("o", (None, "")),
        ("enter", first),
        ("O", second),
        (
            "O",
            (Some(3), "Other address 2 of 2. Opening www.facebook.com …"),
        ),
        ("O", (None, "That was the last address; o starts again.")),
        ("o", first),
        ("O", second),
        // The link itself is always the first one again.
        ("o", first),
        ("down o", (None, "This step opens no page.")),
    ] {
        bench.keys(keys);
        let opened = bench.asked().into_iter().map(|effect| match effect {
            Effect::Open(opening) => opening.address.to_string(),
            other => panic!("{other:?}"),
        });
        let wanted: Vec<String> = number.map(link).into_iter().collect();
        assert_eq!(opened.collect::<Vec<String>>(), wanted, "{keys}: {says}");
        assert_eq!(bench.said(), says, "{keys}");
    }
}

#[test]
fn what_the_opener_did_is_told() {
    let opened = |bench: &Bench, result| {
        let address = text::line("https://www.facebook.com/privacy/center/");
        Message::Opened {
            account: Id::new(ID).unwrap(),
            step: Some(step(bench)),
            address,
            result,
        }
    };
    let mut bench = inside();
    let at = walk_to(&mut bench, StepKind::Submit);
    let message = opened(&bench, Ok("firefox".to_owned()));
    bench.send(message);
    assert!(bench.said().contains("www.facebook.com with firefox"));
    assert_eq!(bench.model.entry(ID).unwrap().overview.state, State::Opened);
    assert!(known(&bench).progress.step(&at).unwrap().opened.is_some());
    let failure = Error::new(
        "firefox ended with code 7.",
        "Copy https://www.facebook.com/privacy/center/",
    );
    let message = opened(&bench, Err(failure));
    bench.send(message);
    let Some(Overlay::Address(page)) = bench.model.overlays.last() else {
        panic!()
    };
    assert!(page.why.contains("code 7") && page.address.contains("privacy/center"));
    let address = page.address.clone();
    let copies = |bench: &mut Bench| bench.asked().last() == Some(&Effect::Copy(address.clone()));
    assert!(copies(&mut bench), "the next rung");
    bench.keys("y");
    assert!(copies(&mut bench));
    bench.keys("enter esc esc");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn esc_closes_one_thing_at_a_time_and_never_quits() {
    let mut bench = inside();
    bench.keys("/").typed("log").keys("enter right");
    bench.keys("?");
    bench.keys("esc");
    assert!(bench.model.overlays.is_empty());
    bench.keys("esc");
    assert!(!bench.model.filter.is_active());
    bench.keys("esc");
    assert_eq!(bench.model.pane, Pane::Steps);
    bench.keys("esc");
    assert_eq!(bench.model.screen, Screen::Home);
    bench.keys("esc esc esc");
    assert!(bench.asked().is_empty());
}

#[test]
fn the_filter_narrows_and_esc_widens() {
    let mut bench = inside();
    let all = rows::rows(&bench.model, bench.model.current().unwrap()).len();
    bench.keys("/").typed("confirmation");
    let some = rows::rows(&bench.model, bench.model.current().unwrap());
    assert!(some.len() < all);
    assert!(some.contains(&bench.model.row), "the selected row is shown");
    // After Enter keys are commands again.
    bench.keys("enter down");
    let at = step(&bench);
    bench.keys("space");
    assert_eq!(mark(&bench, &at), Some(Mark::Done));
    bench.keys("esc");
    assert_eq!(
        rows::rows(&bench.model, bench.model.current().unwrap()).len(),
        all
    );
}

#[test]
fn what_is_done_hides_and_comes_back() {
    let mut bench = inside();
    let first = step(&bench);
    bench.keys("space .");
    assert!(bench.said().contains("What is done is hidden."));
    let shown = rows::rows(&bench.model, bench.model.current().unwrap());
    assert!(!shown.contains(&Row::Step(first.clone())));
    assert!(shown.contains(&bench.model.row));
    bench.keys(".");
    let shown = rows::rows(&bench.model, bench.model.current().unwrap());
    assert!(shown.contains(&Row::Step(first)));
}

#[test]
fn help_begins_with_what_its_footer_names_and_enter_does_what_it_would_do_without() {
    for (place, keys) in [(Place::Home, "esc ?"), (Place::Account, "?")] {
        let mut bench = inside();
        bench.draw(120, 40);
        bench.keys(keys);
        let Some(Overlay::Help(help)) = bench.model.overlays.last() else {
            panic!("help is open");
        };
        let first: Vec<Action> = help.entries[..help.first]
            .iter()
            .map(|entry| match entry {
                HelpEntry::Does(action) => *action,
                HelpEntry::Means(..) => panic!("{entry:?}"),
            })
            .collect();
        assert_eq!(first[0], Action::Enter, "{place:?}");
        // Nothing is there to be put back.
        assert!(!first.contains(&Action::PutBack), "{first:?}");
        // What the footer does not name comes below.
        let everything = help.entries.len();
        let works = |entry: &&ActionEntry| entry.places.contains(&place);
        assert!(everything >= TABLE.iter().filter(works).count() - 3);
        bench.draw(120, 40);
        let screen = bench.screen(120, 40);
        assert!(screen.contains("The rest is below"), "{screen}");
        assert!(!screen.contains("to the last row"), "{screen}");
        bench.keys("enter");
        let helped = bench.screen(120, 40);
        let mut without = inside();
        without.draw(120, 40);
        without.keys(keys.trim_end_matches('?')).keys("enter");
        assert_eq!(helped, without.screen(120, 40));
    }
}

#[test]
fn help_lists_what_works_here_and_does_it() {
    let mut bench = inside();
    bench.keys("?").typed("tick or untick").keys("enter");
    assert!(bench.model.overlays.is_empty());
    let at = step(&bench);
    assert_eq!(mark(&bench, &at), Some(Mark::Done));
}

#[test]
fn saved_is_said_only_when_the_writer_says_so() {
    let mut bench = inside();
    bench.keys("space");
    assert_eq!(bench.model.saving.state(), SaveState::Writing);
    let Some(Effect::Save(ticket, _)) = bench.asked().pop() else {
        panic!()
    };
    let account = known(&bench).clone();
    let error = Error::new("The disk is full.", "Make room.");
    let failed = WriterEvent::Failed {
        tickets: vec![ticket],
        account: account.id.clone(),
        error,
        again_in: std::time::Duration::from_secs(1),
    };
    bench.send(Message::Stored(Box::new(failed)));
    assert_eq!(bench.model.saving.state(), SaveState::Failed);
    assert!(bench.said().contains("disk is full"));
    bench.keys("!");
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("Personal is not saved") && screen.contains("Make room."),
        "{screen}"
    );
    bench.keys("esc");
    bench.keys("q");
    assert!(bench.asked().is_empty(), "quitting asks first");
    bench.keys("esc");
    let saved = Saved {
        id: account.id.clone(),
        file: text::line("/data/accounts/a7k2m9qd.toml"),
        account: Some(account),
        notices: Vec::new(),
        renumbered: Vec::new(),
        refused: Vec::new(),
    };
    bench.send(Message::Stored(Box::new(WriterEvent::Saved {
        tickets: vec![ticket],
        saved,
    })));
    assert_eq!(bench.model.saving.state(), SaveState::Safe);
    bench.keys("q");
    assert_eq!(bench.asked(), [Effect::Quit]);
}

#[test]
fn changes_from_outside_appear_and_own_waiting_ones_stay() {
    let mut bench = inside();
    let first = step(&bench);
    bench.keys("space");
    // Somebody else renamed the account before this tick reached the disk.
    let mut theirs = german();
    theirs.label = text::clean("Renamed", text::TextKind::Name);
    let changes = Changes {
        accounts: vec![theirs],
        unreadable: Vec::new(),
        gone: Vec::new(),
        files: Vec::new(),
        notices: Vec::new(),
    };
    bench.send(Message::Stored(Box::new(WriterEvent::Changed(changes))));
    assert_eq!(&*known(&bench).label, "Renamed");
    assert_eq!(mark(&bench, &first), Some(Mark::Done));
    bench.settle();
    let gone = Changes {
        accounts: Vec::new(),
        unreadable: Vec::new(),
        gone: vec![Id::new(ID).unwrap()],
        files: Vec::new(),
        notices: Vec::new(),
    };
    bench.send(Message::Stored(Box::new(WriterEvent::Changed(gone))));
    assert!(bench.model.entries.is_empty());
    assert_eq!(bench.model.screen, Screen::Home);
}

#[test]
fn many_changes_at_once_show_what_a_new_start_would() {
    let of = |id: &str, label: &str| Account {
        group: Some(text::clean("Mine", text::TextKind::Name)),
        ..account(id, label, Platform::Facebook, Some("DE"))
    };
    let mut sent = of("d1", "Sends");
    let day = jiff::civil::date(2026, 11, 1);
    let guide = Id::new("facebook-privacy-topics").unwrap();
    let request = Request::new(Id::new("r1").unwrap(), Goal::Object, guide, day);
    sent.progress.requests = vec![request];
    let alone = Account {
        group: None,
        progress: sent.progress.clone(),
        ..of("c1", "Renamed")
    };
    let before = ["a1", "b1", "c1", "d1"].map(|id| of(id, "Old"));
    let mut bench = Bench::new(before.to_vec());
    bench.draw(80, 24);
    bench.model.selected = Some(Id::new("a1").unwrap());
    bench.keys("enter");
    let after = vec![alone, of("e1", "New"), sent];
    let changes = Changes {
        accounts: after.clone(),
        gone: ["a1", "b1"].map(|id| Id::new(id).unwrap()).to_vec(),
        ..Changes::default()
    };
    bench.send(Message::Stored(Box::new(WriterEvent::Changed(changes))));
    // But for the texts of the guides, which are read when they are shown.
    let shown = |bench: &Bench| {
        let entries = bench.model.entries.iter();
        let shown = entries.map(|entry| {
            let it = &entry.overview;
            let (done, due) = ((it.done, it.total), (it.due, it.need, it.wait));
            (
                entry.account.clone(),
                it.state,
                done,
                due,
                it.covered_by.clone(),
            )
        });
        shown.collect::<Vec<_>>()
    };
    assert_eq!(shown(&bench), shown(&Bench::new(after)));
    assert_eq!(bench.model.screen, Screen::Home);
    assert!(bench.model.current().is_some());
}

#[test]
fn what_is_said_of_a_file_replaces_what_was_said_of_it_before() {
    let mut bench = bench();
    let file = text::line("/data/accounts/a7k2m9qd.toml");
    let notice = |file: &Clean, message: &str| Notice {
        file: file.clone(),
        message: text::line(message),
        excerpt: None,
    };
    let other = notice(
        &text::line("/data/accounts/b2.toml"),
        "It is left as it is.",
    );
    bench.model.notices = vec![other.clone()];
    let saved = |notices| {
        Message::Stored(Box::new(WriterEvent::Saved {
            tickets: Vec::new(),
            saved: Saved {
                id: Id::new(ID).unwrap(),
                file: file.clone(),
                account: Some(german()),
                notices,
                renumbered: Vec::new(),
                refused: Vec::new(),
            },
        }))
    };
    // The line moves with each save; the mistake is the same one.
    for line in 7..20 {
        let odd = notice(
            &file,
            &format!("Line {line}, column 1: `mark` is `perhaps`."),
        );
        bench.send(saved(vec![odd.clone()]));
        assert_eq!(bench.model.notices, [other.clone(), odd]);
        // It is said once.
        assert_eq!(
            bench.said().contains("perhaps"),
            line == 7,
            "{}",
            bench.said()
        );
        bench.keys("esc");
        bench.keys("down");
    }
    // A file that is mended, and one that is gone.
    bench.send(saved(Vec::new()));
    assert_eq!(bench.model.notices, std::slice::from_ref(&other));
    let changes = Changes {
        files: vec![other.file.clone()],
        ..Changes::default()
    };
    bench.send(Message::Stored(Box::new(WriterEvent::Changed(changes))));
    assert_eq!(bench.model.notices, []);
}

#[test]
fn a_read_only_account_is_shown_and_not_changed() {
    let reason = text::line("Its format is 99; this program understands 1.");
    let mut bench = Bench::new(vec![Account {
        read_only: Some(reason),
        ..german()
    }]);
    for keys in ["enter space", "s", "b", "e", "n"] {
        bench.keys(keys);
        assert!(bench.asked().is_empty(), "{keys}");
        assert!(
            bench.said().contains("cannot be changed"),
            "{keys}: {}",
            bench.said()
        );
    }
}

#[test]
fn the_mouse_does_what_the_keys_do() {
    let mut bench = inside();
    let id = step(&bench);
    bench.draw(80, 24);
    let row = Row::Step(id.clone());
    let place = |bench: &Bench, wanted: &Target| {
        let (area, _) = bench
            .model
            .drawn
            .targets
            .iter()
            .rev()
            .find(|(_, target)| target == wanted)
            .unwrap();
        (area.x, area.y)
    };
    let (x, y) = place(&bench, &Target::Mark(row));
    let target = bench.model.drawn.at(x, y).cloned().unwrap();
    bench.send(Message::Click(target));
    assert_eq!(mark(&bench, &id), Some(Mark::Done));
    bench.keys("esc");
    bench.draw(80, 24);
    let target = Target::Account(Id::new(ID).unwrap());
    let (x, y) = place(&bench, &target);
    assert_eq!(bench.model.drawn.at(x, y), Some(&target));
    bench.send(Message::Click(target));
    assert!(matches!(bench.model.screen, Screen::Account(_)));
}

#[test]
fn a_click_on_a_page_that_is_not_drawn_yet_answers_nothing() {
    let mut bench = inside();
    bench.keys("esc d");
    bench.draw(80, 24);
    let (area, _) = *bench
        .model
        .drawn
        .targets
        .iter()
        .find(|(_, target)| *target == Target::Choice(0))
        .unwrap();
    let mouse = |bench: &Bench, kind| {
        let (column, row) = (area.x, area.y);
        let modifiers = KeyModifiers::NONE;
        let event = Event::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers,
        });
        optout::app::input::message(&event, &bench.model)
    };
    let click = MouseEventKind::Up(MouseButton::Left);
    assert!(matches!(
        mouse(&bench, click),
        Some(Message::Click(Target::Choice(0)))
    ));
    // Another page has its choices elsewhere, or none: no click leads to one before it is seen.
    for keys in ["esc ?", "esc d"] {
        bench.keys(keys);
        assert!(mouse(&bench, click).is_none(), "{keys}");
        // Turns of the wheel come in crowds, and each counts.
        assert!(
            mouse(&bench, MouseEventKind::ScrollDown).is_some(),
            "{keys}"
        );
        bench.draw(80, 24);
        assert!(mouse(&bench, click).is_some(), "{keys}");
    }
}

#[test]
fn a_double_click_does_what_enter_does_and_a_slow_one_only_shows() {
    let row = |bench: &Bench| Target::Row(Row::Step(step(bench)));
    let wait = |bench: &mut Bench, milliseconds| {
        let more = jiff::SignedDuration::from_millis(milliseconds);
        bench.now.moment = bench.now.moment.checked_add(more).unwrap();
    };
    for (milliseconds, expected) in [(200, Some(Mark::Done)), (900, None)] {
        let mut bench = inside();
        let id = step(&bench);
        let target = row(&bench);
        bench.send(Message::Click(target.clone()));
        wait(&mut bench, milliseconds);
        bench.send(Message::Click(target));
        assert_eq!(mark(&bench, &id), expected, "{milliseconds}");
    }
}

#[test]
fn a_click_on_a_hint_of_the_footer_does_what_its_key_does() {
    let mut bench = inside();
    let id = step(&bench);
    bench.draw(80, 24);
    let hint = Target::Hint(Action::Tick);
    let targets = &bench.model.drawn.targets;
    let (area, _) = targets.iter().find(|(_, it)| *it == hint).unwrap();
    let target = bench.model.drawn.at(area.x + 1, area.y).cloned().unwrap();
    bench.send(Message::Click(target));
    assert_eq!(mark(&bench, &id), Some(Mark::Done));
}

#[test]
fn the_mouse_is_lent_and_taken_back_and_the_footer_tells() {
    let mut bench = inside();
    bench.keys("m");
    assert_eq!(bench.asked(), [Effect::LendMouse(true)]);
    assert!(bench.said().contains("m takes it back"), "{}", bench.said());
    let screen = bench.screen(80, 24);
    assert!(screen.contains("m takes the mouse back"), "{screen}");
    bench.keys("m");
    assert_eq!(bench.asked(), [Effect::LendMouse(false)]);
    let screen = bench.screen(80, 24);
    assert!(!screen.contains("takes the mouse back"), "{screen}");
}

/// As if the config file said this about keys.
fn rebound(bench: &mut Bench, action: &str, keys: &[&str]) {
    let wish = KeyBinding {
        action: action.to_owned(),
        keys: keys.iter().map(|&key| key.to_owned()).collect(),
        line: 1,
        column: 1,
    };
    let (keymap, problems) = Keymap::with(&[wish]);
    assert!(problems.is_empty(), "{problems:?}");
    bench.model.keymap = keymap;
}

#[test]
fn keys_that_follow_each_other_are_shown_and_end_with_any_other() {
    let mut bench = inside();
    rebound(&mut bench, "tick", &["x x"]);
    let id = step(&bench);
    bench.keys("x");
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains(" x and then? Any other key ends it."),
        "{screen}"
    );
    assert!(bench.screen(20, 5).contains("x and then?"));
    bench.keys("x");
    assert_eq!(mark(&bench, &id), Some(Mark::Done));
    bench.keys("x esc");
    assert!(!bench.screen(80, 24).contains("and then?"));
    assert!(
        matches!(bench.model.screen, Screen::Account(_)),
        "Esc ends only these"
    );
    bench.keys("x q");
    assert!(bench.asked().iter().all(|effect| *effect != Effect::Quit));
    // Where text is typed, they are text.
    bench.keys("/ x x");
    assert_eq!(bench.model.filter.input.value(), "xx");
}

#[test]
fn a_config_file_that_changes_is_used_and_a_broken_one_is_not() {
    let mut bench = inside();
    bench.model.settings.config = text::line("/home/me/.config/optout/config.toml");
    let reload = |bench: &Bench, problems| {
        let wish = KeyBinding {
            action: "tick".to_owned(),
            keys: vec!["x".to_owned()],
            line: 1,
            column: 1,
        };
        Message::Reloaded(Box::new(Reload {
            problems,
            keymap: Keymap::with(&[wish]).0,
            ascii: true,
            is_mouse_lent: false,
            trusted_hosts: vec!["www.example.org".to_owned()],
            catalog: std::sync::Arc::clone(&bench.model.catalog),
        }))
    };
    let id = step(&bench);
    let problem = Notice {
        file: bench.model.settings.config.clone(),
        message: text::line("line 1, column 8: `theme` is `loud`."),
        excerpt: None,
    };
    let broken = reload(&bench, vec![problem]);
    bench.send(broken);
    assert!(
        bench.said().contains("What it said before still holds"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.model.notices.len(), 1);
    bench.keys("space");
    assert_eq!(
        mark(&bench, &id),
        Some(Mark::Done),
        "the keys are as they were"
    );
    let good = reload(&bench, Vec::new());
    bench.send(good);
    assert!(bench.model.notices.is_empty() && bench.model.settings.ascii);
    bench.keys("x");
    assert_eq!(mark(&bench, &id), None, "the new key holds");
}

#[test]
fn a_paste_is_text_and_never_keys() {
    let mut bench = bench();
    let pasted = text::inspect_line("q d y");
    bench.send(Message::Paste(pasted.clone()));
    assert!(bench.asked().is_empty());
    assert_eq!(bench.model.entries.len(), 1);
    bench.keys("a").send(Message::Paste(pasted));
    let Some(Overlay::Form(form)) = bench.model.overlays.last() else {
        panic!()
    };
    assert_eq!(
        form.input(optout::account::Field::Label).unwrap().value(),
        "q d y"
    );
}

#[test]
fn a_page_and_a_person_without_an_account_have_their_own_routes() {
    let page = |country| Account {
        kind: Kind::Page,
        ..account(ID, "Bakery", Platform::Facebook, Some(country))
    };
    let bench = Bench::new(vec![page("DE")]);
    let overview = &bench.model.entry(ID).unwrap().overview;
    assert_eq!(overview.state, State::Todo);
    assert_eq!(overview.goals[0].guide.id.as_str(), "facebook-page-authors");
    let bench = Bench::new(vec![page("US")]);
    assert_eq!(
        bench.model.entry(ID).unwrap().overview.state,
        State::NoRoute
    );
    let nobody = |country| Account {
        kind: Kind::NoAccount,
        ..account(ID, "Dad", Platform::None, Some(country))
    };
    let bench = Bench::new(vec![nobody("IT")]);
    let overview = &bench.model.entry(ID).unwrap().overview;
    assert_eq!(overview.goals[0].goal, Goal::Object);
    assert_eq!(overview.goals[0].guide.id.as_str(), "no-account-objection");
    let bench = Bench::new(vec![nobody("US")]);
    let overview = &bench.model.entry(ID).unwrap().overview;
    let goals: Vec<Goal> = overview.goals.iter().map(|view| view.goal).collect();
    assert_eq!(goals, [Goal::Protect, Goal::ThirdParty]);
    assert!(
        overview.total > 0,
        "with nothing else to do, the optional routes count"
    );
}

#[test]
fn a_clock_that_jumps_changes_what_is_due_and_breaks_nothing() {
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Submit);
    bench.keys("space enter");
    for (moment, state) in [
        ("1969-12-31T00:00:00Z", State::Waiting),
        ("2001-01-01T00:00:00Z", State::Waiting),
        ("2100-01-01T00:00:00Z", State::Overdue),
    ] {
        let moment = moment.parse::<jiff::Timestamp>().unwrap();
        let today = moment.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
        bench.now = optout::clock::Now { moment, today };
        bench.keys("down up");
        bench.draw(80, 24);
        assert_eq!(bench.model.entry(ID).unwrap().overview.state, state);
    }
}

#[test]
fn a_text_that_is_full_takes_no_more() {
    let mut bench = bench();
    bench.keys("a");
    let long = text::inspect_line(&"x".repeat(2000));
    for _ in 0..3 {
        bench.send(Message::Paste(long.clone()));
    }
    assert!(bench.said().contains("at most 2048"), "{}", bench.said());
    bench.typed("yy");
    let Some(Overlay::Form(form)) = bench.model.overlays.last() else {
        panic!()
    };
    let label = form.input(optout::account::Field::Label).unwrap();
    assert_eq!(label.value().len(), 2048);
    bench.keys("enter");
    assert!(bench.said().contains("at most 64"), "{}", bench.said());
}

#[test]
fn a_note_is_kept_whole_or_the_person_is_told_why_not() {
    let note = |bench: &Bench| match bench.model.overlays.last() {
        Some(Overlay::Note(note)) => Some(note.input.value().to_owned()),
        _ => None,
    };
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Do);
    let override_ = tui_input::InputRequest::InsertChar('\u{202e}');
    bench
        .keys("n")
        .typed("on the")
        .send(Message::Type(override_));
    bench.typed(" phone").asked();
    bench.keys("ctrl-s");
    assert!(bench.said().contains("cannot be shown"), "{}", bench.said());
    assert!(bench.asked().is_empty(), "nothing is saved");
    assert_eq!(note(&bench).as_deref(), Some("on the\u{202e} phone"));
    bench.keys("ctrl-u").typed("on the phone").keys("ctrl-s");
    assert_eq!((note(&bench), bench.said()), (None, "The note is kept."));
}

#[test]
fn what_a_paste_loses_is_told() {
    let pasted = |text: &str| {
        let mut bench = inside();
        walk_to(&mut bench, StepKind::Do);
        bench.keys("n");
        let paste = crossterm::event::Event::Paste(text.to_owned());
        bench.send(optout::app::input::message(&paste, &bench.model).unwrap());
        let said = bench.said().to_owned();
        bench.keys("ctrl-s");
        assert_eq!(bench.said(), "The note is kept.");
        said
    };
    assert_eq!(pasted("Two lines\r\nare one\rnote"), "");
    assert!(pasted("red \u{1b}[31m").contains("cannot be shown"));
    assert!(pasted(&"x".repeat(2049)).contains("at most 2048"));
}

#[test]
fn arrows_move_in_the_list_while_its_filter_is_typed() {
    let other = account("b2c3d4e5", "Photos", Platform::Instagram, Some("DE"));
    let mut bench = Bench::new(vec![german(), other]);
    bench.draw(80, 24);
    bench.keys("g /").typed("o");
    let first = bench.model.selected.clone();
    bench.keys("down");
    assert!(bench.model.filter.is_open && bench.model.selected != first);
    bench.keys("up");
    assert_eq!(bench.model.selected, first);
    assert_eq!(bench.model.filter.input.value(), "o");
}

#[test]
fn what_was_typed_in_two_forms_waits_in_both() {
    let mut bench = bench();
    bench.keys("e end").typed(" X").keys("esc");
    bench.keys("a").typed("New").keys("esc");
    bench.keys("e");
    assert!(bench.screen(80, 24).contains("Personal X"));
    bench.keys("esc a");
    assert!(bench.screen(80, 24).contains("New"));
}
