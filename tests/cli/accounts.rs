//! `optout account`, and how accounts are named.

use std::{
    fs,
    io::{Read as _, Write as _},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use serde_json::json;

use crate::support::{Home, NOW, ran};

#[test]
fn a_new_account_is_listed_with_all_that_was_said() {
    let home = Home::with_routes();
    assert!(home.ok(&["account", "list"]).contains("no account yet"));
    let id = home.add(
        "Zoë 山田",
        &[
            "--country",
            "de",
            "--kind",
            "professional",
            "--handle",
            "@zoe",
            "--email",
            "zoe@example.org",
            "--group",
            "me",
            "--open-with",
            "firefox -P 'my own' {url}",
        ],
    );
    assert_eq!(id.len(), 8);
    assert!(
        id.chars()
            .all(|c| "abcdefghjkmnpqrstuvwxyz23456789".contains(c)),
        "{id}"
    );
    let expected = json!({"format": 1, "accounts": [{
        "id": id, "label": "Zoë 山田", "platform": "threads", "kind": "professional",
        "handle": "@zoe", "email": "zoe@example.org", "country": "DE", "group": "me",
        "open_with": ["firefox", "-P", "my own", "{url}"], "name": null,
        "address": null,
        "authority": null, "language": null, "grounds": [], "created": NOW, "read_only": null,
    }], "unreadable": []});
    assert_eq!(home.json(&["account", "list"]), expected);
    let listed = home.ok(&["account", "list"]);
    assert_eq!(
        listed,
        format!("{id}  Zoë 山田  Threads  professional  DE  Accounts Center me\n")
    );
}

#[test]
fn kinds_follow_the_platform_unless_said() {
    let home = Home::bare();
    home.ok(&["account", "add", "--platform", "none", "--label", "Mum"]);
    home.ok(&[
        "account",
        "add",
        "--platform",
        "facebook",
        "--label",
        "Shop",
        "--kind",
        "page",
    ]);
    let list = home.json(&["account", "list"]);
    let mut kinds: Vec<&str> = list["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["kind"].as_str().unwrap())
        .collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["no-account", "page"]);
}

/// Platform `none` and kind `no-account` say the same, and either says it.
#[test]
fn who_has_no_account_has_neither_platform_nor_kind() {
    let home = Home::with_routes();
    let sort = |id: &str| {
        let list = home.json(&["account", "list"]);
        let accounts = list["accounts"].as_array().unwrap();
        let account = accounts.iter().find(|it| it["id"] == id).unwrap();
        let word = |key| account[key].as_str().unwrap().to_owned();
        format!("{} {}", word("platform"), word("kind"))
    };
    for (platform, kind, expected) in [
        ("none", "personal", "none no-account"),
        ("none", "minor", "none no-account"),
        ("facebook", "no-account", "none no-account"),
        ("instagram", "minor", "instagram minor"),
    ] {
        let add = ["account", "add", "--label", "X", "--platform", platform];
        let id = home.ok(&[&add[..], &["--kind", kind]].concat());
        assert_eq!(sort(id.trim()), expected, "{platform} {kind}");
    }
    let id = home.add("Mum", &[]);
    for (arguments, expected) in [
        (&["--kind", "no-account"][..], "none no-account"),
        (&["--platform", "instagram"], "instagram personal"),
        (&["--kind", "minor"], "instagram minor"),
        (&["--platform", "none"], "none no-account"),
        (
            &["--platform", "facebook", "--kind", "page"],
            "facebook page",
        ),
    ] {
        home.ok(&[&["account", "edit", &id], arguments].concat());
        assert_eq!(sort(&id), expected, "{arguments:?}");
    }
}

#[test]
fn an_edit_changes_only_what_is_given() {
    let home = Home::with_routes();
    let id = home.add(
        "Old",
        &["--country", "DE", "--handle", "@old", "--group", "g"],
    );
    let before = home.json(&["account", "list"])["accounts"][0].clone();
    home.ok(&[
        "account",
        "edit",
        &id,
        "--label",
        "New",
        "--handle",
        "",
        "--country",
        "France",
    ]);
    let mut expected = before;
    expected["label"] = json!("New");
    expected["handle"] = json!(null);
    expected["country"] = json!("FR");
    assert_eq!(home.json(&["account", "list"])["accounts"][0], expected);
    home.ok(&[
        "account",
        "edit",
        "New",
        "--country",
        "",
        "--group",
        "",
        "--platform",
        "facebook",
    ]);
    let after = home.json(&["account", "list"])["accounts"][0].clone();
    assert_eq!(
        (&after["country"], &after["group"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(after["platform"], "facebook");
    assert!(home.ok(&["account", "edit", &id]).contains("already"));
    assert!(
        home.fails(1, &["account", "edit", &id, "--label", ""])
            .contains("label is needed")
    );
}

#[test]
fn a_removal_needs_a_yes_and_ends_in_the_trash() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    let message = home.fails(1, &["account", "remove", &id]);
    assert!(message.contains("--yes"), "{message}");
    assert!(
        home.join("data/accounts")
            .join(format!("{id}.toml"))
            .exists()
    );
    let out = home.ok(&["account", "remove", &id, "--yes"]);
    assert!(
        out.contains(&format!("optout account restore {id}")),
        "{out}"
    );
    assert!(home.join("data/trash").join(format!("{id}.toml")).exists());
    assert_eq!(home.json(&["account", "list"])["accounts"], json!([]));
}

#[test]
fn what_is_in_the_trash_is_listed_and_brought_back() {
    let home = Home::with_routes();
    assert_eq!(home.ok(&["account", "restore"]), "The trash is empty.\n");
    let id = home.add("Personal", &["--country", "DE"]);
    let other = home.add("Other", &[]);
    home.ok(&["mark", &id, "test-form/find-form", "done"]);
    for id in [&id, &other] {
        home.ok(&["account", "remove", id, "--yes"]);
    }
    let out = home.ok(&["account", "restore"]);
    assert!(out.contains("Personal") && out.contains("Other"), "{out}");
    let json = home.json(&["account", "restore"]);
    assert_eq!(json["trash"][1]["id"], json!(id));
    assert_eq!(json["trash"][1]["country"], json!("DE"));
    let out = home.ok(&["account", "restore", "Personal"]);
    assert!(out.contains("is back, with all that was kept"), "{out}");
    let steps = home.json(&["steps", &id]).to_string();
    assert!(steps.contains("\"mark\":\"done\""), "{steps}");
    let message = home.fails(1, &["account", "restore", "Personal"]);
    assert!(
        message.contains("There is no account `Personal`"),
        "{message}"
    );
    std::fs::write(home.join("data/trash/bad.toml"), "x = ").unwrap();
    assert!(
        home.ok(&["account", "restore"])
            .contains("cannot be read: ")
    );
    let message = home.fails(1, &["account", "restore", "bad"]);
    assert!(message.contains("cannot be brought back"), "{message}");
}

/// Runs a command at a terminal with this answer; returns the exit code and what was shown.
pub(crate) fn at_terminal(home: &Home, arguments: &[&str], answer: &str) -> (u32, String) {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_optout"));
    command.args(arguments);
    command.env("OPTOUT_DATA_DIR", home.join("data"));
    command.env("OPTOUT_CONFIG_DIR", home.join("config"));
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut writer = pair.master.take_writer().unwrap();
    writer.write_all(answer.as_bytes()).unwrap();
    let mut shown = Vec::new();
    // Where the other side is gone, Linux reports an error instead of an end.
    let _ = pair
        .master
        .try_clone_reader()
        .unwrap()
        .read_to_end(&mut shown);
    (
        child.wait().unwrap().exit_code(),
        String::from_utf8_lossy(&shown).into_owned(),
    )
}

#[cfg(unix)]
#[test]
fn a_terminal_is_asked_and_enter_means_no() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    let (code, shown) = at_terminal(&home, &["account", "remove", &id], "\n");
    assert_eq!(code, 1, "{shown}");
    assert!(
        shown.contains("Put Personal (Threads, personal) into the trash folder? [y/N]"),
        "{shown}"
    );
    assert!(shown.contains("Nothing was removed"), "{shown}");
    let (code, shown) = at_terminal(&home, &["account", "remove", &id], "y\n");
    assert_eq!(code, 0, "{shown}");
    assert_eq!(home.json(&["account", "list"])["accounts"], json!([]));
}

fn file(id: &str, label: &str, format: u8) -> String {
    format!(
        "format = {format}\nid = \"{id}\"\nlabel = \"{label}\"\nplatform = \"threads\"\n\
         kind = \"personal\"\ncreated = 2026-11-21T10:00:00Z\n"
    )
}

#[test]
fn accounts_are_named_by_id_beginning_or_label() {
    let home = Home::with_routes();
    for (id, label) in [
        ("aaaa2222", "Mum"),
        ("aaaa3333", "Dad"),
        ("bbbb2222", "Mum"),
    ] {
        home.write(home.account_file(id), file(id, label, 1));
    }
    for (typed, id) in [
        ("aaaa2222", "aaaa2222"),
        ("aaaa3", "aaaa3333"),
        ("b", "bbbb2222"),
        ("Dad", "aaaa3333"),
    ] {
        assert_eq!(
            home.json(&["status", typed])["accounts"][0]["id"],
            id,
            "{typed}"
        );
    }
    for (typed, says) in [
        (
            "aaaa",
            "any of 2: aaaa2222 (Mum, Threads), aaaa3333 (Dad, Threads)",
        ),
        (
            "Mum",
            "any of 2: aaaa2222 (Mum, Threads), bbbb2222 (Mum, Threads)",
        ),
        ("Dat", "Did you mean aaaa3333 (Dad, Threads)?"),
        (
            "zzz",
            "Known are: aaaa2222 (Mum, Threads), aaaa3333 (Dad, Threads), bbbb2222 (Mum, Threads)",
        ),
        ("", "Known are: "),
    ] {
        let message = home.fails(1, &["steps", typed]);
        assert!(message.contains(says), "{typed}: {message}");
    }
}

#[test]
fn an_account_of_a_newer_format_is_not_changed() {
    let home = Home::with_routes();
    home.write(home.account_file("aaaa2222"), file("aaaa2222", "Later", 2));
    let before = std::fs::read(home.join("data/accounts/aaaa2222.toml")).unwrap();
    let commands: [&[&str]; 4] = [
        &["mark", "Later", "test-form/find-form", "done"],
        &["route", "Later", "test-form"],
        &["account", "edit", "Later", "--label", "Now"],
        &["account", "remove", "Later", "--yes"],
    ];
    for command in commands {
        let message = home.fails(1, command);
        assert!(
            message.contains("Later (aaaa2222) is read-only"),
            "{message}"
        );
    }
    assert!(home.ok(&["status"]).contains("Later"));
    assert_eq!(
        std::fs::read(home.join("data/accounts/aaaa2222.toml")).unwrap(),
        before
    );
}

#[test]
fn a_broken_file_is_told_and_the_others_work() {
    let home = Home::with_routes();
    home.write(home.account_file("aaaa2222"), "label = ");
    home.write(home.account_file("bbbb2222"), file("bbbb2222", "Whole", 1));
    let ran = home.run(&["status"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.err.contains("optout: warning: ") && ran.err.contains("aaaa2222"),
        "{ran:?}"
    );
    assert!(ran.out.contains("Whole"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_copy_that_a_sync_tool_made_is_named_and_merged() {
    let home = Home::with_routes();
    let id = home.add("Personal", &["--country", "DE"]);
    let accounts = home.join("data/accounts");
    let copy = accounts.join(format!("{id} (conflicted copy 2026-11-21).toml"));
    std::fs::copy(accounts.join(format!("{id}.toml")), &copy).unwrap();
    let mut text = std::fs::read_to_string(&copy).unwrap();
    text.push_str("\n[guides.test-form.find-form]\nmark = \"done\"\nat = 2026-11-20T10:00:00Z\n");
    std::fs::write(&copy, text).unwrap();

    let told = ran(home.command().arg("status")).err;
    let command = format!("optout account merge {id} '{}'", copy.display());
    assert!(told.contains(&command), "{told}");
    let out = home.ok(&["account", "merge", "Personal", copy.to_str().unwrap()]);
    assert!(out.contains("1 entry came into Personal"), "{out}");
    assert!(out.contains(".toml.merged."), "{out}");
    let steps = home.json(&["steps", &id]).to_string();
    assert!(steps.contains("2026-11-20T10:00:00Z"), "{steps}");
    assert!(!copy.exists());
    assert_eq!(ran(home.command().arg("status")).err, "");
    let gone = ran(home.command().args(["account", "merge", &id]).arg(&copy));
    assert_eq!(gone.code, 1);
    assert!(gone.err.contains("There is no file"), "{gone:?}");
}

#[test]
fn an_account_that_cannot_be_read_is_listed_by_its_name_everywhere() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    home.ok(&["mark", &id, "test-form/find-form", "done"]);
    home.write(home.account_file(&id), "x = \"");
    let backup = home.join("backup.json");
    // At the first command it is put aside; it is listed all the same, then and later.
    for others in 0..2 {
        for _ in 0..2 {
            for command in [["status"].as_slice(), &["account", "list"]] {
                let out = home.run(command).out;
                assert!(out.contains("1 account cannot be read:\n  "), "{out}");
                assert!(
                    out.contains(&id) && !out.contains("no account yet"),
                    "{out}"
                );
                let listed = home.json(command);
                assert_eq!(listed["accounts"].as_array().unwrap().len(), others);
                assert_eq!(listed["unreadable"][0]["id"], id.as_str());
                assert!(fs::exists(listed["unreadable"][0]["file"].as_str().unwrap()).unwrap());
            }
        }
        let next = home.run(&["next"]);
        assert!(!next.out.contains("no account yet"), "{next:?}");
        let err = home.fails(1, &["steps", &id]);
        assert!(
            err.contains(&format!("The account {id} cannot be read.")),
            "{err}"
        );
        // An export is not whole as long as nothing has its name again.
        let command = ["export", "--format", "json", "-o", backup.to_str().unwrap()];
        let err = home.fails(1, &command);
        assert!(
            err.contains("1 account could not be read and is not in the export."),
            "{err}"
        );
        assert!(err.contains(".toml.corrupt-"), "{err}");
        fs::remove_file(&backup).unwrap();
        if others == 0 {
            home.add("Other", &[]);
        }
    }
    let copy = home.join("data/backup");
    let copy = fs::read_dir(copy).unwrap().next().unwrap().unwrap().path();
    fs::copy(copy, home.account_file(&id)).unwrap();
    home.ok(&["export", "--format", "json"]);
    assert_eq!(home.json(&["status"])["unreadable"], serde_json::json!([]));
}
