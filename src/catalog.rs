//! Every guide that the program knows: the shipped ones under the user's own, and which of them
//! fit an account.

use std::sync::Arc;

use crate::{
    account::{Account, Kind, Platform},
    document::Problem,
    guide::{Goal, Guide, Origin},
    region::{Region, Regions},
    text::{self, Clean},
};

/// The shipped guides: path below `guides/`, and text.
pub const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The shipped regions as text.
pub const REGIONS: &str = include_str!("../guides/regions.toml");

/// The shipped guides as the build script read them, by rank.
const READ_GUIDES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guides.bin"));

/// The shipped regions as the build script read them.
const READ_REGIONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regions.bin"));

/// A file of the user's own guides, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideFile {
    /// Its name, cleaned.
    pub name: Clean,
    /// Its text, or why it could not be read.
    pub text: Result<String, String>,
}

/// Something wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The file, as a person can find it.
    pub file: Clean,
    /// What is wrong. A place of 0:0 stands for the whole file.
    pub problem: Problem,
}

impl FileProblem {
    /// A problem of the whole file.
    pub fn whole(file: Clean, message: &str) -> Self {
        let problem = Problem {
            line: 0,
            column: 0,
            message: text::line(message),
            fatal: true,
        };
        Self { file, problem }
    }
}

impl std::fmt::Display for FileProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.problem.line == 0 {
            write!(f, "{}: {}", self.file, self.problem.message)
        } else {
            write!(f, "{}:{}", self.file, self.problem)
        }
    }
}

/// All guides and regions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    /// In the order in which they are tried: by rank, then by id.
    guides: Vec<Arc<Guide>>,
    /// The regions.
    pub regions: Arc<Regions>,
    /// What is wrong with the files.
    pub problems: Vec<FileProblem>,
}

impl Catalog {
    /// Reads the shipped guides and lays the user's over them: one with the id of a shipped guide
    /// replaces it whole; a broken one hides nothing. `also` are hosts that the user trusts.
    pub fn new(own: &[GuideFile], also: &[String]) -> Self {
        Self::with(Arc::new(Self::shipped_regions()), own, also)
    }

    /// The same, for who has the shipped regions already.
    pub fn with(regions: Arc<Regions>, own: &[GuideFile], also: &[String]) -> Self {
        // Both were read by the same program that wrote them; a test decodes them.
        let shipped: Vec<Guide> = postcard::from_bytes(READ_GUIDES).unwrap_or_default();
        let mut catalog = Self {
            guides: shipped.into_iter().map(Arc::new).collect(),
            regions,
            problems: Vec::new(),
        };
        for file in own {
            catalog.add_own(file, also);
        }
        catalog
            .guides
            .sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.id.cmp(&b.id)));
        catalog
    }

    /// The shipped regions alone, for who cannot wait for the guides.
    pub fn shipped_regions() -> Regions {
        postcard::from_bytes(READ_REGIONS).unwrap_or_default()
    }

    fn note(&mut self, file: &str, problems: Vec<Problem>) {
        let file = text::line(file);
        self.problems
            .extend(problems.into_iter().map(|problem| FileProblem {
                file: file.clone(),
                problem,
            }));
    }

    fn add_own(&mut self, file: &GuideFile, also: &[String]) {
        let source = match &file.text {
            Ok(source) => source,
            Err(reason) => {
                self.problems
                    .push(FileProblem::whole(file.name.clone(), reason));
                return;
            }
        };
        let (guide, problems) = Guide::parse(source, Origin::Yours(file.name.clone()), also);
        self.note(&file.name, problems);
        let Some(guide) = guide else { return };
        for region in &guide.regions {
            if self.regions.get(region).is_none() {
                let message = format!(
                    "The region `{region}` is unknown; nobody will be offered this route there."
                );
                self.problems
                    .push(FileProblem::whole(file.name.clone(), &message));
            }
        }
        if self
            .guides
            .iter()
            .any(|other| other.id == guide.id && other.is_yours())
        {
            let message = format!(
                "Another of your guides has the id `{}`; this one is not used.",
                guide.id
            );
            self.problems
                .push(FileProblem::whole(file.name.clone(), &message));
            return;
        }
        self.guides.retain(|other| other.id != guide.id);
        self.guides.push(Arc::new(guide));
    }

    /// Every guide, in the order in which they are tried.
    pub fn guides(&self) -> &[Arc<Guide>] {
        &self.guides
    }

    /// The guide of an id.
    pub fn guide(&self, id: &str) -> Option<&Arc<Guide>> {
        self.guides.iter().find(|guide| guide.id.as_str() == id)
    }

    /// The region of an account, if its country is known.
    pub fn region(&self, account: &Account) -> Option<&Region> {
        self.regions.of(account.country?)
    }

    /// The guides that fit an account, whatever its state, in the order in which they are tried.
    pub fn fitting(&self, account: &Account) -> Vec<Arc<Guide>> {
        let region = self.region(account);
        self.guides
            .iter()
            .filter(|guide| fits_platform(guide, account.platform))
            .filter(|guide| fits_kind(guide, account.kind) && fits_region(guide, region))
            .cloned()
            .collect()
    }

    /// Why no guide of this goal fits the account.
    pub fn why_none(&self, account: &Account, goal: Goal) -> NoRoute {
        let region = self.region(account);
        let mut candidates = self.guides.iter().filter(|guide| guide.goal == goal);
        if candidates
            .clone()
            .any(|guide| fits_platform(guide, account.platform) && fits_region(guide, region))
        {
            return NoRoute::Kind;
        }
        if candidates.any(|guide| fits_platform(guide, account.platform)) {
            NoRoute::Region
        } else {
            NoRoute::Platform
        }
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

/// Why an account has no route to a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRoute {
    /// None is known for its country.
    Region,
    /// None is known for its kind, such as a Page.
    Kind,
    /// None is known for its platform.
    Platform,
}

fn fits_platform(guide: &Guide, platform: Platform) -> bool {
    guide.platforms.contains(&platform)
}

fn fits_kind(guide: &Guide, kind: Kind) -> bool {
    guide.kinds.is_empty() || guide.kinds.contains(&kind)
}

/// An account without a country is offered the routes of every region.
fn fits_region(guide: &Guide, region: Option<&Region>) -> bool {
    guide.regions.is_empty() || region.is_none_or(|region| guide.regions.contains(&region.id))
}
