//! What the README names is there: commands, options, keys.

use optout::{
    app::{action::TABLE, keymap::Chord},
    cli::Cli,
};

use crate::read;

/// What stands between backticks, outside of blocks and of the table of keys.
fn spans(text: &str) -> Vec<String> {
    let (before, rest) = text.split_once("<!-- keys -->").unwrap();
    let (_, after) = rest.split_once("<!-- /keys -->").unwrap();
    let mut outside = String::new();
    for part in [before, after] {
        for (number, block) in part.split("```").enumerate() {
            if number % 2 == 0 {
                outside.push_str(&block.replace('\n', " "));
            }
        }
    }
    let spans = outside.split('`').skip(1).step_by(2);
    spans.map(str::to_owned).collect()
}

/// What is not there of the words of a command.
fn missing(program: &clap::Command, words: &[&str]) -> Option<String> {
    let mut command = program;
    for word in words {
        if let Some(option) = word.strip_prefix("--") {
            let has =
                |it: &clap::Command| it.get_arguments().any(|arg| arg.get_long() == Some(option));
            if !has(command) && !has(program) {
                return Some((*word).to_owned());
            }
            continue;
        }
        let is_name = word
            .chars()
            .all(|c| c.is_ascii_lowercase() || "-|".contains(c));
        if !command.has_subcommands() || !is_name {
            continue;
        }
        let above = command;
        for name in word.split('|') {
            let Some(found) = above.find_subcommand(name) else {
                return Some(name.to_owned());
            };
            command = found;
        }
    }
    None
}

fn has_option(command: &clap::Command, option: &str) -> bool {
    let mut options = command.get_arguments().filter_map(clap::Arg::get_long);
    options.any(|it| it == option) || command.get_subcommands().any(|sub| has_option(sub, option))
}

#[test]
fn the_readme_names_nothing_that_is_not_there() {
    let mut program = Cli::definition();
    program.build();
    let known: Vec<String> = TABLE
        .iter()
        .flat_map(|entry| entry.keys)
        .map(|key| Chord::parse(key).unwrap().short().into())
        .collect();
    let (mut commands, mut options, mut keys) = (0, 0, 0);
    for span in spans(&read("README.md")) {
        if let Some(said) = span.strip_prefix("optout ") {
            let words: Vec<&str> = said.split_whitespace().collect();
            assert_eq!(missing(&program, &words), None, "`{span}`");
            commands += 1;
        } else if let Some(option) = span.strip_prefix("--") {
            let option = option.split([' ', '=']).next().unwrap();
            assert!(has_option(&program, option), "`{span}`");
            options += 1;
        } else if let Ok(key) = Chord::parse(&span).or_else(|_| Chord::parse(&span.to_lowercase()))
        {
            assert!(known.contains(&key.short().into()), "`{span}`");
            keys += 1;
        }
    }
    assert!(
        commands > 20 && options > 3 && keys > 8,
        "{commands} {options} {keys}"
    );
}

#[test]
fn what_the_readme_may_not_say_is_found() {
    let mut program = Cli::definition();
    program.build();
    for (said, wrong) in [
        ("acount list", Some("acount")),
        ("account add|lits", Some("lits")),
        ("request ACCOUNT anwser r1", Some("anwser")),
        ("status --jsno", Some("--jsno")),
        ("export --format html -o FILE", None),
        ("help CMD", None),
    ] {
        let words: Vec<&str> = said.split(' ').collect();
        assert_eq!(missing(&program, &words).as_deref(), wrong, "{said}");
    }
}
