//! From what was learnt to the model's file.

use crate::sources::guidelines::{NEWSPAPERS, OURS};
use crate::tables::Tables;
use crossread::analysis::recognizer::model::{Parts, Row, Scores, all, own};
use crossread::analysis::recognizer::tags::TAGS;
use rustc_hash::FxHashMap;

/// Smaller weights are left out.
const LEAST: f32 = 0.02;
/// Greater weights are cut: a weight has one byte.
const MOST: f32 = 4.0;

/// The weights of features by their hash and the guidelines they belong to, and those of transitions.
#[derive(Default)]
pub(crate) struct Learnt {
    pub(crate) rows: FxHashMap<(u64, u8), Scores>,
    pub(crate) transitions: [Scores; TAGS],
}

impl Learnt {
    /// The weights that ship: our own, the newspapers' own, and those of single features (the register's).
    fn shipped(&self, single: Vec<(u64, f32)>) -> FxHashMap<u64, Scores> {
        let mut out: FxHashMap<u64, Scores> = FxHashMap::default();
        for ((hash, guidelines), row) in &self.rows {
            match *guidelines {
                OURS => drop(out.insert(all(*hash), *row)),
                NEWSPAPERS => drop(out.insert(own(*hash), *row)),
                _ => {}
            }
        }
        for (feature, weight) in single {
            let mut row = [0.0; TAGS];
            row[0] = weight;
            out.insert(all(feature), row);
        }
        out
    }

    /// The model's file, with the weights that matter, a byte each.
    pub(crate) fn pack(&self, tables: &Tables, single: Vec<(u64, f32)>) -> Vec<u8> {
        let rows = self.shipped(single);
        let most = rows.values().flatten().fold(0.0f32, |most, weight| most.max(weight.abs()));
        let scale = most.min(MOST) / 127.0;
        let byte =
            |weight: f32| if weight.abs() < LEAST { 0 } else { (weight / scale).round().clamp(-127.0, 127.0) as i8 };
        let rows: Vec<Row> = rows.iter().map(|(hash, row)| (*hash, row.map(byte))).collect();
        let kept = rows.into_iter().filter(|(_, row)| row.iter().any(|weight| *weight != 0)).collect();
        let Tables { words, coarser, names } = tables;
        Parts { words, coarser, names, transitions: &self.transitions, scale, rows: kept }.bytes()
    }
}
