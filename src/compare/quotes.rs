//! Quotations that several accounts have: the same, trimmed, or in other words.

use super::gathered::Gathered;
use super::similarity::common;
use crate::analysis::{Quote, QuoteKind};
use crate::collection::{ArticleIndex, EntityId};
use crate::text::{Span, TokenKind, tokens};
use rust_stemmers::{Algorithm, Stemmer};
use serde::Serialize;

/// How two accounts give one quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteVerdict {
    /// Word for word, but for marks and capitals.
    Same,
    /// One gives a part of what the other gives.
    Trimmed,
    /// In other words: translated, or remembered, otherwise.
    Variant,
}

/// A quotation as one account has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Which account.
    pub account: usize,
    /// Which of its quotations: an index into [`crate::analysis::Analysis::quotes`].
    pub quote: usize,
    /// The words, in bytes of the article's text.
    pub span: Span,
    /// Who says it, where that is known.
    pub speaker: Option<EntityId>,
}

/// One quotation in two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedQuote {
    /// In the account that comes first.
    pub a: Quoted,
    /// In the one that comes later.
    pub b: Quoted,
    /// How they give it.
    pub verdict: QuoteVerdict,
}

impl SharedQuote {
    /// Whether both name a speaker and not the same.
    pub fn is_credited_otherwise(&self) -> bool {
        matches!((self.a.speaker, self.b.speaker), (Some(a), Some(b)) if a != b)
    }
}

/// The words of a quotation.
struct Words {
    quoted: Quoted,
    /// In order, in small letters.
    all: Vec<String>,
    /// Stems of those that have four letters and more, each once, ascending.
    stems: Vec<String>,
}

/// The fewest words that show by themselves that two quotations are one.
const FEWEST: usize = 2;

/// Pairs of quotations of any two of the accounts, each with the one of the other account that is most like it.
pub(super) fn shared(collection: &Gathered, articles: &[ArticleIndex]) -> Vec<SharedQuote> {
    let stemmer = Stemmer::create(Algorithm::English);
    let read = |(account, article)| words(collection, account, article, &stemmer);
    let all: Vec<Vec<Words>> = articles.iter().copied().enumerate().map(read).collect();
    let mut out = Vec::new();
    for (at, first) in all.iter().enumerate() {
        for second in all.iter().skip(at + 1) {
            let mut pairs: Vec<(QuoteVerdict, usize, &Words, &Words)> = Vec::new();
            for a in first {
                pairs.extend(second.iter().filter_map(|b| {
                    let (verdict, held) = alike(a, b)?;
                    Some((verdict, held, a, b))
                }));
            }
            pairs.sort_by_key(|(verdict, held, a, b)| {
                (
                    *verdict,
                    std::cmp::Reverse(*held),
                    a.quoted.span.start.min(b.quoted.span.start),
                    a.quoted.span.start.max(b.quoted.span.start),
                )
            });
            let mut taken: Vec<SharedQuote> = Vec::new();
            for (verdict, _, a, b) in pairs {
                let used = |old: &SharedQuote| old.a.quote == a.quoted.quote || old.b.quote == b.quoted.quote;
                if !taken.iter().any(used) {
                    taken.push(SharedQuote { a: a.quoted, b: b.quoted, verdict });
                }
            }
            taken.sort_by_key(|quote| quote.a.span.start);
            out.extend(taken);
        }
    }
    out
}

fn words(collection: &Gathered, account: usize, article: ArticleIndex, stemmer: &Stemmer) -> Vec<Words> {
    let Some(entry) = collection.entry(article) else { return Vec::new() };
    let read = |(quote, own): (usize, &Quote)| {
        let inside = own.span.of(&entry.article.text);
        let plain =
            tokens(inside).into_iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        let all: Vec<String> = plain
            .map(|token| token.span.of(inside).to_lowercase().replace('’', "'").trim_end_matches('.').to_owned())
            .collect();
        let long = all.iter().filter(|word| word.chars().count() >= 4);
        let mut stems: Vec<String> = long.map(|word| stemmer.stem(word).into_owned()).collect();
        stems.sort_unstable();
        stems.dedup();
        let speaker = own.speaker.and_then(|local| collection.entity_of(article, local));
        Words { quoted: Quoted { account, quote, span: own.span, speaker }, all, stems }
    };
    let direct = |(_, quote): &(usize, &Quote)| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Partial);
    entry.analysis.quotes.iter().enumerate().filter(direct).map(read).collect()
}

/// How two quotations are one, and how many words of content show it; `None` where they are not.
fn alike(a: &Words, b: &Words) -> Option<(QuoteVerdict, usize)> {
    let least = a.stems.len().min(b.stems.len());
    let held = common(&a.stems, &b.stems).count();
    let spoken = a.quoted.speaker.is_some() && a.quoted.speaker == b.quoted.speaker;
    let enough = held >= FEWEST || (held == 1 && spoken);
    if !enough {
        return None;
    }
    if a.all == b.all {
        return Some((QuoteVerdict::Same, held));
    }
    let (short, long) = if a.all.len() <= b.all.len() { (&a.all, &b.all) } else { (&b.all, &a.all) };
    if short.len() >= FEWEST && long.windows(short.len()).any(|run| run == short.as_slice()) {
        return Some((QuoteVerdict::Trimmed, held));
    }
    // The same speaker says one thing in few words more likely than two that have half their words in common.
    let wanted = if spoken { 4 } else { 5 };
    (held >= FEWEST && held * 10 >= least * wanted).then_some((QuoteVerdict::Variant, held))
}
