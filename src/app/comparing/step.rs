//! Going from passage to passage: what is shared, what stands here only, what is new, figures that conflict.

use super::compared::{Told, runs};
use super::{Compared, Dim, Sign};
use crate::app::keys::action::Action;
use crate::app::reading::step::Origin;
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::compare::FigureVerdict;
use crate::text::Span;

/// A passage that one has gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Stop {
    pub(super) article: ArticleIndex,
    pub(super) span: Span,
    pub(super) kind: StopKind,
}

/// What to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum StopKind {
    /// What other accounts tell too.
    Shared,
    /// What stands here only; while one reads on, what was not read in another account.
    Only,
    /// Figures that contradict those of another account.
    Conflict,
}

impl StopKind {
    fn actions(self) -> (Action, Action) {
        match self {
            Self::Shared => (Action::NextShared, Action::PreviousShared),
            Self::Only => (Action::NextOnly, Action::PreviousOnly),
            Self::Conflict => (Action::NextConflict, Action::PreviousConflict),
        }
    }
}

impl State {
    /// What such places are called.
    fn name_of_stops(&self, kind: StopKind) -> &'static str {
        match kind {
            StopKind::Shared => "shared passage",
            StopKind::Only if self.comparing.dim == Dim::Read => "new passage",
            StopKind::Only => "passage that stands here only",
            StopKind::Conflict => "conflicting figure",
        }
    }

    /// The places of an account to be gone to, ascending.
    pub(super) fn stops(&self, compared: &Compared, account: usize, kind: StopKind) -> Vec<Span> {
        let Some(told) = compared.told(account) else { return Vec::new() };
        match kind {
            StopKind::Shared => told.shared.clone(),
            StopKind::Only if self.comparing.dim == Dim::Read => self.new_passages(account, told),
            StopKind::Only => told.only.clone(),
            StopKind::Conflict => {
                let conflicts = told.figures.iter().filter(|(_, verdict, _)| *verdict == FigureVerdict::Conflict);
                let mut spans: Vec<Span> = conflicts.map(|(span, ..)| *span).collect();
                spans.dedup();
                spans
            }
        }
    }

    fn new_passages(&self, account: usize, told: &Told) -> Vec<Span> {
        let known = self.comparing.known.get(account).map(Vec::as_slice).unwrap_or_default();
        let is_new = |at: usize| !known.get(at).copied().unwrap_or(false);
        runs(told.sentences.iter().enumerate().map(|(at, sentence)| (sentence.span, is_new(at).then_some(0))))
    }

    /// Goes to the next place of the active account, or the one before, and brings the other columns alongside.
    pub(in crate::app) fn step_passage(&mut self, kind: StopKind, forward: bool) {
        let Some((compared, account)) = self.compared_account() else { return };
        let Some(article) = self.reader().filter(|reader| !reader.is_waiting()).map(|reader| reader.article) else {
            return;
        };
        let stops = self.stops(&compared, account, kind);
        let Some(span) = self.stop_origin().and_then(|origin| origin.step(&stops, forward)) else {
            let name = self.name_of_stops(kind);
            let (next, previous) = kind.actions();
            self.notice = Some(match (stops.is_empty(), forward) {
                (true, _) => format!("there is no {name}"),
                (_, true) => format!("that was the last {name}; {} goes back", self.key_name(previous)),
                (_, false) => format!("that was the first {name}; {} goes on", self.key_name(next)),
            });
            return;
        };
        self.show_span(span);
        self.comparing.stop = Some(Stop { article, span, kind });
        self.bring_to_stop();
    }

    /// Where stepping begins: beyond the passage one went to while it is on the screen, else at the first row there.
    fn stop_origin(&self) -> Option<Origin> {
        let reader = self.reader()?;
        let (first, end) = self.bytes_on_screen(self.active)?;
        let stop = self.comparing.stop.as_ref().filter(|stop| stop.article == reader.article);
        match stop.map(|stop| stop.span).filter(|span| (first..end).contains(&span.start)) {
            Some(span) => Some(Origin::After(span)),
            None if reader.top == 0 => Some(Origin::From(0)),
            None => Some(Origin::From(first)),
        }
    }

    /// The active reader's account and how it relates to the others; says why where there is none.
    pub(in crate::app) fn compared_account(&mut self) -> Option<(std::sync::Arc<Compared>, usize)> {
        let found = self.compared().cloned().and_then(|compared| {
            let account = compared.account_of(self.reader()?.article)?;
            Some((compared, account))
        });
        if let Some((compared, _)) = found.as_ref().filter(|(compared, _)| !compared.too_long) {
            return Some((std::sync::Arc::clone(compared), found.as_ref().map_or(0, |(_, account)| *account)));
        }
        self.notice = Some(match () {
            () if found.is_some() => "these articles are too long to be compared".to_owned(),
            () if self.is_at_comparing() => "the accounts are being compared".to_owned(),
            () if self.comparing.dim == Dim::Read => "no other account of this was read".to_owned(),
            () => format!("{} sets another account beside this one first", self.key_name(Action::Compare)),
        });
        None
    }

    /// Scrolls the active reader so that the beginning of `span` is on the screen, with room for what follows.
    pub(in crate::app) fn show_span(&mut self, span: Span) {
        let visible = self.visible_rows(self.active);
        let last = self.last_top(self.active);
        self.leave_highlight();
        let Some(reader) = self.readers.get_mut(self.active) else { return };
        let row = reader.page.row_of(span.start);
        if row < reader.top || row + visible.min(3) > reader.top + visible {
            reader.top = row.saturating_sub(visible / 3).min(last);
        }
        reader.anchor = reader.page.start_of(reader.top);
        reader.at = None;
        if !self.is_comparing() {
            self.focus_text();
        }
        self.relink();
    }

    /// Brings the other columns to what tells the same as the passage that one has gone to.
    pub(super) fn bring_to_stop(&mut self) {
        let (Some(stop), Some(compared)) = (self.comparing.stop.clone(), self.compared().cloned()) else { return };
        let Some(account) = compared.account_of(stop.article) else { return };
        if let Some(sentence) = compared.sentence_at(account, stop.span.start) {
            self.bring_along(self.active, sentence);
        }
        if stop.kind == StopKind::Conflict {
            for value in conflicting(&compared, account, stop.span) {
                let article = compared.articles.get(value.0).copied();
                if let Some(column) =
                    article.and_then(|article| self.column_of(article)).filter(|at| *at != self.active)
                {
                    self.set_beside((self.active, stop.span.start), (column, value.1.start));
                }
            }
        }
        self.relink_all();
        self.stand_here();
    }

    /// Goes to the passage or figure whose sign, beside the active text, stands in a cell of the screen; tells whether there
    /// is one.
    pub(in crate::app) fn press_beside(&mut self, (x, y): (u16, u16)) -> bool {
        let found = self.pane(self.active).and_then(|pane| {
            let (text, reader) = (pane.text, self.reader()?);
            let row = reader.page.rows.get(reader.top + usize::from(y.checked_sub(text.y)?))?.span;
            let account = self.account(reader.article)?;
            let (from, behind) = (text.x.saturating_sub(3), text.x + text.width);
            let signs = account.signs(row);
            let kind = match signs.sign {
                _ if (from..text.x).contains(&x) => signs.mark.map(|_| StopKind::Shared),
                Some(Sign::Conflict) if x > behind => Some(StopKind::Conflict),
                Some(Sign::Only | Sign::New) if x > behind => Some(StopKind::Only),
                _ => None,
            }?;
            let compared = self.compared()?;
            let stops = self.stops(compared, compared.account_of(reader.article)?, kind);
            // Of two on one row the sign belongs to the one that begins there.
            let on_row = stops.into_iter().filter(|stop| stop.overlaps(row));
            let span = on_row.min_by_key(|stop| !row.contains(stop.start))?;
            Some(Stop { article: reader.article, span, kind })
        });
        let is_there = found.is_some();
        if is_there {
            self.comparing.stop = found;
            self.bring_to_stop();
        }
        is_there
    }

    /// Goes to a passage of an article, in its column if it has one.
    pub(in crate::app) fn go_to_passage(&mut self, article: ArticleIndex, span: Span) {
        self.jump_to_article(article);
        self.show_span(span);
        self.comparing.stop = Some(Stop { article, span, kind: StopKind::Shared });
        self.bring_to_stop();
    }

    /// Goes to what tells the same in the next column that has it.
    pub(in crate::app) fn go_across(&mut self) {
        let Some((compared, account)) = self.compared_account() else { return };
        let from = self.active;
        let Some((_, sentence)) = self.current_sentence(from) else {
            self.notice = Some("no shared passage is on the screen".to_owned());
            return;
        };
        let columns = self.readers.len();
        for column in (1..columns).map(|by| (from + by) % columns) {
            let article = self.readers.get(column).map(|reader| reader.article);
            let other = article.and_then(|article| Some((article, compared.account_of(article)?)));
            let there =
                other.and_then(|(article, other)| Some((article, compared.counterpart(account, sentence, other)?)));
            if let Some((article, side)) = there {
                self.bring_along(from, sentence);
                self.activate(column);
                self.comparing.stop = Some(Stop { article, span: side.span, kind: StopKind::Shared });
                self.show_span(side.span);
                self.stand_here();
                return;
            }
        }
        self.notice = Some(match self.is_comparing() {
            true => "no other column tells this".to_owned(),
            false => format!("{} tells where you have read this", self.key_name(Action::Why)),
        });
    }
}

/// The figures of other accounts that those within `span` are compared with: account and place.
pub(super) fn conflicting(compared: &Compared, account: usize, span: Span) -> Vec<(usize, Span)> {
    let Some(told) = compared.told(account) else { return Vec::new() };
    let here =
        told.figures.iter().filter(|(figure, verdict, _)| *figure == span && *verdict == FigureVerdict::Conflict);
    let shared = here.filter_map(|(.., number)| compared.comparison.figures.get(*number));
    let others = shared.flat_map(|figure| &figure.values).filter(|value| value.account != account);
    others.map(|value| (value.account, value.span)).collect()
}
