//! Lists the rows of the checklist: goals, active routes, their steps, and the other routes.

use std::sync::Arc;

use super::{AccountEntry, Core};
use crate::{
    account::{overview::GoalView, progress::Mark},
    app::row::Row,
    content::{
        goal::Goal,
        guide::{GuideHead, Step},
    },
};

/// Whether a goal's steps are shown.
pub fn is_unfolded(core: &Core, view: &GoalView) -> bool {
    // Goals that do not count are folded by default, so that the objection stands out.
    view.counted != core.folds.contains(&view.goal)
}

/// The rows of an account, from top to bottom, without those that are folded, filtered out or
/// hidden.
pub fn rows(core: &Core, entry: &AccountEntry) -> Vec<Row> {
    let mut rows = Vec::new();
    if entry.overview.goal(Goal::Object).is_none() && !core.filter.is_active() {
        rows.push(Row::NoForm);
    }
    for view in &entry.overview.goals {
        let matching: Vec<&Step> = view
            .guide
            .steps
            .iter()
            .filter(|step| is_shown(core, entry, view, step))
            .collect();
        let others: Vec<&Arc<GuideHead>> = view
            .others
            .iter()
            .filter(|other| core.filter.passes(&other.title))
            .collect();
        if core.filter.is_active() && matching.is_empty() && others.is_empty() {
            continue;
        }
        rows.push(Row::Goal(view.goal));
        if !is_unfolded(core, view) && !core.filter.is_active() {
            continue;
        }
        if !core.filter.is_active() {
            rows.push(Row::Route(view.goal));
        }
        rows.extend(
            matching
                .iter()
                .map(|step| Row::Step(view.guide.step_id(step))),
        );
        if !others.is_empty() {
            rows.push(Row::Others(view.goal));
            if core.unfolded_others.contains(&view.goal) || core.filter.is_active() {
                rows.extend(others.iter().map(|other| Row::Other(other.id.clone())));
            }
        }
    }
    rows
}

fn is_shown(core: &Core, entry: &AccountEntry, view: &GoalView, step: &Step) -> bool {
    if !core.filter.passes(&format!("{} {}", step.title, step.body)) {
        return false;
    }
    let mark = entry.account.progress.mark(&view.guide.step_id(step));
    let is_done = mark.is_some_and(|mark| match mark {
        Mark::Done | Mark::Skipped => true,
        Mark::Blocked => false,
    });
    let needs_none = mark.is_none() && view.is_passed(step);
    !(core.remembered.hide_done && (is_done || needs_none))
}

/// The row of the next open step, else the first row.
pub fn first_open(core: &Core, entry: &AccountEntry) -> Row {
    let rows = rows(core, entry);
    let next = entry.overview.next_step();
    let next = next.map(|(guide, step)| Row::Step(guide.step_id(step)));
    next.filter(|row| rows.contains(row))
        .or_else(|| rows.into_iter().next())
        .unwrap_or(Row::NoForm)
}
