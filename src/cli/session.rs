//! The context of a command: folders, guides, the store, the time, and the output streams.

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

/// The context of a command.
pub(super) struct Session<'o> {
    pub(super) paths: Paths,
    pub(super) config: Config,
    pub(super) catalog: Catalog,
    pub(super) now: Now,
    pub(super) environment: &'o Environment,
    store: Store,
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

    /// Writes the problems in the config file and in the user's own guides.
    pub(super) fn warn_of_files(&mut self) -> io::Result<()> {
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

    /// Merges another version of an account's file into the account.
    pub(super) fn merge(&mut self, account: &Account, copy: &Path) -> Result<Merged, Stop> {
        let now = self.now.moment;
        let regions = &self.catalog.regions;
        let merged = self.store.merge(&account.id, copy, now, regions)?;
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
