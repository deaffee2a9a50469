//! stub
use crate::{
    change::Change,
    error::Error,
    id::Id,
    region::Regions,
    store::{Loaded, Saved, Store},
};
use std::{sync::Arc, time::Duration};
/// r
#[derive(Debug, Clone)]
pub enum Report {
    /// s
    Saved {
        /// t
        tickets: Vec<u64>,
        /// s
        saved: Saved,
    },
    /// f
    Failed {
        /// t
        tickets: Vec<u64>,
        /// a
        account: Id,
        /// e
        error: Error,
        /// a
        again_in: Duration,
    },
    /// c
    Changed(Loaded),
}
/// w
#[derive(Debug)]
pub struct Writer;
impl Writer {
    /// s
    pub fn start(
        _store: Store,
        _regions: Arc<Regions>,
        _report: impl Fn(Report) + Send + 'static,
    ) -> Result<Self, Error> {
        Ok(Self)
    }
    /// s
    pub fn save(&self, _ticket: u64, _change: Change) {}
    /// l
    pub fn look(&self) {}
}
