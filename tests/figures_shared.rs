//! Figures and dates on the shared corpora, which are no part of this repository: set `CROSSREAD_SHARED` to the folder that
//! holds `data`. `CROSSREAD_WRONG=1` lists what is missed on the events that are not held out, `CROSSREAD_ALL=1` all figures
//! and dates that are found there.

#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test on a corpus that is not there says so")]

#[path = "common/coverage.rs"]
mod coverage;

use coverage::{accounts, events, shared};
use crossread::analysis::dates::dates;
use crossread::analysis::figures::{base, figures};
use crossread::analysis::{Bound, DateMention, Document, Figure};
use crossread::article::{Article, Block, BlockKind, Meta};
use crossread::text::Span;
use serde_json::Value;
use std::fs;

fn listing(what: &str) -> bool {
    std::env::var_os(what).is_some()
}

/// The figures and dates of paragraphs that are parted by empty lines.
fn read(text: &str, published: Option<&str>) -> (Vec<Figure>, Vec<DateMention>) {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        let span = Span::new(start, start + part.len());
        blocks.push(Block { span, kind: BlockKind::Paragraph, furniture: false });
        start = span.end + 2;
    }
    let article = Article { meta: Meta::default(), text: text.into(), blocks };
    let document = Document::of(&article);
    let dates = dates(&document, published.and_then(|date| date.parse().ok()));
    (figures(&document, &dates), dates)
}

/// What a fact says of a figure: how exactly, and the value.
fn stated(fact: &str) -> Option<(char, f64)> {
    let stated = fact.get(fact.find(['=', '~', '<', '>'])?..)?;
    let (operator, value) = stated.split_at(stated.find(|c: char| c.is_ascii_digit())?);
    let operator = if operator == ">=" { 'g' } else { operator.chars().next()? };
    Some((operator, value.parse().ok()?))
}

fn says(figure: &Figure, value: f64) -> bool {
    let (factor, _) = figure.unit.map_or((1.0, ""), base);
    // A fact may count millions, hours or hectares; what it counts is not said in a way to be read.
    let scales = [1.0, 1e2, 1e3, 1e4, 1e6, 1e9, 1e12, 60.0, 3600.0, 86400.0, 1e-2, 1e-3];
    let given = [figure.value, figure.value * factor];
    given.iter().any(|given| scales.iter().any(|scale| (given - value * scale).abs() <= 0.015 * (value * scale).abs()))
}

fn fits(bound: Bound, operator: char) -> bool {
    match operator {
        '=' => bound == Bound::Exact,
        '~' => bound == Bound::About,
        '>' => bound == Bound::MoreThan,
        'g' => bound == Bound::AtLeast,
        _ => matches!(bound, Bound::LessThan | Bound::About),
    }
}

#[test]
fn facts_of_the_coverage() {
    let files = events();
    if files.is_empty() {
        return;
    }
    // Facts, values found, values and bounds found, figures, dates, dates without a value.
    let mut counts = [[0usize; 6]; 2];
    for (at, file) in files.iter().enumerate() {
        let held_out = at % 4 == 0;
        let counts = &mut counts[usize::from(held_out)];
        for account in accounts(&fs::read_to_string(file).expect("an event")) {
            let (figures, dates) = read(&account.text, Some(&account.date));
            counts[3] += figures.len();
            counts[4] += dates.len();
            counts[5] += dates.iter().filter(|date| date.value.is_none()).count();
            for sentence in &account.sentences {
                let inside: Vec<&Figure> =
                    figures.iter().filter(|figure| sentence.span.contains(figure.span.start)).collect();
                let text = sentence.span.of(&account.text);
                if listing("CROSSREAD_ALL") && !held_out {
                    let show = |figure: &&Figure| {
                        let Figure { value, value_max, unit, bound, about, .. } = **figure;
                        let about = about.map(|about| about.of(&account.text));
                        format!(
                            "{:?} {value} {value_max:?} {unit:?} {bound:?} {about:?}",
                            figure.span.of(&account.text)
                        )
                    };
                    println!("{text}");
                    inside.iter().for_each(|figure| println!("    F {}", show(figure)));
                    for date in dates.iter().filter(|date| sentence.span.contains(date.span.start)) {
                        let value = date.value.map(|value| value.to_string());
                        println!("    D {:?} {value:?} ({})", date.span.of(&account.text), account.date);
                    }
                }
                for (operator, value) in sentence.facts.iter().filter_map(|fact| stated(fact)) {
                    let found = inside.iter().any(|figure| says(figure, value));
                    let right = inside.iter().any(|figure| says(figure, value) && fits(figure.bound, operator));
                    counts[0] += 1;
                    counts[1] += usize::from(found);
                    counts[2] += usize::from(right);
                    if !right && !held_out && listing("CROSSREAD_WRONG") {
                        let name = file.file_stem().expect("a name").to_string_lossy();
                        println!("{} {name} {operator}{value}: {text}", if found { "bound" } else { "MISSED" });
                    }
                }
            }
        }
    }
    for (name, [facts, found, right, figures, dates, unresolved]) in ["seen", "held out"].iter().zip(counts) {
        let share = |part: usize| 100.0 * part as f64 / facts.max(1) as f64;
        println!(
            "{name}: of {facts} facts, value {:.1} %, value and bound {:.1} %; {figures} figures, {dates} dates ({unresolved} without a value)",
            share(found),
            share(right)
        );
    }
    let [facts, found, ..] = counts[1];
    assert!(found * 100 >= facts * 93);
}

fn cases(path: &str) -> Option<Vec<Value>> {
    let text = fs::read_to_string(shared(path)?).expect("the shared data");
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// Cases of one list, and how many of them are read as the list says, by `right`.
fn share_right(name: &str, right: impl Fn(&Value) -> Option<bool>) -> Option<f64> {
    let (mut all, mut agree) = (0, 0);
    for case in cases(name)? {
        let Some(right) = right(&case) else { continue };
        all += 1;
        agree += usize::from(right);
        if !right && listing("CROSSREAD_WRONG") {
            let input = case["Input"].as_str().unwrap_or_default();
            let expected: Vec<String> = case["Results"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|one| {
                    format!("{} = {}{}", one["Text"], one["Resolution"]["value"], one["Value"]["PastResolution"])
                })
                .collect();
            let date = case["Context"]["ReferenceDateTime"].as_str().and_then(|date| date.get(..10));
            let (figures, dates) = read(input, date);
            let figures: Vec<String> = figures
                .iter()
                .map(|figure| {
                    format!(
                        "{:?} {} {:?} {:?} {:?}",
                        figure.span.of(input),
                        figure.value,
                        figure.value_max,
                        figure.unit,
                        figure.bound
                    )
                })
                .collect();
            let dates: Vec<String> = dates
                .iter()
                .map(|date| format!("{:?} {:?}", date.span.of(input), date.value.map(|value| value.to_string())))
                .collect();
            println!("{name}: {input:?} ({date:?}) should be {expected:?}, has {figures:?} {dates:?}");
        }
    }
    let share = 100.0 * agree as f64 / all.max(1) as f64;
    println!("{name}: {agree} of {all} cases ({share:.1} %)");
    Some(share)
}

/// Whether each value that is expected is found where it is expected.
fn values_agree(case: &Value) -> Option<bool> {
    let input = case["Input"].as_str()?;
    let results = case["Results"].as_array()?;
    let (figures, _) = read(input, None);
    if results.is_empty() {
        return Some(figures.is_empty());
    }
    let chars: Vec<usize> = input.char_indices().map(|(at, _)| at).chain([input.len()]).collect();
    for result in results {
        let raw = result["Resolution"]["value"].as_str()?;
        let Ok(value) = raw.trim_end_matches('%').parse::<f64>() else { return None };
        let cents = matches!(result["Resolution"]["unit"].as_str(), Some("Cent" | "Pence" | "Penny"));
        let value = if cents { value / 100.0 } else { value };
        let from = *chars.get(result["Start"].as_u64()? as usize)?;
        let span = Span::new(from, from + result["Text"].as_str()?.len());
        let near = |a: f64| (a - value).abs() <= 1e-6 * value.abs();
        if !figures.iter().any(|figure| figure.span.overlaps(span) && near(figure.value)) {
            return Some(false);
        }
    }
    Some(true)
}

/// Whether a range has the ends that are expected, or a figure the bound.
fn range_agrees(case: &Value) -> Option<bool> {
    let input = case["Input"].as_str()?;
    let results = case["Results"].as_array()?;
    let [result] = results.as_slice() else { return None };
    let raw = result["Resolution"]["value"].as_str()?;
    let (low, high) = raw.get(1..raw.len() - 1)?.split_once(',')?;
    let (low, high): (Option<f64>, Option<f64>) = (low.parse().ok(), high.parse().ok());
    let (figures, _) = read(input, None);
    Some(figures.iter().any(|figure| match (low, high) {
        (Some(low), Some(high)) if low == high => figure.value == low,
        (Some(low), Some(high)) => figure.value == low && figure.value_max == Some(high),
        (Some(low), None) if raw.starts_with('[') => figure.value == low && figure.bound == Bound::AtLeast,
        (Some(low), None) => figure.value == low && figure.bound == Bound::MoreThan,
        (None, Some(high)) if raw.ends_with(']') => figure.value == high && figure.bound == Bound::AtMost,
        (None, Some(high)) => figure.value == high && figure.bound == Bound::LessThan,
        _ => false,
    }))
}

#[test]
fn figures_of_the_recognizers() {
    let floors = [("CurrencyModel", 84.0), ("DimensionModel", 82.0), ("NumberModel", 48.0), ("PercentModel", 100.0)];
    for (name, floor) in floors {
        let Some(share) = share_right(&format!("data/numbers/{name}.json"), values_agree) else { return };
        assert!(share >= floor, "{name}");
    }
    let share = share_right("data/numbers/NumberRangeModel.json", range_agrees).expect("the shared data");
    assert!(share >= 40.0);
}

/// Whether the one date of a case is found with the past or the future value that it may have.
fn date_agrees(case: &Value) -> Option<bool> {
    let input = case["Input"].as_str()?;
    let published = case["Context"]["ReferenceDateTime"].as_str()?.get(..10)?;
    let results = case["Results"].as_array()?;
    let (_, dates) = read(input, Some(published));
    let [result] = results.as_slice() else { return results.is_empty().then_some(dates.is_empty()) };
    let values = &result["Value"];
    Some(dates.iter().any(|date| {
        let Some(value) = date.value else { return false };
        ["PastResolution", "FutureResolution"].iter().any(|side| {
            let value_of =
                |key: &str| values[*side][key].as_str().and_then(|day| day.parse::<jiff::civil::Date>().ok());
            if let Some(day) = value_of("date") {
                return value.from == day && value.to == day;
            }
            let (Some(from), Some(end)) = (value_of("startDate"), value_of("endDate")) else { return false };
            // Their end is the day after; where days are named it is the last of them.
            value.from == from && (value.to == end || value.to.tomorrow().is_ok_and(|next| next == end))
        })
    }))
}

#[test]
fn dates_of_the_recognizers() {
    for (name, floor) in [("DateParser", 40.0), ("DatePeriodParser", 29.0)] {
        let Some(share) = share_right(&format!("data/dates/{name}.json"), date_agrees) else { return };
        assert!(share >= floor, "{name}");
    }
}
