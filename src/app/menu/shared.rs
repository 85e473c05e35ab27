//! The entities of articles side by side: those they share, and those that stand in one only.

use super::{Item, MenuRow, Target};
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::compare::{Group, group_entities};
use crate::text::width;
use std::collections::HashSet;

/// Columns that the name of an article takes in a heading.
const NAME: usize = 40;

impl State {
    pub(super) fn shared_rows(&self) -> Vec<MenuRow> {
        let articles: Vec<ArticleIndex> = self.readers.iter().map(|reader| reader.article).collect();
        if articles.len() < 2 {
            return vec![MenuRow::Text("One article stands alone: there is nothing to share.".to_owned())];
        }
        let names = self.column_names(&articles);
        let is_shown = |kind| !self.hidden_kinds.contains(&kind);
        let mut rows = vec![MenuRow::Text(format!("How often each is named: {}", names.join(" · ")))];
        for group in group_entities(&self.collection, &articles) {
            let entities = group.entities.iter().filter_map(|(id, counts)| {
                let (kind, name) = self.collection.label(*id).filter(|(kind, _)| is_shown(*kind))?;
                let counts = counts.iter().map(|count| if *count == 0 { "–".to_owned() } else { count.to_string() });
                Some(MenuRow::Item(Item {
                    label: name.to_owned(),
                    text: kind.singular().to_owned(),
                    right: counts.collect::<Vec<_>>().join(" · "),
                    target: Target::Mentions(*id),
                }))
            });
            let items: Vec<MenuRow> = entities.collect();
            if !items.is_empty() {
                rows.push(MenuRow::Heading(format!("{}: {}", heading(&group, &names), items.len())));
                rows.extend(items);
            }
        }
        rows
    }

    /// What articles side by side are called: by their source where that tells them apart, else by their title, else by
    /// their number.
    pub(in crate::app) fn column_names(&self, articles: &[ArticleIndex]) -> Vec<String> {
        let of = |article: &ArticleIndex| self.collection.entry(*article).map(|entry| &entry.article);
        let source = |article| Some(width::ellipsis(of(article)?.meta.source.as_deref()?, NAME));
        let headline = |article| Some(width::ellipsis(of(article)?.headline(), NAME));
        let apart = |names: &Vec<String>| names.iter().collect::<HashSet<_>>().len() == names.len();
        let sources: Option<Vec<String>> = articles.iter().map(source).collect();
        let headlines: Option<Vec<String>> = articles.iter().map(headline).collect();
        let number = |at: usize| format!("column {}", at + 1);
        let named = [sources, headlines].into_iter().flatten().find(apart);
        named.unwrap_or_else(|| (0..articles.len()).map(number).collect())
    }
}

fn heading(group: &Group, names: &[String]) -> String {
    let of = |at: &usize| names.get(*at).map_or("", String::as_str);
    match group.accounts.as_slice() {
        accounts if accounts.len() == names.len() => if names.len() == 2 { "In both" } else { "In all" }.to_owned(),
        [one] => format!("Only in {}", of(one)),
        [others @ .., last] => {
            format!("In {} and {}", others.iter().map(of).collect::<Vec<_>>().join(", "), of(last))
        }
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_which() {
        let names = ["A", "B", "C"].map(str::to_owned);
        let says = |accounts: &[usize]| heading(&Group { accounts: accounts.to_vec(), ..Group::default() }, &names);
        assert_eq!([says(&[0, 1, 2]), says(&[0, 2]), says(&[1])], ["In all", "In A and C", "Only in B"]);
        let four = ["A", "B", "C", "D"].map(str::to_owned);
        assert_eq!(heading(&Group { accounts: vec![0, 1, 3], ..Group::default() }, &four), "In A, B and D");
    }
}
