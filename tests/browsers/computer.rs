//! A computer in a temporary folder, with programs and lists where they usually lie.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use optout::system::browsers::{
    known::System,
    search::{self, SearchPaths},
};

use crate::home::Folder;

pub(crate) struct Computer {
    root: Folder,
    pub(crate) places: SearchPaths,
}

impl Computer {
    pub(crate) fn new(system: System) -> Self {
        let root = Folder::new();
        let at = |name: &str| root.join(name);
        let places = SearchPaths {
            system,
            home: Some(at("home")),
            config: Some(at("home/.config")),
            roaming: Some(at("roaming")),
            local: Some(at("local")),
            path: vec![at("bin"), at("snap/bin")],
            flatpaks: vec![at("flatpaks")],
            applications: vec![at("applications")],
        };
        Self { root, places }
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Writes a file with the folders above it.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        self.root.write(name, bytes);
        self
    }

    pub(crate) fn folder(&self, name: &str) -> &Self {
        fs::create_dir_all(self.at(name)).unwrap();
        self
    }

    /// A program, which nobody starts here.
    pub(crate) fn program(&self, name: &str) -> &Self {
        self.file(name, "\u{7f}ELF");
        self.may_run(&self.at(name))
    }

    pub(crate) fn may_run(&self, path: &Path) -> &Self {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    /// What is found, each as title and command, the folder of this computer as `~`.
    pub(crate) fn found(&self) -> Vec<String> {
        let root = self.root.to_str().unwrap();
        let found = search::find(&self.places);
        let told = found
            .choices
            .iter()
            .map(|choice| format!("{}: {}", choice.title(), choice.command()));
        told.map(|line| line.replace(root, "~")).collect()
    }
}
