//! The training data as numbers: each candidate token's features and its tag.

use crate::corpus::{Sample, marked};
use crossread::analysis::recognizer::context::Context;
use crossread::analysis::recognizer::features;
use crossread::analysis::recognizer::knowledge::Knowledge;
use crossread::analysis::recognizer::model::Scores;
use crossread::analysis::recognizer::tags::{self, TAGS, Tag};
use crossread::analysis::{Document, EntityKind};
use rustc_hash::FxHashMap;

/// Tokens that are tagged together, and how much they count.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    pub from: usize,
    pub to: usize,
    pub weight: f32,
}

/// All tokens of the training data that may be part of a name.
#[derive(Default)]
pub struct Data {
    /// The tag of each token.
    pub tags: Vec<Tag>,
    /// Stretches of tokens.
    pub segments: Vec<Segment>,
    /// How many features there are.
    pub features: usize,
    /// The hash of each feature.
    pub hashes: Vec<u64>,
    ids: Vec<u32>,
    ends: Vec<usize>,
}

/// Features that occur less often are left out.
const RAREST: u32 = 1;
/// The bit of the list of groups in the gazetteer, and that of events.
const GROUPS: u16 = 1 << 13;
const EVENTS: u16 = 1 << 14;

impl Data {
    /// Reads `samples`.
    pub fn of(samples: &[Sample], knowledge: &Knowledge) -> Data {
        let mut data = Data::default();
        let mut index: FxHashMap<u64, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut hashes = Vec::new();
        for sample in samples {
            let article = sample.article();
            let document = Document::of(&article);
            let context = Context::of(&document, knowledge);
            for (n, (sentence, mut names)) in marked(&document, sample).enumerate() {
                if !sample.full {
                    add_listed(&context, n, &mut names);
                }
                let gold = tags::of_names(sentence.items.len(), names);
                let candidates = features::candidates(&context.words[n], context.casings[n]);
                let mut from = data.tags.len();
                for (i, candidate) in candidates.iter().chain([&false]).enumerate() {
                    if *candidate {
                        features::of(&context, n, i, &mut hashes);
                        for hash in &hashes {
                            let id = *index.entry(*hash).or_insert_with(|| {
                                counts.push(0);
                                data.hashes.push(*hash);
                                counts.len() as u32 - 1
                            });
                            counts[id as usize] += 1;
                            data.ids.push(id);
                        }
                        data.ends.push(data.ids.len());
                        data.tags.push(gold[i]);
                    } else if from < data.tags.len() {
                        data.segments.push(Segment { from, to: data.tags.len(), weight: sample.weight });
                        from = data.tags.len();
                    }
                }
            }
        }
        drop(index);
        data.mend_cut_names();
        data.drop_rare(&counts);
        data
    }

    /// A name that reaches beyond its segment is cut there.
    fn mend_cut_names(&mut self) {
        for segment in &self.segments {
            let own = &mut self.tags[segment.from..segment.to];
            let names = tags::names(own);
            own.copy_from_slice(&tags::of_names(own.len(), names));
        }
    }

    fn drop_rare(&mut self, counts: &[u32]) {
        let mut kept = Vec::new();
        let new: Vec<u32> = counts
            .iter()
            .zip(&self.hashes)
            .map(|(count, hash)| {
                if *count < RAREST {
                    return u32::MAX;
                }
                kept.push(*hash);
                kept.len() as u32 - 1
            })
            .collect();
        let (mut to, mut start) = (0, 0);
        for end in &mut self.ends {
            for from in start..*end {
                let id = new[self.ids[from] as usize];
                if id != u32::MAX {
                    self.ids[to] = id;
                    to += 1;
                }
            }
            start = *end;
            *end = to;
        }
        self.ids.truncate(to);
        self.features = kept.len();
        self.hashes = kept;
    }

    /// The features of a token.
    pub fn ids(&self, token: usize) -> &[u32] {
        let from = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[from..self.ends[token]]
    }

    /// What `rows` say of a token.
    pub fn scores(&self, token: usize, rows: &[Scores]) -> Scores {
        let mut out = [0.0; TAGS];
        for &id in self.ids(token) {
            out.iter_mut().zip(&rows[id as usize]).for_each(|(sum, weight)| *sum += weight);
        }
        out
    }
}

/// Adds the groups and events that the lists know, where the data mark neither.
fn add_listed(context: &Context, n: usize, names: &mut Vec<(usize, usize, EntityKind)>) {
    let (words, listed) = (&context.words[n], &context.listed[n]);
    let mut from = 0;
    for (i, own) in listed.iter().enumerate() {
        if own.part == 0 || own.part == 3 {
            from = i;
        }
        let kind = match own.lists {
            lists if lists & GROUPS != 0 => EntityKind::Group,
            lists if lists & EVENTS != 0 => EntityKind::Event,
            _ => continue,
        };
        let free = names.iter().all(|&(start, end, _)| end <= from || i < start);
        if own.part >= 2 && words[from].capital() && free {
            names.push((from, i + 1, kind));
        }
    }
    names.sort_by_key(|name| name.0);
}
