//! Names that become file names and keys: guides, steps, sources, regions, accounts.

use std::{borrow::Borrow, fmt, ops::Deref};

use compact_str::CompactString;

/// A newtype whose invariant is a name of `a-z`, `0-9` and `-`, 1 to 64 characters, no dash at
/// either end and no device name of Windows. Nothing else ever becomes part of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(CompactString);

/// What a text must be to be an [`Id`], for messages.
pub const RULE: &str =
    "an id has 1 to 64 of the characters a-z, 0-9 and -, with no dash at its ends";

/// The same as a regular expression, but for the names of devices.
pub const PATTERN: &str = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$";

/// Names that Windows takes for devices, whatever folder they are in.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl Id {
    /// The id, if `text` may be one.
    pub fn new(text: &str) -> Option<Self> {
        let characters = text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let fits = (1..=64).contains(&text.len()) && !text.starts_with('-') && !text.ends_with('-');
        (characters && fits && (text.len() > 4 || !DEVICES.contains(&text)))
            .then(|| Self(text.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What the build script encoded is in the program, and was checked there.
impl<'de: 'static> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_encoded = !deserializer.is_human_readable();
        let text = <&'static str>::deserialize(deserializer)?;
        match is_encoded {
            true => Ok(Self(CompactString::const_new(text))),
            false => Self::new(text).ok_or_else(|| serde::de::Error::custom(RULE)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn only_harmless_names_are_ids() {
        for good in ["a", "a7k2m9qd", "facebook-privacy-center", &"x".repeat(64)] {
            assert!(Id::new(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "A",
            "a/b",
            "..",
            "-rf",
            "a-",
            "café",
            "con",
            "com1",
            "a\0b",
            "a b",
            &"x".repeat(65),
        ] {
            assert!(Id::new(bad).is_none(), "{bad:?}");
        }
    }
}
