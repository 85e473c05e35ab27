//! What is found in the sample collection, aligned: each row of text, and under it a row that marks the mentions (P person,
//! O organisation, L place, G group, E event) and furniture (~). It fails when anything is found that was not before:
//! look at it, then take it over with `INSTA_UPDATE=always cargo test --test samples`.

use crossread::analysis::{EntityKind, Models, analyze};
use crossread::article::Article;
use crossread::collection::samples;
use crossread::text::{Span, width, wrap};

#[test]
fn what_is_found_in_the_samples() {
    for (number, article) in samples().iter().enumerate() {
        insta::assert_snapshot!(format!("sample_{}", number + 1), picture(article));
    }
}

fn picture(article: &Article) -> String {
    let analysis = analyze(article, Models::embedded());
    let mark = |at: usize| {
        let mention = analysis.mentions.iter().find(|mention| mention.span.contains(at));
        mention.map_or(' ', |mention| match mention.kind {
            EntityKind::Person => 'P',
            EntityKind::Organization => 'O',
            EntityKind::Place => 'L',
            EntityKind::Group => 'G',
            EntityKind::Event => 'E',
        })
    };
    let mut out = format!("{}\n\n", article.meta.title.as_deref().unwrap_or_default());
    for block in &article.blocks {
        for row in wrap(&article.text, block.span, 100) {
            let marks: String = row
                .of(&article.text)
                .char_indices()
                .map(|(at, c)| {
                    let mark = if block.furniture { '~' } else { mark(row.start + at) };
                    mark.to_string().repeat(width::columns(c.encode_utf8(&mut [0; 4])))
                })
                .collect();
            out.push_str(&format!("{}\n{}\n", row.of(&article.text), marks.trim_end()));
        }
    }
    for entity in &analysis.entities {
        let known = [&entity.aliases, &entity.roles].map(|names| names.join(", "));
        out.push_str(&format!("{} {} ×{}: {}\n", entity.kind.name(), entity.id, entity.count, known.join(" | ")));
    }
    assert!(analysis.mentions.iter().all(|mention| !mention.span.of(&article.text).is_empty()));
    assert!(Span::new(0, article.text.len()).of(&article.text) == &*article.text);
    out
}
