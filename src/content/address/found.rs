//! Addresses in what was pasted, and what stood around them.

use crate::word::words;

words! {
    /// What stood around an address.
    pub enum Around {
        /// Nothing: the text is the address.
        Nothing = "nothing",
        /// Blanks, brackets or quotes.
        Marks = "marks",
        /// A longer text.
        Text = "text",
    }
}

impl Around {
    /// What to tell of it.
    pub const fn remark(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Marks => Some(
                "Blanks, brackets or quotes stood around it. They are no part of an address; only what is inside was looked at.",
            ),
            Self::Text => Some("It was taken out of a longer text; only this was looked at."),
        }
    }
}

/// An address in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'t> {
    /// The address.
    pub address: &'t str,
    /// What stood around it.
    pub around: Around,
}

/// The addresses in a text, in their order. A text without any is one that is no address.
pub fn find(text: &str) -> Vec<Found<'_>> {
    let is_mark = |c: char| c.is_whitespace() || "<>\"'`()[]{}“”„‘’«»‹›".contains(c);
    let inner = text.trim_matches(is_mark);
    if !inner.is_empty() && !inner.contains(char::is_whitespace) {
        let around = if inner == text {
            Around::Nothing
        } else {
            Around::Marks
        };
        let address = inner;
        return vec![Found { address, around }];
    }
    let is_stop = |c: char| is_mark(c) || ",.;:!?".contains(c);
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches(is_stop));
    let found: Vec<Found<'_>> = words
        .filter(|word| word.contains("://") || word.starts_with("www."))
        .map(|address| Found {
            address,
            around: Around::Text,
        })
        .collect();
    if found.is_empty() {
        return vec![Found {
            address: text,
            around: Around::Nothing,
        }];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Around, find};

    #[test]
    fn what_stands_around_an_address_is_told() {
        let one = "https://www.facebook.com/x";
        for (text, address, around) in [
            (one, one, Around::Nothing),
            ("<https://www.facebook.com/x>", one, Around::Marks),
            (" “https://www.facebook.com/x”\n", one, Around::Marks),
            ("Click (https://www.facebook.com/x).", one, Around::Text),
            (
                "https://www.facebook.com/x --new-window evil",
                one,
                Around::Text,
            ),
            ("no address here", "no address here", Around::Nothing),
            ("", "", Around::Nothing),
            ("www.facebook.com", "www.facebook.com", Around::Nothing),
            (
                "https://www.facebook.com/\u{200b}x",
                "https://www.facebook.com/\u{200b}x",
                Around::Nothing,
            ),
        ] {
            let found = find(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].address, found[0].around), (address, around));
        }
        let two = find("Either https://a.example/ or www.b.example, today");
        let two: Vec<&str> = two.iter().map(|found| found.address).collect();
        assert_eq!(two, ["https://a.example/", "www.b.example"]);
    }
}
