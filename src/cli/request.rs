//! `optout request`: what was sent for an account, when, and how it was answered.

mod list;
mod mail;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

pub(super) use list::RequestJson;

use super::{
    Stop, find,
    session::{self, Session},
    value::one_of,
};
use crate::{
    account::{
        self, Account,
        change::{Change, Edit},
        decide::{
            days,
            requests::{self, Answered, Sending},
        },
        progress::{Outcome, Recipient, Request, RequestDay, RequestText},
    },
    error::Error,
    text::Clean,
};

/// The values of `--post`.
const YES_OR_NO: &[(&str, bool)] = &[("yes", true), ("no", false)];

/// The arguments of `optout request`.
#[derive(Debug, Clone, Args)]
pub struct RequestArgs {
    /// The account
    account: String,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    /// What to record; without it, the requests are listed
    #[command(subcommand)]
    command: Option<RequestCommand>,
}

/// What is recorded about a request.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum RequestCommand {
    /// Record something that you sent
    Sent {
        /// The guide by which it went
        guide: String,
        /// The day, such as 2026-11-21, 21.11., "21 November" or yesterday
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The recipient's number for it
        #[arg(long, value_name = "R", allow_hyphen_values = true)]
        reference: Option<String>,
        /// It went by post
        #[arg(long)]
        post: bool,
        /// The day it arrived, if it went by post
        #[arg(long, value_name = "DATE")]
        received: Option<String>,
        /// Whom it went to, where the guide writes to both: Meta first, then the authority
        #[arg(long, value_parser = one_of(Recipient::NAMES))]
        to: Option<Recipient>,
    },
    /// Record how it was answered
    Answer {
        /// The request, such as r1
        request: String,
        /// How; not with --from
        #[arg(value_parser = one_of(Outcome::NAMES), required_unless_present = "from", conflicts_with = "from")]
        outcome: Option<Outcome>,
        /// Read it from a saved e-mail: prints what that says, and changes nothing
        #[arg(long, value_name = "FILE.eml")]
        from: Option<PathBuf>,
        /// With --from: record what it says
        #[arg(long, requires = "from")]
        yes: bool,
        /// The day of the answer
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Meta's number
        #[arg(long, value_name = "R", allow_hyphen_values = true)]
        reference: Option<String>,
        /// Your own words
        #[arg(long, value_name = "N", allow_hyphen_values = true)]
        note: Option<String>,
    },
    /// Record that Meta said that it takes longer
    Extend {
        /// The request
        request: String,
        /// The day on which Meta said so
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Record that Meta asked who you are
    Asked {
        /// The request
        request: String,
        /// The day on which Meta asked
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Record that Meta got what it had asked for
    Given {
        /// The request
        request: String,
        /// The day on which it got that
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Correct what is on record; an empty text takes it away
    Edit {
        /// The request
        request: String,
        /// The day it was sent
        #[arg(long, value_name = "DATE")]
        sent: Option<String>,
        /// The day it arrived
        #[arg(long, value_name = "DATE")]
        received: Option<String>,
        /// Whether it went by post
        #[arg(long, value_name = "YES", value_parser = one_of(YES_OR_NO))]
        post: Option<bool>,
        /// The day on which Meta asked who you are
        #[arg(long, value_name = "DATE")]
        asked: Option<String>,
        /// The day on which it got that
        #[arg(long, value_name = "DATE")]
        given: Option<String>,
        /// The day of the answer
        #[arg(long, value_name = "DATE")]
        answered: Option<String>,
        /// The day to look again
        #[arg(long, value_name = "DATE")]
        again: Option<String>,
        /// The recipient's number for it
        #[arg(long, value_name = "R", allow_hyphen_values = true)]
        reference: Option<String>,
        /// Your own words
        #[arg(long, value_name = "N", allow_hyphen_values = true)]
        note: Option<String>,
    },
    /// Take it off the record, with its answer
    Remove {
        /// The request
        request: String,
    },
}

pub(super) fn request(session: &mut Session<'_>, args: &RequestArgs) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, &args.account)?;
    let Some(command) = &args.command else {
        return list::list(session, account, args.json);
    };
    if let RequestCommand::Answer {
        request,
        outcome: None,
        from: Some(file),
        yes,
        ..
    } = command
    {
        let request = known(account, request)?;
        return mail::read(
            session,
            &accounts,
            (account, request),
            file,
            *yes,
            args.json,
        );
    }
    session::check_changeable(account)?;
    let change = change(session, account, command)?;
    if let RequestCommand::Remove { request } = command {
        let request = known(account, request)?;
        session.save(change.decided_on(account))?;
        if args.json {
            return list::write_json(session, account, request);
        }
        writeln!(session.out(), "Off the record:")?;
        list::write_briefly(session, request)?;
        let (id, guide, sent) = (&account.id, &request.guide, request.sent);
        let to = match request.to {
            Recipient::Meta => "",
            Recipient::Authority => " --to authority",
        };
        let again = format!("optout request {id} sent {guide} --on {sent}{to}");
        return Ok(writeln!(session.out(), "To record it again: {again}")?);
    }
    let named = change.edits.first().cloned();
    let Some(saved) = session.save(change.decided_on(account))? else {
        return Ok(());
    };
    let known = named.and_then(|edit| match edit {
        // Another copy of the program may have taken its id meanwhile.
        Edit::Send(request) => {
            let mut all = saved.progress.requests.iter().rev();
            all.find(|it| it.sameness() == request.sameness()).cloned()
        }
        _ => saved.progress.request(edit.request()?).cloned(),
    });
    match known {
        Some(request) if args.json => list::write_json(session, &saved, &request),
        Some(request) => list::write_one(session, &saved, &request),
        None => Ok(()),
    }
}

/// The change that a command makes.
fn change(
    session: &Session<'_>,
    account: &Account,
    command: &RequestCommand,
) -> Result<Change, Error> {
    let now = session.now;
    let region = session.catalog.region(account);
    let day = |typed: &Option<String>| -> Result<Option<Date>, Error> {
        let read = |typed: &String| account::check_day(typed, now.today);
        let hint = "Write it as 2026-11-21.";
        typed
            .as_ref()
            .map(read)
            .transpose()
            .map_err(|why| Error::new(why, hint))
    };
    let words = |typed: &Option<String>| -> Result<Option<Clean>, Error> {
        let read = |typed: &String| account::check_line(typed);
        let read = typed.as_ref().map(read).transpose();
        let hint = "Write it on one line, in plain text.";
        Ok(read.map_err(|why| Error::new(why, hint))?.flatten())
    };
    match command {
        RequestCommand::Sent {
            guide,
            on,
            reference,
            post,
            received,
            to,
        } => {
            let guide = find::route(&session.catalog, account, guide)?;
            let received = day(received)?;
            let sending = Sending {
                on: day(on)?,
                by_post: *post || received.is_some(),
                received,
                reference: words(reference)?,
                letter: None,
            };
            let to = to.unwrap_or_else(|| requests::next_recipient(account, &guide));
            requests::send(account, &guide, to, region, &sending, now)
        }
        RequestCommand::Answer {
            request,
            outcome,
            on,
            reference,
            note,
            from: _,
            yes: _,
        } => {
            let said = Answered {
                on: day(on)?,
                reference: words(reference)?,
                note: words(note)?,
            };
            // Without an outcome there is a mail, which was read before.
            let outcome = outcome.unwrap_or(Outcome::Waiting);
            let known = known(account, request)?;
            let mut change = requests::answer(account, known, outcome, &said, now)?;
            if outcome == Outcome::Withdrawn {
                let guide = session.catalog.guide(&known.guide).map(AsRef::as_ref);
                change.edits.extend(requests::reopen(account, known, guide));
            }
            Ok(change)
        }
        RequestCommand::Extend { request, on } => {
            let on = day(on)?.unwrap_or(now.today);
            requests::extend(account, known(account, request)?, on, region, now)
        }
        RequestCommand::Asked { request, on } => {
            let on = day(on)?.unwrap_or(now.today);
            requests::asked(account, known(account, request)?, on, region, now)
        }
        RequestCommand::Given { request, on } => {
            let on = day(on)?.unwrap_or(now.today);
            requests::given(account, known(account, request)?, on, region, now)
        }
        RequestCommand::Edit {
            request,
            sent,
            received,
            post,
            asked,
            given,
            answered,
            again,
            reference,
            note,
        } => {
            let known = known(account, request)?;
            let post = post.map(|post| Edit::Post(known.id.clone(), post));
            let mut edits: Vec<Edit> = post.into_iter().collect();
            for (which, typed) in [
                (RequestDay::Sent, sent),
                (RequestDay::Received, received),
                (RequestDay::Asked, asked),
                (RequestDay::Given, given),
                (RequestDay::Answered, answered),
                (RequestDay::Again, again),
            ] {
                let is_empty = typed.as_ref().is_some_and(|typed| typed.trim().is_empty());
                if is_empty && which != RequestDay::Sent {
                    edits.push(requests::set_day(&known.id, which, None));
                } else if let Some(day) = day(typed)? {
                    edits.push(requests::set_day(&known.id, which, Some(day)));
                }
            }
            for (which, typed) in [
                (RequestText::Reference, reference),
                (RequestText::Note, note),
            ] {
                if typed.is_some() {
                    edits.push(requests::set_text(&known.id, which, words(typed)?));
                }
            }
            if edits.is_empty() {
                let hint = "Name what is wrong: --sent, --received, --post, --asked, --given, --answered, --again, --reference or --note.";
                return Err(Error::new("Nothing was said to correct.", hint));
            }
            days::check_edits(known, &edits, now).map_err(|(_, why)| why)?;
            Ok(requests::correct(account, &known.id, edits, region, now))
        }
        RequestCommand::Remove { request } => {
            let known = known(account, request)?;
            let guide = session.catalog.guide(&known.guide).map(AsRef::as_ref);
            Ok(requests::remove(account, known, guide, now))
        }
    }
}

/// The request that an argument names.
pub(super) fn known<'a>(account: &'a Account, typed: &str) -> Result<&'a Request, Error> {
    account.progress.request(typed).ok_or_else(|| {
        let ids: Vec<&str> = account
            .progress
            .requests
            .iter()
            .map(|request| request.id.as_str())
            .collect();
        let hint = match ids.is_empty() {
            true => "Nothing is on record yet: optout request ACCOUNT sent GUIDE".to_owned(),
            false => format!("Known are: {}.", ids.join(", ")),
        };
        Error::new(
            format!(
                "{} has no request `{}`.",
                account.label,
                typed.escape_debug()
            ),
            hint,
        )
    })
}
