//! Files, pastes and names that want to harm: shown as what they are, obeyed by nobody.

use std::{fs, path::Path};

use super::{
    home::{Home, route},
    program::{DOWN, ENTER, ESC, Program},
    scan::{foreign, styles},
    seen::REPLACED,
};
use crate::home::NOW;

/// Every sort of sequence that a terminal obeys, as it stands in a TOML string, and more than a
/// screen can hold.
fn hostile(length: usize) -> String {
    let sequences = [
        "\\u001b[31mred",
        "\\u001b]0;title\\u0007",
        "\\u001b]52;c;ZXZpbA==\\u0007",
        "\\u001b[2J",
        "\\u001b[?1049l",
        "\\u001b[?1003h",
        "\\u001bPq\\u001b\\\\",
        "\\u001bc",
        "\\u009b31m",
        "\\u009d0;t\\u009c",
        "\\u0007",
        "\\u0008",
        "\\r",
        "\\n",
        "\\u202egnp.exe",
        "\\u200b",
        "\\u2066",
        "\\u001b[6n",
        "\\u0000",
        "e\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301",
        "\\ufeff",
    ];
    let all = sequences.join("");
    // Each of them early, since no more of a label is shown than fits.
    let mut text: String = sequences.iter().rev().copied().collect();
    while text.len() < length {
        text.push_str(&all);
    }
    text
}

/// Walks over what is shown, and checks all that was written.
fn look_around(mut program: Program) -> String {
    program.wait_for("Next:");
    program.press_for(ENTER, "Object to AI");
    let mut seen = program.shown().text();
    for key in ["j", "j", "j", "\t", "j", "e"] {
        program.press(key);
        seen.push_str(&program.settle().text());
    }
    program.press(ESC);
    program.wait_gone("Edit account");
    // Out of the text, and of the account.
    program.press("hh");
    program.press_for("d", "Delete ");
    seen.push_str(&program.settle().text());
    program.press("\x03");
    assert_eq!(program.wait_end().0, 0);
    let raw = program.raw();
    assert_eq!(foreign(&raw), []);
    let colours = styles(&raw).colours;
    assert!(colours.is_empty(), "nobody asked for {colours:?}");
    seen
}

#[test]
fn escape_codes_in_an_account_are_shown_and_not_obeyed() {
    let home = Home::new();
    let nasty = hostile(10_000);
    let more = format!(
        "handle = \"{nasty}\"\nemail = \"{nasty}\"\ngroup = \"{nasty}\"\nopen_with = [\"{nasty}\"]\n\
         \"{nasty}\" = 1\n[guides.facebook-notice.log-in]\nmark = \"done\"\nat = {NOW}\nnote = \"{nasty}\"\n"
    );
    home.account("fb", &nasty, &more);
    let seen = look_around(home.setting().argument("--color").argument("never").start());
    assert!(
        seen.contains(REPLACED),
        "what cannot be shown is marked:\n{seen}"
    );
}

#[test]
fn escape_codes_in_a_guide_are_shown_and_not_obeyed() {
    let home = Home::new();
    let nasty = hostile(1_000);
    let guide = route("test-route", 1, 3)
        .replace("Route test-route", &format!("Route {nasty}"))
        .replace("Do thing", &format!("Do {nasty}"))
        .replace("Body of", &format!("Body {nasty}"))
        .replace("About", &nasty)
        .replace("Us\"", &format!("Us {nasty}\""))
        .replace(
            "https://www.facebook.com/help/1",
            &format!("https://www.facebook.com/{nasty}"),
        );
    home.guide("test-route", &guide);
    home.account("fb", "Personal", "");
    let seen = look_around(home.setting().argument("--color").argument("never").start());
    assert!(
        seen.contains(REPLACED) && seen.contains("[yours]"),
        "{seen}"
    );
}

#[test]
fn escape_codes_in_names_of_files_and_folders_are_not_obeyed() {
    let home = Home::with_steps(2);
    let data = home.join("da\x1b[31mta\u{9b}2J");
    fs::rename(home.data(), &data).unwrap();
    home.write(data.join("accounts/\x1b]0;x\x07.toml"), "format = 1");
    home.write(data.join("accounts/bad.toml"), "\x1b[2J = \u{9b}");
    home.guide("\x1b[2J", "\x1b[31m");
    let setting = home.setting().variable("OPTOUT_DATA_DIR", &data);
    let mut program = setting.argument("--color").argument("never").start();
    program.wait_for("warnings");
    program.press_for("!", "Warnings");
    program.press(ESC);
    program.wait_gone("Warnings");
    let seen = look_around(program);
    assert!(seen.contains("Personal"), "{seen}");
}

#[test]
fn escape_codes_in_the_environment_and_the_configuration_are_not_obeyed() {
    let home = Home::with_steps(2);
    home.configure(
        "glyphs = \"unicode\"\ntheme = \"\\u001b[2J\"\n\"\\u001b]0;x\\u0007\" = 1\ntrusted_hosts = [\"\\u202e\"]\n\
         [keys]\ntick = \"\\u202e\"\nskip = \"\\u0301\"\n\"\\u009b2J\" = \"x\"\n",
    );
    let mut setting = home.setting().argument("--color").argument("never");
    for name in ["BROWSER", "LANG", "SSH_CONNECTION", "TZ", "XDG_CONFIG_HOME"] {
        setting = setting.variable(name, "\x1b]0;x\x07\u{9b}2J\u{202e}");
    }
    let mut program = setting.start();
    program.go_in();
    program.press_for("!", " Warnings");
    program.press(ESC);
    program.wait_gone(" Warnings");
    program.press_for("o", "Yes, open it");
    program.press(ENTER);
    program.wait_until("it is told", |shown| shown.has_wrapped("was not found"));
    assert!(program.shown().has(REPLACED), "{}", program.shown().text());
    program.press("\x03");
    assert_eq!(program.wait_end().0, 0);
    assert_eq!(foreign(&program.raw()), []);
}

#[test]
fn a_long_label_leaves_room_for_what_matters() {
    let home = Home::new();
    home.account("fb", &"Long ".repeat(2_000), "");
    let shown = home.start().wait_for("Long Long");
    assert!(
        shown.row("Long Long").contains("Not started"),
        "{}",
        shown.text()
    );
    assert!(
        shown.has("1 account") && shown.has("q quit"),
        "{}",
        shown.text()
    );
}

/// Files that are no accounts, with what the screen says about each.
const BROKEN: [(&str, &[u8], &str); 5] = [
    ("words", b"dear diary, today", "Line 1, column"),
    ("empty", b"", "The file is empty."),
    ("zeros", &[0; 300], "nothing but zeros"),
    (
        "latin",
        b"format = 1\nlabel = \"M\xfcller\"\n",
        "This is not UTF-8 text",
    ),
    (
        "future",
        b"format = 99\nlabel = \"Future\"\nplatform = \"facebook\"\nkind = \"personal\"\n",
        "newer version",
    ),
];

#[test]
fn broken_files_are_named_and_kept_while_the_others_work() {
    let home = Home::with_steps(3);
    for (id, bytes, _) in BROKEN {
        home.write(home.account_file(id), bytes);
    }
    let mut program = home.setting().size(120, 40).start();
    program.wait_for("5 warnings (!)");
    let shown = program.press_for("!", "Warnings");
    for (id, _, reason) in BROKEN {
        assert!(
            shown.has_wrapped(&format!("{id}.toml")),
            "{id}:\n{}",
            shown.text()
        );
        assert!(shown.has_wrapped(reason), "{reason}:\n{}", shown.text());
    }
    program.press(ESC);
    program.wait_gone(" Warnings");
    // The newer one is shown and cannot be changed.
    program.press_for("/", "Filter:");
    program.press_for(format!("Future{ENTER}"), "Esc clears it");
    program.press_for("e", "Future cannot be changed");
    program.press(ESC);
    program.wait_for("Personal");
    // Another one is as usual.
    program.press_for("/", "Filter:");
    program.press_for(format!("Personal{ENTER}"), "Esc clears it");
    program.go_in();
    program.press_for(" ", "✔ saved");
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
    for (id, bytes, _) in BROKEN {
        assert!(kept(&home.data().join("accounts"), id, bytes), "{id}");
    }
}

/// Whether a file with this content is there, under its name or one given to it aside.
fn kept(folder: &Path, id: &str, bytes: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        name.starts_with(&format!("{id}.toml")) && fs::read(entry.path()).unwrap() == bytes
    })
}

#[test]
fn a_huge_paste_is_text_and_its_keys_are_no_commands() {
    let home = Home::with_steps(3);
    let mut program = home.start();
    program.press_for("a", "Add account");
    // A million characters, and a terminal that does not take the end of a paste out of it: what
    // follows is typed.
    let million = "q d y u \u{3} ".repeat(100_000);
    let rest = "q d y u ! ".repeat(500);
    program.press(format!("\x1b[200~{million}\x1b[201~{rest}end"));
    // The field is full, and takes nothing more of what follows.
    program.wait_for("The label is 2048 characters long; at most 64 fit.");
    program.press("\x1b[201~!");
    let shown = program.settle();
    assert!(
        shown.has("Add account") && program.is_running(),
        "{}",
        shown.text()
    );
    program.press_for(ESC, "Nothing was saved.");
    program.press_for("q", "Quit all the same?");
    program.press(format!("{DOWN}{ENTER}"));
    assert_eq!(program.wait_end().0, 0);
    assert_eq!(
        fs::read_dir(home.data().join("accounts")).unwrap().count(),
        1
    );
}

#[test]
fn a_paste_on_a_screen_without_text_does_nothing() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    let before = program.settle();
    program.press("\x1b[200~q d y b s \r\n \u{1b}\u{3}\x1b[201~");
    let after = program.settle();
    assert_eq!(after.rows, before.rows);
    assert!(program.is_running());
}

#[test]
fn hostile_input_of_a_terminal_does_not_end_it() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    let odd: [&[u8]; 8] = [
        b"\xff\xfe\x80",
        b"\x1b[<99999;99999;99999M",
        b"\x1b[<0;1;1m",
        b"\x1b[999~",
        b"\x1b[M !!",
        b"\x1b[?1;2c",
        b"\x1b[12;34R",
        b"\x1b[O",
    ];
    for bytes in odd {
        program.press(bytes);
        program.settle();
    }
    program.press_for(" ", "✔ saved");
}
