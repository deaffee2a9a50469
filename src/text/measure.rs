//! Text in terminal cells: measured, cut, broken into lines; and which words look alike.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

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
    if cells == 0 {
        return Vec::new();
    }
    let options = textwrap::Options::new(cells)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    text.lines()
        .flat_map(|paragraph| {
            if paragraph.is_empty() {
                return vec![String::new()];
            }
            let tied = tied(paragraph);
            let untied = |line: Cow<'_, str>| line.replace(TIE, " ");
            textwrap::wrap(&tied, &options)
                .into_iter()
                .map(untied)
                .collect()
        })
        .collect()
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
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
}
