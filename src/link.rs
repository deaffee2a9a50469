//! Which addresses may be opened, and why not.
//!
//! One canonical ASCII form is accepted, so that no browser can read an address differently from
//! this rule. An address that passes gets [`Verdict::Trusted`] when its host is on the list and
//! [`Verdict::Ask`] when it is not; everything else is [`Verdict::Refused`] with the reason.

mod authorities;

pub use authorities::AUTHORITY_HOSTS;

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

/// Meta's own redirectors: they would lead anywhere.
const REDIRECTORS: [&str; 3] = ["l.facebook.com", "lm.facebook.com", "l.instagram.com"];

/// The longest address, in bytes.
const LONGEST: usize = 2048;

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

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Empty, or longer than 2,048 bytes.
    Length,
    /// A character that browsers re-encode or read in different ways.
    Character,
    /// Anything but `https://` in lower case.
    Scheme,
    /// Dot segments, empty segments, or a stray percent sign.
    Form,
    /// A user name in front of the host.
    User,
    /// A port behind the host.
    Port,
    /// Not a plain host name.
    Host,
    /// A page whose purpose is to send the browser elsewhere.
    Redirector,
    /// Another address inside this one.
    Nested,
}

impl Refusal {
    /// The reason as a sentence.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Length => "The address is empty or longer than 2,048 characters.",
            Self::Character => {
                "The address contains a character that does not belong in one, such as a blank, a quote or a letter that is not plain ASCII."
            }
            Self::Scheme => "Only addresses that start with https:// are opened.",
            Self::Form => {
                "The address is not in its plain form: it has dot segments, double slashes or a stray %."
            }
            Self::User => {
                "The address has an @ before its host: the part in front only looks like a host."
            }
            Self::Port => "The address names a port, which no page that is opened here needs.",
            Self::Host => "The host is not a plain name such as www.facebook.com.",
            Self::Redirector => "This is a page that only sends the browser on to somewhere else.",
            Self::Nested => "Another address is hidden inside this one.",
        }
    }
}

/// The host of a well-formed address: what stands between `https://` and the next slash.
pub fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    rest.get(..end)
}

/// Judges an address. `also` are further hosts, from the user's own configuration.
pub fn judge(address: &str, also: &[String]) -> Verdict {
    match check_form(address) {
        Err(refusal) => Verdict::Refused(refusal),
        Ok(host) if is_listed(host) || also.iter().any(|own| own == host) => Verdict::Trusted,
        Ok(_) => Verdict::Ask,
    }
}

fn is_listed(host: &str) -> bool {
    META_HOSTS.contains(&host)
        || AUTHORITY_HOSTS.contains(&host)
        || host
            .strip_suffix(".facebook.com")
            .is_some_and(is_language_prefix)
}

/// `fr-fr` and the like: two lower-case letters, a dash, two lower-case letters.
fn is_language_prefix(label: &str) -> bool {
    let bytes = label.as_bytes();
    bytes.len() == 5
        && bytes.get(2) == Some(&b'-')
        && bytes
            .iter()
            .enumerate()
            .all(|(at, b)| at == 2 || b.is_ascii_lowercase())
}

fn check_form(address: &str) -> Result<&str, Refusal> {
    if address.is_empty() || address.len() > LONGEST {
        return Err(Refusal::Length);
    }
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@&+,=%".contains(&b);
    if !address.bytes().all(allowed) {
        return Err(Refusal::Character);
    }
    let rest = address.strip_prefix("https://").ok_or(Refusal::Scheme)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if authority.contains('@') {
        return Err(Refusal::User);
    }
    if authority.contains(':') {
        return Err(Refusal::Port);
    }
    check_host(authority)?;
    if !(tail.is_empty() || tail.starts_with('/')) {
        return Err(Refusal::Form);
    }
    check_tail(tail)?;
    let path_end = tail.find(['?', '#']).unwrap_or(tail.len());
    let (path, parameters) = tail.split_at(path_end);
    if holds_address(parameters) || holds_address(path) {
        return Err(Refusal::Nested);
    }
    let segments: Vec<&str> = path.split('/').collect();
    let redirects = segments.contains(&"l.php")
        || segments.contains(&"dialog") && segments.get(1) == Some(&"dialog")
        || segments.windows(2).any(|pair| pair == ["flx", "warn"]);
    if redirects || REDIRECTORS.contains(&authority) {
        return Err(Refusal::Redirector);
    }
    Ok(authority)
}

fn check_host(host: &str) -> Result<(), Refusal> {
    let labels: Vec<&str> = host.split('.').collect();
    let plain = |label: &&str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
            && !label.starts_with("xn--")
    };
    let top = labels
        .last()
        .is_some_and(|label| label.bytes().all(|b| b.is_ascii_lowercase()));
    if labels.len() >= 2 && host.len() <= 253 && labels.iter().all(plain) && top {
        Ok(())
    } else {
        Err(Refusal::Host)
    }
}

/// Path, query and fragment: no second spelling of the same place, no encoded control character.
fn check_tail(tail: &str) -> Result<(), Refusal> {
    let mut bytes = tail.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let pair = [bytes.next(), bytes.next()];
            let digits: Option<Vec<u8>> = pair
                .iter()
                .map(|b| {
                    b.and_then(|b| char::from(b).to_digit(16))
                        .and_then(|d| u8::try_from(d).ok())
                })
                .collect();
            match digits.as_deref() {
                Some([high, low]) if high * 16 + low >= 0x20 && high * 16 + low != 0x7f => {}
                _ => return Err(Refusal::Form),
            }
        }
    }
    let path = tail.split(['?', '#']).next().unwrap_or("");
    let dots = |segment: &str| {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        plain == "." || plain == ".."
    };
    if path.contains("//") || path.split('/').any(dots) {
        return Err(Refusal::Form);
    }
    Ok(())
}

/// Whether the text, decoded up to three times, looks like an address of its own.
fn holds_address(text: &str) -> bool {
    let mut decoded = text.to_ascii_lowercase();
    for _ in 0..4 {
        let inner = decoded.trim_start_matches('/');
        let hidden = [
            "//",
            ":/",
            "javascript:",
            "data:",
            "intent:",
            "file:",
            "vbscript:",
        ]
        .iter()
        .any(|sign| inner.contains(sign));
        if hidden {
            return true;
        }
        let next = decode(&decoded);
        if next == decoded {
            return false;
        }
        decoded = next;
    }
    false
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, escape) = rest.split_at(at);
        bytes.extend_from_slice(before.as_bytes());
        match escape
            .get(1..3)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        {
            Some(byte) => {
                bytes.push(byte);
                rest = escape.get(3..).unwrap_or("");
            }
            None => {
                bytes.push(b'%');
                rest = escape.get(1..).unwrap_or("");
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Refusal, Verdict, host, judge};

    #[test]
    fn metas_own_pages_open() {
        for address in [
            "https://www.facebook.com/help/contact/712876720715583",
            "https://accountscenter.facebook.com/",
            "https://privacycenter.instagram.com/privacy/genai/?entry=1",
            "https://fr-fr.facebook.com/help/contact/712876720715583",
            "https://www.facebook.com/privacy/dialog/how-generative-ai-models-work",
            "https://www.facebook.com/privacy/policy/?subpage=7.subpage.11-ObjectYouHaveThe",
        ] {
            assert_eq!(judge(address, &[]), Verdict::Trusted, "{address}");
        }
    }

    #[test]
    fn the_authorities_pages_open() {
        for address in [
            "https://www.cnil.fr/fr/plaintes",
            "https://www.formularservice.gv.at/site/fsrv/user/formular.aspx?pid=5a37&pn=Bf10",
            "https://datenschutz-hamburg.de/beschwerde/",
        ] {
            assert_eq!(judge(address, &[]), Verdict::Trusted, "{address}");
        }
    }

    #[test]
    fn look_alikes_are_other_hosts() {
        for address in [
            "https://cnil.fr.evil.example/",
            "https://www.cnil.fr.co/",
            "https://evil.www.cnil.fr/",
            "https://xn.datenschutz-hamburg.de/",
            "https://facebook.com.evil.example/help",
            "https://notfacebook.com/",
            "https://rnessenger.com/",
            "https://evil.facebook.com/",
            "https://example.org/opt-out",
        ] {
            assert_eq!(judge(address, &[]), Verdict::Ask, "{address}");
        }
        assert_eq!(
            judge("https://example.org/", &["example.org".into()]),
            Verdict::Trusted
        );
    }

    #[test]
    fn tricks_are_refused_with_their_reason() {
        for (address, refusal) in [
            ("", Refusal::Length),
            ("http://www.facebook.com/help", Refusal::Scheme),
            ("HTTPS://www.facebook.com/", Refusal::Scheme),
            ("--help", Refusal::Scheme),
            ("https://facebook.com@evil.example/", Refusal::User),
            ("https://@facebook.com/", Refusal::User),
            ("https://facebook.com:443/", Refusal::Port),
            ("https://facebook.com\\@evil.example/", Refusal::Character),
            ("https://www.facebook.com/\u{1b}]0;x", Refusal::Character),
            ("https://127.0.0.1/", Refusal::Host),
            ("https://xn--fcebook-hwa.com/", Refusal::Host),
            ("https://www.facebook.com./", Refusal::Host),
            ("https:///www.facebook.com/", Refusal::Host),
            ("https://www.facebook.com/a/../b", Refusal::Form),
            ("https://www.facebook.com/%2e%2e/b", Refusal::Form),
            ("https://www.facebook.com/%0a", Refusal::Form),
            ("https://www.facebook.com?x=1", Refusal::Form),
            (
                "https://www.facebook.com/l.php?u=https%3A%2F%2Fevil.example",
                Refusal::Nested,
            ),
            ("https://www.facebook.com/l.php?h=AT0", Refusal::Redirector),
            ("https://l.facebook.com/x", Refusal::Redirector),
            (
                "https://www.facebook.com/login/?next=https%253A%252F%252Fevil.example",
                Refusal::Nested,
            ),
            (
                "https://www.facebook.com/dialog/oauth?client_id=1",
                Refusal::Redirector,
            ),
            (
                "https://www.facebook.com/x#https://evil.example",
                Refusal::Nested,
            ),
        ] {
            assert_eq!(judge(address, &[]), Verdict::Refused(refusal), "{address}");
        }
    }

    #[test]
    fn the_host_is_what_a_browser_would_visit() {
        assert_eq!(
            host("https://www.facebook.com/help"),
            Some("www.facebook.com")
        );
        assert_eq!(host("ftp://www.facebook.com/"), None);
    }
}
