//! Writing a complaint pack: what is kept is read, compared with its hash, and put beside the complaint.

use std::path::Path;

use super::Store;
use crate::{
    error::Error,
    export::pack::{Found, Pack},
    system::files::folder::{self, Readers},
};

/// A pack that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenPack {
    /// How many files it has.
    pub files: usize,
    /// Why some of what is kept is not in it, a sentence each.
    pub lost: Vec<String>,
}

impl Store {
    /// Writes a pack into a new folder, or an empty one, which only its owner may read.
    ///
    /// # Errors
    ///
    /// If something is in the folder, or it could not be written. Nothing is left then.
    pub fn write_pack(&self, pack: &Pack, into: &Path) -> Result<WrittenPack, Error> {
        let mut found = Found::new();
        for kept in &pack.kept {
            let read = || self.read_kept(&kept.account, &kept.sha256, &kept.name);
            found.entry(kept.sha256.clone()).or_insert_with(read);
        }
        let files = pack.files(&found).map_err(|why| {
            Error::new(
                format!("The pack could not be made: {why}"),
                "This is a mistake in the program; please report it.",
            )
        })?;
        folder::create(into, &files, Readers::Owner)?;
        let lost = found.values().filter_map(|found| found.as_ref().err());
        Ok(WrittenPack {
            files: files.len(),
            lost: lost.map(|error| error.sentence.to_string()).collect(),
        })
    }
}
