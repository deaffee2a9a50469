//! What holds of the rule for addresses, whatever the address is.

use optout::content::link::{self, Owner, Verdict};
use url::{Host, Url};

/// Panics if the rule does not hold for this address.
pub(crate) fn holds(data: &[u8]) {
    let Ok(address) = std::str::from_utf8(data) else {
        return;
    };
    let host = match link::judge(address, &[]) {
        Verdict::Refused(refusal) => {
            let place = refusal.range();
            assert!(
                address.get(place.clone()).is_some(),
                "{place:?} is no part of {address:?}"
            );
            assert!(!refusal.part(address).is_empty() || address.is_empty());
            // These are shown to a person, whatever the address is.
            link::visited(address);
            link::hidden(refusal.part(address));
            return;
        }
        verdict @ (Verdict::Trusted | Verdict::Ask) => {
            let host = link::host(address).expect("an accepted address has a host");
            let is_listed = link::owner(host, &[]) != Owner::Nobody;
            assert_eq!(verdict == Verdict::Trusted, is_listed, "{address}");
            host
        }
    };
    let url = Url::parse(address).expect("an accepted address parses");
    assert_eq!(url.scheme(), "https");
    assert_eq!(url.host(), Some(Host::Domain(host)), "{address}");
    assert_eq!(link::visited(address).as_deref(), Some(host));
    assert!(
        url.username().is_empty() && url.password().is_none(),
        "{address}"
    );
    assert_eq!(url.port(), None, "{address}");
    let plain = url.as_str();
    assert!(
        plain == address || plain.strip_suffix('/') == Some(address),
        "{address} serialises to {plain}"
    );
    let nested = |value: &str| {
        let value = value.trim();
        value.starts_with("//") || value.starts_with("http:") || value.starts_with("https:")
    };
    for (_, value) in url.query_pairs() {
        assert!(!nested(&value), "{address} hides {value}");
    }
    let domain = link::domain(host);
    assert!(host.ends_with(domain) && domain.contains('.'), "{host}");
    link::likeness(host);
}
