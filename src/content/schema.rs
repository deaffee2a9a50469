//! The guide format as a JSON Schema, for editors: `guides/guide.schema.json`, which the program
//! prints. It is made by a test, so that what makes it is no part of the program;
//! `OPTOUT_UPDATE=1 cargo test` writes it anew.
//!
//! The structs here are a guide file as it is written, key by key; their comments become the
//! descriptions. Words, limits and defaults are those of the types that guides are read into, and
//! a test holds the keys against those that the parser asks for.
#![allow(
    dead_code,
    reason = "these structs are described, and never made or read"
)]

mod values;

use schemars::{JsonSchema, Schema, generate::SchemaSettings};

use crate::{
    content::{
        goal::Goal,
        guide::{Guide, StepKind},
        note::NoteOn,
        platform::{Device, Kind, Platform},
        source::Confidence,
        state::State,
    },
    id::Id,
};
use values::{Address, Body, Day, Line, Title};

/// One route to one goal, in steps: a guide of optout.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "guide")]
#[schemars(extend(
    "if" = { "required": ["after_months"] },
    "then" = {
        "required": ["when"],
        "properties": {
            "when": { "minItems": 1, "items": { "enum": values::states_with_a_beginning() } }
        }
    }
))]
struct GuideSchema {
    /// The version of this format.
    #[schemars(extend("const" = Guide::FORMAT))]
    format: i64,
    /// Its name for ever: never reused, never renamed, as ticks hang on it. The file is named after it.
    id: Id,
    /// Its title, short enough for a list.
    title: Title,
    /// What the route is for.
    goal: Goal,
    /// Where it works.
    #[schemars(length(min = 1))]
    platforms: Vec<Platform>,
    /// For which kinds of account; left out: for all.
    kinds: Option<Vec<Kind>>,
    /// In which regions, by their ids in regions.toml; left out: everywhere.
    regions: Option<Vec<Id>>,
    /// In which states of the account it is offered; left out: always.
    when: Option<Vec<State>>,
    /// How many months after the state of `when` began it is offered; left out: at once.
    #[schemars(range(min = 1, max = Guide::MOST_MONTHS))]
    after_months: Option<i64>,
    /// The smaller, the earlier it is tried within its goal.
    #[schemars(extend("default" = Guide::RANK))]
    rank: Option<i64>,
    /// Whether it is extra; left out: as its goal usually is.
    optional: Option<bool>,
    /// About how many minutes it takes.
    minutes: Option<i64>,
    /// Addresses that no guide may use any more.
    superseded: Option<Vec<Line>>,
    /// What it is, in a sentence or two.
    summary: Option<Line>,
    /// What to know before the first step.
    caution: Option<Line>,
    /// What to add to the summary or the caution for some people.
    note: Option<Vec<GuideNoteTable>>,
    /// Where its facts come from, beside the shared sources of guides/sources.toml.
    source: Option<Vec<SourceTable>>,
    /// Where the sources disagree.
    conflict: Option<Vec<ConflictTable>>,
    /// The ids of conflicts that stand in guides/sources.toml.
    conflicts: Option<Vec<Id>>,
    /// The steps, in order.
    #[schemars(length(min = 1, max = Guide::MOST_STEPS))]
    step: Vec<StepTable>,
}

/// Where facts come from. One without `url` says in `note` why it has none.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "source")]
#[schemars(extend("anyOf" = [{ "required": ["url"] }, { "required": ["note"] }]))]
struct SourceTable {
    /// Its id within this file.
    id: Id,
    /// Its title.
    title: Title,
    /// Its address.
    #[schemars(extend("format" = "uri"))]
    url: Option<Line>,
    /// Why it has no address, or what else there is to say.
    note: Option<Line>,
    /// The day on which it was published, if that is known.
    published: Option<Day>,
    /// The day on which its text was last read.
    checked: Day,
    /// Whether what was read bears no day: `checked` is then the earliest that it can be.
    undated: Option<bool>,
}

/// Something that the sources do not agree on.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "conflict")]
struct ConflictTable {
    /// What is unclear.
    question: Line,
    /// Who says what.
    claims: Option<Vec<ClaimTable>>,
    /// What to do.
    advice: Line,
}

/// What one source says.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "claim")]
struct ClaimTable {
    /// The id of the source.
    source: Id,
    /// What it says.
    says: Line,
}

/// A sentence of a guide that holds only for some people. It names at least one condition.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "guide-note")]
struct GuideNoteTable {
    /// What it is added to.
    on: NoteOn,
    /// The ids of regions.
    regions: Option<Vec<Id>>,
    /// The codes of countries.
    countries: Option<Vec<String>>,
    /// Where the account lives.
    platforms: Option<Vec<Platform>>,
    /// What sort it is.
    kinds: Option<Vec<Kind>>,
    /// Where it is done.
    devices: Option<Vec<Device>>,
    /// What holds then.
    text: Line,
}

/// A sentence of a step that holds only for some people. It names at least one condition.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "step-note")]
struct StepNoteTable {
    /// The ids of regions.
    regions: Option<Vec<Id>>,
    /// The codes of countries.
    countries: Option<Vec<String>>,
    /// Where the account lives.
    platforms: Option<Vec<Platform>>,
    /// What sort it is.
    kinds: Option<Vec<Kind>>,
    /// Where the step is done.
    devices: Option<Vec<Device>>,
    /// What holds then.
    text: Line,
}

/// One thing to do. It has an `id`, a `title` and `sources`, or those of the step that `use` names.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "step")]
#[schemars(extend("anyOf" = [
    { "required": ["use"] },
    { "required": ["id", "title", "sources"] }
]))]
struct StepTable {
    /// The id of a step in guides/steps.toml, whose keys this step has where it has none itself.
    r#use: Option<Id>,
    /// The shared steps with which it is done too, when the route changes.
    done_with: Option<Vec<Id>>,
    /// Its name for ever, within its guide.
    id: Option<Id>,
    /// What to do, in a few words.
    title: Option<Title>,
    /// The action in a sentence, as one would say it.
    r#do: Option<Line>,
    /// Where it is done.
    #[schemars(extend("default" = Device::Either))]
    device: Option<Device>,
    /// The way through the menus, a label each; variants of a label are separated by ` | `.
    path: Option<Vec<Title>>,
    /// What it looks like and what matters, for everybody whom the guide is for.
    body: Option<Body>,
    /// What holds only for some of them.
    note: Option<Vec<StepNoteTable>>,
    /// What to try where it cannot be found.
    missing: Option<Body>,
    /// The page to open.
    link: Option<Address>,
    /// Pages to open in turn when the link is dead.
    #[schemars(length(max = Guide::MOST_LINKS - 1))]
    fallbacks: Option<Vec<Address>>,
    /// What it asks of the person; `submit` starts the clock.
    #[schemars(extend("default" = StepKind::Do))]
    kind: Option<StepKind>,
    /// The id of the letter to paste here.
    letter: Option<Id>,
    /// Whether its link is the complaint page of the authority of the account's country.
    #[schemars(extend("default" = false))]
    authority: Option<bool>,
    /// How sure it is.
    #[schemars(extend("default" = Confidence::Unresolved))]
    confidence: Option<Confidence>,
    /// The ids of the sources that it rests on.
    #[schemars(length(min = 1))]
    sources: Option<Vec<Id>>,
}

/// The schema of a guide file, by the rules of 2020-12.
fn guide() -> Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(values::without_null);
    settings
        .into_generator()
        .into_root_schema_for::<GuideSchema>()
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use super::guide;

    #[test]
    fn the_shipped_schema_is_the_one_of_these_structs() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/guides/guide.schema.json");
        let made = serde_json::to_string_pretty(&guide()).unwrap() + "\n";
        if env::var_os("OPTOUT_UPDATE").is_some() {
            fs::write(path, made).unwrap();
        } else {
            let shipped = fs::read_to_string(path).unwrap();
            assert!(shipped == made, "guides/guide.schema.json is out of date");
        }
    }
}
