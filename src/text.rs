//! Untrusted text: sanitized once, measured in terminal cells.
//!
//! Whatever is read from a file, the environment or the command line passes through [`clean`]
//! where it comes in. Widgets, messages and outputs take [`Clean`], a newtype that nothing else can
//! make, with the invariant that it has no control character, no hidden character and no flood of
//! combining marks, so that none reaches a terminal.
//!
//! Characters are replaced rather than escape sequences recognised: a filter that parses
//! sequences can be fooled by half of one.

mod characters;
mod emoji;
mod measure;

pub use characters::is_shown;
pub use measure::{composed, fit, folded, near, rows, sorted, width, wrap, wrap_words};

use std::{fmt, ops::Deref};

use compact_str::CompactString;

use characters::{MARKS_PER_BASE, ZWJ, ZWNJ, is_blank, is_forbidden, is_invisible, is_mark, joins};
use emoji::{BLACK_FLAG, VS16, is_nation, joins_emoji, presents};

/// Stands for a character that is not shown.
const REPLACEMENT: char = '\u{fffd}';

/// The version of Unicode whose categories decide what is replaced.
pub const UNICODE: (u64, u64, u64) = unicode_properties::UNICODE_VERSION;

/// The purpose of a text, which decides how long it may be and whether it may have several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A label, handle or group: 64 characters, one line, no blanks at the ends.
    Name,
    /// A title: 120 characters, one line, no blanks at the ends.
    Title,
    /// A sentence, an address, a message: 2,048 characters, one line.
    Line,
    /// What a person notes: 2,048 characters, several lines.
    Note,
    /// A text of several lines: 8,192 characters.
    Body,
    /// A letter, which must not lose its end: several lines, 65,536 characters.
    Letter,
}

impl TextKind {
    /// The greatest number of characters that are shown.
    pub const fn limit(self) -> usize {
        match self {
            Self::Name => 64,
            Self::Title => 120,
            Self::Line | Self::Note => 2048,
            Self::Body => 8192,
            Self::Letter => 65_536,
        }
    }

    const fn is_trimmed(self) -> bool {
        match self {
            Self::Name | Self::Title => true,
            Self::Line | Self::Note | Self::Body | Self::Letter => false,
        }
    }

    const fn has_lines(self) -> bool {
        match self {
            Self::Name | Self::Title | Self::Line => false,
            Self::Note | Self::Body | Self::Letter => true,
        }
    }
}

/// Text that is safe to show. Made only by the functions of this module.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean(CompactString);

impl Clean {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Clean {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Clean {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Deserialising sanitizes as well, but for what the build script encoded: that is in the program, and was
/// cleaned there; a test compares both. It is not copied, for which it has to last as long as the program: each
/// type with a text in it says so too, by `'de: 'static`.
impl<'de: 'static> serde::Deserialize<'de> for Clean {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_encoded = !deserializer.is_human_readable();
        <&'static str>::deserialize(deserializer).map(|text| match is_encoded {
            true => Self(CompactString::const_new(text)),
            false => clean(text, TextKind::Body),
        })
    }
}

/// What [`inspect`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// The text as it may be shown.
    pub text: Clean,
    /// Runs of characters that were replaced or dropped.
    pub hidden: usize,
    /// Harmless invisible characters that [`inspect_typed`] left out.
    pub left_out: usize,
    /// Whether the end was cut off.
    pub cut: bool,
}

/// Makes `input` safe to show. Idempotent: a clean text stays as it is.
pub fn clean(input: &str, kind: TextKind) -> Clean {
    inspect(input, kind).text
}

/// Makes one line of `input`: line breaks become blanks. For messages of the system and of
/// libraries, in which names of files may stand.
pub fn line(input: &str) -> Clean {
    inspect_line(input).text
}

/// As [`line()`], and says what was replaced; line breaks do not count.
pub fn inspect_line(input: &str) -> Inspected {
    if input.contains(['\n', '\r']) {
        let blanks = input.replace("\r\n", " ").replace(['\n', '\r'], " ");
        inspect(&blanks, TextKind::Line)
    } else {
        inspect(input, TextKind::Line)
    }
}

/// A text that a person typed: as [`inspect`], but the invisible characters that mails and
/// web pages leave in a text, such as soft hyphens, are left out and not replaced.
pub fn inspect_typed(typed: &str, kind: TextKind) -> Inspected {
    examine(typed, kind, true)
}

/// A text that a person pasted: as [`inspect_typed`], with its line breaks, or with blanks for them where
/// there is one line.
pub fn inspect_pasted(pasted: &str, kind: TextKind) -> Inspected {
    let end = if kind.has_lines() { "\n" } else { " " };
    let lines = pasted.replace("\r\n", "\n").replace(['\r', '\n'], end);
    examine(&lines, kind, true)
}

/// What is said about invisible characters that were left out; `None` if there were none.
pub fn left_out_in_words(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("one invisible character was left out".to_owned()),
        _ => Some(format!("{count} invisible characters were left out")),
    }
}

/// As [`clean`], and says what was replaced.
pub fn inspect(input: &str, kind: TextKind) -> Inspected {
    examine(input, kind, false)
}

fn examine(input: &str, kind: TextKind, leaves_out: bool) -> Inspected {
    let input = if kind.is_trimmed() {
        input.trim_matches(is_blank)
    } else {
        input
    };
    let limit = kind.limit();
    // The fast path: most text is plain ASCII, and every start cleans much of it.
    let newline = if kind.has_lines() { b'\n' } else { b' ' };
    let is_plain = |byte: u8| (byte.wrapping_sub(b' ') < 95) | (byte == newline);
    // Without an early exit this is a handful of instructions for every 16 bytes.
    let all_plain = input.bytes().fold(true, |all, byte| all & is_plain(byte));
    if input.len() <= limit && all_plain {
        return Inspected {
            text: Clean(input.into()),
            hidden: 0,
            left_out: 0,
            cut: false,
        };
    }
    let mut left_out = 0;
    let mut text = String::with_capacity(input.len().min(limit * 4));
    let (mut hidden, mut cut, mut count, mut marks) = (0, false, 0, 0);
    let mut before: Option<char> = None;
    let mut characters = input.chars().peekable();
    while let Some(character) = characters.next() {
        // A flag of a nation is a black flag and invisible letters, which are kept together or not at all.
        if character == BLACK_FLAG && count + 8 <= limit && is_nation(characters.clone()) {
            text.push(character);
            text.extend(characters.by_ref().take(6));
            (count, marks, before) = (count + 7, 0, Some(character));
            continue;
        }
        let after = characters.peek().copied();
        let shown = match character {
            '\r' if characters.peek() == Some(&'\n') => continue,
            '\n' if kind.has_lines() => '\n',
            _ if is_blank(character) => ' ',
            ZWNJ | ZWJ if joins(before, after, marks) => character,
            ZWJ if joins_emoji(before, after) => character,
            VS16 if presents(before, after) => character,
            _ if leaves_out && is_invisible(character) => {
                left_out += 1;
                continue;
            }
            _ if is_forbidden(character) => REPLACEMENT,
            _ => character,
        };
        if is_mark(shown) {
            marks += 1;
            if before.is_none_or(|base| base == ' ' || base == '\n') {
                hidden += 1;
                continue;
            }
            if marks > MARKS_PER_BASE {
                hidden += usize::from(marks == MARKS_PER_BASE + 1);
                continue;
            }
        } else {
            marks = 0;
        }
        if shown == REPLACEMENT && character != REPLACEMENT {
            hidden += 1;
            if before == Some(REPLACEMENT) {
                continue;
            }
        }
        if count + 1 >= limit && (count >= limit || characters.peek().is_some()) {
            // A joiner has nothing to join any more.
            if matches!(before, Some(ZWNJ | ZWJ)) {
                text.pop();
            }
            text.push('…');
            cut = true;
            break;
        }
        text.push(shown);
        count += 1;
        before = Some(shown);
    }
    // A mark that was dropped may have stood between a blank and the end.
    if kind.is_trimmed() && (text.starts_with(' ') || text.ends_with(' ')) {
        text = text.trim_matches(' ').to_owned();
    }
    Inspected {
        text: Clean(text.into()),
        hidden,
        left_out,
        cut,
    }
}

/// Whether the text has nothing in it that a person can see.
pub fn is_empty(text: &str) -> bool {
    text.chars().all(|c| is_blank(c) || c == '\n')
}

#[cfg(test)]
mod tests {
    use super::{TextKind, clean, fit, folded, inspect, near, width, wrap};

    #[test]
    fn what_could_act_on_a_terminal_is_replaced_and_counted() {
        for (input, expected) in [
            ("\x1b[2Jx", "\u{fffd}[2Jx"),
            ("a\x1b]0;root\x07", "a\u{fffd}]0;root\u{fffd}"),
            ("a\u{9b}31mb", "a\u{fffd}31mb"),
            ("good\rEVIL", "good\u{fffd}EVIL"),
            ("a\nb", "a\u{fffd}b"),
            ("a\tb", "a b"),
            ("a\u{202e}b", "a\u{fffd}b"),
            ("pay\u{200b}pal", "pay\u{fffd}pal"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("a\u{e0068}\u{e0069}", "a\u{fffd}"),
            ("a\u{fe0f}", "a\u{fffd}"),
            ("a\u{e000}b\u{ffff}", "a\u{fffd}b\u{fffd}"),
            ("  Zoë Ångström ", "Zoë Ångström"),
            ("山田太郎", "山田太郎"),
        ] {
            assert_eq!(clean(input, TextKind::Name).as_str(), expected, "{input:?}");
        }
        assert_eq!(inspect("a\x1bb\x1bc", TextKind::Name).hidden, 2);
    }

    #[test]
    fn long_texts_are_cut_and_floods_of_marks_thinned() {
        let long = inspect(&"a".repeat(10_000), TextKind::Name);
        assert!(long.cut);
        assert_eq!(long.text.chars().count(), 64);
        assert!(long.text.ends_with("a…"));
        assert_eq!(
            clean(&"a".repeat(64), TextKind::Name).as_str(),
            "a".repeat(64)
        );
        let flood = format!("e{}", "\u{301}".repeat(200));
        assert_eq!(clean(&flood, TextKind::Name).chars().count(), 5);
        assert_eq!(clean("\u{301}a", TextKind::Name).as_str(), "a");
    }

    #[test]
    fn bodies_keep_their_lines() {
        assert_eq!(clean("one\r\ntwo\n", TextKind::Body).as_str(), "one\ntwo\n");
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for input in [
            "\x1b[31m",
            "e\u{301}\u{301}",
            "می\u{200c}خ",
            &"x".repeat(500),
        ] {
            let once = clean(input, TextKind::Name);
            assert_eq!(clean(&once, TextKind::Name), once);
        }
    }

    #[test]
    fn cells_are_counted_not_characters() {
        assert_eq!(width("山a"), 3);
        assert_eq!(fit("山田太郎", 5), "山田…");
        assert_eq!(fit("abc", 3), "abc");
        assert_eq!(fit("abcd", 3), "ab…");
        assert_eq!(fit("abcd", 0), "");
        assert!(
            wrap("a bb cccccccccc", 4)
                .iter()
                .all(|line| width(line) <= 4)
        );
        assert!(wrap("anything", 0).is_empty());
    }

    #[test]
    fn letters_put_together_are_those_that_are_one() {
        for (one, other) in [
            ("Zo\u{eb}", "Zoe\u{308}"),
            ("\u{130}stanbul", "istanbul"),
            ("I\u{307}stanbul", "ISTANBUL"),
            (
                "\u{d55c}\u{ad6d}",
                "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}",
            ),
            ("\u{c4}RZTE", "a\u{308}rzte"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("Zo\u{eb}"), folded("Zoe"));
        assert_eq!(near("Zoe\u{308}", ["Zo\u{eb} M"]), ["Zo\u{eb} M"]);
        let korean = "\u{d55c}\u{ad6d}";
        let jamo = "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}";
        assert_eq!(near(jamo, [korean]), [korean]);
    }

    #[test]
    fn a_number_stays_with_the_word_that_says_what_it_is() {
        for (text, tied) in [
            ("Widerspruch (Art. 18 DSGVO)", "(Art. 18"),
            (
                "nach \u{a7} 5 und \u{a7}\u{a7} 6, 7 des Gesetzes",
                "\u{a7} 5",
            ),
            ("bis zum 28. November antworten", "28. November"),
            ("art. 21, n.\u{ba} 1 do Regulamento", "n.\u{ba} 1"),
        ] {
            for cells in 12..40 {
                let lines = wrap(text, cells);
                assert!(
                    lines.iter().any(|line| line.contains(tied)),
                    "{cells}: {lines:?}"
                );
                assert_eq!(lines.join(" "), text);
            }
        }
        // The last number of a sentence is taken for a day, which costs nothing.
        assert_eq!(wrap("a  § b.  c", 20), ["a  § b.  c"]);
        assert_eq!(
            wrap("It has 5. Then it ends", 9),
            ["It has", "5. Then", "it ends"]
        );
        assert_eq!(
            wrap("up to the art. of it", 15),
            ["up to the art.", "of it"]
        );
    }

    #[test]
    fn near_matches_come_best_first() {
        assert_eq!(near("germny", ["France", "Germany", "Gambia"]), ["Germany"]);
        assert!(near("zzz", ["France"]).is_empty());
    }
}
