use super::*;
use crate::analysis::EntityKind;
use jiff::civil::date;
use proptest::prelude::*;

fn read(text: &str) -> Result<Query, QueryError> {
    Query::parse(text, date(2024, 5, 15))
}

fn typed(text: &str) -> String {
    Query::typed(text, date(2024, 5, 15)).map_or_else(|error| format!("! {error}"), |query| query.to_string())
}

#[test]
fn queries_are_written_as_they_are_read() {
    for (text, expected) in [
        ("", ""),
        ("  ", ""),
        ("gas Deal", "gas Deal"),
        ("gas and deal", "gas deal"),
        ("gas AND (deal)", "gas deal"),
        ("a1 or b1 c1", "a1 or b1 c1"),
        ("(a1 or b1) c1", "(a1 or b1) c1"),
        ("a1 (b1 c1)", "a1 (b1 c1)"),
        ("not gas -oil", "-gas -oil"),
        ("-(gas oil)", "-(gas oil)"),
        ("not not gas", "not -gas"),
        ("well-known - x1", "! there is no letter or digit in this to look for"),
        ("\"no limits\" presid*", "\"no limits\" presid*"),
        ("“no limits”*", "\"no limits\"*"),
        ("person:putin Org:\"Gazprom Neft\"", "person:putin org:\"Gazprom Neft\""),
        ("person:(putin or xi)", "person:putin or person:xi"),
        ("x1 -place:(a1 b1)", "x1 -(place:a1 place:b1)"),
        ("organisation:gazprom by:okello", "org:gazprom author:okello"),
        ("date:2024-5-1..2024-06 added:7d", "date:2024-05-01..2024-06 added:7d"),
        ("date:>2024", "date:>2024"),
        ("figure:>5% figure:\"200 km\"", "figure:>5% figure:\"200 km\""),
        ("figure:-5..5", "figure:-5..5"),
        ("is:unread has:quotes language:German", "is:unread has:quote language:de"),
        ("/pre.\\/x\\d/ title:/^A/", "/pre.\\/x\\d/ title:/^A/"),
        ("at 12:30", "at 12:30"),
        ("https://example.org/a?b=(c", "! this parenthesis is not closed"),
        ("http://example.org/a", "url:http://example.org/a"),
        ("says:and", "says:and"),
        ("\"and\" or \"or\"", "\"and\" or \"or\""),
        ("like:12 like:\"A title\"", "like:12 like:\"A title\""),
    ] {
        let shown = read(text).map_or_else(|error| format!("! {}", error.why), |query| query.to_string());
        assert_eq!(shown, expected, "{text}");
    }
}

#[test]
fn errors_say_where_and_why() {
    for (text, at, why) in [
        ("gas persn:putin", "persn:", "there is no field “persn”; did you mean person:?"),
        ("gas and", "and", "something must follow “and”"),
        ("or gas", "or", "something must stand before “or”"),
        ("gas or and oil", "and", "something must stand before “and”"),
        ("(gas", "(", "this parenthesis is not closed"),
        ("gas)", ")", "this parenthesis was never opened"),
        ("gas ()", "(", "nothing stands in these parentheses"),
        ("\"gas", "\"gas", "this quotation mark is not closed"),
        ("x1 /a(", "/a(", "this regular expression is not closed"),
        ("/a(/", "/a(/", "this is no regular expression: unclosed group"),
        ("/(a{1000}){1000}/", "/(a{1000}){1000}/", "this is no regular expression: the expression is too large"),
        ("person: putin", "person:", "nothing stands behind this colon; as in person:putin"),
        ("person:\"\"", "\"\"", "there is no letter or digit in this"),
        ("date:soon", "soon", "“soon” is no date; dates are"),
        ("date:2024..2023", "2024..2023", "this ends before it begins"),
        ("figure:many", "many", "“many” is no figure; figures are"),
        ("figure:10..5", "10..5", "this ends before it begins"),
        ("is:unraed", "unraed", "is: knows no “unraed”; did you mean is:unread?"),
        ("is:blue", "blue", "is: knows no “blue”; an article is unread, read"),
        ("has:blue", "blue", "has: knows no “blue”"),
        ("language:klingon", "klingon", "there is no language “klingon”"),
        ("person:/put/", "/put/", "person: takes no regular expression"),
    ] {
        let error = read(text).expect_err(text);
        assert_eq!(error.span.of(text), at, "{text}: {error}");
        assert!(error.to_string().starts_with(why), "{text}: {error}");
    }
    assert!(read(&"(".repeat(100)).is_err() && read(&"a1 ".repeat(300)).is_err() && read(&"x".repeat(5000)).is_err());
}

#[test]
fn what_is_being_typed_is_understood_so_far() {
    for (text, expected) in [
        ("pres", "pres*"),
        ("pres ", "pres"),
        ("p", "p"),
        ("習", "習*"),
        ("gas pr", "gas pr"),
        ("gas pre", "gas pre*"),
        ("gas \"no lim", "gas \"no lim\""),
        ("gas (oil or", "gas oil"),
        ("gas (oil or coa", "gas (oil or coa*)"),
        ("gas and", "gas"),
        ("gas -", "gas"),
        ("gas person:", "gas"),
        ("gas person:put", "gas person:put*"),
        ("person:(put or", "person:put"),
        ("gas \"", "gas"),
        ("gas /", "gas"),
        ("gas /ab", "gas /ab/"),
        ("-", ""),
        ("(", ""),
        ("date:2024..", "date:2024.."),
        ("figure:>", ""),
    ] {
        assert_eq!(typed(text), expected, "{text}");
    }
    let error = Query::typed("gas date:so", date(2024, 5, 15)).expect_err("no date");
    assert!(error.is_unfinished("gas date:so"));
}

fn words() -> impl Strategy<Value = Words> {
    prop_oneof![
        ("[a-zé東0-9][a-z.'é東0-9-]{2,6}[a-z0-9]", any::<bool>()).prop_filter_map(
            "a word of the language",
            |(text, prefix)| {
                let reserved = ["and", "or", "not"].contains(&text.as_str());
                (!reserved).then_some(Words { text, exact: false, prefix })
            }
        ),
        ("[a-z][a-z \"()\\\\/:*“-]{0,8}", any::<bool>()).prop_map(|(text, prefix)| Words { text, exact: true, prefix }),
    ]
}

fn term() -> impl Strategy<Value = Term> {
    let of = |field: Option<Field>, value: Value| Term { field, value };
    let texts = prop::sample::select(vec![
        None,
        Some(Field::Title),
        Some(Field::Says),
        Some(Field::Tag),
        Some(Field::Entity(None)),
        Some(Field::Entity(Some(EntityKind::Place))),
        Some(Field::Speaker),
    ]);
    let dates =
        prop::sample::select(vec!["2024", "2024-05..", "..7d", ">=today", "week", "2w", "2024-02-29..2025", "<1y"]);
    let amounts = prop::sample::select(vec!["200", ">5%", "200..300km", "$1.5bn", "200 billion dollars", "-5..5"]);
    prop_oneof![
        4 => (texts, words()).prop_map(move |(field, words)| of(field, Value::Words(words))),
        1 => "[a-z./\\\\]{0,5}[a-z]".prop_filter_map("an expression", move |source| {
            // A stroke behind a backslash is read as a stroke.
            let pattern = Pattern::new(&source).ok().filter(|_| !source.contains("\\"))?;
            Some(of(None, Value::Pattern(pattern)))
        }),
        1 => dates.prop_filter_map("a date", move |text| Some(of(Some(Field::Date), Value::When(When::parse(text)?)))),
        1 => amounts.prop_filter_map("a figure", move |text| Some(of(Some(Field::Figure), Value::Amount(Amount::parse(text)?)))),
        1 => prop::sample::select(State::ALL.to_vec()).prop_map(move |(state, _)| of(Some(Field::Is), Value::State(state))),
    ]
}

fn node() -> impl Strategy<Value = Node> {
    let node = |expr| Node { span: crate::text::Span::default(), expr };
    term().prop_map(move |term| node(Expr::Term(term))).prop_recursive(4, 24, 3, move |inner| {
        let some = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            some.clone().prop_map(move |all| node(Expr::And(all))),
            some.prop_map(move |all| node(Expr::Or(all))),
            inner.prop_map(move |one| node(Expr::Not(Box::new(one)))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_out_reads_back(root in node()) {
        let query = Query { root: Some(root), today: date(2024, 5, 15) };
        let text = query.to_string();
        let again = read(&text);
        prop_assert_eq!(again.as_ref(), Ok(&query), "{}", text);
    }

    #[test]
    fn anything_may_be_typed(text in "\\PC{0,60}|[a-z():\"/*. <>=0-9-]{0,60}|((person|date|figure|is|says|title):|[a-z() \"/-]{0,6}){0,8}") {
        for query in [read(&text), Query::typed(&text, date(2024, 5, 15))] {
            match query {
                Ok(query) => {
                    let shown = query.to_string();
                    let again = read(&shown);
                    prop_assert_eq!(again.as_ref(), Ok(&query), "{}", shown);
                }
                Err(error) => {
                    prop_assert!(text.get(error.span.start..error.span.end).is_some(), "{:?}", error);
                    prop_assert!(crate::text::sanitize::is_clean(&error.pointed(&text)));
                }
            }
        }
    }
}
