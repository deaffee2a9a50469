//! The arguments of the command line, parsed by `clap`. Their doc comments are the help texts.

use std::{ffi::OsString, path::PathBuf};

use clap::{
    CommandFactory as _, FromArgMatches as _, Parser, Subcommand,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    account, authority, complaint, config, due, evidence, export, guide, letter, manual,
    options::{Color, GlobalOptions},
    qr, request,
    shell::Shell,
    value::one_of,
};
use crate::account::progress::Mark;

/// The version, and the day on which a source of the shipped guides was last read.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (guides of ",
    env!("OPTOUT_GUIDES_DAY"),
    ")"
);

/// A checklist for objecting to Meta training AI on your data, account by account.
///
/// Without a command the checklist starts. It sends nothing anywhere: you file in your browser.
#[derive(Debug, Clone, Parser)]
#[command(
    name = "optout",
    bin_name = "optout",
    version = VERSION,
    after_help = "ACCOUNT is an id, a unique beginning of one, or an exact label. \
                  GUIDE/STEP is named as `optout steps ACCOUNT` shows it."
)]
pub struct Cli {
    /// What holds for the checklist and for every command.
    #[command(flatten)]
    pub options: GlobalOptions,

    /// What to do instead of starting the checklist
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The options without the commands. Parsing these first saves building the `clap` tree of all
/// commands when the command line names none.
#[derive(Debug, Parser)]
struct Start {
    #[command(flatten)]
    options: GlobalOptions,
}

impl Cli {
    /// Reads the command line.
    ///
    /// # Errors
    ///
    /// A usage error, or the text of `--help` or `--version`.
    pub fn read(arguments: Vec<OsString>) -> Result<Self, clap::Error> {
        // Without arguments, skip `clap`.
        if arguments.len() <= 1 {
            return Ok(Self {
                options: GlobalOptions::default(),
                command: None,
            });
        }
        if let Ok(start) = Start::try_parse_from(&arguments) {
            return Ok(Self {
                options: start.options,
                command: None,
            });
        }
        // A command, `--help`, or an error.
        let mut definition = Self::definition();
        let matches = definition.try_get_matches_from_mut(arguments);
        let matches = matches.map_err(|error| suggest(error, &definition))?;
        let cli = Self::from_arg_matches(&matches)?;
        if cli.command.is_some() && cli.options.color == Color::Always {
            let why = "commands print no colours: `--color always` is for the checklist";
            return Err(definition.error(ErrorKind::ArgumentConflict, why));
        }
        Ok(cli)
    }

    /// What may be said, with the whole of its help.
    pub fn definition() -> clap::Command {
        manual::illustrated(Self::command())
    }
}

/// Names the commands that have a word as their own subcommand, where it is none of the program's.
fn suggest(mut error: clap::Error, definition: &clap::Command) -> clap::Error {
    let suggested = error.get(ContextKind::SuggestedSubcommand);
    if let (Some(ContextValue::String(word)), None) =
        (error.get(ContextKind::InvalidSubcommand), suggested)
    {
        // Where an argument comes before it, the two words alone are no command.
        let alone = |it: &&clap::Command| it.get_positionals().next().is_none();
        let above = definition.get_subcommands().filter(alone);
        let above = above.filter(|it| it.find_subcommand(word).is_some());
        let names: Vec<String> = above
            .map(|it| format!("{} {word}", it.get_name()))
            .collect();
        if !names.is_empty() {
            error.insert(
                ContextKind::SuggestedSubcommand,
                ContextValue::Strings(names),
            );
        }
    }
    error
}

/// A subcommand.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Add, list, change or remove accounts
    #[command(subcommand)]
    Account(account::AccountCommand),

    /// How far each account is
    Status {
        /// Only this account
        account: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },

    /// The next open step of every account
    Next {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },

    /// The checklist of an account, with its marks
    Steps {
        /// The account
        account: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },

    /// Mark a step; marking a submit step as done starts the legal clock
    Mark {
        /// The account
        account: String,
        /// The step
        #[arg(value_name = "GUIDE/STEP")]
        step: String,
        /// What you decided; `todo` takes the mark away
        // The full path, since `clap` takes a plain `Option` for an optional argument.
        #[arg(value_parser = one_of(MARKS))]
        mark: ::std::option::Option<Mark>,
        /// Your own words about the step; an empty text removes them
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        note: Option<String>,
        /// The day on which you sent it, for a step that sends something
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The recipient's number for it
        #[arg(long, value_name = "R", allow_hyphen_values = true)]
        reference: Option<String>,
    },

    /// What was sent for an account: list it, record an answer, correct a day
    Request(request::RequestArgs),

    /// Keep files for an account, such as a screenshot or the confirmation
    Evidence(evidence::EvidenceArgs),

    /// What is due or overdue
    #[command(after_help = "Exit code with --exit-code: 3 if something is listed, 0 if not.")]
    Due(due::DueArgs),

    /// Choose the guide that an account follows to its goal
    Route {
        /// The account
        account: String,
        /// The guide
        guide: String,
    },

    /// Open the link of a step in your browser
    Open {
        /// The account
        account: String,
        /// The step
        #[arg(value_name = "GUIDE/STEP")]
        step: String,
    },

    /// Show the link of a step, or a letter, as a QR code for a phone
    Qr(qr::QrArgs),

    /// Say whose an address is: Meta's own, an authority's, or not, and why
    #[command(after_help = "Exit code 0: Meta's own or an authority's. 1: not, or not alone.")]
    CheckUrl {
        /// The address, such as one from an e-mail; `-` reads them from standard input, one a line
        #[arg(value_name = "URL", allow_hyphen_values = true)]
        url: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },

    /// Print a letter, filled in for an account; without a letter, list those that fit it
    Letter(letter::LetterArgs),

    /// Write the complaint to the authority, with everything that goes along
    Complaint(complaint::ComplaintArgs),

    /// Everything that is kept, for other programs
    Export(export::ExportArgs),

    /// Bring in what `optout export` wrote: new accounts, and later marks of those that are here
    #[command(after_help = IMPORTING)]
    Import {
        /// The file (`-`: standard input)
        file: PathBuf,
    },

    /// List, show, check and copy guides, and keep them true
    #[command(subcommand)]
    Guide(guide::GuideCommand),

    /// List or show the data protection authorities
    #[command(subcommand)]
    Authority(authority::AuthorityCommand),

    /// Where everything lives
    Paths {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },

    /// Check the configuration, print the default one, or its schema
    #[command(subcommand)]
    Config(config::ConfigCommand),

    /// The keys of the screen, with the names that config.toml gives them
    Keys {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },

    /// Print the script by which a shell completes commands, accounts, routes and steps
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// The shell
        #[arg(value_parser = one_of(Shell::NAMES))]
        shell: Shell,
    },

    /// Print the manual page
    Man,
}

const IMPORTING: &str = "Into an account that is here come marks, notes and requests, as with \
    `optout account merge`: for each step the later mark counts. What only you can decide is named. \
    Where anything in the file cannot be used, nothing is changed.";

const COMPLETIONS: &str = "The script asks the program each time, and so has to be of the same version. \
    Packages bring it along.";

/// The values of MARK. `None` removes the mark.
const MARKS: &[(&str, Option<Mark>)] = &[
    ("done", Some(Mark::Done)),
    ("skipped", Some(Mark::Skipped)),
    ("blocked", Some(Mark::Blocked)),
    ("todo", None),
];

#[cfg(test)]
mod tests {
    use super::{Cli, GlobalOptions, Start};
    use clap::Parser as _;

    #[test]
    fn the_arguments_fit_together() {
        Cli::definition().debug_assert();
    }

    #[test]
    fn a_start_without_arguments_has_the_usual_options() {
        let start = Start::try_parse_from(["optout"]).unwrap();
        assert_eq!(start.options, GlobalOptions::default());
        let cli = Cli::read(vec!["optout".into()]).unwrap();
        assert_eq!(cli.options, start.options);
        assert!(cli.command.is_none());
    }
}
