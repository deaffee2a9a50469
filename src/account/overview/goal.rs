//! One goal of an account.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    account::{
        Account,
        decide::requests,
        progress::{Mark, Outcome, Progress, Request},
    },
    content::{
        goal::Goal,
        guide::{Guide, GuideHead, Step, StepKind},
    },
    id::Id,
};

/// One goal of an account: its active route, the others, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalView {
    /// The goal.
    pub goal: Goal,
    /// The active route.
    pub guide: Arc<Guide>,
    /// The other routes, in the order in which they are tried.
    pub others: Vec<Arc<GuideHead>>,
    /// Steps done or skipped, of those that count.
    pub done: usize,
    /// Steps that count.
    pub total: usize,
    /// Whether it counts towards the account.
    pub counted: bool,
    /// Whether another account's objection covers this one, so that only the confirmation is left.
    pub covered: bool,
    /// The latest request for this goal.
    pub request: Option<Box<Request>>,
    /// The first steps of the active route that need no tick any more, as what they lead to was sent.
    pub passed: usize,
    /// The steps that follow from sending something, where that was skipped or blocked, with this mark of it.
    pub unsent: BTreeMap<Id, Mark>,
}

impl GoalView {
    /// Whether a step of the active route has to be done for this account.
    pub fn counts(&self, step: &Step) -> bool {
        !self.covered || step.kind == StepKind::Confirm
    }

    /// Whether a step needs no tick any more: what it leads to was sent, or what it follows from was skipped.
    pub fn is_passed(&self, step: &Step) -> bool {
        let mut passed = self.guide.steps.iter().take(self.passed);
        passed.any(|it| it.id == step.id) || self.unsent.get(&step.id) == Some(&Mark::Skipped)
    }

    /// The latest request that a step sent, or that another route to the same goal did.
    pub fn sent_by<'a>(
        &'a self,
        account: &'a Account,
        guide: &Guide,
        step: &Step,
    ) -> Option<&'a Request> {
        match self.goal {
            _ if step.kind != StepKind::Submit => None,
            Goal::Object | Goal::ThirdParty | Goal::Protect => self.request.as_deref(),
            Goal::FollowUp => {
                let since = account.progress.latest(Goal::Object).map(|it| it.sent);
                let by_it = account.progress.requests.iter().filter(|request| {
                    request.guide == guide.id
                        && request.to == requests::recipient(step)
                        && request.outcome != Outcome::Withdrawn
                        && since.is_none_or(|since| request.sent >= since)
                });
                by_it.max_by_key(|request| request.sent)
            }
        }
    }

    /// Whether a step of the active route is still to do, with or without a mark of its own.
    pub fn is_open(&self, step: &Step) -> bool {
        self.counts(step) && !self.is_passed(step)
    }

    /// The route that is tried after this one: one that was tried already only if all others were.
    pub fn next_route(&self, progress: &Progress) -> Option<&Arc<GuideHead>> {
        let is_later =
            |other: &&Arc<GuideHead>| (other.rank, &other.id) > (self.guide.rank, &self.guide.id);
        let (later, earlier): (Vec<_>, Vec<_>) = self.others.iter().partition(is_later);
        let mut order = later.iter().chain(&earlier);
        let first = order.clone().next();
        let new = order.find(|other| !progress.is_tried(&other.id));
        new.or(first).copied()
    }
}
