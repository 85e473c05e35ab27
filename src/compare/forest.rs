//! Boosted trees: a table of nodes, walked from its roots.

use super::bytes::Input;

/// Marks a node without children.
pub const LEAF: u8 = u8::MAX;

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

/// Trees that vote on a row of numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// Log-odds before any tree has voted.
    pub base: f32,
    /// The trees' nodes, one tree after the other.
    pub nodes: Vec<Node>,
    /// Where each tree starts.
    pub roots: Vec<u16>,
}

impl Forest {
    /// The trees' sum: log-odds.
    pub fn vote(&self, row: &[f32]) -> f32 {
        self.roots.iter().fold(self.base, |sum, &root| {
            let mut at = usize::from(root);
            // Loading checked that children come later, so that every walk ends.
            while let Some(node) = self.nodes.get(at) {
                match row.get(usize::from(node.feature)) {
                    None => return sum + node.value,
                    Some(x) if *x <= node.value => at += 1,
                    Some(_) => at = usize::from(node.other),
                }
            }
            sum
        })
    }

    /// Appends the bytes of the trees.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.base.to_le_bytes());
        out.extend((self.roots.len() as u16).to_le_bytes());
        self.roots.iter().for_each(|root| out.extend(root.to_le_bytes()));
        out.extend((self.nodes.len() as u16).to_le_bytes());
        for node in &self.nodes {
            out.push(node.feature);
            out.extend(node.other.to_le_bytes());
            out.extend(node.value.to_le_bytes());
        }
    }

    /// Reads trees over rows of `width` numbers; `None` where these are none.
    pub(super) fn read(input: &mut Input, width: usize) -> Option<Self> {
        let base = input.f32()?;
        let roots = (0..input.u16()?).map(|_| input.u16()).collect::<Option<Vec<_>>>()?;
        let node = |input: &mut Input| {
            let [feature] = input.take()?;
            Some(Node { feature, other: input.u16()?, value: input.f32()? })
        };
        let nodes = (0..input.u16()?).map(|_| node(input)).collect::<Option<Vec<_>>>()?;
        let sound = |(at, node): (usize, &Node)| {
            let inner = usize::from(node.feature) < width;
            let forward = at < usize::from(node.other) && usize::from(node.other) < nodes.len() && at + 1 < nodes.len();
            node.value.is_finite() && if inner { forward } else { node.feature == LEAF }
        };
        let whole = nodes.iter().enumerate().all(sound) && roots.iter().all(|root| usize::from(*root) < nodes.len());
        whole.then_some(Self { base, nodes, roots })
    }
}
