//! Whatever lies among the accounts, `account check` names it and changes nothing; an export takes
//! what can be read.

use std::{
    collections::BTreeMap,
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use crate::{program::Home, rows};

/// Mode, moment of the last change, and bytes of each file, by its path.
fn tree(folder: &Path) -> BTreeMap<PathBuf, (u32, i64, i64, Vec<u8>)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let there = fs::symlink_metadata(&path).unwrap();
        let bytes = if there.is_dir() {
            found.extend(tree(&path));
            Vec::new()
        } else {
            fs::read(&path).unwrap()
        };
        found.insert(
            path,
            (there.mode(), there.mtime(), there.mtime_nsec(), bytes),
        );
    }
    found
}

#[test]
fn accounts() {
    for row in rows::of("account") {
        let home = Home::new();
        let path = home.accounts().join("a1.toml");
        home.folder.put(&path, &row.input);
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        let before = tree(&home.folder.0);
        let ran = home.run(&["account", "check"]);
        let said = String::from_utf8(ran.out).unwrap();
        let (outcome, words) = row.outcome();
        // A notice writes the place out; a check writes it as compilers do.
        let words = words
            .strip_prefix("Line ")
            .map_or(words.to_owned(), |place| {
                format!("a1.toml:{}", place.replacen(", column ", ":", 1))
            });
        let why = format!("{}: {said} {}", row.why, ran.err);
        match outcome {
            "ok" => assert_eq!(ran.code, 0, "{why}"),
            // Left out by some versions, put aside by others: it is named in any case.
            "odd" | "newer" | "aside" => {
                assert_eq!(ran.code, 1, "{why}");
                assert!(said.contains("a1.toml"), "{why}");
            }
            other => panic!("{other}"),
        }
        assert!(said.contains(&words) || outcome == "ok", "{words}: {why}");
        assert!(
            !said.contains(|c: char| c != '\n' && c.is_control()),
            "{why}"
        );

        let ran = home.run(&["export", "--format", "json"]);
        assert_eq!(ran.code, i32::from(outcome == "aside"), "{why}: {ran:?}");
        let export: serde_json::Value = serde_json::from_slice(&ran.out).unwrap();
        let exported = export["accounts"].as_array().unwrap().len();
        assert_eq!(exported, usize::from(outcome != "aside"), "{why}");
        assert!(ran.out.is_ascii(), "{why}");
        assert!(
            tree(&home.folder.0) == before,
            "it changed something: {why}"
        );
    }
}
