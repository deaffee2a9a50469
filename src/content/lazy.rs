//! Content that is decoded when somebody asks for it.

use std::sync::OnceLock;

use serde::Deserialize;

/// A value that the build script wrote as bytes and that is decoded once, or one that was there
/// from the beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lazy<T> {
    bytes: &'static [u8],
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    /// A value in the encoding of the build script.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self {
            bytes,
            value: OnceLock::new(),
        }
    }

    /// The value, from its bytes by `decode` the first time.
    pub fn get_with(&self, decode: impl FnOnce(&'static [u8]) -> T) -> &T {
        self.value.get_or_init(|| decode(self.bytes))
    }
}

impl<T: Default + Deserialize<'static>> Lazy<T> {
    /// The value.
    pub fn get(&self) -> &T {
        // What the build script wrote can be decoded; a test decodes all of it.
        self.get_with(|bytes| postcard::from_bytes(bytes).unwrap_or_default())
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self {
            bytes: &[],
            value: OnceLock::from(value),
        }
    }
}
