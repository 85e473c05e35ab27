//! Whom a sentence is about, whatever it says of him.

use super::nouns::is_human;
use super::page::Page;
use super::subject::{MOST, Subject, Who, body, free, is_preposition, pronoun};
use crate::analysis::EntityKind;
use crate::analysis::names::Lists;

/// The subject of a whole sentence: the first pronoun or name in it that is no complement.
pub(super) fn of_sentence(page: &Page, from: usize, to: usize) -> Option<Subject> {
    let to = to.min(from + MOST);
    let named = free(page, from, to);
    let person = named.iter().find(|(mention, _)| page.kind(*mention) == Some(EntityKind::Person));
    let person = person.and_then(|(mention, _)| Some((*mention, page.of_mention.get(*mention)?.clone())));
    let early = |at: &usize| matches!(&*page.lower(*at), "he" | "she") && !page.is_quoted(*at);
    let pronoun_at = (from..to).find(early);
    match (person, pronoun_at) {
        (Some((_, words)), Some(at)) if at < words.start => Some(pronoun(at)),
        (None, Some(at)) => Some(pronoun(at)),
        (Some((mention, words)), _) => {
            let of = body(page, from, to);
            Some(Subject { who: Who::Mention(mention), words, of, speaks_for: false })
        }
        (None, None) if matches!(&*page.lower(from), "the") => {
            let head = office(page, from)?;
            let who = Who::Description { head, definite: true };
            Some(Subject { who, words: from..head + 1, of: None, speaks_for: false })
        }
        _ => None,
    }
}

/// The last word of "the minister" and the like, where "the" is token `at`: one that is used of somebody.
pub(super) fn office(page: &Page, at: usize) -> Option<usize> {
    let inside = |next: &usize| {
        page.is_word(*next)
            && page.mention(*next).is_none()
            && !is_preposition(&page.lower(*next))
            && !page.is_quoted(*next)
    };
    let known = |next: &usize| {
        let lower = page.lower(*next);
        let pronoun = matches!(&*lower, "he" | "she" | "his" | "her" | "him");
        !pronoun && (Lists::embedded().is_title(&lower) || is_human(&lower))
    };
    // "The prime minister", but not "the minister met author".
    let first = (at + 1..at + 5).take_while(inside).find(known)?;
    (first..first + 3).take_while(inside).take_while(known).last()
}
