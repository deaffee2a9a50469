//! Text in terminal cells: measured, cut, broken into lines; and which words look alike.

use std::{borrow::Cow, ops::Range};

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::sort::sort_by;

/// How many terminal cells the text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        UnicodeWidthStr::width(text)
    }
}

/// The text cut to `cells` terminal cells, with an ellipsis where something is missing.
pub fn fit(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    let mut fitted = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide + 1 > cells {
            break;
        }
        fitted.push_str(grapheme);
        used += wide;
    }
    fitted.push('…');
    Cow::Owned(fitted)
}

/// The text broken into lines of at most `cells` cells; a word longer than that is broken too.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    broken(text, cells, true)
}

/// As [`wrap`], with every word whole: an address can be copied from its line.
pub fn wrap_words(text: &str, cells: usize) -> Vec<String> {
    broken(text, cells, false)
}

fn broken(text: &str, cells: usize, breaks_words: bool) -> Vec<String> {
    if cells == 0 {
        return Vec::new();
    }
    // No character takes more cells than bytes.
    let fits = |line: &str| line.len() <= cells;
    let whole = |line: &str| vec![line.trim_end_matches(' ').replace(TIE, " ")];
    if fits(text) && !text.is_empty() && !text.contains('\n') {
        return whole(text);
    }
    let options = textwrap::Options::new(cells)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(breaks_words);
    text.lines()
        .flat_map(|paragraph| {
            if fits(paragraph) {
                return whole(paragraph);
            }
            let tied = tied(paragraph);
            textwrap::wrap(&tied, &options)
                .into_iter()
                .map(|line| line.replace(TIE, " "))
                .collect()
        })
        .collect()
}

/// The rows of a text that is written, as ranges of its characters: broken at its line breaks, and so that
/// none is wider than `cells`, after a blank where there is one. A row holds at least one character.
pub fn rows(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut at, mut used) = (0, 0, 0);
    // Where the row may end, and the cells after it.
    let mut blank: Option<(usize, usize)> = None;
    for grapheme in text.graphemes(true) {
        let count = grapheme.chars().count();
        if grapheme == "\n" {
            rows.push(start..at);
            (start, used, blank) = (at + count, 0, None);
        } else {
            let wide = width(&super::line(grapheme));
            if used + wide > cells && at > start {
                let (end, rest) = blank.unwrap_or((at, 0));
                rows.push(start..end);
                (start, used, blank) = (end, rest, None);
            }
            used += wide;
            match (grapheme, &mut blank) {
                (" ", _) => blank = Some((at + count, 0)),
                (_, Some((_, rest))) => *rest += wide,
                (_, None) => {}
            }
        }
        at += count;
    }
    rows.push(start..at);
    rows
}

/// A blank at which no line is broken. No text that is shown has it, since [`clean`](super::clean) makes
/// every blank a plain one.
const TIE: char = '\u{a0}';

/// Words that say nothing at the end of a line, without the number that follows.
const BEFORE_NUMBERS: [&str; 12] = [
    "Art.", "art.", "Artt.", "artt.", "Abs.", "§", "§§", "Nr.", "nr.", "No.", "no.", "n.º",
];

/// The paragraph with a tie where a line that is broken would part what is read as one: `Art. 18`, `§ 5`,
/// `28. November`.
fn tied(paragraph: &str) -> Cow<'_, str> {
    if !paragraph.contains(['.', '§']) {
        return Cow::Borrowed(paragraph);
    }
    let mut out = String::with_capacity(paragraph.len() + 8);
    let mut words = paragraph.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        let bare =
            word.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '§');
        let is_number = |text: &str| !text.is_empty() && text.chars().all(|it| it.is_ascii_digit());
        let is_day = bare
            .strip_suffix('.')
            .is_some_and(|day| day.len() <= 2 && is_number(day));
        let ties = BEFORE_NUMBERS.contains(&bare)
            && next.starts_with(|it: char| it.is_ascii_digit())
            || is_day && next.starts_with(char::is_uppercase);
        out.push(if ties { TIE } else { ' ' });
    }
    Cow::Owned(out)
}

/// The text with each letter in one piece, where there is one.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The text as it is compared with another: without the difference between capital and small letters, nor
/// between a letter with an accent and the same put together of two, as the names of files on macOS are.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // A small İ is an i with a dot of its own above the usual one.
    composed(&text.to_lowercase()).replace("i\u{307}", "i")
}

/// The text as lists are sorted by it: as it is compared, and with numbers by their value, so that 2 stands
/// before 10.
pub fn sorted(text: &str) -> String {
    const ZEROS: &str = "00000000000000000000";
    let folded = folded(text);
    let mut key = String::with_capacity(folded.len() + ZEROS.len());
    let mut rest = folded.as_str();
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter: char| !letter.is_ascii_digit());
        let (number, after) = from.split_at(end.unwrap_or(from.len()));
        let number = number.trim_start_matches('0');
        key.push_str(before);
        key.push_str(ZEROS.get(number.len()..).unwrap_or_default());
        key.push_str(number);
        rest = after;
    }
    key.push_str(rest);
    key
}

/// The candidates most similar to what was typed (Jaro-Winkler), best first, at most three.
pub fn near<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = folded(typed);
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| {
            let lower = folded(candidate);
            let start = !typed.is_empty() && lower.starts_with(&typed);
            let score = if start {
                1.0
            } else {
                strsim::jaro_winkler(&typed, &lower)
            };
            (score, candidate)
        })
        .filter(|(score, _)| *score >= 0.75)
        .collect();
    sort_by_score(&mut scored);
    scored
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// Best first. A function of its own, so that it is compiled once and not for each kind of candidates.
fn sort_by_score(scored: &mut [(f64, &str)]) {
    sort_by(scored, |a, b| {
        b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1))
    });
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn what_is_written_is_broken_into_rows_that_keep_every_character() {
        let shown = |text: &str, cells| -> Vec<String> {
            let all: Vec<char> = text.chars().collect();
            let rows = rows(text, cells);
            rows.into_iter()
                .map(|row| all[row].iter().collect())
                .collect()
        };
        assert_eq!(shown("a bb cc", 5), ["a bb ", "cc"]);
        assert_eq!(shown("abcdef", 4), ["abcd", "ef"]);
        assert_eq!(shown("a\n\nb\n", 4), ["a", "", "b", ""]);
        assert_eq!(shown("", 4), [""]);
        assert_eq!(shown("\u{5c71}\u{5c71}", 1), ["\u{5c71}", "\u{5c71}"]);
        assert_eq!(shown("aa bb cc", 7), ["aa bb ", "cc"]);
    }
}
