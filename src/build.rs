//! The build script: reads `guides/` once, with the program's own parser, and puts the result into
//! the binary, encoded with `postcard`. Starting then decodes instead of parsing 200 KiB of TOML, and
//! a broken guide or letter fails the build with its file, line and column.
//!
//! The modules below are compiled twice, here and in the program; see the map in `src/lib.rs`.
pub mod content;
pub mod document;
pub mod id;
pub mod sort;
pub mod text;

use std::{
    env,
    error::Error,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use content::{
    answers::Answers,
    guide::{Guide, Origin},
    holidays::Holidays,
    labels::Labels,
    letter::{Letter, Version, Words},
    region::{Names, Regions},
    shared::Shared,
    source::Source,
};

/// What the linker is told. Other processors' linkers have not been tried: they keep libm all the same.
fn link(root: &Path) {
    let says =
        |key, value: &str| env::var(key).is_ok_and(|it| it.split(',').any(|part| part == value));
    let is_gnu = says("CARGO_CFG_TARGET_OS", "linux") && says("CARGO_CFG_TARGET_ENV", "gnu");
    if !is_gnu || !says("CARGO_CFG_TARGET_ARCH", "x86_64") {
        return;
    }
    // The only thing that needs the mathematics library (libm) is the operator `**` of the templates, which
    // `minijinja` computes with `pow`. No template has one; a test looks. Finding, mapping and relocating that
    // library takes a twentieth of a start, so `pow` is at the address 0, where nothing is: calling it would end
    // the program.
    println!("cargo::rustc-link-arg-bins=-Wl,--defsym=pow=0");
    // A quarter of the machine code runs in most sessions. The linker puts it together: an earlier first frame, and a
    // quarter less memory, since the system maps what lies around each page in use. A name in the list that is no
    // longer used does no harm. A package without shared libraries has an order of its own.
    let often = root.join(".packaging/often.ld");
    println!("cargo::rerun-if-changed={}", often.display());
    let has_own_order = says("CARGO_CFG_TARGET_FEATURE", "crt-static");
    // gold and mold cannot read such a list.
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let is_usual = !["linker", "fuse-ld"].iter().any(|it| flags.contains(it))
        && !["RUSTC_LINKER", "MOLD_PATH"]
            .iter()
            .any(|it| env::var_os(it).is_some());
    if says("PROFILE", "release") && is_usual && !has_own_order {
        println!("cargo::rustc-link-arg-bins=-T{}", often.display());
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let guides = root.join("guides");
    println!("cargo::rerun-if-changed=guides");
    link(&root);
    let mut files = Vec::new();
    find(&guides, &guides, &mut files)?;
    files.sort();

    let mut faults = Faults(Vec::new());
    let sources = fs::read_to_string(guides.join("sources.toml"))?;
    let steps = fs::read_to_string(guides.join("steps.toml"))?;
    let (shared, problems) = Shared::parse(&sources, &steps);
    faults.add("sources.toml", problems);
    let text = fs::read_to_string(guides.join("regions.toml"))?;
    let (regions, problems) = Regions::parse(&text, shared.sources());
    faults.add("regions.toml", problems);
    let text = fs::read_to_string(guides.join("holidays.toml"))?;
    let (holidays, problems) = Holidays::parse(&text, shared.sources());
    faults.add("holidays.toml", problems);
    let calendars = regions.iter().filter_map(|region| region.calendar.as_ref());
    for id in calendars.filter(|id| holidays.get(id).is_none()) {
        faults.add_whole("regions.toml", &format!("No calendar has the id `{id}`."));
    }
    let names = fs::read_to_string(guides.join("countries.toml"))?;
    let (names, problems) = Names::parse(&names, &regions);
    faults.add("countries.toml", problems);
    let letters = Letters::read(
        &guides.join("letters"),
        &regions,
        shared.sources(),
        &mut faults,
    )?;
    let ids: Vec<&str> = letters.all.iter().map(|letter| &*letter.id).collect();
    faults.add("steps.toml", Guide::shared_steps(&shared, &steps).1);
    faults.add("steps.toml", Guide::unknown_letters(&steps, &ids));
    let text = fs::read_to_string(guides.join("labels.toml"))?;
    let (labels, problems) = Labels::parse(&text, shared.sources());
    faults.add("labels.toml", problems);
    let text = fs::read_to_string(guides.join("answers.toml"))?;
    let (answers, problems) = Answers::parse(&text, shared.sources());
    faults.add("answers.toml", problems);
    let mut parsed = Vec::new();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file
            .strip_prefix(&guides)?
            .to_string_lossy()
            .replace('\\', "/");
        let source = fs::read_to_string(file)?;
        let (guide, problems) = Guide::parse(&source, &shared, Origin::Shipped, &[]);
        faults.add(&name, problems);
        faults.add(&name, Guide::unknown_letters(&source, &ids));
        parsed.extend(guide);
        list.push_str(&format!("    ({name:?}, {}),\n", included(&name)));
    }
    list.push(']');
    if !faults.0.is_empty() {
        let faults = faults.0.join("\n");
        return Err(format!("the shipped guides have faults:\n{faults}").into());
    }
    parsed.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.id.cmp(&b.id)));
    let newest = parsed
        .iter()
        .filter_map(|guide| Some(guide.checked?.day))
        .max();
    let newest = newest.ok_or("no guide says when it was checked")?;
    println!("cargo::rustc-env=OPTOUT_GUIDES_DAY={newest}");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // Every start decodes the heads; guides, what their steps say and their references are decoded on demand.
    // They are in separate files, since the system loads a binary page by page.
    let (mut heads, mut whole) = (Vec::new(), Vec::new());
    let (mut details, mut references) = (Vec::new(), Vec::new());
    for guide in &parsed {
        let mut said = Vec::new();
        for step in &guide.steps {
            said.push(append(&mut details, postcard::to_allocvec(&**step)?));
        }
        let ranges = [
            append(&mut whole, postcard::to_allocvec(&(guide, said))?),
            append(&mut references, postcard::to_allocvec(guide.references())?),
        ];
        heads.push((&guide.head, ranges));
    }
    fs::write(out.join("heads.bin"), postcard::to_allocvec(&heads)?)?;
    fs::write(out.join("guides.bin"), whole)?;
    fs::write(out.join("details.bin"), details)?;
    fs::write(out.join("references.bin"), references)?;
    fs::write(out.join("regions.bin"), postcard::to_allocvec(&regions)?)?;
    fs::write(
        out.join("record.bin"),
        postcard::to_allocvec(regions.record())?,
    )?;
    fs::write(out.join("holidays.bin"), postcard::to_allocvec(&holidays)?)?;
    fs::write(out.join("labels.bin"), postcard::to_allocvec(&labels)?)?;
    fs::write(out.join("answers.bin"), postcard::to_allocvec(&answers)?)?;
    fs::write(out.join("names.bin"), postcard::to_allocvec(&names)?)?;
    fs::write(out.join("shipped.rs"), list)?;
    fs::write(out.join("letter_ids.rs"), format!("&{ids:?}"))?;
    fs::write(
        out.join("letters.bin"),
        postcard::to_allocvec(&letters.all)?,
    )?;
    fs::write(
        out.join("letter_words.bin"),
        postcard::to_allocvec(&letters.words)?,
    )?;
    fs::write(out.join("letter_texts.rs"), letters.texts)?;
    Ok(())
}

/// The source of Rust for the text of a file below `guides/`. It names no folder of today: a checkout may be moved
/// with what was built in it.
fn included(file: &str) -> String {
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/guides/{file}\"))")
}

/// Appends a part and returns its range.
fn append(whole: &mut Vec<u8>, part: Vec<u8>) -> Range<usize> {
    let start = whole.len();
    whole.extend(part);
    start..whole.len()
}

/// All problems, each formatted like a compiler's message.
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, name: &str, problems: Vec<document::Problem>) {
        let messages = problems
            .iter()
            .map(|problem| format!("guides/{name}:{problem}"));
        self.0.extend(messages);
    }

    fn add_whole(&mut self, name: &str, message: &str) {
        self.0.push(format!("guides/{name}: {message}"));
    }
}

/// The letters, and their texts as the source of a Rust array.
struct Letters {
    all: Vec<Letter>,
    words: Vec<Words>,
    texts: String,
}

impl Letters {
    fn read(
        folder: &Path,
        regions: &Regions,
        shared: &[Source],
        faults: &mut Faults,
    ) -> Result<Self, Box<dyn Error>> {
        let source = fs::read_to_string(folder.join("words.toml"))?;
        let (words, problems) = Words::parse(&source, regions);
        faults.add("letters/words.toml", problems);
        let mut letters = Self {
            all: Vec::new(),
            words,
            texts: String::from("&[\n"),
        };
        for path in entries(folder)? {
            if path.is_dir() {
                letters.read_letter(&path, regions, shared, faults)?;
            } else if !path.ends_with("words.toml") {
                faults.add_whole(&shown(&path), "A letter is a folder of its own.");
            }
        }
        letters.texts.push(']');
        Ok(letters)
    }

    fn read_letter(
        &mut self,
        folder: &Path,
        regions: &Regions,
        shared: &[Source],
        faults: &mut Faults,
    ) -> Result<(), Box<dyn Error>> {
        let name = name_of(folder);
        let about = folder.join("letter.toml");
        let source = fs::read_to_string(&about)?;
        let (letter, problems) = Letter::parse(&source, &name, regions, shared);
        faults.add(&shown(&about), problems);
        let Some(mut letter) = letter else {
            return Ok(());
        };
        for path in entries(folder)?.iter().filter(|path| **path != about) {
            let stem = path.extension().is_some_and(|end| end == "txt");
            let stem = path.file_stem().filter(|_| stem);
            let Some(stem) = stem else {
                faults.add_whole(&shown(path), "A letter has a letter.toml and texts, *.txt.");
                continue;
            };
            let stem = stem.to_string_lossy();
            let version = match Version::of_file(&stem, regions) {
                Ok(version) => version,
                Err(message) => {
                    faults.add_whole(&shown(path), &message);
                    continue;
                }
            };
            let language = version.language;
            if !self.words.iter().any(|words| words.language == language) {
                let message = format!("letters/words.toml has no words of `{language}`.");
                faults.add_whole(&shown(path), &message);
            }
            let region = version.region.as_deref().unwrap_or("");
            let text = included(&format!("letters/{name}/{stem}.txt"));
            self.texts.push_str(&format!(
                "    ({name:?}, {:?}, {region:?}, {text}),\n",
                language.as_str()
            ));
            letter.versions.push(version);
        }
        letter.versions.sort_by_key(|version| version.language);
        for message in letter.check_versions(regions) {
            faults.add_whole(&shown(folder), &message);
        }
        self.all.push(letter);
        Ok(())
    }
}

/// The paths in a folder, sorted by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let paths: Result<Vec<PathBuf>, _> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect();
    let mut paths = paths?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The path of a file or folder of a letter, relative to `guides/`.
fn shown(path: &Path) -> String {
    let above = path.parent().map(name_of).unwrap_or_default();
    if above == "letters" {
        format!("letters/{}", name_of(path))
    } else {
        format!("letters/{above}/{}", name_of(path))
    }
}

/// Collects the guide files in the folders of `root`, below `folder`, recursively.
fn find(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("letters") {
                find(root, &path, found)?;
            }
        } else if path.extension().is_some_and(|end| end == "toml") && path.parent() != Some(root) {
            found.push(path);
        }
    }
    Ok(())
}
