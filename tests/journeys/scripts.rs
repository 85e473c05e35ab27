//! Scripts of the world on the screen: whole, in order, in bounds, and findable.

use crate::common::Desk;
use crossread::app::Report;
use crossread::article::{Article, Format, ReadOptions, read_str};
use crossread::text::width;

/// A name for the script, some text in it, and a part of the text to be found.
const TEXTS: [(&str, &str, &str); 8] = [
    ("Chinese", "两国元首在北京举行会谈。双方一致同意深化合作，并签署了十五项协议，其中多数涉及天然气。", "签署"),
    ("Korean", "두 정상은 베이징에서 만나 협력을 강화하기로 합의했다. 항구가 다시 열렸다.", "협력"),
    ("Arabic", "اجتمع الرئيسان في العاصمة وناقشا التعاون. ثم وقّعا خمس عشرة اتفاقية، معظمها عن الغاز.", "التعاون"),
    ("Hebrew and English", "הנשיאים נפגשו בבירה, אמר Yuri Ushakov ביום שישי, וחתמו על 15 הסכמים.", "Ushakov"),
    ("Thai", "ผู้นำทั้งสองพบกันที่ปักกิ่งและตกลงที่จะร่วมมือกันมากขึ้น ท่าเรือเปิดอีกครั้ง", "ปักกิ่ง"),
    ("Hindi", "दोनों नेताओं ने राजधानी में मुलाकात की और सहयोग बढ़ाने पर सहमति जताई।", "सहयोग"),
    ("emoji", "A family 👩‍👩‍👧 and a flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿, a heart ❤️ and a keycap 1️⃣, thumbs 👍🏽 and 🇨🇳🇷🇺.", "heart"),
    (
        "combining marks",
        "Le cafe\u{301} a\u{300} Zu\u{308}rich, d\u{323}\u{307}oubly marked, Việt Nam tiê\u{301}ng.",
        "Zu\u{308}rich",
    ),
];

fn article(id: &str, text: &str) -> Article {
    let page = format!("The title of {id}\n\n{text}\n\n{text}");
    read_str(id, &page, Format::Plain, ReadOptions::default()).remove(0).unwrap()
}

/// What stands on the screen is, row for row, what the rows of the page say, and nothing runs into another pane.
#[test]
fn rows_are_drawn_whole_and_in_bounds() {
    for (script, text, _) in TEXTS {
        let mut desk = Desk::with(vec![article(script, text)], 100, 30);
        desk.press("enter");
        for (columns, rows) in [(100, 30), (60, 20), (30, 12), (20, 5), (160, 40)] {
            desk.report(Report::Resized(columns, rows));
            let pane = desk.state.pane(0).expect("the reader is on the screen").text;
            let reader = desk.state.reader().unwrap();
            let source = desk.state.collection.entry(reader.article).unwrap().article.text.clone();
            let buffer = desk.buffer();
            for (at, row) in reader.page.rows.iter().skip(reader.top).take(pane.height as usize).enumerate() {
                let expected = row.span.of(&source);
                assert!(width::columns(expected) <= pane.width as usize, "{script}: {expected:?} at {columns}");
                let (mut shown, mut x) = (String::new(), pane.x);
                while x < pane.x + pane.width {
                    let symbol = buffer[(x, pane.y + at as u16)].symbol();
                    shown.push_str(symbol);
                    x += width::columns(symbol).max(1) as u16;
                }
                assert_eq!(shown.trim_end(), expected, "{script} at {columns}");
            }
        }
    }
}

/// No row loses, repeats or reorders anything, whatever the width.
#[test]
fn rows_together_are_the_text() {
    for (script, text, _) in TEXTS {
        let mut desk = Desk::with(vec![article(script, text)], 100, 30);
        for columns in [20, 25, 40, 79, 130] {
            desk.press("enter");
            desk.report(Report::Resized(columns, 30));
            let reader = desk.state.reader().unwrap();
            let source = desk.state.collection.entry(reader.article).unwrap().article.text.clone();
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let rows: String = reader.page.rows.iter().map(|row| letters(row.span.of(&source))).collect();
            assert_eq!(rows, letters(&source), "{script} at {columns}");
        }
    }
}

#[test]
fn words_are_found_in_any_script() {
    for (script, text, word) in TEXTS {
        let mut desk = Desk::with(vec![article(script, text)], 100, 30);
        desk.press("enter /");
        desk.report(Report::Pasted(word.to_owned()));
        assert!(desk.shows("hit 1 of 2"), "{script}: {word}\n{}", desk.screen());
    }
}

/// The terminal's cursor, which input methods and screen readers follow, stands on the cells of what is found.
#[test]
fn the_cursor_stands_where_the_hit_is() {
    for (script, text, word) in TEXTS {
        let mut desk = Desk::with(vec![article(script, text)], 100, 30);
        desk.press("enter /");
        desk.report(Report::Pasted(word.to_owned()));
        desk.press("enter");
        let (x, y) = desk.cursor();
        let first = word.chars().next().unwrap();
        let symbol = desk.buffer()[(x, y)].symbol().to_owned();
        assert!(symbol.starts_with(first), "{script}: {symbol:?} under the cursor, {word} was found");
    }
}
