//! `optout config`: what is wrong in config.toml, a file with all defaults, and the schema for editors.

use clap::Subcommand;
use serde_json::{Value, json};

use super::{Stop, findings, session::Session};
use crate::{
    app::{action::TABLE, keymap::Keymap},
    document::FileProblem,
    system::{
        config::{Config, GlyphChoice, Role, Theme},
        paths,
    },
};

/// The subcommands of `optout config`.
#[derive(Debug, Clone, Subcommand)]
pub enum ConfigCommand {
    /// Look for mistakes in config.toml; exit code 1 if there are any
    Check {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print a config.toml that says what holds without one, to start from
    PrintDefault,
    /// Print the JSON Schema of config.toml, for editors
    Schema,
}

pub(super) fn run(session: &mut Session<'_>, command: &ConfigCommand) -> Result<(), Stop> {
    match command {
        ConfigCommand::Check { json } => check(session, *json),
        ConfigCommand::PrintDefault => Ok(write!(session.out(), "{}", default_file())?),
        ConfigCommand::Schema => Ok(writeln!(session.out(), "{:#}", schema())?),
    }
}

fn check(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let path = session.paths.config_file();
    let (config, mut problems) = Config::read(&path);
    let (_, of_keys) = Keymap::with(&config.keys);
    let file = paths::shown(&path);
    problems.extend(of_keys.into_iter().map(|problem| FileProblem {
        file: file.clone(),
        problem,
    }));
    let checked = usize::from(path.exists());
    let texts = &findings::on_disk;
    findings::report(
        session,
        "config file",
        checked,
        &problems,
        &[],
        texts,
        as_json,
    )
}

/// A file with every default.
fn default_file() -> String {
    let mut text = DEFAULT.to_owned();
    for entry in TABLE {
        let keys: Vec<String> = entry.keys.iter().map(|key| format!("\"{key}\"")).collect();
        text.push_str(&format!(
            "# {}\n{} = [{}]\n",
            entry.about,
            entry.action,
            keys.join(", ")
        ));
    }
    text
}

const DEFAULT: &str = "\
# The configuration of optout. Every line may be left out; these are the defaults.

# The command that opens links. Without it $BROWSER, else what the system opens links with.
# opener = [\"firefox\", \"{url}\"]

# Whether the mouse clicks and scrolls here.
mouse = true

# unicode or ascii. Without it, what the terminal can show.
# glyphs = \"unicode\"

# terminal: your terminal's own text and background. high-contrast: white on black. mono: no colour.
theme = \"terminal\"

# Hosts that your own guides may open, beside Meta's.
trusted_hosts = []

# Colours of single parts: default, black, red, green, yellow, blue, magenta, cyan, white, bright- before one,
# #rrggbb, or two with `on` between, for the text and the ground.
[colors]
# bad = \"white on #af0000\"

# Keys of actions: a character, ctrl-x, alt-x, f1 to f12, a name such as space, or several with blanks between,
# which are pressed one after the other. \"no-op\" unbinds.
[keys]
";

/// The JSON Schema.
fn schema() -> Value {
    let words = |words: Vec<&'static str>| json!({ "enum": words });
    let names: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    let colours: serde_json::Map<String, Value> = names
        .iter()
        .zip(Role::ABOUT)
        .map(|(name, about)| {
            (
                (*name).to_owned(),
                json!({ "type": "string", "description": about.trim() }),
            )
        })
        .collect();
    let keys: serde_json::Map<String, Value> = TABLE
        .iter()
        .map(|entry| {
            let key = json!({ "type": "string", "minLength": 1 });
            let list = json!({ "type": "array", "items": key, "maxItems": 16 });
            let either = json!({
                "description": entry.about,
                "default": entry.keys,
                "anyOf": [key, list],
            });
            (entry.action.to_string(), either)
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "config.toml of optout",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "opener": {
                "description": "The command that opens links, with {url} where the address goes.",
                "type": "array",
                "items": { "type": "string" },
            },
            "mouse": {
                "description": "Whether the mouse clicks and scrolls here.",
                "type": "boolean",
                "default": true,
            },
            "glyphs": words(GlyphChoice::ALL.iter().map(|it| it.as_str()).collect()),
            "theme": words(Theme::ALL.iter().map(|it| it.as_str()).collect()),
            "trusted_hosts": {
                "description": "Hosts that your own guides may open, beside Meta's.",
                "type": "array",
                "items": { "type": "string" },
            },
            "colors": {
                "description": "Colours of single parts of the screen.",
                "type": "object",
                "additionalProperties": false,
                "properties": colours,
            },
            "keys": {
                "description": "The keys of actions.",
                "type": "object",
                "additionalProperties": false,
                "properties": keys,
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{default_file, schema};
    use crate::{app::keymap::Keymap, system::config::Config};

    fn as_json(item: &toml_edit::Item) -> serde_json::Value {
        if let Some(table) = item.as_table_like() {
            let pairs = table.iter();
            return pairs
                .map(|(key, item)| (key.to_owned(), as_json(item)))
                .collect();
        }
        if let Some(array) = item.as_array() {
            return array.iter().map(|it| it.as_str().unwrap()).collect();
        }
        let text = item.as_str().map(Into::into);
        text.or(item.as_bool().map(Into::into)).unwrap()
    }

    fn is_valid(source: &str) -> bool {
        let document: toml_edit::DocumentMut = source.parse().unwrap();
        let instance = as_json(document.as_item());
        jsonschema::validator_for(&schema())
            .unwrap()
            .is_valid(&instance)
    }

    #[test]
    fn the_default_file_says_what_holds_without_one() {
        let source = default_file();
        let (config, problems) = Config::parse(&source);
        assert!(problems.is_empty(), "{problems:?}");
        let (keymap, problems) = Keymap::with(&config.keys);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(keymap, Keymap::default());
        let without_keys = Config {
            keys: Vec::new(),
            ..config
        };
        assert_eq!(without_keys, Config::default());
        // What is commented out is right as well.
        let all: String = source
            .lines()
            .map(|line| {
                line.strip_prefix("# ")
                    .filter(|rest| rest.contains(" = "))
                    .unwrap_or(line)
            })
            .map(|line| format!("{line}\n"))
            .collect();
        assert!(Config::parse(&all).1.is_empty(), "{all}");
        assert!(is_valid(&source) && is_valid(&all));
    }

    #[test]
    fn the_schema_refuses_what_the_program_refuses() {
        for (source, valid) in [
            ("", true),
            (
                "theme = \"mono\"\n[keys]\ntick = \"x\"\nfirst = [\"g g\"]\n[colors]\nbad = \"red\"",
                true,
            ),
            ("theme = \"loud\"", false),
            ("themes = \"mono\"", false),
            ("mouse = \"no\"", false),
            ("[keys]\ntock = \"x\"", false),
            ("[colors]\nbed = \"red\"", false),
        ] {
            assert_eq!(is_valid(source), valid, "{source}");
            let (config, problems) = Config::parse(source);
            let (_, of_keys) = Keymap::with(&config.keys);
            assert_eq!(problems.is_empty() && of_keys.is_empty(), valid, "{source}");
        }
    }
}
