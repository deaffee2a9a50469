//! A guide: one route to one goal, in steps. Read-only content from one TOML file.

mod parse;

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::{
    content::{
        goal::Goal,
        lazy::Lazy,
        note::{Note, NoteOn},
        platform::{Device, Kind, Platform},
        shared::Shared,
        source::{Checked, Confidence, Conflict, Source},
        state::State,
    },
    document::{Problem, named_enum},
    id::Id,
    text::Clean,
};

named_enum! {
    /// What a step asks of the person.
    pub enum StepKind {
        /// Do something.
        Do = "do",
        /// Choose something.
        Choose = "choose",
        /// Send something to Meta: this starts the clock.
        Submit = "submit",
        /// See that Meta confirmed it.
        Confirm = "confirm",
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Step {
    /// Unique within its guide; never reused or renamed, since marks refer to it.
    pub id: Id,
    /// What to do, in a few words.
    pub title: Clean,
    /// Where it is done.
    pub device: Device,
    /// What it asks of the person.
    pub kind: StepKind,
    /// The letter to paste here.
    pub letter: Option<Id>,
    /// Whether its link is the complaint page of the authority of the account's country.
    pub authority: bool,
    /// Whether it leads somewhere: through menus, to a link or to an authority's page.
    pub leads: bool,
    /// Whether there is a page to open: its link, or an authority's page.
    pub opens: bool,
    /// How sure it is.
    pub confidence: Confidence,
    /// When the newest of its sources was read.
    pub seen: Option<Checked>,
    /// The shared step that it is, where several guides take the same.
    pub shared: Option<Id>,
    /// The shared steps with which it is done too, as it asks for less.
    pub done_with: Vec<Id>,
    /// Encoded apart from the rest, and decoded on demand; its fields read as the step's own.
    #[serde(skip)]
    pub details: Lazy<StepDetails>,
}

impl Deref for Step {
    type Target = StepDetails;

    fn deref(&self) -> &StepDetails {
        self.details.get()
    }
}

/// What a step says: most of its bytes, and needed only while the person looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct StepDetails {
    /// The way through the menus; label variants are separated by ` | `.
    pub path: Vec<Clean>,
    /// The action in a sentence, as one would say it.
    pub action: Option<Clean>,
    /// What it looks like and what matters, for everybody whom the guide is for.
    pub body: Clean,
    /// What holds only for some of them.
    pub notes: Vec<Note>,
    /// What to try where it cannot be found.
    pub missing: Option<Clean>,
    /// The page to open.
    pub link: Option<Clean>,
    /// Pages to open in turn when the link is dead.
    pub fallbacks: Vec<Clean>,
    /// The sources that it rests on.
    pub sources: Vec<Id>,
}

/// The id of a step among those of all guides; written "GUIDE/STEP".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId {
    /// The id of the guide.
    pub guide: Id,
    /// The id of the step within it.
    pub step: Id,
}

impl std::fmt::Display for StepId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.guide, self.step)
    }
}

impl Step {
    /// The link and its fall-backs, in the order in which they are tried.
    pub fn addresses(&self) -> impl Iterator<Item = &Clean> {
        self.link.iter().chain(self.fallbacks.iter())
    }
}

/// Whose file a guide is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Origin {
    /// Shipped in the program.
    Shipped,
    /// The user's own, in a file of this name.
    Yours(Clean),
}

/// A guide file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Guide {
    /// What decides where it is offered; its fields read as the guide's own.
    pub head: GuideHead,
    /// Whether its steps count only where every guide that fits is optional.
    pub optional: bool,
    /// About how many minutes it takes.
    pub minutes: Option<i64>,
    /// Addresses that no guide may use any more.
    pub superseded: Vec<Clean>,
    /// What it is, in a sentence or two.
    pub summary: Option<Clean>,
    /// What to know before the first step.
    pub caution: Option<Clean>,
    /// What to add to the summary or the caution for some people.
    pub notes: Vec<(NoteOn, Note)>,
    /// When the newest of its sources was read.
    pub checked: Option<Checked>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Whose it is.
    pub origin: Origin,
    /// Encoded apart from the rest, and decoded on demand.
    #[serde(skip)]
    pub(crate) references: Lazy<References>,
}

impl Deref for Guide {
    type Target = GuideHead;

    fn deref(&self) -> &GuideHead {
        &self.head
    }
}

/// What a guide rests on: most of its bytes, and needed only by a person who reads that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct References {
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// Where they disagree.
    pub conflicts: Vec<Conflict>,
}

/// What decides where a guide is offered, and its title there: all that is needed of a guide that
/// is not an account's active route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct GuideHead {
    /// Never reused or renamed, since marks refer to it.
    pub id: Id,
    /// Its title.
    pub title: Clean,
    /// What it is for.
    pub goal: Goal,
    /// Where it works.
    pub platforms: Vec<Platform>,
    /// For which kinds of account; empty: for all.
    pub kinds: Vec<Kind>,
    /// In which regions; empty: everywhere.
    pub regions: Vec<Id>,
    /// In which states of the account it is offered; empty: always.
    pub when: Vec<State>,
    /// How many months after the state began it is offered; none: at once.
    pub after_months: Option<i64>,
    /// Guides for one goal are tried in ascending rank, then by id.
    pub rank: i64,
}

impl Guide {
    /// The version of the file format.
    pub const FORMAT: i64 = 1;
    /// The largest `after_months`.
    pub const MOST_MONTHS: i64 = 120;

    /// Most steps that a guide may have.
    pub const MOST_STEPS: usize = 200;
    /// Most addresses of one step.
    pub const MOST_LINKS: usize = 20;
    /// The rank of a guide that names none.
    pub const RANK: i64 = 100;

    /// Parses a guide file, which may name what is in `shared`; `trusted` are the user's own hosts.
    /// Returns a guide unless one of the problems is fatal.
    pub fn parse(
        source: &str,
        shared: &Shared<'_>,
        origin: Origin,
        trusted: &[String],
    ) -> (Option<Self>, Vec<Problem>) {
        parse::parse(source, shared, origin, trusted)
    }

    /// The steps that guides have in common, and what is wrong with them.
    pub fn shared_steps(shared: &Shared<'_>, steps: &str) -> (Vec<Step>, Vec<Problem>) {
        parse::shared_steps(shared, steps)
    }

    /// A problem for each step of a guide file that names a letter other than the known ones.
    pub fn unknown_letters(source: &str, known: &[&str]) -> Vec<Problem> {
        parse::unknown_letters(source, known)
    }

    /// The step of an id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id.as_str() == id)
    }

    /// The full id of one of its steps.
    pub fn step_id(&self, step: &Step) -> StepId {
        StepId {
            guide: self.id.clone(),
            step: step.id.clone(),
        }
    }

    /// The source of an id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources()
            .iter()
            .find(|source| source.id.as_str() == id)
    }

    /// With its references, and the details of its steps in order, from the bytes that the build script wrote.
    #[must_use]
    pub fn with_encoded(
        mut self,
        references: &'static [u8],
        details: impl Iterator<Item = &'static [u8]>,
    ) -> Self {
        self.references = Lazy::new(references);
        for (step, bytes) in self.steps.iter_mut().zip(details) {
            step.details = Lazy::new(bytes);
        }
        self
    }

    /// Its sources and conflicts.
    pub fn references(&self) -> &References {
        self.references.get()
    }

    /// Where its facts come from.
    pub fn sources(&self) -> &[Source] {
        &self.references().sources
    }

    /// Where its sources disagree.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.references().conflicts
    }

    /// Whether it is the user's own.
    pub const fn is_yours(&self) -> bool {
        match self.origin {
            Origin::Shipped => false,
            Origin::Yours(_) => true,
        }
    }
}
