//! The languages of letters, and the grounds that a person may give in them.

use super::region::Country;
use crate::document::named_enum;

named_enum! {
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

impl Language {
    /// The language's name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "German",
            Self::French => "French",
            Self::Spanish => "Spanish",
            Self::Italian => "Italian",
            Self::Portuguese => "Portuguese",
            Self::Dutch => "Dutch",
            Self::Polish => "Polish",
        }
    }

    /// The language that letters from a country are most likely written in.
    pub fn of_country(country: Country) -> Self {
        match country.code() {
            "DE" | "AT" | "LI" | "CH" => Self::German,
            "FR" | "LU" => Self::French,
            "NL" | "BE" => Self::Dutch,
            "PT" | "BR" => Self::Portuguese,
            "ES" => Self::Spanish,
            "IT" => Self::Italian,
            "PL" => Self::Polish,
            _ => Self::English,
        }
    }

    /// The languages of an account by preference: its own, then its country's.
    pub fn wished(own: Option<Self>, country: Option<Country>) -> impl Iterator<Item = Self> {
        own.into_iter().chain(country.map(Self::of_country))
    }

    /// The word in front of the subject line of a letter.
    pub const fn subject_word(self) -> &'static str {
        match self {
            Self::English => "Subject",
            Self::German => "Betreff",
            Self::French => "Objet",
            Self::Spanish => "Asunto",
            Self::Italian => "Oggetto",
            Self::Portuguese => "Assunto",
            Self::Dutch => "Onderwerp",
            Self::Polish => "Temat",
        }
    }
}

named_enum! {
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
