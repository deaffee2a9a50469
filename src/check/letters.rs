//! What is wrong with the shipped letters. Their content comes in through [`shipped`], and nothing
//! else here knows where it is from.

use std::collections::BTreeSet;

use crate::{
    catalog::FileProblem,
    document::{Problem, Rule},
    text,
};

/// One text of a letter, as it stands in a form's field before anything is filled in.
pub(super) struct Text {
    /// The letter's id, which steps name.
    pub(super) id: String,
    /// Its file, as a person can find it, and the place of the text in it.
    pub(super) place: (String, usize, usize),
    /// The text.
    pub(super) text: String,
    /// Most characters that the form takes, if it is known.
    pub(super) most: Option<usize>,
}

/// Every shipped letter in every language.
pub(super) fn shipped() -> Vec<Text> {
    Vec::new()
}

/// The ids of the letters.
pub(super) fn ids() -> BTreeSet<String> {
    shipped().into_iter().map(|letter| letter.id).collect()
}

/// What is wrong with the shipped letters.
pub(super) fn check() -> Vec<FileProblem> {
    shipped().iter().filter_map(over_limit).collect()
}

fn over_limit(letter: &Text) -> Option<FileProblem> {
    let most = letter.most?;
    let count = letter.text.trim_end().chars().count();
    if count <= most {
        return None;
    }
    let (file, line, column) = &letter.place;
    let message = format!(
        "The letter `{}` has {count} characters; its form takes {most}.",
        letter.id
    );
    Some(FileProblem {
        file: text::line(file),
        problem: Problem {
            line: *line,
            column: *column,
            rule: Rule::Letter,
            message: text::line(&message),
            fatal: true,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{Text, over_limit};

    #[test]
    fn a_letter_that_its_form_does_not_take_is_told_with_its_place() {
        let letter = |most| Text {
            id: "objection-short".to_owned(),
            place: ("guides/letters/x.toml".to_owned(), 7, 3),
            text: "abcde\n".to_owned(),
            most,
        };
        assert_eq!(over_limit(&letter(None)), None);
        assert_eq!(over_limit(&letter(Some(5))), None);
        let told = over_limit(&letter(Some(4))).map(|problem| problem.to_string());
        let said = "guides/letters/x.toml:7:3: The letter `objection-short` has 5 characters; its form takes 4.";
        assert_eq!(told.as_deref(), Some(said));
    }
}
