//! `optout guide`: list and show.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::Subcommand;
use serde::Serialize;

use super::{Stop, find, json, session::Session, table};
use crate::{
    account::Platform,
    guide::{Device, Goal, Guide, Origin, Step},
    id::Id,
    text::{self, Clean},
};

/// What to do with guides.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// List the guides
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a guide in full, with its sources
    Show {
        /// The guide's id
        id: String,
    },
    /// Look for mistakes: in the shipped guides and your own, or in these files
    Check {
        /// Guide files
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(session: &mut Session<'_>, command: &Command) -> Result<(), Stop> {
    match command {
        Command::List { json } => list(session, *json),
        Command::Show { id } => {
            let guide = find::guide(&session.catalog, id)?.clone();
            let stale = guide.is_stale(session.now.today);
            let where_it_exists = session.catalog.where_it_exists(&guide);
            Ok(write_guide(session.out(), &guide, stale, where_it_exists)?)
        }
        Command::Check { files, json } => super::check::check(session, files, *json),
    }
}

#[derive(Serialize)]
struct ListJson<'a> {
    format: u8,
    guides: Vec<GuideJson<'a>>,
}

#[derive(Serialize)]
struct GuideJson<'a> {
    id: &'a Id,
    goal: Goal,
    platforms: &'a [Platform],
    title: &'a Clean,
    optional: bool,
    steps: usize,
    checked: Option<String>,
    stale: bool,
    yours: bool,
    file: Option<&'a Clean>,
}

fn list(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let guides = session.catalog.guides().to_vec();
    let today = session.now.today;
    if as_json {
        let guides = guides.iter().map(|guide| GuideJson {
            id: &guide.id,
            goal: guide.goal,
            platforms: &guide.platforms,
            title: &guide.title,
            optional: guide.optional,
            steps: guide.steps.len(),
            checked: guide.checked().map(|day| day.to_string()),
            stale: guide.is_stale(today),
            yours: guide.is_yours(),
            file: match &guide.origin {
                Origin::Shipped => None,
                Origin::Yours(file) => Some(file),
            },
        });
        let list = ListJson {
            format: json::FORMAT,
            guides: guides.collect(),
        };
        return json::write(session.out(), &list);
    }
    let rows: Vec<[String; 6]> = guides
        .iter()
        .map(|guide| {
            let platforms: Vec<&str> = guide
                .platforms
                .iter()
                .map(|platform| platform.word())
                .collect();
            let checked = guide
                .checked()
                .map_or("never".to_owned(), |day| day.to_string());
            let stale = if guide.is_stale(today) { " stale" } else { "" };
            let yours = if guide.is_yours() { "yours" } else { "" };
            [
                guide.id.to_string(),
                guide.goal.to_string(),
                platforms.join(","),
                format!("checked {checked}{stale}"),
                yours.to_owned(),
                guide.title.to_string(),
            ]
        })
        .collect();
    Ok(table::write(session.out(), &rows)?)
}

/// Cells of a line of running text.
const LINE: usize = 78;

pub(super) fn paragraph(out: &mut dyn Write, text: &str, indent: &str) -> io::Result<()> {
    let cells = LINE - indent.len();
    text::wrap(text.trim_end(), cells)
        .iter()
        .try_for_each(|line| writeln!(out, "{}", format!("{indent}{line}").trim_end()))
}

fn write_guide(
    out: &mut dyn Write,
    guide: &Guide,
    stale: bool,
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
        writeln!(out, "Takes about {minutes} minutes")?;
    }
    if stale {
        writeln!(
            out,
            "May be out of date: no source was read in the last half year."
        )?;
    }
    for text in [&guide.summary, &guide.caution].into_iter().flatten() {
        writeln!(out)?;
        paragraph(out, text, "")?;
    }
    for (number, step) in guide.steps.iter().enumerate() {
        writeln!(out)?;
        write_step(out, number + 1, step)?;
    }
    for conflict in &guide.conflicts {
        writeln!(out, "\nThe sources disagree: {}", conflict.question)?;
        for (source, says) in &conflict.claims {
            paragraph(out, &format!("{source}: {says}"), "  ")?;
        }
        paragraph(out, &format!("Advice: {}", conflict.advice), "  ")?;
    }
    writeln!(out, "\nSources")?;
    for source in &guide.sources {
        paragraph(out, &format!("{}: {}", source.id, source.title), "  ")?;
        if let Some(url) = &source.url {
            writeln!(out, "    {url}")?;
        }
        if let Some(note) = &source.note {
            paragraph(out, note, "    ")?;
        }
        let published = source
            .published
            .map_or(String::new(), |day| format!("published {day}, "));
        writeln!(out, "    {published}checked {}", source.checked)?;
    }
    Ok(())
}

fn write_step(out: &mut dyn Write, number: usize, step: &Step) -> io::Result<()> {
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
    paragraph(out, &step.body, "   ")?;
    for (place, address) in step.addresses().enumerate() {
        let else_try = if place == 0 && step.link.is_some() {
            ""
        } else {
            "or "
        };
        writeln!(out, "   {else_try}{address}")?;
    }
    if step.authority {
        let says = "Its link is the complaint page of the authority of the account's country.";
        paragraph(out, says, "   ")?;
    }
    if let Some(letter) = &step.letter {
        writeln!(out, "   Letter: {letter}")?;
    }
    let sources: Vec<&str> = step.sources.iter().map(|id| id.as_str()).collect();
    let (sure, meaning) = (step.confidence.word(), step.confidence.meaning());
    let sure = format!(
        "Confidence: {sure} ({meaning}); from {}",
        sources.join(", ")
    );
    paragraph(out, &sure, "   ")
}
