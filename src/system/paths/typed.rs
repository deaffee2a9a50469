//! Paths that a person types.

use std::path::PathBuf;

use crate::system::environment::Environment;

/// A path as a person typed it, or as their terminal did for a file that they dropped on it: `~/` is the home
/// folder, and what is not absolute is in the current folder.
pub fn typed(path: &str, environment: &Environment) -> PathBuf {
    let literal = absolute_of(path, environment);
    match unquoted(path) {
        bare if bare == path || literal.exists() => literal,
        bare => absolute_of(&bare, environment),
    }
}

fn absolute_of(path: &str, environment: &Environment) -> PathBuf {
    let home = environment.home.as_ref();
    let in_home = path.strip_prefix("~/").zip(home);
    let path = in_home.map_or_else(|| PathBuf::from(path), |(rest, home)| home.join(rest));
    match &environment.current {
        Some(current) => current.join(path),
        None => path,
    }
}

/// A path without the quotes around it, or the backslashes before its blanks, that a shell would take away.
fn unquoted(path: &str) -> String {
    let mut quotes = ['\'', '"'].into_iter();
    let within = |quote| path.strip_prefix(quote)?.strip_suffix(quote);
    match quotes.find_map(within) {
        Some(within) => within.to_owned(),
        None if cfg!(windows) => path.to_owned(),
        None => path.replace("\\ ", " "),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::path::PathBuf;

    use crate::system::environment::Environment;

    fn here() -> Environment {
        Environment {
            current: Some("/here".into()),
            ..Environment::default()
        }
    }

    #[test]
    fn a_path_is_taken_as_a_terminal_pastes_it() {
        for (typed, means) in [
            ("a.json", "/here/a.json"),
            ("'/x/a b.json'", "/x/a b.json"),
            ("\"a b\"", "/here/a b"),
            ("'half", "/here/'half"),
            ("'", "/here/'"),
        ] {
            assert_eq!(
                super::typed(typed, &here()),
                PathBuf::from(means),
                "{typed}"
            );
        }
        assert_eq!(super::typed("/x/a\\ b", &here()), PathBuf::from("/x/a b"));
        // Where a file has the name with its quotes, that file is meant.
        let name = format!("'optout {}'", std::process::id());
        let there = Environment {
            current: Some(std::env::temp_dir()),
            ..here()
        };
        let literal = std::env::temp_dir().join(&name);
        assert_ne!(super::typed(&name, &there), literal);
        std::fs::write(&literal, "").unwrap();
        assert_eq!(super::typed(&name, &there), literal);
        std::fs::remove_file(&literal).unwrap();
    }
}
