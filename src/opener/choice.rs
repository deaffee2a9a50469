//! Which programs are tried for a link, and in which order.

use std::{ffi::OsStr, path::Path, process::Command};

use crate::{environment::Environment, placeholder, text::Clean};

/// Who says which program opens a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The account or the configuration: one command, with `{url}` or `{url-encoded}` for
    /// the address.
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
    /// It cannot itself, but Windows around it can.
    Windows,
    /// It cannot: the person sits at another computer.
    Elsewhere,
    /// It cannot: this is a container.
    Container,
    /// It cannot: this is a bare console.
    Console,
    /// It cannot.
    Missing,
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
        // There a window needs no display to be named, and none can be forwarded.
        let has_own_windows = cfg!(any(windows, target_os = "macos", target_os = "ios"));
        if environment.is_remote() {
            return match environment.has_display() && !has_own_windows {
                true => Self::Here,
                false => Self::Elsewhere,
            };
        }
        if environment.is_wsl() {
            Self::Windows
        } else if has_own_windows || environment.has_display() {
            Self::Here
        } else if environment.is_in_container {
            Self::Container
        } else if environment.term.as_deref() == Some(OsStr::new("linux")) {
            Self::Console
        } else {
            Self::Missing
        }
    }

    fn commands(self, address: &str) -> Vec<Command> {
        // Over there a program of Windows would open its window on a screen that nobody looks at.
        let is_of_windows = |command: &Command| {
            let program = command.get_program().to_string_lossy();
            cfg!(unix) && program.ends_with(".exe")
        };
        let mut commands = open::commands(address);
        match self {
            Self::Here => {
                commands.retain(|command| !is_of_windows(command));
                commands
            }
            Self::Windows => {
                commands.retain(is_of_windows);
                let mut first = Command::new("wslview");
                first.arg(address);
                commands.insert(0, first);
                commands
            }
            // The system's opener would find a text browser, which would take over the terminal.
            Self::Elsewhere | Self::Container | Self::Console | Self::Missing => Vec::new(),
        }
    }

    /// Why nothing shows a page here, and what to do instead.
    pub(super) const fn why_not(self) -> Option<&'static str> {
        match self {
            Self::Here | Self::Windows => None,
            Self::Elsewhere => Some(
                "This is a remote session, so no browser was started: open the page on the computer in front of you.",
            ),
            Self::Container => Some(
                "This is a container without a display, so no browser was started: open the page outside of it.",
            ),
            Self::Console => Some(
                "This is a console without windows, so no browser was started: open the page on a computer or phone that has one.",
            ),
            Self::Missing => Some(
                "There is no graphical session, so no browser was started. To use a program of your own, set BROWSER, or `opener` in config.toml.",
            ),
        }
    }
}

impl Choice {
    /// The commands to try in turn.
    pub(super) fn commands(&self, address: &str) -> Vec<Command> {
        match self {
            Self::Command(words) => {
                let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
                command(&words, placeholder::is_in, placeholder::put, address)
                    .into_iter()
                    .collect()
            }
            Self::Browser { commands, desktop } => {
                let named = commands.iter().filter_map(|words| {
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    let put = |word: &str, address: &str| word.replace("%s", address);
                    command(&words, |word| word.contains("%s"), put, address)
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

/// Browsers that show a page as text, in the terminal that they are started in.
const TEXT_BROWSERS: [&str; 11] = [
    "browsh",
    "cha",
    "edbrowse",
    "elinks",
    "links",
    "links2",
    "lynx",
    "netrik",
    "retawq",
    "w3m",
    "www-browser",
];

/// What `xdg-open` tries where the desktop names no browser: those with windows, as it has them
/// itself. What `$BROWSER` names was tried before it.
const WINDOW_BROWSERS: &str = "x-www-browser:firefox:iceweasel:seamonkey:mozilla:epiphany:konqueror:chromium:chromium-browser:google-chrome";

/// Keeps `xdg-open` from a text browser: without a terminal that ends at once, with exit code 0, as
/// if it had shown the page.
fn without_text_browsers(mut command: Command) -> Command {
    if Path::new(command.get_program()).file_name() == Some(OsStr::new("xdg-open")) {
        command.env("BROWSER", WINDOW_BROWSERS);
    }
    command
}

/// Whether a program would want the terminal that this program has. `Links` and `links` are the
/// same on some systems.
pub(super) fn is_text_browser(program: &OsStr) -> bool {
    let name = Path::new(program).file_name().unwrap_or(program);
    let name = name.to_string_lossy().to_lowercase();
    TEXT_BROWSERS.contains(&name.as_str())
}

/// Puts the address in its place; where the arguments have none it comes last. Which program is
/// started is never for an address to say.
fn command(
    words: &[&str],
    is_place_in: impl Fn(&str) -> bool,
    put: impl Fn(&str, &str) -> String,
    address: &str,
) -> Option<Command> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|word| put(word, address)));
    if !arguments.iter().any(|word| is_place_in(word)) {
        command.arg(address);
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::{Choice, Desktop, is_text_browser, ladder};
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
        ] {
            assert_eq!(Desktop::of(&environment), Desktop::Here);
        }
        let terminal = Environment {
            ssh_tty: Some("/dev/pts/0".into()),
            ..nothing.clone()
        };
        let contained = Environment {
            is_in_container: true,
            has_wsl_kernel: true,
            ..nothing.clone()
        };
        let console = Environment {
            term: Some("linux".into()),
            ..nothing
        };
        for (environment, desktop) in [
            (terminal, Desktop::Elsewhere),
            (contained, Desktop::Container),
            (console, Desktop::Console),
        ] {
            assert_eq!(Desktop::of(&environment), desktop);
            assert!(desktop.commands(PAGE).is_empty());
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn windows_opens_what_its_linux_cannot() {
        let named = Environment {
            wsl_distro_name: Some("Debian".into()),
            ..Default::default()
        };
        let by_kernel = Environment {
            has_wsl_kernel: true,
            ..Default::default()
        };
        for environment in [&named, &by_kernel] {
            let choice = ladder(&[], &[], environment);
            assert_eq!(choice, Choice::System(Desktop::Windows));
            let commands = shown(&choice);
            assert_eq!(commands[0], ["wslview", PAGE]);
            // No opener of Linux, which would look for a text browser.
            let others = commands.iter().skip(1);
            assert!(others.into_iter().all(|words| words[0].ends_with(".exe")));
        }
        let remote = Environment {
            ssh_connection: Some("x".into()),
            ..named
        };
        assert_eq!(Desktop::of(&remote), Desktop::Elsewhere);
    }

    #[test]
    fn text_browsers_are_known_by_their_name() {
        for program in [
            "lynx",
            "/usr/bin/w3m",
            "Links",
            "/etc/alternatives/www-browser",
        ] {
            assert!(is_text_browser(program.as_ref()), "{program}");
        }
        for program in [
            "firefox",
            "/opt/lynx/start",
            "xdg-open",
            "x-www-browser",
            "",
        ] {
            assert!(!is_text_browser(program.as_ref()), "{program}");
        }
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    #[test]
    fn the_systems_opener_finds_no_text_browser() {
        let browser = Choice::Browser {
            commands: vec![vec!["/usr/bin/xdg-open".into()], vec!["w3m".into()]],
            desktop: Desktop::Here,
        };
        let mut seen = 0;
        for choice in [browser, Choice::System(Desktop::Here)] {
            for command in choice.commands(PAGE) {
                let is_it = command
                    .get_program()
                    .to_string_lossy()
                    .ends_with("xdg-open");
                let mut set = command.get_envs();
                let value = set.find_map(|(name, value)| (name == "BROWSER").then_some(value?));
                assert_eq!(value.is_some(), is_it, "{command:?}");
                let value = value.map_or_else(Default::default, |value| value.to_string_lossy());
                assert!(!value.split(':').any(|name| is_text_browser(name.as_ref())));
                seen += usize::from(is_it);
            }
        }
        assert_eq!(seen, 3);
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
        let inside = "ext+container:name=Work&url={url-encoded}";
        let encoded = "ext+container:name=Work&url=https%3A%2F%2Fwww.facebook.com%2Fhelp";
        assert_eq!(
            shown(&Choice::Command(words(&["firefox", inside]))),
            [["firefox", encoded]]
        );
        // Which program is started is never for an address to say.
        assert_eq!(
            shown(&Choice::Command(words(&["{url}", "-x"]))),
            [["{url}", "-x", PAGE]]
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
