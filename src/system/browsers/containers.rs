//! What Firefox writes down about its containers, and how a page is opened in one of them.
//!
//! Firefox itself opens nothing in a container from outside. An extension of that name does, when
//! it is given an address of its own kind with ours, encoded, as a value in it.

use serde::Deserialize;
use serde_json::Value;

use crate::account::open_with;

/// The file with the containers of a profile.
pub const LIST: &str = "containers.json";

/// The file with the extensions of a profile.
pub const EXTENSIONS: &str = "extensions.json";

/// The extension's name.
pub const EXTENSION: &str = "Open external links in a container";

/// What it is called where it is installed: as it is offered to everybody, and an early form of its
/// next version.
pub const IDS: [&str; 2] = [
    "{f069aec0-43c5-4bbf-b6b4-df95c4326b98}",
    "{4d4aee45-b821-48a9-801c-d4a05821de76}",
];

/// The extension of Mozilla's with which people manage theirs.
const MANAGER: &str = "@testpilot-containers";

/// The names of the containers that every profile has. Firefox shows them in its own language.
const DEFAULTS: [(&str, &str, &str); 4] = [
    (
        "user-context-personal",
        "userContextPersonal.label",
        "Personal",
    ),
    ("user-context-work", "userContextWork.label", "Work"),
    (
        "user-context-banking",
        "userContextBanking.label",
        "Banking",
    ),
    (
        "user-context-shopping",
        "userContextShopping.label",
        "Shopping",
    ),
];

/// A container of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Whether the person gave it that name.
    pub is_own: bool,
}

impl Container {
    /// The word that opens a page in it. The number tells which one it is, whatever language its
    /// name is shown in; where it is gone, nothing is opened. The name is for whoever reads it.
    pub fn word(&self) -> String {
        format!(
            "{}id=firefox-container-{}&name={}&url={}",
            open_with::CONTAINER,
            self.number,
            open_with::encoded(&self.name),
            open_with::ENCODED
        )
    }
}

#[derive(Deserialize)]
struct List {
    identities: Vec<Value>,
}

/// The containers of a `containers.json` that the person sees. A text of another form has none.
pub fn containers(text: &str) -> Vec<Container> {
    let list = serde_json::from_str::<List>(text);
    let identities = list.map_or_else(|_| Vec::new(), |list| list.identities);
    identities.iter().filter_map(container).collect()
}

fn container(identity: &Value) -> Option<Container> {
    let said = |key| identity.get(key).and_then(Value::as_str);
    if identity.get("public") != Some(&Value::Bool(true)) {
        return None;
    }
    let number = identity.get("userContextId").and_then(Value::as_u64)?;
    let number = u32::try_from(number).ok().filter(|number| *number > 0)?;
    let own = said("name").filter(|name| !name.trim().is_empty());
    let default = || {
        let key = said("l10nId").or_else(|| said("l10nID"))?;
        let all = DEFAULTS.into_iter();
        let mut known = all.filter(|(new, old, _)| [*new, *old].contains(&key));
        known.next().map(|(_, _, name)| name)
    };
    Some(Container {
        number,
        name: own.or_else(default)?.to_owned(),
        is_own: own.is_some(),
    })
}

/// What a profile's extensions have to do with its containers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extensions {
    /// Whether one opens pages in them.
    pub opens: bool,
    /// Whether one manages them.
    pub manages: bool,
}

#[derive(Deserialize)]
struct Addons {
    addons: Vec<Value>,
}

/// The extensions of an `extensions.json`; none where the text has another form.
pub fn extensions(text: &str) -> Option<Extensions> {
    let list = serde_json::from_str::<Addons>(text).ok()?;
    let is_active = |ids: &[&str]| {
        list.addons.iter().any(|addon| {
            let id = addon.get("id").and_then(Value::as_str);
            id.is_some_and(|id| ids.contains(&id))
                && addon.get("active") == Some(&Value::Bool(true))
        })
    };
    Some(Extensions {
        opens: is_active(&IDS),
        manages: is_active(&[MANAGER]),
    })
}
