//! Every shipped text, in every region that it is for, with everything and with nothing optional.

use std::collections::BTreeSet;

use optout::{
    account::compose::{ComposeError, Detail, Details, NAMES, compose, names},
    catalog::{Catalog, SHIPPED, letters},
    content::{
        guide::Guide,
        language::{Ground, Language},
        letter::{Addressee, Letter, Version},
        platform::{Kind, Platform},
    },
};

/// Everything that is required, with values that nothing else in a text looks like.
fn required() -> Vec<(Detail, String)> {
    let value = |detail: &Detail| match detail {
        Detail::Name => "Ada Läufer",
        Detail::Email => "ada@example.org",
        Detail::Country => "Ruritania",
        Detail::Authority => "The Watchful Office",
        Detail::Sent => "1 June 2026",
        Detail::Due => "1 July 2026",
        Detail::Answered => "11 June 2026",
    };
    let all = Detail::ALL.iter();
    all.map(|detail| (*detail, value(detail).to_owned()))
        .collect()
}

fn details(outcome: &str, platform: &str, grounds: &[Ground], has_optional: bool) -> Details {
    let (about, company) = match platform {
        "WhatsApp" => ("chats", "whatsapp"),
        NO_ACCOUNT => ("others", "meta"),
        _ => ("posts", "meta"),
    };
    let optional = |value: &str| if has_optional { value } else { "" }.to_owned();
    let others = ["Instagram (@ada)", "Threads"].map(str::to_owned).to_vec();
    Details {
        required: required(),
        today: "21 November 2026".to_owned(),
        postal_address: optional("1 Main Street, Anytown"),
        handle: optional("@ada.l"),
        platform: platform.to_owned(),
        about: about.to_owned(),
        company: company.to_owned(),
        reference: optional("REF-4711"),
        outcome: outcome.to_owned(),
        form: optional("https://www.facebook.com/help/contact/1"),
        authority_site: optional("https://watchful.example/"),
        grounds: grounds.to_vec(),
        before: if has_optional { before() } else { Vec::new() },
        after: if has_optional { after() } else { Vec::new() },
        others: if has_optional { others } else { Vec::new() },
    }
}

fn before() -> Vec<String> {
    ["3 June 2026: It asked.", "9 June 2026: It got that."]
        .map(str::to_owned)
        .to_vec()
}

fn after() -> Vec<String> {
    vec!["5 July 2026: I wrote again.".to_owned()]
}

/// Each text once, with its name as a person would find the file.
fn texts() -> Vec<(&'static Letter, &'static Version, String, &'static str)> {
    let mut texts = Vec::new();
    for letter in letters::all() {
        for version in &letter.versions {
            let template = letters::template(letter, version).unwrap();
            let place = version
                .region
                .as_deref()
                .map_or(String::new(), |id| format!("-{id}"));
            let file = format!("{}/{}{place}.txt", letter.id, version.language);
            texts.push((letter, version, file, template));
        }
    }
    texts
}

/// The platform of a person without an account, as the screen names it; no text may.
const NO_ACCOUNT: &str = "No account";

const OUTCOMES: [&str; 4] = ["waiting", "refused", "more-asked", "granted"];

/// What a text may be filled in with: every outcome on every sort of platform, with all grounds and
/// none, and each ground alone; each with everything optional and with nothing.
fn cases() -> Vec<Details> {
    let mut cases = Vec::new();
    for has_optional in [true, false] {
        for outcome in OUTCOMES {
            for platform in ["Facebook", "WhatsApp", NO_ACCOUNT] {
                cases.push(details(outcome, platform, Ground::ALL, has_optional));
                cases.push(details(outcome, platform, &[], has_optional));
            }
        }
        let alone = Ground::ALL.iter().map(std::slice::from_ref);
        cases.extend(alone.map(|ground| details("waiting", "Instagram", ground, has_optional)));
    }
    cases
}

#[test]
fn every_text_is_whole_whatever_is_filled_in() {
    let cases = cases();
    for (letter, version, file, template) in texts() {
        for details in &cases {
            check_whole(letter, version, &file, template, details);
        }
    }
}

fn check_whole(letter: &Letter, version: &Version, file: &str, template: &str, details: &Details) {
    let composed = compose(template, version.language, details);
    let composed = composed.unwrap_or_else(|failure| panic!("{file}, {details:?}: {failure:?}"));
    let text = composed.text.as_str();
    let told = || format!("{file} with {details:?}:\n{text}");
    for hole in [
        "{{", "}}", "{%", "%}", "{#", "\u{fffd}", "\n\n\n", "()", " ,", " .", ",,",
    ] {
        assert!(!text.contains(hole), "{hole:?} in {}", told());
    }
    assert!(
        text.ends_with('\n') && !text.ends_with("\n\n"),
        "{}",
        told()
    );
    assert!(!text.starts_with(char::is_whitespace), "{}", told());
    for line in text.lines() {
        assert_eq!(line.trim(), line, "{}", told());
        assert!(!line.contains("  "), "{line:?} in {}", told());
        assert!(!line.starts_with("- ") || line.len() > 4, "{}", told());
    }
    if let Some(limit) = &letter.limit {
        assert_eq!(limit.missed(composed.characters), None, "{}", told());
    }
    // A first line of its own that begins with one word and a colon is the subject.
    let has_head = text.split_once("\n\n").is_some_and(|(head, _)| {
        let label = head.split_once(':').map_or("", |(label, _)| label);
        !head.contains('\n') && !label.is_empty() && !label.trim().contains(' ')
    });
    assert_eq!(composed.subject.is_some(), has_head, "{}", told());
}

#[test]
fn who_has_no_account_objects_to_what_others_publish() {
    assert_eq!(Platform::None.title(), NO_ACCOUNT);
    for (letter, version, file, template) in texts() {
        if letter.id.as_str() != "objection-long" {
            continue;
        }
        for grounds in [Ground::ALL, &[]] {
            let text = |platform: &str| {
                let filled = details("waiting", platform, grounds, false);
                compose(template, version.language, &filled).unwrap().text
            };
            let (without, with) = (text(NO_ACCOUNT), text("Facebook"));
            assert!(
                !without.as_str().contains(NO_ACCOUNT),
                "{file}:\n{}",
                without.as_str()
            );
            // Nothing is left of own posts or of an account to find: those paragraphs are others.
            let same = |line: &str| with.as_str().lines().any(|other| other == line);
            let own = without.as_str().lines().filter(|line| !same(line)).count();
            assert!(own >= 6, "{file}:\n{}", without.as_str());
            // What Brazil's law says of data made public by oneself has no counterpart.
            if version.region.as_deref() != Some("br") {
                assert_eq!(
                    without.as_str().lines().count(),
                    with.as_str().lines().count(),
                    "{file}"
                );
            }
        }
    }
}

#[test]
fn what_a_text_needs_is_asked_for_and_never_left_out() {
    for (_, version, file, template) in texts() {
        for outcome in OUTCOMES {
            let details = details(outcome, "Facebook", Ground::ALL, true);
            let whole = compose(template, version.language, &details).unwrap();
            for missing in Detail::ALL {
                let mut lacking = details.clone();
                lacking.required.retain(|(detail, _)| detail != missing);
                match compose(template, version.language, &lacking) {
                    Err(failure) => {
                        let ComposeError::Missing(found, shown) = failure else {
                            panic!("{file}, {outcome}: {failure:?}")
                        };
                        assert_eq!(found, [*missing], "{file}, {outcome}");
                        let placeholder = missing.placeholder(version.language);
                        assert!(shown.text.contains(&placeholder), "{file}, {outcome}");
                    }
                    // Where it does not stand in the text, the text is the same without it.
                    Ok(written) => assert_eq!(written, whole, "{file}, {outcome}, {missing}"),
                }
            }
        }
    }
}

#[test]
fn letters_to_an_authority_name_it_and_who_complains_of_what() {
    for (letter, version, file, template) in texts() {
        if letter.to != Addressee::Authority {
            continue;
        }
        let details = details("waiting", "Facebook", &[], false);
        let composed = compose(template, version.language, &details).unwrap();
        assert!(composed.subject.is_some(), "{file} has no subject");
        for (detail, value) in &details.required {
            let is_needed = matches!(
                detail,
                Detail::Authority | Detail::Name | Detail::Email | Detail::Country | Detail::Sent
            );
            let is_said = composed.text.contains(value.as_str());
            assert!(
                is_said || !is_needed,
                "{file} does not say {}",
                detail.title()
            );
        }
    }
}

#[test]
fn a_complaint_names_the_company_with_its_address_and_leaves_lines_for_the_hand() {
    let mut seen = 0;
    for (letter, version, file, template) in texts() {
        if letter.id.as_str() != "complaint" {
            continue;
        }
        let details = details("waiting", "Facebook", &[], false);
        let text = compose(template, version.language, &details).unwrap().text;
        let address = match version.region.as_deref() {
            Some("uk" | "br") => "Meta Platforms, Inc., 1 Meta Way, Menlo Park, CA 94025",
            _ => "Meta Platforms Ireland Ltd, Merrion Road, Dublin 4, D04 X2K5",
        };
        assert!(text.contains(address), "{file}");
        // The postal address below the name, and the signature at the end.
        let by_hand: Vec<usize> = text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.ends_with(": ____________________"))
            .map(|(number, _)| number)
            .collect();
        let named = text.lines().position(|line| line.ends_with("Ada Läufer"));
        assert_eq!(
            by_hand,
            [named.unwrap() + 1, text.lines().count() - 1],
            "{file}"
        );
        seen += 1;
    }
    assert_eq!(seen, 15);
}

#[test]
fn without_an_account_the_list_of_posts_is_attached_to_the_complaint() {
    for (letter, version, file, template) in texts() {
        if letter.id.as_str() != "complaint" {
            continue;
        }
        let lines = |platform: &str| {
            let filled = details("waiting", platform, &[], false);
            let text = compose(template, version.language, &filled).unwrap().text;
            text.lines().filter(|line| line.starts_with("- ")).count()
        };
        // The ground about own posts goes, the list of others' comes.
        assert_eq!(lines(NO_ACCOUNT), lines("Facebook"), "{file}");
        assert_eq!(lines(NO_ACCOUNT), lines("WhatsApp") + 1, "{file}");
    }
}

#[test]
fn texts_use_no_other_names_and_every_ground_changes_them() {
    for (_, version, file, template) in texts() {
        let used = names(template).unwrap_or_else(|fault| panic!("{file}: {fault}"));
        for name in &used {
            assert!(NAMES.contains(&name.as_str()), "{file} uses {name}");
        }
        if !used.contains("grounds") {
            continue;
        }
        let with = |grounds: &[Ground]| {
            let details = details("waiting", "Facebook", grounds, true);
            compose(template, version.language, &details).unwrap().text
        };
        let mut seen = BTreeSet::from([with(&[])]);
        for ground in Ground::ALL {
            assert!(
                seen.insert(with(&[*ground])),
                "{file}: {ground} changes nothing"
            );
        }
    }
}

#[test]
fn every_letter_has_a_text_in_every_region_that_it_is_for() {
    let regions = Catalog::shipped_regions();
    assert!(!letters::all().is_empty());
    let ids: Vec<&str> = letters::all().iter().map(|letter| &*letter.id).collect();
    assert_eq!(ids, letters::IDS);
    for letter in letters::all() {
        assert_eq!(letter.check_versions(&regions), [""; 0], "{}", letter.id);
        for version in &letter.versions {
            assert!(letters::words(version.language).is_some(), "{}", letter.id);
        }
    }
}

#[test]
fn guides_name_letters_that_fit_where_they_are_offered() {
    for (file, source) in SHIPPED {
        assert_eq!(Guide::unknown_letters(source, letters::IDS), [], "{file}");
        let (guide, _) = Guide::parse(
            source,
            optout::catalog::shared(),
            optout::content::guide::Origin::Shipped,
            &[],
        );
        for step in guide.iter().flat_map(|guide| &guide.steps) {
            let Some(letter) = step.letter.as_ref().map(|id| letters::letter(id).unwrap()) else {
                continue;
            };
            let of = guide.as_ref().unwrap();
            for platform in &of.platforms {
                let is_for = |kind: &Kind| letter.is_for(*platform, *kind);
                assert!(of.kinds.iter().all(is_for), "{file}: {}", letter.id);
                let is_for_all = is_for(&Kind::Personal) || !of.kinds.is_empty();
                assert!(is_for_all, "{file}: {}", letter.id);
            }
            let offered = &guide.as_ref().unwrap().regions;
            for region in offered {
                assert!(
                    letter.fits(Some(region)),
                    "{file}: {} is not for {region}",
                    letter.id
                );
            }
            let everywhere = offered.is_empty() && !letter.regions.is_empty();
            assert!(!everywhere, "{file}: {} is not for every region", letter.id);
        }
    }
}

#[test]
fn no_text_names_the_law_of_another_region() {
    let regions = Catalog::shipped_regions();
    for letter in letters::all() {
        for region in regions
            .iter()
            .filter(|region| letter.fits(Some(&region.id)))
        {
            for version in letter.versions_in(Some(&region.id)) {
                let text = letters::template(letter, version).unwrap();
                let place = region.id.as_str();
                let names = |words: &[&str]| words.iter().any(|word| text.contains(word));
                let told = format!("{} in {} for {place}", letter.id, version.language);
                let is_gdpr = names(&["DSGVO", "RGPD", "AVG", "RODO", "GDPR"]);
                let is_uk = names(&["UK GDPR", "Data Protection Act 2018"]);
                let is_swiss = names(&["FADP", "DSG)", " LPD"]);
                let is_brazilian = names(&["LGPD"]);
                assert_eq!(is_uk, is_gdpr && place == "uk", "{told}");
                assert!(!is_gdpr || ["eea", "uk"].contains(&place), "{told}");
                assert!(!is_swiss || place == "ch", "{told}");
                assert!(!is_brazilian || place == "br", "{told}");
            }
        }
    }
}

#[test]
fn a_language_without_a_text_for_the_region_gives_way_to_one_that_has() {
    let regions = Catalog::shipped_regions();
    for (country, wish, offered, shown) in [
        ("CH", Language::Portuguese, "de en fr it", "de"),
        ("BR", Language::Italian, "en pt", "pt"),
        ("GB", Language::German, "en", "en"),
    ] {
        let country = regions.country(country).unwrap();
        let region = regions.of(country).map(|region| &region.id);
        for letter in ["objection-long", "reminder", "more-asked", "complaint"] {
            let letter = letters::letter(letter).unwrap();
            let languages: BTreeSet<&str> = letter
                .versions_in(region)
                .map(|version| version.language.as_str())
                .collect();
            let languages: Vec<&str> = languages.into_iter().collect();
            assert_eq!(languages.join(" "), offered, "{}", letter.id);
            let wishes = Language::wished(Some(wish), Some(country));
            let version = letter.choose(region, wishes).unwrap();
            assert_eq!(version.language.as_str(), shown, "{}", letter.id);
            assert_eq!(version.region.as_ref(), region, "{}", letter.id);
        }
    }
}

#[test]
fn what_is_said_of_posts_is_said_only_of_accounts_that_have_them() {
    for (_, version, file, template) in texts() {
        if !names(template).unwrap().contains("about") {
            continue;
        }
        let with = |platform: &str| {
            let details = details("waiting", platform, &[], true);
            compose(template, version.language, &details).unwrap().text
        };
        let accounts_center = [
            "Accounts Cent",
            "Kontenübersicht",
            "Espace Comptes",
            "Centro de cuentas",
            "Centro gestione",
            "Centro de Contas",
            "Central de Contas",
            "Accountcentrum",
            "Centrum kont",
        ];
        let posts = with("Facebook");
        let is_center = |line: &&str| accounts_center.iter().any(|name| line.contains(name));
        let said = |text: &str| text.lines().filter(is_center).count();
        for platform in ["WhatsApp", NO_ACCOUNT] {
            let other = with(platform);
            assert_ne!(posts, other, "{file} for {platform}");
            // At most the line that lists the other accounts, which neither of them can have.
            assert!(said(&other) <= 1, "{file} for {platform}:\n{other}");
        }
    }
}

#[test]
fn after_a_no_the_reminder_does_not_say_that_no_answer_came() {
    let reminder = letters::letter("reminder").unwrap();
    for version in &reminder.versions {
        let template = letters::template(reminder, version).unwrap();
        if !names(template).unwrap().contains("due") {
            continue;
        }
        let text = |outcome| {
            let details = details(outcome, "WhatsApp", &[], false);
            compose(template, version.language, &details).unwrap().text
        };
        let (silent, refused) = (text("waiting"), text("refused"));
        assert!(silent.contains("1 July 2026") && !silent.contains("11 June 2026"));
        assert!(refused.contains("11 June 2026") && !refused.contains("1 July 2026"));
    }
}

#[test]
fn a_complaint_about_whatsapp_names_whatsapp_as_the_one_who_answered() {
    let mut seen = 0;
    for (letter, version, file, template) in texts() {
        // Where an objection with WhatsApp exists: the EU and EEA, and the UK.
        let is_theirs = matches!(version.region.as_deref(), None | Some("uk"));
        if letter.id.as_str() != "complaint" || !is_theirs {
            continue;
        }
        for outcome in OUTCOMES {
            let details = details(outcome, "WhatsApp", Ground::ALL, true);
            let written = compose(template, version.language, &details).unwrap();
            let text = written.text.as_str();
            // What it was about stays Meta's AI: in the subject, and where the objection is told.
            assert_eq!(text.matches("Meta").count(), 2, "{file}, {outcome}: {text}");
            assert!(text.matches("WhatsApp").count() > 6, "{file}: {text}");
            seen += 1;
        }
    }
    assert_eq!(seen, 9 * OUTCOMES.len());
}
