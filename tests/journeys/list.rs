//! Filtering, sorting and grouping the list, by keys.

use crate::common::Desk;
use crossread::app::{Area, Geometry, ListContent, MenuRow, Report, chip_areas, list_rows_on_screen};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::collection::Entry;

/// An article by `source` of `date` that says what people say; `said`: who, and how often.
fn article(at: usize, source: &str, date: &str, said: &[(&str, usize)]) -> Article {
    let lines: String = said
        .iter()
        .flat_map(|(name, times)| {
            (0..*times).map(move |n| format!("On day {n} {name} said that the ferry was late.\n\n"))
        })
        .collect();
    let text = format!("---\ntitle: Report number {at} on the ferry\nsource: {source}\ndate: {date}\n---\n\n{lines}");
    let id = format!("{at}.md");
    read_str(&id, &text, Format::Markdown, ReadOptions::default()).into_iter().next().unwrap().unwrap()
}

/// Adler in 0, 1, 2 and 5; Brandt in 1, 3 and 5; Conti in 2, 3 and 4.
fn reports() -> Vec<Article> {
    let (anna, boris, clara) = ("Anna Adler", "Boris Brandt", "Clara Conti");
    vec![
        article(0, "Gazette", "2021-03-01", &[(anna, 2)]),
        article(1, "Courier", "2021-04-02", &[(anna, 1), (boris, 3)]),
        article(2, "Gazette", "2021-03-20", &[(anna, 5), (clara, 1)]),
        article(3, "Courier", "2020-12-24", &[(boris, 1), (clara, 4)]),
        article(4, "Herald", "", &[(clara, 2)]),
        article(5, "Gazette", "2021-06-30", &[(anna, 4), (boris, 12)]),
    ]
}

fn desk(width: u16, height: u16) -> Desk {
    Desk::with(reports(), width, height)
}

/// Selects `name` in the panel, by keys, with all names listed.
#[track_caller]
fn select(desk: &mut Desk, name: &str) {
    if desk.state.panel.scope != crossread::app::Scope::Shown {
        desk.press("e");
    }
    while desk.state.focus != crossread::app::Focus::Panel {
        desk.press("tab");
    }
    desk.press("g");
    for _ in 0..desk.state.panel.rows.len() {
        let selected = desk.state.panel.selected.and_then(|id| desk.state.collection.label(id));
        if selected.is_some_and(|(_, label)| label == name) {
            return;
        }
        desk.press("j");
    }
    panic!("no {name} in the panel:\n{}", desk.screen());
}

/// The numbers of the articles shown, in the order of the list.
fn shown(desk: &Desk) -> Vec<usize> {
    desk.state.list.shown.clone()
}

fn chips(desk: &Desk) -> Vec<String> {
    desk.state.chips().iter().map(crossread::app::Chip::text).collect()
}

fn back_to_list(desk: &mut Desk) {
    while desk.state.focus != crossread::app::Focus::List {
        desk.press("shift-tab");
    }
}

#[test]
fn and_or_not_by_keys() {
    let mut desk = desk(160, 40);
    select(&mut desk, "Anna Adler");
    desk.press("f").expect("with Anna Adler").expect("4 of 6 articles").expect("x clears");
    assert_eq!(shown(&desk), [0, 1, 2, 5]);
    select(&mut desk, "Boris Brandt");
    desk.press("f").expect("and Boris Brandt").expect("2 of 6 articles");
    assert_eq!(shown(&desk), [1, 5]);
    desk.press("u");
    select(&mut desk, "Boris Brandt");
    desk.press("|").expect("with Anna Adler or Boris Brandt").expect("5 of 6 articles");
    assert_eq!(shown(&desk), [0, 1, 2, 3, 5]);
    select(&mut desk, "Clara Conti");
    desk.press("F").expect("without Clara Conti").expect("3 of 6 articles").expect("X takes one off");
    assert_eq!(shown(&desk), [0, 1, 5]);
    assert_eq!(chips(&desk), ["with Anna Adler", "or Boris Brandt", "without Clara Conti"]);
    // Again takes it off, wherever it stands.
    select(&mut desk, "Anna Adler");
    desk.press("f");
    assert_eq!(chips(&desk), ["with Boris Brandt", "without Clara Conti"]);
    assert_eq!(shown(&desk), [1, 5]);
    // Everything can be undone, and done again.
    desk.press("u u u u u").expect_no("of 6 articles");
    assert_eq!(chips(&desk), [""; 0]);
    desk.press("ctrl-r ctrl-r ctrl-r ctrl-r").expect("with Boris Brandt");
}

#[test]
fn or_beside_an_exclusion_says_what_it_means() {
    let mut desk = desk(160, 40);
    select(&mut desk, "Anna Adler");
    desk.press("F");
    assert_eq!(shown(&desk), [3, 4]);
    // Only names of what is shown can be selected: the one to let back in stands in an article that is left.
    select(&mut desk, "Boris Brandt");
    desk.press("|").expect("either is enough: without Anna Adler, or with Boris Brandt");
    assert_eq!(shown(&desk), [1, 3, 4, 5]);
    // Twice is once and not at all.
    select(&mut desk, "Boris Brandt");
    desk.press("|");
    assert_eq!(chips(&desk), ["without Anna Adler"]);
}

#[test]
fn clearing_suspends_and_brings_back() {
    let mut desk = desk(160, 40);
    desk.press("x").expect("nothing is filtered");
    select(&mut desk, "Anna Adler");
    desk.press("f x").expect_no("with Anna Adler").expect("6 articles");
    desk.press("x").expect("with Anna Adler");
    // A new filter is cleared, not changed for the one of before.
    desk.press("x");
    select(&mut desk, "Clara Conti");
    desk.press("f").expect("with Clara Conti");
    desk.press("x");
    assert!(desk.state.filter.is_empty());
    desk.press("x").expect("with Clara Conti");
    desk.press("u u").expect("with Clara Conti").expect_no("with Anna Adler");
}

#[test]
fn chips_are_taken_off_one_by_one() {
    let mut desk = desk(160, 40);
    desk.press("X").expect("Nothing is filtered").press("esc");
    select(&mut desk, "Anna Adler");
    desk.press("f");
    select(&mut desk, "Boris Brandt");
    desk.press("f");
    desk.press("X").expect("What is filtered").expect("alone: 4").expect("alone: 3").expect("All together: 2 of 6");
    let items = |desk: &Desk| {
        let rows = &desk.state.menus.last().unwrap().rows;
        rows.iter().filter(|row| matches!(row, MenuRow::Item(_))).count()
    };
    assert_eq!(items(&desk), 2);
    desk.press("enter");
    assert_eq!((items(&desk), chips(&desk)), (1, vec!["with Boris Brandt".to_owned()]));
    desk.press("enter").expect_no("What is filtered").expect("6 articles");
    desk.press("u").expect("with Boris Brandt");
}

/// At every width, each chip on the screen is where it is said to be, and the counts are there.
#[test]
fn chips_have_their_place_at_every_width() {
    let mut desk = desk(160, 40);
    for name in ["Anna Adler", "Boris Brandt", "Clara Conti"] {
        select(&mut desk, name);
        desk.press("|");
    }
    for width in 20..=200 {
        desk.report(Report::Resized(width, 30));
        let header = Geometry::of(&desk.state).unwrap().header;
        let first: Vec<String> = desk.screen().lines().next().unwrap().chars().map(String::from).collect();
        assert!(first.concat().contains("6 of 6"), "{width}: {}", first.concat());
        let areas = chip_areas(&desk.state, header);
        let mut end = 0;
        for (number, area) in &areas {
            assert!(area.x >= end && area.x + area.width <= width, "{width}: {area:?}");
            end = area.x + area.width;
            let drawn = first[area.x as usize..end as usize].concat();
            let chip = desk.state.chips()[*number].text();
            assert!(chip.starts_with(drawn.trim_end_matches('…')), "{width}: {drawn:?}");
        }
        let more = format!("+{}", 3 - areas.len());
        assert!(areas.len() == 3 || first.concat().contains(&more), "{width}: {}", first.concat());
    }
    assert_eq!(chip_areas(&desk.state, Geometry::of(&desk.state).unwrap().header).len(), 3);
    desk.report(Report::Resized(60, 20));
    desk.expect("6 of 6 articles").expect("more");
}

#[test]
fn headings_by_what_it_is_sorted_by() {
    let mut desk = desk(160, 60);
    desk.press("S").expect("headings come as soon as the list is sorted: s sorts it");
    desk.press("s").expect("newest first").expect("June 2021").expect("December 2020").expect("no date");
    assert_eq!(shown(&desk), [5, 1, 2, 0, 3, 4]);
    let contents = |desk: &Desk| {
        let rows = list_rows_on_screen(&desk.state, Geometry::of(&desk.state).unwrap().list.unwrap());
        let text = |row: &crossread::app::ListRow<'_>| match row.content {
            ListContent::Heading(label, articles) => format!("{label}: {articles}"),
            ListContent::Article(article) => article.to_string(),
            ListContent::Story { articles, .. } => format!("story of {}", articles.len()),
        };
        rows.iter().map(text).collect::<Vec<_>>()
    };
    let by_month = ["June 2021: 1", "5", "April 2021: 1", "1", "March 2021: 2", "2", "0", "December 2020: 1", "3"];
    assert_eq!(contents(&desk)[..9], by_month);
    desk.press("s").expect("oldest first").press("s").expect("by source");
    let by_source = ["Courier: 2", "1", "3", "Gazette: 3", "5", "2", "0", "Herald: 1", "4"];
    assert_eq!(contents(&desk), by_source);
    desk.press("S").expect("no headings");
    assert_eq!(contents(&desk), ["1", "3", "5", "2", "0", "4"]);
}

#[test]
fn days_where_there_are_few_months() {
    let mut desk = Desk::with_samples(160, 60);
    desk.press("s S").expect("4 February 2022");
}

#[test]
fn keys_go_from_group_to_group() {
    let mut desk = desk(160, 60);
    desk.press("s s s S g");
    let at = |desk: &Desk| desk.state.list.selected.unwrap();
    assert_eq!(at(&desk), 1);
    for (keys, expected) in [
        ("}", 5),
        ("j {", 5),
        ("{", 1),
        ("2 }", 4),
        ("{", 5),
        ("}", 4),
        ("}", 4),
        ("G", 4),
        ("2 G", 3),
        ("5 G", 0),
        ("g j", 3),
        ("}", 5),
        ("G k", 0),
    ] {
        desk.press(keys);
        assert_eq!(at(&desk), expected, "after {keys}");
    }
    // Without headings, on means to the next article.
    desk.press("S g }");
    assert_eq!(at(&desk), 3);
}

/// Whatever the size, what is selected stands on the screen, and the cursor on it.
#[test]
fn the_selected_article_is_on_any_screen() {
    for (width, height) in [(20, 5), (20, 8), (60, 12), (100, 16), (160, 20), (160, 45)] {
        let mut desk = desk(width, height);
        desk.press("s S g");
        for keys in
            ["j", "j", "G", "k", "ctrl-u", "g", "ctrl-d", "}", "}", "}", "}", "}", "{", "{", "3 G", "t l", "G", "g"]
        {
            desk.press(keys);
            let area = Geometry::of(&desk.state).unwrap().list.expect("the list has the focus");
            let rows = list_rows_on_screen(&desk.state, area);
            let content = ListContent::Article(desk.state.list.selected.unwrap());
            let row = rows.iter().find(|row| row.content == content);
            let Area { y, height: lines, .. } =
                row.unwrap_or_else(|| panic!("{width}×{height}, {keys}: {rows:?}")).area;
            assert!(lines > 0 && y + lines <= area.y + area.height);
            let title = format!("{} on", desk.state.list.selected.unwrap());
            let line = desk.screen().lines().nth(y as usize).unwrap().to_owned();
            assert!(width < 40 || line.contains(&title), "{width}×{height}, {keys}: {line}");
        }
    }
}

#[test]
fn the_best_match_first() {
    let mut desk = desk(160, 45);
    desk.press("s s s s").expect("best match first").expect("nothing to match yet");
    assert_eq!(shown(&desk), [5, 1, 2, 0, 3, 4]);
    select(&mut desk, "Boris Brandt");
    desk.press("enter");
    assert_eq!(shown(&desk), [5, 1, 3, 2, 0, 4]);
    // One more name to match by, and one less.
    select(&mut desk, "Clara Conti");
    desk.press("f");
    assert_eq!(shown(&desk), [3, 4, 2]);
    desk.press("S").expect("3 to 9 mentions").expect("1 or 2 mentions");
    desk.press("x esc esc esc");
    assert_eq!((desk.state.chosen, shown(&desk)), (None, vec![5, 1, 2, 0, 3, 4]));
    // What comes in finds its place.
    select(&mut desk, "Clara Conti");
    desk.press("enter");
    let new = article(6, "Herald", "2022-01-01", &[("Clara Conti", 3)]);
    let analysis = crossread::analysis::analyze(&new, crossread::analysis::Models::embedded());
    desk.report(Report::Read(Box::new(Entry::new((6, 0), new, analysis))));
    assert_eq!(shown(&desk)[..4], [3, 6, 4, 2]);
}

#[test]
fn why_an_article_matches() {
    let mut desk = desk(160, 50);
    select(&mut desk, "Anna Adler");
    desk.press("f").expect("Adler 5").expect("Adler 1");
    select(&mut desk, "Boris Brandt");
    desk.press("|").expect("Adler 4 · ").expect(" 12");
    let reasons = |desk: &Desk, article| {
        desk.state.reasons(article).into_iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&desk, 0).len(), 1);
    assert_eq!(reasons(&desk, 5).len(), 2);
    // In a low list they stand in the by-line's row.
    for height in [15, 20] {
        desk.report(Report::Resized(160, height));
        desk.expect("Adler 2");
    }
    desk.press("x").expect_no("Adler 2");
}

#[test]
fn the_open_article_stays_or_the_next_one_opens() {
    let mut desk = desk(160, 45);
    let open = |desk: &Desk| (desk.state.reader().unwrap().article, desk.state.list.selected.unwrap());
    select(&mut desk, "Anna Adler");
    back_to_list(&mut desk);
    desk.press("g j j");
    assert_eq!(open(&desk), (2, 2));
    select(&mut desk, "Anna Adler");
    desk.press("f");
    assert_eq!(open(&desk), (2, 2));
    desk.press("x");
    assert_eq!(open(&desk), (2, 2));
    // It does not pass: the nearest after it does.
    select(&mut desk, "Boris Brandt");
    desk.press("f");
    assert_eq!((open(&desk), shown(&desk)), ((3, 3), vec![1, 3, 5]));
    // None after it: the last one.
    desk.press("x");
    back_to_list(&mut desk);
    desk.press("G");
    select(&mut desk, "Clara Conti");
    desk.press("f");
    assert_eq!(open(&desk), (4, 4));
    // Sorted, "after" is after in that order: 2 stands after 1, and 0 after that.
    desk.press("x s");
    back_to_list(&mut desk);
    desk.press("g j");
    assert_eq!(open(&desk), (1, 1));
    select(&mut desk, "Clara Conti");
    desk.press("f");
    assert_eq!((open(&desk), shown(&desk)), ((2, 2), vec![2, 3, 4]));
}

#[test]
fn what_is_read_stays_where_it_is() {
    let mut desk = desk(160, 45);
    desk.press("s S");
    let before = (shown(&desk), desk.state.list.top);
    desk.press("enter J J J K tab tab");
    back_to_list(&mut desk);
    assert_eq!((shown(&desk), desk.state.list.top), before);
    select(&mut desk, "Anna Adler");
    desk.press("f");
    let filtered = shown(&desk);
    desk.press("J J K");
    assert_eq!(shown(&desk), filtered);
}
