//! A guide with its sources as JSON.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    catalog::provenance::{Backed, Provenance},
    cli::json,
    content::{
        goal::Goal,
        guide::{Guide, Origin, Step, StepKind},
        note::{Note, NoteOn},
        platform::{Device, Kind, Platform},
        source::Confidence,
        state::State,
    },
    document::Day,
    id::Id,
    text::Clean,
};

/// The output of `optout guide show --json`.
#[derive(Serialize)]
pub(super) struct WholeJson<'g> {
    format: u8,
    guide: GuideJson<'g>,
}

impl<'g> WholeJson<'g> {
    pub(super) fn of(guide: &'g Guide, today: Date) -> Self {
        Self {
            format: json::FORMAT,
            guide: GuideJson::of(guide, today),
        }
    }
}

#[derive(Serialize)]
struct GuideJson<'g> {
    id: &'g Id,
    title: &'g Clean,
    goal: Goal,
    platforms: &'g [Platform],
    kinds: &'g [Kind],
    regions: &'g [Id],
    when: &'g [State],
    after_months: Option<i64>,
    rank: i64,
    optional: bool,
    minutes: Option<i64>,
    summary: &'g Option<Clean>,
    caution: &'g Option<Clean>,
    notes: Vec<NoteJson<'g>>,
    superseded: &'g [Clean],
    checked: Option<Day>,
    stale: bool,
    yours: bool,
    file: Option<&'g Clean>,
    confidence: Vec<CountJson>,
    steps: Vec<StepJson<'g>>,
    sources: Vec<SourceJson<'g>>,
    conflicts: Vec<ConflictJson<'g>>,
}

#[derive(Serialize)]
struct CountJson {
    confidence: Confidence,
    steps: usize,
}

#[derive(Serialize)]
struct StepJson<'g> {
    id: &'g Id,
    title: &'g Clean,
    kind: StepKind,
    device: Device,
    path: &'g [Clean],
    r#do: &'g Option<Clean>,
    body: &'g Clean,
    notes: Vec<NoteJson<'g>>,
    missing: &'g Option<Clean>,
    link: &'g Option<Clean>,
    fallbacks: &'g [Clean],
    letter: &'g Option<Id>,
    authority: bool,
    confidence: Confidence,
    sources: &'g [Id],
}

/// What holds for some people, and of a guide's notes what it is added to.
#[derive(Serialize)]
struct NoteJson<'g> {
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<NoteOn>,
    #[serde(flatten)]
    note: &'g Note,
}

#[derive(Serialize)]
struct SourceJson<'g> {
    id: &'g Id,
    title: &'g Clean,
    url: &'g Option<Clean>,
    note: &'g Option<Clean>,
    published: Option<Day>,
    checked: Day,
    undated: bool,
    days: i64,
    stale: bool,
    steps: Vec<&'g Id>,
}

#[derive(Serialize)]
struct ConflictJson<'g> {
    question: &'g Clean,
    claims: Vec<ClaimJson<'g>>,
    advice: &'g Clean,
}

#[derive(Serialize)]
struct ClaimJson<'g> {
    source: &'g Id,
    says: &'g Clean,
}

impl<'g> GuideJson<'g> {
    fn of(guide: &'g Guide, today: Date) -> Self {
        let provenance = Provenance::of(guide, today);
        let conflicts = guide.conflicts().iter().map(|conflict| ConflictJson {
            question: &conflict.question,
            claims: conflict
                .claims
                .iter()
                .map(|(source, says)| ClaimJson { source, says })
                .collect(),
            advice: &conflict.advice,
        });
        Self {
            id: &guide.id,
            title: &guide.title,
            goal: guide.goal,
            platforms: &guide.platforms,
            kinds: &guide.kinds,
            regions: &guide.regions,
            when: &guide.when,
            after_months: guide.after_months,
            rank: guide.rank,
            optional: guide.optional,
            minutes: guide.minutes,
            summary: &guide.summary,
            caution: &guide.caution,
            notes: guide
                .notes
                .iter()
                .map(|(on, note)| NoteJson {
                    on: Some(*on),
                    note,
                })
                .collect(),
            superseded: &guide.superseded,
            checked: guide.checked.map(|it| it.day),
            stale: guide.is_stale(today),
            yours: guide.is_yours(),
            file: match &guide.origin {
                Origin::Shipped => None,
                Origin::Yours(file) => Some(file),
            },
            confidence: provenance
                .counts
                .iter()
                .map(|(confidence, steps)| CountJson {
                    confidence: *confidence,
                    steps: *steps,
                })
                .collect(),
            steps: guide.steps.iter().map(StepJson::of).collect(),
            sources: provenance.grounds.iter().map(SourceJson::of).collect(),
            conflicts: conflicts.collect(),
        }
    }
}

impl<'g> StepJson<'g> {
    fn of(step: &'g Step) -> Self {
        Self {
            id: &step.id,
            title: &step.title,
            kind: step.kind,
            device: step.device,
            path: &step.path,
            r#do: &step.action,
            body: &step.body,
            notes: step
                .notes
                .iter()
                .map(|note| NoteJson { on: None, note })
                .collect(),
            missing: &step.missing,
            link: &step.link,
            fallbacks: &step.fallbacks,
            letter: &step.letter,
            authority: step.authority,
            confidence: step.confidence,
            sources: &step.sources,
        }
    }
}

impl<'g> SourceJson<'g> {
    fn of(backed: &Backed<'g>) -> Self {
        let source = backed.source;
        Self {
            id: &source.id,
            title: &source.title,
            url: &source.url,
            note: &source.note,
            published: source.published,
            checked: source.checked.day,
            undated: !source.checked.is_known,
            days: backed.days,
            stale: backed.stale,
            steps: backed.steps.iter().map(|(_, step)| &step.id).collect(),
        }
    }
}
