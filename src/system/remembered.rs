//! What the screen remembers across starts: `screen.toml` in the data folder. It is a convenience: a file
//! that cannot be read is reported and otherwise ignored.

use std::{fs, path::Path};

use crate::{
    document::{Document, FileProblem, Problem, Problems, named_enum},
    error::Error,
    system::{
        disk,
        files::{new, small},
        paths,
    },
};

named_enum! {
    /// The order of the accounts on Home.
    pub enum Order {
        /// The most urgent first.
        Need = "need",
        /// By label.
        Label = "label",
        /// By platform, then by label.
        Platform = "platform",
    }
}

impl Order {
    /// It as a sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Need => "The most urgent account comes first.",
            Self::Label => "The accounts are sorted by label.",
            Self::Platform => "The accounts are sorted by platform.",
        }
    }

    /// The next one.
    pub const fn next(self) -> Self {
        match self {
            Self::Need => Self::Label,
            Self::Label => Self::Platform,
            Self::Platform => Self::Need,
        }
    }
}

/// What is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remembered {
    /// Whether what is done is hidden.
    pub hide_done: bool,
    /// The order of the accounts.
    pub order: Order,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            hide_done: false,
            order: Order::Need,
        }
    }
}

impl Remembered {
    /// Reads the file. What is wrong in it keeps its default.
    pub fn read(path: &Path) -> (Self, Vec<FileProblem>) {
        let file = paths::shown(path);
        match small::read(path) {
            Ok(None) => (Self::default(), Vec::new()),
            Ok(Some(source)) => {
                let (read, problems) = Self::parse(&source);
                let in_file = |problem| FileProblem {
                    file: file.clone(),
                    problem,
                };
                (read, problems.into_iter().map(in_file).collect())
            }
            Err(why) => (Self::default(), vec![FileProblem::whole(file, &why)]),
        }
    }

    fn parse(source: &str) -> (Self, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let mut read = Self::default();
        if !problems.is_fatal() {
            let fields = document.fields(&problems);
            read.hide_done = fields.boolean("hide_done").unwrap_or(read.hide_done);
            read.order = fields.choice("order", Order::NAMES).unwrap_or(read.order);
            fields.finish();
        }
        (read, Problem::listed(problems.into_list()))
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    ///
    /// When the disk refuses; then the old file is as it was.
    pub fn write(self, path: &Path) -> Result<(), Error> {
        let (hide_done, order) = (self.hide_done, self.order);
        let text = format!("hide_done = {hide_done}\norder = \"{order}\"\n");
        let staged = path.with_extension("toml.new");
        // One of a start that was killed in between.
        let _ = fs::remove_file(&staged);
        let folder = path.parent();
        let folder = folder.map_or(Ok(()), |folder| disk::make_private_folder(folder, true));
        let written = folder
            .and_then(|()| new::write(&staged, text.as_bytes()))
            .and_then(|()| disk::rename(&staged, path));
        written.map_err(|error| new::unwritten(path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, Remembered};
    use std::fs;

    #[test]
    fn what_is_written_is_read_and_what_is_broken_is_told() {
        let home = std::env::temp_dir().join(format!("optout-screen-{}", fastrand::u64(..)));
        let path = home.join("data/screen.toml");
        assert_eq!(Remembered::read(&path), (Remembered::default(), Vec::new()));
        let kept = Remembered {
            hide_done: true,
            order: Order::Platform,
        };
        for remembered in [Remembered::default(), kept] {
            remembered.write(&path).unwrap();
            assert_eq!(Remembered::read(&path), (remembered, Vec::new()));
        }
        for (source, read, problems) in [
            (
                "hide_done = true\norder = \"age\"\n",
                Remembered {
                    hide_done: true,
                    ..Remembered::default()
                },
                1,
            ),
            ("hide_done = \n", Remembered::default(), 1),
            ("\0\0\0", Remembered::default(), 1),
        ] {
            fs::write(&path, source).unwrap();
            let (found, told) = Remembered::read(&path);
            assert_eq!((found, told.len().min(1)), (read, problems), "{source:?}");
        }
        kept.write(&path).unwrap();
        assert_eq!(Remembered::read(&path).0, kept);
        fs::remove_dir_all(home).unwrap();
    }
}
