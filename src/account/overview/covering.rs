//! One objection for all accounts of an Accounts Center.

use std::collections::BTreeMap;

use super::need;
use crate::{
    account::{Account, progress::Request},
    content::goal::Goal,
    id::Id,
    text::Clean,
};

/// An objection of one account that covers the others of its Accounts Center.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covering {
    /// The account that sent it.
    pub account: Id,
    /// Its label.
    pub label: Clean,
    /// The request.
    pub request: Request,
    /// The latest reminder or complaint about it.
    pub follow_up: Option<Request>,
}

/// For each group the latest objection that one of its accounts sent.
pub fn coverings<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> BTreeMap<Clean, Covering> {
    let mut latest: BTreeMap<Clean, Covering> = BTreeMap::new();
    for account in accounts {
        let Some(group) = account
            .group
            .as_ref()
            .filter(|_| account.platform.is_in_accounts_center())
        else {
            continue;
        };
        let Some(request) = account.progress.latest(Goal::Object) else {
            continue;
        };
        if latest
            .get(group)
            .is_none_or(|known| known.request.sent < request.sent)
        {
            let covering = Covering {
                account: account.id.clone(),
                label: account.label.clone(),
                request: request.clone(),
                follow_up: need::follow_up(account, request).cloned(),
            };
            latest.insert(group.clone(), covering);
        }
    }
    latest
}
