//! Writing a letter: a template of `guides/letters/` with the details of one account filled in.
//!
//! A letter with a gap in it is never sent: where a detail is not known, the result is the list of
//! what is missing, and the text with placeholders in their places, to look at. [`Draft`] is a letter
//! for one account, [`Mail`] an e-mail of it.

mod context;
mod details;
mod draft;
mod happened;
mod mail;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use minijinja::{
    Environment, Template, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Object, Value},
};

use crate::{
    account::Field,
    catalog::letters,
    content::{language::Language, letter::Told},
    document::named_enum,
    sort::insert_all,
    text::{self, Clean, TextKind},
};

pub use context::LetterContext;
pub use details::{Details, NAMES};
pub use draft::{Draft, LetterKey};
pub use mail::{MOST_MAILTO, Mail};

named_enum! {
    /// A detail that a letter may not lack, by its name in templates.
    pub enum Detail {
        /// The person's own name.
        Name = "name",
        /// The account's e-mail address.
        Email = "email",
        /// The account's country.
        Country = "country",
        /// The authority to complain to.
        Authority = "authority",
        /// The day that the objection was sent.
        Sent = "sent",
        /// The day by which Meta has to answer.
        Due = "due",
        /// The day of Meta's answer.
        Answered = "answered",
    }
}

impl Detail {
    /// Its name, for the middle of a sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "your name",
            Self::Email => "the account's e-mail address",
            Self::Country => "the account's country",
            Self::Authority => "the authority to complain to",
            Self::Sent => "the day your objection was sent",
            Self::Due => "the day by which Meta has to answer",
            Self::Answered => "the day of Meta's answer",
        }
    }

    /// What stands in a text in this language while it is not known, such as "[your name]".
    pub fn placeholder(self, language: Language) -> String {
        let told = match self {
            Self::Name => Told::GapName,
            Self::Email => Told::GapEmail,
            Self::Country => Told::GapCountry,
            Self::Authority => Told::GapAuthority,
            Self::Sent => Told::GapSent,
            Self::Due => Told::GapDue,
            Self::Answered => Told::GapAnswered,
        };
        let words = letters::words(language).and_then(|words| words.told.of(told, &[]));
        format!("[{}]", words.as_deref().unwrap_or(self.title()))
    }

    /// The field of the account that holds it, if one does.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Name => Some(Field::Name),
            Self::Email => Some(Field::Email),
            Self::Country => Some(Field::Country),
            Self::Authority | Self::Sent | Self::Due | Self::Answered => None,
        }
    }

    /// The option of `optout account edit` that sets it, if one does, with a sample value.
    const fn option(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("--name '…'"),
            Self::Email => Some("--email '…'"),
            Self::Country => Some("--country CC"),
            Self::Authority => Some("--authority ID"),
            Self::Sent | Self::Due | Self::Answered => None,
        }
    }
}

/// A letter that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The text behind "Subject:" in its first line, if it has such a line.
    pub subject: Option<Clean>,
    /// The whole text, which ends with a line break.
    pub text: Clean,
    /// The number of characters that go into the field of a form: without the line with the subject
    /// and the last line break.
    pub characters: usize,
}

/// Why a letter could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComposeError {
    /// It needs these details, which are not known; and the text with their placeholders.
    Missing(Vec<Detail>, Composed),
    /// The template is wrong.
    Fault(Clean),
}

/// Fills the details into a template.
///
/// # Errors
///
/// When something that the text needs is not known, or the template is wrong.
pub fn compose(
    template: &str,
    language: Language,
    details: &Details,
) -> Result<Composed, ComposeError> {
    let answers = Arc::new(Answers::new(details, language));
    let written = with_template(template, |template| {
        template.render(Value::from_dyn_object(Arc::clone(&answers)))
    });
    let written = written.map_err(|error| ComposeError::Fault(fault(&error)))?;
    let composed = Composed::of(&written, language).map_err(ComposeError::Fault)?;
    // Rendering asked for the details of this outcome of the request alone.
    let missing = answers.missing();
    match missing.is_empty() {
        true => Ok(composed),
        false => Err(ComposeError::Missing(missing, composed)),
    }
}

impl Composed {
    /// A text in its normal form, such as one that a person edited.
    ///
    /// # Errors
    ///
    /// When it is longer than a letter may be.
    pub fn of(written: &str, language: Language) -> Result<Self, Clean> {
        let inspected = text::inspect(&tidy(written), TextKind::Letter);
        if inspected.cut {
            return Err(text::line("The text is too long."));
        }
        let text = inspected.text;
        let (subject, body) = split_subject(&text, language);
        Ok(Self {
            characters: body.trim().chars().count(),
            subject: subject.map(|subject| text::clean(subject, TextKind::Line)),
            text,
        })
    }

    /// The text without the line with its subject.
    pub fn body(&self, language: Language) -> &str {
        split_subject(&self.text, language).1.trim_end()
    }
}

/// The variables that a template uses and does not set itself.
///
/// # Errors
///
/// What is wrong with the template.
pub fn names(template: &str) -> Result<BTreeSet<String>, Clean> {
    let names = with_template(template, |template| {
        Ok(insert_all(template.undeclared_variables(false)))
    });
    names.map_err(|error| fault(&error))
}

fn with_template<T>(
    source: &str,
    work: impl FnOnce(&Template<'_, '_>) -> Result<T, minijinja::Error>,
) -> Result<T, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    // The one filter that letters need, so that the others need not be compiled.
    environment.add_filter("join", |items: Vec<String>, separator: &str| {
        items.join(separator)
    });
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    work(&environment.template_from_str(source)?)
}

fn fault(error: &minijinja::Error) -> Clean {
    let position = error
        .line()
        .map_or_else(String::new, |line| format!("line {line}: "));
    text::line(&format!("{position}{error}"))
}

/// The variables of a template. It remembers which unknown details were asked for.
#[derive(Debug)]
struct Answers {
    known: Vec<(&'static str, Value)>,
    language: Language,
    asked: Mutex<Vec<Detail>>,
}

impl Answers {
    fn new(details: &Details, language: Language) -> Self {
        Self {
            known: details.known(),
            language,
            asked: Mutex::default(),
        }
    }

    fn missing(&self) -> Vec<Detail> {
        let asked = self.asked.lock();
        let asked = asked.map(|asked| asked.clone()).unwrap_or_default();
        let missing = Detail::ALL.iter().filter(|it| asked.contains(it));
        missing.copied().collect()
    }
}

impl Object for Answers {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        if let Some((_, value)) = self.known.iter().find(|(name, _)| *name == key) {
            return Some(value.clone());
        }
        // Anything else is undefined, which is an error.
        let detail = Detail::from_name(key)?;
        if let Ok(mut asked) = self.asked.lock() {
            asked.push(detail);
        }
        Some(Value::from(detail.placeholder(self.language)))
    }
}

/// The normal form of a text: no blanks at the ends of lines, at most one empty line in a row, none
/// at the beginning, one line break at the end.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut is_gap = false;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            is_gap = !tidied.is_empty();
            continue;
        }
        if is_gap {
            tidied.push('\n');
        }
        is_gap = false;
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied
}

/// Splits a text that begins with a line for the subject and an empty line.
fn split_subject(text: &str, language: Language) -> (Option<&str>, &str) {
    let split = text.split_once("\n\n").and_then(|(first, body)| {
        let subject = first.strip_prefix(language.subject_word())?;
        let subject = subject.trim_start().strip_prefix(':')?;
        Some((subject.trim(), body))
    });
    match split {
        Some((subject, body)) if !subject.contains('\n') => (Some(subject), body),
        Some(_) | None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::{split_subject, tidy};
    use crate::content::language::Language;

    #[test]
    fn the_text_has_one_normal_form() {
        for (written, wanted) in [
            ("a\n\n\n\nb", "a\n\nb\n"),
            ("\n\n a \t\nb \n\n\n", " a\nb\n"),
            ("a\r\n\r\n\r\nb\u{a0}\n", "a\n\nb\n"),
            ("", ""),
        ] {
            assert_eq!(tidy(written), wanted, "{written:?}");
            assert_eq!(tidy(&tidy(written)), wanted);
        }
    }

    #[test]
    fn a_subject_is_a_first_line_of_its_own() {
        let (english, french) = (Language::English, Language::French);
        for (text, language, wanted) in [
            (
                "Subject: Mine\n\nBody.\n",
                english,
                (Some("Mine"), "Body.\n"),
            ),
            (
                "Objet : Le mien\n\nTexte.\n",
                french,
                (Some("Le mien"), "Texte.\n"),
            ),
            (
                "Subject: Mine\nBody.\n",
                english,
                (None, "Subject: Mine\nBody.\n"),
            ),
            (
                "Objet : x\n\nBody.\n",
                english,
                (None, "Objet : x\n\nBody.\n"),
            ),
            (
                "Body.\n\nSubject: x\n\ny\n",
                english,
                (None, "Body.\n\nSubject: x\n\ny\n"),
            ),
        ] {
            assert_eq!(split_subject(text, language), wanted, "{text}");
        }
    }
}
