use super::*;
use crate::article::{Article, Block, BlockKind, Meta};
use proptest::prelude::*;

fn found(text: &str, published: Option<&str>) -> Vec<DateMention> {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, furniture: false };
    let article = Article { meta: Meta::default(), text: text.into(), blocks: vec![block] };
    dates(&Document::of(&article), published.and_then(|date| date.parse().ok()))
}

/// Each date as "words = value", of an article of Friday, 4 February 2022.
fn shown(text: &str) -> Vec<String> {
    let show = |date: &DateMention| {
        let value = date.value.map_or("?".to_owned(), |value| value.to_string());
        format!("{} = {value}", date.span.of(text))
    };
    found(text, Some("2022-02-04")).iter().map(show).collect()
}

#[test]
fn absolute_dates() {
    for (text, expected) in [
        ("They met on 4 February 2021.", "4 February 2021 = 2021-02-04"),
        ("They met on Feb. 2.", "Feb. 2 = 2022-02-02"),
        ("They met on 2021-02-04.", "2021-02-04 = 2021-02-04"),
        ("They met in February 2020.", "February 2020 = 2020-02-01/2020-02-29"),
        ("They met on the 4th of January.", "4th of January = 2022-01-04"),
        ("They met in 2021.", "2021 = 2021-01-01/2021-12-31"),
        ("They met in the 1990s.", "1990s = 1990-01-01/1999-12-31"),
        ("They met on January 12, 2018.", "January 12, 2018 = 2018-01-12"),
        ("They met on 21/04/2016.", "21/04/2016 = 2016-04-21"),
        ("They met on 3/4/2016.", "3/4/2016 = ?"),
        ("They met from 3 to 5 May 2021.", "3 to 5 May 2021 = 2021-05-03/2021-05-05"),
        ("They met between 2019 and 2021.", "2019 and 2021 = 2019-01-01/2021-12-31"),
        ("It grew in the first quarter of 2021.", "first quarter of 2021 = 2021-01-01/2021-03-31"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
}

#[test]
fn relative_dates() {
    for (text, expected) in [
        ("They met on Friday.", "Friday = 2022-02-04"),
        ("They met on Tuesday.", "Tuesday = 2022-02-01"),
        ("They will meet on Tuesday.", "Tuesday = 2022-02-08"),
        ("They met yesterday.", "yesterday = 2022-02-03"),
        ("They met last week.", "last week = 2022-01-24/2022-01-30"),
        ("They met in August.", "August = 2021-08-01/2021-08-31"),
        ("They will meet in August.", "August = 2022-08-01/2022-08-31"),
        ("They met earlier this month.", "earlier this month = 2022-02-01/2022-02-04"),
        ("They met two days ago.", "two days ago = 2022-02-02"),
        ("They met a fortnight ago.", "a fortnight ago = 2022-01-21"),
        ("They met on the 2nd.", "2nd = 2022-02-02"),
        ("They met on the 12th, as agreed.", "12th = 2022-01-12"),
        ("They will meet on the 12th.", "12th = 2022-02-12"),
        ("They will meet next year.", "next year = 2023-01-01/2023-12-31"),
        ("They will meet this summer.", "this summer = 2022-06-01/2022-08-31"),
        ("They met late last year.", "late last year = 2021-09-01/2021-12-31"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
}

#[test]
fn months_and_days_to_come_and_past() {
    let read = |text: &str| {
        found(text, Some("2024-03-15")).first().and_then(|date| date.value).map(|when| when.from.to_string())
    };
    for (text, month) in [
        ("The minister promised a report by the end of April.", "2024-04"),
        ("The court adjourned until May.", "2024-05"),
        ("The trial was adjourned until May.", "2024-05"),
        ("A ruling is due in June.", "2024-06"),
        ("The opening was delayed to November.", "2024-11"),
        ("They hoped to finish in July.", "2024-07"),
        ("The work will be done by October.", "2024-10"),
        ("He wants them out by October.", "2024-10"),
        ("The museum will open in September.", "2024-09"),
        ("The games will be held in September.", "2024-09"),
        ("It is to be fully restored by 4 November.", "2024-11"),
        ("He promised a law in November.", "2024-11"),
        ("He promised in November to go.", "2023-11"),
        ("They met in November.", "2023-11"),
        ("By November they had left.", "2023-11"),
        ("They worked until November.", "2023-11"),
        ("The museum opened in September.", "2023-09"),
        ("The talks were held in September.", "2023-09"),
        ("It was finished by October.", "2023-10"),
        ("They want it by Tuesday.", "2024-03-19"),
        ("The case was adjourned until Tuesday.", "2024-03-19"),
        ("He promised a report on Tuesday.", "2024-03-12"),
        ("They stayed until Tuesday.", "2024-03-12"),
        ("The trucks stood still until Tuesday.", "2024-03-12"),
    ] {
        assert!(read(text).is_some_and(|day| day.starts_with(month)), "{text}: {:?}", read(text));
    }
}

#[test]
fn without_a_day_to_count_from() {
    let dates = found("On Friday they met as in 2021.", None);
    let values: Vec<Option<String>> = dates.iter().map(|date| date.value.map(|value| value.to_string())).collect();
    assert_eq!(values, [None, Some("2021-01-01/2021-12-31".to_owned())]);
}

#[test]
fn what_is_no_date() {
    for text in [
        "They may march.",
        "May I go?",
        "It sold 1500 tickets.",
        "April Jones spoke.",
        "They live on the 12th floor.",
        "He made par on the 12th.",
        "He came last.",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
}

proptest! {
    #[test]
    fn dates_lie_in_order_in_the_text(
        text in "([0-9]{1,5}|[-–/.,:']|st|th|s|of|the|from|to|and|between|next|last|this|early|end|week|year|years|ago|in|May|Friday|March|Feb|quarter|first|century|summer| |[a-zA-Zé]{1,9}){0,60}",
        published in proptest::option::of("(-9999|0001|1970|2022|9999)-(01|02|12)-(01|28)"),
    ) {
        let mut end = 0;
        for date in found(&text, published.as_deref()) {
            prop_assert!(date.span.start >= end && !date.span.is_empty());
            prop_assert!(text.get(date.span.start..date.span.end).is_some());
            prop_assert!(date.value.is_none_or(|value| value.from <= value.to));
            end = date.span.end;
        }
    }
}
