//! What is kept: one TOML file per account, saved so that nothing shown as saved is ever lost.
//!
//! [`Store`] does the work on the disk, one call at a time, and is what the commands use.
//! [`writer`] runs a store on a thread of its own for the screen.

pub mod writer;

use std::path::{Path, PathBuf};

use crate::{account::Account, change::Change, error::Error, id::Id, region::Regions, text::Clean};

/// The data folder.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
}

/// What was found in the data folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The accounts, by id.
    pub accounts: Vec<Account>,
    /// What a person should know about the files: set aside, read-only, odd values.
    pub notices: Vec<Notice>,
}

/// Something that a person should know about one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file.
    pub file: Clean,
    /// What about it, as a sentence.
    pub message: Clean,
}

/// What a save left on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The account.
    pub id: Id,
    /// Its record as it is on the disk now; `None` when it was removed.
    pub account: Option<Account>,
    /// What a person should know about the file.
    pub notices: Vec<Notice>,
}

impl Store {
    /// A store in this folder, which need not exist yet: the first save makes it.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The data folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads every account. A missing folder is an empty one.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn load(&self, regions: &Regions) -> Result<Loaded, Error> {
        let _ = regions;
        Ok(Loaded::default())
    }

    /// Applies `changes`, all of one account, to what is on the disk now, and returns when it is
    /// safe against power loss.
    ///
    /// # Errors
    ///
    /// A sentence and a hint when nothing was saved; the file is then as it was.
    pub fn save(&self, changes: &[Change], regions: &Regions) -> Result<Saved, Error> {
        let _ = (changes, regions);
        Err(Error::new("not there yet", ""))
    }
}
