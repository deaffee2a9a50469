//! What now: one step after another over all accounts, the most urgent account first, as many as fit into
//! the time that the person has.
//!
//! It has no way of its own to tick: the account and the step that it shows are the selected ones, and
//! everything acts on them as on the screen of the account. After each message [`follow`] goes on from a
//! step that is done.

use super::{AccountEntry, Core, Pane, Screen, Tone, moving};
use crate::{
    account::{
        change::{Edit, StepEdit},
        progress::{Mark, Request},
    },
    app::{history::Past, row::Row},
    clock,
    content::{
        goal::Goal,
        guide::{Guide, StepId},
    },
    id::Id,
    sort::sort_by_key,
};

/// The minutes of a route that does not say how many it takes.
const MINUTES: i64 = 10;

/// Where the person is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhatNow {
    /// The accounts, in their order.
    pub plan: Vec<Id>,
    /// The index of the one that is shown; at the end that of none.
    pub at: usize,
    /// The route that is being walked.
    guide: Option<Id>,
    /// How many changes had been made before.
    since: usize,
}

/// What was done for an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// Steps that were ticked.
    pub ticked: usize,
    /// Steps that were skipped.
    pub skipped: usize,
    /// Steps that could not be found.
    pub blocked: usize,
    /// What was sent.
    pub sent: Vec<Request>,
}

impl Done {
    /// It in words: "5 steps done, objection sent".
    pub fn in_words(&self) -> String {
        let steps = |count: usize, what: &str| match count {
            0 => None,
            1 => Some(format!("1 step {what}")),
            many => Some(format!("{many} steps {what}")),
        };
        let mut words: Vec<String> = [
            steps(self.ticked, "done"),
            steps(self.skipped, "skipped"),
            steps(self.blocked, "not found"),
        ]
        .into_iter()
        .flatten()
        .collect();
        words.extend(self.sent.iter().map(|it| format!("{} sent", it.noun())));
        words.join(", ")
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl WhatNow {
    /// The account that is shown.
    pub fn account(&self) -> Option<&Id> {
        self.plan.get(self.at)
    }
}

impl Core {
    /// The accounts that have something to do now, the most urgent first, each with its minutes.
    pub fn urgent(&self) -> Vec<(Id, i64)> {
        let mut entries: Vec<&AccountEntry> = self
            .entries
            .iter()
            .filter(|entry| entry.overview.needs_attention() && first(entry).is_some())
            .collect();
        sort_by_key(&mut entries, |entry| {
            (entry.overview.urgency(), entry.overview.day())
        });
        let with_minutes = |entry: &AccountEntry| (entry.account.id.clone(), minutes(entry));
        entries.into_iter().map(with_minutes).collect()
    }

    /// About how many minutes the accounts take that are still to come.
    pub fn minutes_left(&self) -> i64 {
        let ahead = self.what_now.plan.iter().skip(self.what_now.at);
        let entries = ahead.filter_map(|id| self.entry(id));
        let open = entries.filter(|entry| entry.overview.next.is_some());
        open.map(minutes).sum()
    }

    /// What was done since it began, by account, in the order in which it was done.
    pub fn done_now(&self) -> Vec<(Id, Done)> {
        let mut done: Vec<(Id, Done)> = Vec::new();
        for past in self.history.since(self.what_now.since) {
            let id = &past.change.account;
            let index = done.iter().position(|(known, _)| known == id);
            let index = index.unwrap_or_else(|| {
                done.push((id.clone(), Done::default()));
                done.len() - 1
            });
            if let Some((_, done)) = done.get_mut(index) {
                count(done, past);
            }
        }
        done.retain(|(_, done)| !done.is_empty());
        done
    }
}

fn count(done: &mut Done, past: &Past) {
    for edit in &past.change.edits {
        match edit {
            Edit::Step(_, StepEdit::Mark(mark)) => match mark {
                Some(Mark::Done) => done.ticked += 1,
                Some(Mark::Skipped) => done.skipped += 1,
                Some(Mark::Blocked) => done.blocked += 1,
                None => {}
            },
            Edit::Send(request) => done.sent.push(request.clone()),
            _ => {}
        }
    }
}

/// About how many minutes what is open of an account's next route takes.
fn minutes(entry: &AccountEntry) -> i64 {
    let Some((guide, _)) = entry.overview.next_step() else {
        return 0;
    };
    let all = i64::try_from(guide.steps.len()).unwrap_or(i64::MAX).max(1);
    let open = guide.steps.iter().filter(|step| {
        let id = guide.step_id(step);
        is_open(entry, guide, &id)
    });
    let open = i64::try_from(open.count()).unwrap_or(i64::MAX);
    let minutes = guide.minutes.unwrap_or(MINUTES);
    ((minutes.saturating_mul(open) + all - 1) / all).max(1)
}

/// As many of these accounts as fit into so many minutes; where none does, the first one all the same.
pub fn fitting(urgent: &[(Id, i64)], minutes: Option<i64>) -> Vec<Id> {
    let mut left = minutes.unwrap_or(i64::MAX);
    let mut plan = Vec::new();
    for (id, minutes) in urgent {
        if *minutes <= left {
            left = left.saturating_sub(*minutes);
            plan.push(id.clone());
        }
    }
    if plan.is_empty() {
        plan.extend(urgent.first().map(|(id, _)| id.clone()));
    }
    plan
}

/// Begins, with the accounts that fit into so many minutes.
pub fn begin(core: &mut Core, minutes: Option<i64>) {
    let urgent = core.urgent();
    let plan = fitting(&urgent, minutes);
    let mut out = urgent.iter().filter(|(id, _)| !plan.contains(id));
    if let Some((id, minutes)) = out.next()
        && let Some(entry) = core.entry(id)
    {
        let more = match out.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let (name, time) = (core.name(&entry.account), clock::span(*minutes));
        let message = format!("Left out, as the time is too short: {name} (about {time}){more}.");
        core.say(Tone::Plain, message);
    }
    if core.screen == Screen::Home {
        core.home_filter = std::mem::take(&mut core.filter);
    }
    core.filter = super::Filter::default();
    core.what_now = WhatNow {
        plan,
        at: 0,
        guide: None,
        since: core.history.len(),
    };
    core.screen = Screen::WhatNow;
    show(core);
}

/// Why there is nothing to begin with: what is waited for, and until when.
pub fn say_nothing_to_do(core: &mut Core) {
    let today = core.now.today;
    let days = core.entries.iter().filter_map(|entry| {
        let day = entry.overview.day().filter(|day| *day >= today)?;
        Some((day, core.name(&entry.account)))
    });
    let message = match days.min() {
        Some((day, name)) => {
            format!(
                "Nothing to do now. Next: {}, {name}.",
                clock::long_date(day)
            )
        }
        None => "Nothing to do now.".to_owned(),
    };
    core.say(Tone::Plain, message);
}

/// Goes on from a step that is done, to the next one of the account or to the next account.
pub fn follow(core: &mut Core) {
    if core.screen != Screen::WhatNow {
        return;
    }
    core.pane = Pane::Detail;
    let Some(entry) = core.current() else {
        if core.what_now.account().is_some() {
            // It was deleted elsewhere.
            core.what_now.at += 1;
            show(core);
        }
        return;
    };
    let Row::Step(id) = &core.row else { return };
    let guide = core.catalog.guide(&id.guide);
    let is_here = goes_on(core, entry, &id.guide);
    if is_here && guide.is_some_and(|guide| is_open(entry, guide, id)) {
        core.what_now.guide = Some(id.guide.clone());
        return;
    }
    let is_blocked = entry.account.progress.mark(id) == Some(Mark::Blocked);
    match next(core, entry).filter(|_| !is_blocked) {
        Some(row) => select(core, row),
        None => {
            core.what_now.at += 1;
            show(core);
        }
    }
}

/// Goes to the next account, or back to the one before.
pub fn pass(core: &mut Core, backwards: bool) {
    if !backwards {
        if core.what_now.account().is_some() {
            core.what_now.at += 1;
        }
        return show(core);
    }
    let before = (0..core.what_now.at.min(core.what_now.plan.len())).rev();
    let open = |at: &usize| {
        let id = core.what_now.plan.get(*at);
        let entry = id.and_then(|id| core.entry(id));
        entry.is_some_and(|entry| first(entry).is_some())
    };
    match before.into_iter().find(open) {
        Some(at) => {
            core.what_now.at = at;
            show(core);
        }
        None => core.say(Tone::Plain, "No account before this one has a step to do."),
    }
}

/// Shows the step of a change that was undone or done again, if its account is among those of now.
pub(super) fn show_again(core: &mut Core, account: &Id, step: Option<&StepId>) {
    let at = core.what_now.plan.iter().position(|id| id == account);
    if let (Some(at), Some(step)) = (at, step) {
        core.what_now.at = at;
        core.what_now.guide = Some(step.guide.clone());
        core.selected = Some(account.clone());
        select(core, Row::Step(step.clone()));
    }
}

/// Ends it, and says what was done.
pub fn end(core: &mut Core) {
    let done = core.done_now();
    let steps: usize = done.iter().map(|(_, done)| done.ticked).sum();
    let is_over = core.what_now.account().is_none();
    if let Some((first, _)) = core.urgent().first().filter(|_| is_over) {
        core.selected = Some(first.clone());
    }
    core.go_home();
    moving::keep_selection_listed(core);
    if steps > 0 {
        let steps = match steps {
            1 => "1 step".to_owned(),
            many => format!("{many} steps"),
        };
        core.say(Tone::Good, format!("{steps} done. What now goes on later."));
    }
}

/// Shows the next step of the first account from here that has one; else the end.
fn show(core: &mut Core) {
    while let Some(id) = core.what_now.account().cloned() {
        if let Some((guide, row)) = core.entry(&id).and_then(first) {
            core.what_now.guide = Some(guide);
            core.selected = Some(id);
            return select(core, row);
        }
        core.what_now.at += 1;
    }
    core.what_now.guide = None;
    select(core, Row::Goal(Goal::Object));
}

fn select(core: &mut Core, row: Row) {
    if core.row != row {
        core.row = row;
    }
    core.scroll = 0;
    core.pane = Pane::Detail;
}

/// The next step of an account, with its route.
fn first(entry: &AccountEntry) -> Option<(Id, Row)> {
    let (guide, step) = entry.overview.next_step()?;
    let id = guide.step_id(step);
    let is_blocked = entry.account.progress.mark(&id) == Some(Mark::Blocked);
    (!is_blocked).then(|| (guide.id.clone(), Row::Step(id)))
}

/// The next step of the account that is shown: of the route that is walked, or while it needs the person.
fn next(core: &Core, entry: &AccountEntry) -> Option<Row> {
    let (guide, row) = first(entry)?;
    goes_on(core, entry, &guide).then_some(row)
}

/// Whether the account that is shown goes on with this route: the one that is walked, or any while it needs
/// the person.
fn goes_on(core: &Core, entry: &AccountEntry, guide: &Id) -> bool {
    core.what_now.guide.as_ref() == Some(guide) || entry.overview.needs_attention()
}

/// Whether a step of an account's active route is still to do now.
fn is_open(entry: &AccountEntry, guide: &Guide, id: &StepId) -> bool {
    let (Some(step), Some(view)) = (guide.step(&id.step), entry.overview.goal(guide.goal)) else {
        return false;
    };
    let is_held = view.is_held(step, entry.overview.wait.is_some());
    view.guide.id == guide.id
        && view.is_open(step)
        && entry.account.progress.mark(id).is_none()
        && !is_held
}
