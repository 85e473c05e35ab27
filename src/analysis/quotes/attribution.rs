//! An attribution that follows what is quoted: "said X", "X, the head of Y, said", "X quoted her as saying".

use super::active::{active, is_adverb};
use super::cues::{Form, Strength, is_between, is_finite_shape, verb};
use super::page::Page;
use super::speaker::{Credit, FURTHER};
use super::subject::{self, Subject};
use crate::analysis::EntityKind;

/// An attribution that begins at token `at`; `closed` where it is parted from what is quoted by a comma or the like.
pub(super) fn attribution(page: &Page, at: usize, end: usize, reach: usize, closed: bool) -> Option<Credit> {
    // What stands beyond the end is another paragraph's.
    if at >= end {
        return None;
    }
    if page.lower(at) == "according" && page.lower(at + 1) == "to" {
        let subject = subject::after(page, at + 2, end);
        return Some(Credit { subject, cue: at..at + 2, weight: FURTHER });
    }
    // "said X", "later recalled X"
    let mut verb_at = at;
    while is_adverb(&page.lower(verb_at)) && verb_at < end {
        verb_at += 1;
    }
    if let Some((strength, form)) = active(page, verb_at) {
        let told = matches!(&*page.lower(verb_at), "told" | "tells");
        if strength > Strength::Weak && matches!(form, Form::Past | Form::Present) && !told {
            let subject = subject::after(page, verb_at + 1, end);
            if subject.is_some() || verb_at + 1 >= end || !page.is_word(verb_at + 1) {
                return Some(Credit { subject, cue: verb_at..verb_at + 1, weight: FURTHER });
            }
        }
        return None;
    }
    let unknown = || if closed { unknown_verb(page, verb_at, end) } else { None };
    if let Some(credit) = unknown().or_else(|| cleft(page, at, end)) {
        return Some(credit);
    }
    // "X, the head of Y, said"
    let lower = page.lower(at);
    let opens = !subject::is_preposition(&lower)
        && !matches!(
            &*lower,
            "and"
                | "but"
                | "because"
                | "when"
                | "while"
                | "as"
                | "who"
                | "which"
                | "that"
                | "or"
                | "if"
                | "so"
                | "where"
                | "since"
                | "until"
                | "though"
                | "although"
                | "not"
                | "is"
                | "was"
                | "were"
                | "are"
                | ""
        )
        && verb(&lower).is_none();
    if !opens || !page.is_word(at) && page.words.get(at).is_none_or(|word| word.mention.is_none()) {
        return None;
    }
    if let Some(credit) = unknown_after(page, at, end).filter(|_| closed && stopped(page, at)) {
        return Some(credit);
    }
    let mut commas = 0;
    for cue in at + 1..end.min(at + reach) {
        if page.is_quoted(cue) || matches!(page.word(cue), ";" | ":") {
            break;
        }
        commas += usize::from(page.word(cue) == ",");
        if closed && let Some(credit) = infinitive(page, at, cue) {
            return Some(credit);
        }
        let Some((strength, form)) = active(page, cue) else { continue };
        if let Some(saying) = subject::quoted_as(page, cue, end) {
            let subject = subject::before(page, at, saying)?;
            return Some(Credit { subject: Some(subject), cue: saying..saying + 1, weight: FURTHER });
        }
        let relative = cue > 0 && matches!(&*page.lower(cue - 1), "who" | "which" | "that");
        if relative || matches!(form, Form::Participle) || strength == Strength::Weak && commas == 0 {
            continue;
        }
        if subject::is_pronoun(&lower) && cue > at + 4 || commas == 0 && cue > at + 14 {
            break;
        }
        let subject = subject::before(page, at, cue)?;
        return Some(Credit { subject: Some(subject), cue: cue..cue + 1, weight: FURTHER });
    }
    None
}

/// Whether the words that end before token `at` end with a comma or the like inside of their marks.
pub(super) fn stopped(page: &Page, at: usize) -> bool {
    let closed = at.checked_sub(1).and_then(|back| page.words.get(back)).and_then(|word| word.piece);
    let piece = closed.and_then(|piece| page.pieces.get(piece));
    piece.is_some_and(|one| one.inner.of(page.document.text).ends_with([',', '?', '!', '…', '.', '—', '–', '-']))
}

fn is_person(page: &Page, at: usize) -> bool {
    page.mention(at).is_some_and(|(mention, _)| page.kind(mention) == Some(EntityKind::Person))
}

/// Whether token `at` could be a verb that no list holds.
fn is_unknown_verb(page: &Page, at: usize) -> bool {
    let lower = page.lower(at);
    let free = page.is_word(at) && !page.is_capital(at) && page.mention(at).is_none() && !page.is_quoted(at);
    let small = matches!(
        &*lower,
        "this" | "perhaps" | "besides" | "unless" | "whereas" | "towards" | "sometimes" | "hers" | "ours" | "theirs"
    );
    free && is_finite_shape(&lower) && !is_between(&lower) && !small
}

/// `…,” fumed opposition MP X`: where the words before are closed, whatever verb stands there is one of saying.
fn unknown_verb(page: &Page, at: usize, end: usize) -> Option<Credit> {
    let next = at + 1;
    if !is_unknown_verb(page, at) || next >= end {
        return None;
    }
    let title = |at: &usize| page.is_word(*at) && !subject::is_preposition(&page.lower(*at)) && !is_person(page, *at);
    let lead = (next..end.min(next + 5)).take_while(title).count();
    let person = is_person(page, next + lead) && !matches!(&*page.lower(next), "the" | "a" | "an");
    let determined = matches!(
        &*page.lower(next),
        "the" | "a" | "an" | "one" | "another" | "his" | "her" | "its" | "their" | "he" | "she"
    ) || page.mention(next).is_some();
    // `“Thriller”, released the year before`
    if !(stopped(page, at) && (person || determined)) && !(lower_past(page, at) && person) {
        return None;
    }
    let subject = subject::after(page, next, end)?;
    Some(Credit { subject: Some(subject), cue: at..next, weight: FURTHER })
}

fn lower_past(page: &Page, at: usize) -> bool {
    page.lower(at).ends_with("ed")
}

/// `…,” she calculates.`: a pronoun or a name, and a verb that ends the clause.
fn unknown_after(page: &Page, at: usize, end: usize) -> Option<Credit> {
    let words = match page.mention(at) {
        Some((mention, _)) if page.kind(mention) == Some(EntityKind::Person) => page.of_mention.get(mention)?.clone(),
        None if subject::is_pronoun(&page.lower(at)) => at..at + 1,
        _ => return None,
    };
    let cue = words.end;
    let after = page.lower(cue + 1);
    let ends = !page.is_word(cue + 1) || subject::is_preposition(&after) || matches!(&*after, "as" | "when" | "while");
    if cue >= end || !is_unknown_verb(page, cue) || verb(&page.lower(cue)).is_some() || !ends {
        return None;
    }
    let subject = subject::before(page, words.start, cue)?;
    Some(Credit { subject: Some(subject), cue: cue..cue + 1, weight: FURTHER })
}

/// `…,” is all that X would say`, `…” was how X put it`.
fn cleft(page: &Page, at: usize, end: usize) -> Option<Credit> {
    if !matches!(&*page.lower(at), "is" | "was") || !matches!(&*page.lower(at + 1), "all" | "how" | "what") {
        return None;
    }
    let from = if page.lower(at + 2) == "that" { at + 3 } else { at + 2 };
    let told = |at: &usize| {
        let lower = page.lower(*at);
        page.mention(*at).is_none()
            && (matches!(&*lower, "put" | "puts" | "saw" | "sees")
                || verb(&lower).is_some_and(|verb| verb.strength > Strength::Weak && verb.form != Form::Participle))
    };
    let cue = (from + 1..end.min(from + 14)).take_while(|at| !page.is_quoted(*at)).find(told)?;
    let subject: Subject = subject::before(page, from, cue)?;
    Some(Credit { subject: Some(subject), cue: cue..cue + 1, weight: FURTHER })
}

/// `…,” X likes to say`.
fn infinitive(page: &Page, at: usize, cue: usize) -> Option<Credit> {
    let said = verb(&page.lower(cue)).is_some_and(|verb| verb.strength > Strength::Weak && verb.form == Form::Base);
    let habit = cue.checked_sub(2).filter(|habit| *habit > at && said && page.lower(cue - 1) == "to")?;
    let habitual = matches!(
        &*page.lower(habit),
        "like"
            | "likes"
            | "liked"
            | "love"
            | "loves"
            | "loved"
            | "used"
            | "wants"
            | "wanted"
            | "began"
            | "begins"
            | "has"
            | "had"
            | "continued"
            | "chose"
            | "came"
            | "ventured"
            | "hastened"
            | "happened"
            | "tends"
            | "tended"
            | "prefers"
            | "preferred"
            | "was"
    );
    let subject = subject::before(page, at, habit).filter(|_| habitual)?;
    Some(Credit { subject: Some(subject), cue: cue..cue + 1, weight: FURTHER })
}
