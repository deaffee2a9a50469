//! Merging two versions of one account's progress, which a sync tool or a second machine made.
//!
//! For each step the later mark wins, and of two at the same moment the one that is further: done
//! over skipped over blocked over none. Notes and requests are united. Merging is commutative and
//! idempotent.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use jiff::{Timestamp, civil::Date};

use crate::{
    account::{
        Account, Field,
        change::{Edit, StepEdit, Value},
        progress::{Mark, Outcome, Progress, Request, StepState},
    },
    content::{goal::Goal, guide::StepId},
    id::Id,
    text::{self, Clean},
};

/// Both versions merged; requests in the order of their days.
pub fn progress(one: &Progress, other: &Progress) -> Progress {
    let mut steps = one.steps.clone();
    for (guide, theirs) in &other.steps {
        let ours = steps.entry(guide.clone()).or_default();
        for (id, state) in theirs {
            let merged = ours
                .get(id)
                .map_or_else(|| state.clone(), |known| step(known, state));
            ours.insert(id.clone(), merged);
        }
    }
    let mut requests: BTreeMap<Key<'_>, Request> = BTreeMap::new();
    for sent in one.requests.iter().chain(&other.requests) {
        let merged = requests
            .get(&key(sent))
            .map_or_else(|| sent.clone(), |known| request(known, sent));
        requests.insert(key(sent), merged);
    }
    Progress {
        steps,
        requests: requests.into_values().collect(),
    }
}

/// What identifies a request: the id alone does not, since two machines may have given it twice.
type Key<'r> = (Date, &'r Id, Goal, &'r Id);

fn key(request: &Request) -> Key<'_> {
    (request.sent, &request.id, request.goal, &request.guide)
}

/// How far a mark is, for two of the same moment.
const fn rank(mark: Option<Mark>) -> u8 {
    match mark {
        None => 0,
        Some(Mark::Blocked) => 1,
        Some(Mark::Skipped) => 2,
        Some(Mark::Done) => 3,
    }
}

fn step(one: &StepState, other: &StepState) -> StepState {
    let when = |state: &StepState| (state.at, rank(state.mark));
    let later = if when(one) >= when(other) { one } else { other };
    StepState {
        mark: later.mark,
        at: later.at,
        note: longer(&one.note, &other.note),
        opened: one.opened.max(other.opened),
    }
}

fn request(one: &Request, other: &Request) -> Request {
    let when = |request: &Request| {
        let is_answered = request.outcome != Outcome::Waiting;
        (is_answered, request.answered, request.outcome)
    };
    let later = if when(one) >= when(other) { one } else { other };
    Request {
        due: one.due.max(other.due),
        extended: one.extended.max(other.extended),
        outcome: later.outcome,
        answered: later.answered,
        reference: longer(&one.reference, &other.reference),
        ..one.clone()
    }
}

/// The longer of two texts: they have no date, and the longer one says more.
fn longer(one: &Option<Clean>, other: &Option<Clean>) -> Option<Clean> {
    let length = |text: &Option<Clean>| text.as_ref().map(|text| text.len());
    match length(one).cmp(&length(other)).then_with(|| one.cmp(other)) {
        Ordering::Less => other.clone(),
        Ordering::Equal | Ordering::Greater => one.clone(),
    }
}

/// The edits, each with its moment, that merge `theirs` into `ours`. `now` is the moment of a mark
/// that has none.
pub fn edits(ours: &Progress, theirs: &Progress, now: Timestamp) -> Vec<(Timestamp, Edit)> {
    let merged = progress(ours, theirs);
    let mut edits = Vec::new();
    let none = StepState::default();
    for (guide, steps) in &merged.steps {
        for (step, state) in steps {
            let id = StepId {
                guide: guide.clone(),
                step: step.clone(),
            };
            let known = ours.step(&id).unwrap_or(&none);
            let at = state.at.unwrap_or(now);
            let mut push = |edit| edits.push((at, Edit::Step(id.clone(), edit)));
            if (state.mark, state.at) != (known.mark, known.at) {
                push(StepEdit::Mark(state.mark));
            }
            if state.note != known.note {
                push(StepEdit::Note(state.note.clone()));
            }
            if state.opened != known.opened {
                push(StepEdit::Opened(state.opened));
            }
        }
    }
    edits.extend(sent(ours, theirs).into_iter().map(|edit| (now, edit)));
    edits
}

/// The requests that are new, or further, in `theirs`. One that both machines recorded under two
/// ids stays one.
fn sent(ours: &Progress, theirs: &Progress) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut taken: BTreeSet<&Id> = BTreeSet::new();
    for other in &theirs.requests {
        let same = |known: &&Request| {
            (known.sent, known.goal, &known.guide) == (other.sent, other.goal, &other.guide)
        };
        let exact = ours
            .requests
            .iter()
            .find(|known| same(known) && known.id == other.id);
        let twin = ours
            .requests
            .iter()
            .filter(same)
            .find(|known| !theirs.requests.iter().any(|it| key(it) == key(known)))
            .filter(|known| !taken.contains(&known.id));
        // Another request has its id in `ours`, but the same request is there under another id.
        let is_id_taken = ours.requests.iter().any(|known| known.id == other.id);
        let same_day = ours.requests.iter().filter(|_| is_id_taken).find(same);
        match exact.or(twin).or(same_day) {
            None => edits.push(Edit::Send(other.clone())),
            Some(known) => {
                taken.insert(&known.id);
                let merged = request(known, other);
                if merged != *known {
                    edits.push(Edit::Send(merged));
                }
            }
        }
    }
    edits
}

/// Where the two versions contradict each other and no date decides, so that the person has to: one
/// sentence each.
pub fn differences(ours: &Account, theirs: &Account) -> Vec<Clean> {
    let mut sentences: Vec<String> = Vec::new();
    for (word, field) in Field::NAMES {
        if Value::of(*field, ours) != Value::of(*field, theirs) {
            sentences.push(format!("`{word}` is another one there."));
        }
    }
    for goal in Goal::ALL {
        let route = |account: &Account| account.active.get(goal).cloned();
        match (route(ours), route(theirs)) {
            (ours, theirs) if ours == theirs => {}
            (_, Some(theirs)) => sentences.push(format!(
                "The route to `{}` chosen there is {theirs}.",
                goal.as_str()
            )),
            (_, None) => {
                sentences.push(format!("No route to `{}` is chosen there.", goal.as_str()))
            }
        }
    }
    for (guide, steps) in &theirs.progress.steps {
        for (step, state) in steps {
            let id = StepId {
                guide: guide.clone(),
                step: step.clone(),
            };
            let known = ours.progress.step(&id);
            if let (Some(theirs), Some(ours)) = (&state.note, known.and_then(|it| it.note.as_ref()))
                && theirs != ours
            {
                sentences.push(format!("{id} has another note there: {theirs}"));
            }
        }
    }
    sentences
        .iter()
        .map(|sentence| text::line(sentence))
        .collect()
}
