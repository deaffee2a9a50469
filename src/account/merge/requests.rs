//! Which requests of two versions are one, and what it then says.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::Merge;
use crate::{
    account::{
        change::Edit,
        progress::{Outcome, Progress, Request, RequestDay, RequestText, Sameness},
    },
    id::Id,
    sort::insert_all,
};

/// What identifies a request: the id alone does not, since two machines may have given it twice.
pub(super) type Key<'r> = (Sameness<'r>, &'r Id);

pub(super) fn key(request: &Request) -> Key<'_> {
    (request.sameness(), &request.id)
}

/// The request as it was written later, with what only the other one has.
pub(super) fn merged(one: &Request, other: &Request) -> Request {
    let when = |request: &Request| {
        let is_answered = request.outcome != Outcome::Waiting;
        (request.at, is_answered, request.answered, request.outcome)
    };
    let (later, earlier) = if when(one) >= when(other) {
        (one, other)
    } else {
        (other, one)
    };
    let mut merged = Request {
        id: one.id.clone(),
        ..later.clone()
    };
    // Two machines may each have recorded something else. What was taken away cannot be told from what was
    // never there, and comes back.
    for which in RequestDay::ALL {
        if *which != RequestDay::Answered {
            merged.set_day(*which, later.day(*which).or(earlier.day(*which)));
        }
    }
    for which in RequestText::ALL {
        let text = merged.text_mut(*which);
        *text = text.take().or_else(|| earlier.text(*which).cloned());
    }
    merged
}

/// The requests that are new, or further, in `theirs`. One that both machines recorded under two
/// ids stays one; returns the id here by the id there.
pub(super) fn sent(
    merge: &mut Merge,
    ours: &Progress,
    theirs: &Progress,
    now: Timestamp,
) -> BTreeMap<Id, Id> {
    let mut twins = BTreeMap::new();
    let mut taken: BTreeSet<&Id> = BTreeSet::new();
    let theirs = each_once(merge, ours, theirs);
    let their_keys: BTreeSet<Key<'_>> = insert_all(theirs.iter().map(key));
    let ids: BTreeSet<&Id> = insert_all(ours.requests.iter().map(|known| &known.id));
    // Of ours: each request, the first of those that are one request, and the first that theirs has not.
    let (mut exact, mut first, mut missing) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for known in &ours.requests {
        exact.entry(key(known)).or_insert(known);
        first.entry(known.sameness()).or_insert(known);
        if !their_keys.contains(&key(known)) {
            missing.entry(known.sameness()).or_insert(known);
        }
    }
    for other in &theirs {
        let exact = exact.get(&key(other));
        let twin = missing.get(&other.sameness());
        let twin = twin.filter(|known| !taken.contains(&known.id));
        // Another request has its id in `ours`, but the same request is there under another id.
        let same_day = first
            .get(&other.sameness())
            .filter(|_| ids.contains(&other.id));
        match exact.or(twin).or(same_day).copied() {
            None => merge.edits.push((now, Edit::Send(other.clone()))),
            Some(known) => {
                taken.insert(&known.id);
                twins.insert(other.id.clone(), known.id.clone());
                let merged = merged(known, other);
                for version in [known, other] {
                    let is_ours = std::ptr::eq(version, known);
                    differing(merge, version, &merged, is_ours);
                }
                if merged != *known {
                    merge.edits.push((now, Edit::Send(merged)));
                }
            }
        }
    }
    twins
}

/// The requests of a version, those that it has twice as one. Where ours has both, both stay.
fn each_once(merge: &mut Merge, ours: &Progress, theirs: &Progress) -> Vec<Request> {
    let ours: BTreeSet<Key<'_>> = insert_all(ours.requests.iter().map(key));
    let mut all: Vec<Request> = Vec::new();
    // The first of those that are one request, and whether ours has it: where it has not, the next one is merged.
    let mut first: BTreeMap<Sameness<'_>, (usize, bool)> = BTreeMap::new();
    for other in &theirs.requests {
        let is_ours = ours.contains(&key(other));
        let (index, was_ours) = first
            .get(&other.sameness())
            .copied()
            .unwrap_or((all.len(), is_ours));
        let known = all.get_mut(index).filter(|_| !(was_ours && is_ours));
        first.insert(other.sameness(), (index, was_ours || is_ours));
        let Some(known) = known else {
            all.push(other.clone());
            continue;
        };
        let id = if is_ours { &other.id } else { &known.id };
        let merged = Request {
            id: id.clone(),
            ..merged(known, other)
        };
        for version in [&*known, other] {
            differing(merge, version, &merged, false);
        }
        *known = merged;
    }
    all
}

/// What one version of a request has and the merged one has not.
fn differing(merge: &mut Merge, version: &Request, merged: &Request, is_ours: bool) {
    let id = &merged.id;
    for (name, value) in parts(version) {
        let is_kept = parts(merged).contains(&(name, value.clone()));
        let Some(value) = value.filter(|_| !is_kept) else {
            continue;
        };
        merge.leave(&format!("request.{id}.{name}"), &value, version.at);
        if RequestText::from_name(name).is_some() {
            let why = if is_ours {
                "Replaced by a newer one"
            } else if version.at < merged.at {
                "Not taken, since it is older"
            } else {
                "Not taken, yours to decide"
            };
            merge.tell(&format!("{why}: request {id} has another {name}: {value}"));
        }
    }
}

/// What a request says, by the keys of the file.
fn parts(request: &Request) -> Vec<(&'static str, Option<String>)> {
    let is_answered = request.outcome != Outcome::Waiting;
    let outcome = is_answered.then(|| request.outcome.as_str().to_owned());
    let days = RequestDay::ALL.iter().map(|which| {
        let day = request.day(*which).map(|day| day.to_string());
        (which.as_str(), day)
    });
    let texts = RequestText::ALL.iter().map(|which| {
        (
            which.as_str(),
            request.text(*which).map(ToString::to_string),
        )
    });
    days.chain([("outcome", outcome)]).chain(texts).collect()
}
