//! The optional details of an account, as arguments of `account add` and `account edit`.

use clap::Args;

use super::value::one_of;
use crate::{
    account::{self, Account},
    content::{
        language::{Ground, Language},
        platform::Kind,
        region::Regions,
    },
};

/// The optional details of an account.
#[derive(Debug, Clone, Args)]
pub(super) struct LetterDetails {
    /// The country that it belongs to: a code such as DE, or a name
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// What sort of account it is
    #[arg(long, value_name = "K", value_parser = one_of(Kind::NAMES))]
    kind: Option<Kind>,
    /// Its name on the platform, such as @me
    #[arg(long, value_name = "H", allow_hyphen_values = true)]
    handle: Option<String>,
    /// The e-mail address that it is registered with
    #[arg(long, value_name = "E")]
    email: Option<String>,
    /// The Accounts Center that it shares with others, by any name
    #[arg(long, value_name = "G", allow_hyphen_values = true)]
    group: Option<String>,
    /// The command that opens links for it, with {url} for the address; {url-encoded} inside of
    /// another address
    #[arg(long, value_name = "CMD")]
    open_with: Option<String>,
    /// Your own name, as letters and complaints give it
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    name: Option<String>,
    /// Where you live, as complaints give it, in one line
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    address: Option<String>,
    /// The authority to complain to, where the country has several: an id of
    /// `optout authority list`
    #[arg(long, value_name = "AUTHORITY")]
    authority: Option<String>,
    /// The language of its letters
    #[arg(long, value_name = "LL", value_parser = one_of(Language::NAMES))]
    language: Option<Language>,
    /// What your situation is, for letters, separated by commas
    #[arg(long, value_name = "G", value_delimiter = ',', value_parser = ground)]
    grounds: Option<Vec<Option<Ground>>>,
}

/// Parses a ground. An empty text gives `None`, which removes all grounds.
pub(super) fn ground(typed: &str) -> Result<Option<Ground>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    Ground::from_name(typed).map(Some).ok_or_else(|| {
        let words: Vec<&str> = Ground::NAMES.iter().map(|(word, _)| *word).collect();
        format!("it is one of {}", words.join(", "))
    })
}

/// The given grounds without repetition, in the order of [`Ground`].
pub(super) fn each_once(given: &[Option<Ground>]) -> Vec<Ground> {
    let is_given = |ground: &&Ground| given.contains(&Some(**ground));
    Ground::ALL.iter().filter(is_given).copied().collect()
}

impl LetterDetails {
    /// Sets the fields of the account that are given as arguments; the others stay.
    pub(super) fn write_to(&self, account: &mut Account, regions: &Regions) -> Result<(), String> {
        if let Some(kind) = self.kind {
            // One who has no account gets the platform none, whichever of the two says so.
            (account.platform, account.kind) = kind.with(account.platform);
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
            account.group = account::check_name("Accounts Center", typed)?;
        }
        if let Some(typed) = &self.open_with {
            account.open_with = account::check_open_with(typed)?;
        }
        if let Some(typed) = &self.name {
            account.name = account::check_name("name", typed)?;
        }
        if let Some(typed) = &self.address {
            account.address = account::check_address(typed)?;
        }
        if let Some(typed) = &self.authority {
            account.authority = if typed.is_empty() {
                None
            } else {
                Some(regions.check_authority(account.country, typed)?)
            };
        }
        if let Some(language) = self.language {
            account.language = Some(language);
        }
        if let Some(grounds) = &self.grounds {
            account.grounds = each_once(grounds);
        }
        Ok(())
    }
}
