//! Articles each by itself, one after another: a document of any length, of which only one article is held at a time.

use super::parts::{Part, noted};
use super::{Report, ReportForm, clean, html, markdown};
use crate::article::Article;
use crate::collection::{ArticleIndex, Collection};
use crate::library::{Citation, Marks, noted as library_noted};
use crate::text::{csv_row, sanitize, write_json};
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;

/// An article of a document, and what is told of it there.
#[derive(Clone, Debug)]
pub struct Chapter {
    pub(super) article: Arc<Article>,
    pub(super) marks: Marks,
    accessed: Option<Date>,
    pub(super) parts: Vec<Part>,
}

impl Chapter {
    /// An article and what was noted of it.
    pub fn new(article: Arc<Article>, marks: Marks) -> Self {
        let parts = noted(&article, &marks);
        Self { article, marks, accessed: None, parts }
    }

    /// The same, taken from its page on that day.
    pub fn accessed(self, day: Option<Date>) -> Self {
        Self { accessed: day, ..self }
    }

    /// The same with who is in it and who says what, by the names of the collection in which it has that index.
    pub fn with_names(mut self, collection: &Collection, index: ArticleIndex) -> Self {
        let report = Report { collection, articles: &[index], comparison: None };
        self.parts.extend(report.alone(index));
        self
    }
}

/// Writes a document piece by piece.
pub struct Series {
    form: ReportForm,
    /// How many articles it is to have.
    articles: usize,
    written: usize,
}

impl Series {
    /// A document of that many articles.
    pub fn new(form: ReportForm, articles: usize) -> Self {
        Self { form, articles, written: 0 }
    }

    /// What stands before the first article, but for the title of a sole one.
    pub fn begin(&self) -> String {
        match self.form {
            ReportForm::Csv => csv(&library_noted::CSV_HEADER),
            ReportForm::Csl => "[\n".to_owned(),
            ReportForm::Html if self.articles != 1 => clean(&html::begin(&format!("{} articles", self.articles), true)),
            _ => String::new(),
        }
    }

    /// The next article.
    pub fn next(&mut self, chapter: &Chapter) -> String {
        let (article, marks) = (&*chapter.article, &chapter.marks);
        let first = self.written == 0;
        self.written += 1;
        let citation = || Citation::of(article, &marks.tags, chapter.accessed);
        match self.form {
            ReportForm::Markdown => clean(&markdown::article(chapter, first)),
            ReportForm::Html if self.articles == 1 => {
                clean(&(html::begin(article.headline(), false) + &html::article(chapter, 1)))
            }
            ReportForm::Html => clean(&html::article(chapter, 2)),
            ReportForm::Json => json(&library_noted::json(article, marks)) + "\n",
            ReportForm::Csv => csv(&library_noted::csv_fields(article, marks)),
            ReportForm::Bibtex => clean(&format!("{}{}", if first { "" } else { "\n" }, citation().bibtex())),
            ReportForm::Csl => format!("{}{}", if first { "" } else { ",\n" }, json(&citation().csl())),
        }
    }

    /// What stands after the last.
    pub fn end(&self) -> String {
        match self.form {
            ReportForm::Html if self.articles == 1 && self.written == 0 => clean(&(html::begin("", false) + html::END)),
            ReportForm::Html => html::END.to_owned(),
            ReportForm::Csl if self.written == 0 => "]\n".to_owned(),
            ReportForm::Csl => "\n]\n".to_owned(),
            _ => String::new(),
        }
    }
}

fn json(value: &impl Serialize) -> String {
    let mut line = Vec::new();
    // Into memory nothing can fail, and these values are JSON.
    let _ = write_json(&mut line, value);
    String::from_utf8_lossy(&line).into_owned()
}

fn csv<S: AsRef<str>>(row: &[S]) -> String {
    sanitize::text(&csv_row(row).unwrap_or_default()).into_owned() + "\n"
}
