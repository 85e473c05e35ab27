//! What an article calls a person: the title before the name, the apposition after it.

use super::document::{Document, Sentence};
use super::lexicon::Lexicon;
use super::recognizer::Found;
use super::segment::is_capital;
use crate::text::sanitize;
use crate::text::{Span, TokenKind};

/// Forms of address, which are no roles by themselves.
const ADDRESS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "sir", "madam", "madame", "monsieur", "mme", "st", "messrs", "dame", "señor",
    "señora",
];

/// The roles that stand beside one mention of a person, as they are written.
pub(super) fn beside(document: &Document, found: &Found, lexicon: &Lexicon) -> Vec<String> {
    let Some(sentence) = document.sentences.get(found.sentence) else { return Vec::new() };
    [before(document, sentence, found, lexicon), after(document, sentence, found, lexicon)]
        .into_iter()
        .flatten()
        .collect()
}

fn phrase(document: &Document, sentence: &Sentence, from: usize, to: usize) -> Option<String> {
    let last = sentence.items.get(to.checked_sub(1)?)?;
    let text = Span::new(sentence.items.get(from)?.span.start, last.span.end).of(document.text);
    Some(sanitize::line(text).into_owned())
}

/// "Russian President", "Kremlin spokesman": titles, what leads up to them, and the name of whom they serve.
fn before(document: &Document, sentence: &Sentence, found: &Found, lexicon: &Lexicon) -> Option<String> {
    let word = |i: usize| sentence.items.get(i).map_or("", |item| document.word(item));
    let (mut from, mut titled) = (found.from, false);
    while from > 0 && found.from - from < 9 {
        let item = sentence.items.get(from - 1)?;
        let lower = document.word(item).to_lowercase();
        let title = lexicon.is_title(&lower);
        if title && ADDRESS.contains(&lower.trim_end_matches('.')) {
            break;
        }
        titled |= title;
        let joins = matches!(lower.as_str(), "of" | "for") && titled_before(document, sentence, from - 1, lexicon);
        // A name before the title is whom it serves: "Kremlin spokesman", "Secretary of State".
        let served = is_capital(document, item)
            && !is_article(&lower)
            && (titled || titled_before(document, sentence, from.saturating_sub(2), lexicon));
        if !(title || joins || served || lexicon.is_modifier(&lower) || lower == "-") {
            break;
        }
        from -= 1;
    }
    while from < found.from && matches!(word(from), "-" | "of" | "for") {
        from += 1;
    }
    if titled && from < found.from { phrase(document, sentence, from, found.from) } else { None }
}

fn is_article(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "but" | "and" | "in" | "on" | "as" | "when" | "while" | "after" | "if" | "for")
}

fn titled_before(document: &Document, sentence: &Sentence, i: usize, lexicon: &Lexicon) -> bool {
    i.checked_sub(1)
        .and_then(|j| sentence.items.get(j))
        .is_some_and(|item| lexicon.is_title(&document.word(item).to_lowercase()))
}

/// ", Putin's foreign affairs adviser," and ", the director of the clinic,".
fn after(document: &Document, sentence: &Sentence, found: &Found, lexicon: &Lexicon) -> Option<String> {
    let word = |i: usize| sentence.items.get(i).map_or("", |item| document.word(item));
    if word(found.to) != "," {
        return None;
    }
    let mut from = found.to + 1;
    // An age may stand between.
    if sentence.items.get(from).is_some_and(|item| item.kind == TokenKind::Number) && word(from + 1) == "," {
        from += 2;
    }
    if matches!(word(from), "the" | "a" | "an" | "his" | "her" | "its" | "their") {
        from += 1;
    }
    let mut to = from;
    let mut titled = false;
    while to < from + 12 {
        let here = word(to);
        match here {
            "," | "." | ";" | "—" | "–" => break,
            "" | "who" | "which" | "said" | "says" | "told" | "was" | "is" | "has" | "had" | "and" | "“" | "\"" => {
                return None;
            }
            _ => titled |= here.starts_with(char::is_lowercase) && lexicon.is_title(here),
        }
        to += 1;
    }
    let closed = matches!(word(to), "," | "." | ";" | "—" | "–");
    if titled && closed && to > from { phrase(document, sentence, from, to) } else { None }
}
