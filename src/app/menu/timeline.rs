//! When: the dated statements of the articles on the screen, or of all that are shown, in order.

use super::card::count;
use super::{Item, MenuKind, MenuRow, Target};
use crate::app::keys::action::Action;
use crate::app::panes::panel::Scope;
use crate::app::state::{Effects, State};
use crate::compare::{Timeline, period_in_words, timeline};
use crate::text::{one_line, width};

/// Statements that are listed.
const MOST: usize = 1_000;
/// Columns of what an account is called.
const NAME: usize = 24;

impl State {
    /// Opens the timeline; again closes it.
    pub(in crate::app) fn toggle_timeline(&mut self, effects: &mut Effects) {
        match self.menus.last().map(|menu| menu.kind) {
            Some(MenuKind::Timeline(_)) => drop(self.menus.pop()),
            _ => self.open_menu(MenuKind::Timeline(Scope::Article), effects),
        }
    }

    pub(super) fn timeline_rows(&self, scope: Scope) -> Vec<MenuRow> {
        let articles = self.articles_in(scope);
        let Timeline { statements, cut } = timeline(&self.collection, &articles, Some(MOST));
        let mut rows = Vec::new();
        let mut when = None;
        for statement in &statements {
            if when != Some(statement.when) {
                when = Some(statement.when);
                rows.push(MenuRow::Heading(period_in_words(statement.when)));
            }
            let Some(entry) = self.collection.entry(statement.article) else { continue };
            let several = articles.len() > 1;
            let source = entry.article.meta.source.as_deref().unwrap_or_else(|| entry.article.headline());
            rows.push(MenuRow::Item(Item {
                text: one_line(&entry.article.text, statement.sentence),
                right: if several { width::ellipsis(source, NAME) } else { String::new() },
                target: Target::Place(statement.article, statement.sentence),
                ..Item::default()
            }));
        }
        let (whose, other) = (self.scope_in_words(scope), self.scope_in_words(super::quotations::other_scope(scope)));
        if statements.is_empty() {
            rows.push(MenuRow::Text(format!("No sentence of {whose} names a date that can be told.")));
        }
        if cut {
            let listed = count(statements.len(), "statement");
            rows.push(MenuRow::Text(format!("These are the first {listed} by date; later ones are left out.")));
        }
        let (go, scope) = (self.key_name(Action::Accept), self.key_name(Action::Scope));
        rows.push(MenuRow::Text(format!("{go} goes there; {scope} lists what {other} say.")));
        rows
    }
}
