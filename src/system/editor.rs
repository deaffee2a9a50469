//! The person's editor, which gets a text in a private file and the terminal.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
};

use super::{
    disk,
    environment::Environment,
    files::{new, small},
    terminal,
};
use crate::{
    account::split_words,
    error::Error,
    text::{self, Clean, Inspected, TextKind},
};

/// The largest text that is read back, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// What to do about an editor that cannot be used.
const HINT: &str = if cfg!(windows) {
    "Set VISUAL or EDITOR to one, such as: set EDITOR=notepad. Then start again."
} else {
    "Set VISUAL or EDITOR to one, such as: export EDITOR=nano. Then start again."
};

/// The editor of `VISUAL`, else of `EDITOR`, split into words without a shell.
///
/// # Errors
///
/// When neither is set, or what is set is no command.
pub fn command(environment: &Environment) -> Result<Command, Error> {
    let set = [
        ("VISUAL", &environment.visual),
        ("EDITOR", &environment.editor),
    ];
    let set = set
        .iter()
        .find_map(|(name, value)| Some((name, value.as_ref()?)));
    let Some((name, value)) = set else {
        return Err(Error::new("No editor is set.", HINT));
    };
    let words = value
        .to_str()
        .ok_or_else(|| "It is not UTF-8.".to_owned())
        .and_then(split_words);
    let words = words.map_err(|why| Error::new(format!("{name} is no command. {why}"), HINT))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(Error::new(format!("{name} names no editor."), HINT));
    };
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// Runs the editor on a text in a file of that name (without extension), and waits for its end by `wait`. The
/// file lies in a new folder inside of `folder`, readable by its owner alone; the folder goes when the
/// text was taken. Returns the text, cleaned; `None` where it is as it was.
///
/// # Errors
///
/// When the editor could not be started or failed, or its text cannot be taken. What cannot be read
/// stays in its file, which the error names.
pub fn edit(
    mut command: Command,
    folder: &Path,
    name: &str,
    text: &Clean,
    wait: impl FnOnce(&mut Child) -> io::Result<ExitStatus>,
) -> Result<Option<Inspected>, Error> {
    let program = text::line(&command.get_program().to_string_lossy());
    let private = Private::make(folder)?;
    let path = private.0.join(format!("{name}.txt"));
    new::create(&path, text.as_bytes())?;
    // An editor that was killed may leave the terminal as it wanted it.
    let ended =
        terminal::keeping_modes(|| command.arg(&path).spawn().and_then(|mut it| wait(&mut it)));
    let ended = ended.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::new(format!("The editor {program} was not found."), HINT),
        _ => Error::new(
            format!("The editor {program} did not start: {error}."),
            HINT,
        ),
    })?;
    if !ended.success() {
        let sentence = format!("The editor {program} failed ({ended}). The text is as it was.");
        return Err(Error::new(sentence, ""));
    }
    let read = small::read_up_to(&path, LARGEST);
    let Some(edited) = read.map_err(|why| private.keep(&path, &why))? else {
        let sentence = "The editor removed the file. The text is as it was.";
        return Err(Error::new(sentence, ""));
    };
    if edited == text.as_str() {
        return Ok(None);
    }
    if text::is_empty(&edited) {
        let sentence = "The text came back empty, so it is as it was.";
        return Err(Error::new(sentence, ""));
    }
    let inspected = text::inspect_typed(&edited, TextKind::Letter);
    if inspected.cut {
        let most = TextKind::Letter.limit();
        return Err(private.keep(&path, &format!("It has more than {most} characters.")));
    }
    Ok(Some(inspected))
}

/// A folder of its own for the file and what the editor leaves beside it. It is removed on drop.
struct Private(PathBuf);

impl Private {
    fn make(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(format!("{:016x}", fastrand::u64(..)));
        disk::make_private_folder(&path, true).map_err(|error| {
            Error::new(
                format!("{} could not be made: {error}.", path.display()),
                "Check that there is room on the disk and that you may write there.",
            )
        })?;
        Ok(Self(path))
    }

    /// Leaves the file where it is: somebody's words are in it.
    fn keep(&self, path: &Path, why: &str) -> Error {
        let kept = self.0.with_extension("kept");
        let moved =
            fs::rename(&self.0, &kept).map(|()| kept.join(path.file_name().unwrap_or_default()));
        let place = moved.unwrap_or_else(|_| path.to_owned());
        Error::new(
            format!("Your text is not taken. {}", text::line(why)),
            format!("It is in {}.", place.display()),
        )
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        // What stays there is readable by its owner alone.
        let _ = fs::remove_dir_all(&self.0);
    }
}
