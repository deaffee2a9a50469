//! Copies that sync tools and editors make: never an account, never lost, brought in when asked.

use std::{collections::BTreeMap, fs};

use jiff::{Timestamp, civil::date};
use optout::{
    account::{
        Account, Field,
        change::{Edit, Value},
        merge,
        progress::{Mark, Outcome, Progress, Request, StepState},
    },
    content::{
        goal::Goal,
        language::{Ground, Language},
        platform::{Kind, Platform},
    },
    id::Id,
    store::Imported,
    text::Clean,
};
use proptest::{
    prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, proptest},
    test_runner::TestCaseError,
};

use crate::support::{
    Folder, Short, create, id, line, messages, minimal, moment, regions, step_id, tick,
};

/// A note of its moment, the shorter the later; of some moments it is taken away. Two versions never
/// have different ones of the same moment: what then stays depends on which of them is the account.
fn note_of(second: i64) -> Option<Clean> {
    let words = ["the longest of all", "a longer one", "long", "x"];
    let number = usize::try_from(second).unwrap();
    (number % 5 != 4).then(|| line(&format!("{} {second}", words[number % 5 % 4])))
}

fn states() -> impl Strategy<Value = StepState> {
    let moments = || prop::option::of((0..4_i64).prop_map(moment));
    let noted = prop::option::of(0..10_i64);
    let mark = prop::option::of(prop::sample::select(Mark::ALL));
    (mark, moments(), noted, moments()).prop_map(|(mark, at, noted, opened)| StepState {
        mark,
        at,
        note: noted.and_then(note_of),
        noted: noted.map(moment),
        opened,
    })
}

fn ids(names: &'static [&'static str]) -> impl Strategy<Value = Id> {
    prop::sample::select(names).prop_map(id)
}

fn progresses() -> impl Strategy<Value = Progress> {
    let steps = prop::collection::btree_map(
        ids(&["g", "h"]),
        prop::collection::btree_map(ids(&["s1", "s2", "s3"]), states().prop_map(Box::new), 1..4),
        0..3,
    );
    let request = (
        (
            ids(&["g", "h"]),
            1..3_i8,
            prop::sample::select(Outcome::ALL),
        ),
        prop::option::of(1..4_i8),
        any::<bool>(),
        any::<bool>(),
        prop::option::of(0..4_i64),
    );
    // Within one account every request has an id of its own.
    let requests = prop::collection::btree_map(ids(&["r1", "r2", "r3"]), request, 0..4);
    (steps, requests).prop_map(|(steps, requests)| {
        let requests = requests.into_iter().map(
            |(id, ((guide, sent, outcome), day, is_numbered, is_due, at))| Request {
                reference: is_numbered.then(|| line(&format!("{guide} {sent} {id}"))),
                at: at.map(moment),
                due: is_due.then(|| date(2026, 12, sent)),
                // One day for each request: of several, the later version's counts.
                extended: is_due.then(|| date(2027, 1, sent)),
                outcome,
                answered: day.map(|day| date(2026, 11, 10 + day)),
                ..Request::new(id, Goal::Object, guide, date(2026, 11, sent))
            },
        );
        let mut requests: Vec<Request> = requests.collect();
        requests.sort_by_key(|request| (request.sent, request.id.clone()));
        Progress {
            steps,
            requests,
            ..Progress::default()
        }
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

/// Accounts in which every field differs now and then, notes and references of one moment among them.
fn accounts() -> impl Strategy<Value = Account> {
    let name = || prop::option::of("[a-c]{1,3}".prop_map(|name| line(&name)));
    let said = (
        "[a-c]{1,3}",
        (name(), name(), name(), name()),
        prop::option::of(prop::sample::select(&["DE", "US"])),
        prop::collection::vec("[a-c]{1,2}", 0..3),
        prop::option::of(ids(&["de-by", "de-be"])),
        prop::option::of(prop::sample::select(Language::ALL)),
        prop::sample::subsequence(Ground::ALL, 0..3),
        prop::sample::select(Platform::ALL),
        prop::sample::select(Kind::ALL),
    );
    let chosen =
        prop::collection::btree_map(prop::sample::select(Goal::ALL), ids(&["g", "h"]), 0..3);
    let notes = prop::collection::vec(prop::option::of("[ab]{1,6}"), 6);
    (said, chosen, progresses(), notes).prop_map(|(said, active, mut progress, notes)| {
        let (
            label,
            (handle, email, group, name),
            country,
            words,
            authority,
            language,
            grounds,
            platform,
            kind,
        ) = said;
        let states = progress.steps.values_mut().flat_map(BTreeMap::values_mut);
        for (state, note) in states.zip(notes.clone()) {
            state.note = note.map(|note| line(&note));
        }
        for (request, number) in progress.requests.iter_mut().zip(notes) {
            request.reference = number.map(|number| line(&number));
        }
        Account {
            label: line(&label),
            platform,
            kind,
            handle,
            email,
            country: country.map(|code| regions().country(code).unwrap()),
            group,
            name,
            open_with: words.iter().map(|word| line(word)).collect(),
            authority,
            language,
            grounds,
            active,
            progress,
            ..crate::support::account("a1")
        }
    })
}

/// The values of an account that a person would miss, each with its keys.
fn values(account: &Account) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |key: String, value: Option<String>| all.extend(value.map(|value| (key, value)));
    for (word, field) in Field::NAMES {
        let value = format!("{:?}", Value::of(*field, account));
        let is_set = !value.contains("None") && !value.contains("[]");
        add((*word).to_owned(), is_set.then_some(value));
    }
    for (goal, guide) in &account.active {
        add(format!("active.{}", goal.as_str()), Some(guide.to_string()));
    }
    for (guide, steps) in &account.progress.steps {
        for (step, state) in steps {
            let key = format!("guides.{guide}.{step}");
            add(
                format!("{key}.note"),
                state.note.as_ref().map(ToString::to_string),
            );
            add(
                format!("{key}.mark"),
                state.mark.map(|mark| mark.as_str().to_owned()),
            );
        }
    }
    for sent in &account.progress.requests {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        // Its id may become another one.
        let key = format!("{}.{}", sent.guide, sent.sent);
        add(
            format!("{key}.reference"),
            sent.reference.as_ref().map(ToString::to_string),
        );
        add(format!("{key}.due"), day(sent.due));
        add(format!("{key}.extended"), day(sent.extended));
        add(format!("{key}.answered"), day(sent.answered));
    }
    all
}

/// What has to come of the notes of a step, told in another way than the program does.
fn note_wins(ours: &StepState, theirs: &StepState) -> Option<Clean> {
    let moment = |state: &StepState| state.noted.or(state.note.as_ref().and(state.at));
    let never = |state: &StepState| state.note.is_none() && state.noted.is_none();
    match (moment(ours), moment(theirs)) {
        _ if never(ours) => theirs.note.clone(),
        _ if never(theirs) => ours.note.clone(),
        (here, there) if here > there => ours.note.clone(),
        (here, there) if here < there => theirs.note.clone(),
        (_, _) if theirs.note.is_none() => None,
        (_, _) => ours.note.clone(),
    }
}

fn is_whole_after(
    ours: &Account,
    theirs: &Account,
    got: &Account,
    kept: &str,
) -> Result<(), TestCaseError> {
    let none = StepState::default();
    let mut removed: Vec<String> = Vec::new();
    for (guide, steps) in got.progress.steps.iter() {
        for step in steps.keys() {
            let id = step_id(guide, step);
            let [here, there, now] =
                [ours, theirs, got].map(|it| it.progress.step(&id).unwrap_or(&none));
            prop_assert_eq!(&now.note, &note_wins(here, there), "{}", id);
            prop_assert_eq!(now.at, here.at.max(there.at).or(now.at));
            if now.note.is_none() && here.note.is_none() {
                // Taken away on purpose here: it is not to come back in any way.
                removed.push(format!("guides.{guide}.{step}.note"));
            }
        }
    }
    let now = values(got);
    let is_mark = |(key, _): &(String, String)| key.ends_with(".mark");
    let older = values(theirs).into_iter().filter(|it| !is_mark(it));
    for (key, value) in values(ours).into_iter().chain(older) {
        let is_there = now.contains(&(key.clone(), value.clone()));
        let last = key.rsplit('.').next().unwrap();
        let is_kept = kept.split("[[not-taken]]").any(|row| {
            let is_of = row.contains(&format!("{key}\"")) || row.contains(&format!(".{last}\""));
            is_of && (row.contains(&format!("value = \"{value}\"")) || value.contains('('))
        });
        prop_assert!(
            is_there || is_kept || removed.contains(&key),
            "{} {}: {}",
            key,
            value,
            kept
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 100, failure_persistence: None, ..Default::default() })]

    /// By command and by import: the later note counts, whatever its length; one that was taken away
    /// stays away; what does not win is kept beside the account; a second time changes nothing.
    #[test]
    fn nothing_that_either_version_had_is_in_no_file(ours in accounts(), theirs in accounts(), imports in any::<bool>()) {
        let [ours, theirs] = [ours, theirs].map(|mut account: Account| {
            account.progress.requests.dedup_by_key(|request| (request.sent, request.guide.clone()));
            account
        });
        let (folder, there) = (Folder::new(), Folder::new());
        let create = |account: &Account| {
            crate::support::change("a1", 0, vec![Edit::Create(Box::new(account.clone()))])
        };
        let store = folder.store();
        store.keep(create(&ours));
        there.store().keep(create(&theirs));
        let [ours, theirs] = [&folder, &there].map(|it| it.store().read().accounts.remove(0));
        let bring = || {
            if imports {
                let records = there.store().records(None, &regions()).unwrap();
                let incoming = store.incoming(&records.accounts, &regions()).unwrap();
                let mut all = store.import(incoming, moment(9), &regions()).unwrap();
                match all.remove(0).1 {
                    Imported::Merged(merged) => *merged,
                    Imported::New(_) => panic!("it was there"),
                }
            } else {
                store.merge(&id("a1"), &there.file("a1.toml"), moment(9), &regions()).unwrap()
            }
        };
        let merged = bring();
        let got = merged.saved.account.unwrap();
        let kept = fs::read_to_string(folder.file("a1.not-taken.toml")).unwrap_or_default();
        is_whole_after(&ours, &theirs, &got, &kept)?;
        prop_assert_eq!(kept.is_empty(), merged.kept.is_none());
        let again = bring();
        prop_assert_eq!(&again.saved.account.unwrap().progress.steps, &got.progress.steps);
        // The file that keeps them is nobody's account and nothing to warn of.
        let loaded = folder.store().read();
        prop_assert_eq!((loaded.accounts.len(), messages(&loaded).len()), (1, 0));
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
        minimal("[active]\nobject = \"g\"\n[guides.g.s]\nnote = \"mine, and longer\"\n"),
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
            "Not taken, yours to decide: `country` is not set there.",
            "Not taken, yours to decide: The route to `object` chosen there is g.",
            "Not taken, yours to decide: g/s has another note there: mine, and longer",
        ]
    );
    let kept = folder.text("a1.not-taken.toml");
    for value in ["\"g\"", "\"mine, and longer\""] {
        assert!(kept.contains(&format!("value = {value}\n")), "{kept}");
    }
    let account = merged.saved.account.unwrap();
    let note = account.progress.step(&step_id("g", "s")).unwrap();
    assert_eq!(note.note, Some(line("ours")));
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
