//! Whether the system can show a page in a window, and the commands for that.

use std::{ffi::OsStr, path::Path, process::Command};

use crate::system::environment::Environment;

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

impl Desktop {
    pub(super) fn of(environment: &Environment) -> Self {
        // There a window needs no display variable, and cannot be forwarded to another computer.
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
        } else if environment.is_in_container() {
            Self::Container
        } else if environment.term.as_deref() == Some(OsStr::new("linux")) {
            Self::Console
        } else {
            Self::Missing
        }
    }

    /// The system's commands to try in turn.
    pub(super) fn commands(self, address: &str) -> Vec<Command> {
        // On a remote computer a program of Windows would open its window on a screen that nobody
        // sees.
        let is_of_windows = |command: &Command| {
            let program = command.get_program().to_string_lossy();
            cfg!(unix) && program.ends_with(".exe")
        };
        let mut commands = open::commands(address);
        if cfg!(windows) {
            without_shell(&mut commands, address);
        }
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
            // The system's opener would start a text browser, which would take over the terminal.
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

/// Leaves PowerShell out of the commands of Windows, and puts a program in its place that hands the address
/// to the browser as it is.
fn without_shell(commands: &mut Vec<Command>, address: &str) {
    commands.retain(|command| command.get_program() != "powershell.exe");
    let mut direct = Command::new("rundll32.exe");
    direct.args(["url.dll,FileProtocolHandler", address]);
    commands.insert(0, direct);
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

/// Keeps `xdg-open` from starting a text browser, which without a terminal ends at once with exit
/// code 0, as if it had shown the page.
pub(super) fn without_text_browsers(mut command: Command) -> Command {
    if Path::new(command.get_program()).file_name() == Some(OsStr::new("xdg-open")) {
        command.env("BROWSER", WINDOW_BROWSERS);
    }
    command
}

/// Whether a program needs the terminal that this program uses. On some systems `Links` and `links`
/// are the same.
pub(super) fn is_text_browser(program: &OsStr) -> bool {
    let name = Path::new(program).file_name().unwrap_or(program);
    let name = name.to_string_lossy().to_lowercase();
    TEXT_BROWSERS.contains(&name.as_str())
}

#[cfg(test)]
#[cfg_attr(not(target_os = "linux"), allow(unused_imports, dead_code))]
mod tests {
    use super::{Desktop, is_text_browser, without_shell, without_text_browsers};
    use crate::system::environment::{Environment, Surroundings};
    use std::process::Command;

    const PAGE: &str = "https://www.facebook.com/help";

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
            surroundings: Surroundings::Container,
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
            surroundings: Surroundings::Wsl,
            ..Default::default()
        };
        for environment in [&named, &by_kernel] {
            assert_eq!(Desktop::of(environment), Desktop::Windows);
            let commands = Desktop::Windows.commands(PAGE);
            assert_eq!(commands[0].get_program(), "wslview");
            assert!(commands[0].get_args().eq([PAGE]));
            // No opener of Linux, which would look for a text browser.
            let program = |command: &Command| command.get_program().to_string_lossy().into_owned();
            let mut others = commands.iter().skip(1).map(program);
            assert!(others.all(|program| program.ends_with(".exe")));
        }
        let remote = Environment {
            ssh_connection: Some("x".into()),
            ..named
        };
        assert_eq!(Desktop::of(&remote), Desktop::Elsewhere);
    }

    #[test]
    fn no_shell_of_windows_gets_an_address() {
        let address = "https://www.facebook.com/help?a=1&calc.exe";
        let mut commands = vec![Command::new("powershell.exe"), Command::new("explorer.exe")];
        without_shell(&mut commands, address);
        let programs: Vec<_> = commands.iter().map(Command::get_program).collect();
        assert_eq!(programs, ["rundll32.exe", "explorer.exe"]);
        assert_eq!(commands[0].get_args().last().unwrap(), address);
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
        let systems = Desktop::Here.commands(PAGE).into_iter();
        let named = ["/usr/bin/xdg-open", "w3m"].map(Command::new);
        let mut seen = 0;
        for command in systems.chain(named).map(without_text_browsers) {
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
        assert_eq!(seen, 2);
    }
}
