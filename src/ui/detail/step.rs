//! The detail of a step: its mark and note, menu path, link, text, letter and sources.

use ratatui::text::{Line, Span};

use super::{
    LinkLine, authority,
    facts::{key_words, no_country, yours},
    timeline,
};
use crate::{
    account::{Account, progress::Mark},
    app::{action::Action, core::AccountEntry},
    catalog::{labels, letters},
    clock,
    content::{
        guide::{Guide, Step, StepKind},
        language::Language,
        link::{self, Verdict},
        note::{Note, NoteOn},
        platform::Device,
        source::Confidence,
    },
    text::{self, Clean},
    ui::canvas::Column,
};

/// The lines of a step, and where its link stands.
pub(super) fn lines(
    column: &Column<'_>,
    entry: &AccountEntry,
    guide: &Guide,
    id: &str,
) -> (Vec<Line<'static>>, Option<LinkLine>) {
    let (model, look) = (column.model, column.look);
    let Some(step) = guide.step(id) else {
        return (Vec::new(), None);
    };
    let index = guide
        .steps
        .iter()
        .position(|other| other.id == step.id)
        .unwrap_or(0);
    let mut lines = column.wrap(step.action.as_ref().unwrap_or(&step.title), look.heading);
    let kind = match step.kind {
        StepKind::Do => "",
        StepKind::Choose => ", a choice",
        StepKind::Submit => ", sends the request and starts the clock",
        StepKind::Confirm => ", keeps the proof",
    };
    let device = match step.device {
        Device::Web => ", in the browser",
        Device::App => ", in the app",
        Device::Either => "",
    };
    let head = format!("Step {} of {}{device}{kind}", index + 1, guide.steps.len());
    lines.extend(column.wrap(&head, look.faint));
    lines.extend(yours(column, guide));
    // What is said of the authority asks for it, too.
    if !step.authority {
        lines.extend(no_country(column, entry));
    }
    state(column, entry, guide, step, &mut lines);
    let caution = model
        .catalog
        .about(&entry.account, guide, NoteOn::Caution)
        .filter(|_| index == 0);
    // With a caution the first step has the most to say, and 24 rows hold it just so.
    if caution.is_none() {
        lines.push(Line::default());
    }
    if !step.path.is_empty() {
        lines.extend(path(column, &entry.account, step));
        lines.push(Line::default());
    }
    // The link comes before the text: in a small window a long text would push it out of sight.
    let mut link_line = None;
    if step.authority {
        lines.extend(authority::head(column, &entry.account));
    }
    let address = model.catalog.regions.link(&entry.account, step);
    if let Some(address) = address {
        let link = link_lines(column, address, "Link");
        let verdict = link::judge(address, &model.settings.trusted_hosts);
        let is_trusted = verdict == Verdict::Trusted;
        link_line = Some(LinkLine {
            line: lines.len() + link.len().saturating_sub(1),
            address: is_trusted.then(|| address.clone()),
        });
        lines.extend(link);
        lines.push(Line::default());
    }
    if let Some(caution) = caution {
        lines.extend(column.led("Before you start: ", &caution, look.warn));
        lines.push(Line::default());
    }
    let notes = model.catalog.notes(&entry.account, &step.notes);
    let notes: Vec<String> = notes.map(Note::in_words).collect();
    if !step.body.is_empty() || !notes.is_empty() {
        lines.extend(column.wrap(&step.body, look.text));
        for note in &notes {
            lines.extend(column.wrap(note, look.text));
        }
        lines.push(Line::default());
    }
    if let Some(id) = &step.letter {
        lines.extend(letter_lines(column, id));
        lines.push(Line::default());
    }
    if step.authority {
        lines.extend(authority::tail(column, &entry.account));
        lines.push(Line::default());
    }
    lines.extend(how_sure(column, guide, step));
    if address.is_some() && !step.fallbacks.is_empty() {
        lines.extend(fallbacks(column, step));
    }
    (lines, link_line)
}

/// How many more addresses there are if the link is dead, and the key that opens them in turn.
fn fallbacks(column: &Column<'_>, step: &Step) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let (what, opens) = match step.fallbacks.len() {
        1 => ("1 other address".to_owned(), "opens it"),
        many => (format!("{many} other addresses"), "opens them in turn"),
    };
    let what = format!("{what}, if the page is gone");
    let keys = key_words(model, &[(Action::OpenNext, opens)]);
    column.wrap(&format!("{what}: {keys}"), look.faint)
}

/// Adds lines on the request, the mark, the last opening of the link, and the note.
fn state(
    column: &Column<'_>,
    entry: &AccountEntry,
    guide: &Guide,
    step: &Step,
    lines: &mut Vec<Line<'static>>,
) {
    let look = column.look;
    let view = entry.overview.goal(guide.goal);
    if let Some(covering) = entry
        .overview
        .covered_by
        .as_ref()
        .filter(|_| view.is_some_and(|view| !view.counts(step)))
    {
        let text = format!(
            "Covered by the objection of {}; you need not do this here.",
            covering.label
        );
        lines.extend(column.wrap(&text, look.accent));
    }
    if let Some(request) = view.and_then(|view| view.sent_by(&entry.account, guide, step)) {
        lines.extend(timeline::of(column, entry, request));
    }
    let mark = entry.account.progress.mark(&guide.step_id(step));
    let active = view.filter(|view| mark.is_none() && view.guide.id == guide.id);
    let why = active.and_then(|view| match view.unsent.get(&step.id) {
        Some(Mark::Blocked) => Some("Nothing was sent yet: this comes after it."),
        Some(_) => Some("Nothing was sent: this needs no tick."),
        None if view.is_passed(step) => Some("Sent already: this needs no tick."),
        None => None,
    });
    if let Some(why) = why {
        lines.extend(column.wrap(why, look.accent));
    }
    let Some(known) = entry.account.progress.step(&guide.step_id(step)) else {
        return;
    };
    if let Some(mark) = known.mark {
        let (word, style) = match mark {
            Mark::Done => ("Done", look.good),
            Mark::Skipped => ("Skipped", look.faint),
            Mark::Blocked => ("Blocked: you could not find it", look.bad),
        };
        let when = known.at.map_or_else(String::new, |at| {
            format!(", {}", clock::short_date(clock::day(at)))
        });
        lines.extend(column.wrap(
            &format!("{} {word}{when}", look.glyphs.mark(Some(mark))),
            style,
        ));
    }
    if let Some(opened) = known.opened {
        let day = clock::short_date(clock::day(opened));
        let text = format!("Link opened on {day}");
        lines.extend(column.wrap(&text, look.faint));
    }
    if let Some(note) = &known.note {
        lines.extend(column.wrap(&format!("Your note: {note}"), look.accent));
    }
}

/// The menu path as a breadcrumb, with the variants of a label separated by slashes. A line breaks
/// only between labels, if they fit.
fn path(column: &Column<'_>, account: &Account, step: &Step) -> Vec<Line<'static>> {
    let (look, width) = (column.look, column.width);
    let then = format!(" {} ", look.glyphs.then);
    // The person's own words for it; the English ones stand behind where the action does not say them.
    let language = Language::wished(account.language, account.country).next();
    let own = |label: &Clean| labels().translated(label, language?, account.country);
    let action = step.action.as_ref().map_or("", |action| action);
    let labels: Vec<String> = step
        .path
        .iter()
        .map(|label| {
            let english = label.split(" | ").next().unwrap_or(label);
            match own(label) {
                Some(own) if own == english || action.contains(english) => own,
                Some(own) => format!("{own} ({english})"),
                None => label.to_string(),
            }
        })
        .map(|label| label.replace(" | ", " / "))
        .collect();
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut line = String::new();
    for (index, label) in labels.iter().enumerate() {
        let part = if index == 0 {
            label.clone()
        } else {
            format!("{then}{label}")
        };
        if !line.is_empty() && text::width(&line) + text::width(&part) > width {
            lines.extend(column.wrap(&std::mem::take(&mut line), look.heading));
            line = part.trim_start().to_owned();
        } else {
            line.push_str(&part);
        }
    }
    lines.extend(column.wrap(&line, look.heading));
    lines
}

/// An address in one line, with an ellipsis in the middle if it is too long: hosts differ at the
/// beginning, forms at the end.
fn ellipsize_middle(address: &str, width: usize) -> String {
    // A trusted address is ASCII: every character is one byte and one cell.
    let tail = width.saturating_sub(1) / 3;
    let head = width.saturating_sub(1) - tail;
    let ends = address.len().checked_sub(tail).filter(|from| *from > head);
    match (
        address.get(..head),
        ends.and_then(|from| address.get(from..)),
    ) {
        (Some(head), Some(tail)) if address.len() > width && width > 0 => format!("{head}…{tail}"),
        _ => text::fit(address, width).into_owned(),
    }
}

/// An address in a line of its own, below a line with its host in full. Says so if it is on no list
/// or refused.
fn link_lines(column: &Column<'_>, address: &Clean, label: &str) -> Vec<Line<'static>> {
    let (model, look, width) = (column.model, column.look, column.width);
    match link::judge(address, &model.settings.trusted_hosts) {
        Verdict::Trusted => {
            let host = link::host(address).unwrap_or_default().to_owned();
            let address = ellipsize_middle(address, width);
            // The host stands out, and is never cut: where the line cannot hold it, it has its own.
            match address.split_once(&host) {
                Some((scheme, path)) if !host.is_empty() => vec![Line::from(vec![
                    Span::styled(scheme.to_owned(), look.link),
                    Span::styled(host.clone(), look.link.patch(look.heading)),
                    Span::styled(path.to_owned(), look.link),
                ])],
                _ => {
                    let mut lines = column.wrap(&host, look.heading);
                    lines.push(Line::styled(address, look.link));
                    lines
                }
            }
        }
        Verdict::Ask => {
            let host = link::host(address).unwrap_or_default();
            let mut lines = column.wrap(
                &format!("{label} (asks before it opens: its host is not on the list)"),
                look.warn,
            );
            lines.extend(column.wrap(host, look.heading));
            lines.extend(column.wrap(address, look.faint));
            lines
        }
        Verdict::Refused(refusal) => {
            let mut lines =
                column.wrap(&format!("{label} refused. {}", refusal.reason()), look.bad);
            let part = text::line(refusal.part(address));
            if !part.is_empty() && *part != **address {
                let fault = format!("The fault: {part}");
                lines.extend(column.wrap(&fault, look.bad));
            }
            let struck = look
                .faint
                .add_modifier(ratatui::style::Modifier::CROSSED_OUT);
            lines.extend(column.wrap(address, struck));
            lines
        }
    }
}

fn letter_lines(column: &Column<'_>, id: &str) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let Some(letter) = letters::letter(id) else {
        let text = format!("Letter: the route names `{id}`, which does not exist.");
        return column.wrap(&text, look.warn);
    };
    let keys = key_words(model, &[(Action::Letter, "shows it")]);
    let mut lines = column.wrap(&format!("Letter: {}", letter.title), look.text);
    lines.extend(column.wrap(&keys, look.faint));
    lines
}

/// How sure a step is, and since when, in a line: who says what is on the page of the sources.
fn how_sure(column: &Column<'_>, guide: &Guide, step: &Step) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let style = match step.confidence {
        Confidence::Verified => look.good,
        Confidence::Reported => look.text,
        Confidence::Unresolved => look.warn,
    };
    let word = match step.confidence {
        Confidence::Verified => "Read on the official page",
        Confidence::Reported => "Reported",
        Confidence::Unresolved => "Not certain",
    };
    let sources = || step.sources.iter().filter_map(|id| guide.source(id));
    let by = match sources().count() {
        0 | 1 => String::new(),
        many => format!(" by {many}"),
    };
    let seen = step.last_seen();
    let seen = seen.map_or_else(String::new, |seen| format!(", {seen}"));
    let (old, style) = match step.is_stale(model.now.today) {
        true => ("[old] ", look.warn),
        false => ("", style),
    };
    let key = model.keymap.short(Action::Sources);
    let key = key.map_or_else(String::new, |key| format!(" ({key} says by whom)"));
    column.wrap(&format!("{old}{word}{by}{seen}{key}"), style)
}

#[cfg(test)]
mod tests {
    use super::ellipsize_middle;

    #[test]
    fn an_address_keeps_its_beginning_and_its_end() {
        let address = "https://www.facebook.com/help/contact/712876720715583";
        assert_eq!(ellipsize_middle(address, 60), address);
        assert_eq!(ellipsize_middle(address, address.len()), address);
        let cut = ellipsize_middle(address, 38);
        assert_eq!(cut, "https://www.facebook.com/…876720715583");
        assert_eq!(cut.chars().count(), 38);
        for width in 0..60 {
            assert!(
                ellipsize_middle(address, width).chars().count() <= width,
                "{width}"
            );
        }
    }
}
