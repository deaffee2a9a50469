//! The detail of a goal, of a route, and of a goal without a route.

use ratatui::text::Line;

use super::{
    facts::{badges, no_country},
    timeline,
};
use crate::{
    account::{Account, overview::GoalView, routes::NoRoute},
    app::{action::Action, core::AccountEntry, model::Model},
    clock,
    content::{
        goal::Goal,
        guide::Guide,
        note::NoteOn,
        platform::{Kind, Platform},
        region::FormOffer,
    },
    ui::canvas::Column,
};

/// The detail of a goal and of its active route.
pub(super) fn active(
    column: &Column<'_>,
    entry: &AccountEntry,
    view: &GoalView,
) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let mut lines = column.wrap(view.goal.title(), look.heading);
    let count = format!(
        "{} of {} steps done, by the route \"{}\"",
        view.done,
        view.total,
        entry.account.platform.title_here(&view.guide.title)
    );
    lines.extend(column.wrap(&count, look.faint));
    if let Some(covering) = entry.overview.covered_by.as_ref().filter(|_| view.covered) {
        let text = format!(
            "Covered by the objection of {} (same Accounts Center). Only the confirmation is left to see here.",
            covering.label
        );
        lines.extend(column.wrap(&text, look.accent));
    }
    if let Some(request) = &view.request {
        lines.push(Line::default());
        lines.extend(timeline::of_goal(column, entry, view.goal, request));
    }
    if view.goal == Goal::Object
        && let Some(region) = model.catalog.region(&entry.account)
    {
        // The note of a region is about the form for one's own posts.
        let has_own_posts = match entry.account.kind {
            Kind::Personal | Kind::Professional => entry.account.platform != Platform::Whatsapp,
            Kind::Page | Kind::Minor | Kind::NoAccount => false,
        };
        if let Some(note) = region.note.as_ref().filter(|_| has_own_posts) {
            lines.push(Line::default());
            lines.extend(column.wrap(note, look.text));
        }
        if let Some(reply) = &region.reply {
            lines.push(Line::default());
            let text = format!("How long Meta may take: {}", reply.rule);
            lines.extend(column.wrap(&text, look.text));
        }
    }
    if view.goal == Goal::Object {
        lines.extend(no_country(column, entry));
    }
    lines.push(Line::default());
    lines.extend(about(column, entry, &view.guide));
    lines
}

/// The description of a guide, with badges, and how many sources say so.
fn about(column: &Column<'_>, entry: &AccountEntry, guide: &Guide) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let title = entry.account.platform.title_here(&guide.title);
    let mut lines = column.wrap(&title, look.heading);
    lines.extend(badges(column, guide));
    if let Some(minutes) = guide.minutes {
        lines.extend(column.wrap(&format!("About {}", clock::span(minutes)), look.faint));
    }
    if let Some(sentence) = model.catalog.where_it_exists(guide) {
        lines.extend(column.wrap(&sentence, look.faint));
    }
    for (on, style) in [(NoteOn::Summary, look.text), (NoteOn::Caution, look.warn)] {
        if let Some(text) = model.catalog.about(&entry.account, guide, on) {
            lines.push(Line::default());
            lines.extend(column.wrap(&text, style));
        }
    }
    if !guide.sources().is_empty() {
        lines.push(Line::default());
        let key = model.keymap.short(Action::Sources).unwrap_or_default();
        let count = counted(guide.sources().len(), "source");
        let text = match guide.conflicts().len() {
            0 => format!("{count}: {key} shows them"),
            many => format!(
                "{count}, which disagree on {}: {key} shows them",
                counted(many, "question")
            ),
        };
        lines.extend(column.wrap(&text, look.faint));
    }
    lines
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The detail of the heading of the other routes.
pub(super) fn others(
    column: &Column<'_>,
    entry: &AccountEntry,
    view: &GoalView,
) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let key = model.keymap.short(Action::Enter).unwrap_or_default();
    let (head, text) = if view.goal.has_alternatives() {
        let text = format!(
            "One route is enough. If yours does not work, switch: {key} unfolds them, and on one of them makes it yours."
        );
        ("Other routes to the same goal", text)
    } else {
        let text = format!(
            "Each of these helps by itself, so do as many as you like: {key} unfolds them, and on one of them shows its steps."
        );
        ("More that you can do", text)
    };
    let mut lines = column.wrap(head, look.heading);
    lines.extend(column.wrap(&text, look.text));
    for other in &view.others {
        lines.push(Line::default());
        let title = entry.account.platform.title_here(&other.title);
        let is_tried = view.goal.has_alternatives() && entry.account.progress.is_tried(&other.id);
        let tried = if is_tried { " (tried)" } else { "" };
        lines.extend(column.wrap(&format!("{title}{tried}"), look.heading));
        let guide = model.catalog.guide(&other.id);
        let about = |guide| model.catalog.about(&entry.account, guide, NoteOn::Summary);
        if let Some(summary) = guide.and_then(|guide| about(guide)) {
            lines.extend(column.indent(&summary, look.faint));
        }
    }
    lines
}

/// The detail of a route that is not active.
pub(super) fn other(
    column: &Column<'_>,
    entry: &AccountEntry,
    guide: &Guide,
) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let key = model.keymap.short(Action::Enter).unwrap_or_default();
    let hint = if guide.goal.has_alternatives() {
        format!("{key} makes this your route to the goal.")
    } else {
        format!("{key} shows the steps of this one.")
    };
    let mut lines = column.wrap(&hint, look.accent);
    lines.push(Line::default());
    lines.extend(about(column, entry, guide));
    lines
}

/// The detail of the goal of objecting where there is no route to it: why, and what still helps.
pub(super) fn none(column: &Column<'_>, entry: &AccountEntry, goal: Goal) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let account = &entry.account;
    let mut lines = column.wrap(model.catalog.why_no_form(account), look.heading);
    // One that was sent before the country changed still runs.
    if let Some(request) = account.progress.latest(goal) {
        lines.extend(timeline::of_goal(column, entry, goal, request));
        lines.push(Line::default());
    }
    let region = model.catalog.region(account);
    let why = match model.catalog.why_none(account, goal) {
        NoRoute::Kind => format!(
            "A {} cannot object itself; each person who writes on it objects from their own account.",
            account.kind.title()
        ),
        NoRoute::Platform => format!(
            "No objection form is known for {}.",
            account.platform.title()
        ),
        NoRoute::Region => match region.map(|region| region.form) {
            None => "No objection form is known.".to_owned(),
            Some(FormOffer::Yes | FormOffer::Reported) => format!(
                "No way to it is known for {} ({}).",
                who(account),
                country_name(model, entry)
            ),
            Some(FormOffer::No) => {
                let key = model.keymap.short(Action::Edit).unwrap_or_default();
                format!("Country: {} ({key} changes it)", country_name(model, entry))
            }
        },
    };
    lines.extend(column.wrap(&why, look.text));
    if let Some(region) = region.filter(|region| region.form != FormOffer::Yes) {
        if let Some(note) = &region.note {
            lines.push(Line::default());
            lines.extend(column.wrap(note, look.text));
        }
        if !region.helps.is_empty() {
            lines.push(Line::default());
            lines.push(Line::styled("What still helps", look.heading));
        }
        for help in &region.helps {
            lines.extend(column.wrap(&format!("{} {help}", look.glyphs.dot), look.text));
        }
    }
    lines
}

/// Whom the form of a country would be for, as words before the name of the country.
fn who(account: &Account) -> &'static str {
    match account.kind {
        Kind::NoAccount => "people of this country without an account",
        Kind::Personal | Kind::Professional | Kind::Page | Kind::Minor => {
            "accounts of this country"
        }
    }
}

fn country_name(model: &Model, entry: &AccountEntry) -> String {
    entry.account.country.map_or_else(String::new, |country| {
        model.catalog.regions.name(country).to_owned()
    })
}
