//! Parsing the list of profiles of Firefox and its relatives.

/// A profile of a `profiles.ini`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name, for `-P`.
    pub name: String,
    /// Its folder.
    pub path: String,
    /// Whether the path is relative to the folder of the list.
    pub is_relative: bool,
    /// Whether it is a group of profiles, which new versions make. Its name and folder are then
    /// those of the profile that was used last, and only the folders tell the others apart.
    pub is_group: bool,
}

/// The profiles in a `profiles.ini`, in its order; other sections are skipped.
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

/// The name of a profile from that of its folder, which has a random prefix and a dot.
pub fn name_of_folder(folder: &str) -> &str {
    match folder.split_once('.') {
        Some((_, name)) if !name.is_empty() => name,
        _ => folder,
    }
}

/// The words after the program that choose a profile: by its name where that is taken as it is.
pub fn words<'w>(name: &'w str, folder: &'w str) -> [[&'w str; 2]; 2] {
    // A name that starts with a dash would be taken for an option.
    let by_name = !name.is_empty() && !name.starts_with('-');
    let by_folder = ["--profile", folder];
    [if by_name { ["-P", name] } else { by_folder }, by_folder]
}
