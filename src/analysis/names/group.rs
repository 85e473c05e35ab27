//! Names of peoples, religions and parties' followers: singular, plural, adjective.

use super::lists::Lists;

/// The name that stands for all words for one people or party: "Russians" are "Russian", a "Briton" is "British".
pub(crate) fn group(name: &str) -> String {
    let lists = Lists::embedded();
    let one = match name.strip_suffix('s') {
        Some(one) if !name.ends_with("ss") && one.chars().count() > 2 => one,
        _ => name,
    };
    lists.group(name).or_else(|| lists.group(one)).map_or_else(|| one.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups() {
        assert_eq!(
            ["Russians", "Briton", "Britons", "Democrats", "Swiss", "Swedes"].map(group),
            ["Russian", "British", "British", "Democratic", "Swiss", "Swedish"]
        );
    }
}
