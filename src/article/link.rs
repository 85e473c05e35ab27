//! The address of an article's own page.

use crate::text::sanitize;
use url::Url;

/// The address of a page on the web in its normal form.
///
/// # Errors
/// Why `url` is none, in words for the reader.
pub fn web_address(url: Option<&str>) -> Result<Url, String> {
    let given = url.map(str::trim).filter(|url| !url.is_empty()).ok_or("this article has no link")?;
    let url = Url::parse(given).map_err(|error| format!("the article's link cannot be read: {error}"))?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url),
        scheme => Err(format!("only http and https are opened, not {}:", sanitize::line(scheme))),
    }
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn only_pages_on_the_web_are_opened() {
        let address = |url| web_address(url).map(String::from);
        assert_eq!(address(Some(" HTTPS://Example.org/a b?q=1")).as_deref(), Ok("https://example.org/a%20b?q=1"));
        assert_eq!(
            address(Some("http://-x.example/`id`;$(id)\"'")).as_deref(),
            Ok("http://-x.example/%60id%60;$(id)%22'")
        );
        for odd in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "--help",
            "example.org",
            "http://",
            "ssh://x",
        ] {
            assert!(address(Some(odd)).is_err(), "{odd}");
        }
        assert_eq!(address(None), Err("this article has no link".to_owned()));
        assert!(address(Some("file:///x")).is_err_and(|why| why.contains("not file:")));
    }
}
