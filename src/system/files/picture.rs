//! Writing a QR code as SVG: always into a new file, readable by its owner alone.

use std::{
    fs,
    io::{ErrorKind, Read as _},
    path::{Path, PathBuf},
};

use crate::{
    error::Error,
    system::{
        disk,
        files::{new, regular},
    },
};

/// The highest number that is added to a name.
const MOST: u32 = 99;

/// Writes the picture into a folder, which is made if it is missing, and returns its path. The same
/// picture is not written twice; if another one has the name, the new one gets a number.
///
/// # Errors
///
/// When it could not be written.
pub fn keep(folder: &Path, name: &str, svg: &str) -> Result<PathBuf, Error> {
    disk::make_private_folder(folder, true).map_err(|error| new::unwritten(folder, &error))?;
    for number in 1..=MOST {
        let name = match number {
            1 => format!("{name}.svg"),
            more => format!("{name}-{more}.svg"),
        };
        let path = folder.join(name);
        match new::write(&path, svg.as_bytes()) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if is_same(&path, svg) {
                    return Ok(path);
                }
            }
            Err(error) => return Err(new::unwritten(&path, &error)),
        }
    }
    Err(Error::new(
        format!("{} has {MOST} QR codes of this name.", folder.display()),
        "Remove those that you do not need.",
    ))
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

#[cfg(test)]
mod tests {
    use super::keep;
    use crate::system::disk;
    use std::{fs, path::PathBuf};

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
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(home.join("x"), there.join("c.svg")).unwrap();
            assert_eq!(keep(&there, "c", "<svg/>").unwrap(), there.join("c-2.svg"));
            assert!(!home.join("x").exists());
        }
        assert!(disk::is_private(&there) && disk::is_private(&first));
        fs::remove_dir_all(home).unwrap();
    }
}
