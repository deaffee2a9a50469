//! Every row of the corpus, run through what reads such a thing.

use std::{fs, path::PathBuf};

use optout::{
    account,
    app::keymap::Keymap,
    catalog::Catalog,
    content::link::{self, Verdict},
    id::Id,
    store::Store,
    system::{config::Config, files::guides},
    text::{self, TextKind},
};

use crate::{
    home::Folder,
    rows::{self, ACCOUNT, Row},
};

fn begin(row: &Row) -> String {
    let begin = String::from_utf8_lossy(&row.input);
    format!(
        "{}: {:?}",
        row.why,
        begin.chars().take(200).collect::<String>()
    )
}

/// What is said must be harmless itself, and have these words.
fn assert_said(row: &Row, said: &[String], words: &str) {
    let told = format!("{}: {said:#?}", begin(row));
    assert!(
        said.iter().any(|message| message.contains(words)),
        "`{words}`; {told}"
    );
    for message in said {
        assert_eq!(text::line(message).as_str(), message, "{told}");
    }
}

#[test]
fn addresses() {
    for row in rows::of("address") {
        let verdict = match link::judge(row.text(), &[]) {
            Verdict::Trusted => "open",
            Verdict::Ask => "ask",
            Verdict::Refused(_) => "refuse",
        };
        assert_eq!(verdict, row.expected, "{}", begin(&row));
    }
}

#[test]
fn names_as_they_are_shown() {
    for row in rows::of("name") {
        let shown = text::clean(row.text(), TextKind::Name);
        let expected = row.expected.as_str();
        if expected == "refuse:empty" {
            assert!(text::is_empty(&shown), "{}", begin(&row));
        } else {
            assert_eq!(shown.as_str(), expected, "{}", begin(&row));
        }
        assert_eq!(
            text::clean(&shown, TextKind::Name),
            shown,
            "{}",
            begin(&row)
        );
    }
}

#[test]
fn names_as_they_are_typed() {
    for row in rows::of("name") {
        let blanks = |c: char| if c == '\t' || c == '\u{3000}' { ' ' } else { c };
        let typed: String = row.text().chars().map(blanks).collect();
        let is_harmless = typed == row.expected;
        match account::check_label(&typed) {
            Ok(label) if is_harmless => assert_eq!(*label, typed, "{}", begin(&row)),
            Ok(label) => {
                // What takes no room is left out, and nothing else is: no mark more than a name may have.
                let seen = |text: &str| text.replace(['\u{200b}', '\u{200d}', '\u{fe0f}'], "");
                let shown = text::clean(&seen(&typed), TextKind::Name);
                assert_eq!(seen(&label), *shown, "{}", begin(&row));
                assert!(label.len() < typed.len(), "{}", begin(&row));
            }
            Err(why) => {
                assert!(!is_harmless, "{}: {why}", begin(&row));
                assert_said(&row, &[why], "abel");
            }
        }
    }
}

#[test]
fn names_as_they_stand_in_files() {
    for row in rows::of("name") {
        let escaped: String = row
            .text()
            .chars()
            .map(|c| format!("\\U{:08x}", u32::from(c)))
            .collect();
        let folder = Folder::new();
        let source = ACCOUNT.replace("\"Mum\"", &format!("\"{escaped}\""));
        folder.write("accounts/a1.toml", source);
        let loaded = Store::new(folder.to_path_buf())
            .load(&Catalog::shipped_regions())
            .unwrap();
        let [account] = &loaded.accounts[..] else {
            panic!("{}: {loaded:?}", begin(&row))
        };
        let expected = if row.expected == "refuse:empty" {
            "a1"
        } else {
            &row.expected
        };
        assert_eq!(account.label.as_str(), expected, "{}", begin(&row));
    }
}

#[test]
fn bodies() {
    let rows: Vec<Row> = rows::of("body");
    for row in rows {
        let shown = text::clean(row.text(), TextKind::Body);
        assert_eq!(shown.as_str(), row.expected, "{}", begin(&row));
    }
}

#[test]
fn ids() {
    for row in rows::of("id") {
        let is_id = Id::new(row.text()).is_some();
        assert_eq!(is_id, row.expected == "ok", "{}", begin(&row));
        // What is no id is no account either, whatever the file is named.
        let name = format!("{}.toml", row.text());
        // Windows refuses some of these names itself, and takes others for devices.
        if cfg!(windows) || name.contains(['/', '\0']) || name.len() > 255 {
            continue;
        }
        let folder = Folder::new();
        folder.write(format!("accounts/{name}"), ACCOUNT);
        let loaded = Store::new(folder.to_path_buf())
            .load(&Catalog::shipped_regions())
            .unwrap();
        assert_eq!(loaded.accounts.len(), usize::from(is_id), "{}", begin(&row));
    }
}

#[test]
fn guides() {
    for row in rows::of("guide") {
        let folder = Folder::new();
        folder.write("bad.toml", &row.input);
        let good = format!("{}{}{}", rows::TOP, rows::SOURCE, rows::STEP);
        folder.write("good.toml", good.replace("\"g\"", "\"other\""));
        let catalog = Catalog::new(&guides::read(&folder), &[]);
        let said: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
        let (outcome, words) = row.outcome();
        assert_eq!(
            catalog.guide("g").is_some(),
            outcome != "refuse",
            "{}: {said:?}",
            begin(&row)
        );
        assert_eq!(
            said.is_empty(),
            outcome == "ok",
            "{}: {said:?}",
            begin(&row)
        );
        if outcome != "ok" {
            assert_said(&row, &said, words);
            assert!(
                said.iter().all(|message| message.starts_with("bad.toml:")),
                "{said:?}"
            );
        }
        assert!(catalog.guide("other").is_some(), "{}", begin(&row));
    }
}

#[test]
fn accounts() {
    for row in rows::of("account") {
        let folder = Folder::new();
        let path = folder.write("accounts/a1.toml", &row.input);
        folder.write("accounts/other.toml", ACCOUNT);
        let loaded = Store::new(folder.to_path_buf())
            .load(&Catalog::shipped_regions())
            .unwrap();
        let said: Vec<String> = loaded
            .notices
            .iter()
            .map(|notice| format!("{} {}", notice.file, notice.message))
            .collect();
        let (outcome, words) = row.outcome();
        let known = loaded.accounts.iter().find(|account| &*account.id == "a1");
        assert!(
            loaded
                .accounts
                .iter()
                .any(|account| &*account.id == "other")
        );
        assert_eq!(
            said.is_empty(),
            outcome == "ok",
            "{}: {said:?}",
            begin(&row)
        );
        if outcome != "ok" {
            assert_said(&row, &said, words);
        }
        match outcome {
            "ok" | "odd" => assert!(known.unwrap().read_only.is_none(), "{}", begin(&row)),
            "newer" => assert!(known.is_none_or(|account| account.read_only.is_some())),
            "aside" => assert!(known.is_none(), "{}", begin(&row)),
            other => panic!("{other}"),
        }
        // Whatever became of it, its bytes are there.
        let kept = if outcome == "aside" {
            let is_aside = |path: &PathBuf| path.to_string_lossy().contains("a1.toml.corrupt-");
            let mut entries = fs::read_dir(path.parent().unwrap()).unwrap();
            entries
                .find_map(|entry| Some(entry.unwrap().path()).filter(is_aside))
                .unwrap()
        } else {
            path
        };
        assert!(fs::read(kept).unwrap() == row.input, "{}", begin(&row));
    }
}

#[test]
fn configurations() {
    for row in rows::of("config") {
        let folder = Folder::new();
        let path = folder.write("config.toml", &row.input);
        let (config, problems) = Config::read(&path);
        let (keymap, key_problems) = Keymap::with(&config.keys);
        let mut said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        said.extend(key_problems.iter().map(ToString::to_string));
        let (outcome, words) = row.outcome();
        assert_eq!(
            said.is_empty(),
            outcome == "ok",
            "{}: {said:?}",
            begin(&row)
        );
        if outcome != "ok" {
            assert_said(&row, &said, words);
            assert_eq!(keymap, Keymap::default(), "{}", begin(&row));
            assert!(config.opener.is_empty() && config.trusted_hosts.is_empty());
        }
    }
}
