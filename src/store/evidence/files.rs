//! The bytes of evidence: copied into the data folder, under their hash.
//!
//! A copy is hashed while it is written beside its place, synced, and named only then, so that what
//! has a hash for its name is whole. Nothing here removes a file that an account may still name.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

use crate::{
    account::{evidence::Hashing, progress::Sha256},
    document::named_enum,
    error::Error,
    id::Id,
    store::{
        Store,
        failure::{Failure, reason, refused},
        folder, replace,
    },
    system::files::regular::{self, Unopened},
};

/// The largest file that is kept, in bytes: 25 MB.
pub const LARGEST: u64 = 25 * 1024 * 1024;

/// How much is read at once.
const PART: usize = 64 * 1024;

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// Its size in bytes.
    pub size: u64,
    /// Whether this call put it there.
    pub is_new: bool,
}

named_enum! {
    /// What became of a kept file.
    pub enum FileState {
        /// It is there, as it was.
        Whole = "whole",
        /// It is there and has other bytes.
        Changed = "changed",
        /// It is not there.
        Missing = "missing",
        /// It cannot be read.
        Unreadable = "unreadable",
    }
}

impl FileState {
    /// What became of it, in the words of a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Whole => "as it was kept",
            Self::Changed => "changed",
            Self::Missing => "not there",
            Self::Unreadable => "cannot be read",
        }
    }
}

/// Why bytes could not be taken.
enum Untaken {
    /// There are more than [`LARGEST`].
    TooLarge,
    /// They could not be read.
    Unread(io::Error),
    /// They could not be written.
    Unwritten(Failure),
}

impl Store {
    /// Copies a file of the person's: a regular one, or a link to one.
    ///
    /// # Errors
    ///
    /// If it cannot be read, is larger than [`LARGEST`], or could not be written. Nothing of it is
    /// left then.
    pub fn keep_file(&self, account: &Id, path: &Path) -> Result<KeptFile, Error> {
        let nothing = "Nothing was kept.";
        let shown = path.display();
        let (mut file, there) = regular::open(path).map_err(|unopened| match unopened {
            Unopened::NotRegular if path.is_dir() => Error::new(
                format!("{shown} is a folder."),
                "Name a file in it, or pack the folder into one.",
            ),
            Unopened::NotRegular => {
                let sentence = format!("{shown} is not a regular file.");
                Error::new(sentence, "Save what comes from it into a file first.")
            }
            Unopened::Refused(error) if error.kind() == ErrorKind::NotFound => {
                match fs::symlink_metadata(path).is_ok() {
                    true => folder::leads_nowhere(path),
                    false => Error::new(format!("There is no file {shown}."), nothing),
                }
            }
            Unopened::Refused(error) => unread(path, &error),
        })?;
        let too_large = || {
            let hint = "A screenshot or a saved e-mail is enough; keep the rest elsewhere.";
            Error::new(format!("{shown} is larger than 25 MB."), hint)
        };
        if there.len() > LARGEST {
            return Err(too_large());
        }
        self.take(account, &mut file)
            .map_err(|untaken| match untaken {
                Untaken::TooLarge => too_large(),
                Untaken::Unread(error) => unread(path, &error),
                Untaken::Unwritten(failure) => failure.into(),
            })
    }

    /// Keeps these bytes.
    ///
    /// # Errors
    ///
    /// If they are more than [`LARGEST`], or could not be written.
    pub fn keep_bytes(&self, account: &Id, mut bytes: &[u8]) -> Result<KeptFile, Error> {
        self.take(account, &mut bytes)
            .map_err(|untaken| match untaken {
                Untaken::TooLarge => {
                    Error::new("It is larger than 25 MB.", "That is more than is kept.")
                }
                Untaken::Unread(error) => refused("read", &self.root, &error),
                Untaken::Unwritten(failure) => failure.into(),
            })
    }

    fn take(&self, account: &Id, source: &mut dyn Read) -> Result<KeptFile, Untaken> {
        let place = folder::evidence(&self.root, account);
        folder::make(&place).map_err(Untaken::Unwritten)?;
        replace::sweep(&place);
        let mut copy = replace::begin(&place).map_err(Untaken::Unwritten)?;
        let (sha256, size) = hashed(source, |part| copy.write(part).map_err(Untaken::Unwritten))?;
        // One that was changed is replaced by the good one.
        let is_new = self.check_kept(account, &sha256) != FileState::Whole;
        if is_new {
            copy.put(sha256.as_str()).map_err(Untaken::Unwritten)?;
        }
        Ok(KeptFile {
            sha256,
            size,
            is_new,
        })
    }

    /// Removes a file again that no account names, since the change that would name it was not saved.
    pub fn let_go(&self, account: &Id, kept: &KeptFile) {
        if kept.is_new {
            let _ = fs::remove_file(self.kept_path(account, &kept.sha256));
        }
    }

    /// Deletes a file that the account names no more, as the person asked.
    ///
    /// # Errors
    ///
    /// If it could not be deleted.
    pub fn delete_kept(&self, account: &Id, sha256: &Sha256) -> Result<(), Error> {
        let path = self.kept_path(account, sha256);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(refused("delete", &path, &error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Where the file with this hash is.
    pub fn kept_path(&self, account: &Id, sha256: &Sha256) -> PathBuf {
        folder::evidence(&self.root, account).join(sha256.as_str())
    }

    /// Whether the file with this hash is there, as it was.
    pub fn check_kept(&self, account: &Id, sha256: &Sha256) -> FileState {
        let found = self.open_kept(account, sha256).map(|(mut file, _)| {
            let hashed = hashed(&mut file, |_| Ok(()));
            hashed.map(|(found, _)| found == *sha256)
        });
        match found {
            Ok(Ok(true)) => FileState::Whole,
            Ok(Ok(false) | Err(Untaken::TooLarge)) | Err(Unopened::NotRegular) => {
                FileState::Changed
            }
            Err(Unopened::Refused(error)) if error.kind() == ErrorKind::NotFound => {
                FileState::Missing
            }
            Ok(Err(_)) | Err(Unopened::Refused(_)) => FileState::Unreadable,
        }
    }

    /// The size of the file with this hash, where it is there.
    pub fn size_of_kept(&self, account: &Id, sha256: &Sha256) -> Option<u64> {
        let there = fs::metadata(self.kept_path(account, sha256)).ok()?;
        there.is_file().then_some(there.len())
    }

    /// The bytes of the file with this hash, which are those that were kept.
    ///
    /// # Errors
    ///
    /// If it is not there, cannot be read, or has other bytes.
    pub fn read_kept(&self, account: &Id, sha256: &Sha256, name: &str) -> Result<Vec<u8>, Error> {
        let path = self.kept_path(account, sha256);
        let hint = format!("optout evidence {account} verify lists what is not as it was.");
        let (mut file, _) = self
            .open_kept(account, sha256)
            .map_err(|unopened| match unopened {
                Unopened::NotRegular => {
                    Error::new(format!("{} is not a file.", path.display()), &hint)
                }
                Unopened::Refused(error) if error.kind() == ErrorKind::NotFound => {
                    let sentence = format!("{name} is not there any more: {}.", path.display());
                    Error::new(sentence, &hint)
                }
                Unopened::Refused(error) => refused("read", &path, &error),
            })?;
        let mut bytes = Vec::new();
        let found = hashed(&mut file, |part| {
            bytes.extend_from_slice(part);
            Ok(())
        });
        match found {
            Ok((found, _)) if found == *sha256 => Ok(bytes),
            Ok(_) | Err(Untaken::TooLarge) => {
                let sentence = format!("{name} was changed: {}.", path.display());
                Err(Error::new(sentence, hint))
            }
            Err(Untaken::Unread(error)) => Err(refused("read", &path, &error)),
            Err(Untaken::Unwritten(failure)) => Err(failure.into()),
        }
    }

    fn open_kept(&self, account: &Id, sha256: &Sha256) -> Result<(File, fs::Metadata), Unopened> {
        regular::open(&self.kept_path(account, sha256))
    }
}

fn unread(path: &Path, error: &io::Error) -> Error {
    let hint = match error.kind() {
        ErrorKind::PermissionDenied => "You may not read it: check whose file it is.",
        _ => "Check that its disk is there, or copy the file elsewhere first.",
    };
    let sentence = format!("{} cannot be read: {}.", path.display(), reason(error));
    Error::new(sentence, hint)
}

/// The hash and the number of all bytes of a source, at most [`LARGEST`]. Each part goes to `take`.
fn hashed(
    source: &mut dyn Read,
    mut take: impl FnMut(&[u8]) -> Result<(), Untaken>,
) -> Result<(Sha256, u64), Untaken> {
    let mut hashing = Hashing::default();
    let mut size = 0;
    let mut buffer = vec![0; PART];
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => return Ok((hashing.finish(), size)),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(Untaken::Unread(error)),
        };
        let part = buffer.get(..read).unwrap_or_default();
        size += part.len() as u64;
        if size > LARGEST {
            return Err(Untaken::TooLarge);
        }
        hashing.update(part);
        take(part)?;
    }
}
