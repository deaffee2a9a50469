//! What in a mail is an older message: quoted lines, and all below the line that announces one.

use super::{Answers, phrase::words};

/// The most characters of a line that announces an older message.
const LONGEST: usize = 300;

/// The text of a mail without the older messages in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// What its sender wrote.
    pub text: String,
    /// Whether something older was left out.
    pub has_older: bool,
    /// Whether it passes a message on.
    pub is_forward: bool,
}

impl Answers {
    /// Leaves the older messages out of a text.
    pub fn own(&self, text: &str) -> Own {
        let lines: Vec<&str> = text.lines().collect();
        let mut own = Own::default();
        for (at, line) in lines.iter().enumerate() {
            let plain = line.trim();
            let after = lines.get(at + 1..).unwrap_or_default();
            if plain.starts_with('>') {
                own.has_older = true;
                continue;
            }
            if plain.len() <= LONGEST && !plain.is_empty() {
                let said = words(plain);
                let is = |list: fn(&super::Grammar) -> &Vec<Vec<String>>| {
                    let mut all = self.grammars.iter().flat_map(list);
                    all.any(|known| *known == said)
                };
                own.is_forward |= is(|grammar| &grammar.forwarded);
                if is(|grammar| &grammar.forwarded)
                    || is(|grammar| &grammar.originals)
                    || self.is_head(plain, after)
                {
                    own.has_older = true;
                    break;
                }
                if self.is_attribution(plain, after) {
                    own.has_older = true;
                    // Where the quoted lines are marked, what stands below them is new again.
                    let mut below = after.iter().take(8).map(|line| line.trim());
                    let next = below.find(|line| !line.is_empty() && !line.ends_with(':'));
                    if next.is_some_and(|line| line.starts_with('>')) {
                        continue;
                    }
                    break;
                }
            }
            own.text.push_str(line);
            own.text.push('\n');
        }
        own
    }

    /// "On 1 December 2026, Meta wrote:", in one line or two.
    fn is_attribution(&self, line: &str, after: &[&str]) -> bool {
        let next = after.first().map_or("", |line| line.trim());
        [line.to_owned(), format!("{line} {next}")]
            .iter()
            .any(|line| {
                let said = words(line);
                let dated = line.contains(|c: char| c.is_ascii_digit()) || line.contains('@');
                let mut known = self.grammars.iter().flat_map(|it| &it.attributions);
                dated && line.ends_with(':') && known.any(|known| known.begins(&said))
            })
    }

    /// "From: …", with "Subject: …" a few lines below.
    fn is_head(&self, line: &str, after: &[&str]) -> bool {
        let name = |line: &str| line.split_once(':').map(|(name, _)| words(name));
        let Some(first) = name(line) else {
            return false;
        };
        self.grammars.iter().any(|grammar| {
            let [from, subject] = grammar.heads.as_slice() else {
                return false;
            };
            let mut below = after.iter().take(8);
            first == *from && below.any(|line| name(line).as_ref() == Some(subject))
        })
    }
}
