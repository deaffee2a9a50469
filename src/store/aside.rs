//! Moving files out of the way without ever losing one.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{failure::Failure, folder};
use crate::id::Id;

/// Renames a file that cannot be used, in its own folder, and returns its new name.
pub(super) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let now = Timestamp::now().to_zoned(TimeZone::UTC);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = format!("{name}.corrupt-{}", now.strftime("%Y%m%d-%H%M%S"));
    let aside = free(&path.with_file_name(name));
    fs::rename(path, &aside)?;
    if let Some(folder) = path.parent() {
        // The file is safe under either name.
        let _ = folder::sync(folder);
    }
    Ok(aside)
}

/// The account whose file [`set_aside`] gave this name.
pub(super) fn of(name: &str) -> Option<Id> {
    name.split_once(".toml.corrupt-")
        .and_then(|(id, _)| Id::new(id))
}

/// Moves a file to another folder; what is in its place there is kept under another name.
pub(super) fn move_over(from: &Path, to: &Path) -> Result<(), Failure> {
    let refused = |error: io::Error| super::failure::disk("move", from, &error);
    if folder::is_taken(to) {
        fs::rename(to, free(to)).map_err(refused)?;
    }
    fs::rename(from, to).map_err(refused)?;
    // The new name first: at no moment is the file under none.
    for folder in [to.parent(), from.parent()].into_iter().flatten() {
        folder::sync(folder)?;
    }
    Ok(())
}

/// The path itself when nothing is there, else the first free one numbered from 2.
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
