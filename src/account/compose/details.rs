//! The values of a template's variables, in the language of the letter.

use jiff::civil::Date;
use minijinja::value::Value;

use super::{Detail, LetterContext};
use crate::{
    catalog::letters,
    content::{
        language::{Ground, Language},
        platform::Platform,
    },
};

/// The value of every variable. A text is empty where nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The details that a letter may not lack, as far as they are known.
    pub required: Vec<(Detail, String)>,
    /// The day on which it is written.
    pub today: String,
    /// Where the person lives.
    pub postal_address: String,
    /// The account's name on the platform.
    pub handle: String,
    /// The platform, or the words for having no account.
    pub platform: String,
    /// The data that the letter is about: `posts` (and talks with AI), `chats` (with AI alone), or
    /// what `others` post about somebody without an account.
    pub about: String,
    /// The company that the objection went to: `meta` or `whatsapp`.
    pub company: String,
    /// Meta's number for the request.
    pub reference: String,
    /// How the request ended, as a word of [`Outcome`](crate::account::progress::Outcome).
    pub outcome: String,
    /// The page by which the request was sent.
    pub form: String,
    /// The site of the authority.
    pub authority_site: String,
    /// The person's situation.
    pub grounds: Vec<Ground>,
    /// What happened until Meta answered or its time ended, a paragraph each.
    pub before: Vec<String>,
    /// What happened after that.
    pub after: Vec<String>,
    /// The other accounts of the same group.
    pub others: Vec<String>,
}

/// The variables that a template may use.
pub const NAMES: [&str; 22] = [
    "name",
    "email",
    "country",
    "authority",
    "sent",
    "due",
    "answered",
    "today",
    "postal_address",
    "handle",
    "platform",
    "about",
    "company",
    "company_name",
    "reference",
    "outcome",
    "form",
    "authority_site",
    "grounds",
    "before",
    "after",
    "others",
];

impl Details {
    /// The details for a letter in this language.
    pub fn of(context: &LetterContext<'_>, language: Language, grounds: &[Ground]) -> Self {
        let words = letters::words(language);
        let region = context.region().map(|region| &region.id);
        let day = |date: Date| {
            words.map_or_else(|| format!("{date}"), |words| words.day(date.into(), region))
        };
        let account = context.account;
        let request = context.request();
        let answer = context.answer();
        let happened = words
            .map(|words| context.happened(words))
            .unwrap_or_default();
        let authority = context.authority();
        let text = |value: Option<&crate::text::Clean>| value.map(ToString::to_string);
        let required = Detail::ALL.iter().filter_map(|detail| {
            let known = match detail {
                Detail::Name => text(account.name.as_ref()),
                Detail::Email => text(account.email.as_ref()),
                Detail::Country => account.country.map(|country| {
                    let own = words.and_then(|words| words.country(country));
                    let english = context.catalog.regions.name(country);
                    own.map_or(english, |own| own.as_str()).to_owned()
                }),
                Detail::Authority => authority.map(|authority| authority.name_in(language)),
                Detail::Sent => request.map(|request| day(request.sent)),
                Detail::Due => request.and_then(|request| request.deadline()).map(day),
                Detail::Answered => answer.and_then(|answer| answer.answered).map(day),
            };
            Some((*detail, known?))
        });
        let or_nothing = Option::unwrap_or_default;
        Self {
            required: required.collect(),
            today: day(context.today),
            postal_address: or_nothing(text(account.address.as_ref())),
            handle: or_nothing(text(account.handle.as_ref())),
            platform: match (account.platform, words) {
                (Platform::None, Some(words)) => words.no_account.to_string(),
                (platform, _) => platform.title().to_owned(),
            },
            about: about(account.platform).to_owned(),
            company: context.company().to_owned(),
            reference: or_nothing(text(request.and_then(|request| request.reference.as_ref()))),
            outcome: or_nothing(answer.or(request).map(|it| it.outcome.as_str().to_owned())),
            form: or_nothing(text(context.form().as_ref())),
            authority_site: or_nothing(text(authority.map(|authority| &authority.site))),
            grounds: grounds.to_vec(),
            before: happened.before,
            after: happened.after,
            others: context.others(),
        }
    }

    /// The company's name, for the middle of a sentence.
    fn company_name(&self) -> &'static str {
        match self.company.as_str() {
            "whatsapp" => Platform::Whatsapp.title(),
            _ => "Meta",
        }
    }

    /// All values by the names of their variables.
    pub(super) fn known(&self) -> Vec<(&'static str, Value)> {
        let mut known = vec![
            ("today", Value::from(&self.today)),
            ("postal_address", Value::from(&self.postal_address)),
            ("handle", Value::from(&self.handle)),
            ("platform", Value::from(&self.platform)),
            ("about", Value::from(&self.about)),
            ("company", Value::from(&self.company)),
            ("company_name", Value::from(self.company_name())),
            ("reference", Value::from(&self.reference)),
            ("outcome", Value::from(&self.outcome)),
            ("form", Value::from(&self.form)),
            ("authority_site", Value::from(&self.authority_site)),
            ("before", Value::from(self.before.clone())),
            ("after", Value::from(self.after.clone())),
            ("others", Value::from(self.others.clone())),
        ];
        let grounds: Vec<&'static str> =
            self.grounds.iter().map(|ground| ground.as_str()).collect();
        known.push(("grounds", Value::from(grounds)));
        let required = self.required.iter();
        known.extend(required.map(|(detail, value)| (detail.as_str(), Value::from(value))));
        known
    }
}

const fn about(platform: Platform) -> &'static str {
    match platform {
        Platform::Facebook
        | Platform::Instagram
        | Platform::Threads
        | Platform::Messenger
        | Platform::MetaAi => "posts",
        Platform::Whatsapp => "chats",
        Platform::None => "others",
    }
}
