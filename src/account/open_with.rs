//! The placeholders for the address in a command that opens it.

use std::ops::Deref;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::text::{self, Clean, TextKind};

/// Stands for the address.
pub const PLAIN: &str = "{url}";

/// Stands for the percent-encoded address, as a value inside another address.
pub const ENCODED: &str = "{url-encoded}";

/// The scheme of addresses that Firefox hands to the extension that opens ours in a container.
pub const CONTAINER: &str = "ext+container:";

/// Whether a word has a placeholder in it.
pub fn has_placeholder(word: &str) -> bool {
    word.contains(PLAIN) || word.contains(ENCODED)
}

/// The word with the address instead of its placeholders.
pub fn fill(word: &str, address: &str) -> String {
    // An encoded address has no brace in it, so that nothing is replaced twice.
    word.replace(ENCODED, &encoded(address))
        .replace(PLAIN, address)
}

/// All but the characters that RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes a text, so that it is one value in an address.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The inverse of [`encoded`]; `None` for a percent sign without its two digits, and for bytes that
/// are not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let is_escape = |after: &str| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let is_encoded = text.split('%').skip(1).all(is_escape);
    let decoded = percent_decode_str(text).decode_utf8().ok();
    decoded.filter(|_| is_encoded).map(Into::into)
}

/// The container that a word names, if it opens the address in one.
pub fn container(word: &str) -> Option<Clean> {
    let asked = word.strip_prefix(CONTAINER)?;
    let named = asked
        .split('&')
        .find_map(|part| part.strip_prefix("name="))?;
    Some(text::clean(&decoded(named)?, TextKind::Name))
}

/// Checks that the placeholders are spelled right and stand where they work.
///
/// # Errors
///
/// A sentence that says what is wrong and what is right, short enough for a form.
pub fn check<W: Deref<Target = str>>(words: &[W]) -> Result<(), String> {
    let words = || words.iter().map(|word| &**word);
    if let Some(wrong) = words().find_map(misspelt) {
        return Err(format!(
            "{{{wrong}}} is no place: write {PLAIN} or {ENCODED}."
        ));
    }
    if words().next().is_some_and(has_placeholder) {
        return Err("The command starts with a program's name, not the address.".into());
    }
    if words().any(|word| word == ENCODED) {
        return Err(format!(
            "{ENCODED} needs other text around it; alone, write {PLAIN}."
        ));
    }
    if words().any(|word| word.starts_with(CONTAINER) && word.contains(PLAIN)) {
        return Err(format!(
            "After {CONTAINER} write {ENCODED} instead of {PLAIN}."
        ));
    }
    Ok(())
}

/// A text in braces that is almost a placeholder.
fn misspelt(word: &str) -> Option<&str> {
    let is_wrong = |inside: &str| {
        let begins = inside.get(..3);
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case("url"))
            && !matches!(inside, "url" | "url-encoded")
    };
    word.split('{').skip(1).find_map(|after| {
        let (inside, _) = after.split_once('}')?;
        is_wrong(inside).then_some(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::{check, container, encoded, fill};

    const PAGE: &str = "https://www.facebook.com/help?a=1&b=%2F+x#y";

    #[test]
    fn an_address_inside_of_another_one_is_a_single_value() {
        let whole = "https%3A%2F%2Fwww.facebook.com%2Fhelp%3Fa%3D1%26b%3D%252F%2Bx%23y";
        assert_eq!(encoded(PAGE), whole);
        assert_eq!(fill("{url-encoded}|{url}", PAGE), format!("{whole}|{PAGE}"));
        assert_eq!(fill("x{url}-encoded}", "y"), "xy-encoded}");
        assert_eq!(
            encoded("Zoë & Söhne~-._"),
            "Zo%C3%AB%20%26%20S%C3%B6hne~-._"
        );
        let outer = format!("https://example.org/?u={}", encoded(PAGE));
        let outer = url::Url::parse(&outer).unwrap();
        let read: Vec<_> = outer.query_pairs().collect();
        assert_eq!(read, [("u".into(), PAGE.into())]);
    }

    #[test]
    fn a_word_that_opens_a_container_says_which() {
        let named = |word| container(word).map(|name| name.to_string());
        let word =
            "ext+container:id=firefox-container-2&name=Zo%C3%AB%20%26%20co&url={url-encoded}";
        assert_eq!(named(word).as_deref(), Some("Zoë & co"));
        for word in [
            "{url}",
            "ext+container:url={url-encoded}",
            "ext+container:name=%&url={url-encoded}",
            "ext+container:name=%FF&url={url-encoded}",
            "https://example.org/?name=Work&url={url-encoded}",
        ] {
            assert_eq!(named(word), None, "{word}");
        }
    }

    #[test]
    fn a_place_where_it_means_nothing_is_told() {
        for (words, says) in [
            (&["firefox", "{url-encoded}"][..], "alone, write {url}"),
            (&["{url}"], "program's name"),
            (&["{url-encoded}", "{url}"], "program's name"),
            (&["firefox", "{URL}"], "{URL} is no place"),
            (
                &["firefox", "{url}", "{url_encoded}"],
                "{url_encoded} is no",
            ),
            (&["firefox", "x={x}{urlencoded}"], "{urlencoded} is no"),
            (
                &["firefox", "ext+container:name=W&url={url}"],
                "instead of {url}",
            ),
        ] {
            let message = check(words).unwrap_err();
            assert!(message.contains(says), "{message}");
            // A form has no more room in a window of 80 columns.
            assert!(message.len() <= 63, "{message}");
        }
        for words in [
            &["firefox", "{url}"][..],
            &["firefox", "--to={url}", "{other}", "{", "{ü}", "{url"],
            &["firefox", "ext+container:name=W&url={url-encoded}"],
            &["curl", "https://example.org/?u={url-encoded}"],
        ] {
            assert_eq!(check(words), Ok(()), "{words:?}");
        }
    }
}
