//! The assessment of an address that a person typed or pasted: whose host it is, why it is refused,
//! the part at fault, and the host that a browser would visit.

mod found;

pub use found::{FoundAddress, FoundIn, find};
use found::{completed, sender_host};

use crate::{
    content::{
        link::{self, Fault, Likeness, Owner, Refusal, Verdict},
        region::{Authority, Regions},
    },
    document::named_enum,
    text,
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
        /// The address of a sender of e-mails.
        Sender = "sender",
    }
}

/// An address, assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The address that was assessed: the one that was given, or that with `https://` before it.
    pub address: String,
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

/// Assesses an address. One without a scheme is completed, as a browser does.
pub fn assess(address: &str, trusted: &[String], regions: &Regions) -> Assessment {
    if let Some(host) = sender_host(address) {
        return sender(address, host);
    }
    let whole = completed(address);
    let mut assessment = assess_whole(whole.as_deref().unwrap_or(address), trusted, regions);
    if whole.is_some() {
        let told = "It had no https:// in front; that was added.".to_owned();
        assessment.why.insert(0, told);
    }
    assessment
}

fn assess_whole(address: &str, trusted: &[String], regions: &Regions) -> Assessment {
    let assessment = |standing, host: Option<String>, verdict: &str, why| Assessment {
        address: address.to_owned(),
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

/// Assesses the address of a sender. Its host shows nothing: anybody can write it into a mail.
fn sender(address: &str, host: String) -> Assessment {
    let known = "Meta is reported to write from facebookmail.com and metamail.com";
    let is_known = link::MAIL_DOMAINS.contains(&link::domain(&host));
    let whose = match (is_known, link::likeness(&host)) {
        (true, _) => format!("{known}."),
        (false, Likeness::Wears(like) | Likeness::Resembles(like)) => {
            format!("{known}. {host} looks like {like}, but is none of these.")
        }
        (false, _) => format!("{known}. {host} is none of these."),
    };
    Assessment {
        address: address.to_owned(),
        standing: Standing::Sender,
        refusal: None,
        host: Some(host),
        verdict: "A sender: this proves nothing.".to_owned(),
        why: vec![
            "Anybody can put any sender on a mail, so it does not show who wrote it.".to_owned(),
            whose,
            "Follow no link in the mail: the app's own menu leads to the right page.".to_owned(),
        ],
    }
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
            vec![format!("The fault is {}, at place {at}.", named(character))]
        }
        Fault::Nested => {
            let inside = link::hidden(part);
            let decoded = text::line(&inside);
            let mut sentences = vec![format!("The fault is `{shown}`.")];
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
        | Fault::Redirector => vec![format!("The fault is `{shown}`.")],
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
            Likeness::Wears(known) if link::likeness(domain) == Likeness::None => format!(
                "The host is {host}. The end of a host says whose it is: this one is {domain}'s, whatever stands before it, and not {known}'s."
            ),
            Likeness::Wears(known) | Likeness::Resembles(known) => format!(
                "The host is {host}. It looks like {known}, but is another one, and on no list of Meta's. Anybody can take such a name."
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
                "this one is evil.example's, whatever stands before it, and not facebook.com's.",
            ),
            (
                "https://notfacebook.com/",
                Standing::Unlisted,
                "It looks like facebook.com, but is another one",
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
                "fb.me/x",
                Standing::Unlisted,
                "It had no https:// in front; that was added. The host is fb.me: fb.me is said to be Meta's",
            ),
            ("www.meta.com", Standing::Meta, "that was added."),
            (
                "https://www.facebookmail.com/",
                Standing::Unlisted,
                "facebookmail.com is said to be Meta's",
            ),
            (
                "Security@FacebookMail.com",
                Standing::Sender,
                "Meta is reported to write from facebookmail.com and metamail.com.",
            ),
            (
                "mailto:help@faceb00k.com",
                Standing::Sender,
                "faceb00k.com looks like facebook.com, but is none of these.",
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
