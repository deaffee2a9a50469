//! The layout of the data folder; making folders and syncing them (`fsync`).

use std::{
    ffi::OsStr,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use super::failure::{self, Failure};
use crate::{
    error::Error,
    id::Id,
    system::{disk, shell},
};

/// The folder of the accounts.
pub(super) fn accounts(root: &Path) -> PathBuf {
    root.join("accounts")
}

/// The folder of the removed accounts.
pub(super) fn trash(root: &Path) -> PathBuf {
    root.join("trash")
}

/// The folder of the daily copies.
pub(super) fn backup(root: &Path) -> PathBuf {
    root.join("backup")
}

/// The folder of the files that are kept as evidence for an account.
pub(super) fn evidence(root: &Path, account: &Id) -> PathBuf {
    root.join("evidence").join(account.as_str())
}

/// The name of an account's file.
pub(super) fn file_name(id: &Id) -> String {
    [id, ".toml"].concat()
}

/// The file of an account.
pub(super) fn file(root: &Path, id: &Id) -> PathBuf {
    accounts(root).join(file_name(id))
}

/// The account whose file has this name; `None` for every other name.
pub(super) fn id_of(name: &OsStr) -> Option<Id> {
    name.to_str()?.strip_suffix(".toml").and_then(Id::new)
}

/// The account whose file has this name since iCloud keeps it and took it off this computer.
pub(super) fn id_of_absent(name: &OsStr) -> Option<Id> {
    let name = name.to_str()?.strip_prefix('.')?.strip_suffix(".icloud")?;
    id_of(OsStr::new(name))
}

/// Whether the file at this path is not on this computer now, since iCloud keeps it.
pub(super) fn is_absent(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    is_taken(&path.with_file_name(format!(".{name}.icloud"))) && !is_taken(path)
}

/// What to say of such a file.
pub(super) const ABSENT: &str =
    "It is not on this computer now: iCloud keeps it. Open the folder in Finder to fetch it.";

/// Whether something is at this path, a dangling link included.
pub(super) fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Makes a folder that only its owner may open, with those above it, and syncs them.
pub(super) fn make(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Ok(());
    }
    if fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink()) {
        return Err(Failure::Disk(leads_nowhere(path)));
    }
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        make(parent)?;
    }
    match disk::make_private_folder(path, false) {
        Ok(()) => {}
        // Another copy of the program made it in between.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(error) => return Err(failure::disk("make the folder", path, &error)),
    }
    sync(parent.unwrap_or(Path::new("."))).inspect_err(|_| {
        // It is still empty; the next attempt makes and syncs it again.
        let _ = fs::remove_dir(path);
    })
}

/// Why others can read or change what is in a folder, as a sentence; `None` if they cannot.
pub(super) fn shared(folder: &Path) -> Option<String> {
    let there = fs::metadata(folder).ok()?;
    if disk::is_anothers(&there) {
        return Some(
            "This folder belongs to another user, who can put other files in the place of yours. Keep your accounts in a folder of your own: --data-dir.".to_owned(),
        );
    }
    let mode = disk::mode(&there)?;
    (mode & 0o002 != 0).then(|| {
        format!(
            "Everybody on this computer can change this folder (mode {mode:04o}). To keep others out: chmod 700 {}",
            shell::quoted(folder)
        )
    })
}

/// The error of a dangling link.
pub(super) fn leads_nowhere(path: &Path) -> Error {
    Error::new(
        format!("{} is a link that leads nowhere.", path.display()),
        "Check that the disk it leads to is there, or remove the link.",
    )
}

/// Syncs a folder, so that the names in it are safe against power loss.
pub(super) fn sync(folder: &Path) -> Result<(), Failure> {
    disk::sync_folder(folder)
        .map_err(|error| failure::disk("make sure of what was written to", folder, &error))
}
