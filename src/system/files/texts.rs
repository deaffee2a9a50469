//! Reading a folder of saved texts recursively, with bounded sizes, without following links.

use std::{
    fs::{self, DirEntry},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::{
    sort::sort_by_cached_key,
    system::files::regular::{self, Unopened},
    text::{self, Clean},
};

/// The largest text that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The deepest level of subfolders that is read.
const DEEPEST: usize = 64;

/// Most texts that are read.
const MOST_TEXTS: usize = 20_000;

/// The endings of texts, in lower case.
pub const ENDINGS: [&str; 3] = ["html", "md", "txt"];

/// The result of reading such a folder.
#[derive(Debug, Default)]
pub struct FoundTexts {
    /// How many texts were read.
    pub texts: usize,
    /// The files that were not read, with the reason.
    pub skipped: Vec<(PathBuf, Clean)>,
}

/// Calls `look` with every text of a folder and its path below the folder, in the order of the
/// names.
///
/// # Errors
///
/// When the folder itself cannot be read. A file in it that cannot be read is skipped.
pub fn read(folder: &Path, mut look: impl FnMut(&Path, &str)) -> io::Result<FoundTexts> {
    let mut found = FoundTexts::default();
    // A stack of the folders that are still to be read.
    let mut waiting = vec![(PathBuf::new(), 0)];
    let mut first = true;
    while let Some((below, depth)) = waiting.pop() {
        let entries = match sorted(&folder.join(&below)) {
            Ok(entries) => entries,
            Err(error) if first => return Err(error),
            Err(error) => {
                found.skip(below, &error.to_string());
                continue;
            }
        };
        first = false;
        let mut folders = Vec::new();
        for entry in entries {
            let path = below.join(entry.file_name());
            // The type of a link itself: its target may be anywhere, even a folder above it.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth >= DEEPEST => found.skip(path, "too deep"),
                Ok(kind) if kind.is_dir() => folders.push((path, depth + 1)),
                Ok(_) if !is_text(&path) => {}
                Ok(kind) if !kind.is_file() => found.skip(path, "not a regular file"),
                Ok(_) if found.texts >= MOST_TEXTS => {
                    found.skip(path, "too many texts before it");
                    return Ok(found);
                }
                Ok(_) => match read_text(&folder.join(&path)) {
                    Ok(text) => {
                        found.texts += 1;
                        look(&path, &text);
                    }
                    Err(why) => found.skip(path, &why),
                },
                Err(error) => found.skip(path, &error.to_string()),
            }
        }
        waiting.extend(folders.into_iter().rev());
    }
    Ok(found)
}

impl FoundTexts {
    fn skip(&mut self, path: PathBuf, why: &str) {
        self.skipped.push((path, text::line(why)));
    }
}

fn sorted(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
    sort_by_cached_key(&mut entries, DirEntry::file_name);
    Ok(entries)
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// Reads a text; bytes that are not UTF-8 are replaced, since they are never part of an address.
fn read_text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let (file, _) = regular::open_listed(path).map_err(|unopened| match unopened {
        Unopened::NotRegular => "not a regular file".to_owned(),
        Unopened::Refused(error) => error.to_string(),
    })?;
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("larger than {} MiB", LARGEST / 1024 / 1024));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
