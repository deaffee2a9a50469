//! What Firefox and its relatives write down about their profiles.

/// A profile of a `profiles.ini`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name; `-P` takes it.
    pub name: String,
    /// Its folder.
    pub path: String,
    /// Whether the folder is named from that of the list.
    pub is_relative: bool,
    /// Whether it is a group of profiles, as new versions make them. Its name and its folder then
    /// stand for the one that was used last, and only their folders tell them apart.
    pub is_group: bool,
}

/// The profiles of a `profiles.ini`, in its order. What is not a profile is passed over.
pub fn profiles(text: &str) -> Vec<Profile> {
    let mut found: Vec<Profile> = Vec::new();
    let mut is_inside = false;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for line in text.split(['\r', '\n']) {
        let line = line.trim_start_matches([' ', '\t']);
        if let Some(rest) = line.strip_prefix('[') {
            let number = rest.split_once(']').and_then(|(section, _)| {
                let number = section.strip_prefix("Profile")?;
                number.parse::<u32>().ok()
            });
            is_inside = number.is_some();
            if is_inside {
                found.push(Profile {
                    name: String::new(),
                    path: String::new(),
                    is_relative: false,
                    is_group: false,
                });
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=').filter(|_| is_inside) else {
            continue;
        };
        let Some(profile) = found.last_mut() else {
            continue;
        };
        match key {
            "Name" => value.clone_into(&mut profile.name),
            "Path" => value.clone_into(&mut profile.path),
            "IsRelative" => profile.is_relative = value == "1",
            "StoreID" => profile.is_group = !value.is_empty(),
            _ => {}
        }
    }
    found.retain(|profile| !profile.path.is_empty());
    found
}

/// The name of a profile from its folder's, which has something random and a dot before it.
pub fn name_of_folder(folder: &str) -> &str {
    match folder.split_once('.') {
        Some((_, name)) if !name.is_empty() => name,
        _ => folder,
    }
}

/// The words after the program that choose a profile: by its name where that is taken as it is.
pub fn words<'w>(name: &'w str, folder: &'w str) -> [[&'w str; 2]; 2] {
    // What begins with a dash would be taken for the next option.
    let by_name = !name.is_empty() && !name.starts_with('-');
    let by_folder = ["--profile", folder];
    [if by_name { ["-P", name] } else { by_folder }, by_folder]
}
