//! Whatever lies among the accounts, `account check` names it and changes nothing; an export takes
//! what can be read.

use crate::{home::tree, program::Home, rows};

#[test]
fn accounts() {
    for row in rows::of("account") {
        let home = Home::bare();
        let path = home.accounts().join("a1.toml");
        home.write(&path, &row.input);
        #[cfg(unix)]
        {
            use std::{fs, os::unix::fs::PermissionsExt as _};
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        let before = tree(&home);
        let ran = home.run(&["account", "check"]);
        let said = ran.out;
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
        let export: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let exported = export["accounts"].as_array().unwrap().len();
        assert_eq!(exported, usize::from(outcome != "aside"), "{why}");
        assert!(ran.out.is_ascii(), "{why}");
        assert!(tree(&home) == before, "it changed something: {why}");
    }
}
