//! Writing a QR code as SVG: always into a new file, readable by its owner alone.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, ErrorKind, Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use crate::{error::Error, system::files::regular};

/// The highest number that is added to a name.
const MOST: u32 = 99;

/// Writes the picture into a folder, which is made if it is missing, and returns its path. The same
/// picture is not written twice; if another one has the name, the new one gets a number.
///
/// # Errors
///
/// When it could not be written.
pub fn keep(folder: &Path, name: &str, svg: &str) -> Result<PathBuf, Error> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| unwritten(folder, &error))?;
    for number in 1..=MOST {
        let name = match number {
            1 => format!("{name}.svg"),
            more => format!("{name}-{more}.svg"),
        };
        let path = folder.join(name);
        match write(&path, svg) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if is_same(&path, svg) {
                    return Ok(path);
                }
            }
            Err(error) => return Err(unwritten(&path, &error)),
        }
    }
    Err(Error::new(
        format!("{} has {MOST} QR codes of this name.", folder.display()),
        "Remove those that you do not need.",
    ))
}

/// Writes the picture into a file that must not exist.
///
/// # Errors
///
/// When it exists, or could not be written.
pub fn create(path: &Path, svg: &str) -> Result<(), Error> {
    write(path, svg).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Error::new(
            format!("{} is there already.", path.display()),
            "Nothing was written. Name another file, or remove that one.",
        ),
        _ => unwritten(path, &error),
    })
}

fn write(path: &Path, svg: &str) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(svg.as_bytes()).inspect_err(|_| {
        // A truncated picture is of no use, and the file was made by this call.
        let _ = fs::remove_file(path);
    })
}

fn is_same(path: &Path, svg: &str) -> bool {
    let is_file = fs::symlink_metadata(path)
        .is_ok_and(|there| there.is_file() && there.len() == svg.len() as u64);
    let mut bytes = Vec::new();
    is_file
        && regular::open_listed(path).is_ok_and(|(file, _)| {
            let read = file.take(svg.len() as u64 + 1).read_to_end(&mut bytes);
            read.is_ok() && bytes == svg.as_bytes()
        })
}

fn unwritten(path: &Path, error: &io::Error) -> Error {
    Error::new(
        format!("{} could not be written: {error}.", path.display()),
        "Check that there is room on the disk and that you may write there.",
    )
}

#[cfg(test)]
mod tests {
    use super::{create, keep};
    use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf};

    fn folder() -> PathBuf {
        std::env::temp_dir().join(format!("optout-qr-{}", fastrand::u64(..)))
    }

    #[test]
    fn nothing_else_is_overwritten_and_nothing_is_kept_twice() {
        let home = folder();
        let there = home.join("data/qr");
        let first = keep(&there, "a-b", "<svg/>").unwrap();
        assert_eq!(first, there.join("a-b.svg"));
        assert_eq!(keep(&there, "a-b", "<svg/>").unwrap(), first);
        let second = keep(&there, "a-b", "<svg />").unwrap();
        assert_eq!(second, there.join("a-b-2.svg"));
        assert_eq!(fs::read_to_string(&first).unwrap(), "<svg/>");
        // A link that leads elsewhere is not followed.
        std::os::unix::fs::symlink(home.join("x"), there.join("c.svg")).unwrap();
        assert_eq!(keep(&there, "c", "<svg/>").unwrap(), there.join("c-2.svg"));
        assert!(!home.join("x").exists());
        for (path, mode) in [(&there, 0o700), (&first, 0o600)] {
            let found = fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(found, mode, "{path:?}");
        }
        fs::remove_dir_all(home).unwrap();
    }

    #[test]
    fn a_file_that_was_named_must_be_a_new_one() {
        let home = folder();
        fs::create_dir(&home).unwrap();
        let path = home.join("mine.svg");
        create(&path, "<svg/>").unwrap();
        let error = create(&path, "other").unwrap_err();
        assert!(error.sentence.contains("there already"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "<svg/>");
        let error = create(&home.join("no/such.svg"), "x").unwrap_err();
        assert!(error.sentence.contains("no/such.svg"), "{error}");
        fs::remove_dir_all(home).unwrap();
    }
}
