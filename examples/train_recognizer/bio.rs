//! Reads files of a token and its BIO tag a line, and makes running text of them again.

use crate::corpus::Sample;
use anyhow::Context;
use crossread::analysis::EntityKind;
use crossread::text::Span;
use std::{fs, path::Path};

type Line = (String, String);

/// Sentences of a document without marks of documents in its file.
const SENTENCES: usize = 20;

/// The documents of the file at `path`, one sentence a paragraph.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Sample>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut documents: Vec<Vec<Vec<Line>>> = vec![Vec::new()];
    let mut sentence = Vec::new();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() || line.starts_with("-DOCSTART-") {
            if !sentence.is_empty() {
                documents.last_mut().context("a document")?.push(std::mem::take(&mut sentence));
            }
            if line.starts_with("-DOCSTART-") {
                documents.push(Vec::new());
            }
        } else {
            let (token, tag) = line.rsplit_once('\t').with_context(|| format!("{}: no tab: {line}", path.display()))?;
            sentence.push((token.to_owned(), tag.to_owned()));
        }
    }
    documents.retain(|document| !document.is_empty());
    if documents.len() == 1 || is_shuffled(&documents) {
        let all: Vec<_> = documents.into_iter().flatten().collect();
        documents = all.chunks(SENTENCES).map(<[_]>::to_vec).collect();
    }
    Ok(documents.iter().map(|sentences| sample(sentences)).collect())
}

/// Whether each document is one sentence, so that documents mean nothing.
fn is_shuffled(documents: &[Vec<Vec<Line>>]) -> bool {
    documents.iter().all(|sentences| sentences.len() == 1)
}

/// Marks that touch the word before them, and the word after.
const CLOSES: &[&str] =
    &[".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'ll", "'re", "'ve", "'d", "'m", "”"];
const OPENS: &[&str] = &["(", "[", "$", "£", "€", "“"];

fn sample(sentences: &[Vec<Line>]) -> Sample {
    let mut sample = Sample::default();
    for sentence in sentences {
        sample.begin_paragraph();
        let (mut glue, mut open) = (true, false);
        let mut name: Option<(usize, EntityKind)> = None;
        let mut end = 0;
        for (token, tag) in sentence {
            let plain = match token.as_str() {
                "-LRB-" => "(",
                "-RRB-" => ")",
                "``" => "“",
                "''" => "”",
                "\"" => {
                    open = !open;
                    if open { "“" } else { "”" }
                }
                other => other,
            };
            if let Some((from, kind)) = name
                && tag.strip_prefix("I-").and_then(kind_of) != Some(kind)
            {
                sample.names.push((Span::new(from, end), kind));
                name = None;
            }
            if !glue && !CLOSES.contains(&plain) {
                sample.text.push(' ');
            }
            if name.is_none()
                && let Some(kind) = tag.get(2..).and_then(kind_of)
            {
                name = Some((sample.text.len(), kind));
            }
            sample.text.push_str(plain);
            end = sample.text.len();
            glue = OPENS.contains(&plain);
        }
        if let Some((from, kind)) = name {
            sample.names.push((Span::new(from, end), kind));
        }
    }
    sample.close();
    sample
}

fn kind_of(name: &str) -> Option<EntityKind> {
    match name {
        "PER" => Some(EntityKind::Person),
        "ORG" => Some(EntityKind::Organization),
        "LOC" => Some(EntityKind::Place),
        _ => None,
    }
}
