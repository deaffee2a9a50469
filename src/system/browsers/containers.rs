//! Parsing the lists of containers and extensions of Firefox, and opening a page in a container.
//!
//! Firefox itself opens nothing in a container from outside. An extension does, for an address of a
//! scheme of its own in which ours is a percent-encoded value.

use serde::Deserialize;
use serde_json::Value;

use crate::account::open_with;

/// The file with the containers of a profile.
pub const LIST: &str = "containers.json";

/// The file with the extensions of a profile.
pub const EXTENSIONS: &str = "extensions.json";

/// The extension's name.
pub const EXTENSION: &str = "Open external links in a container";

/// Its ids in Firefox: of the released version, and of an early form of the next one.
pub const IDS: [&str; 2] = [
    "{f069aec0-43c5-4bbf-b6b4-df95c4326b98}",
    "{4d4aee45-b821-48a9-801c-d4a05821de76}",
];

/// The id of Mozilla's extension for managing containers.
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
    /// Whether the person gave it that name, instead of one of the defaults.
    pub is_own: bool,
}

impl Container {
    /// The word of a command that opens a page in it. The extension finds it by its number,
    /// whatever language its name is shown in; the name is for people who read the command.
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

/// The visible containers in a `containers.json`; none in a text of another form.
pub fn containers(text: &str) -> Vec<Container> {
    let list = serde_json::from_str::<List>(text);
    let identities = list.map_or_else(|_| Vec::new(), |list| list.identities);
    identities.iter().filter_map(container).collect()
}

fn container(identity: &Value) -> Option<Container> {
    let field = |key| identity.get(key).and_then(Value::as_str);
    if identity.get("public") != Some(&Value::Bool(true)) {
        return None;
    }
    let number = identity.get("userContextId").and_then(Value::as_u64)?;
    let number = u32::try_from(number).ok().filter(|number| *number > 0)?;
    let own = field("name").filter(|name| !name.trim().is_empty());
    let default = || {
        let key = field("l10nId").or_else(|| field("l10nID"))?;
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

/// The extensions of a profile that concern containers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extensions {
    /// Whether the one that opens pages in them is active.
    pub opens: bool,
    /// Whether the one that manages them is active.
    pub manages: bool,
}

#[derive(Deserialize)]
struct Addons {
    addons: Vec<Value>,
}

/// The extensions in an `extensions.json`; `None` for a text of another form.
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
