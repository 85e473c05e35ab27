//! The model as it is shipped: a table of word weights and a few boosted trees.
//!
//! The file: `CRFU`, a version, the two word tables (each bias, scale, 16-bit weights), the two thresholds, the trees,
//! and a checksum of all that.

use super::line::{HASH_BITS, Tokens};
use super::page::{KNOWN, Page, SCORES, WIDTH};

const MAGIC: &[u8; 4] = b"CRFU";
const VERSION: u16 = 2;
const BUCKETS: usize = 1 << HASH_BITS;
/// Marks a node without children.
pub const LEAF: u8 = u8::MAX;

/// Word weights: how much a line's words alone make it furniture.
///
/// There are two such tables. One knows what stands around the articles of pages, headlines and captions too; the other
/// only what no article would say, and it knows spelling.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Of a line without a known word.
    pub bias: f32,
    /// What a stored weight is multiplied with.
    pub scale: f32,
    /// One a bucket.
    pub weights: Vec<i16>,
}

impl Words {
    /// What the tokens say: the log-odds of being furniture, then the strongest weight for it and against it, and the
    /// mean weight.
    pub fn score(&self, tokens: impl Iterator<Item = u32> + Clone) -> [f32; 4] {
        let n = tokens.clone().count() as f32;
        if n == 0.0 {
            return [self.bias, 0.0, 0.0, 0.0];
        }
        let weights = tokens.map(|t| f32::from(self.weights.get(t as usize).copied().unwrap_or(0)) * self.scale);
        let (sum, most, least) = weights.fold((0.0f32, 0.0f32, 0.0f32), |(s, m, l), w| (s + w, m.max(w), l.min(w)));
        [self.bias + sum / n.sqrt(), most, least, sum / n]
    }
}

/// What both tables say of a line.
pub fn scores(words: &Words, known: &Words, tokens: &Tokens) -> [f32; SCORES] {
    let [sum, most, least, mean] = words.score(tokens.words.iter().copied());
    let [known, strongest, weakest, _] = known.score(tokens.words.iter().chain(&tokens.spelling).copied());
    [sum, most, least, mean, known, strongest, weakest]
}

/// One node: `row[feature] <= value` leads to the next node, else to `other`; a leaf's value is its vote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Which number to look at, or [`LEAF`].
    pub feature: u8,
    /// Where the other branch starts.
    pub other: u16,
    /// Threshold, or the vote of a leaf.
    pub value: f32,
}

/// What the model thinks of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// How likely it is furniture.
    pub probability: f32,
    /// How much it reads like what stands around articles, by its words alone (log-odds).
    pub words: f32,
    /// How much it reads like what no article says (log-odds).
    pub known: f32,
    /// Whether it gives the whole line before it again and adds a few words.
    pub again: bool,
    /// Whether it has at most six words.
    pub few: bool,
}

/// All that was learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Judges words as pages use them.
    pub words: Words,
    /// Knows what no article says.
    pub known: Words,
    /// How sure one must be on a page that is mostly furniture.
    pub eager: f32,
    /// How sure one must be in a text that is mostly article.
    pub careful: f32,
    /// Log-odds before any tree has voted.
    pub base: f32,
    /// The trees' nodes, one tree after the other.
    pub nodes: Vec<Node>,
    /// Where each tree starts.
    pub roots: Vec<u16>,
}

impl Model {
    /// How likely each line is furniture, and what its words alone say.
    pub fn judge(&self, lines: &[&str]) -> Vec<Judged> {
        let page = Page::new(lines, |tokens| scores(&self.words, &self.known, tokens));
        let mut row = [0.0; WIDTH];
        (0..page.len())
            .map(|i| {
                page.row(i, &mut row);
                let said = page.scores(i);
                let probability = 1.0 / (1.0 + (-self.vote(&row)).exp());
                let (again, few) = (page.again(i), page.few(i));
                Judged { probability, words: said[0], known: said[KNOWN], again, few }
            })
            .collect()
    }

    /// The trees' sum.
    pub fn vote(&self, row: &[f32; WIDTH]) -> f32 {
        self.roots.iter().fold(self.base, |sum, &root| {
            let mut at = usize::from(root);
            loop {
                // Loading checked that children come later, so that every walk ends.
                let node = self.nodes[at];
                match row.get(usize::from(node.feature)) {
                    None => break sum + node.value,
                    Some(x) if *x <= node.value => at += 1,
                    Some(_) => at = usize::from(node.other),
                }
            }
        })
    }

    /// The bytes of the model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(MAGIC);
        out.extend(VERSION.to_le_bytes());
        for value in [self.eager, self.careful, self.base] {
            out.extend(value.to_le_bytes());
        }
        for table in [&self.words, &self.known] {
            out.extend(table.bias.to_le_bytes());
            out.extend(table.scale.to_le_bytes());
            table.weights.iter().for_each(|weight| out.extend(weight.to_le_bytes()));
        }
        out.extend((self.roots.len() as u16).to_le_bytes());
        self.roots.iter().for_each(|root| out.extend(root.to_le_bytes()));
        out.extend((self.nodes.len() as u16).to_le_bytes());
        for node in &self.nodes {
            out.push(node.feature);
            out.extend(node.other.to_le_bytes());
            out.extend(node.value.to_le_bytes());
        }
        out.extend(checksum(&out).to_le_bytes());
        out
    }

    /// Reads a model file; `None` when it is not one, or not this program's.
    pub fn from_bytes(bytes: &[u8]) -> Option<Model> {
        let (body, sum) = bytes.split_last_chunk::<8>()?;
        if checksum(body) != u64::from_le_bytes(*sum) {
            return None;
        }
        let mut input = Input(body);
        if &input.take::<4>()? != MAGIC || input.u16()? != VERSION {
            return None;
        }
        let [eager, careful, base] = [input.f32()?, input.f32()?, input.f32()?];
        let words = input.words()?;
        let known = input.words()?;
        let roots = (0..input.u16()?).map(|_| input.u16()).collect::<Option<Vec<_>>>()?;
        let nodes = (0..input.u16()?)
            .map(|_| {
                let [feature] = input.take()?;
                Some(Node { feature, other: input.u16()?, value: input.f32()? })
            })
            .collect::<Option<Vec<_>>>()?;
        let sound = |(i, node): (usize, &Node)| {
            let inner = usize::from(node.feature) < WIDTH;
            let forward = i < usize::from(node.other) && usize::from(node.other) < nodes.len() && i + 1 < nodes.len();
            node.value.is_finite() && if inner { forward } else { node.feature == LEAF }
        };
        let whole = input.0.is_empty()
            && nodes.iter().enumerate().all(sound)
            && roots.iter().all(|&root| usize::from(root) < nodes.len());
        whole.then_some(Model { words, known, eager, careful, base, nodes, roots })
    }
}

/// FNV-1a: tells a damaged file, not a forged one.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (chunk, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*chunk)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take()?))
    }

    fn f32(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(self.take()?))
    }

    fn words(&mut self) -> Option<Words> {
        let [bias, scale] = [self.f32()?, self.f32()?];
        let weights = (0..BUCKETS).map(|_| Some(i16::from_le_bytes(self.take()?))).collect::<Option<Vec<_>>>()?;
        Some(Words { bias, scale, weights })
    }
}
