//! Reading a file that somebody else wrote: a regular file, not too large, most often in UTF-8.

use std::{
    io::{self, Read as _},
    path::Path,
};

use crate::system::files::regular::{self, Unopened};

/// The largest file that is read, in bytes. A parser may need many times as much memory.
pub const LARGEST: u64 = 256 * 1024;

/// Reads a file; `None` when there is none.
///
/// # Errors
///
/// A sentence that says why it is not read. It may contain a message of the system, so it is
/// cleaned before it is shown.
pub fn read(path: &Path) -> Result<Option<String>, String> {
    read_up_to(path, LARGEST)
}

/// Reads a file of at most so many bytes; `None` when there is none.
///
/// # Errors
///
/// As [`read`].
pub fn read_up_to(path: &Path, most: u64) -> Result<Option<String>, String> {
    let bytes = bytes_up_to(path, most)?;
    bytes.map(text).transpose()
}

/// Reads a file that need not be text; `None` when there is none.
///
/// # Errors
///
/// As [`read`].
pub fn read_bytes(path: &Path) -> Result<Option<Vec<u8>>, String> {
    bytes_up_to(path, LARGEST)
}

/// Reads a file of at most so many bytes that need not be text; `None` when there is none.
///
/// # Errors
///
/// As [`read`].
pub(super) fn bytes_up_to(path: &Path, most: u64) -> Result<Option<Vec<u8>>, String> {
    let (file, there) = match regular::open(path) {
        Ok(opened) => opened,
        Err(Unopened::Refused(error))
            if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() =>
        {
            return Ok(None);
        }
        Err(Unopened::Refused(error)) => return Err(unreadable(&error)),
        Err(Unopened::NotRegular) => return Err("This is not a regular file.".to_owned()),
    };
    whole(file, there.len(), most).map(Some)
}

/// Reads standard input, of at most so many bytes.
///
/// # Errors
///
/// As [`read`].
pub fn read_input(most: u64) -> Result<String, String> {
    whole(io::stdin().lock(), 0, most).and_then(text)
}

/// Reads at most one byte more than allowed, which shows that the file is too large, whatever size
/// it reports and however fast it grows.
fn whole(file: impl io::Read, reported: u64, most: u64) -> Result<Vec<u8>, String> {
    // With room for all of it, it is read at once; a byte more shows that it ends there.
    let room = usize::try_from(reported.min(most) + 1).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room);
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > most {
        return Err(format!("The file is larger than {} KiB.", most / 1024));
    }
    Ok(bytes)
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        format!("The file is not UTF-8: the byte at offset {offset} does not belong there.")
    })
}

fn unreadable(error: &io::Error) -> String {
    format!("The file cannot be read: {error}.")
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, read, whole};
    use std::{
        fs,
        io::{self, Read},
        path::Path,
    };

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

    /// A file that never ends, and counts what is taken of it.
    struct Endless<'c>(&'c mut u64);

    impl Read for Endless<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(b'a');
            *self.0 += buffer.len() as u64;
            Ok(buffer.len())
        }
    }

    #[test]
    fn of_a_file_without_end_one_byte_more_than_allowed_is_read() {
        let mut taken = 0;
        let message = whole(Endless(&mut taken), 0, LARGEST).unwrap_err();
        assert!(message.contains("256 KiB"), "{message}");
        assert_eq!(taken, LARGEST + 1);
    }

    #[test]
    fn a_file_that_is_longer_than_it_says_is_read_up_to_the_limit() {
        // As one that was replaced by a longer one after the look.
        let longer = Path::new("/proc/kallsyms");
        let reported = fs::metadata(longer).map(|there| there.len());
        if !reported.is_ok_and(|reported| reported == 0) {
            return;
        }
        assert!(read(longer).unwrap_err().contains("256 KiB"));
    }
}
