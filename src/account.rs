//! One login, Page, phone number, or a person with no account.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    guide::Goal,
    id::Id,
    letter::{Ground, Language},
    placeholder,
    progress::Progress,
    region::Country,
    text::{self, Clean},
    word::words,
};

words! {
    /// Where the account lives.
    pub enum Platform {
        /// Facebook.
        Facebook = "facebook",
        /// Instagram.
        Instagram = "instagram",
        /// Threads.
        Threads = "threads",
        /// Messenger.
        Messenger = "messenger",
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// The Meta AI app.
        MetaAi = "meta-ai",
        /// No platform: a person whom others post about.
        None = "none",
    }
}

impl Platform {
    /// The name as people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Facebook => "Facebook",
            Self::Instagram => "Instagram",
            Self::Threads => "Threads",
            Self::Messenger => "Messenger",
            Self::Whatsapp => "WhatsApp",
            Self::MetaAi => "Meta AI",
            Self::None => "No account",
        }
    }

    /// A guide's title as it reads on an account that lives here: without this platform's name in
    /// front, which the screen says already.
    pub fn title_here(self, title: &str) -> String {
        let rest = title
            .strip_prefix(self.title())
            .map(|rest| rest.strip_prefix(" app").unwrap_or(rest))
            .and_then(|rest| rest.strip_prefix(": "));
        let mut letters = rest.unwrap_or(title).chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    /// Whether an Accounts Center can hold such an account, so that one objection may cover it
    /// together with others.
    pub const fn is_in_accounts_center(self) -> bool {
        match self {
            Self::Facebook | Self::Instagram | Self::Threads | Self::Messenger | Self::MetaAi => {
                true
            }
            Self::Whatsapp | Self::None => false,
        }
    }
}

words! {
    /// What sort of account it is.
    pub enum Kind {
        /// A person's own.
        Personal = "personal",
        /// A business or creator account.
        Professional = "professional",
        /// A Facebook Page, which cannot object itself.
        Page = "page",
        /// A person without an account.
        NoAccount = "no-account",
    }
}

impl Kind {
    /// The name as people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Professional => "professional",
            Self::Page => "Page",
            Self::NoAccount => "no account",
        }
    }
}

words! {
    /// One of the things that a person may say about an account.
    pub enum Field {
        /// What the person calls it.
        Label = "label",
        /// Where it lives.
        Platform = "platform",
        /// What sort it is.
        Kind = "kind",
        /// Its name on the platform, such as @me.
        Handle = "handle",
        /// The e-mail address that it is registered with.
        Email = "email",
        /// The country that it belongs to.
        Country = "country",
        /// The Accounts Center that it shares with others, by any name.
        Group = "group",
        /// The command that opens links for it.
        OpenWith = "open_with",
        /// The person's own name, for letters.
        Name = "name",
        /// The authority to complain to, where the country has several.
        Authority = "authority",
        /// The language of its letters.
        Language = "language",
        /// What the person's situation is, for letters.
        Grounds = "grounds",
    }
}

/// An account with everything that is kept about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id, which is its file's name; never derived from the label.
    pub id: Id,
    /// What the person calls it.
    pub label: Clean,
    /// Where it lives.
    pub platform: Platform,
    /// What sort it is.
    pub kind: Kind,
    /// Its name on the platform.
    pub handle: Option<Clean>,
    /// Its e-mail address.
    pub email: Option<Clean>,
    /// Its country, if known.
    pub country: Option<Country>,
    /// The Accounts Center that it shares with others.
    pub group: Option<Clean>,
    /// The command that opens links for it; `{url}` stands for the address, `{url-encoded}` for it
    /// as a value inside of another one.
    pub open_with: Vec<Clean>,
    /// The person's own name, for letters.
    pub name: Option<Clean>,
    /// The id of the authority to complain to, where the country has several.
    pub authority: Option<Id>,
    /// The language of its letters, if another than the country's.
    pub language: Option<Language>,
    /// What the person's situation is, for letters; in the order of [`Ground`].
    pub grounds: Vec<Ground>,
    /// When it was added.
    pub created: Timestamp,
    /// For each goal the guide that the person chose, where they chose one.
    pub active: BTreeMap<Goal, Id>,
    /// Marks, notes and requests.
    pub progress: Progress,
    /// Why nothing about it may be changed, if so.
    pub read_only: Option<Clean>,
}

/// The letters of a new account's id: no pair that looks alike.
pub const ID_LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// How many of them a new id has.
pub const ID_LENGTH: usize = 8;

/// A new id. `random` gives a number below the one that it is given.
pub fn new_id(mut random: impl FnMut(usize) -> usize) -> Option<Id> {
    let letter = |_| {
        ID_LETTERS
            .get(random(ID_LETTERS.len()))
            .copied()
            .map(char::from)
    };
    let letters: Option<String> = (0..ID_LENGTH).map(letter).collect();
    Id::new(&letters?)
}

/// Characters that an address of e-mail must not have, whatever else it has.
const NOT_IN_EMAIL: [char; 7] = [' ', ',', ';', '<', '>', '"', '\u{fffd}'];

/// Checks a label as a person typed it.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_label(typed: &str) -> Result<Clean, String> {
    check_name("label", typed).and_then(|label| {
        label.ok_or_else(|| "A label is needed, such as \"Personal\".".to_owned())
    })
}

/// Checks an optional short text; `None` when it is empty.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_name(what: &str, typed: &str) -> Result<Option<Clean>, String> {
    let length = typed.trim().chars().count();
    let limit = text::Kind::Name.limit();
    if length > limit {
        return Err(format!(
            "The {what} is {length} characters long; at most {limit} fit."
        ));
    }
    let inspected = text::inspect(typed, text::Kind::Name);
    if inspected.hidden > 0 {
        return Err(format!(
            "The {what} contains characters that cannot be shown (control or invisible ones); it would read {}.",
            inspected.text
        ));
    }
    Ok((!text::is_empty(&inspected.text)).then_some(inspected.text))
}

/// Checks a note as a person typed it; `None` when it is empty.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_note(typed: &str) -> Result<Option<Clean>, String> {
    let inspected = text::inspect(typed.trim(), text::Kind::Line);
    if inspected.hidden > 0 {
        return Err(
            "The note contains characters that cannot be shown (control or invisible ones)."
                .to_owned(),
        );
    }
    if inspected.cut {
        let limit = text::Kind::Line.limit();
        return Err(format!("The note is longer than {limit} characters."));
    }
    Ok((!text::is_empty(&inspected.text)).then_some(inspected.text))
}

/// Checks an e-mail address, roughly: only Meta can say whether it is the account's.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_email(typed: &str) -> Result<Option<Clean>, String> {
    let Some(email) = check_name("e-mail address", typed)? else {
        return Ok(None);
    };
    let parts = email.split_once('@');
    let whole = parts.is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.contains('@') && !domain.ends_with('.')
    });
    if whole && !email.contains(NOT_IN_EMAIL) {
        Ok(Some(email))
    } else {
        Err(format!(
            "{email} is not an e-mail address such as me@example.org."
        ))
    }
}

/// Splits a command into its words and checks that it has a place for the address.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_open_with(typed: &str) -> Result<Vec<Clean>, String> {
    let inspected = text::inspect(typed.trim(), text::Kind::Line);
    if inspected.hidden > 0 || inspected.cut {
        return Err(
            "The command contains characters that cannot be shown, or is too long.".to_owned(),
        );
    }
    let words = split_words(&inspected.text)?;
    placeholder::check(&words)?;
    if words.is_empty() || words.iter().any(|word| placeholder::is_in(word)) {
        Ok(words
            .iter()
            .map(|word| text::clean(word, text::Kind::Line))
            .collect())
    } else {
        Err("It needs {url} for the address, such as: firefox -P me {url}".to_owned())
    }
}

/// Splits at blanks; double and single quotes keep blanks together. Nothing else is special: the
/// command never sees a shell.
fn split_words(command: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for character in command.chars() {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => word.get_or_insert_default().push(character),
            None if character == '"' || character == '\'' => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            None if character == ' ' => words.extend(word.take()),
            None => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    if quote.is_some() {
        Err("A quote in the command is not closed.".to_owned())
    } else {
        Ok(words)
    }
}

/// The command as one line that [`check_open_with`] reads back.
pub fn join_words(words: &[Clean]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    words.join(" ")
}

/// A word as [`split_words`] reads it back: in double quotes where it needs any, and the double
/// quotes in it in single ones. An `&` needs none here, but would where a shell reads the command.
fn quoted(word: &str) -> String {
    if !word.is_empty() && !word.contains([' ', '\'', '"', '&']) {
        return word.to_owned();
    }
    if word.contains('"') && !word.contains('\'') {
        return format!("'{word}'");
    }
    let parts: Vec<String> = word.split('"').map(|part| format!("\"{part}\"")).collect();
    parts.join("'\"'")
}

#[cfg(test)]
mod tests {
    use super::{check_email, check_label, check_open_with, join_words};
    use crate::text;

    #[test]
    fn labels_are_checked_with_a_reason() {
        assert_eq!(check_label(" Personal ").unwrap().as_str(), "Personal");
        assert!(check_label("   ").unwrap_err().contains("needed"));
        assert!(
            check_label(&"x".repeat(10_000))
                .unwrap_err()
                .contains("10000 characters")
        );
        assert!(
            check_label("\x1b[31mred")
                .unwrap_err()
                .contains("cannot be shown")
        );
    }

    #[test]
    fn email_addresses_are_checked_roughly() {
        assert!(check_email("").unwrap().is_none());
        assert!(check_email("me@example.org").unwrap().is_some());
        for wrong in ["me", "me@", "@x.org", "me@x", "a b@x.org", "me@x.org."] {
            assert!(check_email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn commands_are_split_without_a_shell() {
        let words = check_open_with("firefox -P 'my own' {url}").unwrap();
        assert_eq!(words.len(), 4);
        assert_eq!(check_open_with(&join_words(&words)).unwrap(), words);
        for odd in [
            "",
            " ",
            "it's",
            "say \"hi\"",
            "it's \"hers\"",
            "\"",
            "'",
            "\"'\"'",
            "a\\b $(x)",
        ] {
            let words = ["x", odd, "{url}"].map(text::line);
            let joined = join_words(&words);
            assert_eq!(check_open_with(&joined).unwrap(), words, "{joined}");
        }
        assert!(check_open_with("firefox").unwrap_err().contains("{url}"));
        assert!(
            check_open_with("firefox '{url}")
                .unwrap_err()
                .contains("quote")
        );
        assert!(check_open_with("").unwrap().is_empty());
    }
}
