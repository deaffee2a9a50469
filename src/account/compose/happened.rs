//! What happened between the objection and today, as a letter tells it.

use jiff::civil::Date;

use super::LetterContext;
use crate::{
    account::{
        Account,
        moments::{self, Deed},
        progress::{Outcome, Recipient, Request},
    },
    content::{
        goal::Goal,
        letter::{Told, Words},
        platform::Platform,
    },
    sort::sort_by_key,
};

/// What happened beside the objection and what became of it, a paragraph each.
#[derive(Debug, Default)]
pub(super) struct Happened {
    /// Until Meta answered, or until its last day.
    pub(super) before: Vec<String>,
    /// After that.
    pub(super) after: Vec<String>,
}

impl<'d> LetterContext<'d> {
    /// The account whose objection it is: this one, or the one that covers it.
    pub fn objector(&self) -> &'d Account {
        let own = self.account.progress.latest(Goal::Object);
        let covering = self.overview.covered_by.as_ref();
        let other = covering.filter(|_| own.is_none()).and_then(|covering| {
            let mut accounts = self.accounts.iter();
            accounts.find(|account| account.id == covering.account)
        });
        other.copied().unwrap_or(self.account)
    }

    /// What was sent in this matter, each with its account, in order: the objection, and what came after it
    /// for its account and for this one.
    pub fn round(&self) -> Vec<(&'d Account, &'d Request)> {
        let Some(objection) = self.request() else {
            return Vec::new();
        };
        let objector = self.objector();
        let mut all = vec![(objector, objection)];
        all.extend(moments::after(objector, objection).map(|it| (objector, it)));
        if objector.id != self.account.id {
            all.extend(moments::after(self.account, objection).map(|it| (self.account, it)));
        }
        sort_by_key(&mut all, |(_, request)| request.sent);
        all
    }

    /// How Meta answered, and when: the objection, else what was sent to it afterwards.
    pub(super) fn answer(&self) -> Option<&'d Request> {
        let is_answered = |request: &&Request| {
            request.to == Recipient::Meta && request.outcome != Outcome::Waiting
        };
        let objection = self.request()?;
        let round = self.round();
        let later = || {
            let answered = round
                .iter()
                .map(|(_, request)| *request)
                .filter(is_answered);
            answered.max_by_key(|request| request.answered)
        };
        Some(objection).filter(is_answered).or_else(later)
    }

    /// The name of the company that the objection went to.
    pub fn company_name(&self) -> &'static str {
        match self.company() {
            "whatsapp" => Platform::Whatsapp.title(),
            _ => "Meta",
        }
    }

    /// What happened, in the words of a language.
    pub(super) fn happened(&self, words: &Words) -> Happened {
        let Some(objection) = self.request() else {
            return Happened::default();
        };
        let answer = self.answer();
        let turn = match answer {
            Some(answer) => answer.answered,
            None => objection.deadline(),
        };
        let named = [("company", self.company_name())];
        let region = self.region().map(|region| &region.id);
        let mut told: Vec<(Date, Deed)> = Vec::new();
        // A question that is still Meta's last word is told as its answer.
        let asked = objection.asked.filter(|asked| turn != Some(*asked));
        told.extend(asked.map(|day| (day, Deed::Asked)));
        told.extend(objection.given.map(|day| (day, Deed::Given)));
        for (_, request) in self.round() {
            let is_own = std::ptr::eq(request, objection);
            for moment in moments::own(request) {
                let is_told = match moment.deed {
                    Deed::WroteAgain => true,
                    Deed::Ended(_, Recipient::Meta) => {
                        !is_own && answer.is_none_or(|answer| !std::ptr::eq(answer, request))
                    }
                    _ => false,
                };
                if is_told {
                    told.push((moment.day, moment.deed));
                }
            }
        }
        sort_by_key(&mut told, |(day, _)| *day);
        let mut happened = Happened::default();
        for (day, deed) in told {
            let what = deed.told().and_then(|told| words.told.of(told, &named));
            let stamp = words.stamp(day.into(), region);
            let Some(what) = what.filter(|_| day <= self.today) else {
                continue;
            };
            match turn.is_none_or(|turn| day <= turn) {
                true => happened.before.push(format!("{stamp} {what}")),
                false => happened.after.push(format!("{stamp} {what}")),
            }
        }
        if objection.extended.is_some() {
            happened.before.extend(words.told.of(Told::Longer, &named));
        }
        happened
    }
}
