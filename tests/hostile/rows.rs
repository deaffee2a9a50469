//! The rows of `tests/hostile.tsv`.

const ROWS: &str = include_str!("../hostile.tsv");

/// What a guide begins with.
pub(crate) const TOP: &str =
    "format = 1\nid = \"g\"\ntitle = \"T\"\ngoal = \"object\"\nplatforms = [\"facebook\"]\n";

/// The source of a guide.
pub(crate) const SOURCE: &str =
    "[[source]]\nid = \"us\"\ntitle = \"Us\"\nnote = \"For a test.\"\nchecked = 2026-11-01\n";

/// The step of a guide.
pub(crate) const STEP: &str = "[[step]]\nid = \"s1\"\ntitle = \"One\"\nsources = [\"us\"]\n";

/// An account with nothing done.
pub(crate) const ACCOUNT: &str =
    "format = 1\nlabel = \"Mum\"\nplatform = \"instagram\"\nkind = \"personal\"\n";

/// One row.
pub(crate) struct Row {
    /// What is expected.
    pub(crate) expected: String,
    /// What is read.
    pub(crate) input: Vec<u8>,
    /// Why it is there.
    pub(crate) why: &'static str,
}

impl Row {
    /// The input, where it is text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.input).unwrap()
    }

    /// What is expected, and words that stand in what is said.
    pub(crate) fn outcome(&self) -> (&str, &str) {
        self.expected
            .split_once(':')
            .unwrap_or((&self.expected, ""))
    }
}

/// All rows of a kind.
pub(crate) fn of(kind: &str) -> Vec<Row> {
    let rows = ROWS.lines().filter(|line| !line.starts_with('#'));
    let fields = rows.map(|line| line.split('\t').collect::<Vec<&str>>());
    let rows: Vec<Row> = fields
        .filter(|fields| fields[0] == kind)
        .map(|fields| {
            let [_, expected, input, why] = fields[..] else {
                panic!("{fields:?}")
            };
            Row {
                expected: String::from_utf8(bytes(expected)).unwrap(),
                input: bytes(input),
                why,
            }
        })
        .collect();
    assert!(rows.len() >= 5, "{kind}: {} rows", rows.len());
    rows
}

/// The bytes that a text stands for.
fn bytes(written: &str) -> Vec<u8> {
    let (written, is_windows) = match written.strip_prefix("{crlf}") {
        Some(rest) => (rest, true),
        None => (written, false),
    };
    let mut bytes = Vec::new();
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        let parts = [
            ("{top}", TOP),
            ("{source}", SOURCE),
            ("{step}", STEP),
            ("{account}", ACCOUNT),
        ];
        if let Some((name, text)) = parts.iter().find(|(name, _)| rest.starts_with(name)) {
            bytes.extend(text.bytes());
            rest = &rest[name.len()..];
        } else if let Some((what, after)) = rest.strip_prefix("{rep:").and_then(to_end) {
            let (text, times) = what.rsplit_once('*').unwrap();
            bytes.extend(self::bytes(text).repeat(times.parse().unwrap()));
            rest = after;
        } else if let Some((times, after)) = rest.strip_prefix("{steps:").and_then(to_end) {
            for number in 0..times.parse().unwrap() {
                bytes.extend(STEP.replace("s1", &format!("s{number}")).bytes());
            }
            rest = after;
        } else if let Some((times, after)) = rest.strip_prefix("{links:").and_then(to_end) {
            bytes.extend(
                "\"https://www.facebook.com/\","
                    .repeat(times.parse().unwrap())
                    .bytes(),
            );
            rest = after;
        } else if first == '\\' {
            rest = escape(rest, &mut bytes);
        } else {
            bytes.extend(first.encode_utf8(&mut [0; 4]).bytes());
            rest = &rest[first.len_utf8()..];
        }
    }
    if is_windows {
        return String::from_utf8(bytes)
            .unwrap()
            .replace('\n', "\r\n")
            .into();
    }
    bytes
}

fn to_end(rest: &str) -> Option<(&str, &str)> {
    rest.split_once("}}")
}

/// Reads an escape, and gives what follows it.
fn escape<'w>(written: &'w str, bytes: &mut Vec<u8>) -> &'w str {
    let letter = written[1..].chars().next().unwrap();
    match letter {
        'x' => {
            bytes.push(u8::from_str_radix(&written[2..4], 16).unwrap());
            return &written[4..];
        }
        'u' if written[2..].starts_with('{') => {
            let (number, after) = written[3..].split_once('}').unwrap();
            let number = u32::from_str_radix(number, 16).unwrap();
            bytes.extend(
                char::from_u32(number)
                    .unwrap()
                    .encode_utf8(&mut [0; 4])
                    .bytes(),
            );
            return after;
        }
        'n' => bytes.push(b'\n'),
        't' => bytes.push(b'\t'),
        'r' => bytes.push(b'\r'),
        '0' => bytes.push(0),
        '\\' => bytes.push(b'\\'),
        other => panic!("\\{other} in {written}"),
    }
    &written[2..]
}

#[test]
fn a_row_stands_for_what_it_says() {
    assert_eq!(
        bytes("a\\x1b\\u{e9}\\n\\\\u"),
        "a\u{1b}\u{e9}\n\\u".as_bytes()
    );
    assert_eq!(bytes("{rep:ab*2}}c{rep:{a=*2}}"), b"ababc{a={a=");
    assert_eq!(bytes("{crlf}a\\nb"), b"a\r\nb");
}
