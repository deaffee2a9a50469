//! The folders of this program.

mod typed;

use std::{
    ffi::OsStr,
    path::{Component, Path, PathBuf},
};

use crate::{
    error::Error,
    system::environment::Environment,
    text::{self, Clean},
};

pub use typed::typed;

/// The options of the command line for folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// `--data-dir`.
    pub data: Option<PathBuf>,
    /// `--config-dir`.
    pub config: Option<PathBuf>,
}

/// The folders as absolute paths. They need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// For what the program keeps.
    pub data: PathBuf,
    /// For what the user writes: `config.toml` and guides.
    pub config: PathBuf,
}

impl Paths {
    /// No folders, for what touches no file.
    pub fn none() -> Self {
        Self {
            data: PathBuf::new(),
            config: PathBuf::new(),
        }
    }

    /// The folders of the command line, else of the environment, else of the system.
    ///
    /// # Errors
    ///
    /// When a folder is unknown, or would be relative to the current folder.
    pub fn find(asked: &Asked, environment: &Environment) -> Result<Self, Error> {
        Ok(Self {
            data: data(asked, environment)?,
            config: config(asked, environment)?,
        })
    }

    /// One file per account.
    pub fn accounts(&self) -> PathBuf {
        self.data.join("accounts")
    }

    /// Copies of the accounts' files, one a day.
    pub fn backup(&self) -> PathBuf {
        self.data.join("backup")
    }

    /// Accounts that were removed.
    pub fn trash(&self) -> PathBuf {
        self.data.join("trash")
    }

    /// Files that are kept as evidence, in a folder for each account.
    pub fn evidence(&self) -> PathBuf {
        self.data.join("evidence")
    }

    /// QR codes that were written into files.
    pub fn codes(&self) -> PathBuf {
        self.data.join("qr")
    }

    /// What the screen remembers across starts.
    pub fn screen(&self) -> PathBuf {
        self.data.join("screen.toml")
    }

    /// Texts while an editor has them.
    pub fn editing(&self) -> PathBuf {
        self.data.join("editing")
    }

    /// The configuration.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The user's own guides.
    pub fn guides(&self) -> PathBuf {
        self.config.join("guides")
    }
}

/// A path as it may be shown.
pub fn shown(path: &Path) -> Clean {
    text::line(&path.to_string_lossy())
}

fn data(asked: &Asked, environment: &Environment) -> Result<PathBuf, Error> {
    if let Some(folder) = &asked.data {
        return against_current("--data-dir", folder, environment);
    }
    if let Some(folder) = &environment.data_dir {
        return absolute("OPTOUT_DATA_DIR", folder);
    }
    let hint = "Name a folder with --data-dir or OPTOUT_DATA_DIR.";
    match &environment.system_data {
        Some(folder) if folder.is_absolute() => Ok(folder.clone()),
        Some(folder) => Err(Error::new(
            format!(
                "The folder for data would be {}, which is not absolute.",
                folder.display()
            ),
            hint,
        )),
        None => Err(Error::new(
            "No folder for data was found: there is no home folder.",
            hint,
        )),
    }
}

fn config(asked: &Asked, environment: &Environment) -> Result<PathBuf, Error> {
    if let Some(folder) = &asked.config {
        return against_current("--config-dir", folder, environment);
    }
    if let Some(folder) = &environment.config_dir {
        return absolute("OPTOUT_CONFIG_DIR", folder);
    }
    // The XDG specification says to ignore a relative XDG_CONFIG_HOME.
    let named = environment.xdg_config_home.as_ref().map(PathBuf::from);
    let base = named
        .filter(|folder| folder.is_absolute())
        .or_else(|| environment.system_config.clone());
    let hint = "Name a folder with --config-dir or OPTOUT_CONFIG_DIR.";
    match base {
        Some(folder) if folder.is_absolute() => Ok(folder.join("optout")),
        Some(folder) => Err(Error::new(
            format!(
                "The folder for configuration would be {}, which is not absolute.",
                folder.display()
            ),
            hint,
        )),
        None => Err(Error::new(
            "No folder for configuration was found: there is no home folder.",
            hint,
        )),
    }
}

fn absolute(name: &str, folder: &OsStr) -> Result<PathBuf, Error> {
    let path = PathBuf::from(folder);
    if path.is_absolute() {
        return Ok(path);
    }
    Err(Error::new(
        format!(
            "{name} is `{}`, which is not an absolute path.",
            path.display()
        ),
        "Write the whole path, or unset it.",
    ))
}

fn against_current(name: &str, folder: &Path, environment: &Environment) -> Result<PathBuf, Error> {
    if folder.as_os_str().is_empty() {
        return Err(Error::usage(format!("{name} is empty."), "Name a folder."));
    }
    // A shell replaces `~` only at the start of a word, so `--data-dir=~/optout` comes here as it is.
    let start = folder.components().next().map(Component::as_os_str);
    let start = start.unwrap_or_default().to_string_lossy();
    if !folder.is_absolute() && (start.starts_with('~') || start.ends_with(':')) {
        return Err(Error::usage(
            format!(
                "{name} is `{}`, which is not a path of a folder.",
                folder.display()
            ),
            format!(
                "Write the whole path, or ./{} for a folder of that name.",
                folder.display()
            ),
        ));
    }
    let whole = match &environment.current {
        Some(current) => current.join(folder),
        None => folder.to_owned(),
    };
    if whole.is_absolute() {
        return Ok(whole
            .components()
            .filter(|part| *part != Component::CurDir)
            .collect());
    }
    Err(Error::new(
        format!(
            "{name} is `{}`, and the current folder is not there any more.",
            folder.display()
        ),
        "Write the whole path.",
    ))
}

#[cfg(test)]
#[cfg(windows)]
mod windows {
    use super::{Asked, Paths};
    use crate::system::environment::Environment;
    use std::path::Path;

    #[test]
    fn a_folder_may_begin_with_its_drive() {
        let env = Environment {
            system_config: Some(r"C:\Users\me\AppData\Roaming".into()),
            current: Some(r"C:\here".into()),
            ..Environment::default()
        };
        for (asked, found) in [(r"D:\mine", r"D:\mine"), ("mine", r"C:\here\mine")] {
            let asked = Asked {
                data: Some(asked.into()),
                config: None,
            };
            let paths = Paths::find(&asked, &env).unwrap();
            assert_eq!(paths.data, Path::new(found));
        }
        let remote = Asked {
            data: Some("https://x".into()),
            config: None,
        };
        assert_eq!(Paths::find(&remote, &env).unwrap_err().code, 2);
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{Asked, Paths};
    use crate::system::environment::Environment;

    fn home() -> Environment {
        Environment {
            system_data: Some("/home/me/.local/share/optout".into()),
            system_config: Some("/home/me/.config".into()),
            current: Some("/here".into()),
            ..Environment::default()
        }
    }

    fn find(asked: &Asked, environment: &Environment) -> (String, String) {
        let paths = Paths::find(asked, environment).unwrap();
        (
            paths.data.display().to_string(),
            paths.config.display().to_string(),
        )
    }

    #[test]
    fn folders_are_found_in_their_order() {
        let pair = |data: &str, config: &str| (data.to_owned(), config.to_owned());
        let nothing = Asked::default();
        let mut env = home();
        assert_eq!(
            find(&nothing, &env),
            pair("/home/me/.local/share/optout", "/home/me/.config/optout")
        );
        env.xdg_config_home = Some("/xdg".into());
        assert_eq!(find(&nothing, &env).1, "/xdg/optout");
        env.xdg_config_home = Some("xdg".into());
        assert_eq!(find(&nothing, &env).1, "/home/me/.config/optout");
        (env.data_dir, env.config_dir) = (Some("/d".into()), Some("/c".into()));
        assert_eq!(find(&nothing, &env), pair("/d", "/c"));
        let asked = Asked {
            data: Some("mine".into()),
            config: Some("/yours".into()),
        };
        assert_eq!(find(&asked, &env), pair("/here/mine", "/yours"));
        let dots = Asked {
            data: Some("./a/../b".into()),
            config: Some(".".into()),
        };
        assert_eq!(find(&dots, &env), pair("/here/a/../b", "/here"));
    }

    #[test]
    fn what_is_not_absolute_is_refused_with_a_hint() {
        let nothing = Asked::default();
        let cases: [(Environment, &str); 6] = [
            (
                Environment {
                    data_dir: Some("x".into()),
                    ..home()
                },
                "OPTOUT_DATA_DIR",
            ),
            (
                Environment {
                    config_dir: Some("../x".into()),
                    ..home()
                },
                "OPTOUT_CONFIG_DIR",
            ),
            (
                Environment {
                    system_data: Some("x/optout".into()),
                    ..home()
                },
                "--data-dir",
            ),
            (
                Environment {
                    system_config: Some("x".into()),
                    ..home()
                },
                "--config-dir",
            ),
            (
                Environment {
                    system_data: None,
                    ..home()
                },
                "--data-dir",
            ),
            (
                Environment {
                    system_config: None,
                    ..home()
                },
                "--config-dir",
            ),
        ];
        for (environment, named) in cases {
            let error = Paths::find(&nothing, &environment).unwrap_err();
            assert!(error.to_string().contains(named), "{error}");
            assert!(!error.hint.is_empty());
        }
        let asked = Asked {
            data: Some("x".into()),
            config: None,
        };
        let error = Paths::find(
            &asked,
            &Environment {
                current: None,
                ..home()
            },
        )
        .unwrap_err();
        assert!(error.sentence.contains("current folder"), "{error}");
        for folder in [
            "",
            "~",
            "~/optout",
            "~me/optout",
            "file:///tmp/x",
            "https://x",
        ] {
            let asked = Asked {
                data: Some(folder.into()),
                config: None,
            };
            assert_eq!(
                Paths::find(&asked, &home()).unwrap_err().code,
                2,
                "{folder}"
            );
        }
        let asked = Asked {
            data: Some("./~/optout".into()),
            config: None,
        };
        assert_eq!(find(&asked, &home()).0, "/here/~/optout");
    }

    #[test]
    fn an_absolute_xdg_folder_is_enough_for_configuration() {
        let env = Environment {
            system_config: None,
            xdg_config_home: Some("/xdg".into()),
            ..home()
        };
        assert_eq!(find(&Asked::default(), &env).1, "/xdg/optout");
    }
}
