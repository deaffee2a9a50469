//! Enums whose variants are words of a file format or of the command line: one table each, from
//! which they are read, printed and listed.

/// Defines such an enum, with its three tables, `as_str`, `from_name`, and serde by the same words; what the build
/// script encodes has their numbers, which is decoded faster.
macro_rules! named_enum {
    (
        $(#[$about:meta])*
        pub enum $name:ident { $( $(#[doc = $doc:literal])* $variant:ident = $word:literal ),+ $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $doc])* $variant ),+ }

        impl $name {
            /// Every variant, in the order of its definition.
            pub const ALL: &[Self] = &[ $( Self::$variant ),+ ];

            /// Every word with its variant.
            pub const NAMES: &[(&str, Self)] = &[ $( ($word, Self::$variant) ),+ ];

            /// The doc comment of each variant, in the same order; the schema of guides shows it.
            pub const ABOUT: &[&str] = &[ $( concat!($($doc),*) ),+ ];

            /// The word in files, on the command line and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }

            /// The variant of a word.
            pub fn from_name(word: &str) -> Option<Self> {
                Self::NAMES.iter().find(|(known, _)| *known == word).map(|(_, is)| *is)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    return serializer.serialize_str(self.as_str());
                }
                let before = Self::ALL.iter().take_while(|it| *it != self);
                before.count().serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if !deserializer.is_human_readable() {
                    let number = usize::deserialize(deserializer)?;
                    let known = Self::ALL.get(number).copied();
                    return known.ok_or_else(|| serde::de::Error::custom(number));
                }
                let word = <&str>::deserialize(deserializer)?;
                Self::from_name(word).ok_or_else(|| serde::de::Error::custom(word))
            }
        }
    };
}

pub(crate) use named_enum;
