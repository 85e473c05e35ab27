//! Who is the subject of a verb of saying: a name, a pronoun or a description, and for whom it speaks.

use super::cues::is_between;
use super::nouns::{is_body, is_human, is_spokes};
use super::page::Page;
use crate::analysis::EntityKind;
use crate::analysis::names::Lists;
use std::ops::Range;

/// What stands where the speaker is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Index into the mentions.
    Mention(usize),
    /// The token of the pronoun.
    Pronoun(usize),
    /// "the minister", "a spokeswoman for X": the last word of its head, and whether it is somebody known.
    Description { head: usize, definite: bool },
}

/// The subject of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) who: Who,
    /// The tokens that name it.
    pub(super) words: Range<usize>,
    /// The mention of the organisation that stands in the same phrase: "a spokeswoman for X", "analysts at X".
    pub(super) of: Option<usize>,
    /// Whether the phrase holds "spokesman" or the like.
    pub(super) speaks_for: bool,
}

/// Tokens of the longest phrase that is read.
pub(super) const MOST: usize = 60;

pub(super) fn is_pronoun(lower: &str) -> bool {
    matches!(lower, "he" | "she" | "it" | "they")
}

pub(super) fn is_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "for"
            | "at"
            | "from"
            | "in"
            | "by"
            | "to"
            | "with"
            | "on"
            | "about"
            | "against"
            | "near"
            | "after"
            | "before"
            | "under"
            | "than"
            | "like"
            | "over"
            | "between"
            | "into"
            | "without"
            | "beside"
            | "behind"
            | "outside"
            | "inside"
    )
}

fn is_relative(lower: &str) -> bool {
    matches!(lower, "who" | "which" | "whose" | "whom" | "where" | "that")
}

fn is_comma(word: &str) -> bool {
    matches!(word, "," | "(" | ")" | "—" | "–" | "--" | "-")
}

/// Who stands before the verb at token `cue`, not before token `from`.
pub(super) fn before(page: &Page, from: usize, cue: usize) -> Option<Subject> {
    let mut end = cue;
    while end > from && is_between(&page.lower(end - 1)) && page.words.get(end - 1).is_some_and(|w| w.mention.is_none())
    {
        end -= 1;
    }
    // "X was quoted as saying"
    if end >= from + 2
        && page.lower(end - 1) == "as"
        && matches!(&*page.lower(end - 2), "quoted" | "cited" | "reported")
    {
        return before(page, from, end - 2);
    }
    // "X quoted her as saying": her words
    if let Some(quoted) = (from..end).rev().take(10).find(|at| quoted_as(page, *at, cue + 1) == Some(cue)) {
        return match &*page.lower(quoted + 1) {
            "him" | "her" | "them" if quoted + 3 == cue => Some(pronoun(quoted + 1)),
            _ => after(page, quoted + 1, end - 1),
        };
    }
    let mut last = end.checked_sub(1).filter(|last| *last >= from && !page.is_quoted(*last))?;
    if page.lower(last) == "who" && last > from && page.is_word(last - 1) {
        (last, end) = (last - 1, last);
    }
    if is_pronoun(&page.lower(last)) {
        return Some(pronoun(last));
    }
    let segment = segment_start(page, from.max(cue.saturating_sub(MOST)), end);
    let near = if is_comma(page.word(last)) || matches!(&*page.lower(last), "and" | "but" | "who" | "or") {
        end
    } else {
        phrase_start(page, segment, end)
    };
    if near < end
        && let Some(subject) = phrase(page, near, end)
    {
        return Some(subject);
    }
    phrase(page, segment, end)
}

/// The "saying" of "quoted her as saying", where `at` is its "quoted".
pub(super) fn quoted_as(page: &Page, at: usize, end: usize) -> Option<usize> {
    if !matches!(&*page.lower(at), "quoted" | "quotes" | "quoting" | "cited" | "cites" | "citing") {
        return None;
    }
    let passed = (at + 2..end.min(at + 9)).take_while(|at| !page.is_quoted(*at) && page.word(*at) != ";");
    let saying = passed.into_iter().find(|at| matches!(&*page.lower(*at), "saying" | "telling"))?;
    (saying > at + 2 && page.lower(saying - 1) == "as").then_some(saying)
}

/// Where the clause that ends at `end` may begin: after what is quoted and after a semicolon or colon.
fn segment_start(page: &Page, from: usize, end: usize) -> usize {
    let mut start = end;
    while start > from && !page.is_quoted(start - 1) && !matches!(page.word(start - 1), ";" | ":" | "?" | "!") {
        start -= 1;
    }
    start
}

/// Where the words that touch `end` without comma or conjunction begin; a name is never cut.
fn phrase_start(page: &Page, from: usize, end: usize) -> usize {
    let mut start = end;
    while let Some(before) = start.checked_sub(1).filter(|before| *before >= from) {
        if let Some(words) = page.words.get(before).and_then(|w| w.mention).and_then(|m| page.of_mention.get(m)) {
            start = words.start.max(from);
            continue;
        }
        let lower = page.lower(before);
        // "Minister of Arts and Culture Ana Lima"
        let joins = lower == "and" && page.is_capital(before + 1) && page.is_capital(before.wrapping_sub(1));
        let ends = matches!(
            &*lower,
            "and"
                | "but"
                | "that"
                | "because"
                | "when"
                | "while"
                | "as"
                | "if"
                | "although"
                | "though"
                | "where"
                | "which"
                | "who"
                | "whom"
                | "or"
                | "yet"
                | "so"
        );
        if is_comma(&lower) && lower != "-" || ends && !joins {
            break;
        }
        start = before;
    }
    start
}

pub(super) fn pronoun(at: usize) -> Subject {
    Subject { who: Who::Pronoun(at), words: at..at + 1, of: None, speaks_for: false }
}

/// Who stands after the verb before token `from`: "said X", "according to X".
pub(super) fn after(page: &Page, from: usize, limit: usize) -> Option<Subject> {
    let limit = limit.min(from + MOST);
    let first = page.lower(from);
    if is_pronoun(&first) || matches!(&*first, "him" | "her" | "them") && !page.is_word(from + 1) {
        return Some(pronoun(from));
    }
    let (mut to, mut commas) = (from, 0);
    while to < limit && !page.is_quoted(to) {
        if let Some(words) = page.words.get(to).and_then(|w| w.mention).and_then(|m| page.of_mention.get(m)) {
            to = words.end.max(to + 1);
            continue;
        }
        let word = page.word(to);
        if matches!(word, ";" | ":" | "." | "?" | "!") {
            break;
        }
        if is_comma(word) && word != "-" {
            let next = page.lower(to + 1);
            commas += 1;
            if commas > 1
                || is_relative(&next)
                || matches!(&*next, "and" | "but" | "as" | "while" | "adding" | "when" | "in" | "on")
            {
                break;
            }
        }
        to += 1;
    }
    let to = to.min(limit);
    if from >= to || page.is_quoted(from) || is_comma(page.word(from)) {
        return None;
    }
    phrase(page, from, to)
}

/// Whether what leads to token `at` makes it somebody's or something's complement: "of X", "with President X".
fn is_governed(page: &Page, from: usize, at: usize) -> bool {
    let lists = Lists::embedded();
    let mut before = at;
    for _ in 0..6 {
        let Some(back) = before.checked_sub(1).filter(|back| *back >= from) else { return false };
        let lower = page.lower(back);
        if is_preposition(&lower) {
            // "Minister of Arts and Culture Ana Lima" is governed by nothing, nor is who opens the sentence: "For Ana Lima, …".
            let titled = back.checked_sub(1).is_some_and(|title| lists.is_title(&page.lower(title)));
            let office = titled && before < at && (before..at).all(|at| page.is_capital(at) || page.lower(at) == "and");
            let opens = lower == "for" && page.line(back).is_some_and(|line| line.words.start == back);
            return !office && !opens;
        }
        let leads = lists.is_title(&lower)
            || lists.is_modifier(&lower)
            || matches!(&*lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "one")
            || lower == "and" && page.is_capital(before)
            || page.is_capital(back) && page.words.get(back).is_some_and(|word| word.mention.is_none());
        if !leads {
            // "a girl named X" is about to be told of, and says nothing yet.
            return matches!(&*lower, "named" | "called");
        }
        before = back;
    }
    false
}

/// The same of a mention, or it is a possessor.
pub(super) fn governed(page: &Page, from: usize, mention: &Range<usize>) -> bool {
    page.is_possessor(mention.end.saturating_sub(1)) || is_governed(page, from, mention.start)
}

/// The mentions that begin in a range and are no complement, no possessor and in no relative clause.
pub(super) fn free(page: &Page, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut at, mut relative) = (from, false);
    while at < to {
        if let Some((mention, _)) = page.mention(at) {
            let words = page.of_mention.get(mention).cloned().unwrap_or(at..at + 1);
            let end = words.end.max(at + 1);
            if !relative && !page.is_quoted(at) && !page.is_possessor(end - 1) && !is_governed(page, from, words.start)
            {
                out.push((mention, end));
            }
            at = end;
            continue;
        }
        let lower = page.lower(at);
        relative = is_relative(&lower) && at > from || relative && !is_comma(&lower);
        at += 1;
    }
    out
}

/// Reads a noun phrase with what stands in apposition to it.
fn phrase(page: &Page, from: usize, to: usize) -> Option<Subject> {
    let (mut from, mut to) = (from, to);
    while from < to && !page.is_word(from) && page.words.get(from).is_none_or(|word| word.mention.is_none()) {
        from += 1;
    }
    while from < to
        && (is_comma(page.word(to - 1))
            || is_relative(&page.lower(to - 1))
            || matches!(&*page.lower(to - 1), "and" | "but"))
    {
        to -= 1;
    }
    if from >= to {
        return None;
    }
    if is_pronoun(&page.lower(from)) {
        return Some(pronoun(from));
    }
    let named = free(page, from, to);
    let of = body(page, from, to.min(head(page, from, to) + 12));
    let speaks_for = (from..to).any(|at| is_spokes(&page.lower(at)));
    let of_kind =
        |kind: EntityKind| named.iter().copied().filter(move |(mention, _)| page.kind(*mention) == Some(kind));
    let subject = |who, words: Range<usize>| Some(Subject { who, words, of, speaks_for });
    let range = |mention: usize| page.of_mention.get(mention).cloned().unwrap_or(from..to);
    let people: Vec<(usize, usize)> = of_kind(EntityKind::Person).collect();
    let closed = |(_, end): &&(usize, usize)| *end < to && is_comma(page.word(*end)) || *end == to;
    if let Some((mention, _)) = people.iter().rev().find(closed).filter(|_| people.len() > 1).or(people.first()) {
        return subject(Who::Mention(*mention), range(*mention));
    }
    // "a young man who gives his name only as X"
    let called = |at: &usize| {
        page.lower(*at - 1) == "as"
            && (at.saturating_sub(5)..*at).any(|at| matches!(&*page.lower(at), "name" | "himself" | "herself"))
    };
    let called = (from + 1..to).filter(called).find_map(|at| page.mention(at));
    if let Some((mention, _)) = called.filter(|(_, mention)| mention.kind == EntityKind::Person) {
        return subject(Who::Mention(mention), range(mention));
    }
    let head = head(page, from, to);
    let whole = |(_, end): &(usize, usize)| {
        let next = page.lower(*end);
        *end >= to
            || !page.is_word(*end)
            || is_preposition(&next)
            || is_between(&next)
            || is_relative(&next)
            || is_past(&next)
    };
    for kind in [EntityKind::Organization, EntityKind::Place] {
        if let Some((mention, _)) = of_kind(kind).find(|one| whole(one) && one.1 > head) {
            return subject(Who::Mention(mention), range(mention));
        }
    }
    let first = page.lower(from);
    let possessor = (from..head).any(|at| page.is_possessor(at));
    let definite = possessor
        || first == "management"
        || matches!(
            &*first,
            "the" | "his" | "her" | "its" | "their" | "this" | "that" | "these" | "those" | "whose" | "our" | "my"
        )
        || is_spokes(&page.lower(head)) && !matches!(&*first, "a" | "an" | "one" | "another");
    let stated = definite
        || matches!(
            &*first,
            "a" | "an" | "one" | "another" | "some" | "many" | "several" | "two" | "three" | "no" | "most" | "both"
        )
        || page.lower(head).ends_with('s')
        || of.is_some()
        || Lists::embedded().is_title(&page.lower(head));
    (stated && page.is_word(head)).then_some(())?;
    let end = of.and_then(|of| page.of_mention.get(of)).map_or(0, |words| words.end).clamp(head + 1, to.max(head + 1));
    subject(Who::Description { head, definite }, from..end)
}

/// Whether a name can be the subject of the word after it.
fn is_past(lower: &str) -> bool {
    super::cues::verb(lower).is_some_and(|verb| verb.form != super::cues::Form::Base)
        || lower.len() > 4 && lower.ends_with("ed")
}

/// Whether a verb rather than a participle follows: "the president wrapped up his visit".
fn is_noun_of_somebody(lower: &str) -> bool {
    Lists::embedded().is_title(lower) || is_human(lower) || is_body(lower)
}

/// The last word of the phrase that begins at `from`: what stands before its first preposition, comma or "who".
fn head(page: &Page, from: usize, to: usize) -> usize {
    let mut at = from;
    while at < to {
        if let Some(words) = page.words.get(at).and_then(|w| w.mention).and_then(|m| page.of_mention.get(m)) {
            at = words.end.max(at + 1);
            if is_past(&page.lower(at)) {
                break;
            }
            continue;
        }
        let lower = page.lower(at);
        let ends = is_comma(&lower) && lower != "-"
            || is_preposition(&lower)
            || is_relative(&lower)
            || matches!(&*lower, "and" | "or");
        let verb = at > from && !page.is_capital(at) && is_past(&lower) && is_noun_of_somebody(&page.lower(at - 1));
        if ends && at > from || verb {
            break;
        }
        at += 1;
    }
    at.min(to).saturating_sub(1).max(from)
}

/// The first organisation of a phrase.
pub(super) fn body(page: &Page, from: usize, to: usize) -> Option<usize> {
    let mut mentions = (from..to).filter_map(|at| page.mention(at)).map(|(mention, _)| mention);
    mentions.find(|mention| page.kind(*mention) == Some(EntityKind::Organization))
}
