//! What lost when two versions of an account were merged: kept in a file beside the account's, so that
//! nothing either of them had is gone. Nothing reads it again but the person.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use super::{
    aside,
    contents::{self, Unread},
    failure::{Failure, always_overtaken, disk},
    folder,
    keys::{exact, moment, set},
    replace,
    work::content,
};
use crate::{account::merge::Untaken, id::Id};

/// What follows the id in the name of the file.
const NAME: &str = ".not-taken.toml";

/// The list in the file.
const KEY: &str = "not-taken";

/// The words at its head.
const HEAD: &str = "# When versions of this account were brought together, these values were not taken, or replaced by\n\
                    # newer ones. They are yours to keep or to delete; the program does not read them.\n\n";

/// Whether a file of values that were not taken has this name.
pub(super) fn is(name: &str) -> bool {
    name.split_once(NAME)
        .is_some_and(|(id, _)| Id::new(id).is_some())
}

/// Adds what is not in the file yet, and returns the file; `None` where there is nothing to keep.
pub(super) fn keep(
    root: &Path,
    id: &Id,
    values: &[Untaken],
    now: Timestamp,
) -> Result<Option<PathBuf>, Failure> {
    if values.is_empty() {
        return Ok(None);
    }
    let path = folder::accounts(root).join(format!("{id}{NAME}"));
    let (path, mut document, stamp) = match contents::read(&path) {
        Ok((bytes, stamp)) => match String::from_utf8(bytes).ok().and_then(|it| it.parse().ok()) {
            Some(document) => (path, document, Some(stamp)),
            // Somebody's own words: another file is begun.
            None => (aside::free(&path), DocumentMut::new(), None),
        },
        Err(Unread::Refused(error)) if folder::is_taken(&path) => {
            return Err(disk("read", &path, &error));
        }
        Err(_) => (aside::free(&path), DocumentMut::new(), None),
    };
    if stamp.is_none() {
        document.decor_mut().set_prefix(HEAD);
    }
    let unfit = |why: String| {
        let sentence = format!("{} cannot be written: {why}.", path.display());
        content(sentence, "Move that file away, then try again.")
    };
    let list = document
        .entry(KEY)
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .ok_or_else(|| unfit(format!("`{KEY}` is no list of tables there")))?;
    let text = |table: &Table, key| table.get(key).and_then(Item::as_str).map(str::to_owned);
    let before = list.len();
    for value in values {
        let is_there = list.iter().any(|known| {
            (text(known, "key"), text(known, "value"))
                == (Some(value.key.clone()), Some(value.value.clone()))
        });
        if is_there {
            continue;
        }
        let mut table = Table::new();
        set(&mut table, "key", value.key.as_str()).map_err(&unfit)?;
        set(&mut table, "value", value.value.as_str()).map_err(&unfit)?;
        if let Some(at) = value.at {
            set(&mut table, "at", exact(at).map_err(&unfit)?).map_err(&unfit)?;
        }
        set(&mut table, "merged", moment(now).map_err(&unfit)?).map_err(&unfit)?;
        list.push(table);
    }
    if list.len() > before {
        match replace::replace(&path, document.to_string().as_bytes(), stamp)? {
            replace::Replaced::Done(_) => {}
            replace::Replaced::Overtaken => return Err(always_overtaken(&path)),
        }
        folder::sync(&folder::accounts(root))?;
    }
    Ok(Some(path))
}
