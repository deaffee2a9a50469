//! What holds of reading a guide, whatever the file is.

use optout::{
    content::{
        guide::{Guide, Origin},
        link::{self, Verdict},
    },
    document::Rule,
};

/// Panics if reading these bytes as a guide breaks a promise.
pub(crate) fn holds(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (guide, problems) = Guide::parse(&text, optout::catalog::shared(), Origin::Shipped, &[]);
    let read = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines: Vec<&str> = read.split('\n').collect();
    for problem in &problems {
        // One further than the last, for what ends too early.
        let line = lines.get(problem.line.saturating_sub(1));
        let length = line.map_or(0, |line| line.chars().count());
        assert!(
            problem.line <= lines.len() + 1 && problem.column <= length + 2,
            "{problem:?} lies outside a file of {} lines",
            lines.len()
        );
        assert!(!problem.message.is_empty());
    }
    let is_broken = problems.iter().any(|problem| problem.fatal);
    assert!(guide.is_some() || is_broken, "refused without a reason");
    let Some(guide) = guide else { return };
    let addresses = guide
        .steps
        .iter()
        .flat_map(|step| step.link.iter().chain(&step.fallbacks));
    let unopened = addresses
        .filter(|address| link::judge(address, &[]) != Verdict::Trusted)
        .count();
    let told = problems.iter().filter(|problem| problem.rule == Rule::Link);
    assert_eq!(
        unopened,
        told.count(),
        "a link that is not opened is told once"
    );
}
