//! The signature of a block quotation: its last line or paragraph where that is a dash and a name, "— Tomas Reyes, spokesman".

use super::page::Page;
use super::speaker::{Credit, SIGNED};
use super::subject::{self, Subject, Who};
use crate::analysis::EntityKind;
use crate::text::Span;

/// Words of the longest signature.
const LONGEST: usize = 20;

/// Where the name of the signature stands that ends `block`, and where the line of its dash begins.
pub(super) fn signature(text: &str, block: Span) -> Option<(usize, Span)> {
    let words = block.of(text).trim_end();
    // Lines may have been joined: then the sentence before has ended.
    let joined = words.char_indices().rev().find(|(at, c)| {
        let before = words.get(..*at).unwrap_or_default();
        let ended = before.trim_end().ends_with(['.', '?', '!', '…', '”', '"', '’', '»']);
        matches!(c, '—' | '–' | '―' | '-') && before.ends_with(' ') && ended
    });
    let line = words.rfind('\n').map_or(0, |end| end + 1).max(joined.map_or(0, |(at, _)| at));
    let last = words.get(line..)?;
    // Where a text is kept as it is, its lines keep the mark of the block.
    let bare = last.trim_start_matches([' ', '\t', '>']);
    let name = bare
        .strip_prefix(['—', '–', '―'])
        .or_else(|| bare.strip_prefix("--"))
        .or_else(|| bare.strip_prefix("- "))?
        .trim_start_matches(['-', ' ', '\u{a0}']);
    let start = block.start + words.len() - name.len();
    names_somebody(name).then(|| (block.start + line, Span::new(start, start + name.len())))
}

/// Whether `words` are a name with what stands behind its comma, and no sentence.
fn names_somebody(words: &str) -> bool {
    let name = words.split([',', '(', ';', '/', '|']).next().unwrap_or_default().trim();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let small = |word: &str| {
        matches!(
            word,
            "the" | "of" | "for" | "and" | "&" | "de" | "da" | "dos" | "del" | "der" | "den" | "van" | "von" | "ter"
        ) || matches!(word, "bin" | "ibn" | "al" | "el" | "la" | "le" | "du" | "di" | "to" | "y" | "e")
    };
    let parts = || name.split_whitespace();
    let alone = !name.contains(' ') && name.len() == words.len();
    let stops = name.ends_with(['?', '!', '…', ':']) || alone && name.ends_with('.');
    words.split_whitespace().count() <= LONGEST
        && parts().next().as_ref().is_some_and(capital)
        && parts().all(|word| capital(&word) || small(word))
        && !stops
}

/// Who signs piece `piece`.
pub(super) fn signed(page: &Page, piece: usize) -> Option<Credit> {
    let signature = page.pieces.get(piece)?.signature?;
    let from = page.words.partition_point(|word| word.item.span.start < signature.start);
    let to = page.words.partition_point(|word| word.item.span.start < signature.end);
    let mentions = || (from..to).filter_map(|at| page.mention(at).map(|(mention, _)| mention));
    let of_kind = |kind| mentions().find(|mention| page.kind(*mention) == Some(kind));
    // "Tomas Reyes, spokesman of the Red Cross", "The Red Cross".
    let named = of_kind(EntityKind::Person).or_else(|| of_kind(EntityKind::Organization)).or_else(|| mentions().next());
    let subject = named.and_then(|mention| {
        let words = page.of_mention.get(mention)?.clone();
        Some(Subject { who: Who::Mention(mention), words, of: None, speaks_for: false })
    });
    let subject = subject.or_else(|| subject::after(page, from, to));
    Some(Credit { subject, cue: from..from, weight: SIGNED })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_behind_a_dash_and_nothing_else() {
        let name =
            |text: &str| signature(text, Span::new(0, text.len())).map(|(line, name)| (line, name.of(text).to_owned()));
        for dash in ["— ", "–", "-- ", "--", "- ", "―"] {
            let text = format!("We go on.\n{dash}Tomas Reyes, spokesman");
            assert_eq!(name(&text), Some((10, "Tomas Reyes, spokesman".to_owned())), "{text}");
        }
        assert_eq!(name("We go on. — Tomas Reyes"), Some((10, "Tomas Reyes".to_owned())));
        assert_eq!(name("— Ludwig van Beethoven\n"), Some((0, "Ludwig van Beethoven".to_owned())));
        for text in ["We go on — Tomas Reyes", "a\n— We go on.", "a\n- and so on", "a\n—", "a\n-5", "", "a\n— Never!"]
        {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
