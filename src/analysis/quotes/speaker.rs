//! Which words of the sentence credit a quotation to somebody: the patterns of attribution, each with its weight.

use super::active::active;
use super::attribution::{attribution, stopped};
use super::cues::{Form, Strength, is_saying_noun};
use super::frame::Frame;
use super::page::Page;
use super::subject::{self, Subject, Who};
use super::topic;
use crate::analysis::EntityKind;
use std::ops::Range;

/// An attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) subject: Option<Subject>,
    /// The tokens of the cue; empty where the place alone tells.
    pub(super) cue: Range<usize>,
    pub(super) weight: u8,
}

/// The name stands under the quotation.
pub(super) const SIGNED: u8 = 11;
/// Who is the subject right beside the quotation: nothing can outweigh it.
const BESIDE: u8 = 10;
/// The verb leads up to the mark: `she said: “`.
pub(super) const LEADS: u8 = 9;
/// The quotation stands in the clause of the verb.
const WITHIN: u8 = 7;
/// A noun of saying or a colon leads up to it.
const NOUN: u8 = 6;
/// An attribution further on in the sentence.
pub(super) const FURTHER: u8 = 5;
/// Only the subject of the sentence is known.
pub(super) const SENTENCE: u8 = 3;

/// Tokens between a quotation and a cue after it.
const REACH: usize = 45;

/// The best attribution of a piece by the words around it.
pub(super) fn credit(page: &Page, frame: &Frame) -> Option<Credit> {
    let mut best = beside(page, frame);
    if let Some(credit) = best.as_ref().filter(|credit| credit.weight == BESIDE) {
        // `X called it “a gift”, according to Y`: X's words, though Y tells of them.
        let told = if page.lower(credit.cue.start) == "according" { leading(page, frame) } else { None };
        let told =
            told.filter(|told| told.weight >= WITHIN && told.subject.as_ref().is_some_and(|one| is_person(page, one)));
        return told.or(best);
    }
    let mut offer = |credit: Option<Credit>| {
        if let Some(credit) = credit
            && best.as_ref().is_none_or(|best| credit.weight > best.weight)
        {
            best = Some(credit);
        }
    };
    offer(parenthetic(page, frame));
    offer(leading(page, frame));
    if !frame.apart {
        offer(further(page, frame));
    }
    offer(noun(page, frame));
    offer(sentence(page, frame));
    best
}

/// Past closing marks, commas and dashes.
fn past_marks(page: &Page, range: &Range<usize>) -> (usize, bool) {
    let (mut at, mut parted) = (range.start, false);
    while at < range.end && !page.is_word(at) && !page.is_quoted(at) {
        let mark = page.word(at);
        if page.words.get(at).is_some_and(|word| word.mention.is_some()) || matches!(mark, ";" | ":" | "(") {
            break;
        }
        parted |= matches!(mark, "," | "—" | "–" | "-" | "." | "?" | "!" | "--");
        at += 1;
    }
    (at, parted)
}

/// `…,” said X`, `…,” she said`, `…”, according to X`.
fn beside(page: &Page, frame: &Frame) -> Option<Credit> {
    let range = &frame.after;
    let (at, parted) = past_marks(page, range);
    let stopped = stopped(page, at);
    let reach = if frame.apart { 8 } else { REACH };
    let credit = attribution(page, at, range.end, reach, parted || stopped)?;
    if frame.apart && (credit.cue.is_empty() || !ends_clause(page, credit.cue.end, range.end)) {
        return None;
    }
    let weight = if parted || stopped { BESIDE } else { NOUN };
    Some(Credit { weight, ..credit })
}

/// Whether an attribution that is a sentence of its own holds little else.
fn ends_clause(page: &Page, at: usize, end: usize) -> bool {
    let rest = end.saturating_sub(at);
    rest <= 12 || matches!(page.word(at), "," | "." | ":")
}

fn is_person(page: &Page, subject: &Subject) -> bool {
    match subject.who {
        Who::Mention(mention) => page.kind(mention) == Some(EntityKind::Person),
        Who::Pronoun(at) => matches!(&*page.lower(at), "he" | "she"),
        Who::Description { .. } => false,
    }
}

/// The subject of "with X urging".
fn absolute(page: &Page, from: usize, cue: usize) -> Option<Subject> {
    let back = (from + 1..cue).rev().take(16).take_while(|at| !page.is_quoted(*at) && page.word(*at) != ",");
    let with = back.into_iter().find(|at| page.lower(*at) == "with" && page.word(*at - 1) == ",")?;
    subject::after(page, with + 1, cue)
}

/// The nearest verb before the piece, in the same sentence.
fn leading(page: &Page, frame: &Frame) -> Option<Credit> {
    let range = &frame.before;
    let mut fallback = None;
    for cue in range.clone().rev() {
        if page.lower(cue) == "to" && cue > range.start && page.lower(cue - 1) == "according" {
            let subject = subject::after(page, cue + 1, range.end);
            return Some(Credit { subject, cue: cue - 1..cue + 1, weight: WITHIN });
        }
        let Some((strength, form)) = active(page, cue) else {
            // "Readers are asked to trust …": by nobody who is named.
            let asked =
                is_passive_order(page, cue).then(|| Credit { subject: None, cue: cue..cue + 1, weight: FURTHER });
            fallback = fallback.or(asked);
            continue;
        };
        // "Ana said Beijing hoped": a place is no speaker where a better one stands before it.
        let inverted = cue == range.start
            || page.is_quoted(cue - 1)
            || page.word(cue - 1) == "," && cue >= 2 && page.is_quoted(cue - 2);
        let subject = match inverted {
            true => subject::after(page, cue + 1, range.end),
            false if form == Form::Participle => {
                absolute(page, range.start, cue).or_else(|| subject::before(page, range.start, cue))
            }
            false => subject::before(page, range.start, cue),
        };
        let near = (cue + 1..range.end).all(|at| {
            matches!(&*page.lower(at), "that" | ":" | "," | "as" | "—" | "–" | "-")
                || !page.is_word(at) && page.mention(at).is_none()
        });
        let weight = match strength {
            Strength::Weak if near => NOUN + 1,
            Strength::Weak => FURTHER - 1,
            _ if subject.is_none() => SENTENCE + 1,
            _ if form == Form::Base => NOUN,
            _ if near => LEADS,
            _ => WITHIN,
        };
        let credit = Credit { subject, cue: cue..cue + 1, weight };
        let place = |subject: &Subject| match subject.who {
            Who::Mention(mention) => page.kind(mention) == Some(EntityKind::Place),
            _ => false,
        };
        if credit.subject.as_ref().is_some_and(|subject| !place(subject)) && strength > Strength::Weak {
            return Some(credit);
        }
        if fallback.as_ref().is_none_or(|held: &Credit| held.subject.is_none() && credit.subject.is_some()) {
            fallback = Some(credit);
        }
    }
    fallback
}

/// `X, he let readers know, is “a friend”`: the words of who stands in the clause between the commas, whatever its verb.
fn parenthetic(page: &Page, frame: &Frame) -> Option<Credit> {
    let range = &frame.before;
    let resumes = |at: usize| {
        matches!(
            &*page.lower(at),
            "is" | "was"
                | "are"
                | "were"
                | "has"
                | "had"
                | "have"
                | "will"
                | "would"
                | "can"
                | "could"
                | "should"
                | "must"
                | "may"
                | "might"
                | "remains"
                | "did"
                | "does"
                | "deserves"
                | "needs"
        )
    };
    let inside = |at: usize| !page.is_quoted(at) && !matches!(page.word(at), "," | ";" | ":" | "—" | "–");
    let opens = (range.start + 1..range.end).rev().take(REACH).find(|at| {
        let to = (*at + 3..range.end.min(*at + 10)).find(|to| page.word(*to) == ",");
        page.word(*at) == ","
            && matches!(&*page.lower(*at + 1), "he" | "she" | "they")
            && page.mention(*at - 1).is_some_and(|(mention, _)| page.kind(mention) == Some(EntityKind::Person))
            && to.is_some_and(|to| (*at + 1..to).all(inside) && resumes(to + 1))
    })?;
    let cue = opens + 2..opens + 3;
    Some(Credit { subject: Some(subject::pronoun(opens + 1)), cue, weight: LEADS })
}

/// Whether the participle at `at` tells that somebody is asked or told to do something.
fn is_passive_order(page: &Page, at: usize) -> bool {
    let ordered =
        matches!(&*page.lower(at), "asked" | "urged" | "told" | "advised" | "warned" | "invited" | "reminded");
    ordered
        && matches!(&*page.lower(at + 1), "to" | "not" | "that")
        && at
            .checked_sub(1)
            .is_some_and(|be| matches!(&*page.lower(be), "are" | "is" | "were" | "was" | "been" | "being"))
}

/// An attribution after a comma further on: `“…” at scale, according to X`.
fn further(page: &Page, frame: &Frame) -> Option<Credit> {
    let range = &frame.after;
    for at in range.clone() {
        if page.is_quoted(at) || matches!(page.word(at), ";" | ":") {
            return None;
        }
        if matches!(page.word(at), "," | "—" | "–") || page.lower(at + 1) == "according" {
            let credit = attribution(page, at + 1, range.end, 12, false).filter(|credit| credit.subject.is_some());
            if credit.is_some() {
                return credit;
            }
        }
    }
    None
}

/// `In her telling …`, `his verdict: “`, `“…” in the words of X`.
fn noun(page: &Page, frame: &Frame) -> Option<Credit> {
    let found = |at: usize| -> Option<Credit> {
        if page.is_quoted(at) || !is_saying_noun(&page.lower(at)) {
            return None;
        }
        let mut back = at.checked_sub(1)?;
        if page.is_word(back)
            && !matches!(&*page.lower(back), "his" | "her" | "their" | "its")
            && page.mention(back).is_none()
        {
            back = back.checked_sub(1)?;
        }
        if page.lower(back) == "own" {
            back = back.checked_sub(1)?;
        }
        // `“…”, in the words of X` stands beside it.
        let beside = page.lower(at) == "words" && past_marks(page, &frame.after).0 + 2 == at;
        let weight = if beside { BESIDE } else { NOUN };
        if matches!(&*page.lower(back), "his" | "her" | "their" | "its") {
            let subject = Subject { who: Who::Pronoun(back), words: back..back + 1, of: None, speaks_for: false };
            return Some(Credit { subject: Some(subject), cue: at..at + 1, weight });
        }
        let owner = back.checked_sub(1).filter(|owner| page.is_possessor(*owner)).and_then(|owner| page.mention(owner));
        if let Some((mention, _)) = owner {
            let words = page.of_mention.get(mention)?.clone();
            let subject = Subject { who: Who::Mention(mention), words, of: None, speaks_for: false };
            return Some(Credit { subject: Some(subject), cue: at..at + 1, weight });
        }
        if matches!(&*page.lower(at + 1), "of" | "from" | "by") {
            let subject = subject::after(page, at + 2, frame.after.end)?;
            return Some(Credit { subject: Some(subject), cue: at..at + 1, weight });
        }
        None
    };
    let near = frame.before.start.max(frame.before.end.saturating_sub(20))..frame.before.end;
    let beside = past_marks(page, &frame.after).0 + 2;
    let words = frame.after.contains(&beside) && page.lower(beside) == "words";
    let words = if words { found(beside) } else { None };
    words.or_else(|| near.rev().find_map(found)).or_else(|| frame.after.clone().take(12).find_map(found))
}

/// The subject of the sentence, where a colon leads up to the piece or it stands in somebody's own clause.
fn sentence(page: &Page, frame: &Frame) -> Option<Credit> {
    let range = &frame.before;
    let colon = range.end.checked_sub(1).is_some_and(|last| range.contains(&last) && page.word(last) == ":");
    if page.lower(range.start) == "for" {
        let comma = range.clone().find(|at| page.word(*at) == ",").unwrap_or(range.start);
        if let Some(subject) = subject::after(page, range.start + 1, range.end.min(comma + 12)) {
            return Some(Credit { subject: Some(subject), cue: range.start..range.start, weight: SENTENCE + 1 });
        }
    }
    let own = clause(page, range).filter(|_| !colon);
    let subject = own.or_else(|| topic::of_sentence(page, range.start, range.end))?;
    Some(Credit { subject: Some(subject), cue: range.start..range.start, weight: if colon { NOUN } else { SENTENCE } })
}

/// The subject of the last clause that a conjunction opens: "because the minister would not".
fn clause(page: &Page, range: &Range<usize>) -> Option<Subject> {
    let opens = |at: &usize| {
        matches!(&*page.lower(*at), "because" | "while" | "since" | "though" | "although" | "whereas" | "but")
    };
    let back = range.clone().rev().take(30).take_while(|at| !page.is_quoted(*at) && page.word(*at) != ";");
    let from = back.into_iter().find(opens)? + 1;
    topic::of_sentence(page, from, range.end).filter(|subject| subject.words.start == from)
}
