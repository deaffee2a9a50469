//! What the wordings of a mail come to, taken together.

use super::Says;
use crate::{
    content::answers::{Answers, Meaning, Wanted},
    text::{self, Clean},
};

/// What a mail says by its wordings alone, whoever sent it.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) says: Option<Says>,
    pub(super) wanted: Option<Wanted>,
    pub(super) found: Vec<(Meaning, Clean)>,
    /// Why it is not sure.
    pub(super) doubt: Option<&'static str>,
}

/// Judges what the sender of a mail wrote.
pub(super) fn judge(own: &str, rules: &Answers) -> Judged {
    let mut judged = Judged::default();
    let mut wanted: Vec<Wanted> = Vec::new();
    for found in rules.found(own) {
        if !judged.found.iter().any(|(means, _)| *means == found.means) {
            let sentence = found.sentence.split_whitespace().collect::<Vec<&str>>();
            judged
                .found
                .push((found.means, text::line(&sentence.join(" "))));
        }
        wanted.extend(found.wanted.filter(|one| !wanted.contains(one)));
    }
    let has = |means: Meaning| judged.found.iter().any(|(found, _)| *found == means);
    let (granted, refused) = (has(Meaning::Granted), has(Meaning::Refused));
    let (asked, partly) = (has(Meaning::MoreAsked), has(Meaning::Partly));
    let decided = granted || refused;
    let says = match (granted, refused, asked) {
        _ if partly && (decided || asked) => {
            Err("It seems to say yes to a part and no to another.")
        }
        (true, true, _) => Err("It seems to say both yes and no."),
        (true, false, true) | (false, true, true) => Err("It seems to decide and to ask for more."),
        (true, false, false) => Ok(Says::Granted),
        (false, true, false) => Ok(Says::Refused),
        (false, false, true) => Ok(Says::MoreAsked),
        (false, false, false) if has(Meaning::Received) => Ok(Says::Received),
        (false, false, false) => Err("No wording of an answer was recognised."),
    };
    match says {
        Ok(_) if decided && !rules.is_about_ai(own) => {
            judged.doubt = Some("It decides something, but says nothing about AI.");
        }
        Ok(says) => judged.says = Some(says),
        Err(doubt) => judged.doubt = Some(doubt),
    }
    judged.wanted = match wanted.as_slice() {
        [] => None,
        [one] => Some(*one),
        // The general request for more says less than what it is about.
        several => {
            let mut exact = several.iter().filter(|one| **one != Wanted::Other);
            match (exact.next(), exact.next()) {
                (Some(one), None) => Some(*one),
                _ => Some(Wanted::Other),
            }
        }
    };
    judged
}
