//! `C` and `E`: the complaint with everything that goes along, and the files that are kept.

use jiff::civil::date;
use optout::{
    account::{
        Account,
        change::Edit,
        compose::Composed,
        evidence,
        progress::{Evidence, Outcome},
    },
    app::{
        effect::Effect,
        message::Message,
        pages::{Overlay, question::Answer},
    },
    error::Error,
    id::Id,
    store::{KeptFile, WrittenPack},
    text,
};

use crate::bench::{Bench, account, guide_with_letter, objection, refused};
use optout::content::platform::Platform;

fn kept() -> (KeptFile, text::Clean) {
    let file = KeptFile {
        sha256: evidence::hash(b"abc"),
        size: 3,
        is_new: true,
    };
    (file, text::line("a.png"))
}

#[test]
fn the_complaint_is_written_where_the_person_says() {
    let mut bench = Bench::new(vec![refused(Some("IE"))]);
    bench.keys("enter C");
    bench.assert_screens("complaint", &[(80, 24), (40, 12)]);
    bench.typed("x").keys("enter");
    let effects = bench.asked();
    let [Effect::WritePack { path, pack }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(path, "complaint-a7k2m9qd-2026-11-21x");
    assert!(pack.lacks.contains(&"your name".to_owned()), "{pack:?}");
    let files = pack.files(&Default::default()).unwrap();
    assert!(files.iter().any(|(path, _)| path == "hashes.txt"));
    // A folder that cannot be is said, and the page stays.
    let error = Error::new("x is not empty.", "Name a new folder.");
    bench.send(Message::PackWritten(Err(error)));
    assert_eq!(bench.said(), "x is not empty. Name a new folder.");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Complaint(_))
    ));
    let written = WrittenPack {
        files: 4,
        lost: vec!["a.png was changed.".to_owned()],
    };
    bench.send(Message::PackWritten(Ok((
        text::line("/home/me/x"),
        written,
    ))));
    let Some(Overlay::Question(page)) = bench.model.overlays.last() else {
        panic!("it is said where it is")
    };
    assert!(page.body.contains("/home/me/x") && page.body.contains("a.png was changed"));
    bench.keys("enter");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn a_complaint_before_its_day_is_warned_of_whatever_it_lacks() {
    let mut early = refused(Some("IE"));
    let day = date(2026, 12, 1);
    early.progress.requests[0].outcome = Outcome::Waiting;
    early.progress.requests[0].answered = None;
    early.progress.requests[0].due = Some(day);
    for is_known in [false, true] {
        if is_known {
            early.email = Some(text::line("me@example.org"));
            early.name = Some(text::line("Ann Bee"));
        }
        let mut bench = Bench::new(vec![early.clone()]);
        bench.keys("enter C");
        let Some(Overlay::Complaint(page)) = bench.model.overlays.last() else {
            panic!("{}", bench.said())
        };
        let says = page.says(&bench.model);
        assert!(says[1].starts_with("Too soon: "), "{says:?}");
        let before = &page.pack.before;
        assert!(
            before.iter().any(|it| it.starts_with("Too soon: ")),
            "{before:?}"
        );
    }
}

#[test]
fn what_no_field_of_the_account_has_is_not_to_be_filled_in_there() {
    let mut waiting = refused(Some("IE"));
    waiting.address = Some(text::line("1 Main Street"));
    waiting.email = Some(text::line("me@example.org"));
    let request = &mut waiting.progress.requests[0];
    (request.outcome, request.answered, request.due) = (Outcome::Waiting, None, None);
    let says = |account: &Account| {
        let mut bench = Bench::new(vec![account.clone()]);
        bench.keys("enter C");
        match bench.model.overlays.last() {
            Some(Overlay::Complaint(page)) => page.says(&bench.model).join("\n"),
            _ => panic!("{}", bench.said()),
        }
    };
    let why = "The day by which Meta has to answer is not on record: correct the objection, and it follows.";
    let said = says(&waiting);
    let missing = "Missing: your name, the day by which Meta has to answer. A placeholder stands \
                   there; e on the account fills in your name.";
    assert!(said.contains(&format!("{missing}\n{why}")), "{said}");
    waiting.name = Some(text::line("Ann Bee"));
    let said = says(&waiting);
    let missing = "Missing: the day by which Meta has to answer. A placeholder stands there.";
    assert!(said.contains(&format!("{missing}\n{why}")), "{said}");
    // As it says: correcting the objection, even with nothing typed, finds the day.
    let mut bench = Bench::new(vec![waiting]);
    bench.keys("enter r");
    let Some(Overlay::Question(page)) = bench.model.overlays.last() else {
        panic!("{}", bench.said())
    };
    let is_it = |answer: &Answer| answer.label.starts_with("Correct");
    let at = page.answers.iter().position(is_it).unwrap() + 1;
    bench.keys(&format!("{at} enter"));
    assert!(
        bench.said().contains("An answer was due by"),
        "{}",
        bench.said()
    );
}

#[test]
fn a_country_brings_the_days_of_what_was_recorded_without_one() {
    let mut waiting = refused(None);
    let request = &mut waiting.progress.requests[0];
    (request.outcome, request.answered, request.due) = (Outcome::Waiting, None, None);
    let mut bench = Bench::new(vec![waiting]);
    let due = |bench: &Bench| {
        let account = &bench.model.entry("a7k2m9qd").unwrap().account;
        account.progress.requests[0].due
    };
    bench.keys("e down down").typed("ie").keys("ctrl-s");
    assert_eq!(due(&bench), Some(date(2026, 11, 2)), "{}", bench.said());
    bench.keys("u");
    assert_eq!(due(&bench), None);
}

#[test]
fn quitting_does_not_ask_about_a_letter_that_is_in_a_pack() {
    let mut bench = Bench::new(vec![refused(Some("IE"))]);
    bench.keys("enter C");
    let Some(Overlay::Complaint(page)) = bench.model.overlays.last() else {
        panic!("{}", bench.said())
    };
    let (key, _) = page.pack.letter().unwrap();
    bench.keys("esc");
    let edited = Composed::of("Subject: Mine\n\nMy words.", key.language).unwrap();
    bench.model.letters.keep_edited(key, edited);
    bench.keys("q");
    assert!(bench.screen(80, 24).contains("your text of a letter"));
    bench.keys("esc C");
    let written = WrittenPack {
        files: 4,
        lost: Vec::new(),
    };
    let path = text::line("/home/me/x");
    bench.send(Message::PackWritten(Ok((path, written))));
    bench.keys("enter").asked();
    bench.keys("q");
    assert_eq!(bench.asked(), [Effect::Quit]);
}

#[test]
fn where_there_are_several_authorities_one_is_chosen_first() {
    let mut bench = Bench::new(vec![refused(Some("DE"))]);
    bench.keys("enter C");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Authorities(_))
    ));
    bench.keys("enter");
    assert!(matches!(bench.asked().as_slice(), [Effect::Save(_, _)]));
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Complaint(_))
    ));
}

#[test]
fn without_anything_sent_there_is_nothing_to_complain_about() {
    let mut bench = Bench::new(vec![account(
        "a7k2m9qd",
        "Personal",
        Platform::Facebook,
        Some("DE"),
    )]);
    bench.keys("enter C");
    assert!(
        bench.said().contains("nothing to complain about"),
        "{}",
        bench.said()
    );
    assert!(bench.model.overlays.is_empty());
    let mut bench = Bench::new(Vec::new());
    bench.keys("C E");
    assert!(bench.model.overlays.is_empty());
    assert!(!bench.said().is_empty());
}

#[test]
fn a_file_is_kept_for_the_request_that_is_named() {
    let mut bench = Bench::new(vec![refused(Some("IE"))]);
    bench.keys("enter E");
    bench.typed("~/a.png").keys("enter");
    let request = Id::new("r1");
    let account = Id::new("a7k2m9qd").unwrap();
    assert_eq!(
        bench.asked(),
        [Effect::KeepFile {
            account: account.clone(),
            request: request.clone(),
            path: "~/a.png".to_owned(),
        }]
    );
    let answer = |result| Message::Kept {
        account: account.clone(),
        request: request.clone(),
        result,
    };
    bench.send(answer(Err(Error::new(
        "There is no file a.png.",
        "Nothing was kept.",
    ))));
    assert!(bench.said().contains("There is no file a.png."));
    bench.send(answer(Ok(kept())));
    let effects = bench.asked();
    let [Effect::Save(_, change)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let [
        Edit::Keep(Evidence {
            name, request: of, ..
        }),
    ] = change.edits.as_slice()
    else {
        panic!("{change:?}")
    };
    assert_eq!((name.as_str(), of), ("a.png", &request));
    assert!(
        bench.said().contains("for the objection of 1 October 2026"),
        "{}",
        bench.said()
    );
    bench.assert_screens("evidence", &[(80, 24), (40, 12)]);
    // The field is empty for the next one, and the same file is kept once.
    bench.keys("enter");
    assert!(bench.said().contains("Type the path"), "{}", bench.said());
    bench.send(answer(Ok(kept())));
    assert!(bench.asked().is_empty());
    assert!(bench.said().contains("kept already"), "{}", bench.said());
    // The next one is for the account.
    bench.keys("tab");
    bench.typed("b.png").keys("enter");
    assert!(matches!(
        bench.asked().as_slice(),
        [Effect::KeepFile { request: None, .. }]
    ));
    bench.keys("esc u");
    let entry = bench.model.entry("a7k2m9qd").unwrap();
    assert!(entry.account.progress.evidence.is_empty());
    assert!(
        bench.said().contains("Undone: kept a.png"),
        "{}",
        bench.said()
    );
}

#[test]
fn a_file_is_taken_off_the_list_and_undo_brings_it_back() {
    let mut mine = refused(Some("IE"));
    let file = |name: &str, added: &str| Evidence {
        sha256: evidence::hash(name.as_bytes()),
        name: text::line(name),
        added: added.parse().unwrap(),
        request: Id::new("r1"),
    };
    let (old, new) = (
        file("old.png", "2026-11-01T10:00:00Z"),
        file("new.png", "2026-11-02T10:00:00Z"),
    );
    mine.progress.evidence = vec![old.clone(), new.clone()];
    let mut bench = Bench::new(vec![mine]);
    // In a text the key deletes a character.
    bench.keys("enter E");
    bench.typed("ab").keys("left delete");
    let Some(Overlay::Evidence(page)) = bench.model.overlays.last() else {
        panic!("no page")
    };
    assert_eq!(page.input.value(), "a");
    assert!(bench.asked().is_empty());
    bench.keys("backspace down delete");
    let effects = bench.asked();
    let [Effect::Save(_, change)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(
        change.edits,
        [Edit::Drop(old.sha256.clone(), Id::new("r1"))]
    );
    let said = bench.said();
    assert!(
        said.contains("Off the list: old.png. Its copy stays"),
        "{said}"
    );
    let left = |bench: &Bench| {
        let entry = bench.model.entry("a7k2m9qd").unwrap();
        entry.account.progress.evidence.clone()
    };
    assert_eq!(left(&bench), std::slice::from_ref(&new));
    bench.keys("delete delete");
    assert!(left(&bench).is_empty());
    assert!(bench.said().contains("Nothing is kept"), "{}", bench.said());
    bench.keys("esc u u");
    assert_eq!(left(&bench).len(), 2);
    assert!(bench.said().contains("took old.png off the list"));
}

#[test]
fn r_leads_to_a_file_for_that_request() {
    let mut mine = refused(Some("IE"));
    mine.progress.requests = vec![objection(Outcome::Waiting)];
    let mut bench = Bench::new(vec![mine]);
    bench.keys("enter r");
    let Some(Overlay::Question(page)) = bench.model.overlays.last_mut() else {
        panic!("no question")
    };
    let labels = page.answers.iter().map(|answer| answer.label.as_str());
    let at = labels
        .clone()
        .position(|label| label == "Keep a file as evidence");
    page.selected = at.unwrap();
    bench.keys("enter");
    let Some(Overlay::Evidence(page)) = bench.model.overlays.last() else {
        panic!("no page")
    };
    assert_eq!(page.request, Id::new("r1"));
}

#[test]
fn the_letter_that_was_copied_is_kept_with_what_was_sent() {
    let mut mine = account("a7k2m9qd", "Mine", Platform::Facebook, Some("IE"));
    mine.name = Some(text::line("Ada Person"));
    mine.email = Some(text::line("ada@example.org"));
    let mut bench = Bench::new(vec![mine]);
    bench.add_guide(&guide_with_letter("objection-long"));
    bench.draw(80, 24);
    bench.keys("enter g down down L y esc");
    let copied = bench.asked().into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    let copied = copied.expect("the letter is copied");
    bench.keys("down enter enter");
    let effects = bench.asked();
    let [Effect::KeepText { text, .. }, Effect::Save(_, change)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*text, copied);
    let sent = change.edits.iter().find_map(|edit| match edit {
        Edit::Send(request) => Some(request.clone()),
        _ => None,
    });
    assert_eq!(sent.unwrap().letter, Some(text::line("objection-long.en")));
    let kept = change.edits.iter().find_map(|edit| match edit {
        Edit::Keep(evidence) => Some(evidence.clone()),
        _ => None,
    });
    let kept = kept.unwrap();
    assert_eq!(kept.sha256, evidence::hash(copied.as_bytes()));
    assert_eq!(kept.name.as_str(), "objection-long.en.txt");
    assert_eq!(kept.request, Id::new("r1"));
    // Undo takes both back.
    bench.keys("u");
    let progress = &bench.model.entry("a7k2m9qd").unwrap().account.progress;
    assert!(progress.evidence.is_empty() && progress.requests.is_empty());
}
