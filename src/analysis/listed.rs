//! Names that the word lists hold, for languages that the recogniser was not taught, where none is better than a wrong
//! one.
//!
//! - A single word is marked only where it is a country, a capital or another place or body that the whole world knows:
//!   of other towns too many are words elsewhere ("Essen", "in den Bergen", "Reading"). Names of several words may be
//!   any city's.
//! - At the head of a sentence every word has its capital ("Nice weather"): there a single word is marked only if it is
//!   an acronym, or stands inside of a sentence elsewhere in the document.
//! - A name that is part of a longer stretch of capitals is left alone unless the whole of it is listed: "Vladimir" of
//!   "Vladimir Putin" is no city. What a person of the document is called by is none either ("Carlos Medina"), nor what
//!   begins as a person's name does ("Miguel Hidalgo").

use super::EntityKind;
use super::document::{Document, Item, Sentence, Shape};
use super::names::Lists;
use super::recognizer::Found;
use super::slug;
use crate::text::{Span, TokenKind};
use rustc_hash::FxHashSet;

/// Longest name of a word list, in tokens.
const LONGEST_LISTED: usize = 6;

/// Names of the lists that are a common word of German, which writes it with a capital anywhere, of Spanish, Portuguese
/// or Italian, or a word before a hyphen.
const WORDS: &[&str] = &["Alphabet", "Arsenal", "Male", "Meta", "Porto", "Seine"];

/// Articles that a town's name begins with: at the head of a sentence "El Tigre" may be any tiger.
const ARTICLES: &[&str] = &["A", "Al", "El", "La", "Las", "Le", "Los", "Neue"];

/// The listed names in `document`, in order and without overlap.
pub(super) fn recognize(document: &Document) -> Vec<Found> {
    let mut out = Vec::new();
    // Where a capital shows nothing; names seen where it does; surnames.
    let (mut heads, mut inside, mut people) = (FxHashSet::default(), FxHashSet::default(), FxHashSet::default());
    for (n, sentence) in document.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.shouted()) {
        let mut i = 0;
        while i < sentence.items.len() {
            let found = longest(document, sentence, i);
            let to = found.map_or(i + 1, |(to, _)| to);
            if let Some((_, kind)) = found
                && let Some(span) = span(sentence, i, to)
            {
                let name = span.of(document.text);
                if is_called(document, sentence, i) {
                    people.insert(name);
                } else if !reaches_beyond(sentence, i, to) {
                    if is_head(sentence, i) && is_vague(document, sentence, i, to) {
                        heads.insert(span.start);
                    } else {
                        inside.insert(name);
                    }
                    out.push(Found { span, kind, sentence: n, from: i, to });
                }
            }
            i = to;
        }
    }
    out.retain(|one| {
        let name = one.span.of(document.text);
        !people.contains(name) && (!heads.contains(&one.span.start) || inside.contains(name))
    });
    out
}

/// The end and the kind of the longest listed name at token `from`.
fn longest(document: &Document, sentence: &Sentence, from: usize) -> Option<(usize, EntityKind)> {
    sentence.items.get(from).filter(|item| is_capital(item))?;
    let ends = (from + 1..=(from + LONGEST_LISTED).min(sentence.items.len())).rev();
    ends.filter_map(|to| Some((to, kind_of(span(sentence, from, to)?.of(document.text), to == from + 1)?))).next()
}

/// The kind of the listed name `name`, if it does not begin as a person's does.
fn kind_of(name: &str, single: bool) -> Option<EntityKind> {
    let lists = Lists::embedded();
    let kind = match lists.fullest(EntityKind::Place, name) {
        // "Mass." is a state in English only.
        Some(full) if single => {
            let great = lists.is_great_place(name) || (lists.is_great_place(full) && !name.ends_with('.'));
            great.then_some(EntityKind::Place)
        }
        Some(_) => Some(EntityKind::Place),
        None => lists.fullest(EntityKind::Organization, name).map(|_| EntityKind::Organization),
    }?;
    let called = name.split(' ').next().is_some_and(|first| lists.gender(&slug(first)).is_some());
    // "Santiago de Cuba" is nobody.
    ((!called || name.contains(" de")) && !WORDS.contains(&name)).then_some(kind)
}

/// Whether a given name stands before token `at`.
fn is_called(document: &Document, sentence: &Sentence, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| sentence.items.get(at)).filter(|item| is_capital(item));
    before.is_some_and(|item| Lists::embedded().gender(&slug(document.word(item))).is_some())
}

/// Whether `from..to` is one word, or a word with its article, so that only capitals make a name of it.
fn is_vague(document: &Document, sentence: &Sentence, from: usize, to: usize) -> bool {
    let Some(first) = sentence.items.get(from) else { return false };
    match to - from {
        1 => first.shape != Shape::Upper,
        2 => ARTICLES.contains(&document.word(first)),
        _ => false,
    }
}

/// Whether a sentence, or what is said in it, begins with token `at`.
fn is_head(sentence: &Sentence, at: usize) -> bool {
    !sentence.items.iter().take(at).any(|item| matches!(item.kind, TokenKind::Word | TokenKind::Number))
}

/// Whether a capitalised word touches `from..to`, so that it may be a part of another name.
fn reaches_beyond(sentence: &Sentence, from: usize, to: usize) -> bool {
    // A sentence's first word has its capital anyway.
    let before = from.checked_sub(1).filter(|at| !is_head(sentence, *at)).and_then(|at| sentence.items.get(at));
    before.is_some_and(is_capital) || sentence.items.get(to).is_some_and(is_capital)
}

fn is_capital(item: &Item) -> bool {
    item.kind == TokenKind::Word && matches!(item.shape, Shape::Capitalised | Shape::Upper)
}

fn span(sentence: &Sentence, from: usize, to: usize) -> Option<Span> {
    let last = sentence.items.get(to.checked_sub(1)?)?;
    Some(Span::new(sentence.items.get(from)?.span.start, last.span.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, BlockKind, Meta};
    use EntityKind::{Organization, Place};

    fn found(text: &str) -> Vec<(String, EntityKind)> {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, furniture: false };
        let meta = Meta { language: Some("xx".to_owned()), ..Meta::default() };
        let article = Article { meta, text: text.into(), blocks: vec![block] };
        let found = recognize(&Document::of(&article));
        found.iter().map(|one| (one.span.of(text).to_owned(), one.kind)).collect()
    }

    fn check(text: &str, expected: &[(&str, EntityKind)]) {
        let expected: Vec<_> = expected.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        assert_eq!(found(text), expected, "{text}");
    }

    #[test]
    fn german() {
        check("Das Essen in den Bergen war gut, und das Reading in der Halle auch.", &[]);
        check("Zum ersten Male zahlte er das Porto. „Seine Meta-Analyse liegt im Arsenal.“", &[]);
        check(
            "Der Kanzler sprach in Berlin mit der NATO über Iran.",
            &[("Berlin", Place), ("NATO", Organization), ("Iran", Place)],
        );
        check("Am Freitag flog Wladimir Putin nach China. China schwieg.", &[("China", Place), ("China", Place)]);
        check(
            "Die Deutsche Bank baut in New York und auf Sri Lanka.",
            &[("Deutsche Bank", Organization), ("New York", Place), ("Sri Lanka", Place)],
        );
    }

    #[test]
    fn french() {
        check("Florence Martin a quitté Paris pour Nice, dit Victoria.", &[("Paris", Place), ("Nice", Place)]);
        check("Sucre ou sel ? Nice essai, disent-ils.", &[]);
        check("L'ONU et l'OTAN restent à New York.", &[("New York", Place)]);
    }

    #[test]
    fn spanish() {
        check("La Laguna está seca. El Tigre murió. Meta cumplida.", &[]);
        check("El presidente voló de Lima a Santiago de Cuba.", &[("Lima", Place), ("Santiago de Cuba", Place)]);
        check("El ministro Carlos Medina habló. Con él, Medina ganó. Viva Miguel Hidalgo.", &[]);
        check("El diario El País y la FIFA dudan.", &[("El País", Organization), ("FIFA", Organization)]);
    }

    #[test]
    fn other_scripts() {
        check("習近平在北京會見了普京。苹果公司和 Apple 在上海。", &[]);
        check("قال الرئيس في موسكو اليوم إن الصين وروسيا صديقتان.", &[]);
        check("Президент Иван Петров приехал в Москву, сказал ТАСС.", &[]);
    }
}
