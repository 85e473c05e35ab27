//! The figures, and how each is computed.

use crate::data::{Doc, Kind};
use crossread::article::furniture::{decide, model::Judged};
use std::collections::{BTreeMap, HashMap};

/// What is printed.
#[derive(Default)]
pub(crate) struct Figures {
    /// Furniture lines of all residues removed, of how many.
    removed: (usize, usize),
    /// Genuine lines of all residues removed, of how many.
    lost: (usize, usize),
    /// Precision and recall of the shingles of each residue, summed, and the number of residues.
    shingles: (f64, f64, usize),
    /// The same before anything is removed.
    untouched: (f64, f64),
    /// Lines of all pages: rightly kept, wrongly kept, wrongly removed.
    page: (usize, usize, usize),
    /// Line F1 of each page, summed, and the number of pages.
    page_mean: (f64, usize),
    /// Lines of clean accounts removed, of how many.
    clean: (usize, usize),
}

/// Measures a decision rule on documents with their lines.
pub(crate) fn measure(docs: &[(&Doc, Vec<Judged>)], eager: f32, careful: f32) -> Figures {
    let mut f = Figures::default();
    for (doc, lines) in docs {
        let marked = decide(lines, eager, careful);
        let count = |want: bool, got: bool| {
            doc.furniture.iter().zip(&marked).filter(|(w, g)| **w == want && **g == got).count()
        };
        let (kept, stayed, lost, removed) =
            (count(false, false), count(true, false), count(false, true), count(true, true));
        match doc.kind {
            Kind::Page => {
                f.page.0 += kept;
                f.page.1 += stayed;
                f.page.2 += lost;
                f.page_mean.0 += f1(kept as f64, stayed as f64, lost as f64);
                f.page_mean.1 += 1;
            }
            Kind::Residue => {
                f.removed = (f.removed.0 + removed, f.removed.1 + removed + stayed);
                f.lost = (f.lost.0 + lost, f.lost.1 + lost + kept);
                let genuine = shingles(doc, |i| !doc.furniture[i]);
                let (p, r) = compare(&shingles(doc, |i| !marked[i]), &genuine);
                let (p0, r0) = compare(&shingles(doc, |_| true), &genuine);
                f.shingles = (f.shingles.0 + p, f.shingles.1 + r, f.shingles.2 + 1);
                f.untouched = (f.untouched.0 + p0, f.untouched.1 + r0);
            }
            Kind::Clean => f.clean = (f.clean.0 + lost, f.clean.1 + lost + kept),
            Kind::Made | Kind::Strewn => {}
        }
    }
    f
}

impl Figures {
    /// One line.
    pub(crate) fn line(&self) -> String {
        let share = |(a, b): (usize, usize)| a as f64 / b.max(1) as f64;
        let n = self.shingles.2.max(1) as f64;
        format!(
            "residue: shingle F1 {:.4} (untouched {:.4}), removed {:.3}, lost {:.4}; pages: line F1 {:.3} (mean of pages {:.3}); clean: lost {:.4} ({} of {})",
            harmonic(self.shingles.0 / n, self.shingles.1 / n),
            harmonic(self.untouched.0 / n, self.untouched.1 / n),
            share(self.removed),
            share(self.lost),
            f1(self.page.0 as f64, self.page.1 as f64, self.page.2 as f64),
            self.page_mean.0 / self.page_mean.1.max(1) as f64,
            share(self.clean),
            self.clean.0,
            self.clean.1,
        )
    }
}

fn f1(right: f64, wrong: f64, missed: f64) -> f64 {
    if right + wrong + missed == 0.0 { 1.0 } else { 2.0 * right / (2.0 * right + wrong + missed) }
}

fn harmonic(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

/// Runs of four words of the chosen lines, joined, with their counts.
fn shingles(doc: &Doc, chosen: impl Fn(usize) -> bool) -> HashMap<Vec<String>, usize> {
    let words: Vec<String> = (0..doc.lines.len())
        .filter(|&i| chosen(i))
        .flat_map(|i| doc.lines[i].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()))
        .map(str::to_owned)
        .collect();
    let mut counts = HashMap::new();
    if !words.is_empty() {
        for run in words.windows(words.len().min(4)) {
            *counts.entry(run.to_vec()).or_insert(0) += 1;
        }
    }
    counts
}

/// Precision and recall of shingles.
fn compare(kept: &HashMap<Vec<String>, usize>, genuine: &HashMap<Vec<String>, usize>) -> (f64, f64) {
    let both: usize = kept.iter().map(|(run, n)| *n.min(genuine.get(run).unwrap_or(&0))).sum();
    let share = |all: &HashMap<Vec<String>, usize>| match all.values().sum::<usize>() {
        0 => 1.0,
        total => both as f64 / total as f64,
    };
    (share(kept), share(genuine))
}

/// What became of held-out lines put into clean accounts: by their mark, and each by itself.
#[derive(Default)]
pub(crate) struct Strays {
    all: BTreeMap<char, (usize, usize)>,
    each: BTreeMap<(char, String), Vec<(Judged, bool)>>,
}

impl Strays {
    pub(crate) fn add(&mut self, text: &str, mark: char, judged: &Judged, marked: bool) {
        let (folded, all) = self.all.entry(mark).or_default();
        *folded += usize::from(marked);
        *all += 1;
        self.each.entry((mark, text.to_owned())).or_default().push((*judged, marked));
    }

    /// The shares folded, a kind a line.
    pub(crate) fn report(&self) {
        for (mark, name) in [
            ('-', "furniture in wordings held out"),
            ('~', "furniture in wordings trained on"),
            ('c', "captions given again with a credit"),
            ('=', "genuine short lines"),
            ('1', "captions"),
            ('p', "paragraphs"),
        ] {
            let (folded, all) = self.all.get(&mark).copied().unwrap_or_default();
            println!("  {name}: {folded} of {all} folded ({:.4})", folded as f64 / all.max(1) as f64);
        }
    }

    /// Each line that went wrong at least once, for the eye.
    pub(crate) fn wrong(&self) {
        for ((mark, text), seen) in &self.each {
            let folded = seen.iter().filter(|(_, marked)| *marked).count();
            let want = matches!(mark, '-' | '~' | 'c');
            if folded == if want { seen.len() } else { 0 } {
                continue;
            }
            let mean = |f: fn(&Judged) -> f32| seen.iter().map(|(j, _)| f(j)).sum::<f32>() / seen.len() as f32;
            let (p, words, known) = (mean(|j| j.probability), mean(|j| j.words), mean(|j| j.known));
            let text: String = text.chars().take(70).collect();
            println!("{mark} {folded}/{} p {p:.3} words {words:.1} known {known:.1} {text}", seen.len());
        }
    }
}
