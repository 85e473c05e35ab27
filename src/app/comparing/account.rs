//! One account as it is drawn: what stands beside its rows, and what of them is dimmed.

use super::compared::{Sentence, Told};
use super::step::{Stop, StopKind};
use super::{Comparing, Dim};
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::compare::{FigureVerdict, Passage};
use crate::text::Span;

/// An article that was compared with others.
#[derive(Clone, Copy)]
pub struct Account<'a> {
    comparing: &'a Comparing,
    told: &'a Told,
    /// For each sentence, whether it was read in another account.
    known: &'a [bool],
    /// The mark of the passage that one is at.
    current: Option<usize>,
    /// The passage that one has gone to, where it is one of this article, or shared with it.
    stop: Option<&'a Stop>,
}

/// What stands beside a row of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowSigns {
    /// The mark of a passage that other accounts tell too: of the first that begins here, else of one that goes on.
    pub mark: Option<usize>,
    /// Whether that passage begins here.
    pub begins: bool,
    /// Whether it is the one that one is at.
    pub current: bool,
    /// What else there is to say.
    pub sign: Option<Sign>,
    /// Whether that begins here.
    pub sign_begins: bool,
    /// Whether one has gone to it.
    pub sign_current: bool,
}

/// What there is to say of a row, beside the passage it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A figure that another account's contradicts.
    Conflict,
    /// A figure that is not quite another account's, but may agree with it.
    Compatible,
    /// No other account beside it tells this.
    Only,
    /// This was not read in another account.
    New,
}

impl State {
    /// What is known of `article` as one of the accounts on the screen, once they are compared.
    pub fn account(&self, article: ArticleIndex) -> Option<Account<'_>> {
        let compared = self.comparing.compared.as_deref()?;
        let at = compared.account_of(article)?;
        Some(Account {
            comparing: &self.comparing,
            told: compared.told(at)?,
            known: self.comparing.known.get(at).map(Vec::as_slice).unwrap_or_default(),
            current: self.current_mark(),
            stop: self.comparing.stop.as_ref().filter(|stop| stop.kind == StopKind::Shared || stop.article == article),
        })
    }

    /// The mark of the passage that one is at.
    pub(in crate::app) fn current_mark(&self) -> Option<usize> {
        let (account, sentence) = self.current_sentence(self.active)?;
        self.compared()?.told(account)?.sentences.get(sentence)?.mark
    }

    /// The passages of the place that one is at, and those of others that have its mark: each a pair with its own reasons.
    pub(in crate::app) fn current_passages(&self) -> Option<Vec<&Passage>> {
        let (account, sentence) = self.current_sentence(self.active)?;
        Some(self.compared()?.passages_at(account, sentence))
    }
}

impl<'a> Account<'a> {
    /// How many passages it has that other accounts tell too.
    pub fn shared(&self) -> usize {
        self.told.shared.len()
    }

    /// How many passages it has that it alone tells.
    pub fn only(&self) -> usize {
        self.told.only.len()
    }

    /// How many of its sentences were not read in another account, and how many there are.
    pub fn new_sentences(&self) -> (usize, usize) {
        let known = self.known.iter().filter(|known| **known).count();
        (self.told.sentences.len() - known, self.told.sentences.len())
    }

    fn is_known(&self, sentence: usize) -> bool {
        self.known.get(sentence).copied().unwrap_or(false)
    }

    /// What stands beside the row that shows these bytes.
    pub fn signs(&self, row: Span) -> RowSigns {
        let mut signs = RowSigns::default();
        let reads_on = self.comparing.dim == Dim::Read;
        let from = self.told.sentences.partition_point(|sentence| sentence.span.end <= row.start);
        let on_row = self.told.sentences.iter().enumerate().skip(from);
        for (at, sentence) in on_row.take_while(|(_, sentence)| sentence.span.start < row.end) {
            let starts = row.contains(sentence.span.start);
            let before = at.checked_sub(1).and_then(|before| self.told.sentences.get(before));
            if let Some(mark) = self.mark_of(sentence) {
                let begins = starts && before.is_none_or(|before| self.mark_of(before) != Some(mark));
                if signs.mark.is_none() || begins && !signs.begins {
                    (signs.mark, signs.begins) = (Some(mark), begins);
                }
            }
            let new = if reads_on { !self.is_known(at) } else { sentence.only };
            if new {
                let goes_on =
                    at > 0 && if reads_on { !self.is_known(at - 1) } else { before.is_some_and(|before| before.only) };
                signs.sign = Some(if reads_on { Sign::New } else { Sign::Only });
                signs.sign_begins |= starts && !goes_on;
            }
        }
        let gone_to = self.stop.is_some_and(|stop| stop.kind == StopKind::Only && stop.span.overlaps(row));
        signs.sign_current = gone_to && signs.sign.is_some();
        signs.current = signs.mark.is_some() && signs.mark == self.current;
        if let Some(sign) = self.figure_on(row) {
            (signs.sign, signs.sign_begins, signs.sign_current) = (Some(sign), true, false);
        }
        signs
    }

    /// The mark that a sentence shows: that of the passage one is at, where it stands in that too, else its own.
    fn mark_of(&self, sentence: &Sentence) -> Option<usize> {
        self.current.filter(|mark| sentence.marks.contains(mark)).or(sentence.mark)
    }

    /// The gravest of the figures on a row that other accounts give too.
    fn figure_on(&self, row: Span) -> Option<Sign> {
        let from = self.told.figures.partition_point(|(span, ..)| span.start < row.start);
        let on_row = self.told.figures.iter().skip(from).take_while(|(span, ..)| span.start < row.end);
        match on_row.map(|(_, verdict, _)| *verdict).min()? {
            FigureVerdict::Conflict => Some(Sign::Conflict),
            FigureVerdict::Compatible => Some(Sign::Compatible),
            FigureVerdict::Same => None,
        }
    }

    /// The sentences within `shown` that are dimmed, ascending.
    pub fn dimmed(&self, shown: Span) -> impl Iterator<Item = Span> + use<'a> {
        let Self { comparing, told, known, .. } = *self;
        let from = told.sentences.partition_point(|sentence| sentence.span.end <= shown.start);
        let within = told.sentences.iter().enumerate().skip(from);
        let is_dimmed = move |at: usize, sentence: &Sentence| match comparing.dim {
            Dim::Nothing => false,
            Dim::Shared => sentence.mark.is_some(),
            Dim::Only => sentence.only,
            Dim::Read => known.get(at).copied().unwrap_or(false),
        };
        within
            .take_while(move |(_, sentence)| sentence.span.start < shown.end)
            .filter(move |(at, sentence)| is_dimmed(*at, sentence))
            .map(|(_, sentence)| sentence.span)
    }

    /// The sentences within `shown` of the shared passage that one has gone to, ascending, and its mark.
    pub fn gone_to(&self, shown: Span) -> impl Iterator<Item = (Span, usize)> + use<'a> {
        let told = self.told;
        let mark = self.current.filter(|_| self.stop.is_some_and(|stop| stop.kind == StopKind::Shared));
        let from = told.sentences.partition_point(|sentence| sentence.span.end <= shown.start);
        let within = told.sentences.iter().skip(from).take_while(move |sentence| sentence.span.start < shown.end);
        within.filter_map(move |sentence| Some((sentence.span, mark.filter(|mark| sentence.marks.contains(mark))?)))
    }

    /// The figures within `shown` that another account's contradict, ascending, and whether one has gone to each.
    pub fn conflicts(&self, shown: Span) -> impl Iterator<Item = (Span, bool)> + use<'a> {
        let stop = self.stop.map(|stop| stop.span);
        let from = self.told.figures.partition_point(|(span, ..)| span.start < shown.start);
        let within = self.told.figures.iter().skip(from).take_while(move |(span, ..)| span.start < shown.end);
        let conflicts = within.filter(|(_, verdict, _)| *verdict == FigureVerdict::Conflict);
        conflicts.map(move |(span, ..)| (*span, Some(*span) == stop))
    }

    /// The words within `shown` that are other ones in the passage that tells the same, ascending.
    pub fn differing(&self, shown: Span) -> impl Iterator<Item = Span> + use<'a> {
        let from = self.told.differing.partition_point(|span| span.end <= shown.start);
        self.told.differing.iter().copied().skip(from).take_while(move |span| span.start < shown.end)
    }
}
