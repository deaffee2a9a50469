//! The goals of an account, or of everybody in a region, each with its routes.

use std::sync::Arc;

use super::{
    reader::{Reader, sentence},
    request,
    sheet::{Disagreement, GoalPart, Progress, Route, Sheet},
    step,
};
use crate::{
    account::{
        Account,
        overview::{GoalView, Overview},
    },
    clock,
    content::{
        goal::Goal,
        guide::{Guide, Origin},
        note::NoteOn,
        platform::{Kind, Platform},
        region::FormOffer,
        state::State,
    },
};

use super::Context;

/// What a page says about an account.
pub(super) fn sheet(context: Context<'_>, account: &Account) -> Sheet {
    let overview = overview(context, account);
    let reader = Reader::new(context, account, Some(&overview));
    let country = account.country.map(|it| context.catalog.regions.name(it));
    let about = [
        Some(account.platform.title()),
        Some(account.kind.title()).filter(|_| account.platform != Platform::None),
        country,
        account.handle.as_ref().map(|handle| handle.as_str()),
    ];
    let next = overview.next_step();
    let action = next.map(|(_, step)| step.action.as_ref().unwrap_or(&step.title).to_string());
    let goals = Goal::ALL.iter();
    Sheet {
        anchor: account.id.to_string(),
        label: account.label.to_string(),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(", "),
        progress: Some(Progress {
            state: in_words(&overview),
            done: overview.done,
            total: overview.total,
            next: action,
            next_anchor: next.map(|(guide, step)| step::anchor(account, guide, step)),
        }),
        requests: request::all(&reader),
        goals: goals.filter_map(|it| of_account(&reader, *it)).collect(),
    }
}

/// How far an account is.
pub(super) fn overview(context: Context<'_>, account: &Account) -> Overview {
    Overview::of(account, context.catalog, context.coverings, context.today)
}

/// The state, and who covers the account.
fn in_words(overview: &Overview) -> String {
    let covering = overview.covered_by.as_ref();
    let by = covering.map(|covering| format!(", covered by {}", covering.label));
    let state = match overview.skipped {
        true => "Skipped, not sent",
        false => overview.state.title(),
    };
    format!("{state}{}", by.unwrap_or_default())
}

fn of_account(reader: &Reader<'_>, goal: Goal) -> Option<GoalPart> {
    let Some(view) = reader.overview?.goal(goal) else {
        return (goal == Goal::Object).then(|| absent(reader, goal));
    };
    let catalog = reader.context.catalog;
    let others = view
        .others
        .iter()
        .filter_map(|head| catalog.guide(&head.id));
    let active = route(reader, &view.guide, Some(view), true);
    let rest = others.map(|guide| route(reader, guide, None, false));
    let routes = [active].into_iter().chain(rest);
    let mut part = part(reader, goal, routes.collect(), true);
    let others = view
        .others
        .iter()
        .filter_map(|head| catalog.guide(&head.id));
    part.conflicts = conflicts([&view.guide].into_iter().chain(others));
    part.count = Some((view.done, view.total));
    part.optional = !view.counted;
    if view.covered {
        let covered =
            "Another account of this Accounts Center sent it. Only the confirmation is left here.";
        part.remarks.insert(0, covered.to_owned());
    }
    Some(part)
}

/// The goals for everybody in a region, with every route, whatever happened before.
pub(super) fn of_everybody(reader: &Reader<'_>) -> Vec<GoalPart> {
    let fitting = reader.context.catalog.fitting_guides(reader.account);
    let goals = Goal::ALL.iter().filter_map(|goal| {
        let guides: Vec<&Arc<Guide>> = fitting.iter().filter(|it| it.goal == *goal).collect();
        if guides.is_empty() {
            return (*goal == Goal::Object).then(|| absent(reader, *goal));
        }
        // What follows depends on what Meta answers: nobody is told to begin with it.
        let opens = *goal != Goal::FollowUp;
        let routes = guides.iter().enumerate();
        let routes = routes.map(|(at, guide)| route(reader, guide, None, opens && at == 0));
        let mut part = part(reader, *goal, routes.collect(), opens);
        part.optional = guides.iter().all(|guide| guide.optional);
        Some(part)
    });
    goals.collect()
}

fn part(reader: &Reader<'_>, goal: Goal, routes: Vec<Route>, opens: bool) -> GoalPart {
    let region = reader.region().filter(|_| goal == Goal::Object);
    // The note of a region is about the form for one's own posts.
    let has_posts = match reader.account.kind {
        Kind::Personal | Kind::Professional => reader.account.platform != Platform::Whatsapp,
        Kind::Page | Kind::Minor | Kind::NoAccount => false,
    };
    let note = region.and_then(|region| region.note.as_ref());
    let reply = region.and_then(|region| region.reply.as_ref());
    let note = note.filter(|_| has_posts).map(ToString::to_string);
    let reply = reply.map(|reply| format!("How long Meta may take: {}", sentence(&reply.rule)));
    GoalPart {
        title: goal.title().to_owned(),
        count: None,
        optional: false,
        remarks: note.into_iter().chain(reply).collect(),
        conflicts: Vec::new(),
        opens,
        folded: routes.len() > usize::from(opens),
        routes,
        helps: Vec::new(),
        others: match goal.has_alternatives() {
            true if goal == Goal::FollowUp && reader.overview.is_none() => {
                "Take the one for what happened"
            }
            true => "Other routes, if this one does not work",
            false => "More that you can do",
        },
    }
}

/// The objection where there is no route to it: why, and what still helps.
fn absent(reader: &Reader<'_>, goal: Goal) -> GoalPart {
    let mut part = part(reader, goal, Vec::new(), false);
    let why = reader.context.catalog.why_no_form(reader.account);
    part.remarks = vec![format!("{why}.")];
    if let Some(region) = reader.region().filter(|it| it.form != FormOffer::Yes) {
        part.remarks
            .extend(region.note.iter().map(ToString::to_string));
        part.helps = region.helps.iter().map(ToString::to_string).collect();
    }
    part
}

fn route(reader: &Reader<'_>, guide: &Guide, view: Option<&GoalView>, is_first: bool) -> Route {
    let mut facts = Vec::new();
    if reader.overview.is_none() && !guide.when.is_empty() {
        let states: Vec<&str> = guide.when.iter().copied().map(State::title).collect();
        let mut when = format!("For: {}", states.join(", "));
        match guide.after_months {
            None => {}
            Some(1) => when.push_str("; 1 month later"),
            Some(months) => when.push_str(&format!("; {months} months later")),
        }
        facts.push(when);
    }
    facts.extend(
        guide
            .minutes
            .map(|minutes| format!("About {}", clock::span(minutes))),
    );
    if reader.account.country.is_none() {
        facts.extend(reader.context.catalog.where_it_exists(guide));
    }
    facts.extend(
        guide
            .checked
            .map(|checked| format!("Last read on {}", clock::read_on(checked))),
    );
    if guide.is_stale(reader.context.today) {
        facts.push(format!("Old: nobody looked at this lately. {}", clock::OLD));
    }
    match &guide.origin {
        Origin::Shipped => {}
        Origin::Yours(_) => facts.push("Written by whoever made this page".to_owned()),
    }
    let steps = guide.steps.iter();
    Route {
        title: reader.account.platform.title_here(&guide.title),
        facts,
        summary: reader.about(guide, NoteOn::Summary),
        caution: reader.about(guide, NoteOn::Caution),
        steps: steps
            .map(|it| step::part(reader, guide, it, view, is_first))
            .collect(),
    }
}

/// What the sources of these guides do not agree on, each once. For everybody it stands on the page of the
/// sources.
pub(super) fn conflicts<'g>(guides: impl Iterator<Item = &'g Arc<Guide>>) -> Vec<Disagreement> {
    let mut all: Vec<Disagreement> = Vec::new();
    for guide in guides {
        for conflict in guide.conflicts() {
            let claims = conflict.claims.iter().map(|(id, says)| {
                let source = guide.source(id);
                let title = source.map_or(id.as_str(), |source| source.title.as_str());
                format!("{title}: {says}")
            });
            let told = Disagreement {
                question: conflict.question.to_string(),
                claims: claims.collect(),
                advice: conflict.advice.to_string(),
            };
            if !all.contains(&told) {
                all.push(told);
            }
        }
    }
    all
}
