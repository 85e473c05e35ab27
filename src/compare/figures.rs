//! Figures that several accounts give for the same thing: do they agree?
//!
//! Which figures count the same the model judges (`counted`): by their sentences, what stands around them, how near they
//! are. A conflict is claimed only where both most likely count the same.

use super::counted::Pair;
use super::gathered::Gathered;
use super::numbers::verdict;
use super::sentences::Reading;
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

/// Two figures are paired from this likelihood on that they count the same; where they then conflict, from the second on.
const LIKELY: [f32; 2] = [0.4, 0.5];

struct Match {
    a: Stated,
    b: Stated,
    strength: f32,
}

/// Figures that may count the same: whose accounts, and each pair with how likely it does.
pub(super) type Judged = ((usize, usize), Vec<(Pair, f32)>);

/// Pairs the figures that count the same, the surest first, and gathers those of several accounts.
pub(super) fn shared(collection: &Gathered, reading: &Reading, judged: &[Judged]) -> Vec<SharedFigure> {
    let [agree, conflict] = LIKELY;
    let least = |pair: &Pair| if pair.verdict == FigureVerdict::Conflict { conflict } else { agree };
    let found = |accounts: (usize, usize), (pair, strength): &(Pair, f32)| {
        let stated = |account, figure, span| Stated { account, figure, span };
        (*strength >= least(pair)).then(|| Match {
            a: stated(accounts.0, pair.figures.0, pair.spans.0),
            b: stated(accounts.1, pair.figures.1, pair.spans.1),
            strength: *strength,
        })
    };
    let all = judged.iter().flat_map(|(accounts, pairs)| pairs.iter().filter_map(|pair| found(*accounts, pair)));
    let mut matches: Vec<Match> = all.collect();
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
