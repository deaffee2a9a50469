//! `optout`: parses the command line, runs it, and turns the result into an exit code.

use std::{
    collections::BTreeSet,
    env,
    ffi::OsString,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use optout::{
    cli::{self, Cli, Output, Stop},
    error::Error,
    runtime::{
        start::{self, StartOptions},
        terminal,
    },
    system::{environment::Environment, paths::Paths, signals},
    text,
};

fn main() -> ExitCode {
    terminal::report_panics();
    let arguments: Vec<OsString> = env::args_os().collect();
    // A shell that asks what may come next, which has no use for a message.
    match cli::answer(&arguments, &mut io::stdout()) {
        Ok(false) => {}
        Ok(true) => return ExitCode::SUCCESS,
        Err(_) => return ExitCode::FAILURE,
    }
    let cli = match Cli::read(arguments) {
        Ok(cli) => cli,
        Err(error) => return report_usage(&error),
    };
    signals::prepare();
    let environment = Environment::read();
    let mut err = io::stderr();
    let Some(command) = &cli.command else {
        return match start_screen(&cli.options, environment) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => report(&mut err, &error),
        };
    };
    if cli.options.demo {
        let error = Error::new(
            "The demo is for the checklist: its accounts are made up, and commands know only yours.",
            "Type `optout --demo` alone, or the command without --demo.",
        );
        return report(&mut err, &Error { code: 2, ..error });
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut done = Vec::new();
    let output = Output {
        out: &mut out,
        err: &mut err,
        done: &mut done,
    };
    let result = cli::run(command, &cli.options, &environment, output);
    // Output from before a failure must be written too.
    let flushed = out.flush().map_err(Stop::Unwritten);
    match result.and(flushed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Unwritten(error)) => report_unwritten(&error, &done),
        Err(Stop::Failed(error)) => report(&mut err, &error),
        Err(Stop::Due) => ExitCode::from(3),
    }
}

fn start_screen(options: &cli::GlobalOptions, environment: Environment) -> Result<(), Error> {
    start::start(StartOptions {
        paths: match options.demo {
            true => Paths::none(),
            false => Paths::find(&options.asked(), &environment)?,
        },
        demo: options.demo,
        colours: options.uses_colours(&environment),
        plain: options.plain || environment.is_plain(),
        ascii: options.ascii,
        no_mouse: options.no_mouse,
        environment,
    })
}

fn report(err: &mut dyn Write, error: &Error) -> ExitCode {
    // If standard error is closed, the exit code still says that the program failed.
    let _ = writeln!(err, "optout: {error}");
    ExitCode::from(error.code)
}

/// Reports that the result could not be written, and what is done all the same.
fn report_unwritten(error: &io::Error, done: &[String]) -> ExitCode {
    // EPIPE: a reader such as `head` needs no more.
    if error.kind() == io::ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    let mut sentence = format!("The result could not be written: {error}.");
    let mut hint = "Is the disk full?".to_owned();
    if !done.is_empty() {
        let mut told = BTreeSet::new();
        let done: Vec<&str> = done
            .iter()
            .map(String::as_str)
            .filter(|it| told.insert(*it))
            .collect();
        sentence.push_str(&format!(
            " What you asked for is done: {}.",
            done.join(", ")
        ));
        hint.push_str(" Do not do it once more.");
    }
    report(&mut io::stderr(), &Error::new(sentence, hint))
}

/// Prints the help text, or a usage error. Sanitized, since an error quotes the arguments.
fn report_usage(error: &clap::Error) -> ExitCode {
    let message = error.to_string();
    if !error.use_stderr() {
        let message = text::clean(&message, text::TextKind::Letter);
        let mut out = io::stdout();
        let written = out.write_all(message.as_bytes());
        return match written.and_then(|()| out.flush()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => report_unwritten(&error, &[]),
        };
    }
    let message = message
        .strip_prefix("error: ")
        .map_or(message.clone(), |rest| format!("optout: {rest}"));
    let mut err = io::stderr();
    for line in message.lines() {
        let _ = writeln!(err, "{}", text::line(line));
    }
    ExitCode::from(2)
}
