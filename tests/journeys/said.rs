//! Keys in, screen out: who says what, figures account by account, dated statements, and writing them to a file.

use crate::common::Desk;
use crossread::app::{Effect, Focus, MenuKind, MenuRow, Report, Scope, Target};
use crossread::article::{Article, Format, ReadOptions, read_str};

fn articles(texts: &[&str]) -> Vec<Article> {
    let read = |(at, text): (usize, &&str)| {
        read_str(&at.to_string(), text, Format::Markdown, ReadOptions::default()).remove(0).unwrap()
    };
    texts.iter().enumerate().map(read).collect()
}

const WIRE: &str = "---\ntitle: Lunch in Berlin\nsource: Wire\ndate: 2022-02-04\n---\n\
    “We shall sign 15 contracts in Berlin today,” Angela Merkel said on Friday. Emmanuel Macron said that it was late.\n\n\
    The two leaders met in 2019 in Paris.\n";
const POST: &str = "---\ntitle: Contracts\nsource: Post\ndate: 2022-02-05\n---\n\
    “We shall sign 12 contracts in Berlin today,” Angela Merkel said on Friday.\n\nA ferry came back from Oslo with 40 people.\n";

fn desk(width: u16, height: u16) -> Desk {
    Desk::with(articles(&[WIRE, POST]), width, height)
}

fn targets(desk: &Desk) -> Vec<Target> {
    desk.state.menus.last().unwrap().rows.iter().filter_map(MenuRow::target).cloned().collect()
}

#[test]
fn quotations_are_listed_by_speaker_and_gone_to() {
    let mut desk = desk(120, 30);
    desk.press("enter \"").expect("Who says what in this article").expect("Angela Merkel: 1");
    desk.expect("“We shall sign 15 contracts in Berlin today,”").expect("Emmanuel Macron: 1").expect_no("12 contracts");
    // All articles shown, each with its source; and back.
    desk.press("e").expect("all 2 articles shown").expect("Angela Merkel: 2").expect("Post · 5 Feb 2022");
    desk.press("e").expect_no("12 contracts").press("e");
    // Narrowed to what is typed, names of speakers too.
    desk.press("/").type_text("macron").expect("it was late").expect_no("15 contracts").press("esc");
    let Some(Target::Quote(said)) = targets(&desk).into_iter().nth(1) else { panic!("{:?}", targets(&desk)) };
    assert_eq!(said.article, 1);
    desk.press("j enter");
    let reader = desk.state.reader().unwrap();
    let (article, quote) = desk.state.collection.quotation(said).unwrap();
    assert_eq!((reader.article, reader.at), (1, Some(quote.span)));
    assert!(quote.span.of(&article.text).contains("12 contracts"));
    assert_eq!((desk.state.focus, desk.state.menus.len()), (Focus::Reader, 0));
    desk.press("\" \"").expect_no("Who says what");
}

#[test]
fn a_quotation_is_copied_with_speaker_and_source() {
    let mut desk = desk(100, 30);
    desk.press("enter \" y").expect("copied the quotation");
    let copied = |desk: &Desk| match desk.asked.last() {
        Some(Effect::Copy(text)) => text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        copied(&desk),
        "“We shall sign 15 contracts in Berlin today,”\n\n— Angela Merkel, in Lunch in Berlin, Wire, 4 Feb 2022"
    );
    desk.press("j Y");
    assert_eq!(copied(&desk), "> it was late\n\n— Emmanuel Macron, reported in Lunch in Berlin, *Wire*, 4 Feb 2022");
}

#[test]
fn the_card_says_what_its_entity_says() {
    let mut desk = desk(120, 40);
    desk.press("tab tab g");
    while desk
        .state
        .panel
        .selected
        .and_then(|id| desk.state.collection.label(id))
        .is_none_or(|(_, n)| n != "Angela Merkel")
    {
        desk.press("j");
    }
    desk.press("i").expect("Says").expect("12 contracts").expect("15 contracts").expect_no("it was late");
    // From there to all quotations, at hers.
    desk.press("\"").expect("Who says what");
    assert!(matches!(desk.state.menus.last().unwrap().target(), Some(Target::Quote(_))));
    desk.press("esc").expect("Says");
}

#[test]
fn figures_stand_account_by_account() {
    let mut desk = desk(120, 30);
    desk.press("enter #")
        .expect("Figures of this article")
        .expect("15")
        .expect("contracts")
        .press("#")
        .expect_no("Figures of");
    desk.press("c #").expect("Figures of the articles side by side");
    let menu = desk.state.menus.last().unwrap();
    let MenuRow::Cells(heads) = &menu.rows[0] else { panic!("{:?}", menu.rows) };
    assert_eq!((&*heads.cells, &heads.target), (&["".to_owned(), "Wire".to_owned(), "Post".to_owned()][..], &None));
    let row = menu.rows.iter().find_map(|row| match row {
        MenuRow::Cells(cells) if cells.target.is_some() && cells.cells[1..] == ["15", "12"] => Some(cells),
        _ => None,
    });
    let row = row.unwrap_or_else(|| panic!("{}", desk.screen()));
    assert!(row.cells[0].starts_with("≠ "), "{row:?}");
    let Some(Target::Place(0, span)) = row.target else { panic!("{row:?}") };
    desk.expect("≠ In conflict: 1").press("g enter");
    assert_eq!(desk.state.reader().unwrap().at, Some(span));
    // What one alone counts comes last; and no screen is too small.
    desk.press("#").expect("Only in Post");
    for (width, height) in [(80, 24), (40, 12), (20, 5)] {
        desk.report(Report::Resized(width, height));
        desk.press("G g j k");
    }
    desk.press("esc");
    desk.report(Report::Resized(80, 24));
    desk.press("t l #").expect("contracts, in conflict: Wire: 15; Post: 12");
}

#[test]
fn dated_statements_stand_in_order() {
    let mut desk = desk(120, 30);
    desk.press("enter @").expect("When, in this article").expect("2019").expect("Friday, 4 Feb 2022").expect_no("Post");
    let Target::Place(article, span) = targets(&desk)[0].clone() else { panic!() };
    let text = desk.state.collection.entry(article).unwrap().article.text.clone();
    assert_eq!(span.of(&text), "The two leaders met in 2019 in Paris.");
    desk.press("e").expect("Post").press("e g enter");
    assert_eq!(desk.state.reader().unwrap().at, Some(span));
    desk.press("c @")
        .expect("the articles side by side")
        .expect("Wire")
        .expect("Post")
        .press("@")
        .expect_no("When, in");
}

#[test]
fn a_comparison_is_written_to_a_file_that_is_not_there() {
    let mut desk = desk(120, 30);
    desk.press("enter c w e").expect("Write this comparison to a file named").expect("comparison.html");
    desk.type_text("both.md").expect("Markdown").press("enter");
    let Some(Effect::Export { path, document, replace: false }) = desk.asked.last() else {
        panic!("{:?}", desk.asked.last())
    };
    assert_eq!(path, "both.md");
    let text = document.write();
    assert!(text.contains("# Two accounts compared: Wire, Post") && text.contains("15 contracts"), "{text}");
    let asked = desk.asked.len();
    desk.report(Report::Exists("both.md".to_owned()));
    desk.expect("both.md is there already").expect("Give another name");
    // Enter at once replaces nothing.
    desk.press("enter").expect("to a file named");
    assert_eq!(desk.asked.len(), asked);
    desk.press("ctrl-u")
        .type_text("both")
        .expect("both.html")
        .expect("both.md")
        .expect("citations as BibTeX")
        .press("esc");
    desk.press("w e").type_text("both.md").press("enter");
    desk.report(Report::Exists("both.md".to_owned()));
    desk.press("j enter");
    assert!(matches!(desk.asked.last(), Some(Effect::Export { replace: true, path, .. }) if path == "both.md"));
    // One article alone, too.
    desk.press("q w e").expect("Write this article").press("enter");
    let Some(Effect::Export { path, document, .. }) = desk.asked.last() else { panic!() };
    let text = document.write();
    assert!(path == "article.html" && text.contains("<h1 ") && !text.contains("12 contracts"), "{path}");
    // Of a file that was not asked for nothing is said.
    desk.report(Report::Exists("other.md".to_owned()));
    assert!(desk.state.menus.is_empty());
}

#[test]
fn panels_are_there_where_there_is_nothing() {
    let mut desk = Desk::with(articles(&["It rained, and that was all there was to it."]), 80, 24);
    desk.press("enter \"")
        .expect("Nobody is quoted in this article.")
        .press("y")
        .expect("choose a quotation")
        .press("esc");
    desk.press("#").expect("This article gives no figures.").press("esc @").expect("No sentence of this article");
    assert_eq!(desk.state.menus.last().unwrap().kind, MenuKind::Timeline(Scope::Article));
    let mut empty = Desk::with(Vec::new(), 80, 24);
    empty.press("\" e esc # esc @ e esc w e").expect("no article is open");
}
