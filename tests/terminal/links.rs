//! Opening a link: the right program, once, with the whole address, and never at the cost of the
//! screen.

use std::{fs, path::PathBuf};

use super::{
    home::{Home, address},
    process::{self, signal, until},
    program::{DOWN, ENTER, Program},
    seen::find,
    shown::Shown,
};

/// A script that notes how many words it got and the first of them.
fn recorder(home: &Home) -> (PathBuf, PathBuf) {
    let record = home.path().join("record");
    let body = format!("printf '%s %s\\n' \"$#\" \"$1\" >> '{}'", record.display());
    (home.script("recorder", &body), record)
}

/// A home whose accounts are opened by this program.
fn with_opener(script: impl FnOnce(&Home) -> String) -> Home {
    let home = Home::with_steps(3);
    let opener = script(&home);
    home.configure(&format!("opener = [\"{opener}\", \"{{url}}\"]\n"));
    home
}

fn script(home: &Home, body: &str) -> String {
    home.script("opener", body).display().to_string()
}

/// Presses `o` and waits until the opener is known to run.
fn open(program: &mut Program) -> Shown {
    program.press_for("o", "Opened www.facebook.com with")
}

fn assert_opened_once(home: &Home, program: &mut Program, record: &PathBuf) {
    open(program);
    program.settle();
    let noted = fs::read_to_string(record).unwrap();
    assert_eq!(
        noted,
        format!("1 {}\n", address(1)),
        "in {}",
        home.path().display()
    );
}

#[test]
fn the_accounts_own_browser_gets_the_whole_address_once() {
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    let own = format!("open_with = [\"{}\", \"{{url}}\"]", script.display());
    home.account("fb", "Personal", &own);
    home.configure("opener = [\"/no/such/program\", \"{url}\"]\n");
    let mut program = home.enter();
    assert_opened_once(&home, &mut program, &record);
    // It is remembered that the link was opened.
    program.wait_for("Link opened 2026-11-21");
}

#[test]
fn the_configured_browser_gets_the_whole_address_once() {
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    home.configure(&format!(
        "opener = [\"{}\", \"{{url}}\"]\n",
        script.display()
    ));
    assert_opened_once(&home, &mut home.enter(), &record);
}

#[test]
fn browser_from_the_environment_gets_the_whole_address_once() {
    for words in ["", " %s"] {
        let home = Home::with_steps(3);
        let (script, record) = recorder(&home);
        let browser = format!("/no/such/program:{}{words}:{0}", script.display());
        let mut program = home.setting().variable("BROWSER", browser).start();
        program.go_in();
        assert_opened_once(&home, &mut program, &record);
    }
}

#[test]
fn a_click_on_the_link_opens_it() {
    let home = Home::with_steps(3);
    let (script, record) = recorder(&home);
    home.configure(&format!(
        "opener = [\"{}\", \"{{url}}\"]\n",
        script.display()
    ));
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
fn the_screen_stays_whole_when_the_opener_is_noisy_and_reads_the_keys() {
    let noise = "printf 'GARBAGE\\033[2J\\033[3;3HGARBAGE'; printf 'GARBAGE\\033[?1049l' >&2";
    let home = with_opener(|home| {
        let read = home.path().join("read").display().to_string();
        script(home, &format!("{noise}\ncat > '{read}'\n{noise}"))
    });
    let mut program = home.enter();
    let shown = open(&mut program);
    let redrawn = program.settle();
    assert!(
        find(&program.raw(), b"GARBAGE").is_none(),
        "{}",
        shown.text()
    );
    assert!(shown.is_alternate);
    // What was on the screen was what the program had drawn.
    let below = |shown: &Shown| shown.rows[1..20].to_vec();
    assert_eq!(below(&shown), below(&redrawn));
    program.press_for(DOWN, "❯   ☐ Do thing 2");
    assert_eq!(fs::read(home.path().join("read")).unwrap(), b"");
}

/// An opener that hangs; ended when the test is over.
struct Hanging {
    home: Home,
    id: PathBuf,
}

impl Hanging {
    fn new() -> Self {
        let home = with_opener(|home| {
            let id = home.path().join("id").display().to_string();
            script(
                home,
                &format!("echo $$ > '{id}.new'\nmv '{id}.new' '{id}'\nexec sleep 600"),
            )
        });
        let id = home.path().join("id");
        Self { home, id }
    }

    /// Waits until it runs.
    fn process(&self) -> u32 {
        let read = || fs::read_to_string(&self.id).ok()?.trim().parse().ok();
        until("the opener runs", || read().is_some());
        read().unwrap()
    }

    fn end(&self) {
        signal("KILL", self.process());
        fs::remove_file(&self.id).unwrap();
    }
}

impl Drop for Hanging {
    fn drop(&mut self) {
        if self.id.exists() {
            self.end();
        }
    }
}

#[test]
fn keys_answer_while_the_opener_hangs() {
    let hanging = Hanging::new();
    let mut program = hanging.home.enter();
    // The program watches an opener for some seconds before it says that it opened the page. A
    // screen that answers a key before that did not wait for it. A machine that stands still for
    // these seconds gets another chance.
    let answers = (0..3).any(|_| {
        program.press_for("o", "Opening www.facebook.com");
        hanging.process();
        let shown = program.press_for(DOWN, "❯   ☐ Do thing 2");
        let answered = !shown.has("Opened www.facebook.com");
        program.press_for("k", "❯   ☐ Do thing 1");
        hanging.end();
        program.wait_until("the opener is judged", |shown| !shown.has("Opening"));
        if program.shown().has("could not be opened") {
            program.press(ENTER);
            program.wait_gone("could not be opened");
        }
        answered
    });
    assert!(answers, "the screen waited for the opener");
}

#[test]
fn quitting_does_not_wait_for_the_browser_nor_end_it() {
    let hanging = Hanging::new();
    let mut program = hanging.home.enter();
    program.press_for("o", "Opening www.facebook.com");
    let browser = hanging.process();
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
    assert!(process::state(browser).is_some(), "the browser goes on");
}

#[test]
fn an_opener_that_fails_is_named_with_the_address_in_full() {
    let long = format!("https://www.facebook.com/help/{}", "long/".repeat(120));
    let says = [
        ("exit 7", "did not open the page: it ended with exit code 7"),
        (
            "",
            "/no/such/opener did not open the page: it was not found",
        ),
    ];
    for (body, said) in says {
        let home = with_opener(|home| match body {
            "" => "/no/such/opener".to_owned(),
            body => script(home, body),
        });
        let guide = super::home::route("test-route", 1, 2).replace(&address(2), &long);
        home.guide("test-route", &guide);
        let mut program = home.enter();
        let shown = program.press_for("o", "could not be opened");
        assert!(shown.has_wrapped(said), "{}", shown.text());
        assert!(shown.has_wrapped(&address(1)), "{}", shown.text());
        program.press(ENTER);
        program.wait_gone("could not be opened");
        program.press_for(DOWN, "❯   ☐ Do thing 2");
        let shown = program.press_for("o", "could not be opened");
        assert!(shown.has_wrapped(&long), "{}", shown.text());
        // Nothing was opened, so nothing says that it was.
        program.press(ENTER);
        assert!(!program.wait_gone("could not be opened").has("Link opened"));
    }
}

#[test]
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
        ("https://evil.example/", "not one of"),
        ("javascript:alert(1)", "does not belong in one"),
    ];
    for (link, reason) in bad {
        let home = Home::with_steps(3);
        let (script, record) = recorder(&home);
        home.configure(&format!(
            "opener = [\"{}\", \"{{url}}\"]\n",
            script.display()
        ));
        let guide = super::home::route("test-route", 1, 2).replace(&address(1), link);
        home.guide("test-route", &guide);
        let mut program = home.enter();
        let shown = program.shown();
        assert!(shown.has("1 warning"), "{}", shown.text());
        let detail: String = shown
            .rows
            .iter()
            .filter_map(|row| row.split('│').nth(1))
            .collect();
        let marked = detail.contains("Link refused.") || detail.contains("Link (not opened");
        assert!(marked, "{}", shown.text());
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
