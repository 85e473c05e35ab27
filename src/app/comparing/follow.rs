//! The sentence that one is at, and bringing the other columns along to what tells the same.

use super::step::Stop;
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::text::Span;

/// Where one stands: what has to change for the other columns to be brought along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct Stand {
    column: usize,
    article: ArticleIndex,
    width: u16,
    top: usize,
    /// The mention or hit one is at, or the end of what one selects.
    at: Option<usize>,
    stop: Option<Span>,
}

impl State {
    /// The sentence that one is at in a column, with the number of its account: the one gone to while it is on the
    /// screen; else, of those that other accounts tell too, the one nearest to where one reads.
    pub(super) fn current_sentence(&self, column: usize) -> Option<(usize, usize)> {
        let compared = self.compared()?;
        let reader = self.readers.get(column)?;
        let account = compared.account_of(reader.article)?;
        let told = compared.told(account)?;
        let visible = self.visible_rows(column);
        let on_screen = |at: &usize| (reader.top..reader.top + visible).contains(&reader.page.row_of(*at));
        let stop = self.comparing.stop.as_ref().filter(|stop| stop.article == reader.article);
        if let Some(at) = stop.map(|stop| stop.span.start).filter(on_screen) {
            return Some((account, compared.sentence_at(account, at)?));
        }
        let head = self.selection.filter(|_| column == self.active).map(|selection| selection.head);
        let is_shared =
            |sentence: &usize| told.sentences.get(*sentence).is_some_and(|sentence| sentence.mark.is_some());
        let near = head.or(reader.at.map(|at| at.start)).filter(on_screen);
        if let Some(sentence) = near.and_then(|at| compared.sentence_at(account, at)).filter(is_shared) {
            return Some((account, sentence));
        }
        // One reads at the top of the screen at the beginning, and at its foot at the end: so every row comes past.
        let line = match self.last_top(column) {
            0 => reader.top,
            last => reader.top + visible.saturating_sub(1) * reader.top.min(last) / last,
        };
        let (first, end) = self.bytes_on_screen(column)?;
        let from = told.sentences.partition_point(|sentence| sentence.span.end <= first);
        let on = told.sentences.iter().enumerate().skip(from).take_while(|(_, sentence)| sentence.span.start < end);
        let nearest = on.filter(|(_, sentence)| sentence.mark.is_some()).min_by_key(|(_, sentence)| {
            let (from, to) = (reader.page.row_of(sentence.span.start), reader.page.row_of(sentence.span.end - 1));
            if line < from { from - line } else { line.saturating_sub(to) }
        });
        nearest.map(|(sentence, _)| (account, sentence))
    }

    /// The first byte of a column's text on the screen, and the one after the last.
    pub(super) fn bytes_on_screen(&self, column: usize) -> Option<(usize, usize)> {
        let reader = self.readers.get(column).filter(|reader| !reader.is_waiting())?;
        let rows = &reader.page.rows;
        let last = (reader.top + self.visible_rows(column)).min(rows.len()).checked_sub(1)?;
        Some((reader.page.start_of(reader.top), rows.get(last)?.span.end))
    }

    /// Brings the other columns along where one has moved through an account.
    pub(in crate::app) fn follow_passage(&mut self) {
        let wheeled = self.comparing.wheeled.take().filter(|column| *column < self.readers.len());
        let Some(now) = self.stand_now() else { return };
        let before = self.comparing.stood.replace(now);
        let moved = match before {
            // Another column or another article is no motion, nor is text that is set anew.
            Some(before) if (before.column, before.article, before.width) != (now.column, now.article, now.width) => {
                None
            }
            Some(before) if before != now => Some(now.column),
            _ => None,
        };
        let Some(column) = wheeled.or(moved) else { return };
        if self.linked.is_some() || self.comparing.apart || !self.is_comparing() {
            return;
        }
        if let Some((_, sentence)) = self.current_sentence(column) {
            self.bring_along(column, sentence);
        }
    }

    fn stand_now(&self) -> Option<Stand> {
        let reader = self.reader().filter(|reader| !reader.is_waiting())?;
        Some(Stand {
            column: self.active,
            article: reader.article,
            width: reader.page.width,
            top: reader.top,
            at: self.selection.map(|selection| selection.head).or(reader.at.map(|at| at.start)),
            stop: self.comparing.stop.as_ref().map(|stop| stop.span),
        })
    }

    /// Takes it that the other columns stand where they should.
    pub(super) fn stand_here(&mut self) {
        self.comparing.stood = self.stand_now();
    }

    /// Brings the other columns to what tells the same as a sentence of `column`, as far down the screen as it stands.
    pub(super) fn bring_along(&mut self, column: usize, sentence: usize) {
        let Some(compared) = self.compared().cloned() else { return };
        let account_of = |state: &Self, column: usize| compared.account_of(state.readers.get(column)?.article);
        let Some(account) = account_of(self, column) else { return };
        let own = compared.told(account).and_then(|told| told.sentences.get(sentence)).map(|own| own.span.start);
        for other in (0..self.readers.len()).filter(|other| *other != column) {
            let there = account_of(self, other).and_then(|other| compared.counterpart(account, sentence, other));
            if let (Some(there), Some(own)) = (there, own) {
                self.set_beside((column, own), (other, there.span.start));
            }
        }
    }

    /// Scrolls `column` so that its byte `at` stands on the same row of the screen as a byte of another column.
    pub(super) fn set_beside(&mut self, (model, own): (usize, usize), (column, at): (usize, usize)) {
        let Some(beside) = self.readers.get(model).filter(|reader| !reader.is_waiting()) else { return };
        // What begins above the screen goes on at its first row.
        let down = beside.page.row_of(own).saturating_sub(beside.top);
        let last = self.last_top(column);
        let Some(reader) = self.readers.get_mut(column) else { return };
        if reader.is_waiting() {
            reader.anchor = at;
            return;
        }
        reader.top = reader.page.row_of(at).saturating_sub(down).min(last);
        reader.anchor = reader.page.start_of(reader.top);
    }

    /// Forgets the passage that one has gone to: one moves on by oneself.
    pub(in crate::app) fn leave_passage(&mut self) {
        self.comparing.stop = None::<Stop>;
    }
}
