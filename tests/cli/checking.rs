//! `optout guide check`.

use std::{fs, process::Command};

use serde_json::Value;

use crate::support::{FORM, Home, OTHER, ran};

/// Checks this text as a file of its own; returns what is printed, without the path.
fn check(home: &Home, text: &str) -> (i32, String) {
    let path = home.join("checked.toml");
    fs::write(&path, text).unwrap();
    let done = home.run(&["guide".as_ref(), "check".as_ref(), path.as_os_str()]);
    let out = done.out.replace(&format!("{}:", path.display()), "");
    (done.code, without_lines(&out))
}

/// What was said, without the lines of the file that are shown below it.
pub(crate) fn without_lines(out: &str) -> String {
    let is_said = |line: &&str| {
        let rest = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
        !rest.starts_with('|')
    };
    let said = out.lines().filter(is_said);
    said.map(|line| format!("{line}\n")).collect()
}

/// Line and column of the first place of `part`.
fn place(text: &str, part: &str) -> String {
    let before = text.split(part).next().unwrap();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    format!("{line}:{column}: ")
}

#[test]
fn mistakes_are_told_with_their_place() {
    let home = Home::bare();
    assert_eq!(
        check(&home, FORM),
        (0, "No mistakes in 1 guide.\n".to_owned())
    );
    let retired = "superseded = [\"https://www.facebook.com/help/contact/2\"]";
    // What is replaced by what; where the mistake is; what is said about it.
    for (from, to, part, says) in [
        (
            "rank = -1000",
            "regions = [\"eea\", \"euu\"]",
            "\"euu\"",
            "The region `euu` is unknown; known is",
        ),
        (
            "\"object\"",
            "\"objet\"",
            "\"objet\"",
            "`goal` is `objet`; allowed are",
        ),
        ("minutes", "minuets", "minuets", "did you mean `minutes`?"),
        (
            "minutes = 5",
            retired,
            "\"https://www.facebook.com/help/contact/2\"]\nconf",
            "This address is superseded: no guide may use it any more, says `test-form`. [superseded]",
        ),
        (
            "https://www.facebook.com/help/contact/1",
            "http://x.org/",
            "\"http://x",
            "This link will not be opened.",
        ),
    ] {
        let text = FORM.replace(from, to);
        let (code, out) = check(&home, &text);
        assert_eq!(code, 1, "{out}");
        let place = place(&text, part);
        assert!(
            out.lines()
                .any(|line| line.starts_with(&place) && line.contains(says)),
            "{place}{says}: {out}"
        );
    }
    let (code, out) = check(&home, "format = 1\nid = \n");
    assert!(code == 1 && out.starts_with("2:"), "{out}");
}

#[cfg(unix)]
#[test]
fn guides_are_checked_against_one_another() {
    let home = Home::with_routes();
    let retired = OTHER.replace(
        "rank = -999",
        "superseded = [\"https://www.facebook.com/help/contact/1\"]",
    );
    home.guide("other", retired);
    home.guide("same", FORM);
    let done = home.run(&["guide", "check", "--json"]);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(done.err.contains("mistakes"), "{done:?}");
    let found: Value = serde_json::from_str(&done.out).unwrap();
    let folder = home.join("config/guides");
    let place = |file: &str, says: &str| {
        let problems = found["problems"].as_array().unwrap();
        let matches = |problem: &&Value| {
            problem["file"] == folder.join(file).to_str().unwrap()
                && problem["message"].as_str().unwrap().contains(says)
        };
        let problem = problems
            .iter()
            .find(matches)
            .unwrap_or_else(|| panic!("{says} in {found}"));
        assert_eq!(problem["severity"], "error");
        assert!(["twice", "superseded"].contains(&problem["rule"].as_str().unwrap()));
        (
            problem["line"].as_u64().unwrap(),
            problem["column"].as_u64().unwrap(),
        )
    };
    assert_eq!(place("same.toml", "The id `test-form` is taken by"), (2, 6));
    assert_eq!(place("form.toml", "superseded"), (28, 8));
    assert_eq!(place("same.toml", "superseded"), (28, 8));
}

#[test]
fn time_alone_does_not_fail_the_check() {
    let home = Home::bare();
    let old = FORM.replace("checked = 2026-10-01", "checked = 2020-10-01");
    let (code, out) = check(&home, &old);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.ends_with("No mistakes in 1 guide, 3 warnings.\n"),
        "{out}"
    );
}

/// A menu is old before what one writes is, and a step whose newest source is new is not old.
#[test]
fn a_step_is_as_old_as_its_newest_source_and_ages_as_what_it_is() {
    let home = Home::bare();
    let read = |day: &str| FORM.replace("checked = 2026-10-01", &format!("checked = {day}"));
    let old = |out: &str| {
        let lines = out.lines().filter(|line| line.contains("[stale]"));
        let titles = lines.map(|line| line.split('"').nth(1).unwrap().to_owned());
        titles.collect::<Vec<_>>()
    };
    // The day is 2026-11-21.
    for (day, titles) in [
        ("2026-05-25", vec![]),
        ("2026-05-24", vec!["Find the form", "Send the form"]),
        ("2024-11-22", vec!["Find the form", "Send the form"]),
        (
            "2024-11-20",
            vec!["Find the form", "Send the form", "See the e-mail"],
        ),
    ] {
        assert_eq!(old(&check(&home, &read(day)).1), titles, "{day}");
    }
    let newer = "[[source]]\nid = \"new\"\ntitle = \"New\"\nnote = \"printed\"\nchecked = 2026-11-20\n\n[[conflict]]";
    let both = read("2020-10-01")
        .replacen("[[conflict]]", newer, 1)
        .replacen("sources = [\"page\"]", "sources = [\"page\", \"new\"]", 1);
    let (_, out) = check(&home, &both);
    assert_eq!(old(&out), ["Send the form", "See the e-mail"]);
    let says = format!(
        "Look at these first. {}\n{}warning: \"Send the form\": the newest source is of 2020-10-01, 6 years ago; look whether it is still so. [stale]\n",
        optout::clock::OLD,
        place(&both, "[\"page\"]\n\n[[step]]\nid = \"see-mail\"")
    );
    assert!(out.starts_with(&says), "{out}\n{says}");
}

#[test]
fn the_check_ends_with_the_ten_that_may_wait_least() {
    let home = Home::bare();
    let mut check = home.command();
    let done = ran(check
        .env("OPTOUT_NOW", "2030-01-01T00:00:00Z")
        .args(["guide", "check"]));
    let (_, first) = done.out.split_once("Look at these first (").unwrap();
    let lines: Vec<&str> = first.lines().collect();
    assert!(lines[0].contains(" more with --json). A step with a menu path"));
    assert_eq!(lines.len(), 1 + 10 + 1, "{first}");
    assert!(lines[1..11].iter().all(|line| line.ends_with("[stale]")));
    assert!(lines[11].starts_with("No mistakes in "));
    // What several guides share is judged once.
    let mut check = home.command();
    let done = ran(check
        .env("OPTOUT_NOW", "2030-01-01T00:00:00Z")
        .args(["guide", "check", "--json"]));
    let found: Value = serde_json::from_str(&done.out).unwrap();
    let problems = found["problems"].as_array().unwrap();
    let old: Vec<&Value> = problems.iter().filter(|it| it["rule"] == "stale").collect();
    let shared = |it: &&&Value| {
        let said = it["message"].as_str().unwrap();
        said.starts_with("\"Check that it is the right form\"")
    };
    assert_eq!(old.iter().filter(shared).count(), 1);
    // An authority is as old as the newest of its sources too, which is of September 2024.
    let office = |it: &&&Value| it["message"].as_str().unwrap().contains("(OAIC)");
    let office = old.iter().find(office).unwrap();
    assert!(
        office["message"].to_string().contains("2024-09-11"),
        "{office}"
    );
    let places: std::collections::BTreeSet<String> = old
        .iter()
        .map(|it| format!("{}:{}", it["file"], it["line"]))
        .collect();
    assert_eq!(places.len(), old.len());
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read_are_in_the_list() {
    let home = Home::with_routes();
    let missing = home.join("missing.toml");
    let done = home.run(&["guide".as_ref(), "check".as_ref(), missing.as_os_str()]);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(
        done.out.contains("missing.toml: There is no such file."),
        "{done:?}"
    );
    home.guide("utf16", b"\xff\xfef\0o\0");
    home.guide("large", vec![b'#'; 256 * 1024 + 1]);
    let fifo = home.join("config/guides/fifo.toml");
    assert!(Command::new("mkfifo").arg(fifo).status().unwrap().success());
    let done = home.run(&["guide", "check"]);
    for says in [
        "utf16.toml: The file is not UTF-8: the byte at offset 0 ",
        "large.toml: The file is larger than 256 KiB.",
        "fifo.toml: This is not a regular file.",
    ] {
        assert!(done.out.contains(says), "{says}: {done:?}");
    }
}

#[test]
fn what_reads_badly_is_a_warning_with_its_place() {
    let home = Home::bare();
    for (from, to, part, says) in [
        (
            "It is hidden.",
            &*"word ".repeat(145),
            "\"word",
            "`body` has 724 characters; with more than 700 it is hard to read beside the steps. [long]",
        ),
        (
            "Find the form",
            &"x".repeat(61),
            "\"xxx",
            "`title` has 61 characters; with more than 60 it is hard to read beside the steps. [long]",
        ),
        (
            "\"Settings\"",
            "\"Settings & privacy | Settings and activity\"",
            "\"Settings & privacy |",
            "This menu label is 42 cells wide with its variants; 38 fit on a row beside the steps. [path]",
        ),
    ] {
        let text = FORM.replace(from, to);
        assert_ne!(text, FORM, "{from}");
        let (code, out) = check(&home, &text);
        let place = place(&text, part);
        let wanted = format!("{place}warning: {says}\nNo mistakes in 1 guide, 1 warning.\n");
        assert_eq!((code, out), (0, wanted));
    }
}

#[test]
fn every_kind_of_mistake_has_a_name() {
    let home = Home::bare();
    for (from, to, rule) in [
        ("\"object\"", "object", "syntax"),
        ("minutes", "minuets", "unknown-key"),
        ("title = \"A page\"\n", "", "missing"),
        ("\"object\"", "3", "value"),
        ("It is", "It\\u001b is", "text"),
        (
            "confidence = \"verified\"\nsources = [\"page\"]\n",
            "",
            "source",
        ),
        (
            "confidence = \"verified\"\nsources = [\"page\"]\n",
            "sources = []\n",
            "source",
        ),
        ("sources = [\"page\"]", "sources = [\"pge\"]", "source"),
        (
            "url = \"https://www.facebook.com/privacy/policy/\"\n",
            "",
            "source",
        ),
        (
            "https://www.facebook.com/help/contact/1",
            "https://example.org/",
            "link",
        ),
        (
            "minutes = 5",
            "superseded = [\"https://www.facebook.com/help/contact/1/\"]",
            "superseded",
        ),
        ("\"send-form\"", "\"find-form\"", "twice"),
        ("minutes = 5", "regions = [\"eeaa\"]", "region"),
    ] {
        let path = home.join("checked.toml");
        let text = FORM.replacen(from, to, 1);
        assert_ne!(text, FORM, "{from}");
        fs::write(&path, &text).unwrap();
        let path = path.to_str().unwrap();
        let done = home.run(&["guide", "check", "--json", path]);
        assert_eq!(done.code, 1, "{rule}: {done:?}");
        let found: Value = serde_json::from_str(&done.out).unwrap();
        let problems = found["problems"].as_array().unwrap();
        let named = problems.iter().find(|problem| problem["rule"] == rule);
        let problem = named.unwrap_or_else(|| panic!("{rule}: {found}"));
        assert_eq!(problem["severity"], "error");
        assert_eq!(problem["file"], path);
        assert!(problem["line"].as_u64().unwrap() > 0 && problem["column"].as_u64().unwrap() > 0);
    }
    let missing = home.run(&["guide", "check", "--json", "missing.toml"]);
    let found: Value = serde_json::from_str(&missing.out).unwrap();
    assert_eq!(found["problems"][0]["rule"], "file");
}

/// Countries with a code of their own that share the authority of the state they belong to.
const SHARED: [&str; 7] = ["AX", "GF", "GP", "MF", "MQ", "RE", "YT"];

/// What time brings about is nobody's fault and fails no test; everything else here can be mended.
#[test]
fn nothing_is_wrong_with_what_is_shipped() {
    let home = Home::bare();
    let done = home.run(&["guide", "check", "--json"]);
    let found: Value = serde_json::from_str(&done.out).unwrap();
    let has_authorities = optout::catalog::Catalog::shipped_regions()
        .all_authorities()
        .next()
        .is_some();
    let problems = found["problems"].as_array().unwrap();
    let told: Vec<String> = problems
        .iter()
        .filter(|problem| match problem["rule"].as_str().unwrap() {
            "stale" => false,
            "authority" => has_authorities,
            "country" => {
                let said = problem["message"].as_str().unwrap();
                !SHARED.iter().any(|code| said.starts_with(code))
            }
            _ => true,
        })
        .map(ToString::to_string)
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(found["checked"].as_u64().unwrap() > 10);
    for problem in problems {
        let file = problem["file"].as_str().unwrap();
        let text = fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let line = usize::try_from(problem["line"].as_u64().unwrap()).unwrap();
        assert!((1..=text.lines().count()).contains(&line), "{problem}");
    }
}

#[test]
fn of_many_mistakes_in_a_file_fifty_are_listed_and_all_are_counted() {
    let home = Home::bare();
    let keys: String = (0..2_000).map(|key| format!("key{key} = 1\n")).collect();
    let text = FORM.replacen("rank", &format!("{keys}rank"), 1);
    let path = home.join("checked.toml");
    fs::write(&path, text).unwrap();
    let words = ["guide", "check", path.to_str().unwrap()];
    let done = home.run(&words);
    let said = without_lines(&done.out);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 51, "{}", done.out);
    assert!(lines[49].contains(" `key49` is not a key here;"));
    assert!(lines[50].ends_with("checked.toml: note: And 1950 more. [more]"));
    assert_eq!(done.code, 1);
    assert!(
        done.err.contains("The guides have 2000 mistakes."),
        "{}",
        done.err
    );
    let done = home.run(&[words.as_slice(), &["--json"]].concat());
    let json: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(json["problems"].as_array().unwrap().len(), 2_000);
}
