//! Which passage is meant: what is selected, the highlight one is at, else the paragraph.

use crate::app::reading::caret::inclusive;
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::library::{Highlight, HighlightId, Marks};
use crate::text::Span;

/// A passage that something is to be noted of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) article: ArticleIndex,
    pub(super) span: Span,
    /// The highlight that it is, or lies in.
    pub(super) highlight: Option<HighlightId>,
}

impl State {
    /// The highlights of an article, ascending, where they stand in the text that is here.
    pub fn highlights(&self, article: ArticleIndex) -> &[Highlight] {
        self.shelf.marks(article).map(Marks::standing).unwrap_or_default()
    }

    /// The highlight that one has gone to or has just made, while it is on the screen, and its number among those of the
    /// article.
    pub fn highlight_gone_to(&self) -> Option<(usize, &Highlight)> {
        let reader = self.reader()?;
        let (_, span) = self.marking.at.filter(|(article, _)| *article == reader.article)?;
        let rows = reader.top..reader.top + self.visible_rows(self.active);
        let is_seen = reader.is_waiting() || {
            let (first, last) = (reader.page.row_of(span.start), reader.page.row_of(span.end.saturating_sub(1)));
            first < rows.end && last >= rows.start
        };
        let highlights = self.highlights(reader.article).iter().enumerate();
        highlights.filter(|_| is_seen).find(|(_, highlight)| highlight.anchor.span == span)
    }

    /// The highlight one is at: the one gone to, else the innermost round the place where one reads.
    pub fn highlight_here(&self) -> Option<&Highlight> {
        if let Some((_, highlight)) = self.highlight_gone_to() {
            return Some(highlight);
        }
        let place = self.first_place()?;
        self.innermost(self.reader()?.article, Span::new(place, place + 1))
    }

    /// The shortest highlight that covers all of `span`.
    fn innermost(&self, article: ArticleIndex, span: Span) -> Option<&Highlight> {
        let covers = |highlight: &&Highlight| {
            let own = highlight.anchor.span;
            own.start <= span.start && span.end <= own.end
        };
        self.highlights(article).iter().filter(covers).min_by_key(|highlight| highlight.anchor.span.len())
    }

    /// What is to be noted of: what is selected, the highlight one is at, else the paragraph; says so where there is
    /// none.
    pub(super) fn passage_meant(&mut self) -> Option<Passage> {
        let found = self.is_reading().then(|| self.passage_here()).flatten();
        if found.is_none() {
            self.notice = Some(match self.is_reading() {
                true => "there is no text to highlight".to_owned(),
                false => {
                    let accept = self.key_name(crate::app::Action::Accept);
                    format!("go to the text first: {accept} opens the article")
                }
            });
        }
        found
    }

    fn passage_here(&self) -> Option<Passage> {
        let article = self.reader()?.article;
        let text = &self.collection.entry(article)?.article.text;
        let of = |span: Span| {
            let highlight = self.innermost(article, span).map(|highlight| highlight.id);
            Passage { article, span, highlight }
        };
        if let Some(selected) = self.selected_span() {
            let trimmed = selected.of(text).trim();
            return (!trimmed.is_empty()).then(|| of(Span::of_slice(text, trimmed)));
        }
        if let Some(highlight) = self.highlight_here() {
            return Some(Passage { article, span: highlight.anchor.span, highlight: Some(highlight.id) });
        }
        let ground = self.ground(self.active)?;
        let (first, last) = ground.paragraph(self.first_place()?);
        Some(of(inclusive(text, first, last)))
    }

    /// The part of the active text that is handed on: what is selected, else the highlight that one has gone to.
    pub(in crate::app) fn handed_on(&self) -> Option<Span> {
        self.selected_span().or_else(|| self.highlight_gone_to().map(|(_, highlight)| highlight.anchor.span))
    }
}
