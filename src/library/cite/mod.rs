//! How is an article cited? Its citation, and that as BibTeX and as CSL-JSON for programs that keep bibliographies.
//!
//! `authors` reads who wrote it from the one line that articles have for that.

mod authors;
mod bibtex;
mod csl;
#[cfg(test)]
mod tests;

pub use authors::{Author, authors};

use crate::analysis::slug;
use crate::article::{Article, web_address};
use jiff::civil::Date;

/// Letters of a key that come from a name or a title.
const LONGEST_PART: usize = 20;
/// Words that say nothing of a title.
const EMPTY_WORDS: [&str; 17] =
    ["a", "an", "the", "in", "on", "at", "of", "to", "for", "and", "as", "is", "by", "with", "from", "how", "why"];

/// When something was published, as exactly as that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// The year, and perhaps month and day of it.
    Day(i16, Option<i8>, Option<i8>),
    /// In words that are no date.
    Words(String),
}

/// What a bibliography says of an article. All of it is clean and stands on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What it is cited by: letters `a` to `z`, digits and hyphens. It depends on nothing but the article's address, else
    /// its title, source and date; so it stays the same from one export to the next.
    pub key: String,
    /// Its title, else what stands in for it.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// Where it appeared.
    pub source: Option<String>,
    /// When.
    pub published: Option<Published>,
    /// Its page on the web.
    pub url: Option<String>,
    /// The day on which it was taken from there.
    pub accessed: Option<Date>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Words to file it under.
    pub tags: Vec<String>,
}

impl Citation {
    /// The citation of an article. `accessed` is when it was taken from its page, where that is known.
    pub fn of(article: &Article, tags: &[String], accessed: Option<Date>) -> Self {
        let meta = &article.meta;
        let authors = authors(meta.author.as_deref().unwrap_or_default(), meta.source.as_deref());
        let published = meta.date.as_deref().map(published);
        let url = web_address(meta.url.as_deref()).ok().map(String::from);
        Self {
            key: key(article, &authors, published.as_ref()),
            title: article.headline_shown().into_owned(),
            authors,
            source: meta.source.clone(),
            published,
            accessed: accessed.filter(|_| url.is_some()),
            url,
            language: meta.language.clone(),
            tags: tags.to_vec(),
        }
    }

    /// Author, date, title, source and address on one line: `Okello and Reyes (4 Feb 2022), “Ships late”, Harbour Wire,
    /// <https://…>`.
    pub fn in_words(&self) -> String {
        let names: Vec<&str> = self.authors.iter().map(Author::short).collect();
        let who = match names.as_slice() {
            [] => None,
            [one] => Some((*one).to_owned()),
            [one, other] => Some(format!("{one} and {other}")),
            [one, ..] => Some(format!("{one} et al.")),
        };
        let when = self.published.as_ref().map(|published| match published {
            Published::Day(year, Some(month), Some(day)) => {
                crate::article::date_in_words(&format!("{year:04}-{month:02}-{day:02}"))
            }
            Published::Day(..) => published.iso().unwrap_or_default(),
            Published::Words(words) => words.clone(),
        });
        // Nobody is cited by the source then, as newspapers are.
        let (first, source) = match (who, &self.source) {
            (Some(who), source) => (Some(who), source.clone()),
            (None, source) => (source.clone(), None),
        };
        let first = match (first, when) {
            (Some(who), Some(when)) => Some(format!("{who} ({when})")),
            (Some(who), None) => Some(who),
            (None, when) => when,
        };
        let title = Some(format!("“{}”", self.title));
        let url = self.url.as_ref().map(|url| format!("<{url}>"));
        [first, title, source, url].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Published {
    /// `2022-02-04`, `2022-02` or `2022`; `None` where it is no date.
    fn iso(&self) -> Option<String> {
        Some(match self {
            Self::Day(year, Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            Self::Day(year, Some(month), None) => format!("{year:04}-{month:02}"),
            Self::Day(year, ..) => format!("{year:04}"),
            Self::Words(_) => return None,
        })
    }

    fn year(&self) -> Option<i16> {
        match self {
            Self::Day(year, ..) => Some(*year),
            Self::Words(_) => None,
        }
    }
}

fn published(date: &str) -> Published {
    let number = |part: &str, digits: usize| {
        part.parse::<i16>().ok().filter(|_| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let parts: Vec<&str> = date.split('-').collect();
    let year = parts.first().and_then(|year| number(year, 4));
    let month = parts.get(1).and_then(|month| number(month, 2)).and_then(|month| i8::try_from(month).ok());
    match (year, parts.len(), month.filter(|month| (1..=12).contains(month))) {
        (Some(year), 1, _) => Published::Day(year, None, None),
        (Some(year), 2, Some(month)) => Published::Day(year, Some(month), None),
        (Some(_), 3, Some(_)) => match date.parse::<Date>() {
            Ok(day) => Published::Day(day.year(), Some(day.month()), Some(day.day())),
            Err(_) => Published::Words(date.to_owned()),
        },
        _ => Published::Words(date.to_owned()),
    }
}

/// Who, when, and the first telling word of the title, then five letters that tell it from all others of these.
fn key(article: &Article, authors: &[Author], published: Option<&Published>) -> String {
    let meta = &article.meta;
    let letters = |text: &str| -> String {
        slug(text).chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()).take(LONGEST_PART).collect()
    };
    let who = authors.first().map(|author| letters(author.short()));
    let who = who.filter(|who| !who.is_empty()).or_else(|| meta.source.as_deref().map(letters)).unwrap_or_default();
    let year = published.and_then(Published::year).map(|year| year.to_string()).unwrap_or_default();
    let title = slug(article.headline());
    let telling = title.split('-').map(letters).find(|word| !word.is_empty() && !EMPTY_WORDS.contains(&word.as_str()));
    let mut hasher = blake3::Hasher::new();
    let headline = article.headline();
    let fields = match meta.url.as_deref() {
        Some(url) => [Some(url), None, None],
        None => [Some(headline), meta.source.as_deref(), meta.date.as_deref()],
    };
    for field in fields {
        hasher.update(field.unwrap_or_default().as_bytes());
        hasher.update(&[0]);
    }
    let mark = hasher.finalize().as_bytes().iter().take(5).map(|byte| char::from(b'a' + byte % 26)).collect::<String>();
    let readable = format!("{who}{year}{}", telling.unwrap_or_default());
    if readable.is_empty() { format!("article-{mark}") } else { format!("{readable}-{mark}") }
}
