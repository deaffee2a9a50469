//! What help and the man page say beside the arguments: examples, environment, exit codes.

use clap::Command;

use crate::text;

/// The widest name that stands beside what it does.
const WIDEST: usize = 36;

/// What to do first, each with what it does.
pub(super) const FIRST: &[(&str, &str)] = &[
    ("optout", "Start the checklist"),
    (
        "optout account add --platform facebook --label Personal --country DE",
        "Add an account",
    ),
    ("optout --plain", "The same as a dialogue in short lines"),
    ("optout next", "What to do next, for every account"),
    ("optout due --within 14", "What is due in two weeks"),
    (
        "optout export --format html -o checklist.html",
        "A page to print, or for a relative",
    ),
    (
        "optout check-url https://www.facebook.com/help",
        "Whose an address from an e-mail is",
    ),
];

/// Examples of the commands, by what they begin with.
pub(super) const EXAMPLES: &[&str] = &[
    "optout account add --platform facebook --label Personal --country DE",
    "optout account add --platform instagram --label Mum --open-with 'firefox -P mum {url}'",
    "optout account browsers",
    "optout account check",
    "optout account edit Mum --group family --handle ''",
    "optout account list --json",
    "optout account merge Mum 'mum (conflicted copy).toml'",
    "optout account remove Mum --yes",
    "optout account restore a7k2m9qd",
    "optout authority list --country DE",
    "optout authority show de-hamburg",
    "optout check-url 'https://www.facebook.com/help/contact/1'",
    "optout complaint Mum -o complaint-mum",
    "optout completions bash > ~/.local/share/bash-completion/completions/optout",
    "optout completions fish > ~/.config/fish/completions/optout.fish",
    "optout completions powershell | Out-String | Invoke-Expression",
    "optout completions zsh > ~/.zfunc/_optout",
    "optout due --within 14 --exit-code",
    "optout evidence Mum add answer.eml --request r1",
    "optout evidence Mum list",
    "optout evidence Mum verify",
    "optout export --format ics -o days.ics",
    "optout export --with-files -o backup.json",
    "optout export --format html --account Mum -o mum.html",
    "optout guide check my-route.toml",
    "optout guide copy facebook-privacy-center",
    "optout guide drift ~/policies",
    "optout guide list",
    "optout guide schema > guide.schema.json",
    "optout guide show facebook-privacy-center",
    "optout guide site public/",
    "optout import backup.json",
    "optout keys --json",
    "optout letter Mum",
    "optout letter Mum objection-short --lang fr",
    "optout man | man -l -",
    "optout mark Mum facebook-privacy-center/log-in done",
    "optout mark Mum facebook-privacy-center/send-objection done --on yesterday",
    "optout next --json",
    "optout open Mum facebook-privacy-center/log-in",
    "optout paths",
    "optout qr Mum facebook-privacy-center/log-in",
    "optout request Mum",
    "optout request Mum answer r1 granted --on 2026-12-01",
    "optout request Mum sent facebook-privacy-center --on yesterday",
    "optout route Mum facebook-privacy-policy",
    "optout status",
    "optout status Mum --json",
    "optout steps Mum",
];

/// The variables of the environment that make a difference.
pub(super) const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "OPTOUT_DATA_DIR",
        "The folder of your accounts, as --data-dir",
    ),
    (
        "OPTOUT_CONFIG_DIR",
        "The folder of config.toml and your guides, as --config-dir",
    ),
    (
        "OPTOUT_PLAIN",
        "Set to anything, the checklist is a dialogue, as with --plain",
    ),
    (
        "OPTOUT_NOW",
        "The present, such as 2026-11-21T10:00:00Z, to try something out",
    ),
    (
        "BROWSER",
        "What opens a link, if neither the account nor config.toml says it",
    ),
    ("VISUAL", "Your editor, for letters; else EDITOR"),
    ("NO_COLOR", "Set to anything, the checklist uses no colours"),
    (
        "XDG_CONFIG_HOME",
        "Where configuration belongs, if not in ~/.config",
    ),
    ("TZ", "The time zone, in which a day ends"),
];

/// The exit codes.
pub(super) const EXIT_CODES: &[(&str, &str)] = &[
    ("0", "Done"),
    ("1", "Failed: standard error has the reason and a hint"),
    ("2", "Wrong usage"),
    ("3", "With `due --exit-code`: something is due or overdue"),
];

/// Puts examples below the help of each command, and all the rest below that of the program.
pub(super) fn illustrated(program: Command) -> Command {
    let above = program.get_after_help().map(ToString::to_string);
    let below = [
        above.unwrap_or_default(),
        table("Examples", FIRST),
        table("Environment", ENVIRONMENT),
        table("Exit codes", EXIT_CODES),
    ];
    with_examples(program, "optout").after_long_help(below.join("\n\n"))
}

/// Puts its examples below the help of a command, and of each below it.
fn with_examples(command: Command, path: &str) -> Command {
    let subcommands: Vec<String> = command
        .get_subcommands()
        .map(|sub| format!("{path} {}", sub.get_name()))
        .collect();
    let is_mine = |example: &&&str| {
        is_of(example, path) && !subcommands.iter().any(|sub| is_of(example, sub))
    };
    let mine: Vec<&str> = EXAMPLES.iter().filter(is_mine).copied().collect();
    let command = command.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        with_examples(sub, &path)
    });
    if mine.is_empty() {
        return command;
    }
    let mut below = command
        .get_after_help()
        .map_or(String::new(), |above| format!("{above}\n\n"));
    below.push_str("Examples:");
    for example in mine {
        below.push_str("\n  ");
        below.push_str(example);
    }
    command.after_help(below)
}

/// Whether an example is of the command of a path, or of one below it.
fn is_of(example: &str, path: &str) -> bool {
    example
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Rows of two columns below a heading; what is too wide for its column gets a line of its own.
fn table(heading: &str, rows: &[(&str, &str)]) -> String {
    let widths = rows.iter().map(|(name, _)| text::width(name));
    let widest = widths.filter(|width| *width <= WIDEST).max().unwrap_or(0);
    let mut table = format!("{heading}:");
    for (name, about) in rows {
        let gap = if text::width(name) > widest {
            format!("\n{:1$}", "", widest + 4)
        } else {
            " ".repeat(widest + 2 - text::width(name))
        };
        table.push_str(&format!("\n  {name}{gap}{about}"));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{ENVIRONMENT, EXAMPLES, FIRST};
    use crate::{catalog::Catalog, cli::Cli};

    #[test]
    fn every_example_may_be_typed() {
        let catalog = Catalog::new(&[], &[]);
        let first = FIRST.iter().map(|(command, _)| command);
        for example in first.chain(EXAMPLES) {
            let said = example.split(['>', '|']).next().unwrap();
            let words = crate::account::split_words(said).unwrap();
            for word in words.iter().filter(|word| word.contains('/')) {
                let is_path = ["http", "~", "public"]
                    .iter()
                    .any(|it| word.starts_with(it));
                let step = || {
                    let (guide, step) = word.split_once('/').unwrap();
                    catalog
                        .guide(guide)
                        .and_then(|guide| guide.step(step))
                        .is_some()
                };
                assert!(is_path || step(), "{word}");
            }
            let words = words.iter().map(|word| word.as_str().into()).collect();
            if let Err(error) = Cli::read(words) {
                panic!("{example}: {error}");
            }
        }
    }

    #[test]
    fn every_variable_is_one_that_is_read() {
        let sources = [
            include_str!("../system/environment.rs"),
            include_str!("../system/browsers.rs"),
        ];
        for (variable, _) in ENVIRONMENT {
            let read = format!("\"{variable}\"");
            assert!(
                sources.iter().any(|source| source.contains(&read)),
                "{variable}"
            );
        }
    }
}
