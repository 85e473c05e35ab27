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
                let role = Role::of(&node);
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
    Cell,
    /// Stands on lines of its own.
    Block,
    /// As `Block`, and says what kind of block it is.
    Kind(BlockKind),
    Hidden,
}

impl Role {
    fn of(node: &NodeRef) -> Self {
        let Some(element) = node.element_ref() else {
            return if node.is_document() || node.is_fragment() { Self::Block } else { Self::Hidden };
        };
        let style = element.attr("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
        if element.attr("hidden").is_some() || style.is_some_and(|style| style.contains("display:none")) {
            return Self::Hidden;
        }
        match element.name.local.as_ref() {
            "head" | "script" | "style" | "template" | "noscript" | "svg" | "math" | "iframe" | "object" | "select"
            | "textarea" | "audio" | "video" | "canvas" | "datalist" => Self::Hidden,
            "br" => Self::Break,
            "td" | "th" => Self::Cell,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Kind(BlockKind::Heading),
            "blockquote" => Self::Kind(BlockKind::Quote),
            "li" | "dt" | "dd" => Self::Kind(BlockKind::Item),
            "pre" => Self::Kind(BlockKind::Verbatim),
            "address" | "article" | "aside" | "body" | "details" | "dialog" | "div" | "dl" | "fieldset"
            | "figcaption" | "figure" | "footer" | "form" | "header" | "hgroup" | "hr" | "html" | "legend" | "main"
            | "menu" | "nav" | "ol" | "option" | "p" | "section" | "summary" | "table" | "tbody" | "thead"
            | "tfoot" | "caption" | "tr" | "ul" => Self::Block,
            _ => Self::Inline,
        }
    }
}

#[derive(Default)]
struct Walk {
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
            }
            // Two breaks in a row are how old pages part paragraphs.
            Role::Break if self.current.ends_with('\n') && !self.is_verbatim() => self.end_block(),
            Role::Break => self.break_line(),
            Role::Cell if !self.current.trim_end().is_empty() => self.current.push_str("  "),
            Role::Cell | Role::Inline | Role::Hidden => {}
        }
    }

    fn leave(&mut self, role: Role) {
        match role {
            Role::Block => self.end_block(),
            Role::Kind(_) => {
                self.end_block();
                self.kinds.pop();
            }
            _ => {}
        }
    }

    fn is_verbatim(&self) -> bool {
        self.kinds.last() == Some(&BlockKind::Verbatim)
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
            ("k  l", BlockKind::Paragraph),
        ];
        let expected: Vec<_> = expected.map(|(text, kind)| (text.to_owned(), kind)).into();
        assert_eq!(found, expected);
    }

    #[test]
    fn leaves_out_what_is_not_shown() {
        let page = "a<script>no</script><style>no</style><!-- no --><svg><text>no</text></svg><p hidden>no</p>\
                    <div style='display: none'>no</div><noscript>no</noscript><template>no</template> b";
        assert_eq!(shown(page), [("a b".to_owned(), BlockKind::Paragraph)]);
    }
}
