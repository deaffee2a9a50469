//! Comparing wordings with sentences: capitals, blanks, apostrophes, hyphens and hidden characters make
//! no difference.

use serde::{Deserialize, Serialize};

use crate::text;

/// The most words that `…` in a wording stands for.
const GAP: usize = 12;

/// A sentence of more words is not judged: it is none, or hides something.
const LONGEST: usize = 120;

/// The words of a text, in small letters. An apostrophe or a hyphen divides: "won't" is "won" and "t".
pub fn words(text: &str) -> Vec<String> {
    let folded = text::folded(text);
    let mut words = Vec::new();
    let mut word = String::new();
    for character in folded.chars() {
        // Some kinds of apostrophes are letters.
        let is_apostrophe = matches!(character, '\u{2b9}'..='\u{2bc}');
        if character.is_alphanumeric() && !is_apostrophe {
            word.push(character);
        } else if (character.is_whitespace() || text::is_shown(character)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        // What is not shown divides no word: "n\u{200b}ot" is "not".
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether the words stand somewhere in the others, one after the other.
pub(super) fn contains(all: &[String], wanted: &[String]) -> bool {
    !wanted.is_empty() && all.windows(wanted.len()).any(|part| part == wanted)
}

/// A wording, whose parts follow one another with at most twelve words between: `we will … honour your
/// objection`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pattern {
    parts: Vec<Vec<String>>,
}

impl Pattern {
    /// The wording of a text, in which `…` stands for other words. `None` if a part has no words.
    pub(super) fn new(text: &str) -> Option<Self> {
        let parts: Vec<Vec<String>> = text.split('…').map(words).collect();
        (!parts.iter().any(Vec::is_empty)).then_some(Self { parts })
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }

    /// The words of a sentence without those of this wording; `None` where it is not there.
    pub(super) fn rest(&self, sentence: &[String]) -> Option<Vec<String>> {
        let taken = self.place(sentence, GAP)?;
        let rest = sentence.iter().enumerate();
        let rest = rest.filter(|(at, _)| !taken.iter().any(|range| range.contains(at)));
        Some(rest.map(|(_, word)| word.clone()).collect())
    }

    /// Whether a line begins with the first part and has the others behind it.
    pub(super) fn begins(&self, line: &[String]) -> bool {
        let place = self.place(line, usize::MAX);
        place.is_some_and(|ranges| ranges.first().is_some_and(|range| range.start == 0))
    }

    fn place(&self, sentence: &[String], gap: usize) -> Option<Vec<std::ops::Range<usize>>> {
        (0..sentence.len()).find_map(|start| {
            let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
            for part in &self.parts {
                let (from, to) = match ranges.last() {
                    None => (start, start),
                    Some(before) => (before.end, before.end.saturating_add(gap)),
                };
                let last = to.min(sentence.len());
                let at = (from..=last).find(|at| {
                    let there = sentence.get(*at..at.saturating_add(part.len()));
                    there == Some(part)
                })?;
                ranges.push(at..at + part.len());
            }
            Some(ranges)
        })
    }
}

/// A sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence<'t> {
    /// As it stands there.
    pub text: &'t str,
    /// Its words.
    pub words: Vec<String>,
    /// Whether it ends with a question mark.
    pub is_question: bool,
}

/// The sentences of a text. A line break divides only where a line is empty: mails are broken into
/// lines.
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = at + character.len_utf8();
        let after = text.get(end..).unwrap_or_default();
        let divides = match character {
            '.' => ends_sentence(after),
            '!' | '?' | '\u{2028}' | '\u{2029}' => true,
            '\n' => {
                let line = after.split('\n').next().unwrap_or_default();
                line.trim().is_empty()
            }
            _ => false,
        };
        if divides || characters.peek().is_none() {
            let text = text.get(start..end).unwrap_or_default().trim();
            start = end;
            let words = words(text);
            if !words.is_empty() && words.len() <= LONGEST {
                found.push(Sentence {
                    text,
                    words,
                    is_question: character == '?',
                });
            }
        }
    }
    found
}

/// Whether a full stop ends a sentence, by what comes after it: not in "Art. 21" or "e.g. this".
fn ends_sentence(after: &str) -> bool {
    let rest = after.trim_start_matches(['"', '\'', ')', '”', '»', '’']);
    if rest.is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start().chars().next();
    next.is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Pattern, sentences, words};

    #[test]
    fn spelling_makes_no_difference() {
        let plain = words("we won't use your e-mail");
        for other in [
            "We  WON\u{2019}T use\u{a0}your e\u{2011}mail!",
            "we won\u{2bc}t u\u{200b}se your\r\ne-mail",
            "We wo\u{ad}n't use your e\u{2013}mail",
        ] {
            assert_eq!(words(other), plain, "{other}");
        }
        assert_eq!(words("uwzgle\u{328}dnimy"), words("UWZGLĘDNIMY"));
    }

    #[test]
    fn a_gap_is_a_few_words_long() {
        let pattern = Pattern::new("we will … honour your objection").unwrap();
        let rest = |text: &str| pattern.rest(&words(text)).map(|rest| rest.join(" "));
        let found = rest("Yes, we will also honour your objection today");
        assert_eq!(found.as_deref(), Some("yes also today"));
        assert_eq!(rest("We will honour your objection").as_deref(), Some(""));
        assert_eq!(
            rest("we will a b c d e f g h i j k l m honour your objection"),
            None
        );
        assert_eq!(Pattern::new("we … "), None);
    }

    #[test]
    fn sentences_end_where_a_person_ends_them() {
        let text = "Under Art. 21 this is so.\nNow wrapped\nlines. Why? No\n\nHeading\n\nEnd";
        let found: Vec<&str> = sentences(text).iter().map(|it| it.text).collect();
        let wanted = [
            "Under Art. 21 this is so.",
            "Now wrapped\nlines.",
            "Why?",
            "No",
            "Heading",
            "End",
        ];
        assert_eq!(found, wanted);
        assert!(sentences(&"word ".repeat(500)).is_empty());
    }
}
