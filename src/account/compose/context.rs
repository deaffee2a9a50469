//! What a letter is written from: the account, and what belongs to it.

use jiff::civil::Date;

use super::Detail;
use crate::{
    account::{Account, decide::requests, overview::Overview, progress::Request},
    catalog::Catalog,
    content::{
        goal::Goal,
        guide::StepKind,
        platform::Platform,
        region::{Authority, Region},
    },
    text::Clean,
};

/// What a letter is written from.
#[derive(Debug, Clone, Copy)]
pub struct LetterContext<'d> {
    /// The account.
    pub account: &'d Account,
    /// How far it is.
    pub overview: &'d Overview,
    /// The other accounts; this one may be among them.
    pub accounts: &'d [&'d Account],
    /// Guides, regions, authorities.
    pub catalog: &'d Catalog,
    /// The day on which it is written.
    pub today: Date,
}

impl<'d> LetterContext<'d> {
    /// The account's region, if its country is known.
    pub fn region(&self) -> Option<&'d Region> {
        self.catalog.region(self.account)
    }

    /// The objection that the letter is about: the account's latest, else the one that covers it.
    pub fn request(&self) -> Option<&'d Request> {
        let covering = self.overview.covered_by.as_ref();
        self.account
            .progress
            .latest(Goal::Object)
            .or(covering.map(|covering| &covering.request))
    }

    /// The deadline of an unanswered request, if it has not passed.
    pub(super) fn open_until(&self) -> Option<Date> {
        let deadline = self.request()?.deadline()?;
        if self.answer().is_some() {
            return None;
        }
        (deadline >= self.today).then_some(deadline)
    }

    /// The form by which the request was sent: the link of its guide's submit step, else the last
    /// link before it, if that is a form and not a page that leads to one.
    pub(super) fn form(&self) -> Option<Clean> {
        let guide = self.catalog.guide(&self.request()?.guide)?;
        let is_submit = |kind| kind == StepKind::Submit;
        let submit = guide.steps.iter().position(|step| is_submit(step.kind))?;
        if let Some(link) = &guide.steps.get(submit)?.link {
            return Some(link.clone());
        }
        // Without an account a letter may have gone out in the form's place.
        if self.account.platform == Platform::None {
            return None;
        }
        let before = guide.steps.iter().take(submit).rev();
        let last = before
            .filter_map(|step| self.catalog.regions.link(self.account, step))
            .next();
        last.filter(|link| is_contact_form(link)).cloned()
    }

    /// The company that the objection went to. From a WhatsApp account it can go to WhatsApp, or to
    /// Meta about its AI; only the former uses a form of WhatsApp's.
    pub(super) fn company(&self) -> &'static str {
        let request = self.request();
        let is_known = request.is_some_and(|request| self.catalog.guide(&request.guide).is_some());
        let is_theirs = || self.form().is_some_and(|form| is_on_whatsapp(&form));
        match self.account.platform {
            Platform::Whatsapp if !is_known || is_theirs() => "whatsapp",
            Platform::Facebook
            | Platform::Instagram
            | Platform::Threads
            | Platform::Messenger
            | Platform::Whatsapp
            | Platform::MetaAi
            | Platform::None => "meta",
        }
    }

    /// The authority of the account, if it is known which.
    pub(super) fn authority(&self) -> Option<&'d Authority> {
        self.catalog.regions.authority_of(self.account).one()
    }

    /// The other accounts of the same group, as a letter lists them.
    pub(super) fn others(&self) -> Vec<String> {
        let account = self.account;
        let Some(group) = account
            .group
            .as_ref()
            .filter(|_| account.platform.is_in_accounts_center())
        else {
            return Vec::new();
        };
        let is_other = |other: &&&Account| {
            other.id != self.account.id
                && other.group.as_ref() == Some(group)
                && other.platform.is_in_accounts_center()
        };
        let named = |other: &&Account| match &other.handle {
            Some(handle) => format!("{} ({handle})", other.platform.title()),
            None => other.platform.title().to_owned(),
        };
        self.accounts.iter().filter(is_other).map(named).collect()
    }

    /// The option of `optout account edit` that sets a detail, if one does for this account.
    pub fn option(&self, detail: Detail) -> Option<&'static str> {
        let is_given = detail != Detail::Authority || self.has_choice();
        detail.option().filter(|_| is_given)
    }

    /// Whether the person can choose the authority.
    pub fn has_choice(&self) -> bool {
        self.catalog.regions.has_choice(self.account)
    }

    /// Why a detail is missing, and what to do about it, as a sentence.
    pub fn why_missing(&self, detail: Detail) -> String {
        match detail {
            Detail::Name => "Your name is not on record.".to_owned(),
            Detail::Email => "The account's e-mail address is not on record.".to_owned(),
            Detail::Country => "The account's country is not on record.".to_owned(),
            Detail::Authority => self.catalog.regions.why_no_authority(self.account),
            Detail::Sent | Detail::Due | Detail::Answered if self.request().is_none() => {
                "No objection is on record yet: tick the step that sends it first.".to_owned()
            }
            Detail::Due if self.has_period() => {
                "The day by which Meta has to answer is not on record: correct the objection, and it follows.".to_owned()
            }
            Detail::Sent | Detail::Due => {
                "No reply period is known where this account is.".to_owned()
            }
            Detail::Answered => {
                "Meta's answer is not on record yet: record what it was first.".to_owned()
            }
        }
    }

    /// Whether the law of the account's country gives Meta a last day for the objection.
    fn has_period(&self) -> bool {
        let deadline = |request| requests::deadline(request, self.region());
        self.request().and_then(deadline).is_some()
    }

    /// Why these are missing, no sentence twice.
    pub fn whys_missing(&self, details: &[Detail]) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        for detail in details {
            let why = self.why_missing(*detail);
            if !sentences.contains(&why) {
                sentences.push(why);
            }
        }
        sentences
    }
}

/// Host and path of an address.
fn parts(address: &str) -> (&str, &str) {
    let rest = address.strip_prefix("https://").unwrap_or(address);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    rest.split_once('/').unwrap_or((rest, ""))
}

/// Whether an address is that of a form, such as `/help/contact/1` or `/contact/forms/1`.
fn is_contact_form(address: &str) -> bool {
    let (_, path) = parts(address);
    path.split('/').any(|part| part == "contact")
}

fn is_on_whatsapp(address: &str) -> bool {
    let (host, _) = parts(address);
    host == "whatsapp.com" || host.ends_with(".whatsapp.com")
}
