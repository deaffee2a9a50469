//! Whatever bytes come: what is shown has nothing in it that a terminal obeys or that nobody sees,
//! cleaning it again changes nothing, and it is not longer than it was.

use optout::text::{self, TextKind};

const KINDS: [TextKind; 5] = [
    TextKind::Name,
    TextKind::Title,
    TextKind::Line,
    TextKind::Body,
    TextKind::Letter,
];

/// What must not be shown, written down apart from the rule that is tested.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Panics where a rule is broken.
pub(crate) fn holds(bytes: &[u8]) {
    let input = String::from_utf8_lossy(bytes);
    for kind in KINDS {
        let inspected = text::inspect(&input, kind);
        let shown = &inspected.text;
        let has_lines = matches!(kind, TextKind::Body | TextKind::Letter);
        let hidden = |c: char| is_hidden(c) && !(c == '\n' && has_lines);
        assert!(!shown.contains(hidden), "{kind:?}: {shown:?}");
        let length = shown.chars().count();
        assert!(
            length <= input.chars().count().min(kind.limit()),
            "{kind:?}: {shown:?}"
        );
        let mut piled = 0;
        for c in shown.chars() {
            let takes_room = c == '\n' || text::width(c.encode_utf8(&mut [0; 4])) > 0;
            piled = if takes_room { 0 } else { piled + 1 };
            assert!(piled <= 4, "{kind:?}: {shown:?}");
        }
        let again = text::inspect(shown, kind);
        assert!(
            again.text == *shown && again.hidden == 0 && !again.cut,
            "{kind:?}: {shown:?}"
        );
        // What was left as it is had nothing to be told of, and the other way round for lines.
        if inspected.hidden == 0 && !inspected.cut && kind == TextKind::Line {
            let blanks = |c: char| c.is_whitespace() || c == '\u{fffd}';
            let plain = |text: &str| text.replace(blanks, " ");
            assert_eq!(plain(shown), plain(&input), "nothing else was changed");
        }
    }
    for cells in [0, 1, 2, 7, 40] {
        let line = text::line(&input);
        assert!(text::width(&text::fit(&line, cells)) <= cells);
        let body = text::clean(&input, TextKind::Body);
        for line in text::wrap(&body, cells.max(2)) {
            assert!(text::width(&line) <= cells.max(2), "{line:?}");
        }
    }
}
