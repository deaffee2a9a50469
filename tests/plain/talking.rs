//! What is said, and when.

use optout::{
    account::{evidence, progress::Evidence},
    content::platform::Platform,
    plain::Dialogue,
    text, ui,
};

use crate::bench::{Bench, account};

/// A bench, and the dialogue over it.
struct Talk {
    bench: Bench,
    dialogue: Dialogue,
}

impl Talk {
    fn new(labels: &[&str]) -> Self {
        let accounts = labels.iter().enumerate().map(|(index, label)| {
            let id = format!("a7k2m9q{}", index + 2);
            account(&id, label, Platform::Facebook, Some("DE"))
        });
        let mut talk = Self {
            bench: Bench::made_up(accounts.collect(), &[], crate::bench::now()),
            dialogue: Dialogue::new(72, false),
        };
        talk.tell();
        talk
    }

    fn tell(&mut self) -> Vec<String> {
        self.bench.settle();
        let read = ui::read(&self.bench.model);
        self.bench.model.drawn = read.drawn.clone();
        self.dialogue.tell(&self.bench.model, &read)
    }

    /// Types a line, and hears what it brings.
    fn say(&mut self, line: &str) -> String {
        self.dialogue.hear(&self.bench.model, line);
        while let Some(message) = self.dialogue.next(&self.bench.model) {
            self.bench.send(message);
        }
        self.tell().join("\n")
    }
}

#[test]
fn an_empty_line_reads_again_and_ticks_nothing() {
    let mut talk = Talk::new(&["Mine"]);
    talk.say("1");
    talk.say("enter");
    let again = talk.say("");
    assert!(again.contains("Step 1 of"), "{again}");
    assert!(talk.bench.asked().is_empty());
}

#[test]
fn help_without_an_account_tells_only_what_works() {
    let mut talk = Talk::new(&[]);
    let told = talk.say("help");
    for (word, is_told) in [
        ("add, a:", true),
        ("undo", true),
        ("mouse", false),
        ("board", false),
    ] {
        assert_eq!(told.contains(word), is_told, "{told}");
    }
    assert!(talk.say("1").contains("no numbers here; help lists"));
    let told = Talk::new(&["Mine"]).say("help");
    assert!(
        told.contains("board, B:") && !told.contains("mouse"),
        "{told}"
    );
}

#[test]
fn a_number_goes_in_and_back_comes_out() {
    let mut talk = Talk::new(&["Mine", "Mum"]);
    let inside = talk.say("2");
    assert!(
        inside.contains("Mum") && inside.contains("3. [ ]"),
        "{inside}"
    );
    let step = talk.say("3");
    assert!(step.contains("Step 1 of"), "{step}");
    assert!(talk.say("back").contains("3. [ ]"));
    assert!(talk.say("back").contains("2. Facebook, Mum"));
    assert!(talk.say("9").contains("no number 9"));
}

#[test]
fn what_stays_is_not_read_again() {
    let mut talk = Talk::new(&["Mine"]);
    talk.say("1");
    let ticked = talk.say("tick 4");
    let lines: Vec<&str> = ticked.lines().collect();
    assert!(lines.len() <= 4, "{ticked}");
    assert!(
        ticked.contains("4. [x]") && !ticked.contains("3. "),
        "{ticked}"
    );
    assert!(talk.say("undo").contains("4. [ ]"));
}

#[test]
fn a_page_asks_one_field_after_the_other_and_goes_back_to_a_wrong_one() {
    let mut talk = Talk::new(&[]);
    let first = talk.say("add");
    assert!(
        first.contains("1 of ") && first.contains("Label"),
        "{first}"
    );
    assert!(!first.contains("2 of "), "{first}");
    assert!(talk.say("Kim").contains("2. Instagram"));
    assert!(talk.say("insta").contains("Country"));
    let wrong = talk.say("Atlantis");
    assert!(
        wrong.contains("3 of ") && wrong.contains("Atlantis"),
        "{wrong}"
    );
    talk.say("France");
    talk.say(":save");
    let entry = &talk.bench.model.entries[0].account;
    assert_eq!(
        (entry.label.as_str(), entry.platform),
        ("Kim", Platform::Instagram)
    );
    assert_eq!(entry.country.unwrap().to_string().as_str(), "FR");
}

#[test]
fn a_kept_file_is_taken_off_the_list_by_a_word() {
    let mut talk = Talk::new(&["Mine"]);
    let file = |name: &str, added: &str| Evidence {
        sha256: evidence::hash(name.as_bytes()),
        name: text::line(name),
        added: added.parse().unwrap(),
        request: None,
    };
    talk.bench.model.entries[0].account.progress.evidence = vec![
        file("old.png", "2026-11-01T10:00:00Z"),
        file("new.png", "2026-11-02T10:00:00Z"),
    ];
    let listed = talk.say("evidence");
    assert!(listed.contains("old.png"), "{listed}");
    talk.say(":down");
    let said = talk.say(":take off");
    assert!(said.contains("Off the list: old.png"), "{said}");
    let left = &talk.bench.model.entries[0].account.progress.evidence;
    assert_eq!(left.len(), 1);
}

#[test]
fn each_field_is_asked_with_its_own_hint_and_what_is_wrong_is_said_once() {
    let mut talk = Talk::new(&[]);
    talk.say("add");
    let platform = talk.say("Kim");
    assert!(
        platform.contains("2 of 10. Platform: Facebook\n"),
        "{platform}"
    );
    talk.say("");
    let wrong = talk.say("Atlantis");
    assert_eq!(wrong.matches("Atlantis").count(), 2, "{wrong}");
    assert_eq!(wrong.lines().last(), Some("3 of 10. Country: Atlantis"));
    let asked: Vec<String> = ["France", "", "", ""].map(|line| talk.say(line)).into();
    assert!(asked[1].contains(":save saves"), "{asked:?}");
    assert!(
        asked[3].starts_with("7 of 10. Your name") && asked[3].contains("such as Kim Example"),
        "{asked:?}"
    );
    let all: Vec<String> = ["", "", ""].map(|line| talk.say(line)).into();
    assert!(all[2].contains(":down lists your browsers"), "{all:?}");
}

#[test]
fn in_what_now_only_what_is_new_of_a_step_is_said() {
    let mut talk = Talk::new(&["Mine"]);
    let first = talk.say("what-now");
    assert!(first.contains("Opens in your usual browser"), "{first}");
    let next = talk.say("done");
    assert!(next.contains("Step 2 of"), "{next}");
    assert!(!next.contains("usual browser"), "{next}");
}

#[test]
fn the_board_names_the_goal_of_each_cell() {
    let mut talk = Talk::new(&["Mine", "Mum"]);
    let board = talk.say("board");
    assert!(
        board.contains("2. Facebook, Mum, DE, Object to AI training: "),
        "{board}"
    );
}

#[test]
fn an_answer_is_its_number_its_letter_or_how_it_begins() {
    for answer in ["1", "n", "no", "No, keep"] {
        let mut talk = Talk::new(&["Mine"]);
        assert!(talk.say("delete").contains("Delete Mine?"));
        talk.say(answer);
        assert!(talk.bench.model.overlays.is_empty(), "{answer}");
        assert_eq!(talk.bench.model.entries.len(), 1, "{answer}");
    }
}

#[test]
fn words_of_which_several_begin_so_are_named() {
    let mut talk = Talk::new(&["Mine"]);
    talk.say("1");
    let which = talk.say("gro");
    assert!(which.contains("no word here"), "{which}");
    assert!(talk.say("op").contains("Which one? open"), "{which}");
}

#[test]
fn nothing_that_is_typed_where_a_text_is_wanted_is_a_command() {
    let mut talk = Talk::new(&["Mine"]);
    talk.say("1");
    talk.say("note 3");
    talk.say("delete");
    talk.say("3");
    assert!(talk.say("").contains("The note is kept."));
    assert_eq!(talk.bench.model.entries.len(), 1);
    let said = talk.say("3");
    assert!(
        said.contains("Your note: delete") && said.contains("3"),
        "{said}"
    );
}
