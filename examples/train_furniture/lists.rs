//! Lists and tables as articles hold them: results, dates, recipes, prices, points. Made up from the words around them,
//! because the labelled pages have few, and a page's menus look much the same.

use crate::data::{Doc, Kind, Random};

const MONTHS: [&str; 6] = ["January", "March", "May", "July", "October", "December"];
const FOODS: [&str; 6] = ["flour", "milk", "rice", "olive oil", "spinach", "almonds"];

/// The document with a list put between two of its genuine lines, or as it is if it has no two such lines.
pub(crate) fn insert(doc: &Doc, random: &mut Random) -> Doc {
    let mut out = doc.clone();
    out.kind = Kind::Made;
    let places: Vec<usize> = (1..doc.lines.len()).filter(|&i| !doc.furniture[i - 1] && !doc.furniture[i]).collect();
    if places.is_empty() {
        return out;
    }
    let at = places[random.below(places.len())];
    let most = if random.below(3) == 0 { 60 } else { 14 };
    let count = 3 + random.below(most);
    let list = list(doc, count, random);
    out.furniture.splice(at..at, list.iter().map(|_| false));
    out.lines.splice(at..at, list);
    out
}

fn list(doc: &Doc, count: usize, random: &mut Random) -> Vec<String> {
    let genuine: Vec<&str> =
        doc.lines.iter().zip(&doc.furniture).filter(|(_, f)| !**f).map(|(line, _)| line.as_str()).collect();
    let names: Vec<&str> = genuine
        .iter()
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric()).skip(1))
        .filter(|word| word.len() > 2 && word.starts_with(char::is_uppercase))
        .collect();
    let name = |random: &mut Random| names.get(random.below(names.len())).copied().unwrap_or("Oduya");
    let shape = random.below(10);
    (0..count)
        .map(|i| {
            let (a, b) = (name(random), name(random));
            let (m, n) = (random.below(30) + 1, random.below(90) + 1);
            match shape {
                0 => format!("{} {m} – {a}, {b} @ {} Hall", MONTHS[i % 6], name(random)),
                1 => match i % 4 {
                    0 => format!("{a} {b}"),
                    1 => format!("{n}"),
                    2 => format!("{n}%"),
                    _ => format!("{m} {}, {} in all", a.to_lowercase(), n),
                },
                2 => format!("{}{a} {b} {n} {m} {}%", if m % 2 == 0 { "| " } else { "" }, n / 2),
                3 => match i % 5 {
                    0 => format!("Day {}", i / 5 + 1),
                    _ => format!("{} cup {}", m % 4 + 1, FOODS[n % 6]),
                },
                4 => format!("{a} {} {b} {}", m % 5, n % 5),
                5 => format!("{a} {b} for ${n}"),
                6 => format!("{a}: {}", clip(&genuine, 5, random)),
                7 => format!("• {}", clip(&genuine, 4 + m % 9, random)),
                8 => format!("{}. {}", i + 1, clip(&genuine, 3 + m % 6, random)),
                _ => clip(&genuine, 2 + m % 7, random),
            }
        })
        .collect()
}

/// The first words of some line.
fn clip(genuine: &[&str], words: usize, random: &mut Random) -> String {
    let line = genuine.get(random.below(genuine.len())).copied().unwrap_or_default();
    line.split_whitespace().take(words).collect::<Vec<_>>().join(" ")
}
