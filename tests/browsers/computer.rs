//! A computer in a temporary folder, with programs and lists where they usually lie.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use optout::system::browsers::{
    known::System,
    search::{self, SearchPaths},
};

static NEXT: AtomicU32 = AtomicU32::new(0);

pub(crate) struct Computer {
    root: PathBuf,
    pub(crate) places: SearchPaths,
}

impl Computer {
    pub(crate) fn new(system: System) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("optout-browsers-{}-{number}", process::id()));
        fs::create_dir(&root).unwrap();
        let root = fs::canonicalize(root).unwrap();
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
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
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

impl Drop for Computer {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}
