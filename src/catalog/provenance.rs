//! The provenance of a guide: every source with what rests on it, and how sure the steps are.

use jiff::civil::Date;

use crate::{
    clock::{self, Keeps},
    content::{
        guide::{Guide, Step},
        source::{Confidence, Conflict, Source},
    },
    id::Id,
};

/// A source with what rests on it.
#[derive(Debug, Clone)]
pub struct Backed<'g> {
    /// The source.
    pub source: &'g Source,
    /// Days since its text was last read.
    pub days: i64,
    /// Whether a step that rests on it is old, by [`clock::OLD`].
    pub stale: bool,
    /// The steps that name it, each with its number.
    pub steps: Vec<(usize, &'g Step)>,
    /// The conflicts that quote it.
    pub conflicts: Vec<&'g Conflict>,
}

impl Backed<'_> {
    /// What rests on the source, in words.
    pub fn bears(&self) -> String {
        let steps: Vec<String> = self
            .steps
            .iter()
            .map(|(number, step)| format!("{number} {}", step.title))
            .collect();
        match (steps.is_empty(), self.conflicts.is_empty()) {
            (false, _) => format!("Used in: {}", steps.join("; ")),
            (true, false) => "Used where the sources disagree, and in no step".to_owned(),
            (true, true) => "Used in no step".to_owned(),
        }
    }

    /// When it was published and read, in words.
    pub fn dates(&self) -> String {
        let published = self.source.published.map_or_else(String::new, |day| {
            format!("published {}, ", clock::short_date(day.into()))
        });
        let ago = match self.source.checked.is_known {
            true => format!(", {}", clock::ago(self.days)),
            false => String::new(),
        };
        let stale = if self.stale { " (old)" } else { "" };
        format!(
            "{published}checked {}{ago}{stale}",
            clock::read_on(self.source.checked)
        )
    }
}

/// Where a guide comes from.
#[derive(Debug, Clone)]
pub struct Provenance<'g> {
    /// How many steps there are of each confidence.
    pub counts: Vec<(Confidence, usize)>,
    /// The sources, in the order of the file.
    pub grounds: Vec<Backed<'g>>,
    /// The steps that are not verified, with their numbers.
    pub unverified: Vec<(usize, &'g Step)>,
}

impl<'g> Provenance<'g> {
    /// The provenance of a guide, with ages as of `today`.
    pub fn of(guide: &'g Guide, today: Date) -> Self {
        let numbered = || (1..).zip(&guide.steps);
        let count = |confidence: &Confidence| {
            let of_it = guide
                .steps
                .iter()
                .filter(|step| step.confidence == *confidence);
            (*confidence, of_it.count())
        };
        let resting = |source: &'g Source| {
            let all = numbered().filter(|(_, step)| step.sources.contains(&source.id));
            all.collect::<Vec<_>>()
        };
        let ground = |source: &'g Source| Backed {
            source,
            days: -clock::days_until(today, source.checked.day.into()),
            stale: resting(source).iter().any(|(_, step)| step.is_stale(today)),
            steps: resting(source),
            conflicts: guide
                .conflicts()
                .iter()
                .filter(|conflict| conflict.claims.iter().any(|(id, _)| *id == source.id))
                .collect(),
        };
        Self {
            counts: Confidence::ALL.iter().map(count).collect(),
            grounds: guide.sources().iter().map(ground).collect(),
            unverified: numbered()
                .filter(|(_, step)| step.confidence != Confidence::Verified)
                .collect(),
        }
    }

    /// The sources of this step of the guide, and the others.
    pub fn parted(&self, step: Option<&Id>) -> (Vec<&Backed<'g>>, Vec<&Backed<'g>>) {
        let is_its = |(_, it): &(usize, &Step)| Some(&it.id) == step;
        let grounds = self.grounds.iter();
        grounds.partition(|backed| backed.steps.iter().any(is_its))
    }

    /// The counts as lines, but for those of nothing: "verified: 3 of 8 steps (read on …)".
    pub fn how_sure(&self) -> Vec<String> {
        let all: usize = self.counts.iter().map(|(_, count)| count).sum();
        let some = self.counts.iter().filter(|(_, count)| *count > 0);
        let line = |(confidence, count): &(Confidence, usize)| {
            let meaning = confidence.meaning();
            format!("{confidence}: {count} of {all} steps ({meaning})")
        };
        some.map(line).collect()
    }
}

impl Guide {
    /// Whether each of its steps with a menu path or a link is old; without such, whether each is.
    pub fn is_stale(&self, today: Date) -> bool {
        let leads = |step: &&Step| step.keeps() == Keeps::Page;
        let has_leading = self.steps.iter().any(|step| leads(&step));
        let mut judged = self.steps.iter().filter(|step| !has_leading || leads(step));
        judged.all(|step| step.is_stale(today))
    }
}

impl Step {
    /// How long it is taken to be as its sources say.
    pub const fn keeps(&self) -> Keeps {
        match self.leads {
            true => Keeps::Page,
            false => Keeps::Law,
        }
    }

    /// Whether the newest of its sources was last read too long ago, by [`clock::OLD`].
    pub fn is_stale(&self, today: Date) -> bool {
        self.seen
            .is_none_or(|seen| self.keeps().is_stale(today, seen.day))
    }

    /// "last seen in October 2026": when the newest of its sources was last read.
    pub fn last_seen(&self) -> Option<String> {
        self.seen.map(clock::last_seen)
    }
}
