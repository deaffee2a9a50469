//! The allow-list, and whose a host is: Meta's, an authority's, the user's, or nobody's.

use super::AUTHORITY_HOSTS;

/// Hosts that Meta itself links to in its policies (seen in archived copies up to 2026-08-22).
/// They are matched whole: a name that merely ends like one of these is another host.
const META_HOSTS: [&str; 21] = [
    "facebook.com",
    "www.facebook.com",
    "m.facebook.com",
    "mbasic.facebook.com",
    "accountscenter.facebook.com",
    "instagram.com",
    "www.instagram.com",
    "help.instagram.com",
    "privacycenter.instagram.com",
    "accountscenter.instagram.com",
    "meta.com",
    "www.meta.com",
    "help.meta.com",
    "about.meta.com",
    "transparency.meta.com",
    "about.fb.com",
    "whatsapp.com",
    "www.whatsapp.com",
    "faq.whatsapp.com",
    "l.facebook.com",
    "lm.facebook.com",
];

/// The domains of those hosts.
pub(super) const META_DOMAINS: [&str; 5] = [
    "facebook.com",
    "instagram.com",
    "meta.com",
    "whatsapp.com",
    "fb.com",
];

/// Domains that others say are Meta's. No page of Meta's that was read links to them.
pub(super) const SAID_TO_BE_METAS: [&str; 11] = [
    "messenger.com",
    "meta.ai",
    "threads.net",
    "threads.com",
    "fb.me",
    "fb.watch",
    "m.me",
    "ig.me",
    "wa.me",
    MAIL_DOMAINS[0],
    MAIL_DOMAINS[1],
];

/// Domains that Meta is reported to send e-mails from.
pub const MAIL_DOMAINS: [&str; 2] = ["facebookmail.com", "metamail.com"];

/// Whose a host is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// On the list of Meta's hosts.
    Meta,
    /// On the list of the authorities' hosts.
    Authority,
    /// In the user's own `trusted_hosts`.
    Yours,
    /// On no list.
    Nobody,
}

/// Whose the host is.
pub fn owner(host: &str, trusted: &[String]) -> Owner {
    let in_a_language = host
        .strip_suffix(".facebook.com")
        .is_some_and(is_language_prefix);
    if META_HOSTS.contains(&host) || in_a_language {
        Owner::Meta
    } else if AUTHORITY_HOSTS.contains(&host) {
        Owner::Authority
    } else if trusted.iter().any(|own| own == host) {
        Owner::Yours
    } else {
        Owner::Nobody
    }
}

/// Whether the host is one of Meta's open redirectors, on any of its domains.
pub(super) fn is_redirector(host: &str) -> bool {
    host.split_once('.').is_some_and(|(first, rest)| {
        let is_metas = META_DOMAINS.contains(&rest) || SAID_TO_BE_METAS.contains(&rest);
        is_metas && matches!(first, "l" | "lm")
    })
}

/// `fr-fr` and the like: two lower-case letters, a dash, two lower-case letters.
pub fn is_language_prefix(label: &str) -> bool {
    let bytes = label.as_bytes();
    bytes.len() == 5
        && bytes.get(2) == Some(&b'-')
        && bytes
            .iter()
            .enumerate()
            .all(|(at, b)| at == 2 || b.is_ascii_lowercase())
}
