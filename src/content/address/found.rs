//! Finding the addresses in a pasted text.

use crate::word::named_enum;

named_enum! {
    /// What stood around an address.
    pub enum FoundIn {
        /// Nothing: the text is the address.
        Nothing = "nothing",
        /// Blanks, brackets or quotes.
        Marks = "marks",
        /// A longer text.
        Text = "text",
    }
}

impl FoundIn {
    /// A sentence for the person, if there is something to say.
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
pub struct FoundAddress<'t> {
    /// The address.
    pub address: &'t str,
    /// What stood around it.
    pub around: FoundIn,
}

/// The addresses in a text, in their order; the whole text where there is none in it.
pub fn find(text: &str) -> Vec<FoundAddress<'_>> {
    let is_mark = |c: char| c.is_whitespace() || "<>\"'`()[]{}“”„‘’«»‹›".contains(c);
    let inner = text.trim_matches(is_mark);
    if !inner.is_empty() && !inner.contains(char::is_whitespace) {
        let around = if inner == text {
            FoundIn::Nothing
        } else {
            FoundIn::Marks
        };
        let address = inner;
        return vec![FoundAddress { address, around }];
    }
    let is_stop = |c: char| is_mark(c) || ",.;:!?".contains(c);
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches(is_stop));
    let found: Vec<FoundAddress<'_>> = words
        .filter(|word| word.contains("://") || word.starts_with("www."))
        .map(|address| FoundAddress {
            address,
            around: FoundIn::Text,
        })
        .collect();
    if found.is_empty() {
        return vec![FoundAddress {
            address: text,
            around: FoundIn::Nothing,
        }];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{FoundIn, find};

    #[test]
    fn what_stands_around_an_address_is_told() {
        let one = "https://www.facebook.com/x";
        for (text, address, around) in [
            (one, one, FoundIn::Nothing),
            ("<https://www.facebook.com/x>", one, FoundIn::Marks),
            (" “https://www.facebook.com/x”\n", one, FoundIn::Marks),
            ("Click (https://www.facebook.com/x).", one, FoundIn::Text),
            (
                "https://www.facebook.com/x --new-window evil",
                one,
                FoundIn::Text,
            ),
            ("no address here", "no address here", FoundIn::Nothing),
            ("", "", FoundIn::Nothing),
            ("www.facebook.com", "www.facebook.com", FoundIn::Nothing),
            (
                "https://www.facebook.com/\u{200b}x",
                "https://www.facebook.com/\u{200b}x",
                FoundIn::Nothing,
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
