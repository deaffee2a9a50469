//! The bytes of an account's file -> the account, and what is odd about it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    account::{Account, Kind, Platform},
    document::{Document, Fields, Problem, Problems, Raw},
    guide::Goal,
    id::{self, Id},
    letter::{Ground, Language},
    progress::{Mark, Outcome, Progress, Request, StepState},
    region::Regions,
    text::{self, Clean},
};

/// The format that this program writes.
pub(crate) const FORMAT: i64 = 1;

/// What a file turned out to be.
#[derive(Debug)]
pub(crate) enum Reading {
    /// An account; `odd` is what was left out of it.
    Good {
        /// The account.
        account: Box<Account>,
        /// What is odd, one sentence each.
        odd: Vec<Clean>,
    },
    /// A file of a newer program, which must not be touched.
    Newer {
        /// The account, as far as this program understands it.
        account: Option<Box<Account>>,
        /// Why it must not be touched.
        why: Clean,
    },
    /// Nothing that this program can use.
    Bad(Clean),
}

/// Reads the file of the account `id`.
pub(crate) fn read(id: &Id, bytes: &[u8], regions: &Regions) -> Reading {
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
            return Reading::Bad(text::line(&format!(
                "Line {line}, column {column}: this is not UTF-8 text."
            )));
        }
    };
    if source.trim().is_empty() {
        return Reading::Bad(text::line("The file is empty."));
    }
    if source.bytes().all(|byte| byte == 0) {
        return Reading::Bad(text::line("The file contains nothing but zeros."));
    }
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    if problems.is_fatal() {
        return Reading::Bad(first(problems));
    }
    let fields = document.fields(&problems);
    let format = fields.require("format", fields.integer("format"));
    match format {
        None => Reading::Bad(first(problems)),
        Some(number) if number < FORMAT => Reading::Bad(text::line(&format!(
            "There is no format {number}; this program writes format {FORMAT}."
        ))),
        Some(FORMAT) => match account(id, &fields, &problems, regions) {
            Some(account) => Reading::Good {
                account: Box::new(account),
                odd: list(problems),
            },
            None => Reading::Bad(first(problems)),
        },
        Some(number) => {
            let why = text::line(&format!(
                "It was written by a newer version of optout (format {number}); this one does not change it."
            ));
            let account = account(id, &fields, &problems, regions).map(|account| {
                Box::new(Account {
                    read_only: Some(why.clone()),
                    ..account
                })
            });
            Reading::Newer { account, why }
        }
    }
}

fn sentence(problem: &Problem) -> Clean {
    text::line(&format!(
        "Line {}, column {}: {}",
        problem.line, problem.column, problem.message
    ))
}

fn list(problems: Problems) -> Vec<Clean> {
    problems.into_list().iter().map(sentence).collect()
}

/// The first problem that makes the file useless.
fn first(problems: Problems) -> Clean {
    let list = problems.into_list();
    list.iter()
        .find(|problem| problem.fatal)
        .map_or_else(|| text::line("It cannot be read."), sentence)
}

/// The account; `None` when its name, platform or kind cannot be told.
fn account(
    id: &Id,
    fields: &Fields<'_>,
    problems: &Problems,
    regions: &Regions,
) -> Option<Account> {
    let label = fields.require("label", fields.text("label", text::Kind::Name));
    let platform = fields.require("platform", fields.choice("platform", Platform::WORDS));
    let kind = fields.require("kind", fields.choice("kind", Kind::WORDS));
    if problems.is_fatal() {
        return None;
    }
    if let Some(raw) = fields.raw("id").filter(|raw| raw.text != id.as_str()) {
        fields.warn_at(
            &raw,
            &format!(
                "`id` is `{}`, but the file is named {id}; the file's name counts.",
                raw.text
            ),
        );
    }
    let label = label?;
    let nameless = text::is_empty(&label);
    if nameless {
        fields.warn("`label` is empty; the id is shown instead.");
    }
    Some(Account {
        id: id.clone(),
        label: if nameless {
            text::clean(id, text::Kind::Name)
        } else {
            label
        },
        platform: platform?,
        kind: kind?,
        handle: name(fields, "handle"),
        email: name(fields, "email"),
        country: fields.raw("country").and_then(|raw| {
            let known = regions.country(raw.text);
            known.map_err(|why| fields.warn_at(&raw, &why)).ok()
        }),
        group: name(fields, "group"),
        open_with: fields.texts("open_with", text::Kind::Line),
        name: name(fields, "name"),
        authority: fields.raw("authority").and_then(|raw| named(fields, &raw)),
        language: fields.choice("language", Language::WORDS),
        grounds: fields.choices("grounds", Ground::WORDS).unwrap_or_default(),
        created: fields.moment("created").unwrap_or(Timestamp::UNIX_EPOCH),
        active: active(fields),
        progress: Progress {
            steps: steps(fields),
            requests: requests(fields),
        },
        read_only: None,
    })
}

fn name(fields: &Fields<'_>, key: &'static str) -> Option<Clean> {
    fields
        .text(key, text::Kind::Name)
        .filter(|name| !text::is_empty(name))
}

fn active(fields: &Fields<'_>) -> BTreeMap<Goal, Id> {
    let mut active = BTreeMap::new();
    let Some(table) = fields.table("active") else {
        return active;
    };
    for key in table.keys() {
        let Some(goal) = Goal::from_word(key.text) else {
            table.warn_at(&key, &format!("`{}` is not a goal.", key.text));
            continue;
        };
        if let Some(guide) = table.entry_text(&key).and_then(|raw| named(&table, &raw)) {
            active.insert(goal, guide);
        }
    }
    active
}

/// The id that a string of the file is, if it may be one.
fn named(fields: &Fields<'_>, raw: &Raw<'_>) -> Option<Id> {
    let id = Id::new(raw.text);
    if id.is_none() {
        fields.warn_at(raw, &format!("`{}` is not an id: {}.", raw.text, id::RULE));
    }
    id
}

fn steps(fields: &Fields<'_>) -> BTreeMap<Id, BTreeMap<Id, StepState>> {
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
                steps.insert(step, state(&entry));
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
        mark: fields.choice("mark", Mark::WORDS),
        at: fields.moment("at"),
        note: fields.text("note", text::Kind::Line),
        opened: fields.moment("opened"),
    }
}

fn requests(fields: &Fields<'_>) -> Vec<Request> {
    let mut requests: Vec<Request> = Vec::new();
    for table in fields.tables("request") {
        let Some(request) = request(&table) else {
            continue;
        };
        if requests.iter().any(|other| other.id == request.id) {
            table.warn(&format!(
                "There is another request {} above; this one is not shown.",
                request.id
            ));
        } else {
            requests.push(request);
        }
    }
    requests
}

fn request(table: &Fields<'_>) -> Option<Request> {
    let id = |key| table.require(key, table.raw(key).and_then(|raw| named(table, &raw)));
    let (own, guide) = (id("id"), id("guide"));
    let goal = table.require("goal", table.choice("goal", Goal::WORDS));
    let sent = table.require("sent", table.date("sent"));
    Some(Request {
        id: own?,
        goal: goal?,
        guide: guide?,
        sent: sent?,
        due: table.date("due"),
        extended: table.date("extended"),
        outcome: table
            .choice("outcome", Outcome::WORDS)
            .unwrap_or(Outcome::Waiting),
        answered: table.date("answered"),
        reference: table.text("reference", text::Kind::Line),
    })
}
