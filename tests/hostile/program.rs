//! The program in a home with one harmless account and one harmless guide.

use std::ffi::OsStr;

pub(crate) use crate::home::{Home, Ran, run};

use crate::rows;

impl Home {
    /// A home whose folders are `data` and `config`.
    pub(crate) fn bare() -> Self {
        Self::at("data", "config")
    }

    /// Makes both folders, with an account `good` and a guide `good`.
    pub(crate) fn fill(&self) {
        self.write(self.account_file("good"), rows::ACCOUNT);
        let link = "link = \"https://www.facebook.com/help/1\"\n";
        let guide = format!("{}{}{}{link}", rows::TOP, rows::SOURCE, rows::STEP)
            .replace("\"g\"", "\"good\"")
            .replace("\"T\"", "\"The good one\"")
            .replace("facebook\"]", "instagram\"]");
        self.guide("good", guide);
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        run(self.command().args(arguments))
    }
}
