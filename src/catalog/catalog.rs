//! Every guide that the program knows: the shipped ones under the user's own, and which of them
//! fit an account.

use std::sync::{Arc, OnceLock};

use crate::{
    account::Account,
    catalog::letters,
    content::{
        goal::Goal,
        guide::{Card, Guide, Origin},
        platform::{Kind, Platform},
        region::{FormOffer, Region, Regions},
    },
    document::{FileProblem, Problem},
    text::{self, Clean},
};

/// The shipped guides: path below `guides/`, and text.
pub const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The shipped regions as text.
pub const REGIONS: &str = include_str!("../../guides/regions.toml");

/// The schema of a guide file, for editors. A test writes it.
pub const SCHEMA: &str = include_str!("../../guides/guide.schema.json");

/// The cards of the shipped guides by rank, each with the places of its guide and of what that
/// rests on. Written by the build script.
const READ_CARDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cards.bin"));

/// The shipped guides, one behind the other, as the build script read them.
const READ_GUIDES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guides.bin"));

/// What they rest on, in the same way.
const READ_BACKINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/backings.bin"));

/// The shipped regions as the build script read them.
const READ_REGIONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regions.bin"));

/// The authorities and the regions' sources as the build script read them.
const READ_RECORD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/record.bin"));

/// A file of the user's own guides, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideFile {
    /// Its name, cleaned.
    pub name: Clean,
    /// Its text, or why it could not be read.
    pub text: Result<String, String>,
}

/// A guide on the shelf: its card at once, the whole of it when somebody asks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shelved {
    card: Arc<Card>,
    /// Where a shipped guide is; an own one is there from the beginning.
    bytes: &'static [u8],
    /// Where what it rests on is.
    backing: &'static [u8],
    whole: OnceLock<Option<Arc<Guide>>>,
}

impl Shelved {
    fn own(guide: Guide) -> Self {
        Self {
            card: Arc::new(guide.card()),
            bytes: &[],
            backing: &[],
            whole: OnceLock::from(Some(Arc::new(guide))),
        }
    }

    fn guide(&self) -> Option<&Arc<Guide>> {
        // What the build script wrote can be read; a test reads all of it.
        let read = || {
            let guide: Guide = postcard::from_bytes(self.bytes).ok()?;
            Some(Arc::new(guide.with_backing(self.backing)))
        };
        self.whole.get_or_init(read).as_ref()
    }

    fn is_yours(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// Where a part begins, and how long it is.
type Place = (usize, usize);

fn part(whole: &'static [u8], (from, length): Place) -> &'static [u8] {
    whole.get(from..from + length).unwrap_or_default()
}

/// All guides and regions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    /// In the order in which they are tried: by rank, then by id.
    shelf: Vec<Shelved>,
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
        // Written by the build script and read by a test.
        let cards: Vec<(Card, [Place; 2])> = postcard::from_bytes(READ_CARDS).unwrap_or_default();
        let shelved = |(card, [bytes, backing]): (Card, [Place; 2])| Shelved {
            card: Arc::new(card),
            bytes: part(READ_GUIDES, bytes),
            backing: part(READ_BACKINGS, backing),
            whole: OnceLock::new(),
        };
        let mut catalog = Self {
            shelf: cards.into_iter().map(shelved).collect(),
            regions,
            problems: Vec::new(),
        };
        for file in own {
            catalog.add_own(file, also);
        }
        catalog.sort();
        catalog
    }

    fn sort(&mut self) {
        self.shelf
            .sort_by(|a, b| (a.card.rank, &a.card.id).cmp(&(b.card.rank, &b.card.id)));
    }

    /// These guides and no others, whether shipped or not.
    pub fn of(regions: Arc<Regions>, guides: Vec<Guide>) -> Self {
        let mut catalog = Self {
            shelf: guides.into_iter().map(Shelved::own).collect(),
            regions,
            problems: Vec::new(),
        };
        catalog.sort();
        catalog
    }

    /// The shipped regions alone, for who cannot wait for the guides.
    pub fn shipped_regions() -> Regions {
        let regions: Regions = postcard::from_bytes(READ_REGIONS).unwrap_or_default();
        regions.with_record(READ_RECORD)
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
        self.note(&file.name, Guide::unknown_letters(source, letters::IDS));
        for region in &guide.regions {
            if self.regions.get(region).is_none() {
                let message = format!(
                    "The region `{region}` is unknown; nobody will be offered this route there."
                );
                self.problems
                    .push(FileProblem::whole(file.name.clone(), &message));
            }
        }
        let same = |other: &Shelved| other.card.id == guide.id;
        if self
            .shelf
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
        self.shelf.retain(|other| !same(other));
        self.shelf.push(Shelved::own(guide));
    }

    /// Every guide, in the order in which they are tried.
    pub fn guides(&self) -> Vec<Arc<Guide>> {
        self.shelf
            .iter()
            .filter_map(Shelved::guide)
            .cloned()
            .collect()
    }

    /// The card of every guide, in the order in which they are tried.
    pub fn cards(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.shelf.iter().map(|shelved| &shelved.card)
    }

    /// The card of an id.
    pub fn card(&self, id: &str) -> Option<&Arc<Card>> {
        self.cards().find(|card| card.id.as_str() == id)
    }

    /// The guide of an id.
    pub fn guide(&self, id: &str) -> Option<&Arc<Guide>> {
        let found = self
            .shelf
            .iter()
            .find(|shelved| shelved.card.id.as_str() == id);
        found.and_then(Shelved::guide)
    }

    /// The region of an account, if its country is known.
    pub fn region(&self, account: &Account) -> Option<&Region> {
        self.regions.of(account.country?)
    }

    /// The guides that fit an account, whatever its state, in the order in which they are tried.
    pub fn fitting(&self, account: &Account) -> Vec<Arc<Card>> {
        let region = self.region(account);
        let fits = |card: &&Arc<Card>| {
            fits_platform(card, account.platform)
                && fits_kind(card, account.kind)
                && fits_region(card, region)
        };
        self.cards().filter(fits).cloned().collect()
    }

    /// The same, with all that is in them.
    pub fn fitting_guides(&self, account: &Account) -> Vec<Arc<Guide>> {
        let fitting = self.fitting(account);
        let whole = fitting.iter().filter_map(|card| self.guide(&card.id));
        whole.cloned().collect()
    }

    /// Why no guide of this goal fits the account.
    pub fn why_none(&self, account: &Account, goal: Goal) -> NoRoute {
        let region = self.region(account);
        let of_platform =
            |card: &&Arc<Card>| card.goal == goal && fits_platform(card, account.platform);
        if self
            .cards()
            .filter(of_platform)
            .any(|card| fits_region(card, region))
        {
            NoRoute::Kind
        } else if self.cards().any(|card| of_platform(&card)) {
            NoRoute::Region
        } else {
            NoRoute::Platform
        }
    }

    /// What stands in the place of the objection where no route to it is known.
    pub fn why_no_form(&self, account: &Account) -> &'static str {
        let form = self.region(account).map(|region| region.form);
        match (self.why_none(account, Goal::Object), form) {
            (NoRoute::Region, Some(FormOffer::Reported)) => {
                "An objection form is only reported here"
            }
            // The country has a form; it is this person who has no way to it.
            (NoRoute::Region, Some(FormOffer::Yes)) => "No way to object is known here",
            (NoRoute::Region, Some(FormOffer::No) | None)
            | (NoRoute::Kind | NoRoute::Platform, _) => "Meta offers no objection form here",
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

fn fits_platform(guide: &Card, platform: Platform) -> bool {
    guide.platforms.contains(&platform)
}

fn fits_kind(guide: &Card, kind: Kind) -> bool {
    guide.kinds.is_empty() || guide.kinds.contains(&kind)
}

/// An account without a country is offered the routes of every region.
fn fits_region(guide: &Card, region: Option<&Region>) -> bool {
    guide.regions.is_empty() || region.is_none_or(|region| guide.regions.contains(&region.id))
}
