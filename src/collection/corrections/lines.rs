//! Corrections as text: JSON Lines, one correction an object. What is not understood stays as it is, line by line: a note
//! of the user's own, a correction of a later version, a line that was damaged.

use super::value::{Correction, Corrections, Kept, Subject};
use crate::analysis::{EntityKind, slug};
use crate::collection::bare::clean;
use crate::text::sanitize;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Characters of a name that is kept.
const LONGEST_NAME: usize = 200;
/// Characters of a name that is split off, which is known by all of it.
const LONGEST_SPLIT: usize = 2_000;
/// Other names of an entity that are kept.
const MOST_NAMES: usize = 20;

/// A line.
#[derive(Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Said {
    Merge { entity: Named, into: Named },
    Split { entity: Named, name: String },
    Rename { entity: Named, to: String },
    Kind { entity: Named, to: String },
    Hide { entity: Named },
    Apart { entity: Named, other: Named },
}

#[derive(Serialize, Deserialize)]
struct Named {
    r#type: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<String>,
}

impl Corrections {
    /// From the text of a file, with the numbers of the lines that are not understood, counted from 1. Those stay as they
    /// are, and so do empty lines and those that begin with `#`.
    pub fn from_lines(text: &str) -> (Self, Vec<usize>) {
        let mut strange = Vec::new();
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let is_note = line.trim().is_empty() || line.trim_start().starts_with('#');
            let correction = if is_note { None } else { read(line) };
            if correction.is_none() && !is_note {
                strange.push(at + 1);
            }
            // Said twice is said once; notes may repeat themselves.
            if correction.is_none() || seen.insert(line) {
                kept.push(Kept { correction, line: line.to_owned() });
            }
        }
        (Self { kept }, strange)
    }

    /// The text of a file.
    pub fn to_lines(&self) -> String {
        self.kept.iter().flat_map(|kept| [kept.line.as_str(), "\n"]).collect()
    }
}

impl Kept {
    /// From one line of a file.
    pub fn of_line(line: &str) -> Self {
        Self { correction: read(line), line: line.to_owned() }
    }
}

/// What a line says.
pub(super) fn read(line: &str) -> Option<Correction> {
    let said = serde_json::from_str(line).ok()?;
    Some(match said {
        Said::Merge { entity, into } => Correction::Merge(subject(entity)?, subject(into)?),
        Said::Split { entity, name } => Correction::Split(subject(entity)?, cut(&name, LONGEST_SPLIT)?),
        Said::Rename { entity, to } => Correction::Rename(subject(entity)?, named(&to)?),
        Said::Kind { entity, to } => Correction::Kind(subject(entity)?, kind(&to)?),
        Said::Hide { entity } => Correction::Hide(subject(entity)?),
        Said::Apart { entity, other } => Correction::Apart(subject(entity)?, subject(other)?),
    })
}

/// The line that says so.
pub(super) fn line(correction: &Correction) -> String {
    let said = match correction {
        Correction::Merge(one, into) => Said::Merge { entity: of(one), into: of(into) },
        Correction::Split(one, name) => Said::Split { entity: of(one), name: name.clone() },
        Correction::Rename(one, to) => Said::Rename { entity: of(one), to: to.clone() },
        Correction::Kind(one, to) => Said::Kind { entity: of(one), to: to.name().to_owned() },
        Correction::Hide(one) => Said::Hide { entity: of(one) },
        Correction::Apart(one, other) => Said::Apart { entity: of(one), other: of(other) },
    };
    // Texts and lists of texts can always be written.
    serde_json::to_string(&said).unwrap_or_default()
}

fn of(subject: &Subject) -> Named {
    Named {
        r#type: subject.kind.name().to_owned(),
        name: subject.name.clone(),
        // Left out where the name as it will be read says it.
        id: named(&subject.name).is_none_or(|name| subject.slug != slug(&name)).then(|| subject.slug.clone()),
        from: subject.from.clone(),
        also: subject.also.iter().take(MOST_NAMES).cloned().collect(),
    }
}

fn subject(named: Named) -> Option<Subject> {
    let name = self::named(&named.name)?;
    Some(Subject {
        kind: kind(&named.r#type)?,
        slug: named.id.map_or_else(|| slug(&name), |id| clean(&id)),
        from: named.from.map(|from| clean(&from)),
        also: named.also.iter().take(MOST_NAMES).filter_map(|name| self::named(name)).collect(),
        name,
    })
}

/// A name as it may be shown: anybody may have written into the file.
fn named(name: &str) -> Option<String> {
    cut(name, LONGEST_NAME)
}

fn cut(name: &str, most: usize) -> Option<String> {
    let clean: String = sanitize::line(name).trim().chars().take(most).collect::<String>().trim_end().to_owned();
    (!clean.is_empty()).then_some(clean)
}

fn kind(name: &str) -> Option<EntityKind> {
    EntityKind::ALL.into_iter().find(|kind| kind.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Edit;

    const FILE: &str = r##"# Mine.
{"do":"merge","entity":{"type":"person","name":"Zelensky"},"into":{"type":"person","name":"Volodymyr Zelenskyy"}}

{"do":"rename","entity":{"type":"place","name":"US","id":"united-states","also":["America"]},"to":"the States","why":"because"}
{"do":"praise","entity":{"type":"place","name":"Oslo"}}
{"do":"kind","entity":{"type":"person","name":"Jordan"},"to":"planet"}
{"do":"split","entity"
{"do":"kind","entity":{"type":"person","name":"Jordan"},"to":"place"}
{"do":"split","entity":{"type":"person","name":"Vladimir Putin"},"name":"Putin"}
{"do":"hide","entity":{"type":"person","name":"Putin","from":"vladimir-putin"}}
{"do":"hide","entity":{"type":"person","name":"Brown","id":"brown--in-0badcafe"}}
{"do":"apart","entity":{"type":"group","name":"Greens"},"other":{"type":"organization","name":"Greens"}}
"##;

    #[test]
    fn what_is_not_understood_is_told_and_stays() {
        let (corrections, strange) = Corrections::from_lines(FILE);
        assert_eq!(strange, [5, 6, 7]);
        assert_eq!(corrections.iter().count(), 7);
        assert_eq!(corrections.to_lines(), FILE);
    }

    #[test]
    fn what_more_a_line_says_comes_back_with_its_undoing() {
        let (mut corrections, _) = Corrections::from_lines(FILE);
        let (Correction::Rename(states, _), rename) = corrections.iter().nth(1).unwrap() else { panic!() };
        assert_eq!((states.slug.as_str(), states.also.as_slice()), ("united-states", &["America".to_owned()][..]));
        let edit = Edit::removing([rename.clone()]);
        let undo = corrections.change(&edit);
        assert!(!corrections.to_lines().contains("because"));
        corrections.change(&undo);
        assert!(corrections.to_lines().contains(r#""why":"because""#));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (corrections, _) = Corrections::from_lines(FILE);
        for (correction, _) in corrections.iter() {
            assert_eq!(read(&line(correction)).as_ref(), Some(correction));
        }
    }

    #[test]
    fn long_names_keep_what_they_are_filed_under() {
        let name = "Council of Very ".repeat(20).trim_end().to_owned();
        let (slug, name) = (slug(&name), name.clone());
        let of = Subject { kind: EntityKind::Organization, slug, from: None, name, also: Vec::new() };
        for correction in [Correction::Hide(of.clone()), Correction::Split(of.clone(), of.name.clone())] {
            let read = read(&line(&correction)).unwrap();
            assert_eq!(read.subject().slug, of.slug);
            if let Correction::Split(_, name) = &read {
                assert_eq!(super::slug(name), of.slug);
            }
            // What was made here is the same as what comes back from the file.
            let kept = Kept::from(correction);
            assert_eq!(Corrections::from_lines(&kept.line).0.kept, [kept]);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(
            text in proptest::collection::vec(
                proptest::prelude::prop_oneof![
                    "\\PC{0,40}",
                    r#"\{"do":"(hide|split|merge)","entity":\{"type":"person","name":"[a-z\\\\u0-9]{0,8}"\},"name":"x"\}"#,
                ],
                0..8,
            )
        ) {
            let mut once: Vec<String> = Vec::new();
            for line in text {
                // A correction that is said twice is said once.
                if Corrections::from_lines(&line).0.is_empty() || !once.contains(&line) {
                    once.push(line);
                }
            }
            let text: String = once.iter().flat_map(|line| [line.trim_end_matches('\r'), "\n"]).collect();
            let (corrections, strange) = Corrections::from_lines(&text);
            proptest::prop_assert_eq!(corrections.to_lines(), text);
            proptest::prop_assert!(strange.len() + corrections.iter().count() <= once.len());
        }
    }

    #[test]
    fn a_file_is_hostile() {
        let text = "{\"do\":\"rename\",\"entity\":{\"type\":\"person\",\"name\":\"A\\u001b[31m\\nB\"},\"to\":\"\\u202eevil\\u0007\"}";
        let (corrections, strange) = Corrections::from_lines(text);
        let Some((Correction::Rename(of, to), _)) = corrections.iter().next() else { panic!() };
        assert!(sanitize::is_clean(&of.name) && sanitize::is_clean(to) && strange.is_empty(), "{of:?} {to:?}");
        for text in ["null", "[]", "{}", "{\"do\":\"hide\",\"entity\":{\"type\":\"person\",\"name\":\" \"}}"] {
            assert_eq!(Corrections::from_lines(text).1, [1], "{text}");
        }
    }
}
