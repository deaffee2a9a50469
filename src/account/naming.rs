//! What tells accounts apart that have one label on one platform.

use std::collections::BTreeMap;

use crate::{
    account::Account,
    content::{platform::Platform, region::Country},
    id::Id,
    sort::{insert_all, sort_by},
    text::{self, Clean},
};

/// What is said beside the label of an account that another one has too, on the same platform.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apart {
    /// Its country, where that is not the same for all of them.
    pub country: Option<Country>,
    /// What else it takes: its handle, its kind, or the beginning of its id.
    pub rest: Option<Clean>,
}

impl Apart {
    /// All of it, with a blank in front; empty where the label does.
    pub fn in_words(&self) -> String {
        let country = self.country.map(|country| format!(" {country}"));
        format!("{}{}", country.unwrap_or_default(), self.beside_country())
    }

    /// It beside the country, with a blank in front.
    pub fn beside_country(&self) -> String {
        let rest = self.rest.as_ref().map(|rest| format!(" {rest}"));
        rest.unwrap_or_default()
    }
}

/// What tells each account apart, where its platform and label do not. The others have no entry.
pub fn apart<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> BTreeMap<Id, Apart> {
    let named = |account: &'a Account| (account.platform, text::folded(&account.label), account);
    let mut named: Vec<(Platform, String, &Account)> = accounts.into_iter().map(named).collect();
    // By label first, since most lists come sorted by it.
    sort_by(&mut named, |(a, label, _), (b, other, _)| {
        (label, a).cmp(&(other, b))
    });
    let groups = named.chunk_by(|(a, label, _), (b, other, _)| a == b && label == other);
    let groups = groups.filter(|group| group.len() > 1);
    let accounts = groups.map(|group| group.iter().map(|(_, _, account)| *account).collect());
    insert_all(accounts.flat_map(|group: Vec<&Account>| told(&group)))
}

fn told(group: &[&Account]) -> Vec<(Id, Apart)> {
    fn differs<T: PartialEq>(group: &[&Account], of: impl Fn(&Account) -> T) -> bool {
        group.windows(2).any(|two| of(two[0]) != of(two[1]))
    }
    let by_country = differs(group, |account| account.country);
    let by_handle = differs(group, |account| account.handle.clone());
    let by_kind = differs(group, |account| account.kind);
    let words = |account: &Account| {
        let mut words = Vec::new();
        if by_handle && let Some(handle) = &account.handle {
            words.push(handle.to_string());
        }
        if by_kind {
            words.push(account.kind.title().to_owned());
        }
        (account.country.filter(|_| by_country), words)
    };
    let same = |account: &Account| {
        let mut others = group.iter().filter(|other| other.id != account.id);
        others.any(|other| words(other) == words(account))
    };
    let of = |account: &&Account| {
        let (country, mut rest) = words(account);
        if same(account) {
            rest.push(account.id.chars().take(4).collect());
        }
        let rest = Some(text::line(&rest.join(" "))).filter(|rest| !rest.is_empty());
        (account.id.clone(), Apart { country, rest })
    };
    group.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::apart;
    use crate::{
        account::Account,
        content::platform::{Kind, Platform},
        id::Id,
        text,
    };
    use jiff::Timestamp;

    fn account(id: &str, label: &str) -> Account {
        let (id, label) = (Id::new(id).unwrap(), text::line(label));
        Account::new(id, label, Platform::Facebook, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn only_what_is_alike_is_told_apart_and_by_as_little_as_it_takes() {
        let other_platform = Account {
            platform: Platform::Instagram,
            ..account("a1", "Mum")
        };
        let with_handle = Account {
            handle: Some(text::line("@mum")),
            ..account("c3", "mum")
        };
        let page = Account {
            kind: Kind::Page,
            ..account("d4", "Shop")
        };
        let accounts = [
            other_platform,
            account("b2", "Mum"),
            with_handle,
            page,
            account("e5", "Shop"),
            account("f6aaaa", "Twin"),
            account("g7bbbb", "Twin"),
        ];
        let told = apart(&accounts);
        let words = |id: &str| told.get(&Id::new(id).unwrap()).map(super::Apart::in_words);
        assert_eq!(words("a1"), None);
        assert_eq!(words("b2").as_deref(), Some(""));
        assert_eq!(words("c3").as_deref(), Some(" @mum"));
        assert_eq!(words("d4").as_deref(), Some(" Page"));
        assert_eq!(words("e5").as_deref(), Some(" personal"));
        assert_eq!(words("f6aaaa").as_deref(), Some(" f6aa"));
        assert_eq!(words("g7bbbb").as_deref(), Some(" g7bb"));
    }
}
