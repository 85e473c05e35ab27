//! All highlights and notes, and all articles with bookmarks or tags: to go to, to narrow, to copy.

use super::card::count;
use super::{Item, MenuRow, Target};
use crate::app::keys::action::Action;
use crate::app::marking::{joined, on_a_line};
use crate::app::state::State;
use crate::article::date_in_words;
use crate::library::{ArticleId, Noted, Row};
use std::collections::HashMap;

/// Columns of a passage that are shown.
const QUOTE: usize = 240;

impl State {
    pub(super) fn highlights_title(&self) -> String {
        match self.noted() {
            None => "Highlights and notes".to_owned(),
            Some(noted) => {
                let notes = noted.iter().filter(|noted| noted.highlight.note.is_some()).count();
                format!("{}, {}", count(noted.len(), "highlight"), count(notes, "note"))
            }
        }
    }

    pub(super) fn highlight_rows(&self) -> Vec<MenuRow> {
        let Some(noted) = self.noted() else { return vec![waiting()] };
        if noted.is_empty() {
            return vec![MenuRow::Text(self.nothing_noted())];
        }
        let by_article = self.noted_by_article();
        let mut rows = Vec::with_capacity(noted.len() + 1);
        let item = |number: usize, noted: &Noted| MenuRow::Item(highlight_item(number, noted, !by_article));
        if by_article {
            // As the articles come by their newest highlights; in each, in the order of the text.
            let mut groups: Vec<(&Row, Vec<(usize, &Noted)>)> = Vec::new();
            let mut places: HashMap<ArticleId, usize> = HashMap::new();
            for (number, one) in noted.iter().enumerate() {
                let place = *places.entry(one.row.id).or_insert(groups.len());
                match groups.get_mut(place) {
                    Some((_, own)) => own.push((number, one)),
                    None => groups.push((&one.row, vec![(number, one)])),
                }
            }
            for (article, mut own) in groups {
                rows.push(MenuRow::Heading(source_line(article)));
                own.sort_by_key(|(_, noted)| (noted.highlight.gone, noted.highlight.anchor.span.start));
                rows.extend(own.into_iter().map(|(number, noted)| item(number, noted)));
            }
        } else {
            rows.extend(noted.iter().enumerate().map(|(number, noted)| item(number, noted)));
        }
        let [go, copy, sort] = [Action::Accept, Action::Yank, Action::Sort].map(|action| self.key_name(action));
        let other = if by_article { "the newest first" } else { "article by article" };
        let keys = [Action::Note, Action::Colours, Action::Highlight].map(|action| self.key_name(action));
        let [note, colour, away] = keys;
        rows.push(MenuRow::Text(format!(
            "{go} goes there, {copy} copies it with its source; {note} changes its note, {colour} its colour, {away} takes it \
             away; {sort} lists {other}."
        )));
        rows
    }

    pub(super) fn shelved_rows(&self) -> Vec<MenuRow> {
        let Some(shelved) = self.shelved() else { return vec![waiting()] };
        let mut rows = Vec::new();
        let mut group = |name: &str, all: usize, articles: &[Row]| {
            if all > 0 {
                rows.push(MenuRow::Heading(format!("{name}: {all}")));
                rows.extend(articles.iter().map(|row| MenuRow::Item(article_item(row))));
            }
            if all > articles.len() {
                rows.push(MenuRow::Text(format!("{} more are not listed.", count(all - articles.len(), "article"))));
            }
        };
        group("Bookmarked", shelved.all_bookmarked, &shelved.bookmarked);
        for (tag, all, articles) in &shelved.tagged {
            group(tag, *all, articles);
        }
        if rows.is_empty() {
            let [bookmark, tags] = [Action::Bookmark, Action::Tags].map(|action| self.key_name(action));
            let how = format!("Nothing has a bookmark or a tag yet: {bookmark} bookmarks an article, {tags} tags it.");
            rows.push(MenuRow::Text(how));
        }
        rows
    }
}

fn waiting() -> MenuRow {
    MenuRow::Text("looking through the library …".to_owned())
}

/// A highlight: its colour, its words, its note; with its article where no heading says that.
fn highlight_item(number: usize, noted: &Noted, with_article: bool) -> Item {
    let Noted { row, highlight } = noted;
    let mut text = format!("“{}”", on_a_line(&highlight.anchor.quote, QUOTE));
    if let Some(note) = &highlight.note {
        text = format!("{} — {text}", joined(note));
    }
    if highlight.gone {
        text = format!("(its words are gone from the article) {text}");
    }
    Item {
        label: highlight.colour.name().to_owned(),
        text,
        right: if with_article { on_a_line(&row.headline, 32) } else { String::new() },
        target: Target::Noted(number),
    }
}

fn article_item(row: &Row) -> Item {
    let from = [row.source.clone(), row.date.as_deref().map(date_in_words)];
    Item {
        text: row.headline.clone(),
        right: from.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        target: Target::Kept(row.id),
        ..Item::default()
    }
}

fn source_line(row: &Row) -> String {
    let parts = [Some(row.headline.clone()), row.source.clone(), row.date.as_deref().map(date_in_words)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
