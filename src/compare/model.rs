//! The model as it is shipped: word vectors, and the trees that judge sentences.
//!
//! The file: `CRAL`, a version, the number of words, for each in ascending order a 32-bit hash of its stem, how rare each is
//! (a byte), its vector ([`DIMENSIONS`] signed bytes), four tables of trees, and a checksum of all that.

use super::bytes::{Input, fnv};
use super::counted::FOURTH;
use super::forest::Forest;
use super::judge::{SECOND, THIRD};
use super::similarity::FIRST;
use std::sync::OnceLock;

const MAGIC: &[u8; 4] = b"CRAL";
const VERSION: u16 = 3;
/// Numbers of a vector.
pub const DIMENSIONS: usize = 48;

/// What is known of a word before any text is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word<'a> {
    /// From 0, which every text holds, to 1.
    pub rarity: f32,
    /// Words of like use have like directions.
    pub vector: &'a [u8],
}

/// All that was learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Model<'a> {
    hashes: &'a [u8],
    rarities: &'a [u8],
    vectors: &'a [u8],
    /// Judges a pair by itself.
    pub first: Forest,
    /// Judges it again, beside what the first said of others.
    pub second: Forest,
    /// Judges a sentence: does the other account tell it?
    pub third: Forest,
    /// Judges two figures: do they count the same?
    pub fourth: Forest,
}

impl Model<'static> {
    /// The model that the program ships.
    pub fn embedded() -> &'static Self {
        static MODEL: OnceLock<Model<'static>> = OnceLock::new();
        MODEL.get_or_init(|| {
            Self::from_bytes(include_bytes!("../../assets/alignment.bin"))
                .unwrap_or_else(|| Self::of([(); 4].map(|()| Forest::default())))
        })
    }

    /// Knows no words.
    pub fn of([first, second, third, fourth]: [Forest; 4]) -> Self {
        Self { hashes: &[], rarities: &[], vectors: &[], first, second, third, fourth }
    }
}

impl<'a> Model<'a> {
    /// What is known of the word with this stem.
    pub fn word(&self, stem: &str) -> Option<Word<'a>> {
        let wanted = hash(stem);
        let at = |n: usize| {
            let four = self.hashes.get(n * 4..n * 4 + 4)?.first_chunk::<4>()?;
            Some(u32::from_le_bytes(*four))
        };
        let (mut low, mut high) = (0, self.hashes.len() / 4);
        while low < high {
            let middle = low + (high - low) / 2;
            if at(middle)? < wanted { low = middle + 1 } else { high = middle }
        }
        (at(low)? == wanted).then_some(())?;
        let rarity = f32::from(*self.rarities.get(low)?) / 255.0;
        Some(Word { rarity, vector: self.vectors.get(low * DIMENSIONS..(low + 1) * DIMENSIONS)? })
    }

    /// Reads a model file; `None` when it is not one, or not this program's.
    pub fn from_bytes(bytes: &'a [u8]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<8>()?;
        if fnv(body) != u64::from_le_bytes(*sum) {
            return None;
        }
        let mut input = Input(body);
        if &input.take::<4>()? != MAGIC || input.u16()? != VERSION {
            return None;
        }
        let words = input.u32()? as usize;
        let hashes = input.slice(words.checked_mul(4)?)?;
        let rarities = input.slice(words)?;
        let vectors = input.slice(words.checked_mul(DIMENSIONS)?)?;
        let first = Forest::read(&mut input, FIRST)?;
        let second = Forest::read(&mut input, SECOND)?;
        let third = Forest::read(&mut input, THIRD)?;
        let fourth = Forest::read(&mut input, FOURTH)?;
        input.0.is_empty().then_some(Self { hashes, rarities, vectors, first, second, third, fourth })
    }
}

/// The bytes of a model file. `words` are stems with their rarity from 0 to 1 and their vectors; `forests` those
/// of the four judgements in order.
pub fn to_bytes(words: &[(String, f32, [i8; DIMENSIONS])], forests: [&Forest; 4]) -> Vec<u8> {
    let mut sorted: Vec<_> = words.iter().map(|word| (hash(&word.0), word)).collect();
    sorted.sort_by_key(|(hash, _)| *hash);
    sorted.dedup_by_key(|(hash, _)| *hash);
    let mut out = Vec::new();
    out.extend(MAGIC);
    out.extend(VERSION.to_le_bytes());
    out.extend((sorted.len() as u32).to_le_bytes());
    sorted.iter().for_each(|(hash, _)| out.extend(hash.to_le_bytes()));
    sorted.iter().for_each(|(_, word)| out.push((word.1 * 255.0).round() as u8));
    sorted.iter().for_each(|(_, word)| out.extend(word.2.iter().map(|x| x.cast_unsigned())));
    forests.iter().for_each(|forest| forest.write(&mut out));
    out.extend(fnv(&out).to_le_bytes());
    out
}

fn hash(stem: &str) -> u32 {
    let long = fnv(stem.as_bytes());
    (long ^ (long >> 32)) as u32
}
