//! The reminder of who should be logged in, before an account's first link is opened.

use std::collections::BTreeMap;

use crate::{
    account::{Account, open_with},
    content::link::{self, AUTHORITY_HOSTS},
};

/// What the ids of steps begin with on which one logs in.
pub const STEP: &str = "log-in";

/// Says who should be logged in where; `name` is the label with what tells it apart. `None` once a link of the
/// account was opened, and for the page of an authority, which asks for no log-in.
pub fn reminder(account: &Account, name: &str, address: &str) -> Option<String> {
    let mut steps = account.progress.steps.values().flat_map(BTreeMap::values);
    let is_first = steps.all(|step| step.opened.is_none());
    let is_authority = link::host(address).is_some_and(|host| AUTHORITY_HOSTS.contains(&host));
    if !is_first || is_authority {
        return None;
    }
    let browser = browser(account);
    let who = match account.handle.as_ref().or(account.email.as_ref()) {
        Some(handle) => format!("as {handle}"),
        None => format!("to {} as {name}", account.platform.title()),
    };
    Some(format!(
        "You should be logged in {who} in {browser}. Most of Meta's forms are for the account that is logged in there."
    ))
}

/// The browser in words: the account's own command without the address, if it has one.
fn browser(account: &Account) -> String {
    let words = account.open_with.iter().map(|word| word.as_str());
    let words: Vec<&str> = words
        .filter(|word| !open_with::has_placeholder(word))
        .collect();
    let mut open_with = account.open_with.iter();
    let container = open_with.find_map(|word| open_with::container(word));
    let container = container.map_or_else(String::new, |name| format!(", container {name}"));
    if words.is_empty() {
        "this browser".to_owned()
    } else {
        format!("this browser: {}{container}", words.join(" "))
    }
}
