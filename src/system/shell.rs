//! What a person can type into the shell of this system.

use std::path::Path;

/// The command that copies a file over another. Both shells of Windows have this one.
pub(crate) const COPY: &str = if cfg!(windows) { "copy" } else { "cp" };

/// A path quoted for the shell, to be shown.
pub(crate) fn quoted(path: &Path) -> String {
    quoted_for(cfg!(windows), &path.to_string_lossy())
}

fn quoted_for(is_windows: bool, path: &str) -> String {
    let plain = if is_windows { "\\/._-:" } else { "/._-+,:@%" };
    let is_plain = |letter: char| letter.is_alphanumeric() || plain.contains(letter);
    if path.chars().all(is_plain) {
        path.to_owned()
    } else if is_windows {
        // No name there has a quotation mark in it.
        format!("\"{path}\"")
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted_for;

    #[test]
    fn a_path_is_quoted_as_its_shell_wants_it() {
        for (is_windows, path, quoted) in [
            (false, "/home/me/a.toml", "/home/me/a.toml"),
            (
                false,
                "/home/me and you/it's",
                r"'/home/me and you/it'\''s'",
            ),
            (true, r"C:\Users\me\a.toml", r"C:\Users\me\a.toml"),
            (
                true,
                r"C:\Users\me & you\a.toml",
                r#""C:\Users\me & you\a.toml""#,
            ),
        ] {
            assert_eq!(quoted_for(is_windows, path), quoted);
        }
    }
}
