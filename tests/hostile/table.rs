//! The rule for characters against Unicode's own tables, for every character that there is.
//!
//! The program takes the general categories from one crate; here they come from another one, which
//! knows an older Unicode. A character that was not assigned then is not compared.

use std::collections::BTreeSet;

use optout::text::{self, TextKind};
use regex_syntax::hir::{Class, HirKind};

/// The characters of a class such as `\p{Cf}`.
fn class(written: &str) -> BTreeSet<char> {
    let parsed = regex_syntax::Parser::new().parse(written).unwrap();
    match parsed.into_kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            ranges
                .flat_map(|range| range.start()..=range.end())
                .collect()
        }
        // A class of one character.
        HirKind::Literal(literal) => String::from_utf8(literal.0.to_vec())
            .unwrap()
            .chars()
            .collect(),
        other => panic!("{written}: {other:?}"),
    }
}

fn all() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

#[test]
fn the_version_of_unicode_is_known() {
    // A change of it is no mistake; the other tests of this file say what it brought.
    assert!(text::UNICODE >= (16, 0, 0), "{:?}", text::UNICODE);
}

#[test]
fn what_unicode_calls_invisible_or_a_command_is_replaced_and_nothing_else() {
    let replaced: BTreeSet<char> = [
        r"\p{Cc}",
        r"\p{Cf}",
        r"\p{Zl}",
        r"\p{Zp}",
        r"\p{Co}",
        r"\p{Noncharacter_Code_Point}",
        r"\p{Variation_Selector}",
        r"\p{Default_Ignorable_Code_Point}",
        r"\u{2800}",
    ]
    .iter()
    .flat_map(|name| class(name))
    .collect();
    let (unassigned, blanks) = (class(r"\p{Cn}"), class(r"\p{Zs}"));
    let marks = class(r"[\p{Mn}\p{Me}]");
    let mut counted = 0;
    for c in all() {
        let input = format!("x{c}y");
        let shown = text::clean(&input, TextKind::Name);
        let expected = if replaced.contains(&c) && c != '\t' {
            "x\u{fffd}y".to_owned()
        } else if c == '\t' || blanks.contains(&c) {
            "x y".to_owned()
        } else {
            input
        };
        // Younger than the table here: either way, but nothing else.
        if unassigned.contains(&c) && !replaced.contains(&c) {
            let either = [expected.as_str(), "x\u{fffd}y"];
            assert!(either.contains(&shown.as_str()), "U+{:04X}", u32::from(c));
            continue;
        }
        counted += 1;
        assert_eq!(shown.as_str(), expected, "U+{:04X}", u32::from(c));
        if marks.contains(&c) && !replaced.contains(&c) {
            assert_eq!(
                text::clean(&c.to_string(), TextKind::Name).as_str(),
                "",
                "U+{:04X}",
                u32::from(c)
            );
        }
    }
    assert!(counted > 290_000, "{counted}");
}

#[test]
fn nothing_can_be_piled_up_without_taking_room() {
    let takes_no_room = |c: &char| text::width(c.encode_utf8(&mut [0; 4])) == 0;
    for c in all().filter(takes_no_room) {
        let flood = String::from_iter(['x'].into_iter().chain(std::iter::repeat_n(c, 40)));
        let shown = text::clean(&flood, TextKind::Name);
        let (length, cells) = (shown.chars().count(), text::width(&shown));
        assert!(
            length <= 5 || cells > length / 2,
            "U+{:04X}: {length} in {cells}",
            u32::from(c)
        );
    }
    // Nor with joiners between.
    for base in ['é', 'क', 'م', '가'] {
        for mark in ['\u{301}', '\u{94d}', '\u{20dd}', '\u{1161}'] {
            for joiner in ['\u{200c}', '\u{200d}'] {
                let pair = String::from_iter([mark, joiner]);
                let shown = text::clean(&format!("{base}{}", pair.repeat(30)), TextKind::Name);
                let cells = text::width(&shown);
                assert!(shown.chars().count() <= cells * 5, "{shown:?} in {cells}");
            }
        }
    }
}

#[test]
fn only_what_is_seen_can_be_a_key() {
    for c in all() {
        let is_key = optout::app::keymap::Chord::parse(&c.to_string()).is_ok();
        let is_seen = text::clean(&c.to_string(), TextKind::Line).as_str() == c.to_string();
        assert_eq!(is_key, is_seen, "U+{:04X}", u32::from(c));
    }
}

/// Characters that meet one another in all orders.
const MET: [char; 18] = [
    'a', 'é', 'م', 'क', '가', ' ', '\n', '\r', '\t', '\u{1b}', '\u{fffd}', '\u{301}', '\u{94d}',
    '\u{200c}', '\u{200d}', '\u{fe0f}', '\u{3164}', '\u{1161}',
];

#[test]
fn cleaning_twice_changes_nothing_in_whatever_order_characters_meet() {
    let mut texts = vec![String::new()];
    for length in 1..=4 {
        let longer = |text: &String| MET.map(|c| format!("{text}{c}"));
        texts = texts.iter().flat_map(longer).collect();
        for text in &texts {
            for kind in [TextKind::Name, TextKind::Body] {
                // Also where the text is cut.
                let long = (length < 4).then(|| format!("{}{text}", "é".repeat(62)));
                for input in [text.clone()].into_iter().chain(long) {
                    let once = text::clean(&input, kind);
                    assert_eq!(text::clean(&once, kind), once, "{input:?}");
                    assert_eq!(text::inspect(&once, kind).hidden, 0, "{input:?}");
                }
            }
        }
    }
}
