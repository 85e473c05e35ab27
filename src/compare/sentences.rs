//! What is compared: the sentences of each account with what they say, in a form that is quick to compare.

use super::gathered::Gathered;
use super::model::{DIMENSIONS, Model};
use crate::analysis::{Analysis, DateMention, Figure, QuoteKind};
use crate::article::Article;
use crate::collection::{ArticleIndex, EntityId};
use crate::text::{Span, TokenKind, sentences_of, tokens};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// One sentence.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// All its words and numbers in order, as stems.
    pub(super) words: Vec<u32>,
    /// Of these the first words of runs that stand outside quotation marks.
    pub(super) own: Vec<u32>,
    /// Its words of content, each once, ascending.
    pub(super) terms: Vec<u32>,
    /// Its words of four letters and more between quotation marks, each once, ascending.
    pub(super) quoted: Vec<u32>,
    /// The entities that it names, ascending.
    pub(super) entities: Vec<EntityId>,
    /// Whom it speaks of: these, who is quoted in it, and where it names nobody those of the sentence before it, ascending.
    pub(super) who: Vec<EntityId>,
    /// Who is quoted in it.
    pub(super) speakers: Vec<EntityId>,
    pub(super) figures: Vec<Figure>,
    /// For each of them the words of content that say what it counts.
    pub(super) abouts: Vec<Vec<u32>>,
    /// For each of them the words of content around it.
    pub(super) beside: Vec<Vec<u32>>,
    /// The first of them, an index into the article's figures.
    pub(super) first_figure: usize,
    pub(super) dates: Vec<DateMention>,
}

/// One account as its sentences tell it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Which article.
    pub article: ArticleIndex,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// What is known of a stem.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// From 0 to 1.
    pub(super) rarity: f32,
    /// Of length 1; zero where the model does not know the word.
    pub(super) vector: [f32; DIMENSIONS],
}

/// The accounts, and what their words mean.
pub struct Reading {
    /// In the order in which they were given.
    pub accounts: Vec<Told>,
    pub(super) terms: Vec<Term>,
}

impl Reading {
    /// Reads articles of `collection`.
    pub fn of(collection: &Gathered, articles: &[ArticleIndex], model: &Model) -> Self {
        let mut reader = Reader {
            model,
            stemmer: Stemmer::create(Algorithm::English),
            known: FxHashMap::default(),
            terms: Vec::new(),
        };
        let mut told = |&article: &ArticleIndex| {
            let Some(entry) = collection.entry(article) else { return Told { article, ..Told::default() } };
            Told { article, sentences: reader.sentences(&entry.article, &entry.analysis, (collection, article)) }
        };
        // Words are numbered in an order that does not depend on that of the articles: sums come out the same to the last bit.
        let text = |at: &usize| collection.entry(*at).map(|entry| Arc::clone(&entry.article.text));
        let mut order: Vec<usize> = (0..articles.len()).collect();
        order.sort_by_cached_key(|at| articles.get(*at).and_then(text));
        let mut accounts = vec![Told::default(); articles.len()];
        for at in order {
            if let (Some(slot), Some(article)) = (accounts.get_mut(at), articles.get(at)) {
                *slot = told(article);
            }
        }
        Self { accounts, terms: reader.terms }
    }
}

struct Reader<'m> {
    model: &'m Model<'m>,
    stemmer: Stemmer,
    known: FxHashMap<String, u32>,
    terms: Vec<Term>,
}

/// How many words on either side of a figure tell what it counts.
const BESIDE: usize = 6;
/// Words that are commoner than this are of grammar.
const COMMON: f32 = 0.01;

impl Reader<'_> {
    fn number(&mut self, word: &str) -> u32 {
        let lower = word.to_lowercase().replace('’', "'");
        let stem = if lower.starts_with(|c: char| c.is_ascii_digit()) {
            lower.replace(',', "").into()
        } else {
            let word = lower.strip_suffix('.').unwrap_or(&lower);
            let stem = self.stemmer.stem(word);
            // "politicise" as "politicize", where that is a word.
            let endings = ["ise", "ised", "ises", "ising", "isation"];
            let ending = endings.iter().find_map(|ending| Some((word.strip_suffix(ending)?, ending)));
            let other = ending.filter(|_| self.model.word(&stem).is_none());
            let other = other.map(|(head, ending)| format!("{head}{}", ending.replacen('s', "z", 1)));
            let other = other.map(|word| self.stemmer.stem(&word).into_owned());
            other.filter(|other| self.model.word(other).is_some()).map_or(stem, Into::into)
        };
        if let Some(known) = self.known.get(stem.as_ref()) {
            return *known;
        }
        let number = self.terms.len() as u32;
        let mut vector = [0.0; DIMENSIONS];
        let word = self.model.word(&stem);
        if let Some(word) = word {
            vector.iter_mut().zip(word.vector).for_each(|(to, from)| *to = f32::from(from.cast_signed()));
            let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
            vector.iter_mut().for_each(|x| *x /= length);
        }
        let short = stem.chars().count() < 2;
        let rarity = if short && !stem.starts_with(|c: char| c.is_ascii_digit()) {
            0.0
        } else {
            word.map_or(1.0, |word| word.rarity)
        };
        self.terms.push(Term { rarity, vector });
        self.known.insert(stem.into_owned(), number);
        number
    }

    fn sentences(
        &mut self,
        article: &Article,
        analysis: &Analysis,
        (collection, index): (&Gathered, ArticleIndex),
    ) -> Vec<Sentence> {
        let mut out = Vec::new();
        let quoting = |kind| matches!(kind, QuoteKind::Direct | QuoteKind::Partial);
        let mut quotes = analysis.quotes.iter().filter(|quote| quoting(quote.kind)).peekable();
        let mut figures = analysis.figures.iter().peekable();
        for block in article.genuine() {
            let inside = block.span.of(&article.text);
            let tokens = tokens(inside);
            let mut rest = tokens.iter().peekable();
            for span in sentences_of(inside, &tokens) {
                let mut sentence = Sentence { span: span.shifted(block.span.start), ..Sentence::default() };
                let mut places = Vec::new();
                while let Some(token) = rest.next_if(|token| token.span.start < span.end) {
                    if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                        continue;
                    }
                    let at = token.span.start + block.span.start;
                    while quotes.next_if(|quote| quote.span.end <= at).is_some() {}
                    let word = token.span.of(inside);
                    let number = self.number(word);
                    sentence.words.push(number);
                    places.push((at, number));
                    if quotes.peek().is_some_and(|quote| quote.span.contains(at)) {
                        if word.chars().count() >= 4 {
                            sentence.quoted.push(number);
                        }
                    } else {
                        sentence.own.push(number);
                    }
                    if self.terms.get(number as usize).is_some_and(|term| term.rarity > COMMON) {
                        sentence.terms.push(number);
                    }
                }
                while let Some(figure) = figures.next_if(|figure| figure.span.start < sentence.span.end) {
                    let about = |at: usize| figure.about.is_some_and(|span| span.contains(at));
                    let telling =
                        |number: &u32| self.terms.get(*number as usize).is_some_and(|term| term.rarity > COMMON);
                    let words = places.iter().filter(|(at, _)| about(*at)).map(|(_, number)| *number).filter(telling);
                    sentence.abouts.push(words.collect());
                    let first = places.partition_point(|(at, _)| *at < figure.span.start);
                    let last = places.partition_point(|(at, _)| *at < figure.span.end);
                    let around = places.iter().enumerate().take(last + BESIDE).skip(first.saturating_sub(BESIDE));
                    let around = around.filter(|(at, _)| !(first..last).contains(at)).map(|(_, (_, number))| *number);
                    sentence.beside.push(around.filter(telling).collect());
                }
                out.push(sentence);
            }
        }
        place(&mut out, analysis, collection, index);
        out
    }
}

/// Puts what the analysis found into the sentences that it begins in; quotations into all that they touch.
fn place(out: &mut [Sentence], analysis: &Analysis, collection: &Gathered, article: ArticleIndex) {
    let spans: Vec<Span> = out.iter().map(|sentence| sentence.span).collect();
    let holder = |span: Span| {
        let at = spans.partition_point(|sentence| sentence.start <= span.start).checked_sub(1)?;
        spans.get(at).is_some_and(|sentence| span.start < sentence.end).then_some(at)
    };
    for mention in &analysis.mentions {
        let sentence = holder(mention.span).and_then(|at| out.get_mut(at));
        if let (Some(id), Some(sentence)) = (collection.named_by(article, mention), sentence) {
            sentence.entities.push(id);
        }
    }
    for quote in &analysis.quotes {
        let from = spans.partition_point(|sentence| sentence.end <= quote.span.start);
        let over = spans.iter().skip(from).take_while(|sentence| sentence.start < quote.span.end).count();
        let speaker = quote.speaker.and_then(|local| collection.entity_of(article, local));
        out.iter_mut().skip(from).take(over).for_each(|sentence| sentence.speakers.extend(speaker));
    }
    for (number, figure) in analysis.figures.iter().enumerate() {
        if let Some(sentence) = holder(figure.span).and_then(|at| out.get_mut(at)) {
            if sentence.figures.is_empty() {
                sentence.first_figure = number;
            }
            sentence.figures.push(*figure);
        }
    }
    for date in &analysis.dates {
        if let Some(sentence) = holder(date.span).and_then(|at| out.get_mut(at)) {
            sentence.dates.push(*date);
        }
    }
    let mut before: Vec<EntityId> = Vec::new();
    for sentence in out.iter_mut() {
        sentence.who = sentence.entities.iter().chain(&sentence.speakers).copied().collect();
        if sentence.who.is_empty() {
            sentence.who.clone_from(&before);
        }
        before.clone_from(&sentence.entities);
    }
    for sentence in out {
        for list in [&mut sentence.terms, &mut sentence.quoted] {
            list.sort_unstable();
            list.dedup();
        }
        for list in [&mut sentence.entities, &mut sentence.speakers, &mut sentence.who] {
            list.sort_unstable();
            list.dedup();
        }
    }
}
