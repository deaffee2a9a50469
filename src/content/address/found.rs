//! Finding the addresses in a pasted text.

use crate::document::named_enum;

named_enum! {
    /// What stood around an address.
    pub enum FoundIn {
        /// Nothing: the text is the address.
        Nothing = "nothing",
        /// Blanks, brackets or quotes.
        Marks = "marks",
        /// A longer text.
        Text = "text",
    }
}

impl FoundIn {
    /// A sentence for the person, if there is something to say.
    pub const fn remark(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Marks => Some(
                "Blanks, brackets or quotes stood around it. They are no part of an address; only what is inside was looked at.",
            ),
            Self::Text => Some("It was taken out of a longer text; only this was looked at."),
        }
    }
}

/// An address in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundAddress<'t> {
    /// The address.
    pub address: &'t str,
    /// What stood around it.
    pub around: FoundIn,
}

/// The addresses in a text, in their order: those of pages, and of senders such as
/// `security@facebookmail.com`. The whole text where there is none in it.
pub fn find(text: &str) -> Vec<FoundAddress<'_>> {
    let is_mark = |c: char| c.is_whitespace() || "<>\"'`()[]{}“”„‘’«»‹›".contains(c);
    let inner = text.trim_matches(is_mark);
    if !inner.is_empty() && !inner.contains(char::is_whitespace) {
        let around = if inner == text {
            FoundIn::Nothing
        } else {
            FoundIn::Marks
        };
        let address = inner;
        return vec![FoundAddress { address, around }];
    }
    let is_stop = |c: char| is_mark(c) || ",.;:!?".contains(c);
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches(is_stop));
    let found: Vec<FoundAddress<'_>> = words
        .filter(|word| {
            word.contains("://")
                || word.starts_with("www.")
                || sender_host(word).is_some()
                || (word.contains('/') && completed(word).is_some())
        })
        .map(|address| FoundAddress {
            address,
            around: FoundIn::Text,
        })
        .collect();
    if found.is_empty() {
        return vec![FoundAddress {
            address: text,
            around: FoundIn::Nothing,
        }];
    }
    found
}

/// The host of an e-mail address, in small letters; `None` for anything else.
pub(super) fn sender_host(text: &str) -> Option<String> {
    let address = text.strip_prefix("mailto:").unwrap_or(text);
    let (name, host) = address.split_once('@')?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    (!name.is_empty() && !name.contains("//") && name.chars().all(is_plain) && is_host(host))
        .then(|| host.to_ascii_lowercase())
}

/// An address that lacks only its `https://`, such as `www.facebook.com/help`, with it.
pub(super) fn completed(text: &str) -> Option<String> {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let (authority, rest) = text.split_at_checked(end)?;
    // A user name or a port is for the rule to refuse.
    let (user, named) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = named.split_once(':').unwrap_or((named, "0"));
    let is_plain = |c: char| c.is_ascii_graphic() && c != '\\';
    if !is_host(host) || !user.chars().all(is_plain) || !port.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let before = authority.strip_suffix(named)?;
    let after = named.strip_prefix(host)?;
    let slash = if rest.is_empty() { "/" } else { "" };
    Some(format!(
        "https://{before}{}{after}{rest}{slash}",
        host.to_ascii_lowercase()
    ))
}

/// Whether this may be a host: names with dots between, the last one of letters.
fn is_host(text: &str) -> bool {
    let mut names = text.split('.');
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_top = |name: &str| name.len() > 1 && name.bytes().all(|b| b.is_ascii_alphabetic());
    names.next_back().is_some_and(is_top) && text.contains('.') && names.all(is_name)
}

#[cfg(test)]
mod tests {
    use super::{FoundIn, completed, find, sender_host};

    #[test]
    fn what_stands_around_an_address_is_told() {
        let one = "https://www.facebook.com/x";
        for (text, address, around) in [
            (one, one, FoundIn::Nothing),
            ("<https://www.facebook.com/x>", one, FoundIn::Marks),
            (" “https://www.facebook.com/x”\n", one, FoundIn::Marks),
            ("Click (https://www.facebook.com/x).", one, FoundIn::Text),
            (
                "https://www.facebook.com/x --new-window evil",
                one,
                FoundIn::Text,
            ),
            ("no address here", "no address here", FoundIn::Nothing),
            ("", "", FoundIn::Nothing),
            ("www.facebook.com", "www.facebook.com", FoundIn::Nothing),
            (
                "https://www.facebook.com/\u{200b}x",
                "https://www.facebook.com/\u{200b}x",
                FoundIn::Nothing,
            ),
        ] {
            let found = find(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].address, found[0].around), (address, around));
        }
        let two = find("Either https://a.example/ or www.b.example, today");
        let two: Vec<&str> = two.iter().map(|found| found.address).collect();
        assert_eq!(two, ["https://a.example/", "www.b.example"]);
    }

    #[test]
    fn senders_and_addresses_without_a_scheme_are_found() {
        let text =
            "From: Facebook <Security@facebookmail.com>, see fb.me/abc, e.g. now. A file.txt";
        let found: Vec<&str> = find(text).iter().map(|found| found.address).collect();
        assert_eq!(found, ["Security@facebookmail.com", "fb.me/abc"]);
        for (text, host) in [
            ("Security@FacebookMail.com", Some("facebookmail.com")),
            ("mailto:a.b+c@mail.example", Some("mail.example")),
            ("facebook.com@evil.example", Some("evil.example")),
            ("a@b", None),
            ("@facebook.com", None),
            ("a@b@c.example", None),
            ("https://facebook.com@evil.example", None),
            ("a@evil.example/x", None),
        ] {
            assert_eq!(sender_host(text).as_deref(), host, "{text}");
        }
        for (text, whole) in [
            (
                "www.facebook.com/help",
                Some("https://www.facebook.com/help"),
            ),
            ("Facebook.com", Some("https://facebook.com/")),
            ("fb.me/aB", Some("https://fb.me/aB")),
            ("facebook.com:443/x", Some("https://facebook.com:443/x")),
            (
                "facebook.com@evil.example/x",
                Some("https://facebook.com@evil.example/x"),
            ),
            ("javascript:alert(1)", None),
            ("//www.facebook.com/help", None),
            ("~/evil.desktop", None),
            ("--help", None),
            ("f\u{430}cebook.com", None),
            ("1.2.3.4", None),
            ("facebook", None),
            (".com", None),
        ] {
            assert_eq!(completed(text).as_deref(), whole, "{text}");
        }
    }
}
