//! `optout guide drift`: lists link rot, the shipped addresses that saved policy texts no longer
//! have.

use std::{io, path::Path};

use serde::Serialize;

use crate::{
    cli::{Stop, json, session::Session},
    error::Error,
    lint::drift::{Drift, Occurs, Shipped, Use},
    system::{
        files::texts::{self, FoundTexts},
        paths,
    },
    text::Clean,
};

#[derive(Serialize)]
struct DriftJson<'d> {
    format: u8,
    texts: usize,
    skipped: Vec<SkippedJson<'d>>,
    addresses: Vec<AddressJson<'d>>,
}

#[derive(Serialize)]
struct SkippedJson<'d> {
    file: Clean,
    why: &'d str,
}

#[derive(Serialize)]
struct AddressJson<'d> {
    address: &'d Clean,
    #[serde(rename = "use")]
    use_: Use,
    places: &'d [String],
    occurs: Occurs,
    file: Option<&'d Clean>,
}

/// Compares the shipped addresses with the texts of a folder.
pub(super) fn drift(session: &mut Session<'_>, folder: &Path, as_json: bool) -> Result<(), Stop> {
    let mut drift = Drift::shipped();
    let look = |path: &Path, text: &str| drift.look(&paths::shown(path), text);
    let found = texts::read(folder, look).map_err(|error| {
        let sentence = format!("{} cannot be read: {error}.", folder.display());
        Error::new(sentence, "Name a folder of saved policy texts.")
    })?;
    if found.texts == 0 {
        let sentence = format!("There is no text to look at in {}.", folder.display());
        let endings = texts::ENDINGS.join(", .");
        return Err(
            Error::new(sentence, format!("Looked for files that end in .{endings}")).into(),
        );
    }
    if as_json {
        let skipped = found.skipped.iter().map(|(path, why)| SkippedJson {
            file: paths::shown(path),
            why,
        });
        let addresses = drift.addresses.iter().map(|known| AddressJson {
            address: &known.address,
            use_: known.use_,
            places: &known.places,
            occurs: known.occurs,
            file: known.file.as_ref(),
        });
        let list = DriftJson {
            format: json::FORMAT,
            texts: found.texts,
            skipped: skipped.collect(),
            addresses: addresses.collect(),
        };
        return json::write(session.out(), &list);
    }
    Ok(write(session, &drift, &found)?)
}

/// The heading of a block of the list.
fn heading(occurs: Occurs, use_: Use) -> String {
    let what = match use_ {
        Use::Link => "Links of steps",
        Use::Authority => "Pages of authorities",
        Use::Source => "Addresses of sources",
    };
    let how = match occurs {
        Occurs::Gone => "in none of the texts",
        Occurs::Changed => "whose page is there with other parameters",
        Occurs::Found => "that are still there",
    };
    format!("{what} {how}")
}

fn write(session: &mut Session<'_>, drift: &Drift, found: &FoundTexts) -> io::Result<()> {
    for (path, why) in &found.skipped {
        let path = paths::shown(path);
        writeln!(session.err(), "optout: warning: {path} was not read: {why}")?;
    }
    let out = session.out();
    for use_ in Use::ALL {
        for occurs in Occurs::ALL {
            let fits = |known: &&Shipped| (known.use_, known.occurs) == (*use_, *occurs);
            let block: Vec<&Shipped> = drift.addresses.iter().filter(fits).collect();
            if block.is_empty() {
                continue;
            }
            writeln!(out, "{}: {}", heading(*occurs, *use_), block.len())?;
            for known in block {
                writeln!(out, "  {}", known.address)?;
                if let Some(file) = &known.file {
                    writeln!(out, "    in {file}")?;
                }
                for place in &known.places {
                    writeln!(out, "    {place}")?;
                }
            }
            writeln!(out)?;
        }
    }
    let noun = if found.texts == 1 { "text" } else { "texts" };
    writeln!(out, "Compared with {} {noun}.", found.texts)
}
