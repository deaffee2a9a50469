//! How the time grows with the mistakes in a file: a command over a file with so many, and over one
//! with ten times as many. Where ten times as many take ten times as long, the exponent is 1.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use super::{median, millis};

const ROUNDS: usize = 5;
/// The exponent of linear growth is 1, or less where starting the program counts; 2 is a square.
const LIMIT: f64 = 1.2;

const GUIDE: &str =
    "format = 1\nid = \"big\"\ntitle = \"Big\"\ngoal = \"object\"\nplatforms = [\"facebook\"]\n";
const ACCOUNT: &str =
    "format = 1\nid = \"big\"\nlabel = \"Big\"\nplatform = \"facebook\"\nkind = \"personal\"\n";

/// A file, and the command that reads it.
struct Case {
    what: &'static str,
    fewest: usize,
    /// Where the file is, in the folder of the case.
    file: &'static str,
    /// The text with so many entries: a head, and one for each number.
    head: &'static str,
    entry: fn(usize) -> String,
    command: &'static [&'static str],
}

const ACCOUNT_FILE: &str = "accounts/big.toml";
const CASES: &[Case] = &[
    Case {
        what: "guide, unknown keys",
        fewest: 2_000,
        file: "big.toml",
        head: GUIDE,
        entry: |number| format!("k{number} = 1\n"),
        command: &["guide", "check", "big.toml"],
    },
    Case {
        what: "configuration, unknown keys",
        fewest: 2_000,
        file: "config/config.toml",
        head: "",
        entry: |number| format!("k{number} = 1\n"),
        command: &["status"],
    },
    Case {
        what: "account, values that are none",
        fewest: 2_500,
        file: ACCOUNT_FILE,
        head: ACCOUNT,
        entry: |number| format!("[guides.g.s{number}]\nmark = \"dne\"\n"),
        command: &["status"],
    },
    Case {
        what: "account, requests of one id",
        fewest: 1_000,
        file: ACCOUNT_FILE,
        head: ACCOUNT,
        entry: |_| {
            "[[request]]\nid = \"r\"\ngoal = \"object\"\nguide = \"g\"\nsent = 2026-11-21\n"
                .to_owned()
        },
        command: &["status"],
    },
    Case {
        what: "account check, valid marks",
        fewest: 5_000,
        file: ACCOUNT_FILE,
        head: ACCOUNT,
        entry: |number| {
            format!("[guides.g.s{number}]\nmark = \"done\"\nat = 2026-11-21T10:00:00Z\n")
        },
        command: &["account", "check"],
    },
];

impl Case {
    /// The time that it takes with so many entries, and the size of the file.
    fn measure(&self, optout: &Path, root: &Path, count: usize) -> (f64, usize) {
        let folder: PathBuf = root.join(format!("{}-{count}", self.what));
        let path = folder.join(self.file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let entries: String = (0..count).map(self.entry).collect();
        let text = format!("{}{entries}", self.head);
        fs::write(path, &text).unwrap();
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let mut command = Command::new(optout);
            command.args(self.command).current_dir(&folder);
            command.env("OPTOUT_DATA_DIR", &folder);
            command.env("OPTOUT_CONFIG_DIR", folder.join("config"));
            let begun = Instant::now();
            command.output().unwrap();
            times.push(millis(begun.elapsed()));
        }
        (median(&times).unwrap(), text.len())
    }
}

/// Measures all of it, and prints a line each.
pub(super) fn print(optout: &Path, root: &Path) {
    println!();
    println!(
        "{:<30}{:>10}{:>12}{:>10}{:>8}",
        "time by mistakes", "so many", "ten times", "exponent", "limit"
    );
    for case in CASES {
        let (few, _) = case.measure(optout, root, case.fewest);
        let (many, size) = case.measure(optout, root, case.fewest * 10);
        println!(
            "{:<30}{few:>7.1} ms{many:>9.1} ms{:>10.2}{LIMIT:>8.1}   {} kB",
            case.what,
            (many / few).log10(),
            size / 1000
        );
    }
}
