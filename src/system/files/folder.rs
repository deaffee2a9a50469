//! Writing files into a folder of their own, which is new or empty.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use crate::{error::Error, system::disk};

/// Who may read what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone.
    Owner,
    /// Everybody, as far as the person's umask allows.
    All,
}

/// Writes files, each with its path below the folder: a name, or one in a folder.
///
/// # Errors
///
/// If the folder is not empty, or could not be written. What was written is gone then.
pub fn create<B: AsRef<[u8]>>(
    folder: &Path,
    files: &[(String, B)],
    readers: Readers,
) -> Result<(), Error> {
    let is_new = prepare(folder, readers)?;
    write(folder, files, readers).map_err(|error| {
        for (name, _) in files {
            if let Some((inner, _)) = name.split_once('/') {
                let _ = fs::remove_dir(folder.join(inner));
            }
        }
        // What was there before is left: the folder, if it was.
        if is_new {
            let _ = fs::remove_dir(folder);
        }
        let sentence = format!("Cannot write into {}: {error}.", folder.display());
        Error::new(sentence, "Nothing was left there. Is there room?")
    })
}

/// Makes the folder, or sees that nothing is in it. Says whether it was made.
fn prepare(folder: &Path, readers: Readers) -> Result<bool, Error> {
    let failed = |error: &io::Error| {
        let sentence = format!("{} cannot be used: {error}.", folder.display());
        Error::new(sentence, "Name a new or an empty folder.")
    };
    if folder.as_os_str() == "-" {
        let sentence = "`-` is standard output, which takes no folder.";
        return Err(Error::new(sentence, "Name a new or an empty folder."));
    }
    match make(folder, readers) {
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

fn make(folder: &Path, readers: Readers) -> io::Result<()> {
    match readers {
        Readers::Owner => disk::make_private_folder(folder, false),
        Readers::All => fs::create_dir(folder),
    }
}

/// Writes new files, and removes them again if that fails.
fn write<B: AsRef<[u8]>>(folder: &Path, files: &[(String, B)], readers: Readers) -> io::Result<()> {
    for (at, (name, bytes)) in files.iter().enumerate() {
        if let Some((inner, _)) = name.split_once('/') {
            match make(&folder.join(inner), readers) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    remove(folder, files, at);
                    return Err(error);
                }
                Ok(()) | Err(_) => {}
            }
        }
        let mut options = match readers {
            Readers::Owner => disk::private(),
            Readers::All => {
                let mut options = OpenOptions::new();
                options.write(true);
                options
            }
        };
        let opened = options.create_new(true).open(folder.join(name));
        let made = opened.is_ok();
        let written = opened.and_then(|mut file| file.write_all(bytes.as_ref()));
        if let Err(error) = written {
            remove(folder, files, at + usize::from(made));
            return Err(error);
        }
    }
    Ok(())
}

/// Removes so many of the files.
fn remove<B>(folder: &Path, files: &[(String, B)], number: usize) {
    for (name, _) in files.iter().take(number) {
        let _ = fs::remove_file(folder.join(name));
    }
}
