//! A guide: one route to one goal, in steps. Read-only content from one TOML file.

mod parse;

use std::ops::Deref;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    content::{
        goal::Goal,
        lazy::Lazy,
        platform::{Kind, Platform},
        source::{Confidence, Conflict, Source},
        state::State,
    },
    document::Problem,
    id::Id,
    text::Clean,
    word::named_enum,
};

named_enum! {
    /// Where a step is done.
    pub enum Device {
        /// In a browser.
        Web = "web",
        /// In the app.
        App = "app",
        /// In either.
        Either = "either",
    }
}

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
pub struct Step {
    /// Its name for ever, within its guide.
    pub id: Id,
    /// What to do, in a few words.
    pub title: Clean,
    /// Where.
    pub device: Device,
    /// The way through the menus; label variants are separated by ` | `.
    pub path: Vec<Clean>,
    /// Why, what it looks like, what to do if it looks different.
    pub body: Clean,
    /// The page to open.
    pub link: Option<Clean>,
    /// Pages to open in turn when the link is dead.
    pub fallbacks: Vec<Clean>,
    /// What it asks of the person.
    pub kind: StepKind,
    /// The text to paste here.
    pub letter: Option<Id>,
    /// Whether its link is the complaint page of the authority of the account's country.
    pub authority: bool,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it is from.
    pub sources: Vec<Id>,
}

/// A step of a guide by the two ids; written "GUIDE/STEP".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId {
    /// The guide.
    pub guide: Id,
    /// The step within it.
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
pub enum Origin {
    /// Shipped in the program.
    Shipped,
    /// The user's own, in a file of this name.
    Yours(Clean),
}

/// One route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// What decides where it is offered; its fields read as the guide's own.
    pub head: GuideHead,
    /// Whether it is extra.
    pub optional: bool,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// Addresses that no guide may use any more.
    pub superseded: Vec<Clean>,
    /// What it is, in a sentence or two.
    pub summary: Option<Clean>,
    /// What to know before the first step.
    pub caution: Option<Clean>,
    /// The day of the newest check of its sources.
    pub checked: Option<Date>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Whose it is.
    pub origin: Origin,
    /// Encoded apart from the rest.
    #[serde(skip)]
    pub(crate) references: Lazy<References>,
}

impl Deref for Guide {
    type Target = GuideHead;

    fn deref(&self) -> &GuideHead {
        &self.head
    }
}

/// What a guide rests on: wanted only where somebody reads it, and most of its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct References {
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// Where they disagree.
    pub conflicts: Vec<Conflict>,
}

/// What decides where a guide is offered, and how it is named there: all that is needed of the
/// guides that nobody follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideHead {
    /// Its name for ever.
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
    /// The smaller, the earlier it is tried.
    pub rank: i64,
}

impl Guide {
    /// The format that this program writes and understands.
    pub const FORMAT: i64 = 1;
    /// Most months that a guide may wait for.
    pub const MOST_MONTHS: i64 = 120;

    /// Most steps that a guide may have.
    pub const MOST_STEPS: usize = 200;
    /// Most addresses of one step.
    pub const MOST_LINKS: usize = 20;
    /// The rank of a guide that names none.
    pub const RANK: i64 = 100;

    /// Reads one file. `also` are further hosts that the user's own configuration trusts.
    ///
    /// The guide is there unless one of the problems is fatal.
    pub fn parse(source: &str, origin: Origin, also: &[String]) -> (Option<Self>, Vec<Problem>) {
        parse::parse(source, origin, also)
    }

    /// The steps of a guide file that name a letter which is not among the known ones.
    pub fn unknown_letters(source: &str, known: &[&str]) -> Vec<Problem> {
        parse::unknown_letters(source, known)
    }

    /// The step of an id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id.as_str() == id)
    }

    /// The name of one of its steps among those of all guides.
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

    /// Takes what it rests on from bytes that the build script wrote.
    #[must_use]
    pub fn with_references(mut self, bytes: &'static [u8]) -> Self {
        self.references = Lazy::new(bytes);
        self
    }

    /// What it rests on.
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

    /// Whether its newest check is too long ago.
    pub fn is_stale(&self, today: Date) -> bool {
        self.checked
            .is_none_or(|checked| crate::clock::is_stale(today, checked))
    }

    /// Whether it is the user's own.
    pub const fn is_yours(&self) -> bool {
        match self.origin {
            Origin::Shipped => false,
            Origin::Yours(_) => true,
        }
    }
}
