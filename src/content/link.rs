//! Which addresses may be opened, and why not.
//!
//! One canonical ASCII form is accepted, so that no browser can parse an address differently from
//! this rule (`form`; for what is hidden in path and query, `inner`). An address that passes gets
//! [`Verdict::Trusted`] when its host is on the allow-list (`hosts`, `authorities`) and
//! [`Verdict::Ask`] when it is not; everything else is [`Verdict::Refused`] with the reason and the
//! part that is at fault. `likeness` finds hosts that look like one of Meta's.

mod authorities;
mod form;
mod hosts;
mod inner;
mod likeness;

use std::ops::Range;

use crate::document::named_enum;
pub use authorities::AUTHORITY_HOSTS;
pub use hosts::is_language_prefix;
pub use hosts::{MAIL_DOMAINS, Owner, owner};
pub use inner::decode;
pub use inner::hidden;
pub use likeness::{Likeness, domain, likeness};

/// What may be done with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its host is on the list: it opens.
    Trusted,
    /// Well formed, but its host is not on the list.
    Ask,
    /// Not to be opened at all.
    Refused(Refusal),
}

named_enum! {
    /// The fault of an address that is refused.
    pub enum Fault {
        /// Empty, or longer than 2,048 bytes.
        Length = "length",
        /// A character that browsers re-encode or read in different ways.
        Character = "character",
        /// Anything but `https://` in lower case.
        Scheme = "scheme",
        /// A user name in front of the host.
        User = "user",
        /// A port behind the host.
        Port = "port",
        /// Not a plain host name.
        Host = "host",
        /// A number in the place of a name.
        Number = "number",
        /// A host name that stands for letters outside ASCII.
        Punycode = "punycode",
        /// No path where one belongs, or an empty part in it.
        Path = "path",
        /// Dot segments.
        Dots = "dots",
        /// A percent sign that encodes nothing.
        Escape = "escape",
        /// An encoded control character.
        Control = "control",
        /// Another address inside this one.
        Nested = "nested",
        /// A page whose purpose is to send the browser elsewhere.
        Redirector = "redirector",
    }
}

impl Fault {
    /// The reason as a sentence.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Length => "The address is empty or longer than 2,048 characters.",
            Self::Character => {
                "The address contains a character that does not belong in one, such as a blank, a quote or a letter that is not plain ASCII."
            }
            Self::Scheme => "Only addresses that start with https:// are opened.",
            Self::User => {
                "The address has an @ before its host: the part in front only looks like a host."
            }
            Self::Port => "The address names a port, which no page that is opened here needs.",
            Self::Host => "The host is not a plain name in small letters such as www.facebook.com.",
            Self::Number => "The host is a number, not a name: nobody can see whose it is.",
            Self::Punycode => {
                "The host (xn--) stands for letters that may look like others: it shows as another name."
            }
            Self::Path => {
                "The address is not in its plain form: its path has a double slash, or no slash in front."
            }
            Self::Dots => "The path has dot segments (. or ..): it leads elsewhere than it looks.",
            Self::Escape => "The address has a % that is not followed by two hexadecimal digits.",
            Self::Control => "The address has a control character hidden in it.",
            Self::Nested => "Another address is hidden inside this one.",
            Self::Redirector => "This is a page that only sends the browser on to somewhere else.",
        }
    }
}

/// Why an address is refused, and where in it the fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub fault: Fault,
    from: usize,
    to: usize,
}

impl Refusal {
    fn new(fault: Fault, at: Range<usize>) -> Self {
        Self {
            fault,
            from: at.start,
            to: at.end,
        }
    }

    /// The reason as a sentence.
    pub const fn reason(self) -> &'static str {
        self.fault.reason()
    }

    /// The bytes of the address that are at fault.
    pub const fn range(self) -> Range<usize> {
        self.from..self.to
    }

    /// The part of the address that is at fault.
    pub fn part(self, address: &str) -> &str {
        address.get(self.range()).unwrap_or("")
    }
}

/// The host of a well-formed address: what stands between `https://` and the next slash.
pub fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    rest.get(..end)
}

/// The host that a browser would visit, also where the address is refused; `None` where that
/// cannot be said for sure.
pub fn visited(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim_matches([' ', '<', '"']).split_once(':')?;
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    // Browsers take any number of slashes of either kind.
    let rest = rest.trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    let named = authority.rsplit('@').next()?;
    let name = named.split(':').next()?.to_ascii_lowercase();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    (name.bytes().any(|b| b.is_ascii_alphanumeric()) && name.bytes().all(plain)).then_some(name)
}

/// Judges an address. `trusted` are the user's own, beside the allow-list.
pub fn judge(address: &str, trusted: &[String]) -> Verdict {
    match form::check(address) {
        Err(refusal) => Verdict::Refused(refusal),
        Ok(host) => match owner(host, trusted) {
            Owner::Meta | Owner::Authority | Owner::Yours => Verdict::Trusted,
            Owner::Nobody => Verdict::Ask,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Verdict, host, judge, visited};

    #[test]
    fn the_part_at_fault_is_the_part_that_deceives() {
        for (address, fault, part) in [
            ("", Fault::Length, ""),
            ("https://fаcebook.com/", Fault::Character, "а"),
            ("http://www.facebook.com/", Fault::Scheme, "http:"),
            ("www.facebook.com/help", Fault::Scheme, "www.facebook.com"),
            ("--help", Fault::Scheme, "--help"),
            (
                "https://facebook.com@evil.example/",
                Fault::User,
                "facebook.com@",
            ),
            ("https://facebook.com:443/", Fault::Port, ":443"),
            ("https:///www.facebook.com/", Fault::Host, "///"),
            ("https://www.facebook.com./", Fault::Host, "."),
            ("https://WWW.facebook.com/", Fault::Host, "WWW"),
            ("https://127.0.0.1/", Fault::Number, "127.0.0.1"),
            ("https://[::1]/", Fault::Number, "[::1]"),
            (
                "https://www.xn--80ak6aa92e.com/",
                Fault::Punycode,
                "xn--80ak6aa92e",
            ),
            ("https://www.facebook.com?x=1", Fault::Path, "?x=1"),
            ("https://www.facebook.com/a/../b", Fault::Dots, ".."),
            ("https://www.facebook.com/%zz", Fault::Escape, "%zz"),
            ("https://www.facebook.com/a%0ab", Fault::Control, "%0a"),
            (
                "https://www.facebook.com/x?a=1&u=https%3A%2F%2Fevil.example&b=2",
                Fault::Nested,
                "https%3A%2F%2Fevil.example",
            ),
            (
                "https://www.facebook.com/l.php?h=AT0",
                Fault::Redirector,
                "/l.php",
            ),
            (
                "https://l.facebook.com/x",
                Fault::Redirector,
                "l.facebook.com",
            ),
        ] {
            let Verdict::Refused(refusal) = judge(address, &[]) else {
                panic!("{address} is not refused");
            };
            assert_eq!(
                (refusal.fault, refusal.part(address)),
                (fault, part),
                "{address}"
            );
        }
    }

    #[test]
    fn the_host_is_what_a_browser_would_visit() {
        assert_eq!(
            host("https://www.facebook.com/help"),
            Some("www.facebook.com")
        );
        assert_eq!(host("ftp://www.facebook.com/"), None);
        for (address, named) in [
            (
                "https://facebook.com@evil.example:8443/x",
                Some("evil.example"),
            ),
            ("https://facebook.com\\@evil.example/", Some("facebook.com")),
            ("https:///WWW.Facebook.com/", Some("www.facebook.com")),
            ("javascript:alert%281%29", None),
            ("https://fаcebook.com/", None),
        ] {
            assert_eq!(visited(address).as_deref(), named, "{address}");
        }
    }
}
