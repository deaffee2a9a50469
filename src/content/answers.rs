//! What Meta's answers say, as rules: the hosts that it mails from, and the wordings of a yes, a no and a
//! question in the eight languages. They are data, `guides/answers.toml`.
//!
//! - `phrase`: how a wording is compared with a sentence; `parse`: reading the file.
//! - `earlier`: where in a mail an older message begins.

mod earlier;
mod parse;
mod phrase;

use serde::{Deserialize, Serialize};

use crate::document::named_enum;
pub use earlier::Own;
use phrase::{Pattern, contains};
pub use phrase::{Sentence, sentences, words};

named_enum! {
    /// What a wording in a mail means.
    pub enum Meaning {
        /// Meta agreed.
        Granted = "granted",
        /// Meta refused.
        Refused = "refused",
        /// Meta agreed to a part only.
        Partly = "partly",
        /// Meta wants something first.
        MoreAsked = "more-asked",
        /// The request came in; nothing is decided.
        Received = "received",
    }
}

named_enum! {
    /// What Meta asks for.
    pub enum Wanted {
        /// Who the person is.
        Identity = "identity",
        /// Why the person objects.
        Reasons = "reasons",
        /// That another form is used.
        OtherForm = "other-form",
        /// That the person logs in.
        LogIn = "log-in",
        /// Proof, such as prompts and pictures of answers.
        Evidence = "evidence",
        /// Something else, or several of these.
        Other = "other",
    }
}

impl Wanted {
    /// In the words of a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Identity => "who you are",
            Self::Reasons => "why you object",
            Self::OtherForm => "another form",
            Self::LogIn => "that you log in",
            Self::Evidence => "proof",
            Self::Other => "something else, or several things",
        }
    }
}

named_enum! {
    /// Where a wording comes from.
    pub enum Basis {
        /// A source quotes Meta with it.
        Quoted = "quoted",
        /// Nobody is known to have quoted it; Meta is expected to write so.
        Expected = "expected",
    }
}

/// The most words of a text that are looked through for a number: more than an answer has.
const MOST_TOKENS: usize = 20_000;

/// A wording and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Phrase {
    /// The tag of its language, as in `guides/labels.toml`.
    tag: String,
    means: Meaning,
    /// Only with [`Meaning::MoreAsked`].
    wanted: Option<Wanted>,
    basis: Basis,
    pattern: Pattern,
}

/// The words of a language that are no answers themselves. Each is a list of words in the form that
/// [`words`] gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Grammar {
    tag: String,
    /// They turn a sentence round.
    negations: Vec<Vec<String>>,
    /// They make it depend on something.
    conditions: Vec<Vec<String>>,
    /// One of them is in every answer to an objection to AI training.
    topics: Vec<Vec<String>>,
    /// After one of them stands Meta's number of the request.
    references: Vec<Vec<String>>,
    /// The line above a quoted message.
    attributions: Vec<Pattern>,
    /// The line above an older message that stands below.
    originals: Vec<Vec<String>>,
    /// The line above a message that is passed on.
    forwarded: Vec<Vec<String>>,
    /// What stands before the subject of a message that is passed on.
    prefixes: Vec<Vec<String>>,
    /// The names of the sender and of the subject in the head of an older message.
    heads: Vec<Vec<String>>,
}

/// A wording that was found in a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'t> {
    /// What it means.
    pub means: Meaning,
    /// What is asked for, if something is.
    pub wanted: Option<Wanted>,
    /// Where the wording comes from.
    pub basis: Basis,
    /// The sentence that it stands in, as it is in the mail: to be cleaned before it is shown.
    pub sentence: &'t str,
}

/// The rules by which an answer is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    hosts: Vec<String>,
    phrases: Vec<Phrase>,
    grammars: Vec<Grammar>,
}

impl Answers {
    /// Whether Meta mails from this host, given in small letters. A host below one of these is
    /// another host.
    pub fn is_mail_host(&self, host: &str) -> bool {
        self.hosts.iter().any(|known| known == host)
    }

    /// The hosts that Meta mails from.
    pub fn mail_hosts(&self) -> impl Iterator<Item = &str> {
        self.hosts.iter().map(String::as_str)
    }

    /// The wordings in a text. One in a sentence that is turned round, that depends on something or
    /// that asks does not count; what Meta wants may be asked, and a doubt counts wherever it stands.
    pub fn found<'t>(&self, text: &'t str) -> Vec<Found<'t>> {
        let mut all = Vec::new();
        for sentence in sentences(text) {
            for phrase in &self.phrases {
                if self.says(phrase, &sentence) {
                    all.push(Found {
                        means: phrase.means,
                        wanted: phrase.wanted,
                        basis: phrase.basis,
                        sentence: sentence.text,
                    });
                }
            }
        }
        all
    }

    fn says(&self, phrase: &Phrase, sentence: &Sentence<'_>) -> bool {
        let Some(rest) = phrase.pattern.rest(&sentence.words) else {
            return false;
        };
        match phrase.means {
            Meaning::Partly => return true,
            Meaning::MoreAsked => {}
            Meaning::Granted | Meaning::Refused | Meaning::Received => {
                if sentence.is_question {
                    return false;
                }
            }
        }
        let language = language_of(&phrase.tag);
        let grammar = self.grammars.iter().find(|it| it.tag == language);
        let Some(grammar) = grammar else {
            return false;
        };
        let has = |list: &[Vec<String>]| list.iter().any(|words| contains(&rest, words));
        !has(&grammar.negations) && !has(&grammar.conditions)
    }

    /// Whether the text is about AI, in any of the languages.
    pub fn is_about_ai(&self, text: &str) -> bool {
        let words = words(text);
        let mut topics = self.grammars.iter().flat_map(|it| &it.topics);
        topics.any(|topic| contains(&words, topic))
    }

    /// Whether the subject is that of a message that was passed on.
    pub fn is_forwarded_subject(&self, subject: &str) -> bool {
        let before: Vec<&str> = subject.split(':').collect();
        let prefixes = before.split_last().map_or(&[][..], |(_, before)| before);
        prefixes.iter().take(4).any(|prefix| {
            let prefix = words(prefix);
            let mut known = self.grammars.iter().flat_map(|it| &it.prefixes);
            known.any(|known| *known == prefix)
        })
    }

    /// Meta's numbers of the request that a text names, each once: what follows words such as "case
    /// number".
    pub fn references<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let tokens: Vec<&str> = text.split_whitespace().take(MOST_TOKENS).collect();
        let folded: Vec<Vec<String>> = tokens.iter().map(|token| words(token)).collect();
        let mut found: Vec<&str> = Vec::new();
        for name in self.grammars.iter().flat_map(|it| &it.references) {
            for start in 0..tokens.len() {
                let mut end = start;
                let mut named: Vec<&String> = Vec::new();
                while named.len() < name.len() && end < folded.len() {
                    named.extend(folded.get(end).into_iter().flatten());
                    end += 1;
                }
                if !named.into_iter().eq(name) {
                    continue;
                }
                // "is", "no." or a colon may stand between.
                let after = tokens.get(end..tokens.len().min(end + 3));
                let number = after.unwrap_or_default().iter().find_map(|it| number(it));
                found.extend(number.filter(|number| !found.contains(number)));
            }
        }
        found
    }
}

/// The language of a tag: `pt` of `pt-br`.
fn language_of(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The number in a word of a text: at least five characters, of them four digits.
pub fn number(word: &str) -> Option<&str> {
    let inner = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let digits = inner.bytes().filter(u8::is_ascii_digit).count();
    let fits = (5..=64).contains(&inner.len()) && digits >= 4;
    (fits && inner.chars().all(is_plain)).then_some(inner)
}
