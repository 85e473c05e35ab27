//! In which formats and orders the commands print.

use crate::compare::ReportForm;
use clap::ValueEnum;

/// Formats of a command whose results are rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum RowFormat {
    /// For people
    #[default]
    Text,
    /// One JSON value
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values, with a header; a cell that begins with = + - @ or a tab gets an apostrophe before it, so
    /// that no spreadsheet takes it for a formula
    Csv,
}

/// Orders of `search`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Sort {
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
    /// By outlet
    Source,
    /// What the words of the query say most of first
    Relevance,
    /// What tells most that no earlier article told first
    Novelty,
    /// The longest first
    Length,
    /// What came last into the library first
    Added,
}

/// Formats of a command whose result is one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PlainFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// Formats of `export`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// Markdown
    #[default]
    Markdown,
    /// One HTML file, with the texts, without scripts
    Html,
    /// What `compare` prints of a comparison; else the articles, one JSON object a line, with your tags, highlights and
    /// notes: `crossread add` reads them back
    Json,
    /// The articles, one a row, with your tags, highlights and notes, and a header
    Csv,
    /// Citations as BibTeX
    Bibtex,
    /// Citations as CSL-JSON
    Csl,
}

impl ExportFormat {
    /// The form of the document.
    pub(super) fn form(self) -> ReportForm {
        match self {
            Self::Markdown => ReportForm::Markdown,
            Self::Html => ReportForm::Html,
            Self::Json => ReportForm::Json,
            Self::Csv => ReportForm::Csv,
            Self::Bibtex => ReportForm::Bibtex,
            Self::Csl => ReportForm::Csl,
        }
    }
}

/// Formats of `show`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    /// For people
    #[default]
    Text,
    /// An array of JSON objects
    Json,
    /// One JSON object a line
    Jsonl,
}

/// Formats of `analyze`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum JsonFormat {
    /// One JSON object a line
    #[default]
    Jsonl,
    /// An array of JSON objects
    Json,
}
