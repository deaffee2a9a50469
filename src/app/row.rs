//! A row of the account screen.

use crate::{
    catalog::Catalog,
    content::{goal::Goal, guide::StepId},
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

impl Row {
    /// The goal that a row belongs to.
    pub fn goal(&self, catalog: &Catalog) -> Option<Goal> {
        match self {
            Self::Goal(goal) | Self::Route(goal) | Self::Others(goal) => Some(*goal),
            Self::NoForm => Some(Goal::Object),
            Self::Step(StepId { guide, step: _ }) | Self::Other(guide) => {
                catalog.head(guide).map(|head| head.goal)
            }
        }
    }
}
