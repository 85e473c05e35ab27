use super::*;
use crate::article::{Article, Block, BlockKind, Meta};
use proptest::prelude::*;

fn article(text: &str) -> Article {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, furniture: false };
    Article { meta: Meta::default(), text: text.into(), blocks: vec![block] }
}

fn found(text: &str) -> Vec<Figure> {
    let article = article(text);
    let document = Document::of(&article);
    let dates = crate::analysis::dates::dates(&document, None);
    figures(&document, &dates)
}

/// Each figure as "words = value unit bound (about)".
fn shown(text: &str) -> Vec<String> {
    let show = |figure: &Figure| {
        let max = figure.value_max.map(|max| format!("..{max}")).unwrap_or_default();
        let unit = figure.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let bound = match figure.bound {
            Bound::Exact | Bound::Range => "",
            Bound::About => "~",
            Bound::AtLeast => ">=",
            Bound::MoreThan => ">",
            Bound::AtMost => "<=",
            Bound::LessThan => "<",
        };
        format!("{} = {bound}{}{max}{unit}", figure.span.of(text), figure.value)
    };
    found(text).iter().map(show).collect()
}

#[test]
fn numbers_in_digits_and_words() {
    for (text, expected) in [
        ("They signed 15 new deals.", "15 = 15"),
        ("They sent 1,200 troops.", "1,200 = 1200"),
        ("They sent 1 200 troops.", "1 200 = 1200"),
        ("It has two dozen members.", "two dozen = 24"),
        ("It has a hundred and five members.", "a hundred and five = 105"),
        ("It has half a million members.", "half a million = 500000"),
        ("It has twenty-one members.", "twenty-one = 21"),
        ("It took a couple of cars.", "a couple = ~2"),
        ("It lasted nine and a half hours.", "nine and a half hours = 9.5 hour"),
        ("It has two thousand million members.", "two thousand million = 2000000000"),
        ("It hired dozens of people.", "dozens = >12"),
        ("Two thirds of the voters stayed away.", "Two thirds = 0.6666666666666666"),
        ("It ended an hour and a half later.", "an hour and a half = 1.5 hour"),
        ("It ran for 20 hours 30 minutes.", "20 hours 30 minutes = 20.5 hour"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
}

#[test]
fn money() {
    for (text, expected) in [
        ("It cost $1.2 billion.", "$1.2 billion = 1200000000 USD"),
        ("It cost US$240bn.", "US$240bn = 240000000000 USD"),
        ("Trade reached 200 billion dollars.", "200 billion dollars = 200000000000 USD"),
        ("It cost €5m.", "€5m = 5000000 EUR"),
        ("It cost £3,000.", "£3,000 = 3000 GBP"),
        ("It cost Rs 500 crore.", "Rs 500 crore = 5000000000 INR"),
        ("It cost Rs500 in Sri Lanka.", "Rs500 = 500 LKR"),
        ("It cost 10 million yuan.", "10 million yuan = 10000000 CNY"),
        ("It cost 900 pesos in Colombia.", "900 pesos = 900 COP"),
        ("It cost 40 Belize dollars.", "40 Belize dollars = 40 BZD"),
        ("It cost 5,000 CFA francs.", "5,000 CFA francs = 5000 XOF"),
        ("It cost USh3 million.", "USh3 million = 3000000 UGX"),
        ("It cost S/1.1bn.", "S/1.1bn = 1100000000 PEN"),
        ("It cost four cents.", "four cents = 0.04 USD"),
        ("It cost $2-3bn.", "$2-3bn = 2000000000..3000000000 USD"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
}

#[test]
fn units_bounds_and_ranges() {
    for (text, expected) in [
        ("It rose 5 per cent.", "5 per cent = 5 %"),
        ("It rose 5%.", "5% = 5 %"),
        ("It rose by two percentage points.", "two percentage points = 2 pp"),
        ("It sends 38 bcm a year.", "38 bcm = 38 bcm"),
        ("A 34-kilometre road.", "34-kilometre = 34 km"),
        ("It carries 12m tonnes of coal.", "12m tonnes = 12000000 tonne"),
        ("It stood at 10m from the shore.", "10m = 10 m"),
        ("It was 40C on the coast.", "40C = 40 °C"),
        ("They hold it to 1.5C.", "1.5C = 1.5 °C"),
        ("It covers 5,000sq km.", "5,000sq km = 5000 km2"),
        ("It covers 300sqm.", "300sqm = 300 m2"),
        ("It blew at 185 km/h.", "185 km/h = 185 km/h"),
        ("More than a dozen agreements.", "a dozen = >12"),
        ("They sent at least 140 others.", "140 = >=140"),
        ("They sent no more than 140 others.", "140 = <=140"),
        ("They sent fewer than 140 others.", "140 = <140"),
        ("They sent up to 140 others.", "140 = <=140"),
        ("They sent nearly 140 others.", "140 = ~140"),
        ("They sent 140 or more.", "140 = >=140"),
        ("They sent 10 to 15 boats.", "10 to 15 = 10..15"),
        ("Between 5 and 7 boats sank.", "5 and 7 = 5..7"),
        ("It rose 5–7 per cent.", "5–7 per cent = 5..7 %"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
}

#[test]
fn what_is_no_figure() {
    for text in [
        "He came second on the 5th.",
        "It began in 2003.",
        "They met on 4 February 2022.",
        "She is a 43-year-old lawyer.",
        "Korto Flomo, 51, of the party.",
        "They won 2-1.",
        "It left at 10:30 a.m. on time.",
        "A Boeing 737 crashed.",
        "It is Covid-19.",
        "The G7 met.",
        "See page 12.",
        "They call 555-0199 now.",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_counted() {
    for (text, expected) in [
        ("They signed 15 new deals with China.", "new deals"),
        ("Fires burnt 1.2 million hectares of forest.", "forest"),
        ("Turnout was 46.1%.", "Turnout"),
        ("They announced more than 15 agreements to be signed in May.", "agreements to be signed"),
        ("Trade rose to 200 billion dollars.", "Trade"),
    ] {
        let about = found(text).first().and_then(|figure| figure.about).map(|about| about.of(text));
        assert_eq!(about, Some(expected), "{text}");
    }
}

proptest! {
    #[test]
    fn figures_lie_in_order_in_the_text(
        text in "([0-9]{1,40}|[$€£%½,.'’:/+-]|a|an|and|half|million|thousand|hundred|of|dozen|bn|km|m|to|or|third|hours| |\u{202f}|Rs|US|May|in|ago|last|years|[a-zA-Zé]{1,9}){0,60}",
    ) {
        let mut end = 0;
        for figure in found(&text) {
            prop_assert!(figure.span.start >= end && !figure.span.is_empty());
            prop_assert!(text.get(figure.span.start..figure.span.end).is_some());
            prop_assert!(figure.value.is_finite() && figure.value_max.is_none_or(|max| max.is_finite() && max > figure.value));
            prop_assert!(figure.about.is_none_or(|about| !about.is_empty() && text.get(about.start..about.end).is_some()));
            end = figure.span.end;
        }
    }
}
