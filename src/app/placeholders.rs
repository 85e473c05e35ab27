//! What stands for something of the article among the arguments of a command.

use super::excerpt::without_direction;
use crate::article::web_address;
use crate::collection::Entry;
use crate::text::sanitize;

/// Arguments of a command in whose place something of the article is put, if they are that and nothing else.
pub const PLACEHOLDERS: [&str; 6] = ["{title}", "{url}", "{path}", "{date}", "{source}", "{author}"];

/// The program and its arguments, each placeholder replaced by one argument: an empty one where the article does not have it.
pub(super) fn filled(run: &[String], entry: &Entry) -> Vec<String> {
    let meta = &entry.article.meta;
    let value = |argument: &str| {
        Some(match argument {
            "{title}" => words(Some(entry.article.headline())),
            "{date}" => words(meta.date.as_deref()),
            "{source}" => words(meta.source.as_deref()),
            "{author}" => words(meta.author.as_deref()),
            // An address begins with http.
            "{url}" => web_address(meta.url.as_deref()).map(String::from).unwrap_or_default(),
            // An absolute path begins with the sign of a folder.
            "{path}" => entry
                .file
                .as_deref()
                .filter(|path| path.is_absolute())
                .and_then(|path| path.to_str())
                .unwrap_or_default()
                .to_owned(),
            _ => return None,
        })
    };
    run.iter().map(|argument| value(argument).unwrap_or_else(|| argument.clone())).collect()
}

/// One clean line that no program takes for anything but words: where it begins with a sign, as options and what some
/// programs read as a file or a command of theirs do (`-x`, `+x`, `@x`), a blank stands before it.
fn words(value: Option<&str>) -> String {
    let line = sanitize::line(&without_direction(value.unwrap_or_default())).into_owned();
    if line.starts_with(|c: char| c.is_ascii_punctuation()) { format!(" {line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::article::{Article, Meta};
    use proptest::prelude::*;

    fn entry(title: &str, url: &str) -> Entry {
        let meta = Meta { title: Some(title.to_owned()), url: Some(url.to_owned()), ..Meta::default() };
        Entry::new((0, 0), Article { meta, text: "".into(), blocks: Vec::new() }, Analysis::default())
    }

    fn run(arguments: &[&str], entry: &Entry) -> Vec<String> {
        filled(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>(), entry)
    }

    #[test]
    fn only_a_whole_argument_is_replaced() {
        let entry = entry("A title; $(rm) `x`", "https://example.org/a b").of_file("/tmp/a b.md".into());
        assert_eq!(
            run(&["p", "{title}", "x{title}", "{Title}", "{url}", "{path}", "{date}", "{}"], &entry),
            ["p", "A title; $(rm) `x`", "x{title}", "{Title}", "https://example.org/a%20b", "/tmp/a b.md", "", "{}"]
        );
        assert_eq!(run(&["{path}"], &entry.of_file("-rf".into())), [""]);
    }

    proptest! {
        #[test]
        fn nothing_of_an_article_is_an_option(title in "[-+@/=~\\PC]{0,12}", url in "(-|--|https://-)?\\PC{0,12}") {
            for argument in run(&["{title}", "{url}", "{date}", "{path}"], &entry(&title, &url)) {
                let first = argument.chars().next();
                prop_assert!(first.is_none_or(|c| !c.is_ascii_punctuation()), "{argument:?}");
                let is_odd = |c: char| ['\0', '\n', '\x1b'].contains(&c);
                prop_assert!(!argument.contains(is_odd));
            }
        }
    }
}
