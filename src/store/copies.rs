//! The names that sync tools and editors give to a second version of a file.

use crate::id::Id;

/// What follows the id in the name of a copy that was made by Syncthing; by Dropbox, Nextcloud,
/// browsers and drives, which all use brackets; by merge tools; by editors.
const MARKS: [&str; 5] = [".sync-conflict-", " (", ".toml.orig", ".toml~", ".toml.bak"];

/// The end of the name of a copy that was merged.
pub(super) const MERGED: &str = ".merged";

/// The account whose copy has this name.
pub(super) fn of(name: &str) -> Option<Id> {
    let end = name.find(|letter: char| !matches!(letter, 'a'..='z' | '0'..='9' | '-'))?;
    let (id, rest) = name.split_at(end);
    let is_copy = MARKS.iter().any(|mark| rest.starts_with(mark)) && rest.contains(".toml");
    (is_copy && !rest.contains(MERGED))
        .then(|| Id::new(id))
        .flatten()
}

/// Whether this is the name of a copy that was merged.
pub(super) fn is_merged(name: &str) -> bool {
    name.rsplit_once(MERGED)
        .is_some_and(|(copy, _)| copy.contains(".toml"))
}

#[cfg(test)]
mod tests {
    use super::{is_merged, of};

    #[test]
    fn copies_are_told_by_their_names() {
        for name in [
            "a7.sync-conflict-20261121-100000-ABCDEFG.toml",
            "a7 (conflicted copy 2026-11-21).toml",
            "a7 (Ann's conflicted copy 2026-11-21).toml",
            "a7 (1).toml",
            "a7.toml.orig",
            "a7.toml~",
            "a7.toml.bak",
        ] {
            assert_eq!(of(name).as_deref(), Some("a7"), "{name}");
            assert!(is_merged(&format!("{name}.merged")), "{name}");
            assert_eq!(of(&format!("{name}.merged")), None, "{name}");
        }
        for name in [
            "a7.toml",
            "A7 (1).toml",
            "con (1).toml",
            "a7.toml.corrupt-20261121-100000",
            "a7 notes.txt",
            " (1).toml",
            "a7.merged",
            "",
        ] {
            assert_eq!(of(name), None, "{name}");
            assert!(!is_merged(name), "{name}");
        }
    }
}
