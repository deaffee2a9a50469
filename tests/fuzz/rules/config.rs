//! Whatever text is in the configuration: it is read without harm, what is told of it can be
//! shown, and what is taken from it is what may be used.

use optout::{
    app::{
        action::{Action, Place},
        keymap::{Keymap, Reached},
    },
    content::link::{self, Verdict},
    system::config::Config,
    text,
};

/// Panics where a rule is broken.
pub(crate) fn holds(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    let (config, mut problems) = Config::parse(&source);
    let (keymap, more) = Keymap::with(&config.keys);
    problems.extend(more);
    for problem in &problems {
        assert_eq!(text::line(&problem.message), problem.message);
        assert!(!problem.message.is_empty() && problem.line > 0 && problem.column > 0);
    }
    let is_asked = |word: &text::Clean| optout::account::open_with::has_placeholder(word);
    assert!(
        config.opener.is_empty() || config.opener.iter().any(is_asked),
        "{:?}",
        config.opener
    );
    for host in &config.trusted_hosts {
        let address = format!("https://{host}/");
        assert_eq!(
            link::judge(&address, &config.trusted_hosts),
            Verdict::Trusted
        );
    }
    // There is a way out, and every key can be shown and is taken for what it is.
    let is_bound = |action| keymap.keys(action).next().is_some();
    assert!(is_bound(Action::Quit) && is_bound(Action::Back));
    for action in Action::ALL {
        for chord in keymap.keys(*action) {
            assert_eq!(*text::line(&chord.short()), chord.short());
        }
    }
    for quit in keymap.keys(Action::Quit) {
        let Some((last, before)) = quit.chords().split_last() else {
            panic!("no key")
        };
        let home = keymap.reached(before, *last, Place::Home);
        assert_eq!(home, Reached::Action(Action::Quit));
    }
}
