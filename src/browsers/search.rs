//! Looks for browsers and reads their lists: the one file here that touches the disk.
//!
//! Nothing here is an error on the screen. Somebody else's file that is missing, broken, too large
//! or no file at all has no profiles in it.

use std::{
    env, fs,
    path::{Component, Path, PathBuf},
};

use super::{
    Choice, chromium, firefox,
    known::{BROWSERS, Base, Browser, Family, Install, System, Way},
};
use crate::{environment::Environment, small_file};

/// The largest list that is read. Chromium keeps far more in its file than its profiles.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The largest program that may be a script which only starts a snap.
const LARGEST_SCRIPT: u64 = 16 * 1024;

/// Most profiles of one browser.
const MOST: usize = 50;

/// Most entries of a folder that are looked at.
const MOST_ENTRIES: usize = 500;

/// Where to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The system.
    pub system: System,
    /// The home folder.
    pub home: Option<PathBuf>,
    /// Where programs keep their configuration.
    pub config: Option<PathBuf>,
    /// `%APPDATA%`.
    pub roaming: Option<PathBuf>,
    /// `%LOCALAPPDATA%`.
    pub local: Option<PathBuf>,
    /// The folders of `PATH`.
    pub path: Vec<PathBuf>,
    /// Where Flatpak puts what it installed.
    pub flatpaks: Vec<PathBuf>,
    /// The folders of applications of macOS, or of programs of Windows.
    pub applications: Vec<PathBuf>,
}

impl Places {
    /// The places of this computer.
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

    /// A program as it is typed: by its name, where that means this one.
    fn typed(&self, name: &str, program: &Path) -> Option<String> {
        let is_meant = self.programs(name).next().as_deref() == Some(program);
        if is_meant {
            Some(name.to_owned())
        } else {
            program.to_str().map(str::to_owned)
        }
    }

    /// The words that start a browser, if it is installed in this way.
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

/// The browsers of this computer with their profiles, one choice for each.
pub fn find(places: &Places) -> Vec<Choice> {
    let all = BROWSERS.iter().flat_map(|browser| {
        let installs = browser.installs.iter();
        installs.flat_map(move |install| of_install(places, browser, install))
    });
    all.collect()
}

fn of_install(places: &Places, browser: &Browser, install: &Install) -> Vec<Choice> {
    let Some(start) = places.start(install.way) else {
        return Vec::new();
    };
    let name = format!("{}{}", browser.name, install.way.note());
    let list = install.folders.iter().find_map(|(base, folder)| {
        let folder = below(places.base(*base)?, folder);
        let text = small_file::read_up_to(&folder.join(browser.family.list()), LARGEST);
        Some((folder, text.ok()??))
    });
    let profiles = list.map_or_else(Vec::new, |(folder, text)| match browser.family {
        Family::Firefox => of_firefox(&folder, &text),
        Family::Chromium => of_chromium(&folder, &text),
    });
    let start: Vec<&str> = start.iter().map(String::as_str).collect();
    let choose = |(title, ways): &(String, Vec<Vec<String>>)| {
        ways.iter().find_map(|words| {
            let words = words.iter().map(String::as_str);
            let words: Vec<&str> = start.iter().copied().chain(words).collect();
            Choice::new(&name, Some(title), &words)
        })
    };
    let mut choices: Vec<Choice> = profiles.iter().filter_map(choose).take(MOST).collect();
    if choices.is_empty() {
        choices.extend(Choice::new(&name, None, &start));
    }
    choices
}

/// Profiles: what each is called, and the ways to choose it, the best first.
type Profiles = Vec<(String, Vec<Vec<String>>)>;

fn of_firefox(root: &Path, text: &str) -> Profiles {
    let listed = firefox::profiles(text);
    let folder = |profile: &firefox::Profile| {
        if profile.is_relative {
            let path = Path::new(&profile.path);
            let is_below = path
                .components()
                .all(|component| matches!(component, Component::Normal(_)));
            is_below.then(|| below(root, &profile.path))
        } else {
            Some(PathBuf::from(&profile.path)).filter(|path| path.is_absolute())
        }
    };
    let named: Vec<(PathBuf, &firefox::Profile)> = listed
        .iter()
        .filter_map(|profile| Some((folder(profile)?, profile)))
        .filter(|(folder, _)| folder.is_dir())
        .collect();
    let mut found = Profiles::new();
    for (folder, profile) in named.iter().filter(|(_, profile)| !profile.is_group) {
        let Some(path) = folder.to_str() else {
            continue;
        };
        let name = match profile.name.as_str() {
            "" => profile.path.as_str(),
            name => name,
        };
        let ways = firefox::words(&profile.name, path);
        let ways = ways.map(|words| words.map(str::to_owned).to_vec());
        found.push((name.to_owned(), ways.to_vec()));
    }
    // The profiles of a group lie beside the one that was used last, under no name of their own.
    let beside = named.iter().find(|(_, profile)| profile.is_group);
    if let Some(parent) = beside.and_then(|(folder, _)| folder.parent()) {
        let is_other = |folder: &PathBuf| {
            let is_it = |(named, profile): &(PathBuf, &firefox::Profile)| {
                !profile.is_group && named == folder
            };
            !named.iter().any(is_it)
        };
        for folder in profile_folders(parent).into_iter().filter(is_other) {
            let name = folder.file_name().and_then(|name| name.to_str());
            if let (Some(name), Some(path)) = (name, folder.to_str()) {
                let title = format!("{} ({name})", firefox::name_of_folder(name));
                let words = vec!["--profile".to_owned(), path.to_owned()];
                found.push((title, vec![words]));
            }
        }
    }
    found
}

/// The folders below this one that Firefox has used as profiles.
fn profile_folders(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let entries = entries.take(MOST_ENTRIES).flatten();
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|folder| folder.join("prefs.js").is_file())
        .collect();
    folders.sort();
    folders
}

fn of_chromium(root: &Path, text: &str) -> Profiles {
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
            (title, vec![vec![word]])
        })
        .collect()
}

/// A path below a folder, as this system writes it.
fn below(folder: &Path, path: &str) -> PathBuf {
    folder.join(path.split('/').collect::<PathBuf>())
}

/// Whether this is a file that may be run.
fn is_program(path: &Path) -> bool {
    let Ok(found) = fs::metadata(path) else {
        return false;
    };
    #[cfg(unix)]
    let may_run = {
        use std::os::unix::fs::PermissionsExt as _;
        found.permissions().mode() & 0o111 != 0
    };
    #[cfg(not(unix))]
    let may_run = true;
    found.is_file() && may_run
}

/// Whether this lies where snapd puts the programs of snaps.
fn is_of_snap(program: &Path) -> bool {
    program
        .parent()
        .is_some_and(|folder| folder.ends_with("snap/bin"))
}

/// Whether this is a script that only starts the snap, as Ubuntu's packages have them. The
/// profiles of such a browser are the snap's.
fn starts_snap(program: &Path) -> bool {
    let text = small_file::read_up_to(program, LARGEST_SCRIPT);
    matches!(text, Ok(Some(text)) if text.starts_with("#!") && text.contains("/snap/bin/"))
}
