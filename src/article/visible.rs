//! What a parsed page shows, as blocks of text.

use super::{BlockKind, DraftBlock};
use crate::text::Span;
use dom_query::{Document, NodeRef};

/// The visible text of `document` and its blocks, a blank line apart. Scripts, styles, comments, drawings and what is
/// marked as hidden are not visible.
pub(super) fn blocks(document: &Document) -> (String, Vec<DraftBlock>) {
    let mut walk = Walk::default();
    let mut open = vec![Step::Enter(document.root())];
    while let Some(step) = open.pop() {
        match step {
            Step::Leave(role) => walk.leave(role),
            Step::Enter(node) if node.is_text() => walk.text(&node.text()),
            Step::Enter(node) => {
                let role = Role::of(&node, walk.in_table);
                if role == Role::Hidden {
                    continue;
                }
                walk.enter(role);
                open.push(Step::Leave(role));
                open.extend(node.children_it(true).map(Step::Enter));
            }
        }
    }
    walk.end_block();
    (walk.text, walk.blocks)
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Role),
}

/// What an element does to the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Inline,
    Break,
    /// Parts words.
    Blank,
    /// Stands in a row of a table.
    Cell,
    Row,
    /// Rows and columns that belong together; a table that only lays out a page is a `Block`.
    Table,
    /// A list, with the number of its first item where it has numbers.
    List(Option<i64>),
    /// Stands on lines of its own.
    Block,
    /// As `Block`, and says what kind of block it is.
    Kind(BlockKind),
    Hidden,
}

impl Role {
    fn of(node: &NodeRef, in_table: bool) -> Self {
        let Some(element) = node.element_ref() else {
            return if node.is_document() || node.is_fragment() { Self::Block } else { Self::Hidden };
        };
        let style = element.attr("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
        // The last two hide what newsletters show in a list of messages only.
        const HIDING: [&str; 4] = ["display:none", "visibility:hidden", "mso-hide:all", "max-height:0;"];
        let is_hidden = style.is_some_and(|style| HIDING.iter().any(|rule| style.contains(rule)));
        if element.attr("hidden").is_some() || is_hidden {
            return Self::Hidden;
        }
        match element.name.local.as_ref() {
            "head" | "script" | "style" | "template" | "noscript" | "svg" | "math" | "iframe" | "object" | "select"
            | "textarea" | "audio" | "video" | "canvas" | "datalist" => Self::Hidden,
            "td" | "th" => Self::Cell,
            "tr" | "caption" if in_table => Self::Row,
            "thead" | "tbody" | "tfoot" if in_table => Self::Inline,
            "br" | "p" | "div" if in_table => Self::Blank,
            "br" => Self::Break,
            "table" if is_data(node) => Self::Table,
            "ol" => Self::List(Some(element.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1))),
            "ul" | "menu" => Self::List(None),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Kind(BlockKind::Heading),
            "blockquote" => Self::Kind(BlockKind::Quote),
            "li" | "dt" | "dd" => Self::Kind(BlockKind::Item),
            "pre" => Self::Kind(BlockKind::Verbatim),
            "address" | "article" | "aside" | "body" | "details" | "dialog" | "div" | "dl" | "fieldset"
            | "figcaption" | "figure" | "footer" | "form" | "header" | "hgroup" | "hr" | "html" | "legend" | "main"
            | "nav" | "option" | "p" | "section" | "summary" | "table" | "tbody" | "thead" | "tfoot" | "caption"
            | "tr" => Self::Block,
            _ => Self::Inline,
        }
    }
}

/// A cell of a table that is read by rows holds no more than this, in bytes.
const LARGEST_CELL: usize = 200;

/// Whether a table is one of data: it has columns, and its cells are short and hold neither lists nor other tables.
/// Old pages lay out whole articles in tables.
fn is_data(table: &NodeRef) -> bool {
    let (mut columns, mut row, mut cell) = (0, 0, 0);
    let mut open: Vec<NodeRef> = table.children_it(true).collect();
    while let Some(node) = open.pop() {
        if let Some(element) = node.element_ref() {
            match element.name.local.as_ref() {
                "table" | "ul" | "ol" | "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre"
                | "article" | "section" | "form" => return false,
                "script" | "style" | "template" | "noscript" | "svg" => continue,
                "tr" | "caption" => (row, cell) = (0, 0),
                "td" | "th" => (row, cell) = (row + 1, 0),
                _ => {}
            }
        }
        columns = columns.max(row);
        if node.is_text() {
            cell += node.text().trim().len();
            if cell > LARGEST_CELL {
                return false;
            }
        }
        open.extend(node.children_it(true));
    }
    columns > 1
}

#[derive(Default)]
struct Walk {
    in_table: bool,
    /// The number of the next item in each open list; `None` in one without numbers.
    lists: Vec<Option<i64>>,
    /// What the next block opens with: the number of its item.
    number: Option<String>,
    text: String,
    blocks: Vec<DraftBlock>,
    kinds: Vec<BlockKind>,
    current: String,
}

impl Walk {
    fn enter(&mut self, role: Role) {
        match role {
            Role::Block => self.end_block(),
            Role::Kind(kind) => {
                self.end_block();
                self.kinds.push(kind);
                if kind == BlockKind::Item
                    && let Some(list) = self.lists.last_mut()
                {
                    self.number = list.map(|number| format!("{number}. "));
                    *list = list.map(|number| number.saturating_add(1));
                }
            }
            Role::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Role::Table => {
                self.end_block();
                self.in_table = true;
                self.kinds.push(BlockKind::Verbatim);
            }
            Role::Row => {
                self.current.truncate(self.current.trim_end().len());
                if !self.current.is_empty() {
                    self.current.push('\n');
                }
            }
            Role::Blank => {
                if !self.current.is_empty() && !self.current.ends_with([' ', '\n']) {
                    self.current.push(' ');
                }
            }
            // Two breaks in a row are how old pages part paragraphs.
            Role::Break if self.current.ends_with('\n') && !self.is_verbatim() => self.end_block(),
            Role::Break => self.break_line(),
            Role::Cell if self.in_table => {
                self.current.truncate(self.current.trim_end_matches(' ').len());
                if !self.current.is_empty() && !self.current.ends_with('\n') {
                    self.current.push_str("  ");
                }
            }
            Role::Cell if !self.current.trim_end().is_empty() => self.current.push_str("  "),
            Role::Cell | Role::Inline | Role::Hidden => {}
        }
    }

    fn leave(&mut self, role: Role) {
        match role {
            Role::Block => self.end_block(),
            Role::Kind(kind) => {
                self.end_block();
                self.kinds.pop();
                if kind == BlockKind::Item {
                    self.number = None;
                }
            }
            Role::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            Role::Row => self.current.truncate(self.current.trim_end().len()),
            Role::Table => {
                self.end_block();
                self.in_table = false;
                self.kinds.pop();
            }
            _ => {}
        }
    }

    fn is_verbatim(&self) -> bool {
        !self.in_table && self.kinds.last() == Some(&BlockKind::Verbatim)
    }

    fn break_line(&mut self) {
        if !self.is_verbatim() {
            self.current.truncate(self.current.trim_end_matches(' ').len());
        }
        self.current.push('\n');
    }

    fn text(&mut self, text: &str) {
        if self.is_verbatim() {
            return self.current.push_str(text);
        }
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let follows_blank = |current: &str| current.is_empty() || current.ends_with([' ', '\n']);
        if text.starts_with(is_blank) && !follows_blank(&self.current) {
            self.current.push(' ');
        }
        for word in text.split(is_blank).filter(|word| !word.is_empty()) {
            self.current.push_str(word);
            self.current.push(' ');
        }
        if !text.ends_with(is_blank) && self.current.ends_with(' ') {
            self.current.pop();
        }
    }

    fn end_block(&mut self) {
        let kind = self.kinds.last().copied().unwrap_or_default();
        let text = match kind {
            BlockKind::Verbatim => self.current.trim_matches('\n').trim_end(),
            _ => self.current.trim(),
        };
        if !text.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            let start = self.text.len();
            self.text.push_str(&self.number.take().unwrap_or_default());
            self.text.push_str(text);
            self.blocks.push(DraftBlock { span: Span::new(start, self.text.len()), kind });
        }
        self.current.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> Vec<(String, BlockKind)> {
        let (text, blocks) = blocks(&Document::from(page));
        blocks.into_iter().map(|block| (block.span.of(&text).to_owned(), block.kind)).collect()
    }

    #[test]
    fn tells_blocks_apart() {
        let found = shown(
            "<title>T</title><h1>One <em>two</em></h1>a\n b<p>c<br>d<br><br>e<ul><li>f<li><p>g</ul>\
             <blockquote><p>h</p></blockquote><pre>  i\n   j</pre><table><tr><td>k<td>l</table>",
        );
        let expected = [
            ("One two", BlockKind::Heading),
            ("a b", BlockKind::Paragraph),
            ("c\nd", BlockKind::Paragraph),
            ("e", BlockKind::Paragraph),
            ("f", BlockKind::Item),
            ("g", BlockKind::Item),
            ("h", BlockKind::Quote),
            ("  i\n   j", BlockKind::Verbatim),
            ("k  l", BlockKind::Verbatim),
        ];
        let expected: Vec<_> = expected.map(|(text, kind)| (text.to_owned(), kind)).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn sets_tables_by_rows_and_numbers_items() {
        let cell = "word ".repeat(60);
        let found = shown(&format!(
            "<table><caption>Votes</caption><tr><th>Ward <th>For<tbody><tr><td><p>North</p><td>1<br>2</tr></table>\
             <table><tr><td>{cell}<td>x</table><ol start=3><li>a<ul><li>b</ul><li><p>c<p>d</ol>"
        ));
        let cell = format!("{}  x", cell);
        let expected = [
            ("Votes\nWard  For\nNorth  1 2", BlockKind::Verbatim),
            (cell.as_str(), BlockKind::Paragraph),
            ("3. a", BlockKind::Item),
            ("b", BlockKind::Item),
            ("4. c", BlockKind::Item),
            ("d", BlockKind::Item),
        ];
        let words = |text: &str| text.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        let found: Vec<_> = found.iter().map(|(text, kind)| (words(text), *kind)).collect();
        assert_eq!(found, expected.map(|(text, kind)| (words(text), kind)));
    }

    #[test]
    fn leaves_out_what_is_not_shown() {
        let page = "a<script>no</script><style>no</style><!-- no --><svg><text>no</text></svg><p hidden>no</p>\
                    <div style='display: none'>no</div><noscript>no</noscript><template>no</template> b";
        assert_eq!(shown(page), [("a b".to_owned(), BlockKind::Paragraph)]);
    }
}
