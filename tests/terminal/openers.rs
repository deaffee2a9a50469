//! Programs that open links badly: noisy ones, hanging ones, failing ones.

use std::{fs, path::PathBuf};

use super::{
    home::{Home, address, route},
    links::{ask, open},
    process::{self, signal, until},
    program::{DOWN, ESC, Program},
    scan::foreign,
    seen::find,
    shown::{Shown, StepRow},
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
        let read = home.join("read").display().to_string();
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
    program.press_until(DOWN, 2, StepRow::is_selected);
    assert_eq!(fs::read(home.join("read")).unwrap(), b"");
}

/// An opener that hangs; ended when the test is over.
struct Hanging {
    home: Home,
    id: PathBuf,
}

impl Hanging {
    fn new() -> Self {
        let home = with_opener(|home| {
            let id = home.join("id").display().to_string();
            format!("echo $$ > '{id}.new'\nmv '{id}.new' '{id}'\nexec sleep 600")
        });
        let id = home.join("id");
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
    let answers = (0..3).any(|time| {
        if time == 0 {
            ask(&mut program);
        } else {
            // What is told of the one that was ended.
            program.press_until(ESC, 1, StepRow::is_selected);
            program.press("o");
        }
        program.wait_for("Opening www.facebook.com");
        hanging.process();
        let shown = program.press_until(DOWN, 2, StepRow::is_selected);
        program.press_until("k", 1, StepRow::is_selected);
        hanging.end();
        program.wait_for("was ended by signal 9");
        !shown.has("Opened www.facebook.com")
    });
    assert!(answers, "the screen waited for the opener");
}

#[test]
fn quitting_does_not_wait_for_the_browser_nor_end_it() {
    let hanging = Hanging::new();
    let mut program = hanging.home.enter();
    ask(&mut program);
    program.wait_for("Opening www.facebook.com");
    let browser = hanging.process();
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
    assert!(process::state(browser).is_some(), "the browser goes on");
}

#[test]
fn an_opener_that_fails_is_named_with_the_address_in_full() {
    let long = format!("https://www.facebook.com/help/{}", "long/".repeat(120));
    for (opener, said) in [
        ("exit 7", "it ended with exit code 7"),
        ("kill -9 $$", "it was ended by signal 9"),
        ("", "it was not found"),
    ] {
        let home = with_opener(|_| opener.to_owned());
        let is_missing = opener.is_empty();
        if is_missing {
            home.configure("opener = [\"/no/such/opener\", \"{url}\"]\n");
        }
        let guide = route("test-route", 1, 2).replace(&address(2), &long);
        home.guide("test-route", &guide);
        let mut program = home.enter();
        ask(&mut program);
        let shown = program.wait_for("Copied, if your terminal allows it");
        let program_named = if is_missing {
            "/no/such/opener"
        } else {
            "/bin/sh"
        };
        let said = format!("The program {program_named} did not open the page: {said}.");
        assert!(shown.has_wrapped(&said), "{}", shown.text());
        assert!(shown.has_wrapped(&address(1)), "{}", shown.text());
        program.press(ESC);
        program.wait_gone("was not opened here");
        program.press_until(DOWN, 2, StepRow::is_selected);
        let shown = program.press_for("o", "Copied, if your terminal allows it");
        assert!(shown.selected().contains(&long), "{}", shown.text());
        // Nothing was opened, so nothing says that it was.
        program.press(ESC);
        assert!(!program.wait_gone("was not opened here").has("Link opened"));
    }
}

/// What an opener does, and whether it counts as having opened the page.
const BAD: [(&str, bool); 6] = [
    ("exit 0", true),
    (
        "head -c 1000000 /dev/zero | tr '\\0' G; head -c 1000000 /dev/zero | tr '\\0' G >&2",
        true,
    ),
    (
        "printf 'GARBAGE\\033[2J' > /dev/tty; read -r key < /dev/tty",
        false,
    ),
    ("(echo GARBAGE > /dev/tty; sleep 5) & exit 0", true),
    ("stty raw < /dev/tty; kill -15 $$", false),
    ("kill -STOP $$ & exit 0", true),
];

#[test]
fn the_screen_stays_whole_and_the_keys_the_programs_own_whatever_the_opener_does() {
    for (opener, opens) in BAD {
        let home = with_opener(|_| opener.to_owned());
        let mut program = home.enter();
        ask(&mut program);
        if opens {
            program.wait_for("Opened www.facebook.com with /bin/sh.");
        } else {
            program.wait_for("was not opened here");
            program.press_for(ESC, "Body of 1.");
        }
        let shown = program.press_until(DOWN, 2, StepRow::is_selected);
        let shown = match opens {
            true => program.wait_until("it is saved", |shown| !shown.text().contains("☐…")),
            false => shown,
        };
        assert_whole(&mut program, &shown, opener);
    }
}

fn assert_whole(program: &mut Program, shown: &Shown, opener: &str) {
    let redrawn = program.settle();
    let below = |shown: &Shown| shown.rows[1..20].to_vec();
    assert_eq!(below(shown), below(&redrawn), "{opener}");
    assert!(shown.is_alternate && redrawn.is_alternate, "{opener}");
    assert_eq!(foreign(&program.raw()), [], "{opener}");
    assert!(find(&program.raw(), b"GARBAGE").is_none(), "{opener}");
}
