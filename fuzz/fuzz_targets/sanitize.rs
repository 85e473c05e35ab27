//! What leaves the sanitiser is settled, and holds nothing that a terminal would obey.
#![no_main]

use crossread::text::sanitize;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let text = sanitize::text(input);
    assert!(sanitize::is_clean(&text));
    assert_eq!(sanitize::is_clean(input), text == input);
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}')));

    let line = sanitize::line(input);
    assert!(sanitize::is_clean(&line) && !line.contains('\n'));
    assert_eq!(sanitize::line(&line), line);
});
