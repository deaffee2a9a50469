//! What a page says, as plain texts: the formats below only arrange it. Nothing here is marked up yet,
//! so that each format escapes all of it in its own way.

use serde::Serialize;

use crate::content::language::Language;

/// All that a page says about one account, or to everybody in a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Sheet {
    /// Names it within the page.
    pub(super) anchor: String,
    pub(super) label: String,
    /// Platform, kind and country.
    pub(super) about: String,
    /// How far it is; `None` where nobody's progress is told.
    pub(super) progress: Option<Progress>,
    pub(super) requests: Vec<Told>,
    pub(super) goals: Vec<GoalPart>,
}

/// How far an account is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Progress {
    pub(super) state: String,
    pub(super) done: usize,
    pub(super) total: usize,
    /// The action of the next open step.
    pub(super) next: Option<String>,
    /// Where that step is on the page.
    pub(super) next_anchor: Option<String>,
}

/// What happened to a request: a heading and sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    pub(super) title: String,
    pub(super) sentences: Vec<String>,
}

/// One goal with its routes, the active one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct GoalPart {
    pub(super) title: String,
    /// Steps done and steps that count; `None` where nobody's progress is told.
    pub(super) count: Option<(usize, usize)>,
    pub(super) optional: bool,
    /// What to know first: the law, or that another account covers this one.
    pub(super) remarks: Vec<String>,
    pub(super) routes: Vec<Route>,
    /// What still helps, where there is no route.
    pub(super) helps: Vec<String>,
    /// Whether the first route lies open; all others are folded.
    pub(super) opens: bool,
    /// Whether there are others.
    pub(super) folded: bool,
    /// What the sources of these routes do not agree on, each once.
    pub(super) conflicts: Vec<Disagreement>,
    /// The heading of the others.
    pub(super) others: &'static str,
}

/// One route in steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Route {
    pub(super) title: String,
    /// What it is, how long it takes, where it exists, whose it is, whether it is old.
    pub(super) facts: Vec<String>,
    pub(super) summary: Option<String>,
    pub(super) caution: Option<String>,
    pub(super) steps: Vec<StepPart>,
}

/// What sources do not agree on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Disagreement {
    pub(super) question: String,
    pub(super) claims: Vec<String>,
    pub(super) advice: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct StepPart {
    /// Names it within the page.
    pub(super) anchor: String,
    /// The action, as a sentence.
    pub(super) action: String,
    /// Whether its box is ticked.
    pub(super) ticked: bool,
    /// Whether it has a box: another account's objection may cover it.
    pub(super) counts: bool,
    /// What the person decided, and when.
    pub(super) mark: Option<String>,
    /// The person's own words.
    pub(super) note: Option<String>,
    /// Where it is done, and what it starts.
    pub(super) place: Option<&'static str>,
    pub(super) path: Vec<Label>,
    /// The same path in the other languages of the region.
    pub(super) paths: Vec<(Language, Vec<Label>)>,
    pub(super) text: Vec<String>,
    pub(super) links: Vec<Link>,
    pub(super) fallbacks: Vec<Link>,
    /// The letter of the step, filled in.
    pub(super) letters: Vec<LetterPart>,
    /// Its id on the page of the letters, if there is such a page, and its title.
    pub(super) letter: Option<(String, String)>,
    pub(super) missing: Option<String>,
    pub(super) sure: String,
    pub(super) old: bool,
    pub(super) sources: Vec<SourcePart>,
}

/// A label of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Label {
    pub(super) text: String,
    /// Its language, where it is not English.
    pub(super) language: Option<Language>,
    /// Meta's English label, where that is another.
    pub(super) english: Option<String>,
}

/// An address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    /// Whose page it is, where that is not plain.
    pub(super) label: Option<String>,
    pub(super) host: String,
    /// What follows the host.
    pub(super) rest: String,
    pub(super) address: String,
    /// Whether it may be followed: a host on the list, in its canonical form.
    pub(super) trusted: bool,
    /// Why it may not.
    pub(super) warning: Option<String>,
    pub(super) code: Option<Squares>,
}

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Squares {
    pub(super) side: usize,
    /// The dark squares, as an SVG path.
    pub(super) path: String,
}

/// A letter in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct LetterPart {
    /// `None` under a heading that says it.
    pub(super) title: Option<String>,
    pub(super) caution: Option<String>,
    pub(super) code: &'static str,
    pub(super) language: &'static str,
    pub(super) text: String,
    /// What is left open in it, or that it is too early to send it.
    pub(super) remarks: Vec<String>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct SourcePart {
    pub(super) title: String,
    /// Its address as text.
    pub(super) address: Option<String>,
    /// Whether that may be followed.
    pub(super) trusted: bool,
    pub(super) note: Option<String>,
    pub(super) dates: String,
    /// Its id on the page of all sources, if there is such a page and it is on it.
    pub(super) anchor: Option<String>,
}
