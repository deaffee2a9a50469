//! Programs that open links badly: noisy ones, hanging ones, failing ones.

use std::{fs, path::PathBuf};

use super::{
    home::{Home, address, route},
    links::open,
    process::{self, signal, until},
    program::{DOWN, ENTER},
    seen::find,
    shown::Shown,
};

/// A home whose links are opened by a script.
fn with_opener(body: impl FnOnce(&Home) -> String) -> Home {
    let home = Home::with_steps(3);
    let script = home.script("opener", &body(&home));
    home.open_with(&script);
    home
}

#[test]
fn the_screen_stays_whole_when_the_opener_is_noisy_and_reads_the_keys() {
    let noise = "printf 'GARBAGE\\033[2J\\033[3;3HGARBAGE'; printf 'GARBAGE\\033[?1049l' >&2";
    let home = with_opener(|home| {
        let read = home.path().join("read").display().to_string();
        format!("{noise}\ncat > '{read}'\n{noise}")
    });
    let mut program = home.enter();
    open(&mut program);
    // That it was opened is saved, and the row says so until it is.
    let shown = program.wait_until("it is saved", |shown| !shown.text().contains("☐…"));
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
            format!("echo $$ > '{id}.new'\nmv '{id}.new' '{id}'\nexec sleep 600")
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
        program.press_for("k", "❯   ☐ Do thing 1");
        hanging.end();
        !shown.has("Opened www.facebook.com")
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
    for (missing, said) in [
        (false, "it ended with exit code 7"),
        (true, "it was not found"),
    ] {
        let home = with_opener(|_| "exit 7".to_owned());
        if missing {
            home.configure("opener = [\"/no/such/opener\", \"{url}\"]\n");
        }
        let guide = route("test-route", 1, 2).replace(&address(2), &long);
        home.guide("test-route", &guide);
        let mut program = home.enter();
        let shown = program.press_for("o", "could not be opened");
        let program_named = if missing {
            "/no/such/opener"
        } else {
            "/bin/sh"
        };
        let said = format!("The program {program_named} did not open the page: {said}.");
        assert!(shown.has_wrapped(&said), "{}", shown.text());
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
