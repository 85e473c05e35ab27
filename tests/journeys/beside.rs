//! Keys in, screen out: what accounts beside one another share, what one alone tells, and reading on.

use crate::common::Desk;
use crossread::app::{Mouse, MouseKind, Report};
use crossread::article::{Article, Format, ReadOptions, read_str};
use ratatui::style::Modifier;

const QUOTE: &str =
    "The mayor of Oslo, Kari Lund, said on Monday that \"we will rebuild the old bridge before winter\".";
const CHOIR: &str = "A choir of forty children from Bergen sang in front of the town hall while the council voted.";

/// A paragraph for each name, about what no other account tells.
fn filler(what: &str, names: &str) -> String {
    names.split(' ').map(|name| format!("{} {what}.\n\n", name)).collect()
}

fn gardens() -> String {
    filler("ripened slowly beside the glasshouse", "Carrots Leeks Onions Radishes Pumpkins Lettuces Parsnips Turnips")
}

fn stars() -> String {
    filler(
        "glittered through telescopes that astronomers polished",
        "Comets Moons Quasars Planets Nebulae Pulsars Meteors",
    )
}

fn ships() -> String {
    filler("lay moored at crumbling quays", "Schooners Tankers Ferries Trawlers Yachts Barges Frigates Canoes Tugboats")
}

fn article(id: &str, text: &str) -> Article {
    read_str(id, text, Format::Plain, ReadOptions { raw: true, ..ReadOptions::default() }).remove(0).unwrap()
}

/// The first tells of the bridge, then of its price; the second the other way round. Another price stands in the third.
fn accounts() -> Vec<Article> {
    let price =
        |euros: &str| format!("The repairs of the bridge in Oslo cost {euros} million euros, the council said.");
    let (gardens, stars, ships) = (gardens(), stars(), ships());
    vec![
        article("a", &format!("{gardens}{QUOTE}\n\n{CHOIR}\n\n{gardens}{}\n\n{gardens}", price("12"))),
        article("b", &format!("{stars}{}\n\n{stars}{}\n\n{stars}", price("12"), QUOTE.replace("old", "ancient"))),
        article("c", &format!("{ships}{}\n\n{ships}", price("15"))),
    ]
}

/// On which row of the screen a column shows the beginning of `text`.
fn row_of(desk: &Desk, column: usize, text: &str) -> Option<usize> {
    let reader = &desk.state.readers[column];
    let at = desk.state.collection.entry(reader.article)?.article.text.find(text)?;
    let row = reader.page.row_of(at).checked_sub(reader.top)?;
    (row < desk.state.pane(column)?.text.height as usize).then_some(row)
}

fn tops(desk: &Desk) -> Vec<usize> {
    desk.state.readers.iter().map(|reader| reader.top).collect()
}

/// How the cell of `text` that stands behind its `|`, else the first, is styled on the screen.
#[track_caller]
fn weight_of(desk: &Desk, text: &str) -> Modifier {
    let (before, after) = text.split_once('|').unwrap_or(("", text));
    let (screen, text) = (desk.screen(), format!("{before}{after}"));
    let (y, line) =
        screen.lines().enumerate().find(|(_, line)| line.contains(&text)).unwrap_or_else(|| panic!("{screen}"));
    let x = crossread::text::width::columns(&line[..line.find(&text).unwrap() + before.len()]);
    desk.buffer()[(x as u16, y as u16)].modifier
}

#[test]
fn passages_bear_numbers_and_stepping_brings_the_other_column_alongside() {
    let mut desk = Desk::with(accounts(), 160, 24);
    desk.press("enter c").expect("2 shared, ").expect(" only here").expect("+");
    assert_eq!(tops(&desk), [0, 0]);
    desk.press("]").expect("①").expect("passage 1 of 2: ");
    let row = row_of(&desk, 0, "The mayor of Oslo");
    assert!(row.is_some() && row == row_of(&desk, 1, "The mayor of Oslo"), "{}", desk.screen());
    desk.press("]").expect("passage 2 of 2: ").expect("②");
    assert_eq!(row_of(&desk, 0, "The repairs"), row_of(&desk, 1, "The repairs"));
    desk.press("]").expect("that was the last shared passage; [ goes back");
    desk.press("[").expect("passage 1 of 2: ").press("[").expect("that was the first shared passage; ] goes on");
    // From the other column too, whose order is another one.
    desk.press("tab g").press("]").expect("passage 2 of 2: ").press("2 [").expect("that was the first");
}

#[test]
fn moving_through_one_account_brings_the_others_along_unless_told_not_to() {
    let mut desk = Desk::with(accounts(), 160, 24);
    desk.press("enter c").press("1 0 j");
    let row = row_of(&desk, 0, "The mayor of Oslo");
    assert!(row.is_some() && row == row_of(&desk, 1, "The mayor of Oslo"), "{}", desk.screen());
    let there = tops(&desk);
    desk.press("tab");
    assert_eq!(tops(&desk), there, "another column is no motion");
    desk.press("tab L").expect("both articles scroll together").press("L").expect("each article scrolls on its own");
    assert_eq!(serde_json::to_value(desk.state.session()).unwrap()["apart"], true);
    desk.press("g");
    assert_eq!(tops(&desk), [0, there[1]]);
    // Stepping brings them alongside in any case.
    desk.press("]");
    assert_eq!(row_of(&desk, 0, "The mayor of Oslo"), row_of(&desk, 1, "The mayor of Oslo"));
    desk.press("L").expect("both articles come along to what tells the same");
}

#[test]
fn what_stands_here_only_and_what_conflicts() {
    let mut desk = Desk::with(accounts(), 160, 24);
    desk.press("enter c )")
        .expect("only here, 1 of 3")
        .press(")")
        .expect("only here, 2 of 3")
        .press("(")
        .expect("1 of 3");
    desk.press("(").expect("that was the first passage that stands here only; ) goes on");
    desk.press(";").expect("there is no conflicting figure");
    // The third account has another price.
    desk.press("w a tab ;").expect("conflict 1 of 1").expect(": 12 million euros here, 15 million euros in ");
    desk.expect("≠");
    assert!(weight_of(&desk, "cost |15").contains(Modifier::BOLD));
    assert!(weight_of(&desk, "cost |12").contains(Modifier::REVERSED));
    let price = row_of(&desk, 0, "The repairs");
    assert!(price.is_some() && price == row_of(&desk, 2, "The repairs"), "{}", desk.screen());
    desk.press(";").expect("that was the last conflicting figure; , goes back").press("G ,").expect("conflict 1 of 1");
}

#[test]
fn what_is_shared_or_not_is_dimmed() {
    let mut desk = Desk::with(accounts(), 160, 24);
    desk.press("enter d").expect("sets another account beside this one first");
    desk.press("c ]");
    assert_eq!(weight_of(&desk, "said on Monday that \"we"), Modifier::BOLD, "the passage that one has gone to");
    desk.press("j");
    assert_eq!(weight_of(&desk, "said on Monday that \"we"), Modifier::empty());
    desk.press("d").expect("what other accounts tell too is dimmed");
    assert_eq!(weight_of(&desk, "said on Monday that \"we"), Modifier::ITALIC);
    assert_eq!(weight_of(&desk, "children from"), Modifier::empty());
    desk.press("D").expect("what this account alone tells is dimmed");
    assert_eq!(weight_of(&desk, "said on Monday that \"we"), Modifier::empty());
    assert_eq!(weight_of(&desk, "children from"), Modifier::ITALIC);
    desk.press("D").expect("as bright as the rest");
    assert_eq!(weight_of(&desk, "children from"), Modifier::empty());
}

#[test]
fn words_that_differ_are_marked() {
    let mut desk = Desk::with(accounts(), 160, 24);
    desk.press("enter c ] j");
    assert_eq!(weight_of(&desk, "ancient"), Modifier::BOLD | Modifier::UNDERLINED);
    assert_eq!(weight_of(&desk, "old bridge"), Modifier::BOLD | Modifier::UNDERLINED);
    assert_eq!(weight_of(&desk, "bridge before"), Modifier::empty());
}

#[test]
fn why_passages_are_taken_to_tell_the_same() {
    let mut desk = Desk::with(accounts(), 160, 24);
    desk.press("enter W").expect("sets another account beside this one first");
    desk.press("c ] W")
        .expect("Passage 1 of 2")
        .expect("ancient bridge before winter")
        .expect("Monday that \"we will rebuild the old");
    desk.press("W").expect_no("Passage 1 of 2").press("W j enter");
    assert!(desk.state.menus.is_empty());
    assert_eq!(desk.state.active, 1);
    assert!(row_of(&desk, 1, "The mayor of Oslo").is_some());
}

#[test]
fn across_to_the_other_account_where_one_has_the_screen() {
    let mut desk = Desk::with(accounts(), 60, 20);
    desk.press("enter c").press("] ]").expect("②").expect("1 of 2").press("a").expect("2 of 2").expect("②");
    assert!(row_of(&desk, 1, "The repairs").is_some());
    desk.press("a").expect("1 of 2").expect("②");
    desk.press("g a").expect("no shared passage is on the screen");
}

#[test]
fn comparing_waits_for_no_one_and_what_comes_late_is_dropped() {
    let mut desk = Desk::with(accounts(), 160, 24);
    desk.held = Some(Vec::new());
    desk.press("enter c").expect("comparing the accounts …").expect("comparing …").expect_no("shared, ");
    desk.press("]").expect("the accounts are being compared").press("j k");
    let mut held = std::mem::take(&mut desk.held).unwrap();
    assert_eq!(held.len(), 1);
    let late = held.remove(0).run();
    desk.held = Some(Vec::new());
    desk.press("w a");
    desk.report(Report::Done(late));
    desk.expect("comparing the accounts …");
    let next = desk.held.take().unwrap().remove(0).run();
    desk.report(Report::Done(next));
    desk.expect("shared, ").expect_no("comparing");
}

#[test]
fn reading_on_dims_what_was_on_the_screen_elsewhere() {
    let mut desk = Desk::with(accounts(), 100, 24);
    // The beginning was on the screen, and the bridge; not the price, which stands further down.
    desk.press("enter 8 j");
    assert!(row_of(&desk, 0, "The mayor").is_some() && row_of(&desk, 0, "The repairs").is_none());
    desk.press("R");
    assert_eq!(desk.state.reader().unwrap().article, 1);
    desk.expect(" sentences new");
    let (new, all) = desk.state.account(1).unwrap().new_sentences();
    assert_eq!(new + 1, all);
    desk.press(")").expect("new passage 1 of 2").press(")").expect("new passage 2 of 2");
    desk.press("2 0 k").press("/").type_text("ancient").press("enter esc");
    assert_eq!(weight_of(&desk, "The mayor of Oslo"), Modifier::ITALIC);
    desk.press("g /").type_text("The repairs").press("enter esc");
    assert_ne!(weight_of(&desk, "bridge in"), Modifier::ITALIC);
    desk.press("T").expect("what was read in another account is as bright as the rest").press("T").expect("is dimmed");
    desk.press("j").expect(" sentences new");
    // Back is where it always was.
    desk.press("<");
    assert_eq!(desk.state.reader().unwrap().article, 0);
}

#[test]
fn reading_on_goes_to_no_article_that_one_has_not_waited_for() {
    let mut desk = Desk::with(accounts(), 100, 24);
    desk.held = Some(Vec::new());
    desk.press("enter R").expect("looking for another account of the same …");
    let late = desk.held.take().unwrap().remove(0).run();
    desk.press("3 J");
    let open = desk.state.reader().unwrap().article;
    desk.report(Report::Done(late));
    assert_eq!(desk.state.reader().unwrap().article, open);
    desk.expect_no("looking for");
}

#[test]
fn reading_on_ends_where_no_other_account_tells_the_same() {
    let mut desk = Desk::with(vec![article("a", &gardens()), article("b", &stars())], 100, 24);
    desk.press("enter R").expect("no unread article among those shown tells of the same");
    desk.press("J").expect("all is new: no other account of this was read");
}

#[test]
fn signs_are_words_in_the_linear_mode_and_digits_in_ascii() {
    let mut desk = Desk::with(accounts(), 100, 24);
    desk.press("enter c ] t l").expect("2 shared, ").expect("passage 1").expect("only here").expect_no("①");
    desk.press("t l t a").expect_no("①");
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains("1 The mayor")), "{screen}");
}

#[test]
fn a_click_on_a_number_brings_the_other_column_alongside() {
    let mut desk = Desk::with(accounts(), 160, 24);
    desk.press("enter c L L").press("1 0 j");
    let row = row_of(&desk, 0, "The mayor of Oslo").unwrap();
    let text = desk.state.pane(0).unwrap().text;
    let at = |kind| Report::Mouse(Mouse { kind, column: text.x - 2, row: text.y + row as u16 });
    desk.report(at(MouseKind::Press(1)));
    desk.report(at(MouseKind::Release));
    assert_eq!(row_of(&desk, 1, "The mayor of Oslo"), Some(row));
    desk.expect("passage 1 of 2: ");
}

#[test]
fn scripts_without_blanks_and_the_smallest_screens() {
    let one = "普京周五访问北京。 两国签署了十五项协议。\n\n".repeat(6);
    let other = "天气很好。\n\n普京周五访问北京。\n\n".repeat(4);
    let mut desk = Desk::with(vec![article("a", &one), article("b", &other)], 100, 24);
    for keys in ["enter c", "]", "d", "D", ") ;", "W", "esc a", "esc R", "T"] {
        desk.press(keys);
        for size in [(20, 5), (41, 8), (80, 24), (160, 40)] {
            desk.report(Report::Resized(size.0, size.1));
            desk.screen();
        }
    }
}
