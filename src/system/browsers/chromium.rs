//! Parsing the list of profiles of Chromium and its relatives.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::sort::sort_by;

/// A profile of a `Local State`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its folder, for `--profile-directory`.
    pub directory: String,
    /// What the person called it; may be empty.
    pub name: String,
}

/// Profiles that the browser keeps for itself.
const OWN: [&str; 2] = ["Guest Profile", "System Profile"];

#[derive(Deserialize)]
struct LocalState {
    profile: Part,
}

#[derive(Deserialize)]
struct Part {
    info_cache: BTreeMap<String, Value>,
}

/// The profiles in a `Local State`; none in a text of another form.
pub fn profiles(text: &str) -> Vec<Profile> {
    let Ok(state) = serde_json::from_str::<LocalState>(text) else {
        return Vec::new();
    };
    let is_folder = |directory: &str| {
        !directory.is_empty()
            && !directory.contains(['/', '\\'])
            && !matches!(directory, "." | "..")
            && !OWN.contains(&directory)
    };
    let named = |(directory, about): (String, Value)| Profile {
        directory,
        name: about
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
    };
    let all = state.profile.info_cache.into_iter();
    let mut found: Vec<Profile> = all
        .filter(|(directory, _)| is_folder(directory))
        .map(named)
        .collect();
    // "Default" first, and "Profile 2" before "Profile 10".
    sort_by(&mut found, |a, b| {
        (a.directory.len(), &a.directory).cmp(&(b.directory.len(), &b.directory))
    });
    found
}
