//! `optout man`: the man page, made from the definitions of the arguments.

use std::io::{self, Write};

use clap::{Arg, Command, builder::StyledStr};
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use super::manual::{ENVIRONMENT, EXIT_CODES, FIRST};

/// The paths that the page names.
const FILES: &[(&str, &str)] = &[
    (
        "~/.local/share/optout/accounts/",
        "One readable file per account; on macOS below ~/Library/Application Support. `optout paths` prints where.",
    ),
    (
        "~/.config/optout/config.toml",
        "Browser, glyphs, theme and keys; `optout keys` prints the names of the keys.",
    ),
    ("~/.config/optout/guides/*.toml", "Your own guides."),
];

/// Writes the page.
pub(super) fn man(out: &mut dyn Write, program: Command) -> io::Result<()> {
    let mut program = terse(program.disable_help_subcommand(true));
    program.build();
    let page = Man::new(program.clone())
        .date(env!("OPTOUT_GUIDES_DAY"))
        .manual("User Commands");
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    if let Some(about) = program.get_after_help() {
        roff.text([roman(about.to_string())]);
    }
    roff.to_writer(&mut text)?;
    write_commands(&mut text, &program)?;
    let mut roff = Roff::new();
    for (heading, rows) in [
        ("EXAMPLES", FIRST),
        ("ENVIRONMENT", ENVIRONMENT),
        ("FILES", FILES),
        ("EXIT STATUS", EXIT_CODES),
    ] {
        roff.control("SH", [heading]);
        for (name, about) in rows {
            roff.control("TP", []);
            roff.text([bold(*name)]);
            roff.text([roman(*about)]);
        }
    }
    roff.to_writer(&mut text)?;
    out.write_all(&text)
}

/// Without what each command repeats: the options for folders, and that for help. The values that an
/// argument may have stand in one line instead of a list.
fn terse(program: Command) -> Command {
    fn terse_below(command: Command) -> Command {
        command
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .mut_args(with_values_in_line)
            .mut_subcommands(terse_below)
    }
    program
        .mut_args(|argument| with_values_in_line(argument).global(false))
        .mut_subcommands(terse_below)
}

fn with_values_in_line(argument: Arg) -> Arg {
    let values = argument.get_possible_values();
    let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    let help = argument.get_help().map(ToString::to_string);
    match help {
        Some(help) if argument.get_action().takes_values() && !names.is_empty() => argument
            .hide_possible_values(true)
            .help(format!("{help}: {}", names.join(", "))),
        _ => argument,
    }
}

/// Writes each command that does something, with its arguments, and those below it.
fn write_commands(text: &mut Vec<u8>, above: &Command) -> io::Result<()> {
    for command in above.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        if command.has_subcommands() && command.is_subcommand_required_set() {
            write_commands(text, command)?;
            continue;
        }
        let usage = command.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim();
        let mut roff = Roff::new();
        roff.control("SS", [usage]);
        let about = command.get_long_about().or_else(|| command.get_about());
        about.iter().for_each(|about| write_prose(&mut roff, about));
        roff.to_writer(text)?;
        text.extend(options(command)?);
        let mut roff = Roff::new();
        let below = command.get_after_help();
        below.iter().for_each(|below| write_prose(&mut roff, below));
        roff.to_writer(text)?;
        write_commands(text, command)?;
    }
    Ok(())
}

/// The options of a command and what they take, without those that each command has.
fn options(command: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    if command.get_arguments().next().is_some() {
        Man::new(command.clone()).render_options_section(&mut text)?;
    }
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().filter(|line| !line.starts_with(".SH "));
    Ok(lines
        .flat_map(|line| [line.as_bytes(), b"\n"].concat())
        .collect())
}

/// Writes a text, with its examples line by line.
fn write_prose(roff: &mut Roff, text: &StyledStr) {
    for paragraph in text.to_string().split("\n\n") {
        roff.control("PP", []);
        let Some(examples) = paragraph.strip_prefix("Examples:\n") else {
            roff.text([roman(paragraph)]);
            continue;
        };
        roff.control("EX", []);
        for example in examples.lines() {
            roff.text([roman(example)]);
        }
        roff.control("EE", []);
    }
}
