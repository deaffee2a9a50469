//! The context of a command: folders, guides, the store, the time, and the output streams.

use std::{
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use super::{GlobalOptions, Output, Stop, find};
use serde::Serialize;

use crate::{
    account::{
        Account,
        change::Change,
        overview::{self, Overview},
    },
    catalog::Catalog,
    clock::{self, Now},
    document::FileProblem,
    error::Error,
    id::Id,
    store::{Merged, Notice, Store, Trashed, Unreadable},
    system::{config::Config, environment::Environment, files::guides, paths::Paths},
    text::{self, Clean, TextKind},
};

/// An account that cannot be read.
#[derive(Serialize)]
pub(super) struct UnreadableJson<'a> {
    id: &'a Id,
    file: &'a Clean,
    why: &'a Clean,
}

/// The context of a command.
pub(super) struct Session<'o> {
    pub(super) paths: Paths,
    pub(super) config: Config,
    pub(super) catalog: Catalog,
    pub(super) now: Now,
    pub(super) environment: &'o Environment,
    store: Store,
    /// The accounts that could not be read when the accounts were read last.
    pub(super) unreadable: Vec<Unreadable>,
    /// The files of accounts whose mistakes were named when the accounts were read last.
    mistaken: Vec<Clean>,
    /// The problems in the config file and in the user's own guides.
    problems: Vec<FileProblem>,
    output: Output<'o>,
}

impl<'o> Session<'o> {
    /// Finds the folders, and reads the config file and the user's own guides.
    pub(super) fn start(
        options: &GlobalOptions,
        environment: &'o Environment,
        output: Output<'o>,
    ) -> Result<Self, Error> {
        let paths = Paths::find(&options.asked(), environment)?;
        let now = environment.now()?;
        let (config, mut problems) = Config::read(&paths.config_file());
        let own = guides::read(&paths.guides());
        let catalog = Catalog::new(&own, &config.trusted_hosts);
        problems.extend(catalog.problems.iter().cloned());
        let store = Store::new(paths.data.clone());
        Ok(Self {
            paths,
            config,
            catalog,
            now,
            environment,
            store,
            unreadable: Vec::new(),
            mistaken: Vec::new(),
            problems,
            output,
        })
    }

    /// The stream for results.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        self.output.out
    }

    /// The stream for warnings and questions.
    pub(super) fn err(&mut self) -> &mut dyn Write {
        self.output.err
    }

    /// Notes what stays done where the result of the command cannot be written.
    pub(super) fn note_done(&mut self, what: String) {
        self.output.done.push(what);
    }

    /// Notes that an account is saved.
    pub(super) fn note_saved(&mut self, account: &Account) {
        self.note_done(format!("{} ({}) is saved", account.label, account.id));
    }

    /// Writes the problems in the config file and in the user's own guides, and that of a clock which cannot be right.
    pub(super) fn warn_of_surroundings(&mut self) -> io::Result<()> {
        if let Some(fault) = clock::fault(self.now.today) {
            writeln!(self.output.err, "optout: warning: {fault}")?;
        }
        for problem in &self.problems {
            writeln!(self.output.err, "optout: warning: {problem}")?;
        }
        Ok(())
    }

    /// Writes notices about files of accounts.
    pub(super) fn warn_of_accounts(&mut self, notices: &[Notice]) -> io::Result<()> {
        for notice in notices {
            writeln!(
                self.output.err,
                "optout: warning: {}: {}",
                notice.file, notice.message
            )?;
        }
        Ok(())
    }

    /// Reads every account.
    pub(super) fn accounts(&mut self) -> Result<Vec<Account>, Stop> {
        let mut loaded = self.store.load(&self.catalog.regions)?;
        self.warn_of_accounts(&loaded.notices)?;
        let mistakes = loaded.notices.iter().filter(|it| it.excerpt.is_some());
        self.mistaken = mistakes.map(|it| it.file.clone()).collect();
        let accounts = loaded.take_accounts();
        self.unreadable = loaded.unreadable;
        Ok(accounts)
    }

    /// Says how many invisible characters a text loses that was given.
    pub(super) fn tell_left_out(
        &mut self,
        what: &str,
        typed: Option<&str>,
        kind: TextKind,
    ) -> io::Result<()> {
        let inspected = typed.map(|typed| text::inspect_typed(typed, kind));
        let left_out = inspected.as_ref().map_or(0, |it| it.left_out);
        let words = text::left_out_in_words(left_out);
        match words.zip(inspected) {
            None => Ok(()),
            Some((words, inspected)) => writeln!(
                self.output.err,
                "{what} is kept as “{}”: {words}.",
                text::line(&inspected.text)
            ),
        }
    }

    /// Reads the trash.
    pub(super) fn trash(&self) -> Result<Vec<Trashed>, Error> {
        self.store.trash(&self.catalog.regions)
    }

    /// The account that an argument names, as [`find::account`] finds it. One that cannot be read is no
    /// unknown one.
    pub(super) fn find<'a>(
        &self,
        accounts: &'a [Account],
        typed: &str,
    ) -> Result<&'a Account, Error> {
        let unreadable = |error| match self.unreadable.iter().find(|it| it.id.as_str() == typed) {
            Some(known) => {
                let sentence = format!("The account {typed} cannot be read. {}", known.why);
                Error::new(sentence, format!("Its file is {}.", known.file))
            }
            None if accounts.is_empty() && !self.unreadable.is_empty() => {
                let sentence = format!("There is no account `{typed}` that can be read.");
                let ids: Vec<&str> = self.unreadable.iter().map(|it| it.id.as_str()).collect();
                Error::new(sentence, format!("Not readable are: {}.", ids.join(", ")))
            }
            None => error,
        };
        find::account(accounts, typed).map_err(unreadable)
    }

    /// The accounts that cannot be read, for JSON.
    pub(super) fn unreadable_json(&self) -> Vec<UnreadableJson<'_>> {
        let mut list = Vec::new();
        for unreadable in &self.unreadable {
            list.push(UnreadableJson {
                id: &unreadable.id,
                file: &unreadable.file,
                why: &unreadable.why,
            });
        }
        list
    }

    /// Writes a line about each account that cannot be read, below a list of accounts.
    pub(super) fn write_unreadable(&mut self) -> io::Result<()> {
        let number = self.unreadable.len();
        match number {
            0 => return Ok(()),
            1 => writeln!(self.output.out, "1 account cannot be read:")?,
            _ => writeln!(self.output.out, "{number} accounts cannot be read:")?,
        }
        for unreadable in &self.unreadable {
            let Unreadable {
                id,
                file,
                why,
                copy: _,
            } = unreadable;
            writeln!(self.output.out, "  {id}  {file}: {why}")?;
        }
        Ok(())
    }

    /// Saves a change, and returns the account as it is on the disk now.
    pub(super) fn save(&mut self, change: Change) -> Result<Option<Account>, Stop> {
        let id = change.account.clone();
        let mut saved = self.store.save(&[change], &self.catalog.regions)?;
        // Its mistakes were named, and may stand in other lines now.
        let notices = &mut saved.notices;
        notices.retain(|it| it.excerpt.is_none() || !self.mistaken.contains(&it.file));
        match &saved.account {
            Some(account) => self.note_saved(account),
            None => self.note_done(format!("{id} is removed")),
        }
        self.warn_of_accounts(&saved.notices)?;
        Ok(saved.account)
    }

    /// Merges another version of an account's file into the account.
    pub(super) fn merge(&mut self, account: &Account, copy: &Path) -> Result<Merged, Stop> {
        let now = self.now.moment;
        let regions = &self.catalog.regions;
        let merged = self.store.merge(&account.id, copy, now, regions)?;
        self.note_saved(account);
        self.warn_of_accounts(&merged.saved.notices)?;
        Ok(merged)
    }

    /// The overview of an account; one of `all` may cover it.
    pub(super) fn overview(&self, account: &Account, all: &[Account]) -> Overview {
        Overview::of(
            account,
            &self.catalog,
            &overview::coverings(all),
            self.now.today,
        )
    }

    /// The overviews of all accounts, in their order. For several accounts this is far less work than
    /// one [`Session::overview`] each, which looks at all accounts every time.
    pub(super) fn overviews(&self, accounts: &[Account]) -> Vec<Arc<Overview>> {
        let coverings = overview::coverings(accounts);
        overview::overviews(accounts.iter(), &self.catalog, &coverings, self.now.today)
    }
}

/// Checks that an account may be changed.
///
/// # Errors
///
/// If it is read-only, with the reason.
pub(super) fn check_changeable(account: &Account) -> Result<(), Error> {
    match &account.read_only {
        None => Ok(()),
        Some(reason) => {
            let sentence = format!("{} ({}) is read-only: {reason}", account.label, account.id);
            Err(Error::new(sentence, "Nothing was changed."))
        }
    }
}
