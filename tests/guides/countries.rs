//! Finding a country by what a person types.

use optout::{catalog::Catalog, content::region::Regions};

fn found(regions: &Regions, typed: &str) -> String {
    regions
        .country(typed)
        .map_or_else(|why| why, |country| country.to_string())
}

#[test]
fn a_country_is_found_by_any_usual_name_of_it() {
    let regions = Catalog::shipped_regions();
    for (code, names) in [
        (
            "GB",
            "UK|uk|gb|GBR|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|\
             United Kingdom|the united kingdom|Großbritannien|Reino Unido|Wielka Brytania|Cymru",
        ),
        (
            "GR",
            "EL|el|GRC|Greece|Griechenland|Grèce|Ελλάδα|ΕΛΛΑΔΑ|Ελλαδα|Hellas",
        ),
        (
            "US",
            "USA|usa|U.S.A.|United States of America|the USA|America|Vereinigte Staaten",
        ),
        (
            "NL",
            "Holland|The Netherlands|Nederland|Niederlande|Pays-Bas|pays bas|Paesi Bassi",
        ),
        ("CZ", "Czech Republic|Česko|Cesko|Tschechien|CZE"),
        (
            "CI",
            "Ivory Coast|Côte d'Ivoire|Cote d’Ivoire|Elfenbeinküste",
        ),
        (
            "DE",
            "DEU|deu|Deutschland|DEUTSCHLAND|Allemagne|Alemania|Germania|Alemanha|Niemcy",
        ),
        (
            "AT",
            "AUT|Österreich|O\u{308}sterreich|osterreich|Oesterreich|Autriche",
        ),
        ("CH", "CHE|Schweiz|Suisse|Svizzera|Svizra|Szwajcaria"),
        (
            "ES",
            "España|Espana|Hiszpania|Canary Islands|Islas Canarias|Kanarische Inseln",
        ),
        ("FI", "Suomi|Finnland"),
        ("SE", "Sverige|Schweden"),
        ("IE", "Éire|Irland|Ireland|Republic of Ireland"),
        ("IS", "Ísland|Island|Islande"),
        ("PL", "Polska|Polen"),
        ("HU", "Magyarország|Ungarn"),
        ("HR", "Hrvatska"),
        ("EE", "Eesti"),
        ("LV", "Latvija"),
        ("LT", "Lietuva"),
        ("MT", "Malta"),
        ("RO", "România|Rumänien"),
        ("BG", "България|Bulgarije"),
        ("CY", "Κύπρος|Kıbrıs"),
        ("NO", "Norge|Noreg"),
        ("DK", "Danmark"),
        ("AX", "Åland|Aland|ALA|Ahvenanmaa|Aland Islands"),
        ("RE", "Réunion|reunion|REU|La Réunion"),
        ("TR", "Türkiye|TURKIYE|Turkey|Türkei"),
        ("BR", "Brasil|BRA|Brasilien|Brésil"),
        ("KR", "KOR|대한민국|Südkorea|Republic of Korea"),
        ("JP", "日本|Japan|Japón"),
        ("IN", "IND|India|Indien|भारत"),
        ("AU", "AUS|Australia|Australien"),
        ("VA", "Vatican|Holy See|Vatikanstadt"),
        ("CW", "Curaçao|Curacao"),
        ("LC", "St. Lucia|st lucia|Saint Lucia"),
    ] {
        for name in names.split('|') {
            assert_eq!(found(&regions, name), code, "{name}");
        }
    }
}

/// Also that no name is that of two countries, nor hidden by a code.
#[test]
fn every_name_and_code_of_the_file_is_found() {
    let regions = Catalog::shipped_regions();
    let file = include_str!("../../guides/countries.toml");
    let file: toml_edit::DocumentMut = file.parse().unwrap();
    let mut seen = 0;
    for (code, country) in file["codes"].as_table().unwrap().iter() {
        assert_eq!(found(&regions, code), country.as_str().unwrap(), "{code}");
    }
    for (country, names) in file["names"].as_table().unwrap().iter() {
        for name in names.as_str().unwrap().split(", ") {
            seen += 1;
            assert_eq!(found(&regions, name), country, "{name}");
        }
    }
    for (country, name) in regions.countries() {
        assert_eq!(found(&regions, name), country.code(), "{name}");
        let code = country.code().to_lowercase();
        assert_eq!(found(&regions, &code), country.code());
    }
    assert!(seen > 1000, "{seen}");
}

/// What the key to the next field takes: never a guess.
#[test]
fn only_a_name_a_code_or_a_long_unique_beginning_is_taken() {
    let regions = Catalog::shipped_regions();
    for (typed, taken) in [
        ("UK", "GB"),
        ("EL", "GR"),
        ("de", "DE"),
        ("deu", "DE"),
        ("ital", "IT"),
        ("Öster", "AT"),
        ("Irland", "IE"),
        ("Niger", "NE"),
        ("AUS", "AU"),
        // One or two letters that are no code, and beginnings of several.
        ("", "-"),
        ("q", "-"),
        ("qa ", "QA"),
        ("uk ", "GB"),
        ("en", "-"),
        ("sw", "-"),
        ("xx", "-"),
        ("aus", "-"),
        ("che", "-"),
        ("uni", "-"),
        ("schw", "-"),
        ("Germny", "-"),
        ("land", "-"),
        ("Korea", "-"),
        ("Congo", "-"),
    ] {
        let found = regions.completed(typed);
        let found = found.map_or_else(|| "-".to_owned(), |country| country.to_string());
        assert_eq!(found, taken, "{typed}");
    }
}

#[test]
fn what_is_not_known_gets_no_wrong_proposal() {
    let regions = Catalog::shipped_regions();
    for (typed, near) in [
        ("Germny", "DE"),
        ("Deutchland", "DE"),
        ("Hollland", "NL"),
        ("Untied Kingdom", "GB"),
        ("Grmany", "DE"),
        ("Brzail", "BR"),
        ("Korea", "KP KR"),
        ("Congo", "CD CG"),
        ("Atlantis", ""),
        ("XX", ""),
        ("Narnia", ""),
        ("Europe", ""),
        ("Kurdistan", ""),
        ("???", ""),
    ] {
        let found: Vec<String> = regions
            .near(typed)
            .iter()
            .map(|(c, _)| c.to_string())
            .collect();
        assert_eq!(found.join(" "), near, "{typed}");
    }
}
