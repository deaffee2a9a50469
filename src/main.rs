//! `optout`: parses the command line, runs it, and says what went wrong.

use std::{
    env,
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
    system::{environment::Environment, paths::Paths},
    text,
};

fn main() -> ExitCode {
    terminal::tell_panics();
    let cli = match Cli::read(env::args_os().collect()) {
        Ok(cli) => cli,
        Err(error) => return explain(&error),
    };
    outlive_file_limits();
    let environment = Environment::read();
    let mut err = io::stderr();
    let Some(command) = &cli.command else {
        return match start_screen(&cli.options, environment) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => report(&mut err, &error),
        };
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let output = Output {
        out: &mut out,
        err: &mut err,
    };
    let result = cli::run(command, &cli.options, &environment, output);
    // Flushed after a failure as well, for the output before it.
    let flushed = out.flush().map_err(Stop::Unwritten);
    match result.and(flushed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Unwritten(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Stop::Unwritten(error)) => {
            let sentence = format!("The result could not be written: {error}.");
            report(&mut err, &Error::new(sentence, "Is the disk full?"))
        }
        Err(Stop::Failed(error)) => report(&mut err, &error),
    }
}

/// Where files may not grow beyond a limit (`ulimit -f`), writing is to fail as on a full disk. The
/// system's own way is to end the program, in the middle of its screen.
fn outlive_file_limits() {
    #[cfg(unix)]
    {
        use std::sync::{Arc, atomic::AtomicBool};
        let noticed = Arc::new(AtomicBool::new(false));
        // Without it the program still works, wherever there is no such limit.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noticed);
    }
}

fn start_screen(asked: &cli::GlobalOptions, environment: Environment) -> Result<(), Error> {
    start::start(StartOptions {
        paths: Paths::find(&asked.asked(), &environment)?,
        colours: asked.wants_colour(&environment),
        ascii: asked.ascii,
        no_mouse: asked.no_mouse,
        environment,
    })
}

fn report(err: &mut dyn Write, error: &Error) -> ExitCode {
    // If the message cannot be written, the exit code remains.
    let _ = writeln!(err, "optout: {error}");
    ExitCode::from(error.code)
}

/// Prints a help text or an error of usage, sanitized, since it quotes the arguments.
fn explain(error: &clap::Error) -> ExitCode {
    let message = error.to_string();
    if !error.use_stderr() {
        let message = text::clean(&message, text::TextKind::Letter);
        let _ = io::stdout().write_all(message.as_bytes());
        return ExitCode::SUCCESS;
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
