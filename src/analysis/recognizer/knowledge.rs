//! What is known of words and names before any text is read: word clusters and a gazetteer, both small hash tables that
//! are read where they lie in the model's file.

use super::hash::mix;

/// How many clusters there are at each of the four granularities, coarse to fine.
pub const CLUSTERS: [u16; 4] = [128, 400, 1500, 4000];
/// Stands for "no cluster".
pub const UNKNOWN: u16 = u16::MAX;
/// The last bit of a gazetteer entry: longer names begin with it.
pub const BEGINS: u16 = 1 << 15;
/// Longest name of the gazetteer, in tokens.
pub const LONGEST_NAME: usize = 6;

/// A table from hashes to 16-bit values: slots of a 16-bit fingerprint and a value, linear probing, empty slots zero.
///
/// Two words of one fingerprint in one neighbourhood are one to it, which happens to one unknown word in some 30,000.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    slots: &'a [u8],
}

impl<'a> Table<'a> {
    /// A view of `slots`, whose length is four times a power of two.
    pub fn new(slots: &'a [u8]) -> Option<Self> {
        (slots.len() >= 4 && (slots.len() / 4).is_power_of_two() && slots.len().is_multiple_of(4))
            .then_some(Self { slots })
    }

    /// The value of `hash`.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u16> {
        let mask = self.slots.len() / 4 - 1;
        let print = fingerprint(hash);
        let mut at = hash as usize & mask;
        for _ in 0..=mask {
            let [a, b, c, d] = *self.slots.get(at * 4..at * 4 + 4)?.first_chunk::<4>()?;
            let there = u16::from_le_bytes([a, b]);
            if there == print {
                return Some(u16::from_le_bytes([c, d]));
            }
            if there == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The bytes of a table of `entries`; where two are one to the table, the first stays.
    pub fn bytes(entries: impl ExactSizeIterator<Item = (u64, u16)>) -> Vec<u8> {
        let slots = (entries.len() * 10 / 8 + 1).next_power_of_two();
        let mut out = vec![0; slots * 4];
        for (hash, value) in entries {
            let mut at = hash as usize & (slots - 1);
            while let Some(slot) = out.get_mut(at * 4..at * 4 + 4) {
                let there = u16::from_le_bytes([slot[0], slot[1]]);
                if there == 0 {
                    slot[..2].copy_from_slice(&fingerprint(hash).to_le_bytes());
                    slot[2..].copy_from_slice(&value.to_le_bytes());
                }
                if there == 0 || there == fingerprint(hash) {
                    break;
                }
                at = (at + 1) & (slots - 1);
            }
        }
        out
    }
}

/// Never zero, which marks an empty slot.
fn fingerprint(hash: u64) -> u16 {
    ((hash >> 48) as u16).max(1)
}

/// Word clusters and the gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    /// The finest cluster of a word (12 bits) and how rare the word is (4 bits), by its hash in lower case.
    pub words: Table<'a>,
    /// For each of the finest clusters, the three coarser ones that it is part of: six bytes each.
    pub coarser: &'a [u8],
    /// Lists that hold a name, a bit each, by the joined hashes of its words.
    pub names: Table<'a>,
}

/// The clusters of a word, coarse to fine, and its rarity: 0 for the commonest, 15 for the rarest, 16 for one not
/// known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clusters {
    /// At the granularities of [`CLUSTERS`].
    pub at: [u16; 4],
    /// Logarithm of its rank.
    pub rarity: u8,
}

impl Clusters {
    /// Of a word that no table knows.
    pub const NONE: Clusters = Clusters { at: [UNKNOWN; 4], rarity: 16 };
}

impl Knowledge<'_> {
    /// The clusters of the word whose hash in lower case is `lower`.
    pub fn clusters(&self, lower: u64) -> Option<Clusters> {
        let value = self.words.get(lower)?;
        let fine = value & 0xfff;
        let at = usize::from(fine) * 6;
        let [a, b, c, d, e, f] = *self.coarser.get(at..at + 6)?.first_chunk::<6>()?;
        let coarse = [[a, b], [c, d], [e, f]].map(u16::from_le_bytes);
        Some(Clusters { at: [coarse[0], coarse[1], coarse[2], fine], rarity: (value >> 12) as u8 })
    }

    /// The longest name of the gazetteer at the head of `words` (hashes of words): its length and its lists.
    pub fn longest(&self, words: impl Iterator<Item = u64>) -> Option<(usize, u16)> {
        let mut hash = NAME;
        let mut best = None;
        for (n, word) in words.take(LONGEST_NAME).enumerate() {
            hash = mix(hash, word);
            let Some(lists) = self.names.get(hash) else { break };
            if lists & !BEGINS != 0 {
                best = Some((n + 1, lists & !BEGINS));
            }
            if lists & BEGINS == 0 {
                break;
            }
        }
        best
    }
}

/// What the hash of a name starts from.
pub const NAME: u64 = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_what_was_put_in() {
        let entries: Vec<(u64, u16)> = (1..5000u64).map(|n| (mix(n, 3), n as u16)).collect();
        let bytes = Table::bytes(entries.iter().copied());
        let table = Table::new(&bytes).unwrap();
        let right = entries.iter().filter(|(hash, value)| table.get(*hash) == Some(*value)).count();
        assert!(right >= 4990, "{right}");
        assert!((0..1000u64).filter(|n| table.get(mix(*n, 4)).is_some()).count() < 3);
    }

    #[test]
    fn a_damaged_table_ends_the_search() {
        let full = [1u8; 64];
        assert_eq!(Table::new(&full).unwrap().get(0x0202 << 48), None);
        assert!(Table::new(&full[..60]).is_none());
    }
}
