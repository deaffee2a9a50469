//! What may be said about an account on the command line, and need not.

use clap::Args;

use super::arguments::word;
use crate::{
    account::{self, Account, Kind},
    region::Regions,
};

/// What may be said about an account, and need not.
#[derive(Debug, Clone, Args)]
pub(super) struct Details {
    /// The country that it belongs to: a code such as DE, or a name
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// What sort of account it is
    #[arg(long, value_name = "K", value_parser = word(Kind::WORDS))]
    kind: Option<Kind>,
    /// Its name on the platform, such as @me
    #[arg(long, value_name = "H")]
    handle: Option<String>,
    /// The e-mail address that it is registered with
    #[arg(long, value_name = "E")]
    email: Option<String>,
    /// The Accounts Center that it shares with others, by any name
    #[arg(long, value_name = "G")]
    group: Option<String>,
    /// The command that opens links for it, with {url} for the address
    #[arg(long, value_name = "CMD")]
    open_with: Option<String>,
}

impl Details {
    /// Writes what was given to the account; what was not stays.
    pub(super) fn write_to(&self, account: &mut Account, regions: &Regions) -> Result<(), String> {
        if let Some(kind) = self.kind {
            account.kind = kind;
        }
        if let Some(typed) = &self.handle {
            account.handle = account::check_name("handle", typed)?;
        }
        if let Some(typed) = &self.email {
            account.email = account::check_email(typed)?;
        }
        if let Some(typed) = &self.country {
            let blank = typed.trim().is_empty();
            account.country = if blank {
                None
            } else {
                Some(regions.country(typed)?)
            };
        }
        if let Some(typed) = &self.group {
            account.group = account::check_name("group", typed)?;
        }
        if let Some(typed) = &self.open_with {
            account.open_with = account::check_open_with(typed)?;
        }
        Ok(())
    }
}
