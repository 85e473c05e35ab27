//! Reads articles with marked mentions, one sentence a line: those of the coverage corpus, several accounts of an
//! event, and those in `articles/`, which were written for this trainer.
//!
//! `== style | date` begins an article and its title follows; a blank line ends a paragraph; `[P1:Wang Yi]` is a
//! mention. The coverage corpus puts a sentence's number and its facts before it, and lines that begin with `#` or `@`
//! around.

use crate::corpus::Sample;
use anyhow::Context;
use crossread::analysis::EntityKind;
use crossread::text::Span;
use std::{fs, path::Path};

/// The articles of the file at `path`.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Sample>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut out: Vec<Sample> = Vec::new();
    let mut paragraph = true;
    for (number, line) in text.lines().enumerate() {
        let wrong = || format!("{}:{}", path.display(), number + 1);
        if line.starts_with("==") {
            out.push(Sample { full: true, ..Sample::default() });
            paragraph = true;
        } else if line.trim().is_empty() {
            paragraph = true;
        } else if let Some(sample) = out.last_mut()
            && !line.starts_with(['@', '#'])
        {
            if paragraph {
                sample.begin_paragraph();
            } else {
                sample.text.push(' ');
            }
            add(sample, body(line)).with_context(wrong)?;
            // The title stands by itself.
            paragraph = sample.paragraphs() == 1;
        }
    }
    out.iter_mut().for_each(Sample::close);
    out.retain(|sample| !sample.text.is_empty());
    Ok(out)
}

/// The sentence of a line: without number and facts.
fn body(line: &str) -> &str {
    let numbered = line.split_once(" {").filter(|(head, _)| is_number(head));
    numbered.and_then(|(_, rest)| rest.split_once("} ")).map_or(line, |(_, body)| body)
}

/// "A12".
fn is_number(head: &str) -> bool {
    head.strip_prefix(['A', 'B', 'C']).is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

fn add(sample: &mut Sample, line: &str) -> anyhow::Result<()> {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        sample.text.push_str(before);
        let (mark, after) = after.split_once(']').context("a mention is not closed")?;
        let (id, name) = mark.split_once(':').context("a mention without an id")?;
        let from = sample.text.len();
        sample.text.push_str(name);
        let kind = kind_of(id).with_context(|| format!("unknown kind of mention: {id}"))?;
        // Pronouns and descriptions are marked where they speak; the recogniser looks for names.
        if name.chars().any(char::is_uppercase) && !is_pronoun(name) || !name.is_ascii() || is_lower_name(sample, name)
        {
            sample.names.push((Span::new(from, sample.text.len()), kind));
        }
        rest = after;
    }
    sample.text.push_str(rest);
    Ok(())
}

/// A name in an article that is written small throughout.
fn is_lower_name(sample: &Sample, name: &str) -> bool {
    !is_pronoun(name) && !sample.text.chars().any(char::is_uppercase)
}

fn is_pronoun(name: &str) -> bool {
    ["he", "she", "they", "it", "we", "i", "her", "him", "them", "who"].contains(&name.to_lowercase().as_str())
}

fn kind_of(id: &str) -> Option<EntityKind> {
    Some(match id.chars().next()? {
        'P' => EntityKind::Person,
        'O' => EntityKind::Organization,
        'L' => EntityKind::Place,
        'G' => EntityKind::Group,
        'E' => EntityKind::Event,
        _ => return None,
    })
}
