//! How a document is written.

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportForm {
    /// As Markdown.
    Markdown,
    /// As HTML, with the texts.
    Html,
    /// Articles as JSON, one object a line, with what was noted of them: [`crate::library::noted`].
    Json,
    /// Articles as rows of comma-separated values, with what was noted of them.
    Csv,
    /// Citations as BibTeX.
    Bibtex,
    /// Citations as CSL-JSON.
    Csl,
}

impl ReportForm {
    /// All of them, the most usual first.
    pub const ALL: [Self; 6] = [Self::Html, Self::Markdown, Self::Json, Self::Csv, Self::Bibtex, Self::Csl];

    /// The endings of its files, the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Markdown => &[".md", ".markdown"],
            Self::Html => &[".html", ".htm"],
            Self::Json => &[".jsonl", ".json", ".ndjson"],
            Self::Csv => &[".csv"],
            Self::Bibtex => &[".bib"],
            Self::Csl => &[".csl.json"],
        }
    }

    /// The form that the name of a file asks for: that of the longest ending which it has, with something before it.
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        let ends = |ending: &&&str| name.len() > ending.len() && name.ends_with(**ending);
        let longest = |form: Self| {
            form.endings().iter().filter(ends).map(|ending| (ending.len(), form)).max_by_key(|(long, _)| *long)
        };
        Self::ALL.into_iter().filter_map(longest).max_by_key(|(long, _)| *long).map(|(_, form)| form)
    }

    /// Whether it can tell how accounts relate; else it has the articles each by itself.
    pub fn compares(self) -> bool {
        matches!(self, Self::Markdown | Self::Html)
    }

    /// Whether it tells who is in an article and who says what.
    pub fn tells_names(self) -> bool {
        matches!(self, Self::Markdown | Self::Html)
    }
}

#[cfg(test)]
mod tests {
    use super::ReportForm::{self, *};

    #[test]
    fn the_ending_says_the_form() {
        for (name, form) in [
            ("a/b.HTML", Some(Html)),
            ("b.md", Some(Markdown)),
            ("b.json", Some(Json)),
            ("b.csl.json", Some(Csl)),
            ("csl.json", Some(Json)),
            ("b.bib", Some(Bibtex)),
            ("b.d/b", None),
            (".html", None),
            ("b.txt", None),
            ("", None),
        ] {
            assert_eq!(ReportForm::of_file(name), form, "{name}");
        }
    }
}
