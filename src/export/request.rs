//! The one place where a request is told: what was sent, when an answer is due, and why then.

use super::{
    reader::{Reader, day, sentence},
    sheet::Told,
};
use crate::{
    account::progress::{Outcome, Request},
    clock,
};

/// Every request of the account, the oldest first, and the one of another account that covers it.
pub(super) fn all(reader: &Reader<'_>) -> Vec<Told> {
    let mut requests: Vec<&Request> = reader.account.progress.requests.iter().collect();
    requests.sort_by_key(|request| request.sent);
    let own = requests.into_iter().map(|request| told(reader, request));
    let covering = reader
        .overview
        .and_then(|overview| overview.covered_by.as_ref());
    let other = covering.map(|covering| {
        let mut told = told(reader, &covering.request);
        let sentence = format!("{} sent it, and it covers this account.", covering.label);
        told.sentences.insert(0, sentence);
        told
    });
    own.chain(other).collect()
}

fn told(reader: &Reader<'_>, request: &Request) -> Told {
    let today = reader.context.today;
    let region = reader.region();
    let mut sentences = Vec::new();
    if let Some(guide) = reader.context.catalog.head(&request.guide) {
        sentences.push(format!("By the route: {}.", guide.title));
    }
    match (request.outcome, request.deadline()) {
        (Outcome::Waiting, Some(deadline)) => {
            let left = clock::in_words(today, deadline);
            sentences.push(format!(
                "Meta's answer is due on {} ({left}).",
                day(deadline)
            ));
            let rule = match request.extended {
                Some(_) => {
                    sentences.push("Meta named this later day.".to_owned());
                    region.and_then(|region| region.extension.as_ref())
                }
                None => region.and_then(|region| region.reply.as_ref()),
            };
            sentences.extend(rule.map(|rule| format!("Why: {}", sentence(&rule.rule))));
        }
        (Outcome::Waiting, None) => {
            sentences.push("No day by which Meta has to answer is known.".to_owned());
        }
        (Outcome::Granted | Outcome::Refused | Outcome::MoreAsked | Outcome::Withdrawn, _) => {
            let when = request.answered.map(|on| format!(" on {}", day(on)));
            let how = match request.outcome {
                Outcome::Withdrawn => "It was taken back",
                other => other.title(),
            };
            sentences.push(format!("{how}{}.", when.unwrap_or_default()));
        }
    }
    if let Some(reference) = &request.reference {
        sentences.push(format!("Meta's number for it: {reference}"));
    }
    Told {
        title: format!("{}: sent on {}", request.goal.title(), day(request.sent)),
        sentences,
    }
}
