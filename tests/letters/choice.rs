//! Which text of a letter is shown, and how a template is filled in.

use optout::{
    account::compose::{ComposeError, Detail, Details, compose, names},
    catalog::Catalog,
    content::{
        guide::Guide,
        language::{Ground, Language},
        letter::Letter,
        platform::{Kind, Platform},
    },
    id::Id,
};

/// A letter with these texts, of use in these regions.
fn letter(regions: &str, versions: &str) -> Letter {
    let known = Catalog::shipped_regions();
    let source = format!(
        "format = 1\nid = \"note\"\ntitle = \"Note\"\npurpose = \"Why.\"\nto = \"meta\"\nregions = {regions}\n"
    );
    let (letter, problems) = Letter::parse(&source, "note", &known, &[]);
    let mut letter = letter.unwrap_or_else(|| panic!("{problems:?}"));
    let files = versions.split_whitespace();
    let version = |stem| optout::content::letter::Version::of_file(stem, &known).unwrap();
    letter.versions = files.map(version).collect();
    letter
}

#[test]
fn the_language_is_the_wish_else_the_accounts_else_the_countrys_else_english() {
    let regions = Catalog::shipped_regions();
    let all = "en de fr es it pt nl pl en-uk en-br pt-br";
    for (country, own, wish, texts, wanted) in [
        ("DE", "", "", all, "de"),
        ("AT", "", "", all, "de"),
        ("CH", "", "", all, "de"),
        ("LU", "", "", all, "fr"),
        ("BE", "", "", all, "nl"),
        ("ES", "", "", all, "es"),
        ("IT", "", "", all, "it"),
        ("PT", "", "", all, "pt"),
        ("PL", "", "", all, "pl"),
        ("IE", "", "", all, "en"),
        ("SE", "", "", all, "en"),
        ("", "", "", all, "en"),
        ("DE", "fr", "", all, "fr"),
        ("DE", "fr", "it", all, "it"),
        // The region has texts of its own, and only those are offered.
        ("BR", "", "", all, "pt-br"),
        ("BR", "de", "", all, "pt-br"),
        ("BR", "en", "", all, "en-br"),
        ("GB", "de", "fr", all, "en-uk"),
        // What is not there is not offered.
        ("DE", "", "", "en fr", "en"),
        ("DE", "it", "", "nl fr", "nl"),
        ("DE", "", "", "en-uk", "nothing"),
    ] {
        let letter = letter("[]", texts);
        let country = (!country.is_empty()).then(|| regions.country(country).unwrap());
        let region = country.and_then(|country| regions.of(country));
        let wishes = Language::from_name(wish)
            .into_iter()
            .chain(Language::wished(Language::from_name(own), country));
        let found = letter.choose(region.map(|region| &region.id), wishes);
        let found = found.map_or("nothing".to_owned(), |version| {
            let place = version.region.as_deref();
            place.map_or(version.language.to_string(), |place| {
                format!("{}-{place}", version.language)
            })
        });
        assert_eq!(found, wanted, "{country:?} {own} {wish} {texts}");
    }
}

#[test]
fn a_letter_is_for_its_regions_and_without_a_country_for_those_of_the_eea() {
    let id = |text| Id::new(text).unwrap();
    for (regions, region, fits) in [
        ("[]", Some("elsewhere"), true),
        ("[]", None, true),
        ("[\"eea\", \"uk\"]", Some("uk"), true),
        ("[\"eea\", \"uk\"]", Some("br"), false),
        ("[\"eea\", \"uk\"]", None, true),
        ("[\"uk\"]", None, false),
    ] {
        let letter = letter(regions, "en");
        assert_eq!(
            letter.fits(region.map(id).as_ref()),
            fits,
            "{regions} {region:?}"
        );
    }
}

#[test]
fn a_letter_is_for_its_platforms_and_kinds_and_what_to_know_holds_for_the_account() {
    let of = |id: &str| optout::catalog::letters::letter(id).unwrap();
    let answer = of("whatsapp-answer");
    assert!(answer.is_for(Platform::Whatsapp, Kind::Personal));
    assert!(!answer.is_for(Platform::Facebook, Kind::Personal));
    let parent = of("objection-parent");
    assert!(parent.is_for(Platform::Facebook, Kind::Minor));
    assert!(!parent.is_for(Platform::Facebook, Kind::Personal));
    let regions = Catalog::shipped_regions();
    for (country, says) in [
        ("DE", Some("optional in the forms reported since 2025")),
        ("GB", Some("since 2024")),
        ("BR", Some("In 2025")),
        ("CH", None),
    ] {
        let country = regions.country(country).unwrap();
        let region = regions.of(country).map(|region| &region.id);
        let known = Some(country);
        let notes =
            of("objection-short").notes_for(Platform::Facebook, Kind::Personal, known, region);
        assert_eq!(notes.len(), usize::from(says.is_some()), "{notes:?}");
        assert!(says.is_none_or(|says| notes[0].contains(says)), "{notes:?}");
    }
}

#[test]
fn texts_that_are_astray_or_lacking_are_told() {
    let regions = Catalog::shipped_regions();
    let astray = letter("[\"eea\"]", "en en-uk");
    assert_eq!(
        astray.check_versions(&regions),
        ["There is a text for uk, where the letter is not of use."]
    );
    let bare = letter("[\"eea\", \"uk\"]", "en-uk");
    assert_eq!(
        bare.check_versions(&regions),
        ["No text is there for the region eea."]
    );
}

#[test]
fn a_step_that_names_no_letter_is_told_with_its_place() {
    let source = "id = \"x\"\n[[step]]\nletter = \"reminder\"\n[[step]]\nletter = \"remindr\"\n\
                  [[step]]\nletter = \"zzz\"\n";
    let found = Guide::unknown_letters(source, &["complaint", "reminder"]);
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "5:10: There is no letter `remindr`; did you mean `reminder`?",
            "7:10: There is no letter `zzz`; known are complaint, reminder.",
        ]
    );
}

/// Details with a name and an e-mail address, and nothing else.
fn few() -> Details {
    Details {
        required: vec![
            (Detail::Name, "Ada {{ Läufer }}".to_owned()),
            (Detail::Email, "ada@example.org".to_owned()),
        ],
        today: "21 November 2026".to_owned(),
        outcome: "waiting".to_owned(),
        grounds: vec![Ground::Children],
        others: vec!["Threads".to_owned()],
        ..Details::default()
    }
}

#[test]
fn templates_are_filled_in_or_what_they_lack_is_named() {
    let missing = |details: &[Detail]| Err(details.to_vec());
    let written = |text: &str| Ok(text.to_owned());
    for (template, wanted) in [
        (
            "{{ name }}, {{ today }}",
            written("Ada {{ Läufer }}, 21 November 2026\n"),
        ),
        (
            "a\n{% if handle %}\nb {{ handle }}\n{% endif %}\nc",
            written("a\nc\n"),
        ),
        ("a  \n\n\n\nb\n", written("a\n\nb\n")),
        (
            "{% for other in others %}\n- {{ other }}\n{% endfor %}\n",
            written("- Threads\n"),
        ),
        (
            "{% if \"children\" in grounds %}yes{% endif %}{% if \"health\" in grounds %}no{% endif %}",
            written("yes\n"),
        ),
        (
            "{{ others | join(\", \") }}{% set who = name %}: {{ who }}",
            written("Threads: Ada {{ Läufer }}\n"),
        ),
        // Nothing is escaped: this is no web page.
        (
            "{{ name }} <{{ email }}>",
            written("Ada {{ Läufer }} <ada@example.org>\n"),
        ),
        (
            "{{ authority }}, {{ country }}",
            missing(&[Detail::Country, Detail::Authority]),
        ),
        // Only what this outcome needs is asked for.
        (
            "{% if outcome == \"refused\" %}{{ answered }}{% else %}{{ due }}{% endif %}",
            missing(&[Detail::Due]),
        ),
        (
            "{% if sent %}{{ name }}{% endif %}",
            missing(&[Detail::Sent]),
        ),
    ] {
        let found = compose(template, Language::English, &few());
        let found = found.map(|composed| composed.text.to_string());
        let found = found.map_err(|failure| match failure {
            ComposeError::Missing(details, _) => details,
            ComposeError::Fault(fault) => panic!("{template}: {fault}"),
        });
        assert_eq!(found, wanted, "{template}");
    }
}

#[test]
fn what_is_missing_has_a_placeholder_in_the_text_that_is_only_looked_at() {
    let template = "Subject: To {{ authority }}\n\n{{ name }}, {{ country }}, {{ sent }}";
    match compose(template, Language::English, &few()) {
        Err(ComposeError::Missing(_, composed)) => {
            assert_eq!(
                composed.text.as_str(),
                "Subject: To [your authority]\n\nAda {{ Läufer }}, [your country], [the day your \
                 objection was sent]\n"
            );
            assert_eq!(composed.subject.as_deref(), Some("To [your authority]"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_wrong_template_is_a_fault_and_never_a_hole() {
    for (template, says) in [
        ("Dear {{ nmae }}", "undefined"),
        ("{% if nmae %}x{% endif %}", "undefined"),
        ("{{ name.first }}", "undefined"),
        ("a\n{% if %}", "line 2"),
        ("{{ name | shout }}", "unknown filter"),
    ] {
        match compose(template, Language::English, &few()) {
            Err(ComposeError::Fault(fault)) => assert!(fault.contains(says), "{template}: {fault}"),
            other => panic!("{template}: {other:?}"),
        }
    }
    assert!(names("{% if %}").is_err());
    let used = names("{% set x = name %}{{ x }}{% if \"a\" in grounds %}{% endif %}").unwrap();
    assert_eq!(
        used.into_iter().collect::<Vec<String>>(),
        ["grounds", "name"]
    );
}

#[test]
fn a_text_is_whole_or_not_at_all() {
    let mut many = few();
    many.others = vec!["Instagram (@somebody)".to_owned(); 2_000];
    let template = "{{ others | join(\", \") }}\n\n{{ name }}";
    let whole = compose(template, Language::English, &many).unwrap();
    assert!(
        whole.text.ends_with("Ada {{ Läufer }}\n"),
        "its end is there"
    );
    many.others = vec!["Instagram (@somebody)".to_owned(); 20_000];
    let failure = compose(template, Language::English, &many).unwrap_err();
    assert!(matches!(failure, ComposeError::Fault(_)), "{failure:?}");
}

#[test]
fn the_length_is_that_of_the_body() {
    for (template, subject, characters) in [
        ("Añb\n", None, 3),
        ("Subject: Mine\n\nabc\n\nd\n", Some("Mine"), 6),
    ] {
        let composed = compose(template, Language::English, &few()).unwrap();
        assert_eq!(composed.subject.as_deref(), subject);
        assert_eq!(composed.characters, characters, "{template}");
    }
}
