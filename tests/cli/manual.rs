//! Help, the man page, the version, and what shells ask.

use optout::cli::Cli;

use crate::{
    home::run,
    support::{Home, ran, tree},
};

/// What a shell is answered that asks what may come after these words.
fn offered(home: &Home, words: &[&str]) -> Vec<String> {
    let mut command = home.command();
    command
        .env("OPTOUT_COMPLETE", "fish")
        .args(["--", "optout"]);
    // A tab is between a word and what it is.
    let ran = run(command.args(words));
    assert_eq!((ran.code, &*ran.err), (0, ""), "{ran:?}");
    let words = ran
        .out
        .lines()
        .map(|line| line.split('\t').next().unwrap_or_default());
    words.map(str::to_owned).collect()
}

#[test]
fn help_is_there_by_both_ways() {
    let home = Home::bare();
    let long = home.ok(&["--help"]);
    for part in [
        "Examples:",
        "OPTOUT_DATA_DIR",
        "NO_COLOR",
        "Exit codes:",
        "  3  ",
    ] {
        assert!(long.contains(part), "{part}: {long}");
    }
    assert!(long.lines().all(|line| line.chars().count() <= 100));
    let short = home.ok(&["-h"]);
    assert!(!short.contains("OPTOUT_DATA_DIR"), "{short}");
    let add = home.ok(&["account", "add", "--help"]);
    assert!(add.contains("\nExamples:\n  optout account add "), "{add}");
    assert_eq!(home.ok(&["help", "account", "add"]), add);
}

#[test]
fn the_version_says_how_old_the_guides_are() {
    let home = Home::bare();
    let version = home.ok(&["--version"]);
    let day = version
        .strip_prefix(concat!(
            "optout ",
            env!("CARGO_PKG_VERSION"),
            " (guides of "
        ))
        .and_then(|rest| rest.strip_suffix(")\n"));
    let day = day.unwrap_or_else(|| panic!("{version}"));
    let newest = home.json(&["guide", "list"])["guides"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|guide| guide["checked"].as_str().map(str::to_owned))
        .max();
    assert_eq!(newest.as_deref(), Some(day));
}

#[test]
fn the_man_page_has_every_command_and_option() {
    let home = Home::bare();
    let page = home.ok(&["man"]).replace("\\-", "-");
    assert!(page.starts_with(".ie"), "{page}");
    assert!(page.contains("\n.TH optout 1 "), "{page}");
    for part in [
        "\n.SH ENVIRONMENT\n",
        "\n.SH FILES\n",
        "\n.SH \"EXIT STATUS\"\n",
        "OPTOUT_CONFIG_DIR",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let mut program = Cli::definition().disable_help_subcommand(true);
    program.build();
    let mut commands = vec![&program];
    let mut looked_at = 0;
    while let Some(command) = commands.pop() {
        let options = command.get_arguments().filter_map(|it| it.get_long());
        for option in options {
            assert!(page.contains(&format!("--{option}")), "--{option}");
            looked_at += 1;
        }
        commands.extend(command.get_subcommands());
        if !command.has_subcommands() {
            let name = command.get_bin_name().unwrap();
            let mut headings = page.lines().filter(|line| line.starts_with(".SS "));
            let has = |line: &str| name.split(' ').all(|word| line.contains(word));
            assert!(headings.any(has), "{name}");
        }
    }
    assert!(looked_at > 100, "{looked_at}");
    assert!(!page.contains("optout help"), "{page}");
}

#[test]
fn commands_without_a_home_print_what_packages_need() {
    let home = Home::bare();
    for arguments in [&["man"][..], &["completions", "bash"]] {
        let mut command = home.command();
        command.env_clear().args(arguments);
        let ran = ran(&mut command);
        assert_eq!((ran.code, &*ran.err), (0, ""), "{ran:?}");
    }
}

#[test]
fn a_shell_is_offered_what_is_kept() {
    let home = Home::with_routes();
    let mine = home.add("Mine", &[]);
    let odd = home.add("a $(label) of 'many' words", &[]);
    let twin = [home.add("Twin", &[]), home.add("Twin", &[])];
    let accounts = offered(&home, &["steps", ""]);
    assert!(accounts.contains(&"Mine".to_owned()), "{accounts:?}");
    assert!(!accounts.contains(&mine), "{accounts:?}");
    for id in [&odd, &twin[0], &twin[1]] {
        assert!(accounts.contains(id), "{accounts:?}");
    }
    assert!(accounts.iter().all(|word| !word.contains(['$', ' ', '\''])));
    // Windows PowerShell drops empty words: what stands for one is answered alike.
    assert!(
        home.ok(&["completions", "powershell"])
            .contains(r#"" ' '""#)
    );
    assert_eq!(offered(&home, &["steps", " "]), accounts);
    let routes = offered(&home, &["mark", "Mine", ""]);
    assert_eq!(routes[..1], ["test-form/"]);
    assert!(routes.contains(&"test-other/".to_owned()), "{routes:?}");
    let steps = offered(&home, &["mark", "Mine", "test-form/s"]);
    assert_eq!(steps, ["test-form/send-form", "test-form/see-mail"]);
    assert_eq!(offered(&home, &["mark", "Mine", "x/y", "sk"]), ["skipped"]);
    assert_eq!(offered(&home, &["route", "Mine", "test-o"]), ["test-other"]);
    home.ok(&["mark", "Mine", "test-form/send-form", "done"]);
    assert_eq!(offered(&home, &["request", "Mine", "answer", "r"]), ["r1"]);
    assert_eq!(
        offered(&home, &["authority", "show", "de-ham"]),
        ["de-hamburg"]
    );
    assert_eq!(
        offered(&home, &["account", "add", "--country", "DE"]),
        ["DE"]
    );
}

#[test]
fn a_shell_that_asks_changes_nothing_and_hears_no_complaint() {
    let home = Home::with_routes();
    let broken = home.account("broken", "Broken", "= nonsense");
    let before = tree(home.path());
    let none: [String; 0] = [];
    assert_eq!(offered(&home, &["steps", "x"]), none);
    assert_eq!(tree(home.path()), before);
    assert!(broken.exists());
    // The variable alone is no question.
    let mut command = home.command();
    let ran = ran(command.env("OPTOUT_COMPLETE", "fish").arg("paths"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("accounts"), "{ran:?}");
}

#[test]
fn no_command_takes_colours_for_granted() {
    let home = Home::bare();
    let said = home.fails(2, &["--color", "always", "status"]);
    assert!(said.contains("commands print no colours"), "{said}");
    home.ok(&["--color", "never", "status"]);
}
