//! Odd input, odd environments, odd outputs.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::PermissionsExt as _},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    home::OPTOUT,
    support::{Home, ran},
};

#[test]
fn wrong_details_are_refused_with_a_reason() {
    let home = Home::with_routes();
    let long = "x".repeat(10_000);
    let cases: [(&[&str], &str); 15] = [
        (
            &["--country", "XX"],
            "XX is not a country; use a two-letter code such as DE",
        ),
        (&["--country", "Germny"], "DE (Germany)"),
        (&["--label", &long], "10000 characters long; at most 64 fit"),
        (
            &["--label", "\u{1b}[31mred\u{7}"],
            "has characters that cannot be shown",
        ),
        (
            &["--label", "pay\u{202e}pal"],
            "has characters that cannot be shown",
        ),
        (&["--label", "  "], "A label is needed"),
        (&["--handle", &long], "The handle is 10000 characters long"),
        (&["--email", "me@"], "is not an e-mail address"),
        (
            &["--group", "a\u{202e}b"],
            "The Accounts Center has characters",
        ),
        (&["--open-with", "firefox"], "needs {url}"),
        (&["--open-with", "firefox {url-encoded}"], "write {url}"),
        (&["--open-with", "firefox {URL}"], "{URL} is no place"),
        (&["--open-with", "{url}"], "program's name"),
        (&["--open-with", "firefox '{url}"], "quote"),
        (&["--country", "\u{1b}]0;x\u{7}"], "is not a country"),
    ];
    for (more, says) in cases {
        let mut arguments = vec!["account", "add", "--platform", "threads"];
        if more.first() != Some(&"--label") {
            arguments.extend(["--label", "L"]);
        }
        arguments.extend(more);
        let message = home.fails(1, &arguments);
        assert!(message.contains(says), "{says}: {message}");
        assert!(message.lines().count() >= 2, "a hint: {message}");
    }
    assert!(home.ok(&["account", "list"]).contains("no account yet"));
}

#[test]
fn notes_are_checked() {
    let home = Home::with_routes();
    home.add("Personal", &[]);
    let long = "x".repeat(2049);
    for (note, says) in [
        (long.as_str(), "longer than 2048"),
        ("a\u{202e}b", "cannot be shown"),
        ("\u{1b}[2J", "cannot be shown"),
    ] {
        let message = home.fails(
            1,
            &[
                "mark",
                "Personal",
                "test-form/find-form",
                "done",
                "--note",
                note,
            ],
        );
        assert!(message.contains(says), "{message}");
    }
}

#[test]
fn hearts_and_lines_are_kept_and_what_takes_no_room_is_left_out() {
    let home = Home::with_routes();
    home.add("\u{2764}\u{fe0f} Mum", &[]);
    let note = ["a\nb\u{ad} \u{2764}\u{fe0f}"];
    let arguments = [
        "mark",
        "\u{2764}\u{fe0f} Mum",
        "test-form/find-form",
        "done",
        "--note",
    ];
    let ran = home.run(&[&arguments[..], &note[..]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.err.contains("one invisible character was left out"),
        "{ran:?}"
    );
    let steps = home.json(&["steps", "\u{2764}\u{fe0f} Mum"]).to_string();
    assert!(steps.contains("a\\nb \u{2764}\u{fe0f}"), "{steps}");
}

#[test]
fn wrong_usage_ends_with_two() {
    let home = Home::with_routes();
    let cases: [(&[&str], &str); 9] = [
        (
            &["account", "add", "--platform", "facebok", "--label", "x"],
            "'facebook'",
        ),
        (&["account", "add", "--label", "x"], "--platform"),
        (&["stauts"], "'status'"),
        (&["mark", "x", "y/z", "dnoe"], "'done'"),
        (&["status", "--jsno"], "--json"),
        (&["\u{1b}[2J"], "unrecognized"),
        (&["--color", "sometimes"], "always"),
        (&["--data-dir", "", "status"], "--data-dir"),
        (&["account"], "Usage"),
    ];
    for (arguments, says) in cases {
        let done = home.run(arguments);
        assert_eq!(done.code, 2, "{done:?}");
        assert!(done.err.contains(says), "{says}: {done:?}");
        assert_eq!(done.out, "");
    }
}

#[test]
fn arguments_that_are_not_text_are_refused() {
    let home = Home::with_routes();
    let odd = OsStr::from_bytes(b"\xff\xfe");
    for arguments in [
        vec![OsStr::new("status"), odd],
        vec![odd],
        vec![
            OsStr::new("account"),
            OsStr::new("add"),
            OsStr::new("--platform"),
            OsStr::new("threads"),
            OsStr::new("--label"),
            odd,
        ],
    ] {
        let done = home.run(&arguments);
        assert_eq!(done.code, 2, "{done:?}");
        assert!(!done.err.contains("panicked"), "{done:?}");
    }
    // A folder may have any name.
    let done = home.run(&[OsStr::new("--data-dir"), odd, OsStr::new("status")]);
    assert_eq!(done.code, 0, "{done:?}");
    let done = home.run(&[OsStr::new("guide"), OsStr::new("check"), odd]);
    assert!(
        done.code == 1 && done.out.contains("There is no such file."),
        "{done:?}"
    );
}

#[test]
fn help_and_version_are_no_errors() {
    let home = Home::bare();
    for arguments in [
        &["--help"][..],
        &["account", "add", "--help"],
        &["guide", "-h"],
        &["--version"],
    ] {
        let done = home.run(arguments);
        assert_eq!(done.code, 0, "{done:?}");
        assert!(!done.out.is_empty() && done.err.is_empty(), "{done:?}");
    }
}

#[test]
fn odd_environments_are_told_or_survived() {
    let home = Home::bare();
    let cases: [(&str, &str, &str); 5] = [
        (
            "OPTOUT_DATA_DIR",
            "data",
            "OPTOUT_DATA_DIR is `data`, which is not an absolute path",
        ),
        ("OPTOUT_CONFIG_DIR", "../\u{1b}[2J", "OPTOUT_CONFIG_DIR is"),
        (
            "OPTOUT_NOW",
            "tomorrow",
            "OPTOUT_NOW is `tomorrow`, which is not a moment",
        ),
        ("OPTOUT_NOW", "\u{1b}]0;x\u{7}", "is not a moment"),
        ("OPTOUT_DATA_DIR", "/dev/null", "/dev/null"),
    ];
    for (name, value, says) in cases {
        let done = ran(home.command().env(name, value).arg("status"));
        assert_eq!(done.code, 1, "{name}={value:?}: {done:?}");
        assert!(done.err.contains(says), "{done:?}");
    }
    let past = ran(home
        .command()
        .env("OPTOUT_NOW", "2016-01-03T10:00:00Z")
        .arg("status"));
    assert_eq!(past.code, 0, "{past:?}");
    assert!(past.err.contains("today is 3 January 2016"), "{past:?}");
    let bare = |home_value: Option<&str>| {
        let mut command = home.command();
        command
            .env_remove("OPTOUT_DATA_DIR")
            .env_remove("OPTOUT_CONFIG_DIR")
            .env_remove("HOME");
        if let Some(value) = home_value {
            command.env("HOME", value);
        }
        ran(command.args(["paths", "--json"]))
    };
    let relative = bare(Some("some/where"));
    assert_eq!(relative.code, 1, "{relative:?}");
    assert!(
        relative.err.contains("not absolute") && relative.err.contains("--data-dir"),
        "{relative:?}"
    );
    for unset in [bare(None), bare(Some(""))] {
        // Whoever runs the tests has a home folder on record, or none at all.
        if unset.code == 0 {
            let paths: serde_json::Value = serde_json::from_str(&unset.out).unwrap();
            assert!(
                paths["data"].as_str().unwrap().starts_with('/'),
                "{unset:?}"
            );
        } else {
            assert!(
                unset.code == 1 && unset.err.contains("--data-dir"),
                "{unset:?}"
            );
        }
    }
    let mut command = home.command();
    command
        .env_remove("HOME")
        .env_remove("OPTOUT_CONFIG_DIR")
        .env("XDG_CONFIG_HOME", home.join("xdg"));
    let xdg = ran(command.args(["paths"]));
    assert!(xdg.out.contains("xdg/optout/config.toml"), "{xdg:?}");
}

#[test]
fn the_local_day_counts() {
    let home = Home::with_routes();
    home.add("Personal", &["--country", "DE"]);
    let mut command = home.command();
    command
        .env("OPTOUT_NOW", "2026-11-21T23:30:00Z")
        .env("TZ", "<+02>-2");
    let done = ran(command.args(["mark", "Personal", "test-form/send-form", "done"]));
    assert!(
        done.out
            .contains("sent on Sunday 22 November 2026, due on Tuesday 22 December 2026"),
        "{done:?}"
    );
}

#[test]
fn a_pipe_or_a_device_as_the_time_zone_stops_nothing() {
    let home = Home::with_routes();
    let pipe = home.join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    for zone in [pipe.to_str().unwrap(), ":/dev/zero", "../../../dev/zero"] {
        let mut command = home.command();
        command.env("TZ", zone).arg("status").stdout(Stdio::null());
        let mut child = command.spawn().unwrap();
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if begun.elapsed() > Duration::from_secs(20) {
                child.kill().unwrap();
            }
            thread::sleep(Duration::from_millis(5));
        };
        assert!(status.success(), "{zone}: {status}");
    }
}

#[test]
fn json_is_plain_ascii_and_reads_back() {
    let home = Home::with_routes();
    let label = "Zo\u{eb} \u{5c71}\u{7530} \u{1f600} \"q\" \\";
    home.add(label, &[]);
    for arguments in [
        &["status"][..],
        &["next"],
        &["account", "list"],
        &["steps", label],
    ] {
        let value = home.json(arguments);
        if arguments != ["steps", label] {
            assert!(value.to_string().contains('\u{1f600}'), "{value}");
        }
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = Home::with_routes();
    for arguments in [
        &["guide", "show", "test-form"][..],
        &["status", "--json"],
        &["--help"],
    ] {
        let mut child = home
            .command()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(output.stderr, b"", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let home = Home::with_routes();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = home
        .command()
        .args(["guide", "list"])
        .stdout(full)
        .output()
        .unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("could not be written"), "{message}");
}

/// What is said, and the exit code, where standard output is a full disk.
#[cfg(target_os = "linux")]
fn on_a_full_disk(home: &Home, arguments: &[&str]) -> (Option<i32>, String) {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = home.command();
    let output = command.args(arguments).stdout(full).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), message)
}

#[test]
fn a_word_of_another_command_names_it() {
    let home = Home::bare();
    for (arguments, command) in [
        (&["list"][..], "'account list'"),
        (&["help", "add"], "'account add'"),
        (&["statu"], "'status'"),
    ] {
        let said = home.fails(2, arguments);
        assert!(said.contains(command), "{said}");
        assert!(!said.contains("evidence list"), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_on_a_full_disk_is_told_too() {
    let home = Home::bare();
    for arguments in [&["--help"][..], &["--version"], &["qr", "--help"]] {
        let (code, message) = on_a_full_disk(&home, arguments);
        assert_eq!(code, Some(1), "{arguments:?}: {message}");
        assert!(message.contains("could not be written"), "{message}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_done_is_said_to_be_done_also_on_a_full_disk() {
    let home = Home::bare();
    let add = [
        "account",
        "add",
        "--platform",
        "facebook",
        "--label",
        "Mine",
        "--country",
        "DE",
    ];
    let (code, message) = on_a_full_disk(&home, &add);
    assert_eq!(code, Some(1), "{message}");
    let id = home.ok(&["account", "list"]);
    let id = id.split_whitespace().next().unwrap();
    let done = format!("is done: Mine ({id}) is saved.");
    assert!(message.contains(&done), "{message}");
    assert!(message.contains("Do not do it once more"), "{message}");
    for (arguments, done) in [
        (&["account", "edit", "Mine", "--handle", "@me"][..], "saved"),
        (&["account", "remove", "Mine", "--yes"], "removed"),
    ] {
        let (code, message) = on_a_full_disk(&home, arguments);
        assert_eq!(code, Some(1), "{message}");
        assert!(message.contains("is done:"), "{message}");
        assert!(message.contains(done), "{message}");
    }
}

#[test]
fn letters_put_together_name_the_same_account() {
    let home = Home::with_routes();
    let korean = "\u{1112}\u{1161}\u{11ab}";
    for (label, typed) in [
        ("Zoe\u{308} M\u{fc}ller", "Zo\u{eb} Mu\u{308}ller"),
        (korean, "\u{d55c}"),
    ] {
        let id = home.add(label, &[]);
        assert!(home.ok(&["status", typed]).contains(&id), "{label}");
    }
    let error = home.fails(1, &["status", "\u{d55c}\u{ad6d}"]);
    assert!(error.contains("Did you mean"), "{error}");
}

#[test]
fn texts_may_begin_with_a_hyphen() {
    let home = Home::with_routes();
    let id = home.add(
        "-rf",
        &["--handle", "-x", "--group", "--- g", "--name", "-n"],
    );
    let account = home.json(&["account", "list"])["accounts"][0].clone();
    for (key, value) in [
        ("label", "-rf"),
        ("handle", "-x"),
        ("group", "--- g"),
        ("name", "-n"),
    ] {
        assert_eq!(account[key], value, "{key}");
    }
    home.ok(&["account", "edit", &id, "--label", "-other"]);
    for note in ["- called them", "-done", "--- x"] {
        home.ok(&["mark", &id, "test-other/write-mail", "done", "--note", note]);
        let kept = home.json(&["steps", &id]).to_string();
        assert!(kept.contains(note), "{note}: {kept}");
    }
}

/// A folder without rights for its owner could not be entered by the next command.
#[test]
fn a_strict_umask_leaves_the_owner_their_rights() {
    for mask in ["0177", "0277", "0377", "0777"] {
        let home = Home::with_routes();
        let script = format!("umask {mask}; exec \"$@\"");
        let mut command = home.command_of("sh");
        command.args(["-c", &script, "sh", OPTOUT]);
        command.args(["account", "add", "--platform", "facebook", "--label", "x"]);
        command.args(["--country", "DE"]);
        let ran = ran(&mut command);
        assert_eq!(ran.code, 0, "{mask}: {}", ran.err);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let data = home.data();
        assert_eq!(mode(data), 0o700, "{mask}");
        assert_eq!(mode(&data.join(".lock")), 0o600, "{mask}");
        assert_eq!(mode(&home.accounts()), 0o700, "{mask}");
        for entry in fs::read_dir(home.accounts()).unwrap() {
            assert_eq!(mode(&entry.unwrap().path()), 0o600, "{mask}");
        }
    }
}

#[test]
fn commands_that_only_look_write_nothing() {
    let home = Home::bare();
    for arguments in [
        &["status"][..],
        &["next"],
        &["account", "list"],
        &["guide", "list"],
        &["guide", "check"],
        &["paths"],
    ] {
        home.run(arguments);
        assert!(!home.join("data").exists(), "{arguments:?}");
    }
}
