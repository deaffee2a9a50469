//! Tab in real shells: commands, accounts, routes and steps.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    Test,
    home::{Home, OPTOUT},
    terminal::{program::Program, setting::Setting},
};

pub(crate) const BASH: &[Test] = tests![bash_completes_an_account_a_route_and_a_step];
pub(crate) const ZSH: &[Test] = tests![zsh_completes_an_account_a_route_and_a_step];
pub(crate) const FISH: &[Test] = tests![fish_completes_an_account_a_route_and_a_step];

pub(crate) fn is_here(shell: &str) -> bool {
    let mut command = Command::new(shell);
    command.args(["-c", "exit 0"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn bash_completes_an_account_a_route_and_a_step() {
    completes(
        "bash",
        &["--norc", "--noprofile", "-i"],
        "source <(optout completions bash); PS1='REA''DY> '\n",
    );
}

fn zsh_completes_an_account_a_route_and_a_step() {
    completes(
        "zsh",
        &["-f", "-i"],
        "autoload -Uz compinit; compinit -u -D; source <(optout completions zsh); PS1='REA''DY> '\n",
    );
}

fn fish_completes_an_account_a_route_and_a_step() {
    completes(
        "fish",
        &["--no-config", "-i"],
        "optout completions fish | source; function fish_prompt; printf 'REA''DY> '; end\n",
    );
}

/// Marks a step with as few keys as one needs who lets the shell write.
fn completes(shell: &str, arguments: &[&str], prepare: &str) {
    let home = Home::with_steps(1);
    home.account("qq", "Mum's old *", "");
    let mut program = interactive(&home, shell, arguments);
    program.press_for(prepare, "READY>");
    program.press_for("optout mar\t", "optout mark");
    program.press_for("Per\t", "mark Personal");
    program.press_for("facebook-privacy-c\t", "facebook-privacy-center/");
    program.press_for("lo\t", "center/log-in");
    program.press_for("sk\t\r", ": skipped.");
    // A label that a shell would take for several words is not offered, but its id is.
    program.press_for("optout steps q\t", "steps qq");
    let kept = std::fs::read_to_string(home.account_file("fb")).unwrap();
    assert!(
        kept.contains("log-in") && kept.contains("skipped"),
        "{kept}"
    );
}

/// A shell in a terminal that finds the program by its name.
fn interactive(home: &Home, shell: &str, arguments: &[&str]) -> Program {
    let folder = Path::new(OPTOUT).parent().unwrap().to_owned();
    let others = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([folder].into_iter().chain(env::split_paths(&others))).unwrap();
    let mut setting = Setting::new(shell, home.path())
        .variable("PATH", path)
        .size(140, 40);
    for argument in arguments {
        setting = setting.argument(*argument);
    }
    setting.start()
}
