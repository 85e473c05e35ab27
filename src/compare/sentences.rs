//! What is compared: the sentences of each account with what they say, in a form that is quick to compare.

use crate::analysis::Analysis;
use crate::article::Article;
use crate::collection::{ArticleIndex, Collection, EntityId};
use crate::text::{Span, TokenKind, sentences_of, tokens};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};

/// One sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    /// Where it stands.
    pub(super) span: Span,
    /// Its words of content, each once, ascending.
    pub(super) terms: Vec<u32>,
    /// The entities that it names, ascending.
    pub(super) entities: Vec<EntityId>,
    /// What of the article's quotations, figures and dates lies in it.
    pub(super) quotes: Vec<usize>,
    pub(super) figures: Vec<usize>,
    pub(super) dates: Vec<usize>,
}

/// One account as its sentences tell it.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub(super) article: ArticleIndex,
    pub(super) sentences: Vec<Sentence>,
}

/// The accounts, and what their words weigh.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) accounts: Vec<Told>,
    /// For each term how much it tells.
    pub(super) weights: Vec<f32>,
}

impl Reading {
    /// Reads articles of `collection`.
    pub(super) fn of(collection: &Collection, articles: &[ArticleIndex]) -> Self {
        let mut terms = Terms::default();
        let mut told = |&article: &ArticleIndex| {
            let Some(entry) = collection.entry(article) else { return Told { article, ..Told::default() } };
            let resolve = |local| collection.entity_of(article, local);
            Told { article, sentences: sentences(&entry.article, &entry.analysis, resolve, &mut terms) }
        };
        let accounts: Vec<Told> = articles.iter().map(&mut told).collect();
        let weights = weights(&accounts, terms.known.len());
        Self { accounts, weights }
    }
}

/// Words by number.
#[derive(Default)]
struct Terms {
    known: FxHashMap<String, u32>,
}

impl Terms {
    fn number(&mut self, term: String) -> u32 {
        let next = self.known.len() as u32;
        *self.known.entry(term).or_insert(next)
    }
}

/// How rare a term is among all sentences.
fn weights(accounts: &[Told], terms: usize) -> Vec<f32> {
    let mut counts = vec![0u32; terms];
    let mut all = 0u32;
    for sentence in accounts.iter().flat_map(|account| &account.sentences) {
        all += 1;
        for term in &sentence.terms {
            counts.iter_mut().skip(*term as usize).take(1).for_each(|count| *count += 1);
        }
    }
    counts.iter().map(|count| ((all as f32 + 1.0) / (*count as f32 + 0.5)).ln().max(0.1)).collect()
}

fn sentences(
    article: &Article,
    analysis: &Analysis,
    resolve: impl Fn(usize) -> Option<EntityId>,
    terms: &mut Terms,
) -> Vec<Sentence> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut out = Vec::new();
    for block in article.genuine() {
        let inside = block.span.of(&article.text);
        let tokens = tokens(inside);
        let mut rest = tokens.iter().peekable();
        for span in sentences_of(inside, &tokens) {
            let mut seen = FxHashSet::default();
            while let Some(token) = rest.next_if(|token| token.span.start < span.end) {
                if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                    let lower = token.span.of(inside).to_lowercase();
                    if lower.len() > 2 || token.kind == TokenKind::Number {
                        seen.insert(terms.number(stemmer.stem(&lower).into_owned()));
                    }
                }
            }
            let mut own: Vec<u32> = seen.into_iter().collect();
            own.sort_unstable();
            out.push(Sentence { span: span.shifted(block.span.start), terms: own, ..Sentence::default() });
        }
    }
    let spans: Vec<Span> = out.iter().map(|sentence| sentence.span).collect();
    // What belongs to the sentence that it begins in.
    let holder = |span: Span| {
        let at = spans.partition_point(|sentence| sentence.start <= span.start).checked_sub(1)?;
        spans.get(at).is_some_and(|sentence| span.start < sentence.end).then_some(at)
    };
    for mention in &analysis.mentions {
        if let (Some(id), Some(sentence)) =
            (resolve(mention.entity), holder(mention.span).and_then(|at| out.get_mut(at)))
        {
            sentence.entities.push(id);
        }
    }
    for (number, quote) in analysis.quotes.iter().enumerate() {
        let from = spans.partition_point(|sentence| sentence.end <= quote.span.start);
        let over = spans.iter().skip(from).take_while(|sentence| sentence.start < quote.span.end).count();
        out.iter_mut().skip(from).take(over).for_each(|sentence| sentence.quotes.push(number));
    }
    for (number, figure) in analysis.figures.iter().enumerate() {
        if let Some(sentence) = holder(figure.span).and_then(|at| out.get_mut(at)) {
            sentence.figures.push(number);
        }
    }
    for (number, date) in analysis.dates.iter().enumerate() {
        if let Some(sentence) = holder(date.span).and_then(|at| out.get_mut(at)) {
            sentence.dates.push(number);
        }
    }
    for sentence in &mut out {
        sentence.entities.sort_unstable();
        sentence.entities.dedup();
    }
    out
}
