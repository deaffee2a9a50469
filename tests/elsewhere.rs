//! The screen, while another copy of the program changes the same account: what was typed is never lost
//! without a word, and what the other wrote is never overwritten without one. What the screen saves goes
//! to a real data folder, which the other copy also writes to, before the screen knows of it or after.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/home.rs"]
mod home;

use bench::{Bench, account, now};
use home::Folder;
use jiff::civil::date;
use optout::{
    account::{
        Account,
        change::{Change, Edit, StepEdit, Value},
        progress::{Mark, Outcome, Request},
    },
    app::{effect::Effect, message::Message, pages::Overlay, row::Row},
    content::{
        guide::{StepId, StepKind},
        platform::Platform,
    },
    id::Id,
    store::{Changes, Store, writer::WriterEvent},
    text,
};

const ID: &str = "a7k2m9qd";

/// A screen and another copy of the program on one data folder.
struct Two {
    screen: Bench,
    store: Store,
    folder: Folder,
}

impl Two {
    /// Inside an account.
    fn new() -> Self {
        let folder = Folder::new();
        let store = Store::new(folder.join("data"));
        let account = account(ID, "Personal", Platform::Facebook, Some("DE"));
        let mut screen = Bench::new(vec![account.clone()]);
        let edit = Edit::Create(Box::new(account));
        let made = Change::new(&Id::new(ID).unwrap(), now().moment, vec![edit]);
        let regions = &screen.model.catalog.regions;
        store.save(&[made], regions).unwrap();
        screen.draw(80, 24);
        screen.keys("enter");
        Self {
            screen,
            store,
            folder,
        }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        self.screen.keys(keys);
        self
    }

    fn typed(&mut self, text: &str) -> &mut Self {
        self.screen.typed(text);
        self
    }

    /// Lets everything that the screen changed reach the disk, and the screen hear of it.
    fn save(&mut self) -> &mut Self {
        for effect in self.screen.asked() {
            let Effect::Save(ticket, change) = effect else {
                panic!("{effect:?}")
            };
            let regions = &self.screen.model.catalog.regions;
            let saved = self.store.save(&[change], regions).unwrap();
            let tickets = vec![ticket];
            let event = WriterEvent::Saved { tickets, saved };
            self.screen.send(Message::Stored(Box::new(event)));
        }
        self
    }

    /// The other copy changes the account. The screen does not know of it yet.
    fn elsewhere(&mut self, edits: Vec<Edit>) -> &mut Self {
        let other = Store::new(self.folder.join("data"));
        let change = Change::new(&Id::new(ID).unwrap(), now().moment, edits);
        let regions = &self.screen.model.catalog.regions;
        other.save(&[change], regions).unwrap();
        self
    }

    /// The screen hears of what the other copy did.
    fn hear(&mut self) -> &mut Self {
        let accounts = self.on_disk().into_iter().collect::<Vec<Account>>();
        let gone = match accounts.is_empty() {
            true => vec![Id::new(ID).unwrap()],
            false => Vec::new(),
        };
        let changes = Changes {
            accounts,
            gone,
            ..Changes::default()
        };
        let event = WriterEvent::Changed(changes);
        self.screen.send(Message::Stored(Box::new(event)));
        self
    }

    fn on_disk(&self) -> Option<Account> {
        let store = Store::new(self.folder.join("data"));
        let loaded = store.load(&self.screen.model.catalog.regions).unwrap();
        loaded.accounts.into_iter().next().map(|it| *it)
    }

    fn shown(&self) -> &Account {
        &self.screen.model.entry(ID).unwrap().account
    }

    fn step(&self) -> StepId {
        match &self.screen.model.row {
            Row::Step(step) => step.clone(),
            other => panic!("{other:?} is no step"),
        }
    }

    /// Goes to the step that sends.
    fn walk_to_sending(&mut self) -> StepId {
        for _ in 0..30 {
            if let Row::Step(step) = &self.screen.model.row
                && self.screen.model.catalog.step(step).unwrap().kind == StepKind::Submit
            {
                return self.step();
            }
            self.screen.keys("down");
        }
        panic!("no step sends");
    }

    #[track_caller]
    fn assert_said(&self, words: &str) {
        let said = self.screen.said();
        assert!(said.contains(words), "{said}");
    }

    /// What the screen shows is what is on the disk.
    #[track_caller]
    fn assert_shown_is_kept(&self) {
        assert_eq!(Some(self.shown().clone()), self.on_disk());
    }
}

fn line(text: &str) -> text::Clean {
    text::line(text)
}

fn label(label: &str) -> Edit {
    Edit::Set(Value::Label(text::clean(label, text::TextKind::Name)))
}

fn note(step: &StepId, note: &str) -> Edit {
    Edit::Step(step.clone(), StepEdit::Note(Some(line(note))))
}

fn marked(step: &StepId, mark: Mark) -> Edit {
    Edit::Step(step.clone(), StepEdit::Mark(Some(mark)))
}

fn granted() -> Edit {
    Edit::Answer {
        request: Id::new("r1").unwrap(),
        outcome: Outcome::Granted,
        answered: Some(date(2026, 11, 20)),
    }
}

/// Once where the screen has heard of what the other copy did, and once where it has not.
fn both_ways(test: impl Fn(fn(&mut Two))) {
    test(|two| {
        two.hear();
    });
    test(|_| ());
}

#[test]
fn undo_never_takes_an_answer_off_the_record() {
    both_ways(|hears| {
        let mut two = Two::new();
        two.walk_to_sending();
        two.keys("space enter").save();
        let sent = two.on_disk().unwrap().progress.requests[0].clone();
        let answered = Request {
            outcome: Outcome::Granted,
            answered: Some(date(2026, 11, 20)),
            reference: Some(line("ABC-1")),
            ..sent
        };
        two.elsewhere(vec![Edit::Send(answered.clone())]);
        hears(&mut two);
        two.keys("u").save();
        assert_eq!(two.on_disk().unwrap().progress.requests, [answered]);
        two.assert_said("Not undone: ticked");
        two.assert_said("changed elsewhere");
        two.assert_shown_is_kept();
        // It is not tried again, and redo has nothing of it either.
        two.keys("u").assert_said("Nothing to undo");
        two.keys("ctrl-r").assert_said("Nothing to redo");
    });
}

#[test]
fn undo_leaves_what_another_copy_wrote_since() {
    both_ways(|hears| {
        let mut two = Two::new();
        let step = two.step();
        two.keys("space").save();
        two.elsewhere(vec![marked(&step, Mark::Blocked)]);
        hears(&mut two);
        two.keys("u").save();
        let kept = two.on_disk().unwrap();
        assert_eq!(kept.progress.mark(&step), Some(Mark::Blocked));
        two.assert_said("Not undone: ticked");

        two.keys("e").typed("X").keys("ctrl-s").save();
        two.elsewhere(vec![label("Theirs")]);
        hears(&mut two);
        two.keys("u").save();
        assert_eq!(two.on_disk().unwrap().label.as_str(), "Theirs");
        two.assert_said("Not undone: changed Personal");
        two.assert_shown_is_kept();
    });
}

#[test]
fn undo_of_an_added_account_leaves_it_where_another_copy_worked_on_it() {
    both_ways(|hears| {
        let mut two = Two::new();
        let step = two.step();
        two.elsewhere(vec![Edit::Remove]).hear();
        let account = account(ID, "Personal", Platform::Facebook, Some("DE"));
        let edit = Edit::Create(Box::new(account));
        let made = Change::new(&Id::new(ID).unwrap(), now().moment, vec![edit]);
        let effects = optout::app::core::changing::make(
            &mut two.screen.model.core,
            made,
            "added Personal".to_owned(),
        );
        two.screen.effects.extend(effects);
        two.save().elsewhere(vec![marked(&step, Mark::Done)]);
        hears(&mut two);
        two.keys("u").save();
        let kept = two.on_disk().unwrap();
        assert_eq!(kept.progress.mark(&step), Some(Mark::Done));
        two.assert_said("Not undone: added Personal");
        two.assert_shown_is_kept();
    });
}

#[test]
fn redo_leaves_what_another_copy_wrote_since() {
    both_ways(|hears| {
        let mut two = Two::new();
        let step = two.step();
        two.keys("space u").save();
        two.elsewhere(vec![marked(&step, Mark::Skipped)]);
        hears(&mut two);
        two.keys("ctrl-r").save();
        let kept = two.on_disk().unwrap();
        assert_eq!(kept.progress.mark(&step), Some(Mark::Skipped));
        two.assert_said("changed elsewhere");
        two.assert_shown_is_kept();
    });
}

#[test]
fn undo_and_redo_go_on_where_the_other_copy_changed_something_else() {
    both_ways(|hears| {
        let mut two = Two::new();
        let step = two.walk_to_sending();
        two.keys("space enter").save();
        two.elsewhere(vec![label("Theirs"), note(&step, "theirs")]);
        hears(&mut two);
        two.keys("u").save().assert_said("Undone: ticked");
        let kept = two.on_disk().unwrap();
        assert_eq!(kept.progress.mark(&step), None);
        assert!(kept.progress.requests.is_empty());
        two.keys("ctrl-r").save().assert_said("Done again: ticked");
        let kept = two.on_disk().unwrap();
        assert_eq!(kept.progress.mark(&step), Some(Mark::Done));
        assert_eq!(kept.progress.requests.len(), 1);
        assert_eq!(kept.label.as_str(), "Theirs");
        let state = kept.progress.step(&step).unwrap();
        assert_eq!(state.note.as_deref(), Some("theirs"));
        two.assert_shown_is_kept();
    });
}

#[test]
fn unticking_never_takes_an_answer_off_the_record() {
    let mut two = Two::new();
    two.walk_to_sending();
    two.keys("space enter").save();
    two.elsewhere(vec![granted()]);
    two.keys("space y").save();
    let kept = two.on_disk().unwrap().progress.requests;
    assert_eq!(kept[0].outcome, Outcome::Granted);
    two.assert_said("Not saved: unticked");
    two.assert_shown_is_kept();
}

#[test]
fn an_answer_recorded_elsewhere_meanwhile_is_not_replaced() {
    both_ways(|hears| {
        let mut two = Two::new();
        two.walk_to_sending();
        two.keys("space enter").save();
        two.keys("r down enter").elsewhere(vec![granted()]);
        hears(&mut two);
        two.keys("enter").save();
        let kept = two.on_disk().unwrap().progress.requests;
        assert_eq!(kept[0].outcome, Outcome::Granted);
        let said = two.screen.said();
        assert!(said.starts_with("Not "), "{said}");
        two.assert_shown_is_kept();
    });
}

#[test]
fn the_form_saves_only_what_was_changed_in_it() {
    both_ways(|hears| {
        let name = |text: &str| Some(text::clean(text, text::TextKind::Name));
        let others = [
            Value::Handle(name("@theirs")),
            Value::Email(name("they@example.org")),
            Value::Group(name("theirs")),
            Value::Name(name("Their Name")),
            Value::OpenWith(vec![line("firefox"), line("{url}")]),
            Value::Country(None),
        ];
        let mut two = Two::new();
        two.keys("e");
        two.elsewhere(others.iter().cloned().map(Edit::Set).collect());
        hears(&mut two);
        two.typed("X").keys("ctrl-s").save();
        let kept = two.on_disk().unwrap();
        assert_eq!(kept.label.as_str(), "PersonalX");
        for value in others {
            assert_eq!(Value::of(value.field(), &kept), value);
        }
        two.assert_shown_is_kept();
    });
}

#[test]
fn a_field_that_both_changed_is_asked_about() {
    let mut two = Two::new();
    two.keys("e").elsewhere(vec![label("Theirs")]).hear();
    two.typed("X").keys("ctrl-s").save();
    assert_eq!(two.on_disk().unwrap().label.as_str(), "Theirs");
    two.assert_said("Label was changed elsewhere meanwhile, to \"Theirs\"");
    two.keys("ctrl-s").save();
    assert_eq!(two.on_disk().unwrap().label.as_str(), "PersonalX");
    two.assert_shown_is_kept();
}

#[test]
fn a_field_that_both_changed_is_kept_as_a_draft_where_only_the_disk_knew() {
    let mut two = Two::new();
    two.keys("e").elsewhere(vec![label("Theirs")]);
    two.typed("X").keys("ctrl-s").save();
    assert_eq!(two.on_disk().unwrap().label.as_str(), "Theirs");
    two.assert_said("Not saved: changed Personal");
    two.assert_said("What you typed is kept");
    two.assert_shown_is_kept();
    two.keys("e ctrl-s").save();
    two.assert_said("Label was changed elsewhere meanwhile, to \"Theirs\"");
    two.keys("ctrl-s").save();
    assert_eq!(two.on_disk().unwrap().label.as_str(), "PersonalX");
}

#[test]
fn of_two_notes_both_are_kept() {
    let mut two = Two::new();
    let step = two.step();
    two.keys("n").typed("mine");
    two.elsewhere(vec![note(&step, "theirs")]).hear();
    two.keys("ctrl-s").save();
    two.assert_said("both are in the field");
    two.keys("ctrl-s").save();
    let state = two
        .on_disk()
        .unwrap()
        .progress
        .step(&step)
        .cloned()
        .unwrap();
    assert_eq!(state.note.as_deref(), Some("theirs\nmine"));
    two.assert_shown_is_kept();
}

#[test]
fn of_two_notes_both_are_kept_where_only_the_disk_knew() {
    let mut two = Two::new();
    let step = two.step();
    two.keys("n").typed("mine");
    two.elsewhere(vec![note(&step, "theirs")]);
    two.keys("ctrl-s").save();
    two.assert_said("Not saved: wrote a note");
    two.assert_said("What you typed is kept");
    two.assert_shown_is_kept();
    two.keys("n ctrl-s ctrl-s").save();
    let state = two
        .on_disk()
        .unwrap()
        .progress
        .step(&step)
        .cloned()
        .unwrap();
    assert_eq!(state.note.as_deref(), Some("theirs\nmine"));
}

#[test]
fn a_note_that_was_only_looked_at_changes_nothing() {
    let mut two = Two::new();
    let step = two.step();
    two.keys("n").elsewhere(vec![note(&step, "theirs")]).hear();
    two.keys("ctrl-s").save();
    let state = two
        .on_disk()
        .unwrap()
        .progress
        .step(&step)
        .cloned()
        .unwrap();
    assert_eq!(state.note.as_deref(), Some("theirs"));
    assert!(two.screen.model.overlays.is_empty());
}

#[test]
fn what_was_typed_for_an_account_that_is_gone_is_kept_and_told() {
    let mut two = Two::new();
    two.keys("n").typed("mine");
    two.elsewhere(vec![Edit::Remove]).hear();
    two.keys("ctrl-s").save();
    two.assert_said("This account is gone");
    two.assert_said("kept");
    let [Overlay::Note(page)] = two.screen.model.drafts.as_slice() else {
        panic!("{:?}", two.screen.model.drafts)
    };
    assert_eq!(page.input.value(), "mine");
    // Back again, the note goes on.
    two.elsewhere(vec![Edit::Restore]).hear();
    two.keys("enter n ctrl-s").save();
    let kept = two.on_disk().unwrap();
    let mut notes = kept.progress.steps.values().flat_map(|it| it.values());
    assert!(notes.any(|state| state.note.as_deref() == Some("mine")));

    let mut two = Two::new();
    two.keys("e").typed("X");
    two.elsewhere(vec![Edit::Remove]).hear();
    two.keys("ctrl-s").save();
    two.assert_said("This account is gone");
    assert!(matches!(
        two.screen.model.drafts.as_slice(),
        [Overlay::Form(_)]
    ));
}

#[test]
fn undo_of_something_in_an_account_that_is_gone_says_so() {
    let mut two = Two::new();
    two.keys("space").save();
    two.elsewhere(vec![Edit::Remove]).hear();
    two.keys("u");
    two.assert_said("This account is gone");
    assert!(two.screen.asked().is_empty());
}
