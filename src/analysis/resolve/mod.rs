//! From mentions to the entities of one article. A false merge is worse than a missed one.
//!
//! **Method.** Two passes.
//!
//! 1. *Names.* Every name is looked at once, the longest first. It joins the cluster of names that are by their words the
//!    same name ([`names`](super::names)): spelt otherwise, shorter but still a full name, known to the lists under
//!    another name, or given in brackets ("Liberia Marketing Association (LMA)", which outweighs the lists). Where several
//!    clusters fit equally it joins none. A name that may only *stand for* a fuller one (a surname, a given name, an acronym,
//!    "the Senate" of "Minnesota Senate") stays open.
//! 2. *Mentions.* In the order of the text each mention with an open name chooses among the clusters that the name fits. With
//!    one only, that is it, unless the article speaks of a woman here and of a man there, or introduces somebody new by an
//!    age. With several, those of the other gender than the pronoun that follows ("Clinton said she") are out, and points
//!    count for the rest: the part of the name used, words that the role beside the mention shares with the roles of the
//!    candidate, gender, and who was last named in full. A draw is nobody's, and the name stands for itself.
//!
//! Names of two kinds never meet, so that a person and a place of one name stay apart.
//!
//! **Cost.** Time in proportion to the text and to the mentions: a name is compared with a bounded number of others that
//! share a word or a first letter with it.

mod cast;
mod clusters;
mod draft;
pub(super) mod gender;
mod written;

use super::Analysis;
use super::Found;
use super::document::Document;

/// Ties `found`, in the order of the text, to the entities that they name, with what the article calls these.
pub fn resolve(document: &Document, found: &[Found]) -> Analysis {
    let written = written::Written::gather(document, found);
    let cast = cast::Cast::new(document, found, &written);
    draft::finish(found, &written, cast.play())
}

#[cfg(test)]
mod tests;
