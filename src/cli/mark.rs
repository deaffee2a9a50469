//! `optout mark` and `optout route`: marks a step, chooses a guide.

use super::{
    Stop, find,
    session::{self, Session},
};
use crate::{
    account::{
        self, Account,
        change::Edit,
        decide::{
            self, days,
            requests::{self, Sending},
        },
        progress::{Mark, Request},
    },
    clock::{self, Now},
    content::guide::{Guide, Step, StepKind},
    error::Error,
    text::TextKind,
};

/// What is said beside the mark.
pub(super) struct Said<'a> {
    /// A note on the step; empty: it goes.
    pub(super) note: Option<&'a str>,
    /// The day on which something was sent.
    pub(super) on: Option<&'a str>,
    /// The recipient's number for it.
    pub(super) reference: Option<&'a str>,
}

pub(super) fn mark(
    session: &mut Session<'_>,
    account: &str,
    step: &str,
    decision: Option<Mark>,
    said: &Said<'_>,
) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, account)?;
    let (guide, step) = find::step(&session.catalog, account, step, session.now.today)?;
    session::check_changeable(account)?;
    let sending = sending(&step, decision, said, session.now)?;
    let note = said
        .note
        .map(account::check_note)
        .transpose()
        .map_err(|why| {
            let hint = "Write it in plain text; keep a long one in a file of your own.";
            Error::new(why, hint)
        })?;
    session.tell_left_out("The note", said.note, TextKind::Note)?;
    let region = session.catalog.region(account);
    let mut change = decide::mark(
        account,
        &guide,
        &step,
        decision,
        region,
        &sending,
        session.now,
    );
    if let Some(note) = note {
        change
            .edits
            .extend(decide::note(account, guide.step_id(&step), note, session.now).edits);
    }
    let edits = change.edits.clone();
    let saved = session.save(change)?;
    let word = decision.map_or("to do", Mark::as_str);
    writeln!(session.out(), "{}: {word}.", step.title)?;
    for edit in &edits {
        match edit {
            Edit::Send(request) => write_sent(session, account, request)?,
            Edit::Unsend(_) => {
                writeln!(
                    session.out(),
                    "The request that this step had started is off the record."
                )?;
            }
            Edit::Create(_)
            | Edit::Remove
            | Edit::Restore
            | Edit::PutBack(_)
            | Edit::Set(_)
            | Edit::Step(_, _)
            | Edit::Route { .. }
            | Edit::Answer { .. }
            | Edit::Day { .. }
            | Edit::Text { .. }
            | Edit::Post(_, _)
            | Edit::Keep(_)
            | Edit::Drop(_, _) => {}
        }
    }
    let Some(saved) = saved else { return Ok(()) };
    // With the other accounts, since one of them may cover this one.
    let others = accounts
        .iter()
        .filter(|other| other.id != saved.id)
        .cloned();
    let all: Vec<Account> = others.chain([saved.clone()]).collect();
    write_next(session, &saved, &all, &guide, decision)
}

/// What was said about something that the step sends.
fn sending(
    step: &Step,
    decision: Option<Mark>,
    said: &Said<'_>,
    now: Now,
) -> Result<Sending, Error> {
    let day = |typed| account::check_day(typed, now.today);
    let hint = "Write it as 2026-11-21.";
    let on = said.on.map(day).transpose();
    let on = on.map_err(|why| Error::new(why, hint))?;
    days::check(on, now)?;
    let reference = said.reference.map(account::check_line).transpose();
    let hint = "Write it on one line, in plain text.";
    let reference = reference.map_err(|why| Error::new(why, hint))?.flatten();
    let sends = step.kind == StepKind::Submit && decision == Some(Mark::Done);
    if !sends && (on.is_some() || reference.is_some()) {
        let sentence = format!("\"{}\" does not send anything.", step.title);
        let hint = "--on and --reference belong to a step that sends something, marked done.";
        return Err(Error::new(sentence, hint));
    }
    Ok(Sending {
        on,
        reference,
        ..Sending::default()
    })
}

fn write_sent(session: &mut Session<'_>, account: &Account, request: &Request) -> Result<(), Stop> {
    let found = requests::deadline(request, session.catalog.region(account));
    let sent = clock::long_date(request.sent);
    let last = found.as_ref().and_then(|found| found.last());
    match (last, request.again) {
        (Some(last), _) => {
            let left = clock::in_words(session.now.today, last.day);
            let due = clock::long_date(last.day);
            let reason = last.reason();
            writeln!(
                session.out(),
                "The clock started: sent on {sent}, due on {due} ({left}). {reason}"
            )?;
        }
        (None, Some(again)) => {
            let again = clock::long_date(again);
            writeln!(
                session.out(),
                "It is on record: sent on {sent}; look again on {again}."
            )?;
        }
        (None, None) => {
            let why = "no law known here says until when Meta must answer";
            writeln!(
                session.out(),
                "The request is on record: sent on {sent}; {why}."
            )?;
        }
    }
    Ok(())
}

fn write_next(
    session: &mut Session<'_>,
    account: &Account,
    all: &[Account],
    guide: &Guide,
    decision: Option<Mark>,
) -> Result<(), Stop> {
    let overview = session.overview(account, all);
    let other = overview
        .goals
        .iter()
        .filter(|view| decision == Some(Mark::Blocked) && view.guide.id == guide.id)
        .find_map(|view| view.next_route(&account.progress));
    if let Some(other) = other {
        let what = match account.progress.is_tried(&other.id) {
            true => "You have tried every way to this goal. Once more",
            false => "Another way to the same goal",
        };
        writeln!(session.out(), "{what}: {}", other.title)?;
        writeln!(session.out(), "  optout route {} {}", account.id, other.id)?;
    }
    let (done, total) = (overview.done, overview.total);
    match overview.next_step() {
        Some((guide, step)) => {
            let step = step_name(guide, step);
            writeln!(session.out(), "{done}/{total} done. Next: {step}")?;
        }
        None => writeln!(session.out(), "{done}/{total} done.")?,
    }
    Ok(())
}

fn step_name(guide: &Guide, step: &Step) -> String {
    format!("{}  {}", guide.step_id(step), step.title)
}

pub(super) fn route(session: &mut Session<'_>, account: &str, guide: &str) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, account)?;
    let guide = find::route(&session.catalog, account, guide)?;
    session::check_changeable(account)?;
    let overview = session.overview(account, &accounts);
    let left = overview.goal(guide.goal).map(|view| &*view.guide);
    session.save(decide::route(account, left, &guide, session.now))?;
    let goal = guide.goal.title();
    writeln!(session.out(), "{goal}: {} is the route now.", guide.title)?;
    if !guide.when.is_empty() {
        let states: Vec<&str> = guide.when.iter().map(|state| state.title()).collect();
        let states = states.join(", ");
        let later = guide.after_months.map_or(String::new(), |months| {
            let noun = if months == 1 { "month" } else { "months" };
            format!(", for {months} {noun} already")
        });
        writeln!(
            session.out(),
            "It is offered when the account is: {states}{later}."
        )?;
    }
    Ok(())
}
