//! Accounts that were compared, in the form in which they are read: sentence by sentence, with places to go to.

use crate::analysis::Figure;
use crate::collection::ArticleIndex;
use crate::compare::{Comparison, FigureVerdict, Gathered, Options, Passage, Side, wording};
use crate::text::Span;
use std::collections::{BTreeSet, HashSet};

/// Passages are compared word by word where this much of the words is common: with less, all would be marked.
const ALIKE: f32 = 0.4;
/// Texts are compared as long as the product of their bytes is below this: some seconds.
const MOST: u64 = 10_000_000_000;

/// How accounts relate, made to be read beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// Which articles, in the order of the comparison's accounts.
    pub articles: Vec<ArticleIndex>,
    /// How they relate; empty where they are too long to be compared.
    pub comparison: Comparison,
    /// Passages that are told apart by their mark.
    pub marks: usize,
    /// Whether they are too long.
    pub too_long: bool,
    pub(super) accounts: Vec<Told>,
}

/// What one account tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) sentences: Vec<Sentence>,
    /// Runs of sentences with one mark.
    pub(super) shared: Vec<Span>,
    /// Runs of sentences that stand here only.
    pub(super) only: Vec<Span>,
    /// Figures that other accounts give too, ascending, with the number of [`Comparison::figures`].
    pub(super) figures: Vec<(Span, FigureVerdict, usize)>,
    /// Words that are other ones in the passage that tells the same, ascending.
    pub(super) differing: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sentence {
    pub(super) span: Span,
    /// The mark of the likeliest passage that it stands in.
    pub(super) mark: Option<usize>,
    /// Those of all of them, the likeliest first.
    pub(super) marks: Vec<usize>,
    /// Whether it gives a figure that no other account gives as well: what is told elsewhere without it is not all of it.
    pub(super) news: bool,
    /// Whether it stands here only; what is told elsewhere in part neither does nor is in a passage.
    pub(super) only: bool,
}

impl Compared {
    /// Compares articles. Takes some milliseconds for two of 1,000 words, more for longer ones: work for the background.
    pub(in crate::app) fn of(gathered: &Gathered) -> Self {
        let articles = gathered.articles.clone();
        let sizes: Vec<u64> = gathered.texts().map(|text| text.len() as u64).collect();
        let of_pairs = |(at, one): (usize, &u64)| sizes.iter().skip(at + 1).map(|other| one * other).sum::<u64>();
        if sizes.iter().enumerate().map(of_pairs).sum::<u64>() > MOST {
            let accounts = articles.iter().map(|_| Told::default()).collect();
            return Self { articles, accounts, too_long: true, ..Self::default() };
        }
        let texts: Vec<&str> = gathered.texts().collect();
        let mut compared = Self::read(articles, gathered.compare(&Options::default()), &texts);
        for (told, figures) in compared.accounts.iter_mut().zip(gathered.figures()) {
            told.note_news(figures);
        }
        compared
    }

    /// Makes a comparison of `articles`, whose texts are `texts`, ready to be read.
    pub(super) fn read(articles: Vec<ArticleIndex>, comparison: Comparison, texts: &[&str]) -> Self {
        let marks = comparison.passages.iter().map(|passage| passage.mark).collect::<BTreeSet<_>>().len();
        let mut accounts: Vec<Told> = (0..articles.len()).map(|account| told(&comparison, account)).collect();
        mark_differing(&mut accounts, &comparison, texts);
        Self { articles, comparison, marks, too_long: false, accounts }
    }

    /// The account of an article.
    pub fn account_of(&self, article: ArticleIndex) -> Option<usize> {
        self.articles.iter().position(|other| *other == article)
    }

    pub(super) fn told(&self, account: usize) -> Option<&Told> {
        self.accounts.get(account)
    }

    /// The number of the sentence of an account that byte `at` lies in.
    pub(super) fn sentence_at(&self, account: usize, at: usize) -> Option<usize> {
        let sentences = &self.told(account)?.sentences;
        let before = sentences.partition_point(|sentence| sentence.span.start <= at).checked_sub(1)?;
        sentences.get(before).filter(|sentence| at < sentence.span.end).map(|_| before)
    }

    /// The passages of the run of sentences with one mark that a sentence belongs to, then those of others with this mark:
    /// of both the likeliest first.
    pub(in crate::app) fn passages_at(&self, account: usize, sentence: usize) -> Vec<&Passage> {
        let here = self.told(account).and_then(|told| Some((told, told.sentences.get(sentence)?)));
        let Some((told, sentence)) = here.filter(|(_, sentence)| sentence.mark.is_some()) else { return Vec::new() };
        let run = told.shared.iter().find(|run| run.contains(sentence.span.start)).copied().unwrap_or(sentence.span);
        let is_own = |passage: &Passage| {
            [passage.a, passage.b].iter().any(|side| side.account == account && side.span.overlaps(run))
        };
        let all = self.comparison.passages.iter().filter(|p| is_own(p) || Some(p.mark) == sentence.mark);
        let mut passages: Vec<&Passage> = all.collect();
        passages.sort_by(|a, b| is_own(b).cmp(&is_own(a)).then(b.score.total_cmp(&a.score)));
        passages
    }

    /// Where `other` tells what a sentence of `account` tells: in the likeliest passage of the two, else wherever it has the
    /// same mark.
    pub(super) fn counterpart(&self, account: usize, sentence: usize, other: usize) -> Option<Side> {
        let mark = self.told(account)?.sentences.get(sentence)?.mark?;
        let passages = self.passages_at(account, sentence);
        let holds = |side: Side| side.account == account && (side.from..side.to).contains(&sentence);
        let across = passages.iter().find_map(|passage| match (passage.a, passage.b) {
            (own, there) | (there, own) if holds(own) && there.account == other => Some(there),
            (own, there) if holds(there) && own.account == other => Some(own),
            _ => None,
        });
        let marked = || passages.iter().filter(|passage| passage.mark == mark);
        let any = || marked().flat_map(|passage| [passage.a, passage.b]).find(|side| side.account == other);
        across.or_else(any)
    }

    /// For each sentence of `account`, whether another account tells it in sentences that `is_read`, given an account and
    /// bytes of its text, knows.
    pub(super) fn known(&self, account: usize, is_read: impl Fn(usize, Span) -> bool) -> Vec<bool> {
        let mut known = vec![false; self.told(account).map_or(0, |told| told.sentences.len())];
        for passage in &self.comparison.passages {
            for (own, other) in [(passage.a, passage.b), (passage.b, passage.a)] {
                let sentences = self.told(other.account).and_then(|told| told.sentences.get(other.from..other.to));
                let mut sentences = sentences.unwrap_or_default().iter();
                if own.account == account && sentences.all(|sentence| is_read(other.account, sentence.span)) {
                    known.iter_mut().take(own.to).skip(own.from).for_each(|known| *known = true);
                }
            }
        }
        let sentences = self.told(account).into_iter().flat_map(|told| &told.sentences);
        known.iter_mut().zip(sentences).for_each(|(known, sentence)| *known &= !sentence.news);
        known
    }
}

impl Told {
    /// Notes the sentences with figures that no other account gives as well.
    fn note_news(&mut self, figures: &[Figure]) {
        let same =
            |(span, verdict, _): &(Span, FigureVerdict, usize)| (*verdict == FigureVerdict::Same).then_some(*span);
        let given: HashSet<Span> = self.figures.iter().filter_map(same).collect();
        for figure in figures.iter().filter(|figure| !given.contains(&figure.span)) {
            let at = self.sentences.partition_point(|sentence| sentence.span.end <= figure.span.start);
            if let Some(sentence) = self.sentences.get_mut(at) {
                sentence.news |= sentence.span.contains(figure.span.start);
            }
        }
    }
}

fn told(comparison: &Comparison, account: usize) -> Told {
    let spans = comparison.accounts.get(account).map(|account| account.sentences.as_slice()).unwrap_or_default();
    let only: HashSet<usize> = comparison.only.get(account).into_iter().flatten().copied().collect();
    let sentence = |(at, span): (usize, &Span)| Sentence {
        span: *span,
        mark: None,
        marks: Vec::new(),
        news: false,
        only: only.contains(&at),
    };
    let mut sentences: Vec<Sentence> = spans.iter().enumerate().map(sentence).collect();
    let mut likeliest: Vec<&Passage> = comparison.passages.iter().collect();
    likeliest.sort_by(|a, b| b.score.total_cmp(&a.score));
    for passage in likeliest {
        for side in [passage.a, passage.b].into_iter().filter(|side| side.account == account) {
            for sentence in sentences.iter_mut().take(side.to).skip(side.from) {
                sentence.mark.get_or_insert(passage.mark);
                if !sentence.marks.contains(&passage.mark) {
                    sentence.marks.push(passage.mark);
                }
            }
        }
    }
    let shared = runs(sentences.iter().map(|sentence| (sentence.span, sentence.mark)));
    let only = runs(sentences.iter().map(|sentence| (sentence.span, sentence.only.then_some(0))));
    let mut figures = Vec::new();
    for (number, figure) in comparison.figures.iter().enumerate() {
        let here = figure.values.iter().filter(|value| value.account == account);
        figures.extend(here.map(|value| (value.span, figure.verdict, number)));
    }
    figures.sort_by_key(|(span, verdict, _)| (span.start, *verdict));
    Told { sentences, shared, only, figures, differing: Vec::new() }
}

/// Runs of sentences with the same value, from the beginning of the first to the end of the last; none of those without.
pub(super) fn runs(sentences: impl Iterator<Item = (Span, Option<usize>)>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut before = None;
    for (span, value) in sentences {
        match out.last_mut() {
            Some(run) if value.is_some() && value == before => run.end = span.end,
            _ => out.extend(value.map(|_| span)),
        }
        before = value;
    }
    out
}

/// Marks in each sentence the words that differ from the likeliest passage that tells the same.
fn mark_differing(accounts: &mut [Told], comparison: &Comparison, texts: &[&str]) {
    let mut passages: Vec<&Passage> = comparison.passages.iter().collect();
    passages.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut done: HashSet<(usize, usize)> = HashSet::new();
    let text = |side: Side| texts.get(side.account).map_or("", |text| *text);
    for passage in passages {
        let (a, b) = (passage.a, passage.b);
        let is_new = |side: Side| (side.from..side.to).all(|sentence| !done.contains(&(side.account, sentence)));
        let new = (is_new(a), is_new(b));
        if !new.0 && !new.1 {
            continue;
        }
        done.extend([a, b].iter().flat_map(|side| (side.from..side.to).map(|sentence| (side.account, sentence))));
        let Some(words) = wording((text(a), a.span), (text(b), b.span)).filter(|words| words.common >= ALIKE) else {
            continue;
        };
        for (side, spans, _) in [(a, words.a, new.0), (b, words.b, new.1)].into_iter().filter(|(.., new)| *new) {
            accounts.iter_mut().skip(side.account).take(1).for_each(|told| told.differing.extend(&spans));
        }
    }
    accounts.iter_mut().for_each(|told| told.differing.sort_unstable_by_key(|span| span.start));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Account, Reasons};

    const TEXT: &str = "One is. Two is. Three is. Four is.";

    fn side(account: usize, from: usize, to: usize) -> Side {
        let spans = spans();
        Side { account, from, to, span: Span::new(spans[from].start, spans[to - 1].end) }
    }

    fn spans() -> Vec<Span> {
        [(0, 7), (8, 15), (16, 25), (26, 34)].map(|(start, end)| Span::new(start, end)).to_vec()
    }

    /// Three accounts of four sentences: the first shares one with the second, and two with the third, which shares the
    /// first of these with the second.
    fn compared() -> Compared {
        let passage = |a, b, score, mark| Passage { a, b, score, why: Reasons::default(), copied: false, mark };
        let comparison = Comparison {
            accounts: (7..10).map(|article| Account { article, sentences: spans() }).collect(),
            passages: vec![
                passage(side(0, 0, 1), side(1, 3, 4), 0.6, 0),
                passage(side(0, 2, 4), side(2, 0, 2), 0.9, 1),
                passage(side(1, 1, 2), side(2, 0, 1), 0.7, 1),
            ],
            only: vec![vec![1], vec![0, 2], vec![2, 3]],
            ..Comparison::default()
        };
        Compared::read(vec![7, 8, 9], comparison, &[TEXT, TEXT, TEXT])
    }

    #[test]
    fn runs_of_sentences_are_places_to_go_to() {
        let compared = compared();
        let places = |spans: &[Span]| spans.iter().map(|span| span.of(TEXT).to_owned()).collect::<Vec<_>>();
        let told = compared.told(0).unwrap();
        assert_eq!(places(&told.shared), ["One is.", "Three is. Four is."]);
        assert_eq!(places(&told.only), ["Two is."]);
        assert_eq!(places(&compared.told(2).unwrap().only), ["Three is. Four is."]);
        assert_eq!((compared.marks, compared.account_of(9), compared.account_of(1)), (2, Some(2), None));
        assert_eq!([0, 7, 8, 33, 99].map(|at| compared.sentence_at(0, at)), [Some(0), None, Some(1), Some(3), None]);
    }

    #[test]
    fn counterparts_stand_in_the_likeliest_passage_or_bear_the_same_mark() {
        let compared = compared();
        let there =
            |account, sentence, other| compared.counterpart(account, sentence, other).map(|side| (side.from, side.to));
        assert_eq!(there(0, 0, 1), Some((3, 4)));
        assert_eq!(there(2, 1, 0), Some((2, 4)));
        // By way of the third.
        assert_eq!(there(0, 3, 1), Some((1, 2)));
        assert_eq!([there(0, 1, 1), there(0, 0, 2), there(9, 0, 0)], [None; 3]);
    }

    #[test]
    fn what_was_read_elsewhere_is_known_where_all_of_it_was() {
        let compared = compared();
        let known = |read: &[(usize, usize)]| compared.known(0, |account, span| read.contains(&(account, span.start)));
        assert_eq!(known(&[(1, 26)]), [true, false, false, false]);
        assert_eq!(known(&[(2, 0)]), [false; 4]);
        assert_eq!(known(&[(2, 0), (2, 8)]), [false, false, true, true]);
        assert_eq!(known(&[(0, 0), (0, 16)]), [false; 4]);
    }
}
