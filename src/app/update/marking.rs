//! Changes of progress: marks and the active route.

use compact_str::CompactString;

use crate::{
    account::{
        Account,
        change::Edit,
        decide::{
            self,
            requests::{self, Sending},
        },
        evidence,
        progress::{Mark, Outcome, RequestDay},
    },
    app::{
        action::Action,
        core::{Tone, changing, moving, rows},
        effect::Effect,
        model::Model,
        pages::{
            Overlay,
            question::{Answer, Intent, QuestionPage},
            sending::{
                SendingPage,
                record::{undoes, until},
            },
        },
        row::Row,
    },
    clock,
    content::{
        goal::Goal,
        guide::{Guide, Step, StepId, StepKind},
    },
    id::Id,
    text::{self, Clean},
};

/// Marks the selected step done, and goes on to the next open one. What sends something asks for the day
/// first; what needs no tick gets none.
pub(super) fn finish_step(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    let mark = account.progress.mark(&guide.step_id(&step));
    let view = model.entry(&account.id);
    let view = view.and_then(|entry| entry.overview.goal(guide.goal));
    let needs_none =
        mark.is_none() && view.is_some_and(|it| it.guide.id == guide.id && !it.is_open(&step));
    if mark == Some(Mark::Done) || needs_none {
        go_on(model, &guide, &step);
        return Vec::new();
    }
    if asks_day(model, &account, &guide, &step, true) {
        return Vec::new();
    }
    let effects = set_mark(model, &account, &guide, &step, Some(Mark::Done));
    go_on(model, &guide, &step);
    effects
}

/// Opens the page for the day of sending, if a tick of this step records a request. Returns whether it did.
fn asks_day(
    model: &mut Model,
    account: &Account,
    guide: &Guide,
    step: &Step,
    goes_on: bool,
) -> bool {
    let open = account
        .progress
        .open_request(&guide.id, requests::recipient(step));
    let asks = step.kind == StepKind::Submit
        && decide::has_clock(guide.goal)
        && account.read_only.is_none()
        && open.is_none();
    if asks {
        let id = guide.step_id(step);
        let page = SendingPage::of_step(model, &account.id, id, &step.title, goes_on);
        model.overlays.push(Overlay::Sending(page));
    }
    asks
}

/// Ticks a step that was sent, as the person says in `sending`; with `goes_on` selects the next open one.
pub(super) fn send(
    model: &mut Model,
    account: &Id,
    step: &StepId,
    sending: &Sending,
    goes_on: bool,
) -> Vec<Effect> {
    let known = model.entry(account).map(|entry| entry.account.clone());
    let guide = model.catalog.guide(&step.guide).cloned();
    let (Some(account), Some(guide)) = (known, guide) else {
        model.say(Tone::Bad, changing::GONE);
        return Vec::new();
    };
    let Some(step) = guide.step(&step.step).cloned() else {
        return Vec::new();
    };
    let effects = put_mark(model, &account, &guide, &step, Some(Mark::Done), sending);
    if goes_on && !effects.is_empty() {
        go_on(model, &guide, &step);
    }
    effects
}

/// Selects the next open step of this guide: after `step`, else from the start; if the guide has
/// none, the next step of the account. What would be sent before the day to look again is passed over.
fn go_on(model: &mut Model, guide: &Guide, step: &Step) {
    let Some(entry) = model.current() else { return };
    let view = entry.overview.goal(guide.goal);
    let view = view.filter(|view| view.guide.id == guide.id);
    let wait = entry.overview.wait;
    let open = |other: &&Step| {
        entry.account.progress.mark(&guide.step_id(other)).is_none()
            && view.is_none_or(|view| view.is_open(other) && !view.is_held(other, wait.is_some()))
    };
    let after = guide
        .steps
        .iter()
        .skip_while(|other| other.id != step.id)
        .skip(1)
        .find(open);
    let next = after
        .map(|other| Row::Step(guide.step_id(other)))
        .or_else(|| {
            let first = guide.steps.iter().find(open)?;
            Some(Row::Step(guide.step_id(first)))
        });
    let overall = entry.overview.next_step();
    let overall = overall.map(|(guide, step)| Row::Step(guide.step_id(step)));
    let all_done = next.is_none() && overall.is_none();
    let shown = rows::rows(model, entry);
    if let Some(row) = next.or(overall).filter(|row| shown.contains(row)) {
        moving::select_row(model, row);
    } else if all_done {
        let (message, _) = entry.overview.nothing_left(model.now.today);
        match &mut model.status {
            Some(status) => status.text.push_str(&format!(" {message}")),
            None => model.say(Tone::Good, message),
        }
    }
}

/// Ticks or unticks the selected step, which stays selected.
pub(super) fn tick(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    if account.progress.mark(&guide.step_id(&step)) == Some(Mark::Done) {
        return set_mark(model, &account, &guide, &step, None);
    }
    if asks_day(model, &account, &guide, &step, false) {
        return Vec::new();
    }
    set_mark(model, &account, &guide, &step, Some(Mark::Done))
}

/// Skips the selected step and selects the next one, or removes the mark of a skipped step.
pub(super) fn skip(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    let now = account.progress.mark(&guide.step_id(&step));
    let mark = (now != Some(Mark::Skipped)).then_some(Mark::Skipped);
    let effects = set_mark(model, &account, &guide, &step, mark);
    if mark.is_some() && !effects.is_empty() {
        go_on(model, &guide, &step);
    }
    effects
}

/// Marks a step, and asks first where that would take its request off the record.
pub(super) fn set_mark(
    model: &mut Model,
    account: &Account,
    guide: &Guide,
    step: &Step,
    mark: Option<Mark>,
) -> Vec<Effect> {
    let open = account
        .progress
        .open_request(&guide.id, requests::recipient(step));
    let drops = step.kind == StepKind::Submit && mark != Some(Mark::Done);
    if let Some(request) = open.filter(|_| drops && account.read_only.is_none()) {
        let keys = [Action::Back, Action::Answer].map(|it| model.keymap.short(it));
        let keys = keys.map(Option::unwrap_or_default).join(", ");
        let question = QuestionPage::new(
            format!("Take the {} off the record too?", request.name()),
            format!("Then nothing waits for an answer any more. To correct its day: {keys}."),
            vec![
                Answer::no("No, change nothing"),
                Answer::yes("Yes, take it off", Intent::Mark(mark)),
            ],
        );
        model.overlays.push(Overlay::Question(question));
        return Vec::new();
    }
    put_mark(model, account, guide, step, mark, &Sending::default())
}

/// Marks the selected step, although that takes its request off the record.
pub(super) fn mark_selected(model: &mut Model, mark: Option<Mark>) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    put_mark(model, &account, &guide, &step, mark, &Sending::default())
}

fn put_mark(
    model: &mut Model,
    account: &Account,
    guide: &Guide,
    step: &Step,
    mark: Option<Mark>,
    sending: &Sending,
) -> Vec<Effect> {
    let region = model.catalog.region(account).cloned();
    let now = model.now;
    let used = used_letter(model, account, guide, step, mark);
    let sending = &Sending {
        letter: used.as_ref().map(|(letter, _)| letter.clone()),
        ..sending.clone()
    };
    let mut change = decide::mark(account, guide, step, mark, region.as_ref(), sending, now);
    let sent = change.edits.iter().find_map(|edit| match edit {
        Edit::Send(request) => Some(request.id.clone()),
        _ => None,
    });
    let mut keeping = None;
    if let (Some((letter, text)), Some(request)) = (used, sent) {
        let keep = evidence::keep_letter(&letter, &text, &request, now);
        change.edits.push(keep);
        keeping = Some(Effect::KeepText {
            account: account.id.clone(),
            text,
        });
    }
    let mut after = account.clone();
    change.apply(&mut after);
    let (mut sent, mut dropped, mut given) = (None, None, None);
    for edit in &change.edits {
        match edit {
            Edit::Send(request) => sent = Some(request.clone()),
            Edit::Unsend(id) => dropped = account.progress.request(id).cloned(),
            Edit::Day {
                request,
                which: RequestDay::Given,
                ..
            } => given = after.progress.request(request).cloned(),
            _ => {}
        }
    }
    let verb = match mark {
        Some(Mark::Done) => "ticked",
        Some(Mark::Skipped) => "skipped",
        Some(Mark::Blocked) => "blocked",
        None => "unticked",
    };
    let mut words = format!("{verb} \"{}\"", step.title);
    if let Some(request) = sent.as_ref().or(dropped.as_ref()) {
        words.push_str(&format!(", with the {}", request.name()));
    }
    let effects = changing::make(model, change, words.clone());
    if effects.is_empty() {
        return effects;
    }
    if keeping.is_some() {
        model.letters.forget_use(&account.id);
    }
    let effects = keeping.into_iter().chain(effects).collect();
    let key = model.keymap.short(Action::Answer);
    let key = key.unwrap_or_else(|| CompactString::const_new("`answer`"));
    let on_record = after.progress.requests.iter().filter(|request| {
        step.kind == StepKind::Submit
            && request.guide == guide.id
            && request.to == requests::recipient(step)
    });
    let on_record = on_record.max_by_key(|request| request.sent);
    let message = if let Some(request) = &sent {
        let day = clock::short_date(request.sent);
        format!("Sent {day}. {}", until(request, model.now.today))
    } else if let Some(request) = &dropped {
        format!("The {} is off the record.", request.name())
    } else if let Some(request) = &given {
        let until = until(request, model.now.today);
        format!("The {} waits again. {until}", request.noun())
    } else if let Some(request) = on_record {
        format!("The {} stays on record: {key} corrects it.", request.name())
    } else if mark == Some(Mark::Done)
        && step.kind == StepKind::Confirm
        && guide.goal != Goal::FollowUp
        && is_waiting(model, &account.id, guide.goal)
    {
        format!("Ticked. If Meta agreed, {key} records its answer.")
    } else {
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        let words: String = first.into_iter().chain(letters).collect();
        format!("{words}.")
    };
    let message = format!("{message}{}", undoes(model, !model.overlays.is_empty()));
    model.say(Tone::Good, message);
    effects
}

/// The letter that was copied or saved for what this step sends, with its name for the record.
fn used_letter(
    model: &Model,
    account: &Account,
    guide: &Guide,
    step: &Step,
    mark: Option<Mark>,
) -> Option<(Clean, Clean)> {
    let sends = step.kind == StepKind::Submit && mark == Some(Mark::Done);
    let used = model.letters.used(&account.id).filter(|_| sends)?;
    let last = guide.steps.iter().position(|it| it.id == step.id)?;
    let until = guide.steps.iter().take(last + 1);
    let mut letters = until.filter_map(|step| step.letter.as_ref());
    letters
        .any(|letter| *letter == used.key.letter)
        .then(|| (text::line(&used.key.text_id()), used.text.clone()))
}

/// Whether the latest request for the goal waits for an answer.
fn is_waiting(model: &Model, account: &Id, goal: Goal) -> bool {
    let latest = model
        .entry(account)
        .and_then(|entry| entry.account.progress.latest(goal));
    latest.is_some_and(|request| request.outcome == Outcome::Waiting)
}

/// Makes a guide the active route of the current account.
pub(super) fn switch_here(model: &mut Model, guide: &Id) -> Vec<Effect> {
    let Some(account) = model.current().map(|entry| entry.account.id.clone()) else {
        return Vec::new();
    };
    switch(model, &account, guide)
}

/// Makes a guide the active route of an account, and selects its first open step.
pub(super) fn switch(model: &mut Model, account: &Id, guide: &Id) -> Vec<Effect> {
    let known = model
        .entry(account)
        .map(|entry| entry.account.clone())
        .zip(model.catalog.guide(guide).cloned());
    let Some((account, guide)) = known else {
        if model.entry(account).is_none() {
            model.say(Tone::Bad, changing::GONE);
        }
        return Vec::new();
    };
    let title = account.platform.title_here(&guide.title);
    let view = model.entry(&account.id);
    let view = view.and_then(|entry| entry.overview.goal(guide.goal));
    let left = view.map(|view| &*view.guide);
    let change = decide::route(&account, left, &guide, model.now);
    let kept = match change.edits.len().saturating_sub(1) {
        0 => String::new(),
        1 => " 1 step that you did already is ticked there.".to_owned(),
        count => format!(" {count} steps that you did already are ticked there."),
    };
    let effects = changing::make(model, change, format!("switched to \"{title}\""));
    if !effects.is_empty() {
        if let Some(entry) = model.entry(&account.id) {
            let open = guide
                .steps
                .iter()
                .find(|step| entry.account.progress.mark(&guide.step_id(step)).is_none());
            if let Some(step) = open.or(guide.steps.first()) {
                moving::select_row(model, Row::Step(guide.step_id(step)));
                moving::keep_row_shown(model);
            }
        }
        model.say(Tone::Good, format!("Your route is now: {title}.{kept}"));
    }
    effects
}
