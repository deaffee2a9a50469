//! `optout guide`: lists, shows, copies and checks guides.

mod drift;
mod expanded;
mod show;
mod site;
mod whole;

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;

use super::{Stop, find, json, session::Session, table};
use crate::{
    catalog::{SCHEMA, SHIPPED, SOURCES, STEPS},
    clock,
    content::{goal::Goal, guide::Origin, platform::Platform},
    error::Error,
    id::Id,
    system::{files::guides, paths},
    text::Clean,
};

/// The subcommands of `optout guide`.
#[derive(Debug, Clone, Subcommand)]
pub enum GuideCommand {
    /// List the guides
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a guide in full, with its sources
    Show {
        /// The guide's id
        #[arg(value_name = "GUIDE")]
        id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Copy a shipped guide into your own, to change it there
    Copy {
        /// The guide's id
        #[arg(value_name = "GUIDE")]
        id: String,
    },
    /// List which shipped addresses saved policy texts still have, and which they no longer have
    Drift {
        /// A folder of texts: .md, .txt and .html files at any depth
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of guide files, for editors
    Schema,
    /// Write the routes of all countries as pages for a browser, without any account
    ///
    /// They need no network and no script, and may be put on any web server as they are: index.html is the
    /// first. Your own guides are among them.
    Site {
        /// A new or empty folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Look for mistakes: in the shipped guides and your own, or in these files
    ///
    /// Each is named with its file, line, column and rule. Errors end it with exit code 1. Warnings
    /// do not: texts that are hard to read in a small window (long: a step's title over 60 characters,
    /// its body over 700; path: a menu label over 38 cells), countries without an authority of their
    /// own (country), and what is old (stale). A step with a menu path or a link is old when the
    /// newest of its sources was last read more than 180 days ago; what rests on law or on what one
    /// writes, after two years. The list ends with the ten to look at first.
    Check {
        /// Guide files
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(session: &mut Session<'_>, command: &GuideCommand) -> Result<(), Stop> {
    match command {
        GuideCommand::List { json } => list(session, *json),
        GuideCommand::Show { id, json } => show::show(session, id, *json),
        GuideCommand::Copy { id } => copy(session, id),
        GuideCommand::Drift { folder, json } => drift::drift(session, folder, *json),
        GuideCommand::Schema => schema(session),
        GuideCommand::Site { folder } => site::site(session, folder),
        GuideCommand::Check { files, json } => super::check::check(session, files, *json),
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
            checked: guide.checked.map(|it| it.day.to_string()),
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
                .map(|platform| platform.as_str())
                .collect();
            let checked = guide.checked.map_or("never".to_owned(), clock::read_on);
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

fn schema(session: &mut Session<'_>) -> Result<(), Stop> {
    Ok(write!(session.out(), "{SCHEMA}")?)
}

/// Copies the file of a shipped guide to the user's own guides, where it overrides the shipped one.
fn copy(session: &mut Session<'_>, id: &str) -> Result<(), Stop> {
    let guide = find::guide(&session.catalog, id)?;
    let folder = session.paths.guides();
    let shipped = SHIPPED
        .iter()
        .find(|(path, _)| path.rsplit('/').next() == Some(format!("{}.toml", guide.id).as_str()));
    let (Origin::Shipped, Some((_, text))) = (&guide.origin, shipped) else {
        let sentence = match &guide.origin {
            Origin::Yours(file) => {
                format!("`{id}` is yours already: {}/{file}", folder.display())
            }
            Origin::Shipped => format!("`{id}` is not there to be copied."),
        };
        return Err(Error::new(sentence, "Edit that file, or move it away first.").into());
    };
    let name = format!("{}.toml", guide.id);
    let whole = expanded::expanded(text, SOURCES, STEPS).map_err(|error| {
        let sentence = format!("`{id}` cannot be copied: {error}.");
        Error::new(
            sentence,
            "This is a mistake of the program; please report it.",
        )
    })?;
    guides::put(&folder, &name, &whole)?;
    let path = paths::shown(&folder.join(name));
    session.note_done(format!("{path} is written"));
    writeln!(session.out(), "{path}")?;
    let remark = "It takes the place of the shipped guide, and no longer changes with the program.";
    Ok(writeln!(session.err(), "{remark}")?)
}
