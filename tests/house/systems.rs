//! What differs between systems stands in `src/system/`.

use super::{read, sources};

/// What names a system, or a crate that not every system has.
const NAMES: &[&str] = &[
    "std::os::",
    "os::unix",
    "os::windows",
    "rustix",
    "signal_hook",
    "filedescriptor",
    "cfg(unix",
    "cfg(windows",
    "cfg(target_os",
    "cfg(not(unix",
    "cfg(not(windows",
    "cfg(not(target_os",
    "cfg!(",
];

#[test]
fn only_the_system_wing_knows_systems() {
    let mut files = Vec::new();
    sources("src", &mut files);
    let (mut seen, mut offenders) = (0, Vec::new());
    for file in &files {
        let text = read(file);
        let code = text.split("\n#[cfg(test)]\n").next().unwrap();
        let lines = code.lines().map(|line| line.split("//").next().unwrap());
        for line in lines.filter(|line| NAMES.iter().any(|name| line.contains(name))) {
            if file.starts_with("src/system/") {
                seen += 1;
            } else {
                offenders.push(format!("{file}: {}", line.trim()));
            }
        }
    }
    assert!(seen > 20, "only {seen} were found");
    assert!(
        offenders.is_empty(),
        "belongs into src/system/:\n{}",
        offenders.join("\n")
    );
}
