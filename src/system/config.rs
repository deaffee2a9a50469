//! The user's configuration, `config.toml`. Every key may be absent; a wrong value is reported, and
//! the rest is used.

mod colours;

use std::path::Path;

pub use colours::{Colour, Paint, Role};

use crate::{
    account::open_with,
    content::link::{self, Verdict},
    document::{Document, Fields, FileProblem, Problem, Problems, Raw, named_enum},
    system::{files::small, paths},
    text::{self, Clean, TextKind},
};

named_enum! {
    /// Which characters the screen draws with.
    pub enum GlyphChoice {
        /// Boxes, ticks and arrows.
        Unicode = "unicode",
        /// Plain ASCII.
        Ascii = "ascii",
    }
}

named_enum! {
    /// Which colours the screen uses.
    pub enum Theme {
        /// The terminal's own text and background; colour only on signs, bars and the selected row.
        Terminal = "terminal",
        /// White on black, with nothing fainter than that.
        HighContrast = "high-contrast",
        /// No colour at all, only bold, underlined and reversed.
        Mono = "mono",
    }
}

/// An action of the screen with the keys that the user bound to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyBinding {
    /// The action's name as it stands in the file: not checked, not cleaned.
    pub action: String,
    /// The keys as they stand in the file: not checked, not cleaned.
    pub keys: Vec<String>,
    /// The line of the action, from 1.
    pub line: usize,
    /// The column of the action, from 1.
    pub column: usize,
}

/// The configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The command that opens links, with a placeholder for the address; empty: none.
    pub opener: Vec<Clean>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Which characters the screen draws with; `None`: those that the terminal can show.
    pub glyphs: Option<GlyphChoice>,
    /// Which colours the screen uses.
    pub theme: Theme,
    /// The parts of the screen that have other colours than those of the theme.
    pub colours: Vec<(Role, Paint)>,
    /// Hosts that the user's own guides may open.
    pub trusted_hosts: Vec<String>,
    /// The key bindings.
    pub keys: Vec<KeyBinding>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            opener: Vec::new(),
            mouse: true,
            glyphs: None,
            theme: Theme::Terminal,
            colours: Vec::new(),
            trusted_hosts: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl Config {
    /// Reads a file. A key with a wrong value keeps its default.
    pub fn read(path: &Path) -> (Self, Vec<FileProblem>) {
        let file = paths::shown(path);
        match small::read(path) {
            Ok(None) => (Self::default(), Vec::new()),
            Ok(Some(source)) => {
                let (config, problems) = Self::parse(&source);
                let in_file = |problem| FileProblem {
                    file: file.clone(),
                    problem,
                };
                let problems = Problem::listed(problems).into_iter();
                (config, problems.map(in_file).collect())
            }
            Err(reason) => (Self::default(), vec![FileProblem::whole(file, &reason)]),
        }
    }

    /// Parses the text of a file. A key with a wrong value keeps its default.
    pub fn parse(source: &str) -> (Self, Vec<Problem>) {
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        // A part of a document could mean something other than the whole.
        if problems.is_fatal() {
            return (Self::default(), problems.into_list());
        }
        let config = Self::from_fields(&document.fields(&problems));
        (config, problems.into_list())
    }

    fn from_fields(fields: &Fields<'_>) -> Self {
        let default = Self::default();
        let config = Self {
            opener: opener(fields),
            mouse: fields.boolean("mouse").unwrap_or(default.mouse),
            glyphs: fields.choice("glyphs", GlyphChoice::NAMES),
            theme: fields
                .choice("theme", Theme::NAMES)
                .unwrap_or(default.theme),
            colours: fields
                .table("colors")
                .map(|table| colours::colours(&table))
                .unwrap_or_default(),
            trusted_hosts: trusted_hosts(fields),
            keys: fields
                .table("keys")
                .map(|table| keys(&table))
                .unwrap_or_default(),
        };
        fields.finish();
        config
    }
}

fn opener(fields: &Fields<'_>) -> Vec<Clean> {
    let raws = fields.raws("opener").unwrap_or_default();
    let mut words = Vec::new();
    for raw in &raws {
        let inspected = text::inspect(raw.text, TextKind::Line);
        if inspected.hidden > 0 || inspected.cut {
            fields.refuse_at(
                raw,
                "A word of `opener` contains hidden characters or is too long.",
            );
            return Vec::new();
        }
        words.push(inspected.text);
    }
    let Some(first) = raws.first() else {
        return words;
    };
    if text::is_empty(first.text) {
        fields.refuse_at(first, "`opener` starts with the name of a program.");
        return Vec::new();
    }
    if let Err(wrong) = open_with::check(&words) {
        fields.refuse_at(first, &format!("`opener`: {wrong}"));
        return Vec::new();
    }
    if !words.iter().any(|word| open_with::has_placeholder(word)) {
        let message =
            "`opener` needs {url} where the address goes, such as [\"firefox\", \"{url}\"].";
        fields.refuse_at(first, message);
        return Vec::new();
    }
    words
}

fn trusted_hosts(fields: &Fields<'_>) -> Vec<String> {
    let mut hosts = Vec::new();
    for raw in fields.raws("trusted_hosts").unwrap_or_default() {
        if is_host(&raw) {
            hosts.push(raw.text.to_owned());
        } else {
            let message = format!(
                "`{}` is not a host such as www.example.org; it is not trusted.",
                raw.text
            );
            fields.refuse_at(&raw, &message);
        }
    }
    hosts
}

/// Whether the rule for addresses accepts the host, so that listing it has an effect.
fn is_host(raw: &Raw<'_>) -> bool {
    let address = format!("https://{}/", raw.text);
    let trusted = [raw.text.to_owned()];
    link::host(&address) == Some(raw.text) && link::judge(&address, &trusted) == Verdict::Trusted
}

fn keys(table: &Fields<'_>) -> Vec<KeyBinding> {
    let bindings = table.keys().filter_map(|action| {
        let keys = table.entry_texts(&action)?;
        let (line, column) = table.position(&action);
        let keys = keys.iter().map(|key| key.text.to_owned()).collect();
        Some(KeyBinding {
            action: action.text.to_owned(),
            keys,
            line,
            column,
        })
    });
    bindings.collect()
}

#[cfg(test)]
mod tests {
    use super::{Colour, Config, GlyphChoice, KeyBinding, Paint, Role, Theme};

    fn problems(source: &str) -> Vec<String> {
        Config::parse(source)
            .1
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(Config::parse(""), (Config::default(), Vec::new()));
    }

    #[test]
    fn every_key_is_read() {
        let source = "\u{feff}opener = [\"firefox\", \"--url={url}\"]\nmouse = false\nglyphs = \"ascii\"\n\
            theme = \"mono\"\ntrusted_hosts = [\"www.example.org\"]\n[keys]\ntick = [\"space\", \"x\"]\n\
            \"no-op\" = \"q\"\n";
        let (config, problems) = Config::parse(source);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(config.opener.len(), 2);
        assert!(!config.mouse);
        assert_eq!(
            (config.glyphs, config.theme),
            (Some(GlyphChoice::Ascii), Theme::Mono)
        );
        assert_eq!(config.trusted_hosts, ["www.example.org"]);
        let tick = KeyBinding {
            action: "tick".to_owned(),
            keys: vec!["space".to_owned(), "x".to_owned()],
            line: 7,
            column: 1,
        };
        assert!(config.keys.contains(&tick), "{:?}", config.keys);
        assert_eq!(config.keys.len(), 2);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_keeps_its_default() {
        let source = "opener = [\"firefox\"]\nmouse = \"no\"\nglyphs = \"emoji\"\nthemes = \"mono\"\n\
            trusted_hosts = [\"https://x.org\", \"10.0.0.1\", \"l.facebook.com\", \"ok.example\"]\n\
            [keys]\ntick = 3\n[colors]\nbad = \"loud\"\nbed = \"red\"\nlink = \"blue\"\n";
        let (config, _) = Config::parse(source);
        let expected = Config {
            trusted_hosts: vec!["ok.example".to_owned()],
            colours: vec![(
                Role::Link,
                Paint {
                    text: Colour::Ansi(4),
                    ground: None,
                },
            )],
            ..Config::default()
        };
        assert_eq!(config, expected);
        let found = problems(source);
        let places: Vec<&str> = found
            .iter()
            .filter_map(|line| line.split(": ").next())
            .collect();
        assert_eq!(
            places,
            [
                "1:11", "2:9", "3:10", "4:1", "5:18", "5:35", "5:47", "7:8", "9:7", "10:1"
            ]
        );
        assert!(
            found
                .iter()
                .any(|line| line.contains("did you mean `theme`?")),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_not_toml_is_not_used_at_all() {
        let (config, problems) = Config::parse("mouse = false\nglyphs = \n");
        assert!(config.mouse);
        assert!(
            problems.iter().all(|problem| problem.line == 2),
            "{problems:?}"
        );
    }

    #[test]
    fn a_place_for_the_address_is_where_it_means_something() {
        let inside = "[\"firefox\", \"ext+container:name=Work&url={url-encoded}\"]";
        let (config, problems) = Config::parse(&format!("opener = {inside}\n"));
        assert_eq!((config.opener.len(), problems.len()), (2, 0));
        for (opener, says) in [
            ("[\"firefox\", \"{url-encoded}\"]", "alone, write {url}"),
            ("[\"{url}\"]", "program's name"),
            ("[\"firefox\", \"{URL}\"]", "{URL} is no place"),
            ("[\"firefox\"]", "needs {url}"),
        ] {
            let (config, problems) = Config::parse(&format!("opener = {opener}\n"));
            assert!(config.opener.is_empty(), "{opener}");
            assert!(problems[0].message.contains(says), "{:?}", problems[0]);
        }
    }

    #[test]
    fn hidden_characters_in_a_command_are_refused() {
        let (config, problems) = Config::parse("opener = [\"fire\\u001bfox\", \"{url}\"]\n");
        assert!(config.opener.is_empty());
        assert_eq!(problems.len(), 1);
    }
}
