//! The made-up guides and regions of `tests/fixtures/`, for tests of how something is laid out: a
//! corrected sentence in a shipped guide changes nothing there.

use std::{fs, path::Path, sync::Arc};

use optout::{
    catalog::Catalog,
    content::{
        guide::{Guide, Origin},
        region::Regions,
    },
    text,
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

pub fn regions() -> Regions {
    let text = fs::read_to_string(Path::new(FOLDER).join("regions.toml")).unwrap();
    let (regions, problems) = Regions::parse(&text, optout::catalog::shared().sources());
    assert_eq!(problems, []);
    regions
}

/// The made-up guides as if they were shipped, with guides of the user's own beside them.
pub fn catalog(regions: Regions, own: &[&str]) -> Catalog {
    let mut guides = Vec::new();
    for entry in fs::read_dir(Path::new(FOLDER).join("guides")).unwrap() {
        let path = entry.unwrap().path();
        guides.push(parse(&fs::read_to_string(&path).unwrap(), Origin::Shipped));
    }
    for (number, text) in own.iter().enumerate() {
        let file = text::line(&format!("own-{number}.toml"));
        guides.push(parse(text, Origin::Yours(file)));
    }
    Catalog::of(Arc::new(regions), guides)
}

fn parse(text: &str, origin: Origin) -> Guide {
    let (guide, problems) = Guide::parse(text, optout::catalog::shared(), origin, &[]);
    assert_eq!(problems, [], "{text}");
    guide.unwrap()
}
