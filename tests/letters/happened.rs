//! What a complaint tells of what happened, in every language: `snapshots/letters_happened.txt`.

use jiff::civil::{Date, date};
use optout::{
    account::{
        Account,
        compose::{Draft, LetterContext},
        overview::{coverings, overviews},
        progress::{Outcome, Recipient, Request},
    },
    catalog::{Catalog, letters},
    content::{goal::Goal, language::Language, platform::Platform},
    export::pack::Pack,
    id::Id,
    text,
};

use crate::bench::{account, snapshot::assert_snapshot};

/// A country with a text of its own in each language, and the account's language if it has several.
const PLACES: [(&str, Language); 15] = [
    ("DE", Language::German),
    ("FR", Language::French),
    ("ES", Language::Spanish),
    ("IT", Language::Italian),
    ("PT", Language::Portuguese),
    ("NL", Language::Dutch),
    ("PL", Language::Polish),
    ("IE", Language::English),
    ("GB", Language::English),
    ("BR", Language::Portuguese),
    ("BR", Language::English),
    ("CH", Language::German),
    ("CH", Language::French),
    ("CH", Language::Italian),
    ("CH", Language::English),
];

fn request(id: &str, goal: Goal, sent: Date) -> Request {
    let guide = Id::new("objection-form").unwrap();
    Request::new(Id::new(id).unwrap(), goal, guide, sent)
}

/// Sent on a day whose month ends on Christmas; asked who it is, told, reminded.
fn history(has_reply: bool, outcome: Outcome) -> Vec<Request> {
    let mut objection = request("r1", Goal::Object, date(2026, 11, 25));
    objection.due = has_reply.then(|| date(2026, 12, 28));
    objection.asked = Some(date(2026, 12, 1));
    objection.given = Some(date(2026, 12, 3));
    objection.outcome = outcome;
    objection.answered = (outcome != Outcome::Waiting).then(|| date(2026, 12, 17));
    let reminder = request("r2", Goal::FollowUp, date(2027, 1, 5));
    vec![objection, reminder]
}

fn person(id: &str, country: &str, language: Language) -> Account {
    let mut account = account(id, "Mine", Platform::Facebook, Some(country));
    account.language = Some(language);
    account.name = Some(text::line("Ada Läufer"));
    account.email = Some(text::line("ada@example.org"));
    account.address = Some(text::line("1 Main Street"));
    account
}

const TODAY: Date = date(2027, 1, 25);

fn with_context<T>(accounts: &[Account], work: impl FnOnce(&LetterContext<'_>) -> T) -> T {
    let catalog = Catalog::new(&[], &[]);
    let all: Vec<&Account> = accounts.iter().collect();
    let overview = &overviews(accounts.iter(), &catalog, &coverings(accounts), TODAY)[0];
    work(&LetterContext {
        account: &accounts[0],
        overview,
        accounts: &all,
        catalog: &catalog,
        today: TODAY,
    })
}

fn complaint(context: &LetterContext<'_>) -> Draft {
    let letter = letters::letter("complaint").unwrap();
    Draft::new(letter, context, None, &[]).unwrap()
}

/// The part of the letter from the objection to the next heading.
fn what_happened(account: Account) -> String {
    with_context(&[account], |context| {
        let draft = complaint(context);
        let text = draft.shown().unwrap().text.to_string();
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let from = paragraphs.iter().position(|it| {
            it.contains("25")
                && it.contains(": ")
                && it.contains("2026")
                && it.contains("Meta")
                && !it.contains('\n')
        });
        let from = from.unwrap();
        let to = paragraphs[from..]
            .iter()
            .position(|it| !it.contains("202") && !it.ends_with('.'));
        paragraphs[from..from + to.unwrap()].join("\n")
    })
}

#[test]
fn a_complaint_tells_the_question_the_reminder_and_the_answer_in_every_language() {
    let mut told = String::new();
    for (country, language) in PLACES {
        let has_reply = !["BR", "CH"].contains(&country);
        for outcome in [Outcome::Waiting, Outcome::Refused, Outcome::MoreAsked] {
            let mut mine = person("a7k2m9qd", country, language);
            mine.progress.requests = history(has_reply, outcome);
            if has_reply && outcome == Outcome::Refused {
                mine.progress.requests[0].extended = Some(date(2027, 2, 25));
            }
            let said = what_happened(mine);
            told.push_str(&format!("{country} {language} {outcome}\n{said}\n\n"));
        }
    }
    assert_snapshot("letters_happened", &told);
}

#[test]
fn an_answer_to_the_reminder_is_metas_answer() {
    let mut mine = person("a7k2m9qd", "IE", Language::English);
    mine.progress.requests = history(true, Outcome::Waiting);
    mine.progress.requests[1].outcome = Outcome::Refused;
    mine.progress.requests[1].answered = Some(date(2027, 1, 9));
    let said = what_happened(mine);
    assert!(
        said.ends_with("5 January 2027: I wrote to Meta again about my objection.\n9 January 2027: Meta refused."),
        "{said}"
    );
    assert!(!said.contains("no decision"), "{said}");
}

#[test]
fn what_was_sent_for_the_account_that_objected_is_told_for_the_one_that_it_covers() {
    let mut mine = person("a7k2m9qd", "IE", Language::English);
    mine.platform = Platform::Instagram;
    mine.group = Some(text::line("us"));
    let mut other = person("b7k2m9qd", "IE", Language::English);
    other.label = text::line("Mum");
    other.group = Some(text::line("us"));
    other.progress.requests = history(true, Outcome::Waiting);
    with_context(&[mine, other], |context| {
        let draft = complaint(context);
        let text = draft.shown().unwrap().text.to_string();
        assert!(
            text.contains("5 January 2027: I wrote to Meta again about my objection."),
            "{text}"
        );
        let pack = Pack::of(context, &draft).unwrap();
        let files = pack.files(&Default::default()).unwrap();
        let (_, bytes) = files.iter().find(|(name, _)| name == "pack.md").unwrap();
        let page = String::from_utf8(bytes.clone()).unwrap();
        for part in [
            "Objection of 25 November 2026, from the account Facebook (Mum)",
            "Letter of 5 January 2027, from the account Facebook (Mum)",
            "**5 January 2027:** I wrote to Meta again about my objection.",
            "Mum objected, and that covers this account",
        ] {
            assert!(page.replace('\\', "").contains(part), "{part}: {page}");
        }
    });
}

#[test]
fn the_chronology_is_in_the_language_of_the_complaint() {
    let mut told = String::new();
    for (country, language) in PLACES {
        let mut mine = person("a7k2m9qd", country, language);
        // Where there are several authorities, any will do.
        let regions = Catalog::shipped_regions();
        let mut authorities = regions.authorities(mine.country.unwrap());
        mine.authority = authorities.next().map(|it| it.id.clone());
        let has_reply = !["BR", "CH"].contains(&country);
        mine.progress.requests = history(has_reply, Outcome::Refused);
        mine.progress.requests[0].by_post = true;
        mine.progress.requests[0].outcome = Outcome::Waiting;
        mine.progress.requests[0].reference = Some(text::line("A-1"));
        let mut complained = request("r3", Goal::FollowUp, date(2027, 1, 20));
        complained.to = Recipient::Authority;
        complained.outcome = Outcome::Refused;
        complained.answered = Some(date(2027, 1, 22));
        mine.progress.requests.push(complained);
        with_context(&[mine], |context| {
            let pack = Pack::of(context, &complaint(context)).unwrap();
            let files = pack.files(&Default::default()).unwrap();
            let (_, bytes) = files.iter().find(|(name, _)| name == "pack.md").unwrap();
            let page = String::from_utf8(bytes.clone()).unwrap();
            let at = page.rfind("```\n\n## ").unwrap();
            told.push_str(&format!(
                "{country} {language}{}\n",
                page[at + 3..].replace("\n\n", "\n")
            ));
        });
    }
    assert_snapshot("pack_chronology", &told);
}
