//! How far an account is, derived from its progress and the catalog: its state, its active routes,
//! what counts, and what comes next.

mod covering;
mod goal;
mod need;
mod since;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    account::{
        Account,
        progress::{Mark, Outcome, Progress, Request},
    },
    catalog::Catalog,
    content::{
        goal::Goal,
        guide::{Guide, GuideHead, Step, StepKind},
        state::State,
    },
    id::Id,
    text::Clean,
};
pub use covering::{Covering, coverings};
pub use goal::GoalView;
pub use need::{Need, Wait};

/// How far an account is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Its state.
    pub state: State,
    /// Steps done or skipped, of those that count.
    pub done: usize,
    /// Steps that count.
    pub total: usize,
    /// The day by which Meta has to answer the latest objection, while that is unanswered.
    pub due: Option<Date>,
    /// The goals that have a route, in the order of [`Goal`].
    pub goals: Vec<GoalView>,
    /// The next open step: its guide and its id.
    pub next: Option<(Arc<Guide>, Id)>,
    /// The objection of another account that covers this one.
    pub covered_by: Option<Box<Covering>>,
    /// Whether it counts as done although nothing was sent: the step that sends was skipped.
    pub skipped: bool,
    /// What it needs from the person now.
    pub need: Option<Need>,
    /// A reminder or complaint whose day is still to come.
    pub wait: Option<Wait>,
    /// What a reminder or complaint leads to that was not answered in its time, and the day it was sent.
    pub after: Option<(Need, Date)>,
}

impl Overview {
    /// The goal's view.
    pub fn goal(&self, goal: Goal) -> Option<&GoalView> {
        self.goals.iter().find(|view| view.goal == goal)
    }

    /// The next open step with its guide.
    pub fn next_step(&self) -> Option<(&Arc<Guide>, &Step)> {
        let (guide, id) = self.next.as_ref()?;
        Some((guide, guide.step(id)?))
    }

    /// The overview of one account. `coverings` are those of all accounts.
    pub fn of(
        account: &Account,
        catalog: &Catalog,
        coverings: &BTreeMap<Clean, Covering>,
        today: Date,
    ) -> Self {
        let routes = Routes::of(account, catalog);
        Self::with(&routes, account, catalog, coverings, today)
    }

    fn with(
        routes: &Routes,
        account: &Account,
        catalog: &Catalog,
        coverings: &BTreeMap<Clean, Covering>,
        today: Date,
    ) -> Self {
        let Routes { fitting, always } = routes;
        let has_route = fitting.iter().any(|guide| guide.goal == Goal::Object);
        let own = account.progress.latest(Goal::Object);
        let covered_by = account
            .group
            .as_ref()
            .filter(|_| own.is_none() && has_route && account.platform.is_in_accounts_center())
            .and_then(|group| coverings.get(group))
            .filter(|covering| covering.account != account.id);
        let objection = own.or(covered_by.map(|covering| &covering.request));

        let goals = views(account, catalog, always, objection, covered_by.is_some());
        let state = state(account, &goals, objection, has_route, today);

        let began = since::began(state, account, objection, &goals);
        let is_covered = covered_by.is_some();
        let is_offered = |guide: &&Arc<GuideHead>| {
            // Only the account that sent the objection reminds Meta and complains.
            let is_its_time = !is_covered
                // Without a country nobody knows which law helps.
                && (account.country.is_some() || guide.regions.is_empty())
                && guide.when.contains(&state)
                && since::has_waited(guide, began, today);
            guide.when.is_empty() || is_its_time
        };
        let goals = if fitting.iter().filter(is_offered).count() == always.len() {
            goals
        } else {
            let offered: Vec<Arc<GuideHead>> = fitting.iter().filter(is_offered).cloned().collect();
            views(account, catalog, &offered, objection, covered_by.is_some())
        };
        let (done, total) = sum(&goals);
        let waiting = objection.filter(|request| request.outcome == Outcome::Waiting);
        let follow_up = match covered_by {
            Some(covering) => covering.follow_up.as_ref(),
            None => objection.and_then(|objection| need::follow_up(account, objection)),
        };
        let wait = need::wait(follow_up, today);
        let mut overview = Self {
            state,
            done,
            total,
            due: waiting.and_then(Request::deadline),
            next: next(account, &goals, wait.is_some()),
            skipped: state == State::Done
                && goals
                    .iter()
                    .any(|view| view.counted && view.is_skipped(account)),
            goals,
            covered_by: covered_by.cloned().map(Box::new),
            need: None,
            wait,
            after: need::after(follow_up).filter(|_| wait.is_none()),
        };
        overview.need = need::need(account, &overview, follow_up, today);
        overview
    }
}

/// The guides for accounts of one platform, kind and country.
struct Routes {
    fitting: Vec<Arc<GuideHead>>,
    /// Those of them that are offered whatever the account's state.
    always: Vec<Arc<GuideHead>>,
}

impl Routes {
    fn of(account: &Account, catalog: &Catalog) -> Self {
        let fitting = catalog.fitting(account);
        let is_always = |guide: &&Arc<GuideHead>| guide.when.is_empty();
        let always = fitting.iter().filter(is_always).cloned().collect();
        Self { fitting, always }
    }
}

/// The overview of every account. Those for which nothing was done share one where the same guides are theirs.
pub fn overviews<'a>(
    accounts: impl Iterator<Item = &'a Account>,
    catalog: &Catalog,
    coverings: &BTreeMap<Clean, Covering>,
    today: Date,
) -> Vec<Arc<Overview>> {
    let mut known = BTreeMap::new();
    let look = |account: &Account| {
        let sort = (account.platform, account.kind, account.country);
        let find = || (Routes::of(account, catalog), None);
        let (routes, untouched) = known.entry(sort).or_insert_with(find);
        let new = || Arc::new(Overview::with(routes, account, catalog, coverings, today));
        let group = account.group.as_ref();
        let is_untouched = account.progress == Progress::default()
            && account.active.is_empty()
            && group.is_none_or(|group| !coverings.contains_key(group));
        match is_untouched {
            true => Arc::clone(untouched.get_or_insert_with(new)),
            false => new(),
        }
    };
    accounts.map(look).collect()
}

fn views(
    account: &Account,
    catalog: &Catalog,
    offered: &[Arc<GuideHead>],
    objection: Option<&Request>,
    covered: bool,
) -> Vec<GoalView> {
    let mut views: Vec<GoalView> = Vec::new();
    for goal in Goal::ALL {
        let routes = || offered.iter().filter(|guide| guide.goal == *goal);
        let chosen = account.active.get(goal);
        let chosen = chosen.and_then(|id| routes().find(|guide| guide.id == *id));
        let active = chosen.or_else(|| routes().next());
        let Some(guide) = active.and_then(|head| catalog.guide(&head.id)) else {
            continue;
        };
        let mut view = GoalView {
            goal: *goal,
            guide: Arc::clone(guide),
            others: routes()
                .filter(|other| other.id != guide.id)
                .cloned()
                .collect(),
            done: 0,
            total: 0,
            counted: false,
            covered: covered && *goal == Goal::Object,
            request: account.progress.latest(*goal).cloned().map(Box::new),
            passed: 0,
            unsent: BTreeMap::new(),
        };
        view.passed = need::passed(account, &view, objection);
        view.unsent = need::unsent(account, &view);
        let counting = || guide.steps.iter().filter(|step| view.counts(step));
        let known = account.progress.steps.get(&guide.id);
        let is_done = |step: &&Step| {
            if view.is_passed(step) {
                return true;
            }
            let mark = known.and_then(|steps| steps.get(&step.id)?.mark);
            mark.is_some_and(|mark| match mark {
                Mark::Done | Mark::Skipped => true,
                Mark::Blocked => false,
            })
        };
        (view.total, view.done) = (counting().count(), counting().filter(is_done).count());
        views.push(view);
    }
    views.shrink_to_fit();
    let any_required = views.iter().any(|view| !view.guide.optional);
    for view in &mut views {
        view.counted = !any_required || !view.guide.optional;
    }
    views
}

fn sum(goals: &[GoalView]) -> (usize, usize) {
    let counted = goals.iter().filter(|view| view.counted);
    counted.fold((0, 0), |(done, total), view| {
        (done + view.done, total + view.total)
    })
}

fn state(
    account: &Account,
    goals: &[GoalView],
    objection: Option<&Request>,
    has_route: bool,
    today: Date,
) -> State {
    if let Some(request) = objection {
        match request.outcome {
            Outcome::Waiting => {
                let over = request.deadline().is_some_and(|deadline| deadline < today);
                return if over { State::Overdue } else { State::Waiting };
            }
            Outcome::Refused => return State::Refused,
            Outcome::MoreAsked => return State::MoreAsked,
            Outcome::Granted => return State::Granted,
            Outcome::Withdrawn => {}
        }
    }
    let (done, total) = sum(goals);
    if total > 0 && done == total {
        return State::Done;
    }
    let opened = |view: &GoalView| {
        account.progress.steps.contains_key(&view.guide.id)
            && view
                .guide
                .steps
                .iter()
                .filter(|step| step.kind == StepKind::Submit)
                .any(|step| {
                    let known = account.progress.step(&view.guide.step_id(step));
                    known.is_some_and(|state| state.opened.is_some() && state.mark.is_none())
                })
    };
    if goals.iter().any(opened) {
        return State::Opened;
    }
    let marked = account
        .progress
        .steps
        .values()
        .flat_map(BTreeMap::values)
        .any(|state| state.mark.is_some());
    match (marked, has_route) {
        (true, _) => State::Doing,
        (false, false) => State::NoRoute,
        (false, true) => State::Todo,
    }
}

/// The first step without a mark, else the first that is blocked. The guides that are offered
/// because Meta refused, asked back or is late come before what is left of the objection.
///
/// While it `waits` for the day after a reminder, nothing else is sent.
fn next(account: &Account, goals: &[GoalView], waits: bool) -> Option<(Arc<Guide>, Id)> {
    let (first, then): (Vec<&GoalView>, Vec<&GoalView>) = goals
        .iter()
        .filter(|view| view.counted)
        .partition(|view| view.goal == Goal::FollowUp && !view.guide.when.is_empty());
    let open = |blocked: bool| {
        first.iter().chain(&then).find_map(|view| {
            let known = account.progress.steps.get(&view.guide.id);
            let mark = |step: &Step| known.and_then(|steps| steps.get(&step.id)?.mark);
            let open = view.guide.steps.iter().filter(|step| view.is_open(step));
            let mut counting = open.filter(|step| !view.is_held(step, waits));
            let step = counting.find(|step| match mark(step) {
                None => !blocked,
                Some(Mark::Blocked) => blocked,
                Some(Mark::Done | Mark::Skipped) => false,
            })?;
            Some((Arc::clone(&view.guide), step.id.clone()))
        })
    };
    open(false).or_else(|| open(true))
}
