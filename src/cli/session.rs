//! What every command works with: folders, guides, the store, the time, and the two streams.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{GlobalOptions, Output, Stop};
use crate::{
    account::{
        Account,
        change::Change,
        overview::{self, Overview},
    },
    catalog::Catalog,
    clock::Now,
    document::FileProblem,
    error::Error,
    store::{Merged, Notice, Store},
    system::{config::Config, environment::Environment, files::guides, paths::Paths},
};

/// The ground that a command stands on.
pub(super) struct Session<'o> {
    pub(super) paths: Paths,
    pub(super) config: Config,
    pub(super) catalog: Catalog,
    pub(super) now: Now,
    pub(super) environment: &'o Environment,
    store: Store,
    /// What is wrong with the files of the user.
    problems: Vec<FileProblem>,
    output: Output<'o>,
}

impl<'o> Session<'o> {
    /// Finds the folders and reads what the user configured.
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
            problems,
            output,
        })
    }

    /// The stream for results.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        self.output.out
    }

    /// The stream for remarks.
    pub(super) fn err(&mut self) -> &mut dyn Write {
        self.output.err
    }

    /// Tells what is wrong with the configuration and the user's guides.
    pub(super) fn warn_of_files(&mut self) -> io::Result<()> {
        for problem in &self.problems {
            writeln!(self.output.err, "optout: warning: {problem}")?;
        }
        Ok(())
    }

    /// Tells what is odd about files of accounts.
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
        let loaded = self.store.load(&self.catalog.regions)?;
        self.warn_of_accounts(&loaded.notices)?;
        Ok(loaded.accounts)
    }

    /// Saves a change, and returns the account as it is on the disk now.
    pub(super) fn save(&mut self, change: Change) -> Result<Option<Account>, Stop> {
        let saved = self.store.save(&[change], &self.catalog.regions)?;
        self.warn_of_accounts(&saved.notices)?;
        Ok(saved.account)
    }

    /// Brings another version of an account's file into the account.
    pub(super) fn merge(&mut self, account: &Account, copy: &Path) -> Result<Merged, Stop> {
        let now = self.now.moment;
        let regions = &self.catalog.regions;
        let merged = self.store.merge(&account.id, copy, now, regions)?;
        self.warn_of_accounts(&merged.saved.notices)?;
        Ok(merged)
    }

    /// How far each of these accounts is; `all` are those that may cover one another.
    pub(super) fn overview(&self, account: &Account, all: &[Account]) -> Overview {
        Overview::of(
            account,
            &self.catalog,
            &overview::coverings(all),
            self.now.today,
        )
    }
}

/// Whether the account may be changed.
///
/// # Errors
///
/// The reason why not.
pub(super) fn changeable(account: &Account) -> Result<(), Error> {
    match &account.read_only {
        None => Ok(()),
        Some(reason) => {
            let sentence = format!("{} ({}) is read-only: {reason}", account.label, account.id);
            Err(Error::new(sentence, "Nothing was changed."))
        }
    }
}
