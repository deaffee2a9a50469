//! `optout letter`: the letters that fit, one of them as it is to be sent, and what it lacks.

use serde_json::json;

use crate::support::{FORM, Home, assert_private};

/// A home with an account in this country, with a name and an e-mail address.
fn with_account(country: &str) -> (Home, String) {
    let home = Home::with_routes();
    let id = home.add(
        "Mine",
        &[
            "--country",
            country,
            "--handle",
            "@ada",
            "--name",
            "Ada Läufer",
            "--email",
            "ada@example.org",
            "--language",
            "en",
        ],
    );
    (home, id)
}

#[test]
fn a_letter_is_printed_as_it_is_to_be_sent() {
    let (home, id) = with_account("AT");
    let ran = home.run(&["letter", &id, "objection-long"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out
            .starts_with("Subject: Objection under Article 21(1) GDPR"),
        "{}",
        ran.out
    );
    for line in [
        "Name: Ada Läufer",
        "Country: Austria",
        "Account name: @ada",
        "Date: 21 November 2026",
    ] {
        assert!(
            ran.out.lines().any(|found| found == line),
            "{line}\n{}",
            ran.out
        );
    }
    // A paragraph is one line: whoever pastes it wants no other.
    assert!(ran.out.lines().any(|line| line.chars().count() > 200));
    assert!(ran.out.ends_with("\nAda Läufer\n"));
    // The label names the account too, and a beginning of the id.
    assert_eq!(home.ok(&["letter", "Mine", "objection-long"]), ran.out);
    assert_eq!(home.ok(&["letter", &id[..4], "objection-long"]), ran.out);
}

#[test]
fn language_and_grounds_are_asked_for_without_being_kept() {
    let (home, id) = with_account("AT");
    let plain = home.ok(&["letter", &id, "objection-short"]);
    let german = home.ok(&["letter", &id, "objection-short", "--lang", "de"]);
    assert!(german.starts_with("Ich widerspreche"), "{german}");
    let more = home.ok(&[
        "letter",
        &id,
        "objection-short",
        "--grounds",
        "children, profession,",
    ]);
    assert!(
        more.contains("profession") && more.contains("children"),
        "{more}"
    );
    assert_eq!(home.ok(&["letter", &id, "objection-short"]), plain);
    // What is kept is used, unless something else is asked for.
    home.ok(&[
        "account",
        "edit",
        &id,
        "--language",
        "de",
        "--grounds",
        "safety",
    ]);
    let kept = home.ok(&["letter", &id, "objection-short"]);
    assert!(
        kept.starts_with("Ich widerspreche") && kept.contains("Sicherheit"),
        "{kept}"
    );
    let none = home.ok(&[
        "letter",
        &id,
        "objection-short",
        "--grounds",
        "",
        "--lang",
        "en",
    ]);
    assert_eq!(none, plain);
    // Without a word of the account, its country decides.
    let (home, id) = with_account("AT");
    let file = home.join("data/accounts").join(format!("{id}.toml"));
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("language = \"en\"\n", "")).unwrap();
    assert_eq!(home.ok(&["letter", &id, "objection-short"]), german);
}

#[test]
fn everything_that_is_missing_is_named_with_what_gives_it() {
    let home = Home::with_routes();
    let id = home.add("Bare", &["--country", "AT"]);
    let ran = home.run(&["letter", &id, "reminder"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    for said in [
        "lacks your name, the account's e-mail address, the day your objection was sent",
        "No objection is on record yet",
        &format!("optout account edit {id} --name '…' --email '…'"),
    ] {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    // It is enough to do what was said.
    home.ok(&[
        "account",
        "edit",
        &id,
        "--name",
        "Ada",
        "--email",
        "ada@example.org",
    ]);
    home.ok(&["mark", &id, "test-form/send-form", "done"]);
    let ran = home.run(&["letter", &id, "reminder"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.err
            .contains("Too soon: Meta has time until 21 December 2026"),
        "{}",
        ran.err
    );
    let letter = ran.out;
    assert!(letter.contains("21. November 2026"), "{letter}");
    assert!(
        letter.contains("https://www.facebook.com/help/contact/3"),
        "{letter}"
    );
}

#[test]
fn which_authority_is_asked_where_there_are_several() {
    let (home, id) = with_account("DE");
    let err = home.fails(1, &["letter", &id, "complaint"]);
    for said in [
        "lacks the authority to complain to, the day your objection was sent",
        "`optout authority list --country DE` lists them",
        &format!("Give it: optout account edit {id} --authority ID"),
    ] {
        assert!(err.contains(said), "{said}\n{err}");
    }
    // Where there is one, nobody has to say so; where none is known, nobody can.
    let (home, id) = with_account("AT");
    let err = home.fails(1, &["letter", &id, "complaint"]);
    assert!(!err.contains("authority"), "{err}");
}

#[test]
fn a_letter_that_is_not_there_is_told_with_what_looks_like_it() {
    let (home, id) = with_account("AT");
    let err = home.fails(1, &["letter", &id, "objecton-long"]);
    assert!(err.contains("There is no letter `objecton-long`"), "{err}");
    assert!(err.contains("Did you mean objection-long"), "{err}");
    let err = home.fails(2, &["letter", &id, "objection-long", "--lang", "xx"]);
    assert!(err.contains("possible values"), "{err}");
    let err = home.fails(2, &["letter", &id, "objection-long", "--grounds", "luck"]);
    assert!(err.contains("it is one of profession, children"), "{err}");
    let other = home.add("Ohio", &["--country", "US"]);
    let err = home.fails(1, &["letter", &other, "objection-long"]);
    assert!(
        err.contains("is not for Ohio (Threads, personal, United States)"),
        "{err}"
    );
    assert!(
        err.contains("third-party-inquiry") && !err.contains("reminder"),
        "{err}"
    );
}

#[test]
fn a_language_that_is_not_offered_is_refused_with_those_that_are() {
    let (home, id) = with_account("GB");
    let err = home.fails(1, &["letter", &id, "objection-long", "--lang", "de"]);
    assert!(err.contains("no `de` text of `objection-long`"), "{err}");
    assert!(err.contains("It is there in: en"), "{err}");
}

#[test]
fn without_a_letter_those_that_fit_are_listed() {
    let (home, id) = with_account("AT");
    let out = home.ok(&["letter", &id]);
    let line = out
        .lines()
        .find(|line| line.starts_with("objection-long "))
        .unwrap();
    assert!(
        line.contains("en") && line.contains("de") && line.ends_with("Full objection"),
        "{out}"
    );
    let list = home.json(&["letter", &id]);
    assert_eq!(list["region"], "eea");
    let letters = list["letters"].as_array().unwrap();
    assert_eq!(letters.len(), out.lines().count());
    let short = letters
        .iter()
        .find(|letter| letter["id"] == "objection-short")
        .unwrap();
    assert_eq!(short["language"], "en");
    assert_eq!(short["limit"]["least"], 100);
    assert_eq!(short["to"], "meta");
    let american = home.add("Ohio", &["--country", "US"]);
    let list = home.json(&["letter", &american]);
    let all = list["letters"].as_array().unwrap();
    assert!(
        all.iter().all(|letter| letter["id"] != "objection-long"),
        "{list}"
    );
}

#[test]
fn an_account_without_a_country_is_told_what_decides() {
    let home = Home::with_routes();
    let id = home.add("Nowhere", &[]);
    let ran = home.run(&["letter", &id]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("objection-long"), "{}", ran.out);
    assert!(
        ran.err.contains("no country, which decides the law"),
        "{}",
        ran.err
    );
    assert_eq!(home.json(&["letter", &id])["region"], json!(null));
    let ran = home.run(&["letter", &id, "objection-short"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("no country"), "{}", ran.err);
}

#[test]
fn a_letter_is_written_as_it_is_asked_for_and_never_over_another_file() {
    let (home, id) = with_account("AT");
    let plain = home.ok(&["letter", &id, "to-poster"]);
    let out = home.ok(&["letter", &id, "to-poster", "-o", "mine.txt"]);
    assert!(out.contains("mine.txt"), "{out}");
    let file = home.join("mine.txt");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), plain);
    assert_private(&file);
    let err = home.fails(1, &["letter", &id, "to-poster", "-o", "mine.txt"]);
    assert!(err.contains("is there already"), "{err}");
    home.ok(&[
        "letter",
        &id,
        "to-poster",
        "--format",
        "eml",
        "-o",
        "mine.eml",
    ]);
    let eml = std::fs::read_to_string(home.join("mine.eml")).unwrap();
    assert!(
        eml.starts_with("X-Unsent: 1\r\nFrom: ada@example.org\r\nSubject: "),
        "{eml}"
    );
    assert!(eml.contains("\r\nAda L=C3=A4ufer\r\n"), "{eml}");
    let address = home.ok(&["letter", &id, "to-poster", "--format", "mailto"]);
    assert!(
        address.starts_with("mailto:?subject=Pictures%20and"),
        "{address}"
    );
    assert_eq!(address.lines().count(), 1);
    let err = home.fails(1, &["letter", &id, "objection-long", "--format", "eml"]);
    assert!(
        err.contains("No e-mail address for this is on record"),
        "{err}"
    );
    home.ok(&["mark", &id, "test-form/send-form", "done"]);
    let err = home.fails(1, &["letter", &id, "complaint", "--format", "mailto"]);
    assert!(
        err.contains("at most 2000") && err.contains("--format eml"),
        "{err}"
    );
}

#[test]
fn a_draft_is_printed_with_what_is_missing_in_its_place() {
    let home = Home::with_routes();
    let id = home.add("Bare", &["--country", "AT"]);
    assert_eq!(home.run(&["letter", &id, "to-poster"]).out, "");
    let draft = home.ok(&["letter", &id, "to-poster", "--draft"]);
    assert!(
        draft.contains("[Ihr Name]") && draft.contains("[Ihre E-Mail-Adresse]"),
        "{draft}"
    );
    let shown = home.run(&["letter", &id, "to-poster", "--draft", "-o", "x.txt"]);
    assert_eq!(shown.code, 2, "{shown:?}");
}

#[test]
fn the_postal_address_is_kept_where_it_is_given_and_stands_in_the_complaint() {
    let (home, id) = with_account("AT");
    home.ok(&["mark", &id, "test-form/send-form", "done"]);
    let line = |home: &Home| {
        let text = home.ok(&["letter", &id, "complaint"]);
        text.lines()
            .find(|line| line.starts_with("Postal address: "))
            .unwrap()
            .to_owned()
    };
    assert_eq!(line(&home), "Postal address: ____________________");
    let address = "Lange Gasse 1, Stiege 2, 1010 Wien, hinter dem Dom und neben der Kirche";
    home.ok(&["account", "edit", &id, "--address", address]);
    assert_eq!(line(&home), format!("Postal address: {address}"));
    let file = home.join("data/accounts").join(format!("{id}.toml"));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains(&format!("address = \"{address}\"\n")),
        "{text}"
    );
    let list = home.json(&["account", "list"]);
    assert_eq!(list["accounts"][0]["address"], address);
    let err = home.fails(1, &["account", "edit", &id, "--address", &"x".repeat(121)]);
    assert!(err.contains("at most 120 fit"), "{err}");
    home.ok(&["account", "edit", &id, "--address", ""]);
    assert_eq!(line(&home), "Postal address: ____________________");
}

#[test]
fn a_letter_for_another_platform_is_neither_listed_nor_written() {
    let (home, id) = with_account("AT");
    let out = home.ok(&["letter", &id]);
    assert!(
        !out.contains("whatsapp-answer") && !out.contains("objection-parent"),
        "{out}"
    );
    let err = home.fails(1, &["letter", &id, "whatsapp-answer"]);
    assert!(err.contains("is not for Mine"), "{err}");
}

#[test]
fn json_has_the_text_or_what_is_missing() {
    let (home, id) = with_account("AT");
    let shown = home.json(&["letter", &id, "objection-long", "--grounds", "health"]);
    let out = home.ok(&["letter", &id, "objection-long", "--grounds", "health"]);
    assert_eq!(shown["text"], out.as_str());
    let subject = out
        .lines()
        .next()
        .unwrap()
        .strip_prefix("Subject: ")
        .unwrap();
    assert_eq!(shown["subject"], subject);
    let body = out.split_once("\n\n").unwrap().1;
    assert_eq!(shown["characters"], body.trim_end().chars().count());
    assert_eq!(shown["language"], "en");
    assert_eq!(shown["grounds"], json!(["health"]));
    assert_eq!(shown["missing"], json!([]));
    let sources = shown["sources"].as_array().unwrap();
    let is_dated = |source: &serde_json::Value| source["checked"].as_str().unwrap().len() == 10;
    assert!(
        !sources.is_empty() && sources.iter().all(is_dated),
        "{shown}"
    );
    let ran = home.run(&["letter", &id, "reminder", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(shown["text"], json!(null));
    assert_eq!(shown["missing"], json!(["sent", "due"]));
}

#[test]
fn steps_say_which_letter_is_theirs() {
    let (home, id) = with_account("AT");
    let with_letter = |letter: &str| {
        let step = format!("id = \"find-form\"\nletter = \"{letter}\"");
        FORM.replace("id = \"find-form\"", &step)
    };
    home.guide("form", with_letter("objection-short"));
    let out = home.ok(&["steps", &id]);
    assert!(
        out.contains(&format!("optout letter {id} objection-short")),
        "{out}"
    );
    let steps = home.json(&["steps", &id]);
    assert_eq!(steps["goals"][0]["steps"][0]["letter"], "objection-short");
    assert_eq!(steps["goals"][0]["steps"][1]["letter"], json!(null));
    assert!(home.ok(&["guide", "check"]).contains("No mistakes"));
    home.guide("form", with_letter("objection-shrt"));
    let ran = home.run(&["guide", "check"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out
            .contains("The letter `objection-shrt` is unknown; known is objection-short"),
        "{}",
        ran.out
    );
}
