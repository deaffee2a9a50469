//! A program before it starts: its arguments, its environment, the size of its terminal.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use portable_pty::{CommandBuilder, native_pty_system};

use super::program::{Program, pty_size};
use crate::home::environment;

/// A program before it starts.
pub(crate) struct Setting {
    program: PathBuf,
    folder: PathBuf,
    arguments: Vec<OsString>,
    variables: Vec<(String, OsString)>,
    size: (u16, u16),
    umask: Option<u32>,
    is_controlled: bool,
}

impl Setting {
    /// A program whose environment holds nothing but what it needs.
    pub(crate) fn new(program: impl AsRef<Path>, home: &Path) -> Self {
        let variables = environment(home).into_iter();
        let variables = variables.chain([("TERM", "xterm-256color".into())]);
        Self {
            program: program.as_ref().to_owned(),
            folder: home.to_owned(),
            arguments: Vec::new(),
            variables: variables
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            size: (80, 24),
            umask: None,
            is_controlled: true,
        }
    }

    pub(crate) fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    pub(crate) fn variable(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self = self.without(name);
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn umask(mut self, umask: u32) -> Self {
        self.umask = Some(umask);
        self
    }

    /// A terminal that does not control the program, as under `docker exec`: when it is gone, no
    /// signal says so.
    pub(crate) fn uncontrolled(mut self) -> Self {
        self.is_controlled = false;
        self
    }

    /// Columns and rows of the terminal.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn start(self) -> Program {
        let pair = native_pty_system().openpty(pty_size(self.size)).unwrap();
        let mut command = CommandBuilder::new(&self.program);
        command.args(&self.arguments);
        command.cwd(&self.folder);
        command.umask(self.umask.map(|mask| mask as _));
        command.set_controlling_tty(self.is_controlled);
        command.env_clear();
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        Program::new(pair, child, self.size)
    }
}
