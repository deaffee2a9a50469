//! What happened, as the letters and packs of a language tell it.

use serde::{Deserialize, Serialize};

use crate::{
    document::{Fields, named_enum},
    text::{Clean, TextKind},
};

named_enum! {
    /// A wording, by its key under `told`. In braces it has places for names: see [`Telling::of`].
    pub enum Told {
        /// A day before what happened on it.
        Stamp = "stamp",
        /// Heading: what happened.
        Happened = "happened",
        /// Heading: what was sent.
        WhatSent = "what-sent",
        /// Heading: the files that are kept.
        Evidence = "evidence",
        /// An objection, by its day.
        Objection = "objection",
        /// What was sent to Meta after it, by its day.
        Letter = "letter",
        /// A complaint, by its day.
        Complaint = "complaint",
        /// Something of another account.
        OfAccount = "of-account",
        /// A kept file, with the day since which it is.
        Kept = "kept",
        /// The company's number for something.
        Number = "number",
        /// The authority's number for something.
        AuthorityNumber = "authority-number",
        /// The objection was sent.
        Sent = "sent",
        /// It arrived.
        Arrived = "arrived",
        /// Meta was written to again.
        Wrote = "wrote",
        /// The authority was written to.
        Complained = "complained",
        /// Meta asked who the person is.
        Asked = "asked",
        /// Meta got that.
        Given = "given",
        /// Meta agreed.
        Granted = "granted",
        /// Meta refused.
        Refused = "refused",
        /// Meta asked for more.
        MoreAsked = "more-asked",
        /// The authority agreed.
        AuthorityGranted = "authority-granted",
        /// The authority turned it down.
        AuthorityRefused = "authority-refused",
        /// The authority asked for more.
        AuthorityMoreAsked = "authority-more-asked",
        /// Meta's last day to answer.
        Due = "due",
        /// The same, if its question stopped the time.
        Cautious = "cautious",
        /// The same, as Meta extended it.
        Extended = "extended",
        /// Meta had said that it takes longer; without a day.
        Longer = "longer",
        /// Why that is the last day.
        WhyDue = "why-due",
        /// Why that is the extended day.
        WhyExtended = "why-extended",
        /// Why that is the day if the time stood still.
        WhyCautious = "why-cautious",
        /// Why a last day is another than the calendar's.
        WhyMoved = "why-moved",
        /// Why it arrived on that day, where nobody knows.
        WhyPost = "why-post",
        /// In the place of their name, while it is not known.
        GapName = "gap-name",
        /// In the place of the e-mail address, while it is not known.
        GapEmail = "gap-email",
        /// In the place of the country, while it is not known.
        GapCountry = "gap-country",
        /// In the place of the authority, while it is not known.
        GapAuthority = "gap-authority",
        /// In the place of the day of the objection, while it is not known.
        GapSent = "gap-sent",
        /// In the place of Meta's last day, while it is not known.
        GapDue = "gap-due",
        /// In the place of the day of the answer, while it is not known.
        GapAnswered = "gap-answered",
    }
}

/// The wordings of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Telling(Vec<(Told, Clean)>);

impl Telling {
    pub(super) fn read(table: &Fields<'_>) -> Option<Self> {
        let found = table.require("told", table.table("told"))?;
        let read = |told: &Told| {
            let key = told.as_str();
            let text = found.require(key, found.text(key, TextKind::Line));
            Some((*told, text?))
        };
        let all = Told::ALL.iter().filter_map(read).collect();
        found.finish();
        Some(Self(all))
    }

    /// A wording with these names in their places: `company`, `day`, `raw`, `what`, `account`, `number`.
    /// `None` where it has a place for another one.
    pub fn of(&self, told: Told, names: &[(&str, &str)]) -> Option<String> {
        let (_, wording) = self.0.iter().find(|(known, _)| *known == told)?;
        // One after the other, so that no name can bring in the place of another.
        let mut text = String::new();
        let mut rest = wording.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (name, after) = after.split_once('}')?;
            let (_, value) = names.iter().find(|(known, _)| *known == name)?;
            text.push_str(value);
            rest = after;
        }
        text.push_str(rest);
        Some(text)
    }
}
