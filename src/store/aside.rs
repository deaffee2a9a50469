//! Moving files out of the way without ever overwriting one.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{failure::Failure, folder};
use crate::{id::Id, system::disk};

/// Renames a file that cannot be used, within its folder, and returns its new path.
pub(super) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let now = Timestamp::now().to_zoned_datetime(TimeZone::UTC);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = format!("{name}.corrupt-{}", now.strftime("%Y%m%d-%H%M%S"));
    let aside = free(&path.with_file_name(name));
    disk::rename(path, &aside)?;
    if let Some(folder) = path.parent() {
        // Without the sync a power loss may undo the renaming, which does no harm.
        let _ = folder::sync(folder);
    }
    Ok(aside)
}

/// The account of a file that [`set_aside`] gave this name.
pub(super) fn of(name: &str) -> Option<Id> {
    // An id has no dot.
    let (id, rest) = name.split_once('.')?;
    rest.starts_with("toml.corrupt-").then(|| Id::new(id))?
}

/// The name of the file of an account that was set aside last.
pub(super) fn newest(root: &Path, id: &Id) -> Option<OsString> {
    let entries = fs::read_dir(folder::accounts(root)).ok()?.flatten();
    let names = entries.map(|entry| entry.file_name());
    let of_it = names.filter(|name| name.to_str().and_then(of).as_ref() == Some(id));
    of_it.max()
}

/// Moves a file to another folder. A file that is there already gets another name.
pub(super) fn move_over(from: &Path, to: &Path) -> Result<(), Failure> {
    let refused = |error: io::Error| super::failure::disk("move", from, &error);
    if folder::is_taken(to) {
        disk::rename(to, &free(to)).map_err(refused)?;
    }
    disk::rename(from, to).map_err(refused)?;
    // The new name is synced first, so that the file always has one.
    for folder in [to.parent(), from.parent()].into_iter().flatten() {
        folder::sync(folder)?;
    }
    Ok(())
}

/// The path itself if nothing is there, else the first free path with a number from 2 on.
pub(super) fn free(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut candidate = path.to_owned();
    let mut number = 2_u32;
    while folder::is_taken(&candidate) {
        candidate = path.with_file_name(format!("{name}-{number}"));
        number += 1;
    }
    candidate
}
