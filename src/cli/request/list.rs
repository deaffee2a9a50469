//! The requests of an account as text and as JSON.

use serde::Serialize;

use crate::{
    account::{
        Account,
        decide::requests,
        progress::{Outcome, Recipient, Request, RequestDay},
    },
    cli::{Stop, json, session::Session},
    clock,
    content::goal::Goal,
    id::Id,
    text::Clean,
};

/// A request as JSON.
#[derive(Serialize)]
pub(in crate::cli) struct RequestJson<'a> {
    id: &'a Id,
    goal: Goal,
    guide: &'a Id,
    to: Recipient,
    sent: String,
    received: Option<String>,
    due: Option<String>,
    extended: Option<String>,
    asked: Option<String>,
    given: Option<String>,
    outcome: Outcome,
    answered: Option<String>,
    again: Option<String>,
    reference: Option<&'a Clean>,
    text: Option<&'a Clean>,
    note: Option<&'a Clean>,
}

impl<'a> RequestJson<'a> {
    /// Those of a request.
    pub(in crate::cli) fn new(request: &'a Request) -> Self {
        let day = |which| request.day(which).map(|day| day.to_string());
        Self {
            id: &request.id,
            goal: request.goal,
            guide: &request.guide,
            to: request.to,
            sent: request.sent.to_string(),
            received: day(RequestDay::Received),
            due: day(RequestDay::Due),
            extended: day(RequestDay::Extended),
            asked: day(RequestDay::Asked),
            given: day(RequestDay::Given),
            outcome: request.outcome,
            answered: day(RequestDay::Answered),
            again: day(RequestDay::Again),
            reference: request.reference.as_ref(),
            text: request.letter.as_ref(),
            note: request.note.as_ref(),
        }
    }
}

#[derive(Serialize)]
struct ListJson<'a> {
    format: u8,
    account: &'a Id,
    requests: Vec<DatedJson<'a>>,
}

#[derive(Serialize)]
struct DatedJson<'a> {
    #[serde(flatten)]
    request: RequestJson<'a>,
    timeline: Vec<PointJson>,
}

#[derive(Serialize)]
struct PointJson {
    day: String,
    what: &'static str,
    reason: String,
}

fn dated<'a>(session: &Session<'_>, account: &Account, request: &'a Request) -> DatedJson<'a> {
    let region = session.catalog.region(account);
    let points = requests::timeline(account, request, region);
    let points = points.into_iter().map(|point| PointJson {
        day: point.day.to_string(),
        what: point.what.as_str(),
        reason: point.reason,
    });
    DatedJson {
        request: RequestJson::new(request),
        timeline: points.collect(),
    }
}

pub(super) fn list(
    session: &mut Session<'_>,
    account: &Account,
    as_json: bool,
) -> Result<(), Stop> {
    let requests = account.progress.oldest_first();
    if as_json {
        let listed = ListJson {
            format: json::FORMAT,
            account: &account.id,
            requests: requests
                .iter()
                .map(|request| dated(session, account, request))
                .collect(),
        };
        return json::write(session.out(), &listed);
    }
    if requests.is_empty() {
        return Ok(writeln!(session.out(), "Nothing was sent yet.")?);
    }
    for request in requests {
        write_one(session, account, request)?;
    }
    Ok(())
}

/// Writes a request with its days, each with its reason.
pub(super) fn write_one(
    session: &mut Session<'_>,
    account: &Account,
    request: &Request,
) -> Result<(), Stop> {
    write_briefly(session, request)?;
    let points = match request.goal {
        Goal::Object | Goal::ThirdParty => {
            requests::timeline(account, request, session.catalog.region(account))
        }
        Goal::Protect | Goal::FollowUp => Vec::new(),
    };
    for point in points {
        let day = clock::short_date(point.day);
        writeln!(session.out(), "    {day:<12}  {}", point.reason)?;
    }
    Ok(())
}

/// Writes a request without its days.
pub(super) fn write_briefly(session: &mut Session<'_>, request: &Request) -> Result<(), Stop> {
    let today = session.now.today;
    let title = session.catalog.guide(&request.guide).map_or_else(
        || request.guide.to_string(),
        |guide| guide.title.to_string(),
    );
    let words = request.in_words(today);
    writeln!(session.out(), "{}  {title}: {words}", request.id)?;
    let texts = [
        ("number", &request.reference),
        ("letter", &request.letter),
        ("note", &request.note),
    ];
    for (word, text) in texts {
        if let Some(text) = text {
            writeln!(session.out(), "    {word}: {text}")?;
        }
    }
    Ok(())
}

/// Writes one request as JSON.
pub(super) fn write_json(
    session: &mut Session<'_>,
    account: &Account,
    request: &Request,
) -> Result<(), Stop> {
    let listed = ListJson {
        format: json::FORMAT,
        account: &account.id,
        requests: vec![dated(session, account, request)],
    };
    json::write(session.out(), &listed)
}
