//! No id that was ever shipped may change or vanish: people's ticks hang on them.
//! `OPTOUT_UPDATE=1 cargo test --test ids` adds new ids to the list; nothing takes one off it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;

use optout::{
    catalog::Catalog,
    lint::ids::{self, ShippedId},
};

const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ids.txt");

/// The list with what it lacks, each in its position: guides, steps, regions, authorities, letters.
fn completed(list: &str, shipped: &[ShippedId]) -> String {
    let head: Vec<&str> = list.lines().filter(|line| line.starts_with('#')).collect();
    let is_id = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let mut ids: Vec<&str> = list.lines().filter(is_id).collect();
    ids.extend(shipped.iter().map(|named| named.line.as_str()));
    let order = ["guide", "step", "region", "authority", "letter"];
    ids.sort_by_key(|line| {
        let word = line.split(' ').next().unwrap();
        (order.iter().position(|known| *known == word), *line)
    });
    ids.dedup();
    format!("{}\n{}\n", head.join("\n"), ids.join("\n"))
}

#[test]
fn every_id_ever_shipped_is_still_there_and_every_new_one_is_listed() {
    let shipped = ids::shipped();
    if std::env::var_os("OPTOUT_UPDATE").is_some() {
        let list = fs::read_to_string(LIST).unwrap();
        fs::write(LIST, completed(&list, &shipped)).unwrap();
    }
    let list = fs::read_to_string(LIST).unwrap();
    let found = ids::compare(&list, &shipped);
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(
        list,
        completed(&list, &shipped),
        "tests/ids.txt is in order"
    );
}

#[test]
fn the_ids_are_those_that_the_program_reads() {
    let catalog = Catalog::new(&[], &[]);
    let mut wanted: Vec<String> = Vec::new();
    for guide in catalog.guides() {
        wanted.push(format!("guide {}", guide.id));
        wanted.extend(
            guide
                .steps
                .iter()
                .map(|step| format!("step {}/{}", guide.id, step.id)),
        );
    }
    let regions = &catalog.regions;
    wanted.extend(regions.iter().map(|region| format!("region {}", region.id)));
    let authorities = regions.all_authorities();
    wanted.extend(authorities.map(|authority| format!("authority {}", authority.id)));
    let mut found: Vec<String> = ids::shipped().into_iter().map(|named| named.line).collect();
    found.retain(|line| !line.starts_with("letter "));
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
}

#[test]
fn a_renamed_id_is_told_twice_with_both_places() {
    let named = |line: &str, at: usize| ShippedId {
        line: line.to_owned(),
        position: ("guides/facebook/x.toml".to_owned(), at, 6),
    };
    let shipped = [named("guide x", 2), named("step x/new", 30)];
    let found = ids::compare("# a remark\nguide x\n\nstep x/old\nguide x\n", &shipped);
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].starts_with("tests/ids.txt:4:1: `step x/old` vanished."));
    assert!(told[1].starts_with("tests/ids.txt:5:1: `guide x` is listed twice."));
    assert!(told[2].starts_with("guides/facebook/x.toml:30:6: `step x/new` is not on the list"));
    assert!(told[2].contains("OPTOUT_UPDATE=1 cargo test --test ids"));
}
