//! The build script: reads `guides/` once, with the program's own parser, and puts the result into
//! the binary. A start of the program then decodes it instead of parsing 200 KiB of TOML, and a
//! broken guide fails the build with its file, line and column.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the program's modules, of which this uses a part"
)]

mod account;
mod clock;
mod document;
mod guide;
mod id;
mod letter;
mod link;
mod progress;
mod region;
mod state;
mod text;
mod word;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use guide::{Guide, Origin};
use region::Regions;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let guides = root.join("guides");
    println!("cargo::rerun-if-changed=guides");
    println!("cargo::rerun-if-changed=src");
    let mut files = Vec::new();
    find(&guides, &mut files)?;
    files.sort();

    let mut faults = Vec::new();
    let mut note = |name: &str, problems: Vec<document::Problem>| {
        faults.extend(
            problems
                .iter()
                .map(|problem| format!("guides/{name}:{problem}")),
        );
    };
    let mut parsed = Vec::new();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file
            .strip_prefix(&guides)?
            .to_string_lossy()
            .replace('\\', "/");
        let (guide, problems) = Guide::parse(&fs::read_to_string(file)?, Origin::Shipped, &[]);
        note(&name, problems);
        parsed.extend(guide);
        let path = file.to_string_lossy();
        list.push_str(&format!("    ({name:?}, include_str!({path:?})),\n"));
    }
    list.push(']');
    let (regions, problems) = Regions::parse(&fs::read_to_string(guides.join("regions.toml"))?);
    note("regions.toml", problems);
    if !faults.is_empty() {
        return Err(format!("the shipped guides have faults:\n{}", faults.join("\n")).into());
    }
    parsed.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.id.cmp(&b.id)));
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // The cards are decoded at every start, a guide only when somebody follows or reads it.
    let mut whole = Vec::new();
    let mut cards = Vec::new();
    for guide in &parsed {
        let bytes = postcard::to_allocvec(guide)?;
        cards.push((guide.card(), whole.len(), bytes.len()));
        whole.extend(bytes);
    }
    fs::write(out.join("cards.bin"), postcard::to_allocvec(&cards)?)?;
    fs::write(out.join("guides.bin"), whole)?;
    fs::write(out.join("regions.bin"), postcard::to_allocvec(&regions)?)?;
    fs::write(
        out.join("record.bin"),
        postcard::to_allocvec(regions.record())?,
    )?;
    fs::write(out.join("shipped.rs"), list)?;
    Ok(())
}

/// Every guide file below a folder.
fn find(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("letters") {
                find(&path, found)?;
            }
        } else if path.extension().is_some_and(|end| end == "toml")
            && !path.ends_with("regions.toml")
        {
            found.push(path);
        }
    }
    Ok(())
}
