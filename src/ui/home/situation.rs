//! How an account stands, in words and in colour.

use compact_str::CompactString;
use jiff::civil::Date;
use ratatui::style::Style;

use crate::{
    account::overview::{Need, Overview},
    app::core::AccountEntry,
    content::state::State,
    ui::theme::Look,
};

/// How an account stands, and whether its route is old.
pub(super) fn situation(entry: &AccountEntry, today: Date) -> CompactString {
    let mut goals = entry.overview.goals.iter();
    let mut words = entry.standing(today);
    if goals.any(|view| view.counted && view.guide.is_stale(today)) {
        words.push_str(" [old]");
    }
    words
}

/// How an account stands in one word, for the narrowest windows.
pub(super) const fn short_situation(overview: &Overview) -> &'static str {
    if overview.wait.is_some() {
        return "waits";
    }
    match overview.need {
        Some(Need::AskAgain) => return "ask",
        Some(Need::Silent) => return "silent",
        Some(Need::LookAgain) => return "look",
        Some(Need::Remind | Need::Complain | Need::Refused | Need::MoreAsked | Need::NotSent)
        | None => {}
    }
    match overview.state {
        State::Overdue => "overdue",
        State::Refused => "refused",
        State::MoreAsked => "more",
        State::Waiting => "waits",
        State::Granted => "granted",
        State::Done if overview.skipped => "skipped",
        State::Done => "done",
        State::Opened => "opened",
        State::Doing => "doing",
        State::NoRoute => "none",
        State::Todo => "to do",
    }
}

/// The style of how an account stands: what needs the person stands out, what waits does not.
pub(super) const fn situation_style(overview: &Overview, look: &Look) -> Style {
    if overview.wait.is_some() || overview.covered_by.is_some() || overview.skipped {
        return look.text;
    }
    match overview.need {
        Some(Need::Remind | Need::Complain | Need::Refused) => look.bad,
        Some(Need::MoreAsked | Need::AskAgain | Need::Silent | Need::LookAgain | Need::NotSent) => {
            look.warn
        }
        None => state_style(overview.state, look),
    }
}

/// The style of an account's state.
const fn state_style(state: State, look: &Look) -> Style {
    match state {
        State::Overdue | State::Refused => look.bad,
        State::MoreAsked | State::Opened => look.warn,
        State::Granted | State::Done => look.good,
        State::Waiting | State::Doing => look.text,
        State::NoRoute | State::Todo => look.faint,
    }
}
