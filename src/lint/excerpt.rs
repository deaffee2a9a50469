//! The line of a file that a problem is in, with a caret below its place.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::{
    document::Problem,
    text::{self, Clean, TextKind},
};

/// The most characters of a line before the place and from it on: some files have thousands in one.
#[derive(Debug, Clone, Copy)]
pub struct Around(usize, usize);

impl Around {
    /// For a line of output.
    pub const WIDE: Self = Self(60, 60);
    /// For a page on the screen, whose end may be cut off but not the place.
    pub const NARROW: Self = Self(16, 48);
}

/// The most lines of a file that are drawn for the screen: each is looked up from its beginning.
const MOST: usize = 10;

/// Draws the lines of the first problems of a text, for the screen.
pub fn excerpts(source: &str, problems: &[Problem]) -> Vec<Option<Clean>> {
    let first = problems.iter().enumerate();
    first
        .map(|(index, problem)| {
            let drawn = (index < MOST).then(|| excerpt(source, problem, Around::NARROW))?;
            Some(text::clean(&drawn?, TextKind::Letter))
        })
        .collect()
}

/// Draws the line of a problem; `None` where the text has no such line.
pub fn excerpt(source: &str, problem: &Problem, around: Around) -> Option<String> {
    let Around(before, after) = around;
    let line = source.lines().nth(problem.line.checked_sub(1)?)?;
    let at = problem.column.checked_sub(1)?;
    let skipped = at.saturating_sub(before);
    // Each character stands for itself, so that the caret is below the right one.
    let shown = |character: char| match text::is_shown(character) || character == ' ' {
        true => character,
        false if character == '\t' => ' ',
        false => '\u{fffd}',
    };
    let part: Vec<char> = line
        .chars()
        .skip(skipped)
        .take(before + after)
        .map(shown)
        .collect();
    let from = at - skipped;
    let length = token(part.get(from..)?);
    let bytes = |count: usize| {
        part.iter()
            .take(count)
            .map(|it| it.len_utf8())
            .sum::<usize>()
    };
    let span = bytes(from)..bytes(from + length);
    let part: String = part.iter().collect();
    let snippet = Snippet::source(part.as_str())
        .line_start(problem.line)
        .annotation(AnnotationKind::Primary.span(span));
    let group = Group::with_level(Level::ERROR).element(snippet);
    Some(Renderer::plain().render(&[group]))
}

/// How many characters the word has that begins here: a quoted text, a name or a number, else one.
fn token(rest: &[char]) -> usize {
    let quote = match rest.first() {
        Some(quote @ ('"' | '\'')) => *quote,
        Some(_) | None => {
            let is_of_word = |it: &&char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.');
            return rest.iter().take_while(is_of_word).count().max(1);
        }
    };
    let end = rest.iter().skip(1).position(|it| *it == quote);
    end.map_or(rest.len(), |end| end + 2).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Around, excerpt};
    use crate::{
        document::{Problem, Rule},
        text,
    };

    fn drawn(source: &str, line: usize, column: usize) -> Option<String> {
        let problem = Problem {
            line,
            column,
            rule: Rule::Value,
            message: text::line("No."),
            fatal: true,
        };
        excerpt(source, &problem, Around::WIDE)
    }

    #[test]
    fn a_caret_is_below_the_place() {
        let shown = drawn("mouse = true\ntheme = \"loud\" # x\n", 2, 9).unwrap();
        let lines: Vec<&str> = shown.lines().collect();
        let line = lines.iter().position(|it| it.contains("theme")).unwrap();
        assert!(lines[line].contains("2 |"), "{shown}");
        let caret = lines[line + 1];
        assert_eq!(
            lines[line].find("\"loud\""),
            caret.find("^^^^^^"),
            "{shown}"
        );
        assert_eq!(caret.matches('^').count(), 6, "{shown}");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place_and_hides_nothing() {
        let source = format!("{}\u{1b}[2J{}", "x = 1 ".repeat(5_000), "y".repeat(9_000));
        let shown = drawn(&source, 1, 30_001).unwrap();
        assert!(shown.len() < 800, "{}", shown.len());
        assert!(
            !shown.contains('\u{1b}') && shown.contains('\u{fffd}'),
            "{shown}"
        );
        assert_eq!(drawn("a\n", 3, 1), None);
        assert_eq!(drawn("a\n", 0, 0), None);
        assert!(drawn("a\n", 1, 2).is_some());
    }
}
