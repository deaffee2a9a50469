//! The authorities of `regions.toml`, and which of them is an account's.

use std::collections::BTreeSet;

use optout::{
    account::authority::AuthorityChoice,
    catalog::REGIONS,
    content::{
        guide::{Guide, Origin},
        language::Language,
        link::{self, AUTHORITY_HOSTS, Verdict},
        platform::Platform,
        region::{Country, Regions},
        source::Confidence,
    },
    id::Id,
};

use crate::bench::{COMPLAINT, account};

fn regions() -> Regions {
    let (regions, problems) = Regions::parse(REGIONS, optout::catalog::shared().sources());
    assert!(problems.is_empty(), "{problems:#?}");
    regions
}

fn country(code: &str) -> Country {
    regions().country(code).unwrap()
}

#[test]
fn the_trusted_hosts_are_those_of_the_authorities_and_no_others() {
    let regions = regions();
    let pages = regions
        .all_authorities()
        .flat_map(|authority| [Some(&authority.site), authority.complaint.as_ref()])
        .flatten();
    let named: BTreeSet<&str> = pages.map(|page| link::host(page).unwrap()).collect();
    let trusted: BTreeSet<&str> = AUTHORITY_HOSTS.into_iter().collect();
    assert_eq!(trusted, named);
    assert_eq!(
        trusted.len(),
        AUTHORITY_HOSTS.len(),
        "no host is there twice"
    );
    for host in trusted {
        assert_eq!(
            link::judge(&format!("https://{host}/x"), &[]),
            Verdict::Trusted
        );
        for other in [
            format!("x.{host}"),
            format!("{host}.example.org"),
            format!("x{host}"),
        ] {
            let address = format!("https://{other}/x");
            assert_eq!(link::judge(&address, &[]), Verdict::Ask, "{address}");
        }
    }
}

#[test]
fn every_country_with_a_form_has_an_authority_and_germany_one_for_each_land() {
    let regions = regions();
    for (country, name) in regions.countries() {
        let region = regions.of(country).unwrap();
        let count = regions.authorities(country).count();
        let expected = match country.code() {
            "DE" => 18,
            "CA" | "AU" => 1,
            _ if ["elsewhere", "near"].contains(&region.id.as_str()) => 0,
            _ => 1,
        };
        assert_eq!(count, expected, "{name}");
    }
    let lands: BTreeSet<&str> = regions
        .authorities(country("DE"))
        .map(|authority| authority.area.as_deref().unwrap())
        .collect();
    assert_eq!(lands.len(), 18, "each has an area of its own");
    let public: Vec<&str> = regions
        .authorities(country("DE"))
        .filter(|authority| authority.area.as_deref().unwrap().contains("public"))
        .map(|authority| authority.id.as_str())
        .collect();
    assert_eq!(
        public,
        ["de-bavaria-public", "de-federal"],
        "and they come last"
    );
    for id in public {
        let note = regions.authority(id).unwrap().note.as_deref().unwrap();
        let note = note.to_lowercase();
        assert!(note.contains("about meta, take the one"), "{note}");
    }
}

#[test]
fn only_pages_that_were_read_count_as_verified() {
    let regions = regions();
    let verified: Vec<&str> = regions
        .all_authorities()
        .filter(|authority| authority.confidence == Confidence::Verified)
        .map(|authority| authority.id.as_str())
        .collect();
    assert_eq!(
        verified,
        [
            "at", "hr", "cy", "ee", "ie", "lv", "lt", "nl", "pl", "sk", "si", "se", "is", "li",
            "no", "gb", "ch", "br", "kr", "jp", "ca", "au"
        ]
    );
    for authority in regions.all_authorities() {
        let page = authority.page();
        assert!(
            authority.complaint.is_some() || authority.email.is_some(),
            "{page}"
        );
        assert!(!authority.sources.is_empty(), "{page}");
        let own = |id: &Id| {
            let source = regions.sources().iter().find(|source| source.id == *id);
            source.unwrap().url.as_ref() == Some(page)
        };
        let was_read = authority.sources.iter().any(own);
        let is_verified = authority.confidence == Confidence::Verified;
        assert_eq!(was_read, is_verified, "{}", authority.id);
        assert_eq!(
            authority
                .reliance(authority.checked.day)
                .contains("Check before use"),
            !is_verified
        );
    }
}

#[test]
fn a_letter_gives_an_authority_the_name_that_it_bears_in_its_language() {
    let regions = regions();
    for (id, language, expected) in [
        (
            "ch",
            Language::German,
            "Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter (EDÖB)",
        ),
        (
            "ch",
            Language::French,
            "Préposé fédéral à la protection des données et à la transparence (PFPDT)",
        ),
        (
            "ch",
            Language::Italian,
            "Incaricato federale della protezione dei dati e della trasparenza (IFPDT)",
        ),
        (
            "ch",
            Language::English,
            "Federal Data Protection and Information Commissioner (FDPIC)",
        ),
        (
            "gb",
            Language::English,
            "Information Commissioner's Office (ICO)",
        ),
        ("be", Language::Dutch, "Gegevensbeschermingsautoriteit"),
        (
            "br",
            Language::Portuguese,
            "Agência Nacional de Proteção de Dados (ANPD)",
        ),
        (
            "pl",
            Language::Polish,
            "Prezes Urzędu Ochrony Danych Osobowych (UODO)",
        ),
        // Elsewhere an English letter adds the English name.
        (
            "no",
            Language::English,
            "Datatilsynet (Norwegian Data Protection Authority)",
        ),
        ("no", Language::German, "Datatilsynet"),
    ] {
        assert_eq!(regions.authority(id).unwrap().name_in(language), expected);
    }
}

#[test]
fn an_accounts_authority_follows_from_its_country_and_the_persons_choice() {
    let regions = regions();
    for (country, chosen, expected) in [
        (Some("FR"), None, "fr"),
        // Parts of a country with a code of their own.
        (Some("RE"), None, "fr"),
        (Some("AX"), None, "fi"),
        (Some("IE"), None, "ie"),
        (Some("DE"), Some("de-berlin"), "de-berlin"),
        (Some("DE"), Some("de-hamburg"), "de-hamburg"),
        (Some("DE"), None, "18"),
        // What was chosen in another country, or does not exist, counts for nothing.
        (Some("DE"), Some("fr"), "18"),
        (Some("DE"), Some("de-nowhere"), "18"),
        (Some("FR"), Some("de-berlin"), "fr"),
        (None, Some("de-berlin"), "de-berlin"),
        (None, None, "none"),
        (Some("US"), None, "none"),
        (Some("US"), Some("de-berlin"), "none"),
        (Some("BR"), None, "br"),
    ] {
        let mut account = account("a7k2m9qd", "Personal", Platform::Facebook, country);
        account.authority = chosen.map(|id| Id::new(id).unwrap());
        let found = match regions.authority_of(&account) {
            AuthorityChoice::One(authority) => authority.id.to_string(),
            AuthorityChoice::Several(all) => all.len().to_string(),
            AuthorityChoice::None => "none".to_owned(),
        };
        assert_eq!(found, expected, "{country:?} {chosen:?}");
        assert_eq!(
            regions.has_choice(&account),
            country == Some("DE"),
            "{country:?}"
        );
    }
}

#[test]
fn the_link_of_a_step_is_the_authoritys_page_or_its_own() {
    let regions = regions();
    let (guide, problems) =
        Guide::parse(COMPLAINT, optout::catalog::shared(), Origin::Shipped, &[]);
    assert!(problems.is_empty(), "{problems:?}");
    let step = guide.unwrap().steps.remove(0);
    let link = |country, step: &_| {
        let account = account("a7k2m9qd", "Personal", Platform::Facebook, country);
        regions.link(&account, step).map(ToString::to_string)
    };
    assert_eq!(
        link(Some("FR"), &step).unwrap(),
        "https://www.cnil.fr/fr/adresser-une-plainte"
    );
    assert_eq!(
        link(Some("PL"), &step).unwrap(),
        "https://www.uodo.gov.pl/pl/83/153"
    );
    assert_eq!(link(Some("DE"), &step), None);
    assert_eq!(link(None, &step), None);
    let own = COMPLAINT.replace(
        "authority = true",
        "link = \"https://www.facebook.com/help/contact/1\"",
    );
    let (guide, _) = Guide::parse(&own, optout::catalog::shared(), Origin::Shipped, &[]);
    let step = guide.unwrap().steps.remove(0);
    assert_eq!(
        link(Some("FR"), &step).unwrap(),
        "https://www.facebook.com/help/contact/1"
    );
}

#[test]
fn a_step_has_a_link_or_leads_to_the_authority() {
    let both = COMPLAINT.replace(
        "authority = true",
        "authority = true\nlink = \"https://www.facebook.com/help/contact/1\"",
    );
    let (guide, problems) = Guide::parse(&both, optout::catalog::shared(), Origin::Shipped, &[]);
    assert!(guide.is_none());
    assert!(
        problems[0]
            .to_string()
            .starts_with("20:8: A step with `authority = true`"),
        "{problems:?}"
    );
}

#[test]
fn an_authority_that_is_not_trusted_or_has_no_country_is_refused() {
    let whole = r#"
[[source]]
id = "list"
title = "A list"
note = "By hand."
checked = 2026-10-01
[[region]]
id = "eea"
name = "EEA"
form = "yes"
confidence = "verified"
rest = true
sources = ["list"]
[[authority]]
id = "fr"
country = "FR"
also = ["RE"]
name = "CNIL"
english = "French authority"
site = "https://www.cnil.fr/"
checked = 2026-10-01
confidence = "reported"
sources = ["list"]
[countries]
FR = "France"
RE = "Reunion"
"#;
    let text = format!("format = 1\n{whole}");
    let (regions, problems) = Regions::parse(&text, optout::catalog::shared().sources());
    assert!(problems.is_empty(), "{problems:?}");
    let pages: Vec<String> = regions
        .all_authorities()
        .map(|authority| authority.page().to_string())
        .collect();
    // No page for complaints is on record: the site.
    assert_eq!(pages, ["https://www.cnil.fr/"]);
    for (find, put, says) in [
        (
            "https://www.cnil.fr/",
            "https://www.cnil.example/",
            "21:8: Its host is not on the list of known authorities.",
        ),
        (
            "https://www.cnil.fr/",
            "http://www.cnil.fr/",
            "Only addresses that start with https://",
        ),
        (
            "country = \"FR\"",
            "country = \"DE\"",
            "17:11: The country of an authority is not in",
        ),
        (
            "\"RE\"]",
            "\"XX\"]",
            "18:9: The country of an authority is not in",
        ),
        (
            "english = \"French authority\"\n",
            "",
            "`english` is missing.",
        ),
        (
            "[countries]",
            "[[authority]]\nid = \"fr\"\ncountry = \"FR\"\nname = \"x\"\nenglish = \"x\"\nsite = \"https://www.cnil.fr/\"\nchecked = 2026-10-01\nconfidence = \"reported\"\nsources = []\n[countries]",
            "The authority id `fr` is there twice.",
        ),
    ] {
        let broken = text.replacen(find, put, 1);
        assert_ne!(broken, text, "{find}");
        let (_, problems) = Regions::parse(&broken, optout::catalog::shared().sources());
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            all.iter().any(|problem| problem.contains(says)),
            "{says}: {all:#?}"
        );
    }
}

#[test]
fn an_unknown_authority_is_answered_with_those_that_look_like_it() {
    let regions = regions();
    let check = |country: Option<&str>, typed| {
        regions.check_authority(country.map(crate::authorities::country), typed)
    };
    assert_eq!(
        check(Some("DE"), "de-berlin").unwrap().as_str(),
        "de-berlin"
    );
    assert_eq!(check(Some("RE"), "fr").unwrap().as_str(), "fr");
    for (country, typed, says) in [
        (Some("DE"), "de-berln", "did you mean de-berlin"),
        (
            Some("FR"),
            "qqqq",
            "not an authority of France; known are fr.",
        ),
        (
            Some("US"),
            "fr",
            "not an authority of United States; none is known there",
        ),
        (None, "qqqq", "`optout authority list` lists them"),
    ] {
        let error = check(country, typed).unwrap_err();
        assert!(error.contains(says), "{error}");
    }
}
