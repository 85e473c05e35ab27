//! Small collections for tests.

use super::{Collection, Entry};
use crate::analysis::{Models, analyze};
use crate::article::{Format, ReadOptions, read_str};

/// These texts, read in that format, as the articles 0, 1, 2 … of a collection. Front matter counts in Markdown.
pub(crate) fn collection_of(format: Format, options: ReadOptions, texts: &[impl AsRef<str>]) -> Collection {
    let mut collection = Collection::default();
    for (at, text) in texts.iter().enumerate() {
        let article = read_str(&at.to_string(), text.as_ref(), format, options).remove(0).unwrap();
        let analysis = analyze(&article, Models::embedded());
        collection.add(Entry::new((at, 0), article, analysis));
    }
    while collection.settle(64) {}
    collection
}

/// Plain texts as the articles of a collection.
pub(crate) fn collection(texts: &[impl AsRef<str>]) -> Collection {
    collection_of(Format::Plain, ReadOptions::default(), texts)
}

/// Texts in Markdown as the articles of a collection.
pub(crate) fn collection_of_markdown(texts: &[impl AsRef<str>]) -> Collection {
    collection_of(Format::Markdown, ReadOptions::default(), texts)
}
