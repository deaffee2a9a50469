//! Checks of one guide as a person reads it: texts that are too long for a small terminal.

use crate::{
    content::guide::Guide,
    document::{Fields, Rule},
    text::{self, TextKind},
};

/// Most characters of a step's body. At 80×24 the detail has 38 columns and 21 rows: 700 characters
/// are about 20 of those rows, so that the body is seen whole once the title is scrolled away.
pub const LONGEST_BODY: usize = 700;

/// Most characters of a step's action.
const LONGEST_ACTION: usize = 120;

/// Most words of the body of a shipped step, and of a sentence in it.
const MOST_WORDS: usize = 45;
const MOST_WORDS_OF_A_SENTENCE: usize = 20;

/// Most words of the caution of a shipped guide, which stands before the first step's own text.
const MOST_WORDS_OF_A_CAUTION: usize = 30;

/// Most characters of a step's title: two rows of the detail, and in the list at least its first
/// half.
pub const LONGEST_TITLE: usize = 60;

/// Most cells of one label of a menu path with its variants: a row of the detail at 80×24, which is
/// 40 columns less the two for its edge.
pub const WIDEST_LABEL: usize = 38;

/// Reports the texts of the shared steps that are too long.
pub(super) fn shared_steps(fields: &Fields<'_>) {
    lengths(fields, true);
}

/// Reports texts that are too long.
pub(super) fn check(fields: &Fields<'_>, guide: &Guide) {
    lengths(fields, !guide.is_yours());
    let Some(caution) = fields.raw("caution").filter(|_| !guide.is_yours()) else {
        return;
    };
    let words = caution.text.split_whitespace().count();
    if words > MOST_WORDS_OF_A_CAUTION {
        let message = format!(
            "`caution` has {words} words; with more than {MOST_WORDS_OF_A_CAUTION} it hides the first step's own text."
        );
        fields.report(Rule::Plain, Some(&caution), &message, false);
    }
}

/// Reports what a tired person will not read in a file of steps.
fn lengths(fields: &Fields<'_>, is_shipped: bool) {
    for table in fields.tables("step") {
        for (key, kind, most) in [
            ("title", TextKind::Title, LONGEST_TITLE),
            ("do", TextKind::Line, LONGEST_ACTION),
            ("body", TextKind::Body, LONGEST_BODY),
        ] {
            let text = table.raw(key).map(|raw| text::clean(raw.text, kind));
            let count = text.map_or(0, |text| text.trim_end().chars().count());
            if count > most {
                let message = format!(
                    "`{key}` has {count} characters; with more than {most} it is hard to read beside the steps."
                );
                table.report(Rule::Long, Some(&table.at(key)), &message, false);
            }
        }
        if is_shipped {
            plain(&table);
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

/// Reports a shipped step that does not say first what to do, or says more than a tired person
/// reads: the rules of plain language that CONTRIBUTING.md has for guides.
fn plain(table: &Fields<'_>) {
    if table.raw("use").is_none() && table.raw("do").is_none() {
        let message = "A shipped step says in `do` what to do.";
        table.report(Rule::Plain, None, message, false);
    }
    let Some(body) = table.raw("body") else {
        return;
    };
    let words = body.text.split_whitespace().count();
    if words > MOST_WORDS {
        let message = format!(
            "`body` has {words} words; at most {MOST_WORDS} are read. What holds for some people is a [[step.note]], what to try if it fails is `missing`."
        );
        table.report(Rule::Plain, Some(&body), &message, false);
    }
    for sentence in body.text.split_inclusive(['.', '!', '?', ':']) {
        let words = sentence.split_whitespace().count();
        if words > MOST_WORDS_OF_A_SENTENCE {
            let message = format!(
                "A sentence of {words} words; at most {MOST_WORDS_OF_A_SENTENCE} are read: \"{}\"",
                text::line(sentence.trim())
            );
            table.report(Rule::Plain, Some(&body), &message, false);
        }
    }
}
