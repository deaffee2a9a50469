//! For whom a page is written: one account, or everybody in a region who has such an account.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::sheet::{Label, Link, SourcePart, Squares};
use crate::{
    account::{
        Account,
        overview::{Covering, Overview},
    },
    catalog::{Catalog, labels},
    clock,
    content::{
        guide::{Guide, Step},
        language::Language,
        link::{self, Verdict},
        note::{Note, NoteOn},
        region::{Country, Region},
        source::Source,
    },
    document::Day,
    export::qr::Code,
    sort::sort,
    text::Clean,
};

/// What pages are written from.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Guides, regions, letters.
    pub catalog: &'a Catalog,
    /// All accounts: one of them may cover another.
    pub accounts: &'a [Account],
    /// Which objection covers which Accounts Center, from [`coverings`](crate::account::overview::coverings) of all accounts.
    pub coverings: &'a BTreeMap<Clean, Covering>,
    /// The user's own trusted hosts.
    pub trusted: &'a [String],
    /// The day on which it is written.
    pub today: Date,
}

impl<'a> Context<'a> {
    /// The countries whose law a region is.
    pub(super) fn countries(&self, region: &'a Region) -> impl Iterator<Item = Country> + 'a {
        let regions = &self.catalog.regions;
        let here =
            move |country: &Country| regions.of(*country).is_some_and(|of| of.id == region.id);
        regions.countries().map(|(country, _)| country).filter(here)
    }
}

/// For whom a page is.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    pub(super) context: Context<'a>,
    /// The account; for everybody in a region, one that stands for all of them.
    pub(super) account: &'a Account,
    /// How far the account is; `None`: the page is for everybody.
    pub(super) overview: Option<&'a Overview>,
    /// The languages of the reader that are not English.
    languages: Vec<Language>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        context: Context<'a>,
        account: &'a Account,
        overview: Option<&'a Overview>,
    ) -> Self {
        let mut languages: Vec<Language> = match overview {
            Some(_) => Language::wished(account.language, account.country)
                .take(1)
                .collect(),
            None => {
                let region = context.catalog.region(account);
                let here = region.into_iter().flat_map(|it| context.countries(it));
                here.map(Language::of_country).collect()
            }
        };
        languages.retain(|language| *language != Language::English);
        sort(&mut languages);
        languages.dedup();
        Self {
            context,
            account,
            overview,
            languages,
        }
    }

    pub(super) fn region(&self) -> Option<&'a Region> {
        self.context.catalog.region(self.account)
    }

    /// The notes that hold. A page for everybody says for which countries.
    pub(super) fn notes<'n>(&self, notes: impl IntoIterator<Item = &'n Note>) -> Vec<String> {
        let told = notes.into_iter().filter_map(|note| {
            let account = self.account;
            let region = self.region().map(|region| &region.id);
            let holds = |country| note.holds(account.platform, account.kind, country, region);
            if self.overview.is_some() || note.countries.is_empty() {
                return holds(account.country).then(|| note.in_words());
            }
            let here = |country: &&Country| {
                let regions = &self.context.catalog.regions;
                regions.of(**country).map(|region| &region.id) == region && holds(Some(**country))
            };
            let name = |country: &Country| self.context.catalog.regions.name(*country);
            let names: Vec<&str> = note.countries.iter().filter(here).map(name).collect();
            (!names.is_empty()).then(|| format!("{}: {}", names.join(", "), note.in_words()))
        });
        told.collect()
    }

    /// The summary or the caution of a guide, with what holds for the reader.
    pub(super) fn about(&self, guide: &Guide, on: NoteOn) -> Option<String> {
        let text = match on {
            NoteOn::Summary => guide.summary.as_ref(),
            NoteOn::Caution => guide.caution.as_ref(),
        };
        let notes = guide.notes.iter().filter(|(at, _)| *at == on);
        let notes = self.notes(notes.map(|(_, note)| note));
        let all: Vec<String> = text
            .map(ToString::to_string)
            .into_iter()
            .chain(notes)
            .collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// A menu path in the account's language, with the English words behind, and for everybody the
    /// English path and those of the region's languages.
    pub(super) fn paths(&self, step: &Step) -> (Vec<Label>, Vec<(Language, Vec<Label>)>) {
        let in_language = |language: Option<Language>| -> Vec<Label> {
            let labels = step.path.iter();
            labels.map(|label| self.label(label, language)).collect()
        };
        let is_known = |labels: &[Label]| labels.iter().any(|label| label.language.is_some());
        let mut languages = self.languages.iter().copied();
        if self.overview.is_some() {
            return (in_language(languages.next()), Vec::new());
        }
        let translated = languages.map(|language| (language, in_language(Some(language))));
        let known = translated.filter(|(_, labels)| is_known(labels)).collect();
        (in_language(None), known)
    }

    fn label(&self, label: &Clean, language: Option<Language>) -> Label {
        let country = self.account.country;
        let english = label.split(" | ").next().unwrap_or(label);
        let own = language
            .and_then(|language| labels().translated(label, language, country))
            .filter(|own| own != english);
        let variants = |text: &str| text.replace(" | ", " / ");
        Label {
            language: language.filter(|_| own.is_some()),
            english: own.as_ref().map(|_| english.to_owned()),
            text: variants(own.as_deref().unwrap_or(label)),
        }
    }

    /// An address, with its QR code if it is to have one and may be followed.
    pub(super) fn link(&self, address: &Clean, label: Option<&Clean>, has_code: bool) -> Link {
        let verdict = link::judge(address, self.context.trusted);
        let trusted = verdict == Verdict::Trusted;
        let host = link::host(address).unwrap_or_default();
        let rest = address.split_once(host).map(|(_, rest)| rest);
        Link {
            label: label.map(ToString::to_string),
            host: host.to_owned(),
            rest: rest.unwrap_or_default().to_owned(),
            address: address.to_string(),
            trusted,
            warning: match verdict {
                Verdict::Trusted => None,
                Verdict::Ask => Some("Look twice: this host is on no list of known pages.".into()),
                Verdict::Refused(refusal) => {
                    Some(format!("Do not open this. {}", refusal.reason()))
                }
            },
            code: Some(address)
                .filter(|_| trusted && has_code)
                .and_then(|address| squares(address)),
        }
    }
}

/// The QR code of an address.
fn squares(address: &str) -> Option<Squares> {
    let code = Code::of(address).ok()?;
    Some(Squares {
        side: code.side(),
        path: code.path(),
    })
}

/// A source. Its address may be followed only where its host is on the list.
pub(super) fn source(source: &Source, trusted: &[String]) -> SourcePart {
    let published = source
        .published
        .map(|day| format!("published {}, ", clock::short_date(day.into())))
        .unwrap_or_default();
    let is_trusted = |url: &Clean| link::judge(url, trusted) == Verdict::Trusted;
    SourcePart {
        title: source.title.to_string(),
        address: source.url.as_ref().map(ToString::to_string),
        trusted: source.url.as_ref().is_some_and(is_trusted),
        note: source.note.as_ref().map(ToString::to_string),
        dates: format!("{published}read on {}", clock::read_on(source.checked)),
        anchor: None,
    }
}

/// A rule with a full stop.
pub(super) fn sentence(rule: &str) -> String {
    format!("{}.", rule.trim_end_matches('.'))
}

/// Between which days the sources of some facts were last read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Span(Option<(Day, Day)>);

impl Span {
    pub(super) fn of(days: impl IntoIterator<Item = Day>) -> Self {
        let mut span = None;
        for day in days {
            let (first, last) = span.unwrap_or((day, day));
            span = Some((day.min(first), day.max(last)));
        }
        Self(span)
    }

    /// Of the steps of these guides, each by the newest of its sources.
    pub(super) fn of_guides(guides: impl IntoIterator<Item = Arc<Guide>>) -> Self {
        let seen = |guide: Arc<Guide>| -> Vec<Day> {
            let steps = guide.steps.iter();
            steps.filter_map(|step| Some(step.seen?.day)).collect()
        };
        Self::of(guides.into_iter().flat_map(seen))
    }

    /// In a sentence or two.
    pub(super) fn told(self, today: Date) -> String {
        let written = format!("Written on {} by optout.", clock::short_date(today));
        match self.0 {
            None => written,
            Some((first, last)) if first == last => {
                format!(
                    "{written} What it says was last read on {}.",
                    clock::short_date(last.into())
                )
            }
            Some((first, last)) => format!(
                "{written} What it says was last read between {} and {}.",
                clock::short_date(first.into()),
                clock::short_date(last.into())
            ),
        }
    }
}
