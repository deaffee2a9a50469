//! How far accounts are: status, next, steps.

use serde_json::{Value, json};

use crate::support::{Home, NOW, PAGE};

/// The goal that the tests are about; shipped guides may add others.
pub(crate) fn object(account: &Value) -> Value {
    let goals = account["goals"].as_array().unwrap();
    goals
        .iter()
        .find(|goal| goal["goal"] == "object")
        .unwrap()
        .clone()
}

pub(crate) fn status(home: &Home, account: &str) -> Value {
    home.json(&["status", account])["accounts"][0].clone()
}

#[test]
fn status_tells_all_that_the_contract_names() {
    let home = Home::with_routes();
    let id = home.add("Personal", &["--country", "DE", "--group", "me"]);
    let account = status(&home, &id);
    for (field, expected) in [
        ("id", json!(id)),
        ("label", json!("Personal")),
        ("platform", json!("threads")),
        ("kind", json!("personal")),
        ("country", json!("DE")),
        ("region", json!("eea")),
        ("group", json!("me")),
        ("state", json!("todo")),
        ("due", json!(null)),
        (
            "next",
            json!({"guide": "test-form", "step": "find-form", "title": "Find the form", "link": PAGE}),
        ),
    ] {
        assert_eq!(account[field], expected, "{field}");
    }
    let counted = |field: &str| -> u64 {
        let goals = account["goals"].as_array().unwrap().iter();
        goals
            .filter(|goal| goal["counted"] == true)
            .map(|goal| goal[field].as_u64().unwrap())
            .sum()
    };
    assert_eq!(
        (&account["done"], &account["total"]),
        (&json!(counted("done")), &json!(counted("total")))
    );
    let goal = object(&account);
    for (field, expected) in [
        ("guide", json!("test-form")),
        ("done", json!(0)),
        ("total", json!(3)),
        ("stale", json!(false)),
        ("request", json!(null)),
    ] {
        assert_eq!(goal[field], expected, "{field}");
    }
    assert_eq!(goal["others"][0], "test-other");
    let line = home.ok(&["status"]);
    assert!(
        line.starts_with(&format!(
            "{id}  Personal  Threads  DE  Not started\n          0/"
        )),
        "{line}"
    );
    assert!(line.contains("test-form/find-form"), "{line}");
}

#[test]
fn an_account_without_a_country_has_no_region() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    let account = status(&home, &id);
    assert_eq!(
        (&account["country"], &account["region"]),
        (&json!(null), &json!(null))
    );
}

#[test]
fn next_names_one_step_of_every_account_that_has_one() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    let expected = json!({"format": 1, "next": [{
        "account": id, "label": "Personal", "guide": "test-form", "step": "find-form",
        "title": "Find the form", "link": PAGE,
    }]});
    assert_eq!(home.json(&["next"]), expected);
    home.ok(&["mark", &id, "test-form/find-form", "skipped"]);
    // What was not sent is not to be kept.
    home.ok(&["mark", &id, "test-form/send-form", "skipped"]);
    assert_eq!(home.json(&["next"])["next"], json!([]));
    home.ok(&["mark", &id, "test-form/send-form", "done"]);
    let next = home.json(&["next"])["next"][0].clone();
    assert_eq!(
        (&next["step"], &next["link"]),
        (&json!("see-mail"), &json!(null))
    );
    let line = home.ok(&["next"]);
    assert_eq!(
        line,
        format!("{id}  Personal  Threads  --  See the e-mail\n          test-form/see-mail\n")
    );
}

#[test]
fn steps_tell_all_that_the_contract_names() {
    let home = Home::with_routes();
    let remind = "format = 1\nid = \"test-remind\"\ntitle = \"Remind\"\ngoal = \"follow-up\"\n\
        platforms = [\"threads\"]\nwhen = [\"overdue\"]\n[[source]]\nid = \"s\"\ntitle = \"S\"\n\
        note = \"None.\"\nchecked = 2020-01-01\n[[step]]\nid = \"write\"\ntitle = \"Write\"\nsources = [\"s\"]\n";
    home.guide("remind", remind);
    let id = home.add("Personal", &["--country", "DE"]);
    home.ok(&[
        "mark",
        &id,
        "test-form/find-form",
        "done",
        "--note",
        "Seen \u{e9}",
    ]);
    let all = home.json(&["steps", "Personal"]);
    assert_eq!(all["account"], json!(id));
    let first = &all["goals"][0];
    for (field, expected) in [
        ("goal", json!("object")),
        ("guide", json!("test-form")),
        ("title", json!("The test form")),
        ("active", json!(true)),
        ("offered", json!(true)),
        ("optional", json!(false)),
        ("stale", json!(false)),
        ("yours", json!(true)),
    ] {
        assert_eq!(first[field], expected, "{field}");
    }
    let find = &first["steps"][0];
    for (field, expected) in [
        ("id", json!("find-form")),
        ("title", json!("Find the form")),
        ("kind", json!("do")),
        ("mark", json!("done")),
        ("at", json!(NOW)),
        ("note", json!("Seen \u{e9}")),
        ("link", json!(PAGE)),
        (
            "fallbacks",
            json!(["https://www.facebook.com/help/contact/2"]),
        ),
        ("confidence", json!("reported")),
    ] {
        assert_eq!(find[field], expected, "{field}");
    }
    let see = &first["steps"][2];
    for field in ["mark", "at", "note", "link"] {
        assert_eq!(see[field], json!(null), "{field}");
    }
    let goals = all["goals"].as_array().unwrap();
    let active: Vec<bool> = goals
        .iter()
        .map(|goal| goal["active"].as_bool().unwrap())
        .collect();
    assert!(
        active.is_sorted_by(|before, after| before >= after),
        "{active:?}"
    );
    let remind = goals
        .iter()
        .find(|goal| goal["guide"] == "test-remind")
        .unwrap();
    assert_eq!(
        (&remind["offered"], &remind["stale"]),
        (&json!(false), &json!(true))
    );
    let plain = home.ok(&["steps", &id]);
    for line in [
        "Object to AI training: 1/3",
        "  The test form  (test-form)",
        "  This route is your own file: form.toml",
        "  [x] test-form/find-form  Find the form",
        "      Profile > Settings",
        "      Note: Seen \u{e9}",
        "  [ ] test-form/send-form  Send the form",
    ] {
        assert!(
            plain.lines().any(|shown| shown == line),
            "{line:?} in {plain}"
        );
    }
    assert!(!plain.contains("test-remind"), "{plain}");
}

#[test]
fn where_there_is_no_route_it_says_why_and_what_helps() {
    let home = Home::bare();
    let guide = crate::support::FORM
        .replace("threads", "messenger")
        .replace("rank", "regions = [\"eea\"]\nrank");
    home.guide("form", guide);
    home.ok(&[
        "account",
        "add",
        "--platform",
        "messenger",
        "--label",
        "US",
        "--country",
        "US",
    ]);
    let plain = home.ok(&["steps", "US"]);
    assert!(plain.contains("no objection form"), "{plain}");
    assert!(
        plain.contains("Meta offers no objection form here"),
        "{plain}"
    );
    assert!(plain.contains("What still helps:\n  - "), "{plain}");
    let all = home.json(&["steps", "US"]);
    assert!(
        all["goals"]
            .as_array()
            .unwrap()
            .iter()
            .all(|goal| goal["goal"] != "object")
    );
    assert_eq!(status(&home, "US")["state"], "no-route");
    let plain = {
        home.ok(&[
            "account",
            "add",
            "--platform",
            "messenger",
            "--label",
            "Anywhere",
        ]);
        home.ok(&["steps", "Anywhere"])
    };
    assert!(plain.contains("Exists in: EU and EEA"), "{plain}");
}

#[test]
fn lists_fit_eighty_columns_and_end_with_a_summary() {
    let home = Home::with_routes();
    for (label, country) in [
        (
            "A label that is as long as a label may be, or nearly so, see",
            "DE",
        ),
        (
            "\u{5c71}\u{7530}\u{592a}\u{90ce} and her whole family",
            "GB",
        ),
        ("Short", "US"),
    ] {
        home.add(label, &["--country", country]);
    }
    for command in ["status", "next"] {
        let out = home.ok(&[command]);
        for line in out.lines().filter(|line| !line.contains("https://")) {
            assert!(optout::text::width(line) <= 80, "{line}");
        }
        assert!(out.contains("  US  "), "{out}");
    }
    let out = home.ok(&["status", "--color", "never"]);
    assert!(out.ends_with("3 need you \u{b7} 3 accounts\n"), "{out}");
}

#[test]
fn a_step_goes_by_its_own_name_where_one_route_has_it() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    home.ok(&["mark", &id, "find-form", "done"]);
    assert_eq!(status(&home, &id)["done"], json!(1));
    let message = home.fails(2, &["mark", &id, "no-such-step", "done"]);
    assert!(message.contains("is no step of an open route"), "{message}");
}
