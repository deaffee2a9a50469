//! The rows of the account screen: goals, active routes, their steps, and the folded others.

use std::sync::Arc;

use super::model::{AccountEntry, Model};
use crate::{
    account::{overview::GoalView, progress::Mark},
    content::{
        goal::Goal,
        guide::{GuideHead, Step, StepId},
    },
    id::Id,
};

/// A row, named so that it is found again after anything changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A goal, which folds.
    Goal(Goal),
    /// Instead of the objection: that there is none here.
    NoForm,
    /// The active route of a goal.
    Route(Goal),
    /// A step of an active route.
    Step(StepId),
    /// The fold of the other routes.
    Others(Goal),
    /// Another route.
    Other(Id),
}

/// Whether a goal's steps are shown.
pub fn is_unfolded(model: &Model, view: &GoalView) -> bool {
    // What does not count starts folded, so that the objection is all that a person sees first.
    view.counted != model.folds.contains(&view.goal)
}

/// The rows of an account, from top to bottom.
pub fn rows(model: &Model, entry: &AccountEntry) -> Vec<Row> {
    let mut rows = Vec::new();
    if entry.overview.goal(Goal::Object).is_none() {
        rows.push(Row::NoForm);
    }
    for view in &entry.overview.goals {
        let matching: Vec<&Step> = view
            .guide
            .steps
            .iter()
            .filter(|step| is_shown(model, entry, view, step))
            .collect();
        let others: Vec<&Arc<GuideHead>> = view
            .others
            .iter()
            .filter(|other| model.filter.passes(&other.title))
            .collect();
        if model.filter.is_active() && matching.is_empty() && others.is_empty() {
            continue;
        }
        rows.push(Row::Goal(view.goal));
        if !is_unfolded(model, view) && !model.filter.is_active() {
            continue;
        }
        if !model.filter.is_active() {
            rows.push(Row::Route(view.goal));
        }
        rows.extend(
            matching
                .iter()
                .map(|step| Row::Step(view.guide.step_id(step))),
        );
        if !others.is_empty() {
            rows.push(Row::Others(view.goal));
            if model.unfolded_others.contains(&view.goal) || model.filter.is_active() {
                rows.extend(others.iter().map(|other| Row::Other(other.id.clone())));
            }
        }
    }
    rows
}

fn is_shown(model: &Model, entry: &AccountEntry, view: &GoalView, step: &Step) -> bool {
    if !model
        .filter
        .passes(&format!("{} {}", step.title, step.body))
    {
        return false;
    }
    let mark = entry.account.progress.mark(&view.guide.step_id(step));
    let is_done = mark.is_some_and(|mark| match mark {
        Mark::Done | Mark::Skipped => true,
        Mark::Blocked => false,
    });
    !(model.hide_done && is_done)
}

impl Row {
    /// The goal that a row belongs to.
    pub fn goal(&self, model: &Model) -> Option<Goal> {
        match self {
            Self::Goal(goal) | Self::Route(goal) | Self::Others(goal) => Some(*goal),
            Self::NoForm => Some(Goal::Object),
            Self::Step(StepId { guide, step: _ }) | Self::Other(guide) => {
                model.catalog.head(guide).map(|head| head.goal)
            }
        }
    }
}

/// The row of the next open step, else the first row.
pub fn first_open(model: &Model, entry: &AccountEntry) -> Row {
    let rows = rows(model, entry);
    let next = entry.overview.next_step();
    let next = next.map(|(guide, step)| Row::Step(guide.step_id(step)));
    next.filter(|row| rows.contains(row))
        .or_else(|| rows.into_iter().next())
        .unwrap_or(Row::NoForm)
}
