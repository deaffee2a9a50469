//! The rows of the checklist.

use crate::{
    catalog::Catalog,
    content::{goal::Goal, guide::StepId},
    id::Id,
};

/// A row of the checklist, identified by content and not by index, so that it is found again after
/// a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The heading of a goal, which can be folded.
    Goal(Goal),
    /// Stands for the goal of objecting where Meta offers no form for it.
    NoForm,
    /// The active route of a goal.
    Route(Goal),
    /// A step of an active route.
    Step(StepId),
    /// The heading of a goal's other routes, which can be folded.
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
