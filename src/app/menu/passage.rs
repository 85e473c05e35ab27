//! Why passages are taken to tell the same: how likely that is, what speaks for it, and what each account says.

use super::{Item, MenuKind, MenuRow, Target};
use crate::app::comparing::Compared;
use crate::app::state::{Effects, State};
use crate::compare::Side;

/// Most pairs of sentences that are shown.
const MOST: usize = 50;

impl State {
    pub(super) fn passage_rows(&self) -> Vec<MenuRow> {
        let found = self.compared().and_then(|compared| Some((compared, self.current_passages()?)));
        let Some((compared, passages)) = found.filter(|(_, passages)| !passages.is_empty()) else {
            return vec![MenuRow::Text("No shared passage is on the screen.".to_owned())];
        };
        let names = self.names_of_accounts(compared);
        let mut rows = Vec::new();
        for passage in passages.iter().take(MOST) {
            let why = compared.comparison.reasons(passage);
            rows.push(MenuRow::Heading(format!("{:.2}: {why}", passage.score)));
            if passage.copied {
                let copied = "The wording is so much the same that both have it from one source, an agency perhaps: that they agree confirms nothing.";
                rows.push(MenuRow::Text(copied.to_owned()));
            }
            rows.extend([passage.a, passage.b].into_iter().filter_map(|side| self.side_row(compared, &names, side)));
        }
        if let Some(more) = passages.len().checked_sub(MOST).filter(|more| *more > 0) {
            rows.push(MenuRow::Text(format!("… and {more} pairs more, less likely ones")));
        }
        rows
    }

    fn side_row(&self, compared: &Compared, names: &[String], side: Side) -> Option<MenuRow> {
        let article = *compared.articles.get(side.account)?;
        let text = &self.collection.entry(article)?.article.text;
        Some(MenuRow::Item(Item {
            label: names.get(side.account).cloned().unwrap_or_default(),
            text: side.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
            right: String::new(),
            target: Target::Passage(article, side.span),
        }))
    }

    /// Shows why the passage that one is at is taken to tell the same as others.
    pub(in crate::app) fn show_why(&mut self, effects: &mut Effects) {
        if self.compared_account().is_some() {
            self.toggle_menu(MenuKind::Passage, effects);
        }
    }

    pub(super) fn passage_title(&self) -> String {
        match self.compared().zip(self.current_mark()) {
            Some((compared, mark)) => format!("Passage {} of {}", mark + 1, compared.marks),
            None => "Passage".to_owned(),
        }
    }
}
