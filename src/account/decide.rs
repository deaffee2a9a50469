//! From a decision of the person ("this step is done") to the edits that follow from it.

use std::collections::BTreeSet;

use crate::{
    account::{
        Account, Field,
        change::{Change, Edit, StepEdit, Value},
        progress::{Mark, Outcome, Request},
    },
    clock::{self, Now},
    content::{
        goal::Goal,
        guide::{Guide, Step, StepId, StepKind},
        region::{LegalRule, Region},
    },
    id::Id,
    text::Clean,
};

/// Sets or takes away a step's mark. A submit step that is done starts the clock: the request goes
/// on record with the day on which the region's law wants an answer. Taking the tick away takes
/// the request off the record, as long as nothing was answered.
pub fn mark(
    account: &Account,
    guide: &Guide,
    step: &Step,
    mark: Option<Mark>,
    region: Option<&Region>,
    now: Now,
) -> Change {
    let mut edits = vec![Edit::Step(guide.step_id(step), StepEdit::Mark(mark))];
    if step.kind == StepKind::Submit && has_clock(guide.goal) {
        let open = account.progress.open_request(&guide.id);
        match (mark, open) {
            (Some(Mark::Done), None) => {
                edits.extend(sent(account, guide, region, now).map(Edit::Send))
            }
            (None | Some(Mark::Skipped | Mark::Blocked), Some(request)) => {
                edits.push(Edit::Unsend(request.id.clone()));
            }
            (Some(Mark::Done), Some(_)) | (None | Some(Mark::Skipped | Mark::Blocked), None) => {}
        }
    }
    Change::new(&account.id, now.moment, edits)
}

/// Goals whose requests Meta has to answer.
const fn has_clock(goal: Goal) -> bool {
    match goal {
        Goal::Object | Goal::ThirdParty => true,
        Goal::Protect | Goal::FollowUp => false,
    }
}

fn sent(account: &Account, guide: &Guide, region: Option<&Region>, now: Now) -> Option<Request> {
    Some(Request {
        id: account.progress.next_request_id()?,
        goal: guide.goal,
        guide: guide.id.clone(),
        sent: now.today,
        due: reply_rule(region).map(|rule| clock::due(now.today, rule.period)),
        extended: None,
        outcome: Outcome::Waiting,
        answered: None,
        reference: None,
        at: Some(now.moment),
    })
}

/// The rule that gives the reply period of a region.
pub fn reply_rule(region: Option<&Region>) -> Option<&LegalRule> {
    region?.reply.as_ref()
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
    let done: BTreeSet<&Id> = left
        .into_iter()
        .flat_map(|left| {
            let steps = left.steps.iter();
            steps.filter(|step| mark(left, step) == Some(Mark::Done))
        })
        .filter_map(what_is_kept)
        .collect();
    let same = guide.steps.iter().filter(|step| {
        mark(guide, step).is_none() && what_is_kept(step).is_some_and(|id| done.contains(id))
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

/// Records Meta's answer to a request.
pub fn answer(account: &Account, request: &Id, outcome: Outcome, now: Now) -> Change {
    let answered = (outcome != Outcome::Waiting).then_some(now.today);
    let edit = Edit::Answer {
        request: request.clone(),
        outcome,
        answered,
    };
    Change::new(&account.id, now.moment, vec![edit])
}

/// Sets the fields in which `account` differs from `wanted`; `None` when it does in none.
pub fn edit(account: &Account, wanted: &Account, now: Now) -> Option<Change> {
    let edits: Vec<Edit> = Field::ALL
        .iter()
        .map(|field| Value::of(*field, wanted))
        .filter(|value| *value != Value::of(value.field(), account))
        .map(Edit::Set)
        .collect();
    (!edits.is_empty()).then(|| Change::new(&account.id, now.moment, edits))
}
