//! The fallback chain of a link: which programs are tried, in which order.

use std::{ffi::OsStr, path::Path, process::Command};

use super::desktop::{Desktop, without_text_browsers};
use crate::{
    account::{self, open_with},
    system::environment::Environment,
    text::Clean,
};

/// The programs that are tried, by who names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FallbackChain {
    /// The account or the configuration: one command, with a placeholder for the address.
    Command(Vec<Clean>),
    /// `$BROWSER`: commands that are tried in turn, then those of the system.
    Browser {
        /// The words of each command, with `%s` for the address.
        commands: Vec<Vec<String>>,
        /// The desktop, for the commands of the system.
        desktop: Desktop,
    },
    /// The commands of the system.
    System(Desktop),
}

/// The account's own command, else the configured one, else `$BROWSER`, else those of the system.
pub fn fallback_chain(
    account: &[Clean],
    configured: &[Clean],
    environment: &Environment,
) -> FallbackChain {
    let explicit = [account, configured]
        .into_iter()
        .find(|words| !words.is_empty());
    if let Some(words) = explicit {
        return FallbackChain::Command(words.to_vec());
    }
    let desktop = Desktop::of(environment);
    let commands = environment
        .browser
        .as_deref()
        .map(browsers)
        .unwrap_or_default();
    if commands.is_empty() {
        FallbackChain::System(desktop)
    } else {
        FallbackChain::Browser { commands, desktop }
    }
}

/// The words of each command in `$BROWSER`. One that is a file is a program as a whole, since its
/// path may have blanks in it.
fn browsers(value: &OsStr) -> Vec<Vec<String>> {
    let separator = if cfg!(windows) { ';' } else { ':' };
    let value = value.to_string_lossy();
    let words = |command: &str| {
        let command = command.trim();
        if Path::new(command).is_file() {
            return vec![command.to_owned()];
        }
        let mut words = account::split_words(command)
            .unwrap_or_else(|_| command.split_whitespace().map(str::to_owned).collect());
        // For a shell this starts the program in the background, as is done here anyway.
        words.pop_if(|word| word == "&");
        words
    };
    value
        .split(separator)
        .map(words)
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect()
}

impl FallbackChain {
    /// The commands to try in turn.
    pub(super) fn commands(&self, address: &str) -> Vec<Command> {
        match self {
            Self::Command(words) => {
                let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
                command(&words, open_with::has_placeholder, open_with::fill, address)
                    .into_iter()
                    .collect()
            }
            Self::Browser { commands, desktop } => {
                let named = commands.iter().filter_map(|words| {
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    let fill = |word: &str, address: &str| word.replace("%s", address);
                    command(&words, |word| word.contains("%s"), fill, address)
                });
                let all = named.chain(desktop.commands(address));
                all.map(without_text_browsers).collect()
            }
            Self::System(desktop) => {
                let all = desktop.commands(address).into_iter();
                all.map(without_text_browsers).collect()
            }
        }
    }

    /// Whether there is no command at all, so that an address can only be shown.
    pub fn is_empty(&self) -> bool {
        self.commands("").is_empty()
    }

    /// How many of the commands the person named.
    pub(super) const fn own(&self) -> usize {
        match self {
            Self::Command(_) => 1,
            Self::Browser {
                commands,
                desktop: _,
            } => commands.len(),
            Self::System(_) => 0,
        }
    }

    /// The desktop, where it matters.
    pub(super) const fn desktop(&self) -> Desktop {
        match self {
            Self::Command(_) => Desktop::Here,
            Self::Browser {
                commands: _,
                desktop,
            }
            | Self::System(desktop) => *desktop,
        }
    }
}

/// Puts the address into the arguments, at the end if they have no placeholder. The program is
/// never taken from the address.
fn command(
    words: &[&str],
    has_placeholder: impl Fn(&str) -> bool,
    fill: impl Fn(&str, &str) -> String,
    address: &str,
) -> Option<Command> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|word| fill(word, address)));
    if !arguments.iter().any(|word| has_placeholder(word)) {
        command.arg(address);
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::{Desktop, FallbackChain, browsers, fallback_chain};
    use crate::{
        system::environment::Environment,
        text::{self, Clean},
    };

    const PAGE: &str = "https://www.facebook.com/help";

    fn words(words: &[&str]) -> Vec<Clean> {
        words.iter().map(|word| text::line(word)).collect()
    }

    fn shown(choice: &FallbackChain) -> Vec<Vec<String>> {
        let whole = |command: &std::process::Command| {
            let program = std::iter::once(command.get_program());
            let words = program.chain(command.get_args());
            words
                .map(|word| word.to_string_lossy().into_owned())
                .collect()
        };
        choice.commands(PAGE).iter().map(whole).collect()
    }

    #[test]
    fn the_nearest_wish_wins() {
        let then = if cfg!(windows) { ';' } else { ':' };
        let (own, configured) = (words(&["a", "{url}"]), words(&["b", "{url}"]));
        let mut environment = Environment {
            browser: Some(format!("c{then}d e").into()),
            ..Default::default()
        };
        assert_eq!(
            fallback_chain(&own, &configured, &environment),
            FallbackChain::Command(own.clone())
        );
        assert_eq!(
            fallback_chain(&[], &configured, &environment),
            FallbackChain::Command(configured.clone())
        );
        let FallbackChain::Browser { commands, .. } = fallback_chain(&[], &[], &environment) else {
            panic!()
        };
        assert_eq!(
            commands,
            [vec!["c".to_owned()], vec!["d".to_owned(), "e".to_owned()]]
        );
        let folder = std::env::temp_dir().join(format!("optout blank {}", std::process::id()));
        std::fs::write(&folder, "").unwrap();
        let path = folder.to_str().unwrap();
        for (value, words) in [
            (format!(" {path} "), vec![path]),
            (format!("{path}{then}x"), vec![path]),
            (format!("'{path}' -n %s &"), vec![path, "-n", "%s"]),
            ("\"a b\" c".to_owned(), vec!["a b", "c"]),
            ("it's %s".to_owned(), vec!["it's", "%s"]),
        ] {
            assert_eq!(browsers(value.as_ref())[0], words, "{value}");
        }
        std::fs::remove_file(&folder).unwrap();
        environment.browser = Some(format!(" {then} ").into());
        assert!(matches!(
            fallback_chain(&[], &[], &environment),
            FallbackChain::System(_)
        ));
    }

    #[test]
    fn the_address_is_put_into_the_words() {
        let choice = FallbackChain::Command(words(&["firefox", "--new=<{url}>", "{url}"]));
        assert_eq!(
            shown(&choice),
            [["firefox", &format!("--new=<{PAGE}>"), PAGE]]
        );
        assert_eq!(
            shown(&FallbackChain::Command(words(&["firefox"]))),
            [["firefox", PAGE]]
        );
        let inside = "ext+container:name=Work&url={url-encoded}";
        let encoded = "ext+container:name=Work&url=https%3A%2F%2Fwww.facebook.com%2Fhelp";
        assert_eq!(
            shown(&FallbackChain::Command(words(&["firefox", inside]))),
            [["firefox", encoded]]
        );
        // Which program is started is never for an address to say.
        assert_eq!(
            shown(&FallbackChain::Command(words(&["{url}", "-x"]))),
            [["{url}", "-x", PAGE]]
        );
        let commands = vec![
            vec!["w".into(), "-u=%s".into()],
            vec!["x".into(), "-y".into()],
        ];
        let choice = FallbackChain::Browser {
            commands,
            desktop: Desktop::Missing,
        };
        let expected = [
            vec!["w".to_owned(), format!("-u={PAGE}")],
            vec!["x".into(), "-y".into(), PAGE.into()],
        ];
        assert_eq!(shown(&choice), expected);
        assert!(!shown(&FallbackChain::System(Desktop::Here)).is_empty());
        assert!(shown(&FallbackChain::System(Desktop::Missing)).is_empty());
    }
}
