//! `optout guide show`: writes a guide in full, with its sources.

use std::io::{self, Write};

use jiff::civil::Date;

use super::whole::WholeJson;
use crate::{
    catalog::provenance::Provenance,
    cli::{Stop, find, json, session::Session, table::paragraph},
    clock,
    content::{
        guide::{Guide, Origin, Step},
        note::Note,
        platform::Device,
        region::Country,
    },
    id::Id,
};

pub(super) fn show(session: &mut Session<'_>, id: &str, as_json: bool) -> Result<(), Stop> {
    let guide = find::guide(&session.catalog, id)?.clone();
    let today = session.now.today;
    if as_json {
        return json::write(session.out(), &WholeJson::of(&guide, today));
    }
    let where_it_exists = session.catalog.where_it_exists(&guide);
    Ok(write_guide(session.out(), &guide, today, where_it_exists)?)
}

fn write_guide(
    out: &mut dyn Write,
    guide: &Guide,
    today: Date,
    where_it_exists: Option<String>,
) -> io::Result<()> {
    writeln!(out, "{}  ({})", guide.title, guide.id)?;
    match &guide.origin {
        Origin::Shipped => {}
        Origin::Yours(file) => writeln!(out, "Yours: {file}")?,
    }
    writeln!(
        out,
        "{}{}",
        guide.goal.title(),
        if guide.optional { ", optional" } else { "" }
    )?;
    let platforms: Vec<&str> = guide
        .platforms
        .iter()
        .map(|platform| platform.title())
        .collect();
    writeln!(out, "For: {}", platforms.join(", "))?;
    if let Some(sentence) = where_it_exists {
        paragraph(out, &sentence, "")?;
    }
    if let Some(minutes) = guide.minutes {
        writeln!(out, "Takes about {}", clock::span(minutes))?;
    }
    if guide.is_stale(today) {
        paragraph(
            out,
            &format!("Nothing here was looked at lately. {}", clock::OLD),
            "",
        )?;
    }
    for text in [&guide.summary, &guide.caution].into_iter().flatten() {
        writeln!(out)?;
        paragraph(out, text, "")?;
    }
    for (_, note) in &guide.notes {
        write_note(out, note, "")?;
    }
    for (number, step) in guide.steps.iter().enumerate() {
        writeln!(out)?;
        write_step(out, number + 1, guide, step)?;
    }
    for conflict in guide.conflicts() {
        writeln!(out, "\nThe sources disagree: {}", conflict.question)?;
        for (source, says) in &conflict.claims {
            paragraph(out, &format!("{source}: {says}"), "  ")?;
        }
        paragraph(out, &format!("Advice: {}", conflict.advice), "  ")?;
    }
    let provenance = Provenance::of(guide, today);
    writeln!(out, "\nHow sure its steps are")?;
    for sentence in provenance.how_sure() {
        paragraph(out, &sentence, "  ")?;
    }
    writeln!(out, "\nSources")?;
    for backed in &provenance.grounds {
        let source = backed.source;
        paragraph(out, &format!("{}: {}", source.id, source.title), "  ")?;
        if let Some(url) = &source.url {
            writeln!(out, "    {url}")?;
        }
        if let Some(note) = &source.note {
            let why = if source.url.is_none() {
                "No address: "
            } else {
                ""
            };
            paragraph(out, &format!("{why}{note}"), "    ")?;
        }
        paragraph(out, &backed.dates(), "    ")?;
        paragraph(out, &backed.bears(), "    ")?;
    }
    Ok(())
}

/// Writes a note, after those for whom it holds.
fn write_note(out: &mut dyn Write, note: &Note, indent: &str) -> io::Result<()> {
    let words = |list: Vec<&str>| list.join("/");
    let whom: Vec<String> = [
        words(note.regions.iter().map(Id::as_str).collect()),
        words(note.countries.iter().map(Country::code).collect()),
        words(note.platforms.iter().map(|it| it.title()).collect()),
        words(note.kinds.iter().map(|it| it.title()).collect()),
    ]
    .into_iter()
    .filter(|words| !words.is_empty())
    .collect();
    let whom = match whom.as_slice() {
        [] => String::new(),
        some => format!("[{}] ", some.join(", ")),
    };
    paragraph(out, &format!("{whom}{}", note.in_words()), indent)
}

fn write_step(out: &mut dyn Write, number: usize, guide: &Guide, step: &Step) -> io::Result<()> {
    writeln!(out, "{number}. {}  ({})", step.title, step.id)?;
    let device = match step.device {
        Device::Web => Some("In a browser"),
        Device::App => Some("In the app"),
        Device::Either => None,
    };
    if let Some(device) = device {
        writeln!(out, "   {device}")?;
    }
    if !step.path.is_empty() {
        let path: Vec<&str> = step.path.iter().map(|label| label.as_str()).collect();
        paragraph(out, &path.join(" > "), "   ")?;
    }
    for text in step.action.iter().chain([&step.body]) {
        paragraph(out, text, "   ")?;
    }
    for note in &step.notes {
        write_note(out, note, "   ")?;
    }
    if let Some(missing) = &step.missing {
        paragraph(out, &format!("Can't find it? {missing}"), "   ")?;
    }
    for (index, address) in step.addresses().enumerate() {
        let prefix = if index == 0 && step.link.is_some() {
            ""
        } else {
            "or "
        };
        writeln!(out, "   {prefix}{address}")?;
    }
    if step.authority {
        let sentence = "Its link is the complaint page of the authority of the account's country.";
        paragraph(out, sentence, "   ")?;
    }
    if let Some(letter) = &step.letter {
        writeln!(out, "   Letter: {letter}")?;
    }
    let sources: Vec<&str> = step.sources.iter().map(|id| id.as_str()).collect();
    let (sure, meaning) = (step.confidence.as_str(), step.confidence.meaning());
    let sure = format!(
        "Confidence: {sure} ({meaning}); from {}",
        sources.join(", ")
    );
    paragraph(out, &sure, "   ")?;
    for source in step.sources.iter().filter_map(|id| guide.source(id)) {
        let source = format!(
            "{} (checked {})",
            source.title,
            clock::read_on(source.checked)
        );
        paragraph(out, &source, "     ")?;
    }
    Ok(())
}
