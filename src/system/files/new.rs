//! Writing a new file, readable by its owner alone. What is there already is never written over.

use std::{
    fs,
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use crate::{error::Error, system::disk};

/// Writes into a file that must not exist.
///
/// # Errors
///
/// When it exists, or could not be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write(path, bytes).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Error::new(
            format!("{} is there already.", path.display()),
            "Nothing was written. Name another file, or remove that one.",
        ),
        _ => unwritten(path, &error),
    })
}

/// As [`create`], with the error of the system.
pub(in crate::system) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk::private().create_new(true).open(path)?;
    file.write_all(bytes).inspect_err(|_| {
        // A truncated file is of no use, and it was made by this call.
        let _ = fs::remove_file(path);
    })
}

pub(in crate::system) fn unwritten(path: &Path, error: &io::Error) -> Error {
    Error::new(
        format!("{} could not be written: {error}.", path.display()),
        "Check that there is room on the disk and that you may write there.",
    )
}

#[cfg(test)]
mod tests {
    use super::create;
    use crate::system::disk;
    use std::fs;

    #[test]
    fn a_file_that_was_named_must_be_a_new_one() {
        let home = std::env::temp_dir().join(format!("optout-new-{}", fastrand::u64(..)));
        fs::create_dir(&home).unwrap();
        let path = home.join("mine.svg");
        create(&path, b"<svg/>").unwrap();
        assert!(disk::is_private(&path));
        let error = create(&path, b"other").unwrap_err();
        assert!(error.sentence.contains("there already"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "<svg/>");
        let error = create(&home.join("no").join("such.svg"), b"x").unwrap_err();
        assert!(error.sentence.contains("such.svg"), "{error}");
        fs::remove_dir_all(home).unwrap();
    }
}
