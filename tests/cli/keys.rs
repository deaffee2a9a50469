//! The keys of all JSON, as the README lists them. `OPTOUT_UPDATE=1 cargo test --test cli keys` writes the list
//! anew, and refuses to drop a key that was promised.

use std::{collections::BTreeSet, env, fs, path::Path};

use serde_json::Value;

use crate::support::{Home, NOW, ran};

/// What a JSON value looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    Plain,
    Object(Vec<(String, Self)>),
    List(Box<Self>),
}

impl Shape {
    fn of(value: &Value) -> Self {
        match value {
            Value::Object(object) => {
                let shape = |(key, value): (&String, &Value)| (key.clone(), Self::of(value));
                Self::Object(object.iter().map(shape).collect())
            }
            Value::Array(list) => {
                // The fullest one first: ids, and with them the order of accounts, are random.
                let mut all: Vec<Self> = list.iter().map(Self::of).collect();
                all.sort_by_key(|shape| std::cmp::Reverse(shape.told().len()));
                let all = all.into_iter();
                Self::List(Box::new(all.fold(Self::Plain, Self::with)))
            }
            _ => Self::Plain,
        }
    }

    /// What both look like: a value may be null in one and something in the other.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Object(mut one), Self::Object(other)) => {
                for (key, shape) in other {
                    match one.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, known)) => *known = known.clone().with(shape),
                        None => one.push((key, shape)),
                    }
                }
                Self::Object(one)
            }
            (Self::List(one), Self::List(other)) => Self::List(Box::new(one.with(*other))),
            (Self::Plain, shape) | (shape, _) => shape,
        }
    }

    /// The shape with one name for keys that are ids.
    fn with_ids(self, names: &[&str]) -> Self {
        match (self, names) {
            (Self::Object(keys), [name, rest @ ..]) => {
                let shapes = keys.into_iter().map(|(_, shape)| shape);
                let one = shapes.fold(Self::Plain, Self::with).with_ids(rest);
                Self::Object(vec![((*name).to_owned(), one)])
            }
            (shape, _) => shape,
        }
    }

    fn told(&self) -> String {
        match self {
            Self::Plain => String::new(),
            Self::List(of) if **of == Self::Plain => "[]".to_owned(),
            Self::List(of) => format!("[{}]", of.told()),
            Self::Object(keys) => {
                let keys = keys.iter().map(|(key, shape)| match shape {
                    Self::Plain => key.clone(),
                    _ => format!("{key}: {}", shape.told()),
                });
                format!("{{{}}}", keys.collect::<Vec<String>>().join(", "))
            }
        }
    }
}

/// Accounts in every state that a command tells of.
fn full() -> (Home, String) {
    let home = Home::with_routes();
    let all = [
        "--country",
        "DE",
        "--handle",
        "@me",
        "--email",
        "me@example.org",
        "--group",
        "me",
    ];
    let more = [
        "--open-with",
        "firefox {url}",
        "--name",
        "Me",
        "--address",
        "1 Road",
    ];
    let choices = [
        "--authority",
        "de-berlin",
        "--language",
        "de",
        "--grounds",
        "safety",
    ];
    let id = home.add("Mine", &[&all[..], &more, &choices].concat());
    home.add("Covered", &all[..2]);
    home.ok(&["account", "edit", "Covered", "--group", "me"]);
    home.ok(&["route", &id, "test-form"]);
    home.ok(&["mark", &id, "test-form/find-form", "done", "--note", "n"]);
    let sent = ["request", &id, "sent", "test-form", "--on", "2026-08-03"];
    home.ok(&[&sent[..], &["--received", "2026-08-04", "--reference", "A"]].concat());
    home.ok(&["request", &id, "asked", "r1", "--on", "2026-08-05"]);
    home.ok(&["request", &id, "given", "r1", "--on", "2026-08-06"]);
    home.ok(&[
        "request",
        &id,
        "edit",
        "r1",
        "--note",
        "n",
        "--again",
        "2027-01-01",
    ]);
    home.ok(&[
        "request",
        &id,
        "answer",
        "r1",
        "refused",
        "--on",
        "2026-09-01",
    ]);
    home.ok(&[
        "evidence",
        &id,
        "add",
        home.write("a.png", "a").to_str().unwrap(),
        "--request",
        "r1",
    ]);
    let gone = home.add("Gone", &[]);
    home.ok(&["account", "remove", &gone, "--yes"]);
    home.write(home.account_file("bad"), "label = ");
    home.write("answer.eml", "From: Meta <case@support.facebook.com>\nTo: me@example.org\nSubject: x\n\nhttps://www.facebook.com/help/1\n");
    (home, id)
}

/// Every command that prints JSON, as the README names it.
fn commands(id: &str) -> Vec<(&'static str, Vec<&str>)> {
    vec![
        ("account list", vec!["account", "list"]),
        ("account check", vec!["account", "check"]),
        ("account restore", vec!["account", "restore"]),
        ("account browsers", vec!["account", "browsers"]),
        ("authority list", vec!["authority", "list"]),
        (
            "check-url URL",
            vec![
                "check-url",
                "https://www.facebook.com/help/contact/1?next=x",
            ],
        ),
        ("due", vec!["due"]),
        ("evidence ACCOUNT list", vec!["evidence", id, "list"]),
        ("guide list", vec!["guide", "list"]),
        ("guide show ID", vec!["guide", "show", "test-form"]),
        ("guide check", vec!["guide", "check"]),
        ("keys", vec!["keys"]),
        ("letter ACCOUNT", vec!["letter", id]),
        (
            "letter ACCOUNT LETTER",
            vec!["letter", id, "objection-short"],
        ),
        ("next", vec!["next"]),
        ("paths", vec!["paths"]),
        ("request ACCOUNT", vec!["request", id]),
        (
            "request ACCOUNT answer REQUEST --from FILE",
            vec!["request", id, "answer", "r1", "--from", "answer.eml"],
        ),
        ("status", vec!["status"]),
        ("steps ACCOUNT", vec!["steps", id]),
    ]
}

fn list() -> String {
    assert!(!NOW.is_empty());
    let (home, id) = full();
    home.stand_in("bin/firefox", "true");
    let mut text = String::new();
    for (name, arguments) in commands(&id) {
        // The browsers of this computer say nothing of the keys.
        let mut command = home.command();
        command.env("PATH", home.join("bin"));
        let ran = ran(command.args(arguments).arg("--json"));
        let value: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
        let shape = Shape::of(&value).told();
        text.push_str(&format!("- `{name}`: `{shape}`\n"));
    }
    let export: Value = serde_json::from_str(&home.run(&["export", "--with-files"]).out).unwrap();
    let Shape::Object(mut keys) = Shape::of(&export) else {
        panic!("{export}")
    };
    for (_, shape) in &mut keys {
        let Shape::List(account) = shape else {
            continue;
        };
        let Shape::Object(fields) = &mut **account else {
            continue;
        };
        for (key, shape) in fields {
            match key.as_str() {
                "guides" => *shape = shape.clone().with_ids(&["GUIDE", "STEP"]),
                "active" => *shape = shape.clone().with_ids(&["GOAL"]),
                _ => {}
            }
        }
    }
    let shape = Shape::Object(keys).told();
    text.push_str(&format!(
        "- `export --with-files` (without `--json`): `{shape}`\n"
    ));
    text
}

fn words(text: &str) -> BTreeSet<&str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.split(|c| !is_part(c))
        .filter(|it| !it.is_empty())
        .collect()
}

#[test]
fn the_readme_lists_the_keys_of_all_json() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (open, close) = ("<!-- json -->\n", "<!-- /json -->");
    let (before, rest) = readme.split_once(open).unwrap();
    let (old, after) = rest.split_once(close).unwrap();
    let made = list();
    // A key that was promised stays, under every command that had it.
    for line in old.lines() {
        let name = line.split(": `").next().unwrap();
        let now = made
            .lines()
            .find(|line| line.split(": `").next() == Some(name));
        let now = now.unwrap_or_else(|| panic!("{name} is gone"));
        let lost: Vec<&str> = words(line).difference(&words(now)).copied().collect();
        assert!(lost.is_empty(), "{name} has lost {lost:?}");
    }
    if env::var_os("OPTOUT_UPDATE").is_some() {
        fs::write(path, format!("{before}{open}{made}{close}{after}")).unwrap();
    } else {
        assert_eq!(old, made, "README: the keys of JSON are out of date");
    }
}
