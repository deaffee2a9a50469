//! Evidence: the hash and the name of a file that is kept, and the change that keeps it.

use sha2::{Digest as _, Sha256 as Hasher};

use crate::{
    account::{
        Account,
        change::{Change, Edit},
        progress::{Evidence, Sha256},
    },
    clock::Now,
    id::Id,
    text::{self, Clean},
};

/// The longest name, in bytes: every file system takes it, with a number before it.
const LONGEST: usize = 180;

/// The longest ending that counts as one, in bytes.
const LONGEST_ENDING: usize = 16;

/// Characters that are not in a name, since some system takes them for something else.
const NOT_IN_NAME: [char; 10] = ['/', '\\', '<', '>', ':', '"', '|', '?', '*', '\u{fffd}'];

/// A hash under way.
#[derive(Debug, Default)]
pub struct Hashing(Hasher);

impl Hashing {
    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all of them.
    pub fn finish(self) -> Sha256 {
        Sha256::of_digest(&self.0.finalize())
    }
}

/// The hash of these bytes.
pub fn hash(bytes: &[u8]) -> Sha256 {
    Sha256::of_digest(&Hasher::digest(bytes))
}

/// A name that a file may have on every system: no folders, no control characters, not too long. Its
/// ending stays.
pub fn file_name(name: &str) -> Clean {
    let line = text::line(name);
    let mut plain = String::with_capacity(line.len());
    for character in line.chars() {
        let character = match NOT_IN_NAME.contains(&character) {
            true => '_',
            false => character,
        };
        if character != '_' || !plain.ends_with('_') {
            plain.push(character);
        }
    }
    let plain = plain.trim_matches([' ', '.']);
    let (stem, ending) = match plain.rfind('.').map(|at| plain.split_at(at)) {
        Some((stem, ending)) if ending.len() <= LONGEST_ENDING => (stem, ending),
        Some(_) | None => (plain, ""),
    };
    let mut short = String::with_capacity(plain.len().min(LONGEST));
    for character in stem.chars() {
        if short.len() + character.len_utf8() + ending.len() > LONGEST {
            break;
        }
        short.push(character);
    }
    let name = format!("{}{ending}", short.trim_end());
    match name.is_empty() {
        true => text::line("file"),
        false => text::line(&name),
    }
}

/// The name under which the text of a letter is kept with its request, such as `complaint.de.txt`.
pub fn letter_name(letter: &Clean) -> Clean {
    file_name(&format!("{letter}.txt"))
}

/// The edit that keeps the text of a letter with the request that it was sent as.
pub fn keep_letter(letter: &Clean, text: &str, request: &Id, now: Now) -> Edit {
    Edit::Keep(Evidence {
        sha256: hash(text.as_bytes()),
        name: letter_name(letter),
        added: now.moment,
        request: Some(request.clone()),
    })
}

/// The change that keeps a file, for a request or for the account; `None` where it is kept already.
/// What was kept for no request belongs to this one from then on.
pub fn keep(
    account: &Account,
    sha256: &Sha256,
    name: &Clean,
    request: Option<&Id>,
    now: Now,
) -> Option<Change> {
    let progress = &account.progress;
    let known = progress.evidence.iter().find(|it| it.sha256 == *sha256);
    let is_kept = match request {
        Some(_) => progress.kept(sha256, request).is_some(),
        None => known.is_some(),
    };
    if is_kept {
        return None;
    }
    let loose = progress.kept(sha256, None);
    let kept = Evidence {
        sha256: sha256.clone(),
        name: loose.map_or_else(|| name.clone(), |loose| loose.name.clone()),
        added: loose.map_or(now.moment, |loose| loose.added),
        request: request.cloned(),
    };
    let drop = loose.map(|_| Edit::Drop(sha256.clone(), None));
    let edits = drop.into_iter().chain([Edit::Keep(kept)]).collect();
    Some(Change::new(&account.id, now.moment, edits))
}

/// The change that takes a file off the list. Its copy stays, so that undo brings it back.
pub fn take_off(account: &Account, evidence: &Evidence, now: Now) -> Change {
    let edit = Edit::Drop(evidence.sha256.clone(), evidence.request.clone());
    Change::new(&account.id, now.moment, vec![edit])
}

#[cfg(test)]
mod tests {
    use super::{Hashing, LONGEST, file_name, hash};

    #[test]
    fn a_hash_is_the_same_at_once_and_in_parts() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash(b"abc").as_str(), known);
        let mut hashing = Hashing::default();
        hashing.update(b"a");
        hashing.update(b"bc");
        assert_eq!(hashing.finish().as_str(), known);
    }

    #[test]
    fn a_name_is_one_on_every_system() {
        for (name, wanted) in [
            ("answer.eml", "answer.eml"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\me\\a.png", "C_me_a.png"),
            ("\u{1b}[31mred\u{7}.png", "_[31mred_.png"),
            ("a\nb.txt", "a b.txt"),
            ("..", "file"),
            ("", "file"),
            (".hidden", "hidden"),
            ("Zoë ☂.jpeg", "Zoë ☂.jpeg"),
        ] {
            assert_eq!(file_name(name).as_str(), wanted, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        for letter in ["a", "ä", "☂", "😀"] {
            let name = file_name(&format!("{}.png", letter.repeat(300)));
            assert!(name.ends_with(".png"), "{name}");
            assert!((LONGEST - 4..=LONGEST).contains(&name.len()), "{name}");
            assert_eq!(file_name(&name), name);
        }
        // What is no ending is cut, too.
        let name = file_name(&format!("a.{}", "b".repeat(300)));
        assert_eq!(name.len(), LONGEST);
    }
}
