//! What is known about an account, in the words of a letter's language.

use minijinja::value::Value;

use super::{Detail, LetterContext};
use crate::{
    catalog::letters,
    content::{
        language::{Ground, Language},
        platform::Platform,
    },
};

/// Everything that a template may ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// What a letter cannot be written without; whatever is not here is not known.
    pub required: Vec<(Detail, String)>,
    /// The day on which it is written.
    pub today: String,
    /// The account's name on the platform, or nothing.
    pub handle: String,
    /// Where it lives, or that there is none.
    pub platform: String,
    /// What of the person it is about: `posts` and talks with AI, `chats` with AI alone, or what
    /// `others` show of somebody without an account.
    pub about: String,
    /// The company that the objection went to: `meta` or `whatsapp`.
    pub company: String,
    /// Meta's number for the request, or nothing.
    pub reference: String,
    /// How the request ended, as a word of the account's file, or nothing.
    pub outcome: String,
    /// The page that the request was sent by, or nothing.
    pub form: String,
    /// The site of the authority, or nothing.
    pub authority_site: String,
    /// What the person's situation is.
    pub grounds: Vec<Ground>,
    /// The other accounts of the same group.
    pub others: Vec<String>,
}

/// The names that a template may use.
pub const NAMES: [&str; 19] = [
    "name",
    "email",
    "country",
    "authority",
    "sent",
    "due",
    "answered",
    "today",
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
    "others",
];

impl Details {
    /// Puts together what is on the desk, for a letter in this language.
    pub fn of(desk: &LetterContext<'_>, language: Language, grounds: &[Ground]) -> Self {
        let words = letters::words(language);
        let day = |day| words.map_or_else(|| format!("{day}"), |words| words.day(day));
        let account = desk.account;
        let request = desk.request();
        let authority = desk.authority();
        let text = |value: Option<&crate::text::Clean>| value.map(ToString::to_string);
        let required = Detail::ALL.iter().filter_map(|detail| {
            let known = match detail {
                Detail::Name => text(account.name.as_ref()),
                Detail::Email => text(account.email.as_ref()),
                Detail::Country => account.country.map(|country| {
                    let own = words.and_then(|words| words.country(country));
                    let english = desk.catalog.regions.name(country);
                    own.map_or(english, |own| own.as_str()).to_owned()
                }),
                // An English letter says in English whom it is for; others are read by the
                // authority alone.
                Detail::Authority => authority.map(|authority| {
                    let is_told = authority.english == authority.name;
                    if language == Language::English && !is_told {
                        format!("{} ({})", authority.name, authority.english)
                    } else {
                        authority.name.to_string()
                    }
                }),
                Detail::Sent => request.map(|request| day(request.sent)),
                Detail::Due => request.and_then(|request| request.deadline()).map(day),
                Detail::Answered => request.and_then(|request| request.answered).map(day),
            };
            Some((*detail, known?))
        });
        let or_nothing = Option::unwrap_or_default;
        Self {
            required: required.collect(),
            today: day(desk.today),
            handle: or_nothing(text(account.handle.as_ref())),
            platform: match (account.platform, words) {
                (Platform::None, Some(words)) => words.no_account.to_string(),
                (platform, _) => platform.title().to_owned(),
            },
            about: about(account.platform).to_owned(),
            company: desk.company().to_owned(),
            reference: or_nothing(text(request.and_then(|request| request.reference.as_ref()))),
            outcome: or_nothing(request.map(|request| request.outcome.as_str().to_owned())),
            form: or_nothing(text(desk.form().as_ref())),
            authority_site: or_nothing(text(authority.map(|authority| &authority.site))),
            grounds: grounds.to_vec(),
            others: desk.others(),
        }
    }

    /// The company's name, as a sentence about it says it.
    fn company_name(&self) -> &'static str {
        match self.company.as_str() {
            "whatsapp" => Platform::Whatsapp.title(),
            _ => "Meta",
        }
    }

    /// What is known, by the names that templates have for it.
    pub(super) fn known(&self) -> Vec<(&'static str, Value)> {
        let mut known = vec![
            ("today", Value::from(&self.today)),
            ("handle", Value::from(&self.handle)),
            ("platform", Value::from(&self.platform)),
            ("about", Value::from(&self.about)),
            ("company", Value::from(&self.company)),
            ("company_name", Value::from(self.company_name())),
            ("reference", Value::from(&self.reference)),
            ("outcome", Value::from(&self.outcome)),
            ("form", Value::from(&self.form)),
            ("authority_site", Value::from(&self.authority_site)),
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
