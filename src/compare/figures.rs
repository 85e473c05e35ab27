//! Figures that several accounts give for the same thing: do they agree?
//!
//! Two figures are for one thing where their sentences tell the same, their units are the same, and what they count is called
//! by the same words or by words of like meaning. Where nothing says that they count the same they are paired only if
//! they agree: a conflict is claimed only where both count the same.

use super::gathered::Gathered;
use super::numbers::{is_of_kind, likeness, nearness, verdict};
use super::sentences::{Reading, Sentence};
use crate::analysis::Figure;
use crate::text::Span;
use serde::Serialize;

/// Whether the figures that accounts give for one thing agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureVerdict {
    /// They cannot both be right.
    Conflict,
    /// Both may be right: "15" and "more than a dozen".
    Compatible,
    /// They are the same.
    Same,
}

/// A figure as one account has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Which account.
    pub account: usize,
    /// Which of its figures: an index into [`crate::analysis::Analysis::figures`].
    pub figure: usize,
    /// The figure, in bytes of the article's text.
    pub span: Span,
}

/// Figures of several accounts for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFigure {
    /// What is counted, in words of one of the accounts; empty where that is not said.
    pub about: String,
    /// The figures, in the order of the accounts: at least one of two accounts or more.
    pub values: Vec<Stated>,
    /// Whether they agree: a conflict where any two of them conflict.
    pub verdict: FigureVerdict,
}

/// Two sentences that may tell the same, and how likely they do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hint {
    pub(super) a: (usize, usize),
    pub(super) b: (usize, usize),
    pub(super) score: f32,
}

/// Sentences less likely to tell the same than this say nothing about their figures.
pub(super) const HINT: f32 = 0.04;
/// What it takes to pair two figures that agree.
const AGREE: f32 = 1.15;
/// What it counts that they are near.
const NEAR: f32 = 0.4;

struct Match {
    a: Stated,
    b: Stated,
    strength: f32,
}

/// Pairs the figures of sentences that may tell the same, the surest first, and gathers those of several accounts.
pub(super) fn shared(collection: &Gathered, reading: &Reading, hints: &[Hint]) -> Vec<SharedFigure> {
    let mut matches: Vec<Match> = Vec::new();
    let sentence = |(account, at): (usize, usize)| reading.accounts.get(account)?.sentences.get(at);
    for hint in hints {
        if let (Some(one), Some(other)) = (sentence(hint.a), sentence(hint.b)) {
            between(reading, (hint.a.0, one), (hint.b.0, other), hint.score, &mut matches);
        }
    }
    matches.sort_by(|x, y| y.strength.total_cmp(&x.strength).then_with(|| key(x).cmp(&key(y))));
    let mut groups: Vec<Vec<Stated>> = Vec::new();
    for found in matches {
        let of = |stated: &Stated| groups.iter().position(|group| group.contains(stated));
        match (of(&found.a), of(&found.b)) {
            (None, None) => groups.push(vec![found.a, found.b]),
            (Some(at), None) => join(&mut groups, at, found.b),
            (None, Some(at)) => join(&mut groups, at, found.a),
            _ => {}
        }
    }
    let figure = |stated: &Stated| {
        let article = reading.accounts.get(stated.account)?.article;
        collection.entry(article)?.analysis.figures.get(stated.figure).copied()
    };
    let about = |stated: &Stated| {
        let entry = collection.entry(reading.accounts.get(stated.account)?.article)?;
        let about = figure(stated)?.about?.of(&entry.article.text);
        (!about.is_empty()).then(|| about.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let told = |mut values: Vec<Stated>| {
        values.sort_by_key(|stated| (stated.account, stated.span.start));
        let figures: Vec<Figure> = values.iter().filter_map(figure).collect();
        let pairs = figures.iter().enumerate().flat_map(|(at, one)| figures.iter().skip(at + 1).map(move |b| (one, b)));
        let verdict = pairs.map(|(a, b)| verdict(a, b)).min().unwrap_or(FigureVerdict::Same);
        SharedFigure { about: values.iter().find_map(about).unwrap_or_default(), values, verdict }
    };
    let mut out: Vec<SharedFigure> = groups.into_iter().map(told).collect();
    out.sort_by_key(|shared| (shared.verdict, shared.values.first().map(|stated| (stated.account, stated.span.start))));
    out
}

/// The same whichever account comes first.
fn key(found: &Match) -> ((usize, usize), (usize, usize)) {
    let (a, b) = ((found.a.span.start, found.a.span.end), (found.b.span.start, found.b.span.end));
    (a.min(b), a.max(b))
}

/// An account gives one figure for one thing.
fn join(groups: &mut [Vec<Stated>], at: usize, stated: Stated) {
    if let Some(group) = groups.get_mut(at).filter(|group| group.iter().all(|other| other.account != stated.account)) {
        group.push(stated);
    }
}

fn between(
    reading: &Reading,
    (account, one): (usize, &Sentence),
    (other_account, other): (usize, &Sentence),
    score: f32,
    out: &mut Vec<Match>,
) {
    let alone = |sentence: &Sentence, figure: &Figure| {
        sentence.figures.iter().filter(|that| is_of_kind(that, figure)).count() == 1
    };
    for (i, (a, about)) in one.figures.iter().zip(&one.abouts).enumerate() {
        for (j, (b, that)) in other.figures.iter().zip(&other.abouts).enumerate() {
            if !is_of_kind(a, b) {
                continue;
            }
            let (like, near) = (likeness(reading, about, that), nearness(a, b));
            let verdict = verdict(a, b);
            let sole = alone(one, a) && alone(other, b);
            let unit = f32::from(u8::from(a.unit.is_some()));
            let strength = score + like + NEAR * near + 0.2 * unit + if sole { 0.15 } else { 0.0 };
            let enough = match verdict {
                FigureVerdict::Same => strength >= AGREE,
                FigureVerdict::Compatible => strength >= AGREE && near >= 0.2,
                FigureVerdict::Conflict => {
                    let least = a.value.abs().min(b.value.abs());
                    // Called alike, in sentences that tell the same.
                    let alike = like >= if least >= 10.0 || a.unit.is_some() { 0.55 } else { 0.85 };
                    let called = alike && score >= 0.3 && near >= if sole || like >= 0.85 { 0.3 } else { 0.6 };
                    // Near one another, in sentences that surely tell the same.
                    let told = score >= 0.6 && near >= 0.6 && (sole || (like >= 0.44 && least >= 10.0));
                    // Large numbers are seldom so near by chance.
                    let large = near >= 0.85 && least >= 100.0 && (like >= 0.99 || (sole && score >= 0.2));
                    called || told || large
                }
            };
            if enough {
                let stated = |account, sentence: &Sentence, at: usize, figure: &Figure| Stated {
                    account,
                    figure: sentence.first_figure + at,
                    span: figure.span,
                };
                let (a, b) = (stated(account, one, i, a), stated(other_account, other, j, b));
                // What agrees goes before what does not.
                let strength = strength + if verdict == FigureVerdict::Conflict { 0.0 } else { 0.3 };
                out.push(Match { a, b, strength });
            }
        }
    }
}
