//! The card of an entity: its names, what the reader has corrected, what sources call it, what it says, whom it stands
//! beside, and its articles with a line of where in each it stands.

use super::{Item, MenuKind, MenuRow, Target};
use crate::app::keys::action::Action;
use crate::app::state::{Effects, State};
use crate::collection::{Appearance, ArticleIndex, EntityId, NameUse, Profile, RoleUse, RolesOf};
use crate::text::{Span, sparkline, width};

/// Most companions on a card.
const COMPANY: usize = 12;
/// Most names on a card.
const NAMES: usize = 24;
/// Most sources on a card, and most roles of one.
const SOURCES: usize = 40;
const ROLES: usize = 6;
/// Most articles on a card.
const ARTICLES: usize = 200;
/// Columns of the title that stands for a source.
const WHOSE: usize = 28;
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
        if self.collection.label(id).is_none() {
            return Vec::new();
        }
        let profile = self.collection.profile(id, COMPANY, &self.hidden_kinds);
        let mut rows = Vec::new();
        if profile.names.len() > 1 {
            rows.push(MenuRow::Heading("Names".to_owned()));
            rows.push(MenuRow::Text(names_in_words(&profile.names)));
        }
        push_group(&mut rows, "Corrected by you", self.corrected_items(id));
        push_group(&mut rows, "Perhaps one and the same", self.suggestion_items(Some(id)));
        push_group(&mut rows, "What sources call it", self.role_items(&profile));
        let (says, more) = self.said_items(id, profile.appearances.iter().take(ARTICLES).map(|one| one.article));
        push_group(&mut rows, "Says", says);
        if more > 0 {
            rows.push(MenuRow::Text(format!("and {more} more; {} lists all", self.key_name(Action::Quotations))));
        }
        push_group(&mut rows, "Shares paragraphs with", self.company_items(&profile));
        let articles = profile.appearances.iter().filter_map(|appearance| self.article_item(appearance));
        push_group(&mut rows, "Articles", articles.take(ARTICLES).collect());
        if let Some(more) = profile.appearances.len().checked_sub(ARTICLES).filter(|more| *more > 0) {
            let with = self.key_name(Action::With);
            rows.push(MenuRow::Text(format!("and {more} more; {with} shows them all in the list")));
        }
        rows
    }

    /// A row for each source, so that one sees which of them calls it what.
    fn role_items(&self, profile: &Profile) -> Vec<Item> {
        let item = |of: &RolesOf| {
            let said = |used: &RoleUse| match used.articles {
                1 => used.role.clone(),
                articles => format!("{} (in {articles})", used.role),
            };
            let mut said: Vec<String> = of.roles.iter().take(ROLES).map(said).collect();
            said.extend(of.roles.len().checked_sub(ROLES).filter(|more| *more > 0).map(|more| format!("{more} more")));
            let first = of.roles.first().map(|used| used.first);
            let said = said.join(" · ");
            Item {
                text: match first.and_then(|first| self.account_name(first)) {
                    Some(whose) => format!("{whose}: {said}"),
                    None => said,
                },
                target: first.map_or(Target::Nothing, |first| self.appearance_target(profile, first)),
                ..Item::default()
            }
        };
        profile.roles.iter().take(SOURCES).map(item).collect()
    }

    /// Whose words an article's are: its source's; else its title, cut, which may be the name of its file.
    pub(super) fn account_name(&self, article: ArticleIndex) -> Option<String> {
        let article = &self.collection.entry(article)?.article;
        let source = article.meta.source.clone().filter(|source| !source.is_empty());
        Some(source.unwrap_or_else(|| width::ellipsis(article.headline(), WHOSE)))
    }

    fn company_items(&self, profile: &Profile) -> Vec<Item> {
        let items = profile.company.iter().filter_map(|one| {
            let (kind, name) = self.collection.label(one.id)?;
            let articles = count(one.articles, "article");
            Some(Item {
                text: format!("{name} · {}", kind.singular()),
                right: match one.paragraphs {
                    0 => format!("none · {articles}"),
                    paragraphs => format!("{} · {articles}", count(paragraphs, "paragraph")),
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
        // A line of bars is no word that could be read out.
        let right = match self.settings.linear {
            true => count(appearance.count, "mention"),
            false => format!("{:>3} {}", appearance.count, sparkline(&appearance.places)),
        };
        Some(Item { text, right, target: target(appearance), ..Item::default() })
    }

    fn appearance_target(&self, profile: &Profile, article: ArticleIndex) -> Target {
        let found = profile.appearances.iter().find(|appearance| appearance.article == article);
        found.map_or(Target::Open(article), target)
    }

    /// Shows the card of the current entity; over a menu, of the one that is selected there. Again closes it.
    pub(in crate::app) fn open_card(&mut self, effects: &mut Effects) {
        match (self.selected_entity(), self.menus.last().map(|menu| menu.kind)) {
            (Some(id), _) => self.open_menu(MenuKind::Card(id), effects),
            (None, Some(MenuKind::Card(_))) => drop(self.menus.pop()),
            (None, _) => match self.meant_entity() {
                Some(id) => self.open_menu(MenuKind::Card(id), effects),
                None => self.ask_for_entity(),
            },
        }
    }
}

/// `Putin 12 · Vladimir Putin 5`.
fn names_in_words(names: &[NameUse]) -> String {
    let mut words: Vec<String> =
        names.iter().take(NAMES).map(|NameUse { name, count }| format!("{name} {count}")).collect();
    words.extend(names.len().checked_sub(NAMES).filter(|more| *more > 0).map(|more| format!("{more} more")));
    words.join(" · ")
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

pub(in crate::app) fn count(n: usize, what: &str) -> String {
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
