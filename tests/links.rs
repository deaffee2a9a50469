//! The rule for addresses: a table of addresses with their verdicts, and what holds of any address,
//! held against the `url` crate, which reads addresses as browsers do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "fuzz/rules/link.rs"]
mod rule;

use std::collections::BTreeMap;

use optout::content::link::{self, AUTHORITY_HOSTS, Fault, Verdict};
use proptest::{prelude::*, sample::select};

/// The text with its escapes undone.
fn plain(written: &str) -> String {
    let mut text = String::new();
    let mut rest = written;
    while let Some(at) = rest.find(['\\', '{']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(code) = rest.strip_prefix("\\u{") {
            let (code, after) = code.split_once('}').unwrap();
            text.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            rest = after;
        } else if let Some(repeated) = rest.strip_prefix('{') {
            let (repeated, after) = repeated.split_once('}').unwrap();
            let (piece, times) = repeated.split_once('*').unwrap();
            text.push_str(&piece.repeat(times.parse().unwrap()));
            rest = after;
        } else {
            text.push(match &rest[1..2] {
                "t" => '\t',
                "r" => '\r',
                "n" => '\n',
                "0" => '\0',
                "\\" => '\\',
                other => panic!("\\{other} is no escape"),
            });
            rest = &rest[2..];
        }
    }
    text.push_str(rest);
    text
}

#[test]
fn every_address_of_the_table_gets_its_verdict() {
    let table = include_str!("links.tsv");
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [wanted, written, why] = cells[..] else {
            panic!("{row} has not three cells");
        };
        let address = plain(written);
        rule::holds(address.as_bytes());
        let got = match link::judge(&address, &[]) {
            Verdict::Trusted => "trusted",
            Verdict::Ask => "ask",
            Verdict::Refused(refusal) => refusal.fault.as_str(),
        };
        *seen.entry(wanted).or_default() += 1;
        if got != wanted {
            wrong.push(format!("{written} ({why}): {got}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen.values().sum::<usize>() >= 120, "{seen:?}");
    let verdicts = ["trusted", "ask"].into_iter();
    for verdict in verdicts.chain(Fault::ALL.iter().map(|fault| fault.as_str())) {
        assert!(seen.contains_key(verdict), "no address for {verdict}");
    }
}

#[test]
fn the_users_own_hosts_open_whole_and_by_the_same_rule() {
    let also = ["example.org".to_owned()];
    for (address, opens) in [
        ("https://example.org/x", true),
        ("https://www.example.org/x", false),
        ("https://example.org.evil.example/", false),
        ("http://example.org/", false),
        ("https://example.org:8443/", false),
        ("https://user@example.org/", false),
        ("https://example.org/?u=//evil.example", false),
    ] {
        let got = link::judge(address, &also) == Verdict::Trusted;
        assert_eq!(got, opens, "{address}");
    }
}

/// Pieces that addresses, and attacks on them, are made of.
const PIECES: &[&str] = &[
    "https://",
    "http://",
    "https:",
    "HTTPS://",
    "//",
    "/",
    "\\",
    "?",
    "#",
    "&",
    "=",
    "@",
    ":",
    ".",
    "..",
    "/../",
    "%2e",
    "%2E%2e",
    "%2f",
    "%252f",
    "%00",
    "%0a",
    "%zz",
    "%",
    ":443",
    "facebook.com",
    "www.facebook.com",
    "instagram.com",
    "www.cnil.fr",
    "evil.example",
    "xn--fcebook-8va",
    "fr-fr.",
    "l.",
    "lm.",
    "0x7f",
    "127.0.0.1",
    "[::1]",
    "1",
    "help",
    "l.php",
    "dialog",
    "flx/warn",
    "u=",
    "javascript:",
    "data:",
    "-",
    "_",
    "~",
    "+",
    ",",
    " ",
    "\t",
    "\u{200b}",
    "\u{ff20}",
    "\u{3002}",
    "é",
    "'",
    ";",
    "user",
    "\u{1b}",
    "\u{fffd}",
];

/// Addresses that are well formed, near the list and off it.
fn well_formed() -> impl Strategy<Value = String> {
    let hosts: Vec<&str> = ["www.facebook.com", "help.instagram.com", "evil.example"]
        .into_iter()
        .chain(AUTHORITY_HOSTS)
        .collect();
    let path = prop::collection::vec("[a-zA-Z0-9._~-]{1,8}", 0..4);
    let query = prop::option::of("[a-z]{1,4}=[a-zA-Z0-9+,%&=-]{0,12}");
    (select(hosts), path, query).prop_map(|(host, path, query)| {
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        format!("https://{host}/{}{query}", path.join("/"))
    })
}

/// One change to an address: something put in, taken away, or in another's place.
fn change() -> impl Strategy<Value = (usize, usize, &'static str)> {
    (any::<usize>(), 0..4_usize, select(PIECES))
}

fn changed(address: &str, changes: &[(usize, usize, &str)]) -> String {
    let mut letters: Vec<char> = address.chars().collect();
    for (at, length, piece) in changes {
        let from = at % (letters.len() + 1);
        let to = (from + length).min(letters.len());
        letters.splice(from..to, piece.chars());
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_address_opens_nothing_but_a_listed_host(
        address in well_formed(),
        changes in prop::collection::vec(change(), 0..4),
    ) {
        rule::holds(changed(&address, &changes).as_bytes());
    }

    #[test]
    fn an_address_put_together_from_pieces_opens_nothing_but_a_listed_host(
        pieces in prop::collection::vec(select(PIECES), 0..10),
        starts_well in any::<bool>(),
    ) {
        let start = if starts_well { "https://" } else { "" };
        rule::holds(format!("{start}{}", pieces.concat()).as_bytes());
    }

    #[test]
    fn any_text_opens_nothing_but_a_listed_host(text in "\\PC{0,60}") {
        rule::holds(text.as_bytes());
        rule::holds(format!("https://{text}").as_bytes());
        rule::holds(format!("https://www.facebook.com/{text}").as_bytes());
    }
}
