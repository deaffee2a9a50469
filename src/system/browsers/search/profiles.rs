//! The profiles of Firefox and its relatives on the disk, and the containers in them.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use super::{LARGEST, MOST_ENTRIES, Profile, below};
use crate::{
    sort::sort,
    system::{
        browsers::{
            BrowserChoice,
            containers::{self, Extensions},
            firefox,
        },
        files::small,
    },
};

/// The largest list of containers that is read, in bytes.
const LARGEST_LIST: u64 = 256 * 1024;

/// Most containers of one profile.
const MOST_CONTAINERS: usize = 50;

/// The profiles in the `profiles.ini` of this folder whose own folders exist.
pub(super) fn of_firefox(root: &Path, text: &str) -> Vec<Profile> {
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
    let mut found = Vec::new();
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
        found.push(Profile {
            title: name.to_owned(),
            ways: ways.to_vec(),
            folder: Some(folder.clone()),
        });
    }
    // The profiles of a group are beside the one that was used last, and have no names.
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
                found.push(Profile {
                    title,
                    ways: vec![words],
                    folder: Some(folder),
                });
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
    sort(&mut folders);
    folders
}

/// The containers of a profile in this folder as choices, and whether there would be some if the
/// extension were active.
pub(super) fn in_containers(folder: &Path, profile: &BrowserChoice) -> (Vec<BrowserChoice>, bool) {
    let list = small::read_up_to(&folder.join(containers::LIST), LARGEST_LIST);
    let Ok(Some(list)) = list else {
        return (Vec::new(), false);
    };
    let mut found = containers::containers(&list);
    found.truncate(MOST_CONTAINERS);
    let extensions = extensions(folder);
    if !extensions.opens {
        // Every profile has the default ones; only a person who uses them wants to see them.
        let is_used = extensions.manages || found.iter().any(|container| container.is_own);
        return (Vec::new(), is_used && !found.is_empty());
    }
    let choices = found.iter();
    let choices = choices.filter_map(|container| profile.in_container(container));
    (choices.collect(), false)
}

/// The extensions of a profile: from its list, else from the files of the extensions.
fn extensions(folder: &Path) -> Extensions {
    let list = small::read_up_to(&folder.join(containers::EXTENSIONS), LARGEST);
    let listed = list.ok().flatten();
    let listed = listed.and_then(|text| containers::extensions(&text));
    listed.unwrap_or_else(|| {
        let file = |id: &&str| folder.join("extensions").join(format!("{id}.xpi"));
        Extensions {
            opens: containers::IDS.iter().any(|id| file(id).is_file()),
            manages: false,
        }
    })
}
