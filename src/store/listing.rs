//! The names in the folder of the accounts, each with what is known of its file.

use std::{
    ffi::{OsStr, OsString},
    vec,
};

use super::contents::Stamp;
use crate::sort::sort_by;

/// Each name with the stamp of its file.
pub(super) type Files = Listing<Option<Stamp>>;

/// Each name with whether it is certainly a regular file.
pub(super) type Names = Listing<bool>;

/// A flat map, by name: all names are listed and compared at each start, and few are put in one by one.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Listing<V>(Vec<(OsString, V)>);

impl<V> Listing<V> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&OsString, &V)> {
        self.0.iter().map(|(name, known)| (name, known))
    }

    pub(super) fn keys(&self) -> impl DoubleEndedIterator<Item = &OsString> {
        self.0.iter().map(|(name, _)| name)
    }

    pub(super) fn get(&self, name: &OsStr) -> Option<&V> {
        self.0.get(self.find(name).ok()?).map(|(_, known)| known)
    }

    pub(super) fn insert(&mut self, name: OsString, known: V) {
        match self.find(&name) {
            Ok(at) => {
                if let Some((_, old)) = self.0.get_mut(at) {
                    *old = known;
                }
            }
            Err(at) => self.0.insert(at, (name, known)),
        }
    }

    pub(super) fn remove(&mut self, name: &OsStr) -> Option<V> {
        let at = self.find(name).ok()?;
        Some(self.0.remove(at).1)
    }

    /// Where a name is, or where it would be.
    fn find(&self, name: &OsStr) -> Result<usize, usize> {
        let entries = &self.0;
        entries.binary_search_by(|(known, _)| known.as_os_str().cmp(name))
    }
}

impl<V> IntoIterator for Listing<V> {
    type Item = (OsString, V);
    type IntoIter = vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Of names of which no two are the same, as they are in a folder.
impl<V> FromIterator<(OsString, V)> for Listing<V> {
    fn from_iter<I: IntoIterator<Item = (OsString, V)>>(entries: I) -> Self {
        let mut entries: Vec<(OsString, V)> = entries.into_iter().collect();
        sort_by(&mut entries, |(a, _), (b, _)| a.cmp(b));
        Self(entries)
    }
}
