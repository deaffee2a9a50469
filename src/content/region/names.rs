//! What people call a country besides its code and its English name: `guides/countries.toml`.

use serde::{Deserialize, Serialize};

use super::{Country, Regions};
use crate::document::{Document, Fields, Problem, Problems, Raw};

/// Other codes and names of the countries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Codes in capitals, such as UK and DEU.
    pub(super) codes: Vec<(String, Country)>,
    /// Names as [`fold`] writes them; each is the name of one country.
    pub(super) names: Vec<(String, Country)>,
}

impl Names {
    /// Parses `countries.toml`. What can be used is returned even when something is wrong.
    pub fn parse(source: &str, regions: &Regions) -> (Self, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        fields.integer("format");
        let mut read = Self::default();
        if let Some(table) = fields.table("codes") {
            for code in table.keys() {
                let country = table.entry_text(&code);
                let country = country.and_then(|raw| coded(&table, &raw, regions));
                read.codes
                    .extend(country.map(|country| (code.text.to_owned(), country)));
            }
        }
        if let Some(table) = fields.table("names") {
            for code in table.keys() {
                let names = table.entry_text(&code);
                let country = coded(&table, &code, regions);
                let (Some(names), Some(country)) = (names, country) else {
                    continue;
                };
                for name in names.text.split(", ") {
                    let folded = fold(name);
                    let same = |(other, _): &&(String, Country)| *other == folded;
                    match read.names.iter().find(same) {
                        None => read.names.push((folded, country)),
                        Some((_, other)) => {
                            let message = format!("`{name}` is a name of {other} already.");
                            table.refuse_at(&names, &message);
                        }
                    }
                }
            }
        }
        fields.finish();
        (read, problems.into_list())
    }
}

/// The country of a code in the file; it must be one of the regions' countries.
fn coded(table: &Fields<'_>, raw: &Raw<'_>, regions: &Regions) -> Option<Country> {
    let country = regions.coded(raw.text);
    if country.is_none() {
        table.refuse_at(
            raw,
            &format!("`{}` is not the code of a country.", raw.text),
        );
    }
    country
}

/// A name as it is compared: in small letters, without accents, with one blank between the words,
/// and without what one person writes and another leaves out.
pub(super) fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match base(letter) {
            Some(letters) => plain.push_str(letters),
            None if matches!(
                letter,
                '\'' | '’' | '‘' | 'ʻ' | '`' | '.' | '\u{300}'..='\u{36f}'
            ) => {}
            // Marks that are part of a letter, as in भारत, are neither letters nor blanks.
            None if letter.is_alphanumeric() || !(letter.is_ascii() || letter.is_whitespace()) => {
                plain.push(letter);
            }
            None => plain.push(' '),
        }
    }
    let mut words: Vec<&str> = plain
        .split_whitespace()
        .map(|word| if word == "st" { "saint" } else { word })
        .collect();
    if words.len() > 1 && words.first() == Some(&"the") {
        words.remove(0);
    }
    words.join(" ")
}

/// The letters without accent that stand for a small letter in the names of countries.
const fn base(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => "u",
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ά' => "α",
        'έ' => "ε",
        'ή' => "η",
        'ί' | 'ϊ' | 'ΐ' => "ι",
        'ό' => "ο",
        'ύ' | 'ϋ' | 'ΰ' => "υ",
        'ώ' => "ω",
        'ё' => "е",
        '&' => " and ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Names, fold};
    use crate::content::region::Regions;

    #[test]
    fn accents_capitals_and_signs_make_no_difference() {
        for (one, other) in [
            ("Åland", "aland"),
            ("A\u{30a}land", "aland"),
            ("RÉUNION", "reunion"),
            ("TÜRKİYE", "turkiye"),
            ("Ελλάδα", "ΕΛΛΑΔΑ"),
            ("Côte d’Ivoire", "cote divoire"),
            ("The  Netherlands", "netherlands"),
            ("Guinea-Bissau", "guinea bissau"),
            ("Trinidad & Tobago", "trinidad and tobago"),
            ("St. Lucia", "Saint Lucia"),
            ("Việt Nam", "viet nam"),
            ("Færøerne", "faeroerne"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("भारत"), fold("भरत"));
        assert_eq!(fold("日本"), "日本");
    }

    #[test]
    fn a_name_of_two_countries_and_a_code_of_none_are_refused() {
        let (regions, _) = Regions::parse(include_str!("../../../guides/regions.toml"));
        let source = "format = 1\n[codes]\nUK = \"GB\"\nXXX = \"XX\"\n[names]\n\
                      CG = \"Congo\"\nCD = \"Zaire, Cóngo\"\nQQ = \"Nowhere\"\n";
        let (names, problems) = Names::parse(source, &regions);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(
            problems[1].contains("`Cóngo` is a name of CG already"),
            "{problems:?}"
        );
        assert_eq!((names.codes.len(), names.names.len()), (1, 2));
    }
}
