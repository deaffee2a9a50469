//! Parsing an account's file.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use toml_edit::DocumentMut;

use super::migrate::Formats;
use crate::{
    account::{
        Account,
        decide::requests,
        progress::{
            Evidence, Mark, Outcome, Progress, Recipient, Request, RequestDay, RequestText, Sha256,
            StepState,
        },
    },
    clock,
    content::{
        goal::Goal,
        language::{Ground, Language},
        platform::{Kind, Platform},
        region::Regions,
    },
    document::{Document, Fields, Problem, Problems, Raw, Rule},
    id::{self, Id},
    lint::excerpt::excerpts,
    text::{self, Clean},
};

/// The result of reading a file.
#[derive(Debug)]
pub(crate) enum Reading {
    /// An account.
    Good {
        /// The account.
        account: Box<Account>,
        /// The values that were ignored.
        odd: Vec<Odd>,
    },
    /// A file of a newer format, which must not be changed.
    Newer {
        /// The account, as far as this program understands it.
        account: Option<Box<Account>>,
        /// Why it must not be changed.
        why: Clean,
    },
    /// The file cannot be used, for this reason.
    Bad(Clean),
}

/// A value in a file that was ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Odd {
    /// A sentence.
    pub(crate) message: Clean,
    /// The line that it is in.
    pub(crate) excerpt: Option<Clean>,
}

/// Reads the file of the account `id`.
pub(crate) fn read(id: &Id, bytes: &[u8], regions: &Regions, formats: Formats) -> Reading {
    inspect(id, bytes, regions, formats).0
}

/// As [`read`], with all problems of the file, in the order of their positions. For a file of an
/// older format these are positions in the migrated text.
pub(crate) fn inspect(
    id: &Id,
    bytes: &[u8],
    regions: &Regions,
    formats: Formats,
) -> (Reading, Vec<Problem>) {
    let source = match std::str::from_utf8(bytes) {
        Ok(source) => source,
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            let before = good
                .rsplit(|byte| *byte == b'\n')
                .next()
                .unwrap_or_default();
            let column = String::from_utf8_lossy(before).chars().count() + 1;
            return bad(vec![Problem {
                line,
                column,
                ..of_file("This is not UTF-8 text.")
            }]);
        }
    };
    if source.trim().is_empty() {
        return bad(vec![of_file("The file is empty.")]);
    }
    if source.bytes().all(|byte| byte == 0) {
        return bad(vec![of_file("The file contains nothing but zeros.")]);
    }
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    if problems.is_fatal() {
        return bad(problems.into_list());
    }
    let fields = document.fields(&problems);
    let current = formats.current();
    let format = fields.require("format", fields.integer("format"));
    let position = fields.at("format");
    let report = |rule, message: &str, fatal| fields.report(rule, Some(&position), message, fatal);
    match format {
        None => bad(problems.into_list()),
        Some(number) if number == current => match account(id, &fields, &problems, regions) {
            Some(account) => {
                let list = problems.into_list();
                let good = Reading::Good {
                    account: Box::new(account),
                    odd: ignored(source, list.clone()),
                };
                (good, list)
            }
            None => bad(problems.into_list()),
        },
        Some(number) if number > current => {
            let why = text::line(&format!(
                "It was written by a newer version of optout (format {number}); this one does not change it."
            ));
            let account = account(id, &fields, &problems, regions).map(|account| {
                Box::new(Account {
                    read_only: Some(why.clone()),
                    ..account
                })
            });
            let unknown = if account.is_none() {
                " What it is cannot be told, so it is not shown."
            } else {
                ""
            };
            report(Rule::NewerFormat, &format!("{why}{unknown}"), false);
            // Other problems may be none in the newer format.
            let mut list = problems.into_list();
            list.retain(|problem| problem.rule == Rule::NewerFormat);
            (Reading::Newer { account, why }, list)
        }
        Some(number) => match brought_up(source, formats) {
            Ok(Some(newer)) => {
                let (reading, mut list) = inspect(id, newer.as_bytes(), regions, formats);
                let message = format!(
                    "It is of format {number}. The next change brings it to format {current}, and keeps it beside it as it was."
                );
                report(Rule::OlderFormat, &message, false);
                list.extend(problems.into_list());
                (reading, list)
            }
            Ok(None) => {
                let none =
                    format!("There is no format {number}; this program writes format {current}.");
                report(Rule::Value, &none, true);
                bad(problems.into_list())
            }
            Err(why) => {
                let message =
                    format!("It cannot be brought from format {number} to {current}: {why}.");
                report(Rule::Value, &message, true);
                bad(problems.into_list())
            }
        },
    }
}

/// The text of a file of an older format, migrated to the current one.
fn brought_up(source: &str, formats: Formats) -> Result<Option<String>, String> {
    let mut document: DocumentMut = source.parse().map_err(|_| "it is not TOML".to_owned())?;
    let was = formats.bring_up(&mut document)?;
    Ok(was.map(|_| document.to_string()))
}

/// A problem of the whole file.
fn of_file(message: &str) -> Problem {
    Problem {
        line: 0,
        column: 0,
        rule: Rule::File,
        message: text::line(message),
        fatal: true,
    }
}

/// A reading that failed because of the first fatal problem.
fn bad(list: Vec<Problem>) -> (Reading, Vec<Problem>) {
    let first = list.iter().find(|problem| problem.fatal);
    let why = first.map_or_else(|| text::line("It cannot be read."), sentence);
    (Reading::Bad(why), list)
}

fn ignored(source: &str, list: Vec<Problem>) -> Vec<Odd> {
    let list = Problem::listed(list);
    let excerpts = excerpts(source, &list);
    let odd = |(problem, excerpt)| Odd {
        message: sentence(problem),
        excerpt,
    };
    list.iter().zip(excerpts).map(odd).collect()
}

fn sentence(problem: &Problem) -> Clean {
    if problem.line == 0 {
        return problem.message.clone();
    }
    text::line(&format!(
        "Line {}, column {}: {}",
        problem.line, problem.column, problem.message
    ))
}

/// The account; `None` without a valid name, platform or kind.
fn account(
    id: &Id,
    fields: &Fields<'_>,
    problems: &Problems,
    regions: &Regions,
) -> Option<Account> {
    let label = fields.require("label", fields.text("label", text::TextKind::Name));
    let platform = fields.require("platform", fields.choice("platform", Platform::NAMES));
    let kind = fields.require("kind", fields.choice("kind", Kind::NAMES));
    if problems.is_fatal() {
        return None;
    }
    if let Some(raw) = fields.raw("id").filter(|raw| raw.text != id.as_str()) {
        let message = format!(
            "`id` is `{}`, but the file is named {id}; the file's name counts.",
            raw.text
        );
        fields.report(Rule::Id, Some(&raw), &message, false);
    }
    // Old files, and those that a hand has changed, may say only one of the two.
    let (platform, kind) = kind?.with(platform?);
    let label = label?;
    let nameless = text::is_empty(&label);
    if nameless {
        fields.warn("`label` is empty; the id is shown instead.");
    }
    let mut account = Account {
        id: id.clone(),
        label: if nameless {
            text::clean(id, text::TextKind::Name)
        } else {
            label
        },
        platform,
        kind,
        handle: name(fields, "handle"),
        email: name(fields, "email"),
        country: fields.raw("country").and_then(|raw| {
            let known = regions.country(raw.text);
            known.map_err(|why| fields.warn_at(&raw, &why)).ok()
        }),
        group: name(fields, "group"),
        open_with: fields.texts("open_with", text::TextKind::Line),
        name: name(fields, "name"),
        address: short(fields, "address", text::TextKind::Title),
        authority: fields.raw("authority").and_then(|raw| named(fields, &raw)),
        language: fields.choice("language", Language::NAMES),
        grounds: fields.choices("grounds", Ground::NAMES).unwrap_or_default(),
        created: fields
            .moment("created", clock::moment_of)
            .unwrap_or(Timestamp::UNIX_EPOCH),
        active: active(fields),
        progress: Progress {
            steps: steps(fields),
            requests: requests(fields),
            evidence: evidence(fields),
        },
        read_only: None,
    };
    moved(&mut account, regions);
    Some(account)
}

/// Files of earlier versions have the last day of a period as the calendar gives it; one on a weekend or a
/// holiday is read as the next working day.
fn moved(account: &mut Account, regions: &Regions) {
    let region = account.country.and_then(|country| regions.of(country));
    for request in &mut account.progress.requests {
        let found = requests::deadline(request, region);
        if let Some(last) = found.as_ref().and_then(|found| found.due.as_ref())
            && request.due == Some(last.raw)
        {
            request.due = Some(last.day);
        }
    }
}

fn name(fields: &Fields<'_>, key: &'static str) -> Option<Clean> {
    short(fields, key, text::TextKind::Name)
}

fn short(fields: &Fields<'_>, key: &'static str, kind: text::TextKind) -> Option<Clean> {
    fields.text(key, kind).filter(|text| !text::is_empty(text))
}

fn active(fields: &Fields<'_>) -> BTreeMap<Goal, Id> {
    let mut active = BTreeMap::new();
    let Some(table) = fields.table("active") else {
        return active;
    };
    for key in table.keys() {
        let Some(goal) = Goal::from_name(key.text) else {
            table.warn_at(&key, &format!("`{}` is not a goal.", key.text));
            continue;
        };
        if let Some(guide) = table.entry_text(&key).and_then(|raw| named(&table, &raw)) {
            active.insert(goal, guide);
        }
    }
    active
}

/// The id in a string of the file, if it is a valid one.
fn named(fields: &Fields<'_>, raw: &Raw<'_>) -> Option<Id> {
    let id = Id::new(raw.text);
    if id.is_none() {
        fields.warn_at(raw, &format!("`{}` is not an id: {}.", raw.text, id::RULE));
    }
    id
}

fn steps(fields: &Fields<'_>) -> BTreeMap<Id, BTreeMap<Id, Box<StepState>>> {
    let mut guides = BTreeMap::new();
    let Some(all) = fields.table("guides") else {
        return guides;
    };
    for key in all.keys() {
        let (Some(guide), Some(table)) = (named(&all, &key), all.entry(&key)) else {
            continue;
        };
        let mut steps = BTreeMap::new();
        for key in table.keys() {
            if let (Some(step), Some(entry)) = (named(&table, &key), table.entry(&key)) {
                steps.insert(step, Box::new(state(&entry)));
            }
        }
        if !steps.is_empty() {
            guides.insert(guide, steps);
        }
    }
    guides
}

fn state(fields: &Fields<'_>) -> StepState {
    StepState {
        mark: fields.choice("mark", Mark::NAMES),
        at: fields.moment("at", clock::moment_of),
        note: fields.text("note", text::TextKind::Note),
        noted: fields.moment("noted", clock::moment_of),
        opened: fields.moment("opened", clock::moment_of),
    }
}

fn requests(fields: &Fields<'_>) -> Vec<Request> {
    let mut requests: Vec<Request> = Vec::new();
    let mut ids = BTreeSet::new();
    for table in fields.tables("request") {
        let Some(request) = request(&table) else {
            continue;
        };
        if ids.insert(request.id.clone()) {
            requests.push(request);
        } else {
            table.warn(&format!(
                "There is another request {} above; this one is not shown.",
                request.id
            ));
        }
    }
    requests
}

fn request(table: &Fields<'_>) -> Option<Request> {
    let id = |key| table.require(key, table.raw(key).and_then(|raw| named(table, &raw)));
    let (own, guide) = (id("id"), id("guide"));
    let goal = table.require("goal", table.choice("goal", Goal::NAMES));
    let sent = table.require("sent", table.day("sent").map(Date::from));
    let mut request = Request::new(own?, goal?, guide?, sent?);
    request.to = table
        .choice("to", Recipient::NAMES)
        .unwrap_or(Recipient::Meta);
    request.by_post = table.boolean("post").unwrap_or(false);
    for which in RequestDay::ALL.iter().skip(1) {
        request.set_day(*which, table.day(which.as_str()).map(Date::from));
    }
    for which in RequestText::ALL {
        *request.text_mut(*which) = table.text(which.as_str(), text::TextKind::Line);
    }
    request.outcome = table
        .choice("outcome", Outcome::NAMES)
        .unwrap_or(Outcome::Waiting);
    request.recorded = table.moment("recorded", clock::moment_of);
    request.at = table.moment("at", clock::moment_of);
    Some(request)
}

fn evidence(fields: &Fields<'_>) -> Vec<Evidence> {
    let mut list: Vec<Evidence> = Vec::new();
    for table in fields.tables("evidence") {
        let hash = table.raw("sha256").and_then(|raw| {
            let hash = Sha256::new(raw.text);
            if hash.is_none() {
                table.warn_at(&raw, "This is not a SHA-256: 64 digits, 0 to 9 and a to f.");
            }
            hash
        });
        let name = table.require("name", table.text("name", text::TextKind::Line));
        let (Some(sha256), Some(name)) = (table.require("sha256", hash), name) else {
            continue;
        };
        list.push(Evidence {
            sha256,
            name,
            added: table
                .moment("added", clock::moment_of)
                .unwrap_or(Timestamp::UNIX_EPOCH),
            request: table.raw("request").and_then(|raw| named(&table, &raw)),
        });
    }
    list
}
