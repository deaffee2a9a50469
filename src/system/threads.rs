//! Starting threads that nobody joins.

use std::thread::Builder;

use crate::error::Error;

/// Starts a thread.
///
/// # Errors
///
/// When the system refuses it.
pub(crate) fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    // In a box, so that all around a thread is compiled once, and not for each work.
    let work: Box<dyn FnOnce() + Send> = Box::new(work);
    let started = Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|error| {
        Error::new(
            format!("No thread could be started: {error}."),
            "Close other programs and try again.",
        )
    })
}
