//! The step that leads to the authority, with the keys of the screen.

use optout::{
    account::{
        Account,
        change::{Edit, Value},
    },
    app::{drawn::Target, effect::Effect, message::Message, pages::Overlay},
    id::Id,
    text,
};

use crate::bench::{Bench, COMPLAINT, complaining, now, refused};

const BERLIN: &str = "https://kontakt.datenschutz-berlin.de/";

fn known(bench: &Bench) -> &Account {
    &bench.model.entry("a7k2m9qd").unwrap().account
}

/// The addresses that were opened and the edits that were saved since the last call.
fn done(bench: &mut Bench) -> (Vec<String>, Vec<Edit>) {
    let (mut opened, mut saved) = (Vec::new(), Vec::new());
    for effect in bench.asked() {
        match effect {
            Effect::Open(opening) => opened.push(opening.address.to_string()),
            Effect::Save(_, change) => saved.extend(change.edits),
            other => panic!("{other:?}"),
        }
    }
    (opened, saved)
}

fn is_listing(bench: &Bench) -> bool {
    matches!(bench.model.overlays.last(), Some(Overlay::Authorities(_)))
}

#[test]
fn where_there_is_one_authority_its_page_opens() {
    let mut bench = complaining(Some("FR"));
    bench.keys("o");
    let page = "https://www.cnil.fr/fr/adresser-une-plainte";
    assert_eq!(done(&mut bench), (vec![page.to_owned()], Vec::new()));
    assert!(
        bench.said().contains("Opening www.cnil.fr"),
        "{}",
        bench.said()
    );
    bench.keys("y");
    assert_eq!(bench.asked(), [Effect::Copy(text::line(page))]);
    bench.keys("O");
    assert!(
        bench.said().contains("no other address"),
        "{}",
        bench.said()
    );
    assert!(!is_listing(&bench));
    bench.send(Message::Click(Target::Link));
    assert_eq!(done(&mut bench).0, [page]);
}

#[test]
fn where_there_are_several_the_person_takes_one_and_it_is_kept() {
    let mut bench = complaining(Some("DE"));
    bench.keys("y");
    assert!(
        bench.said().contains("Germany has 18 authorities"),
        "{}",
        bench.said()
    );
    bench.keys("o");
    assert!(is_listing(&bench));
    assert_eq!(done(&mut bench), (Vec::new(), Vec::new()));
    bench.typed("berl").keys("enter");
    assert!(!is_listing(&bench));
    let berlin = Some(Id::new("de-berlin").unwrap());
    assert_eq!(
        done(&mut bench),
        (
            vec![BERLIN.to_owned()],
            vec![Edit::Set(Value::Authority(berlin.clone()))]
        )
    );
    assert_eq!(known(&bench).authority, berlin);
    assert!(
        bench
            .said()
            .contains("Berlin is kept for Personal. Opening kontakt"),
        "{}",
        bench.said()
    );
    // From now on the page opens at once.
    bench.keys("o");
    assert_eq!(done(&mut bench), (vec![BERLIN.to_owned()], Vec::new()));
    bench.keys("u");
    assert_eq!(known(&bench).authority, None);
    assert!(
        bench.said().contains("chose the authority: Berlin"),
        "{}",
        bench.said()
    );
    bench.keys("ctrl-r");
    assert_eq!(known(&bench).authority, berlin);
}

#[test]
fn another_authority_can_be_taken_later() {
    let mut bench = complaining(Some("DE"));
    bench.keys("o").typed("berl").keys("enter").asked();
    bench.keys("O");
    let Some(Overlay::Authorities(list)) = bench.model.overlays.last() else {
        panic!("no list")
    };
    let regions = &bench.model.catalog.regions;
    let entries = list.entries(regions, known(&bench));
    assert_eq!(
        entries[list.selected].id.as_str(),
        "de-berlin",
        "the chosen one is selected"
    );
    // Taking the same one again only opens it.
    bench.keys("enter");
    assert_eq!(done(&mut bench), (vec![BERLIN.to_owned()], Vec::new()));
    bench.keys("O down enter");
    let (opened, saved) = done(&mut bench);
    assert_eq!(
        saved,
        [Edit::Set(Value::Authority(Id::new("de-brandenburg")))]
    );
    assert!(
        opened[0].starts_with("https://www.lda.brandenburg.de/"),
        "{opened:?}"
    );
}

#[test]
fn the_list_is_searched_in_both_languages_and_closed_by_escape() {
    for (typed, area) in [
        ("sachsen-anh", "Saxony-Anhalt (Sachsen-Anhalt)"),
        ("hesse", "Hesse (Hessen)"),
        ("landesamt", "Bavaria (Bayern), companies"),
        ("de-nrw", "North Rhine-Westphalia (Nordrhein-Westfalen)"),
    ] {
        let mut bench = complaining(Some("DE"));
        bench.keys("o").typed(typed);
        let Some(Overlay::Authorities(list)) = bench.model.overlays.last() else {
            panic!("no list")
        };
        let regions = &bench.model.catalog.regions;
        let areas: Vec<&str> = list
            .entries(regions, known(&bench))
            .iter()
            .map(|authority| authority.short().as_str())
            .collect();
        assert_eq!(areas, [area]);
        bench.keys("esc");
        assert!(bench.model.overlays.is_empty());
        assert_eq!(known(&bench).authority, None);
    }
    let mut bench = complaining(Some("DE"));
    bench.keys("o").typed("zzz").keys("enter");
    assert!(is_listing(&bench), "nothing was there to take");
    assert_eq!(done(&mut bench), (Vec::new(), Vec::new()));
}

#[test]
fn the_mouse_takes_an_authority_too() {
    let mut bench = complaining(Some("DE"));
    bench.keys("o");
    bench.draw(80, 24);
    bench.send(Message::Wheel(Target::Overlay, true));
    assert!(is_listing(&bench));
    bench.send(Message::Click(Target::Choice(2)));
    assert_eq!(known(&bench).authority, Id::new("de-berlin"));
    assert_eq!(done(&mut bench).0, [BERLIN]);
}

#[test]
fn an_account_that_may_not_be_changed_still_gets_to_the_page() {
    let mut account = refused(Some("DE"));
    account.read_only = Some(text::line("It was written by a newer version."));
    let mut bench = complaining(Some("DE"));
    let row = bench.model.row.clone();
    bench.model.replace_accounts(vec![Box::new(account)]);
    bench.model.row = row;
    bench.keys("o").typed("berl").keys("enter");
    assert_eq!(done(&mut bench), (vec![BERLIN.to_owned()], Vec::new()));
    assert!(bench.said().contains("is not kept"), "{}", bench.said());
    assert_eq!(known(&bench).authority, None);
}

#[test]
fn where_none_is_known_it_says_what_to_do() {
    for (country, says) in [
        (
            None,
            "no country, so its authority is not known. e adds the country.",
        ),
        (
            Some("US"),
            "No authority of United States is on record here. Your country's privacy",
        ),
    ] {
        for key in ["o", "O", "y"] {
            let mut bench = complaining(country);
            bench.keys(key);
            assert!(bench.said().contains(says), "{key}: {}", bench.said());
            assert!(bench.asked().is_empty() && !is_listing(&bench));
        }
    }
}

#[test]
fn a_step_with_fall_backs_of_its_own_keeps_them() {
    let guide = COMPLAINT.replace(
        "authority = true",
        "authority = true\nfallbacks = [\"https://help.meta.com/support/privacy/\"]",
    );
    let mut bench = Bench::with_guides(vec![refused(Some("FR"))], &[&guide], now());
    bench.keys("enter");
    bench.model.row = complaining(Some("FR")).model.row.clone();
    bench.keys("o O enter");
    assert_eq!(
        done(&mut bench).0,
        [
            "https://www.cnil.fr/fr/adresser-une-plainte",
            "https://help.meta.com/support/privacy/"
        ]
    );
    assert!(
        bench
            .said()
            .contains("Other address 1 of 1. Opening help.meta.com"),
        "{}",
        bench.said()
    );
}
