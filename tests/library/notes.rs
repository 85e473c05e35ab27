//! What was noted of an article while that changes: nothing is lost.

use super::*;
use crossread::library::noted::{json, marks_of};
use crossread::library::{Added, Change, Order, Query};
use std::fs;

const A: &str = "https://a.example/1";
const B: &str = "https://b.example/1";
const OTHER: &str = "Everything is otherwise now. Nobody was in the town, and nothing was bought.";

fn put(library: &mut Library, address: &str, text: &str) -> Added {
    library.add(&[from(address, "One", text)]).expect("added")[0]
}

fn mark(library: &mut Library, article: ArticleId, quote: &str) -> HighlightId {
    let text = library.load(&[article]).expect("read").remove(0).article.text;
    match library.change(&Change::Highlight { article, highlight: highlight(&text, quote) }).expect("highlighted") {
        Change::Unhighlight(id) => id,
        other => panic!("{other:?}"),
    }
}

/// Quotes, notes, and whether they are gone.
fn noted(library: &Library, id: ArticleId) -> Vec<(String, Option<String>, bool)> {
    let highlights = library.marks(id).expect("marks").highlights;
    highlights.into_iter().map(|one| (one.anchor.quote, one.note, one.gone)).collect()
}

fn quotes(library: &Library, id: ArticleId) -> Vec<(String, bool)> {
    noted(library, id).into_iter().map(|(quote, _, gone)| (quote, gone)).collect()
}

fn standing(quote: &str) -> (String, bool) {
    (quote.to_owned(), false)
}

fn gone(quote: &str) -> (String, bool) {
    (quote.to_owned(), true)
}

fn text(library: &Library, id: ArticleId) -> String {
    library.load(&[id]).expect("read").remove(0).article.text.to_string()
}

fn found(library: &Library, query: &str) -> Vec<ArticleId> {
    let today = jiff::civil::date(2024, 5, 6);
    library.find(&Query::parse(query, today).expect("a query"), Order::default()).expect("found")
}

fn assert_sound(library: &Library) {
    assert_eq!(library.doctor().expect("looked at").findings, []);
}

#[test]
fn what_was_noted_on_words_that_go_stays_with_the_article() {
    let (_dir, path, mut library) = library();
    let id = put(&mut library, A, TEXT).id();
    let highlight = mark(&mut library, id, "for 12 ferries");
    assert_eq!(put(&mut library, A, OTHER), Added::Revision(id));
    assert_eq!(noted(&library, id), [("for 12 ferries".to_owned(), Some("mine".to_owned()), true)]);
    for query in ["note:mine", "note:ferries", "is:noted", "is:highlighted", "has:note", "has:highlight"] {
        assert_eq!(found(&library, query), [id], "{query}");
    }
    let view = library.highlights(9).expect("highlights");
    assert_eq!((view.len(), view[0].row.id, view[0].highlight.gone), (1, id, true));
    // It can be changed, taken away and brought back, in this session and in another one.
    library.change(&Change::Note(highlight, Some("two\nlines".to_owned()))).expect("changed");
    library.change(&Change::Recolour(highlight, Colour::Pink)).expect("changed");
    let before = seen(&library);
    library.change(&Change::Unhighlight(highlight)).expect("changed");
    assert_eq!(noted(&library, id), []);
    let after = seen(&library);
    drop(library);
    let mut library = Library::open(&path).expect("opened again");
    library.undo().expect("undone");
    assert_eq!(seen(&library), before);
    library.redo().expect("done again");
    assert_eq!(seen(&library), after);
    (0..3).for_each(|_| drop(library.undo().expect("undone")));
    assert_eq!(noted(&library, id), [("for 12 ferries".to_owned(), Some("mine".to_owned()), true)]);
    // Also what is brought back when its words have gone meanwhile, and the highlight itself.
    library.undo().expect("undone");
    assert_eq!(noted(&library, id), []);
    library.redo().expect("done again");
    assert_eq!(quotes(&library, id), [gone("for 12 ferries")]);
    // Where a later revision has the words again, they are marked again.
    assert_eq!(put(&mut library, A, &format!("Corrected. {TEXT}")), Added::Revision(id));
    assert_eq!(quotes(&library, id), [standing("for 12 ferries")]);
    assert_sound(&library);
}

#[test]
fn words_that_were_changed_are_marked_and_what_was_noted_is_known() {
    let (_dir, _, mut library) = library();
    let id = put(&mut library, A, TEXT).id();
    let quote = "Petrov said that he would pay $3 million for 12 ferries.";
    mark(&mut library, id, quote);
    let now = "Petrov said that on Monday he would pay $3 million for 14 ferries.";
    put(&mut library, A, &format!("A correction was made.\n\n{}", TEXT.replace(quote, now)));
    let highlight = library.marks(id).expect("marks").highlights.remove(0);
    assert_eq!((highlight.anchor.quote.as_str(), highlight.was.as_deref()), (now, Some(quote)));
    put(&mut library, A, &format!("It was unmade.\n\n{TEXT}"));
    let highlight = library.marks(id).expect("marks").highlights.remove(0);
    assert_eq!((highlight.anchor.quote.as_str(), highlight.was), (quote, None));
}

#[test]
fn every_way_out_and_back_in_knows_what_is_gone() {
    let (_dir, _, mut library) = library();
    let id = put(&mut library, A, TEXT).id();
    mark(&mut library, id, "We agree");
    put(&mut library, A, OTHER);
    let kept = library.load(&[id]).expect("read").remove(0);
    let object = json(&kept.article, &kept.marks);
    assert_eq!((&object["highlights"][0]["gone"], &object["highlights"][0]["note"]), (&true.into(), &"mine".into()));
    let line = serde_json::to_string(&object).expect("JSON");
    let read = read_str("a.jsonl", &line, Format::JsonLines, ReadOptions::default()).remove(0).expect("an article");
    assert!(marks_of(&read).highlights[0].gone);
    let mut other = Library::temporary().expect("a library");
    let id = other.add(&[incoming(read, Origin::Part("a.jsonl".into(), None))]).expect("added")[0].id();
    assert_eq!(noted(&other, id), [("We agree".to_owned(), Some("mine".to_owned()), true)]);
}

#[test]
fn a_place_that_goes_back_to_what_it_said_shows_that_again() {
    let (_dir, _, mut library) = library();
    let id = put(&mut library, A, TEXT).id();
    mark(&mut library, id, "We agree");
    library.change(&Change::Tag { articles: vec![id], tag: "ferries".into(), on: true }).expect("tagged");
    for new in [OTHER, TEXT, OTHER, TEXT] {
        let what = if new == TEXT { standing("We agree") } else { gone("We agree") };
        assert_eq!(put(&mut library, A, new), Added::Revision(id));
        assert_eq!((text(&library, id).trim(), quotes(&library, id)), (new.trim(), vec![what]));
        assert_eq!(put(&mut library, A, new), Added::Known(id));
        assert_eq!(library.all().expect("ids"), [id]);
        assert_sound(&library);
    }
    let third = format!("{OTHER} Or is it?");
    for new in [OTHER, &third, TEXT] {
        assert_eq!(put(&mut library, A, new), Added::Revision(id));
    }
    // Each text stands in the line once, where it was last.
    let before = |id: ArticleId| library.rows(&[id]).expect("rows").remove(0).before;
    let line: Vec<ArticleId> = std::iter::successors(Some(id), |id| before(*id)).collect();
    let texts: Vec<String> = line.iter().map(|id| text(&library, *id).trim().to_owned()).collect();
    assert_eq!(texts, [TEXT, &third, OTHER]);
    assert_eq!(library.rows(&[id]).expect("rows")[0].tags, ["ferries"]);
    assert_sound(&library);
}

/// Each says its own all the time; neither goes back to anything.
#[test]
fn two_feeds_that_tell_one_page_in_two_ways_do_not_take_turns() {
    let (_dir, _, mut library) = library();
    let item = |feed: &str, text: &str| {
        let mut article = article("One", text);
        article.meta.url = Some(A.to_owned());
        incoming(article, Origin::Feed(feed.to_owned()))
    };
    let id = library.add(&[item("https://x.example/feed", TEXT)]).expect("added")[0].id();
    assert_eq!(library.add(&[item("https://y.example/feed", OTHER)]).expect("added"), [Added::Revision(id)]);
    for _ in 0..2 {
        for one in [item("https://x.example/feed", TEXT), item("https://y.example/feed", OTHER)] {
            let origin = Origin::Feed("https://x.example/feed".to_owned());
            assert!(one.article().text.trim() != TEXT.trim() || library.says(one.article(), &origin).expect("read"));
            assert_eq!(library.add(&[one]).expect("added"), [Added::Known(id)]);
        }
    }
    assert_eq!(text(&library, id).trim(), OTHER);
    // The one that told it last may take it back.
    let third = format!("{OTHER} Or is it?");
    library.add(&[item("https://y.example/feed", &third)]).expect("added");
    let back = item("https://y.example/feed", OTHER);
    assert!(!library.says(back.article(), &Origin::Feed("https://y.example/feed".to_owned())).expect("read"));
    assert_eq!(library.add(&[back]).expect("added"), [Added::Revision(id)]);
    // A page that was fetched is not given up for what a feed says all the time.
    assert_eq!(put(&mut library, A, "The whole page says more than that."), Added::Revision(id));
    assert_eq!(library.add(&[item("https://y.example/feed", OTHER)]).expect("added"), [Added::Known(id)]);
    assert_sound(&library);
}

#[test]
fn while_another_place_says_the_old_both_are_shown() {
    let (_dir, _, mut library) = library();
    let old = put(&mut library, A, TEXT).id();
    assert_eq!(put(&mut library, B, TEXT), Added::Known(old));
    mark(&mut library, old, "We agree");
    mark(&mut library, old, "for 12 ferries");
    library.change(&Change::Tag { articles: vec![old], tag: "ferries".into(), on: true }).expect("tagged");
    let changed = TEXT.replace("for 12 ferries", "and nothing else");
    let Added::New(new) = put(&mut library, A, &changed) else { panic!("a new article") };
    assert_eq!(library.all().expect("ids").len(), 2);
    assert_eq!(quotes(&library, old), [standing("We agree"), standing("for 12 ferries")]);
    assert_eq!(quotes(&library, new), [standing("We agree")]);
    let row = library.rows(&[new]).expect("rows").remove(0);
    assert_eq!((row.before, row.tags), (Some(old), vec!["ferries".to_owned()]));
    assert_eq!(library.revisions(new).expect("revisions").len(), 2);
    // Each place has a line of its own.
    assert_eq!(put(&mut library, A, &format!("{changed} So far.")), Added::Revision(new));
    assert_eq!(put(&mut library, B, TEXT), Added::Known(old));
    assert_eq!(put(&mut library, B, OTHER), Added::Revision(old));
    assert_eq!(quotes(&library, old), [gone("We agree"), gone("for 12 ferries")]);
    assert_eq!(quotes(&library, new), [standing("We agree")]);
    assert_sound(&library);
}

#[test]
fn when_nobody_says_the_old_any_more_it_is_an_earlier_revision() {
    let (_dir, _, mut library) = library();
    let old = put(&mut library, A, TEXT).id();
    put(&mut library, B, TEXT);
    mark(&mut library, old, "We agree");
    mark(&mut library, old, "for 12 ferries");
    let changed = TEXT.replace("for 12 ferries", "and nothing else");
    let new = put(&mut library, A, &changed).id();
    library.change(&Change::Bookmark(vec![(old, true)])).expect("changed");
    assert_eq!(put(&mut library, B, &changed), Added::Known(new));
    assert_eq!(library.all().expect("ids"), [new]);
    assert_eq!(quotes(&library, new), [standing("We agree"), gone("for 12 ferries")]);
    assert!(library.rows(&[new]).expect("rows")[0].bookmarked);
    assert_eq!(found(&library, "note:ferries"), [new]);
    // And back, one after the other.
    let Added::New(again) = put(&mut library, A, TEXT) else { panic!("shown again") };
    assert_eq!(library.all().expect("ids").len(), 2);
    assert_eq!((text(&library, again).trim(), text(&library, new).trim()), (TEXT, changed.as_str()));
    assert_sound(&library);
    assert_eq!(put(&mut library, B, TEXT), Added::Known(again));
    assert_eq!(library.all().expect("ids"), [again]);
    assert_eq!(quotes(&library, again), [standing("We agree"), standing("for 12 ferries")]);
    assert_sound(&library);
}

/// What a screen shows, and the history names, may have become an earlier revision of another article meanwhile.
#[test]
fn what_is_noted_by_an_old_number_goes_to_the_article_that_is_shown() {
    let (_dir, _, mut library) = library();
    let old = put(&mut library, A, TEXT).id();
    put(&mut library, B, TEXT);
    let tag = |articles, tag: &str| Change::Tag { articles, tag: tag.to_owned(), on: true };
    let new = put(&mut library, A, OTHER).id();
    library.change(&tag(vec![old], "before")).expect("tagged");
    assert_eq!(put(&mut library, B, OTHER), Added::Known(new));
    assert_eq!(library.all().expect("ids"), [new]);
    let tags = |library: &Library| library.marks(new).expect("marks").tags;
    // What was carried over is taken back where it went.
    assert_eq!(tags(&library), ["before"]);
    library.undo().expect("undone");
    assert_eq!(tags(&library), [""; 0]);
    library.redo().expect("done again");
    assert_eq!(tags(&library), ["before"]);
    // What is noted now is noted there.
    library.change(&tag(vec![old, new], "after")).expect("tagged");
    library.change(&Change::Bookmark(vec![(old, true)])).expect("changed");
    library.set_read(&[(old, true)]).expect("kept");
    library.set_positions(&[(old, 5)]).expect("kept");
    let marks = library.marks(new).expect("marks");
    assert_eq!((marks.read, marks.position, marks.bookmarked), (true, 5, true));
    assert_eq!(marks.tags, ["after", "before"]);
    assert_eq!(library.marks(old).expect("marks").tags, ["before"]);
    library.undo().expect("undone");
    assert!(!library.marks(new).expect("marks").bookmarked);
    library.undo().expect("undone");
    assert_eq!(tags(&library), ["before"]);
    // What is removed is what is shown, and comes back.
    library.change(&Change::Remove(vec![old])).expect("removed");
    assert_eq!(library.all().expect("ids"), []);
    library.undo().expect("undone");
    assert_eq!(library.all().expect("ids"), [new]);
    assert_sound(&library);
}

#[test]
fn a_file_that_was_moved_and_changed_is_one_article() {
    let (dir, _, mut library) = library();
    let (first, second) = (dir.path().join("a.md"), dir.path().join("b.md"));
    let put = |library: &mut Library, path: &PathBuf, text: &str| {
        library.add(&[incoming(article("One", text), Origin::File(path.clone()))]).expect("added")[0]
    };
    fs::write(&first, "").expect("a file");
    let id = put(&mut library, &first, TEXT).id();
    assert_eq!(put(&mut library, &second, TEXT), Added::Known(id));
    fs::rename(&first, &second).expect("moved");
    assert_eq!(put(&mut library, &second, OTHER), Added::Revision(id));
    // A copy that is still there is another one.
    fs::write(&first, "").expect("a file");
    put(&mut library, &first, OTHER);
    assert!(matches!(put(&mut library, &second, TEXT), Added::New(_)));
    assert_eq!(text(&library, id).trim(), OTHER);
    assert_sound(&library);
}

#[test]
fn a_revision_is_found_by_the_source_and_the_author_of_the_one_before() {
    let (_dir, _, mut library) = library();
    let mut first = article("One", TEXT);
    (first.meta.source, first.meta.author) = (Some("Harbour Wire".to_owned()), Some("Ann Ferrier".to_owned()));
    let id = library.add(&[incoming(first, Origin::Address(A.to_owned()))]).expect("added")[0].id();
    assert_eq!(put(&mut library, A, OTHER), Added::Revision(id));
    for query in ["source:harbour", "author:ferrier"] {
        assert_eq!(found(&library, query), [id], "{query}");
    }
    library.rebuild_index().expect("rebuilt");
    assert_eq!(found(&library, "author:ferrier"), [id]);
}

#[test]
fn a_file_that_comes_back_with_another_text_is_seen() {
    let (dir, _, mut library) = library();
    let [one, two, three] = ["a.md", "b.md", "c.md"].map(|name| dir.path().join(name));
    let put = |library: &mut Library, path: &PathBuf, text: &str| {
        library.add(&[incoming(article("One", text), Origin::File(path.clone()))]).expect("added")[0]
    };
    for path in [&one, &two, &three] {
        fs::write(path, "").expect("a file");
        put(&mut library, path, TEXT);
    }
    let changed = TEXT.replace("for 12 ferries", "and nothing else");
    put(&mut library, &one, &changed);
    fs::remove_file(&two).expect("removed");
    // Nobody says the old any more: the two become one.
    put(&mut library, &three, &changed);
    assert_eq!(library.all().expect("ids").len(), 1);
    fs::write(&two, "").expect("a file");
    let back = put(&mut library, &two, OTHER).id();
    assert!(library.all().expect("ids").contains(&back));
    assert_eq!(text(&library, back).trim(), OTHER);
    assert_sound(&library);
}

#[test]
fn a_name_with_a_mark_in_it_is_no_other_file() {
    let (dir, _, mut library) = library();
    let put = |library: &mut Library, name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, "").expect("a file");
        let origin = Origin::Part(path, Some("n#1".to_owned()));
        library.add(&[incoming(article("One", text), origin)]).expect("added")[0]
    };
    let id = put(&mut library, "a.jsonl", TEXT).id();
    assert_eq!(put(&mut library, "b.jsonl", TEXT), Added::Known(id));
    assert!(matches!(put(&mut library, "a.jsonl", OTHER), Added::New(_)));
    assert_eq!(library.all().expect("ids").len(), 2);
    assert_sound(&library);
}

#[test]
fn a_teaser_of_another_feed_does_not_take_the_place_of_the_text() {
    let (_dir, _, mut library) = library();
    let put = |library: &mut Library, feed: &str, text: &str| {
        let mut article = article("One", text);
        article.meta.url = Some(A.to_owned());
        library.add(&[incoming(article, Origin::Feed(feed.to_owned()))]).expect("added")[0]
    };
    let id = put(&mut library, "https://one.example/feed", TEXT).id();
    assert_eq!(put(&mut library, "https://two.example/feed", "Read more there."), Added::Known(id));
    assert_eq!(text(&library, id).trim(), TEXT);
    let longer = format!("{TEXT}\n\nAnd there is more that the other has not told, by far.");
    assert_eq!(put(&mut library, "https://two.example/feed", &longer), Added::Revision(id));
    assert_sound(&library);
}
