//! A browser profile for an account: found, taken from the list, and opened.

use std::{fs, path::Path, process::Command};

use super::{
    home::{Home, address},
    links::open,
    process::until,
    program::{DOWN, ENTER, ESC, Program},
};

const NAME: &str = "Anna's \"own\" one";

/// A home with a Firefox that writes its arguments, one a line.
fn with_firefox(list: impl AsRef<[u8]>) -> Home {
    let home = Home::with_steps(2);
    let record = home.join("record").display().to_string();
    let body = format!("printf '%s\\n' \"$@\" > '{record}.new'\n/bin/mv '{record}.new' '{record}'");
    home.executable("bin/firefox", &body);
    let root = home.write(Path::new(".mozilla/firefox/a.anna/prefs.js"), "");
    home.write(root.ancestors().nth(2).unwrap().join("profiles.ini"), list);
    home
}

/// The program in its account's form, at the last field.
fn at_open_with(home: &Home) -> Program {
    let bin = home.join("bin");
    let mut program = home.setting().variable("PATH", bin).start();
    program.go_in();
    program.press_for("e", "Edit account");
    program.press_for("\x1b[Z", "↓ browsers");
    program
}

#[test]
fn the_profile_that_was_taken_gets_the_address() {
    let list = format!("[Profile0]\nName={NAME}\nIsRelative=1\nPath=a.anna\n");
    let home = with_firefox(list);
    let mut program = at_open_with(&home);
    program.wait_until("the field has the cursor", |shown| !shown.hides_cursor);
    program.press_for(DOWN, "❯ Firefox, profile Anna's");
    // The form stays in sight below the list, where it has no keys.
    let shown = program.wait_until("nothing has the cursor", |shown| shown.hides_cursor);
    assert!(shown.text().contains("Edit account"), "{}", shown.text());
    program.press_for(ENTER, "saves it with the account");
    program.press_for(ENTER, "is changed");
    open(&mut program);
    let record = home.join("record");
    until("the browser was started", || record.exists());
    let wanted = format!("-P\n{NAME}\n{}\n", address(1));
    assert_eq!(fs::read_to_string(record).unwrap(), wanted);
    program.press(ESC);
}

#[test]
fn the_container_that_was_taken_gets_the_address_as_a_value() {
    let home = with_firefox("[Profile0]\nName=anna\nIsRelative=1\nPath=a.anna\n");
    let containers =
        "{\"identities\":[{\"userContextId\":6,\"public\":true,\"name\":\"Zoë & co\"}]}";
    let extensions =
        "{\"addons\":[{\"id\":\"{f069aec0-43c5-4bbf-b6b4-df95c4326b98}\",\"active\":true}]}";
    for (file, text) in [
        ("containers.json", containers),
        ("extensions.json", extensions),
    ] {
        home.write(Path::new(".mozilla/firefox/a.anna").join(file), text);
    }
    let mut program = at_open_with(&home);
    program.press_for(DOWN, "❯ Firefox, profile anna");
    program.press_for(DOWN, "❯   container Zoë & co");
    program.press_for(ENTER, "saves it with the account");
    program.press_for(ENTER, "is changed");
    let shown = program.press_for("o", "www.facebook.com: open it?");
    let said = "in this browser: firefox -P anna, container Zoë & co.";
    assert!(shown.has_wrapped(said), "{}", shown.text());
    program.press_for(ENTER, "Opened www.facebook.com with");
    let record = home.join("record");
    until("the browser was started", || record.exists());
    let signs = [
        (":", "%3A"),
        ("/", "%2F"),
        ("?", "%3F"),
        ("=", "%3D"),
        ("&", "%26"),
    ];
    let encode = |whole: String, (sign, code): (&str, &str)| whole.replace(sign, code);
    let address = signs.into_iter().fold(address(1), encode);
    let word =
        format!("ext+container:id=firefox-container-6&name=Zo%C3%AB%20%26%20co&url={address}");
    let wanted = format!("-P\nanna\n{word}\n");
    assert_eq!(fs::read_to_string(record).unwrap(), wanted);
}

#[test]
fn a_list_that_is_no_file_holds_nobody_up() {
    let home = with_firefox("");
    let list = home.join(".mozilla/firefox/profiles.ini");
    fs::remove_file(&list).unwrap();
    let made = Command::new("mkfifo").arg(&list).status();
    assert!(made.unwrap().success());
    let mut program = at_open_with(&home);
    let shown = program.press_for(DOWN, "❯ Firefox");
    assert!(shown.has("firefox {url}"), "{}", shown.text());
    program.press_for(ESC, "Edit account");
}
