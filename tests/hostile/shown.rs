//! Names of files, the environment, arguments, labels: in no output of any command is anything that
//! a terminal obeys or that nobody sees.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _, os::unix::process::CommandExt as _};

use optout::text::{self, TextKind};

use crate::{
    program::{Home, run},
    rows,
};

/// A command to the terminal, an 8-bit one, one that turns the line around, a hidden text, a flood
/// of marks.
const NASTY: &str =
    "x\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}\u{e0041}e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}";

/// What stands for it.
const SHOWN: &str = "x\u{fffd}]0;x\u{fffd}2J\u{fffd}e\u{301}\u{301}\u{301}\u{301}";

/// Every command, with harmless and with nasty arguments.
const COMMANDS: [&[&str]; 52] = [
    // First, while the broken file lies in its place.
    &["account", "check"],
    &["account", "check", "nasty", "broken", NASTY],
    &["export", "--format", "json"],
    &["export", "--format", "json", "--account", NASTY],
    &["export", "--format", NASTY],
    &["export", "--format", "json", "-o", NASTY],
    &["import", NASTY],
    &["import", "nowhere"],
    &["status"],
    &["status", "good"],
    &["status", NASTY],
    &["next"],
    &["steps", "good"],
    &["steps", "nasty"],
    &["steps", NASTY],
    &["account", "list"],
    &["account", "add", "--platform", "facebook", "--label", NASTY],
    &["account", "add", "--platform", NASTY, "--label", "x"],
    &["account", "edit", "good", "--handle", NASTY],
    &["account", "edit", "good", "--country", NASTY],
    &["account", "edit", "good", "--email", NASTY],
    &["account", "edit", "good", "--open-with", NASTY],
    &["account", "edit", NASTY],
    &["account", "remove", "nasty"],
    &["account", "remove", NASTY],
    &["mark", "good", NASTY, "done"],
    &["mark", "good", "good/s1", NASTY],
    &["mark", "good", "good/s1", "done", "--note", NASTY],
    &["mark", "nasty", "nasty/s1", "done"],
    &["route", "good", NASTY],
    &["open", "good", NASTY],
    &["open", "nasty", "nasty/s1"],
    &["letter", "good"],
    &["letter", "good", NASTY],
    &["letter", "nasty", "objection-short"],
    &["guide", "list"],
    &["guide", "show", "nasty"],
    &["guide", "show", NASTY],
    &["guide", "copy", "nasty"],
    &["guide", "copy", NASTY],
    &["guide", "drift", "."],
    &["guide", "drift", NASTY],
    &["guide", "schema"],
    &["guide", "check"],
    &["guide", "check", NASTY],
    &["authority", "list"],
    &["authority", "list", "--country", NASTY],
    &["paths"],
    &["keys"],
    &["--help"],
    &["--color", NASTY, "status"],
    &[NASTY],
];

/// A home in which all that can be named is named like that.
fn nasty_home() -> Home {
    let home = Home::at(&format!("d{NASTY}"), &format!("c{NASTY}"));
    home.fill();
    let escaped: String = NASTY
        .chars()
        .map(|c| format!("\\U{:08x}", u32::from(c)))
        .collect();
    let put = |path, text: String| home.write(path, text);
    let account = rows::ACCOUNT.replace("Mum", &escaped);
    put(
        home.accounts().join("nasty.toml"),
        format!(
            "{account}handle = \"{escaped}\"\nemail = \"{escaped}\"\ngroup = \"{escaped}\"\nname = \"{escaped}\"\n\
             country = \"{escaped}\"\nopen_with = [\"/no/{escaped}\", \"{{url}}\"]\n\"{escaped}\" = 1\n\
             [guides.\"{escaped}\".s1]\nmark = \"done\"\n[guides.nasty.s1]\nmark = \"{escaped}\"\nnote = \"{escaped}\"\n"
        ),
    );
    put(
        home.accounts().join(format!("{NASTY}.toml")),
        rows::ACCOUNT.to_owned(),
    );
    put(home.accounts().join("broken.toml"), format!("{NASTY} = "));
    let guide = format!("{}{}{}", rows::TOP, rows::SOURCE, rows::STEP)
        .replace("\"g\"", "\"nasty\"")
        .replace("[\"facebook\"]", "[\"instagram\"]\nrank = -1000")
        .replace("\"T\"", &format!("\"{escaped}\"\nsummary = \"{escaped}\"\ncaution = \"{escaped}\""))
        .replace("\"Us\"", &format!("\"{escaped}\"\nurl = \"https://{escaped}/\""))
        .replace("\"One\"", &format!("\"{escaped}\"\nbody = \"{escaped}\"\npath = [\"{escaped}\"]\nlink = \"https://www.facebook.com/{escaped}\""));
    put(home.guides().join(format!("{NASTY}.toml")), guide);
    put(
        home.guides().join(format!("b{NASTY}.toml")),
        format!("\"{escaped}\" = 1\n{NASTY}"),
    );
    put(
        home.config().join("config.toml"),
        format!(
            "\"{escaped}\" = 1\ntheme = \"{escaped}\"\ntrusted_hosts = [\"{escaped}\"]\nopener = [\"{escaped}\"]\n\
             [keys]\n\"{escaped}\" = \"{escaped}\"\ntick = \"{escaped}\"\nskip = \"\\u202e\"\n"
        ),
    );
    put(
        home.join(format!("{NASTY}.md")),
        "https://example.org/".to_owned(),
    );
    std::os::unix::fs::symlink("nowhere", home.join(format!("l{NASTY}.md"))).unwrap();
    home
}

/// Nothing hidden and nothing to obey is in it.
fn assert_shown(what: &str, output: &str) {
    for line in output
        .split('\n')
        .filter(|line| !line.is_ascii() || line.contains(is_control))
    {
        let inspected = text::inspect(line, TextKind::Letter);
        assert!(
            inspected.hidden == 0 && inspected.text.as_str() == line,
            "{what} writes {line:?}"
        );
    }
}

fn is_control(c: char) -> bool {
    c.is_control()
}

fn assert_harmless(home: &Home, words: &[&OsStr], variables: &[(&str, &OsStr)]) -> String {
    let what = format!("{words:?} {variables:?}");
    let mut command = home.command();
    // The name that it was started under is not its own choice either.
    command
        .arg0(NASTY)
        .args(words)
        .envs(variables.iter().copied());
    let ran = run(&mut command);
    let out = ran.out;
    let is_json = words.last().is_some_and(|word| *word == "--json") && ran.code == 0;
    if is_json || out.starts_with('{') {
        let is_plain = |c: char| matches!(c, ' '..='~' | '\n');
        assert!(out.chars().all(is_plain), "{what} writes {out:?}");
    }
    assert_shown(&what, &out);
    assert_shown(&what, &ran.err);
    assert!(ran.code <= 2, "{what}: {}", ran.code);
    format!("{out}{}", ran.err)
}

#[test]
fn no_command_writes_what_a_terminal_obeys_or_nobody_sees() {
    let home = nasty_home();
    let mut seen = 0;
    for words in COMMANDS {
        let mut words: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
        let said = assert_harmless(&home, &words, &[]);
        seen += usize::from(said.contains(SHOWN));
        words.push(OsStr::new("--json"));
        assert_harmless(&home, &words, &[]);
    }
    assert!(seen > 30, "the names were shown by {seen} commands only");
}

#[test]
fn nothing_of_the_environment_or_of_odd_bytes_comes_through() {
    let home = nasty_home();
    let nasty = OsStr::new(NASTY);
    let odd = OsStr::from_bytes(b"/\xff\x1b]0;x\x07\xc2\x9b");
    for (name, is_told) in [
        ("HOME", true),
        ("XDG_DATA_HOME", false),
        ("XDG_CONFIG_HOME", false),
        ("OPTOUT_DATA_DIR", true),
        ("OPTOUT_CONFIG_DIR", true),
        ("OPTOUT_NOW", true),
        ("BROWSER", true),
        ("TERM", false),
        ("TZ", false),
        ("LANG", false),
        ("DISPLAY", false),
        ("SSH_CONNECTION", false),
    ] {
        for value in [nasty, odd] {
            let mut told = String::new();
            for words in [
                ["status"].as_slice(),
                &["paths"],
                &["open", "good", "good/s1"],
                &[],
            ] {
                let words: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
                let mut variables = vec![(name, value)];
                if name == "HOME" {
                    // Only then it counts.
                    variables.push(("OPTOUT_DATA_DIR", OsStr::new("")));
                    variables.push(("OPTOUT_CONFIG_DIR", OsStr::new("")));
                }
                told.push_str(&assert_harmless(&home, &words, &variables));
            }
            let is_there = told.contains("\u{fffd}]0;x\u{fffd}");
            assert!(is_there || !is_told, "{name} {value:?}: {told}");
        }
    }
    for option in ["--data-dir", "--config-dir"] {
        let words = [OsStr::new(option), odd, OsStr::new("paths")];
        assert_harmless(&home, &words, &[]);
        assert_harmless(&home, &[OsStr::new(option), odd, OsStr::new("status")], &[]);
    }
    assert_harmless(&home, &[OsStr::new("status"), odd], &[]);
    assert_harmless(&home, &[odd], &[]);
}
