//! Reading a small text file that somebody else wrote: a regular file, not too large, in UTF-8.

use std::{fs, io, io::Read as _, path::Path};

/// The largest file that is read, in bytes. A parser may need many times as much memory.
pub const LARGEST: u64 = 256 * 1024;

/// Reads a file; `None` when there is none.
///
/// # Errors
///
/// A sentence that says why it is not read. It may carry text of the system, so it is cleaned
/// where it is shown.
pub fn read(path: &Path) -> Result<Option<String>, String> {
    read_up_to(path, LARGEST)
}

/// Reads a file of at most so many bytes; `None` when there is none.
///
/// # Errors
///
/// As [`read`].
pub fn read_up_to(path: &Path, most: u64) -> Result<Option<String>, String> {
    // Before it is opened: opening a FIFO waits for its other end.
    let found = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => {
            return Ok(None);
        }
        found => found,
    };
    if !found.map_err(|error| unreadable(&error))?.is_file() {
        return Err("This is not a regular file.".to_owned());
    }
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large, also when it grows meanwhile.
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > most {
        return Err(format!("The file is larger than {} KiB.", most / 1024));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        format!("The file is not UTF-8: the byte at offset {offset} does not belong there.")
    })?;
    Ok(Some(text))
}

fn unreadable(error: &io::Error) -> String {
    format!("The file cannot be read: {error}.")
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, read};
    use std::fs;

    #[test]
    fn only_small_regular_files_of_text_are_read() {
        let folder = std::env::temp_dir().join(format!("optout-small-file-{}", fastrand::u64(..)));
        fs::create_dir(&folder).unwrap();
        let path = folder.join("x");
        assert_eq!(read(&path), Ok(None));
        fs::write(&path, "title = \"é\"").unwrap();
        assert_eq!(read(&path), Ok(Some("title = \"é\"".to_owned())));
        fs::write(&path, b"abc\xff").unwrap();
        assert!(read(&path).unwrap_err().contains("offset 3 "));
        fs::write(&path, vec![b'a'; LARGEST as usize]).unwrap();
        assert!(read(&path).is_ok());
        fs::write(&path, vec![b'a'; LARGEST as usize + 1]).unwrap();
        assert!(read(&path).unwrap_err().contains("256 KiB"));
        assert!(read(&folder).unwrap_err().contains("regular"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
