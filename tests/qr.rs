//! QR codes, read back from what is on the screen by the same steps as a phone's camera.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/camera.rs"]
mod camera;

use bench::{Bench, account, guide_with_letter, lines, snapshot::assert_snapshot};
use camera::{DARK, LIGHT, Paper, Picture};
use optout::{
    app::{drawn::Target, effect::Effect, message::Message, pages::Overlay},
    content::{language::Language, platform::Platform},
    error::Error,
    export::qr::Code,
    system::config::Theme,
    text,
    ui::theme::Look,
};

/// From the shortest to one that fills a window.
fn addresses() -> [String; 4] {
    let long = "https://www.facebook.com/help/contact/";
    [
        "https://www.meta.com/".to_owned(),
        "https://www.facebook.com/help/contact/712876720715583".to_owned(),
        "https://accountscenter.instagram.com/info_and_permissions/?entry=a%2Cb&lang=de_DE"
            .to_owned(),
        format!(
            "{long}{}",
            "aB3-".repeat((300 - long.len()) / 4 + 1)[..300 - long.len()].to_owned()
        ),
    ]
}

/// The code of a step with this link.
fn showing(address: &str) -> Bench {
    let mine = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    let mut bench = Bench::new(vec![mine]);
    let guide = guide_with_letter("objection-short")
        .replace("https://www.facebook.com/help/contact/1", address);
    bench.add_guide(&guide).keys("enter Q");
    assert!(
        matches!(bench.model.overlays.last(), Some(Overlay::Qr(_))),
        "{}",
        bench.said()
    );
    bench
}

/// Draws without colours, or with ASCII, or both.
fn looking(bench: &mut Bench, colours: bool, ascii: bool) {
    bench.look = Look::new(Theme::Terminal, colours, ascii);
    bench.model.settings.ascii = ascii;
}

fn seen(bench: &mut Bench, (width, height): (u16, u16), paper: Paper) -> Option<String> {
    Picture::of_screen(&bench.draw(width, height), paper).read()
}

fn screen(bench: &mut Bench, (width, height): (u16, u16)) -> String {
    lines(&bench.draw(width, height)).join("\n")
}

/// The least window, as the screen tells it.
fn least(bench: &mut Bench) -> (u16, u16) {
    let told = screen(bench, (60, 5)).replace('\n', " ");
    let (_, rest) = told.split_once("The QR code needs ").unwrap();
    let (wide, rest) = rest.split_once(" columns and ").unwrap();
    let (high, _) = rest.split_once(" rows").unwrap();
    (wide.parse().unwrap(), high.parse().unwrap())
}

#[test]
fn a_phone_reads_the_address_from_the_screen() {
    for address in addresses() {
        let mut bench = showing(&address);
        let (wide, high) = least(&mut bench);
        for size in [(80, 24), (120, 40), (wide, high)] {
            let is_enough = size.0 >= wide && size.1 >= high;
            let wanted = is_enough.then(|| address.clone());
            for paper in [DARK, LIGHT] {
                assert_eq!(seen(&mut bench, size, paper), wanted, "{size:?} {paper:?}");
            }
            let told = screen(&mut bench, size);
            assert_eq!(told.contains("The QR code needs"), !is_enough, "{told}");
            assert!(told.contains("Esc close"), "{told}");
        }
        for size in [(wide - 1, high), (wide, high - 1)] {
            assert_eq!(seen(&mut bench, size, DARK), None);
            let told = screen(&mut bench, size).replace('\n', " ");
            assert!(told.contains("The QR code needs"), "{told}");
        }
    }
}

#[test]
fn without_colours_space_makes_it_right_on_a_light_ground() {
    for address in addresses() {
        let mut bench = showing(&address);
        looking(&mut bench, false, false);
        let least = least(&mut bench);
        for size in [(120, 40), least] {
            assert_eq!(seen(&mut bench, size, DARK).as_ref(), Some(&address));
            assert_eq!(seen(&mut bench, size, LIGHT), None);
            bench.keys("space");
            assert_eq!(seen(&mut bench, size, LIGHT).as_ref(), Some(&address));
            assert_eq!(seen(&mut bench, size, DARK), None);
            bench.keys("space");
        }
    }
}

#[test]
fn ascii_draws_it_in_blanks_and_needs_a_larger_window() {
    let [_, address, ..] = addresses();
    for colours in [true, false] {
        let mut bench = showing(&address);
        looking(&mut bench, colours, true);
        let size = least(&mut bench);
        assert_eq!(size, (74, 38));
        let told = screen(&mut bench, (80, 24));
        assert!(
            told.contains("Without ASCII drawing it needs 37 columns and 20 rows."),
            "{told}"
        );
        assert!(told.contains("has 80x24"), "{told}");
        for size in [(120, 45), size] {
            assert_eq!(seen(&mut bench, size, DARK).as_ref(), Some(&address));
            assert!(screen(&mut bench, size).is_ascii());
        }
        let on_light = colours.then(|| address.clone());
        assert_eq!(seen(&mut bench, size, LIGHT), on_light);
    }
}

#[test]
fn with_colours_it_is_black_on_white_until_it_is_swapped() {
    let [_, address, ..] = addresses();
    let mut bench = showing(&address);
    bench.keys("space");
    for paper in [DARK, LIGHT] {
        assert_eq!(seen(&mut bench, (80, 24), paper), None);
        let picture = Picture::of_screen(&bench.draw(80, 24), paper);
        assert_eq!(picture.inverted().read().as_ref(), Some(&address));
    }
}

/// The squares around the code, as they are on the screen.
#[test]
fn the_light_squares_around_it_are_drawn() {
    let [_, address, ..] = addresses();
    let mut bench = showing(&address);
    let (wide, high) = least(&mut bench);
    let buffer = bench.draw(wide, high);
    let side = Code::of(&address).unwrap().side();
    assert_eq!(
        (usize::from(wide), usize::from(high)),
        (side, side.div_ceil(2) + 1)
    );
    // What the standard asks for.
    let quiet = 4;
    for y in 0..high - 1 {
        for x in 0..wide {
            let is_edge =
                x < quiet || x >= wide - quiet || y < quiet / 2 || y >= high - 1 - quiet / 2;
            let cell = &buffer[(x, y)];
            let is_light = cell.symbol() == " " && cell.bg == ratatui::style::Color::Indexed(231);
            assert!(is_light || !is_edge, "{x}, {y}");
        }
    }
}

#[test]
fn beside_it_stand_the_host_the_address_and_the_keys() {
    let [_, address, ..] = addresses();
    let mut bench = showing(&address);
    let told = screen(&mut bench, (80, 24));
    for part in [
        "www.facebook.com",
        "https://www.facebook.com/help/contact/712",
        "Personal",
        "Space swaps",
        "w writes",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // Where there is one row to spare, it is the host's.
    let (wide, high) = least(&mut bench);
    let told = screen(&mut bench, (wide, high + 3));
    assert!(
        told.lines().nth(1).unwrap().contains("www.facebook.com"),
        "{told}"
    );
    for (width, height) in [(80, 24), (41, 30)] {
        let shown = screen(&mut bench, (width, height)) + "\n";
        assert_snapshot(&format!("qr_{width}x{height}"), &shown);
    }
}

#[test]
fn a_window_that_is_too_small_is_told_which_one_it_needs() {
    let [_, address, ..] = addresses();
    let mut bench = showing(&address);
    bench.assert_screens("qr_small", &[(40, 12), (20, 5)]);
    // All of it can be read.
    let mut told = String::new();
    for _ in 0..40 {
        told.push_str(&screen(&mut bench, (20, 5)));
        bench.keys("down");
    }
    assert!(told.contains("picture"), "{told}");
    for width in 0..=60 {
        for height in 0..=30 {
            bench.draw(width, height);
        }
    }
}

#[test]
fn the_picture_in_the_file_is_read_too() {
    for address in addresses() {
        let mut bench = showing(&address);
        bench.keys("w");
        let [Effect::WriteCode { name, svg }] = &bench.asked()[..] else {
            panic!("nothing is written")
        };
        assert_eq!(name, "mine-reason");
        assert_eq!(Picture::of_svg(svg).read().as_ref(), Some(&address));
    }
}

#[test]
fn where_the_file_is_can_be_read_whole() {
    let [_, address, ..] = addresses();
    let path = format!("/home/me/.local/share/optout/qr/{}.svg", "long-".repeat(20));
    let mut bench = showing(&address);
    bench
        .keys("w")
        .send(Message::Written(Ok(text::line(&path))));
    let told: String = screen(&mut bench, (40, 16));
    let letters = told.chars().filter(|c| !c.is_whitespace() && *c != '│');
    assert!(letters.collect::<String>().contains(&path), "{told}");
    // And the code is there again.
    bench.keys("enter");
    assert_eq!(seen(&mut bench, (80, 24), DARK), Some(address));
    let error = Error::new("It could not be written.", "Make room.");
    bench.send(Message::Written(Err(error)));
    let told = screen(&mut bench, (80, 24));
    assert!(
        told.contains("It could not be written.") && told.contains("Make room."),
        "{told}"
    );
}

#[test]
fn it_is_closed_as_other_pages_are_and_copied_from() {
    let [address, ..] = addresses();
    for key in ["esc", "enter", "q", "Q"] {
        let mut bench = showing(&address);
        bench.keys(key);
        assert!(bench.model.overlays.is_empty(), "{key}");
        assert_eq!(bench.asked(), []);
    }
    let mut bench = showing(&address);
    bench.keys("y");
    assert_eq!(bench.asked(), [Effect::Copy(text::line(&address))]);
    bench.draw(80, 24);
    bench.send(Message::Click(Target::Overlay));
    assert_eq!(seen(&mut bench, (80, 24), DARK), Some(address));
    bench.keys("?");
    let help = screen(&mut bench, (100, 40));
    assert!(help.contains("swap light and dark"), "{help}");
}

#[test]
fn the_fall_back_that_was_opened_last_is_the_one_that_is_shown() {
    let [_, address, ..] = addresses();
    let mut bench = Bench::new(vec![account(
        "a7k2m9qd",
        "P",
        Platform::Facebook,
        Some("DE"),
    )]);
    let guide = guide_with_letter("objection-short").replace(
        "letter = ",
        &format!("fallbacks = [\"{address}\"]\nletter = "),
    );
    // The first opening asks; Enter goes on.
    bench.add_guide(&guide).keys("enter O enter Q");
    assert_eq!(seen(&mut bench, (80, 24), DARK), Some(address));
}

#[test]
fn a_step_without_a_link_says_so() {
    let mut bench = Bench::new(vec![account(
        "a7k2m9qd",
        "P",
        Platform::Facebook,
        Some("DE"),
    )]);
    bench
        .add_guide(&guide_with_letter("objection-short"))
        .keys("enter down Q");
    assert!(bench.model.overlays.is_empty());
    assert!(bench.said().contains("no link"), "{}", bench.said());
}

/// The page of a letter.
fn lettered(letter: &str) -> Bench {
    let mut mine = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    mine.name = Some(text::clean("Ada Läufer", text::TextKind::Name));
    mine.email = Some(text::clean("me@example.org", text::TextKind::Name));
    mine.language = Some(Language::English);
    let mut bench = Bench::new(vec![mine]);
    bench.add_guide(&guide_with_letter(letter)).keys("enter L");
    bench
}

fn letter_text(bench: &Bench) -> String {
    match bench.model.overlays.last() {
        Some(Overlay::Letter(page)) => page.draft.written.as_ref().unwrap().text.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_letter_is_read_by_a_phone_as_text() {
    let mut bench = lettered("third-party-inquiry");
    let text = letter_text(&bench);
    assert!((900..1100).contains(&text.len()), "{}: {text}", text.len());
    assert!(text.contains('ä') && text.contains('\n'));
    bench.keys("Q");
    assert_eq!(seen(&mut bench, (160, 70), DARK).as_ref(), Some(&text));
    assert_eq!(seen(&mut bench, (160, 70), LIGHT).as_ref(), Some(&text));
    assert!(screen(&mut bench, (80, 24)).contains("The QR code needs"));
    bench.keys("w esc");
    let [.., Effect::WriteCode { name, svg }] = &bench.asked()[..] else {
        panic!("nothing is written")
    };
    assert_eq!(name, "a7k2m9qd-third-party-inquiry");
    assert_eq!(Picture::of_svg(svg).read().as_ref(), Some(&text));
    // Below it the letter is still open.
    assert_eq!(letter_text(&bench), text);
}

#[test]
fn a_letter_that_no_code_holds_says_why_and_how_else() {
    let mut bench = lettered("objection-long");
    let Some(Overlay::Letter(page)) = bench.model.overlays.last_mut() else {
        panic!("no letter")
    };
    let composed = page.draft.written.as_mut().unwrap();
    composed.text = text::clean(&"long ".repeat(600), text::TextKind::Letter);
    bench.keys("Q");
    let said = bench.said();
    assert!(
        said.contains("3000 bytes") && said.contains("y copies it"),
        "{said}"
    );
    let mut bench = lettered("reminder");
    bench.model.entries[0].account.name = None;
    bench.keys("esc L Q");
    assert!(bench.said().contains("lacks"), "{}", bench.said());
}

/// The tests above would not notice much if the camera took anything.
#[test]
fn the_camera_takes_no_mirrored_and_no_inverted_code() {
    for address in addresses() {
        let code = Code::of(&address).unwrap();
        let picture = Picture::of(code.side(), code.side(), |x, y| {
            if code.is_dark(x, y) { 0 } else { 255 }
        });
        assert_eq!(picture.read(), Some(address));
        assert_eq!(picture.mirrored().read(), None);
        assert_eq!(picture.transposed().read(), None);
        assert_eq!(picture.inverted().read(), None);
    }
}
