//! Copying by a program of the desktop, beside what the terminal does itself by OSC 52: some terminals do
//! not, and none says so.

use std::{process::Command, time::Duration};

use super::{
    environment::Environment,
    opener::watch::{self, Ended},
};
use crate::text::Clean;

/// A text that was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The text.
    pub text: Clean,
    /// The program that took it; `None`: it was sent to the terminal, which does not answer.
    pub program: Option<&'static str>,
    /// A sentence on a program that did not take it.
    pub trouble: Option<String>,
}

/// How long a program may take.
const LIMIT: Duration = Duration::from_secs(2);

/// A program, and its arguments.
type Program = (&'static str, &'static [&'static str]);

const WAYLAND: Program = ("wl-copy", &["--type", "text/plain;charset=utf-8"]);
const X11: [Program; 2] = [
    ("xclip", &["-selection", "clipboard", "-in"]),
    ("xsel", &["--clipboard", "--input"]),
];
const MACOS: Program = ("pbcopy", &[]);
const WINDOWS: Program = ("clip.exe", &[]);

/// The programs that may be here, the best first. None where the person sits at another computer, whose
/// clipboard only the terminal reaches.
pub fn programs(environment: &Environment) -> Vec<Program> {
    if environment.is_remote() {
        return Vec::new();
    }
    if cfg!(windows) || environment.is_wsl() {
        return vec![WINDOWS];
    }
    if cfg!(target_os = "macos") {
        return vec![MACOS];
    }
    let mut programs = Vec::new();
    if environment.wayland_display.is_some() {
        programs.push(WAYLAND);
    }
    if environment.display.is_some() {
        programs.extend(X11);
    }
    programs
}

/// Gives the text to the first of these programs that is installed and takes it. Call it on a thread of its
/// own.
pub fn copy(text: &Clean, programs: &[Program]) -> Copied {
    let mut trouble = None;
    for (program, arguments) in programs {
        let mut command = Command::new(program);
        // pbcopy goes by the locale, which may be none.
        command.args(*arguments).env("LC_CTYPE", "UTF-8");
        match watch::feed(command, encoded(program, text), LIMIT) {
            Ok(()) => {
                return Copied {
                    text: text.clone(),
                    program: Some(program),
                    trouble: None,
                };
            }
            Err(Ended::NotFound) => {}
            Err(ended) => {
                let sentence = format!("The program {program} did not copy it: {ended}.");
                trouble.get_or_insert(sentence);
            }
        }
    }
    Copied {
        text: text.clone(),
        program: None,
        trouble,
    }
}

/// The bytes of a text. That of Windows takes UTF-16 with its mark, and else what nobody writes any more.
fn encoded(program: &str, text: &str) -> Vec<u8> {
    if program != WINDOWS.0 {
        return text.as_bytes().to_vec();
    }
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::{copy, encoded, programs};
    use crate::{system::environment::Environment, text};

    fn names(environment: &Environment) -> Vec<&'static str> {
        programs(environment)
            .iter()
            .map(|(name, _)| *name)
            .collect()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_programs_of_the_desktop_are_tried_where_there_is_one() {
        let none = Environment::default();
        assert!(names(&none).is_empty());
        let x11 = Environment {
            display: Some(":0".into()),
            ..none.clone()
        };
        assert_eq!(names(&x11), ["xclip", "xsel"]);
        let wayland = Environment {
            wayland_display: Some("wayland-0".into()),
            ..x11.clone()
        };
        assert_eq!(names(&wayland), ["wl-copy", "xclip", "xsel"]);
        let remote = Environment {
            ssh_tty: Some("/dev/pts/1".into()),
            ..wayland.clone()
        };
        assert!(names(&remote).is_empty());
        let wsl = Environment {
            wsl_distro_name: Some("Debian".into()),
            ..wayland
        };
        assert_eq!(names(&wsl), ["clip.exe"]);
    }

    #[cfg(unix)]
    #[test]
    fn one_that_is_not_installed_is_no_trouble_and_one_that_fails_is() {
        let text = text::line("https://www.facebook.com/");
        let copied = copy(&text, &[("/no/such/program", &[])]);
        assert_eq!((copied.program, copied.trouble), (None, None));
        let copied = copy(
            &text,
            &[("/no/such/program", &[]), ("false", &[]), ("true", &[])],
        );
        assert_eq!(copied.program, Some("true"));
        let copied = copy(&text, &[("false", &[])]);
        assert_eq!(copied.program, None);
        let trouble = copied.trouble.unwrap();
        assert!(trouble.contains("false did not copy it"), "{trouble}");
    }

    #[test]
    fn windows_gets_its_own_characters() {
        assert_eq!(encoded("clip.exe", "é"), [0xff, 0xfe, 0xe9, 0]);
        assert_eq!(encoded("xclip", "é"), "é".as_bytes());
    }
}
