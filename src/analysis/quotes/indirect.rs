//! Reported speech: "X said (that) …", "…, X said", "according to X, …".

use super::active::active;
use super::cues::{Form, Strength};
use super::nouns::{is_body, is_human};
use super::page::{Line, Page};
use super::subject::{self, Subject, Who};
use crate::analysis::names::Lists;
use std::ops::Range;

/// What somebody is reported to have said.
pub(super) struct Reported {
    /// Its tokens.
    pub(super) words: Range<usize>,
    pub(super) subject: Subject,
    pub(super) cue: Range<usize>,
}

/// Words of the shortest clause that is worth marking.
const SHORTEST: usize = 3;
/// Tokens of the longest.
const LONGEST: usize = 150;

/// The reported speech of one sentence; none of it overlaps another or what stands between marks.
pub(super) fn reported(page: &Page, line: &Line) -> Vec<Reported> {
    let mut out: Vec<Reported> = Vec::new();
    let (from, to) = (line.words.start, line.words.end);
    let mut free = from;
    for at in line.words.clone() {
        if at < free || page.is_quoted(at) {
            continue;
        }
        let found = match &*page.lower(at) {
            "according" if page.lower(at + 1) == "to" => according(page, free, at, to),
            _ => clause(page, free, at, to),
        };
        if let Some(found) = found {
            free = found.words.end.max(found.cue.end);
            out.push(found);
        }
    }
    out
}

fn clause(page: &Page, from: usize, at: usize, to: usize) -> Option<Reported> {
    let (strength, form) = active(page, at)?;
    let lower = page.lower(at);
    if strength < Strength::Saying || form == Form::Base || lower == "telling" && page.lower(at + 1) == ":" {
        return None;
    }
    let cue = at..at + 1;
    let whole = || subject::before(page, page.line(at)?.words.start, at);
    let subject = subject::before(page, from, at).or_else(|| if form == Form::Participle { whole() } else { None });
    let subject = subject.filter(|subject| can_speak(page, subject));
    // "Rain is likely, the agency said on Friday."
    if form != Form::Participle && closes_sentence(page, at, to) {
        let subject = subject?;
        let comma = subject_start(page, &subject, from)?;
        let words = past_dateline(page, from, comma)..comma;
        return is_clause(page, &words).then_some(Reported { words, subject, cue });
    }
    let subject = subject?;
    // "X told reporters on Friday that …", "X said …"
    let object = (at + 1..to.min(at + 14))
        .take_while(|next| !page.is_quoted(*next) && !matches!(page.word(*next), ";" | ":" | ","));
    let that = object.into_iter().find(|next| page.lower(*next) == "that");
    let start = match that {
        Some(that) if (at + 1..that).all(|next| !is_verb_like(page, next)) => that + 1,
        _ if is_plain(&lower) && finite_follows(page, at + 1, to) => at + 1,
        _ => return None,
    };
    if is_verb_like(page, start) {
        return None;
    }
    let words = start..clause_end(page, start, to);
    is_clause(page, &words).then_some(Reported { words, subject, cue })
}

/// Whether the subject is one that says things: "the visit" is not.
fn can_speak(page: &Page, subject: &Subject) -> bool {
    let Who::Description { head, .. } = subject.who else { return true };
    let lower = page.lower(head);
    let writing = matches!(
        &*lower,
        "report"
            | "study"
            | "statement"
            | "survey"
            | "document"
            | "contract"
            | "text"
            | "letter"
            | "police"
            | "government"
            | "army"
            | "navy"
            | "cabinet"
            | "parliament"
            | "media"
            | "ruling"
            | "judgment"
            | "source"
            | "aide"
            | "press"
            | "prefecture"
            | "administration"
            | "campaign"
            | "family"
            | "one"
            | "communiqué"
            | "notice"
            | "forecast"
    );
    writing || is_human(&lower) || is_body(&lower) || lower.ends_with('s') || Lists::embedded().is_title(&lower)
}

/// Verbs that a clause often follows without "that".
fn is_plain(lower: &str) -> bool {
    matches!(
        lower,
        "said"
            | "says"
            | "saying"
            | "added"
            | "adds"
            | "adding"
            | "insisted"
            | "insists"
            | "hoped"
            | "thought"
            | "thinks"
            | "believed"
            | "believes"
            | "feared"
            | "claimed"
            | "warned"
            | "warns"
            | "argued"
            | "argues"
            | "explained"
            | "noted"
            | "estimated"
            | "announced"
            | "confirmed"
            | "predicted"
            | "predicts"
            | "admitted"
            | "admits"
            | "acknowledged"
            | "maintained"
            | "maintains"
            | "conceded"
            | "suggested"
            | "suggests"
            | "recalled"
            | "recalls"
            | "reported"
            | "stressed"
            | "complained"
            | "alleged"
            | "replied"
            | "expected"
            | "expects"
            | "stated"
            | "insisting"
    )
}

/// Past "LOKOJA, Nigeria, Oct 6 - ".
fn past_dateline(page: &Page, from: usize, to: usize) -> usize {
    // The hyphen of "Twenty-two" is none.
    let is_dash = |at: &usize| match page.word(*at) {
        "-" => page.words.get(*at).is_some_and(|word| !word.item.glued),
        mark => matches!(mark, "—" | "–" | "--"),
    };
    let dash = (from..to.min(from + 12)).find(is_dash);
    let place = (from..dash.unwrap_or(from)).all(|at| !page.is_word(at) || page.is_capital(at));
    dash.filter(|_| place).map_or(from, |dash| dash + 1)
}

/// Whether nothing but a time, a place or whom it was said to follows the verb at token `cue`.
fn closes_sentence(page: &Page, cue: usize, to: usize) -> bool {
    let at = cue + 1;
    let told = matches!(
        &*page.lower(cue),
        "said"
            | "says"
            | "told"
            | "added"
            | "reported"
            | "announced"
            | "confirmed"
            | "warned"
            | "wrote"
            | "stated"
            | "noted"
    );
    let last = (at..to).all(|next| !page.is_word(next)) && page.word(at) != ",";
    let first = page.lower(at);
    let tail = to.saturating_sub(at) <= 9
        && (subject::is_preposition(&first)
            || first.ends_with("day")
            || matches!(&*first, "reporters" | "later" | "journalists"))
        && (at..to).all(|next| !page.is_quoted(next) && page.word(next) != "," && !is_verb_like(page, next));
    last || told && tail
}

/// Whether what follows a verb of saying is a clause and no object: it begins like a subject and has a verb.
fn finite_follows(page: &Page, from: usize, to: usize) -> bool {
    let first = page.lower(from);
    if is_verb_like(page, from) {
        return false;
    }
    let subject = subject::is_pronoun(&first)
        || matches!(
            &*first,
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "its"
                | "their"
                | "there"
                | "this"
                | "these"
                | "those"
                | "no"
                | "some"
                | "all"
                | "many"
                | "more"
                | "most"
                | "both"
                | "each"
                | "every"
                | "two"
                | "three"
                | "about"
                | "up"
                | "only"
                | "one"
                | "nobody"
                | "nothing"
                | "everyone"
                | "if"
                | "what"
                | "when"
        )
        || page.mention(from).is_some()
        || page.is_capital(from)
        || page.is_word(from) && !subject::is_preposition(&first);
    subject
        && (from..to.min(from + 24))
            .take_while(|at| !page.is_quoted(*at) && page.word(*at) != ";")
            .any(|at| is_verb_like(page, at))
}

fn is_verb_like(page: &Page, at: usize) -> bool {
    let lower = page.lower(at);
    matches!(
        &*lower,
        "is" | "was"
            | "were"
            | "are"
            | "has"
            | "had"
            | "have"
            | "would"
            | "will"
            | "could"
            | "can"
            | "may"
            | "might"
            | "must"
            | "should"
            | "did"
            | "does"
            | "do"
            | "went"
            | "came"
            | "made"
            | "took"
            | "left"
            | "began"
            | "lost"
            | "won"
            | "felt"
            | "met"
            | "wanted"
            | "cannot"
            | "needs"
            | "need"
            | "hoped"
    ) || page.is_word(at)
        && !page.is_capital(at)
        && lower.len() > 3
        && (lower.ends_with("ed") || super::cues::verb(&lower).is_some_and(|verb| verb.form != Form::Base))
}

/// Where the clause that begins at `from` ends: with the sentence, at a semicolon, before what is quoted, or where another
/// subject goes on after a comma.
fn clause_end(page: &Page, from: usize, to: usize) -> usize {
    let mut at = from;
    while at < to.min(from + LONGEST + 1) {
        let word = page.word(at);
        if page.is_quoted(at) || matches!(word, ";" | "." | "?" | "!") && at + 1 >= to || matches!(word, ";") {
            break;
        }
        let adding = matches!(&*page.lower(at + 1), "adding" | "but" | "according");
        if word == "," && adding {
            break;
        }
        at += 1;
    }
    at
}

fn is_clause(page: &Page, words: &Range<usize>) -> bool {
    if words.end.saturating_sub(words.start) > LONGEST {
        return false;
    }
    let count = words.clone().filter(|at| page.is_word(*at)).count();
    count >= SHORTEST && !words.clone().any(|at| page.is_quoted(at)) && !quoted_after(page, words.end)
}

/// Whether a quotation goes on where the clause ends: then the two are one statement, and the quotation tells it.
fn quoted_after(page: &Page, at: usize) -> bool {
    page.is_quoted(at) && !at.checked_sub(1).is_some_and(|back| matches!(page.word(back), "." | ";"))
}

/// The comma before the subject of "…, X said".
fn subject_start(page: &Page, subject: &Subject, from: usize) -> Option<usize> {
    let mut at = subject.words.start;
    while at > from {
        at -= 1;
        // "…, as the inventory claimed" is no report of what stands before it.
        if matches!(page.word(at), "," | "—" | "–") {
            return (page.lower(at + 1) != "as").then_some(at);
        }
        if page.is_quoted(at) || subject.words.start - at > 24 {
            return None;
        }
    }
    None
}

fn according(page: &Page, from: usize, at: usize, to: usize) -> Option<Reported> {
    let subject = subject::after(page, at + 2, to)?;
    let cue = at..at + 2;
    let leads = !(from..at).any(|at| page.is_word(at));
    let words = if leads {
        let comma = (subject.words.end..to).find(|at| page.word(*at) == ",")?;
        comma + 1..clause_end(page, comma + 1, to)
    } else {
        let comma = at.checked_sub(1).filter(|comma| page.word(*comma) == ",").unwrap_or(at);
        from..comma
    };
    is_clause(page, &words).then_some(Reported { words, subject, cue })
}
