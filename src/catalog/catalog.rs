//! Every guide that the program knows, the shipped ones and the user's, and which of them fit an
//! account.

use std::{
    ops::Range,
    sync::{Arc, LazyLock},
};

use crate::{
    catalog::letters,
    content::{
        answers::Answers,
        guide::{Guide, GuideHead, Origin, Step, StepId},
        holidays::Holidays,
        labels::Labels,
        lazy::Lazy,
        region::Regions,
        shared::Shared,
    },
    document::{FileProblem, Problem},
    sort::sort_by,
    text::{self, Clean},
};

/// The shipped guides: path below `guides/`, and text.
pub const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The shipped regions as text.
pub const REGIONS: &str = include_str!("../../guides/regions.toml");

/// The shipped holidays as text.
pub const HOLIDAYS: &str = include_str!("../../guides/holidays.toml");

/// The shared sources and conflicts as text.
pub const SOURCES: &str = include_str!("../../guides/sources.toml");

/// The shared steps as text.
pub const STEPS: &str = include_str!("../../guides/steps.toml");

/// What the shipped guides share, which a guide of the user's may name as well. It is parsed when
/// the first guide file is.
pub fn shared() -> &'static Shared<'static> {
    static SHARED: LazyLock<Shared<'static>> = LazyLock::new(|| Shared::parse(SOURCES, STEPS).0);
    &SHARED
}

/// The words of Meta's menus in other languages.
pub fn labels() -> &'static Labels {
    static LABELS: Lazy<Labels> =
        Lazy::new(include_bytes!(concat!(env!("OUT_DIR"), "/labels.bin")));
    LABELS.get()
}

/// The public holidays on which no period ends.
pub fn holidays() -> &'static Holidays {
    static HOLIDAYS: Lazy<Holidays> =
        Lazy::new(include_bytes!(concat!(env!("OUT_DIR"), "/holidays.bin")));
    HOLIDAYS.get()
}

/// The rules by which Meta's answers are read.
pub fn answers() -> &'static Answers {
    static ANSWERS: Lazy<Answers> =
        Lazy::new(include_bytes!(concat!(env!("OUT_DIR"), "/answers.bin")));
    ANSWERS.get()
}

/// The schema of a guide file, for editors. A test writes it.
pub const SCHEMA: &str = include_str!("../../guides/guide.schema.json");

/// The heads of the shipped guides by rank, each with the range of its guide in [`ENCODED_GUIDES`]
/// and that of its references in [`ENCODED_REFERENCES`]. Like all that follows, the build script
/// read it from `guides/` and encoded it with postcard.
const ENCODED_HEADS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/heads.bin"));

/// The shipped guides, one behind the other, each with the ranges of its steps in [`ENCODED_DETAILS`].
const ENCODED_GUIDES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guides.bin"));

/// What their steps say, step by step.
const ENCODED_DETAILS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/details.bin"));

/// Their references, guide by guide.
const ENCODED_REFERENCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/references.bin"));

/// The shipped regions.
const ENCODED_REGIONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regions.bin"));

/// The authorities and the regions' sources.
const ENCODED_RECORD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/record.bin"));

/// What people call the countries.
const ENCODED_NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));

/// A guide file of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideFile {
    /// Its name.
    pub name: Clean,
    /// Its text, or why it could not be read.
    pub text: Result<String, String>,
}

/// A guide of the catalog: its head at once, the whole of it when somebody asks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    head: Arc<GuideHead>,
    guide: Lazy<Option<Arc<Guide>>>,
    /// A shipped guide's references; empty for one of the user's, which has them from the
    /// beginning.
    references: &'static [u8],
}

impl Entry {
    fn own(guide: Guide) -> Self {
        Self {
            head: Arc::new(guide.head.clone()),
            guide: Some(Arc::new(guide)).into(),
            references: &[],
        }
    }

    fn guide(&self) -> Option<&Arc<Guide>> {
        let decode = |bytes| {
            let (guide, details): (Guide, Vec<Range<usize>>) = postcard::from_bytes(bytes).ok()?;
            let details = details.into_iter();
            let details = details.map(|range| ENCODED_DETAILS.get(range).unwrap_or_default());
            Some(Arc::new(guide.with_encoded(self.references, details)))
        };
        self.guide.get_with(decode).as_ref()
    }

    fn is_yours(&self) -> bool {
        self.references.is_empty()
    }
}

/// All guides and regions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    /// In the order in which they are tried: by rank, then by id.
    entries: Vec<Entry>,
    /// The regions.
    pub regions: Arc<Regions>,
    /// What is wrong with the user's files.
    pub problems: Vec<FileProblem>,
}

impl Catalog {
    /// The shipped guides and the user's: one with the id of a shipped guide replaces it whole; a
    /// broken one hides nothing.
    pub fn new(own: &[GuideFile], trusted: &[String]) -> Self {
        Self::with(Arc::new(Self::shipped_regions()), own, trusted)
    }

    /// As [`Catalog::new`], with regions that were decoded before.
    pub fn with(regions: Arc<Regions>, own: &[GuideFile], trusted: &[String]) -> Self {
        type Encoded = (GuideHead, [Range<usize>; 2]);
        // Written by the build script and read by a test.
        let heads: Vec<Encoded> = postcard::from_bytes(ENCODED_HEADS).unwrap_or_default();
        let entry = |(head, [guide, references]): Encoded| Entry {
            head: Arc::new(head),
            guide: Lazy::new(ENCODED_GUIDES.get(guide).unwrap_or_default()),
            references: ENCODED_REFERENCES.get(references).unwrap_or_default(),
        };
        let mut catalog = Self {
            entries: heads.into_iter().map(entry).collect(),
            regions,
            problems: Vec::new(),
        };
        for file in own {
            catalog.add_own(file, trusted);
        }
        catalog.sort();
        catalog
    }

    fn sort(&mut self) {
        sort_by(&mut self.entries, |a, b| {
            (a.head.rank, &a.head.id).cmp(&(b.head.rank, &b.head.id))
        });
    }

    /// These guides and no others, whether shipped or not.
    pub fn of(regions: Arc<Regions>, guides: Vec<Guide>) -> Self {
        let mut catalog = Self {
            entries: guides.into_iter().map(Entry::own).collect(),
            regions,
            problems: Vec::new(),
        };
        catalog.sort();
        catalog
    }

    /// The shipped regions alone.
    pub fn shipped_regions() -> Regions {
        let regions: Regions = postcard::from_bytes(ENCODED_REGIONS).unwrap_or_default();
        regions
            .with_record(ENCODED_RECORD)
            .with_names(ENCODED_NAMES)
    }

    fn note(&mut self, file: &str, problems: Vec<Problem>) {
        let file = text::line(file);
        self.problems.extend(
            Problem::listed(problems)
                .into_iter()
                .map(|problem| FileProblem {
                    file: file.clone(),
                    problem,
                }),
        );
    }

    fn add_own(&mut self, file: &GuideFile, trusted: &[String]) {
        let source = match &file.text {
            Ok(source) => source,
            Err(reason) => {
                self.problems
                    .push(FileProblem::whole(file.name.clone(), reason));
                return;
            }
        };
        let origin = Origin::Yours(file.name.clone());
        let (guide, mut problems) = Guide::parse(source, shared(), origin, trusted);
        if let Some(guide) = &guide {
            problems.extend(Guide::unknown_letters(source, letters::IDS));
            for region in &guide.regions {
                if self.regions.get(region).is_none() {
                    let message = format!(
                        "The region `{region}` is unknown; nobody will be offered this route there."
                    );
                    problems.push(FileProblem::whole(file.name.clone(), &message).problem);
                }
            }
        }
        self.note(&file.name, problems);
        let Some(guide) = guide else { return };
        let same = |other: &Entry| other.head.id == guide.id;
        if self
            .entries
            .iter()
            .any(|other| same(other) && other.is_yours())
        {
            let message = format!(
                "Another of your guides has the id `{}`; this one is not used.",
                guide.id
            );
            self.problems
                .push(FileProblem::whole(file.name.clone(), &message));
            return;
        }
        self.entries.retain(|other| !same(other));
        self.entries.push(Entry::own(guide));
    }

    /// Every guide, in the order in which they are tried.
    pub fn guides(&self) -> Vec<Arc<Guide>> {
        self.entries
            .iter()
            .filter_map(Entry::guide)
            .cloned()
            .collect()
    }

    /// The head of every guide, in the order in which they are tried.
    pub fn heads(&self) -> impl Iterator<Item = &Arc<GuideHead>> {
        self.entries.iter().map(|entry| &entry.head)
    }

    /// The head of an id.
    pub fn head(&self, id: &str) -> Option<&Arc<GuideHead>> {
        self.heads().find(|head| head.id.as_str() == id)
    }

    /// The guide of an id.
    pub fn guide(&self, id: &str) -> Option<&Arc<Guide>> {
        let found = self
            .entries
            .iter()
            .find(|entry| entry.head.id.as_str() == id);
        found.and_then(Entry::guide)
    }

    /// The step of an id.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.guide(&id.guide)?.step(&id.step)
    }

    /// A sentence on where a guide's route exists, if not everywhere.
    pub fn where_it_exists(&self, guide: &Guide) -> Option<String> {
        if guide.regions.is_empty() {
            return None;
        }
        let names = guide
            .regions
            .iter()
            .filter_map(|id| self.regions.get(id))
            .map(|region| region.name.to_string());
        Some(format!(
            "Exists in: {}",
            names.collect::<Vec<String>>().join(", ")
        ))
    }
}
