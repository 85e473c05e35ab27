//! What comparing accounts yields, and how it is put together.

use super::align::{self, Judged, Pair};
use super::entities::{Group, group_gathered};
use super::figures::{self, SharedFigure};
use super::gathered::Gathered;
use super::marks;
use super::model::Model;
use super::naming::{self, Naming};
use super::quotes::{self, SharedQuote};
use super::sentences::Reading;
use crate::collection::{ArticleIndex, Collection};
use crate::text::Span;

/// How likely two sentences must tell the same to be called a passage, unless the reader says otherwise.
pub const MIN_SCORE: f32 = 0.4;

/// One account alone tells only what others tell less likely than this. What they may tell, nobody knows where, is in no
/// passage and not said to stand in one account only.
const TOLD: f32 = 0.5;

/// How to compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Passages of a lower score are left out, from 0 to 1.
    pub min_score: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_score: MIN_SCORE }
    }
}

/// One of the accounts compared. Elsewhere an account is known by its place among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which article of the collection.
    pub article: ArticleIndex,
    /// Its sentences outside page furniture, in bytes of its text.
    pub sentences: Vec<Span>,
}

/// Sentences of one account that stand next to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Side {
    /// Which account.
    pub account: usize,
    /// The first of them, an index into [`Account::sentences`].
    pub from: usize,
    /// One past the last of them.
    pub to: usize,
    /// From the beginning of the first to the end of the last, in bytes of the article's text.
    pub span: Span,
}

/// What speaks for a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// They carry the same quotation.
    pub quote: bool,
    /// They have words in common, or words that mean the same.
    pub wording: bool,
    /// They state figures for the same thing, which agree or contradict one another.
    pub figure: bool,
    /// They name the same entities.
    pub entities: bool,
    /// They name the same day.
    pub date: bool,
}

impl Reasons {
    /// The names of those that hold, as the JSON has them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let all = [
            ("quote", self.quote),
            ("wording", self.wording),
            ("figure", self.figure),
            ("entities", self.entities),
            ("date", self.date),
        ];
        all.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name)
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self {
            quote: self.quote || other.quote,
            wording: self.wording || other.wording,
            figure: self.figure || other.figure,
            entities: self.entities || other.entities,
            date: self.date || other.date,
        }
    }
}

/// Sentences of two accounts that tell the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    /// In the account that comes first.
    pub a: Side,
    /// In the one that comes later.
    pub b: Side,
    /// How likely they tell the same, from 0 to 1.
    pub score: f32,
    /// What speaks for it.
    pub why: Reasons,
    /// The wording is so much the same that both have it from one source, an agency perhaps: that they agree confirms
    /// nothing.
    pub copied: bool,
    /// Passages that share sentences have the same mark, across all accounts, where each side of one tells the same as each
    /// side of the other; marks count from 0 in the order of the text. Score, reasons and `copied` are this passage's alone.
    pub mark: usize,
}

/// How two to four accounts relate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The accounts in the order in which they were given.
    pub accounts: Vec<Account>,
    /// What two accounts tell both, by the accounts, then by their place in the first.
    pub passages: Vec<Passage>,
    /// For each account the sentences that it alone tells, ascending: they are in no passage, and nothing else speaks for
    /// another account's telling them. What is in no passage and not here either is told elsewhere in part, or may be.
    pub only: Vec<Vec<usize>>,
    /// For each account what all the others tell and it does not: where the first of the others tells it.
    pub omitted: Vec<Vec<Side>>,
    /// Quotations that several accounts have.
    pub quotes: Vec<SharedQuote>,
    /// Figures that several accounts give for the same thing, conflicts first.
    pub figures: Vec<SharedFigure>,
    /// The entities by which accounts name them, those that all name first.
    pub entities: Vec<Group>,
    /// Entities that the accounts call otherwise.
    pub naming: Vec<Naming>,
}

impl Comparison {
    /// The passages that hold a sentence.
    pub fn passages_of(&self, account: usize, sentence: usize) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(move |passage| {
            [passage.a, passage.b]
                .iter()
                .any(|side| side.account == account && (side.from..side.to).contains(&sentence))
        })
    }

    /// The sentence of an account that byte `at` lies in, or the one before it.
    pub fn sentence_at(&self, account: usize, at: usize) -> Option<usize> {
        let sentences = &self.accounts.get(account)?.sentences;
        sentences.partition_point(|span| span.start <= at).checked_sub(1)
    }
}

/// Compares articles of `collection` with one another, each with each. Takes time in proportion to the product of their
/// sentences: some milliseconds for two of 1,000 words. What is no article of the collection counts as empty.
pub fn compare(collection: &Collection, articles: &[ArticleIndex], options: &Options) -> Comparison {
    Gathered::of(collection, articles).compare(options)
}

/// Compares by another model than the one that is shipped.
#[doc(hidden)]
pub fn compare_with(
    collection: &Collection,
    articles: &[ArticleIndex],
    options: &Options,
    model: &Model,
) -> Comparison {
    compare_gathered(&Gathered::of(collection, articles), articles, options, model)
}

pub(super) fn compare_gathered(
    collection: &Gathered,
    articles: &[ArticleIndex],
    options: &Options,
    model: &Model,
) -> Comparison {
    let reading = Reading::of(collection, articles, model);
    let (mut passages, mut figures) = (Vec::new(), Vec::new());
    let mut surely: Vec<Vec<bool>> =
        reading.accounts.iter().map(|account| vec![true; account.sentences.len()]).collect();
    for (a, first) in reading.accounts.iter().enumerate() {
        for (b, second) in reading.accounts.iter().enumerate().skip(a + 1) {
            let Judged { pairs, told, figures: judged } =
                align::judge(&reading, first, second, model, options.min_score);
            for (account, told) in [a, b].into_iter().zip(told) {
                let own = surely.get_mut(account).into_iter().flatten();
                own.zip(told).for_each(|(only, told)| *only &= told < TOLD.max(options.min_score));
            }
            figures.push(((a, b), judged));
            passages.extend(align::group(&pairs).into_iter().map(|group| group.passage((a, first), (b, second))));
        }
    }
    marks::mark(&mut passages);
    let accounts: Vec<Account> = reading
        .accounts
        .iter()
        .map(|account| Account {
            article: account.article,
            sentences: account.sentences.iter().map(|sentence| sentence.span).collect(),
        })
        .collect();
    let (only, omitted) = (only(&accounts, &passages, &surely), omitted(&accounts, &passages));
    Comparison {
        only,
        omitted,
        quotes: quotes::shared(collection, articles),
        figures: figures::shared(collection, &reading, &figures),
        entities: group_gathered(collection, articles),
        naming: naming::naming(collection, articles),
        accounts,
        passages,
    }
}

impl align::Cluster {
    fn passage(&self, a: (usize, &super::sentences::Told), b: (usize, &super::sentences::Told)) -> Passage {
        let side = |(account, told): (usize, &super::sentences::Told), (from, to): (usize, usize)| {
            let start = told.sentences.get(from).map_or(0, |sentence| sentence.span.start);
            let end = told.sentences.get(to.saturating_sub(1)).map_or(start, |sentence| sentence.span.end);
            Side { account, from, to, span: Span::new(start, end) }
        };
        let Pair { score, why, copied, .. } = self.pair;
        Passage { a: side(a, self.a), b: side(b, self.b), score, why, copied, mark: 0 }
    }
}

/// For each account and sentence, the accounts that tell it too, as bits.
fn told(accounts: &[Account], passages: &[Passage]) -> Vec<Vec<u64>> {
    let mut told: Vec<Vec<u64>> = accounts.iter().map(|account| vec![0; account.sentences.len()]).collect();
    for passage in passages {
        for (own, other) in [(passage.a, passage.b), (passage.b, passage.a)] {
            let sentences = told.get_mut(own.account).and_then(|told| told.get_mut(own.from..own.to));
            sentences.into_iter().flatten().for_each(|bits| *bits |= 1 << other.account.min(63));
        }
    }
    told
}

fn only(accounts: &[Account], passages: &[Passage], surely: &[Vec<bool>]) -> Vec<Vec<usize>> {
    let alone = |(bits, surely): (&Vec<u64>, &Vec<bool>)| {
        let both = bits.iter().zip(surely).enumerate();
        both.filter(|(_, (bits, surely))| **bits == 0 && **surely).map(|(at, _)| at).collect()
    };
    told(accounts, passages).iter().zip(surely).map(alone).collect()
}

fn omitted(accounts: &[Account], passages: &[Passage]) -> Vec<Vec<Side>> {
    let told = told(accounts, passages);
    let of = |without: usize| {
        // The first of the others has all that the others have in common.
        let first = usize::from(without == 0);
        let others = (0..accounts.len().min(64)).filter(|at| *at != without && *at != first);
        let wanted = others.fold(0u64, |bits, at| bits | 1 << at);
        let mut sides: Vec<Side> = Vec::new();
        let Some((bits, account)) = told.get(first).zip(accounts.get(first)) else { return sides };
        for (at, (bits, span)) in bits.iter().zip(&account.sentences).enumerate() {
            if bits & wanted != wanted || bits & (1 << without.min(63)) != 0 {
                continue;
            }
            match sides.last_mut().filter(|side| side.to == at) {
                Some(side) => (side.to, side.span.end) = (at + 1, span.end),
                None => sides.push(Side { account: first, from: at, to: at + 1, span: *span }),
            }
        }
        sides
    };
    (0..accounts.len()).map(of).collect()
}
