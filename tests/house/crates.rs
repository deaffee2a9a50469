//! The crates that are built into the program.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Component, Path},
};

use crate::{ROOT, files, read, sources};

/// The crates of a lock file, with all their versions.
fn locked(path: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let lock = read(path);
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key));
            line.unwrap().trim_matches('"').to_owned()
        };
        let versions = found.entry(value("name = ")).or_default();
        versions.insert(value("version = "));
    }
    found
}

#[test]
fn every_crate_says_why_it_is_here() {
    let manifest = read("Cargo.toml");
    let mut lines = manifest.lines();
    let mut counted = 0;
    for heading in [
        "[dependencies]",
        "[target.'cfg(unix)'.dependencies]",
        "[dev-dependencies]",
    ] {
        assert!(lines.any(|line| line == heading), "{heading}");
        let mut above = "";
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            let is_comment = line.starts_with('#');
            let is_explained = is_comment || above.starts_with('#');
            assert!(is_explained, "{line}: for what? Say so above it.");
            above = line;
            counted += usize::from(!is_comment);
        }
    }
    assert!(counted > 30, "{counted}");
}

/// `cargo package` builds the program from these files alone.
#[test]
fn what_building_reads_is_in_the_package() {
    let manifest = read("Cargo.toml");
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("include = "));
    let included: Vec<&str> = line.unwrap().split('"').skip(1).step_by(2).collect();
    let (mut paths, mut counted) = (Vec::new(), 0);
    sources("src", &mut paths);
    for path in paths {
        let code = read(&path);
        let code = code.split("\n#[cfg(test)]\n").next().unwrap();
        // From the folder of the file, or, for the build script, from the root.
        let folder = Path::new(&path).parent().unwrap();
        let from = |mark: &'static str, folder: &Path| {
            let some = code.split(mark).skip(1).filter_map(|it| it.split_once('"'));
            some.map(|(file, _)| folder.join(file)).collect::<Vec<_>>()
        };
        let mut read = from("include_str!(\"", folder);
        read.extend(from("include_bytes!(\"", folder));
        if path == "src/build.rs" {
            read.extend(from("root.join(\"", Path::new("")));
        }
        for file in read {
            let mut plain = Path::new("/").to_path_buf();
            for part in file.components() {
                match part {
                    Component::ParentDir => drop(plain.pop()),
                    other => plain.push(other),
                }
            }
            let is_in = included.iter().any(|it| plain.starts_with(it));
            assert!(is_in, "{path}: {plain:?} is not in {included:?}");
            counted += 1;
        }
    }
    assert!(counted > 20, "{counted}");
}

/// Names in the list of functions that nothing has any more do no harm, but then it puts little together.
#[test]
fn the_list_of_functions_that_run_often_is_of_this_source() {
    let list = read(".packaging/often.ld");
    let (mut there, mut all) = (0, 0);
    for name in list.split("._ZN6optout").skip(1) {
        // Each part of a path stands after its length: `3app4core4Core5entry`.
        let mut rest = name;
        let mut parts = std::iter::from_fn(|| {
            let digits = rest.find(|c: char| !c.is_ascii_digit())?;
            let (length, after) = rest.split_at(digits);
            let part;
            (part, rest) = after.split_at_checked(length.parse().ok()?)?;
            Some(part)
        });
        let (Some(wing), Some(room)) = (parts.next(), parts.next()) else {
            continue;
        };
        let is_there = |path: String| Path::new(ROOT).join(path).exists();
        // A wing of one file has no rooms.
        let is_known = match is_there(format!("src/{wing}")) {
            true => is_there(format!("src/{wing}/{room}.rs")),
            false => is_there(format!("src/{wing}.rs")),
        };
        all += 1;
        there += usize::from(is_known);
    }
    assert!(all > 300, "{all}");
    let message = "`.packaging/often` writes the list anew";
    assert!(there * 10 > all * 9, "{there} of {all}: {message}");
}

/// The program is built without what computes powers: see `src/build.rs`.
#[test]
fn no_template_raises_to_a_power() {
    let mut templates = Vec::new();
    files("guides/letters", &mut templates);
    files("src/export/pages", &mut templates);
    assert!(templates.len() > 100);
    for template in templates {
        assert!(!read(&template).contains("**"), "{template}");
    }
}

#[test]
fn the_fuzzer_builds_the_crates_that_the_program_has() {
    let (ours, theirs) = (locked("Cargo.lock"), locked("tests/fuzz/Cargo.lock"));
    let mut compared = 0;
    for (name, versions) in theirs {
        if let Some(known) = ours.get(&name) {
            assert!(
                versions.is_subset(known),
                "{name} is {versions:?} in tests/fuzz/Cargo.lock, {known:?} in Cargo.lock: \
                 run `cargo update` in both folders"
            );
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared}");
}
