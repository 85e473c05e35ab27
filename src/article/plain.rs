//! Plain text: paragraphs from lines, a title from the lines above the first prose.

use super::draft::{MAX_BLOCKS, TOO_MANY, check_lines};
use super::{BlockKind, Draft, DraftBlock, Meta, ReadOptions, date, title};
use crate::text::{Span, width};
use std::borrow::Cow;

/// No one wraps by hand beyond this many columns.
const WIDEST: usize = 100;
/// Lines that all end before this many columns are short for reasons of their own.
const NARROWEST: usize = 40;

/// Reads `text`. A title is looked for where `meta` has none and, if it is `cut` out of the text, not under `raw`; from a
/// text that is itself `a_file`, also under `raw`, where the line stays as a heading. The error says what there is too much of.
pub(super) fn read(mut meta: Meta, text: &str, options: ReadOptions, a_file: bool) -> Result<Draft, &'static str> {
    let text = if options.exact { text.to_owned() } else { with_newlines(text).into_owned() };
    check_lines(&text)?;
    let mut blocks = blocks(&text)?;
    let lines: Vec<&str> = blocks.iter().map(|block| block.span.of(&text)).collect();
    match &meta.title {
        None if a_file || !options.raw => {
            if let Some(at) = title::find(&lines) {
                meta.title = lines.get(at).map(|line| (*line).to_owned());
                below_title(&mut meta, lines.get(at + 1..).unwrap_or_default());
                if options.raw {
                    blocks.iter_mut().skip(at).take(1).for_each(|block| block.kind = BlockKind::Heading);
                } else {
                    blocks.remove(at);
                }
            }
        }
        Some(title) if !options.raw && lines.first().is_some_and(|line| title::same(line, title)) => {
            blocks.remove(0);
        }
        _ => {}
    }
    Ok(Draft { meta, text, blocks })
}

/// What the lines right under a title say of the article. They stay in the text.
fn below_title(meta: &mut Meta, lines: &[&str]) {
    for line in lines.iter().take(5).take_while(|line| !title::is_prose(line)) {
        let line = line.trim();
        if meta.author.is_none()
            && let Some(author) = title::byline(line)
        {
            meta.author = Some(author.to_owned());
        } else if meta.date.is_none() && title::is_date(line) {
            meta.date = date::parse(title::without_label(line)).map(|date| date.to_string());
        }
    }
}

/// `text` with every line end as `\n`.
pub(super) fn with_newlines(text: &str) -> Cow<'_, str> {
    if !text.contains(['\r', '\u{2028}', '\u{2029}', '\u{c}']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{c}'], "\n"))
}

/// The blocks of `text`: one a line, but for lines that were wrapped by hand, which are joined.
fn blocks(text: &str) -> Result<Vec<DraftBlock>, &'static str> {
    // Of several blank lines on end one is enough, and there may be millions.
    let mut after_blank = false;
    let lines = text.split('\n').filter(|line| {
        let blank = line.trim().is_empty();
        !(std::mem::replace(&mut after_blank, blank) && blank)
    });
    let lines: Vec<&str> = lines.collect();
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let wide = lines.iter().filter(|line| line.len() > WIDEST && width::columns(line.trim_end()) > WIDEST).count();
    // A wrapped text may hold a long address or a table, and not more.
    let may_be_wrapped = wide * 20 < filled;
    let mut blocks = Vec::new();
    for run in lines.split(|line| line.trim().is_empty()).filter(|run| !run.is_empty()) {
        for paragraph in paragraphs(run, may_be_wrapped) {
            let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { continue };
            let span = Span::new(Span::of_slice(text, first).start, Span::of_slice(text, last).end);
            let inner = span.of(text).trim();
            let kind = if is_item(inner) { BlockKind::Item } else { BlockKind::Paragraph };
            blocks.push(DraftBlock { span: Span::of_slice(text, inner), kind });
            if blocks.len() > MAX_BLOCKS {
                return Err(TOO_MANY);
            }
        }
    }
    Ok(blocks)
}

/// Cuts a run of lines without a blank one between them into paragraphs.
fn paragraphs<'a>(run: &'a [&'a str], may_be_wrapped: bool) -> impl Iterator<Item = &'a [&'a str]> {
    // A paragraph ends where the next begins: at an indented line or at the mark of an item.
    let begins = |a: &str, b: &str| is_item(b) || indent(b) > indent(a) + 1 && !is_item(a);
    run.chunk_by(move |a, b| !begins(a, b)).flat_map(move |chunk| {
        // A title may stand right above its text.
        let single = match chunk {
            _ if !may_be_wrapped => chunk.len(),
            _ if is_wrapped(chunk) => 0,
            [_, rest @ ..] if is_wrapped(rest) => 1,
            _ => chunk.len(),
        };
        let (lines, wrapped) = chunk.split_at(single);
        lines.chunks(1).chain(wrapped.chunks(wrapped.len().max(1)))
    })
}

/// Whether these lines look like one paragraph wrapped by hand: each is filled so far that the first word of the next
/// would not have fitted, and they do not merely hold a sentence each.
fn is_wrapped(lines: &[&str]) -> bool {
    let columns: Vec<usize> = lines.iter().map(|line| width::columns(line.trim_end())).collect();
    let widest = columns.iter().copied().max().unwrap_or(0);
    if lines.len() < 2 || !(NARROWEST..=WIDEST).contains(&widest) {
        return false;
    }
    let mut full = 0;
    let mut stopped = 0;
    for (pair, columns) in lines.windows(2).zip(&columns) {
        let [line, next] = pair else { continue };
        // Editors differ by a few columns, and some break at a hyphen.
        full += usize::from(columns + 1 + first_word(next) + 2 > widest);
        stopped += usize::from(title::ends_sentence(line));
    }
    let breaks = lines.len() - 1;
    full * 10 >= breaks * 9 && (stopped * 3 <= breaks * 2 || breaks > 12 && stopped * 10 <= breaks * 8)
}

fn first_word(line: &str) -> usize {
    let word = line.split_whitespace().next().unwrap_or_default();
    // A script without blanks breaks anywhere.
    if word.chars().next().is_some_and(|c| width::columns(c.encode_utf8(&mut [0; 4])) == 2) {
        2
    } else {
        width::columns(word)
    }
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// A dash alone may open a line of dialogue, but then it is a long one.
fn is_item(line: &str) -> bool {
    ["• ", "* ", "- ", "‣ ", "◦ "].iter().any(|mark| line.trim_start().starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        let article = read(Meta::default(), text, ReadOptions::default(), true).unwrap().finish(ReadOptions::default());
        article.blocks.iter().map(|block| block.span.of(&article.text).to_owned()).collect()
    }

    #[test]
    fn joins_lines_wrapped_by_hand() {
        let text = "Storm shuts the harbour for a third day\n\n\
            The harbour stayed shut on Tuesday as a third storm in a week came in\n\
            from the west, and the ferries that had been waiting outside turned\n\
            back.\n\nThe port authority said it hoped to open one of the two basins by the\n\
            end of the week.\n";
        assert_eq!(
            shown(text),
            [
                "The harbour stayed shut on Tuesday as a third storm in a week came in from the west, and the ferries \
                 that had been waiting outside turned back.",
                "The port authority said it hoped to open one of the two basins by the end of the week.",
            ]
        );
    }

    #[test]
    fn parts_paragraphs_by_indentation_and_items() {
        let text = "    The harbour stayed shut on Tuesday as a third storm in a week came in\n\
            from the west, and the ferries that had been waiting outside turned\nback.\n    \
            The port authority said it hoped to open one of the two basins by the\nend of the week.\n\n- one\n- two\n";
        let blocks = shown(text);
        assert_eq!(blocks.len(), 4, "{blocks:#?}");
        assert!(blocks[1].starts_with("The port authority") && blocks[1].ends_with("of the week."));
    }

    #[test]
    fn leaves_one_line_one_paragraph() {
        let text = "The harbour stayed shut on Tuesday, as it had on Monday, the port said.\n\
                    Two ferries turned back, and a third was still waiting off the cape.\n\
                    Nobody was hurt, and the forecast for Wednesday is better than this.";
        assert_eq!(shown(text).len(), 3);
        assert_eq!(shown("One.\r\nTwo.\rThree.\n\n\nFour.").len(), 4);
    }

    #[test]
    fn joins_chinese_lines_without_a_blank() {
        let line = "港口在三天的风暴之后于星期二重新开放等候在外的渡轮一艘接一艘地驶入";
        let blocks = shown(&format!("{line}\n{line}\n人们站在码头上。"));
        assert_eq!(blocks, [format!("{line}{line}人们站在码头上。")]);
    }

    #[test]
    fn reads_what_stands_under_the_title() {
        let text = "Storm shuts the harbour for a third day\nBy Ana Ruiz\n4 February 2022\n\n\
                    The harbour stayed shut on Tuesday as a third storm in a week came in from the west.";
        let meta = read(Meta::default(), text, ReadOptions::default(), true).unwrap().meta;
        assert_eq!((meta.author.as_deref(), meta.date.as_deref()), (Some("Ana Ruiz"), Some("2022-02-04")));
        assert_eq!(shown(text).len(), 3);
    }

    proptest! {
        #[test]
        fn blocks_are_in_order_and_hold_every_word(text in "([a-zé東 .\t\r\n-]{0,30}\n?){0,12}") {
            let draft = read(Meta::default(), &text, ReadOptions { raw: true, ..ReadOptions::default() }, true).unwrap();
            let mut at = 0;
            for block in &draft.blocks {
                prop_assert!(block.span.start >= at && !block.span.is_empty());
                prop_assert!(draft.text.get(block.span.start..block.span.end).is_some());
                at = block.span.end;
            }
            let held: String = draft.blocks.iter().map(|b| b.span.of(&draft.text)).collect();
            let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(words(&held), words(&text));
        }
    }
}
