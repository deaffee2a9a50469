//! What a save must leave alone, and what must come back as it was given.

use std::collections::BTreeMap;

use jiff::civil::date;
use optout::{
    account::{
        Account,
        change::{Change, Edit, StepEdit, Value},
        progress::{Mark, Outcome, Progress, Request, StepState},
    },
    content::{
        goal::Goal,
        guide::StepId,
        platform::{Kind, Platform},
    },
    id::Id,
    text,
};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};

use crate::support::{
    Folder, Short, account, change, create, id, line, mark_edit, minimal, moment, regions, request,
    step_id, tick,
};

const BY_HAND: &str = r##"# My main account.
format = 1
label = "L" # the label
platform = "facebook"
kind = "personal"
colour = "blue"   # not a key of optout
email = "me@example.org"

# why I chose this
active = { object = "g" }

[guides.gone.step-that-no-guide-has]
mark = "done" # long ago
at = 2025-01-01T00:00:00Z
mood = "tired"

# the form
[guides.g.s1]
# it took a while
mark = 'done' # at last
at = 2026-01-01T00:00:00+01:00

[[request]]
id = "r1" # the first
goal = "object"
guide = "g"
sent = 2026-11-21
ticket = 4711

[[evidence]]
sha256 = "abc"
name = "confirmation.eml"

[mine]
anything = [1, 2, { three = 3 }]
# the end
"##;

#[test]
fn promise_6_unknown_keys_comments_and_unknown_steps_survive_a_rewrite() {
    let folder = Folder::new();
    folder.put("a1.toml", BY_HAND);
    let store = folder.store();
    let answer = Edit::Answer {
        request: id("r1"),
        outcome: Outcome::Granted,
        answered: Some(date(2026, 12, 1)),
    };
    store.keep(change(
        "a1",
        0,
        vec![
            Edit::Set(Value::Label(line("M"))),
            Edit::Set(Value::Email(None)),
            Edit::Route {
                goal: Goal::Object,
                guide: Some(id("h")),
            },
            Edit::Step(step_id("g", "s1"), StepEdit::Mark(Some(Mark::Skipped))),
            Edit::Step(step_id("g", "s1"), StepEdit::Note(Some(line("ask again")))),
            mark_edit("new", Some(Mark::Done)),
            answer,
        ],
    ));
    let expected = BY_HAND
        .replace("\"L\"", "\"M\"")
        .replace("email = \"me@example.org\"\n", "")
        .replace("object = \"g\"", "object = \"h\"")
        .replace("'done'", "\"skipped\"")
        .replace(
            "2026-01-01T00:00:00+01:00\n",
            "2026-11-21T10:00:00Z\nnote = \"ask again\"\nnoted = 2026-11-21T10:00:00Z\n",
        )
        .replace(
            "4711\n",
            "4711\noutcome = \"granted\"\nanswered = 2026-12-01\nat = 2026-11-21T10:00:00Z\n",
        )
        .replace(
            "\n[[request]]",
            "\n[guides.guide.new]\nmark = \"done\"\nat = 2026-11-21T10:00:00Z\n\n[[request]]",
        );
    assert_eq!(folder.text("a1.toml"), expected);
}

#[test]
fn promise_6_comments_at_a_mark_survive_its_removal() {
    let folder = Folder::new();
    folder.put("a1.toml", BY_HAND);
    let store = folder.store();
    let saved = store.keep(change(
        "a1",
        7,
        vec![Edit::Step(step_id("g", "s1"), StepEdit::Mark(None))],
    ));
    let text = folder.text("a1.toml");
    assert!(
        text.contains("# it took a while\n# at last\nat = 2026-11-21T10:00:07Z\n"),
        "{text}"
    );
    let state = saved
        .account
        .unwrap()
        .progress
        .step(&step_id("g", "s1"))
        .unwrap()
        .clone();
    assert_eq!((state.mark, state.at), (None, Some(moment(7))));
}

#[test]
fn files_written_in_other_ways_take_marks_too() {
    for (form, more) in [
        (
            "inline",
            "guides = { guide = { s1 = { mark = \"done\" } } }\nrequest = []\n",
        ),
        (
            "inline in part",
            "[guides]\nguide = { s1 = { mark = \"done\" } }\n",
        ),
        ("dotted", "guides.guide.s1.mark = \"done\"\n"),
        ("dotted in part", "[guides]\nguide.s1.mark = \"done\"\n"),
        (
            "headers of their own",
            "[guides]\n[guides.guide]\n[guides.guide.s1]\nmark = \"done\"\n",
        ),
        (
            "out of order",
            "[guides.guide.s1]\nmark = \"done\"\n[[request]]\nid = \"r1\"\ngoal = \"object\"\nguide = \"g\"\nsent = 2026-11-21\n[guides.g2.s2]\nmark = \"done\"\n[[request]]\nid = \"r2\"\ngoal = \"object\"\nguide = \"g\"\nsent = 2026-11-21\n",
        ),
        (
            "requests inline",
            "request = [{ id = \"r1\", goal = \"object\", guide = \"g\", sent = 2026-11-21 }]\n",
        ),
    ] {
        let folder = Folder::new();
        folder.put("a1.toml", minimal(more));
        let store = folder.store();
        let mut expected = store.read().take_accounts().remove(0);
        let edits = vec![
            mark_edit("s1", Some(Mark::Blocked)),
            mark_edit("s2", Some(Mark::Done)),
            Edit::Send(request("r7", "guide", 2)),
        ];
        let change = change("a1", 5, edits);
        change.apply(&mut expected);
        assert_eq!(
            store.keep(change).account.as_ref(),
            Some(&expected),
            "{form}"
        );
        assert_eq!(store.read().take_accounts(), [expected], "{form}");
        let removed = store.keep(crate::support::change(
            "a1",
            6,
            vec![Edit::Unsend(id("r7"))],
        ));
        assert!(
            removed
                .account
                .unwrap()
                .progress
                .requests
                .iter()
                .all(|request| request.id != id("r7")),
            "{form}"
        );
    }
}

#[test]
fn a_file_that_cannot_take_a_change_is_refused_and_left_as_it_is() {
    for (more, edit) in [
        ("guides = 3\n", mark_edit("s1", Some(Mark::Done))),
        ("[guides]\nguide = []\n", mark_edit("s1", Some(Mark::Done))),
        (
            "[guides.guide]\ns1 = \"done\"\n",
            mark_edit("s1", Some(Mark::Done)),
        ),
        ("request = \"r1\"\n", Edit::Send(request("r1", "g", 1))),
        (
            "active = \"g\"\n",
            Edit::Route {
                goal: Goal::Object,
                guide: Some(id("g")),
            },
        ),
        (
            "[email]\nhome = \"x\"\n",
            Edit::Set(Value::Email(Some(line("me@example.org")))),
        ),
    ] {
        let folder = Folder::new();
        folder.put("a1.toml", minimal(more));
        let error = folder
            .store()
            .save(&[change("a1", 0, vec![edit])], &regions())
            .unwrap_err();
        assert!(
            error.sentence.contains("cannot take this change"),
            "{more}: {error}"
        );
        assert_eq!(folder.text("a1.toml"), minimal(more));
        assert_eq!(folder.names(), ["a1.toml"]);
    }
}

#[test]
fn a_new_file_is_easy_to_read() {
    let folder = Folder::new();
    let mut account = account("a1");
    account.handle = Some(line("@me"));
    account.email = Some(line("me@example.org"));
    account.country = Some(regions().country("DE").unwrap());
    account.group = Some(line("me"));
    account.open_with = ["firefox", "-P", "me", "{url}"].map(line).to_vec();
    account.active = BTreeMap::from([(Goal::Object, id("facebook-privacy-policy"))]);
    let steps = BTreeMap::from([(
        id("log-in"),
        Box::new(StepState {
            mark: Some(Mark::Done),
            at: Some(moment(131)),
            note: Some(line("a \"note\"")),
            noted: Some(moment(131)),
            opened: None,
        }),
    )]);
    account
        .progress
        .steps
        .insert(id("facebook-privacy-center"), steps);
    account
        .progress
        .requests
        .push(request("r1", "facebook-privacy-center", 21));
    folder
        .store()
        .keep(change("a1", 0, vec![Edit::Create(Box::new(account))]));
    let expected = r#"format = 1
id = "a1"
label = "Personal"
platform = "facebook"
kind = "personal"
handle = "@me"
email = "me@example.org"
country = "DE"
group = "me"
open_with = ["firefox", "-P", "me", "{url}"]
created = 2026-11-21T10:00:00Z
active = { object = "facebook-privacy-policy" }

[guides.facebook-privacy-center.log-in]
mark = "done"
at = 2026-11-21T10:02:11Z
note = 'a "note"'
noted = 2026-11-21T10:02:11Z

[[request]]
id = "r1"
goal = "object"
guide = "facebook-privacy-center"
sent = 2026-11-21
due = 2026-12-21
outcome = "waiting"
"#;
    assert_eq!(folder.text("a1.toml"), expected);
}

#[test]
fn moments_are_kept_to_the_second() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let at = "2026-11-21T10:00:05.987654321Z".parse().unwrap();
    let saved = store
        .keep(Change {
            at,
            ..tick("a1", "s1", 0)
        })
        .account
        .unwrap();
    assert_eq!(
        saved.progress.step(&step_id("guide", "s1")).unwrap().at,
        Some(moment(5))
    );
    assert_eq!(store.read().take_accounts(), [saved]);
}

fn ids() -> impl Strategy<Value = Id> {
    prop_oneof![
        Just("a"),
        Just("b"),
        Just("s1"),
        Just("mark"),
        Just("5"),
        Just("a-b")
    ]
    .prop_map(id)
}

fn lines() -> impl Strategy<Value = text::Clean> {
    any::<String>().prop_map(|text| text::clean(&text, text::TextKind::Line))
}

fn names() -> impl Strategy<Value = Option<text::Clean>> {
    prop::option::of(any::<String>().prop_map(|text| text::clean(&text, text::TextKind::Name)))
}

fn requests() -> impl Strategy<Value = Request> {
    let request = (
        1..4_u8,
        ids(),
        1..4_i8,
        prop::option::of(1..28_i8),
        prop::sample::select(Outcome::ALL),
    );
    (
        request,
        prop::option::of(lines()),
        prop::sample::select(Goal::ALL),
    )
        .prop_map(
            |((number, guide, sent, due, outcome), reference, goal)| Request {
                due: due.map(|day| date(2026, 12, day)),
                extended: due.map(|day| date(2027, 1, day)),
                outcome,
                answered: due.map(|day| date(2026, 11, day)),
                reference,
                at: due.map(|day| moment(i64::from(day))),
                ..Request::new(id(&format!("r{number}")), goal, guide, date(2026, 11, sent))
            },
        )
}

fn edits() -> impl Strategy<Value = Edit> {
    let mark = prop::option::of(prop::sample::select(Mark::ALL));
    let step = || (ids(), ids()).prop_map(|(guide, step)| StepId { guide, step });
    prop_oneof![
        (step(), mark).prop_map(|(step, mark)| Edit::Step(step, StepEdit::Mark(mark))),
        (step(), prop::option::of(lines()))
            .prop_map(|(step, note)| Edit::Step(step, StepEdit::Note(note))),
        (step(), prop::option::of(0..90_i64))
            .prop_map(|(step, at)| Edit::Step(step, StepEdit::Opened(at.map(moment)))),
        (prop::sample::select(Goal::ALL), prop::option::of(ids()))
            .prop_map(|(goal, guide)| Edit::Route { goal, guide }),
        requests().prop_map(Edit::Send),
        (1..4_u8).prop_map(|number| Edit::Unsend(id(&format!("r{number}")))),
        (1..4_u8, prop::sample::select(Outcome::ALL)).prop_map(|(number, outcome)| Edit::Answer {
            request: id(&format!("r{number}")),
            outcome,
            answered: None
        }),
        names().prop_map(|name| Edit::Set(Value::Label(name.unwrap_or_default()))),
        names().prop_map(|name| Edit::Set(Value::Handle(name))),
        names().prop_map(|name| Edit::Set(Value::Email(name))),
        names().prop_map(|name| Edit::Set(Value::Group(name))),
        prop::collection::vec(lines(), 0..3).prop_map(|words| Edit::Set(Value::OpenWith(words))),
        prop::sample::select(Platform::ALL)
            .prop_map(|platform| Edit::Set(Value::Platform(platform))),
        prop::sample::select(Kind::ALL).prop_map(|kind| Edit::Set(Value::Kind(kind))),
        prop_oneof![Just(None), Just(Some("DE")), Just(Some("US"))].prop_map(|country| {
            Edit::Set(Value::Country(
                country.map(|code| regions().country(code).unwrap()),
            ))
        }),
    ]
}

/// Ways to write a file, with things in them that are not optout's: all that begins with `keep`.
const FORMS: [&str; 5] = [
    "keep-a = 1 # keep-b\n# keep-c\n\n[guides.a.s1]\nkeep-d = { x = 1 } # keep-e\n\n# keep-f\n[keep-g]\n",
    "guides.a.s1.keep-a = 1 # keep-b\nguides.b.a.keep-c = 2\nactive.object = \"a\" # keep-d\n",
    "guides = { a = { s1 = { mark = \"done\", keep-a = 1 } }, b.a.mark = \"done\", keep-b = {} } # keep-c\n",
    "[[request]]\nid = \"r1\"\nkeep-a = 1 # keep-b\n[request.keep-c]\n[guides.a.a]\n# keep-d\n\
     [[keep-e]]\n[[keep-e]]\n[guides]\n[guides.keep-f] # keep-g\n",
    "request = [\n # keep-a\n { id = \"r9\", keep-b = 1 }, # keep-c\n]\n[active]\nkeep-d = 1\n[guides.b]\ns1.keep-e = 1\n",
];

/// Everything in the file that optout does not know, comments too.
fn foreign(text: &str) -> Vec<String> {
    let parts = text
        .match_indices("keep-")
        .map(|(place, _)| text[place..].chars().take(6).collect());
    let mut parts: Vec<String> = parts.collect();
    parts.sort();
    parts
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 100, failure_persistence: None, ..Default::default() })]

    /// Whatever is decided, in whatever pieces it is saved, however the file is written: it says
    /// what memory would, and what is not optout's stays.
    #[test]
    fn any_edits_are_kept_and_nothing_else_is_touched(
        form in prop::sample::select(FORMS.as_slice()),
        edits in prop::collection::vec(prop::collection::vec(edits(), 1..4), 1..8),
    ) {
        let folder = Folder::new();
        let start = minimal(form);
        folder.put("a1.toml", &start);
        let store = folder.store();
        for (second, edits) in edits.into_iter().enumerate() {
            let saved = store.keep(change("a1", second as i64, edits)).account.unwrap();
            prop_assert_eq!(folder.store().read().take_accounts(), [saved]);
            prop_assert_eq!(foreign(&folder.text("a1.toml")), foreign(&start));
        }
    }

    /// An account with anything in it can be created, and is read back as it was.
    #[test]
    fn any_account_can_be_created(edits in prop::collection::vec(edits(), 0..12)) {
        let mut wanted = Account { progress: Progress::default(), ..account("a1") };
        change("a1", 9, edits).apply(&mut wanted);
        let folder = Folder::new();
        let store = folder.store();
        let saved = store.keep(change("a1", 0, vec![Edit::Create(Box::new(wanted.clone()))])).account.unwrap();
        prop_assert_eq!(&saved.progress, &wanted.progress);
        prop_assert_eq!(&saved.active, &wanted.active);
        prop_assert_eq!(folder.store().read().take_accounts(), [saved]);
    }
}
