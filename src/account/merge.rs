//! Merging two versions of one account, which a sync tool, an export or a second machine made.
//!
//! Whatever has a moment goes by it: for each step the later mark wins, and of two at the same moment
//! the one that is further (done over skipped over blocked over none); the note that was written or
//! taken away later wins, and a request as it was recorded or answered later. What one version never
//! had comes from the other. Where no moment decides, what the account has stays.
//!
//! A value that does not win is not forgotten: it is returned as [`Untaken`], with what to tell the
//! person. But for such ties, merging is commutative and idempotent.

mod requests;

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    account::{
        Account, Field,
        change::{Edit, StepEdit, Value},
        join_words,
        progress::{Evidence, Mark, Progress, Request, Sha256, StepState},
    },
    content::{goal::Goal, guide::StepId},
    id::Id,
    sort::sort_by,
    text::{self, Clean},
};

/// Both versions merged; requests in the order of their days. Where nothing decides, `one` wins.
// Only tests call this. `inline` keeps it out of the program.
#[inline]
pub fn progress(one: &Progress, other: &Progress) -> Progress {
    let mut steps = one.steps.clone();
    for (guide, theirs) in &other.steps {
        let ours = steps.entry(guide.clone()).or_default();
        for (id, state) in theirs {
            let merged = ours
                .get(id)
                .map_or_else(|| state.clone(), |known| Box::new(step(known, state)));
            ours.insert(id.clone(), merged);
        }
    }
    let mut requests: BTreeMap<requests::Key<'_>, Request> = BTreeMap::new();
    for sent in one.requests.iter().chain(&other.requests) {
        let merged = requests
            .get(&requests::key(sent))
            .map_or_else(|| sent.clone(), |known| requests::merged(known, sent));
        requests.insert(requests::key(sent), merged);
    }
    let mut requests: Vec<Request> = requests.into_values().collect();
    sort_by(&mut requests, |a, b| (a.sent, &a.id).cmp(&(b.sent, &b.id)));
    let mut evidence: BTreeMap<(&Sha256, Option<&Id>), &Evidence> = BTreeMap::new();
    for kept in one.evidence.iter().chain(&other.evidence) {
        let first = evidence
            .entry((&kept.sha256, kept.request.as_ref()))
            .or_insert(kept);
        if (kept.added, &kept.name) < (first.added, &first.name) {
            *first = kept;
        }
    }
    Progress {
        steps,
        requests,
        evidence: evidence.into_values().cloned().collect(),
    }
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

/// When the note of a step became what it is; `None` where there never was one, or nothing dates it.
fn noted(state: &StepState) -> Option<Timestamp> {
    let at = state.noted.or(state.note.as_ref().and(state.at))?;
    // As it is kept: nobody wins by a fraction of a millisecond that is not.
    Timestamp::from_millisecond(at.as_millisecond()).ok()
}

fn step(one: &StepState, other: &StepState) -> StepState {
    let when = |state: &StepState| (state.at, rank(state.mark));
    let later = if when(one) >= when(other) { one } else { other };
    // Of two without a difference in time, one that was taken away by hand stays away.
    let noted_at = |state: &StepState| {
        let is_known = state.note.is_some() || state.noted.is_some();
        (is_known, noted(state), state.note.is_none())
    };
    let words = if noted_at(one) >= noted_at(other) {
        one
    } else {
        other
    };
    // A note that goes by the moment of its own mark keeps that moment beside another mark.
    let implied = (words.at != later.at).then(|| noted(words)).flatten();
    StepState {
        mark: later.mark,
        at: later.at,
        note: words.note.clone(),
        noted: words.noted.or(implied),
        opened: one.opened.max(other.opened),
    }
}

/// A value that one of the versions has and the merged account has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untaken {
    /// The keys that lead to it in the account's file, joined by dots.
    pub key: String,
    /// The value, as the file has it.
    pub value: String,
    /// When it was written, where that is known.
    pub at: Option<Timestamp>,
}

/// What merging does to an account.
#[derive(Debug, Default)]
pub struct Merge {
    /// The edits, each with its moment.
    pub edits: Vec<(Timestamp, Edit)>,
    /// The values of both versions that are not in the merged account, to be kept elsewhere.
    pub untaken: Vec<Untaken>,
    /// What the person has to know about them, a sentence each.
    pub differences: Vec<Clean>,
}

impl Merge {
    /// The edits as a save takes them.
    pub fn dated(&self) -> Vec<(Timestamp, &Edit)> {
        self.edits.iter().map(|(at, edit)| (*at, edit)).collect()
    }

    fn tell(&mut self, sentence: &str) {
        self.differences.push(text::line(sentence));
    }

    fn leave(&mut self, key: &str, value: impl ToString, at: Option<Timestamp>) {
        self.untaken.push(Untaken {
            key: key.to_owned(),
            value: value.to_string(),
            at,
        });
    }
}

/// Merges `theirs` into `ours`. `now` is the moment of a mark or note that has none.
pub fn merge(ours: &Account, theirs: &Account, now: Timestamp) -> Merge {
    let mut merge = Merge::default();
    fields(&mut merge, ours, theirs);
    steps(&mut merge, &ours.progress, &theirs.progress, now);
    let twins = requests::sent(&mut merge, &ours.progress, &theirs.progress, now);
    for kept in &theirs.progress.evidence {
        let mut kept = kept.clone();
        if let Some(ours) = kept.request.as_ref().and_then(|theirs| twins.get(theirs)) {
            kept.request = Some(ours.clone());
        }
        let known = ours.progress.kept(&kept.sha256, kept.request.as_ref());
        if known.is_none() {
            merge.edits.push((now, Edit::Keep(kept)));
        }
    }
    merge
}

/// What is said about the account, and the routes: nothing dates them, so what is here stays.
fn fields(merge: &mut Merge, ours: &Account, theirs: &Account) {
    for (word, field) in Field::NAMES {
        let [here, there] = [ours, theirs].map(|account| in_words(&Value::of(*field, account)));
        match (here, there) {
            (here, there) if here == there => {}
            (here, Some(there)) => {
                let here = here.unwrap_or_else(|| "nothing".to_owned());
                merge.tell(&format!(
                    "Not taken, yours to decide: `{word}` is {there} there, {here} here."
                ));
                merge.leave(word, there, None);
            }
            (_, None) => merge.tell(&format!(
                "Not taken, yours to decide: `{word}` is not set there."
            )),
        }
    }
    for goal in Goal::ALL {
        let route = |account: &Account| account.active.get(goal).cloned();
        let goal = goal.as_str();
        match (route(ours), route(theirs)) {
            (ours, theirs) if ours == theirs => {}
            (_, Some(theirs)) => {
                merge.tell(&format!(
                    "Not taken, yours to decide: The route to `{goal}` chosen there is {theirs}."
                ));
                merge.leave(&format!("active.{goal}"), theirs, None);
            }
            (_, None) => merge.tell(&format!(
                "Not taken, yours to decide: No route to `{goal}` is chosen there."
            )),
        }
    }
}

/// The value of a field as a person reads it; `None` where it is not set.
fn in_words(value: &Value) -> Option<String> {
    let text = match value {
        Value::Label(label) => label.to_string(),
        Value::Platform(platform) => platform.as_str().to_owned(),
        Value::Kind(kind) => kind.as_str().to_owned(),
        Value::Handle(text)
        | Value::Email(text)
        | Value::Group(text)
        | Value::Name(text)
        | Value::Address(text) => text.as_ref()?.to_string(),
        Value::Country(country) => country.as_ref()?.code().to_owned(),
        Value::OpenWith(words) => join_words(words),
        Value::Authority(authority) => authority.as_ref()?.to_string(),
        Value::Language(language) => language.as_ref()?.as_str().to_owned(),
        Value::Grounds(grounds) => {
            let words: Vec<&str> = grounds.iter().map(|ground| ground.as_str()).collect();
            words.join(", ")
        }
    };
    (!text.is_empty()).then_some(text)
}

fn steps(merge: &mut Merge, ours: &Progress, theirs: &Progress, now: Timestamp) {
    let none = StepState::default();
    for (guide, steps) in &theirs.steps {
        for (name, other) in steps {
            let id = StepId {
                guide: guide.clone(),
                step: name.clone(),
            };
            let known = ours.step(&id).unwrap_or(&none);
            let merged = step(known, other);
            let at = merged.at.unwrap_or(now);
            let mut push = |at, edit| merge.edits.push((at, Edit::Step(id.clone(), edit)));
            if (merged.mark, merged.at) != (known.mark, known.at) {
                push(at, StepEdit::Mark(merged.mark));
            }
            if (&merged.note, noted(&merged), merged.noted)
                != (&known.note, noted(known), known.noted)
            {
                let at = noted(&merged).unwrap_or(at);
                push(at, StepEdit::Note(merged.note.clone()));
            }
            if merged.opened != known.opened {
                push(at, StepEdit::Opened(merged.opened));
            }
            // An older mark of theirs says nothing new, and their own file has it.
            if let Some(mark) = known.mark.filter(|_| known.mark != merged.mark) {
                let key = format!("guides.{guide}.{name}.mark");
                merge.leave(&key, mark.as_str(), known.at);
            }
            notes(merge, &id, known, other, &merged);
        }
    }
}

/// What became of the two notes of a step, where one of them did not win.
fn notes(merge: &mut Merge, id: &StepId, known: &StepState, other: &StepState, merged: &StepState) {
    let key = format!("guides.{}.{}.note", id.guide, id.step);
    if let Some(note) = other.note.as_ref().filter(|_| other.note != merged.note) {
        if merged.note.is_none() {
            // Taken away on purpose: it is not kept here another time.
            merge.tell(&format!(
                "Not taken, since it was taken away here: the note on {id}."
            ));
            return;
        }
        merge.leave(&key, note, noted(other));
        let why = if noted(other) < noted(known) {
            "since it is older"
        } else {
            "yours to decide"
        };
        merge.tell(&format!(
            "Not taken, {why}: {id} has another note there: {note}"
        ));
    }
    if let Some(note) = known.note.as_ref().filter(|_| known.note != merged.note) {
        merge.leave(&key, note, noted(known));
        merge.tell(&if merged.note.is_none() {
            format!("Taken away there, and now here too: the note on {id}. It was: {note}")
        } else {
            format!("Replaced by a newer one: the note on {id}. It was: {note}")
        });
    }
}
