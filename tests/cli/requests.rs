//! What was sent, when, and what became of it: `optout request` and `optout due`.

use serde_json::{Value, json};

use crate::{
    progress::status,
    support::{Home, ran},
};

/// A German account whose objection was sent on this day.
fn sent_on(day: &str) -> (Home, String) {
    let home = Home::with_routes();
    let id = home.add(
        "Personal",
        &["--country", "DE", "--email", "ann@example.org"],
    );
    home.ok(&["mark", &id, "test-form/send-form", "done", "--on", day]);
    (home, id)
}

fn requests(home: &Home, account: &str) -> Vec<Value> {
    let listed = home.json(&["request", account]);
    assert_eq!(listed["account"], account);
    listed["requests"].as_array().unwrap().clone()
}

/// The request with this id.
fn one(home: &Home, account: &str, id: &str) -> Value {
    let all = requests(home, account);
    all.into_iter().find(|it| it["id"] == id).unwrap()
}

#[test]
fn the_day_of_sending_can_be_said_when_ticking_and_afterwards() {
    let (home, id) = sent_on("yesterday");
    assert_eq!(one(&home, &id, "r1")["sent"], "2026-11-20");
    // A Sunday: the day moves, and says why.
    assert_eq!(one(&home, &id, "r1")["due"], "2026-12-21");
    let shown = home.ok(&["request", &id]);
    assert!(shown.contains("Sunday"), "{shown}");
    let edited = home.ok(&[
        "request",
        &id,
        "edit",
        "r1",
        "--sent",
        "2025-05-20",
        "--reference",
        "ABC-1",
    ]);
    assert!(edited.contains("ABC-1"), "{edited}");
    let request = one(&home, &id, "r1");
    assert_eq!(
        (&request["sent"], &request["due"], &request["reference"]),
        (&json!("2025-05-20"), &json!("2025-06-20"), &json!("ABC-1"))
    );
    assert_eq!(status(&home, &id)["state"], "overdue");
    home.ok(&["request", &id, "edit", "r1", "--reference", ""]);
    assert_eq!(one(&home, &id, "r1")["reference"], json!(null));
}

#[test]
fn a_day_that_cannot_be_is_refused_with_what_to_write() {
    let (home, id) = sent_on("2026-11-20");
    for (day, why) in [
        ("2026-13-01", "is not a day"),
        ("soon", "is not a day"),
        ("2026-11-22", "in the future"),
        ("1998-01-01", "too long ago"),
    ] {
        let error = home.fails(1, &["request", &id, "edit", "r1", "--sent", day]);
        assert!(error.contains(why), "{day}: {error}");
    }
    let error = home.fails(
        1,
        &[
            "request",
            &id,
            "answer",
            "r1",
            "granted",
            "--on",
            "2026-11-19",
        ],
    );
    assert!(error.contains("before Friday 20 November 2026"), "{error}");
    let error = home.fails(1, &["request", &id, "answer", "r7", "granted"]);
    assert!(error.contains("Known are: r1."), "{error}");
    let error = home.fails(
        1,
        &["mark", &id, "test-form/find-form", "done", "--on", "today"],
    );
    assert!(error.contains("does not send anything"), "{error}");
    assert_eq!(one(&home, &id, "r1")["sent"], "2026-11-20");
}

#[test]
fn an_extension_counts_only_if_it_was_told_in_time() {
    let (home, id) = sent_on("2026-08-25");
    let error = home.fails(1, &["request", &id, "extend", "r1", "--on", "2026-09-26"]);
    assert!(error.contains("does not count"), "{error}");
    home.ok(&["request", &id, "extend", "r1", "--on", "2026-09-25"]);
    assert_eq!(one(&home, &id, "r1")["extended"], "2026-11-25");
    // The day on which Meta said so is not kept, and no other one is told for it.
    let shown = home.ok(&["request", &id]);
    let told = "Meta said in time that it takes longer.";
    assert!(shown.contains(told), "{shown}");
    assert_eq!(status(&home, &id)["state"], "waiting");
    // The day follows a day of sending that is corrected.
    home.ok(&["request", &id, "edit", "r1", "--sent", "2026-08-27"]);
    assert_eq!(one(&home, &id, "r1")["extended"], "2026-11-27");
}

#[test]
fn a_question_about_identity_moves_the_day_where_the_law_says_so() {
    let home = Home::with_routes();
    let id = home.add("Gran", &["--country", "GB"]);
    home.ok(&[
        "mark",
        &id,
        "test-form/send-form",
        "done",
        "--on",
        "2026-10-25",
    ]);
    home.ok(&["request", &id, "asked", "r1", "--on", "2026-11-02"]);
    let request = one(&home, &id, "r1");
    assert_eq!(
        (&request["outcome"], &request["asked"]),
        (&json!("more-asked"), &json!("2026-11-02"))
    );
    assert_eq!(status(&home, &id)["need"], "more-asked");
    home.ok(&["request", &id, "given", "r1", "--on", "2026-11-14"]);
    let request = one(&home, &id, "r1");
    assert_eq!(
        (&request["outcome"], &request["given"], &request["due"]),
        (
            &json!("waiting"),
            &json!("2026-11-14"),
            &json!("2026-12-14")
        )
    );
}

#[test]
fn several_rounds_each_have_their_own_clock() {
    let (home, id) = sent_on("2026-11-20");
    home.ok(&[
        "request",
        &id,
        "sent",
        "test-other",
        "--on",
        "2025-05-20",
        "--reference",
        "old",
    ]);
    home.ok(&[
        "request",
        &id,
        "answer",
        "r2",
        "refused",
        "--on",
        "2025-06-01",
        "--note",
        "by mail",
    ]);
    let all = requests(&home, &id);
    let seen: Vec<(&Value, &Value)> = all.iter().map(|it| (&it["sent"], &it["outcome"])).collect();
    assert_eq!(
        seen,
        [
            (&json!("2025-05-20"), &json!("refused")),
            (&json!("2026-11-20"), &json!("waiting"))
        ]
    );
    assert_eq!(status(&home, &id)["state"], "waiting");
    let out = home.ok(&["request", &id, "remove", "r1"]);
    let begin = "Off the record:\nr1  The test form: sent 20 November 2026";
    let end = format!("To record it again: optout request {id} sent test-form --on 2026-11-20\n");
    assert!(out.starts_with(begin) && out.ends_with(&end), "{out}");
    assert_eq!(status(&home, &id)["state"], "refused");
    let json = home.json(&["request", &id, "remove", "r2"]);
    assert_eq!(json["requests"][0]["outcome"], "refused");
    assert!(requests(&home, &id).is_empty());
}

#[test]
fn a_reminder_and_a_complaint_wait_for_their_own_days() {
    let (home, id) = sent_on("2026-10-01");
    let on = |day: &str, arguments: &[&str]| {
        let now = format!("{day}T10:00:00Z");
        let ran = ran(home.command().env("OPTOUT_NOW", now).args(arguments));
        assert!([0, 3].contains(&ran.code), "{ran:?}");
        ran
    };
    let due = on("2026-11-03", &["due", "--exit-code"]);
    assert_eq!(due.code, 3);
    assert!(
        due.out.contains("Overdue since 3 November, today"),
        "{due:?}"
    );
    let remind = "follow-up-overdue-eea/remind";
    let reminded = on(
        "2026-11-03",
        &["mark", &id, remind, "done", "--reference", "77"],
    );
    assert!(
        reminded
            .out
            .contains("look again on Tuesday 17 November 2026"),
        "{reminded:?}"
    );
    let waits = on("2026-11-16", &["status"]);
    assert!(
        waits.out.contains("Reminded, wait until 17 November"),
        "{waits:?}"
    );
    let silent = on("2026-11-17", &["status"]);
    assert!(
        silent.out.contains("Reminded, still no answer"),
        "{silent:?}"
    );
    on(
        "2026-11-18",
        &["mark", &id, "follow-up-overdue-eea/complain", "done"],
    );
    let asked = one(&home, &id, "r3");
    assert_eq!(
        (&asked["to"], &asked["again"]),
        (&json!("authority"), &json!("2027-02-18"))
    );
    let waits = on("2026-12-01", &["due", "--exit-code"]);
    assert_eq!((waits.code, waits.out.as_str()), (0, "Nothing is due.\n"));
    let again = on("2027-02-19", &["due"]);
    assert!(again.out.contains("Authority still silent"), "{again:?}");
}

#[test]
fn a_reminder_is_recorded_before_the_complaint() {
    let (home, id) = sent_on("2026-09-01");
    for (request, to) in [("r2", "meta"), ("r3", "authority")] {
        home.ok(&[
            "request",
            &id,
            "sent",
            "follow-up-overdue-eea",
            "--on",
            "2026-11-20",
        ]);
        assert_eq!(one(&home, &id, request)["to"], to);
    }
}

#[test]
fn steps_up_to_what_was_sent_are_told_apart_from_those_to_do() {
    let home = Home::with_routes();
    let id = home.add("Personal", &["--country", "DE"]);
    home.ok(&["request", &id, "sent", "test-form"]);
    let steps = home.ok(&["steps", &id]);
    let row = |step: &str| steps.lines().find(|row| row.contains(step)).unwrap();
    assert!(row("/find-form").ends_with("  (not needed)"), "{steps}");
    assert!(row("/send-form").ends_with("  (sent)"), "{steps}");
    assert!(!row("/see-mail").contains("needed"), "{steps}");
}

#[test]
fn nothing_due_is_said_and_ends_with_zero() {
    let (home, _) = sent_on("2026-11-20");
    assert_eq!(home.ok(&["due", "--exit-code"]), "Nothing is due.\n");
    let due = home.json(&["due", "--within", "40"]);
    assert_eq!(
        due["due"][0],
        json!({"account": due["due"][0]["account"], "label": "Personal", "need": null,
            "day": "2026-12-21", "days": 30})
    );
    let said = home.fails(2, &["due", "--within", "x"]);
    assert!(
        said.contains("write a number of days, such as 14"),
        "{said}"
    );
}

#[test]
fn an_answer_is_read_from_a_saved_mail_and_recorded_only_when_asked() {
    let (home, id) = sent_on("2026-11-20");
    let mail = |name: &str| format!("{}/tests/answers/{name}.eml", env!("CARGO_MANIFEST_DIR"));
    let on = |arguments: &[&str]| {
        let now = "2026-12-03T10:00:00Z";
        ran(home.command().env("OPTOUT_NOW", now).args(arguments))
    };
    let file = mail("granted-de");
    let before = one(&home, &id, "r1");
    let read = on(&["request", &id, "answer", "r1", "--from", &file, "--json"]);
    assert_eq!(read.code, 0, "{read:?}");
    let proposal: Value = serde_json::from_str(&read.out).unwrap();
    assert_eq!(
        (&proposal["outcome"], &proposal["request"]),
        (&json!("granted"), &json!("r1"))
    );
    assert_eq!(one(&home, &id, "r1"), before);
    let done = on(&["request", &id, "answer", "r1", "--from", &file, "--yes"]);
    assert!(done.out.contains("Recorded: Meta agreed."), "{done:?}");
    let request = one(&home, &id, "r1");
    assert_eq!(
        (
            &request["outcome"],
            &request["answered"],
            &request["reference"]
        ),
        (
            &json!("granted"),
            &json!("2026-12-01"),
            &json!("1234567890")
        )
    );
    // What is not sure is not recorded.
    let unsure = on(&[
        "request",
        &id,
        "answer",
        "r1",
        "--from",
        &mail("authentication-fails"),
        "--yes",
    ]);
    assert_eq!(unsure.code, 1, "{unsure:?}");
    assert!(unsure.err.contains("not sure"), "{unsure:?}");
    let missing = on(&["request", &id, "answer", "r1", "--from", "/nonexistent.eml"]);
    assert_eq!(missing.code, 1, "{missing:?}");
    let both = on(&["request", &id, "answer", "r1", "granted", "--from", &file]);
    assert_eq!(both.code, 2, "{both:?}");
}

#[test]
fn a_day_edited_by_hand_that_does_not_fit_is_named() {
    let (home, id) = sent_on("2026-11-20");
    let file = home.data().join("accounts").join(format!("{id}.toml"));
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(
        &file,
        text.replace("sent = 2026-11-20", "sent = 2025-05-20"),
    )
    .unwrap();
    let checked = ran(home.command().args(["account", "check"]));
    assert!(
        checked
            .out
            .contains("`due` is 2026-12-21, but 2025-06-20 follows"),
        "{checked:?}"
    );
    // A file of an earlier version has the day before it was moved off the Sunday.
    std::fs::write(&file, text.replace("due = 2026-12-21", "due = 2026-12-20")).unwrap();
    assert_eq!(one(&home, &id, "r1")["due"], "2026-12-21");
    let checked = ran(home.command().args(["account", "check"]));
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[test]
fn that_it_went_by_post_can_be_said_afterwards() {
    let (home, id) = sent_on("2026-10-01");
    let due = || one(&home, &id, "r1")["due"].as_str().unwrap().to_owned();
    let before = due();
    home.ok(&["request", &id, "edit", "r1", "--post", "yes"]);
    assert!(due() > before, "a week is counted for the post");
    home.ok(&["request", &id, "edit", "r1", "--post", "no"]);
    assert_eq!(due(), before);
}

#[test]
fn nothing_happened_to_a_request_before_it_was_sent() {
    let (home, id) = sent_on("2026-10-20");
    let request = |args: &[&str]| {
        let error = home.fails(1, &[&["request", &id], args].concat());
        assert!(error.contains("Correct one of the two days."), "{error}");
        error
    };
    let error = request(&["edit", "r1", "--received", "2026-10-19"]);
    let when = "Monday 19 October 2026 is before Tuesday 20 October 2026, when it was sent.";
    assert!(error.contains(when), "{error}");
    request(&["sent", "test-form", "--received", "2026-10-01"]);
    home.ok(&["request", &id, "asked", "r1", "--on", "2026-10-22"]);
    let error = request(&["given", "r1", "--on", "2026-10-21"]);
    assert!(error.contains("when Meta asked"), "{error}");
    home.ok(&["request", &id, "given", "r1", "--on", "2026-10-23"]);
    home.ok(&[
        "request",
        &id,
        "answer",
        "r1",
        "refused",
        "--on",
        "2026-11-02",
    ]);
    request(&["edit", "r1", "--sent", "2026-11-03"]);
    request(&["edit", "r1", "--answered", "2026-10-01"]);
    request(&["edit", "r1", "--sent", "2026-10-23"]);
    // Corrected together, they are taken.
    home.ok(&[
        "request",
        &id,
        "edit",
        "r1",
        "--sent",
        "2026-10-23",
        "--asked",
        "2026-10-24",
        "--given",
        "2026-10-25",
    ]);
    let request = one(&home, &id, "r1");
    assert_eq!(
        (&request["sent"], &request["asked"], &request["given"]),
        (
            &json!("2026-10-23"),
            &json!("2026-10-24"),
            &json!("2026-10-25")
        )
    );
    let file = home.data().join("accounts").join(format!("{id}.toml"));
    let text = std::fs::read_to_string(&file).unwrap();
    let text = text.replace("answered = 2026-11-02", "answered = 2026-10-02");
    std::fs::write(&file, text).unwrap();
    let checked = ran(home.command().args(["account", "check"]));
    let named = "`answered` is 2026-10-02, before 2026-10-23, when r1 was sent.";
    assert!(checked.out.contains(named), "{checked:?}");
}

#[test]
fn a_request_whose_id_was_taken_meanwhile_is_shown_by_the_one_that_it_got() {
    let (home, id) = sent_on("2026-10-20");
    let file = home.data().join("accounts").join(format!("{id}.toml"));
    let text = std::fs::read_to_string(&file).unwrap();
    // A request that cannot be read keeps its id.
    let text = text.replace("sent = 2026-10-20", "sent = \"October\"");
    std::fs::write(&file, text).unwrap();
    let sent = ["request", &id, "sent", "test-form", "--on", "2026-10-21"];
    let ran = ran(home.command().args(sent));
    assert!(ran.out.starts_with("r2  "), "{ran:?}");
    // Saving moves its line; that is no second mistake.
    assert_eq!(ran.err.matches("warning").count(), 1, "{ran:?}");
}
