//! Files as they come: broken, odd, huge, hostile.

use std::{fs, process::Command};

use optout::{
    account::{
        change::{Edit, Value},
        progress::{Mark, Outcome},
    },
    content::goal::Goal,
};

use crate::support::{Folder, Short, change, id, messages, minimal, step_id, tick};

/// What is said when a file of this content is loaded; it must have been put aside, whole.
fn aside(content: &[u8]) -> String {
    let folder = Folder::new();
    folder.put("bad.toml", content);
    folder.put("good.toml", minimal(""));
    let loaded = folder.store().read();
    assert_eq!(loaded.accounts.len(), 1, "{loaded:?}");
    let names = folder.names();
    let aside = names
        .iter()
        .find(|name| name.starts_with("bad.toml.corrupt-"))
        .expect("put aside");
    assert_eq!(fs::read(folder.file(aside)).unwrap(), content);
    assert!(!names.contains(&"bad.toml".to_owned()));
    let [message] = messages(&loaded)[..] else {
        panic!("{loaded:?}")
    };
    message.to_owned()
}

#[test]
fn what_cannot_be_read_is_put_aside_with_the_reason_and_its_place() {
    let without = |key: &str| {
        let lines: Vec<String> = minimal("")
            .lines()
            .filter(|line| !line.starts_with(key))
            .map(str::to_owned)
            .collect();
        lines.join("\n")
    };
    let large = minimal(&format!("# {}\n", "x".repeat(4 * 1024 * 1024)));
    let deep = format!(
        "{}x = {}1{}\n",
        minimal(""),
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    for (content, reason) in [
        (b"".as_slice(), "empty"),
        (b" \n\n", "empty"),
        (&[0; 4096], "zeros"),
        (
            b"format = 1\nlabel = \"\xff\"",
            "Line 2, column 10: This is not UTF-8",
        ),
        (b"\x89PNG\r\n\x1a\n", "Line 1, column 1: This is not UTF-8"),
        (b"this is no toml", "Line 1, column"),
        (large.as_bytes(), "4 MiB"),
        (deep.as_bytes(), "not TOML"),
        (
            minimal("").replace("format = 1", "format = 0").as_bytes(),
            "format 0",
        ),
        (
            minimal("").replace("format = 1", "format = -3").as_bytes(),
            "format -3",
        ),
        (
            minimal("")
                .replace("format = 1", "format = \"1\"")
                .as_bytes(),
            "Line 1, column 10: `format` must be",
        ),
        (
            minimal("").replace("\"L\"", "7").as_bytes(),
            "Line 2, column 9: `label` must be a string",
        ),
        (
            minimal("").replace("facebook", "myspace").as_bytes(),
            "Line 3, column 12: `platform` is `myspace`",
        ),
        (
            minimal("").replace("\"personal\"", "true").as_bytes(),
            "Line 4, column 8: `kind` must be",
        ),
        (without("format").as_bytes(), "`format` is missing"),
        (without("label").as_bytes(), "`label` is missing"),
        (without("platform").as_bytes(), "`platform` is missing"),
        (without("kind").as_bytes(), "`kind` is missing"),
        (
            minimal("[guides.g.s]\nmark = \"done\"\n[guides.g.s]\nmark = \"done\"\n").as_bytes(),
            "Line 7, column",
        ),
    ] {
        let message = aside(content);
        let shown = String::from_utf8_lossy(content.get(..60).unwrap_or(content)).into_owned();
        assert!(message.contains(reason), "{shown:?}: {message}");
    }
}

#[test]
fn odd_values_are_left_out_named_with_their_place_and_kept_in_the_file() {
    let folder = Folder::new();
    let odd = r#"country = "XX"   # perhaps a typing error
handle = 7
created = "yesterday"
active = { object = "Not An Id", nothing = "g" }

[guides.no-such-guide.s1]
mark = "done"
at = 2026-11-21T10:00:00Z

[guides.g.s1]
mark = "perhaps"
at = 2026-11-21

[guides."Not An Id".s1]
mark = "done"

[[request]]
id = "r1"
goal = "object"
guide = "g"
sent = 2026-02-30

[[request]]
id = "r2"
goal = "object"
guide = "g"
sent = 2026-11-21
due = "soon"
"#
    .replace("2026-02-30", "\"2026-02-30\"");
    folder.put("a1.toml", minimal(&odd));
    let store = folder.store();
    let loaded = store.read();
    let [account] = loaded.accounts.as_slice() else {
        panic!("{loaded:?}")
    };
    assert_eq!((account.country, &account.handle), (None, &None));
    assert!(account.active.is_empty());
    assert_eq!(
        account.progress.mark(&step_id("no-such-guide", "s1")),
        Some(Mark::Done)
    );
    assert_eq!(account.progress.mark(&step_id("g", "s1")), None);
    assert_eq!(account.progress.requests.len(), 1);
    assert_eq!(account.progress.requests[0].due, None);
    assert_eq!(account.progress.requests[0].outcome, Outcome::Waiting);
    let all = messages(&loaded);
    for expected in [
        "Line 5, column 11: XX is not a country",
        "Line 6, column 10: `handle` must be",
        "Line 7, column 11: `created` must be",
        "Line 8, column 21: `Not An Id` is not an id",
        "Line 8, column 34: `nothing` is not a goal",
        "Line 15, column 8: `mark` is `perhaps`",
        "Line 16, column 6: `at` must be",
        "Line 18, column 9: `Not An Id` is not an id",
        "Line 25, column 8: `sent` must be",
        "Line 32, column 7: `due` must be",
    ] {
        assert!(
            all.iter().any(|message| message.contains(expected)),
            "{expected}: {all:#?}"
        );
    }
    assert_eq!(all.len(), 10, "{all:#?}");
    // A save of something else leaves all of it alone.
    store.keep(tick("a1", "s9", 1));
    let text = folder.text("a1.toml");
    let (head, tail) = odd.split_once("\n[[request]]").unwrap();
    assert!(text.contains(head) && text.contains(tail), "{text}");
}

#[test]
fn a_file_with_the_least_in_it_is_enough() {
    let folder = Folder::new();
    folder.put("a1.toml", minimal(""));
    let loaded = folder.store().read();
    assert_eq!(messages(&loaded), [""; 0]);
    assert_eq!(loaded.accounts[0].label.as_str(), "L");
}

#[test]
fn a_file_made_by_hand_elsewhere_may_have_other_line_ends_and_a_mark_before_it() {
    let folder = Folder::new();
    let windows = minimal("[guides.g.s1]\nmark = \"done\"\n").replace('\n', "\r\n");
    folder.put("a1.toml", format!("\u{feff}{windows}"));
    let store = folder.store();
    assert_eq!(messages(&store.read()), [""; 0]);
    let saved = store.keep(tick("a1", "s2", 1)).account.unwrap();
    assert_eq!(saved.progress.mark(&step_id("g", "s1")), Some(Mark::Done));
    assert_eq!(
        saved.progress.mark(&step_id("guide", "s2")),
        Some(Mark::Done)
    );
}

#[test]
fn a_label_too_long_to_show_is_cut_on_the_screen_and_kept_in_the_file() {
    let folder = Folder::new();
    let long = "x".repeat(10_000);
    folder.put(
        "a1.toml",
        minimal("").replace("\"L\"", &format!("\"{long}\"")),
    );
    let store = folder.store();
    let loaded = store.read();
    assert_eq!(loaded.accounts[0].label.chars().count(), 64);
    assert!(
        messages(&loaded)[0].contains("Line 2, column 9"),
        "{loaded:?}"
    );
    store.keep(tick("a1", "s1", 1));
    assert!(folder.text("a1.toml").contains(&long));
}

#[test]
fn escape_codes_in_a_label_never_reach_the_screen_and_stay_in_the_file() {
    let folder = Folder::new();
    let hostile = r#""\u001b]0;owned\u0007 mine""#;
    folder.put("a1.toml", minimal("").replace("\"L\"", hostile));
    let store = folder.store();
    let loaded = store.read();
    assert!(!loaded.accounts[0].label.contains('\u{1b}'));
    assert!(
        messages(&loaded)[0].contains("hidden characters"),
        "{loaded:?}"
    );
    store.keep(tick("a1", "s1", 1));
    assert!(folder.text("a1.toml").contains(hostile));
}

#[test]
fn an_account_without_a_name_is_shown_by_its_id() {
    let folder = Folder::new();
    folder.put("a1.toml", minimal("").replace("\"L\"", "\"  \""));
    let store = folder.store();
    assert_eq!(store.read().accounts[0].label.as_str(), "a1");
    store.keep(tick("a1", "s1", 1));
    assert!(folder.text("a1.toml").contains("label = \"  \""));
}

#[test]
fn a_pipe_or_a_folder_in_the_place_of_an_account_does_not_stop_the_program() {
    let folder = Folder::new();
    folder.put("good.toml", minimal(""));
    fs::create_dir(folder.file("folder.toml")).unwrap();
    let made = Command::new("mkfifo")
        .arg(folder.file("pipe.toml"))
        .status();
    let loaded = folder.store().read();
    assert_eq!(loaded.accounts.len(), 1);
    let expected = if made.is_ok_and(|status| status.success()) {
        2
    } else {
        1
    };
    assert_eq!(
        messages(&loaded),
        vec!["It is not a file. It is left as it is."; expected]
    );
}

#[test]
fn of_two_requests_with_one_id_the_first_counts_and_both_stay() {
    let folder = Folder::new();
    let one = |day| {
        format!(
            "[[request]]\nid = \"r1\"\ngoal = \"object\"\nguide = \"g\"\nsent = 2026-11-{day}\n"
        )
    };
    folder.put(
        "a1.toml",
        minimal(&format!("{}{}", one(1), one(2)))
            .replace("-1\n", "-01\n")
            .replace("-2\n", "-02\n"),
    );
    let store = folder.store();
    let loaded = store.read();
    assert_eq!(loaded.accounts[0].progress.requests.len(), 1);
    assert!(
        messages(&loaded)[0].contains("another request r1"),
        "{loaded:?}"
    );
    let answer = Edit::Answer {
        request: id("r1"),
        outcome: Outcome::Granted,
        answered: None,
    };
    let saved = store.keep(change("a1", 1, vec![answer])).account.unwrap();
    assert_eq!(
        saved.progress.latest(Goal::Object).unwrap().outcome,
        Outcome::Granted
    );
    assert_eq!(folder.text("a1.toml").matches("id = \"r1\"").count(), 2);
    // Taking it back would bring the other one up in its place: what was meant is not what would be
    // read, so nothing is written.
    let waiting = Edit::Answer {
        request: id("r1"),
        outcome: Outcome::Waiting,
        answered: None,
    };
    store.keep(change("a1", 2, vec![waiting]));
    let before = folder.text("a1.toml");
    let unsend = change("a1", 3, vec![Edit::Unsend(id("r1"))]);
    let error = store
        .save(&[unsend], &crate::support::regions())
        .unwrap_err();
    assert!(error.sentence.contains("would not read back"), "{error}");
    assert_eq!(folder.text("a1.toml"), before);
}

#[test]
fn hundreds_of_accounts_are_read_like_one() {
    let folder = Folder::new();
    for number in 0..500 {
        let odd = if number % 10 == 0 {
            "country = 7\n"
        } else {
            ""
        };
        folder.put(
            &format!("a{number:03}.toml"),
            minimal(&format!("{odd}[guides.g.s{number}]\nmark = \"done\"\n")),
        );
    }
    folder.put("a255.toml", "broken");
    let loaded = folder.store().read();
    assert_eq!(loaded.accounts.len(), 499);
    // The warnings stand in the order of the files, whichever of them was read first.
    let mut files: Vec<&str> = loaded.notices.iter().map(|it| it.file.as_str()).collect();
    assert!(files.pop().unwrap().ends_with("a255.toml"));
    assert_eq!(files.len(), 50);
    assert!(files.is_sorted(), "{files:?}");
    let ids: Vec<String> = loaded
        .accounts
        .iter()
        .map(|account| account.id.to_string())
        .collect();
    assert!(ids.is_sorted());
    for account in &loaded.accounts {
        let number: usize = account.id.trim_start_matches('a').parse().unwrap();
        assert_eq!(
            account.progress.mark(&step_id("g", &format!("s{number}"))),
            Some(Mark::Done)
        );
    }
}

#[test]
fn a_value_of_the_wrong_kind_can_be_set_right() {
    let folder = Folder::new();
    folder.put("a1.toml", minimal("country = 7 # which?\n"));
    let store = folder.store();
    let germany = crate::support::regions().country("DE").unwrap();
    store.keep(change(
        "a1",
        1,
        vec![Edit::Set(Value::Country(Some(germany)))],
    ));
    assert!(folder.text("a1.toml").contains("country = \"DE\" # which?"));
}
