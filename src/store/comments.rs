//! Finding the comments of a TOML document, so that a rewrite loses none of them.

use std::collections::BTreeMap;

/// Appends to `after` the comments of `before` that it lacks. They belonged to something that was
/// removed, and are the person's own words.
pub(super) fn rescue(before: &str, after: String) -> String {
    let mut there: BTreeMap<&str, usize> = BTreeMap::new();
    for comment in comments(&after) {
        *there.entry(comment).or_default() += 1;
    }
    let mut lost = String::new();
    for comment in comments(before) {
        match there.get_mut(comment) {
            Some(count @ 1..) => *count -= 1,
            _ => {
                lost.push_str(comment);
                lost.push('\n');
            }
        }
    }
    let line_end = if after.ends_with('\n') { "" } else { "\n" };
    if lost.is_empty() {
        after
    } else {
        format!("{after}{line_end}\n{lost}")
    }
}

/// Every comment of a valid TOML document, with its `#`.
fn comments(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find(['#', '"', '\'']) {
        let (_, from) = rest.split_at(start);
        rest = if from.starts_with('#') {
            let (comment, after) = from.split_once('\n').unwrap_or((from, ""));
            found.push(comment.trim_end());
            after
        } else {
            after_string(from)
        };
    }
    found
}

/// The rest behind the string that `from` begins with.
fn after_string(from: &str) -> &str {
    let quote = if from.starts_with('"') { '"' } else { '\'' };
    let is_long = from
        .chars()
        .take_while(|character| *character == quote)
        .count()
        >= 3;
    let (mut quotes, mut escaped) = (0, false);
    for (offset, character) in from.char_indices().skip(if is_long { 3 } else { 1 }) {
        if escaped {
            escaped = false;
        } else if character == quote {
            quotes += 1;
            if !is_long {
                return from.get(offset + 1..).unwrap_or_default();
            }
        } else if quotes >= 3 {
            return from.get(offset..).unwrap_or_default();
        } else {
            quotes = 0;
            escaped = character == '\\' && quote == '"';
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::{comments, rescue};

    #[test]
    fn comments_are_told_from_strings() {
        let source = concat!(
            "# one\n",
            "a = \"# no\" # two \n",
            "b = '# no \\' # three\n",
            "c = \"\\\"# no\" # four\r\n",
            "d = \"\"\"\n# no\n\\\"\"\"# no\"\"\"\"\" # five\n",
            "e = '''# no''''' # six\n",
            "f = \"\" # seven\n",
            "\"# no\" = '' # eight",
        );
        let expected = [
            "# one", "# two", "# three", "# four", "# five", "# six", "# seven", "# eight",
        ];
        assert_eq!(comments(source), expected);
    }

    #[test]
    fn lost_comments_come_back_at_the_end_and_others_stay_where_they_are() {
        let before = "a = 1 # same\nb = 2 # same\nc = 3 # other\n";
        assert_eq!(rescue(before, before.to_owned()), before);
        assert_eq!(
            rescue(before, "a = 1 # same\n".to_owned()),
            "a = 1 # same\n\n# same\n# other\n"
        );
    }
}
