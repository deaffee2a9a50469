//! Validation of what a person typed about an account.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    account::open_with,
    text::{self, Clean},
};

/// Characters that no e-mail address may have here.
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
    check_short(what, typed, text::TextKind::Name)
}

/// Checks a postal address, which is kept in one line; `None` when it is empty.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_address(typed: &str) -> Result<Option<Clean>, String> {
    check_short("address", typed, text::TextKind::Title)
}

fn check_short(what: &str, typed: &str, kind: text::TextKind) -> Result<Option<Clean>, String> {
    let length = typed.trim().chars().count();
    let limit = kind.limit();
    if length > limit {
        return Err(format!(
            "The {what} is {length} characters long; at most {limit} fit."
        ));
    }
    let inspected = text::inspect_typed(typed, kind);
    if inspected.hidden > 0 {
        return Err(format!(
            "The {what} has characters that cannot be shown; it would read {}.",
            inspected.text
        ));
    }
    Ok((!text::is_empty(&inspected.text)).then_some(inspected.text))
}

/// Checks a note as a person typed it, which may have several lines; `None` when it is empty.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_note(typed: &str) -> Result<Option<Clean>, String> {
    check_long("note", typed, text::TextKind::Note)
}

/// Checks what a person typed about a request, such as its number, in one line; `None` when it is empty.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_line(typed: &str) -> Result<Option<Clean>, String> {
    check_long("text", typed, text::TextKind::Line)
}

fn check_long(what: &str, typed: &str, kind: text::TextKind) -> Result<Option<Clean>, String> {
    let inspected = text::inspect_typed(typed.trim(), kind);
    if inspected.hidden > 0 {
        return Err(format!("The {what} has characters that cannot be shown."));
    }
    if inspected.cut {
        return Err(format!(
            "The {what} is longer than {} characters.",
            kind.limit()
        ));
    }
    Ok((!text::is_empty(&inspected.text)).then_some(inspected.text))
}

/// The day that a person typed: `2026-11-21`, `21.11.2026`, `21.11.`, `21 November 2026`, `Nov 21`, `today`,
/// `yesterday`, `3 days ago`. Without a year it is the last one that is not in the future.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_day(typed: &str, today: Date) -> Result<Date, String> {
    let text = typed.trim().to_lowercase();
    let ago = |days: i64| today.checked_sub(days.days()).ok();
    let number = |part: &str| part.parse::<i8>().ok();
    let dotted: Vec<&str> = text
        .trim_end_matches('.')
        .split('.')
        .map(str::trim)
        .collect();
    let last = |month: i8, day: i8| {
        let on = |year| Date::new(year, month, day).ok();
        on(today.year())
            .filter(|day| *day <= today)
            .or_else(|| on(today.year() - 1))
    };
    let found = match (text.as_str(), dotted.as_slice()) {
        ("today", _) => Some(today),
        ("yesterday", _) => ago(1),
        (text, _) if let Some((month, day, year)) = in_words(text) => match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => last(month, day),
        },
        (_, [day, month]) => number(month)
            .zip(number(day))
            .and_then(|(month, day)| last(month, day)),
        (_, [day, month, year]) => {
            let parts = (year.len() == 4).then(|| (year.parse(), number(month), number(day)));
            match parts {
                Some((Ok(year), Some(month), Some(day))) => Date::new(year, month, day).ok(),
                _ => None,
            }
        }
        (text, _) => {
            let days = text.strip_suffix(" ago").map(str::trim_end);
            let days = days.and_then(|it| it.strip_suffix("days").or(it.strip_suffix("day")));
            match days.map(|days| days.trim().parse::<u16>()) {
                Some(Ok(days)) => ago(i64::from(days)),
                Some(Err(_)) => None,
                None => text.parse().ok().filter(|_| text.len() == 10),
            }
        }
    };
    found.ok_or_else(|| {
        let typed = text::line(typed);
        format!("`{typed}` is not a day; write 21 November 2026, 21.11. or yesterday.")
    })
}

/// The months, as one may write them from the third letter on.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month, the day and perhaps the year of a text such as `tuesday 20 october 2026` or `oct 20`.
fn in_words(text: &str) -> Option<(i8, i8, Option<i16>)> {
    let words = text.split([' ', ',', '.']).filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.collect();
    // The program itself writes the weekday before the day.
    words.retain(|word| !word.ends_with("day"));
    let ((day, month), year) = match words.as_slice() {
        [one, two] => ((*one, *two), None),
        [one, two, year] if year.len() == 4 => ((*one, *two), Some(year.parse().ok()?)),
        _ => return None,
    };
    let month_of = |word: &str| {
        let mut months = MONTHS.iter();
        let at = months.position(|month| word.len() >= 3 && month.starts_with(word))?;
        i8::try_from(at + 1).ok()
    };
    let (month, day) = match month_of(month) {
        Some(month) => (month, day),
        None => (month_of(day)?, month),
    };
    Some((month, day.parse().ok()?, year))
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

/// Splits a command into its words and checks that it has a placeholder for the address.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_open_with(typed: &str) -> Result<Vec<Clean>, String> {
    let inspected = text::inspect(typed.trim(), text::TextKind::Line);
    if inspected.hidden > 0 || inspected.cut {
        return Err(
            "The command contains characters that cannot be shown, or is too long.".to_owned(),
        );
    }
    let words = split_words(&inspected.text)?;
    open_with::check(&words)?;
    if words.is_empty() || words.iter().any(|word| open_with::has_placeholder(word)) {
        Ok(words
            .iter()
            .map(|word| text::clean(word, text::TextKind::Line))
            .collect())
    } else {
        Err("It needs {url} for the address, such as: firefox -P me {url}".to_owned())
    }
}

/// Splits at blanks that are not quoted, in double or single quotes. Nothing else is special, a
/// backslash neither: the command is not run by a shell.
///
/// # Errors
///
/// A sentence, when a quote is not closed.
pub fn split_words(command: &str) -> Result<Vec<String>, String> {
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
            None if character.is_whitespace() => words.extend(word.take()),
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

/// The inverse of [`check_open_with`]: the words as one line.
pub fn join_words(words: &[Clean]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    words.join(" ")
}

/// Quotes a word for [`split_words`]: in double quotes where it needs any, and the double quotes in
/// it in single ones. An `&` is quoted for a shell, should somebody paste the command there.
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
    use super::{check_day, check_email, check_label, check_open_with, join_words};
    use crate::text;
    use jiff::civil::date;

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
    fn a_day_may_be_written_as_the_program_writes_it() {
        let today = date(2026, 11, 24);
        let cases = [
            ("20 October", date(2026, 10, 20)),
            ("20. Oct", date(2026, 10, 20)),
            ("Oct 20", date(2026, 10, 20)),
            ("October 20, 2025", date(2025, 10, 20)),
            ("Tuesday 20 October 2026", date(2026, 10, 20)),
            ("24 Nov", today),
            // Without a year, no day is in the future.
            ("25 nov", date(2025, 11, 25)),
            ("20.10.", date(2026, 10, 20)),
            ("2026-10-20", date(2026, 10, 20)),
            ("1 day ago", date(2026, 11, 23)),
        ];
        for (typed, day) in cases {
            assert_eq!(check_day(typed, today), Ok(day), "{typed}");
        }
        for wrong in [
            "20",
            "oc 20",
            "20 Oktobre",
            "31 June",
            "20 Oct 26",
            "Tuesday",
            "ago",
        ] {
            assert!(check_day(wrong, today).is_err(), "{wrong}");
        }
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
