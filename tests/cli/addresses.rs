//! `optout check-url`: whose an address is, from the command line and from standard input.

use std::{io::Write as _, process::Stdio};

use serde_json::{Value, json};

use crate::support::{Home, Ran};

const OURS: &str = "https://www.facebook.com/help/contact/712876720715583";

/// Checks what is given on standard input.
fn piped(home: &Home, more: &[&str], input: &[u8]) -> Ran {
    let mut command = home.command();
    command
        .args(["check-url", "-"])
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that stops reading early is not the test's fault.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

#[test]
fn metas_and_the_authorities_addresses_end_with_success() {
    let home = Home::with_routes();
    let out = home.ok(&["check-url", OURS]);
    assert!(out.contains("Meta's own."), "{out}");
    assert!(out.contains("The host is www.facebook.com"), "{out}");
    let out = home.ok(&["check-url", "www.facebook.com/help"]);
    assert!(out.starts_with("https://www.facebook.com/help\n"), "{out}");
    assert!(
        out.contains("It had no https:// in front; that was added."),
        "{out}"
    );
    let out = home.ok(&["check-url", "https://www.cnil.fr/fr/adresser-une-plainte"]);
    assert!(out.contains("An authority's own."), "{out}");
    assert!(
        out.contains("where French Data Protection Authority (France) has its pages"),
        "{out}"
    );
}

#[test]
fn every_other_address_fails_with_the_true_host_and_the_part_at_fault() {
    let home = Home::with_routes();
    home.configure("trusted_hosts = [\"www.example.org\"]\n");
    for (address, says) in [
        (
            "https://facebook.com.evil.example/help",
            &[
                "Not on the list.",
                "this one is evil.example's, whatever stands before it, and not facebook.com's.",
            ][..],
        ),
        (
            "https://facebook.com@evil.example/",
            &[
                "Refused: do not open it.",
                "The fault is `facebook.com@`.",
                "The host is evil.example:",
            ],
        ),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example%2Fx&h=AT0",
            &[
                "Another address is hidden inside this one.",
                "Decoded it reads `https://evil.example/x`.",
                "It would lead on to evil.example.",
            ],
        ),
        ("https://www.example.org/x", &["Trusted by you."]),
        (
            "security@facebookmail.com",
            &[
                "A sender: this proves nothing.",
                "is reported to write from facebookmail.com",
            ],
        ),
        (
            "https://fb.me/x",
            &["Not on the list.", "fb.me is said to be Meta's"],
        ),
        ("--help-me", &["Only addresses that start with https://"]),
        ("", &["The address is empty"]),
        (
            "https://www.facebook.com/\u{1b}[2J",
            &["a control character (U+001B), at place 26"],
        ),
        (
            "<https://www.facebook.com/>",
            &["brackets or quotes stood around it", "Meta's own."],
        ),
    ] {
        let ran = home.run(&["check-url", "--", address]);
        assert_eq!(ran.code, 1, "{ran:?}");
        for part in says {
            assert!(ran.out.contains(part), "{part}: {ran:?}");
        }
        assert!(
            !ran.err.is_empty() && ran.err.lines().count() <= 2,
            "{ran:?}"
        );
    }
    for wrong in [&["check-url"][..], &["check-url", OURS, OURS]] {
        assert_eq!(home.run(wrong).code, 2);
    }
}

#[test]
fn standard_input_has_one_address_a_line_or_a_text_around_them() {
    let home = Home::with_routes();
    let ran = piped(
        &home,
        &[],
        format!("{OURS}\r\n\nhttps://help.meta.com/\n").as_bytes(),
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    assert_eq!(ran.out.matches("Meta's own.").count(), 2, "{ran:?}");
    let text = format!("Dear user, confirm here: {OURS}.\nOr at https://evil.example/ now!\n");
    let ran = piped(&home, &[], text.as_bytes());
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains(&format!("{OURS}\n")), "{ran:?}");
    assert_eq!(ran.out.matches("taken out of a longer text").count(), 2);
    assert!(ran.out.contains("this is evil.example's"), "{ran:?}");
    let ran = piped(&home, &[], b"https://www.facebook.com/\xff\n");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("a hidden or broken character"), "{ran:?}");
    let ran = piped(&home, &[], b" \n\n");
    assert_eq!(ran.code, 2, "{ran:?}");
    let ran = piped(&home, &[], &vec![b'x'; 300 * 1024]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("longer than 256 KiB"), "{ran:?}");
}

#[test]
fn json_says_the_same() {
    let home = Home::with_routes();
    let input = "https://www.cnil.fr/\nhttps://facebook.com:443/\n<https://www.meta.com/>\n";
    let ran = piped(&home, &["--json"], input.as_bytes());
    assert_eq!(ran.code, 1);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["format"], 1);
    let [cnil, port, marked] = told["addresses"].as_array().unwrap().as_slice() else {
        panic!("{told}")
    };
    assert_eq!(cnil["standing"], "authority");
    assert_eq!(cnil["domain"], "cnil.fr");
    assert!(
        cnil["authority"].is_string() && cnil["rule"].is_null(),
        "{cnil}"
    );
    assert_eq!(port["standing"], "refused");
    assert_eq!(port["rule"], "port");
    assert_eq!(port["fault"], json!({"text": ":443", "from": 20, "to": 24}));
    assert_eq!(port["host"], "facebook.com");
    assert_eq!(marked["address"], "https://www.meta.com/");
    // Who reads only `standing` must not take the whole text for an address of Meta's.
    assert_eq!(marked["standing"], "text");
    assert_eq!(
        (&marked["alone"], &marked["around"]),
        (&json!("meta"), &json!("marks"))
    );
    assert_eq!(cnil["alone"], "authority");
}
