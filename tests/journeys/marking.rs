//! Highlights, notes, tags, bookmarks, their views, and what was done: keys in, screen out, over a real library.

use crate::common::Desk;
use crossread::analysis::Analysis;
use crossread::app::{Action, Effect, Focus, MenuKind, Target};
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::library::{Added, Colour, Incoming, Library, Origin};
use crossread::ui::Theme;
use ratatui::style::{Color, Modifier};
use std::path::PathBuf;
use tempfile::TempDir;

const FERRIES: &str = "---\ntitle: Ferries wait\nsource: Harbour Wire\ndate: 2022-02-04\nurl: https://example.org/ferries\n---\n\n\
The wind turned in the night and the ferries stayed in Oslo.\n\nNobody knew why, said the captain.\n\nThey will leave at noon.\n";
const RAIN: &str =
    "---\ntitle: Rain\nsource: Evening Post\ndate: 2022-02-05\n---\n\nIt rained all day.\n\nMore is to come.\n";

fn article(id: &str, text: &str) -> Article {
    read_str(id, text, Format::Markdown, ReadOptions::default()).remove(0).unwrap()
}

/// Two articles, opened from files, the first of them to be read; and a library beside them that knows nothing of them.
fn reading(width: u16, height: u16) -> (Desk, Kept) {
    let kept = Kept(tempfile::tempdir().unwrap());
    let articles = vec![article("ferries.md", FERRIES), article("rain.md", RAIN)];
    let mut desk = Desk::beside_library(articles, &kept.path(), width, height);
    desk.press("enter");
    assert_eq!(desk.state.focus, Focus::Reader);
    (desk, kept)
}

/// Where a library is, as long as it is needed.
struct Kept(TempDir);

impl Kept {
    fn path(&self) -> PathBuf {
        self.0.path().join("library.db")
    }
}

/// Goes to a word of the text, so that its paragraph is the one that is meant.
fn at(desk: &mut Desk, word: &str) {
    desk.press("/").type_text(word).press("enter");
}

fn marked(desk: &Desk) -> Vec<(String, Colour, Option<String>)> {
    let all = (0..desk.state.collection.len()).flat_map(|article| desk.state.highlights(article));
    all.map(|one| (one.anchor.quote.clone(), one.colour, one.note.clone())).collect()
}

fn copied(desk: &Desk) -> &str {
    let copied = desk.asked.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    });
    copied.expect("something copied")
}

#[test]
fn a_paragraph_and_a_selection_are_highlighted_and_again_are_not() {
    let (mut desk, _kept) = reading(80, 24);
    desk.press("H").expect("highlighted in yellow").expect("y The wind turned");
    assert_eq!(marked(&desk).len(), 1);
    assert!(marked(&desk)[0].0.ends_with("in Oslo."));
    desk.press("H").expect("the highlight is gone; u undoes it").expect_no("y The wind");
    assert_eq!(marked(&desk), []);
    // A selection, in another colour, which is the next one's too.
    desk.press("v w w B c").expect("Highlight “The wind t” in");
    desk.type_text("gr").press("enter");
    assert_eq!(marked(&desk), [("The wind t".to_owned(), Colour::Green, None)]);
    assert_eq!(desk.state.selection, None);
    desk.expect("g The wind");
    desk.press("B c").expect("The colour of “The wind t”");
    desk.type_text("pi").press("enter");
    assert_eq!(marked(&desk)[0].1, Colour::Pink);
    desk.press("u u u u u").expect("nothing to undo");
    assert_eq!(marked(&desk), []);
    desk.press("ctrl-r ctrl-r ctrl-r");
    assert_eq!(marked(&desk)[0].1, Colour::Green);
}

#[test]
fn a_note_is_written_shown_changed_and_taken_away() {
    let (mut desk, _kept) = reading(100, 24);
    desk.press("M").expect("Note on “The wind turned").expect("Type what there is to be said");
    desk.type_text("why so?").expect("Write the note").press("enter");
    assert_eq!(marked(&desk)[0].2.as_deref(), Some("why so?"));
    // A capital beside the row says that there is one, the status line what it says.
    desk.press("j k *").expect("Y The wind").expect("note: why so? (yellow");
    desk.press("M").expect("Keep the note");
    desk.type_text(" Indeed.").press("enter");
    assert_eq!(marked(&desk)[0].2.as_deref(), Some("why so? Indeed."));
    desk.press("M enter").expect("the note is as it was");
    desk.press("* M ctrl-u").expect("Take the note away");
    desk.press("enter").expect("the note is gone");
    assert_eq!((marked(&desk).len(), marked(&desk)[0].2.as_deref()), (1, None));
    // Nothing typed where there is no note is nothing noted.
    at(&mut desk, "nobody");
    desk.press("M enter").expect("Note on “Nobody").press("esc");
    assert_eq!(marked(&desk).len(), 1);
}

#[test]
fn a_long_note_is_kept_whole_and_hostile_words_are_not() {
    let (mut desk, _kept) = reading(100, 24);
    desk.press("M");
    let long = "word ".repeat(300);
    desk.report(crossread::app::Report::Pasted(format!("\u{1b}]0;x\u{7}\u{202e}{long}")));
    desk.press("enter");
    let note = marked(&desk)[0].2.clone().unwrap();
    assert!(note.len() > 1_400 && crossread::text::sanitize::is_clean(&note), "{note}");
}

#[test]
fn highlights_are_stepped_through_into_the_next_article_and_back() {
    let (mut desk, _kept) = reading(80, 24);
    desk.press("*").expect("nothing is highlighted in the articles shown; H highlights");
    desk.press("H");
    at(&mut desk, "nobody");
    desk.press("H esc J H K g");
    assert_eq!(marked(&desk).len(), 3);
    desk.press("*").expect("yellow highlight, 1 of 2 here");
    desk.press("*").expect("2 of 2 here");
    desk.press("*").expect("1 of 1 here").expect("It rained");
    desk.press("*").expect("that was the last highlight in the articles shown; & goes back");
    desk.press("2 &").expect("1 of 2 here");
    desk.press("&").expect("that was the first highlight");
    // What was gone to can be copied, and taken away.
    desk.press("* y");
    assert!(copied(&desk).ends_with("— Ferries wait, Harbour Wire, 4 Feb 2022"), "{}", copied(&desk));
    desk.press("H");
    assert_eq!(marked(&desk).len(), 2);
}

#[test]
fn all_highlights_are_listed_narrowed_gone_to_and_copied() {
    let (mut desk, _kept) = reading(100, 24);
    desk.press("B h").expect("Nothing is highlighted yet");
    desk.press("esc H J M");
    desk.type_text("bring a coat").press("enter");
    desk.press("B h").expect("2 highlights, 1 note").expect("bring a coat — “It rained all day.”");
    desk.press("y");
    assert_eq!(copied(&desk), "It rained all day.\n\nbring a coat\n\n— Rain, Evening Post, 5 Feb 2022");
    desk.press("s").expect("Ferries wait · Harbour Wire · 4 Feb 2022");
    desk.press("/");
    desk.type_text("wind").expect_no("rained").press("enter enter");
    desk.expect("1 of 1 here").expect("The wind turned");
    assert_eq!(desk.state.reader().unwrap().article, 0);
}

#[test]
fn an_article_that_is_not_here_comes_and_is_opened_at_its_highlight() {
    let (mut desk, kept) = reading(80, 24);
    at(&mut desk, "nobody");
    desk.press("H");
    // Another time, with another file.
    let mut desk = Desk::beside_library(vec![article("rain.md", RAIN)], &kept.path(), 80, 24);
    desk.press("B h enter").expect("Nobody knew why").expect("1 of 1 here");
    assert_eq!(desk.state.collection.len(), 2);
}

#[test]
fn what_was_noted_of_a_file_is_there_when_it_is_opened_again() {
    let (mut desk, kept) = reading(80, 24);
    desk.press("H B b B t");
    desk.type_text("ferries").press("enter esc");
    let mut desk = Desk::beside_library(vec![article("again.md", FERRIES)], &kept.path(), 100, 24);
    desk.press("enter").expect("y The wind turned").expect("#ferries");
    assert!(desk.state.shelf.marks(0).is_some_and(|marks| marks.bookmarked));
}

#[test]
fn tags_are_given_completed_and_taken_off_several_articles_at_once() {
    let (mut desk, _kept) = reading(100, 24);
    desk.press("B t").expect("Tags of Ferries wait").expect("There are no tags yet");
    desk.type_text("harbour news").expect("New tag “harbour news”").press("enter");
    desk.expect("take “harbour news” off");
    desk.press("esc").expect("#harbour news");
    desk.press("m J m B t").expect("Tags of the 2 articles that are marked").expect("some have it");
    desk.type_text("harb").press("enter");
    assert_eq!([0, 1].map(|article| desk.state.tags(article).len()), [1, 1]);
    desk.expect("2 articles").press("enter");
    assert_eq!([0, 1].map(|article| desk.state.tags(article).len()), [0, 0]);
    // One change, one step back.
    desk.press("esc u");
    assert_eq!([0, 1].map(|article| desk.state.tags(article).len()), [1, 1]);
    desk.press("B b B m").expect("Bookmarked: 1").expect("harbour news: 2");
    desk.press("/").type_text("rain").press("enter enter");
    assert_eq!(desk.state.reader().unwrap().article, 1);
}

#[test]
fn what_was_done_is_listed_and_undone_up_to_a_point() {
    let (mut desk, _kept) = reading(100, 30);
    desk.press("B y").expect("Nothing was changed in the library yet");
    desk.press("esc H");
    at(&mut desk, "nobody");
    desk.press("H esc B b B y").expect("highlighted “The wind").expect("bookmarked 1 article");
    desk.expect("today ");
    desk.press("j enter").expect("Undo these 2 changes?").expect("Undo all 2");
    desk.press("enter").expect("undone: 2 changes").expect("undone");
    assert_eq!(marked(&desk).len(), 1);
    // Chosen again, they are done again; the latest alone, without a question.
    desk.press("G k enter").expect("done again: highlighted “Nobody");
    assert_eq!(marked(&desk).len(), 2);
    // What is undone here is what the key undoes: one more each.
    desk.press("esc u u").expect("undone: highlighted “The wind");
    assert_eq!(marked(&desk), []);
}

#[test]
fn a_change_of_nothing_leaves_nothing_to_undo() {
    let (mut desk, kept) = reading(80, 24);
    desk.press("H");
    at(&mut desk, "nobody");
    desk.press("H esc");
    // Another program has taken it away meanwhile: there is nothing left to take away.
    assert!(Library::open(&kept.path()).unwrap().undo().unwrap().is_some());
    desk.press("H u").expect("undone: highlighted “The wind");
    desk.press("u").expect("nothing to undo");
}

#[test]
fn the_linear_mode_says_it_in_words() {
    let (mut desk, _kept) = reading(80, 24);
    desk.press("t l H B t");
    desk.type_text("wind").press("enter esc");
    desk.expect("1 highlight, tagged wind");
    let row = desk.screen().lines().find(|line| line.contains("The wind turned")).unwrap().to_owned();
    assert!(row.trim_end().ends_with(" yellow"), "{row}");
    desk.press("M");
    desk.type_text("so").press("enter");
    desk.expect("yellow, note").expect("1 highlight, 1 note, tagged wind");
}

#[test]
fn mentions_and_hits_are_told_from_the_highlight_they_lie_in() {
    let (mut desk, _kept) = reading(80, 24);
    desk.press("H j k");
    let style_of = |desk: &Desk, word: &str| {
        let (buffer, screen) = (desk.buffer(), desk.screen());
        let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(word)).unwrap();
        let x = line[..line.find(word).unwrap()].chars().count();
        let cell = &buffer[(x as u16, y as u16)];
        (cell.fg, cell.bg, cell.modifier)
    };
    for name in ["dark", "light", "contrast", "contrast-light", "terminal", "monochrome"] {
        desk.theme = Theme::named(name).unwrap();
        let (plain, mention) = (style_of(&desk, "wind"), style_of(&desk, "Oslo"));
        assert_ne!(plain, mention, "{name}");
        desk.press("/").type_text("turned").press("enter");
        let hit = style_of(&desk, "turned");
        assert_ne!(hit, plain, "{name}");
        desk.press("esc");
        match name {
            "monochrome" => assert_eq!(plain, (Color::Reset, Color::Reset, Modifier::UNDERLINED)),
            "terminal" => assert!(plain.2.contains(Modifier::UNDERLINED)),
            _ => assert_ne!(plain.1, Theme::named(name).unwrap().ground.bg.unwrap(), "{name}"),
        }
    }
}

/// From menus and in panes without a text, the actions say what to do first.
#[test]
fn where_there_is_no_text_nothing_is_noted() {
    let mut desk = Desk::with(Vec::new(), 80, 24);
    for keys in ["H", "M", "B t", "*", "B c esc"] {
        desk.press(keys);
    }
    assert!(desk.asked.is_empty());
    let (mut desk, _kept) = reading(80, 24);
    desk.press("tab H").expect("go to the text first");
    desk.press("B h");
    assert_eq!(desk.state.menus.last().map(|menu| menu.kind), Some(MenuKind::Highlights));
    desk.press("H").expect("choose a highlight first").press("M").expect("choose a highlight first");
    assert_eq!(Action::named("highlight"), Some(Action::Highlight));
    assert_eq!(desk.state.menus.last().unwrap().target(), None::<&Target>);
}

/// In the view of all of them, whether or not the article that they are of is here.
#[test]
fn what_was_noted_on_words_that_are_gone_can_still_be_changed() {
    let (mut desk, kept) = reading(120, 30);
    desk.press("M").type_text("why?").press("enter");
    drop(desk);
    let words = "The wind turned in the night and the ferries stayed in Oslo.";
    let revised = article("ferries.md", &FERRIES.replace(words, "Nothing has happened."));
    let incoming =
        Incoming::new(revised, &Analysis::default(), Origin::Address("https://example.org/ferries".to_owned()));
    let added = Library::open(&kept.path()).unwrap().add(&[incoming]).unwrap();
    assert!(matches!(added[..], [Added::Revision(_)]));
    let mut desk = Desk::with_library(&kept.path(), 120, 30);
    desk.press("B h").expect("its words are gone from the article").expect("why? —");
    desk.press("M").expect("Note on “The wind turned").type_text(" Because.").press("enter");
    desk.expect("why? Because. —").press("B c").expect("The colour of “The wind turned").type_text("pi").press("enter");
    desk.expect("pink").press("H").expect("the highlight and its note are gone").expect_no("why?");
    desk.press("u").expect("why? Because. —").expect("pink");
    desk.press("enter").expect("its words are not in the article any more").expect("Nothing has happened.");
    desk.press("t l").expect("1 highlight whose words are gone");
}

/// The library itself on the screen: what was noted last time is there, and can be undone.
#[test]
fn what_was_noted_in_another_session_is_undone_in_this_one() {
    let (mut desk, kept) = reading(80, 24);
    desk.press("H B b");
    drop(desk);
    let mut desk = Desk::with_library(&kept.path(), 80, 24);
    desk.press("enter").expect("y The wind turned").press("u").expect("undone: bookmarked 1 article");
    desk.press("u").expect("undone: highlighted “The wind").expect_no("y The wind");
    desk.press("ctrl-r B y").expect("undone").press("esc *").expect("1 of 1 here");
}
