//! What was written? An [`Article`] is metadata, one text and the blocks that point into it.
//!
//! A reader (one file per format) turns bytes into a [`Draft`]; [`Draft::finish`] is the only door to an [`Article`]: it
//! sanitises every field, marks page furniture and lays the text out.

mod attributes;
mod date;
mod decode;
mod draft;
mod error;
mod front_matter;
#[doc(hidden)]
pub mod furniture;
mod html;
mod json;
mod language;
mod lines;
mod link;
mod markdown;
mod page;
mod plain;
mod read;
mod source;
mod structured;
mod title;
mod unit;
mod visible;
mod walk;

pub use date::date_in_words;
pub use draft::{Draft, DraftBlock, MAX_BLOCKS};
pub use error::ReadError;
pub use html::PAGE_THREAD;
pub use json::JsonLine;
pub use language::{language_code, language_name};
pub use lines::{LineError, Lines, MAX_LINE};
pub use link::web_address;
pub use read::{Format, ReadOptions, read_str};
pub use source::{MAX_FILE, Source};
pub use unit::{Unit, read_json_line, units};
pub use walk::walk;

use crate::text::{Span, sentences, width};
use serde::Serialize;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// Whether an item's text shows its own mark: a number, a bullet, a dash.
pub fn is_marked(item: &str) -> bool {
    let unnumbered = item.trim_start_matches(|c: char| c.is_ascii_digit());
    unnumbered.len() < item.len() && unnumbered.starts_with([')', '.'])
        || ["• ", "* ", "- ", "‣ ", "◦ "].iter().any(|mark| item.starts_with(mark))
}

/// What is known about an article beside its text. Every field is sanitised and stands on one line.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Meta {
    /// Names the article within its collection: the `id` of its JSON line, else its path.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The day it was published, `YYYY-MM-DD` where it could be read as a date, else as it was given.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// ISO 639-1 code of its language, given or detected; `None` when neither.
    pub language: Option<String>,
    /// Keys of a JSON line that crossread has no use for.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
}

impl Meta {
    /// Whether it is in English, as far as is known: in doubt it is.
    pub fn is_english(&self) -> bool {
        self.language.as_deref().is_none_or(|code| code.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("en")))
    }
}

/// Whether `c` is a letter of Latin script, or none that another script owns: what the rules for English can judge.
pub fn is_latin(c: char) -> bool {
    language::is_latin(c)
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading inside the article.
    Heading,
    /// A block quotation.
    Quote,
    /// One item of a list.
    Item,
    /// Lines to be kept as they are: code, tables, verse.
    Verbatim,
}

/// A paragraph, or what stands in a paragraph's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the article's text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Page furniture: folded on the screen, left out by the printing commands.
    pub furniture: bool,
}

/// One account, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// What is known about it.
    pub meta: Meta,
    /// All of its text, page furniture included, title not.
    pub text: Arc<str>,
    /// Its blocks in order; they do not overlap.
    pub blocks: Vec<Block>,
}

/// What stands in for a title is cut here, in columns.
const LONGEST_HEADLINE: usize = 160;

/// Words of `text`. A Chinese or Japanese character counts as half a word, a Thai, Lao, Burmese or Khmer one as a fifth.
pub(crate) fn count_words(text: &str) -> usize {
    let (mut words, mut tenths) = (0, 0);
    for run in text.split_whitespace() {
        if run.is_ascii() {
            words += 1;
            continue;
        }
        let (mut unbroken, mut other) = (0, false);
        for c in run.chars() {
            let weight = match c {
                '\u{3041}'..='\u{30ff}'
                | '\u{3400}'..='\u{9fff}'
                | '\u{f900}'..='\u{faff}'
                | '\u{20000}'..='\u{3ffff}' => 5,
                '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => 2,
                _ => 0,
            };
            unbroken += weight;
            other |= weight == 0 && c.is_alphanumeric();
        }
        tenths += unbroken;
        words += usize::from(other || unbroken == 0);
    }
    words + usize::div_ceil(tenths, 10)
}

impl Article {
    /// The title, else the first sentence of the text, else the id: something to call it by.
    pub fn headline(&self) -> &str {
        let beginning = || self.beginning().map(|(words, _)| words);
        self.meta.title.as_deref().or_else(beginning).unwrap_or(&self.meta.id)
    }

    /// The headline with a sign where it is a sentence that goes on.
    pub fn headline_shown(&self) -> Cow<'_, str> {
        match self.beginning().filter(|_| self.meta.title.is_none()) {
            Some((words, true)) => Cow::Owned(format!("{words}…")),
            _ => Cow::Borrowed(self.headline()),
        }
    }

    /// The first sentence of the text, of a long one some words, and whether it is cut.
    fn beginning(&self) -> Option<(&str, bool)> {
        let line = self.genuine().next()?.span.of(&self.text).lines().next()?;
        // A sentence is found near the beginning, or there is none: long texts need not be searched to their end.
        let head = width::prefix(line, LONGEST_HEADLINE);
        let sentence = sentences(head).first()?.of(head);
        let is_cut = head.len() < line.len() && head.trim_end().ends_with(sentence);
        let words = sentence.rsplit_once(char::is_whitespace).filter(|_| is_cut).map_or(sentence, |(words, _)| words);
        (!words.is_empty()).then_some((words, is_cut))
    }

    /// Number of words outside page furniture: what blanks part or, in a script without blanks, what takes as long to read.
    pub fn words(&self) -> usize {
        self.genuine().map(|block| count_words(block.span.of(&self.text))).sum()
    }

    /// The blocks that are not page furniture.
    pub fn genuine(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| !block.furniture)
    }

    /// The byte at which the last of them ends; 1 where there is none.
    pub fn end_of_text(&self) -> usize {
        self.genuine().last().map_or(1, |block| block.span.end.max(1))
    }

    /// The article without its page furniture: what the printing commands show and what their offsets count in.
    /// An article that has none comes back as it is, to the byte.
    pub fn without_furniture(self) -> Article {
        if self.blocks.iter().all(|block| !block.furniture) {
            return self;
        }
        let mut layout = draft::Layout::default();
        for block in self.genuine() {
            layout.push(block.kind, block.span.of(&self.text), false);
        }
        let (text, blocks) = layout.finish();
        Article { meta: self.meta, text, blocks }
    }
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn counts_words_in_any_script() {
        for (text, words) in [
            ("Two words, “three” – four", 5),
            ("選挙の結果について", 5),
            ("東京 Tokyo 2022年", 4),
            ("항구가 다시 열렸다", 3),
            ("ท่าเรือเปิดอีกครั้ง", 4),
            ("", 0),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }
}
