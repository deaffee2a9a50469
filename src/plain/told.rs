//! What was told, and what of it is new: a place is read on coming there, after that only what changes.

use super::field::{self, Field, Kind};
use crate::{
    app::{
        action::{Action, Place},
        core::{Pane, Screen},
        drawn::{Drawn, Target},
        hints::hints,
        model::Model,
        pages::Overlay,
        row::Row,
    },
    ui::reading::{Read, ReadLine},
};

/// How many lines of a place may have changed and are told alone; more, and it is read again.
const FEW: usize = 3;

/// Why something is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    /// The place is read again, whatever is new.
    pub is_again: bool,
    /// A line waits for what it did to be told.
    pub is_asked: bool,
    /// It was said what is wrong with the field.
    pub is_wrong: bool,
}

/// How every page with fields is answered.
const ANSWERS: &str =
    "An empty line keeps what stands there, - empties it, back closes, :save saves, ? says more.";

/// Where the person was told to be.
#[derive(Debug, Clone, PartialEq)]
struct Where {
    place: Place,
    depth: usize,
    screen: Screen,
    is_detail: bool,
    /// The row whose detail is read.
    row: Option<Row>,
    title: String,
}

/// What was told last.
#[derive(Debug)]
pub(super) struct Told {
    at: Where,
    lines: Vec<String>,
    selected: Option<usize>,
    field: Option<Field>,
    offers: Option<String>,
}

impl Told {
    /// What there is to tell now, and what each number means.
    pub(super) fn now(model: &Model, read: &Read) -> (Self, Vec<(usize, Target)>) {
        let mut rows: Vec<(usize, Target)> = Vec::new();
        let is_detail = model.overlays.is_empty() && model.pane == Pane::Detail;
        // All answers are one line away.
        let is_question = matches!(model.overlays.last(), Some(Overlay::Question(_)));
        let mut selected = None;
        let mut lines = Vec::new();
        for line in &read.lines {
            let Some(target) = &line.target else {
                lines.push(line.text.clone());
                continue;
            };
            let number = match target {
                Target::Choice(index) => index + 1,
                _ => rows.len() + 1,
            };
            rows.push((number, target.clone()));
            if line.is_selected && !is_question {
                selected = Some(number);
            }
            let sign = format!("{number} ");
            let text = line.text.strip_prefix(&sign).unwrap_or(&line.text);
            lines.push(format!("{number}. {text}"));
        }
        let told = Self {
            at: Where {
                place: model.place(),
                depth: model.overlays.len(),
                screen: model.screen.clone(),
                is_detail,
                row: is_detail.then(|| model.row.clone()),
                title: match model.overlays.last() {
                    Some(_) => read.title.clone(),
                    None => String::new(),
                },
            },
            lines,
            selected,
            offers: offers(model),
            field: field::field(model).filter(|field| field.kind != Kind::Search),
        };
        (told, rows)
    }

    /// Adds what is new since then.
    pub(super) fn tell(&self, told: Option<&Self>, read: &Read, how: How, out: &mut Vec<String>) {
        let now = self;
        let is_new = told.is_none_or(|told| told.at != now.at);
        let is_elsewhere = told.is_none_or(|told| {
            let at = |told: &Self| (told.at.place, told.at.depth, told.at.screen.clone());
            at(told) != at(now)
        });
        if is_elsewhere || how.is_again {
            out.extend((!read.title.is_empty()).then(|| read.title.clone()));
        }
        if let Some(field) = &now.field {
            let is_same = told.and_then(|told| told.field.as_ref()) == Some(field);
            if is_new || how.is_again {
                out.extend(before_fields(read));
                if field.count > 1 {
                    out.push(ANSWERS.to_owned());
                }
            }
            if is_new || how.is_again || how.is_asked || !is_same {
                question(read, field, how.is_wrong, out);
            }
            return;
        }
        // What stands above the first line that is new was told already.
        let known = told.filter(|_| !is_elsewhere && !how.is_again);
        let known = known.map_or(&[][..], |told| &told.lines);
        let pairs = known.iter().zip(&now.lines);
        let same = pairs.take_while(|(then, now)| then == now).count();
        let rest = now.lines.get(same..).unwrap_or_default();
        if is_new || how.is_again {
            out.extend(rest.iter().cloned());
            out.extend(now.selected.map(|number| format!("You are at {number}.")));
            let is_known = told.is_some_and(|told| told.offers == now.offers);
            if !is_known || how.is_again {
                out.extend(now.offers.clone());
            }
            return;
        }
        let Some(told) = told else { return };
        let before = out.len();
        if told.lines.len() == now.lines.len() {
            let pairs = told.lines.iter().zip(&now.lines);
            let changed: Vec<&String> = pairs
                .filter(|(then, now)| then != now)
                .map(|(_, now)| now)
                .collect();
            if changed.len() <= FEW {
                out.extend(changed.into_iter().cloned());
            } else {
                out.extend(rest.iter().cloned());
            }
        } else {
            out.extend(rest.iter().cloned());
        }
        if told.selected != now.selected
            && let Some(number) = now.selected
        {
            let begins = format!("{number}. ");
            let line = now.lines.iter().find(|line| line.starts_with(&begins));
            match line {
                Some(line) if out.len() == before => out.push(line.clone()),
                Some(_) | None => out.push(format!("You are at {number}.")),
            }
        }
        if how.is_asked && out.is_empty() {
            out.push("That changes nothing here.".to_owned());
        }
    }
}

/// The lines above the first field.
fn before_fields(read: &Read) -> Vec<String> {
    let above = read.lines.iter().take_while(|line| line.target.is_none());
    let is_any = read.lines.iter().any(|line| line.target.is_some());
    above
        .filter(|_| is_any)
        .map(|line| line.text.clone())
        .collect()
}

/// Adds a field, as a question.
fn question(read: &Read, field: &Field, is_wrong: bool, out: &mut Vec<String>) {
    if field.kind == Kind::Filter {
        out.push("Only what has which words? - empties it, back closes it.".to_owned());
        return;
    }
    let is_it = |line: &ReadLine| line.target == Some(Target::Choice(field.index));
    let at = read.lines.iter().position(is_it);
    let lines = read.lines.get(at.unwrap_or(0)..).unwrap_or_default();
    let mut lines = lines.iter();
    let number = match field.count {
        1 => String::new(),
        count => format!("{} of {count}. ", field.index + 1),
    };
    if let Some(first) = lines.next() {
        out.push(format!("{number}{}", first.text));
    }
    let below = |line: &&ReadLine| line.target.is_none();
    let mut hint: Vec<&ReadLine> = lines.take_while(below).collect();
    if hint.is_empty() {
        // The page has one text for the field that has the keys, below them all.
        let last = read.lines.iter().rev().take_while(below);
        hint = last.collect();
        hint.reverse();
    }
    let hint = hint.into_iter().filter(|_| !is_wrong);
    out.extend(hint.map(|line| line.text.clone()));
    match &field.kind {
        Kind::Choice(all) => {
            let all = all.iter().enumerate();
            out.extend(all.map(|(index, choice)| format!("{}. {choice}", index + 1)));
        }
        Kind::Tick | Kind::Deed => out.push("y for yes; an empty line leaves it.".to_owned()),
        Kind::Lines => {
            out.extend(read.lines.iter().skip(1).map(|line| line.text.clone()));
            out.push("Type a line, then another one; an empty line saves it.".to_owned());
        }
        Kind::Text | Kind::Filter | Kind::Search => {}
    }
}

/// What is told has one pane, and all of a text.
pub(super) fn drawn(model: &Model) -> Drawn {
    Drawn {
        is_one_pane: true,
        has_board_room: model.drawn.has_board_room,
        ..Drawn::default()
    }
}

/// What can be done here, in the words of the footer.
fn offers(model: &Model) -> Option<String> {
    if let Some(Overlay::Question(_)) = model.overlays.last() {
        return None;
    }
    let is_shown = |action: &Action| {
        !matches!(
            action,
            Action::Up | Action::Down | Action::Help | Action::Quit
        )
    };
    let words: Vec<&str> = hints(model, &drawn(model))
        .into_iter()
        .filter(|(action, _)| is_shown(action))
        .map(|(_, words)| words)
        .collect();
    Some(format!("You can: {}; help.", words.join("; ")))
}
