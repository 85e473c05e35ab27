//! Where all is written small the model sees few of the words for a people, as what it learnt from seldom is: there the
//! gazetteer is asked for these.

use super::context::Context;
use super::{Found, span_of};
use crate::analysis::EntityKind;
use crate::analysis::document::{Casing, Document};

/// The gazetteer's list of words for peoples and believers, as `examples/train_recognizer/lists.rs` numbers them,
const GROUPS: u16 = 1 << 13;
/// and that of given names.
const GIVEN: u16 = 1 << 5;
/// Words for a people that are oftener something else.
const COMMON: &[&str] = &["polish", "conservative", "conservatives", "liberal", "liberals", "orthodox", "slavic"];

/// Adds to `found`, the names of `document` in order, words for a people in sentences without capitals.
pub(super) fn add_groups(document: &Document, context: &Context, found: &mut Vec<Found>) {
    let old = found.len();
    for (n, sentence) in document.sentences.iter().enumerate() {
        if context.casings.get(n) != Some(&Casing::Lower) {
            continue;
        }
        let before = found.get(..old).unwrap_or_default();
        let own = before.partition_point(|one| one.sentence < n)..before.partition_point(|one| one.sentence <= n);
        for (at, listed) in context.listed.get(n).into_iter().flatten().enumerate() {
            let is_free = |one: &Found| at < one.from || one.to <= at;
            let Some(span) = span_of(sentence, at, at + 1) else { continue };
            let is_group = listed.part == 3 && listed.lists & GROUPS != 0 && listed.lists & GIVEN == 0;
            let taken = found.get(own.clone()).is_some_and(|own| !own.iter().all(is_free));
            if is_group && !taken && !COMMON.contains(&span.of(document.text)) {
                found.push(Found { span, kind: EntityKind::Group, sentence: n, from: at, to: at + 1 });
            }
        }
    }
    if found.len() > old {
        found.sort_by_key(|one| (one.sentence, one.from));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::document;
    use super::*;
    use crate::analysis::Models;

    fn groups(text: &str) -> Vec<String> {
        let article = document(text);
        let document = Document::of(&article);
        let found = Models::embedded().recognize(&document);
        let groups = found.iter().filter(|one| one.kind == EntityKind::Group);
        groups.map(|one| one.span.of(text).to_owned()).collect()
    }

    #[test]
    fn peoples_are_groups_where_all_is_small() {
        let text = "the russian consul in busan thanked the japanese side and ukrainians who polish metal, police said \
                    on saturday.";
        assert_eq!(groups(text), ["russian", "japanese", "ukrainians"]);
        assert_eq!(
            groups("He bought a french press and some danish pastry in the little shop on the corner."),
            [""; 0]
        );
    }
}
