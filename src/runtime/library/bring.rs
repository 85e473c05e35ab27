//! Bringing in, in a thread of its own.
use super::Tell;
use std::path::PathBuf;
pub(super) enum Order {
    Add(Vec<String>),
    Update,
}
pub(super) struct Importer {
    tell: Tell,
}
impl Importer {
    pub(super) fn new(tell: Tell) -> Self {
        Self { tell }
    }
    pub(super) fn start(&mut self, _: PathBuf, _: Order) {
        let _ = &self.tell;
    }
    pub(super) fn stop(&mut self) {}
    pub(super) fn finish(&mut self) {}
}
