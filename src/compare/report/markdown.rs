//! A document as Markdown.

use super::parts::Part;
use super::passages::{by_mark, sides, why};
use super::{Chapter, Document};
use crate::article::{Article, BlockKind, date_in_words, is_marked, web_address};
use crate::compare::comparison::Comparison;
use crate::text::{escape_markdown as escape, one_line};
use std::fmt::Write as _;

pub(super) fn write(document: &Document, comparison: &Comparison, parts: &[Part]) -> String {
    let mut out = format!("# {}\n\n", escape(&document.title()));
    for (number, article) in document.articles().enumerate() {
        let _ = writeln!(out, "{}. {}", number + 1, cited(article));
    }
    write_passages(document, comparison, &mut out);
    write_parts(parts, &mut out);
    out
}

/// An article by itself.
pub(super) fn article(chapter: &Chapter, first: bool) -> String {
    let article = &chapter.article;
    let between = if first { "" } else { "\n---\n\n" };
    let mut out = format!("{between}# {}\n\n{}\n", escape(article.headline()), cited(article));
    if !chapter.marks.tags.is_empty() {
        let _ = writeln!(out, "\nTags: {}", escape(&chapter.marks.tags.join(", ")));
    }
    write_text(article, &mut out);
    write_parts(&chapter.parts, &mut out);
    out
}

/// Title, source, date and author, the title linked to the article's page.
fn cited(article: &Article) -> String {
    let meta = &article.meta;
    let title = escape(article.headline());
    // A bracket in an address would end the link.
    let address = web_address(meta.url.as_deref()).ok();
    let address = address.map(|url| url.as_str().replace('(', "%28").replace(')', "%29"));
    let title = address.map_or_else(|| format!("**{title}**"), |url| format!("[**{title}**]({url})"));
    let source = meta.source.as_deref().map(|source| format!("*{}*", escape(source)));
    let date = meta.date.as_deref().map(|date| escape(&date_in_words(date)));
    let author = meta.author.as_deref().map(escape);
    [Some(title), source, date, author].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Passages of one mark together: what each account says, and under it what speaks for each pair.
fn write_passages(document: &Document, comparison: &Comparison, out: &mut String) {
    if comparison.passages.is_empty() {
        return;
    }
    let names = document.names();
    let name = |account: usize| names.get(account).map_or_else(String::new, |name| escape(name));
    out.push_str("\n## Told by several\n");
    for (mark, passages) in by_mark(comparison) {
        let sole = passages.first().filter(|_| passages.len() == 1);
        let about = sole.map(|passage| format!(" ({})", why(comparison, passage)));
        let _ = writeln!(out, "\n**{}**{}\n", mark + 1, about.unwrap_or_default());
        for side in sides(&passages) {
            let words = document.words(side.account, side.span);
            let _ = writeln!(out, "- *{}*: {}", name(side.account), escape(&words));
            let pairs = passages.iter().filter(|passage| sole.is_none() && passage.a.account == side.account);
            for passage in pairs {
                let _ = writeln!(out, "  - with *{}*: {}", name(passage.b.account), why(comparison, passage));
            }
        }
    }
}

fn write_text(article: &Article, out: &mut String) {
    for block in article.genuine() {
        let words = one_line(&article.text, block.span);
        let _ = match block.kind {
            BlockKind::Paragraph => writeln!(out, "\n{}", escape(&words)),
            BlockKind::Heading => writeln!(out, "\n## {}", escape(&words)),
            BlockKind::Quote => writeln!(out, "\n> {}", escape(&words)),
            BlockKind::Item if is_marked(&words) => writeln!(out, "\n{}", escape(&words)),
            BlockKind::Item => writeln!(out, "\n- {}", escape(&words)),
            BlockKind::Verbatim => {
                let lines = block.span.of(&article.text).lines();
                writeln!(out, "\n{}", lines.map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n"))
            }
        };
    }
}

fn write_parts(parts: &[Part], out: &mut String) {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    for part in parts {
        out.push('\n');
        match part {
            Part::Heading(order, text) => {
                let _ = writeln!(out, "{} {}", "#".repeat(usize::from(*order)), escape(text));
            }
            Part::List(items) => {
                for (label, text) in items {
                    let label = if label.is_empty() { String::new() } else { format!("*{}*: ", escape(label)) };
                    let _ = writeln!(out, "- {label}{}", escape(text));
                }
            }
            Part::Table(heads, rows) => {
                out.push_str(&row(heads));
                out.push_str(&format!("|{}\n", "---|".repeat(heads.len())));
                rows.iter().for_each(|cells| out.push_str(&row(cells)));
            }
        }
    }
}
