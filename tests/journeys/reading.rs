//! Keys in, screen out: what a reader does, from end to end, on the sample collection.

use crate::common::Desk;
use crossread::app::{Answer, Done, Focus, Report};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::collection::Entry;

/// Moves the panel's selection to `name`; fails where it is not there.
#[track_caller]
fn select(desk: &mut Desk, name: &str) {
    desk.press("g");
    for _ in 0..desk.state.panel.rows.len() {
        let selected = desk.state.panel.selected.and_then(|id| desk.state.collection.entity(id));
        if selected.is_some_and(|entity| entity.name == name) {
            return;
        }
        desk.press("j");
    }
    panic!("no {name} in the panel:\n{}", desk.screen());
}

fn open_article(desk: &Desk) -> usize {
    desk.state.reader().expect("an open article").article
}

#[test]
fn the_main_job_by_keys_alone() {
    let mut desk = Desk::with_samples(160, 45);
    desk.expect("5 articles, 5 unread").expect("An old friend comes to Beijing");
    // Open and read.
    desk.press("enter").expect("4 unread");
    desk.press("space").expect_no("Before a Russian president boards");
    desk.press("g").expect("Before a Russian president boards");
    // Pick an entity.
    desk.press("tab");
    select(&mut desk, "Dmitry Peskov");
    desk.press("enter").expect("Dmitry Peskov, mention 1 of 1 here");
    assert_eq!(desk.state.focus, Focus::Reader);
    // Step its mentions into the next article that has one.
    let first = open_article(&desk);
    desk.press("n").expect("mention 1 of");
    let second = open_article(&desk);
    assert_ne!(first, second);
    desk.press("N");
    assert_eq!(open_article(&desk), first);
    // Filter by it.
    desk.press("f").expect("with Dmitry Peskov").expect("of 5 articles");
    let with = desk.state.list.shown.len();
    assert!((1..5).contains(&with));
    // Exclude another.
    desk.press("tab");
    let only_here = desk.state.panel.rows.iter().filter_map(|row| row.entity()).find(|id| {
        let named = |article: &usize| desk.state.collection.count_in(*article, *id) > 0;
        desk.state.list.shown.iter().filter(|article| named(article)).count() == 1
    });
    let name =
        desk.state.collection.entity(only_here.expect("a name that one account alone has")).unwrap().name.clone();
    select(&mut desk, &name);
    desk.press("F").expect(&format!("without {name}"));
    assert_eq!(desk.state.list.shown.len(), with - 1);
    // Take it back, then clear.
    desk.press("u").expect_no(&format!("without {name}"));
    desk.press("x").expect("5 articles").expect_no("of 5").expect_no("with Dmitry Peskov");
    // Side by side, each on its own, then linked.
    desk.press("g c").expect("only here");
    assert_eq!(desk.state.readers.len(), 2);
    desk.press("j j j");
    let tops = |desk: &Desk| desk.state.readers.iter().map(|reader| reader.top).collect::<Vec<_>>();
    assert_eq!(tops(&desk), [3, 0]);
    desk.press("L tab j");
    assert_eq!(tops(&desk), [4, 1]);
    desk.press("q").expect_no("only here");
    // And out.
    assert!(!desk.quit);
    desk.press("q");
    assert!(desk.quit);
}

#[test]
fn finding_words() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("enter /").type_text("gas").expect("hit 1 of");
    desk.press("enter n").expect("hit 2 of");
    desk.press("N").expect("hit 1 of");
    desk.press("/").type_text("no such words").expect("no hit");
    desk.press("ctrl-u esc").expect_no("no hit");
    desk.press("/").type_text("xi").press("esc").expect_no("/xi");
}

#[test]
fn any_two_articles_side_by_side() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("m").expect("marked");
    desk.press("G c").expect("only here");
    let open: Vec<usize> = desk.state.readers.iter().map(|reader| reader.article).collect();
    assert_eq!(open, [4, 0]);
    // The other column steps through the rest, never showing the same article twice.
    desk.press("tab J J J J J J");
    assert_eq!(open_article(&desk), 3);
    // What is closed leaves the one that was looked at.
    desk.press("c");
    assert_eq!((open_article(&desk), desk.state.readers.len()), (3, 1));
}

/// Without colour too, and in the narrowest columns, one sees which article the keys go to.
#[test]
fn the_active_article_is_marked_at_any_width() {
    for width in [80, 100, 160] {
        let mut desk = Desk::with_samples(width, 24);
        let mark = |desk: &Desk| desk.screen().lines().nth(2).and_then(|row| row.chars().position(|c| c == '▸'));
        desk.press("c");
        let left = mark(&desk).expect("a mark on the left");
        desk.press("tab");
        let right = mark(&desk).expect("a mark on the right");
        assert!(left < 5 && right > usize::from(width) / 2 - 1, "{left} {right} of {width}");
        desk.expect("│");
    }
}

#[test]
fn folding_page_furniture() {
    let mut desk = Desk::with_samples(120, 60);
    let folded =
        desk.state.collection.entries().iter().position(|entry| entry.article.blocks.iter().any(|b| b.furniture));
    for _ in 0..folded.expect("two samples carry furniture") {
        desk.press("j");
    }
    desk.press("enter").expect("folded (z)");
    desk.press("z").expect_no("folded (z)");
    desk.press("z").expect("folded (z)");
}

#[test]
fn a_resize_keeps_the_place() {
    let mut desk = Desk::with(vec![long_article(300)], 100, 30);
    desk.press("enter ctrl-d ctrl-d ctrl-d");
    let first = |desk: &Desk| {
        let reader = desk.state.reader().unwrap();
        reader.page.rows[reader.top].span
    };
    let before = first(&desk).start;
    for (width, height) in [(60, 20), (200, 120), (30, 8), (160, 40), (100, 30)] {
        desk.report(Report::Resized(width, height));
        let row = first(&desk);
        assert!(row.start <= before && before <= row.end, "{row:?} at {width}×{height}, {before} before");
    }
    assert_eq!(first(&desk).start, before);
}

fn text_article(id: &str, text: &str) -> Article {
    read_str(id, text, Format::Plain, ReadOptions::default()).remove(0).unwrap()
}

/// An article of so many paragraphs, each with its number.
fn long_article(paragraphs: usize) -> Article {
    let prose = "and the harbour stayed shut while the ferries waited for the wind to turn and the rain to end";
    let text: String =
        (0..paragraphs).map(|n| format!("Paragraph {n} said that {prose}, {prose}, {prose}.\n\n")).collect();
    text_article("long", &text)
}

/// A long article is set in the background: what comes late is dropped, and nothing waits for ever.
#[test]
fn late_answers_are_dropped() {
    let mut desk = Desk::with(Vec::new(), 100, 30);
    desk.held = Some(Vec::new());
    desk.report(Report::Read(Box::new(Entry::new((0, 0), long_article(1000), Default::default()))));
    desk.expect("setting the text");
    desk.report(Report::Resized(60, 20));
    desk.press("enter");
    let mut jobs = desk.held.replace(Vec::new()).unwrap();
    assert!(jobs.len() >= 2);
    // The newest first, then the older ones, whose width is wrong by now.
    jobs.reverse();
    desk.report(Report::Done(jobs[0].clone().run()));
    desk.expect("Paragraph 0").expect_no("setting the text");
    let width = desk.state.reader().unwrap().page.width;
    jobs[1..].iter().for_each(|job| desk.report(Report::Done(job.clone().run())));
    assert_eq!(desk.state.reader().unwrap().page.width, width);
    // A search in the background: the answer to a shorter query comes after that to the longer one.
    desk.press("/").type_text("paragraph 99").expect("searching");
    let mut jobs = desk.held.replace(Vec::new()).unwrap();
    jobs.reverse();
    jobs.iter().for_each(|job| desk.report(Report::Done(job.clone().run())));
    desk.expect("hit 1 of 11").expect("Paragraph 99");
    // One that failed says so and lets go.
    desk.report(Report::Resized(100, 30));
    let jobs = desk.held.replace(Vec::new()).unwrap();
    let failed = Answer::Failed("no luck".to_owned());
    jobs.iter().for_each(|job| desk.report(Report::Done(Done { generation: job.generation, answer: failed.clone() })));
    desk.expect("no luck").expect_no("setting the text");
}

/// A short name read first, the full name last, beside the same people: what is held on to goes over to the full name.
#[test]
fn a_filter_follows_a_name_that_grows() {
    let mut desk = Desk::with(Vec::new(), 160, 40);
    let add = |desk: &mut Desk, at: usize, text: &str| {
        let article = text_article(&at.to_string(), text);
        let analysis = crossread::analysis::analyze(&article, crossread::analysis::Models::embedded());
        desk.report(Report::Read(Box::new(Entry::new((at, 0), article, analysis))));
    };
    add(&mut desk, 0, "Mr Zelkov said no. The ferry was late, Mr Zelkov told Olga Brandt and Piotr Maas.");
    desk.press("tab tab");
    select(&mut desk, "Zelkov");
    desk.press("enter f").expect("with Zelkov");
    add(
        &mut desk,
        1,
        "The mayor, Boris Zelkov, said yes. Mr Zelkov was late, said Boris Zelkov. Olga Brandt met Piotr Maas.",
    );
    let found = 2;
    desk.report(Report::Progress(crossread::app::Progress { done: found, found, finished: true }));
    desk.expect("with Boris Zelkov");
    assert_eq!(desk.state.list.shown, [0, 1]);
    desk.press("n n").expect("mention 1 of 3 here, 5 in all");
    assert_eq!(open_article(&desk), 1);
}

#[test]
fn nothing_happens_behind_an_overlay() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("tab tab ?").expect(" Keys ");
    desk.press("f").expect("goes back to the articles first");
    desk.press("c").expect("goes back to the articles first");
    assert!(desk.state.filter.is_empty() && desk.state.find.is_none());
    desk.press("q").expect_no(" Keys ");
    assert!(!desk.quit);
}

#[test]
fn the_panel_is_never_scrolled_beyond_its_rows() {
    let mut desk = Desk::with_samples(160, 20);
    desk.press("tab tab G J").expect("Vladimir Putin");
}

#[test]
fn a_find_goes_along_into_the_next_article() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("tab /").type_text("Beijing").press("enter").expect("hit 1 of");
    desk.press("J").expect("/Beijing: ").press("n").expect("hit 1 of");
    assert_eq!(open_article(&desk), 1);
}

#[test]
fn a_filter_that_none_passes_says_so_and_can_be_undone() {
    let mut desk = Desk::with_samples(160, 40);
    let everywhere = |desk: &Desk, id| desk.state.collection.articles_of(id).len() == 5;
    desk.press("tab tab");
    let id = desk.state.panel.rows.iter().filter_map(|row| row.entity()).find(|id| everywhere(&desk, *id)).unwrap();
    let name = desk.state.collection.label(id).unwrap().1.to_owned();
    select(&mut desk, &name);
    desk.press("F").expect("no article passes the filter").expect("No article passes");
    desk.press("u").expect("5 articles").expect("In this article");
}

#[test]
fn accents_typed_one_by_one_are_found_and_shown() {
    let mut desk = Desk::with(vec![text_article("a", "The cafe\u{301} was open until late, said the mayor.")], 100, 30);
    desk.press("enter /").type_text("cafe").expect("cafe\u{301} was");
    desk.type_text("\u{301}").expect("hit 1 of 1").expect("cafe\u{301} was");
    desk.report(Report::Pasted("x".repeat(100_000)));
    desk.expect("no hit");
}

#[test]
fn linked_articles_keep_their_distance_at_the_end() {
    let mut desk = Desk::with(vec![long_article(10), long_article(40)], 160, 30);
    desk.press("enter c j j tab L");
    let tops = |desk: &Desk| desk.state.readers.iter().map(|reader| reader.top).collect::<Vec<_>>();
    // The short one waits at its end while the long one goes on, and is met again at the same distance.
    desk.press("G");
    let [short, long] = tops(&desk)[..] else { panic!() };
    assert!(long > short + 2);
    let back = long - short;
    desk.press(&"k ".repeat(back + 5));
    let [a, b] = tops(&desk)[..] else { panic!() };
    assert_eq!(a, b + 2);
    // What one scrolls always moves: the one that waited does at once, and the distance is forgotten.
    desk.press("G tab k");
    assert_eq!(tops(&desk), [short - 1, long - 1]);
    // At the beginning both begin.
    desk.press("g j j");
    assert_eq!(tops(&desk), [2, 2]);
}

#[test]
fn sorting() {
    let mut desk = Desk::with_samples(160, 40);
    desk.press("s").expect("newest first");
    let dates: Vec<_> = desk
        .state
        .list
        .shown
        .iter()
        .map(|at| desk.state.collection.entry(*at).unwrap().article.meta.date.clone())
        .collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    desk.press("s").expect("oldest first");
    desk.press("s").expect("by source");
    desk.press("s").expect("best match first");
    desk.press("s").expect("by story");
    desk.press("s").expect("longest first");
    desk.press("s").expect("most new first");
    desk.press("s").expect("as given");
}

#[test]
fn articles_that_come_in_one_by_one() {
    let mut desk = Desk::with(Vec::new(), 100, 30);
    desk.expect("No article here").expect("? keys");
    desk.press("j k enter n f c m z / tab e");
    for at in [2, 0, 1] {
        let read = read_str(
            &at.to_string(),
            &format!("Title number {at} of three\n\nSome text to read."),
            Format::Plain,
            ReadOptions::default(),
        );
        let article = read.into_iter().next().unwrap().unwrap();
        desk.report(Report::Read(Box::new(Entry::new((at, 0), article, Default::default()))));
    }
    let order: Vec<_> = desk
        .state
        .list
        .shown
        .iter()
        .map(|at| desk.state.collection.entry(*at).unwrap().article.meta.id.clone())
        .collect();
    assert_eq!(order, ["0", "1", "2"]);
    desk.report(Report::Problem("bad.txt: is \u{1b}[31mred".to_owned()));
    desk.expect("1 file could not be read").press("!").expect("bad.txt: is").press("esc");
}

#[test]
fn unknown_keys_say_so() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("I").expect("I has no meaning here");
    desk.press("j").expect_no("has no meaning");
}

#[test]
fn help_lists_every_action_and_scrolls_to_its_end() {
    let mut desk = Desk::with_samples(80, 24);
    desk.press("?").expect("Moving");
    desk.press("G").expect("Erase all").expect_no("One line or one entry down");
    desk.press("g").expect("One line or one entry down");
    desk.press("esc").expect_no(" Keys ");
}

#[test]
fn wide_and_joined_characters_stay_in_their_columns() {
    let text = "東京で会談\n\n両首脳は東京で会談し、協力を深めることで一致した。家族👩‍👩‍👧と旗🏴󠁧󠁢󠁳󠁣󠁴󠁿の話。\n\nاجتمع الرئيسان في العاصمة وناقشا التعاون.";
    let read = read_str("cjk", text, Format::Plain, ReadOptions::default());
    let mut desk = Desk::with(read.into_iter().map(Result::unwrap).collect(), 60, 20);
    desk.press("enter").expect("東京").expect("会談");
    for row in desk.screen().lines() {
        assert!(crossread::text::width::columns(row) <= 60, "{row}");
    }
}
