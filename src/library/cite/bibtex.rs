//! Citations as BibTeX, for BibTeX and biblatex alike.

use super::{Author, Citation, Published};
use std::fmt::Write as _;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Citation {
    /// The entry, whose last line ends with a line break: `@article` where the article names its source, else `@misc`. A title
    /// keeps its capitals, a body is one name, and nothing in any field is a command.
    pub fn bibtex(&self) -> String {
        let kind = if self.source.is_some() { "article" } else { "misc" };
        let mut out = format!("@{kind}{{{},\n", self.key);
        let mut field = |name: &str, value: String| {
            let _ = writeln!(out, "  {name} = {value},");
        };
        if !self.authors.is_empty() {
            let names: Vec<String> = self.authors.iter().map(name).collect();
            field("author", format!("{{{}}}", names.join(" and ")));
        }
        field("title", format!("{{{{{}}}}}", escape(&self.title)));
        if let Some(source) = &self.source {
            field("journal", format!("{{{}}}", escape(source)));
        }
        match &self.published {
            Some(published @ Published::Day(year, month, _)) => {
                field("date", format!("{{{}}}", published.iso().unwrap_or_default()));
                field("year", format!("{{{year:04}}}"));
                let month = month.and_then(|month| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?));
                if let Some(month) = month {
                    field("month", (*month).to_owned());
                }
            }
            Some(Published::Words(words)) => field("note", format!("{{Published: {}}}", escape(words))),
            None => {}
        }
        if let Some(url) = &self.url {
            field("url", format!("{{{}}}", address(url)));
        }
        if let Some(day) = self.accessed {
            field("urldate", format!("{{{day}}}"));
        }
        let simple = |language: &&String| language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if let Some(language) = self.language.as_ref().filter(simple) {
            field("langid", format!("{{{language}}}"));
        }
        if !self.tags.is_empty() {
            // A comma parts them.
            let tags: Vec<String> = self.tags.iter().map(|tag| escape(&tag.replace(',', " "))).collect();
            field("keywords", format!("{{{}}}", tags.join(", ")));
        }
        out.push_str("}\n");
        out
    }
}

fn name(author: &Author) -> String {
    match author {
        Author::Body(name) => format!("{{{}}}", escape(name)),
        Author::Person { family, given, suffix } => {
            let family = if family.contains(' ') { format!("{{{}}}", escape(family)) } else { escape(family) };
            let suffix = suffix.as_ref().map(|suffix| format!(", {}", escape(suffix))).unwrap_or_default();
            format!("{family}{suffix}, {}", escape(given))
        }
    }
}

/// `text` so that TeX sets it as it is. Braces too become commands: BibTeX counts them even behind a backslash.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            // TeX makes other signs of these.
            '"' => out.push_str("\\textquotedbl{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            other => out.push(other),
        }
    }
    out
}

/// An address as `\url` takes it; what would end or steer that is written as bytes.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '{' | '}' | '\\' | '^' | '`' | '|' | '"' | '<' | '>' | ' ' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out
}
