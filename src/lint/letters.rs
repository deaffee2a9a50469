//! Checks of the shipped letters: each text is written with the shortest and with the longest
//! details, and has to fit the form that takes it.

use crate::{
    account::compose::{self, ComposeError, Detail, Details},
    catalog::letters,
    content::{
        language::Ground,
        letter::{Letter, Version},
    },
    document::{FileProblem, Problem, Rule},
    text,
};

/// One text of a letter.
pub(super) struct Text {
    /// The letter.
    pub(super) letter: Letter,
    /// Its language and region.
    pub(super) version: Version,
    /// The template.
    pub(super) template: String,
}

impl Text {
    /// The path of its file.
    pub(super) fn file(&self) -> String {
        let region = self.version.region.as_ref();
        let region = region.map_or_else(String::new, |region| format!("-{region}"));
        let language = self.version.language;
        format!("guides/letters/{}/{language}{region}.txt", self.letter.id)
    }
}

/// Every shipped letter in every language.
pub(super) fn shipped() -> Vec<Text> {
    let texts = letters::all().iter().flat_map(|letter| {
        letter.versions.iter().map(|version| Text {
            letter: letter.clone(),
            version: version.clone(),
            template: letters::template(letter, version)
                .unwrap_or_default()
                .to_owned(),
        })
    });
    texts.collect()
}

/// The problems of the shipped letters.
pub(super) fn check() -> Vec<FileProblem> {
    shipped().iter().filter_map(wrong).collect()
}

/// The shortest and the longest details.
fn people() -> [Details; 2] {
    let required = |value: &str| {
        let details = Detail::ALL.iter();
        details.map(|detail| (*detail, value.to_owned())).collect()
    };
    let little = Details {
        required: required("x"),
        today: "x".to_owned(),
        platform: "Meta AI".to_owned(),
        about: "others".to_owned(),
        company: "meta".to_owned(),
        outcome: "waiting".to_owned(),
        ..Details::default()
    };
    let long = "x".repeat(text::TextKind::Name.limit());
    let much = Details {
        required: required(&long),
        today: long.clone(),
        platform: "Instagram".to_owned(),
        about: "posts".to_owned(),
        company: "meta".to_owned(),
        outcome: "refused".to_owned(),
        postal_address: long.clone(),
        handle: long.clone(),
        reference: long.clone(),
        form: long.clone(),
        authority_site: long.clone(),
        grounds: Ground::ALL.to_vec(),
        before: vec![long.clone()],
        after: vec![long.clone()],
        others: vec![long],
    };
    [little, much]
}

fn wrong(text: &Text) -> Option<FileProblem> {
    people().iter().find_map(|details| {
        let id = &text.letter.id;
        let message = match compose::compose(&text.template, text.version.language, details) {
            Err(ComposeError::Missing(_, _)) => {
                format!("The letter `{id}` asks for what no account has.")
            }
            Err(ComposeError::Fault(why)) => {
                format!("The letter `{id}` cannot be filled in: {why}")
            }
            Ok(composed) => {
                let limit = text.letter.limit.as_ref()?;
                let missed = limit.missed(composed.characters)?;
                let needed = limit.in_words().unwrap_or_default();
                let count = composed.characters;
                format!("The letter `{id}` can have {count} characters: {missed} ({needed}).")
            }
        };
        Some(FileProblem {
            file: text::line(&text.file()),
            problem: Problem {
                line: 1,
                column: 1,
                rule: Rule::Letter,
                message: text::line(&message),
                fatal: true,
            },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Text, shipped, wrong};
    use crate::content::letter::Limit;

    #[test]
    fn a_letter_that_its_form_does_not_take_is_told_with_its_place() {
        let of = |template: &str, least, most| {
            let mut text = shipped().remove(0);
            text.template = template.to_owned();
            text.letter.limit = Some(Limit {
                least,
                most,
                note: crate::text::line("As reported."),
                sources: Vec::new(),
            });
            text
        };
        let message = |text: &Text| wrong(text).map(|problem| problem.to_string());
        assert_eq!(message(&of("abcde", Some(5), Some(5))), None);
        let long = of("abcde", None, Some(4));
        let file = long.file();
        let id = long.letter.id.clone();
        let expected = format!(
            "{file}:1:1: The letter `{id}` can have 5 characters: too long by 1 (at most 4 fit)."
        );
        assert_eq!(message(&long), Some(expected));
        // Only what is said of somebody who gives a reason is too long.
        let reason = "ab{% if \"safety\" in grounds %}cde{% endif %}";
        assert!(message(&of(reason, None, Some(4))).is_some_and(|it| it.contains("can have 5")));
        assert!(
            message(&of(reason, Some(3), None)).is_some_and(|it| it.contains("too short by 1"))
        );
        let hole = message(&of("{{ nobody }}", None, None));
        assert!(hole.is_some_and(|it| it.contains("cannot be filled in")));
    }
}
