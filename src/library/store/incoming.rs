//! An article on its way in: everything that costs time is done here, in whatever thread, so that the one that writes has
//! only to write.

use super::error::shown;
use super::{ArticleId, Back, Library, Marks, Result, index_text, record, revisions};
use crate::analysis::{Analysis, Bound, EntityKind, Models, QuoteKind, slug};
use crate::article::Article;
use crate::library::noted::marks_of;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// How entities, quotations and figures are filed; goes up when that, or a rule that finds them, changes.
const RULES: u32 = 1;

/// The version of an analysis that was not made yet.
const NONE: i64 = 0;

/// Where an article came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file that is this one article.
    File(PathBuf),
    /// One of several articles in a file, and what it is called there if that tells it from the others for good.
    Part(PathBuf, Option<String>),
    /// A page.
    Address(String),
    /// An item of a feed, by the feed's address; the item's own is [`crate::article::Meta::url`].
    Feed(String),
    /// Nowhere that counts: no other article is taken for a version of it, even where both name one address.
    Nowhere,
}

/// An article with its analysis, ready to be written.
pub struct Incoming {
    pub(super) article: Article,
    pub(super) origin: Origin,
    /// What is noted of it already elsewhere, as [`marks_of`] finds it; counts where the article is new.
    pub marks: Marks,
    /// When it came in, in seconds since 1970; `None` for now.
    pub added: Option<i64>,
    /// Whether it comes back where it is there, but out of sight.
    pub back: Back,
    pub(super) hash: [u8; 32],
    pub(super) headline: String,
    pub(super) words: usize,
    pub(super) blocks: Vec<u8>,
    pub(super) filed: Filed,
}

/// What an analysis puts into the tables.
pub(super) struct Filed {
    pub(super) model: i64,
    pub(super) record: Vec<u8>,
    /// Kind, slug, and the name as it is written.
    pub(super) names: Vec<(u8, String, String)>,
    /// Name and entity (indices into `names`) and count.
    pub(super) mentions: Vec<(usize, usize, usize)>,
    pub(super) quotes: Vec<FiledQuote>,
    pub(super) figures: Vec<FiledFigure>,
    pub(super) indexed: Indexed,
}

pub(super) struct FiledQuote {
    pub(super) start: usize,
    pub(super) stop: usize,
    pub(super) kind: u8,
    pub(super) speaker: Option<usize>,
    pub(super) behalf: Option<usize>,
}

pub(super) struct FiledFigure {
    pub(super) start: usize,
    pub(super) stop: usize,
    pub(super) value: f64,
    pub(super) upto: Option<f64>,
    pub(super) unit: Option<&'static str>,
    pub(super) bound: u8,
}

/// The columns of the index of words.
pub(super) struct Indexed {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) names: String,
}

/// Which version of the recogniser and the rules finds what is found: analyses of another are out of date.
pub fn model_version() -> i64 {
    i64::from(Models::version()) << 16 | i64::from(RULES)
}

impl Incoming {
    /// Prepares an article, page furniture included, with what was found in it by [`model_version`].
    pub fn new(article: Article, analysis: &Analysis, origin: Origin) -> Self {
        let filed = Filed::new(&article, analysis);
        Self::with(article, filed, origin)
    }

    /// Prepares an article that is to be analysed later ([`Library::outdated`]), or that is there already.
    pub fn unanalysed(article: Article, origin: Origin) -> Self {
        let filed = Filed::later(&article);
        Self::with(article, filed, origin)
    }

    fn with(article: Article, filed: Filed, origin: Origin) -> Self {
        Self {
            hash: identity(&article),
            headline: article.headline_shown().into_owned(),
            words: article.words(),
            blocks: record::of_blocks(&article.blocks),
            filed,
            marks: marks_of(&article),
            article,
            origin,
            added: None,
            back: Back::Never,
        }
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article
    }
}

/// What tells articles apart: a hash over title, text and blocks.
pub fn identity(article: &Article) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for text in [article.meta.title.as_deref().unwrap_or_default(), &article.text] {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    // With the checksum at its head.
    hasher.update(&record::of_blocks(&article.blocks));
    *hasher.finalize().as_bytes()
}

impl Library {
    /// The article that says the same, if it is there: then `article` need not be analysed. Removed ones count, and for an
    /// earlier revision the newest.
    ///
    /// # Errors
    /// A library that cannot be read.
    pub fn known(&self, article: &Article) -> Result<Option<ArticleId>> {
        match revisions::by_hash(&self.connection, &identity(article))? {
            Some(id) => revisions::newest(&self.connection, id),
            None => Ok(None),
        }
    }
}

/// A number for the way by which something comes in: this feed, file or page.
pub(in crate::library) fn via(origin: &Origin) -> Option<i64> {
    let mut hasher = blake3::Hasher::new();
    match origin {
        Origin::Nowhere => return None,
        Origin::Feed(url) => hasher.update(b"feed ").update(url.as_bytes()),
        Origin::Address(url) => hasher.update(b"page ").update(super::place_of(url).as_bytes()),
        Origin::File(path) | Origin::Part(path, _) => hasher.update(b"file ").update(shown(path).as_bytes()),
    };
    hasher.finalize().as_bytes().first_chunk().map(|bytes| i64::from_le_bytes(*bytes))
}

impl Filed {
    /// Of an article that is to be analysed later.
    pub(super) fn later(article: &Article) -> Self {
        Self { model: NONE, ..Self::new(article, &Analysis::default()) }
    }

    pub(super) fn new(article: &Article, analysis: &Analysis) -> Self {
        let mut names = Names::default();
        // Of each entity, the name under which it is filed; none where it has neither letter nor digit.
        let filed: Vec<Option<usize>> =
            analysis.entities.iter().map(|entity| names.add(entity.kind, &entity.name)).collect();
        let of = |entity: Option<usize>| filed.get(entity?).copied().flatten();
        let mut written: HashMap<(usize, &str), usize> = HashMap::new();
        for mention in &analysis.mentions {
            *written.entry((mention.entity, mention.span.of(&article.text))).or_default() += 1;
        }
        let mut mentions: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (at, entity) in analysis.entities.iter().enumerate() {
            let Some(own) = of(Some(at)) else { continue };
            *mentions.entry((own, own)).or_default() += entity.count;
            for alias in &entity.aliases {
                if let Some(name) = names.add(entity.kind, alias).filter(|name| *name != own) {
                    let count = written.get(&(at, alias.as_str())).copied().unwrap_or(1);
                    *mentions.entry((name, own)).or_default() += count;
                }
            }
        }
        let quotes = analysis.quotes.iter().filter(|quote| quote.kind != QuoteKind::Term);
        let quotes = quotes.map(|quote| FiledQuote {
            start: quote.span.start,
            stop: quote.span.end,
            kind: quote.kind as u8,
            speaker: of(quote.speaker),
            behalf: of(quote.organization),
        });
        let figures = analysis.figures.iter().map(|figure| FiledFigure {
            start: figure.span.start,
            stop: figure.span.end,
            value: figure.value,
            upto: figure.value_max,
            unit: figure.unit,
            bound: bound(figure.bound),
        });
        Self {
            model: model_version(),
            record: record::of_analysis(analysis),
            mentions: mentions.into_iter().map(|((name, entity), count)| (name, entity, count)).collect(),
            quotes: quotes.collect(),
            figures: figures.collect(),
            indexed: Indexed::new(article, &names.all),
            names: names.all,
        }
    }
}

fn bound(bound: Bound) -> u8 {
    bound as u8
}

#[derive(Default)]
struct Names {
    all: Vec<(u8, String, String)>,
    by_slug: HashMap<(u8, String), usize>,
}

impl Names {
    fn add(&mut self, kind: EntityKind, name: &str) -> Option<usize> {
        let (kind, slug) = (kind as u8, slug(name));
        if slug.is_empty() {
            return None;
        }
        let next = self.all.len();
        let at = *self.by_slug.entry((kind, slug.clone())).or_insert(next);
        if at == next {
            self.all.push((kind, slug, name.to_owned()));
        }
        Some(at)
    }
}

impl Indexed {
    fn new(article: &Article, names: &[(u8, String, String)]) -> Self {
        let ready = |text: Option<&str>| index_text(text.unwrap_or_default()).into_owned();
        let mut body = String::with_capacity(article.text.len());
        for block in article.genuine() {
            body.push_str(&index_text(block.span.of(&article.text)));
            body.push('\n');
        }
        let names: Vec<&str> = names.iter().map(|(.., name)| name.as_str()).collect();
        Self { title: ready(article.meta.title.as_deref()), body, names: index_text(&names.join("\n")).into_owned() }
    }
}
