//! `optout complaint`: the pack for the authority.

#[cfg(unix)]
use std::{collections::BTreeSet, os::unix::fs::PermissionsExt as _, process::Command};
use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::support::{Home, ran, tree};

/// An Irish account that was refused; its authority is the only one of the country.
fn refused() -> (Home, String) {
    let home = Home::with_routes();
    let id = home.add(
        "Mine & <hers>",
        &[
            "--country",
            "IE",
            "--email",
            "zoe@example.org",
            "--name",
            "Zoë <b>Doyle</b>",
            "--address",
            "1 Road, Dublin",
        ],
    );
    home.ok(&[
        "mark",
        &id,
        "test-form/send-form",
        "done",
        "--on",
        "2026-09-30",
        "--reference",
        "A-1",
    ]);
    home.ok(&[
        "request",
        &id,
        "answer",
        "r1",
        "refused",
        "--on",
        "2026-11-02",
    ]);
    (home, id)
}

fn pack(home: &Home, id: &str, folder: &str) -> (PathBuf, String) {
    let ran = home.run(&["complaint", id, "-o", folder]);
    assert_eq!(ran.code, 0, "{ran:?}");
    (home.join(folder), format!("{}{}", ran.out, ran.err))
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[cfg(unix)]
/// The names of the files, with the folders they are in.
fn names(folder: &Path) -> BTreeSet<String> {
    let all = tree(folder).into_iter();
    let files = all.filter(|(_, (_, _, _, bytes))| bytes.is_some());
    let below = |path: PathBuf| {
        path.strip_prefix(folder)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    files.map(|(path, _)| below(path)).collect()
}

#[cfg(unix)]
#[test]
fn the_pack_has_all_that_an_authority_wants_and_the_hash_of_each_file() {
    let (home, id) = refused();
    let png = home.write("Bild\u{1b}[31m 1.png", b"\x89PNG\0abc");
    home.ok(&[
        "evidence",
        &id,
        "add",
        png.to_str().unwrap(),
        "--request",
        "r1",
    ]);
    let before = tree(home.data());
    let (folder, said) = pack(&home, &id, "out");
    assert_eq!(tree(home.data()), before);
    let evidence = "evidence/01-Bild_[31m 1.png";
    let all = [
        "complaint.txt",
        evidence,
        "hashes.txt",
        "pack.html",
        "pack.md",
    ];
    assert_eq!(names(&folder), all.map(str::to_owned).into());
    assert!(said.contains("5 files"), "{said}");
    assert!(said.contains("Data Protection Commission"), "{said}");
    // When the authority was looked at is told in words.
    let told = read(&folder, "pack.md");
    let day = told
        .split_once("; checked ")
        .or_else(|| told.split_once("(record of "))
        .unwrap()
        .1;
    let day = day.split(['.', ')']).next().unwrap();
    assert!(!day.contains('-') && day.contains(" 20"), "{day}");
    // Every file is in the list, and each is as it is listed.
    let hashes = read(&folder, "hashes.txt");
    let listed: BTreeSet<&str> = hashes.lines().map(|line| &line[66..]).collect();
    let wanted: BTreeSet<&str> = all.into_iter().filter(|it| *it != "hashes.txt").collect();
    assert_eq!(listed, wanted);
    let mut check = Command::new("sha256sum");
    check
        .args(["--strict", "-c", "hashes.txt"])
        .current_dir(&folder);
    let checked = ran(&mut check);
    assert_eq!(checked.code, 0, "{checked:?}");
    let complaint = read(&folder, "complaint.txt");
    for part in [
        "Zoë <b>Doyle</b>",
        "Postal address: 1 Road, Dublin",
        "2 November 2026: Meta refused.",
        "Meta's reference: A-1",
        "signature: ____",
    ] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    for name in ["pack.md", "pack.html"] {
        let text = read(&folder, name);
        for part in [
            "30 September 2026",
            "I sent my objection",
            "Meta refused",
            "30 October 2026",
            "A-1",
            "sign it by hand",
            "Data Protection Commission",
            "not kept here",
        ] {
            assert!(text.contains(part), "{name}: {part}: {text}");
        }
        assert!(
            text.contains(&hashes[..64]) || text.contains("SHA-256 "),
            "{name}"
        );
    }
    let page = read(&folder, "pack.html");
    assert!(
        page.contains("default-src 'none'; style-src 'sha256-"),
        "{page}"
    );
    assert!(!page.contains("<script") && !page.contains("<b>Doyle") && !page.contains("<hers>"));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("complaint.txt")), 0o600);
    // Not over what is there, nor beside it.
    let error = home.fails(1, &["complaint", &id, "-o", "out"]);
    assert!(error.contains("is not empty"), "{error}");
    fs::create_dir(home.join("empty")).unwrap();
    pack(&home, &id, "empty");
}

#[test]
fn what_is_lacking_is_said_and_has_a_placeholder() {
    let home = Home::with_routes();
    let id = home.add("Mine", &["--country", "IE"]);
    let error = home.fails(1, &["complaint", &id, "-o", "out"]);
    assert!(error.contains("Nothing was sent for Mine yet"), "{error}");
    assert!(!home.join("out").exists());
    home.ok(&[
        "mark",
        &id,
        "test-form/send-form",
        "done",
        "--on",
        "2026-09-30",
    ]);
    let (folder, said) = pack(&home, &id, "out");
    assert!(said.contains("lacks your name"), "{said}");
    assert!(
        said.contains("--name '…'") && said.contains("--address '…'"),
        "{said}"
    );
    let complaint = read(&folder, "complaint.txt");
    assert!(complaint.contains("[your name]"), "{complaint}");
    assert!(complaint.contains("Postal address: ____"), "{complaint}");
    // It is overdue: the day is named with its rule.
    let text = read(&folder, "pack.md");
    assert!(
        text.contains("**30 October 2026:** Meta's last day to answer"),
        "{text}"
    );
}

#[test]
fn where_there_are_several_authorities_one_is_to_be_named() {
    let home = Home::with_routes();
    let id = home.add("Mine", &["--country", "DE"]);
    home.ok(&[
        "mark",
        &id,
        "test-form/send-form",
        "done",
        "--on",
        "2026-09-30",
    ]);
    let error = home.fails(1, &["complaint", &id, "-o", "out"]);
    assert!(error.contains("does not say which is yours"), "{error}");
    assert!(
        error.contains("optout authority list --country DE"),
        "{error}"
    );
    let error = home.fails(1, &["complaint", &id, "-o", "out", "--authority", "ie-dpc"]);
    assert!(error.contains("not an authority"), "{error}");
    let listed = home.json(&["authority", "list", "--country", "DE"]);
    let first = &listed["authorities"][0];
    let chosen = first["id"].as_str().unwrap();
    let before = tree(home.data());
    home.ok(&["complaint", &id, "-o", "out", "--authority", chosen]);
    assert_eq!(tree(home.data()), before, "it is not kept");
    let complaint = read(&home.join("out"), "complaint.txt");
    assert!(
        complaint.contains(first["name"].as_str().unwrap()),
        "{complaint}"
    );
    assert!(
        complaint.contains("Beschwerde nach Art. 77 DSGVO"),
        "{complaint}"
    );
    // Where the law has no such complaint, it says so.
    let far = home.add("Far", &["--country", "US"]);
    home.ok(&["request", &far, "sent", "test-form", "--on", "2026-09-30"]);
    let error = home.fails(1, &["complaint", &far, "-o", "far"]);
    assert!(
        error.contains("There is no complaint for Far here"),
        "{error}"
    );
}

#[test]
fn evidence_that_is_gone_is_named_and_the_rest_is_written() {
    let (home, id) = refused();
    for (name, text) in [("a.png", "a"), ("b.png", "b")] {
        home.ok(&[
            "evidence",
            &id,
            "add",
            home.write(name, text).to_str().unwrap(),
        ]);
    }
    let kept = home.json(&["evidence", &id, "list"]);
    let first = kept["evidence"][0]["sha256"].as_str().unwrap();
    fs::write(home.data().join("evidence").join(&id).join(first), "other").unwrap();
    let (folder, said) = pack(&home, &id, "out");
    assert!(
        said.contains("not in the pack: a.png was changed"),
        "{said}"
    );
    assert!(folder.join("evidence/01-b.png").exists());
    assert!(read(&folder, "pack.md").contains("a.png was changed"));
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_nothing_leaves_no_pack() {
    let (home, id) = refused();
    let script = format!("trap '' XFSZ; ulimit -f 4; exec \"$0\" complaint {id} -o \"$1\"");
    for (name, is_there) in [("new", false), ("empty", true)] {
        if is_there {
            fs::create_dir(home.join(name)).unwrap();
        }
        let mut command = home.command_of("sh");
        command.args(["-c", &script, crate::home::OPTOUT, name]);
        let ran = ran(&mut command);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("Cannot write into"), "{ran:?}");
        let left = fs::read_dir(home.join(name));
        assert_eq!(
            left.ok().map(Iterator::count),
            is_there.then_some(0),
            "{name}"
        );
    }
}
