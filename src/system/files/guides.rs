//! Reading and writing the files of the user's own guides.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use crate::{
    catalog::GuideFile,
    error::Error,
    sort::sort,
    system::{disk, files::small, paths},
    text::{self, Clean},
};

/// Most files that are read, in the order of their names.
pub const MOST_FILES: usize = 200;

/// Reads the guides of a folder, without its subfolders, in the order of their names. A file that
/// cannot be read is returned too, with the reason.
pub fn read(folder: &Path) -> Vec<GuideFile> {
    let mut names = match names(folder) {
        Ok(names) => names,
        Err(error) => {
            let reason = format!("The folder cannot be read: {error}.");
            return vec![GuideFile {
                name: paths::shown(folder),
                text: Err(reason),
            }];
        }
    };
    sort(&mut names);
    let count = names.len();
    let mut files: Vec<GuideFile> = names
        .into_iter()
        .take(MOST_FILES)
        .map(|name| read_file(folder, &name))
        .collect();
    if count > MOST_FILES {
        let reason =
            format!("The folder has {count} guides; the first {MOST_FILES} by name are read.");
        files.push(GuideFile {
            name: paths::shown(folder),
            text: Err(reason),
        });
    }
    files
}

/// Writes a new guide into the folder, which is made if it is missing. Never overwrites a file.
///
/// # Errors
///
/// When something has that name, or the disk refuses; then nothing is left behind.
pub fn put(folder: &Path, name: &str, text: &str) -> Result<(), Error> {
    let path = folder.join(name);
    let refused = |error: io::Error| {
        if error.kind() == ErrorKind::AlreadyExists {
            let sentence = format!("{} is there already.", path.display());
            let hint = "It is yours and is never written over: edit it, or move it away first.";
            return Error::new(sentence, hint);
        }
        let sentence = format!("Cannot write {}: {error}.", path.display());
        Error::new(sentence, "Or choose another folder with --config-dir.")
    };
    disk::make_private_folder(folder, true).map_err(|error| {
        let sentence = format!("Cannot make the folder {}: {error}.", folder.display());
        Error::new(sentence, "Or choose another folder with --config-dir.")
    })?;
    let file = disk::private().create_new(true).open(&path);
    write(file.map_err(refused)?, folder, text).map_err(|error| {
        // A truncated guide would be reported at every start.
        let _ = fs::remove_file(&path);
        refused(error)
    })
}

fn write(mut file: File, folder: &Path, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    disk::sync_folder(folder)
}

fn names(folder: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        // Editors put lock files and copies beside a file, under names that start with a dot.
        let hidden = name.as_encoded_bytes().starts_with(b".");
        if !hidden
            && Path::new(&name)
                .extension()
                .is_some_and(|extension| extension == "toml")
        {
            names.push(name);
        }
    }
    Ok(names)
}

fn read_file(folder: &Path, name: &std::ffi::OsStr) -> GuideFile {
    let shown: Clean = text::line(&name.to_string_lossy());
    let text = small::read(&folder.join(name))
        .and_then(|text| text.ok_or_else(|| "The file is gone.".to_owned()));
    GuideFile { name: shown, text }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{MOST_FILES, read};
    use std::{fs, os::unix::fs::symlink, path::PathBuf, process::Command};

    fn folder() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("optout-guides-{}", fastrand::u64(..)));
        fs::create_dir(&folder).unwrap();
        folder
    }

    #[test]
    fn a_missing_folder_holds_no_guides() {
        let folder = folder();
        assert!(read(&folder.join("none")).is_empty());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_not_a_guide_is_told_and_never_waited_for() {
        let folder = folder();
        fs::write(folder.join("a.toml"), "format = 1").unwrap();
        fs::write(folder.join("notes.txt"), "").unwrap();
        fs::write(folder.join(".#a.toml"), "").unwrap();
        symlink(folder.join("a.toml"), folder.join("b-link.toml")).unwrap();
        symlink(folder.join("c-loop.toml"), folder.join("c-loop.toml")).unwrap();
        symlink(folder.join("nowhere"), folder.join("d-dangling.toml")).unwrap();
        fs::create_dir(folder.join("e-folder.toml")).unwrap();
        assert!(
            Command::new("mkfifo")
                .arg(folder.join("f-fifo.toml"))
                .status()
                .unwrap()
                .success()
        );
        symlink("/dev/zero", folder.join("g-zero.toml")).unwrap();
        fs::write(folder.join("h\u{1b}]0;x\u{7}.toml"), b"\xff").unwrap();
        let found = read(&folder);
        let names: Vec<&str> = found.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "a.toml",
                "b-link.toml",
                "c-loop.toml",
                "d-dangling.toml",
                "e-folder.toml",
                "f-fifo.toml",
                "g-zero.toml",
                "h\u{fffd}]0;x\u{fffd}.toml"
            ]
        );
        let refused: Vec<bool> = found.iter().map(|file| file.text.is_err()).collect();
        assert_eq!(refused, [false, false, true, true, true, true, true, true]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_first_two_hundred_are_read() {
        let folder = folder();
        for number in 0..=MOST_FILES {
            fs::write(folder.join(format!("{number:03}.toml")), "").unwrap();
        }
        let found = read(&folder);
        assert_eq!(found.len(), MOST_FILES + 1);
        assert!(
            found
                .last()
                .unwrap()
                .text
                .as_ref()
                .unwrap_err()
                .contains("201 guides")
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
