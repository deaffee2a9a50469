//! What is decided about steps: mark and route.

use serde_json::{Value, json};

use crate::{
    progress::{object, status},
    support::{FORM, Home, ran},
};

/// A step of a guide, as `steps --json` shows it.
fn step(home: &Home, account: &str, guide: &str, step: &str) -> Value {
    let all = home.json(&["steps", account]);
    let goals = all["goals"].as_array().unwrap();
    let guide = goals.iter().find(|goal| goal["guide"] == guide).unwrap();
    let steps = guide["steps"].as_array().unwrap();
    steps
        .iter()
        .find(|known| known["id"] == step)
        .unwrap()
        .clone()
}

#[test]
fn a_submit_step_starts_the_clock_and_taking_it_back_stops_it() {
    let home = Home::with_routes();
    let id = home.add("Personal", &["--country", "DE"]);
    let out = home.ok(&["mark", &id, "test-form/send-form", "done"]);
    assert!(
        out.contains(
            "sent on Saturday 21 November 2026, due on Monday 21 December 2026 (30 days left)"
        ),
        "{out}"
    );
    let account = status(&home, &id);
    assert_eq!(
        (&account["state"], &account["due"]),
        (&json!("waiting"), &json!("2026-12-21"))
    );
    let expected = json!({"id": "r1", "goal": "object", "guide": "test-form", "to": "meta",
        "sent": "2026-11-21", "received": null, "due": "2026-12-21", "extended": null, "asked": null,
        "given": null, "outcome": "waiting", "answered": null, "again": null, "reference": null,
        "text": null, "note": null});
    assert_eq!(object(&account)["request"], expected);
    assert!(
        home.ok(&["status"])
            .contains("Waiting until 21 December, 30 days left")
    );
    let late = ran(home
        .command()
        .env("OPTOUT_NOW", "2026-12-23T10:00:00Z")
        .arg("status"));
    assert!(
        late.out.contains("Overdue since 22 December, 1 day ago"),
        "{late:?}"
    );
    let out = home.ok(&["mark", &id, "test-form/send-form", "todo"]);
    assert!(out.contains("off the record"), "{out}");
    assert_eq!(object(&status(&home, &id))["request"], json!(null));
}

#[test]
fn without_a_law_there_is_no_date() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    let out = home.ok(&["mark", &id, "test-form/send-form", "done"]);
    assert!(
        out.contains("on record") && out.contains("no law known"),
        "{out}"
    );
    assert_eq!(status(&home, &id)["due"], json!(null));
}

#[test]
fn what_cannot_be_found_leads_to_the_other_route() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    let out = home.ok(&["mark", &id, "test-form/find-form", "blocked"]);
    assert!(
        out.contains(&format!("optout route {id} test-other")),
        "{out}"
    );
    assert!(
        home.ok(&["steps", &id])
            .contains("[!] test-form/find-form  Find the form  (blocked)")
    );
    let out = home.ok(&["route", &id, "test-other"]);
    assert!(out.contains("The other way"), "{out}");
    let goal = object(&status(&home, &id));
    assert_eq!(
        (&goal["guide"], &goal["others"][0]),
        (&json!("test-other"), &json!("test-form"))
    );
}

#[test]
fn a_route_that_was_tried_is_named_again_only_after_all_others() {
    let home = Home::with_routes();
    let id = home.add("Personal", &["--country", "DE"]);
    // The person goes to the last by hand, so that the next in order was tried.
    for (route, step, next) in [
        ("test-form", "find-form", "test-other"),
        ("threads-rights-request", "log-in", "test-other"),
        ("test-other", "write-mail", "threads-instagram-account"),
        (
            "threads-instagram-account",
            "find-account",
            "threads-rights-request",
        ),
    ] {
        home.ok(&["route", &id, route]);
        let out = home.ok(&["mark", &id, &format!("{route}/{step}"), "blocked"]);
        assert!(
            out.contains(&format!("optout route {id} {next}\n")),
            "{out}"
        );
        let is_last = route == "threads-instagram-account";
        assert_eq!(out.contains("You have tried every way"), is_last, "{out}");
    }
}

#[test]
fn what_is_the_same_on_another_route_stays_done_there() {
    let home = Home::bare();
    let words = ["account", "add", "--label", "Personal", "--country", "DE"];
    let id = home.ok(&[&words[..], &["--platform", "facebook"]].concat());
    let id = id.trim_end().to_owned();
    let (from, to) = ("facebook-objection-form", "facebook-privacy-center");
    home.ok(&["route", &id, from]);
    home.ok(&["mark", &id, &format!("{from}/log-in"), "done"]);
    home.ok(&["route", &id, to]);
    let steps = home.ok(&["steps", &id]);
    assert!(steps.contains(&format!("[x] {to}/log-in")), "{steps}");
}

#[test]
fn marks_and_notes_are_set_and_taken_away() {
    let home = Home::with_routes();
    let id = home.add("Personal", &[]);
    for mark in ["done", "skipped", "blocked"] {
        home.ok(&["mark", &id, "test-form/find-form", mark]);
        assert_eq!(step(&home, &id, "test-form", "find-form")["mark"], mark);
    }
    home.ok(&[
        "mark",
        &id,
        "test-form/find-form",
        "todo",
        "--note",
        " Ask  Mum ",
    ]);
    let find = step(&home, &id, "test-form", "find-form");
    assert_eq!(
        (&find["mark"], &find["note"]),
        (&json!(null), &json!("Ask  Mum"))
    );
    home.ok(&["mark", &id, "test-form/find-form", "done"]);
    assert_eq!(
        step(&home, &id, "test-form", "find-form")["note"],
        "Ask  Mum"
    );
    home.ok(&["mark", &id, "test-form/find-form", "done", "--note", ""]);
    assert_eq!(
        step(&home, &id, "test-form", "find-form")["note"],
        json!(null)
    );
}

#[test]
fn a_step_that_is_not_there_is_refused_with_what_is_like_it() {
    let home = Home::with_routes();
    home.guide(
        "elsewhere",
        FORM.replace("test-form", "test-elsewhere")
            .replace("threads", "whatsapp"),
    );
    let id = home.add("Personal", &[]);
    for (code, typed, says) in [
        (1, "test-form/find-from", "Did you mean find-form"),
        (
            1,
            "test-form/zzz",
            "Known here are: find-form, send-form, see-mail.",
        ),
        (1, "test-from/find-form", "Did you mean test-form"),
        (
            1,
            "test-elsewhere/find-form",
            "is not for Personal (Threads, personal)",
        ),
        (2, "found-form", "not GUIDE/STEP"),
        (1, "test-form/", "has no step ``"),
    ] {
        let message = home.fails(code, &["mark", &id, typed, "done"]);
        assert!(message.contains(says), "{typed}: {message}");
    }
    assert!(
        home.fails(1, &["route", &id, "test-othr"])
            .contains("Did you mean test-other")
    );
}

#[test]
fn an_objection_covers_the_group() {
    let home = Home::with_routes();
    let first = home.add("First", &["--country", "DE", "--group", "me"]);
    let second = home.add("Second", &["--country", "DE", "--group", "me"]);
    home.ok(&["mark", &first, "test-form/send-form", "done"]);
    let account = status(&home, &second);
    assert_eq!(
        (&account["state"], &account["covered_by"]),
        (&json!("waiting"), &json!(first))
    );
    assert_eq!(account["next"]["step"], "see-mail");
    let line = home.ok(&["status", &second]);
    let words: Vec<&str> = line.split_whitespace().collect();
    assert!(words.join(" ").contains("covered by First"), "{line}");
    assert!(
        home.ok(&["steps", &second])
            .contains("only the confirmation is left")
    );
}
