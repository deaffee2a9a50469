//! The schema of guide files says what the parser says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;

use jsonschema::Validator;
use optout::{
    catalog::{SCHEMA, SHIPPED},
    content::{
        goal::Goal,
        guide::{Guide, Origin, StepKind},
        platform::{Device, Kind, Platform},
        source::Confidence,
        state::State,
    },
    text,
};
use serde_json::{Map, Value, json};
use toml_edit::{DocumentMut, Item, TableLike};

/// A guide with every key that there is.
const FULL: &str = r#"
format = 1
id = "full"
title = "With everything"
goal = "object"
platforms = ["facebook"]
kinds = ["personal"]
regions = ["eea"]
when = ["refused"]
after_months = 12
rank = 5
optional = true
minutes = 5
superseded = ["https://www.facebook.com/old"]
summary = "What it is."
caution = "What to know."
conflicts = ["will-meta-grant"]

[[note]]
on = "caution"
regions = ["br"]
countries = ["BR"]
platforms = ["facebook"]
kinds = ["personal"]
devices = ["app"]
text = "In Brazil it asks for more."

[[source]]
id = "page"
title = "A page"
url = "https://www.facebook.com/privacy/policy/"
note = "Its second part."
published = 2026-07-23
checked = 2026-08-22
undated = true

[[conflict]]
question = "Does it cover others?"
claims = [{ source = "page", says = "yes" }]
advice = "Send one for each."

[[step]]
id = "one"
title = "One"
device = "web"
path = ["Profile", "Settings | Settings and activity"]
do = "Do the one."
body = "Why."
missing = "Look further below."
link = "https://www.facebook.com/help/contact/1"
fallbacks = ["https://www.facebook.com/help/contact/2"]
kind = "submit"
letter = "objection-short"
authority = false
done_with = ["log-in"]
confidence = "verified"
sources = ["page"]

[[step.note]]
regions = ["br"]
countries = ["BR"]
platforms = ["facebook"]
kinds = ["personal"]
devices = ["app"]
text = "In Brazil it asks for more."

[[step]]
use = "log-in"
"#;

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn validator() -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema())
        .unwrap()
}

/// A file as an editor's checker sees it: days are texts.
fn as_json(item: &Item) -> Value {
    fn value(value: &toml_edit::Value) -> Value {
        use toml_edit::Value as Toml;
        match value {
            Toml::String(text) => json!(text.value()),
            Toml::Integer(number) => json!(number.value()),
            Toml::Float(number) => json!(number.value()),
            Toml::Boolean(is) => json!(is.value()),
            Toml::Datetime(at) => json!(at.value().to_string()),
            Toml::Array(list) => list.iter().map(self::value_of).collect(),
            Toml::InlineTable(table) => table_of(table),
        }
    }
    match item {
        Item::None => Value::Null,
        Item::Value(it) => value(it),
        Item::Table(table) => table_of(table),
        Item::ArrayOfTables(tables) => tables.iter().map(|table| table_of(table)).collect(),
    }
}

fn value_of(value: &toml_edit::Value) -> Value {
    as_json(&Item::Value(value.clone()))
}

fn table_of(table: &dyn TableLike) -> Value {
    let pairs = table
        .iter()
        .map(|(key, item)| (key.to_owned(), as_json(item)));
    Value::Object(pairs.collect::<Map<String, Value>>())
}

/// Every mistake that the parser sees.
fn problems(source: &str) -> Vec<String> {
    let origin = Origin::Yours(text::line("x.toml"));
    let (_, problems) = Guide::parse(source, optout::catalog::shared(), origin, &[]);
    problems.iter().map(ToString::to_string).collect()
}

/// Whether the parser and the schema take a file. They have to agree.
fn taken(validator: &Validator, source: &str) -> (bool, bool) {
    let document: DocumentMut = source.parse().unwrap();
    let seen = as_json(document.as_item());
    (problems(source).is_empty(), validator.is_valid(&seen))
}

/// Does something to the key of a number, counted through all the tables. Gives its name.
fn change(
    table: &mut dyn TableLike,
    left: &mut usize,
    act: &mut dyn FnMut(&mut dyn TableLike, &str),
) -> Option<String> {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys {
        if *left == 0 {
            act(table, &key);
            return Some(key);
        }
        *left -= 1;
        let below: Vec<&mut dyn TableLike> = match table.get_mut(&key).unwrap() {
            Item::ArrayOfTables(tables) => tables.iter_mut().map(|table| table as _).collect(),
            Item::Value(toml_edit::Value::Array(list)) => list
                .iter_mut()
                .filter_map(|value| value.as_inline_table_mut().map(|table| table as _))
                .collect(),
            Item::None | Item::Value(_) | Item::Table(_) => Vec::new(),
        };
        for table in below {
            if let Some(name) = change(table, left, act) {
                return Some(name);
            }
        }
    }
    None
}

/// The full guide with one change to each of its keys in turn.
fn each_key(mut act: impl FnMut(&mut dyn TableLike, &str)) -> Vec<(String, String)> {
    let mut all = Vec::new();
    loop {
        let mut document: DocumentMut = FULL.parse().unwrap();
        let changed = change(document.as_table_mut(), &mut all.len().clone(), &mut act);
        match changed {
            Some(key) => all.push((key, document.to_string())),
            None => return all,
        }
    }
}

#[test]
fn it_is_a_schema_of_2020_12_in_plain_ascii() {
    let schema = schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    let printed = serde_json::to_string_pretty(&schema).unwrap();
    assert!(printed.is_ascii());
    assert!(!printed.contains("null"), "TOML has no null");
}

#[test]
fn every_shipped_guide_is_valid() {
    let validator = validator();
    for (path, source) in SHIPPED {
        let document: DocumentMut = source.parse().unwrap();
        let seen = as_json(document.as_item());
        let errors: Vec<String> = validator
            .iter_errors(&seen)
            .map(|error| format!("{path} {}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
    assert_eq!(
        taken(&validator, FULL),
        (true, true),
        "{:?}",
        problems(FULL)
    );
}

/// The keys that the parser asks for, as it lists them to somebody who wrote `zzzz`.
fn asked_for(place: &str) -> BTreeSet<String> {
    let source = FULL.replacen(place, &format!("{place}\nzzzz = 1\n"), 1);
    let source = if place == "{ source" {
        FULL.replacen(place, "{ zzzz = 1, source", 1)
    } else {
        source
    };
    let told = problems(&source);
    let list = told
        .iter()
        .find_map(|problem| problem.split_once("`zzzz` is not a key here; known here are "))
        .unwrap_or_else(|| panic!("{place}: {told:?}"));
    list.1.split(", ").map(str::to_owned).collect()
}

#[test]
fn its_keys_are_those_that_the_parser_asks_for_and_each_is_described() {
    let schema = schema();
    let tables = [
        ("format = 1", &schema),
        ("[[source]]", &schema["$defs"]["source"]),
        ("[[conflict]]", &schema["$defs"]["conflict"]),
        ("{ source", &schema["$defs"]["claim"]),
        ("[[step]]", &schema["$defs"]["step"]),
        ("[[note]]", &schema["$defs"]["guide-note"]),
        ("[[step.note]]", &schema["$defs"]["step-note"]),
    ];
    for (place, table) in tables {
        let properties = table["properties"].as_object().unwrap();
        let described: BTreeSet<String> = properties.keys().cloned().collect();
        assert_eq!(described, asked_for(place), "{place}");
        assert_eq!(table["additionalProperties"], false, "{place}");
        for (key, property) in properties {
            let about = property["description"].as_str().unwrap_or_default();
            assert!(
                about.ends_with('.') && !about.contains('\n'),
                "{place} {key}"
            );
        }
    }
    // And the guide above has them all, so that the tests below look at each.
    let keys = each_key(|_, _| {});
    let everywhere: usize = tables
        .iter()
        .map(|(_, table)| table["properties"].as_object().unwrap().len())
        .sum();
    assert_eq!(keys.len(), everywhere);
}

#[test]
fn a_misspelt_key_is_refused_by_both() {
    let validator = validator();
    let misspelt = each_key(|table, key| {
        let item = table.remove(key).unwrap();
        table.insert(&format!("{key}x"), item);
    });
    for (key, source) in misspelt {
        assert_eq!(taken(&validator, &source), (false, false), "{key}");
    }
}

#[test]
fn both_agree_on_which_keys_may_be_left_out() {
    let validator = validator();
    let mut needed = BTreeSet::new();
    let without = each_key(|table, key| drop(table.remove(key)));
    for (key, source) in without {
        // Needed only beside `after_months`; the last test below has both.
        let source = if key == "when" {
            source.replace("after_months = 12\n", "")
        } else {
            source
        };
        // Without its sources the guide names some that are not there: only the parser sees that.
        if key == "source" && !source.contains("[[source]]") {
            continue;
        }
        let (parser, schema) = taken(&validator, &source);
        assert_eq!(parser, schema, "{key}: {:?}", problems(&source));
        if !parser {
            needed.insert(key);
        }
    }
    let wanted = [
        "advice",
        "checked",
        "format",
        "goal",
        "id",
        "on",
        "platforms",
        "question",
        "says",
        "source",
        "sources",
        "step",
        "text",
        "title",
        "use",
    ];
    assert_eq!(needed, wanted.map(str::to_owned).into());
    let bare = FULL
        .replace("url = \"https://www.facebook.com/privacy/policy/\"\n", "")
        .replace("note = \"Its second part.\"\n", "");
    assert_eq!(taken(&validator, &bare), (false, false));
}

#[test]
fn both_know_the_same_words() {
    let validator = validator();
    let words = |words: Vec<&'static str>| words;
    for (line, words) in [
        (
            "goal = \"object\"",
            words(Goal::ALL.iter().map(|it| it.as_str()).collect()),
        ),
        (
            "platforms = [\"facebook\"]",
            words(Platform::ALL.iter().map(|it| it.as_str()).collect()),
        ),
        (
            "kinds = [\"personal\"]",
            words(Kind::ALL.iter().map(|it| it.as_str()).collect()),
        ),
        (
            "when = [\"refused\"]",
            words(State::ALL.iter().map(|it| it.as_str()).collect()),
        ),
        (
            "device = \"web\"",
            words(Device::ALL.iter().map(|it| it.as_str()).collect()),
        ),
        (
            "kind = \"submit\"",
            words(StepKind::ALL.iter().map(|it| it.as_str()).collect()),
        ),
        (
            "confidence = \"verified\"",
            words(Confidence::ALL.iter().map(|it| it.as_str()).collect()),
        ),
    ] {
        let now = line.split('"').nth(1).unwrap();
        for word in words {
            let source = FULL.replacen(line, &line.replace(now, word), 1);
            let source = source.replace("after_months = 12\n", "");
            assert_eq!(taken(&validator, &source), (true, true), "{line}: {word}");
            let source = FULL.replacen(line, &line.replace(now, &format!("{word}x")), 1);
            assert_eq!(
                taken(&validator, &source),
                (false, false),
                "{line}: {word}x"
            );
        }
    }
}

#[test]
fn both_refuse_what_has_the_wrong_form() {
    let validator = validator();
    for (from, to) in [
        ("format = 1", "format = 2"),
        ("id = \"full\"", "id = \"Full\""),
        ("id = \"one\"", "id = \"-one\""),
        ("title = \"One\"", "title = \"  \""),
        ("title = \"One\"", "title = 1"),
        ("platforms = [\"facebook\"]", "platforms = []"),
        ("platforms = [\"facebook\"]", "platforms = \"facebook\""),
        ("rank = 5", "rank = \"5\""),
        ("optional = true", "optional = 1"),
        ("checked = 2026-08-22", "checked = \"soon\""),
        ("checked = 2026-08-22", "checked = 2026-08-22T10:00:00Z"),
        ("sources = [\"page\"]", "sources = []"),
        (
            "https://www.facebook.com/help/contact/1",
            "http://www.facebook.com/",
        ),
        ("claims = [{", "claims = [3, {"),
    ] {
        let source = FULL.replacen(from, to, 1);
        assert_ne!(source, FULL);
        assert_eq!(taken(&validator, &source), (false, false), "{to}");
    }
    let links = "\"https://www.facebook.com/\", ".repeat(20);
    let many = FULL.replacen("fallbacks = [", &format!("fallbacks = [{links}"), 1);
    assert_eq!(taken(&validator, &many), (false, false));
    let step = FULL.split("[[step]]").nth(1).unwrap();
    let step = step.split("[[step.note]]").next().unwrap();
    let steps: String = (0..200)
        .map(|number| {
            format!(
                "[[step]]{}",
                step.replace("\"one\"", &format!("\"n{number}\""))
            )
        })
        .collect();
    assert_eq!(taken(&validator, &format!("{FULL}{steps}")), (false, false));
}

#[test]
fn its_defaults_are_what_the_parser_takes() {
    let mut document: DocumentMut = FULL.parse().unwrap();
    document.remove("rank");
    for step in document["step"]
        .as_array_of_tables_mut()
        .unwrap()
        .iter_mut()
    {
        for key in ["device", "kind", "authority", "confidence"] {
            step.remove(key);
        }
    }
    let (guide, _) = Guide::parse(
        &document.to_string(),
        optout::catalog::shared(),
        Origin::Shipped,
        &[],
    );
    let guide = guide.unwrap();
    let schema = schema();
    let step = &schema["$defs"]["step"]["properties"];
    assert_eq!(schema["properties"]["rank"]["default"], guide.rank);
    assert_eq!(step["device"]["default"], guide.steps[0].device.as_str());
    assert_eq!(step["kind"]["default"], guide.steps[0].kind.as_str());
    assert_eq!(step["authority"]["default"], guide.steps[0].authority);
    assert_eq!(
        step["confidence"]["default"],
        guide.steps[0].confidence.as_str()
    );
}

#[test]
fn both_let_months_pass_only_since_a_state_with_a_beginning() {
    let validator = validator();
    let months = "after_months = 12\n";
    assert!(FULL.contains(months));
    for state in State::ALL {
        let source = FULL.replacen("when = [\"refused\"]", &format!("when = [\"{state}\"]"), 1);
        let may = state.has_a_beginning();
        assert_eq!(taken(&validator, &source), (may, may), "{state}");
    }
    for wrong in ["when = []\n", ""] {
        let source = FULL.replacen("when = [\"refused\"]\n", wrong, 1);
        assert_eq!(taken(&validator, &source), (false, false), "{wrong}");
    }
    for wrong in [0, -1, Guide::MOST_MONTHS + 1] {
        let source = FULL.replacen(months, &format!("after_months = {wrong}\n"), 1);
        assert_eq!(taken(&validator, &source), (false, false), "{wrong}");
    }
}
