//! What an article is called in a session: by where it lies in the collection, however that was spelt on the command line.

use std::borrow::Cow;
use std::collections::HashMap;

/// The paths that were opened, as they were typed, and what each is called in a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roots(HashMap<String, String>);

impl Roots {
    /// Of pairs: a path as articles' ids have it, and what it is called; nothing for a folder that is the whole collection.
    pub fn new(roots: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(roots.into_iter().map(|(typed, called)| (trimmed(&typed).to_owned(), called)).collect())
    }

    /// What the article `id` is called: the name of the nearest root that it lies under, and the way from there. An id that
    /// is no path under a root stays as it is. Takes time in proportion to the depth of the path.
    pub(super) fn name_of<'a>(&self, id: &'a str) -> Cow<'a, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(id);
        }
        // A line of JSON Lines that has no id is its file's path, a colon and a number.
        let line = id.rfind(':').filter(|at| id.get(at + 1..).is_some_and(is_number));
        let folders = id.rmatch_indices('/').map(|(at, _)| at);
        for end in std::iter::once(id.len()).chain(line).chain(folders) {
            let (Some(head), Some(rest)) = (id.get(..end), id.get(end..)) else { continue };
            let Some(called) = self.0.get(trimmed(head)) else { continue };
            let rest = if rest.starts_with('/') { rest.trim_start_matches('/') } else { rest };
            return match (called.is_empty(), rest) {
                (true, _) => Cow::Borrowed(rest),
                (false, rest) if rest.is_empty() || rest.starts_with(':') => Cow::Owned(format!("{called}{rest}")),
                (false, rest) => Cow::Owned(format!("{called}/{rest}")),
            };
        }
        Cow::Borrowed(id)
    }
}

fn trimmed(path: &str) -> &str {
    path.trim_end_matches('/')
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(pairs: &[(&str, &str)]) -> Roots {
        Roots::new(pairs.iter().map(|(typed, called)| ((*typed).to_owned(), (*called).to_owned())))
    }

    #[test]
    fn one_folder_spelt_in_any_way_gives_one_name() {
        for (typed, id) in [
            ("d1", "d1/sub/a.md"),
            ("d1/", "d1/sub/a.md"),
            ("d1//", "d1//sub/a.md"),
            ("./d1", "./d1/sub/a.md"),
            (".", "./sub/a.md"),
            ("../x/d1", "../x/d1/sub/a.md"),
            ("/tmp/d1", "/tmp/d1/sub/a.md"),
            ("/", "/sub/a.md"),
        ] {
            assert_eq!(roots(&[(typed, "")]).name_of(id), "sub/a.md", "{typed}");
        }
    }

    #[test]
    fn files_and_several_roots_have_names_of_their_own() {
        for typed in ["a.jsonl", "./a.jsonl", "/tmp/d1/a.jsonl"] {
            let roots = roots(&[(typed, "a.jsonl")]);
            assert_eq!(roots.name_of(typed), "a.jsonl");
            assert_eq!(roots.name_of(&format!("{typed}:12")), "a.jsonl:12");
        }
        let two = roots(&[("d1", "d1"), ("../w/d1/d2/", "d1/d2"), ("d10", "d10")]);
        assert_eq!(two.name_of("d1/a.md"), "d1/a.md");
        assert_eq!(two.name_of("../w/d1/d2/a.md"), "d1/d2/a.md");
        assert_eq!(two.name_of("d10/a.jsonl:3"), "d10/a.jsonl:3");
        // The nearest root counts.
        assert_eq!(roots(&[("d1", "x"), ("d1/d2", "y")]).name_of("d1/d2/a"), "y/a");
    }

    #[test]
    fn ids_that_are_no_paths_stay() {
        let roots = roots(&[("d1", ""), ("a.jsonl", "a.jsonl")]);
        for id in ["", "7", "urn:x:9", "d1x/a.md", "d", "https://example.org/d1/a", "a.jsonl:", "é:7", "/d1/a"] {
            assert_eq!(roots.name_of(id), id);
        }
        assert_eq!(Roots::default().name_of("d1/a"), "d1/a");
    }
}
