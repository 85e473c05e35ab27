//! What comparing makes of annotated events, counted as `score_coverage.py` counts it.

use super::data::{Event, Gold};
use crossread::compare::model::Model;
use crossread::compare::{Comparison, FigureVerdict, Options, Side, Stated, compare_with};
use std::collections::{BTreeMap, HashSet};

/// Right, invented, missed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count(usize, usize, usize);

impl Count {
    fn add(&mut self, gold: bool, found: bool) {
        match (gold, found) {
            (true, true) => self.0 += 1,
            (false, true) => self.1 += 1,
            (true, false) => self.2 += 1,
            _ => {}
        }
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |all: usize| 100.0 * self.0 as f64 / all.max(1) as f64;
        let f1 = 200.0 * self.0 as f64 / (2 * self.0 + self.1 + self.2).max(1) as f64;
        write!(f, "P {:.1} R {:.1} F1 {f1:.1}", share(self.0 + self.1), share(self.0 + self.2))
    }
}

/// All that is counted.
#[derive(Default)]
pub(crate) struct Counts {
    passages: Count,
    only: Count,
    figures: Count,
    conflicts: Count,
    verdicts: (usize, usize),
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        writeln!(f, "passages {}\nonly here {}", self.passages, self.only)?;
        let (right, all) = self.verdicts;
        let share = 100.0 * right as f64 / all.max(1) as f64;
        write!(f, "figures paired {} | verdict right {share:.1} | conflicts {}", self.figures, self.conflicts)
    }
}

/// Compares the accounts of an event two by two.
pub(crate) fn evaluate(event: &Event, model: &Model, options: &Options, say: bool, counts: &mut Counts) {
    for (x, y) in [(0, 1), (0, 2), (1, 2)] {
        let articles = [event.reading.accounts[x].article, event.reading.accounts[y].article];
        let comparison = compare_with(&event.collection, &articles, options, model);
        let duel = Duel { event, accounts: [x, y], comparison };
        duel.passages(counts, say);
        duel.only(counts);
        duel.figures(counts, say);
    }
}

struct Duel<'a> {
    event: &'a Event,
    accounts: [usize; 2],
    comparison: Comparison,
}

impl<'a> Duel<'a> {
    fn gold(&self, account: usize) -> &'a [Gold] {
        &self.event.gold[self.accounts[account]]
    }

    fn place(&self, account: usize, sentence: usize) -> Option<usize> {
        self.event.places[self.accounts[account]].get(sentence).copied().flatten()
    }

    fn passages(&self, counts: &mut Counts, say: bool) {
        let mut found = HashSet::new();
        let places = |side: Side| (side.from..side.to).filter_map(move |at| self.place(side.account, at));
        for passage in &self.comparison.passages {
            places(passage.a).for_each(|i| found.extend(places(passage.b).map(|j| (i, j))));
        }
        for (i, one) in self.gold(0).iter().enumerate() {
            for (j, other) in self.gold(1).iter().enumerate() {
                let (tells, told) = (one.tells(other), found.contains(&(i, j)));
                if tells || !one.facts.is_empty() || !other.facts.is_empty() {
                    counts.passages.add(tells, told);
                    if say && tells != told {
                        println!("{}\t{}\t{}", if told { "INVENTED" } else { "MISSED" }, one.text, other.text);
                    }
                }
            }
        }
    }

    fn only(&self, counts: &mut Counts) {
        for (k, only) in self.comparison.only.iter().enumerate() {
            let found: HashSet<usize> = only.iter().filter_map(|at| self.place(k, *at)).collect();
            let others = self.gold(1 - k);
            for (at, one) in self.gold(k).iter().enumerate().filter(|(_, one)| !one.facts.is_empty()) {
                let told = others.iter().any(|other| one.facts.intersection(&other.facts).next().is_some());
                if told || !others.iter().any(|other| one.quotes(other)) {
                    counts.only.add(!told, found.contains(&at));
                }
            }
        }
    }

    fn figures(&self, counts: &mut Counts, say: bool) {
        let values = [0, 1].map(|k| {
            let mut all: BTreeMap<&str, Vec<(&str, f64, usize)>> = BTreeMap::new();
            for (at, one) in self.gold(k).iter().enumerate() {
                for (fact, bound, value) in &one.values {
                    all.entry(fact).or_default().push((bound, *value, at));
                }
            }
            all
        });
        let [a, b] = &values;
        let wanted: BTreeMap<&str, FigureVerdict> =
            a.iter().filter_map(|(fact, own)| Some((*fact, verdict(own[0], b.get(fact)?[0])))).collect();
        let mut got: BTreeMap<&str, FigureVerdict> = BTreeMap::new();
        let show = |stated: &Stated| {
            let article = self.comparison.accounts[stated.account].article;
            let text = self.event.collection.entry(article).map_or("", |entry| &*entry.article.text);
            let sentence = self.comparison.sentence_at(stated.account, stated.span.start);
            let sentence = sentence.map(|at| self.comparison.accounts[stated.account].sentences[at]);
            format!("[{}] {}", stated.span.of(text), sentence.map_or("", |span| span.of(text)))
        };
        for shared in &self.comparison.figures {
            let sentences = [0, 1].map(|k| -> HashSet<usize> {
                let of = |stated: &Stated| self.place(k, self.comparison.sentence_at(k, stated.span.start)?);
                shared.values.iter().filter(|stated| stated.account == k).filter_map(of).collect()
            });
            if sentences.iter().any(HashSet::is_empty) {
                continue;
            }
            let among = |k: usize, fact: &str| values[k][fact].iter().any(|value| sentences[k].contains(&value.2));
            match wanted.keys().find(|fact| among(0, fact) && among(1, fact)) {
                None => {
                    counts.figures.1 += 1;
                    counts.conflicts.1 += usize::from(shared.verdict == FigureVerdict::Conflict);
                    if say {
                        println!("{}\tFIGURE INVENTED {:?} {}", self.event.name, shared.verdict, shared.about);
                        shared.values.iter().for_each(|stated| println!("    {}", show(stated)));
                    }
                }
                Some(fact) if got.get(fact) != wanted.get(fact) => {
                    got.insert(fact, shared.verdict);
                    if say && wanted.get(fact) != Some(&shared.verdict) {
                        println!("{}\tFIGURE WRONG {:?} want {:?}", self.event.name, shared.verdict, wanted[fact]);
                        shared.values.iter().for_each(|stated| println!("    {}", show(stated)));
                    }
                }
                Some(_) => {}
            }
        }
        for (fact, verdict) in &wanted {
            let found = got.get(fact);
            counts.figures.add(true, found.is_some());
            counts.verdicts.1 += usize::from(found.is_some());
            counts.verdicts.0 += usize::from(found == Some(verdict));
            counts.conflicts.add(*verdict == FigureVerdict::Conflict, found == Some(&FigureVerdict::Conflict));
            if say && found.is_none() {
                println!("{}\tFIGURE MISSED {verdict:?}", self.event.name);
                for k in [0, 1] {
                    for (bound, value, at) in &values[k][fact] {
                        println!("    {bound}{value} {}", self.gold(k)[*at].text);
                    }
                }
            }
        }
    }
}

/// How two annotated values stand to one another, as `score_coverage.py` has it.
fn verdict((one, v, _): (&str, f64, usize), (other, w, _): (&str, f64, usize)) -> FigureVerdict {
    let allows = |bound: &str, v: f64, w: f64| match bound {
        "~" => (v - w).abs() <= 0.1 * v.abs(),
        ">" => w > v,
        ">=" => w >= v,
        "<" => w < v,
        "<=" => w <= v,
        _ => true,
    };
    let either = |holds: bool| if holds { FigureVerdict::Compatible } else { FigureVerdict::Conflict };
    match (one, other) {
        ("=", "=") => {
            if v == w {
                FigureVerdict::Same
            } else {
                FigureVerdict::Conflict
            }
        }
        ("=", _) => either(allows(other, w, v)),
        (_, "=") => either(allows(one, v, w)),
        _ if one == other && v == w => FigureVerdict::Same,
        _ if one.starts_with(other.get(..1).unwrap_or("-")) || one == "~" || other == "~" => FigureVerdict::Compatible,
        _ => either(!((one.starts_with('>') && v >= w) || (one.starts_with('<') && v <= w))),
    }
}
