//! What the model took into a name that is none of it.

use crate::analysis::EntityKind::{self, Person};
use crate::analysis::document::{Document, Item, Sentence};
use crate::analysis::names::{Lists, listed};
use crate::text::{Span, TokenKind};

/// `from..to` without a leading article, a possessive ending, and what stands before a person: abbreviated titles
/// ("Maj. Gen."), and a day or month. Something is always left; of a day or month and one word more, both: "January
/// Jones" is somebody, unless it says when ("on Monday Putin"). A place that the lists call by its article has it: "The
/// Hague", and this may begin a token earlier.
pub(super) fn trim(
    document: &Document,
    sentence: &Sentence,
    range: (usize, usize),
    kind: EntityKind,
) -> (usize, usize) {
    let (mut from, mut to) = range;
    let item = |at: usize| sentence.items.get(at);
    while to > from + 1 && item(to - 1).is_some_and(|item| item.kind == TokenKind::Possessive) {
        to -= 1;
    }
    let word = |at: usize| item(at).map_or("", |item: &Item| document.word(item));
    // The article that belongs to the name, where the model left it out.
    if let Some(before) = from.checked_sub(1)
        && is_listed(document, sentence, (before, to), kind)
    {
        return (before, to);
    }
    while to > from + 1 {
        let dated = || to > from + 2 || from.checked_sub(1).is_some_and(|at| WHEN.contains(&&*word(at).to_lowercase()));
        let extra = if word(from).eq_ignore_ascii_case("the") {
            !is_listed(document, sentence, (from, to), kind)
        } else {
            kind == Person && (is_short_title(word(from)) || (DAYS.contains(&word(from)) && dated()))
        };
        if !extra {
            break;
        }
        from += 1;
    }
    (from, to)
}

/// Whether the lists call `from..to` by its article: "The Hague", and not "The Gambia", which is "Gambia" there.
fn is_listed(document: &Document, sentence: &Sentence, (from, to): (usize, usize), kind: EntityKind) -> bool {
    let ends = sentence.items.get(from).zip(sentence.items.get(to - 1));
    let name = ends.map(|(first, last)| Span::new(first.span.start, last.span.end).of(document.text));
    let article = |name: &str| name.starts_with("The ");
    name.filter(|name| article(name)).and_then(|name| listed(kind, name)).is_some_and(article)
}

/// Words before a day or month that says when.
const WHEN: &[&str] =
    &["on", "in", "last", "next", "this", "since", "until", "till", "late", "early", "mid", "every", "during"];

/// Days and months before a name ("In January Wang Yi said"), but for those that many people are called by.
const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "July",
    "September",
    "October",
    "November",
    "December",
];

/// "Gen.", "Prof.", "Sen.": the stop tells it from a name.
fn is_short_title(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|stem| Lists::embedded().is_title(&stem.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::document;
    use super::*;
    use EntityKind::{Organization, Place};

    /// What is left of `name`, which stands in `text`.
    fn trimmed(text: &str, name: &str, kind: EntityKind) -> String {
        let article = document(text);
        let document = Document::of(&article);
        let sentence = &document.sentences[0];
        let at = text.find(name).unwrap();
        let from = sentence.items.iter().position(|item| item.span.start == at).unwrap();
        let to = sentence.items.iter().position(|item| item.span.end == at + name.len()).unwrap() + 1;
        let (from, to) = trim(&document, sentence, (from, to), kind);
        text[sentence.items[from].span.start..sentence.items[to - 1].span.end].to_owned()
    }

    #[test]
    fn a_day_or_month_goes_where_a_whole_name_is_left() {
        for (text, name, left) in [
            ("January Wang Yi said so.", "January Wang Yi", "Wang Yi"),
            ("January Jones said so.", "January Jones", "January Jones"),
            ("Then Sunday Oliseh scored.", "Sunday Oliseh", "Sunday Oliseh"),
            ("On Monday Putin said so.", "Monday Putin", "Putin"),
            ("He said in January Wang left.", "January Wang", "Wang"),
            ("Gen. March left.", "Gen. March", "March"),
            ("Maj. Gen. Ann Lee’s plan.", "Maj. Gen. Ann Lee’s", "Ann Lee"),
            ("March’s plan.", "March’s", "March"),
        ] {
            assert_eq!(trimmed(text, name, Person), left, "{text}");
        }
        assert_eq!(trimmed("The March of Dimes", "March of Dimes", Organization), "March of Dimes");
    }

    #[test]
    fn an_article_goes_but_where_the_lists_hold_it() {
        for (text, name, kind, left) in [
            ("In The Hague judges sat.", "The Hague", Place, "The Hague"),
            ("In the Hague judges sat.", "the Hague", Place, "Hague"),
            ("The Gambia’s judges sat.", "The Gambia’s", Place, "Gambia"),
            ("In The Hague’s courts judges sat.", "Hague’s", Place, "The Hague"),
            ("The Kremlin’s men sat.", "Kremlin", Place, "Kremlin"),
            ("The Kremlin said no.", "The Kremlin", Place, "Kremlin"),
            ("The New York Times said no.", "The New York Times", Organization, "New York Times"),
            ("The The played.", "The The", Organization, "The"),
        ] {
            assert_eq!(trimmed(text, name, kind), left, "{text}");
        }
    }
}
