//! Writing what is on the screen to a file: a comparison of the accounts side by side, else the article.

use super::menu::MenuKind;
use super::state::{Effect, Effects, State};
use crate::collection::ArticleIndex;
use crate::compare::{Report, ReportForm};

/// A document to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The file, as the reader has named it.
    pub path: String,
    /// How the document is written.
    pub form: ReportForm,
}

impl Export {
    /// What the name of a file asks for: the form of its ending, else each form with its own ending.
    pub(super) fn asked_for(typed: &str) -> Vec<Self> {
        let path = typed.trim();
        let ends = |endings: &[&str]| {
            let name = path.rsplit('/').next().unwrap_or_default();
            name.rsplit_once('.').is_some_and(|(stem, end)| {
                !stem.is_empty() && endings.iter().any(|ending| end.eq_ignore_ascii_case(ending))
            })
        };
        let of = |path: String, form| Self { path, form };
        match path {
            "" => Vec::new(),
            folder if folder.ends_with('/') => Vec::new(),
            _ if ends(&["html", "htm"]) => vec![of(path.to_owned(), ReportForm::Html)],
            _ if ends(&["md", "markdown"]) => vec![of(path.to_owned(), ReportForm::Markdown)],
            _ => vec![of(format!("{path}.html"), ReportForm::Html), of(format!("{path}.md"), ReportForm::Markdown)],
        }
    }
}

impl State {
    /// Asks for the name of a file.
    pub(super) fn ask_for_export(&mut self, effects: &mut Effects) {
        if self.open_article().is_none() {
            return;
        }
        if self.is_comparing() && self.compared_account().is_none() {
            // It has said why.
            return;
        }
        self.toggle_menu(MenuKind::Export, effects);
    }

    /// Has the document written; `replace` what is there only where the reader has said so.
    pub(super) fn export(&mut self, export: Export, replace: bool, effects: &mut Effects) {
        let compared = self.compared().filter(|_| self.is_comparing());
        let own: Vec<ArticleIndex> = self.reader().map(|reader| reader.article).into_iter().collect();
        let report = Report {
            collection: &self.collection,
            articles: compared.map_or(own.as_slice(), |compared| compared.articles.as_slice()),
            comparison: compared.map(|compared| &compared.comparison),
        };
        let text = report.write(export.form);
        effects.push(Effect::Export { path: export.path.clone(), text, replace });
        self.exporting = Some(export);
    }

    /// Asks what to do about a file that is there already.
    pub(super) fn ask_to_replace(&mut self, path: &str, effects: &mut Effects) {
        if self.exporting.as_ref().is_some_and(|export| export.path == path) {
            self.open_menu(MenuKind::Replace, effects);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_form() {
        let asked =
            |typed: &str| Export::asked_for(typed).into_iter().map(|one| (one.path, one.form)).collect::<Vec<_>>();
        let html = |path: &str| (path.to_owned(), ReportForm::Html);
        let markdown = |path: &str| (path.to_owned(), ReportForm::Markdown);
        assert_eq!(asked(" a/b.HTML "), [html("a/b.HTML")]);
        assert_eq!(asked("b.md"), [markdown("b.md")]);
        assert_eq!(asked("a.d/b"), [html("a.d/b.html"), markdown("a.d/b.md")]);
        assert_eq!(asked(".html"), [html(".html.html"), markdown(".html.md")]);
        assert!(asked("").is_empty() && asked("folder/").is_empty());
    }
}
