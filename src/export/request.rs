//! The one place where a request is told: what was sent, when an answer is due, and why then.

use super::{reader::Reader, sheet::Told};
use crate::{
    account::{
        decide::requests,
        progress::{Outcome, Recipient, Request},
    },
    clock,
    content::goal::Goal,
};

/// Every request of the account, the oldest first, and the one of another account that covers it.
pub(super) fn all(reader: &Reader<'_>) -> Vec<Told> {
    let requests = reader.account.progress.oldest_first();
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
                clock::short_date(deadline)
            ));
        }
        (Outcome::Waiting, None) if request.again.is_none() => {
            sentences.push("No day by which Meta has to answer is known.".to_owned());
        }
        (Outcome::Waiting, None) => {}
        (Outcome::Granted | Outcome::Refused | Outcome::MoreAsked | Outcome::Withdrawn, _) => {
            let when = request
                .answered
                .map(|on| format!(" on {}", clock::short_date(on)));
            let how = match request.outcome {
                Outcome::Withdrawn => "It was taken back",
                other => other.title(),
            };
            sentences.push(format!("{how}{}.", when.unwrap_or_default()));
        }
    }
    if let Some(again) = request.again {
        sentences.push(format!("Look again on {}.", clock::short_date(again)));
    }
    if matches!(request.goal, Goal::Object | Goal::ThirdParty) {
        let points = requests::timeline(reader.account, request, region);
        let points = points.into_iter().skip(1);
        sentences.extend(
            points.map(|point| format!("{}: {}", clock::short_date(point.day), point.reason)),
        );
    }
    if let Some(reference) = &request.reference {
        let whose = match request.to {
            Recipient::Meta => "Meta's",
            Recipient::Authority => "The authority's",
        };
        sentences.push(format!("{whose} number for it: {reference}"));
    }
    if let Some(note) = &request.note {
        sentences.push(format!("Your note: {note}"));
    }
    Told {
        title: format!(
            "{}: sent on {}",
            request.goal.title(),
            clock::short_date(request.sent)
        ),
        sentences,
    }
}
