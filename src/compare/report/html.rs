//! A document as one HTML file: the texts side by side, what they share linked by numbers, no script.

use super::Report;
use super::parts::Part;
use super::passages::{Kind, reasons, sentences, tellers};
use crate::article::{Article, BlockKind, date_in_words, web_address};
use crate::collection::Entry;
use crate::compare::comparison::Comparison;
use crate::text::Span;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");
/// Colours that passages are told apart by, beside their numbers; the style sheet has so many.
const COLOURS: usize = 8;

pub(super) fn write(report: &Report) -> String {
    let title = escape(&report.title());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    // One article alone has its own title.
    let order = if report.comparison.is_none() && report.articles.len() == 1 { 1 } else { 2 };
    if order == 2 {
        let _ = writeln!(out, "<h1>{title}</h1>");
    }
    match report.comparison {
        Some(comparison) => {
            let links = Links { comparison, tellers: tellers(comparison), names: report.names() };
            out.push_str(
                "<p class=\"key\">A number marks what another account tells too, and leads there. \
                 What stands in one account only is underlined with dots.</p>\n<main class=\"texts\">\n",
            );
            for (account, entry) in report.entries().enumerate() {
                write_article(entry, 2, &mut out, |out| links.write_text(entry, account, out));
            }
            out.push_str("</main>\n");
            write_parts(&report.compared(comparison), &mut out);
        }
        None => {
            for (entry, article) in report.entries().zip(report.articles) {
                write_article(entry, order, &mut out, |out| {
                    entry.article.genuine().for_each(|block| {
                        write_block(block.kind, &escape(block.span.of(&entry.article.text)), out);
                    });
                });
                write_parts(&report.alone(*article), &mut out);
            }
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// An article: what is known of it, then its text.
fn write_article(entry: &Entry, order: u8, out: &mut String, text: impl FnOnce(&mut String)) {
    let meta = &entry.article.meta;
    let is_tag = |code: &&str| code.len() >= 2 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let language = meta.language.as_deref().filter(is_tag).map(|code| format!(" lang=\"{code}\""));
    let _ = writeln!(out, "<article{}>", language.unwrap_or_default());
    let _ = writeln!(out, "<h{order} dir=\"auto\">{}</h{order}>", linked_title(&entry.article));
    let date = meta.date.as_deref().map(date_in_words);
    let byline = [meta.source.clone(), date, meta.author.clone()];
    let byline: Vec<String> = byline.iter().flatten().map(|part| escape(part)).collect();
    if !byline.is_empty() {
        let _ = writeln!(out, "<p class=\"byline\" dir=\"auto\">{}</p>", byline.join(" · "));
    }
    text(out);
    out.push_str("</article>\n");
}

fn linked_title(article: &Article) -> String {
    let title = escape(article.headline());
    match web_address(article.meta.url.as_deref()) {
        Ok(url) => format!("<a href=\"{}\" rel=\"noopener noreferrer\">{title}</a>", escape(url.as_str())),
        Err(_) => title,
    }
}

/// A paragraph, or what stands in its place; `inner` is HTML.
fn write_block(kind: BlockKind, inner: &str, out: &mut String) {
    let (tag, class) = match kind {
        BlockKind::Paragraph => ("p", ""),
        BlockKind::Heading => ("h3", ""),
        BlockKind::Quote => ("blockquote", ""),
        BlockKind::Item => ("p", " class=\"item\""),
        BlockKind::Verbatim => ("pre", ""),
    };
    let _ = writeln!(out, "<{tag}{class} dir=\"auto\">{inner}</{tag}>");
}

/// What the passages of a comparison lead to.
struct Links<'a> {
    comparison: &'a Comparison,
    tellers: BTreeMap<usize, Vec<usize>>,
    names: Vec<String>,
}

impl Links<'_> {
    /// The text of an account, block by block, its sentences marked.
    fn write_text(&self, entry: &Entry, account: usize, out: &mut String) {
        let sentences = sentences(self.comparison, account);
        let mut rest = sentences.as_slice();
        let mut named = HashSet::new();
        for block in entry.article.genuine() {
            let (inside, after) = rest.split_at(rest.partition_point(|(span, _)| span.start < block.span.end));
            rest = after;
            let mut inner = String::new();
            let mut at = block.span.start;
            for run in inside.chunk_by(|(_, one), (_, next)| one == next) {
                let (Some((first, kind)), Some((last, _))) = (run.first(), run.last()) else { continue };
                let span = Span::new(first.start.max(at), last.end.max(at));
                let text = |from: usize, to: usize| entry.article.text.get(from..to).map(escape).unwrap_or_default();
                inner.push_str(&text(at, span.start));
                match kind {
                    Kind::Only => {
                        let _ = write!(inner, "<span class=\"only\">{}</span>", text(span.start, span.end));
                    }
                    Kind::Shared(mark) => {
                        let is_first = named.insert(*mark);
                        inner.push_str(&self.opening(account, *mark, is_first));
                        inner.push_str(&text(span.start, span.end));
                        inner.push_str("</span>");
                    }
                }
                at = span.end;
            }
            inner.push_str(&entry.article.text.get(at..block.span.end).map(escape).unwrap_or_default());
            write_block(block.kind, &inner, out);
        }
    }

    /// The beginning of a passage: its colour, its place to be led to, and the numbers that lead to the other accounts.
    fn opening(&self, account: usize, mark: usize, is_first: bool) -> String {
        let id = if is_first { format!(" id=\"{}\"", anchor(account, mark)) } else { String::new() };
        let mut out = format!("<span class=\"shared c{}\"{id}>", mark % COLOURS);
        let (why, copied) = reasons(self.comparison, mark);
        let copied = if copied { "; one wording: they may have it from one source" } else { "" };
        let others = self.tellers.get(&mark).map(Vec::as_slice).unwrap_or_default();
        for other in others.iter().filter(|other| **other != account) {
            let name = self.names.get(*other).map_or("", String::as_str);
            let title = escape(&format!("also in {name} ({why}{copied})"));
            // Where several others tell it, which of them is meant.
            let letter = if others.len() > 2 { ["a", "b", "c", "d"].get(*other).copied().unwrap_or("") } else { "" };
            let _ = write!(
                out,
                "<sup><a href=\"#{}\" title=\"{title}\">{}{letter}</a></sup> ",
                anchor(*other, mark),
                mark + 1
            );
        }
        out
    }
}

fn anchor(account: usize, mark: usize) -> String {
    format!("a{}-p{}", account + 1, mark + 1)
}

fn write_parts(parts: &[Part], out: &mut String) {
    for part in parts {
        match part {
            Part::Heading(order, text) => {
                let _ = writeln!(out, "<h{order} dir=\"auto\">{}</h{order}>", escape(text));
            }
            Part::List(items) => {
                out.push_str("<ul>\n");
                for (label, text) in items {
                    let label = if label.is_empty() { String::new() } else { format!("<b>{}</b>: ", escape(label)) };
                    let _ = writeln!(out, "<li dir=\"auto\">{label}{}</li>", escape(text));
                }
                out.push_str("</ul>\n");
            }
            Part::Table(heads, rows) => {
                let row = |cells: &[String], tag: &str| {
                    let cell = |cell: &String| format!("<{tag} dir=\"auto\">{}</{tag}>", escape(cell));
                    format!("<tr>{}</tr>\n", cells.iter().map(cell).collect::<String>())
                };
                let _ = writeln!(out, "<table>\n<thead>\n{}</thead>\n<tbody>", row(heads, "th"));
                rows.iter().for_each(|cells| out.push_str(&row(cells, "td")));
                out.push_str("</tbody>\n</table>\n");
            }
        }
    }
}

/// `text` so that HTML shows it as it is, in an element or in a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
