//! Files that are not what they seem: every command ends, says what is wrong, and uses the rest.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::symlink, net::UnixListener},
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use optout::system::files::small;

use crate::{
    program::{Home, Ran, run},
    rows,
};

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// What is said of this file, which must be something.
fn said<'r>(ran: &'r Ran, file: &str) -> &'r str {
    let of_file = |line: &&str| line.contains(&format!("{file}:"));
    ran.err
        .lines()
        .find(of_file)
        .unwrap_or_else(|| panic!("{file}: {ran:?}"))
}

/// Puts under each name something else that is no file to be read, and gives what is to be said.
fn odd_things(folder: &Path, content: &str) -> Vec<(&'static str, &'static str)> {
    fs::create_dir_all(folder).unwrap();
    fifo(&folder.join("fifo.toml"));
    fs::create_dir(folder.join("folder.toml")).unwrap();
    symlink("/dev/zero", folder.join("device.toml")).unwrap();
    symlink("loop.toml", folder.join("loop.toml")).unwrap();
    symlink("nowhere", folder.join("dangling.toml")).unwrap();
    drop(UnixListener::bind(folder.join("socket.toml")).unwrap());
    fs::write(
        folder.join("large.toml"),
        content.to_owned() + "#" + &"x".repeat(5_000_000),
    )
    .unwrap();
    vec![
        ("fifo.toml", "not a"),
        ("folder.toml", "not a"),
        ("device.toml", "not a"),
        ("loop.toml", "symbolic links"),
        ("dangling.toml", "No such file"),
        ("socket.toml", "not a"),
        ("large.toml", "larger than"),
    ]
}

/// Whether names of files need not be UTF-8.
const TAKES_EVERY_NAME: bool = !cfg!(target_os = "macos");

#[test]
fn guides_that_are_no_files_are_named_and_the_others_used() {
    let home = Home::bare();
    home.fill();
    let guide = format!("{}{}{}", rows::TOP, rows::SOURCE, rows::STEP);
    let odd = odd_things(&home.guides(), &guide);
    fs::write(home.join("elsewhere"), guide.replace("\"g\"", "\"linked\"")).unwrap();
    symlink("../../elsewhere", home.guides().join("link.toml")).unwrap();
    let latin = home.guides().join(OsStr::from_bytes(b"l\xe4nder.toml"));
    let has_latin = fs::write(latin, guide.replace("\"g\"", "\"latin\"")).is_ok();
    assert_eq!(has_latin, TAKES_EVERY_NAME);
    for command in [["status"].as_slice(), &["guide", "list"], &["next"]] {
        let ran = home.run(command);
        assert_eq!(ran.code, 0, "{ran:?}");
        for (file, why) in &odd {
            let said = said(&ran, file);
            assert!(said.contains(why), "{said}");
        }
        assert_eq!(ran.err.lines().count(), odd.len(), "{}", ran.err);
    }
    let list = home.run(&["guide", "list"]).out;
    for (id, is_there) in [("good", true), ("linked", true), ("latin", has_latin)] {
        let is_listed = list.lines().any(|line| line.starts_with(id));
        assert_eq!(is_listed, is_there, "{id}: {list}");
    }
    // The check names them too, and each alone.
    for (file, why) in &odd {
        let ran = home.run(&[
            OsStr::new("guide"),
            OsStr::new("check"),
            home.guides().join(file).as_os_str(),
        ]);
        let out = ran.out;
        assert!(
            ran.code == 1 && (out.contains(why) || *file == "dangling.toml"),
            "{file}: {out}"
        );
    }
}

#[test]
fn accounts_that_are_no_files_are_named_and_the_others_used() {
    let home = Home::bare();
    home.fill();
    let odd = odd_things(&home.accounts(), rows::ACCOUNT);
    let latin = home.accounts().join(OsStr::from_bytes(b"l\xe4nder.toml"));
    let has_latin = fs::write(latin, rows::ACCOUNT).is_ok();
    assert_eq!(has_latin, TAKES_EVERY_NAME);
    let ran = home.run(&["account", "list"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for (file, why) in &odd {
        let said = said(&ran, file);
        let why = if *file == "dangling.toml" {
            "leads nowhere"
        } else {
            why
        };
        assert!(said.contains(why), "{said}");
    }
    assert!(
        !has_latin || ran.err.contains("l\u{fffd}nder.toml"),
        "{}",
        ran.err
    );
    // One account, and then those that cannot be read.
    let mut lines = ran.out.lines();
    assert!(lines.next().is_some_and(|line| line.starts_with("good ")));
    let unread = lines.next().unwrap();
    let number = lines.count();
    assert_eq!(unread, format!("{number} accounts cannot be read:"));
    // None of them was touched but the one that is too large.
    for (file, _) in odd.iter().filter(|(file, _)| *file != "large.toml") {
        assert!(
            fs::symlink_metadata(home.accounts().join(file)).is_ok(),
            "{file}"
        );
    }
}

#[test]
fn a_configuration_that_is_no_file_is_named_and_the_defaults_are_used() {
    for (file, why) in odd_things(Home::bare().config(), "") {
        let home = Home::bare();
        home.fill();
        odd_things(&home.join("odd"), "");
        fs::rename(
            home.join("odd").join(file),
            home.config().join("config.toml"),
        )
        .unwrap();
        if file == "loop.toml" {
            symlink("config.toml", home.config().join("new")).unwrap();
            fs::rename(home.config().join("new"), home.config().join("config.toml")).unwrap();
        }
        let ran = home.run(&["status"]);
        assert_eq!(ran.code, 0, "{file}: {ran:?}");
        assert!(said(&ran, "config.toml").contains(why), "{file}: {ran:?}");
        assert!(ran.out.contains("Mum"), "{file}");
    }
}

#[test]
fn folders_that_are_none_are_told() {
    type Make = fn(&Path);
    let broken: [(&str, Make); 4] = [
        ("file", |path| fs::write(path, "my own words").unwrap()),
        ("fifo", fifo),
        ("loop", |path| symlink(path, path).unwrap()),
        ("dangling", |path| symlink("nowhere", path).unwrap()),
    ];
    for (what, make) in broken {
        for folder in ["data", "data/accounts", "config", "config/guides"] {
            let home = Home::bare();
            home.fill();
            let path = home.join(folder);
            fs::remove_dir_all(&path).unwrap();
            make(&path);
            let ran = home.run(&["status"]);
            // Without accounts there is no status; without guides of one's own there is.
            let code = i32::from(folder.starts_with("data"));
            let is_absent = what == "dangling" && folder.starts_with("config");
            assert_eq!(ran.code, code, "{folder} is a {what}: {ran:?}");
            assert!(
                is_absent || ran.err.contains(folder),
                "{folder} is a {what}: {ran:?}"
            );
            let ran = home.run(&["account", "add", "--platform", "facebook", "--label", "x"]);
            assert_eq!(ran.code, code, "{folder} is a {what}: {ran:?}");
            if what == "file" {
                assert_eq!(fs::read_to_string(&path).unwrap(), "my own words");
            }
        }
    }
}

#[test]
fn ten_thousand_guides_are_not_read() {
    let home = Home::bare();
    home.fill();
    for number in 0..10_000 {
        fs::write(
            home.guides().join(format!("x{number:05}.toml")),
            "format = 1",
        )
        .unwrap();
    }
    let ran = home.run(&["guide", "list"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("10001 guides; the first 200"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("x00199.toml") && ran.err.contains("x00198.toml"));
    assert!(ran.out.contains("The good one"));
}

#[test]
fn a_file_that_grows_or_is_replaced_while_it_is_read_is_bounded() {
    let home = Home::bare();
    home.fill();
    let path = home.write("grows", "x");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let (small, large) = (vec![b'a'; 10], vec![b'b'; 1 << 20]);
            while !is_over.load(Ordering::Relaxed) {
                fs::write(&path, &small).unwrap();
                fs::write(&path, &large).unwrap();
                let other = home.write("other", &large);
                fs::rename(other, &path).unwrap();
            }
        });
        for _ in 0..2_000 {
            match small::read(&path) {
                Ok(Some(text)) => assert!(text.len() as u64 <= small::LARGEST),
                Ok(None) => panic!("it is there at every moment"),
                Err(why) => assert!(why.contains("256 KiB"), "{why}"),
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_link_to_a_file_that_is_no_account_harms_nothing() {
    let home = Home::bare();
    home.fill();
    let victim = home.write("passwd", "root:x:0:0:root:/root:/bin/bash\n");
    symlink("../../passwd", home.accounts().join("victim.toml")).unwrap();
    let ran = home.run(&["status"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(said(&ran, "victim.toml").contains("not TOML"), "{ran:?}");
    home.run(&["mark", "victim", "good/s1", "done"]);
    assert_eq!(
        fs::read_to_string(&victim).unwrap(),
        "root:x:0:0:root:/root:/bin/bash\n"
    );
    let entries = fs::read_dir(home.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(
        names,
        ["config", "data", "passwd"],
        "nothing was put beside it"
    );
}

#[test]
fn a_hundred_thousand_marks_of_unknown_guides_are_read_and_kept() {
    let home = Home::bare();
    home.fill();
    let marks: String = (0..100_000)
        .map(|step| format!("s{step}.mark = \"done\"\n"))
        .collect();
    let text = format!("{}[guides.unknown]\n{marks}", rows::ACCOUNT);
    let path = home.write(home.accounts().join("many.toml"), text);
    let ran = home.run(&["status", "many"]);
    assert!(ran.code == 0 && ran.err.is_empty(), "{ran:?}");
    let ran = home.run(&["mark", "many", "good/s1", "done"]);
    assert!(ran.code == 0 && ran.err.is_empty(), "{ran:?}");
    let kept = fs::read_to_string(path).unwrap();
    assert!(kept.contains("s99999.mark = \"done\"") && kept.contains("[guides.good.s1]"));
}

#[test]
fn a_copy_of_an_account_is_no_account_of_its_own() {
    let home = Home::bare();
    home.fill();
    let text = rows::ACCOUNT.to_owned() + "id = \"good\"\n";
    home.write(home.accounts().join("good.toml"), &text);
    home.write(home.accounts().join("copy.toml"), &text);
    let ran = home.run(&["account", "list"]);
    let said = said(&ran, "copy.toml");
    assert!(said.contains("It looks like a copy of good"), "{said}");
    let out = ran.out;
    assert!(out.lines().count() == 1 && out.contains("good"), "{out}");
}

#[test]
fn a_folder_that_depends_on_where_the_program_was_started_is_refused() {
    let home = Home::bare();
    for (name, value) in [
        ("OPTOUT_DATA_DIR", "../../x"),
        ("OPTOUT_CONFIG_DIR", "x"),
        ("HOME", "rel"),
    ] {
        let mut command = home.command();
        if name == "HOME" {
            command
                .env_remove("OPTOUT_DATA_DIR")
                .env_remove("OPTOUT_CONFIG_DIR");
        }
        let ran = run(command.env(name, value).args([
            "account",
            "add",
            "--platform",
            "facebook",
            "--label",
            "x",
        ]));
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(
            ran.err.contains("not absolute") || ran.err.contains("not an absolute"),
            "{ran:?}"
        );
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}
