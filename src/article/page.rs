//! A page's tree, parsed within limits.
//!
//! html5ever takes time quadratic in the depth of a page, and re-creates unclosed formatting elements in every paragraph.
//! What the parser really builds is therefore counted while it builds, in small steps, and a page that goes too far is
//! left there. Attributes are counted beforehand. What is handed on is bounded as well: elements, depth, and for the
//! extractor both of them together ([`is_heavy`]).

use super::attributes;
use dom_query::{Document, NodeId};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Elements within one another. Pages that people read stay below 100.
const MAX_DEPTH: usize = 512;
/// Elements in all.
const MAX_ELEMENTS: usize = 200_000;
/// Depths of all elements together, with a share for long texts: what the extractor's time grows with, as it looks at
/// everything that an element holds for each of the elements around it. So many take it some half a second; the heaviest
/// pages that people read come to a tenth of it.
const MAX_WEIGHT: usize = 6_000_000;
/// So many bytes of text weigh as much as an element.
const BYTES: usize = 128;
/// What all counting should have missed ends here. It is no measure of a page: a busy machine may need longer than usual.
const MAX_TIME: Duration = Duration::from_secs(10);
/// Bytes given to the parser between two looks at what it built.
const STEP: usize = 512;

const TOO_DEEP: &str = "its elements are nested more than 512 deep";
const TOO_MANY: &str = "it has more than 200,000 elements";
const TOO_MANY_ATTRIBUTES: &str = "its tags have too many attributes";
const TOO_SLOW: &str = "it takes too long to parse";

/// Parses `page`. The error says what is wrong with it.
pub(super) fn parse(page: &str) -> Result<Document, &'static str> {
    if attributes::too_many(page) {
        return Err(TOO_MANY_ATTRIBUTES);
    }
    let options = ParseOpts {
        tokenizer: TokenizerOpts::default(),
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
    };
    let started = Instant::now();
    let mut parser = html5ever::parse_document(Bounded::default(), options);
    let mut rest = page;
    while !rest.is_empty() {
        let step = (STEP..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (now, later) = rest.split_at(step);
        parser.process(StrTendril::from(now));
        parser.tokenizer.sink.sink.check()?;
        if started.elapsed() > MAX_TIME {
            return Err(TOO_SLOW);
        }
        rest = later;
    }
    let document = parser.finish();
    // Elements may have been moved about since they were looked at.
    if is_deep(&document) { Err(TOO_DEEP) } else { Ok(document) }
}

fn is_deep(document: &Document) -> bool {
    let mut open = vec![(document.root(), 0usize)];
    while let Some((node, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return true;
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    false
}

/// Whether the extractor would take too long over `document`.
pub(super) fn is_heavy(document: &Document) -> bool {
    let mut weight = 0usize;
    let mut open = vec![(document.root(), 0usize)];
    while let Some((node, depth)) = open.pop() {
        let length = if node.is_text() { node.text().len() } else { 0 };
        weight = weight.saturating_add(depth * (1 + length / BYTES));
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    weight > MAX_WEIGHT
}

/// A document that keeps count while it is built.
#[derive(Default)]
struct Bounded {
    document: Document,
    elements: Cell<usize>,
    newest: Cell<Option<NodeId>>,
    /// A template's content is a tree of its own; here is where it hangs.
    hosts: RefCell<HashMap<NodeId, NodeId>>,
}

impl Bounded {
    fn check(&self) -> Result<(), &'static str> {
        if self.elements.get() > MAX_ELEMENTS {
            return Err(TOO_MANY);
        }
        let hosts = self.hosts.borrow();
        let mut node = self.newest.get();
        for _ in 0..=MAX_DEPTH {
            let Some(id) = node else { return Ok(()) };
            let parent = self.document.tree.get(&id).and_then(|node| node.parent()).map(|parent| parent.id);
            node = parent.or_else(|| hosts.get(&id).copied());
        }
        Err(TOO_DEEP)
    }
}

impl TreeSink for Bounded {
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;
    type Output = Document;
    type Handle = NodeId;

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let is_template = flags.template;
        let id = self.document.create_element(name, attrs, flags);
        if is_template {
            self.hosts.borrow_mut().insert(self.document.get_template_contents(&id), id);
        }
        self.elements.set(self.elements.get() + 1);
        self.newest.set(Some(id));
        id
    }

    /// The parser reports millions of errors where a page is made of them, and nobody reads those.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn finish(self) -> Document {
        self.document
    }
    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }
    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }
    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.document.same_node(x, y)
    }
    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.document.elem_name(target)
    }
    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.document.create_comment(StrTendril::new())
    }
    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }
    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append(parent, child);
    }
    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append_before_sibling(sibling, child);
    }
    fn append_based_on_parent_node(&self, element: &NodeId, prev_element: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append_based_on_parent_node(element, prev_element, child);
    }
    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.document.append_doctype_to_document(name, public_id, system_id);
    }
    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attrs);
    }
    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }
    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.reparent_children(node, new_parent);
    }
    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quickly(page: &str) -> Result<(), &'static str> {
        parse(page).map(drop)
    }

    #[test]
    fn refuses_depth_in_every_guise() {
        for opening in [
            "<div>",
            "<b>",
            "<a><b>",
            "<table><tr><td>",
            "<svg>",
            "<svg><g>",
            "<math><mi>",
            "<template>",
            "<span>",
            "<p><span>",
            "<p><b>",
            "<p><font size=1>",
            "<ul><li>",
            "<dl><dt>",
            "<select><div>",
            "<object>",
            "<button><div>",
            "<table><div>",
            "<blockquote><p>",
            "<svg><foreignObject><div>",
            "<i><p>",
            "<noscript><div>",
        ] {
            let result = quickly(&opening.repeat(100_000));
            assert!(matches!(result, Err(TOO_DEEP | TOO_MANY)), "{opening}: {result:?}");
        }
        // These close themselves, and are as flat as they are long.
        for opening in ["<table>", "<li>", "<select>", "<button>"] {
            assert_eq!(quickly(&opening.repeat(100_000)), Ok(()), "{opening}");
        }
    }

    #[test]
    fn refuses_formatting_that_multiplies() {
        let many: String = (0..400).map(|n| format!("<b id={n}>")).collect();
        assert!(quickly(&(many + &"<p>x".repeat(1_000_000))).is_err());
        let growing: String = (0..100_000).map(|n| format!("<p><b id={n}>x")).collect();
        assert!(quickly(&growing).is_err());
    }

    #[test]
    fn parses_what_is_long_but_flat() {
        for piece in ["<p>One.</p>", "<br>", "<li>x", "<p>One<b>two</b>", "<!-- x -->", "text "] {
            assert_eq!(quickly(&piece.repeat(50_000)), Ok(()), "{piece}");
        }
        assert_eq!(quickly(&"<div>".repeat(400)), Ok(()));
        assert_eq!(quickly(&format!("<script>{}</script>", "<div>".repeat(100_000))), Ok(()));
    }
    #[test]
    fn refuses_attributes_by_their_number() {
        let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
        assert_eq!(quickly(&format!("<p{attributes}>x")), Err(TOO_MANY_ATTRIBUTES));
        assert_eq!(quickly(&format!("<p{attributes}")), Err(TOO_MANY_ATTRIBUTES));
    }

    #[test]
    fn weighs_depth_and_length_together() {
        let heavy = |page: String| is_heavy(&parse(&page).unwrap());
        assert!(!heavy("<div>".repeat(20) + &"<p><a>x</a>".repeat(50_000)));
        assert!(!heavy("<div>".repeat(20) + &"word ".repeat(1_000_000)));
        assert!(heavy("<div>".repeat(400) + &"<p>x".repeat(50_000)));
        assert!(heavy("<div>".repeat(400) + &"word ".repeat(1_000_000)));
    }
}
