//! The shipped letters, their texts, and the words of their languages. Nothing of it is decoded
//! before somebody asks for a letter.

use crate::content::{
    language::Language,
    lazy::Lazy,
    letter::{Letter, Version, Words},
    platform::{Kind, Platform},
    region::Region,
};

/// The ids of the letters.
pub const IDS: &[&str] = include!(concat!(env!("OUT_DIR"), "/letter_ids.rs"));

/// The texts: letter, language, region or nothing, template.
const TEXTS: &[(&str, &str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/letter_texts.rs"));

static LETTERS: Lazy<Vec<Letter>> =
    Lazy::new(include_bytes!(concat!(env!("OUT_DIR"), "/letters.bin")));

static WORDS: Lazy<Vec<Words>> = Lazy::new(include_bytes!(concat!(
    env!("OUT_DIR"),
    "/letter_words.bin"
)));

/// Every letter, in the order of the ids.
pub fn all() -> &'static [Letter] {
    LETTERS.get()
}

/// The letter of an id.
pub fn letter(id: &str) -> Option<&'static Letter> {
    all().iter().find(|letter| letter.id.as_str() == id)
}

/// The letters for an account of this sort that are of use in a region; without one, in the region
/// that is assumed.
pub fn fitting(
    platform: Platform,
    kind: Kind,
    region: Option<&Region>,
) -> impl Iterator<Item = &'static Letter> {
    let id = region.map(|region| &region.id);
    let fits = move |letter: &&Letter| letter.fits(id) && letter.is_for(platform, kind);
    all().iter().filter(fits)
}

/// The template of a version.
pub fn template(letter: &Letter, version: &Version) -> Option<&'static str> {
    let region = version.region.as_deref().unwrap_or("");
    let is_it = |(id, language, in_region): (&str, &str, &str)| {
        id == letter.id.as_str() && language == version.language.as_str() && in_region == region
    };
    let found = TEXTS
        .iter()
        .find(|(id, language, in_region, _)| is_it((id, language, in_region)));
    found.map(|(_, _, _, template)| *template)
}

/// The words of a language.
pub fn words(language: Language) -> Option<&'static Words> {
    WORDS.get().iter().find(|words| words.language == language)
}
