//! Looks for browsers and reads their lists: the only file system access of `browsers`.
//!
//! There are no errors: a list that is missing, broken, too large or not a regular file is taken
//! for an empty one.

mod profiles;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::{
    BrowserChoice, FoundBrowsers, chromium,
    known::{BROWSERS, Base, Browser, Family, Install, System, Way},
};
use crate::system::{disk, environment::Environment, files::small};

/// The largest list that is read, in bytes. Chromium keeps far more in its file than its profiles.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The largest script, in bytes, that may be one that only starts a snap.
const LARGEST_SCRIPT: u64 = 16 * 1024;

/// Most profiles of one browser.
const MOST: usize = 50;

/// Most entries of a folder that are looked at.
const MOST_ENTRIES: usize = 500;

/// Where to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPaths {
    /// The system.
    pub system: System,
    /// The home folder.
    pub home: Option<PathBuf>,
    /// `$XDG_CONFIG_HOME`, else `~/.config`.
    pub config: Option<PathBuf>,
    /// `%APPDATA%`.
    pub roaming: Option<PathBuf>,
    /// `%LOCALAPPDATA%`.
    pub local: Option<PathBuf>,
    /// The folders of `PATH`.
    pub path: Vec<PathBuf>,
    /// The folders in which Flatpak puts the programs that it installs.
    pub flatpaks: Vec<PathBuf>,
    /// The folders of applications of macOS, or of programs of Windows.
    pub applications: Vec<PathBuf>,
}

impl SearchPaths {
    /// The paths on this computer.
    pub fn of(environment: &Environment) -> Self {
        let absolute = |folder: Option<PathBuf>| folder.filter(|folder| folder.is_absolute());
        let home = absolute(environment.home.clone());
        let config = absolute(environment.xdg_config_home.as_ref().map(PathBuf::from));
        let local = absolute(environment.local_app_data.as_ref().map(PathBuf::from));
        let below_home = |folder: &str| home.as_ref().map(|home| home.join(folder));
        let (flatpaks, applications) = match System::HERE {
            System::Unix => {
                let own = below_home(".local/share/flatpak/exports/bin");
                let all = Some(PathBuf::from("/var/lib/flatpak/exports/bin"));
                ([own, all], [None, None])
            }
            System::Mac => {
                let all = Some(PathBuf::from("/Applications"));
                ([None, None], [all, below_home("Applications")])
            }
            System::Windows => {
                let all = absolute(environment.program_files.as_ref().map(PathBuf::from));
                ([None, None], [all, local.clone()])
            }
        };
        let path = environment.path.as_deref().map(env::split_paths);
        let is_absolute = |folder: &PathBuf| folder.is_absolute();
        Self {
            system: System::HERE,
            config: config.or_else(|| absolute(environment.system_config.clone())),
            roaming: absolute(environment.app_data.as_ref().map(PathBuf::from)),
            local,
            path: path.into_iter().flatten().filter(is_absolute).collect(),
            flatpaks: flatpaks.into_iter().flatten().collect(),
            applications: applications.into_iter().flatten().collect(),
            home,
        }
    }

    fn base(&self, base: Base) -> Option<&PathBuf> {
        match base {
            Base::Home => self.home.as_ref(),
            Base::Config => self.config.as_ref(),
            Base::Roaming => self.roaming.as_ref(),
            Base::Local => self.local.as_ref(),
        }
    }

    /// The programs of this name in `PATH`.
    fn programs<'p>(&'p self, name: &'p str) -> impl Iterator<Item = PathBuf> + 'p {
        let all = self.path.iter().map(move |folder| folder.join(name));
        all.filter(|program| is_program(program))
    }

    /// How to type a program: by its name alone, if `PATH` finds this one by it.
    fn typed(&self, name: &str, program: &Path) -> Option<String> {
        let is_meant = self.programs(name).next().as_deref() == Some(program);
        if is_meant {
            Some(name.to_owned())
        } else {
            program.to_str().map(str::to_owned)
        }
    }

    /// The command that starts a browser, if it is installed in this way.
    fn start(&self, way: Way) -> Option<Vec<String>> {
        if way.system() != self.system {
            return None;
        }
        match way {
            Way::Program(names) => {
                let own = |name: &&str| {
                    let is_own = |program: &PathBuf| !is_of_snap(program) && !starts_snap(program);
                    let program = self.programs(name).find(is_own)?;
                    self.typed(name, &program)
                };
                names.iter().find_map(own).map(|word| vec![word])
            }
            Way::Snap(name) => {
                let program = self.programs(name).find(|program| is_of_snap(program))?;
                self.typed(name, &program).map(|word| vec![word])
            }
            Way::Flatpak(id) => {
                let mut folders = self.flatpaks.iter().chain(&self.path);
                let is_there = folders.any(|folder| is_program(&folder.join(id)));
                let program = self.programs("flatpak").next().filter(|_| is_there)?;
                let flatpak = self.typed("flatpak", &program)?;
                Some(vec![flatpak, "run".to_owned(), id.to_owned()])
            }
            Way::App(program) | Way::Exe(program) => {
                let all = self.applications.iter();
                let mut found = all.map(|folder| below(folder, program));
                let found = found.find(|program| is_program(program))?;
                found.to_str().map(|program| vec![program.to_owned()])
            }
        }
    }
}

/// A profile on the disk.
struct Profile {
    /// Its name for the list.
    title: String,
    /// The arguments that choose it, the best way first.
    ways: Vec<Vec<String>>,
    /// Its folder, where it may have containers.
    folder: Option<PathBuf>,
}

/// The browsers of this computer with their profiles and containers, one choice for each.
pub fn find(paths: &SearchPaths) -> FoundBrowsers {
    let mut found = FoundBrowsers::default();
    for browser in BROWSERS {
        for install in browser.installs {
            add(&mut found, paths, browser, install);
        }
    }
    found
}

fn add(found: &mut FoundBrowsers, paths: &SearchPaths, browser: &Browser, install: &Install) {
    let Some(start) = paths.start(install.way) else {
        return;
    };
    let name = format!("{}{}", browser.name, install.way.note());
    let list = install.folders.iter().find_map(|(base, folder)| {
        let folder = below(paths.base(*base)?, folder);
        let text = small::read_up_to(&folder.join(browser.family.list()), LARGEST);
        Some((folder, text.ok()??))
    });
    let all = list.map_or_else(Vec::new, |(folder, text)| match browser.family {
        Family::Firefox => profiles::of_firefox(&folder, &text),
        Family::Chromium => of_chromium(&folder, &text),
    });
    let start: Vec<&str> = start.iter().map(String::as_str).collect();
    let choose = |profile: &Profile| {
        let choice = profile.ways.iter().find_map(|words| {
            let words = words.iter().map(String::as_str);
            let words: Vec<&str> = start.iter().copied().chain(words).collect();
            BrowserChoice::new(&name, Some(&profile.title), &words)
        });
        Some((choice?, profile.folder.clone()))
    };
    let chosen: Vec<(BrowserChoice, Option<PathBuf>)> =
        all.iter().filter_map(choose).take(MOST).collect();
    if chosen.is_empty() {
        found
            .choices
            .extend(BrowserChoice::new(&name, None, &start));
    }
    for (choice, folder) in chosen {
        let inside = folder.map(|folder| profiles::in_containers(&folder, &choice));
        let (containers, is_extension_missing) = inside.unwrap_or_default();
        if is_extension_missing {
            found.without_extension.push(choice.title());
        }
        found.choices.push(choice);
        found.choices.extend(containers);
    }
}

fn of_chromium(root: &Path, text: &str) -> Vec<Profile> {
    let listed = chromium::profiles(text).into_iter();
    let named = listed.filter(|profile| root.join(&profile.directory).is_dir());
    named
        .map(|profile| {
            let title = if profile.name.is_empty() {
                profile.directory.clone()
            } else {
                format!("{} ({})", profile.name, profile.directory)
            };
            let word = format!("--profile-directory={}", profile.directory);
            Profile {
                title,
                ways: vec![vec![word]],
                folder: None,
            }
        })
        .collect()
}

/// A path below a folder, with the separators of this system.
fn below(folder: &Path, path: &str) -> PathBuf {
    folder.join(path.split('/').collect::<PathBuf>())
}

/// Whether this is an executable file.
fn is_program(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| disk::is_program(&there))
}

/// Whether this is in a folder in which snapd puts the programs of snaps.
fn is_of_snap(program: &Path) -> bool {
    program
        .parent()
        .is_some_and(|folder| folder.ends_with("snap/bin"))
}

/// Whether this is a script that only starts the snap, as in Ubuntu's packages. The profiles are
/// then the snap's.
fn starts_snap(program: &Path) -> bool {
    let text = small::read_up_to(program, LARGEST_SCRIPT);
    matches!(text, Ok(Some(text)) if text.starts_with("#!") && text.contains("/snap/bin/"))
}
