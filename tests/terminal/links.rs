//! Opening a link: by the right program, once, with the whole address; and which links are never
//! opened.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    home::{Home, address, browser, route},
    process::until,
    program::{DOWN, ENTER, ESC, Program},
    shown::{Shown, StepRow},
};

/// A script that notes how many words it got and the first of them.
fn recorder(home: &Home) -> (PathBuf, PathBuf) {
    let record = home.join("record");
    let body = format!("printf '%s %s\\n' \"$#\" \"$1\" >> '{}'", record.display());
    (home.script("recorder", &body), record)
}

/// Presses `o` for the first link of an account, and answers what is asked before it.
pub(crate) fn ask(program: &mut Program) {
    program.press_for("o", "www.facebook.com: open it?");
    program.press(ENTER);
}

/// Opens the first link of an account and waits until the opener is known to run.
pub(crate) fn open(program: &mut Program) -> Shown {
    ask(program);
    program.wait_for("Opened www.facebook.com with")
}

fn assert_opened_once(program: &mut Program, record: &Path) {
    open(program);
    program.settle();
    let noted = fs::read_to_string(record).unwrap();
    assert_eq!(noted, format!("1 {}\n", address(1)));
}

#[test]
fn the_accounts_own_browser_gets_the_whole_address_once() {
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    let own = format!("open_with = {}", browser(&script));
    home.account("fb", "Personal", &own);
    home.configure("opener = [\"/no/such/program\", \"{url}\"]\n");
    let mut program = home.enter();
    assert_opened_once(&mut program, &record);
    // It is remembered that the link was opened.
    program.wait_for("Link opened on 21 November 2026");
}

#[test]
fn the_configured_browser_gets_the_whole_address_once() {
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    home.open_with(&script);
    assert_opened_once(&mut home.enter(), &record);
}

#[test]
fn browser_from_the_environment_gets_the_whole_address_once() {
    for words in ["", " %s"] {
        let home = Home::with_steps(3);
        let (script, record) = recorder(&home);
        let browser = format!(
            "/no/such/program:/bin/sh {}{words}:/bin/sh {0}",
            script.display()
        );
        let mut program = home.setting().variable("BROWSER", browser).start();
        program.go_in();
        assert_opened_once(&mut program, &record);
    }
}

#[test]
fn a_click_on_the_link_opens_it() {
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    home.open_with(&script);
    let mut program = home.enter();
    let (column, row) = program.shown().place("https://www.facebook.com/").unwrap();
    program.press(format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    program.wait_for("www.facebook.com: open it?");
    program.press_for(ENTER, "Opened www.facebook.com with");
    assert_eq!(
        fs::read_to_string(record).unwrap(),
        format!("1 {}\n", address(1))
    );
}

#[test]
fn the_log_in_is_called_to_mind_before_the_first_link_and_not_again() {
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    let own = format!("handle = \"@ada\"\nopen_with = {}", browser(&script));
    home.account("fb", "Personal", &own);
    let mut program = home.enter();
    let shown = program.press_for("o", "www.facebook.com: open it?");
    let said = format!("as @ada in this browser: /bin/sh {}", script.display());
    assert!(shown.has_wrapped(&said), "{}", shown.text());
    assert!(shown.has_wrapped(&address(1)), "{}", shown.text());
    program.press(ESC);
    program.wait_gone("www.facebook.com: open it?");
    program.settle();
    assert!(!record.exists(), "it was not wanted");
    open(&mut program);
    program.press_until(DOWN, 2, StepRow::is_selected);
    program.press_for("o", "Opened www.facebook.com with");
    program.wait_for("saved");
    drop(program);
    let mut program = home.enter();
    program.press_for("o", "Opened www.facebook.com with");
    let noted = fs::read_to_string(record).unwrap();
    assert_eq!(noted.lines().count(), 3, "{noted}");
}

#[test]
fn a_key_that_is_held_down_opens_once() {
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    home.open_with(&script);
    let mut program = home.enter();
    open(&mut program);
    program.wait_for("saved");
    drop(program);
    // With a clock that goes on.
    let mut program = home.setting().without("OPTOUT_NOW").start();
    program.go_in();
    program.press("o".repeat(20));
    until("it is opened again", || {
        fs::read_to_string(&record).is_ok_and(|noted| noted.lines().count() >= 2)
    });
    program.wait_for("Opened www.facebook.com with");
    program.settle();
    let noted = fs::read_to_string(&record).unwrap();
    assert_eq!(noted.lines().count(), 2, "{noted}");
}

#[test]
fn an_http_link_is_refused_with_its_reason_and_never_opened() {
    let bad = [
        (
            "http://www.facebook.com/privacy",
            "Only addresses that start with https:// are opened.",
        ),
        (
            "https://www.facebook.com@evil.example/",
            "has an @ before its host",
        ),
        ("javascript:alert(1)", "does not belong in one"),
    ];
    for (link, reason) in bad {
        let home = Home::with_steps(3);
        let (script, record) = recorder(&home);
        home.open_with(&script);
        let guide = route("test-route", 1, 2).replace(&address(1), link);
        home.guide("test-route", &guide);
        let mut program = home.enter();
        let shown = program.shown();
        assert!(shown.has("1 warning"), "{}", shown.text());
        let detail: String = shown
            .rows
            .iter()
            .filter_map(|row| row.split('│').nth(1))
            .collect();
        assert!(detail.contains("Link refused."), "{}", shown.text());
        let shown = program.press_for("o", "Not opened");
        assert!(
            shown.has(reason) || shown.has_wrapped(reason),
            "{}",
            shown.text()
        );
        // A link that may be opened is, by the same program: so the recorder would have noted it.
        program.press_until(DOWN, 2, StepRow::is_selected);
        open(&mut program);
        assert_eq!(
            fs::read_to_string(record).unwrap(),
            format!("1 {}\n", address(2))
        );
    }
}

#[test]
fn a_host_off_the_list_opens_after_a_yes_and_the_browser_gets_the_whole_address() {
    let link = "https://opt-out.example/form?a=1";
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    home.open_with(&script);
    let guide = route("test-route", 1, 2).replace(&address(1), link);
    home.guide("test-route", &guide);
    let mut program = home.enter();
    let shown = program.press_for("o", "This route is not ours");
    assert!(shown.has(link), "{}", shown.text());
    program.press("\r");
    program.wait_gone("This route is not ours");
    program.press_for("o", "This route is not ours");
    program.press_for("y", "Opened opt-out.example with");
    let noted = fs::read_to_string(record).unwrap();
    assert_eq!(noted, format!("1 {link}\n"), "only the yes opened it");
}

#[test]
fn a_source_opens_after_a_yes_and_no_step_counts_as_opened() {
    let source = "https://news.example/a?b=1&c=2";
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    home.open_with(&script);
    let guide = route("test-route", 1, 2);
    let guide = guide.replace(
        "note = \"Made for a test.\"",
        &format!("url = \"{source}\""),
    );
    home.guide("test-route", &guide);
    let mut program = home.enter();
    program.press_for("i", "How sure its steps are");
    program.press_for("o", "❯ news.example: Us");
    let shown = program.press_for(ENTER, "No, do not open it");
    assert!(shown.has(source), "{}", shown.text());
    program.press(ENTER);
    program.wait_gone("No, do not open it");
    program.press_for("y", "❯ news.example: Us");
    program.press_for(
        ENTER,
        &format!("Copied, if your terminal allows it: {source}"),
    );
    program.press_for("o", "❯ news.example: Us");
    program.press_for(ENTER, "No, do not open it");
    program.press_for("y", "Opened news.example with");
    let noted = fs::read_to_string(record).unwrap();
    assert_eq!(noted, format!("1 {source}\n"), "only the yes opened it");
    program.press(ESC);
    let shown = program.wait_gone("How sure its steps are");
    assert!(!shown.has("Link opened"), "{}", shown.text());
}

#[test]
fn an_address_is_pasted_and_judged() {
    let home = Home::with_steps(1);
    let mut program = home.enter();
    program.press_for("c", "Paste an address");
    program.press("\x1b[200~https://facebook.com@evil.example/\r\n\x1b[201~");
    let shown = program.press_for("\r", "Refused: do not open it.");
    assert!(shown.has("`facebook.com@`"), "{}", shown.text());
    program.press("\x1b");
    program.wait_gone("Whose address is this?");
}
