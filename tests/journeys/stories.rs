//! The list by story: folded, unfolded, explained, put right; and reading on in a story.

use crate::common::Desk;
use crossread::app::{Geometry, Mouse, MouseKind, Report, Session};
use crossread::article::{Article, Format, ReadOptions, read_str};

/// Three accounts of a strike, two of an ascent, and one of something else, mixed.
pub(crate) fn coverage() -> Vec<Article> {
    let texts = [
        (
            "Harbour idle",
            "2024-05-01",
            "Dockers at Brennick stopped cranes after the harbourmaster vetoed overtime for stevedores. Ships waited.",
        ),
        (
            "Ice on Orvik",
            "2024-05-02",
            "A glaciologist measured crevasses beneath Mount Orvik, warning mountaineers of avalanches.",
        ),
        (
            "Brennick cranes stand",
            "2024-05-02",
            "The harbourmaster of Brennick and his stevedores quarrel about overtime; cranes are idle.",
        ),
        (
            "A new library",
            "2024-05-03",
            "Schoolchildren painted the reading room of a library in Tessaly with lanterns and owls.",
        ),
        (
            "Avalanche warning",
            "2024-05-03",
            "Avalanches near Orvik: mountaineers heed a glaciologist who measured the crevasses.",
        ),
        (
            "Overtime at last",
            "2024-05-04",
            "Stevedores at Brennick get overtime: the harbourmaster gives in, and cranes move again.",
        ),
    ];
    let read = |(at, (title, date, text)): (usize, (&str, &str, &str))| {
        let text = format!("---\ntitle: {title}\ndate: {date}\nsource: Paper {at}\n---\n\n{text}\n");
        read_str(&format!("{at}.md"), &text, Format::Markdown, ReadOptions::default()).remove(0).unwrap()
    };
    texts.into_iter().enumerate().map(read).collect()
}

fn desk(width: u16, height: u16) -> Desk {
    let mut desk = Desk::with(coverage(), width, height);
    desk.press("C g");
    desk
}

/// The rows of the list on the screen, without blank ones.
fn list(desk: &Desk) -> Vec<String> {
    let area = Geometry::of(&desk.state).unwrap().list.unwrap();
    let screen = desk.screen();
    let rows = screen.lines().skip(area.y.into()).take(area.height.into());
    let rows = rows.map(|row| row.chars().take(area.width.into()).collect::<String>().trim_end().to_owned());
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn stories_are_one_row_each_until_they_are_unfolded() {
    let mut desk = Desk::with(coverage(), 100, 40);
    desk.press("C").expect("stevedores. Ships waited");
    desk.expect("by story, 2 of several accounts; z unfolds");
    assert_eq!(
        list(&desk),
        [
            "  Articles           by story",
            "▌▸Overtime at last",
            "▌ 3 accounts · 3 unread",
            " •A new library",
            "  Paper 3 · 3 May 24",
            " ▸Avalanche warning",
            "  2 accounts · 2 unread",
        ]
    );
    // One step is one row, and its account is the one that is open.
    desk.press("j").expect("Schoolchildren").press("j").expect("Avalanches near").press("g z");
    desk.expect("▾ 3 accounts").expect("▌•Overtime at last").expect("•Brennick cranes stand").expect("•Harbour idle");
    desk.press("j").expect("stevedores quarrel about").press("z").expect("▸Overtime at last");
    // It opens where one was in it.
    desk.expect("stevedores quarrel about").press("enter").expect("▌•Brennick").press("enter");
    desk.press("shift-tab").expect("3 accounts · 2 unread").press("S S").expect("all stories folded");
    assert_eq!(list(&desk).len(), 7);
    desk.press("S").expect("▾ 2 accounts").press("C");
    assert_eq!(desk.state.list.shown, [0, 1, 2, 3, 4, 5]);
    desk.expect_no("▾");
}

#[test]
fn motions_count_and_filters_keep_to_what_is_shown() {
    let mut desk = desk(100, 40);
    desk.press("G")
        .expect("Avalanches near")
        .press("2 g")
        .expect("Schoolchildren")
        .press("}")
        .expect("Avalanches near");
    desk.press("J").expect("measured crevasses").expect("▌▸Avalanche warning");
    // Only what is shown counts: with one account left, it stands by itself.
    desk.press("e tab tab");
    let mut ids = desk.state.collection.ids();
    let orvik =
        ids.find(|id| desk.state.collection.label(*id).is_some_and(|(_, name)| name.contains("Orvik"))).unwrap();
    drop(ids);
    let with: Vec<_> = desk.state.collection.articles_of(orvik).into_iter().collect();
    desk.state.panel.selected = Some(orvik);
    desk.press("F shift-tab shift-tab");
    let left = 2 - with.len();
    desk.expect("3 accounts").expect_no("2 accounts");
    assert_eq!(desk.state.list.shown.len(), 4 + left);
    desk.press("x").expect("2 accounts");
}

#[test]
fn a_folded_story_is_marked_as_a_whole_and_set_side_by_side() {
    let mut desk = desk(160, 40);
    desk.press("m").expect("3 accounts marked: c sets them side by side").expect("3 accounts · 3 unread · 3 marked");
    desk.press("m");
    assert!(desk.state.marked.is_empty());
    desk.press("m c");
    let articles: Vec<_> = desk.state.readers.iter().map(|reader| reader.article).collect();
    assert_eq!(articles, [5, 2, 0]);
}

#[test]
fn says_why_and_can_be_put_right() {
    let mut desk = desk(100, 40);
    desk.press("W").expect("Why these 3 are one story").expect("Words: ").expect("stevedores").expect("Paper 2");
    desk.press("W").expect_no("Why these").press("E o").expect("z unfolds the story first");
    desk.press("z E o").expect("taken out of its story: Overtime at last");
    desk.expect("•Overtime at last")
        .expect("▸Avalanche warning")
        .expect("▾ 2 accounts")
        .expect("  •Brennick cranes stand");
    desk.press("u").expect("undone: taken out of its story: Overtime").expect("3 accounts");
    desk.press("ctrl-r").expect("•Overtime at last");
    desk.press("E i").expect("Into which story").expect("Brennick cranes stand").press("enter");
    desk.expect("put into another story").expect("3 accounts");
    // What has nothing in common goes together too, where the reader says so.
    desk.press("2 g E i").type_text("avalanche").press("enter").expect("3 accounts");
    desk.press("W").expect("you have put it into this story").press("esc");
    // And it is so again next time.
    let session = desk.state.session();
    let json = session.to_json().unwrap();
    let mut again = Desk::with(Vec::new(), 100, 40);
    again.state = crossread::app::State::new("test".to_owned(), (100, 40), Default::default());
    drop(again.state.restore(Session::from_json(&json).unwrap()));
    again.read(coverage());
    assert_eq!(list(&again), list(&desk));
    assert_eq!(again.state.session().to_json().unwrap(), json);
}

#[test]
fn an_unfolded_story_is_so_again_next_time() {
    let mut desk = desk(100, 40);
    desk.press("z j");
    let json = desk.state.session().to_json().unwrap();
    let mut again = Desk::with(Vec::new(), 100, 40);
    again.state = crossread::app::State::new("test".to_owned(), (100, 40), Default::default());
    drop(again.state.restore(Session::from_json(&json).unwrap()));
    again.read(coverage());
    assert_eq!(list(&again), list(&desk));
    assert_eq!(again.state.list.selected, Some(2));
}

#[test]
fn by_mouse() {
    let mut desk = desk(100, 40);
    let area = Geometry::of(&desk.state).unwrap().list.unwrap();
    let click = |desk: &mut Desk, column: u16, text: &str| {
        let row = desk.screen().lines().position(|line| line.contains(text)).unwrap() as u16;
        for kind in [MouseKind::Press(1), MouseKind::Release] {
            desk.report(Report::Mouse(Mouse { kind, column: area.x + column, row }));
        }
    };
    click(&mut desk, 1, "Avalanche warning");
    desk.expect("▾ 2 accounts").expect("▸Overtime at last");
    click(&mut desk, 5, "▾ 2 accounts");
    desk.expect("▸Avalanche warning");
    click(&mut desk, 6, "▸Avalanche warning");
    desk.expect("▸Avalanche warning").expect("Avalanches near");
    click(&mut desk, 6, "▸Avalanche warning");
    desk.expect("▾ 2 accounts").expect("Ice on Orvik");
}

#[test]
fn in_plain_lines_and_in_ascii() {
    let mut desk = desk(100, 20);
    desk.state.settings.ascii = true;
    desk.press("G").expect(">>Avalanche warning").press("z").expect("v 2 accounts - 2 unread").press("z");
    desk.state.settings.ascii = false;
    desk.press("t l").expect("2 accounts, 2 unread, folded: Avalanche warning").press("z");
    desk.expect("2 accounts, 2 unread:").expect("  unread: Ice on Orvik");
}

#[test]
fn one_reads_on_in_the_story() {
    let mut desk = desk(100, 40);
    // These share no rare name and hardly a passage with each other: the story alone leads from one to the next.
    desk.press("R");
    let next = desk.state.reader().unwrap().article;
    assert!([0, 2].contains(&next), "{next}");
    desk.press("R");
    assert_eq!(desk.state.reader().unwrap().article, 2 - next);
    desk.press("R").expect("no unread article among those shown tells of the same");
}

#[test]
fn stories_do_not_hold_what_is_small_up() {
    // More articles than one job takes in.
    let articles: Vec<Article> = (0..20).flat_map(|_| coverage()).collect();
    let mut desk = Desk::with(Vec::new(), 100, 30);
    desk.held = Some(Vec::new());
    desk.read(articles);
    desk.press("C").expect("by story, once those are found");
    let mut jobs = 0;
    while let Some(job) = desk.held.as_mut().and_then(Vec::pop) {
        desk.report(Report::Done(job.run()));
        jobs += 1;
    }
    assert!(jobs > 3, "{jobs}");
    desk.press("s C").expect("of several accounts");
}

#[test]
fn what_was_done_to_large_stories_is_undone_whole() {
    let mut desk = desk(100, 40);
    let before = desk.state.list.clone();
    // A whole folded story goes into another, and back.
    desk.press("E i").type_text("avalanche").press("enter").expect("Overtime at last and 2 more").expect("5 accounts");
    desk.press("u").expect("3 accounts").expect("2 accounts");
    assert_eq!(desk.state.list.shown, before.shown);
    desk.press("ctrl-r").expect("5 accounts").press("W").expect("Why these 5").press("E o").expect("z unfolds");
}
