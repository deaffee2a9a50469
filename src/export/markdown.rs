//! Markdown: the checklist of an account as a text that tools render and people read.

use super::{
    Context, goals,
    reader::Span,
    sheet::{GoalPart, LetterPart, Link, Route, Sheet, StepPart},
};
use crate::account::Account;

/// The checklists of these accounts, with task lists as GitHub and many editors tick them.
pub fn markdown(context: Context<'_>, accounts: &[&Account]) -> String {
    let guides = accounts
        .iter()
        .flat_map(|it| context.catalog.fitting_guides(it));
    let as_of = Span::of_guides(guides).told(context.today);
    let mut text = format!("# Object to AI training at Meta\n\n{}\n", literal(&as_of));
    for account in accounts {
        sheet(&mut text, &goals::sheet(context, account));
    }
    text.push_str(
        "\n---\n\nNobody opened a page for you: look whose page it is before you type anything. \
         This is not Meta's text.\n",
    );
    text
}

fn sheet(text: &mut String, sheet: &Sheet) {
    let about = literal(&sheet.about);
    text.push_str(&format!("\n## {}\n\n{about}\n", literal(&sheet.label)));
    if let Some(progress) = &sheet.progress {
        let (done, total) = (progress.done, progress.total);
        let state = literal(&progress.state);
        text.push_str(&format!("\n**{state}.** {done} of {total} steps done.\n"));
        if let Some(next) = &progress.next {
            text.push_str(&format!("Next: {}\n", literal(next)));
        }
    }
    if !sheet.requests.is_empty() {
        text.push_str("\n### What was sent\n\n");
    }
    for request in &sheet.requests {
        let sentences: Vec<String> = request.sentences.iter().map(|it| literal(it)).collect();
        let title = literal(&request.title);
        text.push_str(&format!("- **{title}**  {}\n", sentences.join(" ")));
    }
    for goal in &sheet.goals {
        self::goal(text, goal);
    }
}

fn goal(text: &mut String, goal: &GoalPart) {
    let optional = if goal.optional { ", optional" } else { "" };
    let count = goal
        .count
        .map(|(done, total)| format!(" ({done} of {total}{optional})"));
    let count = count.unwrap_or_default();
    text.push_str(&format!("\n### {}{count}\n", literal(&goal.title)));
    for remark in &goal.remarks {
        text.push_str(&format!("\n{}\n", literal(remark)));
    }
    if !goal.helps.is_empty() {
        text.push_str("\nWhat still helps:\n\n");
    }
    for help in &goal.helps {
        text.push_str(&format!("- {}\n", literal(help)));
    }
    for (at, route) in goal.routes.iter().enumerate() {
        if at == 1 {
            text.push_str(&format!("\n*{}*\n", literal(goal.others)));
        }
        self::route(text, route);
    }
    for conflict in &goal.conflicts {
        let question = literal(&conflict.question);
        text.push_str(&format!("\nThe sources disagree: {question}\n\n"));
        for claim in &conflict.claims {
            text.push_str(&format!("- {}\n", literal(claim)));
        }
        text.push_str(&format!("\nWhat to do: {}\n", literal(&conflict.advice)));
    }
}

fn route(text: &mut String, route: &Route) {
    text.push_str(&format!("\n#### {}\n", literal(&route.title)));
    if !route.facts.is_empty() {
        text.push_str(&format!("\n{}\n", literal(&route.facts.join(" · "))));
    }
    if let Some(summary) = &route.summary {
        text.push_str(&format!("\n{}\n", literal(summary)));
    }
    if let Some(caution) = &route.caution {
        text.push_str(&format!("\n> Before you start: {}\n", literal(caution)));
    }
    text.push('\n');
    for step in &route.steps {
        self::step(text, step);
    }
}

/// A step as an entry of a task list; what belongs to it is indented.
fn step(text: &mut String, step: &StepPart) {
    let (mark, rest) = match (step.counts, step.ticked) {
        (true, true) => ("[x] ", ""),
        (true, false) => ("[ ] ", ""),
        (false, _) => ("", " (not needed here)"),
    };
    text.push_str(&format!("- {mark}**{}**{rest}\n", literal(&step.action)));
    let mut paragraphs: Vec<String> = Vec::new();
    let place = step.place.map(str::to_owned);
    let facts: Vec<String> = step.mark.iter().cloned().chain(place).collect();
    if !facts.is_empty() {
        paragraphs.push(literal(&facts.join(" ")));
    }
    if !step.path.is_empty() {
        let label = |label: &super::sheet::Label| match &label.english {
            Some(english) => format!("{} ({})", literal(&label.text), literal(english)),
            None => literal(&label.text),
        };
        let labels: Vec<String> = step.path.iter().map(label).collect();
        paragraphs.push(labels.join(" › "));
    }
    paragraphs.extend(step.links.iter().map(link));
    paragraphs.extend(step.text.iter().map(|it| literal(it)));
    let note = step.note.iter();
    paragraphs.extend(note.map(|it| format!("Note: {}", literal(it))));
    paragraphs.extend(step.letters.iter().map(letter));
    let missing = step.missing.iter();
    paragraphs.extend(missing.map(|it| format!("Not there? {}", literal(it))));
    let fallbacks = step.fallbacks.iter();
    paragraphs.extend(fallbacks.map(|it| format!("If the page is gone: {}", link(it))));
    let old = if step.old { "Old. " } else { "" };
    paragraphs.push(format!("{old}{}", literal(&step.sure)));
    for paragraph in paragraphs {
        text.push('\n');
        for line in paragraph.lines() {
            let indent = if line.is_empty() { "" } else { "  " };
            text.push_str(&format!("{indent}{line}\n"));
        }
    }
    text.push('\n');
}

/// A link with its host as its name, where it may be followed; else the address as text.
fn link(link: &Link) -> String {
    let label = link.label.as_ref().map(|it| format!("{}: ", literal(it)));
    let label = label.unwrap_or_default();
    match &link.warning {
        // The host of an address that may be followed has small letters, digits, dots and dashes.
        None => format!("{label}[{}](<{}>)", link.host, link.address),
        Some(warning) => {
            let address = literal(&link.address);
            format!("{label}{address} **{}**", literal(warning))
        }
    }
}

/// A letter with what there is to say of it.
fn letter(letter: &LetterPart) -> String {
    let title = letter.title.as_deref().unwrap_or_default();
    let mut lines = vec![format!("Letter: {}", literal(title))];
    lines.extend(letter.remarks.iter().map(|it| literal(it)));
    let head = lines.join("\n\n");
    format!("{head}\n\n{}", fenced(&letter.text))
}

/// A text as it is: its fence is longer than any within.
pub(super) fn fenced(text: &str) -> String {
    let is_tick = |c: char| c != '`';
    let longest = text.split(is_tick).map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", text.trim_end())
}

/// A text of one line that stays what it is: nothing in it marks up, links, mentions or is HTML.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    let text = text.trim_start();
    let mut number = true;
    for (at, letter) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let is_special = match letter {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '@' | '$' | '^' => true,
            // What some make a link of without being asked.
            ':' => rest.starts_with("://"),
            '.' | ')' if number && at > 0 => true,
            '.' => text.get(..at).is_some_and(ends_www),
            '-' | '+' | '=' => at == 0,
            _ => false,
        };
        number &= letter.is_ascii_digit();
        if is_special {
            literal.push('\\');
        }
        literal.push(if letter == '\n' { ' ' } else { letter });
    }
    literal
}

fn ends_www(text: &str) -> bool {
    let end = text.len().checked_sub(3).and_then(|from| text.get(from..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn what_would_mark_up_is_escaped() {
        for (text, wanted) in [
            ("a | b", "a \\| b"),
            ("`x` *y* _z_", "\\`x\\` \\*y\\* \\_z\\_"),
            ("[a](https://b.c)", "\\[a\\](https\\://b.c)"),
            ("<img src=x>", "\\<img src=x\\>"),
            ("# h", "\\# h"),
            ("- a - b", "\\- a - b"),
            ("1. a 2. b", "1\\. a 2. b"),
            ("12) a", "12\\) a"),
            ("    code", "code"),
            ("see www.evil.example", "see www\\.evil.example"),
            (
                "me@example.org &amp; $x$",
                "me\\@example.org \\&amp; \\$x\\$",
            ),
            ("one\n# two", "one \\# two"),
        ] {
            assert_eq!(literal(text), wanted);
        }
    }
}
