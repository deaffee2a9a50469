//! Changes of progress: marks, the active route, Meta's answers.

use crate::{
    account::{
        Account,
        authority::AuthorityChoice,
        change::Edit,
        decide::{
            self,
            requests::{self, Answered, Sending},
        },
        progress::{Mark, Outcome, Request},
    },
    app::{
        action::Action,
        core::{Tone, changing, moving, rows},
        effect::Effect,
        model::Model,
        pages::{
            Overlay,
            letter::LetterPage,
            question::{Answer, Intent, QuestionPage},
        },
        row::Row,
    },
    clock,
    content::{
        goal::Goal,
        guide::{Guide, Step, StepKind},
        note::NoteOn,
    },
    id::Id,
};

/// Marks the selected step done, and goes on to the next open one.
pub(super) fn finish_step(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    let is_done = account.progress.mark(&guide.step_id(&step)) == Some(Mark::Done);
    let effects = if is_done {
        Vec::new()
    } else {
        set_mark(model, &account, &guide, &step, Some(Mark::Done))
    };
    go_on(model, &guide, &step);
    effects
}

/// Selects the next open step of this guide: after `step`, else from the start; if the guide has
/// none, the next step of the account.
fn go_on(model: &mut Model, guide: &Guide, step: &Step) {
    let Some(entry) = model.current() else { return };
    let view = entry.overview.goal(guide.goal);
    let view = view.filter(|view| view.guide.id == guide.id);
    let open = |other: &&Step| {
        entry.account.progress.mark(&guide.step_id(other)).is_none()
            && view.is_none_or(|view| view.is_open(other))
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
        match &mut model.status {
            Some(status) => status.text.push_str(" Everything here is done."),
            None => model.say(Tone::Good, "Everything here is done."),
        }
    }
}

/// Ticks or unticks the selected step, which stays selected.
pub(super) fn tick(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    let now = account.progress.mark(&guide.step_id(&step));
    let mark = if now == Some(Mark::Done) {
        None
    } else {
        Some(Mark::Done)
    };
    set_mark(model, &account, &guide, &step, mark)
}

/// Skips the selected step and selects the next one, or removes the mark of a skipped step.
pub(super) fn skip(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    let now = account.progress.mark(&guide.step_id(&step));
    let mark = if now == Some(Mark::Skipped) {
        None
    } else {
        Some(Mark::Skipped)
    };
    let effects = set_mark(model, &account, &guide, &step, mark);
    if mark.is_some() {
        go_on(model, &guide, &step);
    }
    effects
}

/// Shows what to try where the selected step cannot be found, if its guide says that; else blocks it.
/// Removes the mark of a blocked step.
pub(super) fn block(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    if account.progress.mark(&guide.step_id(&step)) == Some(Mark::Blocked) {
        return set_mark(model, &account, &guide, &step, None);
    }
    let Some(missing) = step
        .missing
        .as_ref()
        .filter(|_| account.read_only.is_none())
    else {
        return block_now(model);
    };
    let question = QuestionPage::new(
        "Can't find it?",
        missing.to_string(),
        vec![
            Answer::new("Look once more", Intent::Nothing),
            Answer::new("It is not there: show the next route", Intent::Block),
        ],
    );
    model.overlays.push(Overlay::Question(question));
    Vec::new()
}

/// Marks the selected step blocked and offers the next route.
pub(super) fn block_now(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    let effects = set_mark(model, &account, &guide, &step, Some(Mark::Blocked));
    if effects.is_empty() {
        return effects;
    }
    match elsewhere(model, &account.id, &guide) {
        Some(question) => model.overlays.push(Overlay::Question(question)),
        None => {
            let message =
                "Marked blocked. There is no other route to this goal here; the step stays open.";
            model.say(Tone::Plain, message);
        }
    }
    effects
}

/// Where to go on from a route of which a step cannot be found: to a route that was not tried; else
/// to one that was, to a letter, or to the authority. `None` if there is nothing of that.
fn elsewhere(model: &Model, account: &Id, guide: &Guide) -> Option<QuestionPage> {
    let entry = model.entry(account)?;
    let (account, progress) = (&entry.account, &entry.account.progress);
    let view = entry.overview.goal(guide.goal);
    let view = view.filter(|view| view.guide.id == guide.id)?;
    let next = view.next_route(progress);
    let next = next.and_then(|head| model.catalog.guide(&head.id));
    let switch = |next: &Guide| Intent::Switch(account.id.clone(), next.id.clone());
    let stay = Answer::new("Stay on this route", Intent::Nothing);
    if let Some(next) = next.filter(|next| !progress.is_tried(&next.id)) {
        let what = model.catalog.about(account, next, NoteOn::Summary);
        let what = what.unwrap_or_else(|| "It leads to the same goal.".to_owned());
        let minutes = next
            .minutes
            .map_or_else(String::new, |minutes| format!(" About {minutes} minutes."));
        let title = account.platform.title_here(&next.title);
        return Some(QuestionPage::new(
            format!("Not to be found? The next route: {title}"),
            format!("{what}{minutes}"),
            vec![Answer::new("Switch to it", switch(next)), stay],
        ));
    }
    let mut answers = Vec::new();
    if let Some(next) = next {
        let title = account.platform.title_here(&next.title);
        let label = format!("Look once more: {title}");
        answers.push(Answer::new(label, switch(next)));
    }
    let letter = match guide.goal {
        Goal::Object => Some("objection-long"),
        Goal::ThirdParty => Some("third-party-inquiry"),
        Goal::Protect | Goal::FollowUp => None,
    };
    if let Some(page) = letter.and_then(|id| LetterPage::named(model, &account.id, id)) {
        let letter = page.draft.letter;
        let label = format!("Write to Meta by post: {}", letter.title);
        let intent = Intent::Letter(account.id.clone(), letter.id.clone());
        answers.push(Answer::new(label, intent));
    }
    if letter.is_some() && model.catalog.regions.authority_of(account) != AuthorityChoice::None {
        let intent = Intent::Authority(account.id.clone());
        answers.push(Answer::new("Complain to your authority", intent));
    }
    if answers.is_empty() {
        return None;
    }
    answers.push(stay);
    let title = match view.others.len() + 1 {
        1 => "You have tried the only route".to_owned(),
        2 => "You have tried both routes".to_owned(),
        count => format!("You have tried all {}", in_words(count)),
    };
    let body = "Menus come and go: what is not there today may be there in a week. A letter or the authority can do without them.";
    Some(QuestionPage::new(title, body, answers))
}

/// A small number in words.
fn in_words(count: usize) -> String {
    let words = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    words
        .get(count)
        .map_or_else(|| count.to_string(), ToString::to_string)
}

fn set_mark(
    model: &mut Model,
    account: &Account,
    guide: &Guide,
    step: &Step,
    mark: Option<Mark>,
) -> Vec<Effect> {
    let region = model.catalog.region(account).cloned();
    let change = decide::mark(
        account,
        guide,
        step,
        mark,
        region.as_ref(),
        &Sending::default(),
        model.now,
    );
    let verb = match mark {
        Some(Mark::Done) => "ticked",
        Some(Mark::Skipped) => "skipped",
        Some(Mark::Blocked) => "blocked",
        None => "unticked",
    };
    let words = format!("{verb} \"{}\"", step.title);
    let sent = change.edits.iter().find_map(|edit| {
        if let Edit::Send(request) = edit {
            Some(request.clone())
        } else {
            None
        }
    });
    let effects = changing::make(model, change, words);
    if effects.is_empty() {
        return effects;
    }
    match (sent, mark) {
        (Some(request), _) => {
            let until = match (request.due, request.again) {
                (Some(due), _) => format!("an answer is due by {}.", clock::long_date(due)),
                (None, Some(again)) => format!("look again on {}.", clock::long_date(again)),
                (None, None) => "no reply period is known for this country.".to_owned(),
            };
            model.say(Tone::Good, format!("Sent on {}: {until}", request.sent));
        }
        (None, Some(Mark::Done))
            if step.kind == StepKind::Confirm && is_waiting(model, &account.id, guide.goal) =>
        {
            let key = model
                .keymap
                .short(Action::Answer)
                .unwrap_or_else(|| "`answer`".to_owned());
            model.say(
                Tone::Good,
                format!("Ticked. If Meta agreed, {key} records its answer."),
            );
        }
        (None, _) => {}
    }
    effects
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

/// Records Meta's answer to a request, if that still has the answer that was shown when it was asked.
pub(super) fn record(
    model: &mut Model,
    account: &Id,
    asked: &Request,
    outcome: Outcome,
) -> Vec<Effect> {
    let Some(known) = model.entry(account).map(|entry| entry.account.clone()) else {
        model.say(Tone::Bad, changing::GONE);
        return Vec::new();
    };
    let mut requests = known.progress.requests.iter();
    match requests.find(|request| request.id == asked.id) {
        Some(now) if now.outcome == asked.outcome => {}
        Some(now) => {
            let message = format!(
                "Not recorded: meanwhile \"{}\" was recorded elsewhere. Answer once more if that is wrong.",
                now.outcome.title()
            );
            model.say(Tone::Bad, message);
            return Vec::new();
        }
        None => {
            let message = "Not recorded: the request was taken off the record elsewhere.";
            model.say(Tone::Bad, message);
            return Vec::new();
        }
    }
    let change = match requests::answer(&known, asked, outcome, &Answered::default(), model.now) {
        Ok(change) => change,
        Err(error) => {
            model.say(Tone::Bad, error.sentence.to_string());
            return Vec::new();
        }
    };
    let effects = changing::make(model, change, format!("recorded \"{}\"", outcome.title()));
    if !effects.is_empty() {
        let message = format!("Recorded: {} ({}).", outcome.title(), model.now.today);
        model.say(Tone::Good, message);
    }
    effects
}
