//! Other words by which people look for an action in help.

use super::Action;

/// Words for an action that do not stand in the table, with blanks between them.
pub const fn synonyms(action: Action) -> &'static str {
    match action {
        Action::Enter => "open go in done select confirm return",
        Action::Tick => "done check mark complete",
        Action::Open => "browser link page url website",
        Action::OpenNext => "dead broken link fallback alternative authority",
        Action::Block => "lost missing not found where stuck problem route",
        Action::Skip => "later leave out ignore",
        Action::Note | Action::EditNote => "comment remark write text memo",
        Action::Copy => "clipboard yank paste",
        Action::Qr => "phone mobile scan barcode",
        Action::Write => "print save export download",
        Action::Letter => "complain complaint print text mail e-mail post write objection",
        Action::Answer => {
            "refuse refused refusal reject agree agreed granted reply response complain date deadline due extend reminder"
        }
        Action::Sources => "why proof evidence sure confidence reported",
        Action::Evidence => "confirmation proof screenshot attach",
        Action::Add => "new create account",
        Action::Edit => "change rename country name e-mail browser profile settings",
        Action::Delete => "remove erase trash",
        Action::Trash => "restore deleted removed recover bring back",
        Action::PutBack => "restore backup recover unreadable",
        Action::Undo => "back revert mistake take back redo",
        Action::Redo => "again repeat forward",
        Action::Filter => "search find look",
        Action::HideDone => "show completed finished",
        Action::Notices => "errors problems messages broken",
        Action::CheckUrl => "phishing scam fake link spam genuine e-mail",
        Action::Help => "keys shortcuts",
        Action::Quit | Action::QuitNow => "exit leave close end",
        Action::Back => "cancel return up out",
        Action::SaveText => "store keep finish",
        _ => "",
    }
}
