//! The pass as a whole: an aligned picture of what is found, and what must hold for any text.

use super::*;
use crate::article::{BlockKind, Draft, DraftBlock, Format, Meta, ReadOptions, read_str};
use crate::text::Span;
use proptest::prelude::*;

fn article(text: &str) -> Article {
    read_str("test", text, Format::Plain, ReadOptions { raw: true, ..ReadOptions::default() }).remove(0).unwrap()
}

/// Each line of the text with its mentions marked beneath: P, O, L (place), G, E.
fn picture(text: &str) -> String {
    let article = article(text);
    let analysis = analyze(&article, Models::embedded());
    let mut out = String::new();
    for line in article.text.lines() {
        let span = Span::of_slice(&article.text, line);
        let marks: String = line
            .char_indices()
            .map(|(at, _)| {
                let hit = analysis.mentions.iter().find(|mention| mention.span.contains(span.start + at));
                hit.map_or(' ', |mention| match mention.kind {
                    EntityKind::Place => 'L',
                    kind => kind.name().chars().next().unwrap().to_ascii_uppercase(),
                })
            })
            .collect();
        out.push_str(&format!("{line}\n{}\n", marks.trim_end()));
    }
    for entity in &analysis.entities {
        out.push_str(&format!(
            "{} {} x{} {:?} {:?}\n",
            entity.id,
            entity.kind.name(),
            entity.count,
            entity.aliases,
            entity.roles
        ));
    }
    out
}

#[test]
fn a_visit() {
    insta::assert_snapshot!(picture(
        "Norwegian President Ingrid Solbakken-Ruud and her guest, Tomas Arrieta, met in Oslo on Friday.\n\
         Arrieta’s trip is the first by a Peruvian foreign minister since 2011, the Foreign Ministry said.\n\
         Mette Aas, the director of the Fjord Institute, told Reuters that China-Norway trade had doubled.\n\
         “We are neighbours in spirit,” Solbakken-Ruud said. Aas agreed."
    ));
}

#[test]
fn companies_and_agencies() {
    insta::assert_snapshot!(picture(
        "SANTIAGO (Reuters) - Andina Metals Corp will sell its mine near Calama, the U.S. company said.\n\
         The World Health Organization (WHO) and the United States asked for details in May. Chileans protested.\n\
         PRESIDENT OF PERU TELLS CHINA TO WAIT FOR THE SECOND REPORT"
    ));
}

#[test]
fn particles_lists_and_things() {
    insta::assert_snapshot!(picture(
        "Putin met Xi Jinping in Beijing. Macron and von der Leyen spoke to Jean-Luc d’Aubigné and bin Salman.\n\
         Saint Vincent and the Grenadines signed the Olympic Games Covenant. Sputnik V is made in Moscow.\n\
         The ferry Eastern Lily sank, the Ministry of Agriculture, Fisheries and Water Resources said.\n\
         The Village Defence Committees and the Grenadines Co-operative Bank met at Indian Wells.\n\
         The owner, the European Bank for Reconstruction and Development, sued the Windhoek High Court.\n\
         Sergei Lavrov Meets Xi Jinping in Beijing for Talks"
    ));
}

#[test]
fn two_people_of_one_surname_stay_apart() {
    let text = "Maria Okello spoke. Okello left. Then Peter Okello came. Okello sang, said Peter Okello.";
    let article = article(text);
    let analysis = analyze(&article, Models::embedded());
    let counts: Vec<(&str, usize)> = analysis.entities.iter().map(|e| (e.id.as_str(), e.count)).collect();
    assert_eq!(counts, [("peter-okello", 3), ("maria-okello", 2)]);
}

#[test]
fn scripts_without_case_and_other_languages_give_nothing_wrong() {
    for text in ["習近平在北京會見了普京。", "قال الرئيس في موسكو اليوم", "Президент Иван Петров приехал в Москву."]
    {
        assert_eq!(analyze(&article(text), Models::embedded()).mentions, []);
    }
    let mut german = article("Der Kanzler sprach in Berlin mit der Presse über den Haushalt.");
    german.meta.language = Some("de".to_owned());
    let found = analyze(&german, Models::embedded());
    let names: Vec<&str> = found.mentions.iter().map(|m| m.span.of(&german.text)).collect();
    assert_eq!(names, ["Berlin"]);
}

/// Each of these takes hours where anything is quadratic.
#[test]
fn hostile_input_is_worked_through() {
    let pieces =
        ["Aa ", "A-", "U.S.", "President ", "of the ", "Bank of ", "Aa'", "Aa and ", "“", "Ann Lee ", "de Aa "];
    for piece in pieces {
        let _ = analyze(&article(&piece.repeat((1 << 19) / piece.len())), Models::embedded());
    }
    // Many names that look alike.
    let letters = ["a", "e", "r", "n", "b", "d", "t", "m"];
    let name = |n: usize| (0..5).map(|at| letters[n / letters.len().pow(at) % letters.len()]).collect::<String>();
    let alike: String = (0..20_000).map(|n| format!("Mr B{} said no. ", name(n))).collect();
    let analysis = analyze(&article(&alike), Models::embedded());
    assert!(analysis.entities.len() > 10_000, "{}", analysis.entities.len());
}

fn check(article: &Article) -> Result<(), TestCaseError> {
    let analysis = analyze(article, Models::embedded());
    let mut end = 0;
    let mut counts = vec![0; analysis.entities.len()];
    for mention in &analysis.mentions {
        prop_assert!(mention.span.start >= end && !mention.span.is_empty());
        prop_assert!(article.text.get(mention.span.start..mention.span.end).is_some());
        let inside = article.genuine().any(|b| b.span.start <= mention.span.start && mention.span.end <= b.span.end);
        prop_assert!(inside);
        prop_assert_eq!(analysis.entities[mention.entity].kind, mention.kind);
        counts[mention.entity] += 1;
        end = mention.span.end;
    }
    for (entity, count) in analysis.entities.iter().zip(counts) {
        prop_assert!(count > 0 && entity.count == count);
    }
    let mut ids: Vec<&str> = analysis.entities.iter().map(|e| e.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(ids.len(), analysis.entities.len());
    prop_assert_eq!(&analysis, &analyze(article, Models::embedded()));
    Ok(())
}

proptest! {
    #[test]
    fn any_text_holds_together(text in "\\PC{0,120}") {
        check(&article(&text))?;
    }

    #[test]
    fn any_words_hold_together(words in proptest::collection::vec(prop_oneof![
        Just("President"), Just("of"), Just("the"), Just("Bank"), Just("Ann"), Just("Lee"), Just("-"), Just("’s"), Just("U.S."),
        Just("and"), Just("China"), Just("Russian"), Just(","), Just("said"), Just("."), Just("“"), Just("WHO"), Just("de"), Just("al-"),
        Just("$"), Just("II"), Just("\n"), Just("São"), Just("Minister"), Just("東京"), Just("'"), Just("É\u{301}"),
    ], 0..40), glue in proptest::bool::ANY) {
        let text = words.join(if glue { "" } else { " " });
        check(&article(&text))?;
    }

    #[test]
    fn furniture_is_skipped(first in "[A-Z][a-z]{2,8} (said|in) [A-Z][a-z]{2,8}", second in "[A-Z][a-z]{2,8} met [A-Z][a-z]{2,8} in Paris") {
        let text = format!("{first}\n{second}");
        let block = |from: usize, to: usize| DraftBlock { span: Span::new(from, to), kind: BlockKind::Paragraph };
        let blocks = vec![block(0, first.len()), block(first.len() + 1, text.len())];
        let mut article = Draft { meta: Meta::default(), text, blocks }.finish(ReadOptions { raw: true, ..ReadOptions::default() });
        article.blocks[0].furniture = true;
        check(&article)?;
    }
}
