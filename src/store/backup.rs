//! A copy of each account's file as it was before its first change of a day, the last seven kept.
//!
//! The copies help a person whose file was damaged by something else. A save that cannot make one
//! goes on, with a notice.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Store, contents,
    failure::Failure,
    folder,
    read::{self, Reading},
    replace,
};
use crate::{account::Account, content::region::Regions, id::Id, sort::sort, system::shell};

/// How many copies of one account are kept.
const KEPT: usize = 7;

/// Writes `bytes` as the copy of the day of `at`, if there is none yet.
pub(super) fn keep(root: &Path, id: &Id, bytes: &[u8], at: Timestamp) -> Result<(), Failure> {
    let folder = folder::backup(root);
    let day = at.to_zoned_datetime(TimeZone::UTC).strftime("%Y%m%d");
    let path = folder.join(format!("{id}-{day}.toml"));
    if folder::is_taken(&path) {
        return Ok(());
    }
    folder::make(&folder)?;
    replace::replace(&path, bytes, None)?;
    folder::sync(&folder)?;
    prune(&folder, id, &path);
    Ok(())
}

/// Removes the oldest copy if there are too many, but never the `newest`, which is not the last by
/// name after the clock was set back. Removing one at a time, a clock that is wrong for a day costs
/// one copy and not all of them.
fn prune(folder: &Path, id: &Id, newest: &Path) {
    let copies = copies(folder, id);
    if copies.len() > KEPT
        && let Some(oldest) = copies.iter().find(|copy| *copy != newest)
    {
        let _ = fs::remove_file(oldest);
    }
}

/// The copies of an account, the oldest first.
fn copies(folder: &Path, id: &Id) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut copies: Vec<PathBuf> = entries
        .filter(|entry| {
            entry
                .file_name()
                .to_str()
                .is_some_and(|name| is_of(name, id))
        })
        .map(|entry| entry.path())
        .collect();
    sort(&mut copies);
    copies
}

/// Whether a name is that of a copy of this account. An id may itself end with a day.
fn is_of(name: &str, id: &Id) -> bool {
    let day = name
        .strip_prefix(id.as_str())
        .and_then(|rest| rest.strip_prefix('-')?.strip_suffix(".toml"));
    day.is_some_and(|day| day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The newest copy of an account that can be read, and the account in it.
pub(super) fn newest_good(
    store: &Store,
    id: &Id,
    regions: &Regions,
) -> Option<(PathBuf, Box<Account>)> {
    let copies = copies(&folder::backup(&store.root), id);
    copies.into_iter().rev().find_map(|copy| {
        let (bytes, _) = contents::read(&copy).ok()?;
        match read::read(id, &bytes, regions, store.formats) {
            Reading::Good { account, .. } => Some((copy, account)),
            Reading::Newer { .. } | Reading::Bad(_) => None,
        }
    })
}

/// A sentence, after a blank, on how to restore the newest good copy of an account whose file was
/// put aside; empty without a copy.
pub(super) fn restore_hint(store: &Store, id: &Id, regions: &Regions) -> String {
    newest_good(store, id, regions).map_or_else(String::new, |(copy, _)| {
        let file = folder::file(&store.root, id);
        format!(
            " The newest good copy is from before the first change of its day; put it back with: {} {} {}",
            shell::COPY,
            shell::quoted(&copy),
            shell::quoted(&file)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::is_of;
    use crate::id::Id;

    #[test]
    fn a_copy_belongs_to_one_account_alone() {
        let (short, long) = (Id::new("a").unwrap(), Id::new("a-20261121").unwrap());
        assert!(is_of("a-20261121.toml", &short));
        assert!(is_of("a-20261121-20261122.toml", &long));
        assert!(!is_of("a-20261121-20261122.toml", &short));
        assert!(!is_of("a-20261121.toml", &long));
        assert!(!is_of("a-2026112é.toml", &short));
        assert!(!is_of(".a-20261121.toml.1-1.tmp", &short));
    }
}
