//! `optout guide site`: writes the routes as pages into a folder.

use std::{collections::BTreeMap, path::Path};

use crate::{
    cli::{Stop, export::not_made, session::Session},
    export::{self, Context},
    system::{
        files::folder::{self, Readers},
        paths,
    },
};

pub(super) fn site(session: &mut Session<'_>, into: &Path) -> Result<(), Stop> {
    let context = Context {
        catalog: &session.catalog,
        accounts: &[],
        coverings: &BTreeMap::new(),
        trusted: &session.config.trusted_hosts,
        today: session.now.today,
    };
    let pages = export::site(context).map_err(not_made)?;
    // They hold nothing of anybody.
    folder::create(into, &pages, Readers::All)?;
    let bytes: usize = pages.iter().map(|(_, text)| text.len()).sum();
    let shown = paths::shown(into);
    session.note_done(format!("{shown} is written"));
    let (number, kilobytes) = (pages.len(), bytes.div_ceil(1000));
    writeln!(session.out(), "{number} pages, {kilobytes} kB: {shown}")?;
    Ok(())
}
