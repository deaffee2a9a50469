//! Reading a TOML document field by field, so that all problems of a file are found at once, each
//! with its line, its column and what is allowed there.
//!
//! Start with [`Document::read`]; a [`Fields`] is one table of it.

mod date;
mod fields;
mod problem;
mod word;

use toml::{Spanned, de::DeTable};

pub use date::Day;
pub use fields::{Base, Fields, Raw};
pub use problem::{FileProblem, Problem, Problems, Rule};
pub(crate) use word::named_enum;

/// A parsed TOML file.
#[derive(Debug)]
pub struct Document<'i> {
    root: Spanned<DeTable<'i>>,
}

impl<'i> Document<'i> {
    /// Parses `source`. Syntax errors are added to `problems`; the rest of the file can still be
    /// read.
    pub fn read(source: &'i str, problems: &Problems) -> Self {
        let (root, errors) = DeTable::parse_recoverable(source);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            problems.add(
                &span,
                Rule::Syntax,
                &format!("This is not TOML: {}.", error.message()),
                true,
            );
        }
        Self { root }
    }

    /// The outermost table.
    pub fn fields<'d>(&'d self, problems: &'d Problems) -> Fields<'d> {
        // About as many keys as the largest table has.
        Fields::of(self.root.get_ref(), 0..0, problems, 24)
    }

    /// The table with this `id` in a list such as `[[step]]`.
    pub fn base<'d>(&'d self, list: &str, id: &str) -> Option<Base<'d>> {
        let tables = self.root.get_ref().get(list)?.get_ref().as_array()?;
        let mut tables = tables.iter().filter_map(|item| item.get_ref().as_table());
        let is_it = |table: &&DeTable<'_>| {
            let named = table.get("id").and_then(|value| value.get_ref().as_str());
            named == Some(id)
        };
        tables.find(is_it).map(Base)
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Problems};
    use crate::text::TextKind;

    #[test]
    fn all_problems_are_found_with_their_places() {
        let source = "title = 3\nwhne = \"x\"\n\n[[step]]\nday = 1\n";
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        assert_eq!(fields.text("title", TextKind::Title), None);
        assert_eq!(fields.text("when", TextKind::Title), None);
        for step in fields.tables("step") {
            assert_eq!(step.day("day"), None);
            step.finish();
        }
        fields.finish();
        let found: Vec<String> = problems
            .into_list()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "1:9: `title` must be a string, not integer.",
                "2:1: `whne` is not a key here; did you mean `when`?",
                "5:7: `day` must be a day such as 2026-11-21, not integer.",
            ]
        );
    }

    #[test]
    fn what_is_not_toml_has_a_place_too() {
        let source = "a = 1\nb = \n";
        let problems = Problems::new(source);
        Document::read(source, &problems);
        let list = problems.into_list();
        assert!(
            list.iter()
                .all(|problem| problem.fatal && problem.line == 2),
            "{list:?}"
        );
        assert!(!list.is_empty());
    }
}
