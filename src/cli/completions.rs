//! `optout completions`: prints the script by which a shell asks this program what may come next, and
//! answers it. Nothing on the disk is changed.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::{self, Write},
    path::PathBuf,
    sync::Arc,
};

use clap::{Arg, ArgMatches, Command};
use clap_complete::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, engine::ValueCompleter,
};

use super::{arguments::Cli, find, shell::Shell};
use crate::{
    account::{
        Account,
        overview::{self, Overview},
    },
    catalog::{Catalog, letters},
    store::Store,
    system::{
        config::Config,
        environment::Environment,
        files::guides,
        paths::{Asked, Paths},
    },
};

/// The variable by which the script says that it asks, and for which shell.
const ASKING: &str = "OPTOUT_COMPLETE";

/// Writes the script for a shell.
pub(super) fn script(out: &mut dyn Write, shell: Shell) -> io::Result<()> {
    let mut script = Vec::new();
    let completer = shell.completer();
    completer.write_registration(ASKING, "optout", "optout", "optout", &mut script)?;
    // Windows PowerShell gives no program an empty word, so a space stands for the word that is not begun.
    let script = String::from_utf8_lossy(script.trim_ascii_start()).replace("\" ''\"", "\" ' '\"");
    out.write_all(script.as_bytes())
}

/// Answers a shell that asks what may come next; false where none does.
///
/// # Errors
///
/// If there is nothing to say, or it cannot be written.
pub fn answer(arguments: &[OsString], out: &mut dyn Write) -> io::Result<bool> {
    let Some(shell) = env::var_os(ASKING) else {
        return Ok(false);
    };
    let shell = shell.to_str().and_then(Shell::from_name);
    let (Some(shell), [_, mark, words @ ..]) = (shell, arguments) else {
        return Ok(false);
    };
    if mark != "--" || words.is_empty() {
        return Ok(false);
    }
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut().filter(|last| *last == " ") {
        last.clear();
    }
    let said = Arc::new(Said::of(&words));
    let mut program = with_values(Cli::definition(), &said);
    let here = env::current_dir().ok();
    let completer = shell.completer();
    completer.write_complete(&mut program, words, here.as_deref(), out)?;
    Ok(true)
}

/// What the words before say about those that may come.
struct Said {
    account: Option<String>,
    asked: Asked,
}

impl Said {
    fn of(words: &[OsString]) -> Self {
        let mut said = Self {
            account: None,
            asked: Asked::default(),
        };
        let program = Cli::definition().ignore_errors(true);
        if let Ok(matches) = program.try_get_matches_from(words) {
            said.read(&matches);
        }
        said
    }

    fn read(&mut self, matches: &ArgMatches) {
        let folder = |name: &str| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
        self.asked.data = folder("data_dir").or(self.asked.data.take());
        self.asked.config = folder("config_dir").or(self.asked.config.take());
        let account = matches.try_get_one::<String>("account").ok().flatten();
        self.account = account.cloned().or(self.account.take());
        if let Some((_, below)) = matches.subcommand() {
            self.read(below);
        }
    }
}

/// The same command, with what the values of its arguments may be.
fn with_values(command: Command, said: &Arc<Said>) -> Command {
    command
        .mut_args(|argument| with_value(argument, said))
        .mut_subcommands(|sub| with_values(sub, said))
}

/// What may stand for the name that the help shows for a value.
fn with_value(argument: Arg, said: &Arc<Said>) -> Arg {
    let name = argument.get_value_names().and_then(<[_]>::first);
    let known: fn(&Known, &str) -> Vec<CompletionCandidate> = match name.map(|name| name.as_str()) {
        Some("ACCOUNT") => |known, _| known.accounts(),
        Some("ACCOUNT|FILE") => |known, typed| {
            let mut found = known.accounts();
            found.extend(PathCompleter::file().complete(OsStr::new(typed)));
            found
        },
        Some("GUIDE/STEP") => Known::steps,
        Some("GUIDE/STEP|LETTER") => |known, typed| {
            let mut found = known.steps(typed);
            found.extend(known.letters());
            found
        },
        Some("GUIDE") => |known, _| known.guides(),
        Some("LETTER") => |known, _| known.letters(),
        Some("REQUEST") => |known, _| known.requests(),
        Some("AUTHORITY") => |known, _| known.authorities(),
        Some("CC") => |known, _| known.countries(),
        _ => return argument,
    };
    let said = Arc::clone(said);
    argument.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let (Some(typed), Some(here)) = (typed.to_str(), Known::read(&said)) else {
            return Vec::new();
        };
        let mut found = known(&here, typed);
        found.retain(|candidate| candidate.get_value().to_string_lossy().starts_with(typed));
        found
    }))
}

/// What is kept here, as a shell may complete it.
struct Known {
    catalog: Catalog,
    accounts: Vec<Account>,
    /// The account that was named before, and how far it is.
    account: Option<(Account, Overview)>,
}

impl Known {
    /// Reads it; nothing where that fails, since a shell has no use for a reason.
    fn read(said: &Said) -> Option<Self> {
        let environment = Environment::read();
        let paths = Paths::find(&said.asked, &environment).ok()?;
        let (config, _) = Config::read(&paths.config_file());
        let catalog = Catalog::new(&guides::read(&paths.guides()), &config.trusted_hosts);
        let store = Store::new(paths.data.clone());
        let accounts = store.glance(&catalog.regions).ok()?.take_accounts();
        let named = said.account.as_deref();
        let account = named.and_then(|named| find::account(&accounts, named).ok());
        let today = environment.now().ok()?.today;
        let account = account.map(|account| {
            let coverings = overview::coverings(&accounts);
            let overview = Overview::of(account, &catalog, &coverings, today);
            (account.clone(), overview)
        });
        Some(Self {
            catalog,
            accounts,
            account,
        })
    }

    /// The accounts: by their label where a shell takes that for one word, else by their id.
    fn accounts(&self) -> Vec<CompletionCandidate> {
        let is_simple = |label: &str| {
            let is_plain = |c: char| c.is_alphanumeric() || "._+".contains(c);
            label.chars().all(is_plain)
        };
        let accounts = self.accounts.iter().map(|account| {
            let label: &str = &account.label;
            let is_mine = |typed: &str| {
                find::account(&self.accounts, typed).is_ok_and(|found| found.id == account.id)
            };
            let word = if is_simple(label) && is_mine(label) {
                label
            } else {
                account.id.as_str()
            };
            candidate(word, find::describe(&self.catalog, account))
        });
        accounts.collect()
    }

    /// The guides, those that fit the account first by which it goes; then their steps, as if the guides were folders.
    fn steps(&self, typed: &str) -> Vec<CompletionCandidate> {
        let Some((guide, _)) = typed.split_once('/') else {
            let guides = self.guides().into_iter();
            return guides
                .map(|guide| {
                    let help = guide.get_help().cloned();
                    let mut path = guide.get_value().to_owned();
                    path.push("/");
                    CompletionCandidate::new(path).help(help)
                })
                .collect();
        };
        let Some(guide) = self.catalog.guide(guide) else {
            return Vec::new();
        };
        let steps = guide.steps.iter().map(|step| {
            let id = guide.step_id(step);
            let known = self.account.as_ref().map(|(account, _)| &account.progress);
            let mark = known
                .and_then(|known| known.step(&id))
                .and_then(|state| state.mark);
            let about = match mark {
                Some(mark) => format!("{} ({mark})", step.title),
                None => step.title.to_string(),
            };
            candidate(&format!("{}/{}", guide.id, step.id), about)
        });
        steps.collect()
    }

    fn guides(&self) -> Vec<CompletionCandidate> {
        let Some((_, overview)) = &self.account else {
            let heads = self.catalog.heads();
            return heads
                .map(|head| candidate(head.id.as_str(), &*head.title))
                .collect();
        };
        let active = overview.goals.iter().map(|goal| {
            let about = format!("{} (followed)", goal.guide.title);
            candidate(goal.guide.id.as_str(), about)
        });
        let others = overview.goals.iter().flat_map(|goal| &goal.others);
        let others = others.map(|head| candidate(head.id.as_str(), &*head.title));
        active.chain(others).collect()
    }

    fn letters(&self) -> Vec<CompletionCandidate> {
        let Some((account, _)) = &self.account else {
            return Vec::new();
        };
        let region = self.catalog.region(account);
        let letters = letters::fitting(account.platform, account.kind, region);
        letters
            .map(|letter| candidate(letter.id.as_str(), &*letter.title))
            .collect()
    }

    fn requests(&self) -> Vec<CompletionCandidate> {
        let requests = self
            .account
            .iter()
            .flat_map(|(account, _)| &account.progress.requests);
        let about = |sent, guide| format!("Sent {sent}, {guide}");
        requests
            .map(|request| candidate(request.id.as_str(), about(request.sent, &request.guide)))
            .collect()
    }

    fn authorities(&self) -> Vec<CompletionCandidate> {
        let authorities = self.catalog.regions.all_authorities();
        authorities
            .map(|one| candidate(one.id.as_str(), &*one.name))
            .collect()
    }

    fn countries(&self) -> Vec<CompletionCandidate> {
        let countries = self.catalog.regions.countries();
        countries
            .map(|(code, name)| candidate(&code.to_string(), name))
            .collect()
    }
}

fn candidate(word: &str, about: impl Into<String>) -> CompletionCandidate {
    let about: String = about.into();
    CompletionCandidate::new(word).help(Some(about.into()))
}
