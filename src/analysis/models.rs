//! The models embedded in the program, and which of them reads a document.

use super::document::Document;
use super::listed;
use super::recognizer::model::Model;
use super::recognizer::{self, Found};
use std::sync::LazyLock;

/// The file that `examples/train_recognizer` writes.
static FILE: &[u8] = include_bytes!("../../assets/recognizer.bin");

/// What recognition knows: loaded once, shared by all threads. Loading checks the file and parses nothing.
pub struct Models {
    /// `None` where the file is damaged, which a test excludes for the one that is embedded.
    recognizer: Option<Model<'static>>,
}

impl Models {
    /// The models embedded in the program.
    pub fn embedded() -> &'static Models {
        static MODELS: LazyLock<Models> = LazyLock::new(|| Models { recognizer: Model::new(FILE).ok() });
        &MODELS
    }

    /// Which file was embedded: its checksum, as it stands in its head.
    pub fn version() -> u32 {
        FILE.get(8..12).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    /// The names in `document`, in order and without overlap: those that the recogniser finds in English, and in other
    /// languages those that the word lists hold.
    pub fn recognize(&self, document: &Document) -> Vec<Found> {
        match &self.recognizer {
            Some(model) if document.english => recognizer::recognize(model, document),
            _ => listed::recognize(document),
        }
    }
}

#[cfg(test)]
impl Models {
    /// The recogniser's model.
    pub(super) fn model(&self) -> Option<&Model<'static>> {
        self.recognizer.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_is_whole_and_small() {
        assert!(Models::embedded().recognizer.is_some());
        assert!(FILE.len() <= 8 << 20);
    }
}
