//! What happened, in the language of the complaint.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    account::{
        Account,
        compose::LetterContext,
        moments::{self, Deed, Moment},
        progress::{Recipient, Request},
    },
    clock::timeline::What,
    content::letter::{Told, Words},
    id::Id,
    sort::sort_by_key,
};

/// A day of the chronology.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Entry {
    pub(super) day: String,
    pub(super) what: String,
    pub(super) reason: String,
}

/// Tells what happened in the words of one language.
pub(super) struct Telling<'c, 'd> {
    context: &'c LetterContext<'d>,
    words: &'static Words,
    region: Option<&'d Id>,
    company: &'static str,
}

impl<'c, 'd> Telling<'c, 'd> {
    pub(super) fn new(context: &'c LetterContext<'d>, words: &'static Words) -> Self {
        Self {
            context,
            words,
            region: context.region().map(|region| &region.id),
            company: context.company_name(),
        }
    }

    /// A wording. The places for the company and these names are filled.
    pub(super) fn say(&self, told: Told, names: &[(&str, &str)]) -> Option<String> {
        let company = [("company", self.company)];
        self.words.told.of(told, &[&company, names].concat())
    }

    /// A day as the language writes it.
    pub(super) fn day(&self, day: Date) -> String {
        self.words.day(day.into(), self.region)
    }

    /// What was sent, by its day, and by its account if that is another.
    pub(super) fn name(&self, account: &Account, request: &Request) -> String {
        let told = match moments::did(request) {
            Deed::Complained => Told::Complaint,
            Deed::WroteAgain => Told::Letter,
            _ => Told::Objection,
        };
        let name = self.say(told, &[("day", &self.day(request.sent))]);
        self.of_account(account, name.unwrap_or_else(|| request.name()))
    }

    /// The same, and whose it is if that is another account.
    pub(super) fn of_account(&self, account: &Account, what: String) -> String {
        if account.id == self.context.account.id {
            return what;
        }
        let name = account.handle.as_ref().unwrap_or(&account.label);
        let account = format!("{} ({name})", account.platform.title());
        let names = [("what", what.as_str()), ("account", &account)];
        self.say(Told::OfAccount, &names).unwrap_or(what)
    }

    /// What happened up to today, and the days that the law set.
    pub(super) fn chronology(&self, objection: &Request) -> Vec<Entry> {
        let context = self.context;
        let objector = context.objector();
        let mut all: Vec<Moment> = moments::of(objector, objection, context.region());
        if objector.id != context.account.id {
            let own = moments::after(context.account, objection);
            all.extend(own.flat_map(moments::own));
        }
        let due = all.iter().find(|it| it.deed == Deed::Point(What::Due));
        let due = due.map(|it| it.day);
        // The question stopped the time, and a weekend or a holiday leads to the same day all the same.
        let is_again = |it: &Moment| it.deed == Deed::Point(What::Cautious) && Some(it.day) == due;
        let mut entries: Vec<(Date, Entry)> = all
            .iter()
            .filter(|moment| moment.day <= context.today && !is_again(moment))
            .filter_map(|moment| {
                let what = self.say(moment.deed.told()?, &[])?;
                let entry = self.entry(moment.day, what, self.reason(moment, objection));
                Some((moment.day, entry))
            })
            .collect();
        for (_, request) in context.round() {
            let told = match request.to {
                Recipient::Meta => Told::Number,
                Recipient::Authority => Told::AuthorityNumber,
            };
            let number = request.reference.as_ref();
            let said = number.and_then(|number| self.say(told, &[("number", number)]));
            entries.extend(said.map(|what| {
                let entry = self.entry(request.sent, what, String::new());
                (request.sent, entry)
            }));
        }
        sort_by_key(&mut entries, |(day, _)| *day);
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    fn entry(&self, day: Date, what: String, reason: String) -> Entry {
        Entry {
            day: self.words.stamp(day.into(), self.region),
            what,
            reason,
        }
    }

    /// Why a day is the one that it is.
    fn reason(&self, moment: &Moment, objection: &Request) -> String {
        let told = match moment.deed {
            Deed::Point(What::Due) => Told::WhyDue,
            Deed::Point(What::Extended) => Told::WhyExtended,
            Deed::Point(What::Cautious) => Told::WhyCautious,
            Deed::Point(What::Arrived) if objection.received.is_none() => Told::WhyPost,
            _ => return String::new(),
        };
        let raw = self.day(moment.raw);
        let why = self.say(told, &[("raw", &raw)]);
        let moved = (moment.raw != moment.day).then(|| self.say(Told::WhyMoved, &[]));
        let all = why.into_iter().chain(moved.flatten());
        all.collect::<Vec<_>>().join(" ")
    }
}
