//! What must hold for any article, however messy: spans that slice real text, mentions in order and apart, nothing from page
//! furniture or from scripts that nobody here reads, the same answer each time; and what becomes of the usual mess.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crossread::analysis::{Analysis, Casing, Document, Models, analyze};
use crossread::article::{Article, Draft, DraftBlock, Format, Meta, ReadOptions, is_latin, read_str};
use crossread::collection::{Collection, Entry};
use crossread::text::Span;
use proptest::prelude::*;

/// What trips programs up: scripts, marks that rest on others, what cannot be seen, quotes, addresses, names in between.
const PIECES: &[&str] = &[
    "President ",
    "Vladimir Putin",
    "U.S.",
    "China",
    "Paris ",
    "said ",
    "the ",
    "of ",
    "WHO ",
    "Inc.",
    "Mr.",
    "St.",
    "O'Brien",
    "d’Ivoire ",
    "习近平",
    "東京",
    "ありがとう",
    "서울에서 ",
    "مرحبا ",
    "שלום ",
    "ไทย",
    "हिन्दी ",
    "Владимир ",
    "Ελλάδα ",
    "Ægir ",
    "İstanbul ",
    "ǅ",
    "ß",
    "\u{301}",
    "\u{200d}",
    "\u{200b}",
    "\u{ad}",
    "\u{2060}",
    "\u{202e}",
    "\u{2066}",
    "\u{a0}",
    "\u{feff}",
    "\u{fe0f}",
    "👩‍🚒",
    "🇫🇷",
    "🇨",
    "’s ",
    "'S ",
    "´s ",
    "-",
    "–",
    "—",
    "/",
    "...",
    "…",
    "“",
    "”",
    "\"",
    "«",
    "(",
    ")",
    "•",
    "* ",
    "|",
    "¿",
    "。",
    "！",
    "؟",
    ". ",
    ".",
    "? ",
    "\n",
    "\n\n",
    "\t",
    "\u{b}",
    "\u{1b}[31m",
    "\u{7}",
    "https://x.org/A?b ",
    "@who ",
    "#Tag ",
    "a.b@c.org ",
    "1.2bn ",
    "9/11 ",
    "No. 4 ",
];

fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
        "\\PC{0,160}",
        "(\\PC|[\\x00-\\x20]){0,120}",
        "[A-Z]{1,3}(\\.[A-Za-z]{1,3}){0,20}|([A-Z][a-z]{0,3}[ .'’-]){0,40}",
    ]
}

fn holds(article: &Article, analysis: &Analysis) -> Result<(), TestCaseError> {
    let mut end = 0;
    let mut counts = vec![0; analysis.entities.len()];
    for mention in &analysis.mentions {
        let Span { start, end: stop } = mention.span;
        prop_assert!(start >= end && start < stop, "{:?} after {}", mention.span, end);
        let text = article.text.get(start..stop);
        prop_assert!(text.is_some_and(|text| text.chars().all(|c| !c.is_alphabetic() || is_latin(c))), "{:?}", text);
        prop_assert!(article.genuine().any(|block| block.span.start <= start && stop <= block.span.end));
        prop_assert_eq!(analysis.entities.get(mention.entity).map(|entity| entity.kind), Some(mention.kind));
        counts[mention.entity] += 1;
        end = stop;
    }
    for (entity, count) in analysis.entities.iter().zip(counts) {
        prop_assert_eq!(entity.count, count);
        prop_assert!(count > 0 && !entity.id.is_empty() && !entity.name.chars().any(char::is_control));
    }
    let mut ids: Vec<&str> = analysis.entities.iter().map(|entity| entity.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(ids.len(), analysis.entities.len());
    Ok(())
}

/// Sentences and tokens in order, on the text, and only where there is something to read.
fn reads(article: &Article) -> Result<(), TestCaseError> {
    let mut end = 0;
    for sentence in Document::of(article).sentences {
        prop_assert!(!sentence.items.is_empty());
        for item in sentence.items {
            prop_assert!(item.span.start >= end && !item.span.is_empty());
            prop_assert_eq!(item.glued && item.span.start > 0, item.glued);
            prop_assert!(!item.span.of(&article.text).chars().all(char::is_whitespace));
            prop_assert!(article.genuine().any(|b| b.span.start <= item.span.start && item.span.end <= b.span.end));
            end = item.span.end;
        }
    }
    Ok(())
}

fn options() -> [ReadOptions; 3] {
    [
        ReadOptions::default(),
        ReadOptions { raw: true, ..ReadOptions::default() },
        ReadOptions { raw: true, exact: true },
    ]
}

proptest! {
    #[test]
    fn any_text_in_any_format_holds_together(text in nasty(), format in 0..4usize, how in 0..3usize) {
        let line = serde_json::json!({"id": "1", "text": text}).to_string();
        let html = format!("<html><body><nav>Home</nav><p>{text}</p><p>{text}</p><footer>Share</footer></body></html>");
        let (text, format) = match format {
            0 => (&text, Format::Plain),
            1 => (&text, Format::Markdown),
            2 => (&html, Format::Html),
            _ => (&line, Format::JsonLines),
        };
        for article in read_str("nasty", text, format, options()[how]).into_iter().flatten() {
            let analysis = analyze(&article, Models::embedded());
            holds(&article, &analysis)?;
            reads(&article)?;
            prop_assert_eq!(&analysis, &analyze(&article, Models::embedded()));
        }
    }

    #[test]
    fn nothing_comes_from_furniture(texts in proptest::collection::vec((nasty(), proptest::bool::ANY), 1..6)) {
        let mut draft = Draft { meta: Meta::default(), ..Draft::default() };
        for (text, _) in &texts {
            let start = draft.text.len();
            draft.text.push_str(text);
            draft.blocks.push(DraftBlock { span: Span::new(start, draft.text.len()), kind: Default::default() });
        }
        let mut article = draft.finish(ReadOptions::default());
        article.blocks.iter_mut().zip(&texts).for_each(|(block, (_, furniture))| block.furniture = *furniture);
        holds(&article, &analyze(&article, Models::embedded()))?;
        reads(&article)?;
    }

    #[test]
    fn articles_in_other_languages_hold_together_in_any_order(texts in proptest::collection::vec((nasty(), proptest::bool::ANY), 1..6)) {
        let entry = |(text, english): &(String, bool)| {
            let mut article = read_str("nasty", text, Format::Plain, ReadOptions::default()).remove(0).ok()?;
            article.meta.language = Some(if *english { "en" } else { "fr" }.to_owned());
            let analysis = analyze(&article, Models::embedded());
            Some(Entry::new((0, 0), article, analysis))
        };
        let all = |order: &mut dyn Iterator<Item = &(String, bool)>| {
            let mut collection = Collection::default();
            for entry in order.filter_map(entry) {
                collection.add(entry);
            }
            while collection.settle(1) {}
            collection
        };
        let (there, back) = (all(&mut texts.iter()), all(&mut texts.iter().rev()));
        prop_assert_eq!(there.len(), back.len());
        for (one, other) in there.entries().iter().zip(back.entries().iter().rev()) {
            holds(&one.article, &one.analysis)?;
            prop_assert_eq!(&one.analysis.mentions, &other.analysis.mentions);
        }
    }
}

fn document(text: &str) -> Vec<(String, Casing)> {
    let article =
        read_str("t", text, Format::Plain, ReadOptions { raw: true, ..ReadOptions::default() }).remove(0).unwrap();
    let document = Document::of(&article);
    let words = |items: &[crossread::analysis::Item]| {
        items.iter().map(|item| document.word(item)).collect::<Vec<_>>().join("|")
    };
    document.sentences.iter().map(|sentence| (words(&sentence.items), sentence.casing)).collect()
}

fn tokens(text: &str) -> Vec<String> {
    document(text).into_iter().map(|(words, _)| words).collect()
}

#[test]
fn what_scrapers_and_editors_do() {
    for (text, expected) in [
        ("ties between Russia and China.The two", &["ties|between|Russia|and|China|.", "The|two"][..]),
        ("he said.”The two", &["he|said|.|”", "The|two"]),
        ("China-Russia and the Putin–Xi talks", &["China|-|Russia|and|the|Putin|–|Xi|talks"]),
        ("US-based, Indian-born Kim Jong-un", &["US|-|based|,|Indian|-|born|Kim|Jong|-|un"]),
        ("MOSCOW (Reuters/AFP)—The Kremlin’s aide", &["MOSCOW|(|Reuters|/|AFP|)|—|The|Kremlin|’s|aide"]),
        ("OBAMA'S aide, U.S.-China, the U.N.", &["OBAMA|'S|aide|,|U.S.|-|China|,|the|U.N."]),
        ("• Côte d’Ivoire\u{a0}– d'Aubigné’s", &["•|Côte|d’Ivoire|–|d'Aubigné|’s"]),
        (
            "Write to press@who.int or @WHO, see https://who.int/x.",
            &["Write|to|press@who.int|or|@WHO|,|see|https://who.int/x|."],
        ),
        (
            "at 5 p.m. on No. 4 St. Petersburg Ave. Inc. said $1.2bn",
            &["at|5|p.m.|on|No.|4|St.|Petersburg|Ave.|Inc.|said|$|1.2bn"],
        ),
        ("Xi Jinping (习近平) left. 习近平在北京。", &["Xi|Jinping|(|习|近|平|)|left|."]),
    ] {
        assert_eq!(tokens(text), expected, "{text}");
    }
}

#[test]
fn headlines_say_that_they_are_headlines() {
    let text = "Putin and Xi Sign Fifteen Deals\n\nPUTIN AND XI SIGN DEALS\n\nputin and xi sign deals\n\nPutin and Xi sign deals.";
    let casings: Vec<Casing> = document(text).into_iter().map(|(_, casing)| casing).collect();
    assert_eq!(casings, [Casing::Title, Casing::Capitals, Casing::Lower, Casing::Normal]);
}
