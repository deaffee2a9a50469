//! The environment of the process, read once and passed on as a value.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use super::zone;
use crate::{clock::Now, error::Error};

/// The environment variables and facts that the program uses. An empty variable counts as unset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `OPTOUT_DATA_DIR`.
    pub data_dir: Option<OsString>,
    /// `OPTOUT_CONFIG_DIR`.
    pub config_dir: Option<OsString>,
    /// `OPTOUT_NOW`.
    pub now: Option<OsString>,
    /// `XDG_CONFIG_HOME`.
    pub xdg_config_home: Option<OsString>,
    /// The system's folder for the data of this program. Not always absolute.
    pub system_data: Option<PathBuf>,
    /// The folder for configuration where it is not named by `XDG_CONFIG_HOME`. Not always
    /// absolute.
    pub system_config: Option<PathBuf>,
    /// The current folder.
    pub current: Option<PathBuf>,
    /// The home folder. Not always absolute.
    pub home: Option<PathBuf>,
    /// `PATH`.
    pub path: Option<OsString>,
    /// `APPDATA`, on Windows.
    pub app_data: Option<OsString>,
    /// `LOCALAPPDATA`, on Windows.
    pub local_app_data: Option<OsString>,
    /// `ProgramFiles`, on Windows.
    pub program_files: Option<OsString>,
    /// `BROWSER`.
    pub browser: Option<OsString>,
    /// `VISUAL`: the editor.
    pub visual: Option<OsString>,
    /// `EDITOR`: the editor where `VISUAL` names none.
    pub editor: Option<OsString>,
    /// `DISPLAY`.
    pub display: Option<OsString>,
    /// `WAYLAND_DISPLAY`.
    pub wayland_display: Option<OsString>,
    /// `WSL_DISTRO_NAME`: set in the Windows Subsystem for Linux.
    pub wsl_distro_name: Option<OsString>,
    /// What this runs in.
    pub surroundings: Surroundings,
    /// `SSH_CONNECTION`: the person sits at another computer.
    pub ssh_connection: Option<OsString>,
    /// `SSH_TTY`: the same.
    pub ssh_tty: Option<OsString>,
    /// `TMUX`: the terminal is tmux, which decides what reaches the clipboard.
    pub tmux: Option<OsString>,
    /// `STY`: a window of GNU screen, or something started from one.
    pub sty: Option<OsString>,
    /// `TERM`: the type of the terminal.
    pub term: Option<OsString>,
    /// `NO_COLOR`: no colours are wanted.
    pub no_color: Option<OsString>,
    /// `COLUMNS`: the width of the window, where the terminal does not say it.
    pub columns: Option<OsString>,
    /// `LINES`: its height.
    pub lines: Option<OsString>,
    /// The locale of characters: `LC_ALL`, else `LC_CTYPE`, else `LANG`.
    pub locale: Option<OsString>,
    /// `OPTOUT_PLAIN`: a dialogue in lines is wanted.
    pub plain: Option<OsString>,
}

impl Environment {
    /// Reads the environment of this process.
    pub fn read() -> Self {
        let value = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let project = directories::ProjectDirs::from("", "", "optout");
        let base = directories::BaseDirs::new();
        let home = base.as_ref().map(|base| base.home_dir().to_owned());
        // On every Unix, macOS included, terminal programs are configured in ~/.config.
        let system_config = base.map(|base| {
            if cfg!(unix) {
                base.home_dir().join(".config")
            } else {
                base.config_dir().to_owned()
            }
        });
        Self {
            data_dir: value("OPTOUT_DATA_DIR"),
            config_dir: value("OPTOUT_CONFIG_DIR"),
            now: value("OPTOUT_NOW"),
            xdg_config_home: value("XDG_CONFIG_HOME"),
            system_data: project.map(|project| project.data_dir().to_owned()),
            system_config,
            current: env::current_dir().ok(),
            home,
            path: value("PATH"),
            app_data: value("APPDATA"),
            local_app_data: value("LOCALAPPDATA"),
            program_files: value("ProgramFiles"),
            browser: value("BROWSER"),
            visual: value("VISUAL"),
            editor: value("EDITOR"),
            display: value("DISPLAY"),
            wayland_display: value("WAYLAND_DISPLAY"),
            wsl_distro_name: value("WSL_DISTRO_NAME"),
            surroundings: Surroundings::Unasked,
            ssh_connection: value("SSH_CONNECTION"),
            ssh_tty: value("SSH_TTY"),
            tmux: value("TMUX"),
            sty: value("STY"),
            term: value("TERM"),
            no_color: value("NO_COLOR"),
            columns: value("COLUMNS"),
            lines: value("LINES"),
            locale: value("LC_ALL")
                .or_else(|| value("LC_CTYPE"))
                .or_else(|| value("LANG")),
            plain: value("OPTOUT_PLAIN"),
        }
    }

    /// The present: what `OPTOUT_NOW` says, else the system's clock.
    ///
    /// # Errors
    ///
    /// When `OPTOUT_NOW` is not a moment.
    pub fn now(&self) -> Result<Now, Error> {
        Ok(self.present()?.now)
    }

    /// The present, and when its day is over.
    ///
    /// # Errors
    ///
    /// As [`Self::now`].
    pub fn present(&self) -> Result<Present, Error> {
        Ok(Present::at(&self.moment()?.to_zoned_datetime(self.zone())))
    }

    /// The present, where `before` was it some time ago: most often of the same day, which is not worked out again
    /// then.
    ///
    /// # Errors
    ///
    /// As [`Self::now`].
    pub fn present_after(&self, before: &Present) -> Result<Present, Error> {
        let moment = self.moment()?;
        if !(before.now.moment..before.tomorrow).contains(&moment) {
            return self.present();
        }
        let today = before.now.today;
        Ok(Present {
            now: Now { moment, today },
            ..*before
        })
    }

    fn moment(&self) -> Result<Timestamp, Error> {
        let Some(value) = &self.now else {
            return Ok(Timestamp::now());
        };
        let moment = value.to_str().and_then(|text| text.parse().ok());
        moment.ok_or_else(|| {
            Error::new(
                format!(
                    "OPTOUT_NOW is `{}`, which is not a moment.",
                    value.to_string_lossy()
                ),
                "Write it such as 2026-11-21T10:00:00Z, or unset it.",
            )
        })
    }

    /// Columns and rows of the window where the terminal does not say them: those that the environment names,
    /// else 80 and 24.
    pub fn window_size(&self) -> (u16, u16) {
        let number = |value: &Option<OsString>, usual| {
            let number = value.as_ref().and_then(|it| it.to_str()?.parse().ok());
            number.filter(|it| *it > 0).unwrap_or(usual)
        };
        (number(&self.columns, 80), number(&self.lines, 24))
    }

    /// Whether the terminal shows more than ASCII: in a locale of UTF-8, and not on the Linux console, whose
    /// font lacks the boxes and ticks. Windows has no such locale, and its terminals show all.
    pub fn shows_unicode(&self) -> bool {
        let locale = self.locale.as_ref().map(|it| it.to_string_lossy());
        let names_utf8 = |locale: &str| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        let is_console = self.term.as_deref() == Some("linux".as_ref());
        !is_console && (cfg!(windows) || locale.is_some_and(|it| names_utf8(&it)))
    }

    /// Whether the checklist is a dialogue in lines: the person wants it, or the terminal cannot place text.
    pub fn is_plain(&self) -> bool {
        let wanted = self.plain.as_ref().is_some_and(|value| value != "0");
        wanted || self.term.as_deref() == Some("dumb".as_ref())
    }

    /// How wide a line is, in cells, if something says so.
    pub fn line_width(&self) -> Option<usize> {
        let width: usize = self.columns.as_ref()?.to_str()?.trim().parse().ok()?;
        (width > 0).then_some(width)
    }

    /// Whether there is a display for windows.
    pub const fn has_display(&self) -> bool {
        self.display.is_some() || self.wayland_display.is_some()
    }

    /// Whether the terminal is GNU screen. A window that was opened from one has another type.
    pub fn is_in_screen(&self) -> bool {
        let term = self.term.as_ref().map(|term| term.to_string_lossy());
        self.sty.is_some() && self.tmux.is_none() && term.is_some_and(|it| it.starts_with("screen"))
    }

    /// Whether the person sits at another computer.
    pub const fn is_remote(&self) -> bool {
        self.ssh_connection.is_some() || self.ssh_tty.is_some()
    }

    /// The time zone of this computer.
    pub fn zone(&self) -> TimeZone {
        zone()
    }

    /// Whether this is the Windows Subsystem for Linux, where Windows opens pages.
    pub fn is_wsl(&self) -> bool {
        self.wsl_distro_name.is_some() || self.surroundings.asked() == Surroundings::Wsl
    }

    /// Whether this runs in a container of Docker, podman or systemd.
    pub fn is_in_container(&self) -> bool {
        self.surroundings.asked() == Surroundings::Container
    }
}

/// What the program runs in, which decides who opens pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Surroundings {
    /// A computer of its own.
    #[default]
    Computer,
    /// The kernel of the Windows Subsystem for Linux.
    Wsl,
    /// A container, on whatever kernel.
    Container,
    /// Not asked yet: the answer takes several files, and most starts need none.
    Unasked,
}

impl Surroundings {
    fn asked(self) -> Self {
        let is_container = || {
            env::var_os("container").is_some_and(|it| !it.is_empty())
                || is_docker::is_docker()
                || Path::new("/run/.containerenv").exists()
        };
        match self {
            Self::Unasked if is_container() => Self::Container,
            Self::Unasked if is_wsl::is_wsl() => Self::Wsl,
            Self::Unasked => Self::Computer,
            known => known,
        }
    }
}

/// The present, and when its day is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// The present.
    pub now: Now,
    /// The moment at which the next day begins here.
    pub tomorrow: Timestamp,
}

impl Present {
    fn at(here: &ZonedDateTime) -> Self {
        let next = here.tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
        Self {
            now: Now {
                moment: here.timestamp(),
                today: here.date(),
            },
            // At the end of all time no day follows.
            tomorrow: next.map_or(Timestamp::MAX, |next| next.timestamp()),
        }
    }

    /// How long it is until the next day begins here.
    pub fn until_tomorrow(&self) -> Duration {
        let left = self.tomorrow.duration_since(self.now.moment);
        Duration::try_from(left).unwrap_or_default()
    }
}

/// The time zone of this computer.
fn zone() -> TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    let find = || {
        zone::zone(
            env::var_os("TZ").as_deref(),
            env::var_os("TZDIR").as_deref(),
        )
    };
    ZONE.get_or_init(find).clone()
}

#[cfg(test)]
mod tests {
    use super::{Environment, Present};
    use std::time::Duration;

    #[test]
    fn the_next_day_begins_at_midnight_here() {
        let berlin = jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        for (now, hours) in [
            ("2026-11-21T23:00:00+01:00", 1),
            ("2026-11-21T00:00:00+01:00", 24),
            // The nights in which the clock is set: days of 23 and 25 hours.
            ("2026-03-29T00:00:00+01:00", 23),
            ("2026-10-25T00:00:00+02:00", 25),
        ] {
            let moment: jiff::Timestamp = now.parse().unwrap();
            let present = Present::at(&moment.to_zoned_datetime(berlin.clone()));
            assert_eq!(
                present.until_tomorrow(),
                Duration::from_secs(hours * 3600),
                "{now}"
            );
        }
    }

    #[test]
    fn the_day_is_right_wherever_the_clock_goes() {
        let at = |now: &str| Environment {
            now: Some(now.into()),
            ..Default::default()
        };
        let before = at("2026-11-21T10:00:00Z").present().unwrap();
        for now in [
            "2026-11-21T10:00:00Z",
            "2026-11-21T10:00:01Z",
            "2026-11-22T09:59:59Z",
            "2026-11-22T10:00:00Z",
            "2027-01-01T00:00:00Z",
            "2026-11-21T09:59:59Z",
            "2026-11-20T10:00:00Z",
        ] {
            let present = at(now).present_after(&before).unwrap();
            let looked_up = at(now).present().unwrap();
            assert_eq!(present, looked_up, "{now}");
        }
    }

    #[test]
    fn a_window_of_gnu_screen_is_known() {
        let inside = Environment {
            sty: Some("1.x".into()),
            term: Some("screen.xterm-256color".into()),
            ..Default::default()
        };
        assert!(inside.is_in_screen());
        let tmux = Some("/tmp/tmux-0/default,1,0".into());
        for other in [
            Environment {
                sty: None,
                ..inside.clone()
            },
            Environment {
                tmux,
                ..inside.clone()
            },
            Environment {
                term: Some("xterm".into()),
                ..inside
            },
        ] {
            assert!(!other.is_in_screen());
        }
    }

    #[test]
    #[cfg(not(windows))]
    fn only_a_locale_of_utf_8_shows_more_than_ascii() {
        let shows = |locale: Option<&str>, term: &str| {
            let environment = Environment {
                locale: locale.map(Into::into),
                term: Some(term.into()),
                ..Default::default()
            };
            environment.shows_unicode()
        };
        for locale in ["C.UTF-8", "de_DE.utf8", "en_US.UTF-8@euro"] {
            assert!(shows(Some(locale), "xterm-256color"), "{locale}");
            assert!(!shows(Some(locale), "linux"), "{locale}");
        }
        for locale in [None, Some("C"), Some("POSIX"), Some("de_DE.ISO-8859-1")] {
            assert!(!shows(locale, "xterm-256color"), "{locale:?}");
        }
    }

    #[test]
    fn the_clock_can_be_set() {
        let mut environment = Environment {
            now: Some("2026-11-21T10:00:00Z".into()),
            ..Default::default()
        };
        assert_eq!(
            environment.now().unwrap().moment.to_string(),
            "2026-11-21T10:00:00Z"
        );
        for wrong in ["", "yesterday", "2026-11-21", "\u{1b}[2J"] {
            environment.now = Some(wrong.into());
            let error = environment.now().unwrap_err();
            assert!(
                error.sentence.contains("not a moment") && !error.hint.is_empty(),
                "{error}"
            );
            assert!(!error.to_string().contains('\u{1b}'));
        }
    }
}
