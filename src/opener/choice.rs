//! Which programs are tried for a link, and in which order.

use std::{ffi::OsStr, process::Command};

use crate::{environment::Environment, text::Clean};

/// Who says which program opens a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The account or the configuration: one command, with `{url}` for the address.
    Command(Vec<Clean>),
    /// `$BROWSER`: commands that are tried in turn, and after them the system's.
    Browser {
        /// The commands, each in words, with `%s` for the address.
        commands: Vec<Vec<String>>,
        /// What is known of the desktop.
        desktop: Desktop,
    },
    /// The system's own way.
    System(Desktop),
}

/// Whether the system can show a page in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desktop {
    /// It can.
    Here,
    /// It cannot.
    Missing,
    /// It cannot, and the person sits at another computer.
    Elsewhere,
}

/// Chooses: the account's own command, else the configured one, else `$BROWSER`, else the system.
pub fn ladder(account: &[Clean], configured: &[Clean], environment: &Environment) -> Choice {
    let explicit = [account, configured]
        .into_iter()
        .find(|words| !words.is_empty());
    if let Some(words) = explicit {
        return Choice::Command(words.to_vec());
    }
    let desktop = Desktop::of(environment);
    let commands = environment
        .browser
        .as_deref()
        .map(browsers)
        .unwrap_or_default();
    if commands.is_empty() {
        Choice::System(desktop)
    } else {
        Choice::Browser { commands, desktop }
    }
}

/// The commands of `$BROWSER`, in words.
fn browsers(value: &OsStr) -> Vec<Vec<String>> {
    let separator = if cfg!(windows) { ';' } else { ':' };
    let value = value.to_string_lossy();
    let words = |command: &str| command.split_whitespace().map(str::to_owned).collect();
    value
        .split(separator)
        .map(words)
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect()
}

impl Desktop {
    fn of(environment: &Environment) -> Self {
        if environment.is_graphical() {
            Self::Here
        } else if environment.ssh_connection.is_some() {
            Self::Elsewhere
        } else {
            Self::Missing
        }
    }

    fn commands(self, address: &str) -> Vec<Command> {
        match self {
            Self::Here => open::commands(address),
            // The system's opener would find a text browser, which would take over the terminal.
            Self::Missing | Self::Elsewhere => Vec::new(),
        }
    }
}

impl Choice {
    /// The commands to try in turn.
    pub(super) fn commands(&self, address: &str) -> Vec<Command> {
        match self {
            Self::Command(words) => {
                let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
                command(&words, "{url}", address).into_iter().collect()
            }
            Self::Browser { commands, desktop } => {
                let named = commands.iter().filter_map(|words| {
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    command(&words, "%s", address)
                });
                named.chain(desktop.commands(address)).collect()
            }
            Self::System(desktop) => desktop.commands(address),
        }
    }

    /// What is known of the desktop, where it matters.
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

/// Puts the address in its place; where the words have none it comes last.
fn command(words: &[&str], place: &str, address: &str) -> Option<Command> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program.replace(place, address));
    command.args(arguments.iter().map(|word| word.replace(place, address)));
    if !words.iter().any(|word| word.contains(place)) {
        command.arg(address);
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::{Choice, Desktop, ladder};
    use crate::{
        environment::Environment,
        text::{self, Clean},
    };

    const PAGE: &str = "https://www.facebook.com/help";

    fn words(words: &[&str]) -> Vec<Clean> {
        words.iter().map(|word| text::line(word)).collect()
    }

    fn shown(choice: &Choice) -> Vec<Vec<String>> {
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
        let (own, configured) = (words(&["a", "{url}"]), words(&["b", "{url}"]));
        let mut environment = Environment {
            browser: Some("c:d e".into()),
            ..Default::default()
        };
        assert_eq!(
            ladder(&own, &configured, &environment),
            Choice::Command(own.clone())
        );
        assert_eq!(
            ladder(&[], &configured, &environment),
            Choice::Command(configured.clone())
        );
        let Choice::Browser { commands, .. } = ladder(&[], &[], &environment) else {
            panic!()
        };
        assert_eq!(
            commands,
            [vec!["c".to_owned()], vec!["d".to_owned(), "e".to_owned()]]
        );
        environment.browser = Some(" : ".into());
        assert!(matches!(ladder(&[], &[], &environment), Choice::System(_)));
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    #[test]
    fn a_window_needs_a_desktop() {
        let nothing = Environment::default();
        assert_eq!(Desktop::of(&nothing), Desktop::Missing);
        let remote = Environment {
            ssh_connection: Some("x".into()),
            ..Default::default()
        };
        assert_eq!(Desktop::of(&remote), Desktop::Elsewhere);
        for environment in [
            Environment {
                display: Some(":0".into()),
                ..remote.clone()
            },
            Environment {
                wayland_display: Some("wayland-0".into()),
                ..nothing.clone()
            },
            Environment {
                wsl_distro_name: Some("Debian".into()),
                ..nothing
            },
        ] {
            assert_eq!(Desktop::of(&environment), Desktop::Here);
        }
    }

    #[test]
    fn the_address_is_put_into_the_words() {
        let choice = Choice::Command(words(&["firefox", "--new=<{url}>", "{url}"]));
        assert_eq!(
            shown(&choice),
            [["firefox", &format!("--new=<{PAGE}>"), PAGE]]
        );
        assert_eq!(
            shown(&Choice::Command(words(&["firefox"]))),
            [["firefox", PAGE]]
        );
        let commands = vec![
            vec!["w".into(), "-u=%s".into()],
            vec!["x".into(), "-y".into()],
        ];
        let choice = Choice::Browser {
            commands,
            desktop: Desktop::Missing,
        };
        let expected = [
            vec!["w".to_owned(), format!("-u={PAGE}")],
            vec!["x".into(), "-y".into(), PAGE.into()],
        ];
        assert_eq!(shown(&choice), expected);
        assert!(!shown(&Choice::System(Desktop::Here)).is_empty());
        assert!(shown(&Choice::System(Desktop::Missing)).is_empty());
    }
}
