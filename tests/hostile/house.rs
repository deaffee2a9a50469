//! What must hold for the sources, so that the rest can be trusted.

use std::{fs, path::Path};

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            // Tests at the end of a file may do as they like.
            let code = text.split("\n#[cfg(test)]\n").next().unwrap();
            let path = path.to_str().unwrap().replace('\\', "/");
            found.push((path, code.to_owned()));
        }
    }
}

/// The files of the program that have one of these words outside their tests.
fn with(words: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&root, &mut all);
    assert!(all.len() > 100, "the sources are somewhere else");
    let mut found: Vec<String> = all
        .into_iter()
        .filter(|(_, code)| words.iter().any(|word| code.contains(word)))
        .map(|(path, _)| path.split("/src/").last().unwrap().to_owned())
        .collect();
    found.sort();
    found
}

#[test]
fn clean_text_is_made_in_one_place() {
    let made = [
        " Clean(",
        "(Clean(",
        "\tClean(",
        "for Clean ",
        "&mut Clean",
        "Clean::from",
    ];
    assert_eq!(with(&made), ["text.rs"]);
    // Its inside is private, and nothing that the compiler would derive can make one of any text.
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text.rs")).unwrap();
    assert!(text.contains("pub struct Clean(CompactString);"));
    assert!(!text.contains("DerefMut") && !text.contains("serde::Deserialize)]"));
}

#[test]
fn what_is_decoded_is_what_the_build_wrote() {
    let decoders = with(&[
        "postcard::from",
        "serde_json::from",
        "toml::from",
        "Deserialize::deserialize",
    ]);
    // What browsers wrote, and an export, are decoded into plain strings, which are cleaned like any
    // other.
    let own = ["catalog/catalog.rs", "content/lazy.rs"];
    let others: Vec<&String> = decoders
        .iter()
        .filter(|file| !own.contains(&file.as_str()))
        .collect();
    let shown = [
        "cli/import.rs",
        "system/browsers/chromium.rs",
        "system/browsers/containers.rs",
    ];
    assert_eq!(others, shown);
    assert!(others.iter().all(|file| !with(&["Clean"]).contains(file)));
}

#[test]
fn few_places_write_to_a_terminal() {
    let words = [
        "println!",
        "eprint",
        "print!(",
        "io::stdout()",
        "io::stderr()",
    ];
    let writes = with(&words);
    let expected = [
        "build.rs",
        "main.rs",
        "runtime/start.rs",
        "runtime/terminal.rs",
        "runtime/terminal/console.rs",
        "runtime/terminal/outlet.rs",
        "system/terminal.rs",
    ];
    assert_eq!(writes, expected);
    // What a screen shows goes through few hands too.
    let cells = ["set_string", "set_symbol", "set_char"];
    let drawn = with(&cells);
    let expected = [
        // It gives back what was shown before.
        "runtime/terminal/shown.rs",
        "runtime/terminal/spread.rs",
        "ui/boxes.rs",
        "ui/canvas.rs",
        "ui/list.rs",
        "ui/pages/qr.rs",
        "ui/theme.rs",
    ];
    assert_eq!(drawn, expected);
    // Nothing names the window; the clipboard and addresses to click on have one place each.
    assert_eq!(
        with(&["set_title", "SetTitle", "\\x1b]0;", "\\x1b]2;"]),
        [""; 0]
    );
    assert_eq!(with(&["CopyToClipboard", "]52;"]), ["runtime/terminal.rs"]);
    assert_eq!(with(&["]8;"]), ["runtime/terminal/spread.rs"]);
}

#[test]
fn what_is_not_cleaned_yet_stays_where_files_are_read() {
    let raw = with(&["Raw<", ".raw(\"", ".raws(\""]);
    let outside = |file: &&String| {
        file.starts_with("ui") || file.starts_with("app") || file.starts_with("cli")
    };
    assert_eq!(raw.iter().filter(outside).count(), 0, "{raw:?}");
}

#[test]
fn json_is_written_in_one_place() {
    assert_eq!(with(&["serde_json::to", "Serializer::"]), ["cli/json.rs"]);
}

#[test]
fn sorts_are_compiled_once() {
    // The build script is not in the program.
    assert_eq!(with(&[".sort_"]), ["build.rs", "sort.rs"]);
    // All but that of the build script are methods of our own.
    let named = [
        "app/core.rs",
        "app/core/moving.rs",
        "build.rs",
        "catalog/catalog.rs",
    ];
    assert_eq!(with(&[".sort()"]), named);
}
