//! Runs tests as libtest does, which knows only when it compiles a test whether that is ignored.
//! Takes names and parts of names, `--exact` and `--list`; other options make no difference here.

use std::{
    env,
    process::ExitCode,
    thread::{self, Builder, ScopedJoinHandle},
};

/// A test by its name.
pub(crate) type Test = (&'static str, fn());

/// Options whose value is an argument of its own.
const WITH_VALUE: [&str; 5] = ["--test-threads", "--skip", "--format", "--color", "-Z"];

/// Runs those tests that are asked for, all at once: each with what is missing for it, if anything.
pub(crate) fn run(tests: &[(Test, Option<&'static str>)]) -> ExitCode {
    let (mut names, mut options) = (Vec::new(), Vec::new());
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if WITH_VALUE.contains(&argument.as_str()) {
            arguments.next();
        } else if argument.starts_with('-') {
            options.push(argument);
        } else {
            names.push(argument);
        }
    }
    let has = |option: &str| options.iter().any(|given| given == option);
    let is_asked_for = |test: &str| {
        let fits = |name: &String| test == name || !has("--exact") && test.contains(name.as_str());
        names.is_empty() || names.iter().any(fits)
    };
    let chosen = tests.iter().filter(|((name, _), _)| is_asked_for(name));
    if has("--list") {
        chosen.for_each(|((name, _), _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    let (mut passed, mut failed, mut ignored) = (0, 0, 0);
    thread::scope(|scope| {
        let start = |((name, test), missing): &(Test, Option<&'static str>)| {
            let thread = Builder::new().name((*name).to_owned());
            let run = missing
                .is_none()
                .then(|| thread.spawn_scoped(scope, *test).unwrap());
            (*name, missing.unwrap_or_default(), run)
        };
        let started: Vec<_> = chosen.map(start).collect();
        for (name, missing, run) in started {
            let (count, said) = match run.map(ScopedJoinHandle::join) {
                None => (&mut ignored, format!("ignored, needs {missing}")),
                Some(Ok(())) => (&mut passed, "ok".to_owned()),
                Some(Err(_)) => (&mut failed, "FAILED".to_owned()),
            };
            *count += 1;
            println!("test {name} ... {said}");
        }
    });
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {word}. {passed} passed; {failed} failed; {ignored} ignored\n");
    ExitCode::from(u8::from(failed > 0))
}
