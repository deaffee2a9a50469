//! Which of the shipped addresses still occur in saved policy texts, and which no longer do.
//!
//! Start with [`Drift::shipped`], pass every text to [`Drift::look`], then read
//! [`Drift::addresses`].

use std::collections::{BTreeMap, btree_map::Entry};

use crate::{
    catalog::Catalog,
    content::link,
    document::named_enum,
    sort::sort,
    text::{self, Clean, TextKind},
};

named_enum! {
    /// What an address is for. Where it is for several things, it counts as the first of these.
    pub enum Use {
        /// A step opens it.
        Link = "link",
        /// An authority is found there.
        Authority = "authority",
        /// A fact is from there.
        Source = "source",
    }
}

named_enum! {
    /// Whether the texts have an address.
    pub enum Occurs {
        /// None has it.
        Gone = "gone",
        /// One has its page, but without the parameters that it names.
        Changed = "changed",
        /// One has it.
        Found = "found",
    }
}

/// A shipped address.
#[derive(Debug, Clone)]
pub struct Shipped {
    /// The address as it is in the content.
    pub address: Clean,
    /// What it is for.
    pub use_: Use,
    /// Where it is in the content: `facebook-notice/open-form`, `source meta-genai of
    /// facebook-notice`.
    pub places: Vec<String>,
    /// Whether the texts have it.
    pub occurs: Occurs,
    /// The first text that has it, or its page.
    pub file: Option<Clean>,
    page: SavedPage,
}

/// The shipped addresses, compared with the texts that were looked at.
#[derive(Debug, Clone, Default)]
pub struct Drift {
    /// The addresses, each once.
    pub addresses: Vec<Shipped>,
    /// The indices in `addresses` of those with this host and path.
    pages: BTreeMap<String, Vec<usize>>,
}

/// The normal form of an address, for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SavedPage {
    /// Host and path.
    name: String,
    /// The parameters, sorted.
    parameters: Vec<String>,
}

impl SavedPage {
    /// Normalises an address: no scheme, no prefix of a country or a device, no slash at the end,
    /// no fragment, and all in lower case.
    fn of(address: &str) -> Self {
        let lower = address.to_ascii_lowercase();
        let rest = lower
            .strip_prefix("https://")
            .or_else(|| lower.strip_prefix("http://"))
            .unwrap_or(&lower);
        let rest = rest.split('#').next().unwrap_or_default();
        let (location, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = location.split_once('/').unwrap_or((location, ""));
        let host = host.split_once('.').map_or(host, |(first, other)| {
            let is_prefix =
                matches!(first, "www" | "m" | "mbasic" | "web") || link::is_language_prefix(first);
            // The rest of a name such as `m.example` would be no host.
            if is_prefix && other.contains('.') {
                other
            } else {
                host
            }
        });
        let path = path.trim_end_matches('/');
        let name = format!("{host}/{path}");
        let mut parameters: Vec<String> = query
            .split('&')
            .filter(|parameter| !parameter.is_empty())
            .map(str::to_owned)
            .collect();
        sort(&mut parameters);
        Self { name, parameters }
    }

    /// Whether another address has all the parameters of this one. It may have more, such as the
    /// page that sent the reader.
    fn is_within(&self, other: &Self) -> bool {
        self.parameters
            .iter()
            .all(|parameter| other.parameters.contains(parameter))
    }
}

impl Drift {
    /// The addresses of the shipped guides and regions.
    pub fn shipped() -> Self {
        let catalog = Catalog::new(&[], &[]);
        let mut all: BTreeMap<String, (Use, Vec<String>)> = BTreeMap::new();
        let mut note =
            |address: &Clean, use_: Use, place: String| match all.entry(address.to_string()) {
                Entry::Vacant(new) => {
                    new.insert((use_, vec![place]));
                }
                Entry::Occupied(mut known) => {
                    let (first, places) = known.get_mut();
                    *first = use_.min(*first);
                    places.push(place);
                }
            };
        for guide in catalog.guides() {
            for step in &guide.steps {
                for address in step.addresses() {
                    note(address, Use::Link, format!("{}/{}", guide.id, step.id));
                }
            }
            for source in guide.sources() {
                if let Some(address) = &source.url {
                    let place = format!("source {} of {}", source.id, guide.id);
                    note(address, Use::Source, place);
                }
            }
        }
        for authority in catalog.regions.all_authorities() {
            for address in authority.complaint.iter().chain([&authority.site]) {
                note(
                    address,
                    Use::Authority,
                    format!("authority {}", authority.id),
                );
            }
        }
        for source in catalog.regions.sources() {
            if let Some(address) = &source.url {
                note(
                    address,
                    Use::Source,
                    format!("source {} of the regions", source.id),
                );
            }
        }
        Self::of(all)
    }

    fn of(all: BTreeMap<String, (Use, Vec<String>)>) -> Self {
        let mut drift = Self::default();
        for (address, (use_, places)) in all {
            let page = SavedPage::of(&address);
            let same = drift.pages.entry(page.name.clone()).or_default();
            same.push(drift.addresses.len());
            drift.addresses.push(Shipped {
                address: text::clean(&address, TextKind::Line),
                use_,
                places,
                occurs: Occurs::Gone,
                file: None,
                page,
            });
        }
        drift
    }

    /// Looks for the addresses in a text: Markdown, HTML or plain.
    pub fn look(&mut self, file: &Clean, text: &str) {
        let mut text = unescaped(text);
        // A link through a redirector has the real address in a parameter, percent-encoded once or
        // more.
        for _ in 0..4 {
            let mut inner = String::new();
            for address in addresses(&text) {
                self.meet(file, address);
                let (_, parameters) = address.split_once('?').unwrap_or_default();
                if parameters.contains('%') {
                    inner.push_str(&link::decode(parameters));
                    inner.push(' ');
                }
            }
            text = inner;
        }
    }

    fn meet(&mut self, file: &Clean, address: &str) {
        let met = SavedPage::of(address);
        for at in self.pages.get(&met.name).into_iter().flatten() {
            let Some(known) = self.addresses.get_mut(*at) else {
                continue;
            };
            let occurs = if known.page.is_within(&met) {
                Occurs::Found
            } else {
                Occurs::Changed
            };
            if occurs > known.occurs {
                known.occurs = occurs;
                known.file = Some(file.clone());
            }
        }
    }
}

/// Undoes the escapes of HTML and JSON that occur in addresses.
fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (escape, plain) in [
        ("\\/", "/"),
        ("\\u0026", "&"),
        ("\\u002F", "/"),
        ("\\u002f", "/"),
        ("&amp;", "&"),
        ("&#38;", "&"),
        ("&#x26;", "&"),
        ("&#47;", "/"),
        ("&#x2F;", "/"),
        ("&#x2f;", "/"),
    ] {
        if text.contains(escape) {
            text = text.replace(escape, plain);
        }
    }
    text
}

/// Every address in a text, without the full stop or comma of the sentence around it.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("://").filter_map(|(at, _)| {
        let before = text.get(..at)?;
        ["https", "http"].into_iter().find_map(|scheme| {
            let from = at.checked_sub(scheme.len())?;
            before
                .get(from..)?
                .eq_ignore_ascii_case(scheme)
                .then_some(from)
        })
    });
    starts.filter_map(|from| {
        let rest = text.get(from..)?;
        let belongs = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@&+,=%".contains(c);
        let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
        Some(
            rest.get(..end)?
                .trim_end_matches(['.', ',', ':', '?', '&', '#', '_']),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Drift, Occurs, SavedPage, Use};
    use crate::text;
    use std::collections::BTreeMap;

    fn occurs(address: &str, written: &str) -> Occurs {
        let use_ = (Use::Link, vec!["g/s".to_owned()]);
        let mut drift = Drift::of(BTreeMap::from([(address.to_owned(), use_)]));
        drift.look(&text::line("policy.md"), written);
        assert_eq!(
            drift.addresses[0].file.is_some(),
            drift.addresses[0].occurs != Occurs::Gone
        );
        drift.addresses[0].occurs
    }

    #[test]
    fn an_address_is_found_in_whatever_way_it_is_written() {
        let address = "https://www.facebook.com/privacy/policy/?a=1&b=2";
        for written in [
            "https://www.facebook.com/privacy/policy/?a=1&b=2",
            "see http://facebook.com/privacy/policy?a=1&b=2.",
            "[policy](https://fr-fr.facebook.com/privacy/policy/?b=2&a=1), and more",
            "<a href=\"https://m.facebook.com/privacy/policy/?a=1&amp;b=2#part\">",
            "{\"url\":\"https:\\/\\/www.facebook.com\\/privacy\\/policy\\/?a=1\\u0026b=2\"}",
            "HTTPS://WWW.FACEBOOK.COM/Privacy/Policy/?a=1&b=2&entry=x",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fprivacy%2Fpolicy%2F%3Fa%3D1%26b%3D2&h=x",
            "https://x.example/?u=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fwww.facebook.com%252Fprivacy%252Fpolicy%253Fa%253D1%2526b%253D2",
            "_https://www.facebook.com/privacy/policy/?a=1&b=2_",
        ] {
            assert_eq!(occurs(address, written), Occurs::Found, "{written}");
        }
    }

    #[test]
    fn another_page_is_not_the_same_and_other_parameters_are_told() {
        let address = "https://www.facebook.com/privacy/policy/?a=1";
        for written in [
            "",
            "www.facebook.com/privacy/policy/?a=1",
            "https://www.facebook.com/privacy/policy/more?a=1",
            "https://www.facebook.com/privacy/?a=1",
            "https://help.facebook.com/privacy/policy/?a=1",
            "https://www.facebook.com.example.org/privacy/policy/?a=1",
            "xhttps//www.facebook.com/privacy/policy/?a=1",
        ] {
            assert_eq!(occurs(address, written), Occurs::Gone, "{written}");
        }
        for written in [
            "https://www.facebook.com/privacy/policy/",
            "https://www.facebook.com/privacy/policy/?a=12",
        ] {
            assert_eq!(occurs(address, written), Occurs::Changed, "{written}");
        }
        let plain = "https://www.facebook.com/privacy/policy/";
        let more = "https://www.facebook.com/privacy/policy/?entry_point=footer";
        assert_eq!(occurs(plain, more), Occurs::Found);
        assert_eq!(
            occurs("https://m.example", "https://example/"),
            Occurs::Gone
        );
    }

    #[test]
    fn every_shipped_address_is_there_once() {
        let drift = Drift::shipped();
        let links = drift
            .addresses
            .iter()
            .filter(|known| known.use_ == Use::Link);
        assert!(links.count() > 5);
        for (index, known) in drift.addresses.iter().enumerate() {
            let mut later = drift.addresses.iter().skip(index + 1);
            assert!(later.all(|other| other.address != known.address));
            assert!(!known.places.is_empty());
            assert_eq!(known.page, SavedPage::of(&known.address));
        }
    }
}
