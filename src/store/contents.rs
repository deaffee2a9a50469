//! The bytes of a file, and a stamp that tells its versions apart.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata},
    io::{self, Read as _},
    path::Path,
};

use crate::system::{
    disk::{Folder, Version},
    files::regular::{self, Unopened},
};

/// The largest file of an account, in bytes: far more than thousands of marks need, and little
/// enough that reading it does not stop the program.
pub(super) const LIMIT: u64 = 4 * 1024 * 1024;

/// Identifies a version of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    version: Version,
    is_file: bool,
}

impl Stamp {
    /// The stamp of an open or named file.
    pub(super) fn of(there: &Metadata) -> Self {
        Self {
            version: Version::of(there),
            is_file: there.is_file(),
        }
    }

    /// Whether it is that of a regular file.
    pub(super) fn is_file(&self) -> bool {
        self.is_file
    }

    /// The stamp of the file that is there now; `None` without one.
    pub(super) fn now(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().as_ref().map(Self::of)
    }
}

/// Why a file has no bytes to read.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// It is larger than [`LIMIT`].
    TooLarge,
    /// The system refused.
    Refused(io::Error),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Self::Refused(error)
    }
}

impl From<Unopened> for Unread {
    fn from(unopened: Unopened) -> Self {
        match unopened {
            Unopened::NotRegular => Self::NotAFile,
            Unopened::Refused(error) => Self::Refused(error),
        }
    }
}

/// Reads a file, following links. Never blocks at a pipe or a device.
pub(super) fn read(path: &Path) -> Result<(Vec<u8>, Stamp), Unread> {
    let (file, there) = regular::open(path)?;
    read_open(file, &there)
}

/// Reads what a listing of the folder called a regular file.
pub(super) fn read_listed(folder: &Folder, name: &OsStr) -> Result<(Vec<u8>, Stamp), Unread> {
    let (file, there) = regular::open_in(folder, name)?;
    read_open(file, &there)
}

fn read_open(file: File, there: &Metadata) -> Result<(Vec<u8>, Stamp), Unread> {
    // As many bytes as it had when it was opened, or all of them where the file system reports
    // none.
    let length = match there.len() {
        0 => LIMIT + 1,
        length => length.min(LIMIT + 1),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(there.len().min(LIMIT)).unwrap_or_default());
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Unread::TooLarge);
    }
    Ok((bytes, Stamp::of(there)))
}
