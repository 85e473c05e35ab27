//! The training data as numbers: each candidate token's features and its tag.

use crate::corpus::{Sample, marked};
use crate::lists;
use crossread::analysis::recognizer::context::Context;
use crossread::analysis::recognizer::features;
use crossread::analysis::recognizer::hash::mix;
use crossread::analysis::recognizer::knowledge::Knowledge;
use crossread::analysis::recognizer::model::Scores;
use crossread::analysis::recognizer::tags::{self, TAGS, Tag};
use crossread::analysis::{Document, EntityKind};
use rustc_hash::FxHashMap;

/// Tokens that are tagged together, and how much they count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) weight: f32,
}

/// All tokens of the training data that may be part of a name.
#[derive(Default)]
pub(crate) struct Data {
    /// The tag of each token.
    pub(crate) tags: Vec<Tag>,
    /// Stretches of tokens.
    pub(crate) segments: Vec<Segment>,
    /// The hash of each feature, and the source whose own it is (0: of all).
    pub(crate) hashes: Vec<(u64, u8)>,
    ids: Vec<u32>,
    ends: Vec<usize>,
}

impl Data {
    /// Reads `samples`.
    pub(crate) fn of(samples: &[Sample], knowledge: &Knowledge) -> Data {
        let mut data = Data::default();
        let mut index: FxHashMap<u64, u32> = FxHashMap::default();
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
                        all_features(&context, (n, i), &mut hashes);
                        let sources = if sample.source == 0 { &[0][..] } else { &[0, sample.source][..] };
                        for key in sources.iter().flat_map(|source| hashes.iter().map(move |hash| (*hash, *source))) {
                            let id = *index.entry(mix(key.0, u64::from(key.1))).or_insert_with(|| {
                                data.hashes.push(key);
                                data.hashes.len() as u32 - 1
                            });
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
        data.mend_cut_names();
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

    /// The features of a token.
    pub(crate) fn ids(&self, token: usize) -> &[u32] {
        let from = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[from..self.ends[token]]
    }

    /// What `rows` say of a token.
    pub(crate) fn scores(&self, token: usize, rows: &[Scores]) -> Scores {
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
    let (groups, events) = (lists::bit("groups"), lists::bit("events"));
    let mut from = 0;
    for (i, own) in listed.iter().enumerate() {
        if own.part == 0 || own.part == 3 {
            from = i;
        }
        let kind = match own.lists {
            lists if lists & groups != 0 => EntityKind::Group,
            lists if lists & events != 0 => EntityKind::Event,
            _ => continue,
        };
        let free = names.iter().all(|&(start, end, _)| end <= from || i < start);
        if own.part >= 2 && words[from].capital() && free {
            names.push((from, i + 1, kind));
        }
    }
    names.sort_by_key(|name| name.0);
}

/// All features of token `i` of sentence `n`.
fn all_features(context: &Context, (n, i): (usize, usize), out: &mut Vec<u64>) {
    let mut alone = Vec::new();
    features::together(context, n, i, out);
    for place in 0..features::WINDOW {
        features::alone(features::beside(context, &context.words[n], i, place), place, &mut alone);
        out.append(&mut alone);
    }
}
