//! Whom a complaint goes to, on the command line.

use serde_json::json;

use crate::support::{Home, wait_for};

const COMPLAINT: &str = r#"format = 1
id = "test-complaint"
title = "Complain"
goal = "object"
platforms = ["threads"]
rank = -1000
optional = false

[[source]]
id = "law"
title = "The law"
note = "By hand."
checked = 2026-10-01

[[step]]
id = "complain"
title = "Complain to the authority"
authority = true
sources = ["law"]
"#;

/// A home where the only route is one step that leads to the authority.
fn home() -> Home {
    let home = Home::bare();
    home.guide("complaint", COMPLAINT);
    home
}

fn recorder(home: &Home) -> String {
    let record = home.join("record");
    let body = format!(
        "printf '%s\\n' \"$@\" > '{0}.new' && mv '{0}.new' '{0}'",
        record.display()
    );
    home.stand_in("bin/browser", &body)
}

#[test]
fn the_authorities_are_listed_by_country() {
    let home = home();
    let out = home.ok(&["authority", "list"]);
    for (id, country, page) in [
        (
            "fr",
            "FR",
            "reported  https://www.cnil.fr/fr/adresser-une-plainte",
        ),
        (
            "de-berlin",
            "DE",
            "reported  https://kontakt.datenschutz-berlin.de/",
        ),
        (
            "ie",
            "IE",
            "verified  https://www.dataprotection.ie/en/individuals/exercising-your-rights/complaints-handling-investigations-and-enforcement-individuals",
        ),
    ] {
        let is = |line: &&str| {
            let mut words = line.split_whitespace();
            words.next() == Some(id) && words.next() == Some(country) && line.ends_with(page)
        };
        assert_eq!(out.lines().filter(is).count(), 1, "{id}\n{out}");
    }
    let german = home.ok(&["authority", "list", "--country", "germany"]);
    assert_eq!(german.lines().count(), 18, "{german}");
    assert!(
        german.lines().all(|line| line.starts_with("de-")),
        "{german}"
    );
    let list = home.json(&["authority", "list", "--country", "RE"]);
    let list = list["authorities"].as_array().unwrap();
    assert_eq!(list.len(), 1);
    for (field, expected) in [
        ("id", json!("fr")),
        ("country", json!("FR")),
        ("area", json!(null)),
        (
            "complaint",
            json!("https://www.cnil.fr/fr/adresser-une-plainte"),
        ),
        ("checked", json!("2026-05-27")),
        ("undated", json!(false)),
        ("confidence", json!("reported")),
    ] {
        assert_eq!(list[0][field], expected, "{field}");
    }
    let none = home.ok(&["authority", "list", "--country", "US"]);
    assert_eq!(none, "No authority of United States is on record here.\n");
    let error = home.fails(1, &["authority", "list", "--country", "Germny"]);
    assert!(error.contains("DE (Germany)"), "{error}");
}

#[test]
fn an_authority_is_shown_with_its_sources_and_how_far_to_trust_it() {
    let home = home();
    let out = home.ok(&["authority", "show", "de-hamburg"]);
    for part in [
        "Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit  (de-hamburg)\n",
        "For: Hamburg, Germany\n",
        "Complaints: https://datenschutz-hamburg.de/beschwerde/\n",
        "E-mail: mailbox@datenschutz.hamburg.de\n",
        "Check before use: nobody opened this page for you (record of 8 March 2026).\n",
        "    checked 8 March 2026\n",
        "https://github.com/datenanfragen/data\n",
        "it leads for Meta in Germany.",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    let out = home.ok(&["authority", "show", "ie"]);
    for part in [
        "Read on its own page; checked 25 May 2018 or later.\n",
        "    checked 25 May 2018 or later\n",
        "    checked 21 May 2025\n",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    let out = home.ok(&["authority", "show", "fr"]);
    assert!(out.contains("Reunion") || out.contains("Réunion"), "{out}");
    let out = home.ok(&["authority", "show", "pl"]);
    assert!(
        out.contains("Complaints: https://www.uodo.gov.pl/pl/83/153\n"),
        "{out}"
    );
    let error = home.fails(1, &["authority", "show", "de-hambrug"]);
    assert!(error.contains("de-hamburg"), "{error}");
}

#[test]
fn every_listing_names_the_page_of_the_accounts_authority() {
    let home = home();
    let id = home.add("Personal", &["--country", "FR"]);
    let page = json!("https://www.cnil.fr/fr/adresser-une-plainte");
    let steps = home.json(&["steps", &id]);
    let step = &steps["goals"][0]["steps"][0];
    assert_eq!((&step["link"], &step["authority"]), (&page, &json!("fr")));
    assert_eq!(home.json(&["next"])["next"][0]["link"], page);
    assert_eq!(
        home.json(&["status", &id])["accounts"][0]["next"]["link"],
        page
    );
    assert!(
        home.ok(&["next"])
            .contains("https://www.cnil.fr/fr/adresser-une-plainte")
    );
    assert!(
        home.ok(&["steps", &id])
            .contains("      https://www.cnil.fr/fr/adresser-une-plainte\n")
    );
    let out = home.ok(&["guide", "show", "test-complaint"]);
    assert!(out.contains("the complaint page of the authority"), "{out}");
}

#[cfg(unix)]
#[test]
fn where_there_are_several_it_asks_for_a_choice_and_then_opens_it() {
    let home = home();
    let browser = recorder(&home);
    home.configure(&format!("opener = [\"{browser}\", \"{{url}}\"]\n"));
    let id = home.add("Personal", &["--country", "DE"]);
    let open = ["open", &id, "test-complaint/complain"];
    let error = home.fails(1, &open);
    assert!(error.contains("Germany has 18 authorities"), "{error}");
    assert!(
        error.contains("optout authority list --country DE"),
        "{error}"
    );
    assert!(
        error.contains(&format!("optout account edit {id} --authority ID")),
        "{error}"
    );
    let steps = home.json(&["steps", &id]);
    let step = &steps["goals"][0]["steps"][0];
    assert_eq!(
        (&step["link"], &step["authority"]),
        (&json!(null), &json!(null))
    );
    assert!(
        home.ok(&["steps", &id])
            .contains("Germany has 18 authorities")
    );
    let error = home.fails(1, &["account", "edit", &id, "--authority", "fr"]);
    assert!(
        error.contains("fr is not an authority of Germany"),
        "{error}"
    );
    home.ok(&["account", "edit", &id, "--authority", "de-berlin"]);
    let out = home.ok(&open);
    assert!(
        out.contains("https://kontakt.datenschutz-berlin.de/"),
        "{out}"
    );
    wait_for(
        &home.join("record"),
        "https://kontakt.datenschutz-berlin.de/\n",
    );
    // A choice from another country counts for nothing.
    home.ok(&["account", "edit", &id, "--country", "FR"]);
    let link = &home.json(&["next"])["next"][0]["link"];
    assert_eq!(*link, json!("https://www.cnil.fr/fr/adresser-une-plainte"));
}

#[test]
fn where_none_is_known_it_says_what_to_do() {
    let home = home();
    let id = home.add("Personal", &[]);
    let open = ["open", &id, "test-complaint/complain"];
    let error = home.fails(1, &open);
    assert!(
        error.contains("has no country, so its authority is not known"),
        "{error}"
    );
    assert!(
        error.contains(&format!("optout account edit {id} --country CC")),
        "{error}"
    );
    home.ok(&["account", "edit", &id, "--country", "US"]);
    let error = home.fails(1, &open);
    assert!(
        error.contains("No authority of United States is on record"),
        "{error}"
    );
    assert!(error.contains("privacy authority"), "{error}");
}
