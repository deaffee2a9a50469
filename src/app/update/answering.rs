//! Requests and what was answered to them: which one it is about, what was said, and taking it off the
//! record. The days are typed in [`crate::app::pages::sending`].

use crate::{
    account::{
        Account,
        change::Edit,
        decide::requests::{self, Answered},
        progress::{Outcome, Recipient, Request},
    },
    app::{
        core::{AccountEntry, Screen, Tone, changing},
        effect::Effect,
        model::Model,
        pages::{
            Overlay,
            evidence::EvidencePage,
            question::{About, Answer, Intent, QuestionPage, Said},
            sending::{
                SendingPage,
                record::{OFF_RECORD, make, still},
            },
        },
    },
    content::goal::Goal,
    id::Id,
};

/// Asks what was answered: to the latest request of the goal that is selected, or of the account.
pub(super) fn ask(model: &mut Model) {
    // At the end of *what now* it is about the account that was the last one.
    let done = model.done_now();
    let last = done.last().and_then(|(id, _)| model.entry(id));
    let Some(entry) = model.current().or(last) else {
        return;
    };
    if let Some(reason) = &entry.account.read_only {
        let message = format!("{} cannot be changed: {reason}", entry.account.label);
        model.say(Tone::Bad, message);
        return;
    }
    let goal = match model.screen {
        Screen::Home => None,
        Screen::Account(_) | Screen::WhatNow => model.row.goal(&model.catalog),
    };
    let request = of_goal(&entry.account, goal).or_else(|| of_goal(&entry.account, None));
    let Some(request) = request.cloned() else {
        let message = match &entry.overview.covered_by {
            Some(covering) => format!(
                "The request is kept with {}; record the answer there.",
                covering.label
            ),
            None => "Nothing was sent yet: tick the step that sends it first.".to_owned(),
        };
        model.say(Tone::Plain, message);
        return;
    };
    let question = ask_about(model, entry, &request);
    model.overlays.push(Overlay::Question(question));
}

/// The request that an answer is most likely about. What Meta says to a reminder is about the objection.
fn of_goal(account: &Account, goal: Option<Goal>) -> Option<&Request> {
    let progress = &account.progress;
    let complaint = progress.requests.iter().filter(|it| {
        it.to == Recipient::Authority && it.goal == Goal::FollowUp && it.outcome == Outcome::Waiting
    });
    match goal {
        Some(Goal::FollowUp) => complaint
            .max_by_key(|it| it.sent)
            .or_else(|| progress.latest(Goal::Object)),
        Some(goal) => progress.latest(goal),
        None => progress
            .latest(Goal::Object)
            .or_else(|| progress.latest(Goal::ThirdParty))
            .or_else(|| progress.requests.iter().max_by_key(|it| it.sent)),
    }
}

/// Carries out what is to be done about a request, as it was when the person was asked.
pub(super) fn carry_out(
    model: &mut Model,
    account: &Id,
    request: &Request,
    about: About,
) -> Vec<Effect> {
    let Some(entry) = model.entry(account) else {
        model.say(Tone::Bad, changing::GONE);
        return Vec::new();
    };
    let Some(known) = entry.account.progress.request(&request.id) else {
        model.say(Tone::Bad, OFF_RECORD);
        return Vec::new();
    };
    let page = match about {
        About::Answer => Overlay::Question(ask_about(model, entry, &known.clone())),
        About::Which => Overlay::Question(which(entry, request)),
        About::More => Overlay::Question(what_more(account, request)),
        About::Say(said, note) => {
            Overlay::Sending(SendingPage::said(model, account, request, said, note))
        }
        About::Another => Overlay::Sending(SendingPage::another(model, account, request)),
        About::Keep => Overlay::Evidence(EvidencePage::of(account, Some(known.id.clone()))),
        About::Correct => Overlay::Sending(SendingPage::correct(model, account, known)),
        About::AskRemove => Overlay::Question(ask_remove(account, known)),
        About::Unanswered => {
            let known = entry.account.clone();
            return unanswered(model, &known, request);
        }
        About::Remove => {
            let known = entry.account.clone();
            let Some(request) = still(model, &known, request) else {
                return Vec::new();
            };
            let guide = model.catalog.guide(&request.guide).map(AsRef::as_ref);
            let change = requests::remove(&known, &request, guide, model.now);
            let name = request.name();
            let words = format!("took the {name} off the record");
            let is_reopened = change.edits.iter().any(|it| matches!(it, Edit::Step(_, _)));
            let open = if is_reopened {
                " Its step is open again."
            } else {
                ""
            };
            let message = format!("The {name} is off the record.{open}");
            return make(model, change, words, message).effects;
        }
    };
    model.overlays.push(page);
    Vec::new()
}

/// Takes an answer back.
fn unanswered(model: &mut Model, account: &Account, request: &Request) -> Vec<Effect> {
    let Some(request) = still(model, account, request) else {
        return Vec::new();
    };
    let said = Answered {
        on: Some(model.now.today.max(request.sent)),
        ..Answered::default()
    };
    match requests::answer(account, &request, Outcome::Waiting, &said, model.now) {
        Ok(change) => {
            let words = format!("recorded \"{}\"", Outcome::Waiting.title());
            make(model, change, words, "Recorded: no answer yet.".to_owned()).effects
        }
        Err(error) => {
            model.say(Tone::Bad, error.sentence.to_string());
            Vec::new()
        }
    }
}

/// The question what was answered to a request, with the answers that make sense for it.
fn ask_about(model: &Model, entry: &AccountEntry, request: &Request) -> QuestionPage {
    let account = &entry.account;
    let about = |label: String, about| {
        let intent = Intent::About(account.id.clone(), Box::new(request.clone()), about);
        Answer::new(label, intent)
    };
    let say = |said: Said| about(said.title(request.to).to_owned(), About::Say(said, ""));
    let ended = |outcome: Outcome| say(Said::Ended(outcome));
    let is_reminder = request.goal == Goal::FollowUp && request.to == Recipient::Meta;
    let is_open = request.outcome == Outcome::Waiting;
    let is_asked = request.to == Recipient::Meta
        && (request.outcome == Outcome::MoreAsked
            || (request.asked.is_some() && request.given.is_none()));
    let takes_longer = request.to == Recipient::Meta
        && is_open
        && !is_asked
        && request.due.is_some()
        && request.extended.is_none()
        && model
            .catalog
            .region(account)
            .is_some_and(|region| region.extension.is_some());
    let mut answers = Vec::new();
    let objection = account.progress.latest(Goal::Object);
    match objection.filter(|_| is_reminder) {
        // Meta answers the objection, whatever it was reminded of.
        Some(objection) => {
            let intent = Intent::About(
                account.id.clone(),
                Box::new(objection.clone()),
                About::Answer,
            );
            answers.push(Answer::new("Meta answered", intent));
        }
        None => {
            answers.push(ended(Outcome::Granted));
            answers.push(ended(Outcome::Refused));
            if is_asked {
                answers.push(say(Said::Given));
            } else if request.to == Recipient::Meta {
                let more = Outcome::MoreAsked.title().to_owned();
                answers.push(about(more, About::More));
            } else {
                answers.push(ended(Outcome::MoreAsked));
            }
            if takes_longer {
                answers.push(say(Said::Longer));
            }
        }
    }
    if !is_open {
        answers.push(about(
            Outcome::Waiting.title().to_owned(),
            About::Unanswered,
        ));
    }
    answers.push(about(
        "Correct a day or the number".to_owned(),
        About::Correct,
    ));
    answers.push(about("I sent another one".to_owned(), About::Another));
    if request.outcome != Outcome::Withdrawn {
        answers.push(ended(Outcome::Withdrawn));
    }
    if account.progress.requests.len() > 1 {
        answers.push(about("It is about another one".to_owned(), About::Which));
    }
    answers.push(about("Keep a file as evidence".to_owned(), About::Keep));
    // The answer on record is the selected one.
    let titles = answers.iter().map(|answer| answer.label.as_str());
    let known = request.outcome.title_by(request.to);
    let selected = titles.enumerate().find(|(_, title)| *title == known);
    let selected = selected.filter(|_| !is_open).map_or(0, |(index, _)| index);
    let who = request.to.title();
    let body = if is_open && request.to == Recipient::Meta && !is_reminder {
        "A confirmation that your objection is honoured means that Meta agreed.".to_owned()
    } else if is_open {
        String::new()
    } else {
        format!("On record: {}.", request.ended())
    };
    QuestionPage {
        selected,
        ..QuestionPage::new(
            format!("What did {who} answer to the {}?", request.name()),
            body,
            answers,
        )
    }
}

/// The question which request it is about, the newest first.
fn which(entry: &AccountEntry, asked: &Request) -> QuestionPage {
    let requests = entry.account.progress.newest_first();
    let selected = requests.iter().position(|request| request.id == asked.id);
    let answers = requests.into_iter().map(|request| {
        let how = match request.outcome {
            Outcome::Waiting => "no answer yet".to_owned(),
            Outcome::Granted | Outcome::Refused | Outcome::MoreAsked | Outcome::Withdrawn => {
                request.ended()
            }
        };
        let (account, known) = (entry.account.id.clone(), Box::new(request.clone()));
        let name = format!("{}: {how}", capital(&request.name()));
        Answer::new(name, Intent::About(account, known, About::Answer))
    });
    QuestionPage {
        answers: answers.collect(),
        selected: selected.unwrap_or(0),
        ..QuestionPage::new("Which one is it about?", "", Vec::new())
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// The question what Meta asked for. Only who the person is may move the day.
fn what_more(account: &Id, request: &Request) -> QuestionPage {
    let more = Said::Ended(Outcome::MoreAsked);
    let answers = [
        ("Who I am", Said::AskedWho, ""),
        ("My reasons", more, "asked for my reasons"),
        ("Another form", more, "asked for another form"),
        ("Something else", more, ""),
    ];
    let answers = answers.map(|(label, said, note)| {
        let about = About::Say(said, note);
        Answer::new(
            label,
            Intent::About(account.clone(), Box::new(request.clone()), about),
        )
    });
    QuestionPage::new("What did Meta ask for?", "", answers.into())
}

fn ask_remove(account: &Id, request: &Request) -> QuestionPage {
    let body = match request.outcome {
        Outcome::Waiting => "Then nothing waits for an answer to it any more.".to_owned(),
        Outcome::Granted | Outcome::Refused | Outcome::MoreAsked | Outcome::Withdrawn => {
            format!("Its answer goes too: {}.", request.ended())
        }
    };
    let intent = Intent::About(account.clone(), Box::new(request.clone()), About::Remove);
    QuestionPage::new(
        format!("Take the {} off the record?", request.name()),
        body,
        vec![
            Answer::no("No, keep it"),
            Answer::yes("Yes, take it off", intent),
        ],
    )
}
