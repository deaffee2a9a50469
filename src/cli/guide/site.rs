//! `optout guide site`: writes the routes as pages into a folder.

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use crate::{
    cli::{Stop, export::not_made, session::Session},
    error::Error,
    export::{self, Context, SitePage},
    system::paths,
};

pub(super) fn site(session: &mut Session<'_>, folder: &Path) -> Result<(), Stop> {
    let context = Context {
        catalog: &session.catalog,
        accounts: &[],
        coverings: &BTreeMap::new(),
        trusted: &session.config.trusted_hosts,
        today: session.now.today,
    };
    let pages = export::site(context).map_err(not_made)?;
    let is_new = prepare(folder)?;
    if let Err(error) = write(folder, &pages) {
        // What was there before is left: the folder, if it was.
        if is_new {
            let _ = fs::remove_dir(folder);
        }
        let sentence = format!("Cannot write into {}: {error}.", folder.display());
        return Err(Error::new(sentence, "Nothing was left there. Is there room?").into());
    }
    let bytes: usize = pages.iter().map(|(_, text)| text.len()).sum();
    let shown = paths::shown(folder);
    session.note_done(format!("{shown} is written"));
    let (number, kilobytes) = (pages.len(), bytes.div_ceil(1000));
    writeln!(session.out(), "{number} pages, {kilobytes} kB: {shown}")?;
    Ok(())
}

/// Makes the folder, or sees that nothing is in it. Says whether it was made.
fn prepare(folder: &Path) -> Result<bool, Error> {
    let failed = |error: &io::Error| {
        let sentence = format!("{} cannot be used: {error}.", folder.display());
        Error::new(sentence, "Name a new or an empty folder.")
    };
    match fs::create_dir(folder) {
        Ok(()) => return Ok(true),
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(&error)),
        Err(_) => {}
    }
    let mut entries = fs::read_dir(folder).map_err(|error| failed(&error))?;
    if entries.next().is_some() {
        let sentence = format!("{} is not empty.", folder.display());
        let hint = "Nothing was written. Name a new folder, or empty that one.";
        return Err(Error::new(sentence, hint));
    }
    Ok(false)
}

/// Writes new files, and removes them again if that fails. Everybody may read them, as far as the person's
/// umask allows: they hold nothing of anybody.
fn write(folder: &Path, pages: &[SitePage]) -> io::Result<()> {
    for (at, (name, text)) in pages.iter().enumerate() {
        let mut options = OpenOptions::new();
        let opened = options.write(true).create_new(true).open(folder.join(name));
        let made = opened.is_ok();
        let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
        if let Err(error) = written {
            let made = pages.iter().take(at + usize::from(made));
            for (name, _) in made {
                let _ = fs::remove_file(folder.join(name));
            }
            return Err(error);
        }
    }
    Ok(())
}
