//! Where a guide comes from: read, and its sources' addresses copied and opened.

use super::{
    Overlay, Turn, check_url,
    question::{Answer, Intent, QuestionPage},
};
use crate::{
    app::{
        action::Action,
        core::{Core, Tone},
        effect::Opening,
        row::Row,
    },
    content::{
        link::{self, Verdict},
        source::Source,
    },
    id::Id,
    text::Clean,
};

/// The page on where a guide comes from.
#[derive(Debug, Clone)]
pub struct SourcesPage {
    /// The guide.
    pub guide: Id,
    /// Lines that were scrolled away.
    pub scroll: usize,
}

/// What is done with an address.
type Does = fn(Clean) -> Intent;

impl SourcesPage {
    /// The page of the selected route; without one, says what to select.
    pub fn show(core: &mut Core) -> Option<Self> {
        let view = |goal| Some(core.current()?.overview.goal(goal)?.guide.id.clone());
        let guide = match &core.row {
            Row::Step(id) => Some(id.guide.clone()),
            Row::Other(guide) => Some(guide.clone()),
            Row::Goal(goal) | Row::Route(goal) => view(*goal),
            Row::Others(_) | Row::NoForm => None,
        };
        if guide.is_none() {
            let said = "Go to a route, or to one of its steps, to see where it comes from.";
            core.say(Tone::Plain, said);
        }
        guide.map(|guide| Self { guide, scroll: 0 })
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back | Action::Enter | Action::Quit => return Turn::close(),
            Action::Copy => {
                return self.ask_which(core, "Which source's address is copied?", Intent::Copy);
            }
            Action::Open => {
                return self.ask_which(core, "Which source is opened?", Intent::AskSource);
            }
            _ => self.scroll = core.scrolled(action, self.scroll),
        }
        Turn::stay()
    }

    /// Lets the person choose one of the sources that have an address, the first one in sight at
    /// first.
    fn ask_which(&self, core: &mut Core, title: &str, does: Does) -> Turn {
        let guide = core.catalog.guide(&self.guide);
        let sources = guide.map_or(&[][..], |guide| guide.sources());
        let answer = |source: &Source| {
            let address = source.url.clone()?;
            let title = match link::host(&address) {
                Some(host) => format!("{host}: {}", source.title),
                None => source.title.to_string(),
            };
            Some(Answer::new(title, does(address)))
        };
        let answers: Vec<Answer> = sources.iter().filter_map(answer).collect();
        if answers.is_empty() {
            core.say(Tone::Plain, "No source here has an address.");
            return Turn::stay();
        }
        let selected = core.drawn.source.min(answers.len() - 1);
        let question = QuestionPage {
            selected,
            ..QuestionPage::new(title, "", answers)
        };
        Turn::stay().open(Some(Overlay::Question(question)))
    }
}

/// Asks, every time, before a source opens: it may be anybody's page.
pub fn ask_to_open(core: &mut Core, address: &Clean) -> Option<QuestionPage> {
    let account = core.current().map(|entry| entry.account.clone())?;
    let agreed = match link::judge(address, &core.settings.trusted_hosts) {
        Verdict::Trusted => None,
        Verdict::Ask => link::host(address).map(str::to_owned),
        Verdict::Refused(refusal) => {
            let said = format!("Not opened. {} {address}", refusal.reason());
            core.say(Tone::Bad, said);
            return None;
        }
    };
    let whose = match &agreed {
        None => "This page is a source, not a step: nothing is to be done there.",
        Some(_) => {
            "This page is a source. Its host is neither Meta's nor an authority's, as far as the list goes."
        }
    };
    let opening = Opening {
        account: account.id.clone(),
        step: None,
        address: address.clone(),
        open_with: account.open_with.clone(),
        agreed,
    };
    let host = link::host(address).unwrap_or_default();
    Some(check_url::ask_to_open(host, whose, opening))
}
