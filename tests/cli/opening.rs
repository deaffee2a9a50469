//! `optout open`, with scripts that stand in for browsers.

use std::fs;

use serde_json::json;

use crate::accounts::at_terminal;
use crate::support::{FORM, Home, PAGE, ran, wait_for};

/// A script that writes its arguments, one a line.
fn recorder(home: &Home) -> String {
    let record = home.join("record");
    let body = format!(
        "printf '%s\\n' \"$@\" > '{0}.new' && mv '{0}.new' '{0}'",
        record.display()
    );
    home.stand_in("bin/browser", &body)
}

fn open(home: &Home, account: &str) -> crate::support::Ran {
    home.run(&["open", account, "test-form/send-form"])
}

const SENT: &str = "https://www.facebook.com/help/contact/3";

#[test]
fn the_accounts_own_browser_gets_the_address_as_it_is() {
    let home = Home::with_routes();
    let browser = recorder(&home);
    let id = home.add(
        "Personal",
        &[
            "--open-with",
            &format!("'{browser}' -P 'my $(own)' --to={{url}}"),
        ],
    );
    let out = home.ok(&["open", &id, "test-form/send-form"]);
    assert!(
        out.contains(SENT) && out.contains(&format!("opened with {browser}.")),
        "{out}"
    );
    wait_for(
        &home.join("record"),
        &format!("-P\nmy $(own)\n--to={SENT}\n"),
    );
    let account = home.json(&["status", &id])["accounts"][0].clone();
    assert_eq!(account["state"], "opened");
}

/// Opens a step's link with this `$BROWSER`, with nothing recorded before.
fn open_with_browser(home: &Home, id: &str, value: &str) -> crate::support::Ran {
    let _ = fs::remove_file(home.join("record"));
    let mut command = home.command();
    ran(command
        .env("BROWSER", value)
        .args(["open", id, "test-form/send-form"]))
}

#[test]
fn the_nearest_wish_is_the_one_that_is_used() {
    let home = Home::with_routes();
    let browser = recorder(&home);
    let id = home.add("Personal", &[]);
    let with_browser = |value: &str| open_with_browser(&home, &id, value);
    let done = with_browser(&format!("{browser} -b"));
    assert_eq!(done.code, 0, "{done:?}");
    wait_for(&home.join("record"), &format!("-b\n{SENT}\n"));
    let done = with_browser(&format!("/no/such/one:{browser} -x %s -y"));
    assert_eq!(done.code, 0, "{done:?}");
    wait_for(&home.join("record"), &format!("-x\n{SENT}\n-y\n"));
    home.configure(&format!("opener = [\"{browser}\", \"-c\", \"{{url}}\"]\n"));
    let done = with_browser("/no/such/one");
    assert_eq!(done.code, 0, "{done:?}");
    wait_for(&home.join("record"), &format!("-c\n{SENT}\n"));
    home.ok(&[
        "account",
        "edit",
        &id,
        "--open-with",
        &format!("'{browser}' -a {{url}}"),
    ]);
    let done = with_browser("/no/such/one");
    assert_eq!(done.code, 0, "{done:?}");
    wait_for(&home.join("record"), &format!("-a\n{SENT}\n"));
}

#[test]
fn a_browser_with_words_of_a_shell_gets_the_address_as_one_word() {
    let home = Home::with_routes();
    let browser = recorder(&home);
    let id = home.add("Personal", &[]);
    let with_browser = |value: &str| open_with_browser(&home, &id, value);
    // The person's own words, but to no shell: nothing comes after a comment's sign, and no
    // second command after a semicolon.
    let done = with_browser(&format!("{browser} #"));
    assert_eq!(done.code, 0, "{done:?}");
    wait_for(&home.join("record"), &format!("#\n{SENT}\n"));
    let done = with_browser(&format!("{browser} ;touch pwned"));
    assert_eq!(done.code, 0, "{done:?}");
    wait_for(&home.join("record"), &format!(";touch\npwned\n{SENT}\n"));
    // Where they name a shell themselves, it gets what they wrote, and the address behind it.
    let done = with_browser(&format!("sh -c {browser} #"));
    assert_eq!(done.code, 0, "{done:?}");
    wait_for(&home.join("record"), "\n");
    let _ = fs::remove_file(home.join("record"));
    // An address that a shell would read as more than an address never comes so far.
    for part in [
        "$(touch+pwned)",
        ";id",
        "'",
        "\\\"",
        "`id`",
        "|id",
        "{a,b}",
        "*",
    ] {
        let text = FORM.replace("help/contact/3", &format!("help/{part}"));
        home.guide("form", text);
        let mut command = home.command();
        let done = ran(command.env("BROWSER", format!("sh -c {browser} #")).args([
            "open",
            &id,
            "test-form/send-form",
        ]));
        assert_eq!(done.code, 1, "{part}: {done:?}");
        assert!(!home.join("record").exists(), "{part}");
    }
    assert!(!home.join("pwned").exists());
}

#[test]
fn a_browser_that_fails_is_told_with_the_address_to_copy() {
    let home = Home::with_routes();
    let failing = home.stand_in("bin/failing", "exit 7");
    for (command, says) in [
        (
            format!("'{failing}' {{url}}"),
            "bin/failing did not open the page: it ended with exit code 7",
        ),
        (
            "/no/such/browser {url}".to_owned(),
            "/no/such/browser did not open the page: it was not found",
        ),
        (
            format!("'{}' {{url}}", home.join("config").display()),
            "it could not be started",
        ),
    ] {
        let id = home.add("Personal", &["--open-with", &command]);
        let done = open(&home, &id);
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{done:?}");
        assert!(done.err.contains(says), "{done:?}");
        assert!(
            done.err.contains(&format!("copy the address: {SENT}\n")),
            "{done:?}"
        );
        assert_eq!(home.json(&["status", &id])["accounts"][0]["state"], "todo");
    }
}

#[test]
fn a_browser_that_stays_open_outlives_the_program() {
    let home = Home::with_routes();
    let (release, ended) = (home.join("release"), home.join("ended"));
    let body = format!(
        "n=0; while [ ! -e '{}' ] && [ $n -lt 300 ]; do sleep 0.1; n=$((n+1)); done; echo $n > /dev/null; echo yes > '{}'",
        release.display(),
        ended.display()
    );
    let browser = home.stand_in("bin/staying", &body);
    let id = home.add(
        "Personal",
        &["--open-with", &format!("'{browser}' {{url}}")],
    );
    let done = open(&home, &id);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(!ended.exists());
    fs::write(&release, "").unwrap();
    wait_for(&ended, "yes\n");
}

#[test]
fn only_trusted_links_reach_a_browser() {
    let home = Home::with_routes();
    let browser = recorder(&home);
    let id = home.add(
        "Personal",
        &["--open-with", &format!("'{browser}' {{url}}")],
    );
    for (link, says) in [
        (
            "http://www.facebook.com/x",
            "Only addresses that start with https:// are opened.",
        ),
        (
            "https://facebook.com@evil.example/",
            "has an @ before its host",
        ),
        ("--help", "Only addresses that start with https://"),
        (
            "https://www.example.org/x",
            "The host www.example.org is not one of Meta's",
        ),
    ] {
        home.guide("form", FORM.replace(SENT, link));
        let done = open(&home, &id);
        assert_eq!(done.code, 1, "{done:?}");
        assert!(done.err.contains(says), "{done:?}");
        assert!(
            done.err.contains(&format!(": {link}\n")),
            "the address in full: {done:?}"
        );
    }
    assert!(!home.join("record").exists());
    home.configure("trusted_hosts = [\"www.example.org\"]\n");
    let done = open(&home, &id);
    assert_eq!(done.code, 0, "{done:?}");
    wait_for(&home.join("record"), "https://www.example.org/x\n");
}

#[test]
fn a_host_off_the_list_is_asked_about_at_a_terminal_and_enter_means_no() {
    let home = Home::with_routes();
    let browser = recorder(&home);
    let command = format!("'{browser}' {{url}}");
    let id = home.add("Personal", &["--open-with", &command]);
    let link = "https://www.example.org/x";
    home.guide("form", FORM.replace(SENT, link));
    let arguments = ["open", &id, "test-form/send-form"];
    for answer in ["\n", "n\n", "yes please\n"] {
        let (code, shown) = at_terminal(&home, &arguments, answer);
        assert_eq!(code, 1, "{shown}");
        assert!(shown.lines().any(|row| row == "www.example.org"), "{shown}");
        assert!(shown.lines().any(|row| row == link), "{shown}");
        assert!(shown.contains("This route is not ours"), "{shown}");
        assert!(shown.contains("Nothing was opened."), "{shown}");
        assert!(!home.join("record").exists());
    }
    let (code, shown) = at_terminal(&home, &arguments, "y\n");
    assert_eq!(code, 0, "{shown}");
    wait_for(&home.join("record"), &format!("{link}\n"));
    // It asks again the next time; where nobody can answer it says so.
    let (code, _) = at_terminal(&home, &arguments, "\n");
    assert_eq!(code, 1);
    let done = open(&home, &id);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("In a terminal this asks"), "{done:?}");
}

#[test]
fn the_host_and_who_should_be_logged_in_are_told_before() {
    let home = Home::with_routes();
    let browser = recorder(&home);
    let command = format!("'{browser}' -P ada {{url}}");
    let id = home.add("Personal", &["--handle", "@ada", "--open-with", &command]);
    let first = open(&home, &id);
    let said = format!("You should be logged in as @ada in this browser: {browser} -P ada.");
    assert!(first.err.contains("opening www.facebook.com"), "{first:?}");
    assert!(first.err.contains(&said), "{first:?}");
    let second = open(&home, &id);
    assert!(
        second.err.contains("opening www.facebook.com"),
        "{second:?}"
    );
    assert!(!second.err.contains("logged in"), "{second:?}");
}

#[test]
fn a_text_browser_is_not_started() {
    let home = Home::with_routes();
    let record = home.join("record");
    let lynx = home.stand_in("bin/lynx", &format!("echo ran > '{}'", record.display()));
    let id = home.add("Personal", &["--open-with", &format!("'{lynx}' {{url}}")]);
    let done = open(&home, &id);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(done.err.contains("it shows pages as text"), "{done:?}");
    assert!(done.err.contains(SENT) && !record.exists(), "{done:?}");
}

#[test]
fn a_step_without_a_link_says_so() {
    let home = Home::with_routes();
    home.add("Personal", &[]);
    let message = home.fails(1, &["open", "Personal", "test-form/see-mail"]);
    assert!(
        message.contains("test-form/see-mail has no link"),
        "{message}"
    );
}

/// The system's openers, replaced by scripts.
#[cfg(target_os = "linux")]
#[test]
fn the_systems_openers_are_tried_in_turn_and_only_with_a_desktop() {
    let home = Home::with_routes();
    let record = home.join("record");
    home.stand_in(
        "system/xdg-open",
        &format!("echo xdg >> '{}'; exit 3", record.display()),
    );
    home.stand_in(
        "system/gio",
        &format!("echo gio \"$@\" >> '{}'", record.display()),
    );
    let id = home.add("Personal", &[]);
    let open = |display: Option<(&str, &str)>| {
        let mut command = home.command();
        command
            .env("PATH", home.join("system"))
            .args(["open", &id, "test-form/find-form"]);
        if let Some((name, value)) = display {
            command.env(name, value);
        }
        ran(&mut command)
    };
    let done = open(None);
    assert_eq!(done.code, 1, "{done:?}");
    // The words depend on whether the test runs in a container.
    assert!(
        done.err.contains("so no browser was started") && done.err.contains(PAGE),
        "{done:?}"
    );
    let done = open(Some(("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")));
    assert!(
        done.err.contains("remote session") && done.err.contains(PAGE),
        "{done:?}"
    );
    let done = open(Some(("DISPLAY", "")));
    assert!(done.err.contains("so no browser was started"), "{done:?}");
    assert!(!record.exists());
    let done = open(Some(("WAYLAND_DISPLAY", "wayland-0")));
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.out.contains("opened with gio."), "{done:?}");
    wait_for(&record, &format!("xdg\ngio open {PAGE}\n"));
    fs::remove_file(home.join("system/gio")).unwrap();
    let done = open(Some(("DISPLAY", ":0")));
    assert!(
        done.err
            .contains("xdg-open did not open the page: it ended with exit code 3"),
        "{done:?}"
    );
    fs::remove_file(home.join("system/xdg-open")).unwrap();
    let done = open(Some(("DISPLAY", ":0")));
    assert!(
        done.err
            .contains("None of these programs was found: xdg-open, gio"),
        "{done:?}"
    );
}

#[test]
fn an_account_that_may_not_be_changed_still_opens() {
    let home = Home::with_routes();
    let browser = recorder(&home);
    let text = "format = 2\nid = \"aaaa2222\"\nlabel = \"Later\"\nplatform = \"threads\"\n\
        kind = \"personal\"\ncreated = 2026-11-21T10:00:00Z\n";
    home.write(home.account_file("aaaa2222"), text);
    home.configure(&format!("opener = [\"{browser}\", \"{{url}}\"]\n"));
    let done = open(&home, "Later");
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains("Later is read-only"), "{done:?}");
    wait_for(&home.join("record"), &format!("{SENT}\n"));
    assert_eq!(
        home.json(&["status", "Later"])["accounts"][0]["state"],
        json!("todo")
    );
}
