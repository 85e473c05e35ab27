//! A comparison, or articles each by itself, as one document to keep: as Markdown, or as one HTML file that needs nothing
//! else, neither script nor network; articles also as JSON Lines, as a table, and as citations.
//!
//! `parts` says what goes in beside the texts, `passages` which sentences are linked, `markdown` and `html` how it is
//! written; `series` writes articles one after another, as many as there may be. What comes out holds no control characters,
//! no marks of direction and nothing invisible, except that JSON and tables keep what a text needs, JSON as escapes.

mod form;
mod html;
mod markdown;
mod parts;
mod passages;
mod series;

pub use form::ReportForm;
pub use series::{Chapter, Series};

use super::comparison::Comparison;
use crate::article::Article;
use crate::collection::{ArticleIndex, Collection};
use crate::library::Marks;
use crate::library::noted::marks_of;
use crate::text::sanitize;
use parts::Part;
use std::collections::HashMap;
use std::sync::Arc;

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
        self.gather(form, &|_| None).write()
    }

    /// Gathers what goes into the document, so that any thread can write it; `marks` is what was noted of an article,
    /// where the library knows it; else what it says itself of that counts. The texts are shared, not copied.
    pub fn gather(&self, form: ReportForm, marks: &dyn Fn(ArticleIndex) -> Option<Marks>) -> Document {
        let comparison = self.comparison.filter(|_| form.compares());
        let chapter = |article: &ArticleIndex| {
            let entry = self.collection.entry(*article)?;
            let marks = marks(*article).unwrap_or_else(|| marks_of(&entry.article));
            let chapter = Chapter::new(Arc::clone(&entry.article), marks);
            let alone = comparison.is_none() && form.tells_names();
            Some(if alone { chapter.with_names(self.collection, *article) } else { chapter })
        };
        Document {
            form,
            chapters: self.articles.iter().filter_map(chapter).collect(),
            comparison: comparison.map(|comparison| (comparison.clone(), self.compared(comparison))),
        }
    }

    fn names(&self) -> Vec<String> {
        let entries = self.articles.iter().filter_map(|article| self.collection.entry(*article));
        names(entries.map(|entry| &*entry.article))
    }
}

/// A document with all that it takes to write it.
#[derive(Clone, Debug)]
pub struct Document {
    form: ReportForm,
    chapters: Vec<Chapter>,
    /// How they relate, and what is told of that beside the passages.
    comparison: Option<(Comparison, Vec<Part>)>,
}

impl Document {
    /// Writes it. Takes time in proportion to the texts.
    pub fn write(&self) -> String {
        match (&self.comparison, self.form) {
            (Some((comparison, parts)), ReportForm::Html) => clean(&html::write(self, comparison, parts)),
            (Some((comparison, parts)), _) => clean(&markdown::write(self, comparison, parts)),
            (None, form) => {
                let mut series = Series::new(form, self.chapters.len());
                let mut out = series.begin();
                self.chapters.iter().for_each(|chapter| out.push_str(&series.next(chapter)));
                out.push_str(&series.end());
                out
            }
        }
    }

    /// What the accounts are called.
    fn names(&self) -> Vec<String> {
        names(self.articles())
    }

    fn articles(&self) -> impl Iterator<Item = &Article> {
        self.chapters.iter().map(|chapter| &*chapter.article)
    }

    fn words(&self, account: usize, span: crate::text::Span) -> String {
        let text = self.chapters.get(account).map_or("", |chapter| &chapter.article.text);
        crate::text::one_line(text, span)
    }

    /// The title of a comparison.
    fn title(&self) -> String {
        let number = ["No", "One", "Two", "Three", "Four"].get(self.chapters.len()).copied().unwrap_or("Several");
        format!("{number} accounts compared: {}", self.names().join(", "))
    }
}

/// What articles are called: by their source, else by their title; where two would have one name, numbered.
fn names<'a>(articles: impl Iterator<Item = &'a Article>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let name = |article: &Article| {
        let name = article.meta.source.clone().unwrap_or_else(|| article.headline().to_owned());
        let times = seen.entry(name.clone()).or_insert(0);
        *times += 1;
        if *times == 1 { name } else { format!("{name} ({times})") }
    };
    articles.map(name).collect()
}

/// What leaves: text that neither steers anything nor looks other than it is.
fn clean(text: &str) -> String {
    let shown: String = text.chars().filter(|c| *c == '\n' || !sanitize::is_hidden(*c)).collect();
    sanitize::text(&shown).into_owned()
}

#[cfg(test)]
mod tests;
