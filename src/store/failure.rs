//! Why the disk refused, in words that help.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use crate::error::Error;

/// Why something was not saved, by whether it is worth trying the same again.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The disk refused. The same may work later.
    Disk(Error),
    /// What was asked does not go together with what is in the file. It fails for this change
    /// alone, and until the file is mended.
    Content(Error),
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Disk(error) | Failure::Content(error) => error,
        }
    }
}

/// The failure of one call: `doing` is a verb, such as "write".
pub(crate) fn disk(doing: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::Disk(refused(doing, path, error))
}

/// The error of one call: `doing` is a verb, such as "write".
pub(crate) fn refused(doing: &str, path: &Path, error: &io::Error) -> Error {
    let hint = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "Free some space on that disk, then try again."
        }
        ErrorKind::ReadOnlyFilesystem => {
            "Nothing can be written to that disk now. Make it writable, or choose another folder with --data-dir."
        }
        ErrorKind::PermissionDenied => {
            "Check who owns the file and its folder, or choose another folder with --data-dir."
        }
        ErrorKind::NotFound => {
            "Check that the disk is there, or choose another folder with --data-dir."
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists | ErrorKind::IsADirectory => {
            "Something else is in that place. Move it away, or choose another folder with --data-dir."
        }
        _ => "Check the disk, or choose another folder with --data-dir.",
    };
    Error::new(
        format!("Cannot {doing} {}: {}.", path.display(), reason(error)),
        hint,
    )
}

/// What the system says, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text
        .split(" (os error")
        .next()
        .unwrap_or(&text)
        .trim_end_matches('.');
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::refused;
    use std::{io, path::Path};

    #[test]
    fn a_full_disk_is_said_in_plain_words() {
        let error = refused(
            "write",
            Path::new("/data/\x1b[2Ja.toml"),
            &io::Error::from_raw_os_error(28),
        );
        assert!(
            error.sentence.ends_with("a.toml: no space left on device."),
            "{error}"
        );
        assert!(!error.sentence.contains('\x1b'));
        assert!(error.hint.contains("Free some space"), "{error}");
    }
}
