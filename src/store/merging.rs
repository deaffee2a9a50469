//! Merging another version of an account's file into the account.

use std::{io::ErrorKind, path::Path};

use jiff::Timestamp;

use super::{
    Merged, Store, aside,
    contents::{self, Unread},
    copies,
    failure::{self, Failure, always_overtaken},
    folder, lock,
    migrate::Formats,
    read::{self, Reading},
    rewrite, untaken,
    work::{Work, content},
};
use crate::{
    account::{Account, merge},
    content::region::Regions,
    error::Error,
    id::Id,
    system::disk,
    text::{self, Clean},
};

impl Store {
    /// Merges the marks, notes and requests of another version of an account's file into the
    /// account, and renames that version if it is among the accounts. What does not win is kept
    /// beside the account; see [`crate::account::merge`].
    ///
    /// # Errors
    ///
    /// A sentence and a hint when nothing was saved.
    pub fn merge(
        &self,
        id: &Id,
        copy: &Path,
        now: Timestamp,
        regions: &Regions,
    ) -> Result<Merged, Error> {
        let (theirs, is_named) = read_copy(id, copy, regions, self.formats)?;
        let merged = bring_in(self, &theirs, now, regions)?;
        Ok(Merged {
            renamed: mark_as_merged(&folder::accounts(&self.root), id, copy, is_named)?,
            ..merged
        })
    }
}

/// Merges another version of an account into it.
fn bring_in(
    store: &Store,
    theirs: &Account,
    now: Timestamp,
    regions: &Regions,
) -> Result<Merged, Failure> {
    let mut work = Work::new(store, regions, theirs.id.clone(), now);
    if !folder::is_taken(&work.file) {
        return Err(work.vanished());
    }
    let _lock = lock::take(&store.root)?;
    store.sweep();
    let path = work.file.clone();
    for _ in 0..rewrite::TRIES {
        let seen = work.usable(&path)?;
        let merge = merge::merge(&seen.account, theirs, now);
        // Before the account: nothing is replaced that is not kept.
        let kept = untaken::keep(&store.root, &theirs.id, &merge.untaken, now)?;
        if merge.edits.is_empty() {
            work.keep(seen);
        } else {
            let found = work.opened(&path, seen)?;
            if !work.replace(&path, found, &merge.dated())? {
                continue;
            }
        }
        return Ok(Merged {
            taken: merge.edits.len(),
            differences: merge.differences,
            kept: kept.map(|file| text::line(&file.to_string_lossy())),
            renamed: None,
            saved: work.saved,
        });
    }
    Err(always_overtaken(&path))
}

/// The account in the copy, and whether the text names it by its id.
fn read_copy(
    id: &Id,
    copy: &Path,
    regions: &Regions,
    formats: Formats,
) -> Result<(Account, bool), Failure> {
    let unusable = |why: &str| {
        content(
            format!("{} cannot be merged: {why}", copy.display()),
            "Nothing was changed.",
        )
    };
    let (bytes, _) = contents::read(copy).map_err(|unread| match unread {
        Unread::NotAFile => unusable("It is not a file."),
        Unread::TooLarge => unusable("It is larger than 4 MiB."),
        Unread::Refused(error) if error.kind() == ErrorKind::NotFound => content(
            format!("There is no file {}.", copy.display()),
            "Warnings name the copies that lie among the accounts; `optout status` shows them.",
        ),
        Unread::Refused(error) => failure::disk("read", copy, &error),
    })?;
    let account = match read::read(id, &bytes, regions, formats) {
        Reading::Good { account, odd: _ } => *account,
        Reading::Newer { account: _, why } | Reading::Bad(why) => return Err(unusable(&why)),
    };
    // Reading took the id of the account; the file must not name another one.
    let document: Option<toml_edit::DocumentMut> = std::str::from_utf8(&bytes)
        .ok()
        .and_then(|source| source.parse().ok());
    let named = document.as_ref().and_then(|it| it.get("id")?.as_str());
    match named {
        Some(other) if other != id.as_str() => {
            Err(unusable(&format!("It is a file of the account {other}.")))
        }
        Some(_) | None => Ok((account, named.is_some())),
    }
}

/// Renames a copy that is among the accounts, so that no notice asks to merge it again. A file in
/// another folder keeps its name.
fn mark_as_merged(
    accounts: &Path,
    id: &Id,
    copy: &Path,
    is_named: bool,
) -> Result<Option<Clean>, Failure> {
    let refused = |error| failure::disk("rename", copy, &error);
    let (Ok(whole), Ok(accounts)) = (disk::without_links(copy), disk::without_links(accounts))
    else {
        return Ok(None);
    };
    let name = copy.file_name().unwrap_or_default().to_string_lossy();
    let is_among = whole.parent() == Some(accounts.as_path());
    let is_copy = copies::of(&name).as_ref() == Some(id)
        || (is_named
            && name != folder::file_name(id)
            && aside::of(&name).is_none()
            && !copies::is_merged(&name));
    if !is_among || !is_copy {
        return Ok(None);
    }
    let ending = if name.contains(".toml") { "" } else { ".toml" };
    let merged = aside::free(&accounts.join(format!("{name}{ending}{}", copies::MERGED)));
    disk::rename(&whole, &merged).map_err(refused)?;
    folder::sync(&accounts)?;
    Ok(Some(text::line(&merged.to_string_lossy())))
}
