//! A comparison for people, in 80 columns.

use crate::cli::out::Out;
use crate::collection::{Collection, EntityId, Entry};
use crate::compare::{
    Comparison, Counted, FigureVerdict, Naming, QuoteVerdict, Quoted, SharedFigure, SharedQuote, Side, Stated,
    figure_in_words,
};
use crate::text::{Span, wrap};
use std::io;

/// Text wider than this is hard to read.
const MEASURE: usize = 80;
/// Entities that are listed of a group.
const ENTITIES: usize = 24;
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

/// What is printed, and where to.
pub(super) struct Printer<'a> {
    pub(super) out: &'a mut Out,
    pub(super) collection: &'a Collection,
    pub(super) comparison: &'a Comparison,
}

impl Printer<'_> {
    /// Prints all of it: the accounts, figures, passages, what one tells alone, quotations, entities, names.
    pub(super) fn print(&mut self) -> io::Result<()> {
        self.accounts()?;
        self.figures()?;
        self.passages()?;
        self.only()?;
        self.omitted()?;
        self.quotes()?;
        self.entities()?;
        self.naming()
    }

    fn entry(&self, account: usize) -> Option<&Entry> {
        self.collection.entry(self.comparison.accounts.get(account)?.article)
    }

    /// A piece of an account, on one line.
    fn text(&self, account: usize, span: Span) -> String {
        let text = self.entry(account).map_or("", |entry| span.of(&entry.article.text));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn name(&self, id: EntityId) -> &str {
        self.collection.label(id).map_or("", |(_, name)| name)
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        self.out.line("")?;
        self.out.bold(text)
    }

    /// A piece of text after a label; further rows stand under its beginning.
    fn labelled(&mut self, label: &str, text: &str) -> io::Result<()> {
        self.rows(label, text).iter().try_for_each(|row| self.out.line(row))
    }

    fn rows(&self, label: &str, text: &str) -> Vec<String> {
        let width = self.out.columns.map_or(MEASURE, |columns| columns.min(MEASURE));
        let indent = " ".repeat(label.chars().count());
        let rows = wrap(text, Span::new(0, text.len()), width.saturating_sub(indent.len()).max(20));
        let labels = std::iter::once(label).chain(std::iter::repeat(indent.as_str()));
        labels.zip(rows).map(|(label, row)| format!("{label}{}", row.of(text))).collect()
    }

    fn accounts(&mut self) -> io::Result<()> {
        for account in 0..self.comparison.accounts.len() {
            let Some(entry) = self.entry(account) else { continue };
            let meta = &entry.article.meta;
            let from: Vec<&str> = [&meta.source, &meta.date].into_iter().flatten().map(String::as_str).collect();
            let from = if from.is_empty() { meta.id.clone() } else { from.join(", ") };
            let sentences = self.comparison.accounts.get(account).map_or(0, |account| account.sentences.len());
            let alone = self.comparison.only.get(account).map_or(0, Vec::len);
            let title = entry.article.headline_shown().into_owned();
            self.labelled(&format!("{}  ", letter(account)), &title)?;
            let about = self.rows("   ", &format!("{from}: {sentences} sentences, {alone} only here"));
            about.iter().try_for_each(|row| self.out.dim(row))?;
        }
        Ok(())
    }

    fn figures(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        if comparison.figures.is_empty() {
            return Ok(());
        }
        self.heading("Figures")?;
        for figure in &comparison.figures {
            let SharedFigure { values, verdict, .. } = figure;
            let (mark, word) = match verdict {
                FigureVerdict::Conflict => ("≠", "conflict"),
                FigureVerdict::Compatible => ("≈", "compatible"),
                FigureVerdict::Same => ("=", "same"),
            };
            let value = |value: &Stated| {
                let entry = self.entry(value.account)?;
                let words = figure_in_words(&entry.article.text, entry.analysis.figures.get(value.figure)?);
                Some(format!("{}: {words}", letter(value.account)))
            };
            let values = values.iter().filter_map(value).collect::<Vec<_>>().join("; ");
            let about = figure.counted(|account| self.entry(account));
            self.labelled(&format!("{mark}  "), &format!("{about}, {word}. {values}"))?;
        }
        Ok(())
    }

    fn passages(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        if comparison.passages.is_empty() {
            return self.heading("Nothing is told by more than one");
        }
        self.heading("Told by more than one")?;
        for (at, passage) in comparison.passages.iter().enumerate() {
            if at > 0 {
                self.out.line("")?;
            }
            let source = if passage.copied { "; one source, no confirmation" } else { "" };
            let label = format!("{}  {:.2}  ", passage.mark + 1, passage.score);
            let why = self.rows(&label, &format!("{}{source}", comparison.reasons(passage)));
            why.iter().try_for_each(|row| self.out.dim(row))?;
            for side in [&passage.a, &passage.b] {
                self.side(side)?;
            }
        }
        Ok(())
    }

    fn side(&mut self, side: &Side) -> io::Result<()> {
        let text = self.text(side.account, side.span);
        self.labelled(&format!("   {}  ", letter(side.account)), &text)
    }

    fn only(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        for (account, only) in comparison.only.iter().enumerate() {
            if only.is_empty() {
                continue;
            }
            self.heading(&format!("Only in {}", letter(account)))?;
            let sentences =
                comparison.accounts.get(account).map(|account| account.sentences.as_slice()).unwrap_or_default();
            for span in only.iter().filter_map(|at| sentences.get(*at)) {
                let text = self.text(account, *span);
                self.labelled("-  ", &text)?;
            }
        }
        Ok(())
    }

    /// Of two accounts, what the one leaves out is what the other has alone.
    fn omitted(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        let many = comparison.accounts.len() > 2;
        for (account, sides) in comparison.omitted.iter().enumerate().filter(|(_, sides)| many && !sides.is_empty()) {
            self.heading(&format!("Told by all but {}", letter(account)))?;
            for side in sides {
                self.side(side)?;
            }
        }
        Ok(())
    }

    fn quotes(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        if comparison.quotes.is_empty() {
            return Ok(());
        }
        self.heading("Quotations")?;
        for (at, quote) in comparison.quotes.iter().enumerate() {
            let SharedQuote { a, b, verdict } = quote;
            if at > 0 {
                self.out.line("")?;
            }
            let how = match verdict {
                QuoteVerdict::Same => "the same",
                QuoteVerdict::Trimmed => "trimmed",
                QuoteVerdict::Variant => "in other words",
            };
            let credited = if quote.is_credited_otherwise() { ", credited to someone else" } else { "" };
            self.out.dim(&format!("{how}{credited}"))?;
            for quoted in [a, b] {
                let Quoted { account, span, speaker, .. } = *quoted;
                let who = speaker.map_or(String::new(), |id| format!(" ({})", self.name(id)));
                let text = format!("“{}”{who}", self.text(account, span));
                self.labelled(&format!("   {}  ", letter(account)), &text)?;
            }
        }
        Ok(())
    }

    fn entities(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        if comparison.entities.is_empty() {
            return Ok(());
        }
        self.heading("Entities")?;
        for group in &comparison.entities {
            let accounts = group.accounts.iter().map(|at| letter(*at)).collect::<Vec<_>>().join("+");
            let name = |(id, _): &Counted| self.name(*id);
            let mut names = group.entities.iter().take(ENTITIES).map(name).collect::<Vec<_>>().join(", ");
            let more = group.entities.len().saturating_sub(ENTITIES);
            if more > 0 {
                names.push_str(&format!(" and {more} more"));
            }
            self.labelled(&format!("{accounts:<8} "), &names)?;
        }
        Ok(())
    }

    fn naming(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        if comparison.naming.is_empty() {
            return Ok(());
        }
        self.heading("Called otherwise")?;
        for Naming { entity, called } in &comparison.naming {
            let calls = called
                .iter()
                .enumerate()
                .filter(|(_, called)| !called.names.is_empty())
                .map(|(at, called)| format!("{}: {}", letter(at), called.telling().join(", ")));
            let text = format!("{}. {}", self.name(*entity), calls.collect::<Vec<_>>().join("; "));
            self.labelled("-  ", &text)?;
        }
        Ok(())
    }
}

fn letter(account: usize) -> &'static str {
    LETTERS.get(account).copied().unwrap_or("?")
}
