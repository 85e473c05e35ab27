//! The card of an entity: its names, what is said of it, its articles, and who it appears with.

use super::{Item, MenuKind, MenuRow, Target};
use crate::app::keys::action::Action;
use crate::app::state::{Effects, State};
use crate::collection::{Appearance, ArticleIndex, EntityId, Profile};
use crate::text::{Span, width};

/// Most companions on a card.
const COMPANY: usize = 12;
/// Most articles on a card.
const ARTICLES: usize = 200;
/// Columns of a sentence that are shown.
const SENTENCE: usize = 240;
/// Bytes before the mention that are shown of a sentence longer than that.
const LEAD: usize = 80;

impl State {
    pub(super) fn card_title(&self, id: EntityId) -> String {
        let Some((kind, name)) = self.collection.label(id) else { return String::new() };
        let mentions = count(self.collection.mention_count(id), "mention");
        let articles = count(self.collection.articles_of(id).len(), "article");
        format!("{name} · {} · {mentions} in {articles}", kind.singular())
    }

    pub(super) fn card_rows(&self, id: EntityId) -> Vec<MenuRow> {
        let Some(entity) = self.collection.entity(id) else { return Vec::new() };
        let profile = self.collection.profile(id, COMPANY, &self.hidden_kinds);
        let mut rows = Vec::new();
        if !entity.aliases.is_empty() {
            rows.push(MenuRow::Heading("Also called".to_owned()));
            rows.push(MenuRow::Text(entity.aliases.join(", ")));
        }
        push_group(&mut rows, "What articles call it", self.role_items(&profile));
        push_group(&mut rows, "Appears with", self.company_items(&profile));
        let articles = profile.appearances.iter().filter_map(|appearance| self.article_item(appearance));
        push_group(&mut rows, "Articles", articles.take(ARTICLES).collect());
        if let Some(more) = profile.appearances.len().checked_sub(ARTICLES).filter(|more| *more > 0) {
            let with = self.key_name(Action::With);
            rows.push(MenuRow::Text(format!("and {more} more; {with} shows them all in the list")));
        }
        rows
    }

    fn role_items(&self, profile: &Profile) -> Vec<Item> {
        let item = |used: &crate::collection::RoleUse| Item {
            text: used.role.clone(),
            right: match self.source_of(used.first) {
                "" => count(used.articles, "article"),
                source if used.articles == 1 => format!("in {source}"),
                source => format!("{} articles, first in {source}", used.articles),
            },
            target: self.appearance_target(profile, used.first),
            ..Item::default()
        };
        profile.roles.iter().map(item).collect()
    }

    fn company_items(&self, profile: &Profile) -> Vec<Item> {
        let items = profile.company.iter().filter_map(|one| {
            let (kind, name) = self.collection.label(one.id)?;
            let articles = count(one.articles, "article");
            Some(Item {
                text: format!("{name} · {}", kind.singular()),
                right: match one.sentences {
                    0 => articles,
                    sentences => format!("{} · {articles}", count(sentences, "sentence")),
                },
                target: Target::Card(one.id),
                ..Item::default()
            })
        });
        items.collect()
    }

    /// An article that names the entity, with the sentence in which it does so first.
    fn article_item(&self, appearance: &Appearance) -> Option<Item> {
        let article = &self.collection.entry(appearance.article)?.article;
        let mut text = article.headline().to_owned();
        if let Some(source) = article.meta.source.as_deref() {
            text = format!("{text} · {source}");
        }
        if let Some(first) = appearance.first {
            // Where there was no time to find the sentence, the paragraph will do.
            let paragraph = || article.genuine().map(|block| block.span).find(|span| span.contains(first.start));
            let around = appearance.sentence.or_else(paragraph).unwrap_or(first);
            text = format!("{text}: {}", excerpt(&article.text, around, first));
        }
        let right = appearance.count.to_string();
        Some(Item { text, right, target: target(appearance), ..Item::default() })
    }

    fn appearance_target(&self, profile: &Profile, article: ArticleIndex) -> Target {
        let found = profile.appearances.iter().find(|appearance| appearance.article == article);
        found.map_or(Target::Open(article), target)
    }

    fn source_of(&self, article: ArticleIndex) -> &str {
        let entry = self.collection.entry(article);
        entry.and_then(|entry| entry.article.meta.source.as_deref()).unwrap_or_default()
    }

    /// Shows the card of the current entity; over a menu, of the one that is selected there. Again closes it.
    pub(in crate::app) fn open_card(&mut self, effects: &mut Effects) {
        let selected = self.menus.last().and_then(|menu| match menu.target() {
            Some(Target::Card(id) | Target::Mentions(id)) => Some(*id),
            _ => None,
        });
        match (selected, self.menus.last().map(|menu| menu.kind)) {
            (Some(id), _) => self.open_menu(MenuKind::Card(id), effects),
            (None, Some(MenuKind::Card(_))) => drop(self.menus.pop()),
            (None, _) => match self.meant_entity() {
                Some(id) => self.open_menu(MenuKind::Card(id), effects),
                None => self.ask_for_entity(),
            },
        }
    }
}

fn target(appearance: &Appearance) -> Target {
    appearance.first.map_or(Target::Open(appearance.article), |first| Target::Place(appearance.article, first))
}

fn push_group(rows: &mut Vec<MenuRow>, heading: &str, items: Vec<Item>) {
    if !items.is_empty() {
        rows.push(MenuRow::Heading(heading.to_owned()));
        rows.extend(items.into_iter().map(MenuRow::Item));
    }
}

/// `sentence`, cut where it is long so that `mention` is in it.
fn excerpt(text: &str, sentence: Span, mention: Span) -> String {
    let whole = sentence.of(text);
    let lead = mention.start.saturating_sub(sentence.start);
    let cut = if whole.len() > SENTENCE && lead > LEAD {
        // From the next word on.
        let from =
            (lead - LEAD..lead).find(|at| whole.get(..*at).is_some_and(|head| head.ends_with(char::is_whitespace)));
        from.unwrap_or(lead)
    } else {
        0
    };
    let rest = whole.get(cut..).unwrap_or_default();
    // Enough for as many columns, however long what comes after is.
    let end = rest.char_indices().nth(4 * SENTENCE).map_or(rest.len(), |(at, _)| at);
    let rest = width::ellipsis(rest.get(..end).unwrap_or(rest), SENTENCE);
    if cut > 0 { format!("… {rest}") } else { rest }
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_keeps_the_mention() {
        let short = "Oslo is cold.";
        assert_eq!(excerpt(short, Span::new(0, short.len()), Span::new(0, 4)), short);
        let long = format!("{} met Ærø in the rain, {}", "and then they ".repeat(40), "and so on ".repeat(60));
        let at = long.find("Ærø").unwrap();
        let cut = excerpt(&long, Span::new(0, long.len()), Span::new(at, at + 5));
        assert!(cut.starts_with("… ") && cut.contains("Ærø") && cut.ends_with('…'), "{cut}");
        assert!(width::columns(&cut) <= SENTENCE + 2);
        // Without blanks it begins at the mention.
        let joined = "é".repeat(400);
        assert_eq!(excerpt(&joined, Span::new(0, 800), Span::new(400, 404)).chars().count(), 202);
    }
}
