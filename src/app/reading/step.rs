//! Stepping through ascending places in a text: mentions, or hits.

use crate::app::state::State;
use crate::text::Span;

/// Where stepping through mentions or hits begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Origin {
    /// Beyond this one.
    After(Span),
    /// At this byte or beyond.
    From(usize),
}

impl Origin {
    /// The next of ascending `spans`, or the one before.
    pub(in crate::app) fn step(self, spans: &[Span], forward: bool) -> Option<Span> {
        let split = match (self, forward) {
            (Self::After(at), true) => spans.partition_point(|span| span.start <= at.start),
            (Self::After(at), false) => spans.partition_point(|span| span.start < at.start),
            (Self::From(byte), _) => spans.partition_point(|span| span.start < byte),
        };
        if forward { spans.get(split).copied() } else { spans.get(split.checked_sub(1)?).copied() }
    }
}

impl State {
    /// Where stepping begins: the place one went to while it is on the screen, else the first byte on the screen.
    pub(super) fn step_origin(&self) -> Option<Origin> {
        let reader = self.reader()?;
        let visible = self.visible_rows(self.active);
        let top = reader.page.start_of(reader.top);
        let end = reader.page.rows.get(reader.top + visible).map_or(usize::MAX, |row| row.span.start);
        match reader.at {
            Some(at) if (top..end).contains(&at.start) => Some(Origin::After(at)),
            _ if reader.top == 0 => Some(Origin::From(0)),
            _ => Some(Origin::From(top)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_from_a_place_and_from_a_byte() {
        let spans = [Span::new(2, 4), Span::new(6, 8), Span::new(9, 10)];
        assert_eq!(Origin::From(0).step(&spans, true), Some(spans[0]));
        assert_eq!(Origin::From(5).step(&spans, true), Some(spans[1]));
        assert_eq!(Origin::From(5).step(&spans, false), Some(spans[0]));
        assert_eq!(Origin::After(spans[1]).step(&spans, true), Some(spans[2]));
        assert_eq!(Origin::After(spans[1]).step(&spans, false), Some(spans[0]));
        assert_eq!(Origin::After(spans[2]).step(&spans, true), None);
        assert_eq!(Origin::From(0).step(&[], false), None);
    }
}
