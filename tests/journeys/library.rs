//! The library on the screen: its articles, queries, folders, what is noted; and the library beside files that are open.

use crate::common::Desk;
use crossread::analysis::{Models, analyze};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::collection::samples;
use crossread::library::{By, Change, Incoming, Library, Origin};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn fill(path: &Path, articles: Vec<Article>) {
    let incoming = articles.into_iter().map(|article| {
        let analysis = analyze(&article, Models::embedded());
        let origin = Origin::File(PathBuf::from(&article.meta.id));
        Incoming::new(article, &analysis, origin)
    });
    Library::open(path).unwrap().add(&incoming.collect::<Vec<_>>()).unwrap();
}

/// A library with the sample collection.
fn library() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("library.db");
    fill(&path, samples());
    (dir, path)
}

#[test]
fn opens_with_all_its_articles_and_reads_them() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    assert!(desk.shows("library   5 articles"), "{}", desk.screen());
    assert!(desk.state.progress.finished && desk.state.shelf.open);
    desk.press("enter");
    assert_eq!(desk.state.read.len(), 1);
    // Kept: another session knows.
    let desk = Desk::with_library(&path, 140, 40);
    assert_eq!(desk.state.read.len(), 1);
}

#[test]
fn a_bookmark_is_kept_and_undone_in_another_session() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("B b");
    assert!(desk.shows("★"), "{}", desk.screen());
    let mut desk = Desk::with_library(&path, 140, 40);
    assert!(desk.shows("★"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.shows("undone: bookmarked 1 article") && !desk.shows("★"), "{}", desk.screen());
    desk.press("ctrl-r");
    assert!(desk.shows("★"), "{}", desk.screen());
}

#[test]
fn what_is_noted_of_a_file_that_is_open_is_kept() {
    let (_dir, path) = library();
    let mut desk = Desk::beside_library(samples(), &path, 140, 40);
    desk.press("B b");
    assert!(desk.shows("★"), "{}", desk.screen());
    let desk = Desk::with_library(&path, 140, 40);
    assert!(desk.shows("★"), "{}", desk.screen());
}

#[test]
fn a_query_is_shown_and_kept_as_a_folder() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("ushakov");
    assert!(desk.shows("Show ") && desk.shows("in the list"), "{}", desk.screen());
    desk.press("enter");
    // What is open is among what was found.
    assert!(desk.state.list.shown.contains(&desk.state.reader().unwrap().article), "{}", desk.screen());
    assert!(desk.shows("best first"), "{}", desk.screen());
    desk.press("B s").type_text("Games").press("enter");
    assert!(desk.shows("Folders") && desk.shows("▌ Games"), "{}", desk.screen());
    desk.press("B k");
    assert!(desk.shows("▌ Library"), "{}", desk.screen());
    desk.press("B j B d");
    assert!(!desk.shows("Folders"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.shows("Folders"), "{}", desk.screen());
}

#[test]
fn what_is_wrong_with_a_query_is_pointed_at() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("isnt:x");
    assert!(desk.shows("»isnt") && desk.shows("no field"), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.shows("library   5 articles"), "{}", desk.screen());
}

#[test]
fn a_name_is_completed_and_its_articles_shown() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("person:usha");
    assert!(desk.shows("Yuri Ushakov"), "{}", desk.screen());
    desk.press("down enter enter");
    assert!(desk.shows("library: ") && desk.shows("   2 articles"), "{}", desk.screen());
    desk.press("B l");
    assert!(desk.shows("library   5 articles"), "{}", desk.screen());
}

#[test]
fn queries_look_through_files_that_are_open_too() {
    let (_dir, path) = library();
    let mut desk = Desk::beside_library(samples(), &path, 140, 40);
    desk.press("Q").type_text("ushakov").press("enter");
    assert!(desk.shows("2 articles") && desk.state.list.shown.len() == 2, "{}", desk.screen());
    desk.press("B l");
    assert_eq!(desk.state.list.shown.len(), 5);
}

#[test]
fn what_changed_of_an_article_is_shown() {
    let (_dir, path) = library();
    let mut articles = samples();
    articles.truncate(1);
    let text = articles[0].text.replacen("Gas comes first.", "Gas comes later.", 1);
    assert_ne!(*articles[0].text, *text);
    articles[0].text = text.into();
    fill(&path, articles);
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("G B v");
    assert!(desk.shows("− Gas comes first.") && desk.shows("+ Gas comes later."), "{}", desk.screen());
}

#[test]
fn the_sample_collection_makes_way_for_what_is_brought_in() {
    let dir = tempfile::tempdir().unwrap();
    let (path, file) = (dir.path().join("library.db"), dir.path().join("one.md"));
    std::fs::write(&file, "# A ferry\n\nThe ferry sank off Pylos on Tuesday, the coast guard said.\n").unwrap();
    let mut desk = Desk::beside_library(samples(), &path, 140, 40);
    desk.state.shelf.samples = true;
    desk.press("B a").type_text(&file.display().to_string()).press("enter");
    desk.wait_for("library   1 article");
    assert!(desk.shows("A ferry"), "{}", desk.screen());
    // What came in is no change that a key takes back by surprise; the list of what was done does.
    desk.press("u").expect("nothing to undo").expect("A ferry");
    desk.press("B y").expect("brought in 1 article").press("enter esc").expect_no("A ferry");
}

/// Two programs with one library: neither takes the other's changes back, whatever came in between.
#[test]
fn each_of_two_programs_undoes_its_own() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("B b").expect("★");
    let mut other = Desk::with_library(&path, 140, 40);
    other.press("j B t").type_text("gas").press("enter esc");
    other.expect("#gas");
    // What comes in meanwhile is nobody's change.
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("one.md");
    std::fs::write(&file, "# A ferry\n\nThe ferry sank off Pylos on Tuesday, the coast guard said.\n").unwrap();
    let mut third = Library::open(&path).unwrap();
    third.begin_run(By::Program);
    let article =
        read_str("one.md", "# A ferry\n\nIt sank.", Format::Markdown, ReadOptions::default()).remove(0).unwrap();
    third.add(&[Incoming::unanalysed(article, Origin::File(file))]).unwrap();
    desk.press("u").expect("undone: bookmarked 1 article").expect_no("★");
    desk.press("u").expect("nothing to undo");
    desk.press("ctrl-r").expect("done again: bookmarked 1 article").expect("★");
    other.press("u").expect("undone: tagged 1 article “gas”").press("u").expect("undone: bookmarked 1 article");
    // The other one, which began later, has taken an earlier session's change back: that of this one is gone already.
    desk.press("u").expect("nothing to undo").press("ctrl-r").expect("done again: bookmarked 1 article");
    // It is listed with everything else, and taken out there.
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.expect("6 articles").press("B y").expect("brought in 1 article");
    desk.press("enter").expect("undone: brought in 1 article").press("esc").expect("5 articles");
    desk.press("ctrl-r").expect("done again: brought in 1 article").expect("6 articles");
}

#[test]
fn what_another_program_changed_of_the_same_stays() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("B t").type_text("gas").press("enter esc").expect("#gas");
    let mut other = Library::open(&path).unwrap();
    let id = other.all().unwrap()[0];
    other.change(&Change::Tag { articles: vec![id], tag: "gas".to_owned(), on: false }).unwrap();
    desk.press("u").expect("not undone, as it was changed again since: tagged 1 article");
    assert!(other.marks(id).unwrap().tags.is_empty());
}

/// Has the library fail to note that something was undone, or done again; gives what ends that.
fn out_of_order(path: &Path, when: &str) -> impl FnOnce() {
    let connection = rusqlite::Connection::open(path).unwrap();
    let fault = format!(
        "CREATE TRIGGER fault BEFORE UPDATE OF undone ON history WHEN {when} BEGIN SELECT RAISE(ABORT, 'out of order'); END"
    );
    connection.execute_batch(&fault).unwrap();
    move || connection.execute_batch("DROP TRIGGER fault").unwrap()
}

#[test]
fn what_could_not_be_undone_is_undone_the_next_time() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("B b B t").type_text("gas").press("enter esc").expect("★").expect("#gas");
    let mended = out_of_order(&path, "true");
    desk.press("u").expect("out of order").expect("#gas").press("u u").expect("out of order").expect("★");
    mended();
    desk.press("u").expect("undone: tagged 1 article “gas”").expect_no("#gas").expect("★");
    desk.press("u").expect("undone: bookmarked 1 article").expect_no("★");
    let mended = out_of_order(&path, "true");
    desk.press("ctrl-r ctrl-r").expect("out of order").expect_no("★").expect_no("#gas");
    mended();
    desk.press("ctrl-r").expect("done again: bookmarked 1 article").expect("★").expect_no("#gas");
    desk.press("ctrl-r").expect("done again: tagged 1 article “gas”").expect("#gas");
    desk.press("ctrl-r").expect("nothing to do again");
}

#[test]
fn of_several_changes_all_are_undone_or_none() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("B b B t").type_text("gas").press("enter esc j B b B y");
    let mended = out_of_order(&path, "old.id = 1");
    desk.press("j j enter").expect("Undo these 3 changes?").press("enter").expect("out of order");
    let undone = |path: &Path| {
        let past = Library::open(path).unwrap().history(9).unwrap();
        past.iter().filter(|past| past.undone).count()
    };
    assert_eq!(undone(&path), 0);
    mended();
    // What the list had by then is no more than what is.
    desk.press("esc B y j j enter").expect("Undo these 3 changes?").press("enter").expect("undone: 3 changes");
    assert_eq!(undone(&path), 3);
    desk.press("esc").expect_no("#gas").expect_no("★");
}

#[test]
fn articles_are_removed_and_come_back() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    let title = |desk: &Desk| desk.state.reader().map(|reader| reader.article);
    let first = title(&desk);
    desk.press("B x").expect("it is out of the library; u brings it back").expect("4 articles");
    assert_ne!(title(&desk), first);
    assert!(!desk.state.list.shown.contains(&first.unwrap()));
    desk.press("u").expect("undone: removed 1 article").expect("5 articles");
    assert!(desk.state.list.shown.contains(&first.unwrap()));
    // All that are marked, as one; found no more; in another session too.
    desk.press("m j m B x").expect("the 2 articles marked are out of the library").expect("3 articles");
    assert!(desk.state.marked.is_empty());
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.expect("3 articles").press("B x B x B x").expect("0 articles");
    desk.press("B x").expect("no article is open");
    desk.press("B y").expect("removed 2 articles").press("G k enter").expect("Undo these 4 changes?");
    desk.press("j enter").expect("undone: removed 2 articles").press("esc").expect("2 articles");
    desk.press("u u u").expect("5 articles");
}

#[test]
fn what_is_open_from_a_file_is_not_removed() {
    let (_dir, path) = library();
    let mut desk = Desk::beside_library(samples(), &path, 140, 40);
    desk.press("B x").expect("open from a file, not from the library");
    assert_eq!(desk.state.list.shown.len(), 5);
    assert!(Library::open(&path).unwrap().history(9).unwrap().is_empty());
}

/// Leaves, and opens the library again.
fn come_back(desk: &Desk, path: &Path) -> Desk {
    let place = desk.state.session().to_json().unwrap();
    Library::open(path).unwrap().set_session("place", &place).unwrap();
    Desk::with_library(path, 140, 40)
}

fn opened_title(desk: &Desk) -> Option<String> {
    let reader = desk.state.reader()?;
    desk.state.collection.entry(reader.article)?.article.meta.title.clone()
}

#[test]
fn one_comes_back_to_the_folder_its_order_and_the_article() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("ushakov").press("enter");
    desk.press("B s").type_text("Games").press("enter");
    desk.press("j enter");
    let mut again = come_back(&desk, &path);
    assert!(again.shows("▌ Games") && again.shows("best first"), "{}", again.screen());
    assert_eq!(again.state.list.shown.len(), 2);
    assert_eq!(opened_title(&again), opened_title(&desk));
    assert_eq!(again.state.focus, desk.state.focus);
    again.press("B l");
    assert!(again.shows("library   5 articles") && !again.shows("best first"), "{}", again.screen());
}

/// Articles by days, each newer than the one before.
fn many(count: usize) -> Vec<Article> {
    let article = |at: usize| {
        let text =
            format!("# Report {at}\n\nThe harbour of Pylos had visitor {at} on that day.\n\nNobody else came.\n");
        let mut article =
            read_str(&format!("{at}.md"), &text, Format::Markdown, ReadOptions::default()).remove(0).unwrap();
        let day = jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(at as i64)).unwrap();
        article.meta.date = Some(day.to_string());
        article
    };
    (0..count).map(article).collect()
}

#[test]
fn what_was_found_opens_at_its_best_and_is_there_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("library.db");
    fill(&path, many(300));
    let mut desk = Desk::with_library(&path, 140, 40);
    // The oldest of all: it is not among those that were pulled in.
    desk.press("Q").type_text("\"visitor 0\"").press("enter");
    assert_eq!(opened_title(&desk).as_deref(), Some("Report 0"), "{}", desk.screen());
    desk.press("B l");
    assert_eq!(opened_title(&desk).as_deref(), Some("Report 0"), "{}", desk.screen());
    let again = come_back(&desk, &path);
    assert_eq!(opened_title(&again).as_deref(), Some("Report 0"), "{}", again.screen());
    assert!(again.shows("library   300 articles"), "{}", again.screen());
}

#[test]
fn a_filter_comes_back_though_its_article_is_far_away() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("library.db");
    let mut articles = many(299);
    let text = "# Chancellor\n\nAngela Merkel visited Lisbon on Friday. Angela Merkel left on Sunday.\n";
    let mut other = read_str("m.md", text, Format::Markdown, ReadOptions::default()).remove(0).unwrap();
    other.meta.date = Some("2001-01-01".to_owned());
    articles.push(other);
    fill(&path, articles);
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("person:\"Angela Merkel\"").press("enter");
    desk.press("tab n f B l");
    let filtered = desk.state.filter.clone();
    assert!(!filtered.is_empty(), "{}", desk.screen());
    let again = come_back(&desk, &path);
    assert!(!again.state.filter.is_empty(), "{}", again.screen());
    assert_eq!(again.state.list.shown.len(), desk.state.list.shown.len(), "{}", again.screen());
}

#[test]
fn a_query_that_means_nothing_any_more_gives_the_whole_library() {
    let (_dir, path) = library();
    let place = br#"{"version":1,"query":"nosuchfield:x"}"#;
    Library::open(&path).unwrap().set_session("place", place).unwrap();
    let desk = Desk::with_library(&path, 140, 40);
    assert!(desk.shows("library   5 articles") && desk.shows("no field"), "{}", desk.screen());
    Library::open(&path).unwrap().set_session("place", b"{").unwrap();
    let desk = Desk::with_library(&path, 140, 40);
    assert!(desk.shows("library   5 articles") && desk.shows("where you were last"), "{}", desk.screen());
}

#[test]
fn an_entity_has_its_time_and_company_across_the_library() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("Q").type_text("ushakov").press("enter");
    desk.press("tab n B e");
    assert!(desk.shows("in the library") && desk.shows("Show all, the oldest first"), "{}", desk.screen());
    assert!(desk.shows("When") && desk.shows("Together with"), "{}", desk.screen());
    let all = desk.screen();
    desk.press("enter");
    assert!(desk.shows("oldest first") && desk.shows("library: entity:"), "{all}\n{}", desk.screen());
    desk.press("B e G enter");
    assert!(desk.shows(") entity:"), "{}", desk.screen());
}

#[test]
fn all_articles_of_a_view_have_names_and_days() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("B n");
    assert!(desk.shows("All articles in the library") && desk.shows("Who is named"), "{}", desk.screen());
    assert!(desk.shows("Vladimir Putin"), "{}", desk.screen());
    desk.press("esc Q").type_text("ushakov").press("enter B n");
    assert!(desk.shows("─ ushakov* in the library") && desk.shows("2 articles"), "{}", desk.screen());
}

#[test]
fn what_is_removed_does_not_come_back_with_the_place() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("j enter");
    let (was, id) = (opened_title(&desk), desk.state.shelf.id(desk.state.reader().unwrap().article).unwrap());
    Library::open(&path).unwrap().change(&Change::Remove(vec![id])).unwrap();
    let again = come_back(&desk, &path);
    assert!(again.shows("library   4 articles"), "{}", again.screen());
    assert_ne!(opened_title(&again), was);
}

#[test]
fn all_articles_are_shown_oldest_first_and_left_out_ones_are_not_counted() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("B n enter");
    assert!(desk.shows("oldest first") && desk.shows("library   5 articles"), "{}", desk.screen());
    desk.press("tab n F");
    let left = desk.state.list.shown.len();
    assert!(left < 5, "{}", desk.screen());
    desk.press("B n");
    assert!(desk.shows(&format!("{left} article")), "{}", desk.screen());
}

#[test]
fn what_is_found_while_one_reads_counts_as_read() {
    let (_dir, path) = library();
    let mut desk = Desk::with_library(&path, 140, 40);
    desk.press("enter Q").type_text("ushakov").press("enter");
    let read = desk.state.reader().unwrap().article;
    assert!(desk.state.read.contains(&read) && desk.shows("2 articles, "), "{}", desk.screen());
    let unread = desk.state.list.shown.iter().filter(|article| !desk.state.read.contains(article)).count();
    assert!(desk.shows(&format!("2 articles, {unread} unread")), "{}", desk.screen());
    // From the list it is only shown.
    let mut desk = Desk::with_library(&path, 140, 40);
    let before = desk.state.read.len();
    desk.press("Q").type_text("gas").press("enter");
    assert_eq!(desk.state.read.len(), before);
}
