//! Going from highlight to highlight, through the articles of the list.

use crate::app::keys::action::Action;
use crate::app::reading::step::Origin;
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::text::Span;

impl State {
    /// Goes to the next highlight or the one before: in this article, else in the next of the list that has any.
    pub(in crate::app) fn step_highlight(&mut self, forward: bool) {
        let Some(article) = self.open_article() else { return };
        let spans: Vec<Span> = self.highlights(article).iter().map(|highlight| highlight.anchor.span).collect();
        if let Some(span) = self.highlight_origin().and_then(|origin| origin.step(&spans, forward)) {
            return self.go_to_highlight(span);
        }
        let has = |article: ArticleIndex| !self.highlights(article).is_empty();
        let Some(next) = self.list.nearest(article, forward, has) else {
            let (next, previous) = (self.key_name(Action::NextHighlight), self.key_name(Action::PreviousHighlight));
            let none = spans.is_empty() && self.list.nearest(article, !forward, has).is_none();
            self.notice = Some(match forward {
                _ if none => {
                    let highlight = self.key_name(Action::Highlight);
                    format!("nothing is highlighted in the articles shown; {highlight} highlights")
                }
                true => format!("that was the last highlight in the articles shown; {previous} goes back"),
                false => format!("that was the first highlight in the articles shown; {next} goes on"),
            });
            return;
        };
        self.remember_place();
        self.open_to_read(next);
        let spans = self.highlights(next).iter().map(|highlight| highlight.anchor.span);
        if let Some(span) = if forward { spans.min() } else { spans.max() } {
            self.go_to_highlight(span);
        }
    }

    /// Where stepping begins: beyond the highlight one has gone to while it is on the screen, else at the first row there.
    fn highlight_origin(&self) -> Option<Origin> {
        let reader = self.reader()?;
        if let Some((_, highlight)) = self.highlight_gone_to() {
            return Some(Origin::After(highlight.anchor.span));
        }
        Some(Origin::From(if reader.top == 0 { 0 } else { reader.page.start_of(reader.top) }))
    }

    /// Brings a highlight of the active text onto the screen. It keeps its colour: the sign beside it says that one is
    /// there.
    pub(in crate::app) fn go_to_highlight(&mut self, span: Span) {
        let Some(article) = self.reader().map(|reader| reader.article) else { return };
        self.focus_text();
        self.show_highlight(span);
        self.marking.at = Some((article, span));
    }

    fn show_highlight(&mut self, span: Span) {
        let is_set = self.reader().is_some_and(|reader| !reader.is_waiting() && !reader.page.rows.is_empty());
        if is_set {
            return self.show_span(span);
        }
        // Rows that are still to come will be brought to it.
        if let Some(reader) = self.readers.get_mut(self.active) {
            (reader.at, reader.anchor) = (None, span.start);
        }
    }

    /// Forgets the highlight that one has gone to: one moves on by oneself.
    pub(in crate::app) fn leave_highlight(&mut self) {
        self.marking.at = None;
    }

    /// Where the highlight that one has gone to stands: colour, number and note, in words.
    pub fn highlight_words(&self) -> Option<String> {
        let (at, highlight) = self.highlight_gone_to()?;
        let all = self.highlights(self.reader()?.article).len();
        let place = format!("{} highlight, {} of {all} here", highlight.colour.name(), at + 1);
        Some(match &highlight.note {
            // The note matters more than where it stands, and the line may be cut.
            Some(note) => format!("note: {} ({place})", super::on_a_line(note, 200)),
            None => place,
        })
    }
}
