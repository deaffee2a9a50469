//! `optout steps`: writes the checklist of an account.

use std::{
    io::{self, Write},
    sync::Arc,
};

use serde::Serialize;

use super::{Stop, find, json, session::Session, status};
use crate::{
    account::{
        Account,
        overview::{GoalView, Overview},
        progress::{Mark, StepState},
        routes::NoRoute,
    },
    clock,
    content::{
        goal::Goal,
        guide::{Guide, Origin, Step, StepKind},
        region::{FormOffer, Regions},
        source::Confidence,
    },
    id::Id,
    sort::sort_by_key,
    text::Clean,
};

#[derive(Serialize)]
struct StepsJson<'a> {
    format: u8,
    account: &'a Id,
    goals: Vec<GuideJson<'a>>,
}

#[derive(Serialize)]
struct GuideJson<'a> {
    goal: Goal,
    guide: &'a Id,
    title: &'a Clean,
    active: bool,
    /// Whether it is a route for the account's current state.
    offered: bool,
    optional: bool,
    stale: bool,
    yours: bool,
    steps: Vec<StepJson<'a>>,
}

#[derive(Serialize)]
struct StepJson<'a> {
    id: &'a Id,
    title: &'a Clean,
    r#do: Option<&'a Clean>,
    kind: StepKind,
    mark: Option<Mark>,
    at: Option<String>,
    note: Option<&'a Clean>,
    opened: Option<String>,
    path: &'a [Clean],
    link: Option<&'a Clean>,
    fallbacks: Vec<&'a Clean>,
    letter: Option<&'a Id>,
    /// The authority whose page the link is.
    authority: Option<&'a Id>,
    confidence: Confidence,
}

impl<'a> StepJson<'a> {
    fn new(account: &'a Account, regions: &'a Regions, guide: &Guide, step: &'a Step) -> Self {
        let authority = regions.authority_of(account).one();
        let known = account.progress.step(&guide.step_id(step));
        let moment = |at: fn(&StepState) -> Option<jiff::Timestamp>| {
            known.and_then(at).map(|moment| moment.to_string())
        };
        Self {
            id: &step.id,
            title: &step.title,
            r#do: step.action.as_ref(),
            kind: step.kind,
            mark: known.and_then(|state| state.mark),
            at: moment(|state| state.at),
            note: known.and_then(|state| state.note.as_ref()),
            opened: moment(|state| state.opened),
            path: &step.path,
            link: regions.link(account, step),
            fallbacks: regions.fallbacks(account, step),
            letter: step.letter.as_ref(),
            authority: authority
                .filter(|_| step.authority)
                .map(|authority| &authority.id),
            confidence: step.confidence,
        }
    }
}

pub(super) fn steps(session: &mut Session<'_>, typed: &str, as_json: bool) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, typed)?;
    let overview = session.overview(account, &accounts);
    if as_json {
        let fitting = in_order(&overview, session.catalog.fitting_guides(account));
        let today = session.now.today;
        let regions = Arc::clone(&session.catalog.regions);
        let goals = fitting.iter().map(|guide| GuideJson {
            goal: guide.goal,
            guide: &guide.id,
            title: &guide.title,
            active: is_active(&overview, guide),
            offered: is_offered(&overview, guide),
            optional: guide.optional,
            stale: guide.is_stale(today),
            yours: guide.is_yours(),
            steps: guide
                .steps
                .iter()
                .map(|step| StepJson::new(account, &regions, guide, step))
                .collect(),
        });
        let steps = StepsJson {
            format: json::FORMAT,
            account: &account.id,
            goals: goals.collect(),
        };
        return json::write(session.out(), &steps);
    }
    let described = find::describe(&session.catalog, account);
    let state = status::in_words(&overview, session.now.today);
    writeln!(
        session.out(),
        "{described}: {state}, {}/{} done",
        overview.done,
        overview.total
    )?;
    for goal in Goal::ALL {
        match overview.goal(*goal) {
            Some(view) => write_goal(session, account, view)?,
            None => write_no_route(session, account, *goal)?,
        }
    }
    Ok(())
}

fn is_active(overview: &Overview, guide: &Guide) -> bool {
    overview.goals.iter().any(|view| view.guide.id == guide.id)
}

fn is_offered(overview: &Overview, guide: &Guide) -> bool {
    let offers = |view: &GoalView| view.others.iter().any(|other| other.id == guide.id);
    is_active(overview, guide) || overview.goals.iter().any(offers)
}

/// Sorts the guides: the active ones first, then the others, both by goal; of each goal the offered
/// ones first.
fn in_order(overview: &Overview, mut fitting: Vec<Arc<Guide>>) -> Vec<Arc<Guide>> {
    // The sort is stable: guides that compare equal stay in the order of the catalog.
    sort_by_key(&mut fitting, |guide| {
        (
            !is_active(overview, guide),
            guide.goal,
            !is_offered(overview, guide),
        )
    });
    fitting
}

fn write_goal(session: &mut Session<'_>, account: &Account, view: &GoalView) -> io::Result<()> {
    let guide = &view.guide;
    let today = session.now.today;
    let where_it_exists = match account.country {
        None => session.catalog.where_it_exists(guide),
        Some(_) => None,
    };
    let regions = Arc::clone(&session.catalog.regions);
    let out = session.out();
    writeln!(out)?;
    let optional = if view.counted { "" } else { ", optional" };
    writeln!(
        out,
        "{}: {}/{}{optional}",
        view.goal.title(),
        view.done,
        view.total
    )?;
    writeln!(out, "  {}  ({})", guide.title, guide.id)?;
    match &guide.origin {
        Origin::Shipped => {}
        Origin::Yours(file) => writeln!(out, "  This route is your own file: {file}")?,
    }
    if let Some(sentence) = where_it_exists {
        writeln!(out, "  {sentence}")?;
    }
    if guide.is_stale(today) {
        writeln!(out, "  Nothing here was looked at lately. {}", clock::OLD)?;
    }
    if view.covered {
        writeln!(
            out,
            "  Another account of its Accounts Center sent the objection: only the confirmation is left."
        )?;
    }
    for step in &guide.steps {
        write_step(out, account, &regions, view, step)?;
    }
    if !view.others.is_empty() {
        let others: Vec<&str> = view.others.iter().map(|guide| guide.id.as_str()).collect();
        let noun = if view.goal.has_alternatives() {
            "Other routes"
        } else {
            "More settings"
        };
        writeln!(out, "  {noun}: {}", others.join(", "))?;
    }
    Ok(())
}

fn write_step(
    out: &mut dyn Write,
    account: &Account,
    regions: &Regions,
    view: &GoalView,
    step: &Step,
) -> io::Result<()> {
    let guide = &view.guide;
    let id = guide.step_id(step);
    let known = account.progress.step(&id);
    let (sign, word) = match known.and_then(|state| state.mark) {
        None if view.sent_by(account, guide, step).is_some() => ("[ ]", "  (sent)"),
        None if view.is_passed(step) => ("[ ]", "  (not needed)"),
        None if view.counts(step) => ("[ ]", ""),
        None => (" - ", ""),
        Some(Mark::Done) => ("[x]", ""),
        Some(Mark::Skipped) => ("[-]", "  (skipped)"),
        Some(Mark::Blocked) => ("[!]", "  (blocked)"),
    };
    writeln!(out, "  {sign} {id}  {}{word}", step.title)?;
    if !step.path.is_empty() {
        let path: Vec<&str> = step.path.iter().map(|label| label.as_str()).collect();
        writeln!(out, "      {}", path.join(" > "))?;
    }
    match regions.link(account, step) {
        Some(link) => writeln!(out, "      {link}")?,
        None if step.authority => writeln!(out, "      {}", regions.why_no_authority(account))?,
        None => {}
    }
    if let Some(letter) = &step.letter {
        writeln!(out, "      optout letter {} {letter}", account.id)?;
    }
    if let Some(note) = known.and_then(|state| state.note.as_ref()) {
        writeln!(out, "      Note: {note}")?;
    }
    Ok(())
}

/// Writes why the account has no route to a goal. Nothing is written if a route may be offered
/// later, or about a goal other than objecting that no guide has.
fn write_no_route(session: &mut Session<'_>, account: &Account, goal: Goal) -> io::Result<()> {
    let later = session
        .catalog
        .fitting(account)
        .iter()
        .any(|guide| guide.goal == goal);
    let any = session.catalog.heads().any(|head| head.goal == goal);
    if later || (!any && goal != Goal::Object) {
        return Ok(());
    }
    let region = session.catalog.region(account).cloned();
    let country = account
        .country
        .map_or("this country".to_owned(), |country| {
            session.catalog.regions.name(country).to_owned()
        });
    let about_form = region.as_ref().filter(|_| goal == Goal::Object);
    let no_form = about_form.filter(|region| region.form == FormOffer::No);
    let why = match (session.catalog.why_none(account, goal), no_form) {
        (NoRoute::Region, Some(_)) => "Meta offers no objection form here.".to_owned(),
        (NoRoute::Region, None) => format!("No route is known for {country}."),
        (NoRoute::Kind, _) => format!(
            "No route is known for this kind of account: {}.",
            account.kind.title()
        ),
        (NoRoute::Platform, _) => format!("No route is known for {}.", account.platform.title()),
    };
    let out = session.out();
    writeln!(out)?;
    writeln!(out, "{}: no route", goal.title())?;
    writeln!(out, "  {why}")?;
    let Some(region) = about_form else {
        return Ok(());
    };
    if let Some(note) = &region.note {
        writeln!(out, "  {note}")?;
    }
    if !region.helps.is_empty() {
        writeln!(out, "  What still helps:")?;
    }
    for help in &region.helps {
        writeln!(out, "  - {help}")?;
    }
    Ok(())
}
