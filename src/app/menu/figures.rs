//! Figures as a table: one row a thing, one column an account, conflicts first; of one article alone, what it counts.

use super::cells::Cells;
use super::{Item, MenuRow, Target};
use crate::analysis::Figure;
use crate::app::comparing::Compared;
use crate::app::state::State;
use crate::collection::ArticleIndex;
use crate::compare::{FigureVerdict, SharedFigure, counted_in_words, figure_in_words};
use std::collections::HashSet;

impl State {
    pub(super) fn figure_rows(&self) -> Vec<MenuRow> {
        match self.compared() {
            Some(compared) if self.is_comparing() && compared.too_long => {
                vec![MenuRow::Text("These articles are too long to be compared.".to_owned())]
            }
            Some(compared) if self.is_comparing() => self.table_of_figures(compared),
            None if self.is_comparing() => vec![MenuRow::Text("The accounts are being compared …".to_owned())],
            _ => self.figures_alone(),
        }
    }

    fn table_of_figures(&self, compared: &Compared) -> Vec<MenuRow> {
        // In the order of the screen.
        let columns: Vec<(usize, ArticleIndex)> = self
            .readers
            .iter()
            .filter_map(|reader| Some((compared.account_of(reader.article)?, reader.article)))
            .collect();
        let names = self.column_names(&columns.iter().map(|(_, article)| *article).collect::<Vec<_>>());
        let heads = std::iter::once(String::new()).chain(names.iter().cloned()).collect();
        let mut rows = vec![MenuRow::Cells(Cells { cells: heads, plain: names.join(", "), target: None })];
        for (verdict, heading) in [
            (FigureVerdict::Conflict, "In conflict"),
            (FigureVerdict::Compatible, "Both may be right"),
            (FigureVerdict::Same, "The same"),
        ] {
            let figures = compared.comparison.figures.iter().filter(|figure| figure.verdict == verdict);
            let of_verdict: Vec<MenuRow> =
                figures.map(|figure| MenuRow::Cells(self.shared_row(figure, &columns, &names))).collect();
            if !of_verdict.is_empty() {
                rows.push(MenuRow::Heading(format!("{} {heading}: {}", verdict.sign(), of_verdict.len())));
                rows.extend(of_verdict);
            }
        }
        if rows.len() == 1 {
            rows.push(MenuRow::Text("No two of these accounts give a figure for the same thing.".to_owned()));
        }
        rows.extend(self.figures_apart(compared, &columns, &names));
        rows
    }

    /// A row for a thing of which several accounts give a figure.
    fn shared_row(&self, shared: &SharedFigure, columns: &[(usize, ArticleIndex)], names: &[String]) -> Cells {
        let said = |(account, article): &(usize, ArticleIndex)| {
            let values = shared.values.iter().filter(|value| value.account == *account);
            let words = values.filter_map(|value| {
                let entry = self.collection.entry(*article)?;
                Some(figure_in_words(&entry.article.text, entry.analysis.figures.get(value.figure)?))
            });
            let mut words: Vec<String> = words.collect();
            words.dedup();
            words.join("; ")
        };
        let said: Vec<String> = columns.iter().map(said).collect();
        let about = shared.counted(|account| {
            let (_, article) = columns.iter().find(|(column, _)| *column == account)?;
            self.collection.entry(*article)
        });
        let thing = format!("{} {about}", shared.verdict.sign());
        let gives = names.iter().zip(&said).filter(|(_, said)| !said.is_empty());
        let gives: Vec<String> = gives.map(|(name, said)| format!("{name}: {said}")).collect();
        // Where one reads, if it is told there.
        let place = |at: usize| {
            let (account, article) = columns.get(at)?;
            let value = shared.values.iter().find(|value| value.account == *account)?;
            Some(Target::Place(*article, value.span))
        };
        let target = place(self.active).or_else(|| (0..columns.len()).find_map(place));
        let dash = |said: String| if said.is_empty() { "–".to_owned() } else { said };
        Cells {
            plain: format!("{thing}, {}: {}", shared.verdict.words(), gives.join("; ")),
            cells: std::iter::once(thing).chain(said.into_iter().map(dash)).collect(),
            target: Some(target.unwrap_or_default()),
        }
    }

    /// The figures that one account alone gives.
    fn figures_apart(&self, compared: &Compared, columns: &[(usize, ArticleIndex)], names: &[String]) -> Vec<MenuRow> {
        let mut rows = Vec::new();
        for (at, (account, article)) in columns.iter().enumerate() {
            let Some(entry) = self.collection.entry(*article) else { continue };
            let values = compared.comparison.figures.iter().flat_map(|figure| &figure.values);
            let shared: HashSet<usize> =
                values.filter(|value| value.account == *account).map(|value| value.figure).collect();
            let alone = entry.analysis.figures.iter().enumerate().filter(|(number, _)| !shared.contains(number));
            let row = |(_, figure): (usize, &Figure)| {
                let (said, about) =
                    (figure_in_words(&entry.article.text, figure), counted_in_words(&entry.article, figure));
                let mut cells = vec![about.clone()];
                cells.extend((0..columns.len()).map(|column| if column == at { said.clone() } else { "–".to_owned() }));
                let target = Some(Target::Place(*article, figure.span));
                MenuRow::Cells(Cells { cells, plain: format!("{said}: {about}"), target })
            };
            let alone: Vec<MenuRow> = alone.map(row).collect();
            if !alone.is_empty() {
                let name = names.get(at).map_or("", String::as_str);
                rows.push(MenuRow::Heading(format!("Only in {name}: {}", alone.len())));
                rows.extend(alone);
            }
        }
        rows
    }

    fn figures_alone(&self) -> Vec<MenuRow> {
        let article = self.reader().map(|reader| reader.article);
        let entry = article.and_then(|article| Some((article, self.collection.entry(article)?)));
        let Some((article, entry)) = entry else { return Vec::new() };
        let item = |figure: &Figure| {
            MenuRow::Item(Item {
                label: figure_in_words(&entry.article.text, figure),
                text: counted_in_words(&entry.article, figure),
                target: Target::Place(article, figure.span),
                ..Item::default()
            })
        };
        let rows: Vec<MenuRow> = entry.analysis.figures.iter().map(item).collect();
        match rows.is_empty() {
            true => vec![MenuRow::Text("This article gives no figures.".to_owned())],
            false => rows,
        }
    }
}
