//! What a saved e-mail says about a request: read by the rules of `guides/answers.toml`, and proposed only
//! where they are sure. The person confirms; nothing is sent or opened.
//!
//! - `limits`: what is too large to be read; `headers`: sender, recipients; `authentication`: what the
//!   person's own mail server found.
//! - `body`, `html`: what its sender wrote, without quoted messages; `links`: where its links lead.
//! - `addressed`: which account and request it is about; `judgement`: what is proposed, or why nothing is.
//! - `in_words`: the proposal for a person.

mod addressed;
mod authentication;
mod body;
mod headers;
mod html;
mod in_words;
mod judgement;
mod limits;
mod links;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use mail_parser::MessageParser;
use serde::Serialize;

use super::Account;
use crate::{
    content::{
        address::Standing,
        answers::{Answers, Meaning, Wanted},
        region::Regions,
    },
    document::named_enum,
    error::Error,
    id::Id,
    text::{self, Clean, TextKind},
};

/// The largest mail that is read, in bytes: 25 MB, as mail programs count.
pub const LARGEST: usize = 25 * 1024 * 1024;

named_enum! {
    /// What a mail says.
    pub enum Says {
        /// Meta agreed.
        Granted = "granted",
        /// Meta refused.
        Refused = "refused",
        /// Meta asked for more.
        MoreAsked = "more-asked",
        /// It came in; nothing is decided.
        Received = "received",
    }
}

impl Says {
    /// In the words of a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Granted => "Meta agreed",
            Self::Refused => "Meta refused",
            Self::MoreAsked => "Meta asked for more",
            Self::Received => "It came in; nothing is decided yet",
        }
    }
}

/// What a mail is read against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// The rules.
    pub rules: &'c Answers,
    /// The authorities, for the links.
    pub regions: &'c Regions,
    /// Hosts that the user trusts.
    pub trusted: &'c [String],
    /// The account that is asked about.
    pub account: &'c Account,
    /// All accounts; the one above may be among them.
    pub accounts: &'c [Account],
    /// The request that is asked about; without one the mail's number or the only open one decides.
    pub request: Option<&'c Id>,
    /// Where the person is.
    pub zone: &'c TimeZone,
    /// The day it is there.
    pub today: Date,
}

/// A link of the mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads, which need not be what is shown.
    pub url: Clean,
    /// Whose it is, as `check-url` says.
    pub standing: Standing,
}

/// What a mail says, and what follows from it. Its JSON is part of the program's promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The version of the JSON.
    format: u8,
    /// The address of its sender; `None` where there is none, or several.
    pub sender: Option<Clean>,
    /// Whether the sender's host is one that Meta mails from. That proves nothing.
    pub sender_is_meta: bool,
    /// What the topmost Authentication-Results says of the sender; `None` where it says nothing.
    pub authenticated: Option<bool>,
    /// Its day, where the person is.
    pub date: Option<Date>,
    /// The account that it is about.
    pub account: Option<Id>,
    /// The request that it answers.
    pub request: Option<Id>,
    /// What it says, where that is sure.
    pub outcome: Option<Says>,
    /// What is asked for; only with [`Says::MoreAsked`].
    pub asked: Option<Wanted>,
    /// Meta's number of the request.
    pub reference: Option<Clean>,
    /// All its links, each once.
    pub links: Vec<Link>,
    /// What the person should know, in sentences.
    pub warnings: Vec<Clean>,
    /// The sender's name, as the mail gives it.
    #[serde(skip)]
    pub name: Option<Clean>,
    /// Its subject.
    #[serde(skip)]
    pub subject: Option<Clean>,
    /// What its wordings mean, each with the sentence that one was found in; also where nothing is
    /// proposed.
    #[serde(skip)]
    pub found: Vec<(Meaning, Clean)>,
}

/// Reads a mail.
///
/// # Errors
///
/// If it is larger than [`LARGEST`], has more parts than any mail of Meta's, or is no e-mail.
pub fn read(bytes: &[u8], context: &Context<'_>) -> Result<Proposal, Error> {
    let bytes = limits::trimmed(bytes);
    limits::check(bytes)?;
    let no_mail = || {
        let hint = "Save the message itself as an .eml file: often \"Save as\" or \"Download\" in its menu.";
        Error::new("This is not an e-mail.", hint)
    };
    let message = MessageParser::default().parse(bytes).ok_or_else(no_mail)?;
    let head = headers::Head::of(&message);
    if head.is_empty() {
        return Err(no_mail());
    }
    let mut warnings = Vec::new();
    let mut doubts = Vec::new();
    let sender = head.sender();
    let sender_is_meta = sender
        .as_ref()
        .is_ok_and(|address| context.rules.is_mail_host(address.host()));
    match &sender {
        Err(reason) => doubts.push((*reason).to_owned()),
        Ok(address) if !sender_is_meta => {
            doubts.push(format!(
                "{} is not on the list of hosts that Meta mails from.",
                address.host()
            ));
        }
        Ok(_) => {}
    }
    let sender = sender.ok();
    let name = head.shown_name(&message);
    if sender.is_some() && name.as_ref().is_some_and(|name| name.contains('@')) {
        let told = "The sender's name looks like an address. Its real address is another.";
        warnings.push(told.to_owned());
    }
    let host = sender.as_ref().map(headers::Mailbox::host);
    let authenticated = host.and_then(|host| head.authenticated(host));
    if authenticated == Some(false) {
        doubts.push("The mail's own record says that the check of its sender failed.".to_owned());
    }
    head.look_at_replies(context.rules, &mut warnings, &mut doubts);
    let date = day(&message, context.zone);
    match date {
        None => warnings.push("The mail names no day. Look when it arrived.".to_owned()),
        Some(date) if date > context.today => {
            warnings.push("The mail is dated in the future.".to_owned());
        }
        Some(_) => {}
    }
    let body = body::Body::of(&message, context.rules);
    let subject = message.subject().unwrap_or_default();
    if body.is_forward || context.rules.is_forwarded_subject(subject) {
        doubts.push("Somebody passed this message on. Save the original and read that.".to_owned());
    }
    if body.is_cut {
        doubts.push("The mail is long: only its beginning was read.".to_owned());
    }
    let links = links::judge(&body, context, &mut warnings, &mut doubts);
    let about = addressed::About::of(
        &head,
        subject,
        &body,
        date,
        context,
        &mut warnings,
        &mut doubts,
    );
    let judged = judgement::judge(&body.own, context.rules);
    doubts.extend(judged.doubt.map(str::to_owned));
    let sure = doubts.is_empty();
    doubts.append(&mut warnings);
    let outcome = judged.says.filter(|_| sure);
    Ok(Proposal {
        format: 1,
        sender: sender.as_ref().map(|sender| text::line(sender.as_str())),
        sender_is_meta,
        authenticated,
        date,
        account: about.account,
        request: about.request,
        outcome,
        asked: judged.wanted.filter(|_| outcome == Some(Says::MoreAsked)),
        reference: about.reference,
        links,
        warnings: doubts.iter().map(|sentence| text::line(sentence)).collect(),
        name,
        subject: message
            .subject()
            .map(|subject| text::clean(subject, TextKind::Title)),
        found: judged.found,
    })
}

/// The day of the mail where the person is.
fn day(message: &mail_parser::Message<'_>, zone: &TimeZone) -> Option<Date> {
    let date = message.date().filter(|date| date.is_valid())?;
    // A day that the month does not have would be counted on into the next one.
    let civil = Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    );
    civil.ok()?;
    let moment = Timestamp::from_second(date.to_timestamp()).ok()?;
    Some(zone.to_datetime(moment).date())
}
