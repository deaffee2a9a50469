//! `optout`: parses the command line, runs it, and turns the result into an exit code.

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
    terminal::report_panics();
    let cli = match Cli::read(env::args_os().collect()) {
        Ok(cli) => cli,
        Err(error) => return report_usage(&error),
    };
    ignore_file_size_signal();
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
    // Output from before a failure must be written too.
    let flushed = out.flush().map_err(Stop::Unwritten);
    match result.and(flushed) {
        Ok(()) => ExitCode::SUCCESS,
        // EPIPE: a reader such as `head` needs no more.
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

/// Installs a signal handler for SIGXFSZ, which the system sends when a file grows beyond the limit
/// of `ulimit -f`. By default it would kill the program in the middle of its screen; with a handler
/// the write fails, as on a full disk.
fn ignore_file_size_signal() {
    #[cfg(unix)]
    {
        use std::sync::{Arc, atomic::AtomicBool};
        let flag = Arc::new(AtomicBool::new(false));
        // A failure matters only where such a limit is set.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag);
    }
}

fn start_screen(options: &cli::GlobalOptions, environment: Environment) -> Result<(), Error> {
    start::start(StartOptions {
        paths: Paths::find(&options.asked(), &environment)?,
        colours: options.uses_colours(&environment),
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

/// Prints the help text, or a usage error. Sanitized, since an error quotes the arguments.
fn report_usage(error: &clap::Error) -> ExitCode {
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
