//! Checks of one guide as a person reads it: texts that are too long for a small terminal.

use crate::{
    content::guide::Guide,
    document::{Fields, Rule},
    text,
};

/// Most characters of a step's body. At 80×24 the detail has 38 columns and 21 rows: 700 characters
/// are about 20 of those rows, so that the body is seen whole once the title is scrolled away.
pub const LONGEST_BODY: usize = 700;

/// Most characters of a step's title: two rows of the detail, and in the list at least its first
/// half.
pub const LONGEST_TITLE: usize = 60;

/// Most cells of one label of a menu path with its variants: a row of the detail at 80×24, which is
/// 40 columns less the two for its edge.
pub const WIDEST_LABEL: usize = 38;

/// Reports texts that are too long.
pub(super) fn check(fields: &Fields<'_>, guide: &Guide) {
    for (table, step) in fields.tables("step").iter().zip(&guide.steps) {
        for (key, shown, most) in [
            ("title", &step.title, LONGEST_TITLE),
            ("body", &step.body, LONGEST_BODY),
        ] {
            let count = shown.trim_end().chars().count();
            if count > most {
                let message = format!(
                    "`{key}` has {count} characters; with more than {most} it is hard to read beside the steps."
                );
                table.report(Rule::Long, Some(&table.at(key)), &message, false);
            }
        }
        for label in table.raws("path").unwrap_or_default() {
            let wide = text::width(&text::line(label.text));
            if wide > WIDEST_LABEL {
                let message = format!(
                    "This menu label is {wide} cells wide with its variants; {WIDEST_LABEL} fit on a row beside the steps."
                );
                table.report(Rule::Path, Some(&label), &message, false);
            }
        }
    }
}
