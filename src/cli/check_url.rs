//! `optout check-url`: says whether an address is Meta's or an authority's, and why not.

use std::{
    io::{self, Read as _},
    sync::Arc,
};

use serde::Serialize;

use super::{Stop, json, session::Session};
use crate::{
    content::{
        address::{self, Assessment, FoundAddress, FoundIn, Standing},
        link::{self, Fault},
    },
    error::Error,
    text,
};

/// The limit for standard input, in bytes.
const MOST: u64 = 256 * 1024;

#[derive(Serialize)]
struct CheckedJson<'t> {
    format: u8,
    addresses: Vec<AddressJson<'t>>,
}

#[derive(Serialize)]
struct AddressJson<'t> {
    address: &'t str,
    /// `text` where other text stood around it, so that nobody who reads only this takes the text
    /// for an address of Meta's.
    standing: &'static str,
    /// The standing of the address by itself.
    alone: Standing,
    host: Option<&'t str>,
    domain: Option<&'t str>,
    authority: Option<&'t str>,
    rule: Option<Fault>,
    fault: Option<FaultJson<'t>>,
    around: FoundIn,
    why: &'t [String],
}

/// The part of the address that is at fault, with its byte range.
#[derive(Serialize)]
struct FaultJson<'t> {
    text: &'t str,
    from: usize,
    to: usize,
}

/// Assesses the addresses.
///
/// # Errors
///
/// If an address is neither Meta's nor an authority's, or has other text around it: the exit code
/// is the answer for scripts.
pub(super) fn check(session: &mut Session<'_>, typed: &str, as_json: bool) -> Result<(), Stop> {
    let text = if typed == "-" {
        input()?
    } else {
        typed.to_owned()
    };
    let found: Vec<FoundAddress<'_>> = if typed == "-" {
        lines(&text).flat_map(address::find).collect()
    } else {
        address::find(&text)
    };
    if found.is_empty() {
        let hint = "Give one address a line.";
        return Err(Error::usage("Standard input holds no address.", hint).into());
    }
    let trusted = session.config.trusted_hosts.clone();
    let regions = &session.catalog.regions;
    let assess = |found: &FoundAddress<'_>| address::assess(found.address, &trusted, regions);
    let assessments: Vec<Assessment> = found.iter().map(assess).collect();
    if as_json {
        write_json(session, &found, &assessments)?;
    } else {
        for (index, (found, assessment)) in found.iter().zip(&assessments).enumerate() {
            if index > 0 {
                writeln!(session.out())?;
            }
            write(session, found, assessment)?;
        }
    }
    let is_good = |(found, assessment): (&FoundAddress<'_>, &Assessment)| {
        let is_known = match assessment.standing {
            Standing::Meta | Standing::Authority => true,
            Standing::Yours | Standing::Unlisted | Standing::Refused | Standing::Sender => false,
        };
        is_known && found.around == FoundIn::Nothing
    };
    let bad = found
        .iter()
        .zip(&assessments)
        .filter(|pair| !is_good(*pair))
        .count();
    if bad == 0 {
        return Ok(());
    }
    let sentence = match found.len() {
        1 => "This is not Meta's own address or an authority's, or other text stood around it."
            .to_owned(),
        all => format!(
            "{bad} of {all} are not Meta's own addresses or an authority's, or other text stood around them."
        ),
    };
    Err(Error::new(sentence, "").into())
}

/// The lines that are not blank. Only their line breaks are removed.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .filter(|line| !line.trim().is_empty())
}

/// Reads standard input.
fn input() -> Result<String, Stop> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        let sentence = "Standard input is longer than 256 KiB.";
        return Err(Error::new(sentence, "Give the address alone.").into());
    }
    // Invalid UTF-8 becomes U+FFFD, which no address may have.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn write(
    session: &mut Session<'_>,
    found: &FoundAddress<'_>,
    assessment: &Assessment,
) -> io::Result<()> {
    let out = session.out();
    writeln!(out, "{}", text::line(&assessment.address))?;
    writeln!(out, "  {}", assessment.verdict)?;
    for sentence in found.around.remark().into_iter().map(str::to_owned) {
        writeln!(out, "  {sentence}")?;
    }
    for sentence in &assessment.why {
        writeln!(out, "  {}", text::line(sentence))?;
    }
    Ok(())
}

fn write_json(
    session: &mut Session<'_>,
    found: &[FoundAddress<'_>],
    assessments: &[Assessment],
) -> Result<(), Stop> {
    let regions = Arc::clone(&session.catalog.regions);
    let addresses = found.iter().zip(assessments).map(|(found, assessment)| {
        let host = assessment.host.as_deref();
        let authority = match assessment.standing {
            Standing::Authority => host.and_then(|host| address::authority(host, &regions)),
            Standing::Meta
            | Standing::Yours
            | Standing::Unlisted
            | Standing::Refused
            | Standing::Sender => None,
        };
        AddressJson {
            address: &assessment.address,
            standing: match found.around {
                FoundIn::Nothing => assessment.standing.as_str(),
                FoundIn::Marks | FoundIn::Text => "text",
            },
            alone: assessment.standing,
            host,
            domain: host.map(link::domain),
            authority: authority.map(|authority| authority.id.as_str()),
            rule: assessment.refusal.map(|refusal| refusal.fault),
            fault: assessment.refusal.map(|refusal| FaultJson {
                text: refusal.part(&assessment.address),
                from: refusal.range().start,
                to: refusal.range().end,
            }),
            around: found.around,
            why: &assessment.why,
        }
    });
    let checked = CheckedJson {
        format: json::FORMAT,
        addresses: addresses.collect(),
    };
    json::write(session.out(), &checked)
}
