//! The assessment of an address that a person typed or pasted: whose host it is, why it is refused,
//! the part at fault, and the host that a browser would visit.

mod found;

pub use found::{FoundAddress, FoundIn, find};

use crate::{
    content::{
        link::{self, Fault, Likeness, Owner, Refusal, Verdict},
        region::{Authority, Regions},
    },
    text,
    word::named_enum,
};

named_enum! {
    /// Whether an address may be opened, and why.
    pub enum Standing {
        /// On the list of Meta's hosts.
        Meta = "meta",
        /// On the list of the authorities' hosts.
        Authority = "authority",
        /// Its host is in the user's `trusted_hosts`.
        Yours = "yours",
        /// Well formed, on no list.
        Unlisted = "unlisted",
        /// Refused by the rule.
        Refused = "refused",
    }
}

/// An address, assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Whether it may be opened.
    pub standing: Standing,
    /// The fault of a refused address, and where it is.
    pub refusal: Option<Refusal>,
    /// The host that a browser would visit, where that is certain.
    pub host: Option<String>,
    /// The standing in a few words.
    pub verdict: String,
    /// Why, and whose host it is, in sentences.
    pub why: Vec<String>,
}

/// Advice for every address that is on no list.
const SAFE_WAY: &str =
    "Do not log in there and send nothing: the app's own menu leads to the right page.";

/// Assesses an address.
pub fn assess(address: &str, trusted: &[String], regions: &Regions) -> Assessment {
    let assessment = |standing, host: Option<String>, verdict: &str, why| Assessment {
        standing,
        refusal: None,
        host,
        verdict: verdict.to_owned(),
        why,
    };
    if let Verdict::Refused(refusal) = link::judge(address, trusted) {
        let host = link::visited(address);
        let mut why = vec![refusal.reason().to_owned()];
        why.extend(at_fault(address, refusal));
        why.extend(host.as_deref().map(|host| whose(host, trusted, regions)));
        why.push(SAFE_WAY.to_owned());
        return Assessment {
            refusal: Some(refusal),
            ..assessment(Standing::Refused, host, "Refused: do not open it.", why)
        };
    }
    let host = link::host(address).unwrap_or_default();
    let mut why = vec![whose(host, trusted, regions)];
    let (standing, verdict) = match link::owner(host, trusted) {
        Owner::Meta => {
            why.push(
                "People write on Meta's hosts too, and an e-mail that links here need not be Meta's."
                    .to_owned(),
            );
            (Standing::Meta, "Meta's own.")
        }
        Owner::Authority => (Standing::Authority, "An authority's own."),
        Owner::Yours => (Standing::Yours, "Trusted by you."),
        Owner::Nobody => {
            why.push(SAFE_WAY.to_owned());
            (Standing::Unlisted, "Not on the list.")
        }
    };
    assessment(standing, Some(host.to_owned()), verdict, why)
}

/// Sentences on the part at fault and what is hidden in it.
fn at_fault(address: &str, refusal: Refusal) -> Vec<String> {
    let part = refusal.part(address);
    let shown = text::line(part);
    let at = refusal.range().start + 1;
    match refusal.fault {
        Fault::Length => Vec::new(),
        Fault::Character => {
            let character = part.chars().next().unwrap_or(' ');
            vec![format!("At fault is {}, at place {at}.", named(character))]
        }
        Fault::Nested => {
            let inside = link::hidden(part);
            let decoded = text::line(&inside);
            let mut sentences = vec![format!("At fault is `{shown}`.")];
            if decoded.as_str() != part {
                sentences.push(format!("Decoded it reads `{decoded}`."));
            }
            let on = link::visited(&inside);
            sentences.extend(on.map(|host| format!("It would lead on to {host}.")));
            sentences
        }
        Fault::Scheme
        | Fault::User
        | Fault::Port
        | Fault::Host
        | Fault::Number
        | Fault::Punycode
        | Fault::Path
        | Fault::Dots
        | Fault::Escape
        | Fault::Control
        | Fault::Redirector => vec![format!("At fault is `{shown}`.")],
    }
}

/// A character with its code point, since it may look like another one.
fn named(character: char) -> String {
    let code = u32::from(character);
    match character {
        ' ' => "a blank".to_owned(),
        '\t' => "a tab".to_owned(),
        '\n' | '\r' => "a line break".to_owned(),
        '\\' => "a backslash, which browsers read as a slash".to_owned(),
        '\u{fffd}' => "a hidden or broken character".to_owned(),
        '!'..='~' => format!("`{character}`"),
        _ if character.is_control() => format!("a control character (U+{code:04X})"),
        _ => {
            let shown = text::line(character.encode_utf8(&mut [0; 4]));
            format!("`{shown}` (U+{code:04X}), which is not plain ASCII")
        }
    }
}

/// A sentence on whose host it is.
pub fn whose(host: &str, trusted: &[String], regions: &Regions) -> String {
    let domain = link::domain(host);
    match link::owner(host, trusted) {
        Owner::Meta => format!("The host is {host}, which is Meta's."),
        Owner::Authority => match authority(host, regions) {
            Some(authority) => {
                let country = regions.name(authority.country);
                let name = &authority.english;
                format!("The host is {host}, where {name} ({country}) has its pages.")
            }
            None => format!("The host is {host}, which is an authority's."),
        },
        Owner::Yours => format!("The host is {host}, which your config.toml trusts."),
        Owner::Nobody => match link::likeness(host) {
            Likeness::Below(_) => format!(
                "The host is {host}: a name below {domain}, which is Meta's, but none that Meta's policies link to."
            ),
            Likeness::Said(_) => format!(
                "The host is {host}: {domain} is said to be Meta's, but none of Meta's policies that were read link to it."
            ),
            Likeness::Wears(_) => format!(
                "The host is {host}: this is {domain}'s, not Meta's. The end of a host says whose it is; what stands before may be anything."
            ),
            Likeness::Resembles(known) => format!(
                "The host is {host}: this is {domain}'s, not Meta's. It only looks like {known}."
            ),
            Likeness::None => format!(
                "The host is {host}: this is {domain}'s, which is on no list of Meta's or an authority's."
            ),
        },
    }
}

/// The authority whose pages are on this host.
pub fn authority<'r>(host: &str, regions: &'r Regions) -> Option<&'r Authority> {
    regions.all_authorities().find(|authority| {
        let pages = [Some(&authority.site), authority.complaint.as_ref()];
        pages
            .into_iter()
            .flatten()
            .any(|page| link::host(page) == Some(host))
    })
}

#[cfg(test)]
mod tests {
    use super::{Standing, assess};
    use crate::catalog::Catalog;

    #[test]
    fn the_true_host_is_spelled_out_with_its_owner() {
        let regions = Catalog::shipped_regions();
        for (address, standing, says) in [
            (
                "https://facebook.com.evil.example/help",
                Standing::Unlisted,
                "The host is facebook.com.evil.example: this is evil.example's, not Meta's.",
            ),
            (
                "https://notfacebook.com/",
                Standing::Unlisted,
                "this is notfacebook.com's, not Meta's.",
            ),
            (
                "https://facebook.com@evil.example/",
                Standing::Refused,
                "The host is evil.example: this is evil.example's",
            ),
            (
                "https://www.cnil.fr/fr/plaintes",
                Standing::Authority,
                "(France) has its pages.",
            ),
            (
                "https://mine.example/",
                Standing::Yours,
                "The host is mine.example, which your config.toml trusts.",
            ),
            (
                "https://www.facebook.com/x?u=https%253A%252F%252Fevil.example",
                Standing::Refused,
                "Decoded it reads `https://evil.example`.",
            ),
            (
                "https://f\u{430}cebook.com/",
                Standing::Refused,
                "`\u{430}` (U+0430), which is not plain ASCII, at place 10.",
            ),
            (
                "https://www.threads.com/",
                Standing::Unlisted,
                "threads.com is said to be Meta's",
            ),
        ] {
            let assessment = assess(address, &["mine.example".into()], &regions);
            let why = assessment.why.join(" ");
            assert_eq!(assessment.standing, standing, "{address}: {why}");
            assert!(why.contains(says), "{address}: {why}");
        }
    }
}
