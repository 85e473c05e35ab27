//! Markdown: CommonMark with tables and footnotes, set as plain text.

use super::draft::{MAX_BLOCKS, TOO_MANY, check_lines};
use super::{BlockKind, Draft, DraftBlock, Meta, ReadOptions, front_matter, page, plain, visible};
use crate::text::Span;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads `text`. The title is the front matter's, else the first heading of the first level. Under `raw` the text stays
/// to the byte, marks and front matter included, and the blocks are where it holds them. The error says what there is too much of.
pub(super) fn read(mut meta: Meta, text: &str, options: ReadOptions) -> Result<Draft, &'static str> {
    let text = plain::with_newlines(text);
    check_lines(&text)?;
    let (front, begin) = front_matter::split(&text);
    front_matter::apply(front, &mut meta);
    let body = text.get(begin..).unwrap_or_default();
    let mut set = Setting { given: meta.title.clone(), ..Setting::default() };
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter() {
        set.event(event, range);
        if set.blocks.len().max(set.sources.len()) > MAX_BLOCKS {
            return Err(TOO_MANY);
        }
    }
    set.end_block();
    meta.title = set.given.or(set.title);
    if !options.raw && set.blocks.is_empty() && meta.title.is_none() {
        // Nothing but marks: better to show those than nothing.
        return plain::read(meta, body, options, true);
    }
    if !options.raw {
        return Ok(Draft { meta, text: set.text, blocks: set.blocks });
    }
    // Lists within lists share lines: what another block already holds is cut off, so that the blocks stay in order.
    let mut at = begin;
    let mut blocks = Vec::with_capacity(set.sources.len());
    for (range, kind) in set.sources {
        let span = Span::new((begin + range.start).max(at), begin + range.end);
        let inner = Span::of_slice(&text, span.of(&text).trim());
        if !span.of(&text).trim().is_empty() {
            blocks.push(DraftBlock { span: inner, kind });
            at = inner.end;
        }
    }
    Ok(Draft { meta, text: text.into_owned(), blocks })
}

/// Sets events as plain text.
#[derive(Default)]
struct Setting {
    text: String,
    blocks: Vec<DraftBlock>,
    /// Where each block, the title among them, stands in the source.
    sources: Vec<(Range<usize>, BlockKind)>,
    kinds: Vec<BlockKind>,
    /// The number of the next item in each open list; `None` in one without numbers.
    lists: Vec<Option<u64>>,
    /// What the next block opens with: the number of its item.
    number: Option<String>,
    current: String,
    source: Option<Range<usize>>,
    /// The title that front matter gives.
    given: Option<String>,
    /// That of the first heading.
    title: Option<String>,
    in_title: bool,
    images: usize,
    html: String,
}

impl Setting {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.say(&text, range);
            }
            Event::SoftBreak | Event::HardBreak => self.say("\n", range),
            Event::Rule => self.end_block(),
            // `<br>` and the like shape the page; their text comes as text.
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.say("\n", range),
            Event::Html(piece) => self.html.push_str(&piece),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn say(&mut self, text: &str, range: Range<usize>) {
        if self.images > 0 {
            return;
        }
        self.current.push_str(text);
        let whole =
            self.source.take().map_or(range.clone(), |seen| seen.start.min(range.start)..seen.end.max(range.end));
        self.source = Some(whole);
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        if let Tag::Item | Tag::List(_) = tag {
            self.end_block();
            match (tag, self.lists.last_mut()) {
                (Tag::List(first), _) => self.lists.push(*first),
                (_, Some(Some(next))) => {
                    self.number = Some(format!("{next}. "));
                    *next = next.saturating_add(1);
                }
                _ => self.number = None,
            }
        }
        let kind = match tag {
            Tag::Heading { .. } => BlockKind::Heading,
            Tag::BlockQuote(_) => BlockKind::Quote,
            Tag::Item | Tag::DefinitionListDefinition => BlockKind::Item,
            Tag::CodeBlock(_) | Tag::Table(_) => BlockKind::Verbatim,
            Tag::Image { .. } => {
                self.images += 1;
                return;
            }
            Tag::TableCell if !self.current.is_empty() && !self.current.ends_with('\n') => {
                return self.say("  ", range.start..range.start);
            }
            Tag::Paragraph | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::HtmlBlock => return self.end_block(),
            _ => return,
        };
        self.end_block();
        self.kinds.push(kind);
        self.in_title = self.title.is_none() && matches!(tag, Tag::Heading { level: HeadingLevel::H1, .. });
        // Only a block without parts is its whole range; a quote or an item may hold several blocks.
        if matches!(kind, BlockKind::Heading | BlockKind::Verbatim) {
            self.source = Some(range);
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::TableHead | TagEnd::TableRow => self.current.push('\n'),
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::DefinitionListDefinition
            | TagEnd::CodeBlock
            | TagEnd::Table => {
                self.end_block();
                self.kinds.pop();
                if tag == TagEnd::Item {
                    self.number = None;
                }
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Paragraph | TagEnd::FootnoteDefinition => self.end_block(),
            TagEnd::HtmlBlock => self.set_html(range),
            _ => {}
        }
    }

    /// What a page within the text would show of itself.
    fn set_html(&mut self, range: Range<usize>) {
        let html = std::mem::take(&mut self.html);
        let Ok(document) = page::parse(&html) else { return };
        let (text, blocks) = visible::blocks(&document);
        let mut source = Some(range);
        for block in blocks {
            self.kinds.push(block.kind);
            self.current.push_str(block.span.of(&text));
            self.source = source.take();
            self.end_block();
            self.kinds.pop();
        }
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.current);
        let source = self.source.take();
        let kind = self.kinds.last().copied().unwrap_or_default();
        let is_title = std::mem::take(&mut self.in_title) && kind == BlockKind::Heading;
        let text = if kind == BlockKind::Verbatim { text.trim_matches('\n').trim_end() } else { text.trim() };
        if text.is_empty() {
            return;
        }
        self.sources.extend(source.map(|range| (range, kind)));
        // What front matter gives is the title; the first heading is left out only where it says the same again.
        let again = |given: &String| given.split_whitespace().eq(text.split_whitespace());
        if is_title && self.given.as_ref().is_none_or(again) {
            self.title = Some(text.to_owned());
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(&self.number.take().unwrap_or_default());
        self.text.push_str(text);
        self.blocks.push(DraftBlock { span: Span::new(start, self.text.len()), kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft(text: &str, raw: bool) -> Draft {
        read(Meta::default(), text, ReadOptions { raw, ..ReadOptions::default() }).unwrap()
    }

    fn shown(draft: &Draft) -> Vec<(&str, BlockKind)> {
        draft.blocks.iter().map(|block| (block.span.of(&draft.text), block.kind)).collect()
    }

    const SAMPLE: &str = "---\nsource: Wire\n---\n# Storm *shuts* harbour\n\nThe [harbour](http://x) stayed\nshut.![alt](i.png)\n\n\
        ## Later\n\n> It is **shut**.\n\n- one\n- two\n  - three\n\n```\n  let x;\n```\n\n| a | b |\n|---|---|\n| c | d |\n\nEnd.[^1]\n\n[^1]: Note.\n";

    #[test]
    fn sets_blocks_as_plain_text() {
        let draft = draft(SAMPLE, false);
        assert_eq!(draft.meta.title.as_deref(), Some("Storm shuts harbour"));
        assert_eq!(draft.meta.source.as_deref(), Some("Wire"));
        assert_eq!(
            shown(&draft),
            [
                ("The harbour stayed\nshut.", BlockKind::Paragraph),
                ("Later", BlockKind::Heading),
                ("It is shut.", BlockKind::Quote),
                ("one", BlockKind::Item),
                ("two", BlockKind::Item),
                ("three", BlockKind::Item),
                ("  let x;", BlockKind::Verbatim),
                ("a  b\nc  d", BlockKind::Verbatim),
                ("End.", BlockKind::Paragraph),
                ("Note.", BlockKind::Paragraph),
            ]
        );
    }

    #[test]
    fn numbers_stay_with_their_items() {
        let draft = draft("3. one\n4. two\n   - three\n\n   more\n5.\n6. > six\n\n- seven", false);
        let lines: Vec<&str> = shown(&draft).into_iter().map(|(text, _)| text).collect();
        assert_eq!(lines, ["3. one", "4. two", "three", "more", "6. six", "seven"]);
    }

    #[test]
    fn raw_keeps_the_source() {
        let draft = draft(SAMPLE, true);
        assert_eq!(draft.text, SAMPLE);
        assert_eq!(shown(&draft)[0], ("# Storm *shuts* harbour", BlockKind::Heading));
        assert_eq!(draft.finish(ReadOptions { raw: true, ..ReadOptions::default() }).text.as_ref(), SAMPLE);
    }

    #[test]
    fn front_matter_names_the_title_first() {
        let draft = draft("---\ntitle: Given\n---\n# Found\n\nText.", false);
        assert_eq!(draft.meta.title.as_deref(), Some("Given"));
        assert_eq!(shown(&draft)[0], ("Found", BlockKind::Heading));
        let draft = super::tests::draft("---\ntitle: Given\n---\n# Given\n\nText.", false);
        assert_eq!(shown(&draft)[0], ("Text.", BlockKind::Paragraph));
    }

    #[test]
    fn html_within_is_read_for_its_text() {
        let draft = draft("One.\n\n<div>\n<p>Two <b>three</b>\n</div>\n\n<!-- no -->\n\nFour <i>five</i>.", false);
        assert_eq!(
            shown(&draft).iter().map(|(text, _)| *text).collect::<Vec<_>>(),
            ["One.", "Two three", "Four five."]
        );
        assert_eq!(shown(&self::draft("[a]: /only", false))[0].0, "[a]: /only");
    }

    #[test]
    fn deep_markup_is_no_trouble() {
        for piece in ["> ", "- ", "*a **b ", "[", "![", "<div>", "`", "1. "] {
            let found = draft(&piece.repeat(50_000), false);
            assert!(found.blocks.iter().all(|block| !block.span.of(&found.text).is_empty()), "{piece}");
        }
    }

    proptest! {
        #[test]
        fn blocks_are_in_order(text in "([a-zé東 *_`>#|~\\[\\]()!<\n-]{0,12}\n?){0,12}", raw: bool) {
            let draft = draft(&text, raw);
            let mut at = 0;
            for block in &draft.blocks {
                prop_assert!(block.span.start >= at && !block.span.is_empty());
                prop_assert!(draft.text.get(block.span.start..block.span.end).is_some());
                at = block.span.end;
            }
        }
    }
}
