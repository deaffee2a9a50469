//! Exporting everything that is kept, account by account. Changes nothing.

use serde_json::Value as Json;
use toml_edit::DocumentMut;

use super::{
    Notice, Store, aside, contents, folder, foreign, load,
    read::{self, Reading},
};
use crate::{content::region::Regions, error::Error, store::json};

/// An export.
#[derive(Debug, Default)]
pub struct Records {
    /// The files of the accounts as JSON, in the order of their ids.
    pub accounts: Vec<Json>,
    /// The files that could not be exported, with the reason.
    pub missing: Vec<Notice>,
}

impl Store {
    /// Exports all accounts, or the one with this id.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn records(&self, only: Option<&str>, regions: &Regions) -> Result<Records, Error> {
        let mut records = Records::default();
        for name in load::names(&self.root)?.unwrap_or_default().keys() {
            let path = folder::accounts(&self.root).join(name);
            // An account whose file was put aside is missing as long as it has no other.
            let aside = name.to_str().and_then(aside::of);
            let aside = aside.filter(|id| foreign::is_missing(self, id));
            let Some(id) = aside.clone().or_else(|| folder::id_of(name)) else {
                continue;
            };
            if only.is_some_and(|only| only != id.as_str()) {
                continue;
            }
            if aside.is_some() {
                let notice = foreign::foreign(self, name, regions);
                records.missing.extend(notice);
                continue;
            }
            if foreign::copy_of(self, &path, regions).is_some() {
                continue;
            }
            let read = contents::read(&path)
                .map_err(|unread| load::in_words(&path, &unread))
                .and_then(
                    |(bytes, _)| match read::read(&id, &bytes, regions, self.formats) {
                        Reading::Bad(why) => Err(why.to_string()),
                        Reading::Good { .. } | Reading::Newer { .. } => document(self, &bytes),
                    },
                );
            match read {
                Ok(mut document) => {
                    // The id in the name of the file counts, not the one in its text.
                    document.insert("id", toml_edit::value(id.as_str()));
                    records.accounts.push(json::to_json(document.as_table()));
                }
                Err(why) => records.missing.push(Notice::new(&path, &why)),
            }
        }
        Ok(records)
    }
}

/// The file, migrated to the current format.
fn document(store: &Store, bytes: &[u8]) -> Result<DocumentMut, String> {
    let parsed = std::str::from_utf8(bytes)
        .ok()
        .and_then(|source| source.parse().ok());
    let mut document: DocumentMut = parsed.ok_or_else(|| "It is not TOML.".to_owned())?;
    store.formats.bring_up(&mut document)?;
    Ok(document)
}
