//! A document as one HTML file: the texts side by side, what they share linked by numbers, what was highlighted marked, no script.

use super::parts::{Part, place_of};
use super::passages::{sentences, why};
use super::{Chapter, Document};
use crate::article::{Article, BlockKind, date_in_words, web_address};
use crate::compare::comparison::Comparison;
use crate::library::Colour;
use crate::text::{Span, escape_html as escape};
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");
/// Colours that passages are told apart by, beside their numbers; the style sheet has so many.
const COLOURS: usize = 8;

/// What stands at the end of every document.
pub(super) const END: &str = "</body>\n</html>\n";

/// The head of a document, and where `shown` its title.
pub(super) fn begin(title: &str, shown: bool) -> String {
    let title = escape(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    if shown {
        let _ = writeln!(out, "<h1>{title}</h1>");
    }
    out
}

pub(super) fn write(document: &Document, comparison: &Comparison, parts: &[Part]) -> String {
    let mut out = begin(&document.title(), true);
    let links = Links { comparison, names: document.names() };
    let _ = writeln!(
        out,
        "<p class=\"key\">A number marks what another account tells too, and leads there{}. \
         What stands in one account only is underlined with dots.</p>\n<main class=\"texts\">",
        links.letters()
    );
    for (account, article) in document.articles().enumerate() {
        write_article(article, &[], 2, &mut out, |out| links.write_text(article, account, out));
    }
    out.push_str("</main>\n");
    write_parts(parts, &mut out);
    out.push_str(END);
    out
}

/// An article by itself, its title a heading of that order.
pub(super) fn article(chapter: &Chapter, order: u8) -> String {
    let (mut out, article) = (String::new(), &chapter.article);
    let mut marked: Vec<(Span, Colour)> = chapter
        .marks
        .highlights
        .iter()
        .filter_map(|highlight| Some((place_of(article, highlight)?, highlight.colour)))
        .collect();
    marked.sort_by_key(|(span, _)| (span.start, span.end));
    write_article(article, &chapter.marks.tags, order, &mut out, |out| {
        for block in article.genuine() {
            write_block(block.kind, &highlighted(&article.text, block.span, &marked), out);
        }
    });
    write_parts(&chapter.parts, &mut out);
    out
}

/// The text of a block, what is highlighted in it marked. Where two highlights overlap, the first has the words.
fn highlighted(text: &str, block: Span, marked: &[(Span, Colour)]) -> String {
    let (mut out, mut at) = (String::new(), block.start);
    let piece = |from: usize, to: usize| text.get(from..to).map(escape).unwrap_or_default();
    for (span, colour) in marked.iter().filter(|(span, _)| span.overlaps(block)) {
        let (from, to) = (span.start.max(at), span.end.min(block.end));
        if from < to {
            let _ = write!(out, "{}<mark class=\"{}\">{}</mark>", piece(at, from), colour.name(), piece(from, to));
            at = to;
        }
    }
    out.push_str(&piece(at, block.end));
    out
}

/// An article: what is known of it, then its text.
fn write_article(article: &Article, tags: &[String], order: u8, out: &mut String, text: impl FnOnce(&mut String)) {
    let meta = &article.meta;
    let is_tag = |code: &&str| code.len() >= 2 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let language = meta.language.as_deref().filter(is_tag).map(|code| format!(" lang=\"{code}\""));
    let _ = writeln!(out, "<article{}>", language.unwrap_or_default());
    let _ = writeln!(out, "<h{order} dir=\"auto\">{}</h{order}>", linked_title(article));
    let date = meta.date.as_deref().map(date_in_words);
    let byline = [meta.source.clone(), date, meta.author.clone()];
    let byline: Vec<String> = byline.iter().flatten().map(|part| escape(part)).collect();
    if !byline.is_empty() {
        let _ = writeln!(out, "<p class=\"byline\" dir=\"auto\">{}</p>", byline.join(" · "));
    }
    if !tags.is_empty() {
        let _ = writeln!(out, "<p class=\"byline\" dir=\"auto\">Tags: {}</p>", escape(&tags.join(", ")));
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
    names: Vec<String>,
}

impl Links<'_> {
    /// The text of an account, block by block, its sentences marked.
    fn write_text(&self, article: &Article, account: usize, out: &mut String) {
        let sentences = sentences(self.comparison, account);
        let mut rest = sentences.as_slice();
        for block in article.genuine() {
            let (inside, after) = rest.split_at(rest.partition_point(|held| held.span.start < block.span.end));
            rest = after;
            let mut inner = String::new();
            let mut at = block.span.start;
            let text = |from: usize, to: usize| article.text.get(from..to).map(escape).unwrap_or_default();
            for run in inside.chunk_by(|one, next| (&one.passages, one.only) == (&next.passages, next.only)) {
                let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
                let span = Span::new(first.span.start.max(at), last.span.end.max(at));
                inner.push_str(&text(at, span.start));
                let words = text(span.start, span.end);
                let likeliest = first.passages.first().and_then(|number| self.comparison.passages.get(*number));
                let _ = match likeliest {
                    Some(passage) => {
                        let links: String =
                            first.passages.iter().map(|number| self.link(account, *number, first.span)).collect();
                        write!(inner, "<span class=\"shared c{}\">{links}{words}</span>", passage.mark % COLOURS)
                    }
                    None if first.only => write!(inner, "<span class=\"only\">{words}</span>"),
                    None => write!(inner, "{words}"),
                };
                at = span.end;
            }
            inner.push_str(&text(at, block.span.end));
            write_block(block.kind, &inner, out);
        }
    }

    /// Where a passage begins with `sentence`, the number that leads to its other side, and that the other side leads to.
    fn link(&self, account: usize, number: usize, sentence: Span) -> String {
        let Some(passage) = self.comparison.passages.get(number) else { return String::new() };
        let (own, other, from, to) = match passage.a.account == account {
            true => (passage.a, passage.b, "a", "b"),
            false => (passage.b, passage.a, "b", "a"),
        };
        if own.span.start != sentence.start {
            return String::new();
        }
        let name = self.names.get(other.account).map_or("", String::as_str);
        let title = escape(&format!("also in {name} ({})", why(self.comparison, passage)));
        let (number, mark, letter) = (number + 1, passage.mark + 1, self.letter(other.account));
        format!("<sup><a id=\"p{number}{from}\" href=\"#p{number}{to}\" title=\"{title}\">{mark}{letter}</a></sup> ")
    }

    /// Where there are several others, which of them is meant.
    fn letter(&self, account: usize) -> &'static str {
        let letter = ["a", "b", "c", "d"].get(account).filter(|_| self.names.len() > 2);
        letter.copied().unwrap_or("")
    }

    /// What the letters mean.
    fn letters(&self) -> String {
        let letters = self.names.iter().enumerate().map(|(at, name)| (self.letter(at), name));
        let said: Vec<String> = letters.map(|(letter, name)| format!("{letter} {}", escape(name))).collect();
        if self.names.len() > 2 {
            format!("; the letter after it says where: {}", said.join(", "))
        } else {
            String::new()
        }
    }
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
