//! The text and the links of an HTML mail, as a person sees them. Only what is needed to read: what is
//! hidden is left out, a quoted message gets `>` before its lines.

/// An address in a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// Where it leads.
    pub(super) address: String,
    /// The text that is shown in its place.
    pub(super) shown: Option<String>,
}

/// What a mail in HTML shows.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its text; paragraphs are apart by an empty line.
    pub(super) text: String,
    /// Its links and forms.
    pub(super) links: Vec<Written>,
}

/// What has no end of its own.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// What nobody sees.
const UNSEEN: [&str; 7] = [
    "script", "style", "title", "template", "noscript", "textarea", "svg",
];

/// What stands within a line.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "label", "s", "small",
    "span", "strong", "sub", "sup", "u", "wbr", "mark",
];

/// Styles that hide.
const HIDING: [&str; 5] = [
    "display:none",
    "visibility:hidden",
    "opacity:0;",
    "font-size:0",
    "mso-hide:all",
];

/// Reads the text of a mail in HTML.
pub(super) fn read(source: &str) -> Page {
    let mut reader = Reader::default();
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        reader.text(before);
        rest = reader.tag(tag);
    }
    reader.text(rest);
    reader.page
}

#[derive(Default)]
struct Reader {
    page: Page,
    /// The name of what is hidden, and how many of that name are open within.
    hidden: Option<(String, usize)>,
    /// How many quotations are open.
    quotes: usize,
    /// Whether the text of a link is being read: that of the last one.
    in_link: bool,
}

impl Reader {
    fn text(&mut self, raw: &str) {
        if self.hidden.is_some() || raw.is_empty() {
            return;
        }
        let text = decoded(raw);
        if self.in_link
            && let Some(link) = self.page.links.last_mut()
        {
            link.shown.get_or_insert_default().push_str(&text);
        }
        for character in text.chars() {
            let is_blank = character.is_whitespace() && character != '\u{a0}';
            let at_start = self.page.text.is_empty() || self.page.text.ends_with('\n');
            if is_blank {
                if !at_start && !self.page.text.ends_with(' ') {
                    self.page.text.push(' ');
                }
                continue;
            }
            if at_start && self.quotes > 0 {
                self.page.text.push_str("> ");
            }
            self.page.text.push(character);
        }
    }

    fn end_line(&mut self, lines: &str) {
        if self.hidden.is_none() && !self.page.text.ends_with("\n\n") {
            self.page.text.push_str(lines);
        }
    }

    /// Reads the tag at the beginning of a text, and returns what comes after it.
    fn tag<'t>(&mut self, text: &'t str) -> &'t str {
        let after = |rest: &'t str, end: &str| rest.split_once(end).map_or("", |(_, after)| after);
        if text.starts_with("<!--") {
            return after(text, "-->");
        }
        let inside = text.get(1..).unwrap_or_default();
        if inside.starts_with(['!', '?']) {
            return after(text, ">");
        }
        let (closes, name_on) = match inside.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, inside),
        };
        if !name_on.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.text("<");
            return inside;
        }
        let end = name_on.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
        let (name, rest) = name_on.split_at(end.unwrap_or(name_on.len()));
        let name = name.to_ascii_lowercase();
        let (attributes, rest) = attributes(rest);
        if closes {
            self.close(&name);
            return rest;
        }
        self.open(&name, &attributes);
        if UNSEEN.contains(&name.as_str()) {
            return after_end(rest, &name);
        }
        rest
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = |wanted: &str| {
            let mut all = attributes.iter();
            all.find(|(known, _)| known == wanted)
                .map(|(_, value)| value.as_str())
        };
        let target = match name {
            "a" | "area" => value("href"),
            "form" => value("action"),
            "button" | "input" => value("formaction"),
            _ => None,
        };
        self.in_link &= name != "a";
        if let Some(target) = target {
            // Browsers take these out of an address.
            let address: String = target.trim().replace(['\t', '\n', '\r'], "");
            if !address.is_empty() && !address.starts_with('#') {
                self.page.links.push(Written {
                    address,
                    shown: None,
                });
                self.in_link = name == "a" && self.hidden.is_none();
            }
        }
        if let Some((hidden, open)) = &mut self.hidden {
            *open += usize::from(hidden == name);
            return;
        }
        let style = value("style").map(|style| {
            let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            plain.to_ascii_lowercase() + ";"
        });
        let hides = |style: &String| HIDING.iter().any(|hiding| style.contains(hiding));
        let is_hidden = value("hidden").is_some() || style.as_ref().is_some_and(hides);
        if is_hidden && !VOID.contains(&name) {
            self.end_line(if INLINE.contains(&name) { "" } else { "\n\n" });
            self.hidden = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "br" => self.end_line("\n"),
            "blockquote" => {
                self.end_line("\n\n");
                self.quotes += 1;
            }
            _ if INLINE.contains(&name) => {}
            _ => self.end_line("\n\n"),
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((hidden, open)) = &mut self.hidden {
            if hidden == name {
                *open -= 1;
                if *open == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if name == "a" {
            self.in_link = false;
        }
        if !INLINE.contains(&name) {
            self.end_line("\n\n");
        }
        if name == "blockquote" {
            self.quotes = self.quotes.saturating_sub(1);
        }
    }
}

/// What comes after the end of an element that nobody sees.
fn after_end<'t>(text: &'t str, name: &str) -> &'t str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        let tag = rest.get(at + 2..).unwrap_or_default();
        let is_it = tag
            .get(..name.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(name));
        if is_it {
            return tag.split_once('>').map_or("", |(_, after)| after);
        }
        rest = tag;
    }
    ""
}

/// The attributes of a tag, with what comes after it.
fn attributes(text: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (found, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        // A name is one character at least, so that this ends.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        let end = rest.get(first..).and_then(|more| more.find(ends));
        let (name, after) = rest.split_at(end.map_or(rest.len(), |end| end + first));
        rest = after;
        let mut value = String::new();
        if let Some(after) = rest.trim_start().strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (raw, on) = match quote {
                Some(quote) => {
                    let inner = after.get(1..).unwrap_or_default();
                    inner.split_once(quote).unwrap_or((inner, ""))
                }
                None => {
                    let end = after.find(|c: char| c.is_ascii_whitespace() || c == '>');
                    after.split_at(end.unwrap_or(after.len()))
                }
            };
            value = decoded(raw);
            rest = on;
        }
        let name = name.to_ascii_lowercase();
        // The first of a name counts, as in browsers.
        if found.len() < 64 && !found.iter().any(|(known, _)| *known == name) {
            found.push((name, value));
        }
    }
}

/// The text with its entities decoded: numbers, and the names that mails use.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        // In the address of a page, "&copy=1" is none.
        let ends = after.starts_with(';') || name.starts_with('#');
        if let Some(character) = entity(name).filter(|_| ends) {
            plain.push_str(&character);
            rest = after.strip_prefix(';').unwrap_or(after);
        } else {
            plain.push('&');
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<String> {
    if name.is_empty() || name.len() > 32 {
        return None;
    }
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return Some(char::from_u32(code.ok()?).unwrap_or('\u{fffd}').to_string());
    }
    // The crate knows the names of HTML.
    let (token, mut text) = (format!("&{name};"), String::new());
    mail_parser::decoders::html::add_html_token(&mut text, token.as_bytes(), false);
    (text != token).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_text_is_what_a_person_sees() {
        for (source, text) in [
            (
                "<p>We <b>will</b>\n honour&nbsp;it.</p><p>Yes</p>",
                "We will honour\u{a0}it.\n\nYes",
            ),
            ("a<br>b<br/>c", "a\nb\nc"),
            ("<title>x</title><style>y</style>z<!-- no -->", "z"),
            (
                "<div style=\"DISPLAY : none\">no<div>no</div>no</div>yes",
                "yes",
            ),
            ("<span hidden>no</span>yes", "yes"),
            ("n<span style='font-size:0px'>x</span>ot", "not"),
            ("a<blockquote>b<br>c</blockquote>d", "a\n\n> b\n> c\n\nd"),
            (
                "&eacute;&#233;&#xe9;&amp;&lt;&unknown;",
                "\u{e9}\u{e9}\u{e9}&<&unknown;",
            ),
            ("1 < 2 <3", "1 < 2 <3"),
            ("<p title='a>b'>c", "c"),
            ("<", "<"),
            ("<script>if (a</b) </SCRIPT >x", "x"),
        ] {
            assert_eq!(read(source).text.trim(), text, "{source}");
        }
    }

    #[test]
    fn links_are_where_they_lead() {
        let page = read(
            "<a href='https://a.example/?x=1&amp;y=2&copy=3'>Meta <b>now</b></a> <a href=#top>no</a>\
             <a HREF = \"java\nscript:x\">z</a><form action=https://b.example/>",
        );
        let links: Vec<(&str, Option<&str>)> = page
            .links
            .iter()
            .map(|link| (link.address.as_str(), link.shown.as_deref()))
            .collect();
        let wanted = [
            ("https://a.example/?x=1&y=2&copy=3", Some("Meta now")),
            ("javascript:x", Some("z")),
            ("https://b.example/", None),
        ];
        assert_eq!(links, wanted);
    }
}
