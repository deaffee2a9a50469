//! `optout export` and `optout import`.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::Path,
};

use serde_json::Value;

use crate::support::{Home, assert_private, tree};

/// A home with the files that format 1 is kept with.
fn full() -> Home {
    let home = Home::bare();
    for name in ["written", "by-hand", "new"] {
        let file = format!("tests/fixtures/v1/{name}.toml");
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        home.write(home.account_file(name), &text);
    }
    home
}

fn exported(home: &Home) -> Value {
    let out = home.ok(&["export", "--format", "json"]);
    assert!(out.is_ascii(), "{out}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn an_export_with_a_byte_order_mark_is_imported() {
    let home = full();
    let export = home.ok(&["export", "--format", "json"]);
    let empty = Home::bare();
    let file = empty.write("export.json", format!("\u{feff}{export}"));
    empty.ok(&["import", file.to_str().unwrap()]);
    assert_eq!(exported(&empty), exported(&home));
}

#[test]
fn fractions_of_a_second_stop_nothing() {
    let home = Home::with_routes();
    let text = "format = 1\nid = \"mine\"\nlabel = \"Mine\"\nplatform = \"threads\"\nkind = \"personal\"\ncreated = 2026-11-20T10:00:00.25Z\n[guides.g.s]\nmark = \"done\"\nat = 2026-11-21T10:00:00.5Z\nnote = \"n\"\nnoted = 2026-11-21T10:00:00.123456789Z\nopened = 2026-11-21T10:00:00.75+01:00\n[[request]]\nid = \"r1\"\ngoal = \"object\"\nguide = \"g\"\nsent = 2026-11-20\noutcome = \"granted\"\nat = 2026-11-21T10:00:00.987654321Z\n";
    home.write(home.account_file("mine"), text);
    home.ok(&["account", "check"]);
    home.ok(&["account", "edit", "mine", "--handle", "@me"]);
    let export = home.ok(&["export", "--format", "json"]);
    let empty = Home::bare();
    let file = empty.write("export.json", export);
    let file = file.to_str().unwrap();
    empty.ok(&["import", file]);
    home.ok(&["import", file]);
    let first = fs::read_to_string(home.account_file("mine")).unwrap();
    home.ok(&["import", file]);
    assert_eq!(
        fs::read_to_string(home.account_file("mine")).unwrap(),
        first
    );
    for home in [&home, &empty] {
        home.ok(&["account", "edit", "mine", "--handle", "@you"]);
    }
}

#[test]
fn everything_that_is_kept_is_in_it_and_nothing_changes() {
    let home = full();
    let before = tree(&home.to_path_buf());
    let export = exported(&home);
    assert_eq!(tree(&home.to_path_buf()), before);
    assert_eq!(export["format"], 1);
    let accounts = export["accounts"].as_array().unwrap();
    let ids: Vec<&str> = accounts
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["by-hand", "new", "written"]);
    let by_hand = &accounts[0];
    assert_eq!(by_hand["favourite"], true);
    assert_eq!(by_hand["birthday"], "1979-05-27");
    assert_eq!(by_hand["numbers"].to_string(), r#"[1,2.5,[3],"four"]"#);
    assert_eq!(by_hand["active"]["object"], "instagram-objection-form");
    let step = &by_hand["guides"]["instagram-objection-form"]["log-in"];
    assert_eq!(
        (&step["mark"], &step["mood"]),
        (&"done".into(), &"good".into())
    );
    assert_eq!(by_hand["request"][0]["lawyer"], "none yet");
    assert_eq!(by_hand["evidence"][0]["added"], "2026-10-20T08:00:00Z");
    let written = &accounts[2];
    assert_eq!(written["label"], "Zo\u{eb}'s own");
    assert_eq!(written["open_with"].as_array().unwrap().len(), 4);
    assert_eq!(
        written["guides"]["facebook-privacy-topics"]["log-in"]["note"],
        "in Firefox"
    );
    assert_eq!(written["request"].as_array().unwrap().len(), 2);
    // Every key of the files is in it.
    let keys: BTreeSet<&String> = by_hand.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 13, "{keys:?}");
    // Twice the same.
    assert_eq!(exported(&home), export);
    // One alone, by its label.
    let one = home.ok(&["export", "--format", "json", "--account", "Nobody"]);
    let one: Value = serde_json::from_str(&one).unwrap();
    assert_eq!(one["accounts"], Value::Array(vec![accounts[1].clone()]));
    let err = home.fails(1, &["export", "--format", "json", "--account", "zzz"]);
    assert!(err.contains("There is no account `zzz`"), "{err}");
    let err = home.fails(2, &["export", "--format", "xml"]);
    assert!(err.contains("xml"), "{err}");
    // JSON is what it is without a word.
    assert_eq!(
        home.ok(&["export"]),
        home.ok(&["export", "--format", "json"])
    );
}

#[test]
fn pages_for_people_are_new_files_and_change_nothing() {
    let home = full();
    let before = tree(home.data());
    for (format, begin) in [
        ("html", "<!doctype html>"),
        ("markdown", "# "),
        ("csv", "account,label,"),
    ] {
        let out = home.ok(&["export", "--format", format]);
        assert!(out.starts_with(begin), "{format}");
        assert_eq!(home.ok(&["export", "--format", format, "-o", "-"]), out);
        let file = home.join(format!("out.{format}"));
        let command = ["export", "--format", format, "-o", file.to_str().unwrap()];
        assert_eq!(
            home.ok(&command),
            format!("3 accounts: {}\n", file.display())
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), out);
        assert_private(&file);
        assert!(home.fails(1, &command).contains("is there already"));
        let one = home.ok(&["export", "--format", format, "--account", "Nobody"]);
        assert!(one.contains("Nobody") && one.len() < out.len(), "{format}");
    }
    assert_eq!(tree(home.data()), before);
    // One that cannot be read is named, and the others are there.
    home.write(home.account_file("broken"), "label = ");
    let ran = home.run(&["export", "--format", "html"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.err.contains("broken.toml") && ran.err.contains("is not in the export"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("Nobody"));
}

#[test]
fn a_file_is_new_and_for_its_owner_alone() {
    let home = full();
    let file = home.join("out.json");
    let command = ["export", "--format", "json", "-o", file.to_str().unwrap()];
    let out = home.ok(&command);
    assert_eq!(out, format!("3 accounts: {}\n", file.display()));
    assert_private(&file);
    let printed = home.ok(&["export", "--format", "json"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), printed);
    // What is there stays, a link that leads nowhere too.
    fs::write(&file, "mine").unwrap();
    assert!(home.fails(1, &command).contains("is there already"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    fs::remove_file(&file).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(home.join("nowhere"), &file).unwrap();
        assert!(home.fails(1, &command).contains("is there already"));
        assert!(!home.join("nowhere").exists());
    }
}

#[test]
fn an_export_that_lacks_something_says_so() {
    let home = full();
    home.write(home.account_file("bad"), "format = 1\nlabel = ");
    let before = tree(&home.to_path_buf());
    let ran = home.run(&["export", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("bad.toml: Line 2, column"), "{ran:?}");
    assert!(
        ran.err
            .contains("1 account could not be read and is not in"),
        "{ran:?}"
    );
    let export: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(export["accounts"].as_array().unwrap().len(), 3);
    // Nothing was put aside for it.
    assert_eq!(tree(&home.to_path_buf()), before);
}

#[test]
fn an_empty_folder_takes_it_all_back() {
    let home = full();
    let file = home.join("out.json");
    let export = exported(&home);
    fs::write(&file, export.to_string()).unwrap();
    let other = Home::bare();
    let command = ["import", file.to_str().unwrap()];
    let out = other.ok(&command);
    assert_eq!(out.matches(" is new here.").count(), 3, "{out}");
    assert_eq!(exported(&other), export);
    // The same accounts, seen by every other command.
    for command in [
        ["status"].as_slice(),
        &["account", "list"],
        &["steps", "written"],
    ] {
        assert_eq!(other.json(command), home.json(command), "{command:?}");
    }
    assert_private(&other.join("data/accounts"));
    assert_private(&other.join("data/accounts/written.toml"));
    other.ok(&["account", "check"]);
    // Once more changes nothing.
    let before = tree(&other.join("data/accounts"));
    let out = other.ok(&command);
    assert_eq!(out.matches(" had all of it.").count(), 3, "{out}");
    assert_eq!(tree(&other.join("data/accounts")), before);
}

#[cfg(unix)]
#[test]
fn a_dash_is_standard_output_and_input() {
    let home = full();
    let out = home.ok(&["export", "--format", "json", "-o", "-"]);
    assert_eq!(
        serde_json::from_str::<Value>(&out).unwrap(),
        exported(&home)
    );
    let file = home.join("out.json");
    fs::write(&file, &out).unwrap();
    let other = Home::bare();
    let taken = other
        .command()
        .args(["import", "-"])
        .stdin(File::open(&file).unwrap())
        .output()
        .unwrap();
    assert!(taken.status.success(), "{taken:?}");
    assert_eq!(exported(&other), exported(&home));
    let err = home.fails(1, &["import", "/dev/stdin"]);
    assert!(
        err.contains("To read a pipe, write - for the file."),
        "{err}"
    );
}

#[test]
fn a_command_that_comes_from_elsewhere_is_named() {
    let home = Home::with_routes();
    home.add("Personal", &["--open-with", "firefox -P 'my own' {url}"]);
    home.add("Work", &[]);
    let file = home.join("out.json");
    fs::write(&file, exported(&home).to_string()).unwrap();
    let other = Home::bare();
    let out = other.ok(&["import", file.to_str().unwrap()]);
    let told = "  Its links would open with: firefox -P \"my own\" {url}\n";
    assert_eq!(out.matches("Its links would open with").count(), 1, "{out}");
    assert!(out.contains(told), "{out}");
}

#[test]
fn newer_marks_are_never_overwritten() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    home.ok(&["mark", &id, "test-form/find-form", "done"]);
    let mut export = exported(&home);
    let file = home.join("out.json");
    let at = |moment: &str, mark: &str| serde_json::json!({ "mark": mark, "at": moment });
    let steps = &mut export["accounts"][0]["guides"]["test-form"];
    // Older than what is there; and one that is not there.
    steps["find-form"] = at("2026-11-20T10:00:00Z", "blocked");
    steps["see-mail"] = at("2026-11-20T10:00:00Z", "skipped");
    fs::write(&file, export.to_string()).unwrap();
    let out = home.ok(&["import", file.to_str().unwrap()]);
    assert!(out.contains("1 entry came into Personal"), "{out}");
    let now = exported(&home);
    let steps = &now["accounts"][0]["guides"]["test-form"];
    assert_eq!(steps["find-form"]["mark"], "done");
    assert_eq!(steps["see-mail"]["mark"], "skipped");
    // Newer than what is there.
    export["accounts"][0]["guides"]["test-form"]["find-form"] =
        at("2026-11-22T10:00:00Z", "blocked");
    fs::write(&file, export.to_string()).unwrap();
    home.ok(&["import", file.to_str().unwrap()]);
    let now = exported(&home);
    assert_eq!(
        now["accounts"][0]["guides"]["test-form"]["find-form"]["mark"],
        "blocked"
    );
}

#[test]
fn what_cannot_be_used_changes_nothing() {
    let home = full();
    let file = home.join("in.json");
    let good = r#"{"format":1,"id":"good","label":"G","platform":"facebook","kind":"personal"}"#;
    let with = |other: &str| format!(r#"{{"format":1,"accounts":[{good},{other}]}}"#);
    let before = tree(&home.join("data"));
    for (text, says) in [
        (
            "{\n  \"format\": 1,\n  oops".to_owned(),
            ":3:3: This is not JSON: key must be a string.",
        ),
        (String::new(), ":1:0: This is not JSON: EOF"),
        ("[]".to_owned(), "This is no export of optout."),
        (
            r#"{"format":2,"accounts":[]}"#.to_owned(),
            "It is an export of format 2;",
        ),
        (with("3"), "account 2 is no object"),
        (
            with(r#"{"format":1,"id":"../x"}"#),
            "account 2 has no id that can be used",
        ),
        (with(good), "good is there twice"),
        (
            with(&good.replace("good", "x").replace("facebook", "orkut")),
            "x: `platform` is `orkut`; allowed are",
        ),
        (
            with(&good.replace("good", "x").replace(":1", ":9")),
            "x: It was written by a newer version",
        ),
        (
            with(&good.replace("good", "x").replace("\"G\"", "null")),
            "x: `label` is null",
        ),
        (
            with(&good.replace("good", "x").replace("\"format\":1,", "")),
            "x: `format` is missing.",
        ),
    ] {
        fs::write(&file, &text).unwrap();
        let err = home.fails(1, &["import", file.to_str().unwrap()]);
        assert!(err.contains(says), "{text}: {err}");
        let sentence = err.lines().next().unwrap_or_default();
        assert!(sentence.ends_with('.'), "{err}");
        assert!(err.contains("Nothing was changed."), "{err}");
        assert_eq!(tree(&home.join("data")), before, "{text}");
    }
    let err = home.fails(1, &["import", "none.json"]);
    assert!(err.contains("none.json: There is no such file."), "{err}");
    fs::write(&file, with(&good.replace("good", "x"))).unwrap();
    let out = home.ok(&["import", file.to_str().unwrap()]);
    assert_eq!(out, "G (good) is new here.\nG (x) is new here.\n");
}

#[test]
fn an_import_takes_in_all_or_nothing() {
    let home = Home::with_routes();
    home.add("Personal", &[]);
    // Its file cannot take anything in: broken, of a newer version, of a form that cannot be edited.
    let account = "label = \"X\"\nplatform = \"facebook\"\nkind = \"personal\"\n";
    let files = [
        "format = 1\nlabel = ".to_owned(),
        format!("format = 2\n{account}"),
        format!("format = 1\nguides = 3\n{account}"),
    ];
    let file = home.join("in.json");
    let mark =
        r#""guides":{"test-form":{"find-form":{"mark":"done","at":"2026-11-20T10:00:00.5Z"}}}"#;
    let one = |id: &str| {
        format!(
            r#"{{"format":1,"id":"{id}","label":"L","platform":"threads","kind":"personal",{mark}}}"#
        )
    };
    let accounts = ["a-new", "x", "z-new"].map(one).join(",");
    fs::write(&file, format!(r#"{{"format":1,"accounts":[{accounts}]}}"#)).unwrap();
    let command = ["import", file.to_str().unwrap()];
    for text in files {
        home.write(home.account_file("x"), &text);
        let before = tree(&home.join("data/accounts"));
        let err = home.fails(1, &command);
        assert_eq!(tree(&home.join("data/accounts")), before, "{err}");
        // Each file that the advice names is there.
        for word in err
            .split_whitespace()
            .filter(|word| word.contains("/accounts/"))
        {
            let path = word.trim_end_matches([':', ',', '.']);
            assert!(std::path::Path::new(path).exists(), "{err}");
        }
    }
    // Moments with fractions of a second are in order, and what was taken in has no mistakes.
    fs::remove_file(home.account_file("x")).unwrap();
    home.ok(&command);
    home.ok(&["account", "check"]);
    for id in ["a-new", "x", "z-new"] {
        home.ok(&["mark", id, "test-form/see-mail", "done"]);
    }
}

#[test]
fn what_a_check_calls_a_mistake_is_not_taken_in() {
    let home = Home::bare();
    let file = home.join("in.json");
    for (odd, says) in [
        (r#""country":"XX""#, "XX is not a country"),
        (r#""open_with":3"#, "open_with"),
        (r#""active":{"win":"g"}"#, "`win` is not a goal"),
        (r#""guides":{"g":{"s":{"mark":"perhaps"}}}"#, "perhaps"),
        (r#""request":[{"id":"r1"}]"#, "is missing"),
    ] {
        let account = r#""format":1,"id":"x","label":"L","platform":"facebook","kind":"personal""#;
        let text = format!(r#"{{"format":1,"accounts":[{{{account},{odd}}}]}}"#);
        fs::write(&file, text).unwrap();
        let err = home.fails(1, &["import", file.to_str().unwrap()]);
        assert!(
            err.contains(says) && err.contains("Nothing was changed."),
            "{odd}: {err}"
        );
        assert!(!home.account_file("x").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_longer_older_note_of_an_export_does_not_come_back() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    let step = "test-form/find-form";
    let long = "a long note, as it was on the first day";
    home.ok(&["mark", &id, step, "done", "--note", long]);
    let file = home.join("out.json");
    fs::write(&file, exported(&home).to_string()).unwrap();
    let note =
        || exported(&home)["accounts"][0]["guides"]["test-form"]["find-form"]["note"].clone();
    // At the same moment by the clock, which tests hold still: it was written later all the same.
    home.ok(&["mark", &id, step, "done", "--note", "short"]);
    let out = home.ok(&["import", file.to_str().unwrap()]);
    let told = format!("Not taken, since it is older: {step} has another note there: {long}\n");
    assert!(out.contains(&told), "{out}");
    assert_eq!(note(), "short");
    let kept = home.join(format!("data/accounts/{id}.not-taken.toml"));
    assert!(out.contains(kept.to_str().unwrap()), "{out}");
    assert!(fs::read_to_string(&kept).unwrap().contains(long));
    // Taken away on purpose.
    home.ok(&["mark", &id, step, "done", "--note", ""]);
    let out = home.ok(&["import", file.to_str().unwrap()]);
    assert!(
        out.contains("Not taken, since it was taken away here"),
        "{out}"
    );
    assert_eq!(note(), Value::Null);
    assert_eq!(home.run(&["status"]).err, "");
}

#[test]
fn an_export_brings_back_the_same_files_byte_by_byte() {
    let home = Home::with_routes();
    let id = home.add(
        "Zoë \"mine\" \\ ☂",
        &[
            "--country",
            "DE",
            "--handle",
            "@zoë",
            "--group",
            "me",
            "--open-with",
            "firefox -P 'my own' {url}",
            "--name",
            "Zoë Müller",
            "--address",
            "Am Weg 1, 12345 Ort",
            "--grounds",
            "profession,safety",
        ],
    );
    // In an order in which nothing stands where it would be written at once.
    home.ok(&["request", &id, "sent", "test-other", "--on", "2024-05-30"]);
    home.ok(&["request", &id, "answer", "r1", "granted"]);
    home.ok(&[
        "mark",
        &id,
        "test-other/write-mail",
        "blocked",
        "--note",
        "it's \"gone\" \\ \u{1f600}",
    ]);
    home.ok(&["mark", &id, "test-form/find-form", "done"]);
    home.ok(&[
        "evidence",
        &id,
        "add",
        home.write("a.png", "abc").to_str().unwrap(),
        "--request",
        "r1",
    ]);
    home.ok(&[
        "mark",
        &id,
        "test-form/send-form",
        "done",
        "--on",
        "yesterday",
        "--reference",
        "A-1",
    ]);
    home.ok(&["route", &id, "test-other"]);
    home.ok(&["request", &id, "answer", "r2", "refused", "--note", "no"]);
    home.ok(&[
        "mark",
        &id,
        "test-other/write-mail",
        "done",
        "--on",
        "today",
    ]);
    home.ok(&["mark", &id, "test-form/see-mail", "skipped"]);
    home.ok(&["mark", &id, "test-form/see-mail", "todo"]);
    home.ok(&[
        "evidence",
        &id,
        "add",
        home.write("b.png", "b").to_str().unwrap(),
    ]);
    home.ok(&[
        "account",
        "edit",
        &id,
        "--email",
        "zoe@example.org",
        "--grounds",
        "",
    ]);
    let other = home.add("Other", &[]);
    let contents = |home: &Home| -> Vec<(String, Vec<u8>)> {
        let data = tree(home.data()).into_iter().filter(|(path, _)| {
            path.starts_with(home.accounts()) || path.starts_with(home.data().join("evidence"))
        });
        let bytes = data.filter_map(|(path, (_, _, _, bytes))| {
            let below = path.strip_prefix(home.data()).unwrap();
            Some((below.to_str().unwrap().to_owned(), bytes?))
        });
        bytes.collect()
    };
    let before = contents(&home);
    assert_eq!(before.len(), 4, "two accounts, two files");
    let whole = home.ok(&["export", "--with-files"]);
    let named = home.ok(&["export"]);
    let empty = Home::with_routes();
    let file = empty.write("export.json", &whole);
    let said = empty.ok(&["import", file.to_str().unwrap()]);
    assert!(!said.contains("not here"), "{said}");
    let text = |all: &[(String, Vec<u8>)]| -> Vec<(String, String)> {
        let all = all.iter();
        all.map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned()))
            .collect()
    };
    assert_eq!(text(&contents(&empty)), text(&before));
    empty.ok(&["evidence", &id, "verify"]);
    assert_eq!(empty.ok(&["export", "--with-files"]), whole);
    // Once more it changes nothing, and without the files they are named.
    empty.ok(&["import", file.to_str().unwrap()]);
    assert_eq!(contents(&empty), before);
    let bare = Home::with_routes();
    let file = bare.write("export.json", named);
    let said = bare.ok(&["import", file.to_str().unwrap()]);
    assert!(
        said.contains("2 files that it names are not here"),
        "{said}"
    );
    assert!(
        !said.contains(&format!("({other}) is new here.\n  ")),
        "{said}"
    );
    let ran = bare.run(&["export", "--with-files"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("2 files are not in the export"), "{ran:?}");
}

#[test]
fn a_file_that_is_not_as_it_was_kept_is_not_taken_in() {
    let home = Home::with_routes();
    let id = home.add("Mine", &[]);
    home.ok(&[
        "evidence",
        &id,
        "add",
        home.write("a.png", "abc").to_str().unwrap(),
    ]);
    let whole = home.ok(&["export", "--with-files"]);
    assert!(whole.contains("\"YWJj\""), "{whole}");
    for (old, new, why) in [
        ("YWJj", "YWJk", "file 1 is not as it was kept"),
        ("YWJj", "*", "file 1 is not as it was kept"),
        (
            "\"files\":[{\"account\":\"",
            "\"files\":[{\"account\":\"../",
            "file 1 belongs to no account",
        ),
    ] {
        let empty = Home::with_routes();
        let file = empty.write("export.json", whole.replace(old, new));
        let error = empty.fails(1, &["import", file.to_str().unwrap()]);
        assert!(error.contains(why), "{error}");
        assert!(!empty.data().exists(), "{new}");
    }
    let error = home.fails(2, &["export", "--format", "csv", "--with-files"]);
    assert!(error.contains("Only an export as JSON"), "{error}");
}
