//! Under which name to write what is on the screen, and what to do where that is taken.

use super::{Item, MenuKind, MenuRow, Target};
use crate::app::exporting::Export;
use crate::app::state::State;
use crate::compare::ReportForm;

impl State {
    pub(super) fn export_title(&self) -> String {
        match self.is_comparing() {
            true => "Write this comparison to a file named".to_owned(),
            false => "Write this article to a file named".to_owned(),
        }
    }

    /// The name that is proposed.
    pub(super) fn export_name(&self) -> &'static str {
        if self.is_comparing() { "comparison.html" } else { "article.html" }
    }

    pub(super) fn export_rows(&self) -> Vec<MenuRow> {
        let menu = self.menus.last().filter(|menu| menu.kind == MenuKind::Export);
        let typed = menu.map_or_else(|| self.export_name(), |menu| menu.prompt.text());
        let exports = Export::asked_for(typed);
        if exports.is_empty() {
            let ask = "Type the name of a file; its ending says how it is written: .html, .md, .jsonl, .csv, .bib, .csl.json.";
            return vec![MenuRow::Text(ask.to_owned())];
        }
        let item = |export: Export| {
            let form = match export.form {
                ReportForm::Html if self.is_comparing() => "one HTML file, the texts beside one another",
                ReportForm::Html => "one HTML file",
                ReportForm::Markdown => "Markdown",
                ReportForm::Json => "JSON, an article a line",
                ReportForm::Csv => "a table, an article a row",
                ReportForm::Bibtex => "citations as BibTeX",
                ReportForm::Csl => "citations as CSL-JSON",
            };
            MenuRow::Item(Item {
                text: export.path.clone(),
                right: form.to_owned(),
                target: Target::Export(export, false),
                ..Item::default()
            })
        };
        exports.into_iter().map(item).collect()
    }

    pub(super) fn replace_title(&self) -> String {
        let path = self.exporting.as_ref().map_or("", |export| export.path.as_str());
        format!("{path} is there already")
    }

    pub(super) fn replace_rows(&self) -> Vec<MenuRow> {
        let Some(export) = self.exporting.clone() else { return Vec::new() };
        let item = |text: &str, target| MenuRow::Item(Item { text: text.to_owned(), target, ..Item::default() });
        vec![
            item("Give another name", Target::ExportAgain),
            item("Replace the file that is there", Target::Export(export, true)),
        ]
    }
}
