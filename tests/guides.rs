//! The shipped content: every guide is whole, every fact has a source, every link may be opened.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/account.rs"]
mod account;
#[path = "guides/around.rs"]
mod around;
#[path = "guides/claims.rs"]
mod claims;
#[path = "guides/countries.rs"]
mod countries;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use optout::{
    catalog::{Catalog, GuideFile, REGIONS, SHIPPED},
    content::{
        goal::Goal,
        guide::{Guide, Origin, StepKind},
        link::{self, Verdict},
        platform::{Kind, Platform},
        region::{FormOffer, Regions},
    },
    text,
};

fn catalog() -> Catalog {
    Catalog::new(&[], &[])
}

fn files_below(folder: &Path, found: &mut Vec<String>, root: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("letters") {
            files_below(&path, found, root);
        } else if path.extension().is_some_and(|end| end == "toml") && folder != root {
            found.push(
                path.strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/"),
            );
        }
    }
}

#[test]
fn every_file_of_the_folder_is_embedded_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("guides");
    let mut found = Vec::new();
    files_below(&root, &mut found, &root);
    found.sort();
    let embedded: Vec<&str> = SHIPPED.iter().map(|(path, _)| *path).collect();
    assert_eq!(embedded, found);
}

#[test]
fn no_shipped_file_has_a_problem() {
    let problems: Vec<String> = catalog().problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(
        catalog().guides().len(),
        SHIPPED.len(),
        "no two guides share an id"
    );
}

#[test]
fn file_names_are_ids_and_every_route_of_the_articles_is_there() {
    for (path, source) in SHIPPED {
        let (guide, _) = Guide::parse(source, optout::catalog::shared(), Origin::Shipped, &[]);
        let name = path
            .rsplit('/')
            .next()
            .unwrap()
            .strip_suffix(".toml")
            .unwrap();
        assert_eq!(guide.unwrap().id.as_str(), name, "{path}");
    }
    for (route, goal) in [
        ("facebook-privacy-center", Goal::Object),
        ("instagram-privacy-center", Goal::Object),
        ("instagram-privacy-center-app", Goal::Object),
        ("instagram-help-center", Goal::ThirdParty),
        ("facebook-data-subject-rights", Goal::ThirdParty),
        ("facebook-other-policies", Goal::ThirdParty),
        ("facebook-notice", Goal::Object),
        ("instagram-notice", Goal::Object),
        ("facebook-objection-form", Goal::Object),
        ("instagram-objection-form", Goal::Object),
        ("facebook-privacy-topics", Goal::Object),
        ("instagram-privacy-topics", Goal::Object),
        ("facebook-policy-object", Goal::Object),
        ("instagram-about-policy", Goal::Object),
        ("facebook-other-policies-object", Goal::Object),
        ("facebook-app-help-support", Goal::Object),
        ("help-meta-com", Goal::Object),
        ("threads-instagram-account", Goal::Object),
        ("threads-rights-request", Goal::Object),
        ("messenger-facebook-account", Goal::Object),
        ("meta-ai-linked-account", Goal::Object),
        ("meta-ai-rights-request", Goal::Object),
        ("whatsapp-objection", Goal::Object),
        ("whatsapp-ai-chats", Goal::Object),
        ("facebook-page-authors", Goal::Object),
        ("korea-japan-object", Goal::Object),
        ("no-account-objection", Goal::Object),
        ("no-account-objection-uk", Goal::Object),
        ("no-account-objection-ch", Goal::Object),
        ("no-account-objection-br", Goal::Object),
        ("child-pictures", Goal::Object),
        ("minor-objection", Goal::Object),
        ("cannot-log-in", Goal::Object),
        ("no-account-third-party", Goal::ThirdParty),
    ] {
        assert_eq!(catalog().guide(route).unwrap().goal, goal, "{route}");
    }
}

#[test]
fn every_step_has_sources_and_only_links_that_open() {
    for guide in catalog().guides() {
        for step in &guide.steps {
            let place = format!("{}/{}", guide.id, step.id);
            assert!(!step.sources.is_empty(), "{place}");
            assert!(!step.body.is_empty(), "{place}");
            for source in &step.sources {
                assert!(guide.source(source).is_some(), "{place}: {source}");
            }
            for address in step.addresses() {
                assert_eq!(
                    link::judge(address, &[]),
                    Verdict::Trusted,
                    "{place}: {address}"
                );
            }
            // With the arrow in front of it a label fits 40 columns.
            for label in &step.path {
                assert!(text::width(label) <= 38, "{place}: {label}");
            }
            let length = step.body.chars().count();
            assert!(length <= 700, "{place}: {length} characters");
        }
    }
}

#[test]
fn a_route_that_sends_something_ends_with_keeping_the_proof() {
    for guide in catalog().guides() {
        if matches!(guide.goal, Goal::Protect | Goal::FollowUp) {
            continue; // they send nothing that has a clock; see around.rs
        }
        let submits = guide
            .steps
            .iter()
            .filter(|step| step.kind == StepKind::Submit)
            .count();
        // A Page cannot send the form: nothing may look as if it could.
        let sends = usize::from(guide.kinds != [Kind::Page]);
        assert_eq!(submits, sends, "{}", guide.id);
        assert!((4..=8).contains(&guide.steps.len()), "{}", guide.id);
        assert_eq!(
            guide.steps.last().unwrap().kind,
            StepKind::Confirm,
            "{}",
            guide.id
        );
    }
}

#[test]
fn the_third_party_form_says_first_that_it_is_not_an_objection() {
    for guide in catalog()
        .guides()
        .iter()
        .filter(|guide| guide.goal == Goal::ThirdParty)
    {
        let summary = guide
            .summary
            .as_deref()
            .unwrap()
            .to_lowercase()
            .replace('-', " ");
        assert!(summary.contains("third part"), "{}: {summary}", guide.id);
        assert!(summary.contains("does not"), "{}: {summary}", guide.id);
        let first = summary
            .split_inclusive(['.', ':'])
            .take(2)
            .collect::<String>();
        assert!(
            first.contains("does not opt") || first.contains("not an objection"),
            "{}: {first}",
            guide.id
        );
        assert!(guide.caution.is_some() && guide.optional, "{}", guide.id);
    }
}

#[test]
fn where_something_is_written_a_letter_helps() {
    for guide in catalog().guides() {
        let letters: Vec<&str> = guide
            .steps
            .iter()
            .filter_map(|step| step.letter.as_deref())
            .collect();
        for letter in &letters {
            assert!(LETTERS.contains(letter), "{}: {letter}", guide.id);
        }
        let wanted: &[&str] = match guide.goal {
            // The authors of a Page write on their own profiles.
            Goal::Object if guide.kinds == [Kind::Page] => &[],
            Goal::Object => &[
                "objection-short",
                "objection-long",
                "objection-parent",
                "whatsapp-answer",
            ],
            Goal::ThirdParty => &["third-party-inquiry"],
            Goal::FollowUp | Goal::Protect => continue,
        };
        assert_eq!(
            letters.iter().any(|letter| wanted.contains(letter)),
            !wanted.is_empty(),
            "{}",
            guide.id
        );
    }
}

/// The letters that a step may name.
const LETTERS: [&str; 9] = [
    "objection-short",
    "objection-long",
    "objection-parent",
    "to-poster",
    "reminder",
    "more-asked",
    "complaint",
    "third-party-inquiry",
    "whatsapp-answer",
];

#[test]
fn what_the_sources_disagree_on_stands_in_the_guides_it_touches() {
    let guides = catalog().guides();
    for guide in &guides {
        for conflict in guide.conflicts() {
            assert!(
                conflict.claims.len() > 1,
                "{}: {}",
                guide.id,
                conflict.question
            );
        }
    }
    let asks = |guide: &Guide, question: &str| {
        let mut conflicts = guide.conflicts().iter();
        conflicts.any(|conflict| conflict.question.as_str() == question)
    };
    // Who has an account wonders whether one objection is enough, and whether it is too late.
    let of_people = |guide: &&Arc<Guide>| {
        guide.goal == Goal::Object
            && guide.kinds.contains(&Kind::Personal)
            && !guide.platforms.contains(&Platform::Whatsapp)
    };
    for guide in guides.iter().filter(of_people) {
        assert!(
            asks(guide, "Does one objection cover my other accounts?"),
            "{}",
            guide.id
        );
        // The deadline of May 2025 was one of Europe.
        let european = guide.regions.iter().any(|region| region.as_str() == "eea");
        assert_eq!(
            asks(guide, "Is it too late to object?"),
            european,
            "{}",
            guide.id
        );
    }
    for guide in guides.iter().filter(|guide| guide.goal == Goal::ThirdParty) {
        assert!(
            asks(guide, "Does this form take my own posts out?"),
            "{}",
            guide.id
        );
        assert!(asks(guide, "Must I prove something?"), "{}", guide.id);
    }
}

#[test]
fn no_guide_uses_an_address_that_another_one_calls_superseded() {
    let catalog = catalog();
    let guides = catalog.guides();
    let superseded: BTreeSet<&str> = guides
        .iter()
        .flat_map(|guide| &guide.superseded)
        .map(|link| link.as_str())
        .collect();
    assert!(!superseded.is_empty());
    for guide in catalog.guides() {
        for address in guide.steps.iter().flat_map(|step| step.addresses()) {
            assert!(
                !superseded.contains(address.as_str()),
                "{}: {address}",
                guide.id
            );
        }
    }
}

#[test]
fn ranks_decide_and_never_tie_within_a_goal_and_platform() {
    let catalog = catalog();
    let mut seen: BTreeMap<(Goal, Platform, i64), String> = BTreeMap::new();
    for guide in catalog.guides() {
        for platform in &guide.platforms {
            let before = seen.insert((guide.goal, *platform, guide.rank), guide.id.to_string());
            assert_eq!(before, None, "{} ties on {platform}", guide.id);
        }
    }
}

#[test]
fn every_country_belongs_to_one_region() {
    let (regions, problems) = Regions::parse(REGIONS, optout::catalog::shared().sources());
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(regions.countries().count(), 249);
    for (code, region) in [
        ("DE", "eea"),
        ("NO", "eea"),
        ("GB", "uk"),
        ("CH", "ch"),
        ("BR", "br"),
        ("US", "elsewhere"),
        ("KR", "kr"),
        ("JP", "jp"),
        ("IN", "elsewhere"),
        ("MC", "near"),
        ("GI", "near"),
        ("JE", "near"),
    ] {
        assert_eq!(
            regions
                .of(regions.country(code).unwrap())
                .unwrap()
                .id
                .as_str(),
            region,
            "{code}"
        );
    }
    for region in regions.iter() {
        assert!(!region.sources.is_empty(), "{}", region.id);
        assert!(region.note.is_some(), "{}", region.id);
    }
    assert_eq!(regions.get("elsewhere").unwrap().form, FormOffer::No);
    // Nobody read that Meta offers no form there, so nobody is told so.
    assert_eq!(regions.get("near").unwrap().form, FormOffer::Reported);
    assert!(!regions.get("elsewhere").unwrap().helps.is_empty());
}

#[test]
fn an_unknown_country_lists_near_matches() {
    let (regions, _) = Regions::parse(REGIONS, optout::catalog::shared().sources());
    let error = regions.country("Germny").unwrap_err();
    assert!(error.contains("DE (Germany)"), "{error}");
    let error = regions.country("XX").unwrap_err();
    assert!(error.contains("XX is not a country"), "{error}");
    assert!(error.contains("use a two-letter code"), "{error}");
}

const OWN: &str = r#"format = 1
id = "facebook-privacy-center"
title = "My own way"
goal = "object"
platforms = ["facebook"]
[[source]]
id = "me"
title = "Myself"
note = "tried it"
checked = 2026-11-01
[[step]]
id = "one"
title = "One"
sources = ["me"]
"#;

fn own(text: &str) -> Catalog {
    let file = GuideFile {
        name: text::line("mine.toml"),
        text: Ok(text.to_owned()),
    };
    Catalog::new(&[file], &[])
}

#[test]
fn the_users_guide_replaces_a_shipped_one_and_is_marked() {
    let catalog = own(OWN);
    let guide = catalog.guide("facebook-privacy-center").unwrap();
    assert!(guide.is_yours());
    assert_eq!(guide.steps.len(), 1);
    assert_eq!(catalog.guides().len(), SHIPPED.len());
}

#[test]
fn a_broken_guide_hides_nothing_and_names_every_fault_with_its_place() {
    for (find, put, says) in [
        (
            "title = \"My own way\"\n",
            "",
            "mine.toml:1:1: `title` is missing.",
        ),
        (
            "goal = \"object\"",
            "gaol = \"object\"",
            "mine.toml:4:1: `gaol` is not a key here; did you mean `goal`?",
        ),
        (
            "goal = \"object\"",
            "goal = \"objekt\"",
            "mine.toml:4:8: `goal` is `objekt`; allowed are object, follow-up, protect, third-party.",
        ),
        (
            "sources = [\"me\"]\n",
            "sources = [\"you\"]\n",
            "mine.toml:14:12: No [[source]] has the id `you`.",
        ),
        (
            "format = 1",
            "format = 2",
            "`format` is 2; this program understands 1.",
        ),
        (
            "id = \"one\"",
            "id = \"../x\"",
            "mine.toml:12:6: `../x` is not an id",
        ),
        (
            "title = \"One\"",
            "title = \"  \"",
            "mine.toml:13:9: `title` is blank.",
        ),
    ] {
        let text = OWN.replacen(find, put, 1);
        assert_ne!(text, OWN, "{find}");
        let catalog = own(&text);
        let problems: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
        assert!(
            problems.iter().any(|problem| problem.contains(says)),
            "{says}\n{problems:#?}"
        );
        assert!(
            !catalog.guide("facebook-privacy-center").unwrap().is_yours(),
            "the shipped one stays"
        );
    }
    let twice =
        format!("{OWN}[[step]]\nid = \"one\"\ntitle = \"Two\"\nsources = [\"me\"]\nlink = 3\n");
    let problems = own(&twice).problems;
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        all.iter()
            .any(|problem| problem.contains("16:6") && problem.contains("there twice")),
        "{all:#?}"
    );
    assert!(
        all.iter()
            .any(|problem| problem.contains("`link` must be a string")),
        "all at once: {all:#?}"
    );
}

#[test]
fn a_link_that_may_not_open_is_reported_and_the_guide_still_read() {
    let text = OWN.replace(
        "title = \"One\"",
        "title = \"One\"\nlink = \"http://www.facebook.com/\"",
    );
    let catalog = own(&text);
    assert!(catalog.guide("facebook-privacy-center").unwrap().is_yours());
    let problem = catalog.problems[0].to_string();
    assert!(
        problem.starts_with("mine.toml:14:8:") && problem.contains("https://"),
        "{problem}"
    );
}

#[test]
fn hidden_characters_in_a_guide_are_shown_and_counted() {
    let catalog = own(&OWN.replace("title = \"One\"", "title = \"O\\u001b[2Jne\""));
    let guide = catalog.guide("facebook-privacy-center").unwrap();
    assert_eq!(guide.steps[0].title.as_str(), "O\u{fffd}[2Jne");
    assert!(catalog.problems[0].to_string().contains("1 hidden"));
}

#[test]
fn a_day_that_a_source_does_not_bear_is_told_as_the_earliest() {
    let sources = optout::catalog::shared().sources();
    // The first days of the GDPR, here and where it came later, are not days of reading.
    let first = ["2018-05-25", "2018-07-20"];
    for source in sources {
        let checked = source.checked.day.to_string();
        assert!(
            !source.checked.is_known || !first.contains(&checked.as_str()),
            "{}",
            source.id
        );
        assert!(
            source.published.is_none_or(|day| day <= source.checked.day),
            "{}",
            source.id
        );
    }
    for authority in catalog().regions.all_authorities() {
        let named = sources
            .iter()
            .filter(|it| authority.sources.contains(&it.id));
        let of_the_day = named.filter(|it| it.checked.day == authority.checked.day);
        let is_dated = of_the_day.into_iter().any(|it| it.checked.is_known);
        assert_eq!(authority.checked.is_known, is_dated, "{}", authority.id);
    }
}
