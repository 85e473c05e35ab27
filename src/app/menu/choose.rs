//! What choosing a row of a menu does.

use super::{MenuKind, Target};
use crate::app::act;
use crate::app::keys::action::{Action, Context};
use crate::app::state::{Effect, Effects, Focus, State};

impl State {
    /// Leaves the typing of a menu whose letters can be keys too; else chooses the selected row.
    pub(in crate::app) fn accept_menu(&mut self, effects: &mut Effects) {
        let Some(menu) = self.menus.last_mut() else { return };
        if menu.typing && !menu.kind.is_typed_into() {
            menu.typing = false;
            return;
        }
        let Some(target) = menu.target().cloned() else { return };
        self.choose_target(target, effects);
    }

    /// Does what a row of a menu stands for.
    pub(in crate::app) fn choose_target(&mut self, target: Target, effects: &mut Effects) {
        match target {
            Target::Nothing => {}
            Target::Act(action) => {
                self.menus.clear();
                self.act_from_menu(action, effects);
            }
            Target::Open(article) => {
                self.menus.clear();
                self.put_into_column(article);
            }
            Target::Place(article, span) => {
                // From a card one goes on through the mentions of its entity.
                if let Some(MenuKind::Card(id)) = self.menus.last().map(|menu| menu.kind) {
                    (self.chosen, self.panel.selected, self.find) = (Some(id), Some(id), None);
                }
                self.menus.clear();
                self.jump_to_article(article);
                self.go_to(span);
            }
            Target::Quote(said) => {
                let span = self.collection.quotation(said).map(|(_, quote)| quote.span);
                self.menus.clear();
                self.jump_to_article(said.article);
                self.go_to(span.unwrap_or_default());
            }
            Target::Passage(article, span) => {
                self.menus.clear();
                self.go_to_passage(article, span);
            }
            Target::Into(article, other) => {
                self.menus.clear();
                let articles = self.articles_to_join(article);
                self.place_articles(&articles, Some(other));
            }
            Target::ShowFound => self.show_found(None),
            Target::OpenFound(id) => self.show_found(Some(id)),
            Target::Complete(text) => self.complete_search(&text),
            Target::Query(text) => {
                self.menus.clear();
                self.show_oldest_first(&text);
            }
            Target::Add(what) => {
                self.menus.clear();
                self.bring_in(what);
            }
            Target::SaveQuery(name) => {
                self.menus.clear();
                self.save_query(&name);
            }
            Target::Hits(article) => {
                self.menus.clear();
                self.open_hits(article, effects);
            }
            Target::Note(note) => {
                self.leave_asking();
                self.write_note(&note);
            }
            Target::Colour(colour) => {
                self.leave_asking();
                self.choose_colour(colour);
            }
            Target::Tag(tag, on) => self.set_tag(&tag, on),
            Target::Noted(number) => {
                self.menus.clear();
                self.go_to_noted(number);
            }
            Target::Kept(id) => {
                self.menus.clear();
                self.go_to_kept(id);
            }
            Target::Deed(number) => self.turn_to(number, effects),
            Target::Turn(these, again) => self.turn(these, again),
            Target::Card(id) => self.open_menu(MenuKind::Card(id), effects),
            Target::Suggestion(one, other) => self.open_menu(MenuKind::Suggestion(one, other), effects),
            Target::Correct(wish) => self.correct(&wish),
            Target::Mentions(id) => {
                self.menus.clear();
                self.remember_place();
                self.choose(id);
                self.focus = Focus::Reader;
            }
            Target::Chip(number) => {
                self.remove_chip(number);
                if self.filter.is_empty() { self.menus.clear() } else { self.refresh_menu() }
            }
            Target::Theme(name) => {
                self.menus.clear();
                self.settings.theme.clone_from(&name);
                effects.push(Effect::Theme(name));
            }
            Target::Export(export, replace) => {
                self.menus.clear();
                self.export(export, replace, effects);
            }
            Target::ExportAgain => {
                self.menus.clear();
                self.open_menu(MenuKind::Export, effects);
            }
            Target::Yank(form) => {
                // What lies under it, a quotation perhaps, is what is copied.
                self.menus.pop();
                self.yank(form, effects);
            }
            Target::Command(number) => {
                self.menus.clear();
                self.send_to(number, effects);
            }
        }
    }

    /// Does what the help or the palette was asked for, where it means something.
    fn act_from_menu(&mut self, action: Action, effects: &mut Effects) {
        let declaration = action.declaration();
        match declaration.context {
            Context::Typing => self.notice = Some(format!("{} has its meaning while one types", declaration.name)),
            Context::Selecting if self.selection.is_none() => {
                self.notice = Some(format!("{} has its meaning while text is selected", declaration.name));
            }
            _ => act::run(self, action, None, effects),
        }
    }
}
