//! Emoji of several characters: a heart and its colour, a family, the flag of a nation.

use std::{iter::Peekable, str::Chars};

use unicode_properties::UnicodeEmoji as _;

/// Makes the character before it an emoji, such as a red heart.
pub(super) const VS16: char = '\u{fe0f}';

/// The black flag, with which the flags of England, Scotland and Wales begin.
pub(super) const BLACK_FLAG: char = '\u{1f3f4}';

/// What follows the black flag in these flags, as letters.
const NATIONS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

fn is_emoji(c: char) -> bool {
    !c.is_ascii() && c.is_emoji_char()
}

/// Whether a [`VS16`] stands between these two where it belongs: after an emoji, or in a key with a digit.
pub(super) fn presents(before: Option<char>, after: Option<char>) -> bool {
    let is_key = |c: char| c.is_ascii_digit() || c == '#' || c == '*';
    before.is_some_and(|c| is_emoji(c) || is_key(c) && after == Some('\u{20e3}'))
}

/// Whether a joiner makes one emoji of two, such as a family.
pub(super) fn joins_emoji(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| is_emoji(c) || c == VS16) && after.is_some_and(is_emoji)
}

/// Whether the rest of a text begins with what makes the flag of a nation of a [`BLACK_FLAG`].
pub(super) fn is_nation(mut rest: Peekable<Chars<'_>>) -> bool {
    if rest
        .peek()
        .is_none_or(|tag| !('\u{e0061}'..='\u{e007a}').contains(tag))
    {
        return false;
    }
    let letter = |tag: char| char::from_u32(u32::from(tag).wrapping_sub(0xe0000));
    let letters: Option<String> = rest.by_ref().take(5).map(letter).collect();
    letters.is_some_and(|letters| NATIONS.contains(&letters.as_str()))
        && rest.next() == Some('\u{e007f}')
}

#[cfg(test)]
mod tests {
    use crate::text::{TextKind, clean, inspect, inspect_pasted, inspect_typed};

    #[test]
    fn emoji_are_kept_whole_and_only_within_emoji() {
        for whole in [
            "Mum \u{2764}\u{fe0f}",
            "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
            "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{1f44d}\u{1f3fd}",
            "\u{1f469}\u{1f3fd}\u{200d}\u{1f4bb}",
            "\u{1f1e9}\u{1f1ea} flag",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Ann",
            "1\u{fe0f}\u{20e3}",
            "\u{928}\u{92e}\u{938}\u{94d}\u{924}\u{947}",
            "\u{645}\u{627}\u{645}\u{627}",
        ] {
            let seen = inspect(whole, TextKind::Name);
            assert_eq!((seen.text.as_str(), seen.hidden), (whole, 0));
            assert_eq!(clean(&seen.text, TextKind::Name).as_str(), whole);
        }
        for (input, expected) in [
            ("a\u{200d}b", "a\u{fffd}b"),
            ("1\u{fe0f}", "1\u{fffd}"),
            ("\u{1f469}\u{200d}", "\u{1f469}\u{fffd}"),
            ("\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}", "\u{1f3f4}\u{fffd}"),
        ] {
            assert_eq!(clean(input, TextKind::Name).as_str(), expected, "{input:?}");
        }
    }

    #[test]
    fn what_mails_leave_in_a_text_is_left_out_and_counted() {
        for (typed, kept, count) in [
            ("Daten\u{ad}schutz", "Datenschutz", 1),
            ("a\u{200b}b\u{feff}\u{2060}c", "abc", 3),
            ("plain", "plain", 0),
            ("Mum \u{2764}\u{fe0f}", "Mum \u{2764}\u{fe0f}", 0),
        ] {
            let seen = inspect_typed(typed, TextKind::Line);
            assert_eq!((seen.text.as_str(), seen.left_out), (kept, count));
            assert_eq!(seen.hidden, 0);
        }
        let lines = "a\r\nb\rc\n";
        assert_eq!(
            inspect_pasted(lines, TextKind::Note).text.as_str(),
            "a\nb\nc\n"
        );
        assert_eq!(
            inspect_pasted(lines, TextKind::Line).text.as_str(),
            "a b c "
        );
        for refused in ["a\u{202e}b", "a\u{2066}b", "a\u{200f}b", "a\x1bb"] {
            assert_eq!(
                inspect_typed(refused, TextKind::Line).hidden,
                1,
                "{refused:?}"
            );
        }
    }
}
