//! The sources of a guide, whose addresses can be copied and opened.

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
    catalog::provenance::Provenance,
    content::{
        link::{self, Verdict},
        source::Source,
    },
    id::Id,
    text::Clean,
};

/// The state of the page.
#[derive(Debug, Clone)]
pub struct SourcesPage {
    /// The guide.
    pub guide: Id,
    /// The step from which the page was opened, whose sources come first.
    pub step: Option<Id>,
    /// The scroll offset, in lines.
    pub scroll: usize,
}

/// Makes the intent for the address that was chosen.
type MakeIntent = fn(Clean) -> Intent;

impl SourcesPage {
    /// The page for the guide of the selected row; without one, a message and `None`.
    pub fn show(core: &mut Core) -> Option<Self> {
        let view = |goal| Some(core.current()?.overview.goal(goal)?.guide.id.clone());
        let (guide, step) = match &core.row {
            Row::Step(id) => (Some(id.guide.clone()), Some(id.step.clone())),
            Row::Other(guide) => (Some(guide.clone()), None),
            Row::Goal(goal) | Row::Route(goal) => (view(*goal), None),
            Row::Others(_) | Row::NoForm => (None, None),
        };
        if guide.is_none() {
            let message = "Go to a route, or to one of its steps, to see where it comes from.";
            core.say(Tone::Plain, message);
        }
        let scroll = 0;
        guide.map(|guide| Self {
            guide,
            step,
            scroll,
        })
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

    /// Asks for one of the sources with an address, in the order of the page. The first one on the screen is selected.
    fn ask_which(&self, core: &mut Core, title: &str, make_intent: MakeIntent) -> Turn {
        let Some(guide) = core.catalog.guide(&self.guide) else {
            return Turn::stay();
        };
        let provenance = Provenance::of(guide, core.now.today);
        let (own, others) = provenance.parted(self.step.as_ref());
        let sources = own.into_iter().chain(others).map(|backed| backed.source);
        let answer = |source: &Source| {
            let address = source.url.clone()?;
            let title = match link::host(&address) {
                Some(host) => format!("{host}: {}", source.title),
                None => source.title.to_string(),
            };
            Some(Answer::new(title, make_intent(address)))
        };
        let answers: Vec<Answer> = sources.filter_map(answer).collect();
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

/// The question before opening a source, asked every time, since a source may be anyone's page.
/// `None`, with a message, if the address may not be opened.
pub fn ask_to_open(core: &mut Core, address: &Clean) -> Option<QuestionPage> {
    let account = core.current().map(|entry| entry.account.clone())?;
    let agreed = match link::judge(address, &core.settings.trusted_hosts) {
        Verdict::Trusted => None,
        Verdict::Ask => link::host(address).map(str::to_owned),
        Verdict::Refused(refusal) => {
            let message = format!("Not opened. {} {address}", refusal.reason());
            core.say(Tone::Bad, message);
            return None;
        }
    };
    let why = match &agreed {
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
    Some(check_url::ask_to_open(host, why, opening))
}
