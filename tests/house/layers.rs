//! Who may use whom, read from the `use` lines of `src/`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The wings from the ground up, as the map in `src/lib.rs` draws them: each may use those above it
/// in this list, and none below.
const LAYERS: &[&[&str]] = &[
    &["document", "error", "id", "sort", "text"],
    &["content"],
    &["clock"],
    &["catalog"],
    &["account"],
    &["lint"],
    &["export"],
    &["system"],
    &["store"],
    &["app"],
    &["ui"],
    &["plain"],
    &["cli"],
    &["runtime"],
];

/// The wings that know no terminal, no file, no clock and no environment. Of the others only the named
/// ones know the terminal's crates.
const PURE: &[&str] = &[
    "account", "catalog", "clock", "content", "document", "export", "id", "lint", "sort", "text",
];
const IMPURE: &[&str] = &[
    "ratatui",
    "crossterm",
    "std::fs",
    "std::env",
    "std::io",
    "std::process",
    "::now",
];
const TERMINAL: &[&str] = &["app", "ui", "runtime", "main"];

/// A path in a `use` line or in code, such as `["crate", "store", "Store"]`.
type Names = Vec<String>;

struct Sources {
    /// The code of every module, without comments and tests, by its path: `["store", "load"]`.
    code: BTreeMap<Names, String>,
    /// What a module offers under its own name although another one defines it.
    reexports: BTreeMap<Names, BTreeMap<String, Names>>,
}

impl Sources {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        super::sources("src", &mut files);
        let mut code = BTreeMap::new();
        for file in &files {
            let name = file
                .strip_prefix("src/")
                .unwrap()
                .strip_suffix(".rs")
                .unwrap();
            let text = fs::read_to_string(root.parent().unwrap().join(file)).unwrap();
            let text = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
            let lines = text.lines().map(|line| line.split("//").next().unwrap());
            code.insert(split(name, '/'), lines.collect::<Vec<&str>>().join("\n"));
        }
        let mut reexports = BTreeMap::new();
        let lib = code.remove(&split("lib", '/')).unwrap();
        for wing in lib.split("\npub mod ").skip(1) {
            if let Some((name, body)) = wing.split_once(" {\n") {
                reexports.insert(
                    vec![name.to_owned()],
                    exports(body.split("\n}").next().unwrap()),
                );
            }
        }
        for (module, text) in &code {
            reexports
                .entry(module.clone())
                .or_insert_with(|| exports(text));
        }
        Self { code, reexports }
    }

    /// The module that defines what this path names, seen from `here`; none for other crates.
    fn module(&self, here: &[String], path: &[String]) -> Option<Names> {
        let (mut from, mut rest) = (here.to_vec(), path);
        match path.first().map(String::as_str) {
            Some("crate") => (from, rest) = (Vec::new(), &path[1..]),
            Some("self") => rest = &path[1..],
            Some("super") => {
                while rest.first().is_some_and(|name| name == "super") {
                    from.pop();
                    rest = &rest[1..];
                }
            }
            _ => {}
        }
        for name in rest {
            let inner = [&from[..], std::slice::from_ref(name)].concat();
            let is_module = self.code.keys().any(|module| module.starts_with(&inner));
            if is_module {
                from = inner;
            } else if let Some(target) = self.reexports.get(&from).and_then(|known| known.get(name))
            {
                return self.module(&from, target);
            } else {
                break;
            }
        }
        (self.code.contains_key(&from) && from != here).then_some(from)
    }

    /// The modules that a module uses, by its `use` lines and the whole paths in its code.
    fn used(&self, here: &[String]) -> BTreeSet<Names> {
        let code = &self.code[here];
        let mut paths: Vec<Names> = uses(code)
            .into_iter()
            .flat_map(|(_, tree)| flat(tree))
            .collect();
        for root in ["crate::", "super::"] {
            let whole = code.match_indices(root).map(|(at, _)| &code[at..]);
            let end = |c: char| !c.is_alphanumeric() && c != '_' && c != ':';
            paths.extend(
                whole.map(|rest| split(rest.split(end).next().unwrap().trim_end_matches(':'), ':')),
            );
        }
        paths
            .iter()
            .filter_map(|path| self.module(here, path))
            .collect()
    }
}

fn split(path: &str, at: char) -> Names {
    path.split(at)
        .filter(|name| !name.is_empty())
        .map(|name| name.trim().to_owned())
        .collect()
}

/// The `use` items of a text: whether they are public, and their trees.
fn uses(text: &str) -> Vec<(bool, &str)> {
    let mut found = Vec::new();
    for (at, word) in text.match_indices("use ") {
        let line = text[..at].rsplit('\n').next().unwrap().trim();
        if line.is_empty() || line.starts_with("pub") {
            let tree = text[at + word.len()..].split(';').next().unwrap();
            found.push((line.starts_with("pub"), tree));
        }
    }
    found
}

/// The single paths of a tree such as `a::{b, c::{self, d as e}}`.
fn flat(tree: &str) -> Vec<Names> {
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap();
        return vec![
            split(path, ':')
                .into_iter()
                .filter(|name| name != "self" || path.trim() == "self")
                .collect(),
        ];
    };
    let inner = inner.rsplit_once('}').unwrap().0;
    let (mut depth, mut branches) = (0, vec![String::new()]);
    for letter in inner.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        match letter {
            ',' if depth == 0 => branches.push(String::new()),
            _ => branches.last_mut().unwrap().push(letter),
        }
    }
    let branches = branches.iter().filter(|branch| !branch.trim().is_empty());
    branches
        .flat_map(|branch| flat(branch))
        .map(|path| [split(head, ':'), path].concat())
        .collect()
}

fn exports(text: &str) -> BTreeMap<String, Names> {
    let public = uses(text).into_iter().filter(|(is_public, _)| *is_public);
    let paths = public.flat_map(|(_, tree)| flat(tree));
    let moved = paths.filter(|path| path.len() > 1);
    moved
        .map(|path| (path.last().unwrap().clone(), path))
        .collect()
}

fn layer(module: &[String]) -> Option<usize> {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module[0].as_str()))
}

#[test]
fn every_wing_uses_only_those_above_it() {
    let sources = Sources::read();
    let mut offenders = Vec::new();
    let mut arrows = 0;
    for module in sources.code.keys() {
        let Some(own) = layer(module) else {
            assert!(
                ["build", "main"].contains(&module[0].as_str()),
                "{module:?} has no layer"
            );
            continue;
        };
        for used in sources.used(module) {
            arrows += 1;
            if layer(&used).is_none_or(|layer| layer > own) {
                offenders.push(format!("{} uses {}", module.join("/"), used.join("/")));
            }
        }
    }
    assert!(arrows > 500, "only {arrows} uses were found");
    assert!(
        offenders.is_empty(),
        "against the layers:\n{}",
        offenders.join("\n")
    );
}

/// Files that use one another in a circle can only be understood together. A folder's own face and its
/// files are one thing and may.
#[test]
fn no_files_use_one_another_in_a_circle() {
    let sources = Sources::read();
    let is_face = |a: &Names, b: &Names| a.starts_with(b) || b.starts_with(a);
    let mut left: BTreeMap<&Names, BTreeSet<Names>> = sources
        .code
        .keys()
        .map(|module| {
            let used = sources.used(module);
            (
                module,
                used.into_iter()
                    .filter(|used| !is_face(module, used))
                    .collect(),
            )
        })
        .collect();
    // Whoever uses nothing that is left, or is used by nothing, is in no circle.
    loop {
        let before = left.len();
        let all: BTreeSet<Names> = left.values().flatten().cloned().collect();
        left.retain(|module, _| all.contains(*module));
        let known: BTreeSet<&Names> = left.keys().copied().collect();
        let open: Vec<&Names> = left
            .iter()
            .filter(|(_, used)| !used.iter().any(|used| known.contains(used)))
            .map(|(module, _)| *module)
            .collect();
        for module in open {
            left.remove(module);
        }
        if left.len() == before {
            break;
        }
    }
    let circles: Vec<String> = left.keys().map(|module| module.join("/")).collect();
    assert!(circles.is_empty(), "in circles:\n{}", circles.join("\n"));
}

#[test]
fn the_domain_knows_no_terminal_no_file_and_no_clock() {
    let sources = Sources::read();
    for (module, code) in &sources.code {
        let wing = module[0].as_str();
        if PURE.contains(&wing) {
            for word in IMPURE {
                assert!(!code.contains(word), "{} mentions {word}", module.join("/"));
            }
        }
        if !TERMINAL.contains(&wing) {
            for word in ["ratatui", "crossterm"] {
                assert!(!code.contains(word), "{} mentions {word}", module.join("/"));
            }
        }
    }
}

#[test]
fn every_wing_and_page_stands_in_the_map() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let map: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .collect();
    let map = map.join("\n");
    let sources = Sources::read();
    for module in sources.code.keys() {
        let page = module.iter().skip_while(|name| *name != "pages").nth(1);
        let name = page.unwrap_or(&module[0]);
        let is_code = layer(module).is_some();
        let is_shown = map.contains(&format!("`{name}`"));
        assert!(is_shown || !is_code, "the map in src/lib.rs lacks {name}");
    }
}
