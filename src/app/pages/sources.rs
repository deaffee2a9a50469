//! The page on where a guide comes from: read, and its sources' addresses copied and opened.

use super::{checking, moving};
use crate::{
    app::{
        action::Action,
        dialog::{Intent, Overlay, Question},
        effect::Opening,
        model::{Model, Tone},
        page::Page,
        rows::Row,
    },
    content::{
        guide::StepId,
        link::{self, Verdict},
        source::Source,
    },
    id::Id,
    text::Clean,
};

/// Shows the page of the selected route.
pub(super) fn show(model: &mut Model) {
    let view = |goal| Some(model.current()?.overview.goal(goal)?.guide.id.clone());
    let guide = match &model.row {
        Row::Step(StepId { guide, step: _ }) | Row::Other(guide) => Some(guide.clone()),
        Row::Goal(goal) | Row::Route(goal) => view(*goal),
        Row::Others(_) | Row::NoForm => None,
    };
    match guide {
        Some(guide) => {
            let page = Page::default();
            model.overlays.push(Overlay::Provenance(guide, page));
        }
        None => {
            let said = "Go to a route, or to one of its steps, to see where it comes from.";
            model.say(Tone::Plain, said);
        }
    }
}

/// Lets the page have an action.
pub(super) fn act(model: &mut Model, guide: Id, mut page: Page, action: Action) {
    let mut asked = None;
    match action {
        Action::Back | Action::Enter | Action::Quit => return,
        Action::Copy => asked = Some(("Which source's address is copied?", Intent::Copy as Does)),
        Action::Open => asked = Some(("Which source is opened?", Intent::AskSource as Does)),
        _ => {
            let drawn = &model.drawn;
            page.scroll = moving::target(action, page.scroll, drawn.page, drawn.scroll_end);
        }
    }
    model
        .overlays
        .push(Overlay::Provenance(guide.clone(), page));
    if let Some((title, does)) = asked {
        choose(model, &guide, title, does);
    }
}

/// What is done with an address.
type Does = fn(Clean) -> Intent;

/// Lets the person choose one of the sources that have an address, the first one in sight at first.
fn choose(model: &mut Model, guide: &Id, title: &str, does: Does) {
    let guide = model.catalog.guide(guide);
    let sources = guide.map_or(&[][..], |guide| guide.sources());
    let answer = |source: &Source| {
        let address = source.url.clone()?;
        let title = match link::host(&address) {
            Some(host) => format!("{host}: {}", source.title),
            None => source.title.to_string(),
        };
        Some((title, does(address)))
    };
    let answers: Vec<(String, Intent)> = sources.iter().filter_map(answer).collect();
    if answers.is_empty() {
        model.say(Tone::Plain, "No source here has an address.");
        return;
    }
    let selected = model.drawn.source.min(answers.len() - 1);
    model.overlays.push(Overlay::Question(Question {
        title: title.to_owned(),
        body: String::new(),
        answers,
        selected,
    }));
}

/// Asks, every time, before a source opens: it may be anybody's page.
pub(super) fn ask_to_open(model: &mut Model, address: &Clean) {
    let Some(account) = model.current().map(|entry| entry.account.clone()) else {
        return;
    };
    let agreed = match link::judge(address, &model.settings.trusted_hosts) {
        Verdict::Trusted => None,
        Verdict::Ask => link::host(address).map(str::to_owned),
        Verdict::Refused(refusal) => {
            let said = format!("Not opened. {} {address}", refusal.reason());
            model.say(Tone::Bad, said);
            return;
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
    let question = checking::question(host, whose, opening);
    model.overlays.push(Overlay::Question(question));
}
