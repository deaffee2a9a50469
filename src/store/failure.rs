//! Why something was not saved, and error messages with a hint for failures of the disk.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use crate::error::Error;

/// Why something was not saved, and whether to retry.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The disk refused. A retry may succeed.
    Disk(Error),
    /// The change does not fit what is in the file. A retry fails until somebody mends the file;
    /// other changes may succeed.
    Content(Error),
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Disk(error) | Failure::Content(error) => error,
        }
    }
}

/// The failure of one call to the system; `doing` is a verb, such as "write".
pub(crate) fn disk(doing: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::Disk(refused(doing, path, error))
}

/// The error of one call to the system; `doing` is a verb, such as "write".
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

/// The failure of a save that was overtaken at every try.
pub(super) fn always_overtaken(path: &Path) -> Failure {
    Failure::Disk(Error::new(
        format!("{} keeps being changed by another program.", path.display()),
        "Close the other program, then try again.",
    ))
}

/// The system's message without its number.
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
            &io::Error::from_raw_os_error(if cfg!(windows) { 112 } else { 28 }),
        );
        let says = if cfg!(unix) {
            "no space left on device."
        } else {
            "."
        };
        let sentence = &error.sentence;
        assert!(
            sentence.contains("a.toml: ") && sentence.ends_with(says),
            "{error}"
        );
        assert!(!error.sentence.contains('\x1b'));
        assert!(error.hint.contains("Free some space"), "{error}");
    }
}
