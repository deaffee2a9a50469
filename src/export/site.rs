//! The site: the routes by region and platform, for everybody, as pages that link to one another.

use std::sync::Arc;

use jiff::Timestamp;
use minijinja::context;
use serde::Serialize;

use super::{
    Context, goals,
    html::{Pages, plain},
    letter,
    reader::{self, Reader, Span},
    sheet::{GoalPart, LetterPart, Link, SourcePart},
};
use crate::{
    account::Account,
    catalog::letters,
    clock,
    content::{
        guide::Guide,
        platform::{Kind, Platform},
        region::{Authority, Country, FormOffer, Region},
        source::Source,
    },
    document::Day,
    id::Id,
    sort::{sort, sort_by_key},
    text::Clean,
};

const TITLE: &str = "Object to AI training at Meta";

/// A page of the site: the name of its file, and its text.
pub type SitePage = (String, String);

/// The site, without any account: the first page is `index.html`.
///
/// # Errors
///
/// A mistake in a template.
pub fn site(context: Context<'_>) -> Result<Vec<SitePage>, String> {
    let pages = Pages::new()?;
    let mut site = vec![index(&pages, context)?];
    for region in context.catalog.regions.iter() {
        let places = places(context, region);
        site.push(of_region(&pages, context, region, &places)?);
        for place in &places {
            site.push(of_place(&pages, context, region, place)?);
        }
        for platform in Platform::ALL {
            let there = places.iter().filter(|it| it.account.platform == *platform);
            site.extend(of_letters(
                &pages,
                context,
                region,
                &there.collect::<Vec<_>>(),
            )?);
        }
    }
    site.push(sources(&pages, context)?);
    Ok(site)
}

/// What is the same for some kinds of account on a platform in a region.
struct Place {
    account: Account,
    /// The name of its file.
    file: String,
    title: String,
    goals: Vec<GoalPart>,
}

fn places(context: Context<'_>, region: &Region) -> Vec<Place> {
    let Some(country) = context.countries(region).next() else {
        return Vec::new();
    };
    let mut all: Vec<Place> = Vec::new();
    for platform in Platform::ALL {
        let kinds: &[Kind] = match platform {
            Platform::None => &[Kind::NoAccount],
            Platform::Facebook => &Kind::ON_PLATFORM,
            // Pages are Facebook's.
            Platform::Instagram
            | Platform::Threads
            | Platform::Messenger
            | Platform::Whatsapp
            | Platform::MetaAi => &[Kind::Personal, Kind::Professional, Kind::Minor],
        };
        // Kinds for which all is the same have one page.
        let mut groups: Vec<(Account, Vec<GoalPart>, Vec<Kind>)> = Vec::new();
        for kind in kinds {
            let Some(account) = stand_in(*platform, *kind, country) else {
                continue;
            };
            let goals = goals::of_everybody(&reader(context, &account));
            match groups.iter_mut().find(|(_, known, _)| *known == goals) {
                Some((_, _, kinds)) => kinds.push(*kind),
                None => groups.push((account, goals, vec![*kind])),
            }
        }
        let alone = groups.len() == 1;
        for (account, goals, kinds) in groups {
            let first = kinds.first().map_or("", |kind| kind.as_str());
            let titles: Vec<&str> = kinds.iter().map(|kind| kind.title()).collect();
            let (suffix, title) = match alone {
                true => (String::new(), platform.title().to_owned()),
                false => (
                    format!("-{first}"),
                    format!("{}: {}", platform.title(), titles.join(" or ")),
                ),
            };
            all.push(Place {
                account,
                file: format!("{}-{platform}{suffix}.html", region.id),
                title,
                goals,
            });
        }
    }
    all
}

/// An account that stands for all of its sort in a region.
fn stand_in(platform: Platform, kind: Kind, country: Country) -> Option<Account> {
    let id = Id::new("everybody")?;
    Some(Account {
        kind,
        country: Some(country),
        ..Account::new(id, Clean::default(), platform, Timestamp::UNIX_EPOCH)
    })
}

fn reader<'a>(context: Context<'a>, account: &'a Account) -> Reader<'a> {
    Reader::new(context, account, None)
}

/// Whether there is a form, in a sentence.
fn offer(region: &Region) -> String {
    let since = region
        .since
        .map(|since| format!(" since {}", clock::short_date(since.into())));
    let since = since.unwrap_or_default();
    match region.form {
        FormOffer::Yes => format!("Meta offers a form to object{since}."),
        FormOffer::Reported => "A form to object is only reported here.".to_owned(),
        FormOffer::No => "Meta offers no form to object here.".to_owned(),
    }
}

#[derive(Serialize)]
struct RegionLine<'a> {
    id: &'a str,
    name: &'a str,
    offer: String,
    countries: Vec<&'a str>,
    countries_count: usize,
    opens: bool,
}

fn index(pages: &Pages, context: Context<'_>) -> Result<SitePage, String> {
    let regions = context.catalog.regions.iter().map(|region| {
        let names = context
            .countries(region)
            .map(|it| context.catalog.regions.name(it));
        let mut names: Vec<&str> = names.collect();
        sort(&mut names);
        // A region of one country has its name.
        let countries = if names.len() > 1 { names } else { Vec::new() };
        RegionLine {
            id: &region.id,
            name: &region.name,
            offer: offer(region),
            countries_count: countries.len(),
            opens: region.form == FormOffer::Yes,
            countries,
        }
    });
    let known = context! {
        title => TITLE,
        as_of => as_of(context),
        regions => plain(regions.collect::<Vec<_>>()),
    };
    Ok(("index.html".to_owned(), pages.page("index.html", known)?))
}

fn as_of(context: Context<'_>) -> String {
    Span::of_guides(context.catalog.guides()).told(context.today)
}

#[derive(Serialize)]
struct AuthorityLine<'a> {
    name: String,
    english: Option<&'a Clean>,
    link: Link,
    email: Option<&'a Clean>,
    note: Option<&'a Clean>,
    reliance: String,
}

fn of_region(
    pages: &Pages,
    context: Context<'_>,
    region: &Region,
    places: &[Place],
) -> Result<SitePage, String> {
    let regions = &context.catalog.regions;
    let mut authorities: Vec<(&str, Vec<AuthorityLine<'_>>)> = Vec::new();
    let mut days: Vec<Day> = Vec::new();
    for country in context.countries(region) {
        let listed = regions.authorities(country).map(|authority| {
            days.push(authority.checked.day);
            line(context, authority)
        });
        let listed: Vec<AuthorityLine<'_>> = listed.collect();
        if !listed.is_empty() {
            authorities.push((regions.name(country), listed));
        }
    }
    sort_by_key(&mut authorities, |(name, _)| *name);
    let note = region.note.iter().map(ToString::to_string);
    let rules = region.reply.iter().chain(&region.extension);
    let places: Vec<(&str, &str)> = places
        .iter()
        .map(|place| (place.file.as_str(), place.title.as_str()))
        .collect();
    let law = region.law.iter().map(|law| format!("The law: {law}"));
    let remarks: Vec<String> = note
        .chain(law)
        .chain(rules.map(|rule| rule.rule.to_string()))
        .collect();
    let named = regions
        .sources()
        .iter()
        .filter(|it| region.sources.contains(&it.id));
    days.extend(named.map(|source| source.checked.day));
    let known = context! {
        title => region.name.as_str(),
        as_of => Span::of(days).told(context.today),
        offer => offer(region),
        places => plain(places),
        remarks => plain(remarks),
        articles => plain(&region.articles),
        helps => plain(&region.helps),
        hint => plain(&region.authority_hint),
        authorities => plain(authorities),
    };
    let page = pages.page("region.html", known)?;
    Ok((format!("{}.html", region.id), page))
}

fn line<'a>(context: Context<'a>, authority: &'a Authority) -> AuthorityLine<'a> {
    let nobody = stand_in(Platform::None, Kind::NoAccount, authority.country);
    let page = authority.page();
    let link = nobody.map(|nobody| reader(context, &nobody).link(page, None, false));
    AuthorityLine {
        name: authority.name.to_string(),
        english: Some(&authority.english).filter(|it| **it != authority.name),
        link: link.unwrap_or_default(),
        email: authority.email.as_ref(),
        note: authority.note.as_ref(),
        reliance: authority.reliance(clock::read_on(authority.checked)),
    }
}

fn of_place(
    pages: &Pages,
    context: Context<'_>,
    region: &Region,
    place: &Place,
) -> Result<SitePage, String> {
    let guides = context.catalog.fitting_guides(&place.account);
    let span = Span::of_guides(guides);
    let known = context! {
        title => format!("{}, {}", place.title, region.name),
        as_of => span.told(context.today),
        region => region.id.as_str(),
        region_name => region.name.as_str(),
        sheet => context! { goals => plain(&place.goals) },
        letters => letters_file(region, place),
    };
    Ok((place.file.clone(), pages.page("place.html", known)?))
}

fn letters_file(region: &Region, place: &Place) -> String {
    format!("{}-{}-letters.html", region.id, place.account.platform)
}

/// The letters of all kinds of account on one platform.
fn of_letters(
    pages: &Pages,
    context: Context<'_>,
    region: &Region,
    places: &[&Place],
) -> Result<Option<SitePage>, String> {
    let Some(first) = places.first() else {
        return Ok(None);
    };
    let guides = places
        .iter()
        .flat_map(|place| context.catalog.fitting_guides(&place.account));
    let guides: Vec<Arc<Guide>> = guides.collect();
    let mut ids: Vec<&Id> = Vec::new();
    for id in guides
        .iter()
        .flat_map(|it| &it.steps)
        .filter_map(|it| it.letter.as_ref())
    {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let reader = reader(context, &first.account);
    let groups = ids.iter().filter_map(|id| {
        let (anchor, title) = letter::place(id)?;
        Some((anchor, title, letter::parts(&reader, id)))
    });
    let groups: Vec<(String, String, Vec<LetterPart>)> = groups.collect();
    if groups.is_empty() {
        return Ok(None);
    }
    let platform = first.account.platform.title();
    let known = context! {
        title => format!("Letters: {platform}, {}", region.name),
        as_of => Span::of_guides(guides).told(context.today),
        region => region.id.as_str(),
        region_name => region.name.as_str(),
        groups => plain(groups),
    };
    let page = pages.page("letters.html", known)?;
    Ok(Some((letters_file(region, first), page)))
}

/// Every source of what the site says, once.
fn sources(pages: &Pages, context: Context<'_>) -> Result<SitePage, String> {
    let guides = context.catalog.guides();
    let (own, shipped): (Vec<&Arc<Guide>>, Vec<_>) = guides.iter().partition(|it| it.is_yours());
    let shipped = shipped.into_iter().flat_map(|guide| guide.sources());
    let shipped = shipped
        .chain(context.catalog.regions.sources())
        .chain(letters::all().iter().flat_map(|it| &it.sources));
    let listed = |source: &Source| SourcePart {
        anchor: Some(source.id.to_string()),
        ..reader::source(source, context.trusted)
    };
    let own = own.into_iter().flat_map(|guide| guide.sources());
    let own = own.map(|source| reader::source(source, context.trusted));
    let mut parts: Vec<SourcePart> = shipped.map(listed).chain(own).collect();
    sort(&mut parts);
    parts.dedup();
    let known = context! {
        title => "Sources",
        as_of => format!("Written on {} by optout.", clock::short_date(context.today)),
        sources => plain(parts),
        conflicts => plain(goals::conflicts(guides.iter())),
    };
    Ok((
        "sources.html".to_owned(),
        pages.page("sources.html", known)?,
    ))
}
