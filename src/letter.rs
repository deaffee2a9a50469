//! Letters: texts to paste or send, in the person's language and for the account's law.

use crate::word::words;

words! {
    /// A language that letters are written in, by its ISO 639-1 code.
    pub enum Language {
        /// English.
        English = "en",
        /// German.
        German = "de",
        /// French.
        French = "fr",
        /// Spanish.
        Spanish = "es",
        /// Italian.
        Italian = "it",
        /// Portuguese.
        Portuguese = "pt",
        /// Dutch.
        Dutch = "nl",
        /// Polish.
        Polish = "pl",
    }
}

words! {
    /// A building block of the paragraph on one's own situation, which Art. 21(1) GDPR asks for.
    pub enum Ground {
        /// The posts show the person's work.
        Profession = "profession",
        /// Children are in the pictures.
        Children = "children",
        /// Posts show health or belief.
        Health = "health",
        /// The posts are creative work.
        CreativeWork = "creative-work",
        /// Being recognised or imitated is a danger.
        Safety = "safety",
    }
}

impl Ground {
    /// The ground as a person would say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Profession => "my profession",
            Self::Children => "children in my pictures",
            Self::Health => "health or belief in my posts",
            Self::CreativeWork => "my creative work",
            Self::Safety => "my safety",
        }
    }
}
