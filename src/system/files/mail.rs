//! Reading a saved e-mail.

use std::path::Path;

use super::small;
use crate::{account::answer::LARGEST, error::Error, text};

/// Reads a saved e-mail: a regular file of at most 25 MB.
///
/// # Errors
///
/// If there is none, or it cannot be read, or it is larger.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let name = text::line(&path.to_string_lossy());
    let refused = |sentence: String| Error::new(sentence, "Give the path of the saved e-mail.");
    let bytes = small::bytes_up_to(path, LARGEST as u64)
        .map_err(|reason| refused(format!("{name}: {reason}")))?;
    bytes.ok_or_else(|| refused(format!("There is no file {name}.")))
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, read};
    use std::fs;

    #[test]
    fn a_saved_mail_is_a_regular_file_of_at_most_25_mb() {
        let folder = std::env::temp_dir().join(format!("optout-mail-{}", fastrand::u64(..)));
        fs::create_dir(&folder).unwrap();
        let path = folder.join("answer.eml");
        assert!(read(&path).unwrap_err().sentence.contains("no file"));
        fs::write(&path, b"Subject: \xff\n\nx").unwrap();
        assert_eq!(read(&path).unwrap(), b"Subject: \xff\n\nx");
        fs::File::create(&path)
            .unwrap()
            .set_len(LARGEST as u64 + 1)
            .unwrap();
        assert!(read(&path).unwrap_err().sentence.contains("25600 KiB"));
        assert!(read(&folder).unwrap_err().sentence.contains("regular"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
