use super::*;
use crate::article::Meta;
use crate::text::write_json;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

fn article(meta: Meta) -> Article {
    Article { meta, text: "".into(), blocks: Vec::new() }
}

fn meta(title: &str, author: &str, source: &str) -> Meta {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Meta {
        id: "a.md".to_owned(),
        title: some(title),
        author: some(author),
        source: some(source),
        date: some("2022-02-04"),
        url: some("https://example.org/a_b?c={d}&e=%7e"),
        language: some("en"),
        ..Meta::default()
    }
}

/// An entry as a bibliography program reads it: kind, key, and fields with the outer braces off.
fn read_bibtex(text: &str) -> (String, String, BTreeMap<String, String>) {
    let (kind, rest) = text.strip_prefix('@').unwrap().split_once('{').unwrap();
    let (key, rest) = rest.split_once(",\n").unwrap();
    let mut fields = BTreeMap::new();
    let mut rest = rest;
    while let Some((name, after)) = rest.trim_start().split_once(" = ") {
        let end = if after.starts_with('{') {
            let mut depth = 0;
            let close = after.char_indices().find(|(_, c)| {
                depth += i32::from(*c == '{') - i32::from(*c == '}');
                depth == 0
            });
            close.expect("braces in balance").0 + 1
        } else {
            after.find(',').unwrap()
        };
        let value = &after[..end];
        let value = value.strip_prefix('{').and_then(|value| value.strip_suffix('}')).unwrap_or(value);
        assert!(fields.insert(name.to_owned(), value.to_owned()).is_none(), "{name} twice");
        rest = after[end..].strip_prefix(",\n").unwrap();
    }
    assert_eq!(rest, "}\n");
    (kind.to_owned(), key.to_owned(), fields)
}

/// What TeX would set.
fn typeset(text: &str) -> String {
    let mut out = text.to_owned();
    for (command, sign) in [
        ("\\textbraceleft{}", "\u{1}"),
        ("\\textbraceright{}", "\u{2}"),
        ("\\textasciitilde{}", "~"),
        ("\\textasciicircum{}", "^"),
        ("\\textless{}", "<"),
        ("\\textgreater{}", ">"),
        ("\\textbar{}", "|"),
        ("\\textquotedbl{}", "\""),
        ("\\textasciigrave{}", "`"),
        ("\\textbackslash{}", "\u{3}"),
    ] {
        out = out.replace(command, sign);
    }
    assert!(!out.replace("\\$", "").replace("\\&", "").contains(['$', '&']), "{out}");
    for sign in ["$", "&", "#", "%", "_"] {
        out = out.replace(&format!("\\{sign}"), sign);
    }
    assert!(!out.contains('\\'), "a command is left in {out}");
    out.replace(['{', '}'], "").replace('\u{1}', "{").replace('\u{2}', "}").replace('\u{3}', "\\")
}

fn csl(citation: &Citation) -> Value {
    let mut bytes = Vec::new();
    write_json(&mut bytes, &citation.csl()).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn an_article_as_it_is_cited() {
    let day = jiff::civil::date(2022, 2, 5);
    let tags = ["ports, ships".to_owned(), "R&D".to_owned()];
    let citation = Citation::of(
        &article(meta(
            "Ships *late* in 100% of {cases}",
            "Maria Okello, Jan van der Berg and Harbour Staff",
            "Wire & Post",
        )),
        &tags,
        Some(day),
    );
    let (kind, key, fields) = read_bibtex(&citation.bibtex());
    assert_eq!((kind.as_str(), key.as_str()), ("article", citation.key.as_str()));
    assert!(key.starts_with("okello2022ships-") && key.len() == "okello2022ships-".len() + 5, "{key}");
    assert_eq!(fields["author"], "Okello, Maria and {van der Berg}, Jan and {Harbour Staff}");
    assert_eq!(fields["title"], "{Ships *late* in 100\\% of \\textbraceleft{}cases\\textbraceright{}}");
    assert_eq!(fields["journal"], "Wire \\& Post");
    assert_eq!((&*fields["date"], &*fields["year"], &*fields["month"]), ("2022-02-04", "2022", "feb"));
    assert_eq!(fields["url"], "https://example.org/a_b?c=%7Bd%7D&e=%7e");
    assert_eq!((&*fields["urldate"], &*fields["langid"]), ("2022-02-05", "en"));
    assert_eq!(fields["keywords"], "ports  ships, R\\&D");

    let item = csl(&citation);
    assert_eq!(item["type"], "article-newspaper");
    assert_eq!(item["issued"].to_string(), r#"{"date-parts":[[2022,2,4]]}"#);
    assert_eq!(item["accessed"].to_string(), r#"{"date-parts":[[2022,2,5]]}"#);
    assert_eq!(item["author"][1].to_string(), r#"{"family":"van der Berg","given":"Jan"}"#);
    assert_eq!(item["author"][2].to_string(), r#"{"literal":"Harbour Staff"}"#);
    assert_eq!(item["title"], "Ships *late* in 100% of {cases}");
    assert_eq!(item["URL"], "https://example.org/a_b?c={d}&e=%7e");
    assert_eq!(
        citation.in_words(),
        "Okello et al. (4 Feb 2022), “Ships *late* in 100% of {cases}”, Wire & Post, <https://example.org/a_b?c={d}&e=%7e>"
    );
}

#[test]
fn little_is_known_of_some() {
    let citation =
        Citation::of(&article(Meta { id: "x".into(), ..Meta::default() }), &[], Some(jiff::civil::date(2022, 2, 5)));
    let (kind, key, fields) = read_bibtex(&citation.bibtex());
    assert_eq!(kind, "misc");
    assert!(key.starts_with("x-"), "{key}");
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["title"]);
    assert_eq!(csl(&citation)["type"], "document");
    assert_eq!(citation.in_words(), "“x”");
    for (date, iso) in [
        ("2022", Some("2022")),
        ("2022-02", Some("2022-02")),
        ("soon", None),
        ("2022-13", None),
        ("2022-02-30", None),
        ("22-2-2", None),
    ] {
        let cited = Citation::of(&article(Meta { date: Some(date.into()), ..meta("T", "", "") }), &[], None);
        let (kind, _, fields) = read_bibtex(&cited.bibtex());
        assert_eq!(kind, "misc");
        assert_eq!(fields.get("date").map(String::as_str), iso, "{date}");
        assert_eq!(!fields.contains_key("note"), iso.is_some());
        assert_eq!(csl(&cited)["issued"].get("literal").is_none(), iso.is_some());
    }
}

#[test]
fn keys_are_stable_and_differ() {
    let key = |title: &str, url: Option<&str>| {
        let meta = Meta { url: url.map(str::to_owned), ..meta(title, "Ana Ruiz", "Wire") };
        Citation::of(&article(meta), &[], None).key
    };
    assert_eq!(key("A storm", Some("https://example.org/1")), key("A storm", Some("https://example.org/1")));
    let all =
        [key("A storm", None), key("A storm", Some("https://example.org/1")), key("The storm", None), key("嵐", None)];
    assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), 4, "{all:?}");
    assert!(all.iter().all(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')));
}

proptest! {
    #[test]
    fn whatever_is_in_a_field_comes_back(title in "\\PC{1,40}", source in "[a-z{}%\\\\$&#_^~<>|\"`@, =é]{1,20}", author in "[A-Za-z{}%\\\\&, .;é-]{0,40}") {
        let clean = |text: &str| crate::text::sanitize::line(text).into_owned();
        let given = Meta { title: Some(clean(&title)), source: Some(clean(&source)), author: Some(clean(&author)), ..meta("", "", "") };
        let citation = Citation::of(&article(given.clone()), std::slice::from_ref(&source), None);
        let (_, _, fields) = read_bibtex(&citation.bibtex());
        prop_assert_eq!(typeset(&fields["title"]), citation.title.clone());
        prop_assert_eq!(typeset(&fields["journal"]), given.source.clone().unwrap());
        fields.get("author").iter().for_each(|author| drop(typeset(author)));
        let steers = fields["url"].contains(['{', '}', '\\']);
        prop_assert!(!steers);
        let item = csl(&citation);
        prop_assert_eq!(item["title"].as_str(), Some(citation.title.as_str()));
        prop_assert_eq!(item["container-title"].as_str(), given.source.as_deref());
    }
}
