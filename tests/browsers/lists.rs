//! The browsers' own lists, as they lie in `lists/`.

use optout::system::browsers::{BrowserChoice, chromium, firefox};

/// Name, folder, whether it is relative, whether it is a group.
type Row = (&'static str, &'static str, bool, bool);

fn of_firefox(text: &str) -> Vec<(String, String, bool, bool)> {
    let profiles = firefox::profiles(text).into_iter();
    profiles
        .map(|profile| {
            (
                profile.name,
                profile.path,
                profile.is_relative,
                profile.is_group,
            )
        })
        .collect()
}

#[test]
fn profiles_ini_is_read_as_firefox_writes_it() {
    let tables: [(&str, &[Row]); 6] = [
        (
            include_str!("lists/two.ini"),
            &[
                ("default", "q8w2e3rt.default", true, false),
                ("default-release", "k3v9x1ab.default-release", true, false),
            ],
        ),
        (
            include_str!("lists/windows.ini"),
            &[
                ("work", "Profiles/k3v9x1ab.work", true, false),
                ("elsewhere", "D:\\Profiles\\me", false, false),
            ],
        ),
        (
            include_str!("lists/group.ini"),
            &[
                ("default-release", "k3v9x1ab.default-release", true, true),
                ("old", "q8w2e3rt.old", true, false),
            ],
        ),
        ("", &[]),
        ("[Profile0]\nName=x\n[Profile", &[]),
        ("\0\u{1b}[Profile0]\nName=x\nPath=y", &[]),
    ];
    for (text, rows) in tables {
        let rows: Vec<_> = rows
            .iter()
            .map(|(name, path, relative, group)| {
                ((*name).to_owned(), (*path).to_owned(), *relative, *group)
            })
            .collect();
        assert_eq!(of_firefox(text), rows, "{text}");
    }
    let odd = of_firefox(include_str!("lists/odd.ini"));
    let names: Vec<&str> = odd.iter().map(|(name, ..)| name.as_str()).collect();
    let expected = [
        "Anna's \"own\" one",
        "Zoë 山田",
        "-headless",
        "evil\u{1b}[2J\u{202e}liam",
        "{url}",
        "a=b\tc",
        "",
        "gone",
        "out",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_folder_names_its_profile_after_what_is_random_in_it() {
    for (folder, name) in [
        ("c7IZaLu7.Work", "Work"),
        ("c7IZaLu7.v1.2", "v1.2"),
        ("plain", "plain"),
        ("dot.", "dot."),
    ] {
        assert_eq!(firefox::name_of_folder(folder), name);
    }
}

fn of_chromium(text: &str) -> Vec<(String, String)> {
    let profiles = chromium::profiles(text).into_iter();
    profiles
        .map(|profile| (profile.directory, profile.name))
        .collect()
}

#[test]
fn local_state_is_read_as_chromium_writes_it() {
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        pairs.iter().map(owned).collect()
    };
    assert_eq!(
        of_chromium(include_str!("lists/three.json")),
        pairs(&[
            ("Default", "Person 1"),
            ("Profile 2", "Anna's \"own\" one"),
            ("Profile 10", "Bakery"),
        ])
    );
    assert_eq!(
        of_chromium(include_str!("lists/odd.json")),
        pairs(&[
            ("Gone", "gone"),
            ("{url}", "place"),
            ("Default", "evil\u{1b}[2J"),
            ("Profile 1", ""),
            ("Profile 3", ""),
        ])
    );
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested = format!("{{\"profile\":{{\"info_cache\":{{\"Default\":{deep}}}}}}}");
    for broken in [
        "",
        "{}",
        "[]",
        "null",
        "{\"profile\":{}}",
        "{\"profile\":7}",
        "{\"profile\":{\"info_cache\":[]}}",
        "{\"profile\":{\"info_cache\":{\"Default\":{\"name\":\"x\"}}",
        deep.as_str(),
        nested.as_str(),
    ] {
        assert_eq!(of_chromium(broken), []);
    }
}

#[test]
fn a_word_that_could_not_be_kept_as_it_is_makes_no_choice() {
    for word in [
        "{url}",
        "a{url}b",
        "evil\u{1b}[2J",
        "a\tb",
        "no\u{a0}break",
        "zero\u{200b}width",
        "a\nb",
        &"x".repeat(2100),
    ] {
        let choice = BrowserChoice::new("Firefox", Some("x"), &["firefox", "-P", word]);
        assert_eq!(choice, None, "{word:?}");
    }
    for word in [
        "work",
        "",
        " ",
        "it's",
        "\"",
        "'\"'",
        "Zoë 山田",
        "$(x) \\ `y`",
    ] {
        let choice = BrowserChoice::new("Firefox", Some(word), &["firefox", "-P", word]).unwrap();
        let words: Vec<&str> = choice.open_with.iter().map(|word| word.as_str()).collect();
        assert_eq!(words, ["firefox", "-P", word, "{url}"]);
    }
    let choice = BrowserChoice::new("Firefox", Some("evil\u{1b}[2J"), &["firefox"]).unwrap();
    assert_eq!(choice.title(), "Firefox, profile evil\u{fffd}[2J");
}
