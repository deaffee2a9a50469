//! Nothing was lost when each fact came to stand once.

use std::collections::BTreeSet;

use optout::catalog::shared;

use super::catalog;

#[test]
fn every_guide_still_rests_on_what_it_rested_on_and_shows_each_conflict() {
    let catalog = catalog();
    let mut lost = Vec::new();
    let rows = include_str!("claims.txt").lines();
    for row in rows.filter(|row| !row.starts_with('#')) {
        let (of, sources) = row.split_once(": ").unwrap();
        let (id, part) = of.split_once(' ').unwrap();
        let sources: BTreeSet<&str> = sources.split(' ').collect();
        let guides = catalog.guides();
        let Some(guide) = guides.iter().find(|guide| guide.id.as_str() == id) else {
            lost.push(format!("the guide {id}"));
            continue;
        };
        let steps = guide.steps.iter().flat_map(|step| &step.sources);
        let conflicts = guide.conflicts().iter().map(|conflict| {
            let named = conflict.claims.iter().map(|(source, _)| source.as_str());
            named.collect::<BTreeSet<&str>>()
        });
        let kept = match part {
            // What a step said may have become a conflict.
            "steps" => {
                let all = conflicts.flatten().chain(steps.map(|id| id.as_str()));
                sources.is_subset(&all.collect())
            }
            _ => conflicts.into_iter().any(|named| sources.is_subset(&named)),
        };
        if !kept {
            lost.push(row.to_owned());
        }
    }
    assert!(lost.is_empty(), "lost:\n{}", lost.join("\n"));
}

#[test]
fn no_page_stands_among_the_sources_twice_as_read_on_one_day() {
    let mut seen = BTreeSet::new();
    let twice = shared().sources().iter().filter(|source| {
        let page = source
            .url
            .as_ref()
            .map_or(source.title.as_str(), |url| url.as_str());
        !seen.insert((page.to_owned(), source.checked.day.to_string()))
    });
    let twice: Vec<&str> = twice.map(|source| source.id.as_str()).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
