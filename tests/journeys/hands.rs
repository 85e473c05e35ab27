//! Selecting, copying, sending and the mouse: what a reader's hands do.

use crate::common::Desk;
use crossread::app::{CommandInput, Effect, ExternalCommand, Focus, Geometry, Mouse, MouseKind, Report};
use crossread::article::{Article, Format, ReadOptions, read_str};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

const TEXT: &str = "---\ntitle: Ships *late*\nsource: Harbour Wire\ndate: 2022-02-04\nurl: https://example.org/a(b)\n---\n\n\
One two three four five six seven eight nine ten eleven twelve.\n\nThe café’s second paragraph.\n\nA third one, short.\n";

fn article(text: &str) -> Article {
    read_str("a.md", text, Format::Markdown, ReadOptions::default()).remove(0).unwrap()
}

/// The article alone on a narrow screen, with the focus on its text.
fn reading(text: &str) -> Desk {
    let mut desk = Desk::with(vec![article(text)], 40, 16);
    desk.press("enter");
    assert_eq!(desk.state.focus, Focus::Reader);
    desk
}

fn selected(desk: &Desk) -> &str {
    let span = desk.state.selected_span().expect("a selection");
    let reader = desk.state.reader().unwrap();
    span.of(&desk.state.collection.entry(reader.article).unwrap().article.text)
}

fn copied(desk: &Desk) -> &str {
    match desk.asked.last() {
        Some(Effect::Copy(text)) => text,
        other => panic!("nothing copied, but {other:?}"),
    }
}

#[test]
fn selects_by_character_word_row_and_paragraph() {
    let mut desk = reading(TEXT);
    desk.press("v").expect("1 word selected");
    assert_eq!(selected(&desk), "O");
    desk.press("w");
    assert_eq!(selected(&desk), "One t");
    desk.press("2 w b l l h").expect("3 words selected");
    assert_eq!(selected(&desk), "One two th");
    desk.press("$");
    let row = selected(&desk).to_owned();
    assert!(row.ends_with("seven") || row.ends_with("eight"), "{row}");
    // The next row begins where this one ends, however the text is wrapped.
    desk.press("l");
    assert_eq!(selected(&desk).len(), row.len() + 2);
    desk.press("0 }");
    assert!(selected(&desk).ends_with("twelve."), "{}", selected(&desk));
    desk.press("}");
    assert!(selected(&desk).ends_with("second paragraph."));
    // From the other end, the beginning is what moves.
    desk.press("o G");
    assert_eq!(selected(&desk), ".\n\nA third one, short.");
    desk.press("esc");
    assert_eq!(desk.state.selection, None);
    desk.press("V").expect("12 words selected");
    desk.press("j").press("v");
    assert_eq!(desk.state.selection, None);
}

#[test]
fn rows_keep_the_column_and_the_head_stays_on_the_screen() {
    let long =
        format!("---\ntitle: Long\n---\n\n{}", "Some words of a long text that goes on.\n\nShort.\n\n".repeat(40));
    let mut desk = reading(&long);
    // Over a row that is too short for it, the column is kept.
    desk.press("v 7 l j j");
    let head = desk.state.selection.unwrap().head;
    let text = &desk.state.collection.entry(0).unwrap().article.text;
    assert!(text[..head].ends_with("Some wo"), "{:?}", &text[..head]);
    for _ in 0..60 {
        desk.press("j");
        let (selection, reader) = (desk.state.selection.unwrap(), desk.state.reader().unwrap());
        let row = reader.page.row_of(selection.head);
        let shown = reader.top..reader.top + desk.state.pane(0).unwrap().text.height as usize;
        assert!(shown.contains(&row), "row {row} of {shown:?}");
    }
    let head = desk.state.selection.unwrap().head;
    desk.report(Report::Resized(30, 10));
    let (selection, reader) = (desk.state.selection.unwrap(), desk.state.reader().unwrap());
    assert_eq!(selection.head, head);
    let shown = reader.top..reader.top + desk.state.pane(0).unwrap().text.height as usize;
    assert!(shown.contains(&reader.page.row_of(head)));
    desk.press("g");
    assert_eq!(desk.state.reader().unwrap().top, 0);
}

#[test]
fn a_selection_ends_with_its_article() {
    let mut desk = Desk::with(vec![article(TEXT), article("---\ntitle: Other\n---\n\nAnother text.\n")], 100, 30);
    desk.press("tab v w");
    assert!(desk.state.selection.is_some());
    desk.press("J");
    assert_eq!(desk.state.selection, None);
    desk.press("c v tab");
    assert_eq!(desk.state.selection.map(|_| ()), None);
}

#[test]
fn folded_furniture_is_stepped_over_and_not_copied() {
    let mut article = article("---\ntitle: T\n---\n\nBefore it.\n\nSubscribe now.\n\nAfter it.\n");
    let furniture = article.blocks.iter_mut().find(|block| block.span.of(&article.text).starts_with("Sub")).unwrap();
    furniture.furniture = true;
    let mut desk = Desk::with(vec![article], 60, 20);
    desk.press("enter v G y").expect("copied 4 words, with their source");
    assert!(copied(&desk).starts_with("Before it.\n\nAfter it.\n\n— "), "{}", copied(&desk));
    desk.press("v j");
    assert!(selected(&desk).ends_with('A'), "{}", selected(&desk));
    desk.press("esc z v G y").expect("copied 6 words");
}

#[test]
fn copies_in_three_forms_with_the_source() {
    let mut desk = reading(TEXT);
    desk.press("v 1 w y");
    assert_eq!(desk.state.notice.as_deref(), Some("copied 2 words, with their source"));
    assert_eq!(copied(&desk), "One t\n\n— Ships *late*, Harbour Wire, 4 Feb 2022");
    assert_eq!(desk.state.selection, None);
    // Without a selection: the paragraph at the top, its rows joined.
    desk.press("Y");
    assert_eq!(
        copied(&desk),
        "> One two three four five six seven eight nine ten eleven twelve.\n\n\
         — [Ships \\*late\\*](https://example.org/a%28b%29), *Harbour Wire*, 4 Feb 2022"
    );
    desk.press("v } } Y");
    assert!(copied(&desk).contains("twelve.\n>\n> The café’s"), "{}", copied(&desk));
    desk.press("ctrl-y");
    assert!(copied(&desk).ends_with("— Ships *late*, Harbour Wire, 4 Feb 2022\nhttps://example.org/a(b)"));
    // In the list, the source alone.
    let mut desk = Desk::with(vec![article(TEXT)], 160, 40);
    desk.press("y").expect("copied the article's title and source");
    assert_eq!(copied(&desk), "Ships *late*, Harbour Wire, 4 Feb 2022");
}

#[test]
fn copies_in_a_form_of_ones_choice() {
    let mut desk = reading(TEXT);
    let mut as_form = |keys: &str, form: &str| {
        desk.press(keys).press("ctrl-w y").expect("Copy as").type_text(form).press("enter");
        copied(&desk).to_owned()
    };
    assert_eq!(
        as_form("V", "quote"),
        "“One two three four five six seven eight nine ten eleven twelve.” (Ships *late*, Harbour Wire, 4 Feb 2022)"
    );
    assert_eq!(as_form("g", "citation"), "Harbour Wire (4 Feb 2022), “Ships *late*”, <https://example.org/a(b)>");
    let bibtex = as_form("g", "bibtex");
    assert!(
        bibtex.starts_with("@article{harbourwire2022ships-") && bibtex.contains("url = {https://example.org/a(b)}"),
        "{bibtex}"
    );
    let html = as_form("g", "html");
    assert!(html.starts_with("<blockquote cite=\"https://example.org/a(b)\">\n<p>One two"), "{html}");
    assert!(
        html.ends_with(
            "<p>— <a href=\"https://example.org/a(b)\">Ships *late*</a>, <cite>Harbour Wire</cite>, 4 Feb 2022</p>\n"
        ),
        "{html}"
    );
    assert_eq!(as_form("g", "plain"), as_form("g y", "plain"));
    desk.press("w y").expect("Copy as").press("esc");
    assert!(desk.state.menus.is_empty());
    Desk::with(Vec::new(), 80, 24).press("w y").expect("there is nothing to copy");
}

#[test]
fn a_quotation_is_copied_in_a_form_of_ones_choice() {
    let text = "---\ntitle: Late\nsource: Wire\n---\n\n“Ships are late &lt;today&gt;,” Angela Merkel said in Berlin.\n";
    let mut desk = Desk::with(vec![article(text)], 100, 30);
    desk.press("enter \" w y").type_text("html").press("enter").expect("Who says what").expect("copied the quotation");
    assert_eq!(
        copied(&desk),
        "<blockquote>\n<p>“Ships are late &lt;today&gt;,”</p>\n</blockquote>\n<p>— Angela Merkel, in Late, <cite>Wire</cite></p>\n"
    );
    desk.press("w y").type_text("quote").press("enter");
    assert_eq!(copied(&desk), "“Ships are late <today>,” (Angela Merkel, in Late, Wire)");
}

#[test]
fn says_where_a_terminal_may_refuse() {
    let mut desk = reading(&format!("---\ntitle: Long\n---\n\n{}\n", "word ".repeat(20_000)));
    desk.press("y").expect("copied 20000 words");
    assert!(desk.state.notice.as_ref().unwrap().contains("may refuse"), "{:?}", desk.state.notice);
}

#[test]
fn only_links_to_the_web_are_opened() {
    let mut desk = reading(TEXT);
    desk.press("o").expect("opening example.org");
    assert!(matches!(desk.asked.as_slice(), [Effect::OpenLink(url)] if url == "https://example.org/a(b)"));
    for (link, why) in [("file:///etc/passwd", "not file:"), ("", "has no link")] {
        let mut desk = reading(&format!("---\ntitle: T\nurl: {link}\n---\n\nText.\n"));
        desk.press("o");
        assert!(desk.state.notice.as_ref().is_some_and(|notice| notice.contains(why)), "{:?}", desk.state.notice);
        assert!(desk.asked.is_empty(), "{:?}", desk.asked);
    }
}

fn command(name: &str, input: CommandInput) -> ExternalCommand {
    ExternalCommand { name: name.to_owned(), run: vec!["cat".to_owned()], input, terminal: false }
}

#[test]
fn sends_what_is_selected_or_the_article() {
    let mut desk = reading(TEXT);
    desk.press("P").expect("no command");
    desk.state.settings.commands = vec![command("keep", CommandInput::Selection)];
    desk.press("v w P").expect("sent to keep");
    let Some(Effect::Send { input, about, .. }) = desk.asked.last() else { panic!("{:?}", desk.asked) };
    assert_eq!(input, "One t");
    assert!(about.contains(&("CROSSREAD_TITLE", "Ships *late*".to_owned())), "{about:?}");
    assert!(about.contains(&("CROSSREAD_URL", "https://example.org/a(b)".to_owned())), "{about:?}");
    desk.press("esc P");
    let Some(Effect::Send { input, .. }) = desk.asked.last() else { panic!("{:?}", desk.asked) };
    assert!(input.starts_with("One two") && input.ends_with("short."), "{input}");
    desk.state.settings.commands.push(command("count", CommandInput::Nothing));
    desk.press("P").expect("Send to");
}

/// The first cell of the screen at which `text` stands, in the columns from `from` on.
#[track_caller]
fn cell_of(desk: &Desk, text: &str, from: u16) -> (u16, u16) {
    let screen = desk.screen();
    for (row, line) in screen.lines().enumerate() {
        let chars: Vec<char> = line.chars().collect();
        let found =
            (usize::from(from)..chars.len()).find(|at| chars[*at..].iter().collect::<String>().starts_with(text));
        if let Some(column) = found {
            return (column as u16, row as u16);
        }
    }
    panic!("no {text:?} on\n{screen}");
}

fn mouse(desk: &mut Desk, kind: MouseKind, (column, row): (u16, u16)) {
    desk.report(Report::Mouse(Mouse { kind, column, row }));
}

fn click(desk: &mut Desk, at: (u16, u16)) {
    mouse(desk, MouseKind::Press(1), at);
    mouse(desk, MouseKind::Release, at);
}

fn open_article(desk: &Desk) -> usize {
    desk.state.reader().unwrap().article
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut desk = Desk::with_samples(160, 45);
    let third = desk.state.list.shown[2];
    let area = Geometry::of(&desk.state).unwrap().list.unwrap();
    let rows = crossread::app::list_rows_on_screen(&desk.state, area);
    let at = (5, rows[2].area.y);
    click(&mut desk, at);
    assert_eq!((desk.state.list.selected, open_article(&desk), desk.state.focus), (Some(third), third, Focus::List));
    assert!(!desk.state.read.contains(&third));
    click(&mut desk, at);
    assert_eq!(desk.state.focus, Focus::Reader);
    assert!(desk.state.read.contains(&third));
    // In the panel: the first click selects, the second goes to the mentions.
    let area = Geometry::of(&desk.state).unwrap().panel.unwrap();
    let at = (area.x + 3, crossread::app::side_rows(area).y + 1);
    click(&mut desk, at);
    assert_eq!((desk.state.focus, desk.state.chosen), (Focus::Panel, None));
    assert_eq!(desk.state.panel.position(), Some(1));
    click(&mut desk, at);
    assert_eq!(desk.state.chosen, desk.state.panel.selected);
    assert_eq!(desk.state.focus, Focus::Reader);
}

#[test]
fn a_click_on_a_name_chooses_it() {
    let mut desk = Desk::with_samples(160, 45);
    let text = desk.state.pane(0).unwrap().text;
    let reader = desk.state.reader().unwrap();
    let entry = desk.state.collection.entry(reader.article).unwrap();
    let mention = entry.analysis.mentions[0];
    let name = mention.span.of(&entry.article.text).split(' ').next().unwrap().to_owned();
    let id = desk.state.collection.named_by(reader.article, &mention);
    let row = text.y + reader.page.row_of(mention.span.start) as u16;
    let line = desk.screen().lines().nth(usize::from(row)).unwrap().to_owned();
    let column =
        (text.x..).find(|x| line.chars().skip(usize::from(*x)).collect::<String>().starts_with(&name)).unwrap();
    click(&mut desk, (column, row));
    assert_eq!((desk.state.chosen, desk.state.focus), (id, Focus::Reader));
    assert_eq!(desk.state.reader().unwrap().at, Some(mention.span));
}

#[test]
fn dragging_selects_and_scrolls_at_the_edge() {
    let mut desk = Desk::with(vec![article(TEXT)], 160, 40);
    let (from, to) = (cell_of(&desk, "two", 30), cell_of(&desk, "four", 30));
    mouse(&mut desk, MouseKind::Press(1), from);
    mouse(&mut desk, MouseKind::Drag, (to.0 + 3, to.1));
    mouse(&mut desk, MouseKind::Release, (to.0 + 3, to.1));
    assert_eq!(selected(&desk), "two three four");
    desk.press("y").expect("copied 3 words");
    let three = cell_of(&desk, "three", 30);
    mouse(&mut desk, MouseKind::Press(2), three);
    assert_eq!(selected(&desk), "three");
    mouse(&mut desk, MouseKind::Press(3), from);
    assert!(selected(&desk).starts_with("One") && selected(&desk).ends_with("twelve."));
    click(&mut desk, from);
    assert_eq!(desk.state.selection, None);

    let long = format!("---\ntitle: Long\n---\n\n{}", "Some words of a long text.\n\n".repeat(80));
    let mut desk = reading(&long);
    let text = desk.state.pane(0).unwrap().text;
    mouse(&mut desk, MouseKind::Press(1), (text.x, text.y));
    for _ in 0..5 {
        mouse(&mut desk, MouseKind::Drag, (text.x + 2, text.y + text.height));
    }
    // A blank row at the edge is stepped over, which takes one more.
    assert!((5..=10).contains(&desk.state.reader().unwrap().top));
    assert!(selected(&desk).len() > 5 * 10);
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut desk = Desk::with_samples(160, 14);
    let text = desk.state.pane(0).unwrap().text;
    mouse(&mut desk, MouseKind::WheelDown, (text.x, text.y));
    assert_eq!((desk.state.reader().unwrap().top, desk.state.focus), (3, Focus::List));
    mouse(&mut desk, MouseKind::WheelUp, (text.x, text.y));
    assert_eq!(desk.state.reader().unwrap().top, 0);
    let (selected, open) = (desk.state.list.selected, open_article(&desk));
    mouse(&mut desk, MouseKind::WheelDown, (3, 8));
    assert_eq!(desk.state.list.top, 1);
    assert_eq!((desk.state.list.selected, open_article(&desk)), (selected, open));
    let panel = Geometry::of(&desk.state).unwrap().panel.unwrap();
    mouse(&mut desk, MouseKind::WheelDown, (panel.x + 2, 8));
    assert_eq!(desk.state.panel.top, 3);
    // A key brings what is selected back into sight.
    desk.press("j");
    assert!(desk.state.list.position().unwrap() >= desk.state.list.top);
}

#[test]
fn dividers_are_dragged_and_leave_room() {
    let mut desk = Desk::with_samples(160, 30);
    let widths = |desk: &Desk| {
        let geometry = Geometry::of(&desk.state).unwrap();
        (geometry.list.unwrap().width, geometry.readers[0].1.width, geometry.panel.unwrap().width)
    };
    let before = widths(&desk);
    let edge = (before.0, 10);
    mouse(&mut desk, MouseKind::Press(1), edge);
    mouse(&mut desk, MouseKind::Drag, (before.0 + 5, 10));
    assert_eq!(widths(&desk).0, before.0 + 5);
    for column in [0, 159] {
        mouse(&mut desk, MouseKind::Drag, (column, 10));
        let (list, text, panel) = widths(&desk);
        assert!(list >= 16 && text >= 32 && panel >= 16 && list + text + panel + 2 == 160);
        desk.screen();
    }
    mouse(&mut desk, MouseKind::Release, (100, 10));
    mouse(&mut desk, MouseKind::Drag, (40, 10));
    assert_ne!(widths(&desk).0, 40);
    let panel = Geometry::of(&desk.state).unwrap().panel.unwrap();
    mouse(&mut desk, MouseKind::Press(1), (panel.x - 1, 10));
    mouse(&mut desk, MouseKind::Drag, (panel.x + 1, 10));
    let (list, _, _) = widths(&desk);
    desk.press("w -");
    assert_eq!(widths(&desk).0, list - 2);
}

#[test]
fn menus_are_chosen_from_and_closed() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press(":");
    let menu = desk.state.menus.last().unwrap();
    let area = crossread::app::menu_area(&Geometry::of(&desk.state).unwrap(), menu);
    let before = menu.selected;
    click(&mut desk, (area.x + 5, area.y + 4));
    assert_ne!(desk.state.menus.last().unwrap().selected, before);
    mouse(&mut desk, MouseKind::WheelDown, (area.x, area.y));
    click(&mut desk, (1, 0));
    assert!(desk.state.menus.is_empty());
    // A second click on what is selected accepts it.
    desk.press(":").type_text("zen");
    let menu = desk.state.menus.last().unwrap();
    let area = crossread::app::menu_area(&Geometry::of(&desk.state).unwrap(), menu);
    click(&mut desk, (area.x + 5, area.y));
    assert!(desk.state.menus.is_empty() && desk.state.zen);
}

#[test]
fn a_click_activates_a_column() {
    let mut desk = Desk::with_samples(160, 30);
    desk.press("enter c");
    let (first, second) = (desk.state.pane(0).unwrap().text, desk.state.pane(1).unwrap().text);
    click(&mut desk, (second.x, second.y + 1));
    assert_eq!(desk.state.active, 1);
    desk.press("L L").expect("each article scrolls on its own");
    mouse(&mut desk, MouseKind::WheelDown, (first.x, first.y));
    assert_eq!((desk.state.active, desk.state.readers[0].top, desk.state.readers[1].top), (1, 3, 0));
}

#[test]
fn motion_that_does_nothing_is_not_heeded() {
    let mut desk = Desk::with_samples(160, 30);
    let at = |kind| Mouse { kind, column: 60, row: 12 };
    assert!(!desk.state.heeds(at(MouseKind::Drag)) && !desk.state.heeds(at(MouseKind::Release)));
    let text = desk.state.pane(0).unwrap().text;
    mouse(&mut desk, MouseKind::Press(1), (text.x, text.y));
    assert!(desk.state.heeds(at(MouseKind::Drag)) && desk.state.heeds(at(MouseKind::Release)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn selections_cut_no_cluster(
        text in "[a-c é\u{301}東🙂👩\u{200d}🚀กำनि\n]{1,120}",
        keys in "[hjklwb0$oGg{}V]{1,24}",
        width in 20u16..50,
    ) {
        let mut desk = Desk::with(vec![article(&format!("---\ntitle: T\n---\n\nx{text}"))], width, 10);
        desk.press("enter v");
        for key in keys.chars() {
            desk.press(&key.to_string());
            let Some(span) = desk.state.selected_span() else { continue };
            let text = &desk.state.collection.entry(0).unwrap().article.text;
            let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            prop_assert!(!span.is_empty() && edges.contains(&span.start) && edges.contains(&span.end), "{span:?} of {text:?}");
            desk.screen();
        }
    }
}
