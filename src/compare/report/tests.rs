use super::*;
use crate::collection::trial::collection_of_markdown as collection;
use crate::compare::{Options, compare};
use crate::library::{Anchor, Colour, Highlight};
use crate::text::Span;

const A: &str = "---\ntitle: One <script>alert(1)</script>\nsource: Harbour & Wire\ndate: 2022-02-04\nurl: javascript:alert(1)\n---\n\
    “We shall sign 15 contracts today,” Angela Merkel said in Berlin on Friday. The lunch \"was\" <b>cold</b> and \\<i\\>grey\\</i\\>.\n";
const B: &str = "---\ntitle: Two\nsource: \"\\\"Meridian\\\" '5'\"\ndate: 2022-02-04\nurl: https://example.org/a?b=1&c=(2)\n---\n\
    “We shall sign 15 contracts today,” Angela Merkel said in Berlin on Friday. A ferry came back from Oslo.\n";

fn written(form: ReportForm) -> String {
    let collection = collection(&[A, B]);
    let comparison = compare(&collection, &[0, 1], &Options::default());
    Report { collection: &collection, articles: &[0, 1], comparison: Some(&comparison) }.write(form)
}

#[test]
fn html_links_what_is_shared_and_obeys_no_text() {
    let html = written(ReportForm::Html);
    assert!(html.contains("<a id=\"p1a\" href=\"#p1b\"") && html.contains("<a id=\"p1b\" href=\"#p1a\""), "{html}");
    for tag in ["<script", "<b>cold", "<i>", "javascript:", "onerror"] {
        assert!(!html.contains(tag), "{tag} in {html}");
    }
    assert!(html.contains("<h2>One &lt;script&gt;") || html.contains("One &lt;script&gt;alert(1)"), "{html}");
    assert!(html.contains("href=\"https://example.org/a?b=1&amp;c=(2)\""), "{html}");
    // Whatever is led to is there, once.
    for link in html.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap_or_default();
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(html.contains("class=\"only\"") && html.contains("prefers-color-scheme"));
}

#[test]
fn markdown_says_what_is_shared() {
    let markdown = written(ReportForm::Markdown);
    for expected in ["# Two accounts compared", "## Told by several", "## Only in Harbour \\& Wire", "## Who says what"]
    {
        assert!(markdown.contains(expected), "no {expected} in {markdown}");
    }
    assert!(!markdown.replace("\\<", "").contains('<') && !markdown.contains("javascript:"), "{markdown}");
    assert!(markdown.contains("[**Two**](https://example.org/a?b=1&c=%282%29)"), "{markdown}");
}

/// The two copied, the third tells a part of it in its own words.
const SEVERAL: [&str; 3] = [
    "The port of Brennick will be closed to all container ships for nine days, the harbour master said on Monday. \
     The strike has held up 1,200 containers, Maria Okello said in Brennick.",
    "The port of Brennick will be closed to all container ships for nine days, the harbour master said on Monday. \
     Some say it is the weather.",
    "For nine days no container ship will enter Brennick, its harbour master said. Maria Okello said that 1,200 \
     containers were held up by the strike.",
];

#[test]
fn each_pair_has_its_own_link_and_its_own_reasons() {
    let collection = collection(&SEVERAL);
    let comparison = compare(&collection, &[0, 1, 2], &Options::default());
    let report = Report { collection: &collection, articles: &[0, 1, 2], comparison: Some(&comparison) };
    let html = report.write(ReportForm::Html);
    let copied: Vec<bool> = comparison.passages.iter().map(|passage| passage.copied).collect();
    assert!(copied.contains(&true) && copied.contains(&false), "{:?}", comparison.passages);
    for (at, passage) in comparison.passages.iter().enumerate() {
        for (from, to, other) in [("a", "b", passage.b), ("b", "a", passage.a)] {
            let number = at + 1;
            let link = format!("<a id=\"p{number}{from}\" href=\"#p{number}{to}\" title=\"");
            let rest = html.split(&link).nth(1).unwrap();
            let (title, rest) = rest.split_once("\">").unwrap();
            let letter = ["a", "b", "c"][other.account];
            assert!(rest.starts_with(&format!("{}{letter}</a>", passage.mark + 1)), "{rest}");
            assert!(title.contains(&format!("({:.2}: ", passage.score)), "{title}");
            assert_eq!(title.contains("one source"), passage.copied, "{title}");
        }
    }
    let markdown = report.write(ReportForm::Markdown);
    assert_eq!(markdown.matches("one source").count(), copied.iter().filter(|copied| **copied).count(), "{markdown}");
}

#[test]
fn nothing_hidden_leaves() {
    let text = "Angela Merkel met \u{2067}אב\u{2069} in a\u{200e}b.\n\nOslo\u{200b} is cold.";
    let collection = collection(&[text, text]);
    let comparison = compare(&collection, &[0, 1], &Options::default());
    for comparison in [None, Some(&comparison)] {
        for form in [ReportForm::Markdown, ReportForm::Html] {
            let written = Report { collection: &collection, articles: &[0, 1], comparison }.write(form);
            assert!(written.contains("אב") && sanitize::is_clean(&written));
            assert!(!written.chars().any(|c| c != '\n' && sanitize::is_hidden(c)), "{written}");
        }
    }
}

#[test]
fn articles_each_by_itself() {
    let collection = collection(&[A, B]);
    let report = Report { collection: &collection, articles: &[0, 1], comparison: None };
    let markdown = report.write(ReportForm::Markdown);
    assert!(
        markdown.contains("# Two\n") && markdown.contains("### Who is in it") && markdown.contains("Angela Merkel")
    );
    let html = report.write(ReportForm::Html);
    assert!(
        html.contains("<title>2 articles</title>") && html.contains("<h3 dir=\"auto\">Who says what</h3>"),
        "{html}"
    );
    let nothing = Report { collection: &collection, articles: &[9], comparison: None };
    assert!(nothing.write(ReportForm::Html).contains("</html>"));
}

#[test]
fn what_was_noted_is_in_every_form() {
    let collection = collection(&[A, B]);
    let marks = |article: usize| {
        let text = &collection.entry(article).unwrap().article.text;
        let at = text.find("15 contracts").unwrap();
        let anchor = Anchor::of(text, Span::new(at, at + "15 contracts".len())).unwrap();
        let gone = Anchor { quote: "gone for good".to_owned(), ..anchor.clone() };
        let highlight = |anchor, note: &str| Highlight::new(anchor, Colour::Pink, Some(note.to_owned()));
        let highlights = vec![highlight(anchor, "<b>many</b>"), highlight(gone, "old")];
        Some(Marks { tags: vec!["ports & <ships>".to_owned()], highlights, ..Marks::default() })
    };
    let report = Report { collection: &collection, articles: &[0, 1], comparison: None };
    let written = |form| report.gather(form, &marks).write();
    let html = written(ReportForm::Html);
    assert!(html.contains("<mark class=\"pink\">15 contracts</mark>"), "{html}");
    assert!(html.contains("Tags: ports &amp; &lt;ships&gt;") && html.contains("&lt;b&gt;many"), "{html}");
    assert!(html.contains("gone for good” (not in this text any more) – old"), "{html}");
    let markdown = written(ReportForm::Markdown);
    assert!(
        markdown.contains("### Highlights and notes") && markdown.contains("Tags: ports \\& \\<ships\\>"),
        "{markdown}"
    );
    let json = written(ReportForm::Json);
    assert_eq!(json.lines().count(), 2);
    for line in json.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(object["highlights"][0]["note"], "<b>many</b>");
    }
    assert!(written(ReportForm::Csv).contains("ports & <ships>"));
    assert!(written(ReportForm::Bibtex).contains("keywords = {ports \\& \\textless{}ships\\textgreater{}}"));
    let csl: serde_json::Value = serde_json::from_str(&written(ReportForm::Csl)).unwrap();
    assert_eq!(csl[1]["keyword"], "ports & <ships>");
}
