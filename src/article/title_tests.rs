use super::*;

const PROSE: &str =
    "The harbour stayed shut on Tuesday as a third storm in a week came in from the west, the port said.";

fn title<'a>(head: &[&'a str]) -> Option<&'a str> {
    let blocks: Vec<&str> = head.iter().copied().chain([PROSE, PROSE]).collect();
    find(&blocks).and_then(|at| head.get(at).copied())
}

#[test]
fn many_forms_of_title() {
    for line in [
        "Storm shuts the harbour for a third day",
        "STORM SHUTS THE HARBOUR",
        "Will the harbour open again?",
        "“We have never seen anything like it!”",
        "'Never again': a town after the storm",
        "Harbour shut; ferries turn back",
        "Storm shuts harbour, forcing ferries back to U.S.",
        "Storm hits 3.5 million",
        "Harbour: what we know so far",
        "风暴过后港口重新开放",
        "港は火曜日に再開した",
        "Der Hafen bleibt am Dienstag geschlossen",
        "And then the rain came…",
        "Ferry operator buys rival - report",
        "ท่าเรือเปิดอีกครั้งหลังพายุ",
    ] {
        assert_eq!(title(&[line]), Some(line), "{line}");
    }
}

#[test]
fn what_stands_above_a_title_is_none() {
    let line = "Storm shuts the harbour for a third day";
    for above in [
        &["Skip to main content"][..],
        &["Skip to main content", "Geopolitics"],
        &["Politics"],
        &["Harbour Wire"],
        &["By Ana Ruiz", "4 February 2022"],
        &["Published: Feb 4, 2022"],
        &["Home > World > Asia"],
        &["Home | World | Sport | Weather"],
        &["3 hours ago", "5 min read"],
        &["https://example.org/storm"],
        &["国际"],
        &["The Daily Herald", "WORLD"],
    ] {
        let head: Vec<&str> = above.iter().copied().chain([line]).collect();
        assert_eq!(title(&head), Some(line), "{above:?}");
    }
}

/// The furniture model takes many headlines for furniture, as its labels do. That must not cost a title.
#[test]
fn a_date_below_a_title_does_not_hide_it() {
    for line in [
        "Shipyard unveils two ferries, four barges at spring fair",
        "Stock markets slide; index at lowest level since '82",
        "Carmaker cutting 3,000 jobs by 2012",
        "Reactions to the port's new crane",
    ] {
        assert_eq!(title(&[line, "June 8, 2010"]), Some(line), "{line}");
    }
}

/// Thai prose has no stops: its length tells it from a title.
#[test]
fn prose_without_stops_is_no_title() {
    let prose = "ท่าเรือปิดให้บริการในวันอังคารหลังจากพายุลูกที่สามในรอบหนึ่งสัปดาห์พัดเข้ามาจากทางทิศตะวันตก เจ้าหน้าที่ท่าเรือกล่าว";
    assert_eq!(find(&["ท่าเรือเปิดอีกครั้งหลังพายุ", prose, prose]), Some(0));
}

#[test]
fn prose_is_no_title() {
    assert_eq!(title(&[]), None);
    for line in [
        "The harbour is shut.",
        "BEIJING (Reuters) - Ferries turned back on Tuesday as a third storm came in from the west",
        "“It is shut,” the harbour master said.",
        "“It is shut. We do not know for how long.”",
        "Skip to main content",
        "World",
        "By Ana Ruiz",
        "12 March 2023",
        "-----",
        "港口在三天的风暴之后于星期二重新开放。",
    ] {
        assert_eq!(title(&[line]), None, "{line}");
    }
    assert_eq!(find(&["Only a heading", "and another"]), None);
    assert_eq!(find(&[]), None);
}

#[test]
fn bylines_name_someone() {
    assert_eq!(byline("By Ana Ruiz and Ben Okri, Harbour Wire"), Some("Ana Ruiz and Ben Okri"));
    assert_eq!(byline("By Tuesday the harbour was open again"), None);
    assert_eq!(byline("By sea"), None);
}

#[test]
fn compares_titles_by_their_letters() {
    assert!(same("‘Never again’: a town", "\"Never Again\": A town "));
    assert!(!same("", "—"));
}
