//! Leaving and coming back: the place one was at, on a new screen with the same articles.

use crate::common::Desk;
use crossread::analysis::{Models, analyze};
use crossread::app::{Focus, Progress, Report, Roots, Session, Settings, State};
use crossread::article::Article;
use crossread::collection::{Entry, samples};
use crossread::ui;

/// A desk that the last place is being restored on, nothing read in yet.
fn returning(session: Session, width: u16, height: u16) -> Desk {
    let mut desk = Desk::with(Vec::new(), width, height);
    desk.state = State::new("test".to_owned(), (width, height), Settings::default());
    // Through the file, as it really goes.
    let session = Session::from_json(&session.to_json().unwrap()).unwrap();
    desk.state.restore(session);
    desk
}

fn read_in(desk: &mut Desk, at: usize, article: Article) {
    let analysis = analyze(&article, Models::embedded());
    desk.report(Report::Read(Box::new(Entry::new((at, 0), article, analysis))));
}

fn finish(desk: &mut Desk, done: usize, found: usize) {
    desk.report(Report::Progress(Progress { done, found, finished: true }));
}

fn read_all(desk: &mut Desk, articles: Vec<Article>) {
    let found = articles.len();
    articles.into_iter().enumerate().for_each(|(at, article)| read_in(desk, at, article));
    finish(desk, found, found);
}

/// Leaves `desk` and comes back to the samples.
fn back_again(desk: &Desk) -> Desk {
    let (width, height) = desk.state.size;
    let mut again = returning(desk.state.session(), width, height);
    read_all(&mut again, samples());
    again
}

#[track_caller]
fn assert_same(desk: &mut Desk) -> Desk {
    desk.state.notice = None;
    let mut again = back_again(desk);
    again.state.notice = None;
    assert_eq!(again.screen(), desk.screen());
    assert_eq!(again.styled_screen(), desk.styled_screen());
    assert_eq!(again.state.session(), desk.state.session());
    again
}

#[test]
fn one_comes_back_to_the_same_screen() {
    for (width, height) in [(60, 20), (100, 30), (160, 45)] {
        let journeys = [
            "",
            "enter",
            "j j enter j j j",
            "j enter G",
            "j enter tab tab",
            "enter tab j j enter n n",
            "enter tab j j enter f",
            "tab tab F",
            "tab tab e j j j",
            "s j j",
            "s s G enter space",
            "j enter Z space",
            "m j m",
            "m j j c",
            "c tab j j",
            "enter t 1 t 3 tab",
            "enter - - space",
            "tab tab w + w + w +",
            "enter z j j j",
        ];
        for keys in journeys {
            let mut desk = returning(Session::default(), width, height);
            read_all(&mut desk, samples());
            desk.press(keys);
            assert_same(&mut desk);
        }
    }
}

#[test]
fn what_was_found_is_looked_for_again() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("enter /").type_text("gas").press("enter n");
    desk.expect("hit 2 of");
    assert_same(&mut desk).expect("hit 2 of");
}

#[test]
fn the_open_article_comes_back_as_soon_as_it_is_there() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("j j j enter space");
    let (open, top) = desk.state.reader().map(|reader| (reader.article, reader.top)).unwrap();
    assert!(open == 3 && top > 0);
    let mut again = returning(desk.state.session(), 100, 30);
    let articles = samples();
    for (at, article) in articles.into_iter().enumerate().take(4) {
        assert_eq!(again.state.focus, Focus::List, "before its article has come");
        read_in(&mut again, at, article);
    }
    assert_eq!(again.state.reader().map(|reader| (reader.article, reader.top)), Some((open, top)));
    assert_eq!(again.state.focus, Focus::Reader);
    assert_eq!(*again.state.read, [3].into());
}

/// Whoever goes elsewhere while articles come in is left there; what was read counts as read all the same.
#[test]
fn a_key_that_leads_elsewhere_ends_it() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("G enter space");
    let mut again = returning(desk.state.session(), 100, 30);
    let mut articles = samples();
    let last = articles.pop().unwrap();
    articles.into_iter().enumerate().for_each(|(at, article)| read_in(&mut again, at, article));
    again.press("j");
    read_in(&mut again, 4, last);
    finish(&mut again, 5, 5);
    assert_eq!(again.state.reader().map(|reader| reader.article), Some(1));
    assert_eq!(again.state.focus, Focus::List);
    assert!(again.state.read.contains(&4));
    // A key that leads nowhere does not.
    let mut again = returning(desk.state.session(), 100, 30);
    again.press("? q !");
    again.press("esc");
    read_all(&mut again, samples());
    assert_eq!(again.state.reader().map(|reader| reader.article), Some(4));
}

/// Leaving before all is there, or after reading in was stopped, forgets nothing.
#[test]
fn leaving_early_keeps_the_place() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("G enter space tab j enter f");
    let kept = desk.state.session();
    let mut hasty = returning(kept.clone(), 100, 30);
    assert_eq!(hasty.state.session(), kept);
    read_in(&mut hasty, 0, samples().remove(0));
    let mut again = returning(hasty.state.session(), 100, 30);
    read_all(&mut again, samples());
    assert_eq!(again.screen(), desk.screen());
    finish(&mut hasty, 1, 5);
    let mut again = returning(hasty.state.session(), 100, 30);
    read_all(&mut again, samples());
    assert_eq!(again.screen(), desk.screen());
}

#[test]
fn what_is_gone_or_changed_does_no_harm() {
    let mut desk = Desk::with_samples(100, 30);
    desk.press("j j enter tab j enter f G m");
    let session = desk.state.session();
    // None of the articles is there any more.
    let mut again = returning(session.clone(), 100, 30);
    read_all(&mut again, vec![Article { meta: Default::default(), text: "Short.".into(), blocks: Vec::new() }]);
    again.expect("1 article").expect_no("with ");
    // All are, but their texts are much shorter now.
    let mut again = returning(session.clone(), 100, 30);
    let mut articles = samples();
    for article in &mut articles {
        article.text = "Né".into();
        article.blocks.clear();
    }
    read_all(&mut again, articles);
    assert_eq!(again.state.reader().map(|reader| reader.top), Some(0));
    // Nothing comes at all.
    let mut again = returning(session, 100, 30);
    finish(&mut again, 0, 0);
    again.press("j k enter").expect("0 articles");
}

#[test]
fn articles_of_one_name_are_told_apart() {
    let twins = || {
        let mut articles = samples();
        articles.iter_mut().for_each(|article| article.meta.id = "same".to_owned());
        articles
    };
    let mut desk = Desk::with(twins(), 100, 30);
    desk.press("j j j enter k");
    let mut again = returning(desk.state.session(), 100, 30);
    read_all(&mut again, twins());
    assert_eq!(*again.state.read, [3].into());
    assert_eq!(again.screen(), desk.screen());
}

#[test]
fn no_text_is_kept() {
    let mut desk = Desk::with_samples(160, 45);
    desk.press("enter tab j enter n f c");
    let json = String::from_utf8(desk.state.session().to_json().unwrap()).unwrap();
    for entry in desk.state.collection.entries() {
        let words: Vec<&str> = entry.article.text.split_whitespace().collect();
        assert!(words.windows(3).all(|three| !json.contains(&three.join(" "))), "{json}");
        assert!(entry.article.meta.title.as_deref().is_none_or(|title| !json.contains(title)));
    }
}

#[test]
fn the_first_steps_stand_in_three_lines_until_the_first_article_opens() {
    for (width, height) in [(60, 24), (100, 30), (160, 45)] {
        for end in ["enter", "esc"] {
            let mut desk = Desk::with_samples(width, height);
            desk.state.welcome = true;
            let rows = desk.screen().lines().filter(|row| row.contains(" ▸ ")).count();
            assert_eq!(rows, 3, "{}", desk.screen());
            assert!(ui::shows_first_steps(&desk.state));
            desk.expect("enter opens").expect("tab").expect("? ").expect("q quits");
            desk.press("?").expect_no("q quits");
            desk.press("q").expect("q quits");
            desk.press(end).expect_no("q quits");
        }
    }
    // Where there is no room for them, they give way.
    for (width, height) in [(20, 5), (30, 8), (79, 9)] {
        let mut desk = Desk::with_samples(width, height);
        let before = desk.screen();
        desk.state.welcome = true;
        let after = desk.screen();
        assert_eq!(before.lines().take(4).collect::<Vec<_>>(), after.lines().take(4).collect::<Vec<_>>());
        // What was not shown is not taken for seen.
        assert_eq!(ui::shows_first_steps(&desk.state), after.contains(" ▸ "), "{after}");
    }
    // The selected entry is never hidden.
    let mut desk = Desk::with_samples(60, 24);
    desk.state.welcome = true;
    for _ in 0..5 {
        desk.expect("▌");
        desk.press("j");
    }
}

/// The samples in files of a folder that was called `root` on the command line.
fn samples_in(root: &str) -> Vec<Article> {
    let mut articles = samples();
    articles.iter_mut().enumerate().for_each(|(at, article)| article.meta.id = format!("{root}/{at}.md"));
    articles
}

fn returning_to(session: Session, root: &str) -> Desk {
    let mut desk = returning(session, 100, 30);
    desk.state.roots = Roots::new([(root.to_owned(), String::new())]);
    desk
}

#[test]
fn a_folder_may_be_spelt_in_another_way() {
    let mut desk = returning_to(Session::default(), "./d1");
    read_all(&mut desk, samples_in("./d1"));
    desk.press("j enter G tab tab j j m");
    desk.state.notice = None;
    for root in ["d1", "/tmp/x/d1", "."] {
        let mut again = returning_to(desk.state.session(), root);
        read_all(&mut again, samples_in(root));
        assert_eq!(*again.state.read, [1].into(), "{root}");
        assert_eq!(again.state.marked, desk.state.marked);
        assert_eq!(again.screen(), desk.screen());
        assert_eq!(again.state.session(), desk.state.session());
    }
}

#[test]
fn what_was_read_is_kept_while_its_file_is_away() {
    let mut desk = returning(Session::default(), 100, 30);
    read_all(&mut desk, samples());
    desk.press("j enter esc j j enter");
    let read = (*desk.state.read).clone();
    assert_eq!(read, [1, 3].into());
    // Twice without any of them, once with a few, then all are back.
    let mut session = desk.state.session();
    for there in [0, 1, 2] {
        let mut without = returning(session, 100, 30);
        read_all(&mut without, samples().into_iter().take(there).collect());
        session = without.state.session();
    }
    let mut again = returning(session, 100, 30);
    read_all(&mut again, samples());
    assert_eq!(*again.state.read, read);
}

/// What has been away longest goes where it is too much.
#[test]
fn what_is_away_is_kept_within_bounds() {
    let read: Vec<(String, usize)> = (0..30_000).map(|at| (format!("gone{at}.md"), 0)).collect();
    let json = serde_json::json!({ "version": 1, "read": read });
    let mut desk = returning(Session::from_json(json.to_string().as_bytes()).unwrap(), 100, 30);
    read_all(&mut desk, samples());
    let kept = String::from_utf8(desk.state.session().to_json().unwrap()).unwrap();
    assert_eq!(kept.matches("gone").count(), 20_000);
    assert!(kept.contains("gone29999.md") && !kept.contains("gone9999.md"));
}

#[test]
fn the_list_stands_as_it_was_scrolled() {
    let many = || {
        let mut articles: Vec<Article> = (0..6).flat_map(|_| samples()).collect();
        articles.iter_mut().enumerate().for_each(|(at, article)| article.meta.id = at.to_string());
        articles
    };
    let mut desk = returning(Session::default(), 100, 30);
    read_all(&mut desk, many());
    desk.press("G k k k");
    let top = desk.state.list.top;
    let mut again = returning(desk.state.session(), 100, 30);
    read_all(&mut again, many());
    assert!(top > 0);
    assert_eq!(again.state.list.top, top);
    assert_eq!(again.screen(), desk.screen());
    assert_eq!(again.state.session(), desk.state.session());
}
