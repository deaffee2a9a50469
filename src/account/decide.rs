//! From a decision of the person ("this step is done") to the edits that follow from it.

pub mod days;
pub mod requests;

use std::collections::BTreeSet;

use crate::{
    account::{
        Account, Field,
        change::{Change, Edit, StepEdit, Value},
        progress::{Mark, Outcome},
    },
    catalog::Catalog,
    clock::Now,
    content::{
        goal::Goal,
        guide::{Guide, Step, StepId, StepKind},
        region::Region,
        state::State,
    },
    id::Id,
    sort::insert_all,
    text::Clean,
};
use requests::Sending;

/// Sets or takes away a step's mark. A step that sends something starts the clock when it is done: the
/// request goes on record as the person says in `sending`. Taking the tick away takes the request off the
/// record, as long as nothing was answered.
pub fn mark(
    account: &Account,
    guide: &Guide,
    step: &Step,
    mark: Option<Mark>,
    region: Option<&Region>,
    sending: &Sending,
    now: Now,
) -> Change {
    let mut edits = vec![Edit::Step(guide.step_id(step), StepEdit::Mark(mark))];
    if step.kind == StepKind::Submit {
        let to = requests::recipient(step);
        let open = account.progress.open_request(&guide.id, to);
        match (mark, open) {
            (Some(Mark::Done), None) => {
                let sent = requests::sent(account, guide, to, region, sending, now);
                edits.extend(sent.map(Edit::Send));
            }
            (None | Some(Mark::Skipped | Mark::Blocked), Some(request)) => {
                edits.push(Edit::Unsend(request.id.clone()));
            }
            (Some(Mark::Done), Some(_)) | (None | Some(Mark::Skipped | Mark::Blocked), None) => {}
        }
    }
    if mark == Some(Mark::Done) && ends_question(guide, step) {
        let latest = account.progress.latest(Goal::Object);
        let asked = latest.filter(|request| request.outcome == Outcome::MoreAsked);
        let on = sending.on.unwrap_or(now.today);
        let given = asked.and_then(|it| requests::given(account, it, on, region, now).ok());
        edits.extend(given.into_iter().flat_map(|change| change.edits));
    }
    Change::new(&account.id, now.moment, edits)
}

/// Whether a step is the last one of answering what Meta asked: the request waits again.
fn ends_question(guide: &Guide, step: &Step) -> bool {
    guide.goal == Goal::FollowUp
        && guide.when.contains(&State::MoreAsked)
        && step.kind == StepKind::Confirm
        && guide.steps.last().is_some_and(|last| last.id == step.id)
}

/// Goals whose requests are answered.
pub const fn has_clock(goal: Goal) -> bool {
    match goal {
        Goal::Object | Goal::ThirdParty | Goal::FollowUp => true,
        Goal::Protect => false,
    }
}

/// Sets or takes away a step's note.
pub fn note(account: &Account, step: StepId, note: Option<Clean>, now: Now) -> Change {
    let edit = Edit::Step(step, StepEdit::Note(note));
    Change::new(&account.id, now.moment, vec![edit])
}

/// Records that a step's link was opened.
pub fn opened(account: &Account, step: StepId, now: Now) -> Change {
    let edit = Edit::Step(step, StepEdit::Opened(Some(now.moment)));
    Change::new(&account.id, now.moment, vec![edit])
}

/// Makes a guide the active one for its goal, in the place of the one that is `left`. What was done
/// there and is the same here, such as logging in, is done here too; writing, sending and confirming is not.
pub fn route(account: &Account, left: Option<&Guide>, guide: &Guide, now: Now) -> Change {
    let edit = Edit::Route {
        goal: guide.goal,
        guide: Some(guide.id.clone()),
    };
    let mark = |guide: &Guide, step: &Step| account.progress.mark(&guide.step_id(step));
    let done = left.into_iter().flat_map(|left| {
        let steps = left.steps.iter();
        steps.filter(|step| mark(left, step) == Some(Mark::Done))
    });
    let done: BTreeSet<&Id> = insert_all(done.filter_map(what_is_kept));
    let same = guide.steps.iter().filter(|step| {
        let own = what_is_kept(step);
        let mut deeds = own
            .into_iter()
            .flat_map(|own| step.done_with.iter().chain([own]));
        mark(guide, step).is_none() && deeds.any(|id| done.contains(id))
    });
    let ticks = same.map(|step| Edit::Step(guide.step_id(step), StepEdit::Mark(Some(Mark::Done))));
    let edits = [edit].into_iter().chain(ticks).collect();
    Change::new(&account.id, now.moment, edits)
}

/// The shared step that a step is, if doing it on one route is doing it on every other.
fn what_is_kept(step: &Step) -> Option<&Id> {
    match step.kind {
        // What is written is written into a form, and the next one is empty.
        StepKind::Do | StepKind::Choose if step.letter.is_none() => step.shared.as_ref(),
        StepKind::Do | StepKind::Choose | StepKind::Submit | StepKind::Confirm => None,
    }
}

/// Sets the fields in which `account` differs from `wanted`, and the days that follow from a first country;
/// `None` when it does in none.
pub fn edit(account: &Account, wanted: &Account, catalog: &Catalog, now: Now) -> Option<Change> {
    let mut edits: Vec<Edit> = Field::ALL
        .iter()
        .map(|field| Value::of(*field, wanted))
        .filter(|value| *value != Value::of(value.field(), account))
        .map(Edit::Set)
        .collect();
    if account.country.is_none() {
        edits.extend(first_days(account, catalog.region(wanted), now));
    }
    (!edits.is_empty()).then(|| Change::new(&account.id, now.moment, edits))
}

/// The days of what was recorded without any, as its country was not known.
fn first_days(account: &Account, region: Option<&Region>, now: Now) -> Vec<Edit> {
    let undated = account
        .progress
        .requests
        .iter()
        .filter(|it| it.due.is_none());
    let dated = undated.filter(|it| requests::deadline(it, region).is_some());
    let days = dated.map(|it| requests::correct(account, &it.id, Vec::new(), region, now));
    days.flat_map(|change| change.edits).collect()
}
