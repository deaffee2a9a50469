//! What permissions forbid.

use std::{
    env,
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
    thread,
};

use crate::{
    Test,
    home::{Home, run},
    support::{Folder, Short, create, regions, tick},
};

pub(crate) const TESTS: &[Test] = tests![
    promise_5_a_read_only_folder_is_an_error_with_a_hint_and_nothing_is_harmed,
    a_read_only_folder_that_has_no_lock_yet_is_an_error_with_a_hint,
    what_may_not_be_read_is_told,
];

/// This binary, run as nobody: permissions do not bind root.
fn as_nobody() -> Command {
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(env::current_exe().unwrap());
    command
}

/// Whether permissions bind this process, or one that it may start.
pub(crate) fn is_bound_here() -> bool {
    let mut list = as_nobody();
    list.arg("--list")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    !is_root() || list.status().is_ok_and(|status| status.success())
}

/// Runs the current test again as nobody, where this is root.
fn is_left_to_nobody() -> bool {
    if is_root() {
        let name = thread::current().name().unwrap().to_owned();
        let ran = run(as_nobody().args(["--exact", &name]));
        assert!(ran.code == 0 && ran.out.contains("1 passed"), "{ran:?}");
    }
    is_root()
}

fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Whether permissions do not bind this process.
fn is_root() -> bool {
    let probe = Folder::new();
    permit(&probe, 0o500);
    let is_root = fs::write(probe.join("probe"), "").is_ok();
    permit(&probe, 0o700);
    is_root
}

fn promise_5_a_read_only_folder_is_an_error_with_a_hint_and_nothing_is_harmed() {
    if is_left_to_nobody() {
        return;
    }
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let before = folder.text("a1.toml");
    let accounts = folder.data().join("accounts");
    permit(&accounts, 0o500);
    let saved = store.save(&[tick("a1", "s1", 1)], &regions());
    permit(&accounts, 0o700);
    let error = saved.unwrap_err();
    assert!(error.sentence.contains("permission denied"), "{error}");
    assert!(error.hint.contains("--data-dir"), "{error}");
    assert_eq!(folder.text("a1.toml"), before);
    assert_eq!(folder.names(), ["a1.toml"]);
    store.keep(tick("a1", "s1", 1));
}

fn a_read_only_folder_that_has_no_lock_yet_is_an_error_with_a_hint() {
    if is_left_to_nobody() {
        return;
    }
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    fs::remove_file(folder.data().join(".lock")).unwrap();
    permit(&folder.data(), 0o500);
    let saved = store.save(&[tick("a1", "s1", 1)], &regions());
    // An unreadable file that cannot be renamed is left there and named.
    folder.put("bad.toml", "broken");
    let loaded = store.read();
    permit(&folder.data(), 0o700);
    let error = saved.unwrap_err();
    assert!(error.sentence.contains("Cannot open the lock"), "{error}");
    assert!(error.hint.contains("--data-dir"), "{error}");
    assert!(
        loaded.notices[0].message.contains("could not be put aside"),
        "{loaded:?}"
    );
    assert_eq!(folder.text("bad.toml"), "broken");
}

fn what_may_not_be_read_is_told() {
    if is_left_to_nobody() {
        return;
    }
    let home = Home::at("data", "config");
    let account = home.account("good", "Mum", "");
    let shut = [
        home.guide("shut", "format = 1"),
        home.write(home.account_file("shut"), fs::read(account).unwrap()),
    ];
    for path in &shut {
        permit(path, 0o000);
    }
    let ran = run(home.command().args(["account", "list"]));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.err.matches("shut.toml").count(), 2, "{}", ran.err);
    let reasons = ran.err.to_lowercase().matches("permission").count();
    assert_eq!(reasons, 2, "{}", ran.err);
    assert!(ran.out.contains("Mum"), "{}", ran.out);
}
