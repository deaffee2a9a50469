//! Where no browser is: no text browser starts, and the address can be had in every other way.

use std::{ffi::OsString, fs};

use super::{
    home::{Home, address, browser, route},
    links::ask,
    program::{ENTER, ESC, Program},
    scan::{decoded, foreign},
    seen::find,
    setting::Setting,
};

/// A home with programs of these names in front of all others. Each notes that it ran.
struct Installed {
    home: Home,
}

impl Installed {
    fn new(programs: &[&str]) -> Self {
        let home = Home::with_steps(2);
        for name in programs {
            let note = home.join("ran").display().to_string();
            let body = format!("echo {name} \"$#\" \"$1\" >> '{note}'");
            home.executable(&format!("bin/{name}"), &body);
        }
        Self { home }
    }

    fn setting(&self) -> Setting {
        let mut path = OsString::from(self.home.join("bin"));
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        self.home.setting().variable("PATH", path)
    }

    /// What ran, a line each.
    fn ran(&self) -> String {
        fs::read_to_string(self.home.join("ran")).unwrap_or_default()
    }
}

const TEXT: [&str; 6] = [
    "www-browser",
    "lynx",
    "w3m",
    "xdg-open",
    "gio",
    "sensible-browser",
];

/// Opens the first link where nothing can, and waits for its page.
fn page(setting: Setting) -> Program {
    let mut program = setting.start();
    program.wait_for("1 account");
    program.press_for(ENTER, "by: Route");
    ask(&mut program);
    program.wait_for("was not opened here");
    program.wait_for("Copied, if");
    program
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_window_system_nothing_starts_and_it_says_why() {
    for (name, value, said) in [
        ("SSH_CONNECTION", "1 2 3 4", "This is a remote session"),
        ("SSH_TTY", "/dev/pts/9", "This is a remote session"),
        ("container", "podman", "This is a container"),
        ("PAGER", "less", "so no browser was started"),
    ] {
        let installed = Installed::new(&TEXT);
        let mut program = installed.setting().variable(name, value).start();
        program.go_in();
        // Where nothing will be opened, nothing is asked.
        let shown = program.press_for("o", "The page was not opened here");
        assert!(shown.has_wrapped(said), "{}", shown.text());
        assert!(shown.selected().contains(&address(1)), "{}", shown.text());
        assert!(shown.has(" www.facebook.com"), "{}", shown.text());
        assert_eq!(installed.ran(), "", "{name}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_text_browser_is_not_started_even_when_it_is_named() {
    let installed = Installed::new(&TEXT);
    let remote = || installed.setting().variable("SSH_TTY", "/dev/pts/9");
    let program = page(remote().variable("BROWSER", "lynx:w3m %s"));
    let shown = program.shown();
    let said = "The program w3m did not open the page: it shows pages as text";
    assert!(shown.has_wrapped(said), "{}", shown.text());
    assert!(shown.has_wrapped("remote session"), "{}", shown.text());
    drop(program);
    installed.home.configure("opener = [\"w3m\", \"{url}\"]\n");
    let program = page(remote());
    assert!(program.shown().has_wrapped("w3m did not open the page"));
    assert_eq!(installed.ran(), "");
}

#[test]
fn what_the_person_named_is_tried_over_ssh_too() {
    let installed = Installed::new(&TEXT);
    let remote = || installed.setting().variable("SSH_TTY", "/dev/pts/9");
    let script = installed.home.script("own", "exit 0");
    installed.home.open_with(&script);
    let mut program = remote().start();
    program.go_in();
    ask(&mut program);
    program.wait_for("Opened www.facebook.com with /bin/sh.");
    drop(program);
    installed.home.configure("");
    installed.home.account("fb", "Personal", "");
    let named = format!("/no/such/program:/bin/sh {} %s", script.display());
    let mut program = remote().variable("BROWSER", named).start();
    program.go_in();
    ask(&mut program);
    program.wait_for("Opened www.facebook.com with /bin/sh.");
    assert_eq!(installed.ran(), "");
}

#[test]
#[cfg(target_os = "linux")]
fn with_a_display_but_only_a_text_browser_nothing_counts_as_opened() {
    let installed = Installed::new(&["w3m", "lynx", "www-browser"]);
    let home = &installed.home;
    // As the real one does where the desktop names no browser.
    let find = "IFS=:\nfor one in ${BROWSER:-w3m:lynx}; do\n\
        command -v \"$one\" >/dev/null && { \"$one\" \"$1\"; exit $?; }\ndone\nexit 3\n";
    home.executable("bin/xdg-open", find);
    let alone = || {
        let setting = home.setting().variable("DISPLAY", ":0");
        setting.variable("PATH", home.join("bin"))
    };
    for setting in [alone(), alone().variable("BROWSER", "w3m:lynx %s")] {
        let program = page(setting);
        let shown = program.shown();
        let said = "xdg-open did not open the page: it ended with exit code 3";
        assert!(shown.has_wrapped(said), "{}", shown.text());
    }
    assert_eq!(installed.ran(), "");
}

#[test]
#[cfg(target_os = "linux")]
fn a_display_that_is_forwarded_is_used() {
    let installed = Installed::new(&TEXT);
    let remote = installed.setting().variable("SSH_TTY", "/dev/pts/9");
    let mut program = remote.variable("DISPLAY", "localhost:10.0").start();
    program.go_in();
    ask(&mut program);
    program.wait_for("Opened www.facebook.com with xdg-open.");
    assert_eq!(installed.ran(), format!("xdg-open 1 {}\n", address(1)));
}

#[test]
#[cfg(target_os = "linux")]
fn windows_opens_what_its_linux_cannot() {
    let installed = Installed::new(&["wslview", "xdg-open", "lynx"]);
    let wsl = || installed.setting().variable("WSL_DISTRO_NAME", "Debian");
    let mut program = wsl().start();
    program.go_in();
    ask(&mut program);
    program.wait_for("Opened www.facebook.com with wslview.");
    assert_eq!(installed.ran(), format!("wslview 1 {}\n", address(1)));
    drop(program);
    installed.home.executable("bin/wslview", "exit 3");
    installed.home.account("fb", "Personal", "");
    let program = page(wsl());
    let shown = program.shown();
    let said = "The program wslview did not open the page: it ended with exit code 3.";
    assert!(shown.has_wrapped(said), "{}", shown.text());
    assert_eq!(installed.ran().lines().count(), 1);
}

/// What the program put on the clipboard last.
fn copied(program: &Program) -> String {
    let raw = String::from_utf8_lossy(&program.raw()).into_owned();
    let (_, after) = raw.rsplit_once("\x1b]52;c;").unwrap();
    decoded(&after[..after.find(['\x1b', '\x07']).unwrap()])
}

/// An address of several rows, which would break at its slashes if anything broke it.
fn long() -> String {
    format!("https://www.facebook.com/help/{}", "part/".repeat(60))
}

fn with_long() -> Home {
    let home = Home::with_steps(2);
    let guide = route("test-route", 1, 2).replace(&address(1), &long());
    home.guide("test-route", &guide);
    home.configure("opener = [\"/no/such/opener\", \"{url}\"]\n");
    home
}

#[test]
fn the_address_can_be_clicked_on_copied_and_selected() {
    let long = long();
    for ascii in [false, true] {
        let home = with_long();
        let setting = match ascii {
            true => home.setting().argument("--ascii"),
            false => home.setting(),
        };
        let mut program = page(setting);
        let whole = format!("\x1b]8;;{long}\x1b\\{long}\x1b]8;;\x1b\\");
        assert!(find(&program.raw(), whole.as_bytes()).is_some());
        assert_eq!(copied(&program), long);
        let shown = program.shown();
        assert!(shown.selected().contains(&long), "{}", shown.text());
        // The mouse is the terminal's, to select and to click with.
        assert!(!shown.takes_mouse);

        program.press(ENTER);
        let shown = program.wait_gone("was not opened here");
        assert_eq!(shown.selected(), [long.as_str()], "nothing else is there");
        assert!(shown.rows[0].starts_with("https://www.facebook.com/help/"));

        program.press_for(ESC, "was not opened here");
        program.press(ESC);
        let before = program.wait_gone("was not opened here");
        assert!(before.takes_mouse);
        let after = program.settle();
        assert_eq!(before.rows[1..20], after.rows[1..20], "no trace is left");
        assert_eq!(foreign(&program.raw()), []);
    }
}

#[test]
fn it_is_whole_in_every_window_and_after_every_change() {
    let long = long();
    let home = with_long();
    let mut program = page(home.setting());
    program.press(ENTER);
    program.wait_gone("was not opened here");
    for (columns, rows) in [(40, 12), (79, 10), (120, 40), (20, 17), (80, 24)] {
        program.resize(columns, rows);
        program.wait_until("the address alone", |shown| {
            shown.selected() == [long.as_str()]
        });
    }
    // Where it does not fit it is scrolled, and a click still leads to all of it.
    program.resize(20, 5);
    program.wait_until("its begin", |shown| {
        shown.selected() == [long.get(..100).unwrap()]
    });
    program.press("G");
    program.wait_until("its end", |shown| {
        let selected = shown.selected();
        selected.len() == 1 && long.ends_with(&selected[0])
    });
    program.press(ESC);
    program.resize(80, 24);
    program.wait_for("was not opened here");
    program.press_for("y", "Copied, if");
    assert_eq!(foreign(&program.raw()), []);
}

#[test]
fn a_bare_console_gets_no_sequence_that_it_would_print() {
    let home = with_long();
    let program = page(home.setting().variable("TERM", "linux"));
    assert!(find(&program.raw(), b"\x1b]8;").is_none());
    assert!(program.shown().selected().contains(&long()));
    assert!(!program.shown().has("click"));
}

#[test]
fn in_tmux_it_says_what_copying_depends_on() {
    let home = with_long();
    let program = page(home.setting().variable("TMUX", "/tmp/tmux-0/default,1,0"));
    assert!(program.shown().has("set-clipboard on"));
}

#[test]
fn in_gnu_screen_it_is_sent_through_to_the_terminal_around_it() {
    let home = with_long();
    let screen = home.setting().variable("STY", "1.x");
    let program = page(screen.variable("TERM", "screen"));
    let raw = program.raw();
    let sent = String::from_utf8_lossy(&raw).into_owned();
    let (_, first) = sent.rsplit_once("\x1bP\x1b]52;c;").unwrap();
    let (pieces, _) = first.split_once("\x07\x1b\\").unwrap();
    assert_eq!(decoded(&pieces.replace("\x1b\\\x1bP", "")), long());
}

#[test]
fn the_account_named_in_the_question_keeps_its_own_browser() {
    // A browser that fails is not replaced by another, which may be logged in as somebody else.
    let home = Home::with_steps(1);
    let (own, other) = (home.script("own", "exit 4"), home.script("other", "exit 0"));
    home.account("fb", "Personal", &format!("open_with = {}", browser(&own)));
    home.open_with(&other);
    let program = page(home.setting());
    assert!(program.shown().has("exit code 4"));
}
