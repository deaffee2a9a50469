//! How a host that is on no list relates to Meta's: below one of its domains, or imitating one.

use super::hosts::{META_DOMAINS, SAID_TO_BE_METAS};

/// Second-level names below which domains are registered, such as the `co` of `co.uk`.
const SECOND_LEVEL: [&str; 14] = [
    "co", "com", "org", "net", "gov", "gob", "gouv", "gv", "ac", "edu", "or", "ne", "go", "mil",
];

/// How a host that is on no list relates to Meta's domains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Below this domain of Meta's.
    Below(&'static str),
    /// In this domain, which others say is Meta's.
    Said(&'static str),
    /// It has this domain of Meta's in front of its own, or inside it.
    Wears(&'static str),
    /// It is spelled almost like this domain of Meta's.
    Resembles(&'static str),
    /// None of these.
    None,
}

/// The registrable domain of a host: its last two labels, or three below names such as `co.uk`.
pub fn domain(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (Some(top), Some(second)) = (dots.next(), dots.next()) else {
        return host;
    };
    let after = |at: usize| host.get(at + 1..).unwrap_or(host);
    let label = host.get(second + 1..top).unwrap_or("");
    if after(top).len() == 2 && SECOND_LEVEL.contains(&label) {
        return dots.next().map_or(host, after);
    }
    after(second)
}

/// How the host relates to Meta's.
pub fn likeness(host: &str) -> Likeness {
    let domain = domain(host);
    if let Some(known) = META_DOMAINS.iter().find(|known| **known == domain) {
        return Likeness::Below(known);
    }
    if let Some(known) = SAID_TO_BE_METAS.iter().find(|known| **known == domain) {
        return Likeness::Said(known);
    }
    // `wa` and `ig` are ordinary parts of names.
    let long = |known: &&&str| name(known).len() > 2;
    let all = || {
        META_DOMAINS
            .iter()
            .chain(SAID_TO_BE_METAS.iter().filter(long))
    };
    let parts: Vec<&str> = host.split(['.', '-']).collect();

    // Short names stand inside many words; they count only where they stand alone.
    let wears = |known: &str| match known.len() {
        0..=7 => parts.contains(&known),
        _ => host.replace('-', "").contains(known),
    };
    if let Some(known) = all().find(|known| wears(name(known))) {
        return Likeness::Wears(known);
    }
    let plain = undisguised(name(domain));
    // One letter that is wrong, missing or swapped is easily overlooked.
    let alike = |known: &str| {
        known.len() > 7 && (plain.contains(known) || strsim::osa_distance(&plain, known) == 1)
    };
    all()
        .find(|known| alike(name(known)))
        .map_or(Likeness::None, |known| Likeness::Resembles(known))
}

fn name(domain: &str) -> &str {
    domain.split('.').next().unwrap_or(domain)
}

/// The name as it looks at a glance.
fn undisguised(name: &str) -> String {
    name.replace("rn", "m")
        .replace("vv", "w")
        .replace('0', "o")
        .replace('1', "l")
        .replace('3', "e")
        .replace('5', "s")
        .replace('4', "a")
        .replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::{Likeness, domain, likeness};

    #[test]
    fn the_owner_is_read_from_the_end() {
        for (host, wanted) in [
            ("facebook.com.evil.example", "evil.example"),
            ("www.facebook.com", "facebook.com"),
            ("evil.example", "evil.example"),
            ("www.facebook.co.uk", "facebook.co.uk"),
            ("co.uk", "co.uk"),
            ("a.b.gv.at", "b.gv.at"),
        ] {
            assert_eq!(domain(host), wanted);
        }
    }

    #[test]
    fn a_disguise_is_named_and_an_ordinary_name_is_not_suspected() {
        for (host, wanted) in [
            ("business.facebook.com", Likeness::Below("facebook.com")),
            ("www.threads.com", Likeness::Said("threads.com")),
            ("www.facebookmail.com", Likeness::Said("facebookmail.com")),
            ("m.me", Likeness::Said("m.me")),
            ("m.wa.example", Likeness::None),
            ("facebook.com.evil.example", Likeness::Wears("facebook.com")),
            ("notfacebook.com", Likeness::Wears("facebook.com")),
            ("face-book.com", Likeness::Wears("facebook.com")),
            ("meta-privacy.example", Likeness::Wears("meta.com")),
            ("rnessenger.com", Likeness::Resembles("messenger.com")),
            ("faceb00k.com", Likeness::Resembles("facebook.com")),
            ("facebok.com", Likeness::Resembles("facebook.com")),
            ("lnstagram.com", Likeness::Resembles("instagram.com")),
            ("metal.example", Likeness::None),
            ("example.org", Likeness::None),
            ("bit.ly", Likeness::None),
            ("sewingthreads.example", Likeness::None),
        ] {
            assert_eq!(likeness(host), wanted, "{host}");
        }
    }
}
