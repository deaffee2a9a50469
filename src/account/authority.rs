//! The authority that an account's complaint goes to, and the links of steps that lead there.

use super::Account;
use crate::{
    content::{
        guide::Step,
        link,
        platform::Platform,
        region::{Authority, Regions},
    },
    text::Clean,
};

/// Which authority an account's complaint goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorityChoice<'r> {
    /// This one.
    One(&'r Authority),
    /// The country has several, and the person has not said which is theirs.
    Several(Vec<&'r Authority>),
    /// None is known: the account has no country, or nobody is on record for it.
    None,
}

impl<'r> AuthorityChoice<'r> {
    /// The authority, if it is known which.
    pub fn one(&self) -> Option<&'r Authority> {
        match self {
            Self::One(authority) => Some(authority),
            Self::Several(_) | Self::None => None,
        }
    }
}

impl Regions {
    /// The authority that an account's complaint goes to. The person's choice counts as long as it
    /// is one of the account's country.
    pub fn authority_of(&self, account: &Account) -> AuthorityChoice<'_> {
        let chosen = account.authority.as_ref().and_then(|id| self.authority(id));
        let fits = |authority: &&Authority| account.country.is_none_or(|of| authority.is_for(of));
        if let Some(authority) = chosen.filter(fits) {
            return AuthorityChoice::One(authority);
        }
        let all: Vec<&Authority> = account
            .country
            .map_or_else(Vec::new, |country| self.authorities(country).collect());
        match all.as_slice() {
            [] => AuthorityChoice::None,
            [only] => AuthorityChoice::One(only),
            [_, _, ..] => AuthorityChoice::Several(all),
        }
    }

    /// Why that authority is not known, as a sentence.
    pub fn why_no_authority(&self, account: &Account) -> String {
        let Some(country) = account.country else {
            return "The account has no country, so its authority is not known.".to_owned();
        };
        let name = self.name(country);
        match self.authorities(country).count() {
            0 => format!("No authority of {name} is on record here."),
            count => format!(
                "{name} has {count} authorities, and the account does not say which is yours."
            ),
        }
    }

    /// Whether the person can choose, because the country has several.
    pub fn has_choice(&self, account: &Account) -> bool {
        account
            .country
            .is_some_and(|country| self.authorities(country).nth(1).is_some())
    }

    /// The link of a step for an account: the first of its addresses, or the page of the account's
    /// authority.
    pub fn link<'a>(&'a self, account: &Account, step: &'a Step) -> Option<&'a Clean> {
        if step.authority {
            self.authority_of(account).one().map(Authority::page)
        } else {
            step.link.as_ref()?;
            self.addresses(account, step).into_iter().next()
        }
    }

    /// The link of a step for an account and its fall-backs, in the order in which they are tried: who
    /// logs in with Instagram opens Instagram's page before Facebook's.
    pub fn addresses<'a>(&'a self, account: &Account, step: &'a Step) -> Vec<&'a Clean> {
        if step.authority {
            let page = self.authority_of(account).one().map(Authority::page);
            return page.into_iter().chain(&step.fallbacks).collect();
        }
        let mut addresses: Vec<&Clean> = step.addresses().collect();
        let is_on = |address: &Clean, site: &str| {
            link::host(address)
                .is_some_and(|host| host == site || host.ends_with(&format!(".{site}")))
        };
        if matches!(account.platform, Platform::Instagram | Platform::Threads)
            && addresses
                .first()
                .is_some_and(|first| is_on(first, "facebook.com"))
            && let Some(own) = addresses.iter().position(|it| is_on(it, "instagram.com"))
        {
            let own = addresses.remove(own);
            addresses.insert(0, own);
        }
        addresses
    }

    /// The addresses of a step for an account after the first.
    pub fn fallbacks<'a>(&'a self, account: &Account, step: &'a Step) -> Vec<&'a Clean> {
        let first = usize::from(self.link(account, step).is_some());
        self.addresses(account, step).split_off(first)
    }
}
