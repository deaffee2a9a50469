//! One step, with what the person decided about it.

use super::{
    letter,
    reader::{Reader, source},
    sheet::{Link, SourcePart, StepPart},
};
use crate::{
    account::{
        Account,
        authority::AuthorityChoice,
        overview::GoalView,
        progress::{Mark, StepState},
    },
    clock,
    content::{
        guide::{Guide, Step, StepKind},
        platform::Device,
        region::Authority,
        source::Confidence,
    },
};

/// A step of a guide. `view` is the goal whose active route the guide is; only that has QR codes, since
/// only that is printed.
pub(super) fn part(
    reader: &Reader<'_>,
    guide: &Guide,
    step: &Step,
    view: Option<&GoalView>,
    is_first: bool,
) -> StepPart {
    let known = reader.account.progress.step(&guide.step_id(step));
    let known = known.filter(|_| reader.overview.is_some());
    let mark = known.and_then(|state| state.mark);
    let is_sent = view.is_some_and(|view| view.sent_by(reader.account, guide, step).is_some());
    let is_passed = view.is_some_and(|view| view.is_passed(step));
    let is_needed = mark.is_some() || is_sent || !is_passed;
    let (path, paths) = reader.paths(step);
    let body = step.body.lines().map(str::to_owned);
    let mut text: Vec<String> = body.filter(|line| !line.trim().is_empty()).collect();
    text.extend(reader.notes(&step.notes));
    let (mut links, hints) = links(reader, step, is_first);
    text.extend(hints);
    let regions = &reader.context.catalog.regions;
    if let Some(link) = regions
        .link(reader.account, step)
        .filter(|_| !step.authority)
    {
        links.push(reader.link(link, None, is_first));
    }
    let fallbacks = regions.fallbacks(reader.account, step).into_iter();
    let grounds = step.sources.iter().filter_map(|id| guide.source(id));
    // A guide of the user's own may give another source the id of a shipped one.
    let is_listed = reader.overview.is_none() && !guide.is_yours();
    StepPart {
        anchor: match reader.overview {
            Some(_) => anchor(reader.account, guide, step),
            None => format!("{}-{}", guide.id, step.id),
        },
        action: step.action.as_ref().unwrap_or(&step.title).to_string(),
        ticked: is_sent || matches!(mark, Some(Mark::Done | Mark::Skipped)),
        counts: is_needed && view.is_none_or(|view| view.counts(step)),
        mark: known.and_then(decided),
        note: known
            .and_then(|state| state.note.as_ref())
            .map(ToString::to_string),
        place: match (step.kind, step.device) {
            (StepKind::Submit, _) => Some("This sends it."),
            (StepKind::Do | StepKind::Choose | StepKind::Confirm, Device::Web) => {
                Some("In a browser.")
            }
            (StepKind::Do | StepKind::Choose | StepKind::Confirm, Device::App) => {
                Some("In the app.")
            }
            (StepKind::Do | StepKind::Choose | StepKind::Confirm, Device::Either) => None,
        },
        path,
        paths,
        text,
        links,
        fallbacks: fallbacks.map(|it| reader.link(it, None, false)).collect(),
        letters: match (&step.letter, reader.overview) {
            (Some(id), Some(_)) => letter::parts(reader, id),
            (_, _) => Vec::new(),
        },
        letter: match (&step.letter, reader.overview) {
            (Some(id), None) => letter::place(id),
            (_, _) => None,
        },
        missing: step.missing.as_ref().map(ToString::to_string),
        sure: how_sure(guide, step),
        old: step.is_stale(reader.context.today),
        sources: grounds
            .map(|it| SourcePart {
                anchor: Some(it.id.to_string()).filter(|_| is_listed),
                ..source(it, reader.context.trusted)
            })
            .collect(),
    }
}

/// The name of a step within a page of accounts.
pub(super) fn anchor(account: &Account, guide: &Guide, step: &Step) -> String {
    format!("{}-{}-{}", account.id, guide.id, step.id)
}

/// What the person decided about it, and when.
fn decided(state: &StepState) -> Option<String> {
    let word = match state.mark? {
        Mark::Done => "Done",
        Mark::Skipped => "Skipped",
        Mark::Blocked => "Could not be found",
    };
    let when = state
        .at
        .map(|at| format!(" on {}", clock::short_date(clock::day(at))));
    Some(format!("{word}{}.", when.unwrap_or_default()))
}

/// The pages of the authorities that a step leads to, and what to know about them.
fn links(reader: &Reader<'_>, step: &Step, has_code: bool) -> (Vec<Link>, Vec<String>) {
    if !step.authority {
        return (Vec::new(), Vec::new());
    }
    let regions = &reader.context.catalog.regions;
    if reader.overview.is_none() {
        let hint = "The page of your country's authority stands under “Where to complain”.";
        return (Vec::new(), vec![hint.to_owned()]);
    }
    let page = |authority: &Authority, has_code| {
        reader.link(authority.page(), Some(authority.short()), has_code)
    };
    match regions.authority_of(reader.account) {
        AuthorityChoice::One(authority) => {
            let mut hints = vec![format!(
                "To: {}. {}",
                authority.name,
                authority.reliance(clock::read_on(authority.checked))
            )];
            hints.extend(authority.email.as_ref().map(|it| format!("E-mail: {it}")));
            hints.extend(authority.note.as_ref().map(ToString::to_string));
            (vec![page(authority, has_code)], hints)
        }
        AuthorityChoice::Several(several) => {
            let links = several.into_iter().map(|it| page(it, false)).collect();
            (links, vec![regions.why_no_authority(reader.account)])
        }
        AuthorityChoice::None => (Vec::new(), vec![regions.why_no_authority(reader.account)]),
    }
}

/// How sure it is, and since when, in a line.
fn how_sure(guide: &Guide, step: &Step) -> String {
    let word = match step.confidence {
        Confidence::Verified => "Read on the official page",
        Confidence::Reported => "Reported",
        Confidence::Unresolved => "Not certain",
    };
    let count = step.sources.iter().filter_map(|id| guide.source(id));
    let by = match count.count() {
        0 | 1 => String::new(),
        many => format!(" by {many}"),
    };
    let seen = step.last_seen().map(|seen| format!(", {seen}"));
    format!("{word}{by}{}", seen.unwrap_or_default())
}
