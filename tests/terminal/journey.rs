//! From the objection to the complaint, over two months: the clock is moved along, every file is read.

use std::{fs, process::Command};

use super::{
    home::{Home, route},
    program::{DOWN, ENTER, ESC, Program},
};

/// The program on this day, at ten, in the account.
fn in_account(home: &Home, day: &str, is_shown: &str) -> Program {
    let now = format!("{day}T10:00:00Z");
    let mut program = home.setting().variable("OPTOUT_NOW", now).start();
    program.wait_for("❯");
    program.wait_for(is_shown);
    program.press_for(ENTER, "Object to AI training");
    program
}

fn quit(mut program: Program) {
    program.press("q");
    let (code, _) = program.wait_end();
    assert_eq!(code, 0);
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in:\n{text}");
    }
}

/// The home of somebody in Ireland with a route of two steps: write, and send.
fn home() -> Home {
    let home = Home::new();
    let guide = route("test-route", 1, 2)
        .replace("body = \"Body of 1.\"\n", "letter = \"objection-long\"\n")
        .replace("body = \"Body of 2.\"\n", "kind = \"submit\"\n");
    home.guide("test-route", guide);
    let more = "name = \"Ada Person\"\nemail = \"ada@example.org\"\naddress = \"1 Road, Dublin\"";
    let file = home.account("fb", "Personal", more);
    let text = fs::read_to_string(&file).unwrap();
    home.write(file, text.replace("\"DE\"", "\"IE\""));
    home
}

#[test]
fn from_the_objection_to_the_complaint() {
    let home = home();
    let kept = || fs::read_to_string(home.account_file("fb")).unwrap();

    // 31 January: the letter is copied, and what it says is sent.
    let mut program = in_account(&home, "2026-01-31", "0/2");
    program.press_for("L", "True of you?");
    program.press_for("y", "Copied");
    program.press_for(ESC, "Do thing 1");
    program.press_for(ENTER, "Step 2 of 2");
    program.press_for(ENTER, "On which day?");
    program.press_for(
        ENTER,
        "Sent 31 January 2026. Answer due by Monday 2 March 2026.",
    );
    program.wait_for("saved");
    quit(program);
    has(
        &kept(),
        &[
            "sent = 2026-01-31",
            "due = 2026-03-02",
            "text = \"objection-long.en\"",
        ],
    );

    // On the day after it turns out to have been the 29th.
    let mut program = in_account(&home, "2026-02-01", "Waiting until");
    program.press_for("r", "What did Meta answer");
    for _ in 0..4 {
        program.press(DOWN);
    }
    program.press_for(ENTER, "Correct the objection of 31 January 2026");
    program.press("29.1.");
    program.press_for(ENTER, "Corrected. Answer due by Monday 2 March 2026.");
    program.wait_for("saved");
    quit(program);
    has(&kept(), &["sent = 2026-01-29", "due = 2026-03-02"]);

    // The last day, and the day after it: Meta is late, and is reminded.
    quit(in_account(&home, "2026-03-02", "ue today"));
    let mut program = in_account(&home, "2026-03-03", "Overdue since");
    program.wait_for("Look once more for an answer");
    program.press_for(ENTER, "Remind Meta");
    program.press_for("L", "Reminder");
    program.press_for("y", "Copied");
    program.press_for(ESC, "Remind Meta");
    program.press_for(ENTER, "On which day?");
    program.press_for(
        ENTER,
        "Sent 3 March 2026. Look again on Tuesday 17 March 2026.",
    );
    program.wait_for("saved");
    quit(program);
    has(&kept(), &["text = \"reminder.en\"", "again = 2026-03-17"]);

    // Meta refuses. What it wrote is kept, and the complaint is written.
    home.write("refusal.eml", "We refuse.");
    let mut program = in_account(&home, "2026-03-12", "Reminded, wait until 17 March");
    program.press_for("r", "What did Meta answer to the objection");
    program.press(DOWN);
    program.press_for(ENTER, "On which day?");
    program.press("10.3.");
    program.press_for(ENTER, "Recorded: Meta refused, 10 March 2026.");
    program.press_for("E", "Evidence of Personal");
    program.press("refusal.eml");
    program.press_for(ENTER, "Kept: refusal.eml");
    program.press(ESC);
    program.wait_gone("Evidence of");
    program.press_for("C", "Write the complaint into");
    program.press_for(ENTER, "The complaint is in a folder");
    program.press_for(ENTER, "Object to AI training");
    quit(program);
    has(&kept(), &["outcome = \"refused\"", "answered = 2026-03-10"]);

    let folder = home.join("complaint-fb-2026-03-12");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let mut check = Command::new("sha256sum");
    check.args(["--strict", "--quiet", "-c", "hashes.txt"]);
    assert!(check.current_dir(&folder).status().unwrap().success());
    let hashes = read("hashes.txt");
    let listed: Vec<&str> = hashes.lines().map(|line| &line[66..]).collect();
    let all = [
        "complaint.txt",
        "evidence/01-refusal.eml",
        "letters/01-objection-long.en.txt",
        "letters/02-reminder.en.txt",
        "pack.html",
        "pack.md",
    ];
    assert_eq!(listed, all);
    has(
        &read("complaint.txt"),
        &[
            "Data Protection Commission",
            "Complainant: Ada Person",
            "Postal address: 1 Road, Dublin",
            "29 January 2026: I objected",
            "10 March 2026: Meta refused.",
        ],
    );
    has(
        &read("letters/01-objection-long.en.txt"),
        &["Subject: Objection", "Ada Person"],
    );
    has(
        &read("letters/02-reminder.en.txt"),
        &["29 January 2026", "2 March 2026"],
    );
    assert_eq!(read("evidence/01-refusal.eml"), "We refuse.");
    for name in ["pack.md", "pack.html"] {
        let text = read(name);
        let days = [
            "29 January 2026",
            "2 March 2026",
            "3 March 2026",
            "10 March 2026",
        ];
        // The heading comes after the complaint, which has the same words.
        let heading = if name == "pack.md" {
            "## What happened"
        } else {
            "<h2>What happened"
        };
        let (_, told) = text.split_once(heading).unwrap();
        has(told, &days);
        let places: Vec<usize> = days.iter().map(|day| told.find(day).unwrap()).collect();
        assert!(places.is_sorted(), "{name}: {places:?}\n{told}");
        has(&text, &["refusal.eml"]);
    }

    // The calendar: nothing of the objection is to come, but the complaint is.
    let mut export = home.command();
    export
        .env("OPTOUT_NOW", "2026-03-12T10:00:00Z")
        .args(["export", "--format", "ics"]);
    let calendar = crate::home::run(&mut export).out;
    has(
        &calendar,
        &[
            "UID:fb-r1-complain@optout\r\n",
            "DTSTART;VALUE=DATE:20260310\r\n",
        ],
    );
}
