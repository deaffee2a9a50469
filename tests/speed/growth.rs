//! How the time grows with the accounts, with what one of them holds, and with the mistakes in a file: a
//! command over so many, and over ten times as many. Where ten times as many take ten times as long, the
//! exponent is 1.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use super::{accounts, median, millis};

const ROUNDS: usize = 5;
/// The exponent of linear growth is 1, or less where starting the program counts; 2 is a square.
const LIMIT: f64 = 1.15;

const GUIDE: &str =
    "format = 1\nid = \"big\"\ntitle = \"Big\"\ngoal = \"object\"\nplatforms = [\"facebook\"]\n";
const ACCOUNT: &str =
    "format = 1\nid = \"big\"\nlabel = \"Big\"\nplatform = \"facebook\"\nkind = \"personal\"\n";

/// What the command finds.
enum Given {
    /// The accounts that the other measurements have too.
    Accounts,
    /// Accounts of five to an Accounts Center, each with a request.
    Grouped,
    /// One file, where it is in the folder of the case: a head, and an entry for each number.
    File(&'static str, &'static str, fn(usize) -> String),
}

/// A command, and what it is run over.
struct Case {
    what: &'static str,
    fewest: usize,
    given: Given,
    command: &'static [&'static str],
}

const ACCOUNT_FILE: &str = "accounts/big.toml";
/// Where the export lies that a case imports.
const EXPORT: &str = "export.json";

fn key(number: usize) -> String {
    format!("k{number} = 1\n")
}

fn note(number: usize) -> String {
    format!("[guides.g.s{number}]\nnote = \"{number}\"\nnoted = 2026-11-21T10:00:00Z\n")
}

fn request(number: usize) -> String {
    format!(
        "[[request]]\nid = \"r{number}\"\ngoal = \"object\"\nguide = \"g\"\nsent = 2026-11-21\n"
    )
}

fn same_request(_: usize) -> String {
    request(1)
}

fn no_mark(number: usize) -> String {
    format!("[guides.g.s{number}]\nmark = \"dne\"\n")
}

fn mark(number: usize) -> String {
    format!("[guides.g.s{number}]\nmark = \"done\"\nat = 2026-11-21T10:00:00Z\n")
}

const fn case(
    what: &'static str,
    fewest: usize,
    given: Given,
    command: &'static [&'static str],
) -> Case {
    Case {
        what,
        fewest,
        given,
        command,
    }
}

const fn file(entry: fn(usize) -> String) -> Given {
    Given::File(ACCOUNT_FILE, ACCOUNT, entry)
}

const CASES: &[Case] = &[
    case(
        "accounts: status",
        1_000,
        Given::Accounts,
        &["status", "--json"],
    ),
    case("accounts: next", 1_000, Given::Accounts, &["next"]),
    case("accounts: due", 1_000, Given::Accounts, &["due"]),
    case(
        "accounts: CSV",
        1_000,
        Given::Accounts,
        &["export", "--format", "csv"],
    ),
    case(
        "accounts: import again",
        1_000,
        Given::Accounts,
        &["import", EXPORT],
    ),
    case(
        "Accounts Centers: status",
        1_000,
        Given::Grouped,
        &["status", "--json"],
    ),
    case("notes: status", 3_000, file(note), &["status"]),
    case(
        "notes: mark",
        3_000,
        file(note),
        &["mark", "big", "facebook-privacy-center/log-in", "done"],
    ),
    case(
        "notes: import again",
        3_000,
        file(note),
        &["import", EXPORT],
    ),
    case("requests: status", 3_000, file(request), &["status"]),
    case(
        "requests: mark",
        3_000,
        file(request),
        &["mark", "big", "facebook-privacy-center/log-in", "done"],
    ),
    case(
        "requests: import again",
        3_000,
        file(request),
        &["import", EXPORT],
    ),
    case(
        "guide, unknown keys",
        2_000,
        Given::File("big.toml", GUIDE, key),
        &["guide", "check", "big.toml"],
    ),
    case(
        "configuration, unknown keys",
        2_000,
        Given::File("config/config.toml", "", key),
        &["status"],
    ),
    case(
        "account, values that are none",
        2_500,
        file(no_mark),
        &["status"],
    ),
    case(
        "account, requests of one id",
        1_000,
        file(same_request),
        &["status"],
    ),
    case(
        "account check, valid marks",
        5_000,
        file(mark),
        &["account", "check"],
    ),
];

impl Case {
    /// The time that it takes with so many, in milliseconds.
    fn measure(&self, optout: &Path, root: &Path, count: usize) -> f64 {
        let folder = root.join(format!("{}-{count}", self.what.replace([':', ' '], "-")));
        fs::create_dir_all(folder.join("accounts")).unwrap();
        fs::create_dir_all(folder.join("config")).unwrap();
        match self.given {
            Given::Accounts => copy(&accounts(root, count), &folder),
            Given::Grouped => {
                for number in 0..count {
                    let id = format!("g{number:07}");
                    let head = ACCOUNT.replace("\"big\"", &format!("\"{id}\""));
                    let group = format!("group = \"c{}\"\n", number / 5);
                    let text = format!("{head}{group}{}", request(number));
                    fs::write(folder.join(format!("accounts/{id}.toml")), text).unwrap();
                }
            }
            Given::File(path, head, entry) => {
                let entries: String = (0..count).map(entry).collect();
                fs::write(folder.join(path), format!("{head}{entries}")).unwrap();
            }
        }
        let run = |arguments: &[&str]| {
            let mut command = Command::new(optout);
            command.args(arguments).current_dir(&folder);
            command.env("OPTOUT_DATA_DIR", &folder);
            command.env("OPTOUT_CONFIG_DIR", folder.join("config"));
            command.stderr(Stdio::null());
            let begun = Instant::now();
            let output = command.output().unwrap();
            (millis(begun.elapsed()), output)
        };
        if self.command.contains(&EXPORT) {
            let (_, output) = run(&["export", "--format", "json"]);
            fs::write(folder.join(EXPORT), output.stdout).unwrap();
        }
        let times: Vec<f64> = (0..ROUNDS).map(|_| run(self.command).0).collect();
        median(&times).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from.join("accounts")).unwrap().flatten() {
        let path: PathBuf = to.join("accounts").join(entry.file_name());
        fs::copy(entry.path(), path).unwrap();
    }
}

/// Measures all of it, and prints a line each.
pub(super) fn print(optout: &Path, root: &Path) {
    println!();
    println!(
        "{:<32}{:>8}{:>12}{:>15}{:>10}{:>8}",
        "growth", "so many", "take", "ten times", "exponent", "limit"
    );
    for case in CASES {
        let few = case.measure(optout, root, case.fewest);
        let many = case.measure(optout, root, case.fewest * 10);
        let exponent = (many / few).log10();
        let over = if exponent > LIMIT { "  over" } else { "" };
        println!(
            "{:<32}{:>8}{few:>9.1} ms{many:>12.1} ms{exponent:>10.2}{LIMIT:>8.2}{over}",
            case.what, case.fewest,
        );
    }
}
