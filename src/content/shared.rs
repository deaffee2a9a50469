//! What several guides have in common, each once: sources, conflicts and whole steps.
//!
//! A step of a guide names a shared one by `use`, and has its keys where it has none itself. An own
//! source, conflict or step of a guide wins over a shared one with the same id.

use super::{
    source::{Conflict, Source},
    value::identifier,
};
use crate::{
    document::{Base, Document, Fields, Problem, Problems, Rule},
    id::Id,
};

/// The shared sources, conflicts and steps.
#[derive(Debug, Default)]
pub struct Shared<'i> {
    sources: Vec<Source>,
    conflicts: Vec<(Id, Conflict)>,
    steps: Option<Document<'i>>,
}

impl<'i> Shared<'i> {
    /// Parses the texts of `guides/sources.toml` and `guides/steps.toml`. The problems are those of
    /// the first; for the second see [`Guide::shared_steps`](super::guide::Guide::shared_steps).
    pub fn parse(sources: &str, steps: &'i str) -> (Self, Vec<Problem>) {
        let mut shared = Self::default();
        let problems = Problems::new(sources);
        let document = Document::read(sources, &problems);
        let fields = document.fields(&problems);
        shared.sources = Source::read_all(&fields);
        for table in fields.tables("conflict") {
            let id = table.require("id", identifier(&table, "id"));
            let conflict = Conflict::read(&table, &shared.sources);
            table.finish();
            if let (Some(id), Some(conflict)) = (id, conflict) {
                if shared.conflict(&id).is_some() {
                    let message = format!("The conflict id `{id}` is there twice.");
                    table.report(Rule::Twice, None, &message, true);
                }
                shared.conflicts.push((id, conflict));
            }
        }
        fields.finish();
        shared.steps = Some(Document::read(steps, &Problems::default()));
        (shared, problems.into_list())
    }

    /// The sources.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    pub(super) fn conflict(&self, id: &str) -> Option<&Conflict> {
        let mut all = self.conflicts.iter();
        all.find(|(known, _)| known.as_str() == id)
            .map(|(_, conflict)| conflict)
    }

    pub(super) fn conflict_ids(&self) -> impl Iterator<Item = &str> {
        self.conflicts.iter().map(|(id, _)| id.as_str())
    }

    /// The table of the step that `use` names, to build a guide's own on.
    pub(super) fn step<'d>(&'d self, table: &Fields<'_>) -> Option<Base<'d>> {
        let raw = table.raw("use")?;
        let steps = self.steps.as_ref();
        let base = steps.and_then(|steps| steps.base("step", raw.text));
        if base.is_none() {
            let message = format!("No shared step has the id `{}`.", raw.text);
            table.report(Rule::Value, Some(&raw), &message, true);
        }
        base
    }
}
