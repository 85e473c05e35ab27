//! A text in which passages are looked for that were noted of another version of it.

use super::Anchor;
use super::budget::Budget;
use super::letters::Letters;
use super::wording::{Sought, Wording, is_apart};
use crate::text::Span;
use std::cell::OnceCell;
use std::cmp::Reverse;

/// Steps that all searches in one text may take together: about a second at most, whatever the text and what is looked for
/// in it.
const STEPS: usize = 1 << 25;
/// Where less can be waited for: some thousandths of a second.
const FEW_STEPS: usize = 1 << 18;
/// Places with the same words that are compared, those that are nearest.
const PLACES: usize = 1_024;
/// Letters of a passage that is too long to stand somewhere by chance.
const LONG: usize = 12;
/// Letters of a passage that may stand somewhere by chance, where all that stood around it is gone.
const SHORT: usize = 6;
/// Letters that are the same around a passage, so that it is the one that is meant.
const SURE: usize = 8;
/// The fewest of them that say anything.
const HINT: usize = 3;

/// A text in which passages find their places again.
///
/// A passage stands, in this order of preference, where it stood; where its letters stand, whatever the white space,
/// the quotation marks, the dashes and the case, of several such places where most of what stood around it does,
/// else the nearest; where four in five of its words stand in their order, some of them perhaps misspelt, in a passage
/// of like length, if there is one such place alone, or one with more of the words that stood beside it. Else it is gone. A few
/// letters that stand somewhere else, between other words, are not the passage.
pub struct Ground<'t> {
    text: &'t str,
    letters: OnceCell<Letters>,
    wording: OnceCell<Wording>,
    budget: Budget,
}

/// A place where the letters of a passage stand.
struct Place {
    /// Letters around it that are those that were around it.
    alike: usize,
    span: Span,
    /// Whether it begins and ends with words, as the passage did, and has the same words.
    is_whole: bool,
}

impl<'t> Ground<'t> {
    /// A text to look in. For all that is looked for in it together no more than about a second is taken; what has not
    /// been found by then is taken to be gone, if it does not stand where it stood.
    pub fn new(text: &'t str) -> Self {
        Self::within(text, STEPS)
    }

    /// The same, where no more than some thousandths of a second can be taken.
    pub fn in_haste(text: &'t str) -> Self {
        Self::within(text, FEW_STEPS)
    }

    fn within(text: &'t str, steps: usize) -> Self {
        Self { text, letters: OnceCell::new(), wording: OnceCell::new(), budget: Budget::new(steps) }
    }

    /// Where a passage stands now, with its words as they are here; `None` where it is gone.
    pub fn find(&self, anchor: &Anchor) -> Option<Anchor> {
        if anchor.stands_in(self.text) {
            return Anchor::of(self.text, anchor.span);
        }
        let span = self.by_letters(anchor).or_else(|| self.by_words(anchor))?;
        Anchor::of(self.text, span)
    }

    /// Whether a passage stands just where it says.
    pub fn has(&self, anchor: &Anchor) -> bool {
        anchor.stands_in(self.text)
    }

    fn letters(&self) -> Option<&Letters> {
        if self.letters.get().is_none() {
            self.budget.go_over(self.text.len())?;
        }
        Some(self.letters.get_or_init(|| Letters::of(self.text)))
    }

    fn by_letters(&self, anchor: &Anchor) -> Option<Span> {
        self.budget.go_over(anchor.quote.len())?;
        let wanted = Letters::of(&anchor.quote).letters;
        if wanted.is_empty() {
            return None;
        }
        let here = self.letters()?;
        self.budget.go_over(here.letters.len())?;
        let mut found: Vec<usize> = here.letters.match_indices(&wanted).map(|(at, _)| at).collect();
        self.budget.take(found.len())?;
        let is_only = found.len() == 1;
        if found.len() > PLACES {
            let stood = here.letter_at(anchor.span.start);
            let near = found.partition_point(|at| *at < stood);
            let from = near.saturating_sub(PLACES / 2).min(found.len() - PLACES);
            found = found.into_iter().skip(from).take(PLACES).collect();
        }
        let (before, after) = anchor.around();
        let (before, after) = (Letters::of(before).letters, Letters::of(after).letters);
        let compared = before.len() + after.len() + anchor.quote.len();
        let places = found.into_iter().map(|at| {
            let (left, right) = here.letters.split_at_checked(at).unwrap_or_default();
            let right = right.get(wanted.len()..).unwrap_or_default();
            let alike = common(before.chars().rev(), left.chars().rev()) + common(after.chars(), right.chars());
            let span = here.place(self.text, at, wanted.len());
            // There may be any blanks within.
            self.budget.go_over(compared + span.len())?;
            Some(Place { alike, span, is_whole: self.is_whole(anchor, span) })
        });
        let places: Vec<Place> = places.collect::<Option<_>>()?;
        // A few letters are found in any text.
        let (long, is_known) = (wanted.chars().count(), !(before.is_empty() && after.is_empty()));
        let is_meant = |place: &Place| {
            place.alike >= SURE
                || (place.is_whole || long >= LONG && !is_known)
                    && (place.alike >= HINT || !is_known || long >= LONG || is_only && long >= SHORT)
        };
        let best = places.into_iter().filter(is_meant).max_by_key(|place| {
            (
                place.alike,
                place.span.of(self.text) == anchor.quote,
                Reverse(place.span.start.abs_diff(anchor.span.start)),
            )
        });
        best.map(|place| place.span)
    }

    /// Whether the same words stand there, and not parts of others.
    fn is_whole(&self, anchor: &Anchor, span: Span) -> bool {
        let here = span.of(self.text);
        let (before, after) = (self.text.get(..span.start), self.text.get(span.end..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let begins = splits(&anchor.before, &anchor.quote) || !splits(before, here);
        let ends = splits(&anchor.quote, &anchor.after) || !splits(here, after);
        let as_many = || here.split_whitespace().count() == anchor.quote.split_whitespace().count();
        begins && ends && (here.chars().filter(|c| c.is_alphanumeric()).nth(LONG).is_some() || as_many())
    }

    fn by_words(&self, anchor: &Anchor) -> Option<Span> {
        // A few letters are like many others, with a slip or two.
        anchor.quote.chars().filter(|c| c.is_alphanumeric()).nth(SHORT - 1)?;
        // Words take longer than letters: about a step for each byte.
        self.budget.take(anchor.quote.len())?;
        if self.wording.get().is_none() {
            self.budget.take(self.text.len())?;
        }
        let (before, after) = anchor.around();
        let sought = Sought::new(&anchor.quote, before, after);
        let found = self.wording.get_or_init(|| Wording::of(self.text)).find(&sought, &self.budget)?;
        Some(self.with_signs(anchor, found))
    }

    /// With the signs, such as quotation marks, that the passage begins and ends with, where they stand here too.
    fn with_signs(&self, anchor: &Anchor, span: Span) -> Span {
        let is_sign = |c: char| !c.is_alphanumeric();
        let (quote, text) = (anchor.quote.trim(), self.text);
        let lead = quote.len() - quote.trim_start_matches(is_sign).len();
        let tail = quote.trim_end_matches(is_sign).len();
        let (lead, tail) = (quote.get(..lead).unwrap_or_default(), quote.get(tail..).unwrap_or_default());
        let (before, after) = (text.get(..span.start), text.get(span.end..));
        let start = before.and_then(|before| before.strip_suffix(lead)).map_or(span.start, str::len);
        let end = after.filter(|after| after.starts_with(tail)).map_or(span.end, |_| span.end + tail.len());
        Span::new(start, end)
    }
}

/// Whether a word goes on from the end of the one to the beginning of the other.
fn splits(one: &str, other: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_apart(c));
    inside(one.chars().next_back()) && inside(other.chars().next())
}

fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}
