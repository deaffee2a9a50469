//! The table of known browsers: how each is installed and started, and where its list of profiles
//! is.

/// A family of systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Linux and the BSDs.
    Unix,
    /// macOS.
    Mac,
    /// Windows.
    Windows,
}

impl System {
    /// The one that this program is compiled for.
    pub const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::Mac
    } else {
        Self::Unix
    };
}

/// The list of profiles that a browser keeps, and the arguments that choose one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// `profiles.ini`; `-P NAME` or `--profile FOLDER`.
    Firefox,
    /// `Local State`; `--profile-directory=FOLDER`.
    Chromium,
}

impl Family {
    /// The name of the file with the list.
    pub const fn list(self) -> &'static str {
        match self {
            Self::Firefox => "profiles.ini",
            Self::Chromium => "Local State",
        }
    }
}

/// The base of a relative path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The home folder.
    Home,
    /// `$XDG_CONFIG_HOME`, else `~/.config`.
    Config,
    /// `%APPDATA%`.
    Roaming,
    /// `%LOCALAPPDATA%`.
    Local,
}

/// How a browser is installed, which decides how it is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A program in `PATH`: the first of these names.
    Program(&'static [&'static str]),
    /// A program of this name among those of snaps.
    Snap(&'static str),
    /// A Flatpak with this id.
    Flatpak(&'static str),
    /// A program below a folder of applications of macOS.
    App(&'static str),
    /// A program below a folder of programs of Windows.
    Exe(&'static str),
}

impl Way {
    /// The family of systems that has it.
    pub const fn system(self) -> System {
        match self {
            Self::Program(_) | Self::Snap(_) | Self::Flatpak(_) => System::Unix,
            Self::App(_) => System::Mac,
            Self::Exe(_) => System::Windows,
        }
    }

    /// A note that distinguishes it from another way to install the same browser.
    pub const fn note(self) -> &'static str {
        match self {
            Self::Program(_) | Self::App(_) | Self::Exe(_) => "",
            Self::Snap(_) => " (Snap)",
            Self::Flatpak(_) => " (Flatpak)",
        }
    }
}

/// A way in which a browser is installed, and the folders of which the first with a list counts.
#[derive(Debug, Clone, Copy)]
pub struct Install {
    /// The way.
    pub way: Way,
    /// The folders.
    pub folders: &'static [(Base, &'static str)],
}

/// A browser.
#[derive(Debug, Clone, Copy)]
pub struct Browser {
    /// Its name.
    pub name: &'static str,
    /// Its family.
    pub family: Family,
    /// The ways in which it may be installed.
    pub installs: &'static [Install],
}

const fn install(way: Way, folders: &'static [(Base, &'static str)]) -> Install {
    Install { way, folders }
}

use Base::{Config, Home, Local, Roaming};
use Way::{App, Exe, Flatpak, Program, Snap};

/// The browsers, in the order in which they are offered.
pub const BROWSERS: &[Browser] = &[
    Browser {
        name: "Firefox",
        family: Family::Firefox,
        installs: &[
            install(
                Program(&["firefox", "firefox-esr"]),
                // A new installation of version 147 or later uses the second.
                &[(Home, ".mozilla/firefox"), (Config, "mozilla/firefox")],
            ),
            install(
                Snap("firefox"),
                &[(Home, "snap/firefox/common/.mozilla/firefox")],
            ),
            install(
                Flatpak("org.mozilla.firefox"),
                &[
                    (Home, ".var/app/org.mozilla.firefox/.mozilla/firefox"),
                    (Home, ".var/app/org.mozilla.firefox/config/mozilla/firefox"),
                ],
            ),
            install(
                App("Firefox.app/Contents/MacOS/firefox"),
                &[(Home, "Library/Application Support/Firefox")],
            ),
            install(
                Exe("Mozilla Firefox/firefox.exe"),
                &[(Roaming, "Mozilla/Firefox")],
            ),
        ],
    },
    Browser {
        name: "LibreWolf",
        family: Family::Firefox,
        installs: &[
            install(
                Program(&["librewolf"]),
                &[
                    (Home, ".librewolf"),
                    (Config, "librewolf/librewolf"),
                    (Config, "librewolf"),
                ],
            ),
            install(
                Flatpak("io.gitlab.librewolf-community"),
                &[
                    (Home, ".var/app/io.gitlab.librewolf-community/.librewolf"),
                    (
                        Home,
                        ".var/app/io.gitlab.librewolf-community/config/librewolf/librewolf",
                    ),
                ],
            ),
            install(
                App("LibreWolf.app/Contents/MacOS/librewolf"),
                &[(Home, "Library/Application Support/librewolf")],
            ),
            install(Exe("LibreWolf/librewolf.exe"), &[(Roaming, "librewolf")]),
        ],
    },
    Browser {
        name: "Waterfox",
        family: Family::Firefox,
        installs: &[
            install(Program(&["waterfox"]), &[(Home, ".waterfox")]),
            install(
                Flatpak("net.waterfox.waterfox"),
                &[(Home, ".var/app/net.waterfox.waterfox/.waterfox")],
            ),
            install(
                App("Waterfox.app/Contents/MacOS/waterfox"),
                &[(Home, "Library/Application Support/Waterfox")],
            ),
            install(Exe("Waterfox/waterfox.exe"), &[(Roaming, "Waterfox")]),
        ],
    },
    Browser {
        name: "Google Chrome",
        family: Family::Chromium,
        installs: &[
            install(
                Program(&["google-chrome", "google-chrome-stable"]),
                &[(Config, "google-chrome")],
            ),
            install(
                Flatpak("com.google.Chrome"),
                &[(Home, ".var/app/com.google.Chrome/config/google-chrome")],
            ),
            install(
                App("Google Chrome.app/Contents/MacOS/Google Chrome"),
                &[(Home, "Library/Application Support/Google/Chrome")],
            ),
            install(
                Exe("Google/Chrome/Application/chrome.exe"),
                &[(Local, "Google/Chrome/User Data")],
            ),
        ],
    },
    Browser {
        name: "Chromium",
        family: Family::Chromium,
        installs: &[
            install(
                Program(&["chromium", "chromium-browser"]),
                &[(Config, "chromium")],
            ),
            install(Snap("chromium"), &[(Home, "snap/chromium/common/chromium")]),
            install(
                Flatpak("org.chromium.Chromium"),
                &[(Home, ".var/app/org.chromium.Chromium/config/chromium")],
            ),
            install(
                App("Chromium.app/Contents/MacOS/Chromium"),
                &[(Home, "Library/Application Support/Chromium")],
            ),
            install(
                Exe("Chromium/Application/chrome.exe"),
                &[(Local, "Chromium/User Data")],
            ),
        ],
    },
    Browser {
        name: "Brave",
        family: Family::Chromium,
        installs: &[
            install(
                Program(&["brave-browser", "brave-browser-stable", "brave"]),
                &[(Config, "BraveSoftware/Brave-Browser")],
            ),
            install(
                Snap("brave"),
                &[(
                    Home,
                    "snap/brave/current/.config/BraveSoftware/Brave-Browser",
                )],
            ),
            install(
                Flatpak("com.brave.Browser"),
                &[(
                    Home,
                    ".var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser",
                )],
            ),
            install(
                App("Brave Browser.app/Contents/MacOS/Brave Browser"),
                &[(
                    Home,
                    "Library/Application Support/BraveSoftware/Brave-Browser",
                )],
            ),
            install(
                Exe("BraveSoftware/Brave-Browser/Application/brave.exe"),
                &[(Local, "BraveSoftware/Brave-Browser/User Data")],
            ),
        ],
    },
    Browser {
        name: "Vivaldi",
        family: Family::Chromium,
        installs: &[
            install(
                Program(&["vivaldi", "vivaldi-stable"]),
                &[(Config, "vivaldi")],
            ),
            install(
                Snap("vivaldi.vivaldi-stable"),
                &[(Home, "snap/vivaldi/current/.config/vivaldi")],
            ),
            install(
                Flatpak("com.vivaldi.Vivaldi"),
                &[(Home, ".var/app/com.vivaldi.Vivaldi/config/vivaldi")],
            ),
            install(
                App("Vivaldi.app/Contents/MacOS/Vivaldi"),
                &[(Home, "Library/Application Support/Vivaldi")],
            ),
            install(
                Exe("Vivaldi/Application/vivaldi.exe"),
                &[(Local, "Vivaldi/User Data")],
            ),
        ],
    },
    Browser {
        name: "Microsoft Edge",
        family: Family::Chromium,
        installs: &[
            install(
                Program(&["microsoft-edge", "microsoft-edge-stable"]),
                &[(Config, "microsoft-edge")],
            ),
            install(
                Flatpak("com.microsoft.Edge"),
                &[(Home, ".var/app/com.microsoft.Edge/config/microsoft-edge")],
            ),
            install(
                App("Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
                &[(Home, "Library/Application Support/Microsoft Edge")],
            ),
            install(
                Exe("Microsoft/Edge/Application/msedge.exe"),
                &[(Local, "Microsoft/Edge/User Data")],
            ),
        ],
    },
    Browser {
        name: "Opera",
        family: Family::Chromium,
        installs: &[
            install(Program(&["opera"]), &[(Config, "opera")]),
            install(Snap("opera"), &[(Home, "snap/opera/current/.config/opera")]),
            install(
                Flatpak("com.opera.Opera"),
                &[(Home, ".var/app/com.opera.Opera/config/opera")],
            ),
            install(
                App("Opera.app/Contents/MacOS/Opera"),
                &[(Home, "Library/Application Support/com.operasoftware.Opera")],
            ),
            install(
                Exe("Programs/Opera/opera.exe"),
                &[(Roaming, "Opera Software/Opera Stable")],
            ),
        ],
    },
];
