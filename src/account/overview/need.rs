//! What an account needs from the person now, and what it waits for.

use std::collections::BTreeMap;

use compact_str::{CompactString, format_compact};
use jiff::{ToSpan as _, civil::Date};

use super::{GoalView, Overview};
use crate::{
    account::{
        Account,
        progress::{Mark, Outcome, Recipient, Request},
    },
    clock,
    content::{
        goal::Goal,
        guide::{Guide, Step, StepKind},
        state::State,
    },
    document::named_enum,
    id::Id,
};

named_enum! {
    /// What an account needs from the person now, the most urgent first.
    pub enum Need {
        /// Meta's time is over, and it was not reminded.
        Remind = "remind",
        /// It was reminded, and that time is over too.
        Complain = "complain",
        /// Meta refused.
        Refused = "refused",
        /// Meta asked for more.
        MoreAsked = "more-asked",
        /// The authority sent no word in its time.
        AskAgain = "ask-again",
        /// Meta is silent where no law gives it a day.
        Silent = "silent",
        /// Meta agreed a year ago: does it still stand?
        LookAgain = "look-again",
        /// The form was opened before today, and not ticked as sent.
        NotSent = "not-sent",
    }
}

impl Need {
    /// How the account stands then, in a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Remind => "Overdue",
            Self::Complain => "Reminded, still no answer",
            Self::Refused => "Refused by Meta",
            Self::MoreAsked => "Meta asks for more",
            Self::AskAgain => "Authority still silent",
            Self::Silent => "No answer yet",
            Self::LookAgain => "Granted: look again",
            Self::NotSent => "Opened, not sent",
        }
    }
}

/// Something that was sent after the objection, and waits for its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Whom it went to.
    pub to: Recipient,
    /// The day it was sent.
    pub sent: Date,
    /// The day to look again.
    pub until: Date,
}

impl Wait {
    /// What was done, and until when one waits.
    pub fn in_words(self, today: Date) -> String {
        let until = clock::coming_date(today, self.until);
        match self.to {
            Recipient::Meta => format!("Reminded, wait until {until}"),
            Recipient::Authority => format!("Complained, ask again on {until}"),
        }
    }
}

/// Whether an answer has settled what was sent after the objection: a yes everything, another answer the
/// reminders before it.
fn is_settled(request: &Request, objection: &Request) -> bool {
    let Some(answered) = objection.answered else {
        return false;
    };
    match objection.outcome {
        Outcome::Waiting | Outcome::Withdrawn => false,
        Outcome::Granted => request.sent <= answered,
        Outcome::Refused | Outcome::MoreAsked => {
            request.to == Recipient::Meta && request.sent < answered
        }
    }
}

/// The latest reminder or complaint that belongs to this objection, and waits for an answer still.
pub(super) fn follow_up<'a>(account: &'a Account, objection: &Request) -> Option<&'a Request> {
    let requests = account.progress.requests.iter().filter(|request| {
        request.goal == Goal::FollowUp
            && request.outcome != Outcome::Withdrawn
            && request.sent >= objection.sent
            && !is_settled(request, objection)
    });
    requests.max_by_key(|request| (request.sent, request.to))
}

/// What is waited for, if something was sent after the objection and its day is still to come.
pub(super) fn wait(follow_up: Option<&Request>, today: Date) -> Option<Wait> {
    let latest = follow_up?;
    let until = latest.again.filter(|again| *again > today)?;
    (latest.outcome == Outcome::Waiting).then_some(Wait {
        to: latest.to,
        sent: latest.sent,
        until,
    })
}

/// What a reminder or a complaint leads to, and the day it was sent.
pub(super) fn after(follow_up: Option<&Request>) -> Option<(Need, Date)> {
    let latest = follow_up?;
    let need = match (latest.to, latest.outcome) {
        (Recipient::Meta, _) => Need::Complain,
        (Recipient::Authority, Outcome::Waiting) => Need::AskAgain,
        // What is done once the authority has answered is not for a checklist to say.
        (Recipient::Authority, _) => return None,
    };
    Some((need, latest.sent))
}

/// What the account needs now; nothing while it waits, and nothing once the authority has answered.
pub(super) fn need(
    account: &Account,
    overview: &Overview,
    follow_up: Option<&Request>,
    today: Date,
) -> Option<Need> {
    let after = overview.after.map(|(need, _)| need);
    let is_answered = follow_up.is_some() && after.is_none();
    if overview.wait.is_some() || overview.covered_by.is_some() || is_answered {
        return None;
    }
    let is_offered = |state: State| {
        let mut views = overview.goals.iter();
        views.any(|view| {
            view.goal == Goal::FollowUp
                && view.guide.when.contains(&state)
                && view.done < view.total
        })
    };
    match overview.state {
        State::Overdue => Some(after.unwrap_or(Need::Remind)),
        State::Refused => Some(match after {
            Some(Need::AskAgain) => Need::AskAgain,
            Some(_) | None => Need::Refused,
        }),
        State::MoreAsked => Some(Need::MoreAsked),
        State::Waiting => is_offered(State::Waiting).then(|| after.unwrap_or(Need::Silent)),
        State::Granted => is_offered(State::Granted).then_some(Need::LookAgain),
        State::Opened => {
            was_opened_before(account, &overview.goals, today).then_some(Need::NotSent)
        }
        State::Done | State::Doing | State::NoRoute | State::Todo => None,
    }
}

/// Whether a form was opened on an earlier day and not ticked as sent.
fn was_opened_before(account: &Account, goals: &[GoalView], today: Date) -> bool {
    let is_old = |guide: &Guide| {
        let mut sending = guide.steps.iter().filter(|it| it.kind == StepKind::Submit);
        sending.any(|step| {
            let known = account.progress.step(&guide.step_id(step));
            known.is_some_and(|known| {
                let opened = known.opened.map(clock::day);
                known.mark.is_none() && opened.is_some_and(|day| day < today)
            })
        })
    };
    goals.iter().any(|view| is_old(&view.guide))
}

impl GoalView {
    /// Whether a step is put off: what follows from sending, such as keeping it, until it was sent; and while
    /// the account `waits` for the day to look again, also what is sent after the objection.
    pub fn is_held(&self, step: &Step, waits: bool) -> bool {
        let steps = &self.guide.steps;
        let at = steps.iter().position(|it| it.id == step.id);
        let mut until = steps.iter().take(at.map_or(0, |at| at + 1));
        self.unsent.contains_key(&step.id)
            || waits
                && self.goal == Goal::FollowUp
                && until.any(|it| it.kind == StepKind::Submit && self.is_open(it))
    }
}

/// How many of the first steps of a goal's route need no tick any more: those up to the last one whose
/// request is on record. It may have been sent by another route to the same goal.
pub(super) fn passed(account: &Account, view: &GoalView, objection: Option<&Request>) -> usize {
    let since = objection.map_or(Date::MIN, |objection| objection.sent);
    let is_sent = |step: &Step| {
        let sent = view.sent_by(account, &view.guide, step);
        sent.is_some_and(|it| view.goal != Goal::FollowUp || it.sent >= since)
    };
    let last = view.guide.steps.iter().rposition(is_sent);
    last.map_or(0, |index| index + 1)
}

/// The steps that follow from sending something that was skipped or blocked: there is nothing to keep, and
/// nothing that Meta could ask about. What else helps beside a complaint helps without it.
pub(super) fn unsent(account: &Account, view: &GoalView) -> BTreeMap<Id, Mark> {
    let mut mark = None;
    let mut unsent = BTreeMap::new();
    for step in &view.guide.steps {
        if step.kind == StepKind::Submit {
            mark = account.progress.mark(&view.guide.step_id(step));
            mark = mark.filter(|mark| *mark != Mark::Done && view.is_open(step));
        } else if let Some(mark) = mark
            && (view.goal != Goal::FollowUp || step.kind == StepKind::Confirm)
        {
            unsent.insert(step.id.clone(), mark);
        }
    }
    unsent
}

impl GoalView {
    /// Whether the step that sends was skipped, so that nothing was sent.
    pub fn is_skipped(&self, account: &Account) -> bool {
        let mut open = self.guide.steps.iter().filter(|step| self.is_open(step));
        open.any(|step| {
            let mark = account.progress.mark(&self.guide.step_id(step));
            step.kind == StepKind::Submit && mark == Some(Mark::Skipped)
        })
    }
}

impl Overview {
    /// How the account stands, in a few words: what is late since when, what is waited for until when, or
    /// how far it is.
    pub fn standing(&self, today: Date) -> CompactString {
        if let Some(wait) = self.wait {
            return wait.in_words(today).into();
        }
        // An account that another one covers needs nothing itself, and stands as that one does.
        let late =
            (self.state == State::Overdue).then(|| self.after.map_or(Need::Remind, |it| it.0));
        match (self.need.or(late), self.due) {
            (Some(Need::Remind), Some(due)) => {
                format_compact!("Overdue since {}", clock::late_since(today, due))
            }
            (Some(need), _) => CompactString::const_new(need.title()),
            (None, Some(due)) if self.state == State::Waiting => {
                format_compact!("Waiting until {}", clock::coming_date(today, due))
            }
            (None, _) if self.skipped => CompactString::const_new("Skipped, not sent"),
            (None, _) => CompactString::const_new(self.state.title()),
        }
    }

    /// Why no step is left to do, and whether that is good.
    pub fn nothing_left(&self, today: Date) -> (String, bool) {
        match self.day().filter(|day| *day > today) {
            Some(day) => {
                let day = clock::long_date(day);
                (format!("Nothing to do before {day}."), true)
            }
            None if self.total == 0 => ("There is no route for this account.".into(), false),
            None if self.skipped => ("Nothing was sent: that step was skipped.".into(), false),
            None => ("Everything here is done.".into(), true),
        }
    }

    /// The day that counts: that of the answer, or the one to look again.
    pub fn day(&self) -> Option<Date> {
        self.wait.map(|wait| wait.until).or(self.due)
    }

    /// The day to name beside [`standing`](Self::standing): that to wait for, that since which an answer is
    /// late, or that of the reminder which got none.
    pub fn day_of_standing(&self) -> Option<Date> {
        match (self.state, self.after) {
            (State::Overdue, Some((Need::AskAgain, _))) => None,
            (State::Overdue, Some((_, sent))) => Some(sent),
            (State::Overdue, None) if self.wait.is_none() => {
                Some(self.due?.saturating_add(1.day()))
            }
            (_, _) => self.day().filter(|_| self.reads_day()),
        }
    }

    /// Whether the day that counts is still of interest: something is waited for, or late.
    pub fn reads_day(&self) -> bool {
        self.wait.is_some() || matches!(self.state, State::Waiting | State::Overdue)
    }

    /// As [`standing`](Self::standing), with the days to or from the [day](Self::day_of_standing) in it.
    pub fn situation(&self, today: Date) -> String {
        let standing = self.standing(today);
        match self.day_of_standing() {
            Some(day) if self.wait.is_none() && self.state == State::Overdue => {
                format!("{standing}, {}", clock::ago(clock::days_until(day, today)))
            }
            Some(day) => format!("{standing}, {}", clock::in_words(today, day)),
            None => standing.into(),
        }
    }

    /// Whether the person has something to do now.
    pub fn needs_attention(&self) -> bool {
        self.need.is_some() || (!self.is_waiting() && self.state.needs_attention())
    }

    /// Whether only others have something to do: those who answer, or the account that covers this one.
    fn is_waiting(&self) -> bool {
        self.wait.is_some() || self.covered_by.is_some()
    }

    /// The order in which accounts are listed: the smallest number needs the person first.
    pub fn urgency(&self) -> usize {
        match self
            .need
            .and_then(|need| Need::ALL.iter().position(|it| *it == need))
        {
            Some(rank) => rank,
            None => {
                let state = match self.is_waiting() && self.state.needs_attention() {
                    true => State::Waiting,
                    false => self.state,
                };
                Need::ALL.len() + usize::from(state.urgency())
            }
        }
    }
}
