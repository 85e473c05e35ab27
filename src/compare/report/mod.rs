//! A comparison, or articles each by itself, as one document to keep: as Markdown, or as one HTML file that needs nothing
//! else, neither script nor network.
//!
//! `parts` says what goes in beside the texts, `passages` which sentences are linked, `markdown` and `html` how it is
//! written. What comes out holds no control characters, no marks of direction and nothing invisible.

mod html;
mod markdown;
mod parts;
mod passages;

use super::comparison::Comparison;
use crate::collection::{ArticleIndex, Collection, Entry};
use crate::text::sanitize;
use std::collections::HashMap;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportForm {
    /// As Markdown.
    Markdown,
    /// As HTML, with the texts.
    Html,
}

/// What a document is about.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// Where the articles are.
    pub collection: &'a Collection,
    /// The articles; where they are compared, the comparison's accounts in its order.
    pub articles: &'a [ArticleIndex],
    /// How they relate; `None` where each stands by itself.
    pub comparison: Option<&'a Comparison>,
}

impl Report<'_> {
    /// Writes the document. Takes time in proportion to the texts.
    pub fn write(&self, form: ReportForm) -> String {
        clean(&match form {
            ReportForm::Markdown => markdown::write(self),
            ReportForm::Html => html::write(self),
        })
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.articles.iter().filter_map(|article| self.collection.entry(*article))
    }

    /// What the articles are called: by their source, else by their title; where two would have one name, numbered.
    fn names(&self) -> Vec<String> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let name = |entry: &Entry| {
            let name = entry.article.meta.source.clone();
            let name = name.unwrap_or_else(|| entry.article.headline().to_owned());
            let times = seen.entry(name.clone()).or_insert(0);
            *times += 1;
            if *times == 1 { name } else { format!("{name} ({times})") }
        };
        self.entries().map(name).collect()
    }

    /// The title of the document.
    fn title(&self) -> String {
        match (self.comparison, self.articles.len()) {
            (Some(_), accounts) => {
                let number = ["No", "One", "Two", "Three", "Four"].get(accounts).copied().unwrap_or("Several");
                format!("{number} accounts compared: {}", self.names().join(", "))
            }
            (None, 1) => self.entries().map(|entry| entry.article.headline()).collect(),
            (None, articles) => format!("{articles} articles"),
        }
    }
}

/// What leaves: text that neither steers anything nor looks other than it is.
fn clean(text: &str) -> String {
    let shown: String = text.chars().filter(|c| *c == '\n' || !sanitize::is_hidden(*c)).collect();
    sanitize::text(&shown).into_owned()
}

#[cfg(test)]
mod tests;
