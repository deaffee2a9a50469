//! Which characters are shown, which are blanks or marks, and which are never let through.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

/// Combining marks and joiners allowed on one base character; more can hang or attack a terminal.
pub(super) const MARKS_PER_BASE: usize = 4;

/// Whether the character is shown as it is, in cells of its own.
pub fn is_shown(c: char) -> bool {
    !is_forbidden(c) && !is_mark(c) && (c == ' ' || !is_blank(c))
}

pub(super) fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c == ' ' || c == '\t';
    }
    c.general_category() == GeneralCategory::SpaceSeparator
}

/// Whether the character stands on the one before it and takes no cell of its own: combining marks,
/// joiners, and the vowels and final consonants of Korean syllables that are written in parts.
pub(super) fn is_mark(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    matches!(
        c.general_category(),
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
    ) || UnicodeWidthChar::width(c) == Some(0)
}

pub(super) const ZWNJ: char = '\u{200c}';
pub(super) const ZWJ: char = '\u{200d}';

/// Whether a zero-width joiner or non-joiner is kept between these two characters: Persian and the
/// Indic scripts need it between letters, and elsewhere it only disguises a text. `marks` are
/// already on the base: the character after the joiner must not be dropped.
pub(super) fn joins(before: Option<char>, after: Option<char>, marks: usize) -> bool {
    let letter = |c: char| !c.is_ascii() && (c.is_alphabetic() || is_mark(c)) && !is_forbidden(c);
    let room = |after: char| marks + 1 + usize::from(is_mark(after)) <= MARKS_PER_BASE;
    before.is_some_and(letter) && after.is_some_and(|after| letter(after) && room(after))
}

/// Whether the character is invisible and harmless: soft hyphens, blanks without width, joiners and
/// selectors that joined and selected nothing. Those that change the order of a text are not.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether the character is invisible, changes the order of the text around it, or is obeyed by a
/// terminal: six of Unicode's general categories, noncharacters, everything that Unicode calls
/// default-ignorable, and the blank of braille, which counts as a symbol.
pub(super) fn is_forbidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    let noncharacter =
        matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    let invisible = matches!(c,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2065}' | '\u{2800}'
        | '\u{3164}' | '\u{ffa0}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}');
    noncharacter
        || invisible
        || matches!(
            c.general_category(),
            GeneralCategory::Control
                | GeneralCategory::Format
                | GeneralCategory::LineSeparator
                | GeneralCategory::ParagraphSeparator
                | GeneralCategory::PrivateUse
                | GeneralCategory::Surrogate
        )
}
