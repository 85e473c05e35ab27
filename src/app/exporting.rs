//! Writing what is on the screen to a file: a comparison of the accounts side by side, else the article.

use super::menu::MenuKind;
use super::state::{Effect, Effects, State};
use crate::collection::ArticleIndex;
use crate::compare::{Report, ReportForm};
use crate::text::sanitize;

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
        let of = |path: String, form| Self { path, form };
        match (path, ReportForm::of_file(path)) {
            ("", _) => Vec::new(),
            (folder, _) if folder.ends_with('/') => Vec::new(),
            (_, Some(form)) => vec![of(path.to_owned(), form)],
            (_, None) => {
                let ending = |form: ReportForm| form.endings().first().copied().unwrap_or_default();
                ReportForm::ALL.into_iter().map(|form| of(format!("{path}{}", ending(form)), form)).collect()
            }
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
        let document = report.gather(export.form, &|article| self.shelf.marks(article).cloned());
        self.notice = Some(format!("writing {}", sanitize::line(&export.path)));
        effects.push(Effect::Export { path: export.path.clone(), document: Box::new(document), replace });
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
        let one = |path: &str, form| (path.to_owned(), form);
        assert_eq!(asked(" a/b.HTML "), [one("a/b.HTML", ReportForm::Html)]);
        assert_eq!(asked("b.csl.json"), [one("b.csl.json", ReportForm::Csl)]);
        let all = asked("a.d/b");
        assert_eq!(all.len(), ReportForm::ALL.len());
        assert_eq!(all[..2], [one("a.d/b.html", ReportForm::Html), one("a.d/b.md", ReportForm::Markdown)]);
        assert_eq!(asked(".html")[0], one(".html.html", ReportForm::Html));
        assert!(asked("").is_empty() && asked("folder/").is_empty());
    }
}
