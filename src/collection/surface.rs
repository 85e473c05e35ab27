//! The spellings by which an article names each of its entities.

use crate::analysis::Analysis;
use crate::article::Article;
use crate::text::{Span, one_line, sanitize};
use std::borrow::Cow;
use std::collections::HashMap;

/// A spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Whose: index into the entities of the article's analysis.
    pub entity: usize,
    /// Where it stands first.
    pub first: Span,
    /// How often it stands.
    pub count: usize,
}

impl Surface {
    /// The spelling as it may be shown: clean and on one line. `text` is that of the article.
    pub fn name<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let name = self.first.of(text);
        let is_odd = |name: &str| name.contains(|c: char| c != ' ' && c.is_whitespace()) || name.contains("  ");
        if sanitize::is_clean(name) && !is_odd(name) {
            Cow::Borrowed(name)
        } else {
            Cow::Owned(one_line(text, self.first))
        }
    }
}

/// The spellings of all entities, by entity and then by place. Takes time in proportion to the mentions.
pub(super) fn surfaces(article: &Article, analysis: &Analysis) -> Vec<Surface> {
    let mut surfaces: Vec<Surface> = Vec::with_capacity(analysis.entities.len());
    let mut known: HashMap<(usize, &str), usize> = HashMap::with_capacity(analysis.entities.len());
    for mention in &analysis.mentions {
        let at = *known.entry((mention.entity, mention.span.of(&article.text))).or_insert_with(|| {
            surfaces.push(Surface { entity: mention.entity, first: mention.span, count: 0 });
            surfaces.len() - 1
        });
        surfaces.iter_mut().skip(at).take(1).for_each(|surface| surface.count += 1);
    }
    // Nothing is lost of an analysis that counts what it does not point at.
    let mut pointed = vec![false; analysis.entities.len()];
    surfaces.iter().for_each(|surface| pointed.iter_mut().skip(surface.entity).take(1).for_each(|is| *is = true));
    let nowhere = analysis.entities.iter().zip(pointed).enumerate().filter(|(_, (_, is_pointed))| !is_pointed);
    surfaces.extend(nowhere.map(|(at, (entity, _))| Surface {
        entity: at,
        first: Span::default(),
        count: entity.count,
    }));
    surfaces.sort_by_key(|surface| (surface.entity, surface.first.start));
    surfaces
}
