//! A passage whose words have changed a little: found by what of its words is left, in their order.

use super::budget::Budget;
use crate::text::Span;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization;

/// So many of a passage's words must be left, in their order: 4 of 5.
const LEFT: (usize, usize) = (4, 5);
/// A passage of fewer words has to stand beside a word that it stood beside before.
const FEW: usize = 5;
/// A word that stands more often in a text says nothing about where in it a passage is.
const COMMON: usize = 256;
/// Words of a passage, the rarest, that say where it may be.
const VOTERS: usize = 64;
/// Places that are looked at more closely.
const PLACES: usize = 8;
/// Words by which a passage may have become longer or shorter up to some place in it, at most.
const DRIFT: usize = 64;

/// Bytes of a word that may be misspelt: about 64 letters. To compare longer ones takes too long, and none is one.
const LONGEST: usize = 128;
/// Steps that a vote for a place takes, until all are counted.
const VOTE: usize = 8;

/// The words of a text and where each of them stands.
pub(super) struct Wording {
    /// The places of the words, and their numbers.
    words: Vec<(Span, u32)>,
    numbers: HashMap<String, u32>,
    /// The words by their numbers.
    names: Vec<String>,
    /// By the number of a word: which words of the text it is. None where they are more than [`COMMON`].
    places: Vec<Vec<u32>>,
}

/// What is looked for: the words of a passage, and of what stood before and behind it.
pub(super) struct Sought {
    words: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
}

/// How well a place does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Words that are left.
    matched: usize,
    /// Words beside it that are the same.
    beside: usize,
}

/// An alignment as it grows: its score, how many words match, the first and the last word of the text that does.
#[derive(Clone, Copy)]
struct Cell {
    score: i32,
    matched: usize,
    first: Option<usize>,
    last: usize,
}

impl Sought {
    pub(super) fn new(quote: &str, before: &str, after: &str) -> Self {
        let folded = |text: &str| words(text).map(|span| fold(span.of(text))).collect();
        Self { words: folded(quote), before: folded(before), after: folded(after) }
    }

    /// Steps that looking at one place takes.
    fn cost(&self) -> usize {
        self.words.len() * (2 * self.drift() + 1)
    }

    fn drift(&self) -> usize {
        (self.words.len() / 4 + 2).min(DRIFT)
    }
}

impl Wording {
    pub(super) fn of(text: &str) -> Self {
        let mut all = Self { words: Vec::new(), numbers: HashMap::new(), names: Vec::new(), places: Vec::new() };
        for span in words(text) {
            let word = fold(span.of(text));
            let number = all.numbers.get(&word).copied().unwrap_or_else(|| {
                let number = all.names.len() as u32;
                all.names.push(word.clone());
                all.places.push(Vec::new());
                all.numbers.insert(word, number);
                number
            });
            if let Some(places) = all.places.get_mut(number as usize).filter(|places| places.len() <= COMMON) {
                places.push(all.words.len() as u32);
            }
            all.words.push((span, number));
        }
        all
    }

    /// Where the passage stands with most of its words; `None` where it does not, or may be in one place as well as in another.
    /// Also `None` where the budget is used up before all places have been looked at.
    pub(super) fn find(&self, sought: &Sought, budget: &Budget) -> Option<Span> {
        if sought.words.is_empty() {
            return None;
        }
        let slips = Slips { known: RefCell::new(HashMap::new()), budget };
        let mut fits: Vec<(Fit, Range<usize>)> = Vec::new();
        for diagonal in self.diagonals(sought, budget)? {
            budget.take(sought.cost())?;
            let aligned = self.align(sought, diagonal, &slips);
            if budget.is_spent() {
                return None;
            }
            let Some((matched, range)) = aligned else { continue };
            let fit = Fit { matched, beside: self.beside(sought, &range) };
            // The same passage, found from two sides, counts once.
            if !fits.iter().any(|(_, other)| other.start < range.end && range.start < other.end) {
                fits.push((fit, range));
            } else if let Some(known) = fits
                .iter_mut()
                .find(|(known, other)| *known < fit && other.start < range.end && range.start < other.end)
            {
                *known = (fit, range);
            }
        }
        fits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
        let (best, range) = fits.first()?;
        let is_clear = fits.get(1).is_none_or(|(second, _)| second < best);
        let is_placed = sought.words.len() >= FEW || best.beside > 0;
        let (first, last) = (self.words.get(range.start)?, self.words.get(range.end - 1)?);
        (is_clear && is_placed).then(|| Span::new(first.0.start, last.0.end))
    }

    /// The places where most words say that the passage begins, those with the most words first: word of the text less word of
    /// the passage.
    fn diagonals(&self, sought: &Sought, budget: &Budget) -> Option<Vec<i64>> {
        let lead = sought.before.len() as i64;
        let all = sought.before.iter().chain(&sought.words).chain(&sought.after).zip(0i64..);
        let mut voters: Vec<(&[u32], i64)> = all
            .filter_map(|(word, at)| {
                let places = self.places.get(*self.numbers.get(word)? as usize)?;
                (places.len() <= COMMON).then_some((places.as_slice(), at - lead))
            })
            .collect();
        voters.sort_by_key(|(places, _)| places.len());
        voters.truncate(VOTERS);
        budget.take(VOTE * voters.iter().map(|(places, _)| places.len()).sum::<usize>())?;
        let votes = voters.into_iter().flat_map(|(places, at)| places.iter().map(move |place| i64::from(*place) - at));
        let mut votes: Vec<i64> = votes.collect();
        votes.sort_unstable();
        let drift = sought.drift() as i64;
        let mut groups: Vec<(usize, i64)> = Vec::new();
        let mut end = 0;
        for (start, vote) in votes.iter().enumerate() {
            while votes.get(end).is_some_and(|other| *other <= vote + drift) {
                end += 1;
            }
            // The middle of the group, so that it may drift to both sides.
            groups.push((end - start, votes.get(start + (end - start) / 2).copied().unwrap_or(*vote)));
        }
        groups.sort_by_key(|(number, vote)| (std::cmp::Reverse(*number), *vote));
        let mut chosen: Vec<i64> = Vec::new();
        for (_, vote) in groups {
            if chosen.len() == PLACES {
                break;
            }
            if chosen.iter().all(|other| (other - vote).abs() > drift / 2) {
                chosen.push(vote);
            }
        }
        Some(chosen)
    }

    /// The passage laid along the text from `diagonal` on, as well as it can be (Needleman and Wunsch's alignment with free
    /// ends, in a band round the diagonal): how many words match, and from which word of the text to which. `None` where
    /// these are too few, or too far apart.
    fn align(&self, sought: &Sought, diagonal: i64, slips: &Slips) -> Option<(usize, Range<usize>)> {
        let (many, width) = (sought.words.len(), 2 * sought.drift() + 1);
        let base = diagonal - sought.drift() as i64;
        let begin = Cell { score: 0, matched: 0, first: None, last: 0 };
        let mut row = vec![begin; width];
        for (at, word) in sought.words.iter().enumerate() {
            let number = self.numbers.get(word).copied();
            let mut next: Vec<Cell> = Vec::with_capacity(width);
            for column in 0..width {
                let place = usize::try_from(base + (at + column) as i64).ok();
                let beside = row.get(column).copied().unwrap_or(begin);
                let matched = place.and_then(|place| Some((place, self.quality((at, word, number), place, slips)?)));
                let mut best = match matched {
                    Some((place, quality)) => Cell {
                        score: beside.score + quality,
                        matched: beside.matched + 1,
                        first: beside.first.or(Some(place)),
                        last: place,
                    },
                    None => Cell { score: beside.score - 1, ..beside },
                };
                // A word of the passage that is not there any more, or one that has come in.
                let gone = row.get(column + 1).map(|cell| Cell { score: cell.score - 1, ..*cell });
                let new = column.checked_sub(1).and_then(|left| next.get(left)).map(|cell| {
                    let cost = i32::from(cell.first.is_some());
                    Cell { score: cell.score - cost, ..*cell }
                });
                for other in [gone, new].into_iter().flatten() {
                    if other.score > best.score {
                        best = other;
                    }
                }
                next.push(best);
            }
            row = next;
        }
        let best = row.into_iter().max_by_key(|cell| (cell.score, cell.matched))?;
        let range = best.first?..best.last + 1;
        let is_left = best.matched * LEFT.1 >= many * LEFT.0;
        (is_left && range.len() <= many + many / 4 + 2).then_some((best.matched, range))
    }

    /// How well a word of the passage (which one, and its number here) matches one of the text: 3 the same, 2 with a slip of
    /// the pen.
    fn quality(&self, (at, word, own): (usize, &str, Option<u32>), place: usize, slips: &Slips) -> Option<i32> {
        let (_, number) = self.words.get(place)?;
        if own == Some(*number) {
            return Some(3);
        }
        let other = self.names.get(*number as usize)?;
        let is_long = |word: &str| (4..=LONGEST).contains(&word.len());
        if !is_long(word) || !is_long(other) || word.len().abs_diff(other.len()) > 2 {
            return None;
        }
        let known = slips.known.borrow().get(&(at, *number)).copied();
        known.unwrap_or_else(|| slips.look((at, *number), word, other)).then_some(2)
    }

    /// How many words beside the passage are those that were beside it, up to four on each side.
    fn beside(&self, sought: &Sought, range: &Range<usize>) -> usize {
        let is = |place: Option<usize>, word: &String| {
            let number = place.and_then(|place| self.words.get(place)).map(|(_, number)| *number as usize);
            number.and_then(|number| self.names.get(number)) == Some(word)
        };
        let before = sought.before.iter().rev().take(4).enumerate();
        let before = before.filter(|(at, word)| is(range.start.checked_sub(at + 1), word)).count();
        let after = sought.after.iter().take(4).enumerate();
        before + after.filter(|(at, word)| is(Some(range.end + at), word)).count()
    }
}

/// Which words of a passage are words of a text, misspelt, as far as that was asked.
struct Slips<'b> {
    known: RefCell<HashMap<(usize, u32), bool>>,
    budget: &'b Budget,
}

impl Slips<'_> {
    /// Looks whether one is. Where that cannot be afforded any more, all else that was found says nothing either.
    fn look(&self, key: (usize, u32), one: &str, other: &str) -> bool {
        if self.budget.go_over(one.len() * other.len()).is_none() {
            self.budget.end();
            return false;
        }
        let is_slip = is_slip(one, other);
        self.known.borrow_mut().insert(key, is_slip);
        is_slip
    }
}

/// Whether one of two words is the other, misspelt: one letter is another, is missing or changes places with the next; two in
/// long words. Numbers are never misspelt.
fn is_slip(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let shorter = one.chars().count().min(other.chars().count());
    letters(one) && letters(other) && shorter >= 4 && osa_distance(one, other) <= if shorter < 8 { 1 } else { 2 }
}

/// A word as it is compared: in lower case, composed characters in their parts.
fn fold(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.nfkd().flat_map(char::to_lowercase).collect() }
}

/// The words of a text: runs of letters and digits; where a script puts no blanks between them, every character.
fn words(text: &str) -> impl Iterator<Item = Span> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, c) = chars.next()?;
            if !c.is_alphanumeric() {
                continue;
            }
            let mut end = start + c.len_utf8();
            while !is_apart(c)
                && let Some((at, next)) = chars.next_if(|(_, next)| is_inside(*next))
            {
                end = at + next.len_utf8();
            }
            return Some(Span::new(start, end));
        }
    })
}

fn is_inside(c: char) -> bool {
    (c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)) && !is_apart(c)
}

/// Whether a character is a word of its own, as far as can be told without a dictionary.
pub(super) fn is_apart(c: char) -> bool {
    super::super::index_text::is_parted(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, quote: &str, before: &str, after: &str) -> Option<&'t str> {
        Some(Wording::of(text).find(&Sought::new(quote, before, after), &Budget::new(1 << 20))?.of(text))
    }

    const TEXT: &str = "The goverment of the island said on Monday that it had sold all of its old ferries. \
        Nobody asked why. The ferries were sold to a company in Oslo.";

    #[test]
    fn most_of_the_words_are_enough() {
        let quote = "The government of the island said that it had sold all of its ferries";
        let expected = "The goverment of the island said on Monday that it had sold all of its old ferries";
        assert_eq!(found(TEXT, quote, "", ""), Some(expected));
        assert_eq!(
            found(TEXT, "the ferries were then sold to a company", "", ""),
            Some("The ferries were sold to a company")
        );
    }

    #[test]
    fn too_few_words_or_other_words_are_not() {
        assert_eq!(found(TEXT, "The parliament of the island said that nobody had sold ferries", "", ""), None);
        assert_eq!(found(TEXT, "it had bought none of its new trains", "", ""), None);
        // In another order they are other words.
        assert_eq!(found(TEXT, "Oslo in company a to sold were ferries", "", ""), None);
        assert_eq!(found("In 1934 there were 12 boats in it", "In 1924 there were 13 boats in it", "", ""), None);
        assert_eq!(found("", "One two three four five", "", ""), None);
        assert_eq!(found(TEXT, "… —", "", ""), None);
    }

    #[test]
    fn few_words_need_their_neighbours() {
        assert_eq!(found(TEXT, "Nobady asked", "", ""), None);
        assert_eq!(found(TEXT, "Nobady asked", "old ferries.", "why."), Some("Nobody asked"));
        assert_eq!(found(TEXT, "government", "The", "of the island"), Some("goverment"));
    }

    #[test]
    fn of_two_alike_the_neighbours_decide_or_none_is_it() {
        let text = "One: all of the old ships were sold. Two: all of the old ships were sold.";
        assert_eq!(found(text, "all of the old big ships were sold", "", ""), None);
        let second = text.rfind("all").unwrap();
        let sought = Sought::new("all of the old big ships were sold", "sold. Two:", "");
        assert_eq!(Wording::of(text).find(&sought, &Budget::new(1 << 20)).unwrap().start, second);
        // Without the steps for it, none is found, however far it comes.
        for steps in [0, 3, 200, 400, 600] {
            let found = Wording::of(text).find(&sought, &Budget::new(steps));
            assert!(found.is_none_or(|found| found.start == second), "{steps}");
        }
        assert_eq!(Wording::of(text).find(&sought, &Budget::new(3)), None);
    }

    #[test]
    fn every_character_counts_where_there_are_no_blanks() {
        let (text, quote) = ("昨日、政府は古いフェリーを全部売った。", "政府は古いフェリーをすべて売った");
        assert_eq!(found(text, quote, "", ""), Some("政府は古いフェリーを全部売った"));
    }
}
