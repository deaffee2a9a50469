//! Parsing a guide file: every problem at once, each with its position and what is allowed.

use std::collections::BTreeSet;

use super::{Guide, GuideHead, Origin, References, Step, StepDetails, StepKind};
use crate::{
    content::{
        goal::Goal,
        link::{self, Verdict},
        note::{Note, NoteOn},
        platform::{Device, Kind as AccountKind, Platform},
        shared::Shared,
        source::{Confidence, Conflict, Source},
        state::State,
        value::{identifier, identifiers, title},
    },
    document::{Document, Fields, Problem, Problems, Rule},
    id::Id,
    sort::insert_all,
    text::{self, TextKind},
};

const FORMAT: i64 = Guide::FORMAT;
const MOST_STEPS: usize = Guide::MOST_STEPS;
const MOST_LINKS: usize = Guide::MOST_LINKS;
const MOST_MONTHS: i64 = Guide::MOST_MONTHS;

pub(super) fn parse(
    source: &str,
    shared: &Shared<'_>,
    origin: Origin,
    trusted: &[String],
) -> (Option<Guide>, Vec<Problem>) {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let problems = Problems::new(text);
    let document = Document::read(text, &problems);
    let guide = if problems.is_fatal() {
        None
    } else {
        read(&document.fields(&problems), shared, origin, trusted)
    };
    let guide = guide.filter(|_| !problems.is_fatal());
    (guide, problems.into_list())
}

fn read(
    fields: &Fields<'_>,
    shared: &Shared<'_>,
    origin: Origin,
    trusted: &[String],
) -> Option<Guide> {
    match fields.require("format", fields.integer("format")) {
        Some(FORMAT) | None => {}
        Some(newer) if newer > FORMAT => {
            fields.refuse(&format!(
                "`format` is {newer}; this program understands 1. A newer version of it may read this guide."
            ));
            return None;
        }
        Some(other) => fields.refuse(&format!("`format` is {other}; it must be 1.")),
    }
    let id = fields.require("id", identifier(fields, "id"));
    let title = fields.require("title", title(fields, "title"));
    let goal = fields.require("goal", fields.choice("goal", Goal::NAMES));
    let platforms = fields.require("platforms", fields.choices("platforms", Platform::NAMES));
    if platforms.as_ref().is_some_and(Vec::is_empty) {
        fields.refuse("`platforms` names none.");
    }
    let kinds = fields
        .choices("kinds", AccountKind::NAMES)
        .unwrap_or_default();
    let regions = identifiers(fields, "regions");
    let when = fields.choices("when", State::NAMES).unwrap_or_default();
    let after_months = after_months(fields, &when);
    let rank = fields.integer("rank").unwrap_or(Guide::RANK);
    let optional = fields
        .boolean("optional")
        .unwrap_or_else(|| goal.is_some_and(Goal::is_usually_optional));
    let minutes = fields.integer("minutes");
    let superseded = fields.texts("superseded", TextKind::Line);
    let summary = fields.text("summary", TextKind::Line);
    let caution = fields.text("caution", TextKind::Line);
    let notes = guide_notes(fields);
    let own = fields.tables("source").len();
    let mut sources = Source::known(fields, shared.sources());
    let conflicts = conflicts(fields, &sources, shared);
    let steps = Step::read_all(fields, &sources, shared, trusted);
    if steps.is_empty() {
        fields.refuse("The guide has no [[step]].");
    }
    fields.finish();
    // Of the shared sources it has those that it names.
    let claims = conflicts.iter().flat_map(|it| &it.claims);
    let named = steps.iter().flat_map(|step| &step.sources);
    let named: BTreeSet<Id> = insert_all(named.chain(claims.map(|(source, _)| source)).cloned());
    let mut at = 0;
    sources.retain(|source| {
        at += 1;
        at <= own || named.contains(&source.id)
    });
    let head = GuideHead {
        id: id?,
        title: title?,
        goal: goal?,
        platforms: platforms?,
        kinds,
        regions,
        when,
        after_months,
        rank,
    };
    Some(Guide {
        head,
        optional,
        minutes,
        superseded,
        summary,
        caution,
        notes,
        checked: sources.iter().map(|source| source.checked).max(),
        steps,
        origin,
        references: References { sources, conflicts }.into(),
    })
}

pub(super) fn shared_steps(shared: &Shared<'_>, steps: &str) -> (Vec<Step>, Vec<Problem>) {
    let problems = Problems::new(steps);
    let document = Document::read(steps, &problems);
    let fields = document.fields(&problems);
    let steps = Step::read_all(&fields, shared.sources(), shared, &[]);
    fields.finish();
    (steps, problems.into_list())
}

/// How many months after the beginning of its states a guide is offered.
fn after_months(fields: &Fields<'_>, when: &[State]) -> Option<i64> {
    let months = fields.integer("after_months")?;
    if !(1..=MOST_MONTHS).contains(&months) {
        fields.refuse(&format!(
            "`after_months` is {months}; it is 1 to {MOST_MONTHS}."
        ));
    }
    if when.is_empty() {
        fields.refuse(
            "`after_months` counts from the beginning of a state, so the guide needs `when`.",
        );
    }
    if let Some(state) = when.iter().find(|state| !state.has_a_beginning()) {
        fields.refuse(&format!(
            "`after_months` does not go with the state `{state}`: no day is known on which it began."
        ));
    }
    Some(months)
}

fn guide_notes(fields: &Fields<'_>) -> Vec<(NoteOn, Note)> {
    let read = |table: &Fields<'_>| {
        let on = table.require("on", table.choice("on", NoteOn::NAMES));
        let note = Note::read(table);
        table.finish();
        Some((on?, note?))
    };
    fields.tables("note").iter().filter_map(read).collect()
}

/// The conflicts of a guide: its own, and the shared ones that it names.
fn conflicts(fields: &Fields<'_>, sources: &[Source], shared: &Shared<'_>) -> Vec<Conflict> {
    let own = fields.tables("conflict");
    let own = own.iter().filter_map(|table| {
        let conflict = Conflict::read(table, sources);
        table.finish();
        conflict
    });
    let named = fields.raws("conflicts").unwrap_or_default();
    let named = named.iter().filter_map(|raw| {
        let found = shared.conflict(raw.text);
        if found.is_none() {
            let near = text::near(raw.text, shared.conflict_ids());
            let hint = near
                .first()
                .map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
            let message = format!("No shared conflict has the id `{}`.{hint}", raw.text);
            fields.report(Rule::Source, Some(raw), &message, true);
        }
        found.cloned()
    });
    own.chain(named).collect()
}

impl Step {
    /// Reads every `[[step]]` of a file; `sources` are those that it may name.
    fn read_all(
        fields: &Fields<'_>,
        sources: &[Source],
        shared: &Shared<'_>,
        trusted: &[String],
    ) -> Vec<Self> {
        let tables = fields.tables("step");
        if tables.len() > MOST_STEPS {
            fields.refuse(&format!(
                "The guide has {} steps; at most {MOST_STEPS} are read.",
                tables.len()
            ));
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let mut steps = Vec::new();
        for table in tables {
            let base = shared.step(&table);
            let table = table.on(base);
            let step = step(&table, sources, trusted);
            if let Some(raw) = table.raw("id")
                && !seen.insert(raw.text.to_owned())
            {
                let message = format!(
                    "The step id `{}` is there twice; marks would be shared.",
                    raw.text
                );
                table.report(Rule::Twice, Some(&raw), &message, true);
            }
            table.finish();
            steps.extend(step);
        }
        steps
    }
}

fn step(table: &Fields<'_>, sources: &[Source], trusted: &[String]) -> Option<Step> {
    let id = table.require("id", identifier(table, "id"));
    let title = table.require("title", title(table, "title"));
    let link = table.raw("link");
    let fallbacks = table.raws("fallbacks").unwrap_or_default();
    if fallbacks.len() >= MOST_LINKS {
        table.refuse(&format!("A step has at most {MOST_LINKS} addresses."));
    }
    for raw in link.iter().chain(&fallbacks) {
        match link::judge(raw.text, trusted) {
            Verdict::Trusted => {}
            Verdict::Ask => {
                let host = link::host(raw.text).unwrap_or_default();
                let message = format!(
                    "`{host}` is not one of Meta's hosts nor an authority's; this link is opened only when you say so, each time."
                );
                table.report(Rule::Link, Some(raw), &message, false);
            }
            Verdict::Refused(refusal) => {
                let part = refusal.part(raw.text);
                let at = match part.is_empty() || part == raw.text {
                    true => String::new(),
                    false => format!(" The fault: `{part}`."),
                };
                let message = format!("This link will not be opened. {}{at}", refusal.reason());
                table.report(Rule::Link, Some(raw), &message, false);
            }
        }
    }
    let authority = table.boolean("authority").unwrap_or(false);
    if let Some(raw) = link.as_ref().filter(|_| authority) {
        table.refuse_at(
            raw,
            "A step with `authority = true` has the page of the account's authority as its link; leave `link` out.",
        );
    }
    let named = Source::named(table, sources);
    let seen = sources
        .iter()
        .filter(|source| named.contains(&source.id))
        .map(|source| source.checked)
        .max();
    if named.is_empty() {
        table.report(Rule::Source, None, "Every step names its `sources`.", true);
    }
    let path = table.texts("path", TextKind::Title);
    Some(Step {
        id: id?,
        title: title?,
        device: table
            .choice("device", Device::NAMES)
            .unwrap_or(Device::Either),
        kind: table
            .choice("kind", StepKind::NAMES)
            .unwrap_or(StepKind::Do),
        letter: identifier(table, "letter"),
        authority,
        leads: !path.is_empty() || link.is_some() || authority,
        opens: link.is_some() || authority,
        confidence: table
            .choice("confidence", Confidence::NAMES)
            .unwrap_or(Confidence::Unresolved),
        seen,
        shared: identifier(table, "use"),
        done_with: table
            .raws("done_with")
            .unwrap_or_default()
            .iter()
            .filter_map(|raw| Id::new(raw.text))
            .collect(),
        details: StepDetails {
            path,
            action: table.text("do", TextKind::Line),
            body: table.text("body", TextKind::Body).unwrap_or_default(),
            notes: Note::read_all(table),
            missing: table.text("missing", TextKind::Body),
            link: link.map(|raw| text::clean(raw.text, TextKind::Line)),
            fallbacks: fallbacks
                .iter()
                .map(|raw| text::clean(raw.text, TextKind::Line))
                .collect(),
            sources: named,
        }
        .into(),
    })
}

pub(super) fn unknown_letters(source: &str, known: &[&str]) -> Vec<Problem> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    // All other problems were reported when the guide was parsed.
    let others = Problems::new(text);
    let document = Document::read(text, &others);
    let problems = Problems::new(text);
    for step in document.fields(&problems).tables("step") {
        let Some(raw) = step.raw("letter") else {
            continue;
        };
        if Id::new(raw.text).is_some_and(|id| !known.contains(&id.as_str())) {
            let near = text::near(raw.text, known.iter().copied());
            let hint = match near.first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known are {}.", known.join(", ")),
            };
            let message = format!("There is no letter `{}`; {hint}", raw.text);
            step.report(Rule::Letter, Some(&raw), &message, false);
        }
    }
    problems.into_list()
}
