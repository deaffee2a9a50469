//! Colours, characters and the mouse, for those who want them otherwise.

use super::{
    home::{Home, route},
    links,
    program::{DOWN, ENTER, ESC, Program},
    scan::{foreign, styles},
    seen::find,
    setting::Setting,
};

/// A configuration with a mistake in it, and a browser that is not there.
const ODD: &str = "unknown = 1\nopener = [\"/no/such/browser\", \"{url}\"]\n";

/// A home with everything in it that is drawn in a style of its own.
fn colourful() -> Home {
    let home = Home::with_steps(4);
    let caution = route("test-route", 1, 4).replace("summary", "caution = \"Take care.\"\nsummary");
    home.guide("test-route", &caution);
    home.guide("test-second", route("test-second", 2, 2));
    home.configure(ODD);
    home.account(
        "ig",
        "Another with a name that does not fit into a narrow window",
        "",
    );
    home
}

/// Goes through every sort of screen; gives all that was written.
fn tour(setting: Setting) -> Vec<u8> {
    let mut program = setting.start();
    program.wait_for("2 accounts");
    let leave = |program: &mut Program, text: &str| {
        program.press(ESC);
        program.wait_gone(text);
    };
    for (key, text) in [
        ("!", "Warnings"),
        ("?", "Search:"),
        ("a", "Add account"),
        ("d", "Delete "),
    ] {
        program.press_for(key, text);
        program.press(DOWN);
        program.settle();
        leave(&mut program, text);
    }
    program.press_for("/", "Filter:");
    program.press_for("Pers", "Pers");
    program.press_for(ENTER, "Esc clears it");
    program.press_for(ENTER, "by: Route");
    program.press_for(ENTER, "1/4");
    program.press_for("s", "skipped");
    program.press_for("n", "Kept with the step");
    leave(&mut program, "Kept with");
    links::ask(&mut program);
    program.wait_for("was not opened here");
    program.press(ENTER);
    program.wait_gone("was not opened here");
    program.press_for(ESC, "was not opened here");
    leave(&mut program, "was not opened here");
    program.press_for("b", "Switch to it");
    leave(&mut program, "Switch to it");
    program.press_for(DOWN, "thing 4");
    for (columns, rows) in [(40, 12), (20, 5), (120, 40)] {
        let before = program.shown().redraws;
        program.resize(columns, rows);
        program.wait_until("the new size", |shown| shown.redraws > before);
        program.settle();
    }
    program.press("q");
    program.wait_end();
    program.raw()
}

const BOLD: u16 = 1;
const REVERSED: u16 = 7;

#[test]
fn colours_are_used_and_only_fixed_ones() {
    let home = colourful();
    let colours = styles(&tour(home.setting())).colours;
    assert!(!colours.is_empty());
    // Not the sixteen of the terminal, which are something else in each, so that nobody knows on which
    // background they can be read.
    let is_fixed = |colour: &String| {
        let number = colour
            .strip_prefix("38;5;")
            .or_else(|| colour.strip_prefix("48;5;"));
        number.is_some_and(|number| number.parse::<u8>().is_ok_and(|it| it >= 16))
    };
    assert!(colours.iter().all(is_fixed), "{colours:?}");
}

#[test]
fn without_colour_bold_and_reverse_remain() {
    let plain = |setting: Setting| setting;
    let wishes: [(&str, &dyn Fn(Setting) -> Setting); 3] = [
        ("NO_COLOR", &|setting| setting.variable("NO_COLOR", "1")),
        ("--color never", &|setting| {
            setting.argument("--color").argument("never")
        }),
        ("theme", &plain),
    ];
    for (wish, wanted) in wishes {
        let home = colourful();
        if wish == "theme" {
            home.configure(&format!("theme = \"mono\"\n{ODD}"));
        }
        let styles = styles(&tour(wanted(home.setting())));
        assert!(styles.colours.is_empty(), "{wish}: {styles:?}");
        let remains = [BOLD, REVERSED]
            .iter()
            .all(|style| styles.others.contains(style));
        assert!(remains, "{wish}: {styles:?}");
    }
}

#[test]
fn colour_that_is_asked_for_wins_over_no_color() {
    let plain = styles(&tour(colourful().setting()));
    let home = colourful();
    let setting = home.setting().variable("NO_COLOR", "1");
    let styles = styles(&tour(setting.argument("--color").argument("always")));
    assert_eq!(styles.colours, plain.colours);
}

#[test]
fn ascii_writes_nothing_but_ascii() {
    for wish in ["--ascii", "glyphs"] {
        let home = colourful();
        let mut setting = home.setting();
        if wish == "glyphs" {
            home.configure(&format!("glyphs = \"ascii\"\n{ODD}"));
        } else {
            setting = setting.argument(wish);
        }
        let raw = tour(setting);
        let at = raw.iter().position(|byte| !byte.is_ascii());
        let around = at.map(|at| &raw[at.saturating_sub(60)..(at + 20).min(raw.len())]);
        assert!(
            at.is_none(),
            "{wish}: {:?}",
            around.map(String::from_utf8_lossy)
        );
    }
}

#[test]
fn the_mouse_stays_the_terminals_own_where_that_is_wanted() {
    for wish in ["--no-mouse", "mouse"] {
        let home = Home::with_steps(3);
        let mut setting = home.setting();
        if wish == "mouse" {
            home.configure("mouse = false\n");
        } else {
            setting = setting.argument(wish);
        }
        let mut program = setting.start();
        let shown = program.wait_for("Personal");
        assert!(!shown.takes_mouse && shown.is_alternate, "{wish}");
        program.press("q");
        program.wait_end();
        for mode in ["\x1b[?1000h", "\x1b[?1002h", "\x1b[?1003h", "\x1b[?1006h"] {
            assert!(
                find(&program.raw(), mode.as_bytes()).is_none(),
                "{wish}: {mode:?}"
            );
        }
    }
}

#[test]
fn nothing_is_asked_of_the_terminal_and_no_odd_sequence_is_written() {
    let home = colourful();
    assert_eq!(foreign(&tour(home.setting())), []);
}

#[test]
fn copying_hands_the_whole_address_to_the_terminal() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for("y", "Copied, if your terminal allows it");
    // base64 of the address
    let wanted = b"\x1b]52;c;aHR0cHM6Ly93d3cuZmFjZWJvb2suY29tL2hlbHAvMT9mcm9tPXRlc3Qmbj0x";
    assert!(find(&program.raw(), wanted).is_some());
}
