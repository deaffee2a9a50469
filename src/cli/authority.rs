//! `optout authority`: lists and shows the data protection authorities.

use std::sync::Arc;

use clap::Subcommand;
use serde::Serialize;

use super::{
    Stop, find, json,
    session::Session,
    table::{self, paragraph},
};
use crate::{
    account::{Account, authority::AuthorityChoice},
    clock,
    content::{
        region::{Authority, Country, Regions},
        source::Confidence,
    },
    error::Error,
    id::Id,
    text::Clean,
};

/// The subcommands of `optout authority`.
#[derive(Debug, Clone, Subcommand)]
pub enum AuthorityCommand {
    /// List the data protection authorities
    List {
        /// Only those of this country: a code such as DE, or a name
        #[arg(long, value_name = "CC")]
        country: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show an authority in full, with its sources
    Show {
        /// The authority's id
        #[arg(value_name = "AUTHORITY")]
        id: String,
    },
}

pub(super) fn run(session: &mut Session<'_>, command: &AuthorityCommand) -> Result<(), Stop> {
    match command {
        AuthorityCommand::List { country, json } => list(session, country.as_deref(), *json),
        AuthorityCommand::Show { id } => show(session, id),
    }
}

#[derive(Serialize)]
struct ListJson<'a> {
    format: u8,
    authorities: Vec<AuthorityJson<'a>>,
}

#[derive(Serialize)]
struct AuthorityJson<'a> {
    id: &'a Id,
    country: Country,
    also: &'a [Country],
    area: Option<&'a Clean>,
    name: &'a Clean,
    english: &'a Clean,
    site: &'a Clean,
    complaint: Option<&'a Clean>,
    email: Option<&'a Clean>,
    note: Option<&'a Clean>,
    checked: String,
    undated: bool,
    confidence: Confidence,
    sources: &'a [Id],
}

impl<'a> AuthorityJson<'a> {
    fn new(authority: &'a Authority) -> Self {
        Self {
            id: &authority.id,
            country: authority.country,
            also: &authority.also,
            area: authority.area.as_ref(),
            name: &authority.name,
            english: &authority.english,
            site: &authority.site,
            complaint: authority.complaint.as_ref(),
            email: authority.email.as_ref(),
            note: authority.note.as_ref(),
            checked: authority.checked.day.to_string(),
            undated: !authority.checked.is_known,
            confidence: authority.confidence,
            sources: &authority.sources,
        }
    }
}

fn list(session: &mut Session<'_>, country: Option<&str>, as_json: bool) -> Result<(), Stop> {
    let regions = Arc::clone(&session.catalog.regions);
    let country = country
        .map(|typed| regions.country(typed))
        .transpose()
        .map_err(|sentence| Error::new(sentence, "Nothing was listed."))?;
    let matches = |authority: &&Authority| country.is_none_or(|of| authority.is_for(of));
    let found: Vec<&Authority> = regions.all_authorities().filter(matches).collect();
    if as_json {
        let list = ListJson {
            format: json::FORMAT,
            authorities: found.into_iter().map(AuthorityJson::new).collect(),
        };
        return json::write(session.out(), &list);
    }
    if let (Some(country), []) = (country, found.as_slice()) {
        let name = regions.name(country);
        writeln!(session.out(), "No authority of {name} is on record here.")?;
        return Ok(());
    }
    let rows: Vec<[String; 5]> = found
        .iter()
        .map(|authority| {
            [
                authority.id.to_string(),
                authority.country.to_string(),
                authority.short().to_string(),
                authority.confidence.to_string(),
                authority.page().to_string(),
            ]
        })
        .collect();
    Ok(table::write(session.out(), &rows)?)
}

fn show(session: &mut Session<'_>, id: &str) -> Result<(), Stop> {
    let regions = Arc::clone(&session.catalog.regions);
    let authority = find::authority(&regions, id)?;
    let out = session.out();
    writeln!(out, "{}  ({})", authority.name, authority.id)?;
    writeln!(out, "{}", authority.english)?;
    let area = authority.area.as_ref();
    let area = area.map_or(String::new(), |area| format!("{area}, "));
    let countries = [authority.country]
        .into_iter()
        .chain(authority.also.clone());
    let names: Vec<&str> = countries.map(|country| regions.name(country)).collect();
    paragraph(out, &format!("For: {area}{}", names.join(", ")), "")?;
    if let Some(note) = &authority.note {
        writeln!(out)?;
        paragraph(out, note, "")?;
    }
    writeln!(out)?;
    match &authority.complaint {
        Some(page) => writeln!(out, "Complaints: {page}")?,
        None => writeln!(out, "No page for complaints is on record.")?,
    }
    writeln!(out, "Site: {}", authority.site)?;
    if let Some(email) = &authority.email {
        writeln!(out, "E-mail: {email}")?;
    }
    paragraph(
        out,
        &authority.reliance(clock::read_on(authority.checked)),
        "",
    )?;
    writeln!(out, "\nSources")?;
    let named = authority.sources.iter();
    for source in named.filter_map(|id| regions.sources().iter().find(|source| source.id == *id)) {
        paragraph(out, &source.title, "  ")?;
        if let Some(url) = &source.url {
            writeln!(out, "    {url}")?;
        }
        if let Some(note) = &source.note {
            paragraph(out, note, "    ")?;
        }
        writeln!(out, "    checked {}", clock::read_on(source.checked))?;
    }
    Ok(())
}

/// Why a step that leads to the account's authority has no link, and what to do about it.
pub(super) fn unknown(regions: &Regions, account: &Account) -> Error {
    let sentence = regions.why_no_authority(account);
    let id = &account.id;
    let hint = match (regions.authority_of(account), account.country) {
        (AuthorityChoice::Several(_) | AuthorityChoice::One(_), Some(country)) => format!(
            "`optout authority list --country {country}` lists them; `optout account edit {id} --authority ID` keeps yours."
        ),
        (_, None) => format!("`optout account edit {id} --country CC` adds it."),
        (AuthorityChoice::None, Some(country)) => {
            let hint = regions
                .of(country)
                .and_then(|region| region.authority_hint.as_deref());
            hint.unwrap_or("Look for the data protection authority of the country.")
                .to_owned()
        }
    };
    Error::new(sentence, hint)
}
