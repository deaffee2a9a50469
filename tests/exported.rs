//! What `optout export` and `optout guide site` make: pages, Markdown and CSV for others.
//! `OPTOUT_UPDATE=1 cargo test --test exported` writes `snapshots/exported_*` anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code,
    unreachable_pub
)]

#[path = "support/account.rs"]
mod account;
#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "hostile/rows.rs"]
mod rows;
#[path = "support/snapshot.rs"]
mod snapshot;

use std::{collections::BTreeSet, sync::Arc};

use account::account;
use jiff::civil::date;
use optout::{
    account::{
        Account,
        overview::coverings,
        progress::{Mark, Request, StepState},
    },
    catalog::Catalog,
    content::{
        goal::Goal,
        guide::{Step, StepDetails, StepKind},
        platform::Platform,
    },
    export::{self, COLUMNS, Context},
    id::Id,
    text::{self, TextKind},
};
use sha2::{Digest as _, Sha256};

fn id(id: &str) -> Id {
    Id::new(id).unwrap()
}

fn context<'a>(catalog: &'a Catalog, accounts: &'a [Account]) -> Context<'a> {
    Context {
        catalog,
        accounts,
        coverings: Box::leak(Box::new(coverings(accounts))),
        trusted: &[],
        today: date(2026, 11, 21),
    }
}

fn marked(mark: Option<Mark>, note: Option<&str>) -> Box<StepState> {
    Box::new(StepState {
        mark,
        at: mark.map(|_| "2026-11-20T10:00:00Z".parse().unwrap()),
        note: note.map(|note| text::clean(note, TextKind::Line)),
        ..StepState::default()
    })
}

/// An account of the made-up guides under way, and one where there is no route.
fn accounts(catalog: &Catalog) -> Vec<Account> {
    let mut mine = account("mine", "Mine", Platform::Facebook, Some("DE"));
    let routes = catalog.fitting_guides(&mine);
    let active = routes.iter().find(|it| it.goal == Goal::Object).unwrap();
    let marks = [Some(Mark::Done), Some(Mark::Blocked)];
    let states = active.steps.iter().zip(marks).map(|(step, mark)| {
        let state = marked(mark, Some("a | note"));
        (step.id.clone(), state)
    });
    mine.progress
        .steps
        .insert(active.id.clone(), states.collect());
    mine.progress.requests = vec![Request {
        due: Some(date(2026, 12, 1)),
        reference: Some(text::line("A-1")),
        ..Request::new(id("r1"), Goal::Object, active.id.clone(), date(2026, 11, 1))
    }];
    let none = account("none", "Elsewhere", Platform::Messenger, Some("US"));
    vec![mine, none]
}

fn html(context: Context<'_>) -> String {
    let all: Vec<&Account> = context.accounts.iter().collect();
    export::html(context, &all).unwrap()
}

/// A page without what is the same on each, and with short names for QR codes.
fn short(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let mut short = format!("{head}<style>…</style>");
    for part in rest.split_inclusive("<path d=\"") {
        let code = part
            .split_once("\" fill")
            .filter(|(d, _)| d.starts_with('M'));
        let text = code.map_or(part.to_owned(), |(_, after)| format!("…\" fill{after}"));
        short.push_str(&text);
    }
    short
}

/// The tags of a page, each without its brackets. Escaped text has neither of these.
fn tags(page: &str) -> Vec<&str> {
    let tags = page.split('<').skip(1);
    tags.map(|tag| tag.split_once('>').unwrap().0).collect()
}

/// The attributes of a tag: name and value.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag
        .split_once(' ')
        .map_or("", |(_, rest)| rest)
        .trim_end_matches([' ', '/']);
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        match after.strip_prefix("=\"") {
            Some(value) => {
                let (value, more) = value.split_once('"').unwrap();
                found.push((name, value));
                rest = more.trim_start();
            }
            None => {
                found.push((name, ""));
                rest = after.trim_start();
            }
        }
    }
    found
}

const TAGS: &str = "!doctype html head meta title style body header main footer nav section article \
    h1 h2 h3 h4 h5 p br b strong small span code pre ul ol li a details summary label input progress \
    svg rect path div";

const ATTRIBUTES: &str = "html lang charset http-equiv content name id class aria-label \
    aria-labelledby role href rel type autocomplete checked for value max viewBox shape-rendering width \
    height fill d open";

/// Nothing runs on a page, nothing is loaded, and only known addresses can be followed. Gives the
/// addresses that can be.
#[track_caller]
fn assert_still(page: &str) -> BTreeSet<String> {
    let mut addresses = BTreeSet::new();
    for tag in tags(page) {
        let name = tag
            .trim_start_matches('/')
            .split([' ', '>'])
            .next()
            .unwrap();
        assert!(TAGS.split_whitespace().any(|it| it == name), "<{tag}>");
        for (attribute, value) in attributes(tag) {
            let is_known = ATTRIBUTES.split_whitespace().any(|it| it == attribute);
            assert!(is_known, "{attribute} in <{tag}>");
            if (name, attribute) == ("a", "href") {
                if value.contains(':') {
                    assert!(value.starts_with("https://"), "<{tag}>");
                    assert!(tag.contains("rel=\"noreferrer noopener\""), "<{tag}>");
                    addresses.insert(value.replace("&amp;", "&"));
                }
                continue;
            }
            assert!(!value.contains("http"), "{value} in <{tag}>");
            // The hash of the policy may have two slashes.
            assert!(
                name == "meta" || !value.contains("//"),
                "{value} in <{tag}>"
            );
        }
    }
    assert!(!page.contains("@import") && !page.contains("url("));
    addresses
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for part in bytes.chunks(3) {
        let all = (0..3).fold(0_u32, |all, at| {
            all << 8 | u32::from(part.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let index = (all >> (18 - 6 * at)) & 63;
            let is_there = at <= part.len();
            text.push(match is_there {
                true => char::from(LETTERS[usize::try_from(index).unwrap()]),
                false => '=',
            });
        }
    }
    text
}

#[test]
fn a_page_says_all_that_a_relative_needs() {
    let catalog = fixtures::catalog(fixtures::regions(), &[]);
    let accounts = accounts(&catalog);
    let page = html(context(&catalog, &accounts));
    assert_still(&page);
    snapshot::assert_snapshot("exported_html", &short(&page));
    // The first step is done, the second could not be found, and the form was sent.
    assert_eq!(page.matches(" checked>").count(), 2);
    for words in [
        "sent on 1 November 2026",
        "due on 1 December 2026 (10 days left)",
        "Art. 2 LT: without delay",
        "Could not be found on 20 November 2026.",
        "Written on 21 November 2026",
        "This is not Meta&#39;s page",
    ] {
        assert!(
            page.contains(words) || page.contains(&words.replace("&#39;", "'")),
            "{words}"
        );
    }
    for address in page.split("rel=\"noreferrer noopener\">").skip(1) {
        let link = address.split_once("</a>").unwrap().0;
        let shown = link.replace("<span>", "").replace("</span>", "");
        assert!(shown.starts_with("https://"), "{link}");
    }
    // Every name is there once, and every link within the page leads to one.
    let all = tags(&page);
    let named: Vec<&str> = all
        .iter()
        .flat_map(|tag| attributes(tag))
        .filter(|(name, _)| *name == "id")
        .map(|(_, id)| id)
        .collect();
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len());
    for target in page.split("href=\"#").skip(1) {
        let target = target.split_once('"').unwrap().0;
        assert!(named.contains(&target), "{target}");
    }
}

/// What ticks on a page: the name of each box, and the text of the label that is for it.
fn boxes(page: &str) -> Vec<(&str, &str)> {
    let labels = page.split("<label class=\"action\" for=\"").skip(1);
    labels
        .map(|label| {
            let (name, rest) = label.split_once('"').unwrap();
            let within = rest.split_once("</label>").unwrap().0;
            assert!(
                within.contains(&format!("<input type=\"checkbox\" id=\"{name}\"")),
                "{within}"
            );
            let text = within.split_once("<strong>").unwrap().1;
            (name, text.split_once("</strong>").unwrap().0)
        })
        .collect()
}

#[test]
fn every_step_has_a_box_of_its_own_with_its_words() {
    let catalog = fixtures::catalog(fixtures::regions(), &[]);
    let accounts = accounts(&catalog);
    let page = html(context(&catalog, &accounts));
    let boxes = boxes(&page);
    let names: BTreeSet<&str> = boxes.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), boxes.len(), "a name is there twice");
    assert_eq!(page.matches("type=\"checkbox\"").count(), boxes.len());
    // Those of the route that is under way, in order, each by its own action. What led to the form is not
    // needed any more, as it was sent.
    let routes = catalog.fitting_guides(&accounts[0]);
    let active = routes.iter().find(|it| it.goal == Goal::Object).unwrap();
    let is_needed = |step: &&Step| {
        !["open-topics", "choose-topic", "look", "fill-in"].contains(&step.id.as_str())
    };
    for step in active.steps.iter().filter(is_needed) {
        let action = step.action.as_ref().unwrap_or(&step.title);
        let name = format!("tick-mine-{}-{}", active.id, step.id);
        let found = boxes.iter().find(|(known, _)| *known == name);
        let (_, text) = found.unwrap_or_else(|| panic!("no box {name} in {boxes:?}"));
        assert_eq!(text.replace("&#39;", "'"), action.as_str());
    }
}

#[test]
fn the_policy_allows_the_style_of_the_page_and_nothing_else() {
    let catalog = fixtures::catalog(fixtures::regions(), &[]);
    let page = html(context(&catalog, &[]));
    let style = page
        .split_once("<style>")
        .unwrap()
        .1
        .split_once("</style>")
        .unwrap()
        .0;
    let hash = base64(&Sha256::digest(style));
    let policy = format!(
        "content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\""
    );
    assert!(page.contains(&policy), "the style has another hash: {hash}");
}

#[test]
fn markdown_and_csv_say_the_same() {
    let catalog = fixtures::catalog(fixtures::regions(), &[]);
    let accounts = accounts(&catalog);
    let context = context(&catalog, &accounts);
    let all: Vec<&Account> = accounts.iter().collect();
    snapshot::assert_snapshot("exported_markdown", &export::markdown(context, &all));
    let table = export::csv(context, &all).unwrap();
    snapshot::assert_snapshot("exported_csv", std::str::from_utf8(&table).unwrap());
    let mut reader = csv::Reader::from_reader(table.as_slice());
    assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
    let at = |name| COLUMNS.iter().position(|it| *it == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(&rows[0][at("mark")], "done");
    assert_eq!(&rows[0][at("at")], "2026-11-20T10:00:00Z");
    assert_eq!(&rows[1][at("mark")], "blocked");
    assert_eq!(&rows[0][at("due")], "2026-12-01");
    let counted = rows
        .iter()
        .filter(|row| &row[at("account")] == "mine" && &row[at("optional")] == "no");
    let overview = optout::account::overview::Overview::of(
        &accounts[0],
        &catalog,
        &Default::default(),
        context.today,
    );
    assert_eq!(counted.count(), overview.total);
}

#[test]
fn what_follows_from_a_skipped_sending_has_no_box() {
    let catalog = fixtures::catalog(fixtures::regions(), &[]);
    let mut skipped = account("mine", "Mine", Platform::Facebook, Some("DE"));
    let routes = catalog.fitting_guides(&skipped);
    let active = routes.iter().find(|it| it.goal == Goal::Object).unwrap();
    let last = active.steps.last().unwrap();
    assert_eq!(last.kind, StepKind::Confirm);
    for step in active.steps.iter().filter(|step| step.id != last.id) {
        let marks = skipped.progress.steps.entry(active.id.clone()).or_default();
        marks.insert(step.id.clone(), marked(Some(Mark::Skipped), None));
    }
    let accounts = [skipped];
    let context = context(&catalog, &accounts);
    let text = export::markdown(context, &accounts.iter().collect::<Vec<_>>());
    let action = last.action.as_ref().unwrap_or(&last.title);
    let line = format!("\n- **{action}** (not needed here)\n");
    assert!(text.contains(&line), "{text}");
}

/// What people and files may say, and what would do something if it were not text.
fn hostile() -> Vec<String> {
    let rows = ["name", "body"].map(rows::of);
    let rows = rows.iter().flatten().filter(|row| row.expected != "refuse");
    let texts = rows.filter_map(|row| std::str::from_utf8(&row.input).ok());
    let own = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style><script>x</script>",
        "{{ 7 * 7 }}{% raw %}",
        "&lt;script&gt;",
        "javascript:alert(1)",
        "=HYPERLINK(\"https://evil.example\",\"x\")",
        "+1",
        "@SUM(A1)",
        "-2+3",
        "a | b `c` [d](https://evil.example) <b>e</b> ![f](g)",
        "# heading",
        "``````\n# out",
        "www.evil.example",
    ];
    let all = texts.chain(own).map(str::to_owned);
    // No account has a name without anything to be seen in it.
    let is_seen = |text: &String| !text::is_empty(&text::clean(text, TextKind::Name));
    all.filter(is_seen).collect()
}

/// Markdown without what stands between fences: there everything is taken as it is.
fn without_letters(markdown: &str) -> String {
    let mut fence: Option<&str> = None;
    let mut left = String::new();
    for line in markdown.lines() {
        let ticks = line.trim_start().trim_end_matches("text");
        let is_fence = ticks.len() > 2 && ticks.chars().all(|c| c == '`');
        match fence {
            None if is_fence => fence = Some(ticks),
            None => left.push_str(&format!("{line}\n")),
            Some(open) if is_fence && ticks.len() >= open.len() => fence = None,
            Some(_) => {}
        }
    }
    assert_eq!(fence, None);
    left
}

#[test]
fn what_a_person_wrote_stays_text() {
    let catalog = fixtures::catalog(fixtures::regions(), &[]);
    let sample = accounts(&catalog).remove(0);
    let texts = hostile();
    assert!(texts.len() > 40);
    let one = |(number, text): (usize, &str)| {
        let mut account = sample.clone();
        account.id = id(&format!("a{number}"));
        account.label = text::clean(text, TextKind::Name);
        account.handle = Some(account.label.clone());
        account.name = Some(account.label.clone());
        let note = text::clean(text, TextKind::Line);
        for state in account
            .progress
            .steps
            .values_mut()
            .flat_map(|it| it.values_mut())
        {
            state.note = Some(note.clone());
        }
        account.progress.requests[0].reference = Some(note);
        account
    };
    let odd: Vec<Account> = texts
        .iter()
        .map(String::as_str)
        .enumerate()
        .map(one)
        .collect();
    let plain: Vec<Account> = texts.iter().map(|_| "x").enumerate().map(one).collect();
    let (page, usual) = (
        html(context(&catalog, &odd)),
        html(context(&catalog, &plain)),
    );
    assert_eq!(assert_still(&page), assert_still(&usual));
    let names = |page: &str| -> Vec<String> {
        let first = |tag: &str| tag.split(' ').next().unwrap().to_owned();
        tags(page).into_iter().map(first).collect()
    };
    assert_eq!(names(&page), names(&usual));
    for account in &odd {
        let mut escaped = account.label.replace('&', "&amp;");
        for (raw, name) in [('<', "lt"), ('>', "gt"), ('"', "quot"), ('\'', "#39")] {
            escaped = escaped.replace(raw, &format!("&{name};"));
        }
        let heading = format!("label\">{escaped}</h2>");
        assert!(page.contains(&heading), "{heading}");
    }

    let all: Vec<&Account> = odd.iter().collect();
    let table = export::csv(context(&catalog, &odd), &all).unwrap();
    let mut seen = BTreeSet::new();
    for row in csv::Reader::from_reader(table.as_slice()).records() {
        let row = row.unwrap();
        for cell in &row {
            let first = cell.trim_start().chars().next();
            assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{cell:?}");
        }
        let account = odd.iter().find(|it| *it.id == row[0]).unwrap();
        let label = row[1]
            .strip_prefix('\'')
            .filter(|it| *it == account.label.as_str());
        assert_eq!(label.unwrap_or(&row[1]), account.label.as_str());
        seen.insert(account.id.clone());
    }
    assert_eq!(seen.len(), odd.len());

    let markdown = without_letters(&export::markdown(context(&catalog, &odd), &all));
    for word in [
        "<script", "<img", "<b>", "](https:", "](g)", "www.evil", "| b", "`c`",
    ] {
        let bare = markdown
            .match_indices(word)
            .filter(|(at, _)| !markdown[..*at].ends_with('\\'));
        assert_eq!(bare.count(), 0, "{word}");
    }
    let all: Vec<&Account> = plain.iter().collect();
    let usual = without_letters(&export::markdown(context(&catalog, &plain), &all));
    assert_eq!(markdown.lines().count(), usual.lines().count());
    for (odd, usual) in markdown.lines().zip(usual.lines()) {
        let begin = |line: &str| line.find(|c: char| !" #->".contains(c));
        assert_eq!(begin(odd), begin(usual), "{odd}");
    }
}

#[test]
fn only_addresses_on_the_list_can_be_followed() {
    let plain = fixtures::catalog(fixtures::regions(), &[]);
    let account = account("mine", "Mine", Platform::Facebook, Some("DE"));
    let mut guide = (*plain.fitting_guides(&account)[0]).clone();
    let sample = guide.steps[0].clone();
    let rows = rows::of("address");
    let rows = rows
        .iter()
        .filter(|row| std::str::from_utf8(&row.input).is_ok());
    let rows: Vec<(String, bool)> = rows
        .map(|row| {
            let address = text::clean(row.text(), TextKind::Line);
            (address.to_string(), row.expected == "open")
        })
        .collect();
    guide.steps.clear();
    for (number, (address, _)) in rows.iter().enumerate() {
        let mut step = sample.clone();
        let address = text::clean(address, TextKind::Line);
        let (link, fallbacks) = match number % 2 {
            0 => (Some(address), Vec::new()),
            _ => (None, vec![address]),
        };
        let said = (*sample).clone();
        step.details = StepDetails {
            link,
            fallbacks,
            ..said
        }
        .into();
        step.id = id(&format!("s{number}"));
        guide.steps.push(step);
    }
    let opened: BTreeSet<String> = rows
        .iter()
        .filter(|(_, opens)| *opens)
        .map(|(address, _)| address.clone())
        .collect();
    assert!(opened.len() > 2 && opened.len() < rows.len() / 2);
    let catalog = Catalog::of(Arc::clone(&plain.regions), vec![guide]);
    let accounts = [account];
    let of_steps = |page: &str| -> BTreeSet<String> {
        let known = assert_still(page).into_iter();
        known
            .filter(|address| rows.iter().any(|(row, _)| row == address))
            .collect()
    };
    assert_eq!(of_steps(&html(context(&catalog, &accounts))), opened);
    let markdown = export::markdown(context(&catalog, &accounts), &[&accounts[0]]);
    for (address, opens) in &rows {
        let is_linked = markdown.contains(&format!("](<{address}>)"));
        assert_eq!(is_linked, *opens, "{address:?}");
    }
    let site = export::site(context(&catalog, &[])).unwrap();
    let place = site
        .iter()
        .find(|(name, _)| name == "eea-facebook-personal.html");
    assert_eq!(of_steps(&place.unwrap().1), opened);
}

#[test]
fn the_site_says_in_words_when_an_authority_was_looked_at() {
    let catalog = fixtures::catalog(Catalog::shipped_regions(), &[]);
    let site = export::site(context(&catalog, &[])).unwrap();
    let mut days = 0;
    for (name, text) in &site {
        for told in ["; checked ", "(record of "] {
            for day in text.split(told).skip(1) {
                let day = day.split(['.', ')']).next().unwrap();
                assert!(!day.contains('-') && day.contains(" 20"), "{name}: {day}");
                days += 1;
            }
        }
    }
    assert!(days > 30, "{days}");
}

#[test]
fn the_site_leads_from_the_country_to_the_steps() {
    let catalog = fixtures::catalog(fixtures::regions(), &[]);
    let site = export::site(context(&catalog, &[])).unwrap();
    let names: BTreeSet<&str> = site.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), site.len());
    let page = |wanted: &str| &site.iter().find(|(name, _)| name == wanted).unwrap().1;
    let mut reached = BTreeSet::from(["index.html"]);
    for (name, text) in &site {
        assert_still(text);
        let safe = |c: char| c.is_ascii_lowercase() || matches!(c, '-' | '.');
        assert!(name.chars().all(safe), "{name}");
        for link in text.split("href=\"").skip(1) {
            let link = link.split_once('"').unwrap().0;
            if link.starts_with("https://") {
                continue;
            }
            let (file, at) = link.split_once('#').unwrap_or((link, ""));
            assert!(names.contains(file), "{name} leads to {link}");
            let there = at.is_empty() || page(file).contains(&format!("id=\"{at}\""));
            assert!(there, "{name} leads to {link}");
            reached.insert(names.get(file).unwrap());
        }
        assert!(text.contains("Written on 21 November 2026"), "{name}");
        assert!(text.contains("This is not Meta's page"), "{name}");
    }
    assert_eq!(reached, names);
    snapshot::assert_snapshot("exported_site_index", &short(page("index.html")));
    snapshot::assert_snapshot("exported_site_region", &short(page("eea.html")));
    let place = names
        .iter()
        .find(|it| it.starts_with("eea-facebook-personal") || **it == "eea-facebook.html")
        .unwrap();
    snapshot::assert_snapshot("exported_site_place", &short(page(place)));
}
