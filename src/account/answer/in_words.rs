//! A proposal in sentences.

use super::{Proposal, Says};
use crate::content::{address::Standing, answers::Meaning};

/// Said of every mail.
const PROVES_NOTHING: &str = "A sender proves nothing: anybody can write any name there.";

impl Proposal {
    /// The lines for a terminal: who sent it, what it seems to say, where its links lead, what is
    /// wrong with it, what is proposed.
    pub fn in_words(&self) -> Vec<String> {
        let mut lines = vec![self.sender_in_words(), PROVES_NOTHING.to_owned()];
        lines.push(match self.authenticated {
            Some(true) => {
                "The mail's own record says that its sender was checked, and passed.".to_owned()
            }
            Some(false) => {
                "The mail's own record says that its sender was checked, and failed.".to_owned()
            }
            None => "The mail has no record of a check of its sender.".to_owned(),
        });
        let subject = self.subject.iter();
        lines.extend(subject.map(|subject| format!("Subject: {subject}")));
        let date = self.date.iter();
        lines.extend(date.map(|date| format!("Date: {}", date.strftime("%-d %B %Y"))));
        let reference = self.reference.iter();
        lines.extend(reference.map(|reference| format!("Its number: {reference}")));
        lines.push(String::new());
        if self.found.is_empty() {
            lines.push("What it says was not recognised.".to_owned());
        }
        for (means, sentence) in &self.found {
            lines.push(format!("It seems to say: {}.", title(*means)));
            lines.push(format!("  \"{sentence}\""));
        }
        if !self.links.is_empty() {
            lines.extend([String::new(), "Its links:".to_owned()]);
        }
        for link in &self.links {
            lines.push(format!("  {}  {}", verdict(link.standing), link.url));
        }
        if !self.warnings.is_empty() {
            lines.push(String::new());
        }
        let warnings = self.warnings.iter();
        lines.extend(warnings.map(|warning| format!("Careful: {warning}")));
        lines.extend([String::new(), self.proposed()]);
        lines
    }

    fn sender_in_words(&self) -> String {
        let Some(sender) = &self.sender else {
            return "From: not one clear sender.".to_owned();
        };
        let name = self.name.as_ref();
        let name = name.map_or_else(String::new, |name| format!(" (calls itself {name})"));
        let whose = if self.sender_is_meta {
            "Meta is reported to write from there."
        } else {
            "Meta is not known to write from there."
        };
        format!("From: {sender}{name}. {whose}")
    }

    fn proposed(&self) -> String {
        let Some(says) = self.outcome else {
            return "Nothing is proposed. Read the mail and record the answer yourself.".to_owned();
        };
        let wanted = self.asked.filter(|_| says == Says::MoreAsked);
        let wanted = wanted.map_or_else(String::new, |wanted| format!(" ({})", wanted.title()));
        let on = self
            .date
            .map(|date| format!(", on {}", date.strftime("%-d %B %Y")));
        let request = self
            .request
            .as_ref()
            .map(|id| format!(", for request {id}"));
        format!(
            "Proposed: {}{wanted}{}{}.",
            says.title(),
            on.unwrap_or_default(),
            request.unwrap_or_default()
        )
    }
}

const fn title(means: Meaning) -> &'static str {
    match means {
        Meaning::Granted => Says::Granted.title(),
        Meaning::Refused => Says::Refused.title(),
        Meaning::Partly => "To a part only",
        Meaning::MoreAsked => Says::MoreAsked.title(),
        Meaning::Received => Says::Received.title(),
    }
}

const fn verdict(standing: Standing) -> &'static str {
    match standing {
        Standing::Meta => "Meta's own:",
        Standing::Authority => "an authority's own:",
        Standing::Yours => "trusted by you:",
        Standing::Unlisted => "not on the list:",
        Standing::Refused => "do not open:",
        Standing::Sender => "an e-mail address:",
    }
}
