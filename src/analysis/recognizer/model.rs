//! The model's file, which is read where it lies: nothing is parsed or copied when the program starts.
//!
//! The file, all numbers little-endian: `CRNR`; version, CRC-32 of all that follows it, what a weight is multiplied
//! with (`f32`); the lengths of the sections (`u32` each); then the sections: word clusters, coarser clusters,
//! gazetteer, weights of transitions (`f32`), bucket starts (`u32`), rows of weights. A row is a fingerprint (16 bits),
//! a mask of the tags that have a weight (24 bits), and a signed byte for each of these; a bucket holds the rows whose
//! hashes end alike.

use super::knowledge::{Knowledge, Table};
use super::tags::{TAGS, may_follow};
use std::ops::AddAssign;

const MAGIC: &[u8; 4] = b"CRNR";
/// Of the file and of the features that its weights are about.
pub const VERSION: u32 = 1;
const SECTIONS: usize = 6;
const HEAD: usize = 16 + 4 * SECTIONS;

/// What is wrong with a model's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Too short, or other bytes at its head.
    #[error("it is no recogniser's model")]
    Foreign,
    /// Made for another version of crossread.
    #[error("it has version {0}, and this program reads version {VERSION}")]
    Version(u32),
    /// The checksum disagrees, or a section is cut.
    #[error("it is damaged")]
    Damaged,
}

/// What the model says about the tags of a token: a sum of weights for each.
pub type Scores = [f32; TAGS];

/// Sums of weights in units of the model's scale: everybody's, and the newspapers' own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums([[i32; TAGS]; 2]);

impl AddAssign<&Sums> for Sums {
    fn add_assign(&mut self, other: &Sums) {
        let all = self.0.iter_mut().flatten().zip(other.0.iter().flatten());
        all.for_each(|(sum, other)| *sum += other);
    }
}

/// A recogniser's model over the bytes of its file.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    /// What is known of words and names.
    pub knowledge: Knowledge<'a>,
    /// From one tag to the next; minus infinity where that may not be.
    pub transitions: [Scores; TAGS],
    scale: f32,
    starts: &'a [u8],
    rows: &'a [u8],
    mask: u64,
}

/// A row of weights before it is written: the hash of its feature, as [`all`] or [`own`] gives it, and the weights of
/// all tags in units of the scale.
pub type Row = (u64, [i8; TAGS]);

impl<'a> Model<'a> {
    /// Reads `bytes`, which must be a whole file.
    pub fn new(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let head = bytes.get(..HEAD).filter(|head| head.starts_with(MAGIC)).ok_or(ModelError::Foreign)?;
        let version = u32_at(head, 4).ok_or(ModelError::Foreign)?;
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let body = bytes.get(12..).unwrap_or_default();
        if u32_at(head, 8) != Some(crc32fast::hash(body)) {
            return Err(ModelError::Damaged);
        }
        Self::sections(head, bytes).ok_or(ModelError::Damaged)
    }

    fn sections(head: &[u8], bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.get(HEAD..)?;
        let mut section = |n: usize| {
            let (own, after) = rest.split_at_checked(u32_at(head, 16 + 4 * n)? as usize)?;
            rest = after;
            Some(own)
        };
        let knowledge =
            Knowledge { words: Table::new(section(0)?)?, coarser: section(1)?, names: Table::new(section(2)?)? };
        let transitions = section(3)?;
        let (starts, rows) = (section(4)?, section(5)?);
        let buckets = (starts.len() / 4).checked_sub(1).filter(|n| n.is_power_of_two())?;
        let mut model = Self {
            knowledge,
            transitions: [[f32::NEG_INFINITY; TAGS]; TAGS],
            scale: f32::from_bits(u32_at(head, 12)?),
            starts,
            rows,
            mask: buckets as u64 - 1,
        };
        for (from, row) in model.transitions.iter_mut().enumerate() {
            for (to, weight) in row.iter_mut().enumerate().filter(|(to, _)| may_follow(from, *to)) {
                *weight = f32::from_bits(u32_at(transitions, (from * TAGS + to) * 4)?);
            }
        }
        Some(model)
    }

    /// What the weights of `features` come to.
    pub fn sums(&self, features: &[u64]) -> Sums {
        let mut sums = Sums::default();
        features.iter().for_each(|&feature| self.add(feature, &mut sums));
        sums
    }

    /// Scores from sums: everybody's weights, and a share of the newspapers' own.
    pub fn scores(&self, Sums([all, own]): &Sums, share: f32) -> Scores {
        std::array::from_fn(|tag| self.scale * (all[tag] as f32 + share * own[tag] as f32))
    }

    /// The one weight of a feature that is about no tag.
    pub fn weight(&self, feature: u64) -> f32 {
        self.sums(&[feature]).0[0][0] as f32 * self.scale
    }

    /// Adds the weights of `feature` to the first sums, and the newspapers' own to the second.
    #[inline]
    fn add(&self, feature: u64, Sums(sums): &mut Sums) {
        let bucket = (feature & self.mask) as usize * 4;
        let (Some(from), Some(to)) = (u32_at(self.starts, bucket), u32_at(self.starts, bucket + 4)) else { return };
        let mut rest = self.rows.get(from as usize..to as usize).unwrap_or_default();
        let print = fingerprint(feature);
        while let Some(([a, b, c, d, e], after)) = rest.split_first_chunk::<5>() {
            let mut mask = u32::from_le_bytes([*c, *d, *e, 0]);
            let count = mask.count_ones() as usize;
            let other = u16::from_le_bytes([*a, *b]) ^ print;
            if other & !OWN == 0 {
                let sums = if other == 0 { &mut sums[0] } else { &mut sums[1] };
                for weight in after.iter().take(count) {
                    if let Some(sum) = sums.get_mut(mask.trailing_zeros() as usize) {
                        *sum += i32::from(weight.cast_signed());
                    }
                    mask &= mask - 1;
                }
            }
            rest = after.get(count..).unwrap_or_default();
        }
    }
}

/// The bit of a fingerprint that tells the newspapers' own weights of a feature from everybody's: both stand in one
/// bucket, and one look finds them.
const OWN: u16 = 1 << 15;

/// The newspapers' own weights of `feature` stand under this.
pub fn own(feature: u64) -> u64 {
    feature | u64::from(OWN) << 48
}

/// Everybody's weights of `feature` stand under this.
pub fn all(feature: u64) -> u64 {
    feature & !(u64::from(OWN) << 48)
}

/// What a feature is told by in its bucket, as everybody's.
fn fingerprint(feature: u64) -> u16 {
    (feature >> 48) as u16 & !OWN
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

/// What a file is written from.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The bytes of [`Knowledge::words`].
    pub words: &'a [u8],
    /// The bytes of [`Knowledge::coarser`].
    pub coarser: &'a [u8],
    /// The bytes of [`Knowledge::names`].
    pub names: &'a [u8],
    /// From one tag to the next; what may not be is not looked at.
    pub transitions: &'a [Scores; TAGS],
    /// The unit of the weights in `rows`.
    pub scale: f32,
    /// The features with a weight, each once.
    pub rows: Vec<Row>,
}

impl Parts<'_> {
    /// The file.
    pub fn bytes(mut self) -> Vec<u8> {
        let buckets = (self.rows.len() / 4 + 1).next_power_of_two();
        let bucket = |row: &Row| row.0 & (buckets as u64 - 1);
        self.rows.sort_unstable_by_key(|row| (bucket(row), row.0));
        let (mut starts, mut rows) = (Vec::with_capacity(buckets * 4 + 4), Vec::new());
        let mut next = self.rows.iter().peekable();
        for n in 0..buckets as u64 {
            starts.extend((rows.len() as u32).to_le_bytes());
            while let Some((hash, weights)) = next.next_if(|row| bucket(row) == n) {
                let mask = (0..TAGS).filter(|&tag| weights[tag] != 0).fold(0u32, |mask, tag| mask | 1 << tag);
                rows.extend(((hash >> 48) as u16).to_le_bytes());
                rows.extend(mask.to_le_bytes().iter().take(3));
                rows.extend(weights.iter().filter(|weight| **weight != 0).map(|weight| weight.cast_unsigned()));
            }
        }
        starts.extend((rows.len() as u32).to_le_bytes());
        let transitions: Vec<u8> = self.transitions.iter().flatten().flat_map(|weight| weight.to_le_bytes()).collect();
        let sections: [&[u8]; SECTIONS] = [self.words, self.coarser, self.names, &transitions, &starts, &rows];
        let mut body = self.scale.to_le_bytes().to_vec();
        sections.iter().for_each(|section| body.extend((section.len() as u32).to_le_bytes()));
        sections.iter().for_each(|section| body.extend(*section));
        [MAGIC, &VERSION.to_le_bytes()[..], &crc32fast::hash(&body).to_le_bytes(), &body].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::recognizer::hash::mix;

    fn file() -> Vec<u8> {
        let table = Table::bytes([(9u64 << 48, 3u16)].into_iter());
        let mut transitions = [[0.5; TAGS]; TAGS];
        transitions[0][0] = 0.25;
        let rows = (0..1000u64)
            .map(|n| (all(mix(n, 1)), std::array::from_fn(|tag| if tag % 3 == 0 { n as i8 } else { 0 })))
            .collect();
        Parts { words: &table, coarser: &[0; 24], names: &table, transitions: &transitions, scale: 0.5, rows }.bytes()
    }

    #[test]
    fn weights_survive_their_file() {
        let bytes = file();
        let model = Model::new(&bytes).unwrap();
        let scores = model.scores(&model.sums(&[mix(7, 1), mix(12, 1), mix(5, 2)]), 0.0);
        assert_eq!((scores[0], scores[1], scores[3]), (9.5, 0.0, 9.5));
        assert_eq!((model.transitions[0][0], model.transitions[0][1]), (0.25, 0.5));
        assert!(model.transitions[0][2].is_infinite());
        assert_eq!(model.knowledge.words.get(9 << 48), Some(3));
    }

    #[test]
    fn a_wrong_file_is_told() {
        let bytes = file();
        let wrong = |change: fn(&mut Vec<u8>)| {
            let mut other = bytes.clone();
            change(&mut other);
            Model::new(&other).unwrap_err()
        };
        assert_eq!(wrong(|b| b.truncate(10)), ModelError::Foreign);
        assert_eq!(wrong(|b| b[0] = 0), ModelError::Foreign);
        assert_eq!(wrong(|b| b[4] = 9), ModelError::Version(9));
        assert_eq!(wrong(|b| b[500] ^= 1), ModelError::Damaged);
        assert_eq!(wrong(|b| b.truncate(500)), ModelError::Damaged);
    }
}
