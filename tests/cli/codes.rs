//! `optout qr`: read back from what is printed, and from the file.

use std::fs;

use crate::{
    camera::{DARK, LIGHT, Picture},
    support::{Home, PAGE, assert_private},
};

#[test]
fn a_phone_reads_the_link_from_what_is_printed() {
    let home = Home::with_routes();
    let id = home.add("Mine", &[]);
    for (arguments, paper) in [
        (&["qr", &id, "test-form/find-form"][..], DARK),
        (&["qr", &id, "find-form"], DARK),
        (&["qr", &id, "test-form/find-form", "--swap"], LIGHT),
        (&["--ascii", "qr", &id, "test-form/find-form"], DARK),
    ] {
        let out = home.ok(arguments);
        let (code, address) = out.trim_end().rsplit_once('\n').unwrap();
        assert_eq!(address, PAGE);
        let picture = Picture::of_text(code, paper);
        assert_eq!(picture.read().as_deref(), Some(PAGE), "{out}");
        assert_eq!(picture.inverted().read(), None);
        assert_eq!(out.is_ascii(), arguments[0] == "--ascii");
    }
}

#[test]
fn the_picture_goes_into_a_new_file_for_its_owner_alone() {
    let home = Home::with_routes();
    let id = home.add("Mine", &[]);
    let write = ["qr", &id, "test-form/find-form", "-o", "mine.svg"];
    let path = home.join("mine.svg");
    assert_eq!(home.ok(&write), format!("{}\n", path.display()));
    let svg = fs::read_to_string(&path).unwrap();
    assert_eq!(Picture::of_svg(&svg).read().as_deref(), Some(PAGE));
    assert_private(&path);
    fs::write(&path, "something else").unwrap();
    assert!(home.fails(1, &write).contains("is there already"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "something else");
}

#[test]
fn a_letter_is_a_code_too_and_what_is_none_says_why() {
    let home = Home::with_routes();
    let details = [
        "--country",
        "AT",
        "--name",
        "Ada Läufer",
        "--language",
        "en",
    ];
    let id = home.add(
        "Mine",
        &[&details[..], &["--email", "ada@example.org"]].concat(),
    );
    let letter = home.ok(&["letter", &id, "objection-short"]);
    let code = home.ok(&["qr", &id, "objection-short"]);
    assert_eq!(Picture::of_text(&code, DARK).read(), Some(letter));
    let said = home.fails(1, &["qr", &id, "test-form/see-mail"]);
    assert!(said.contains("has no link"), "{said}");
    let nameless = home.add("Other", &["--country", "AT"]);
    let said = home.fails(1, &["qr", &nameless, "objection-long"]);
    assert!(said.contains("lacks your name"), "{said}");
    let said = home.fails(1, &["qr", &id, "no-such"]);
    assert!(said.contains("no-such"), "{said}");
}
