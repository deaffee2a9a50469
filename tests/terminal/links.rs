//! Opening a link: by the right program, once, with the whole address; and which links are never
//! opened.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    home::{Home, address, browser, route},
    program::{DOWN, Program},
    shown::Shown,
};

/// A script that notes how many words it got and the first of them.
fn recorder(home: &Home) -> (PathBuf, PathBuf) {
    let record = home.path().join("record");
    let body = format!("printf '%s %s\\n' \"$#\" \"$1\" >> '{}'", record.display());
    (home.script("recorder", &body), record)
}

/// Presses `o` and waits until the opener is known to run.
pub(crate) fn open(program: &mut Program) -> Shown {
    program.press_for("o", "Opened www.facebook.com with")
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
    program.wait_for("Link opened 2026-11-21");
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
    let (column, row) = program
        .shown()
        .place("https://www.facebook.com/help/1")
        .unwrap();
    program.press(format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    program.wait_for("Opened www.facebook.com with");
    assert_eq!(
        fs::read_to_string(record).unwrap(),
        format!("1 {}\n", address(1))
    );
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_desktop_the_address_is_shown_instead() {
    let remote = ("SSH_CONNECTION", "1 2 3 4", "This is a remote session");
    let plain = ("LANG", "C", "There is no graphical session");
    for (name, value, said) in [remote, plain] {
        let home = Home::with_steps(1);
        let mut program = home.setting().variable(name, value).start();
        program.go_in();
        let shown = program.press_for("o", "could not be opened");
        assert!(shown.has_wrapped(said), "{}", shown.text());
        assert!(shown.has_wrapped(&address(1)), "{}", shown.text());
    }
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
        program.press_for(DOWN, "❯   ☐ Do thing 2");
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
    let shown = program.press_for("o", "This guide is not ours");
    assert!(shown.has(link), "{}", shown.text());
    program.press("\r");
    program.wait_gone("This guide is not ours");
    program.press_for("o", "This guide is not ours");
    program.press_for("y", "Opened opt-out.example with");
    let noted = fs::read_to_string(record).unwrap();
    assert_eq!(noted, format!("1 {link}\n"), "only the yes opened it");
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
