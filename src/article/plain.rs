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
                meta.title = lines.get(at).map(|line| title::bare(line).to_owned());
                above_title(&mut meta, lines.get(..at).unwrap_or_default());
                below_title(&mut meta, lines.get(at + 1..).unwrap_or_default());
                if options.raw {
                    blocks.iter_mut().skip(at).take(1).for_each(|block| block.kind = BlockKind::Heading);
                } else {
                    blocks.remove(at);
                }
            }
        }
        Some(title) if !options.raw && lines.first().is_some_and(|line| title::same(title::bare(line), title)) => {
            blocks.remove(0);
        }
        _ => {}
    }
    Ok(Draft { meta, text, blocks })
}

/// The date above a title, as newspapers print it.
fn above_title(meta: &mut Meta, lines: &[&str]) {
    let date = lines.iter().find(|line| title::is_date(line)).and_then(|line| date::parse(title::without_label(line)));
    meta.date = meta.date.take().or_else(|| date.map(|date| date.to_string()));
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
    let runs: Vec<&[&str]> = lines.split(|line| line.trim().is_empty()).filter(|run| !run.is_empty()).collect();
    let setting = Setting::of(&runs, may_be_wrapped);
    let mut blocks = Vec::new();
    let mut at_head = true;
    for run in runs {
        if setting == Setting::Verse && is_stanza(run) {
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                let span = Span::new(Span::of_slice(text, first).start, Span::of_slice(text, last.trim_end()).end);
                blocks.push(DraftBlock { span, kind: BlockKind::Verbatim });
            }
            continue;
        }
        for paragraph in paragraphs(run, setting, at_head) {
            let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { continue };
            let span = Span::new(Span::of_slice(text, first).start, Span::of_slice(text, last).end);
            let inner = span.of(text).trim();
            at_head &= !title::is_prose(inner);
            let kind = if is_item(inner) { BlockKind::Item } else { BlockKind::Paragraph };
            blocks.push(DraftBlock { span: Span::of_slice(text, inner), kind });
            if blocks.len() > MAX_BLOCKS {
                return Err(TOO_MANY);
            }
        }
    }
    Ok(blocks)
}

/// How a text's lines were set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// A paragraph a line.
    Lines,
    /// Perhaps wrapped by hand.
    Wrapped,
    /// Wrapped by hand in a narrow column.
    Narrow,
    /// Stanzas.
    Verse,
}

impl Setting {
    fn of(runs: &[&[&str]], may_be_wrapped: bool) -> Self {
        let widest = runs.iter().copied().flatten().map(|line| width::columns(line.trim_end())).max().unwrap_or(0);
        let breaks = || runs.iter().flat_map(|run| run.windows(2));
        let all = breaks().count();
        let continued = breaks().filter(|pair| matches!(pair, [line, next] if continues(line, next))).count();
        match () {
            () if !may_be_wrapped => Self::Lines,
            () if widest < NARROWEST && all > 0 && continued * 5 >= all * 3 => Self::Narrow,
            () if widest <= WIDEST_VERSE
                && continued * 5 < all * 3
                && runs.iter().filter(|run| is_stanza(run)).count() >= 2 =>
            {
                Self::Verse
            }
            () => Self::Wrapped,
        }
    }
}

/// Verse is set no wider, in columns.
const WIDEST_VERSE: usize = 60;

/// Lines that could be a stanza: several, of some words each, and not what stands about an article.
fn is_stanza(run: &[&str]) -> bool {
    let is_verse = |line: &&str| !is_item(line) && !title::is_aside(line) && line.split_whitespace().count() >= 2;
    let words: usize = run.iter().map(|line| line.split_whitespace().count()).sum();
    run.len() >= 2 && words >= run.len() * 4 && run.iter().all(is_verse)
}

/// Whether a sentence runs on from one line to the next.
fn continues(line: &str, next: &str) -> bool {
    let begins_low =
        next.trim_start().trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    !title::ends_sentence(line) && begins_low && !is_item(next)
}

/// Cuts a run of lines without a blank one between them into paragraphs.
fn paragraphs<'a>(run: &'a [&'a str], setting: Setting, at_head: bool) -> impl Iterator<Item = &'a [&'a str]> {
    // A paragraph ends where the next begins: at an indented line or at the mark of an item.
    let begins = |a: &str, b: &str| is_item(b) || indent(b) > indent(a) + 1 && !is_item(a);
    run.chunk_by(move |a, b| !begins(a, b)).flat_map(move |chunk| {
        // A title may stand right above its text.
        let single = match chunk {
            _ if setting == Setting::Lines => chunk.len(),
            _ if is_wrapped(chunk, setting) => 0,
            [_, rest @ ..] if is_wrapped(rest, setting) => 1,
            _ => chunk.len(),
        };
        let (lines, wrapped) = chunk.split_at(single);
        // So may a headline of two or three lines.
        let headline = move |group: &'a [&'a str]| {
            let whole = at_head && (2..=3).contains(&group.len());
            group.chunks(if whole { group.len() } else { 1 })
        };
        lines.chunk_by(|a, b| title::goes_on(a, b)).flat_map(headline).chain(wrapped.chunks(wrapped.len().max(1)))
    })
}

/// Whether these lines look like one paragraph wrapped by hand: each is filled so far that the first word of the next
/// would not have fitted, and they do not merely hold a sentence each.
fn is_wrapped(lines: &[&str], setting: Setting) -> bool {
    let columns: Vec<usize> = lines.iter().map(|line| width::columns(line.trim_end())).collect();
    let widest = columns.iter().copied().max().unwrap_or(0);
    if setting == Setting::Narrow {
        let mut breaks = lines.windows(2).zip(&columns).filter_map(|(pair, columns)| match pair {
            [line, next] => Some((continues(line, next), columns + 1 + first_word(next) + 8 > widest)),
            _ => None,
        });
        return lines.len() > 1
            && breaks.clone().any(|(goes_on, _)| goes_on)
            && breaks.all(|(goes_on, full)| goes_on || full);
    }
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

    fn title_of(text: &str) -> Option<String> {
        read(Meta::default(), text, ReadOptions::default(), true).unwrap().finish(ReadOptions::default()).meta.title
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
    fn joins_a_narrow_column() {
        let text = "The mayor of Ashford,\nwho has been in office\nsince 2019, resigned on\nMonday after a row.\n\n\
                    The end came fast for\nher, people said.\n";
        let expected = [
            "The mayor of Ashford, who has been in office since 2019, resigned on Monday after a row.",
            "The end came fast for her, people said.",
        ];
        assert_eq!(shown(text), expected);
        assert_eq!(title_of(text), None);
    }

    #[test]
    fn keeps_stanzas() {
        let text = "Ferry\n\nThe river carries what it can:\na shoe, a door, a letter, man.\n\n\
                    I sent it off. I had no stamp.\nThe night was cold. The bank was damp.\n";
        assert_eq!(title_of(text).as_deref(), Some("Ferry"));
        assert_eq!(shown(text).len(), 2);
        assert_eq!(shown(text)[0], "The river carries what it can:\na shoe, a door, a letter, man.");
    }

    #[test]
    fn finds_the_title_of_a_text() {
        let prose =
            "The council put off its vote on the harbour on Monday, and will meet again in June, its leader said.";
        for (head, title) in [
            (
                "Putin hails ties with\n'old friend' Xi as he\nlands in Beijing\n",
                Some("Putin hails ties with 'old friend' Xi as he lands in Beijing"),
            ),
            (
                "Ashford Gazette\nMayor quits after row over\nlibrary budget\nBy Jane Doe\n",
                Some("Mayor quits after row over library budget"),
            ),
            ("Weekend results\n\nAshford 2, Whitmore 1\n", Some("Weekend results")),
            ("Harbour vote delayed\n\nCouncil to meet again in June\n", Some("Harbour vote delayed")),
            ("Reuters\n\nMayor quits\n", Some("Mayor quits")),
            ("Ashford Gazette\nMonday\nMayor quits\n", Some("Mayor quits")),
            ("4 February 2022\n\nMayor quits\n", Some("Mayor quits")),
            ("# Mayor quits\n", Some("Mayor quits")),
            ("Title: Mayor quits\nDate: 2022-02-03\n", Some("Mayor quits")),
            ("Monday\n\nIn the morning we walked\n", None),
            ("The mayor of Ashford,\n\nwho has been in office\n", None),
        ] {
            assert_eq!(title_of(&format!("{head}\n{prose}\n")).as_deref(), title, "{head}");
        }
        assert_eq!(title_of("Dash title\n\nBody.\n").as_deref(), Some("Dash title"));
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
