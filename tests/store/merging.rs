//! Copies that sync tools and editors make: never an account, never lost, brought in when asked.

use std::{collections::BTreeMap, fs};

use jiff::{Timestamp, civil::date};
use optout::{
    account::{
        merge,
        progress::{Mark, Outcome, Progress, Request, StepState},
    },
    content::goal::Goal,
    id::Id,
};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};

use crate::support::{
    Folder, Short, create, id, line, messages, minimal, moment, regions, step_id, tick,
};

fn states() -> impl Strategy<Value = StepState> {
    let moments = || prop::option::of((0..4_i64).prop_map(moment));
    let note = prop_oneof![Just(None), "[ab]{0,2}".prop_map(|note| Some(line(&note)))];
    let mark = prop::option::of(prop::sample::select(Mark::ALL));
    (mark, moments(), note, moments()).prop_map(|(mark, at, note, opened)| StepState {
        mark,
        at,
        note,
        opened,
    })
}

fn ids(names: &'static [&'static str]) -> impl Strategy<Value = Id> {
    prop::sample::select(names).prop_map(id)
}

fn progresses() -> impl Strategy<Value = Progress> {
    let steps = prop::collection::btree_map(
        ids(&["g", "h"]),
        prop::collection::btree_map(ids(&["s1", "s2", "s3"]), states(), 1..4),
        0..3,
    );
    let request = (
        (
            ids(&["g", "h"]),
            1..3_i8,
            prop::sample::select(Outcome::ALL),
        ),
        prop::option::of(1..4_i8),
        prop::option::of("[ab]{0,2}"),
        any::<bool>(),
    );
    // Within one account every request has an id of its own.
    let requests = prop::collection::btree_map(ids(&["r1", "r2", "r3"]), request, 0..4);
    (steps, requests).prop_map(|(steps, requests)| {
        let requests =
            requests
                .into_iter()
                .map(
                    |(id, ((guide, sent, outcome), day, reference, is_due))| Request {
                        id,
                        goal: Goal::Object,
                        guide,
                        sent: date(2026, 11, sent),
                        due: is_due.then(|| date(2026, 12, sent)),
                        extended: day.map(|day| date(2027, 1, day)),
                        outcome,
                        answered: day.map(|day| date(2026, 11, 10 + day)),
                        reference: reference.map(|text| line(&text)),
                    },
                );
        let mut requests: Vec<Request> = requests.collect();
        requests.sort_by_key(|request| (request.sent, request.id.clone()));
        Progress { steps, requests }
    })
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_order_of_merging_makes_no_difference(one in progresses(), two in progresses(), three in progresses()) {
        prop_assert_eq!(merge::progress(&one, &two), merge::progress(&two, &one));
        prop_assert_eq!(
            merge::progress(&merge::progress(&one, &two), &three),
            merge::progress(&one, &merge::progress(&two, &three))
        );
    }

    #[test]
    fn merging_twice_is_merging_once(one in progresses(), two in progresses()) {
        prop_assert_eq!(&merge::progress(&one, &one), &one);
        let merged = merge::progress(&one, &two);
        prop_assert_eq!(&merge::progress(&merged, &two), &merged);
    }

    /// On real files: what came in reads back as the model says, and a second time nothing comes.
    #[test]
    fn files_are_merged_as_the_model_says(one in progresses(), two in progresses()) {
        // The same request twice on one day cannot be told apart from one on two machines.
        let [one, two] = [one, two].map(|mut progress: Progress| {
            progress.requests.dedup_by_key(|request| request.sent);
            progress
        });
        let folder = Folder::new();
        let store = folder.store();
        let write = |name: &str, progress: &Progress| {
            let mut account = crate::support::account(name);
            account.progress = progress.clone();
            store.keep(crate::support::change(name, 0, vec![optout::account::change::Edit::Create(Box::new(account))]));
        };
        write("a1", &one);
        write("b2", &two);
        let copy = folder.join("copy.toml");
        fs::write(&copy, folder.text("b2.toml").replace("id = \"b2\"", "")).unwrap();
        let merged = store.merge(&id("a1"), &copy, moment(9), &regions()).unwrap();
        let got = merged.saved.account.unwrap().progress;
        let model = merge::progress(&one, &two);
        let marks = |progress: &Progress| -> BTreeMap<(Id, Id), (Option<Mark>, Option<Timestamp>)> {
            let all = progress.steps.iter();
            all.flat_map(|(guide, steps)| steps.iter().map(|(step, state)| {
                // A mark without a moment gets the present one.
                let at = state.at.or(state.mark.and(Some(moment(9))));
                ((guide.clone(), step.clone()), (state.mark, at))
            })).filter(|(_, (mark, at))| mark.is_some() || at.is_some()).collect()
        };
        let unknown = |progress: &Progress| progress.steps.values().flat_map(BTreeMap::values).any(|s| s.at.is_none());
        if !unknown(&one) && !unknown(&two) {
            prop_assert_eq!(marks(&got), marks(&model));
        }
        // No request of either is missing.
        for sent in one.requests.iter().chain(&two.requests) {
            let same = |other: &&Request| (other.sent, &other.guide) == (sent.sent, &sent.guide);
            prop_assert_eq!(got.requests.iter().filter(same).count() > 0, true, "{:?}", sent);
        }
        let again = store.merge(&id("a1"), &copy, moment(9), &regions()).unwrap();
        prop_assert_eq!(&again.saved.account.unwrap().progress.requests, &got.requests);
    }
}

#[test]
fn a_conflict_copy_is_named_with_what_to_do_and_is_brought_in() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let name = "a1.sync-conflict-20261121-100000-ABCDEFG.toml";
    folder.put(name, folder.text("a1.toml"));
    store.keep(tick("a1", "here", 5));
    let there = "[guides.guide.there]\nmark = \"done\"\nat = 2026-11-21T10:00:07Z\n\
                 [guides.guide.here]\nmark = \"blocked\"\nat = 2026-11-21T10:00:02Z\n";
    let copy = folder.put(name, format!("{}\n{there}", folder.text(name)));
    let loaded = store.read();
    assert_eq!(loaded.accounts.len(), 1);
    let told = messages(&loaded).join("\n");
    let command = format!("optout account merge a1 {}", copy.display());
    assert!(told.contains(&command), "{told}");

    let merged = store
        .merge(&id("a1"), &copy, moment(9), &regions())
        .unwrap();
    assert_eq!((merged.taken, merged.differences.len()), (1, 0));
    let progress = merged.saved.account.unwrap().progress;
    assert_eq!(progress.mark(&step_id("guide", "there")), Some(Mark::Done));
    assert_eq!(
        progress.step(&step_id("guide", "there")).unwrap().at,
        Some(moment(7))
    );
    assert_eq!(
        progress.mark(&step_id("guide", "here")),
        Some(Mark::Done),
        "the later one"
    );
    // The copy is kept, and not asked about again.
    let renamed = format!("{name}.merged");
    assert_eq!(folder.names(), [renamed.as_str(), "a1.toml"]);
    assert!(folder.text(&renamed).contains("there"));
    assert_eq!(messages(&store.read()), [""; 0]);
}

#[test]
fn one_request_of_two_machines_stays_one_and_two_with_one_id_stay_two() {
    let folder = Folder::new();
    let request = |id: &str, guide: &str, outcome: &str| {
        format!(
            "[[request]]\nid = \"{id}\"\ngoal = \"object\"\nguide = \"{guide}\"\nsent = 2026-11-20\noutcome = \"{outcome}\"\n"
        )
    };
    let ours = request("r1", "g", "waiting") + &request("r2", "h", "waiting");
    folder.put("a1.toml", minimal(&ours));
    let theirs = request("r1", "h", "granted") + &request("r2", "i", "refused");
    let copy = folder.join("theirs.toml");
    fs::write(&copy, minimal(&theirs)).unwrap();
    let store = folder.store();
    for round in 0..2 {
        let merged = store
            .merge(&id("a1"), &copy, moment(1), &regions())
            .unwrap();
        let mut got: Vec<(String, String, Outcome)> = Vec::new();
        for sent in merged.saved.account.unwrap().progress.requests {
            got.push((sent.id.to_string(), sent.guide.to_string(), sent.outcome));
        }
        let wanted = [
            ("r1", "g", Outcome::Waiting),
            ("r2", "h", Outcome::Granted),
            ("r3", "i", Outcome::Refused),
        ];
        let wanted = wanted.map(|(id, guide, outcome)| (id.to_owned(), guide.to_owned(), outcome));
        assert_eq!(got, wanted, "round {round}");
    }
    assert!(copy.exists(), "a file elsewhere keeps its name");
}

#[test]
fn what_nothing_dates_is_left_to_the_person() {
    let folder = Folder::new();
    folder.put(
        "a1.toml",
        minimal("country = \"DE\"\n[guides.g.s]\nnote = \"ours\"\n"),
    );
    let copy = folder.join("theirs.toml");
    fs::write(
        &copy,
        minimal("[active]\nobject = \"g\"\n[guides.g.s]\nnote = \"mine\"\n"),
    )
    .unwrap();
    let merged = folder
        .store()
        .merge(&id("a1"), &copy, moment(1), &regions())
        .unwrap();
    let told: Vec<&str> = merged
        .differences
        .iter()
        .map(|told| told.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "`country` is another one there.",
            "The route to `object` chosen there is g.",
            "g/s has another note there: mine",
        ]
    );
    let account = merged.saved.account.unwrap();
    assert!(account.country.is_some() && account.active.is_empty());
}

#[test]
fn what_is_no_version_of_the_account_is_refused_and_changes_nothing() {
    let folder = Folder::new();
    let whole = folder.put("a1.toml", minimal(""));
    let before = folder.text("a1.toml");
    let store = folder.store();
    for (text, why) in [
        (minimal("id = \"b2\"\n"), "It is a file of the account b2."),
        ("= broken".to_owned(), "cannot be merged"),
        ("format = 2\n".to_owned(), "newer version"),
        ("x".repeat(5 << 20), "larger than 4 MiB"),
    ] {
        let copy = folder.put("a1 (1).toml", text);
        let error = store
            .merge(&id("a1"), &copy, moment(1), &regions())
            .unwrap_err();
        assert!(error.sentence.contains(why), "{error}");
        assert!(copy.exists());
    }
    let gone = store.merge(&id("a1"), &folder.join("gone"), moment(1), &regions());
    assert!(gone.unwrap_err().sentence.contains("There is no file"));
    let nobody = store.merge(&id("c3"), &whole, moment(1), &regions());
    assert!(nobody.unwrap_err().sentence.contains("not there any more"));
    assert_eq!(folder.text("a1.toml"), before);
}
