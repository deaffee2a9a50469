//! When an account's state began, and whether a guide that waits for it has waited long enough.

use jiff::civil::Date;

use super::GoalView;
use crate::{
    account::{Account, progress::Request},
    clock,
    content::region::Period,
    content::{guide::GuideHead, state::State},
};

/// The day on which the state began, where one is on record: that of the request or of its answer,
/// or that of the newest mark.
pub(super) fn began(
    state: State,
    account: &Account,
    objection: Option<&Request>,
    goals: &[GoalView],
) -> Option<Date> {
    match state {
        State::Waiting => Some(objection?.sent),
        State::Overdue => objection?.deadline(),
        // A file that was edited by hand may lack the day of the answer.
        State::Granted | State::Refused | State::MoreAsked => {
            objection.map(|request| request.answered.unwrap_or(request.sent))
        }
        State::Done => newest_mark(account, goals),
        State::Opened | State::Doing | State::NoRoute | State::Todo => None,
    }
}

/// The day of the newest mark of the steps that count.
fn newest_mark(account: &Account, goals: &[GoalView]) -> Option<Date> {
    let counted = goals.iter().filter(|view| view.counted);
    let moments = counted.filter_map(|view| {
        let known = account.progress.steps.get(&view.guide.id)?;
        let counting = view.guide.steps.iter().filter(|step| view.counts(step));
        let marked = counting
            .filter_map(|step| known.get(&step.id))
            .filter(|state| state.mark.is_some());
        marked.filter_map(|state| state.at).max()
    });
    moments.max().map(clock::day)
}

/// Whether a guide's months have passed since the state began. A guide that names none is offered
/// at once, and one whose state has no day on record is not offered.
///
/// A guide that was done stays done: "look again in a year" is offered once, and again to a person
/// who takes its ticks away. To offer it every year, the marks of each year would have to be kept.
pub(super) fn has_waited(guide: &GuideHead, began: Option<Date>, today: Date) -> bool {
    let Some(months) = guide.after_months else {
        return true;
    };
    let months = Period::Months(u16::try_from(months).unwrap_or(u16::MAX));
    began.is_some_and(|day| clock::due(day, months) <= today)
}
